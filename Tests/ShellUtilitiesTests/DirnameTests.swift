import ShellBytes
import ShellTestSupport
import Testing

@Suite("dirname")
struct DirnameTests {
  static let rows: [UtilityCase] = [
    UtilityCase("dirname /a/b", output: "/a\n"),
    UtilityCase("dirname a", output: ".\n"),
    UtilityCase("dirname /", output: "/\n"),
    UtilityCase("dirname //", output: "/\n"),
    UtilityCase("dirname ''", output: ".\n"),
    UtilityCase("dirname a/", output: ".\n"),
    UtilityCase("dirname a/b.c", output: "a\n"),
    UtilityCase("dirname /a", output: "/\n"),
    UtilityCase("dirname a//b//", output: "a\n"),
    UtilityCase("dirname -z a/b", output: "a\u{0}"),
    UtilityCase("dirname a b/c /d/e", output: ".\nb\n/d\n"),
    UtilityCase(
      "dirname ", error: "dirname: missing operand\nTry 'dirname --help' for more information.\n",
      status: 1),
    UtilityCase("dirname ///a", output: "/\n"),
    UtilityCase("dirname -Q", usageError: "invalid option -- 'Q'"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
