import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU paste")
struct PasteTests {
  /// What the GNU tool did on the same input. In parts, which are quicker to compile.
  static let rows: [UtilityCase] = [
    rows1, rows2,
  ].flatMap { $0 }
  private static let rows1: [UtilityCase] = [
    UtilityCase(
      "paste a b", files: ["a": "1\n2\n3\n", "b": "x\ny\n"], output: "1\tx\n2\ty\n3\t\n"),
    UtilityCase(
      "paste -s a b", files: ["a": "1\n2\n3\n", "b": "x\ny\n"], output: "1\t2\t3\nx\ty\n"),
    UtilityCase(
      "paste -d, a b", files: ["a": "1\n2\n3\n", "b": "x\ny\n"], output: "1,x\n2,y\n3,\n"),
    UtilityCase(
      "paste -s -d, a b", files: ["a": "1\n2\n3\n", "b": "x\ny\n"], output: "1,2,3\nx,y\n"),
    UtilityCase(
      "paste -d '' a b", files: ["a": "1\n2\n3\n", "b": "x\ny\n"], output: "1x\n2y\n3\n"),
    UtilityCase(
      "paste -s -d '' a b", files: ["a": "1\n2\n3\n", "b": "x\ny\n"], output: "123\nxy\n"),
    UtilityCase(
      "paste -d \\n a b", files: ["a": "1\n2\n3\n", "b": "x\ny\n"], output: "1\nx\n2\ny\n3\n\n"),
    UtilityCase(
      "paste -s -d ,; a b", files: ["a": "1\n2\n3\n", "b": "x\ny\n"], output: "1,2;3\nx,y\n"),
    UtilityCase(
      "paste -d \\0 a b", files: ["a": "1\n2\n3\n", "b": "x\ny\n"], output: "1x\n2y\n3\n"),
    UtilityCase(
      "paste -z a b", files: ["a": "1\n2\n3\n", "b": "x\ny\n"], output: "1\n2\n3\n\tx\ny\n\0"),
    UtilityCase(
      "paste -s -d \\t\\n a b", files: ["a": "1\n2\n3\n", "b": "x\ny\n"], output: "1\t2\n3\nx\ty\n"),
    UtilityCase(
      "paste -d \\\\ a b", files: ["a": "1\n2\n3\n", "b": "x\ny\n"], output: "1\\x\n2\\y\n3\\\n"),
    UtilityCase(
      "paste - -", input: "1\n2\n3\n", output: "1\t2\n3\t\n"),
    UtilityCase(
      "paste -s", input: "1\n2\n3\n", output: "1\t2\t3\n"),
    UtilityCase(
      "paste -sd+", input: "1\n2\n3", output: "1+2+3\n"),
    UtilityCase(
      "paste -d ,; - - -", input: "1\n2\n3\n4\n", output: "1,2;3\n4,;\n"),
    UtilityCase(
      "paste a -", input: "p\nq\n", files: ["a": "1\n2\n3\n", "b": "x\ny\n"],
      output: "1\tp\n2\tq\n3\t\n"),
    UtilityCase(
      "paste a n", files: ["a": "1\n2\n3\n", "b": "x\ny\n"],
      error: "paste: n: No such file or directory\n", status: 1),
    UtilityCase(
      "paste -s a n b", files: ["a": "1\n2\n3\n", "b": "x\ny\n"], output: "1\t2\t3\nx\ty\n",
      error: "paste: n: No such file or directory\n", status: 1),
    UtilityCase(
      "paste -d \\ a", files: ["a": "1\n2\n3\n", "b": "x\ny\n"],
      error: "paste: delimiter list ends with an unescaped backslash: \\\n", status: 1),
  ]
  private static let rows2: [UtilityCase] = [
    UtilityCase(
      "paste a b a", files: ["a": "1\n2\n3\n", "b": "x\ny\n"], output: "1\tx\t1\n2\ty\t2\n3\t\t3\n"),
    UtilityCase(
      "paste -s a", files: ["a": ""], output: "\n"),
    UtilityCase(
      "paste a", files: ["a": ""]),
    UtilityCase(
      "paste --serial --delimiters=: a b", files: ["a": "1\n2\n3\n", "b": "x\ny\n"],
      output: "1:2:3\nx:y\n"),
    UtilityCase(
      "paste d", files: ["d/x": ""], error: "paste: d: Is a directory\n", status: 1),
    UtilityCase(
      "paste -Q", usageError: "invalid option -- 'Q'"),
  ]
  @Test(arguments: rows) func runs(_ row: UtilityCase) throws { try row.check() }
}
