import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.14 Pattern matching")
struct PatternsTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      #"""
      m() { case $1 in $2) echo "y $1 $2";; *) echo "n $1 $2";; esac; }; set -f
      m abc 'a*'; m abc '?b?'; m abc '[a-c]bc'; m abc '[!a]bc'; m abc '[^a]bc'
      m abc 'ab'; m '' '*'; m '' '?'; m a '[]a]'; m ] '[]a]'; m - '[a-]'; m b '[a-]'
      m 'a*' 'a\*'; m ab 'a\*'
      """#,
      output: #"""
        y abc a*
        y abc ?b?
        y abc [a-c]bc
        n abc [!a]bc
        n abc [^a]bc
        n abc ab
        y  *
        n  ?
        y a []a]
        y ] []a]
        y - [a-]
        n b [a-]
        y a* a\*
        n ab a\*

        """#),
    ScriptCase(
      #"""
      m() { case $1 in $2) echo y;; *) echo n;; esac; }; set -f; m '[' '['
      m '[a' '[a'; m 'a]' 'a]'; m '\' '\\'; m 'a' '\a'; m 'a/b' 'a*b'; m '.a' '*'
      m 'a' '[[:alpha:]]'; m 1 '[[:alpha:]]'; m 1 '[[:digit:]x]'; m x '[[:digit:]x]'
      m _ '[[:alnum:]_]'; m ' ' '[[:space:]]'; m A '[[:upper:]]'; m a '[[:upper:]]'
      """#,
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
        y
        y
        y
        y
        y
        n

        """),
    ScriptCase(
      """
      m() { [[ $1 == $2 ]] && echo y || echo n; }; m abc 'a*'; m abc '@(abc|d)'
      m ab '+(a|b)'; m '' '*(a)'; m aa '!(a)'; m a '!(a)'; m abab '*(ab)'; m x '?(x)y'
      m y '?(x)y'; m 'a.b' '*.b'
      """,
      output: "y\ny\ny\ny\ny\nn\ny\nn\ny\ny\n"),
    ScriptCase(
      """
      x=abcabc\necho ${x#*b} ${x##*b} ${x%b*} ${x%%b*} ${x#?} ${x%?} ${x#[ab]} ${x#[\
      !a]} ${x%[a-c]} ${x//[bc]/-} ${x//b?/X}
      """,
      output: "cabc c abca a bcabc abcab bcabc abcabc abcab a--a-- aXaX\n"),
    ScriptCase(
      #"""
      x='[abc]'; echo "${x#[}" "${x%]}" "${x#\[}" ${x//[][]/}; y='a\b'
      echo "${y#a\\}" "${y//\\/-}"
      """#,
      output: "abc] [abc abc] abc\nb a-b\n"),
    ScriptCase(
      """
      x=foo.tar.gz; echo ${x%%.*} ${x%.*} ${x##*.} ${x%.tar.gz} ${x%.@(gz|xz)} 2>&1
      shopt -s extglob; echo ${x%.@(gz|xz)} ${x%%.+([a-z])*} ${x//@(a|o)/_}
      """,
      output: """
        foo foo.tar gz foo foo.tar.gz
        foo.tar foo f__.t_r.gz

        """),
    ScriptCase(
      "LC_ALL=C; echo [a-z]* [A-Z] [[:lower:]]* *[0-9] [!a-z]* ?; echo [[:punct:]]*",
      files: ["a": "", "B": "", "c1": "", "_d": "", "é": ""],
      output: "a c1 B a c1 c1 B _d é B a\n_d\n"),
    ScriptCase(
      """
      echo */x a/* ?/[xy] */ */. | sed 's/  */ /g'; echo ./* ../*/nomatch; cd a
      echo * ../b/*
      """,
      files: ["a/x": "", "a/y": "", "b/x": "", "c": ""],
      output: """
        a/x b/x a/x a/y a/x a/y b/x a/ b/ a/. b/.
        ./a ./b ./c ../*/nomatch
        x y ../b/x

        """),
    ScriptCase(
      #"""
      touch a-b 'a b' 'a\b' '[x]' '*'; printf '<%s>' *; echo
      printf '<%s>' a* "a "* a\ * \** '['* [[]*; echo
      """#,
      output: #"""
        <*><[x]><a b><a-b><a\b>
        <a b><a-b><a\b><a b><a b><*><[x]><[x]>

        """#),
    ScriptCase(
      #"echo * .* .h* [.]h* ?hidden; for f in .[!.]*; do echo "$f"; done"#,
      files: [".hidden": "", ".h2": "", "v": ""],
      output: """
        v .h2 .hidden .h2 .hidden [.]h* ?hidden
        .h2
        .hidden

        """),
    ScriptCase(
      """
      echo x[0-9] x?? x* x[12]* x{1,2,3} x[1-2]; p='x?'; echo $p "$p"; p='x[1'
      echo $p; ls x[!1]
      """,
      files: ["x1": "", "x2": "", "x10": ""],
      output: """
        x1 x2 x10 x1 x10 x2 x1 x10 x2 x1 x2 x3 x1 x2
        x1 x2 x?
        x[1
        x2

        """),
    ScriptCase(
      """
      mkdir -p d/e; ln -s d l; touch d/e/f; echo l/*/f */*/f; echo d/e/../*
      ln -s nowhere dang; echo dan*; echo /etc/pass[w]d /et[c]/passw[d]
      """,
      output: """
        l/e/f d/e/f l/e/f
        d/e/../e
        dang
        /etc/passwd /etc/passwd

        """),
    ScriptCase(
      #"""
      case a in [a) echo y;; *) echo n;; esac; case '[a' in [a) echo y;; esac
      case a in "["a"]") echo y;; *) echo n; esac; case ']' in []]) echo y; esac
      case '!' in [\!a]) echo y; esac
      """#,
      output: "n\ny\nn\ny\ny\n"),
    ScriptCase(
      #"""
      p='a|b'; case 'a|b' in $p) echo y;; esac; case a in $p) echo no;; *) echo n
      esac; p='*'; case x in "$p") echo no;; $p) echo y;; esac
      case '$p' in \$p) echo lit; esac
      """#,
      output: "y\nn\ny\nlit\n"),
    ScriptCase(
      #"""
      x=$'a\nb'; case $x in a*b) echo nl;; esac; case $x in a?b) echo nl1;; esac
      [[ $x == *$'\n'* ]] && echo has; echo "${x//$'\n'/,}"
      """#,
      output: "nl\nnl1\nhas\na,b\n"),
    ScriptCase(
      """
      shopt -s extglob
      x='  trim me  '; x=${x##+([[:space:]])}; echo "[${x%%+([[:space:]])}]"; y=aXbXc
      echo ${y//X/} ${y/X*/} ${y//!(X)/-}; case foo.c in *.@(c|h)) echo src; esac
      """,
      output: "[trim me]\nabc a -\nsrc\n"),
    ScriptCase(
      """
      x=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; case $x in *a*a*a*a*a*a*a*a*b) echo y;;
      *) echo n; esac; [[ $x == +(a|aa)+(a) ]] && echo y
      """,
      output: "n\ny\n"),
    ScriptCase(
      #"""
      case é in [é]) echo y;; ?) echo one;; ??) echo two;; esac
      case $'\xff' in ?) echo byte; esac
      """#,
      output: "two\nbyte\n"),
    ScriptCase(
      #"""
      case é in [é]) echo y;; esac; case é in ?) echo one;; esac
      case É in [[:upper:]]) echo up; esac; case $'\xff' in ?) echo byte; esac; x=aéz
      echo ${x#a?} ${x/[é]/e}
      """#,
      environment: ["LC_ALL": "C.UTF-8"],
      output: "y\none\nup\nbyte\nz aez\n"),
    ScriptCase(
      #"""
      m() { case $1 in $2) echo y;; *) echo n;; esac; }; m abc 'a*'; m abc '[!x]bc'
      m 'a*' 'a\*'; m - '[a-]'; m x '[[:digit:]]'; m '' '*'; m .a '*'
      """#,
      dialect: .sh,
      output: "y\ny\ny\ny\nn\ny\ny\n"),
    ScriptCase(
      #"echo * .[!.]* [ab] [!a]; x='*'; echo "$x" $x"#,
      files: ["a": "", "b": "", ".c": ""],
      dialect: .sh,
      output: "a b .c a b b\n* a b\n"),
  ]

  @Test(arguments: rows)
  func runs(_ row: ScriptCase) throws { try row.check() }
}
