import ShellBytes
import ShellTestSupport
import Testing

@Suite("rev")
struct RevTests {
  /// What the GNU tool did on the same input.
  static let rows: [UtilityCase] = [
    UtilityCase(
      "rev", input: "abc\n\nxy", output: "cba\n\nyx"),
    UtilityCase(
      "rev", input: "aé€\n", environment: ["LC_ALL": "C.UTF-8"], output: "€éa\n"),
    UtilityCase(
      "rev a b", files: ["a": "12\n", "b": "34\n"], output: "21\n43\n"),
    UtilityCase(
      "rev", input: "a\tb\n", output: "b\ta\n"),
  ]
  @Test(arguments: rows) func runs(_ row: UtilityCase) throws { try row.check() }
}
