import ShellBytes
import ShellTestSupport
import Testing

@Suite("nohup")
struct NohupTests {
  static let rows: [UtilityCase] = [
    UtilityCase("nohup printenv LC_ALL", output: "C\n"),
    UtilityCase("nohup false", status: 1),
    UtilityCase(
      "nohup", error: "nohup: missing operand\nTry 'nohup --help' for more information.\n",
      status: 125),
    UtilityCase("nohup cat", input: "in\n", output: "in\n"),
    UtilityCase("nohup -- seq 2", output: "1\n2\n"),
    UtilityCase("nohup seq 2 3", output: "2\n3\n"),
    UtilityCase("nohup seq -s , 3", output: "1,2,3\n"),
    UtilityCase("nohup env -i A=1", output: "A=1\n"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
