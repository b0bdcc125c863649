import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.6.6 Pathname expansion, 2.14 patterns")
struct PathnameExpansionTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      #"echo * ; touch b a c; echo * ; echo ? ; echo [ab] [!a] [c-z] "*" \* '*' x* "x*""#,
      dialect: .sh,
      output: """
        *
        a b c
        a b c
        a b b c c * * * x* x*

        """),
    ScriptCase(
      """
      touch .h a; echo * .* .h* ?h [.]h; mkdir d; touch d/x d/.y; echo */* */.* d/* */ 
      """,
      dialect: .sh,
      output: "a .h .h ?h [.]h\nd/x d/.y d/x d/\n",
      differs: [.dash: "prints `a . .. .h .h ?h [.]h; d/x d/. d/.. d/.y d/x d/`"]),
    ScriptCase(
      #"touch a b; x='*'; echo $x "$x" ; set -f; echo * $x; set +f; echo $x"#,
      dialect: .sh,
      output: "a b *\n* *\na b\n"),
    ScriptCase(
      #"touch 'a b' 'c*' d; for i in *; do echo "<$i>"; done; echo c\* c[*] 'c'* "c*""#,
      dialect: .sh,
      output: """
        <a b>
        <c*>
        <d>
        c* c* c* c*

        """),
    ScriptCase(
      "mkdir -p x/a/1 x/b/1; echo x/*/1 x/*/2 */a/* x/[ab]/1 x/[a/b]/1 ",
      dialect: .sh,
      output: "x/a/1 x/b/1 x/*/2 x/a/1 x/a/1 x/b/1 x/[a/b]/1\n"),
    ScriptCase(
      "mkdir d; touch d/a; echo d//a d//* d/./* ./d/* ././d/*",
      dialect: .sh,
      output: "d//a d//a d/./a ./d/a ././d/a\n"),
    ScriptCase(
      #"""
      touch a-b a]b 'a[b' a^b; echo a[]]b a[-]b a[]-]b a[[]b a[!]]b a[\]]b a["]"]b a[^-]b
      """#,
      dialect: .sh,
      output: "a]b a-b a-b a]b a[b a-b a[b a^b a]b a]b a[b a]b a^b\n",
      differs: [.dash: "prints `a]b a-b a-b a]b a[b a-b a[b a^b a]b a]b a-b a^b`"]),
    ScriptCase(
      """
      touch a b c A B; echo [a-b] [[:upper:]] [[:lower:]] [![:upper:]] [[:alpha:]] [[.a.]] \
      [[=a=]]
      """,
      dialect: .sh,
      output: "a b A B a b c a b c A B a b c a a\n",
      differs: [.dash: "prints `a b A B a b c a b c A B a b c [[.a.]] [[=a=]]`"]),
    ScriptCase(
      "touch a1 a2 a; echo a[0-9] a[![:digit:]] a? a* a?? ",
      dialect: .sh,
      output: "a1 a2 a[![:digit:]] a1 a2 a a1 a2 a??\n"),
    ScriptCase(
      #"x='[ab]'; touch a b; echo $x "$x" \[ab] [ab\] "["ab] ["a"b]"#,
      dialect: .sh,
      output: "a b [ab] [ab] [ab] [ab] a b\n"),
    ScriptCase(
      #"""
      touch a; x='\a'; echo $x; x='\*'; echo $x; x='a\'; echo $x; touch '\*'; x='\*'; echo $x
      """#,
      dialect: .sh,
      output: #"""
        \a
        \*
        a\
        \*

        """#,
      differs: [.dash: "prints `.; \\*; a\\; \\*`"]),
    ScriptCase(
      #"x=a; touch ab ac; echo $x* "$x"* ${x}? '$x'*"#,
      dialect: .sh,
      output: "ab ac ab ac ab ac $x*\n"),
    ScriptCase(
      "touch f1; echo hi >f*; ls; cat f1",
      dialect: .sh,
      output: "f*\nf1\n"),
    ScriptCase(
      "touch f1; cat <f* 2>/dev/null; echo $?",
      dialect: .sh,
      output: "1\n",
      error: nil,
      differs: [.dash: "prints `2`"]),
    ScriptCase(
      #"for i in nosuch*; do echo "$i"; done"#,
      dialect: .sh,
      output: "nosuch*\n"),
    ScriptCase(
      """
      touch a; case a in *) echo y;; esac; x=*; echo "$x"; y=$x; echo "$y"; export z=*; \
      echo "$z"
      """,
      dialect: .sh,
      output: """
        y
        *
        *
        *

        """),
    ScriptCase(
      "echo /et[c] /e?c /*tc /etc/pass[w]d",
      dialect: .sh,
      output: "/etc /etc /etc /etc/passwd\n"),
    ScriptCase(
      "ln -s nosuch l; echo l* ; mkdir d; ln -s d e; echo */ e/. ",
      dialect: .sh,
      output: "l\nd/ e/ e/.\n"),
    ScriptCase(
      "touch aXb; IFS=X; x='a*b'; echo $x",
      dialect: .sh,
      output: "aXb\n"),
    ScriptCase(
      "cd /; echo usr/../us[r] ",
      dialect: .sh,
      output: "usr/../usr\n"),
    ScriptCase(
      """
      m() { case $1 in $2) echo y;; *) echo n;; esac; }; m abc 'a*'; m abc 'a?c'; m abc \
      '[a-c]*'; m abc '[!b]*'; m a.c 'a.c'; m axc 'a.c'; m '' '*'; m '' '?'; m a '??'; m ab '??'
      """,
      dialect: .sh,
      output: """
        y
        y
        y
        y
        y
        n
        y
        n
        n
        y

        """),
    ScriptCase(
      #"""
      m() { case $1 in $2) echo y;; *) echo n;; esac; }; m '*' '\*'; m x '\*'; m 'a\b' \#
      'a\\b'; m '[' '['; m '[a' '[a'; m 'a]' 'a]'; m '[]' '[]'; m ']' '[]]'; m '-' '[-]'; m \#
      '-' '[a-]'; m '-' '[-a]'; m '!' '[a!]'; m '^' '[a^]'; m '\' '[\\]'; m ']' '[\]]'; m a \#
      '[\a]'
      """#,
      dialect: .sh,
      output: """
        y
        n
        y
        y
        y
        y
        y
        y
        y
        y
        y
        y
        y
        y
        y
        y

        """),
    ScriptCase(
      """
      m() { case $1 in $2) echo y;; *) echo n;; esac; }; m a '[[:alpha:]]'; m 1 \
      '[[:digit:]]'; m ' ' '[[:space:]]'; m a '[![:digit:]]'; m A '[[:lower:][:upper:]]'; m \
      : '[[:punct:]]'; m a '[[:xdigit:]]'; m _ '[[:alnum:]_]'; m a '[[:nosuch:]]'; m x \
      '[[:alpha:]' ; m '[' '[[]'; m ':' '[[:]'; m a '[[:alpha:]-z]'; m '
      ' '[[:cntrl:]]'; m '	' '[[:blank:]]'; m a '[[:graph:]]'; m ' ' '[[:print:]]'
      """,
      dialect: .sh,
      output: """
        y
        y
        y
        y
        y
        y
        y
        y
        n
        n
        y
        y
        y
        y
        y
        y
        y

        """),
    ScriptCase(
      """
      m() { case $1 in $2) echo y;; *) echo n;; esac; }; m a '[[.a.]]'; m b '[[.a.]-c]'; m \
      a '[[=a=]]'; m - '[[.-.]]'; m - '[[.hyphen.]]'; m ] '[[.].]]'; m z '[[.a.]-c]'; m a \
      '[[.space.]a]'; m ' ' '[[.space.]]'
      """,
      dialect: .sh,
      output: """
        y
        y
        y
        y
        y
        y
        n
        y
        y

        """,
      differs: [.dash: "prints `n; n; n; n; n; n; n; n; n`"]),
    ScriptCase(
      """
      m() { case $1 in $2) echo y;; *) echo n;; esac; }; m /a '*'; m .a '*'; m a/b 'a*b'; m \
      a/b 'a?b'; m a/b 'a[/]b'; m .a '?a'; m .a '[.]a'; m '
      ' '?'; m 'a
      b' 'a*b'
      """,
      dialect: .sh,
      output: """
        y
        y
        y
        y
        y
        y
        y
        y
        y

        """),
    ScriptCase(
      """
      x='*'; case 'a' in "$x") echo 1;; $x) echo 2;; esac; case '*' in "$x") echo 1;; esac; \
      case 'ab' in a"*") echo 1;; a'b') echo 2;; esac; case '[x]' in '['x']') echo 3;; \
      esac; case a in ["a"]) echo 4;; esac; case a-c in [a"-"c]-c) echo 5;; esac; case b in \
      [a"-"c]) echo 6;; *) echo 7;; esac; case b in ["!"b]) echo 8;; esac; case '!' in \
      ["!"b]) echo 9;; esac
      """,
      dialect: .sh,
      output: """
        2
        1
        2
        3
        4
        5
        7
        8
        9

        """),
    ScriptCase(
      #"""
      case a in \a) echo 1;; esac; case '\a' in '\a') echo 2;; esac; case '\a' in \\a) echo \#
      3;; esac; p='\a'; case a in $p) echo 4;; esac; case '\a' in "$p") echo 5;; esac; \#
      p='\\a'; case '\a' in $p) echo 6;; esac; p='[\]]'; case ']' in $p) echo 7;; esac; \#
      p='a\'; case 'a\' in $p) echo 8;; *) echo 9; esac
      """#,
      dialect: .sh,
      output: """
        1
        2
        3
        4
        5
        6
        7
        8

        """),
    ScriptCase(
      #"""
      touch 'a*b' axb .x 'a\b'; echo a\*b a"*"b a*b 'a*'b; p='a\*b'; echo $p "$p"; p='a*b'; \#
      echo $p; echo [a]*b a[*]b a[x*]b .* [.]x ?x
      """#,
      dialect: .sh,
      output: #"""
        a*b a*b a*b a\b axb a*b
        a\*b a\*b
        a*b a\b axb
        a*b a\b axb a*b a*b axb .x [.]x ?x

        """#,
      differs: [.dash: "prints `a*b a*b a*b a. axb a*b; a\\*b a\\*b; a*b a. axb...`"]),
    ScriptCase(
      """
      mkdir -p d/.h d/e; touch d/.h/f d/e/f d/e/.g; echo d/*/f d/.*/f d/*/* d/*/.* d/e/.*; \
      echo ./d/e/* .//d//e/f* */e/* 
      """,
      dialect: .sh,
      output: "d/e/f d/.h/f d/e/f d/e/.g d/e/.g\n./d/e/f .//d//e/f d/e/f\n",
      differs: [.dash: "prints `d/e/f d/.h/f d/e/f d/e/. d/e/.. d/e/.g d/e/. ...`"]),
    ScriptCase(
      "touch a b; echo [ab [a]b ab] [!a] [^a] [a-] [-a] []a] [a-b-c] [b-a] [z-] ",
      dialect: .sh,
      output: "[ab [a]b ab] b b a a a a b [b-a] [z-]\n",
      differs: [.dash: "prints `[ab [a]b ab] b a a a a a b [b-a] [z-]`"]),
    ScriptCase(
      #"touch a-x a+x 'a x'; for i in a?x; do echo "<$i>"; done; echo a[+-]x a[!-]x"#,
      dialect: .sh,
      output: """
        <a x>
        <a+x>
        <a-x>
        a+x a-x a x a+x

        """),
    ScriptCase(
      "mkdir d; ln -s d l; ln -s nowhere b; touch d/f; echo l/* b* b/* */f",
      dialect: .sh,
      output: "l/f b b/* d/f l/f\n"),
    ScriptCase(
      #"touch 'x[a]' xa; echo x[a] x\[a] 'x[a]' x[[]a]; p='x[a]'; echo $p "$p""#,
      dialect: .sh,
      output: "xa x[a] x[a] x[a]\nxa x[a]\n"),
    ScriptCase(
      #"echo '*'nosuch? "no"such* no\such* no\*such*"#,
      dialect: .sh,
      output: "*nosuch? nosuch* nosuch* no*such*\n"),
    ScriptCase(
      "set -f; echo *; set +f; cd /; echo e[t]c",
      dialect: .sh,
      output: "*\netc\n"),
    ScriptCase(
      #"""
      touch a.b; echo *.b *\.b *'.'b; x='*.b'; for f in $x; do echo $f; done; for f in \#
      "$x"; do echo $f; done
      """#,
      dialect: .sh,
      output: "a.b a.b a.b\na.b\na.b\n"),
    ScriptCase(
      #"touch -- -n -e; echo * | cat; printf '%s\n' *"#,
      dialect: .sh,
      output: "-e\n-n\n",
      differs: [.dash: "prints `-e -n; -e; -n`"]),
    ScriptCase(
      #"p='a\*b'; touch 'a*b'; echo $p; p='[\a'; touch '[a'; echo $p; p='\[ab'; echo $p"#,
      dialect: .sh,
      output: #"a\*b\#n[\a\#n\[ab\#n"#,
      differs: [.dash: "prints `a\\*b; [.; \\[ab`"]),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
