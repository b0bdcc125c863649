import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU comm")
struct CommTests {
  /// What the GNU tool did on the same input. In parts, which are quicker to compile.
  static let rows: [UtilityCase] = [
    rows1, rows2,
  ].flatMap { $0 }
  private static let rows1: [UtilityCase] = [
    UtilityCase(
      "comm a b", files: ["a": "1\n2\n2\n4\n", "b": "2\n3\n4\n5\n"],
      output: "1\n\t\t2\n2\n\t3\n\t\t4\n\t5\n"),
    UtilityCase(
      "comm -1 a b", files: ["a": "1\n2\n2\n4\n", "b": "2\n3\n4\n5\n"], output: "\t2\n3\n\t4\n5\n"),
    UtilityCase(
      "comm -2 a b", files: ["a": "1\n2\n2\n4\n", "b": "2\n3\n4\n5\n"], output: "1\n\t2\n2\n\t4\n"),
    UtilityCase(
      "comm -3 a b", files: ["a": "1\n2\n2\n4\n", "b": "2\n3\n4\n5\n"], output: "1\n2\n\t3\n\t5\n"),
    UtilityCase(
      "comm -12 a b", files: ["a": "1\n2\n2\n4\n", "b": "2\n3\n4\n5\n"], output: "2\n4\n"),
    UtilityCase(
      "comm -13 a b", files: ["a": "1\n2\n2\n4\n", "b": "2\n3\n4\n5\n"], output: "3\n5\n"),
    UtilityCase(
      "comm -23 a b", files: ["a": "1\n2\n2\n4\n", "b": "2\n3\n4\n5\n"], output: "1\n2\n"),
    UtilityCase(
      "comm -123 a b", files: ["a": "1\n2\n2\n4\n", "b": "2\n3\n4\n5\n"]),
    UtilityCase(
      "comm --output-delimiter=, a b", files: ["a": "1\n2\n2\n4\n", "b": "2\n3\n4\n5\n"],
      output: "1\n,,2\n2\n,3\n,,4\n,5\n"),
    UtilityCase(
      "comm --total a b", files: ["a": "1\n2\n2\n4\n", "b": "2\n3\n4\n5\n"],
      output: "1\n\t\t2\n2\n\t3\n\t\t4\n\t5\n2\t2\t2\ttotal\n"),
    UtilityCase(
      "comm -z a b", files: ["a": "1\n2\n2\n4\n", "b": "2\n3\n4\n5\n"],
      output: "1\n2\n2\n4\n\0\t2\n3\n4\n5\n\0"),
    UtilityCase(
      "comm --total -12 a b", files: ["a": "1\n2\n2\n4\n", "b": "2\n3\n4\n5\n"],
      output: "2\n4\n2\t2\t2\ttotal\n"),
    UtilityCase(
      "comm --check-order a b", files: ["a": "1\n2\n2\n4\n", "b": "2\n3\n4\n5\n"],
      output: "1\n\t\t2\n2\n\t3\n\t\t4\n\t5\n"),
    UtilityCase(
      "comm --output-delimiter= a b", files: ["a": "1\n2\n2\n4\n", "b": "2\n3\n4\n5\n"],
      output: "1\n\0\02\n2\n\03\n\0\04\n\05\n"),
    UtilityCase(
      "comm a -", input: "2\n", files: ["a": "1\n2\n2\n4\n", "b": "2\n3\n4\n5\n"],
      output: "1\n\t\t2\n2\n4\n"),
    UtilityCase(
      "comm a b", files: ["a": "2\n1\n", "b": "1\n2\n"], output: "\t1\n\t\t2\n1\n",
      error: "comm: file 1 is not in sorted order\ncomm: input is not in sorted order\n", status: 1),
    UtilityCase(
      "comm --check-order a b", files: ["a": "2\n1\n", "b": "1\n2\n"], output: "\t1\n\t\t2\n",
      error: "comm: file 1 is not in sorted order\n", status: 1),
    UtilityCase(
      "comm --nocheck-order a b", files: ["a": "2\n1\n", "b": "1\n2\n"], output: "\t1\n\t\t2\n1\n"),
    UtilityCase(
      "comm a b", files: ["a": "b\na\n", "b": "b\na\n"], output: "\t\tb\n\t\ta\n"),
    UtilityCase(
      "comm a n", files: ["a": "1\n2\n2\n4\n", "b": "2\n3\n4\n5\n"],
      error: "comm: n: No such file or directory\n", status: 1),
  ]
  private static let rows2: [UtilityCase] = [
    UtilityCase(
      "comm", usageError: "missing operand"),
    UtilityCase(
      "comm a", usageError: "missing operand after 'a'"),
    UtilityCase(
      "comm a b c", usageError: "extra operand 'c'"),
    UtilityCase(
      "comm a b", files: ["a": "x", "b": "x\n"], output: "\t\tx\n"),
    UtilityCase(
      "comm a d", files: ["a": "", "d/x": ""], error: "comm: d: Is a directory\n", status: 1),
    UtilityCase(
      "comm -Q a b", usageError: "invalid option -- 'Q'"),
  ]
  @Test(arguments: rows) func runs(_ row: UtilityCase) throws { try row.check() }
}
