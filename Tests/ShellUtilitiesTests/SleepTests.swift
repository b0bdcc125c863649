import ShellBytes
import ShellTestSupport
import Testing

@Suite("sleep")
struct SleepTests {
  static let rows: [UtilityCase] = [
    UtilityCase("sleep 0"),
    UtilityCase("sleep 0.01"),
    UtilityCase("sleep 0s 0.001m"),
    UtilityCase(
      "sleep x",
      error: "sleep: invalid time interval 'x'\nTry 'sleep --help' for more information.\n",
      status: 1),
    UtilityCase(
      "sleep ", error: "sleep: missing operand\nTry 'sleep --help' for more information.\n",
      status: 1),
    UtilityCase(
      "sleep 1x",
      error: "sleep: invalid time interval '1x'\nTry 'sleep --help' for more information.\n",
      status: 1),
    UtilityCase(
      "sleep 0 y",
      error: "sleep: invalid time interval 'y'\nTry 'sleep --help' for more information.\n",
      status: 1),
    UtilityCase("sleep -- 0"),
    UtilityCase("sleep 0d"),
    UtilityCase("sleep -Q", usageError: "invalid option -- 'Q'"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
