import ShellBytes
import ShellTestSupport
import Testing

/// Rules of the whole chapter that have no table of their own, in the order of its sections, among
/// them what POSIX.1-2024 has added.
@Suite("XCU 2.1 to 2.15 Shell command language")
struct ShellLanguageTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      "readonly r=1; r=2 true; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "readonly r=1; (r=2; echo no); echo ok",
      dialect: .sh,
      output: "ok\n",
      error: nil),
    ScriptCase(
      "readonly r=1; export r=2; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "set -o nosuch; echo no",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "shift 5; echo no",
      dialect: .sh,
      output: "no\n",
      differs: [.dash: "exits with 2 and prints nothing"]),
    ScriptCase(
      "command shift 5; echo ok",
      dialect: .sh,
      output: "ok\n"),
    ScriptCase(
      ". ./nosuch; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "command . ./nosuch; echo ok",
      dialect: .sh,
      output: "ok\n",
      error: nil),
    ScriptCase(
      "eval 'if'; echo no",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "break 0; echo ok",
      dialect: .sh,
      output: "ok\n",
      differs: [.dash: "exits with 2 and prints nothing"]),
    ScriptCase(
      "exit_=1; return 3; echo no",
      dialect: .sh,
      status: 3),
    ScriptCase(
      "trap - NOSUCH; echo ok",
      dialect: .sh,
      output: "ok\n",
      error: nil),
    ScriptCase(
      "exec 3</nosuch; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "command exec 3</nosuch; echo ok",
      dialect: .sh,
      output: "ok\n",
      error: nil),
    ScriptCase(
      ": >/nosuch/x; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "command : >/nosuch/x; echo ok",
      dialect: .sh,
      output: "ok\n",
      error: nil),
    ScriptCase(
      "true >/nosuch/x; echo ok",
      dialect: .sh,
      output: "ok\n",
      error: nil),
    ScriptCase(
      "{ :; } >/nosuch/x; echo ok",
      dialect: .sh,
      output: "ok\n",
      error: nil),
    ScriptCase(
      "f() { :; }; f >/nosuch/x; echo ok",
      dialect: .sh,
      output: "ok\n",
      error: nil),
    ScriptCase(
      ">/nosuch/x; echo ok",
      dialect: .sh,
      output: "ok\n",
      error: nil),
    ScriptCase(
      "nosuch; echo ok $?",
      dialect: .sh,
      output: "ok 127\n",
      error: nil),
    ScriptCase(
      "echo ${x?m}; echo no",
      dialect: .sh,
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "set -u; echo $x; echo no",
      dialect: .sh,
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "x=1 :; echo $x; y=1 true; echo $y",
      dialect: .sh,
      output: """
        1


        """),
    ScriptCase(
      "x=1 eval 'echo $x'; echo $x",
      dialect: .sh,
      output: """
        1
        1

        """),
    ScriptCase(
      #"f() { echo $x; }; x=1 f; echo "[$x]""#,
      dialect: .sh,
      output: """
        1
        []

        """),
    ScriptCase(
      "x=1 export y=2; echo $x $y",
      dialect: .sh,
      output: "1 2\n"),
    ScriptCase(
      "x=1 . /dev/null; echo $x",
      dialect: .sh,
      output: "1\n"),
    ScriptCase(
      "command x=1 2>/dev/null; echo $?",
      dialect: .sh,
      output: "127\n"),
    ScriptCase(
      #"x=1 command :; echo "[$x]""#,
      dialect: .sh,
      output: "[]\n"),
    ScriptCase(
      "case a in a) echo 1;& b) echo 2;& c) echo 3;; d) echo 4;; esac",
      dialect: .sh,
      output: """
        1
        2
        3

        """,
      differs: [.dash: "exits with 2 and prints nothing"]),
    ScriptCase(
      #"echo $'a\tb\x41\101\e[0m' | od -c | head -2"#,
      dialect: .sh,
      output: #"""
        0000000   a  \t   b   A   A 033   [   0   m  \n
        0000012

        """#,
      differs: [
        .dash:
          "prints `0000000   $   a  \\t   b   \\   x   4   1   A 033   [   0   m  \\n; 0000016`"
      ]),
    ScriptCase(
      "set -o pipefail; false | true; echo $?; set +o pipefail; false | true; echo $?",
      dialect: .sh,
      output: """
        1
        0

        """,
      differs: [.dash: "exits with 2 and prints nothing"]),
    ScriptCase(
      "printf 'a:b:' | { read -d : x; echo $x; read -d : y; echo $y; }",
      dialect: .sh,
      output: """
        a
        b

        """,
      differs: [.dash: "prints nothing"]),
    ScriptCase(
      "cd -P /; cd -L .; pwd; cd -e / 2>/dev/null; echo $?",
      dialect: .sh,
      output: """
        /
        0

        """,
      differs: [.dash: "prints `/; 2`"]),
    ScriptCase(
      "trap 'echo x' INT; trap; trap - INT; trap",
      dialect: .sh,
      output: "trap -- 'echo x' INT\n"),
    ScriptCase(
      "trap -p EXIT; trap 'a' EXIT; trap -p EXIT; trap -p INT; trap - EXIT",
      dialect: .sh,
      output: """
        trap -- - EXIT
        trap -- 'a' EXIT
        trap -- - INT

        """,
      differs: [.dash: "exits with 2 and prints nothing"]),
    ScriptCase(
      "echo a >f; exec 3<f; read x <&3-; echo $x",
      dialect: .sh,
      output: "a\n",
      differs: [.dash: "exits with 2 and prints nothing"]),
    ScriptCase(
      #"""
      set -- a b c; echo "$*" "$@" $#; IFS=:; echo "$*"; IFS=; echo "$*"; unset \#
      IFS; echo "$*"
      """#,
      dialect: .sh,
      output: """
        a b c a b c 3
        a:b:c
        abc
        a b c

        """),
    ScriptCase(
      "set -C; echo a >f; (echo b >f) 2>/dev/null || echo kept; echo c >|f; cat f",
      dialect: .sh,
      output: """
        kept
        c

        """),
    ScriptCase(
      "x='a b'; set -- $x; echo $#; IFS=; set -- $x; echo $#",
      dialect: .sh,
      output: """
        2
        1

        """),
    ScriptCase(
      #"IFS=' :'; x=' a : b::c '; set -- $x; echo $#; for i; do echo "[$i]"; done"#,
      dialect: .sh,
      output: """
        4
        [a]
        [b]
        []
        [c]

        """),
    ScriptCase(
      #"echo "$(echo "a b")" '$x' \$x "\$x \a \`""#,
      dialect: .sh,
      output: #"a b $x $x $x \a `\#n"#,
      differs: [.dash: "prints `a b $x $x $x ? ``"]),
    ScriptCase(
      #"""
      x=~; [ "$x" = "$HOME" ] && echo t; y=a:~; [ "$y" = "a:$HOME" ] && echo t2; \#
      echo "~" '~' \~
      """#,
      dialect: .sh,
      output: """
        t
        t2
        ~ ~ ~

        """),
    ScriptCase(
      "echo ${x:-a} ${x-b} ${x:=c} $x ${x:+d} ${#x} ${x%c}e ${x#c}f",
      dialect: .sh,
      output: "a b c c d 1 e f\n"),
    ScriptCase(
      #"x=/a/b/c.d; echo ${x%/*} ${x%%/*} ${x#*/} ${x##*/} "${x%.*}""#,
      dialect: .sh,
      output: "/a/b a/b/c.d c.d /a/b/c\n"),
    ScriptCase(
      """
      echo $((1+2*3)) $((010)) $((0x10)) $((1<<3)) $((5%3)) $((1?2:3)) $((x=5)) $x \
      $((x+=2)) $((!0)) $((~0)) $((1&&0||1))
      """,
      dialect: .sh,
      output: "7 8 16 8 2 2 5 5 7 1 -1 1\n"),
    ScriptCase(
      """
      if true; then echo a; elif true; then echo b; else echo c; fi; while false; \
      do :; done; echo $?
      """,
      dialect: .sh,
      output: """
        a
        0

        """),
    ScriptCase(
      """
      for i in; do echo no; done; echo $?; for i in 1 2; do continue; done; until \
      true; do :; done
      """,
      dialect: .sh,
      output: "0\n"),
    ScriptCase(
      "f() { return 3; }; f; echo $?; f() ( exit 4 ); f; echo $?",
      dialect: .sh,
      output: """
        3
        4

        """),
    ScriptCase(
      #"f() { echo "$1 $#"; shift; echo "$1"; }; set -- x; f a b; echo $1"#,
      dialect: .sh,
      output: """
        a 2
        b
        x

        """),
    ScriptCase(
      "! true; echo $?; ! false; echo $?; ! ! true 2>/dev/null; echo $?",
      dialect: .sh,
      output: """
        1
        0
        0

        """,
      differs: [.dash: "exits with 2 and prints nothing"]),
    ScriptCase(
      #"""
      cat <<A; cat <<'B'; cat <<-C
      $((1+1)) $(echo x) \$ \a
      A
      $x \
      B
      	tab
      	C
      """#,
      dialect: .sh,
      output: #"""
        2 x $ \a
        $x \
        tab

        """#),
    ScriptCase(
      #"""
      cat <<A
      a\
      b
      A
      """#,
      dialect: .sh,
      output: "ab\n"),
    ScriptCase(
      """
      getopts ab: o -a -b x; echo $o $OPTIND; getopts ab: o -a -b x; echo $o \
      $OPTARG $OPTIND
      """,
      dialect: .sh,
      output: """
        a 2
        b x 4

        """),
    ScriptCase(
      #"OPTIND=1; while getopts :a:b o -a 1 -b -c -a; do echo "$o $OPTARG"; done"#,
      dialect: .sh,
      output: """
        a 1
        b 
        ? c
        : a

        """),
    ScriptCase(
      "umask 022; umask -S; umask u=rwx,g=,o=; umask; umask g+r; umask -S",
      dialect: .sh,
      output: """
        u=rwx,g=rx,o=rx
        0077
        u=rwx,g=r,o=

        """),
    ScriptCase(
      "type cd; type : ; command -v cd if; alias q=w; command -v q; command -V : ",
      dialect: .sh,
      output: """
        cd is a shell builtin
        : is a special shell builtin
        cd
        if
        alias q='w'
        : is a special shell builtin

        """,
      differs: [
        .dash:
          "prints `cd is a shell builtin; : is a special shell builtin; cd; alias q='w'; : is a special shell builtin`"
      ]),
    ScriptCase(
      "alias a='echo hi'; alias a; unalias a; alias; unalias a 2>/dev/null; echo $?",
      dialect: .sh,
      output: """
        a='echo hi'
        1

        """),
    ScriptCase(
      "hash -r; hash; echo $?; hash nosuch 2>/dev/null; echo $?",
      dialect: .sh,
      output: """
        0
        1

        """),
    ScriptCase(
      """
      set -- -a; echo $-|grep -c a; set -f; echo *; set +f; set -o | grep noglob; \
      set +o | grep -c 'set'
      """,
      dialect: .sh,
      output: """
        0
        *
        noglob         	off
        27

        """,
      differs: [.dash: "prints `0; *; noglob          off; 18`"]),
    ScriptCase(
      """
      test 1 -eq 1 -a 2 -gt 1; echo $?; [ ! a ]; echo $?; [ a = b ]; echo $?; [ ]; \
      echo $?; [ -n '' ]; echo $?
      """,
      dialect: .sh,
      output: """
        0
        1
        1
        1
        1

        """),
    ScriptCase(
      "PS4='+ '; set -x; echo a 2>&1; x=1",
      dialect: .sh,
      output: "a\n",
      error: nil),
    ScriptCase(
      "(umask 077; cd /; x=1; set -f); umask; echo $x",
      dialect: .sh,
      output: """
        0022


        """),
    ScriptCase(
      """
      case '[a]' in '[a]') echo lit;; esac; case a in [!b]) echo neg;; esac; case - \
      in [a-]) echo dash;; esac; case 5 in [[:digit:]]) echo d;; esac
      """,
      dialect: .sh,
      output: """
        lit
        neg
        dash
        d

        """),
    ScriptCase(
      "mkdir d; touch d/.h d/a d/b; echo d/*; echo d/.*h; echo d/[ab] d/? d/nosuch*",
      dialect: .sh,
      output: """
        d/a d/b
        d/.h
        d/a d/b d/a d/b d/nosuch*

        """),
    ScriptCase(
      #"""
      read a b <<X
       one two  three 
      X
      echo "[$a][$b]"; read -r a <<'X'
      a\b
      X
      echo "$a"; read a <<'X'
      a\
      b
      X
      echo "$a"
      """#,
      dialect: .sh,
      output: #"""
        [one][two  three]
        a\b
        ab

        """#,
      differs: [.dash: "prints `[one][two  three]; a?; ab`"]),
    ScriptCase(
      "wait; echo $?; : & wait $!; echo $?",
      dialect: .sh,
      output: """
        0
        0

        """),
    ScriptCase(
      "kill -l 9 2>/dev/null; kill -s TERM 999999 2>/dev/null; echo $?",
      dialect: .sh,
      output: """
        KILL
        1

        """),
    ScriptCase(
      """
      unset -f nosuch; echo $?; f() { :; }; unset f; f 2>/dev/null; echo $?; unset \
      -f f; f 2>/dev/null; echo $?
      """,
      dialect: .sh,
      output: """
        0
        127
        127

        """,
      differs: [.dash: "prints `0; 0; 127`"]),
    ScriptCase(
      "export x=1; export -p | grep x=; readonly y=2; readonly -p | grep y=",
      dialect: .sh,
      output: #"""
        export x="1"
        readonly y="2"

        """#,
      differs: [.dash: "prints `export x='1'; readonly y='2'`"]),
    ScriptCase(
      "echo 'echo $1 $#' >s; . ./s; set -- q; . ./s",
      dialect: .sh,
      output: """
        0
        q 1

        """),
    ScriptCase(
      #"eval 'echo a' 'b'; eval; echo $?; eval "x='a b'"; echo "$x""#,
      dialect: .sh,
      output: """
        a b
        0
        a b

        """),
    ScriptCase(
      "exec 3>&1 4>&3; echo a >&4; exec 4>&-; echo b >&4 2>/dev/null; echo $?",
      dialect: .sh,
      output: """
        a
        1

        """,
      error: nil,
      differs: [.dash: "prints `a; 2`"]),
    ScriptCase(
      "exec >f; echo a; exec >&2; cat f",
      dialect: .sh,
      error: nil),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
