import ShellBytes
import ShellTestSupport
import Testing

@Suite("touch")
struct TouchTests {
  static let rows: [UtilityCase] = [
    UtilityCase("touch a", leaves: ["a": ""]),
    UtilityCase(
      "touch a b", files: ["a": "one\n", "b": "two words\n", "d/": ""],
      leaves: ["a": "one\n", "b": "two words\n", "d/": ""]),
    UtilityCase("touch -c x", leaves: [:]),
    UtilityCase(
      "touch n/a", error: "touch: cannot touch 'n/a': No such file or directory\n", status: 1),
    UtilityCase(
      "touch", error: "touch: missing file operand\nTry 'touch --help' for more information.\n",
      status: 1),
    UtilityCase("touch -d foo a", error: "touch: invalid date format 'foo'\n", status: 1),
    UtilityCase("touch -t 99 a", error: "touch: invalid date format '99'\n", status: 1),
    UtilityCase(
      "touch -r nofile a",
      error: "touch: failed to get attributes of 'nofile': No such file or directory\n", status: 1),
    UtilityCase("touch -Q", usageError: "invalid option -- 'Q'"),
    UtilityCase("touch -t 13011200 a", error: "touch: invalid date format '13011200'\n", status: 1),
    UtilityCase(
      "touch -t 202401151020.61 a", error: "touch: invalid date format '202401151020.61'\n",
      status: 1),
    UtilityCase(
      "touch ''", error: "touch: cannot touch '': No such file or directory\n", status: 1),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
