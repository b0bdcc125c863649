import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.5.1 and 2.5.2 Positional and special parameters")
struct SpecialParametersTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      "set -- a b c d e f g h i j k l; echo $10 ${10} ${12} ${1}0 $# ${#}",
      dialect: .sh,
      output: "a0 j l a0 12 12\n"),
    ScriptCase(
      #"set -- a b; echo ${01} ${002} "$0""#,
      dialect: .sh,
      output: "a b sh\n"),
    ScriptCase(
      """
      set -- 'a b' c; printf '[%s]' $*; echo; printf '[%s]' "$*"; echo; printf '[%s]' $@; \
      echo; printf '[%s]' "$@"
      """,
      dialect: .sh,
      output: "[a][b][c]\n[a b c]\n[a][b][c]\n[a b][c]"),
    ScriptCase(
      """
      set -- 'a b' c; IFS=; printf '[%s]' $*; echo; printf '[%s]' "$*"; echo; printf '[%s]' \
      $@; echo; printf '[%s]' "$@"
      """,
      dialect: .sh,
      output: "[a b][c]\n[a bc]\n[a b][c]\n[a b][c]"),
    ScriptCase(
      """
      set -- 'a b' c; IFS=:; printf '[%s]' $*; echo; printf '[%s]' "$*"; echo; printf \
      '[%s]' $@; echo; printf '[%s]' "$@"
      """,
      dialect: .sh,
      output: "[a b][c]\n[a b:c]\n[a b][c]\n[a b][c]"),
    ScriptCase(
      """
      set -- 'a b' c; unset IFS; printf '[%s]' $*; echo; printf '[%s]' "$*"; echo; printf \
      '[%s]' $@; echo; printf '[%s]' "$@"
      """,
      dialect: .sh,
      output: "[a][b][c]\n[a b c]\n[a][b][c]\n[a b][c]"),
    ScriptCase(
      """
      set -- 'a b' c; IFS=xy; printf '[%s]' "$*"; x=$*; echo "$x"; x="$*"; echo "$x"; x=$@; \
      echo "$x"; x="$@"; echo "$x"
      """,
      dialect: .sh,
      output: """
        [a bxc]a bxc
        a bxc
        a b c
        a b c

        """,
      differs: [.dash: "prints `[a bxc]a bxc; a bxc; a bxc; a bxc`"]),
    ScriptCase(
      #"set -- 'a b' c; IFS=; x=$*; echo "$x"; x=$@; echo "$x""#,
      dialect: .sh,
      output: "a bc\na b c\n",
      differs: [.dash: "prints `a bc; a bc`"]),
    ScriptCase(
      """
      set -- a '' b; printf '[%s]' $*; echo; printf '[%s]' $@; echo; printf '[%s]' "$@"; \
      echo; printf '[%s]' "$*"; echo; IFS=; printf '[%s]' $*; echo; printf '[%s]' $@
      """,
      dialect: .sh,
      output: """
        [a][b]
        [a][b]
        [a][][b]
        [a  b]
        [a][b]
        [a][b]
        """),
    ScriptCase(
      #"set -- ''; printf '[%s]' $@ ; echo; printf '[%s]' "$@"; echo; printf '[%s]' x$@y"#,
      dialect: .sh,
      output: "[]\n[]\n[xy]"),
    ScriptCase(
      #"set -- a b; printf '[%s]' x"$@"y x$@y "x$@y$@z" "$@$@""#,
      dialect: .sh,
      output: "[xa][by][xa][by][xa][bya][bz][a][ba][b]"),
    ScriptCase(
      """
      set --; printf '[%s]' "$@" x"$@" "$*" $*; echo; set -- "$@" ; echo $#; set -- "$*"; \
      echo $#
      """,
      dialect: .sh,
      output: "[x][]\n0\n1\n"),
    ScriptCase(
      #"set -- a b c; for i in "$@"; do echo "<$i>"; shift; done; echo $#"#,
      dialect: .sh,
      output: """
        <a>
        <b>
        <c>
        0

        """),
    ScriptCase(
      #"set -- a b; printf '[%s]' "${@}" "${*}" ${@-x} "${@-x}" "${@:-x}" "${@+x}""#,
      dialect: .sh,
      output: "[a][b][a b][a][b][a][b][a][b][x]"),
    ScriptCase(
      #"set --; printf '[%s]' "${@-x}" "${@:-x}" "${@+x}" "${*-x}" "${*:-x}" ${*+x}"#,
      dialect: .sh,
      output: "[x][x][x][x]",
      differs: [.dash: "prints `[][x][x][][x][x]`"]),
    ScriptCase(
      """
      set -- ''; printf '[%s]' "${@-x}" "${@:-x}" "${@+x}" "${*-x}" "${*:-x}" "${*:+x}"
      """,
      dialect: .sh,
      output: "[][x][x][][x][]"),
    ScriptCase(
      #"set -- '' ''; printf '[%s]' "${@:-x}" "${*:-x}" "${*:+x}" "${@:+x}""#,
      dialect: .sh,
      output: "[][][ ][x][x]"),
    ScriptCase(
      #"set -- abc abd; printf '[%s]' "${@#a}" "${*%?}""#,
      dialect: .sh,
      output: "[bc][bd][ab ab]",
      differs: [.dash: "prints `[bc][abd][abc ab]`"]),
    ScriptCase(
      "set -- a b; echo ${#@} ${#*} ${##}",
      dialect: .sh,
      output: "2 2 1\n",
      differs: [.dash: "prints `3 3 1`"]),
    ScriptCase(
      "true; echo $?; false; echo $?; (exit 42); echo $?; sh -c 'kill -9 $$'; echo $?",
      dialect: .sh,
      output: """
        0
        1
        42
        137

        """),
    ScriptCase(
      "echo $?; echo `echo $?`; false; echo `echo $?` $?",
      dialect: .sh,
      output: "0\n0\n1 0\n",
      differs: [.dash: "prints `0; 0; 1 1`"]),
    ScriptCase(
      """
      false; x=$?; echo $x; x=$(false); echo $?; x=$(false) y=$(true); echo $?; x=$(exit \
      3)$(exit 4); echo $?
      """,
      dialect: .sh,
      output: """
        1
        1
        0
        4

        """),
    ScriptCase(
      """
      set -f; case $- in *f*) echo y;; esac; set +f; case $- in *f*) echo n;; *) echo y;; \
      esac; set -eu; case $- in *e*u*|*u*e*) echo y; esac
      """,
      dialect: .sh,
      output: "y\ny\ny\n"),
    ScriptCase(
      """
      x=$$; y=$(echo $$); (echo $$) > f; z=$(cat f); [ $x = $y ] && [ $y = $z ] && echo same
      """,
      dialect: .sh,
      output: "same\n"),
    ScriptCase(
      """
      true & a=$!; true & b=$!; [ "$a" != "$b" ] && echo diff; wait $a; echo $?; (echo $!) \
      > f; [ "$(cat f)" = $b ] && echo sub
      """,
      dialect: .sh,
      output: "diff\n0\nsub\n"),
    ScriptCase(
      #"echo "[$!]""#,
      dialect: .sh,
      output: "[]\n"),
    ScriptCase(
      "echo $0; f() { echo $0; }; f; . ./nosuch 2>/dev/null",
      dialect: .sh,
      output: "sh\nsh\n",
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "sh -c 'echo $0 $1' nm arg; sh -c 'echo $0' | sed 's,.*/,,'",
      dialect: .sh,
      output: "nm arg\nsh\n"),
    ScriptCase(
      "echo 'echo $0 $@' >f; sh ./f a b; sh f c; . ./f d",
      dialect: .sh,
      output: "./f a b\nf c\nsh d\n",
      differs: [.dash: "prints `./f a b; f c; sh`"]),
    ScriptCase(
      """
      set a b c; set --; echo $#; set a; set -; echo $#; set - x y; echo $#; set -- -a -b; \
      echo $1
      """,
      dialect: .sh,
      output: """
        0
        1
        2
        -a

        """),
    ScriptCase(
      "set -- a b c; shift; echo $*; shift 2; echo $#; shift 0; echo $?",
      dialect: .sh,
      output: "b c\n0\n0\n"),
    ScriptCase(
      #"f() { echo $#; }; f; f ''; f "$@"; f $x; f "$x""#,
      dialect: .sh,
      output: """
        0
        1
        0
        0
        1

        """),
    ScriptCase(
      "echo $1a ${1}a; set x; echo $1a ${1}a",
      dialect: .sh,
      output: "a a\nxa xa\n"),
    ScriptCase(
      #"echo "$-" | grep -c i; set -C; echo $- | grep -c C"#,
      dialect: .sh,
      output: "0\n1\n"),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
