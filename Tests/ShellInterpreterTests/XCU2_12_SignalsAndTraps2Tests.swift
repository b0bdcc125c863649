import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.12 Signals and 2.15 trap (2)")
struct SignalsAndTraps2Tests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      "trap 'kill -USR2 $$; echo a' USR1; trap 'echo b' USR2; kill -USR1 $$; echo c",
      dialect: .sh,
      output: "b\na\nc\n"),
    ScriptCase(
      "trap 'exit 3' USR1; kill -USR1 $$; echo no",
      dialect: .sh,
      status: 3),
    ScriptCase(
      "trap 'echo $1' USR1; set -- x; f() { kill -USR1 $$; }; f y",
      dialect: .sh,
      output: "y\n"),
    ScriptCase(
      "f() { trap 'echo f' EXIT; }; f; echo a",
      dialect: .sh,
      output: "a\nf\n"),
    ScriptCase(
      "trap 'echo a' CHLD; trap 'echo b' URG; trap; kill -URG $$",
      dialect: .sh,
      output: "trap -- 'echo a' CHLD\ntrap -- 'echo b' URG\nb\n"),
    ScriptCase(
      "trap 'echo a' KILL; echo $?; trap - KILL; echo $?; trap 'echo x' STOP; echo $?",
      dialect: .sh,
      output: "0\n0\n0\n"),
    ScriptCase(
      "trap -- 'echo a' EXIT; trap -- - EXIT; trap -- '-x' USR1; trap; trap - USR1",
      dialect: .sh,
      output: "trap -- '-x' USR1\n"),
    ScriptCase(
      "trap ''; echo no",
      dialect: .sh,
      error: nil,
      status: 2,
      differs: [.dash: "prints `no`, exits with 0"]),
    ScriptCase(
      "trap x; echo no",
      dialect: .sh,
      error: nil,
      status: 2,
      differs: [.dash: "prints `no`, exits with 0"]),
    ScriptCase(
      """
      mkfifo p; trap 'echo u' USR1; (sleep 0.2; kill -USR1 $$; sleep 0.2; echo data >p)& \
      read y <p; echo "$y"; wait
      """,
      dialect: .sh,
      output: "u\ndata\n",
      differs: [.dash: "does not end"]),
    ScriptCase(
      "trap -p | grep -c EXIT; trap 'echo x' INT; trap -p | grep -E ' (INT|EXIT|HUP)$'",
      dialect: .sh,
      output: """
        1
        trap -- - EXIT
        trap -- - HUP
        trap -- 'echo x' INT

        """,
      differs: [.dash: "prints `0`, exits with 1"]),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
