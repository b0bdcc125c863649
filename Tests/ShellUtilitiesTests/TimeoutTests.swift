import ShellBytes
import ShellTestSupport
import Testing

@Suite("timeout")
struct TimeoutTests {
  static let rows: [UtilityCase] = [
    UtilityCase("timeout 5 printenv LC_ALL", output: "C\n"),
    UtilityCase("timeout 5 false", status: 1),
    UtilityCase("timeout 0.05 sleep 5", status: 124),
    UtilityCase("timeout --preserve-status 0.05 sleep 5", status: 143),
    UtilityCase("timeout -s KILL 0.05 sleep 5", status: 137),
    UtilityCase("timeout -s INT 0.05 sleep 5", status: 124),
    UtilityCase("timeout -k 1 0.05 sleep 5", status: 124),
    UtilityCase(
      "timeout x true",
      error: "timeout: invalid time interval 'x'\nTry 'timeout --help' for more information.\n",
      status: 125),
    UtilityCase("timeout 1", error: "Try 'timeout --help' for more information.\n", status: 125),
    UtilityCase("timeout", error: "Try 'timeout --help' for more information.\n", status: 125),
    UtilityCase(
      "timeout -s FOO 1 true",
      error: "timeout: 'FOO': invalid signal\nTry 'timeout --help' for more information.\n",
      status: 125),
    UtilityCase("timeout 0 true"),
    UtilityCase("timeout 1m cat", input: "in", output: "in"),
    UtilityCase(
      "timeout -v 0.05 sleep 5", error: "timeout: sending signal TERM to command 'sleep'\n",
      status: 124),
    UtilityCase("timeout -Q", usageError: "invalid option -- 'Q'"),
    UtilityCase("timeout -p 1 true", usageError: "invalid option -- 'p'"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
