import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.15 Special built-in utilities")
struct SpecialBuiltinsTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      ": a b; echo $?; : ${x:=set}; echo $x; : > f; [ -f f ] && echo f; : $(echo side >&2)",
      output: "0\nset\nf\n",
      error: "side\n"),
    ScriptCase(
      """
      set -- p q; . ./s.sh a b c; echo $? $x $y $@; . ./t.sh; . ./t.sh z
      source ./t.sh w; f() { . ./s.sh; echo $?; }; f; PATH=$PWD:$PATH; . t.sh pathed
      """,
      files: ["s.sh*": "x=$1; y=$#; return 4; echo no\n", "t.sh*": "echo t \"$@\"\n"],
      output: """
        4 a 3 p q
        t p q
        t z
        t w
        4
        t pathed

        """),
    ScriptCase(
      #"""
      eval; echo $?; eval ''; echo $?; eval 'a=1;' 'b=2'; echo $a $b
      eval "echo \"\$a\""; eval 'eval "echo nested"'; eval false; echo $?
      eval 'for i in 1 2' 'do echo $i; done'
      """#,
      output: "0\n0\n1 2\n1\nnested\n1\n",
      error: nil,
      status: 2),
    ScriptCase(
      """
      export a=1 b; echo $a; b=2; env | grep '^[ab]=' | sort
      export -p | grep -E ' (a|b)='; export -n a; env | grep ^a=; echo $a
      export c='x y'; export -p | grep ' c='
      """,
      output: """
        1
        a=1
        b=2
        declare -x a="1"
        declare -x b="2"
        1
        declare -x c="x y"

        """),
    ScriptCase(
      "readonly x=1 y; readonly -p | grep -E ' (x|y)'; x=2; y=3; echo no",
      output: "declare -r x=\"1\"\ndeclare -r y\n",
      error: "bash: line 1: x: readonly variable\n",
      status: 1),
    ScriptCase(
      """
      readonly a=(1 2); a[0]=x; echo ${a[0]}; readonly -f nosuch; echo $?; f() { :; }
      readonly -f f; f() { echo; }; echo $?
      """,
      output: "0\n",
      error: """
        bash: line 1: a: readonly variable
        bash: line 2: readonly: f: not a function

        """),
    ScriptCase(
      """
      set -- a b c; shift; echo $*; shift 2; echo $#; shift; echo $?; set -- 1 2 3
      shift 0; echo $*; shift 4; echo $? $*
      """,
      output: "b c\n0\n1\n1 2 3\n1 1 2 3\n"),
    ScriptCase(
      """
      set -- -a -b; echo $*; set a b; echo $*; set --; echo $#; set -e -u
      echo $- | tr -dc eu; echo; set +eu; echo $- | tr -dc eu; echo; set -o noglob
      echo *; set +o noglob; set -o | grep -E 'noglob|errexit'; set +o | grep noglob
      """,
      output: """
        -a -b\na b\n0\neu\n\n*\nerrexit        \toff\nnoglob         \toff\nset +o nog\
        lob\n
        """),
    ScriptCase(
      """
      set -o nosuch; echo $?; set -Z; echo $?; set -o pipefail; set -o | grep pipefail
      x=1 y='a b'; set | grep -E '^(x|y)='; f() { echo fn; }; set | grep -A3 '^f ()'
      """,
      output: """
        2\n2\npipefail       \ton\nx=1\ny='a b'\nf () \n{ \n    echo fn\n}\n
        """,
      error: """
        bash: line 1: set: nosuch: invalid option name
        bash: line 1: set: -Z: invalid option
        set: usage: set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]

        """),
    ScriptCase(
      """
      unset x; x=1; unset x; echo ${x-gone}; f() { :; }; unset f; f; echo $?; x=1
      f() { echo fn; }; unset -v x; f; unset -f f; a=(1 2 3); unset 'a[1]'
      echo ${a[@]} ${!a[@]}; unset a; echo ${#a[@]}
      """,
      output: "gone\n127\nfn\n1 3 0 2\n0\n",
      error: "bash: line 1: f: command not found\n"),
    ScriptCase(
      """
      f() { local x=1; unset x; echo ${x-unset}; x=2; }; x=0; f; echo $x
      g() { unset x; }; x=5; h() { local x=6; g; echo ${x-u}; }; h; echo $x
      """,
      output: "unset\n0\n5\n5\n"),
    ScriptCase(
      """
      times | wc -l; trap 'echo X' EXIT; trap; trap - EXIT; trap; return 2>/dev/null
      echo $?
      """,
      output: "2\ntrap -- 'echo X' EXIT\n2\n"),
    ScriptCase(
      """
      f() { return 1; echo no; }; f; echo $?; f() { return; }; (exit 5); f; echo $?
      f() { return -1; }; f; echo $?; f() { return abc; }; f; echo $?
      """,
      output: "1\n5\n255\n2\n",
      error: nil),
    ScriptCase(
      """
      f() { for x in 1 2 3; do while :; do return $x; done; done; }; f; echo $?
      f() { (return 7); echo $?; }; f; f() { echo a | return 8; echo $?; }; f
      f() { eval 'return 9'; echo no; }; f; echo $?
      """,
      output: "1\n7\n8\n9\n"),
    ScriptCase(
      """
      for i in 1 2 3; do if [ $i = 2 ]; then continue; fi; echo $i; done; while :
      do (exit 3); break; done; echo $?; for i in 1 2; do continue 1; echo no; done
      echo $?; for i in a b; do for j in c d; do break 2; done; done; echo $i$j
      """,
      output: "1\n3\n0\n0\nac\n"),
    ScriptCase(
      """
      exec 3>f; echo x >&3; exec 3>&-; cat f; exec > g; echo to g; exec >&2; cat g
      (exec -a name sh -c 'echo $0'); (exec -c env | wc -l)
      """,
      output: "x\n",
      error: nil),
    ScriptCase(
      "x=1 :; echo $x; x=2 eval :; echo $x; x=3 export y=1; echo $x; x=4 set -- a; echo $x",
      output: "\n\n\n\n"),
    ScriptCase(
      """
      set -o posix; x=1 :; echo $x; x=2 eval :; echo $x; x=3 true; echo $x; f() { :; }
      x=5 f; echo $x
      """,
      output: "1\n2\n2\n2\n"),
    ScriptCase(
      """
      shopt -p extglob; shopt -s extglob; shopt -q extglob; echo $?; shopt -u extglob
      shopt extglob; shopt nosuch; echo $?; shopt -s nosuch; echo $?
      shopt -po errexit
      """,
      output: """
        shopt -u extglob\n0\nextglob        \toff\n1\n1\nset +o errexit\n
        """,
      error: """
        bash: line 2: shopt: nosuch: invalid shell option name
        bash: line 2: shopt: nosuch: invalid shell option name

        """,
      status: 1),
    ScriptCase(
      """
      export x=1; unset x; env | grep -c ^x=; x=2; env | grep -c ^x=; export x
      (unset x; x=3; env | grep ^x=); declare -x q=1; env | grep ^q; export 1a=2
      echo $?; export a-b; echo $?
      """,
      output: "0\n0\nq=1\n1\n1\n",
      error: """
        bash: line 2: export: `1a=2': not a valid identifier
        bash: line 3: export: `a-b': not a valid identifier

        """),
    ScriptCase(
      """
      a=1; readonly a; unset a; echo $? $a; f() { local a=2; echo $a; }; f; echo $?
      (a=3; echo no); echo $?; export a; env | grep ^a=; declare -r b=2; b+=1; echo no
      """,
      output: "1 1\n1\n0\n1\na=1\n",
      error: nil,
      status: 1),
    ScriptCase(
      """
      export a=1; export -p | grep -c '^export a='; set -- x y; echo $2; shift
      echo $1; unset a; echo ${a-unset}; : ${b:=c}; echo $b; eval 'echo ev'
      . /dev/null; echo $?
      """,
      dialect: .sh,
      output: "1\ny\ny\nunset\nc\nev\n0\n"),
    ScriptCase(
      "x=1 :; echo $x; x=2 eval :; echo $x; x=3 true; echo $x; x=4 export y; echo $x",
      dialect: .sh,
      output: "1\n2\n2\n4\n"),
    ScriptCase(
      "readonly a=1; unset a; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "dash exits with 2, any status above 0 will do"]),
    ScriptCase(
      """
      f() { return 3; }; f; echo $?; for i in 1 2; do for j in 1 2; do continue 2
      done; done; echo $i$j; times >/dev/null; echo $?
      """,
      dialect: .sh,
      output: "3\n21\n0\n"),
  ]

  @Test(arguments: rows)
  func runs(_ row: ScriptCase) throws { try row.check() }
}
