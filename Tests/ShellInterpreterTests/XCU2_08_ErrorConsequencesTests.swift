import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.8.1 Redirection and assignment errors")
struct ErrorConsequencesTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      "echo a >nosuch/f; echo $?; echo b",
      dialect: .sh,
      output: "1\nb\n",
      error: nil,
      differs: [.dash: "prints `2; b`"]),
    ScriptCase(
      ": >nosuch/f; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "eval echo hi >nosuch/f; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "exec >nosuch/f; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "set a >nosuch/f; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      ". ./f <nosuch; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "export x=1 <nosuch; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "command : <nosuch; echo yes $?; command exec <nosuch; echo yes $?",
      dialect: .sh,
      output: "yes 1\nyes 1\n",
      error: nil,
      differs: [.dash: "prints `yes 2; yes 2`"]),
    ScriptCase(
      "f() { echo f; }; f <nosuch; echo yes $?",
      dialect: .sh,
      output: "yes 1\n",
      error: nil,
      differs: [.dash: "prints `yes 2`"]),
    ScriptCase(
      """
      { echo b; } <nosuch; echo yes $?; (echo s) <nosuch; echo yes $?; if true; then echo \
      i; fi <nosuch; echo yes $?; while true; do echo w; done <nosuch; echo yes $?; for i \
      in a; do echo f; done <nosuch; echo yes $?; case a in a) echo c;; esac <nosuch; echo \
      yes $?
      """,
      dialect: .sh,
      output: """
        yes 1
        yes 1
        yes 1
        yes 1
        yes 1
        yes 1

        """,
      error: nil,
      differs: [.dash: "prints `yes 2; yes 2; yes 2; yes 2; yes 2; yes 2`"]),
    ScriptCase(
      #"x=1 <nosuch; echo $? "[$x]""#,
      dialect: .sh,
      output: "1 [1]\n",
      error: nil,
      differs: [.dash: "prints `2 []`"]),
    ScriptCase(
      "x=$(echo side >&2) <nosuch; echo $?",
      dialect: .sh,
      output: "1\n",
      error: nil,
      differs: [.dash: "prints `2`"]),
    ScriptCase(
      "cd / <nosuch; echo $?; read x <nosuch; echo $?; true <nosuch; echo $?",
      dialect: .sh,
      output: "1\n1\n1\n",
      error: nil,
      differs: [.dash: "prints `2; 2; 2`"]),
    ScriptCase(
      """
      ! echo a >nosuch/f; echo $?; echo a >nosuch/f || echo or; if echo a >nosuch/f; then \
      :; else echo else; fi
      """,
      dialect: .sh,
      output: "0\nor\nelse\n",
      error: nil),
    ScriptCase(
      "set -e; echo a >nosuch/f || echo or; { echo x; } >nosuch/g; echo no",
      dialect: .sh,
      output: "or\n",
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      """
      cat <<E
      ${x?msg}
      E
      echo st $?
      """,
      dialect: .sh,
      error: nil,
      status: 2,
      differs: [.dash: "prints `st 2`, exits with 0"]),
    ScriptCase(
      """
      cat <<E
      $((1/0))
      E
      echo st $?
      """,
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "prints `st 2`, exits with 0"]),
    ScriptCase(
      "readonly x=1; readonly x; echo $x; readonly x=2; echo no",
      dialect: .sh,
      output: "1\n",
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "readonly x=1; command readonly x=2; echo $?; command export x=3; echo $? $x",
      dialect: .sh,
      output: "1\n1 1\n",
      error: nil,
      differs: [.dash: "prints `2; 2 1`"]),
    ScriptCase(
      "readonly x=1; x=2 true; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "readonly x=1; x=2 sh -c 'echo $x'; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "readonly x=1; x=2 :; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "readonly x=1; x=2 command :; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "readonly x=1; f() { echo $x; }; x=2 f; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "readonly x=1; read x </dev/null; echo $?; echo a | { read x; echo $?; }",
      dialect: .sh,
      output: "1\n1\n",
      error: nil,
      differs: [.dash: "prints `2; 2`"]),
    ScriptCase(
      """
      readonly x=1; (: $((x=2)); echo no); (: ${x=3}; echo $x); (unset x; echo no); for x \
      in 1; do echo no; done; echo no
      """,
      dialect: .sh,
      output: "1\n",
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "readonly OPTIND; getopts a x -a; echo $?",
      dialect: .sh,
      output: "0\n",
      error: nil,
      differs: [.dash: "prints `2`"]),
    ScriptCase(
      "readonly PWD 2>/dev/null; cd /; echo $?",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "prints `2`, exits with 0"]),
    ScriptCase(
      "readonly r=1; unset r; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "readonly r=1; command unset r; echo $?",
      dialect: .sh,
      output: "1\n",
      error: nil,
      differs: [.dash: "prints `2`"]),
    ScriptCase(
      "unset 1a; echo $?",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
