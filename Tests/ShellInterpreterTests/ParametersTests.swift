import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.5 Parameters and variables")
struct ParametersTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      #"echo $# "$1" "$2" $0; shift; echo $# "$1"; shift 2; echo $#"#,
      arguments: ["a", "b c", "d"],
      output: "3 a b c bash\n2 b c\n0\n"),
    ScriptCase(
      #"echo $10 ${10} ${11} "${#}""#,
      arguments: ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"],
      output: "a0 j k 11\n"),
    ScriptCase(
      #"set -- a b; printf '[%s]' "$*" "$@" $* $@; echo"#,
      output: "[a b][a][b][a][b][a][b]\n"),
    ScriptCase(
      #"set -- 'a b' 'c  d'; IFS=:; printf '[%s]' "$*" "$@" $* $@; echo"#,
      output: "[a b:c  d][a b][c  d][a b][c  d][a b][c  d]\n"),
    ScriptCase(
      #"set -- 'a b' c; IFS=; printf '[%s]' "$*" "$@" $* $@; echo"#,
      output: "[a bc][a b][c][a b][c][a b][c]\n"),
    ScriptCase(
      #"set -- '' a ''; printf '[%s]' "$*" "$@" $* $@; echo"#,
      output: "[ a ][][a][][a][a]\n"),
    ScriptCase(#"set -- '' ''; IFS=-; printf '[%s]' "$*"; echo"#, output: "[-]\n"),
    ScriptCase(
      """
      set -- a:b c; IFS=:; printf '[%s]' $* $@ "$*"; echo; x=$*; echo "$x"; x=$@
      echo "$x"; x="$@"; echo "$x"
      """,
      output: """
        [a][b][c][a][b][c][a:b:c]
        a:b:c
        a:b c
        a:b c

        """),
    ScriptCase(#"set --; printf '[%s]' "$@" x"$@" "$*" "$@""$@"; echo"#, output: "[x][]\n"),
    ScriptCase(
      #"set -- a b; printf '[%s]' "$@$@" "-$@-" -$*- "${@}" "${*}"; echo"#,
      output: "[a][ba][b][-a][b-][-a][b-][a][b][a b]\n"),
    ScriptCase(
      #"set -- 1 2 3; for i; do echo $i; done; for i in "$@"; do echo "<$i>"; done"#,
      output: "1\n2\n3\n<1>\n<2>\n<3>\n"),
    ScriptCase(
      "true; echo $?; false; echo $?; (exit 7); echo $?; nosuch 2>/dev/null; echo $?",
      output: "0\n1\n7\n127\n"),
    ScriptCase(
      """
      echo $?; false | true; echo $? ${PIPESTATUS[@]}; true | false | (exit 3)
      echo ${PIPESTATUS[*]}
      """,
      output: "0\n0 1 0\n0 1 3\n"),
    ScriptCase(
      """
      case $- in *h*) echo h;; esac; set -e; case $- in *e*) echo e;; esac; set -f
      case $- in *f*) echo f; esac
      """,
      output: "h\ne\nf\n"),
    ScriptCase(
      """
      [ $$ -gt 1 ] && echo ok; [ "$$" = "$(echo $$)" ] && echo same
      (echo $$) | grep -qx $$ && echo sub
      """,
      output: "ok\nsame\nsub\n"),
    ScriptCase(#":& [ -n "$!" ] && echo job; wait $!; echo $?"#, output: "job\n0\n"),
    ScriptCase("x=1; x=2 :; echo $x; x=3 eval 'echo $x'; echo $x", output: "1\n3\n1\n"),
    ScriptCase("x=5; f() { echo $x; x=7; }; x=6 f; echo $x", output: "6\n5\n"),
    ScriptCase(
      "export x=1; env | grep ^x=; x=2; env | grep ^x=; unset x; env | grep -c ^x=",
      output: "x=1\nx=2\n0\n",
      status: 1),
    ScriptCase("x=a y=$x z=$y; echo $x $y $z", output: "a a a\n"),
    ScriptCase(
      """
      unset x; echo "${x-unset}" "${x+set}"; x=
      echo "${x-unset}" "${x+set}" "${x:-null}" "${x:+nonnull}"
      """,
      output: "unset \n set null \n"),
    ScriptCase(
      "readonly r=1; r=2; echo not reached",
      error: "bash: line 1: r: readonly variable\n",
      status: 1),
    ScriptCase(
      "readonly r=1; (r=2); echo $? $r; unset r; echo $?",
      output: "1 1\n1\n",
      error: """
        bash: line 1: r: readonly variable
        bash: line 1: unset: r: cannot unset: readonly variable

        """),
    ScriptCase(
      "readonly r=1\nr=2\necho reached $r",
      output: "reached 1\n",
      error: "bash: line 2: r: readonly variable\n"),
    ScriptCase(
      "_x1=ok; echo $_x1 ${_x1}a; 1x=2; echo $?",
      output: "ok oka\n127\n",
      error: "bash: line 1: 1x=2: command not found\n"),
    ScriptCase(
      """
      echo ${LINENO}; echo $LINENO

      echo $LINENO
      """,
      output: "1\n1\n3\n"),
    ScriptCase(
      """
      f() { echo $LINENO
      echo $LINENO; }
      f; echo $LINENO
      """,
      output: "1\n2\n3\n"),
    ScriptCase(
      "x=abc; echo ${#x} ${#} ${#@} ${#*}; set -- a bb; echo ${#} ${#1} ${#2} ${#@} ${#*}",
      output: "3 0 0 0\n2 1 2 2 2\n"),
    ScriptCase(#"echo "$PPID" | grep -c '^[0-9][0-9]*$'"#, output: "1\n"),
    ScriptCase(
      "PS4='> '; set -x; echo a; x=1; x='a b'; set +x; echo done",
      output: "a\ndone\n",
      error: """
        > echo a
        > x=1
        > x='a b'
        > set +x

        """),
    ScriptCase(
      """
      set -x; for i in 1 2; do echo $i; done; case a in a) :; esac; [[ a == a* ]]
      ((1+1)); x=(1 2); set +x
      """,
      output: "1\n2\n",
      error: """
        + for i in 1 2
        + echo 1
        + for i in 1 2
        + echo 2
        + case a in
        + :
        + [[ a == a* ]]
        + (( 1+1 ))
        + x=(1 2)
        + set +x

        """),
    ScriptCase(
      """
      set -x; f() { echo in "$@"; }; f 'a b' "c'd" ''; echo $(echo sub) > /dev/null
      set +x
      """,
      output: "in a b c'd \n",
      error: #"""
        + f 'a b' 'c'\''d' ''
        + echo in 'a b' 'c'\''d' ''
        ++ echo sub
        + echo sub
        + set +x

        """#),
    ScriptCase(
      "cd /; echo $PWD; cd /usr; echo $PWD $OLDPWD; cd - ; echo $PWD",
      output: "/\n/usr /\n/\n/\n"),
    ScriptCase(
      "unset HOME; cd; echo $?",
      output: "1\n",
      error: "bash: line 1: cd: HOME not set\n"),
    ScriptCase(
      #"echo ${x:=5} $x; echo ${x:=6}; : ${y=}; echo "[$y]"; echo ${z?} ; echo no"#,
      output: "5 5\n5\n[]\n",
      error: "bash: line 1: z: parameter not set\n",
      status: 127),
    ScriptCase(
      "echo ${x:?custom message}; echo no",
      error: "bash: line 1: x: custom message\n",
      status: 127),
    ScriptCase("echo ${x?}; echo no", error: "bash: line 1: x: parameter not set\n", status: 127),
    ScriptCase("(echo ${x:?sub}); echo $?", output: "1\n", error: "bash: line 1: x: sub\n"),
    ScriptCase("${1?no args}\necho next", error: "bash: line 1: 1: no args\n", status: 127),
    ScriptCase(
      "set -u; echo $x; echo no",
      error: "bash: line 1: x: unbound variable\n",
      status: 127),
    ScriptCase(
      #"set -u; echo "${x-}" "$@" $* ${x:+a}; echo ok; echo ${#x}"#,
      output: "\nok\n",
      error: "bash: line 1: x: unbound variable\n",
      status: 127),
    ScriptCase(
      #"set -u; a=(); echo "${a[@]}" ; echo ${a[0]}; echo no"#,
      output: "\n",
      error: "bash: line 1: a[0]: unbound variable\n",
      status: 127),
    ScriptCase(
      "set -u; (echo $undef); echo $?",
      output: "1\n",
      error: "bash: line 1: undef: unbound variable\n"),
    ScriptCase(
      "set -u; echo $1; echo no",
      error: "bash: line 1: $1: unbound variable\n",
      status: 127),
    ScriptCase(
      "echo $UID | grep -c '^[0-9]*$'; UID=5; echo $?",
      output: "1\n",
      error: "bash: line 1: UID: readonly variable\n",
      status: 1),
    ScriptCase(
      #"echo "$BASH_SUBSHELL" $(echo $BASH_SUBSHELL) $( (echo $BASH_SUBSHELL) )"#,
      output: "0 1 2\n"),
    ScriptCase(#"x=1 y=2 printf '%s %s|' "$x" "$y"; echo"#, output: " |\n"),
    ScriptCase(
      #"set a b c; echo "$@"; set -- -x; echo $1; set - a; echo $1; set +x; echo $#"#,
      output: "a b c\n-x\na\n1\n"),
    ScriptCase("RANDOM=42; echo $RANDOM $RANDOM $RANDOM", output: "17772 26794 1435\n"),
    ScriptCase(
      "SECONDS=100; [ $SECONDS -ge 100 ] && [ $SECONDS -le 102 ] && echo ok",
      output: "ok\n"),
    ScriptCase(
      "x=1; unset x; echo ${x-u}; f() { :; }; unset -f f; f 2>/dev/null; echo $?",
      output: "u\n127\n"),
    ScriptCase("unset nosuch; echo $?; unset -v PATH; unset 'a b'; echo $?", output: "0\n0\n"),
    ScriptCase(
      """
      x+=a; x+=b; echo $x; declare -i n=5; n+=3; echo $n; a=(1); a+=(2 3)
      echo ${a[@]}; a+=x; echo ${a[@]}
      """,
      output: "ab\n8\n1 2 3\n1x 2 3\n"),
    ScriptCase(
      #"echo $# $1 $*; set -- "$@" c; echo $#; shift 2; echo $1"#,
      arguments: ["a", "b"],
      dialect: .sh,
      output: "2 a a b\n3\nc\n"),
    ScriptCase(
      #"set -- 'a b' c; IFS=,; echo "$*"; for x in "$@"; do echo "<$x>"; done"#,
      dialect: .sh,
      output: "a b,c\n<a b>\n<c>\n"),
    ScriptCase("x=1; x=2 true; echo $x; x=3 :; echo $x", dialect: .sh, output: "1\n3\n"),
    ScriptCase(
      "readonly r=1; r=2; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "dash exits with 2, any status above 0 will do"]),
    ScriptCase(
      "echo ${x?msg}; echo no",
      dialect: .sh,
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "set -u; echo $x; echo no",
      dialect: .sh,
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase("x=5 f=6; f() { echo $x; }; x=8 f; echo $x", dialect: .sh, output: "8\n5\n"),
  ]

  @Test(arguments: rows)
  func runs(_ row: ScriptCase) throws { try row.check() }
}
