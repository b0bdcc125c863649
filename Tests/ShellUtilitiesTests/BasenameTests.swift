import ShellBytes
import ShellTestSupport
import Testing

@Suite("basename")
struct BasenameTests {
  static let rows: [UtilityCase] = [
    UtilityCase("basename /a/b", output: "b\n"),
    UtilityCase("basename a", output: "a\n"),
    UtilityCase("basename /", output: "/\n"),
    UtilityCase("basename //", output: "/\n"),
    UtilityCase("basename ''", output: "\n"),
    UtilityCase("basename a/", output: "a\n"),
    UtilityCase("basename a/b.c .c", output: "b\n"),
    UtilityCase("basename b.c b.c", output: "b.c\n"),
    UtilityCase("basename -a x/y z/w", output: "y\nw\n"),
    UtilityCase("basename -s .c a.c b.c", output: "a\nb\n"),
    UtilityCase("basename -z a", output: "a\u{0}"),
    UtilityCase("basename /a/b/ c", output: "b\n"),
    UtilityCase("basename //a//b//", output: "b\n"),
    UtilityCase(
      "basename -a",
      error: "basename: missing operand\nTry 'basename --help' for more information.\n", status: 1),
    UtilityCase(
      "basename a b c",
      error: "basename: extra operand 'c'\nTry 'basename --help' for more information.\n", status: 1
    ),
    UtilityCase(
      "basename -s .c",
      error: "basename: missing operand\nTry 'basename --help' for more information.\n", status: 1),
    UtilityCase("basename .c .c", output: ".c\n"),
    UtilityCase("basename -Q", usageError: "invalid option -- 'Q'"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
