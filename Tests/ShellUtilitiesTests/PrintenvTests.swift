import ShellBytes
import ShellTestSupport
import Testing

@Suite("printenv")
struct PrintenvTests {
  static let rows: [UtilityCase] = [
    UtilityCase("printenv A", environment: ["A": "1", "B": "two words"], output: "1\n"),
    UtilityCase(
      "printenv A B", environment: ["A": "1", "B": "two words"], output: "1\ntwo words\n"),
    UtilityCase(
      "printenv NONE A", environment: ["A": "1", "B": "two words"], output: "1\n", status: 1),
    UtilityCase(
      "printenv -0 A B", environment: ["A": "1", "B": "two words"], output: "1\u{0}two words\u{0}"),
    UtilityCase("printenv A=1", environment: ["A": "1", "B": "two words"], status: 1),
    UtilityCase("printenv --null A", environment: ["A": "1", "B": "two words"], output: "1\u{0}"),
    UtilityCase("printenv NONE", status: 1),
    UtilityCase("printenv LC_ALL", output: "C\n"),
    UtilityCase("printenv -Q", usageError: "invalid option -- 'Q'"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
