import ShellBytes
import ShellTestSupport
import Testing

@Suite("tac")
struct TacTests {
  /// What the GNU tool did on the same input.
  static let rows: [UtilityCase] = [
    UtilityCase(
      "tac", input: "1\n2\n3\n", output: "3\n2\n1\n"),
    UtilityCase(
      "tac", input: "1\n2\n3", output: "32\n1\n"),
    UtilityCase(
      "tac"),
    UtilityCase(
      "tac", input: "\n", output: "\n"),
    UtilityCase(
      "tac -s ,", input: "a,b,c\n", output: "c\nb,a,"),
    UtilityCase(
      "tac -b -s ,", input: "a,b,c\n", output: ",c\n,ba"),
    UtilityCase(
      "tac -b", input: "1\n2\n3\n", output: "\n\n3\n21"),
    UtilityCase(
      "tac a b", files: ["a": "1\n2\n", "b": "3\n4\n"], output: "2\n1\n4\n3\n"),
    UtilityCase(
      "tac -r -s [0-9]", input: "a1b2c\n", output: "c\nb2a1"),
    UtilityCase(
      "tac n", error: "tac: failed to open 'n' for reading: No such file or directory\n", status: 1),
    UtilityCase(
      "tac -s ''", input: "a\0b\0", output: "b\0a\0"),
    UtilityCase(
      "tac -r -s ''", input: "a", error: "tac: separator cannot be empty\n", status: 1),
    UtilityCase(
      "tac -s XX", input: "aXXbXXc", output: "cbXXaXX"),
    UtilityCase(
      "tac -Q", usageError: "invalid option -- 'Q'"),
    UtilityCase(
      "tac", input: "a\n\nb\n", output: "b\n\na\n"),
    UtilityCase(
      "tac -s aa", input: "xaaay\n", output: "y\nxaaa"),
  ]
  @Test(arguments: rows) func runs(_ row: UtilityCase) throws { try row.check() }
}
