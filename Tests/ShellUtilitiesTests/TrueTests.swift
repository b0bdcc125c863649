import ShellBytes
import ShellTestSupport
import Testing

@Suite("true and false")
struct TrueTests {
  static let rows: [UtilityCase] = [
    UtilityCase("true"),
    UtilityCase("true x -y --z"),
    UtilityCase("false", status: 1),
    UtilityCase("false a b", status: 1),
    UtilityCase("true --"),
    UtilityCase("true -"),
    UtilityCase("true a"),
    UtilityCase("true 1"),
    UtilityCase("false --", status: 1),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
