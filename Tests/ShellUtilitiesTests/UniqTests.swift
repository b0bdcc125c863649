import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU uniq")
struct UniqTests {
  /// What the GNU tool did on the same input. In parts, which are quicker to compile.
  static let rows: [UtilityCase] = [
    rows1, rows2, rows3,
  ].flatMap { $0 }
  private static let rows1: [UtilityCase] = [
    UtilityCase(
      "uniq", input: "a\na\nb\nc\nc\nc\nA\na\n", output: "a\nb\nc\nA\na\n"),
    UtilityCase(
      "uniq -c", input: "a\na\nb\nc\nc\nc\nA\na\n",
      output: "      2 a\n      1 b\n      3 c\n      1 A\n      1 a\n"),
    UtilityCase(
      "uniq -d", input: "a\na\nb\nc\nc\nc\nA\na\n", output: "a\nc\n"),
    UtilityCase(
      "uniq -u", input: "a\na\nb\nc\nc\nc\nA\na\n", output: "b\nA\na\n"),
    UtilityCase(
      "uniq -D", input: "a\na\nb\nc\nc\nc\nA\na\n", output: "a\na\nc\nc\nc\n"),
    UtilityCase(
      "uniq -i", input: "a\na\nb\nc\nc\nc\nA\na\n", output: "a\nb\nc\nA\n"),
    UtilityCase(
      "uniq -ci", input: "a\na\nb\nc\nc\nc\nA\na\n",
      output: "      2 a\n      1 b\n      3 c\n      2 A\n"),
    UtilityCase(
      "uniq -cd", input: "a\na\nb\nc\nc\nc\nA\na\n", output: "      2 a\n      3 c\n"),
    UtilityCase(
      "uniq -cu", input: "a\na\nb\nc\nc\nc\nA\na\n", output: "      1 b\n      1 A\n      1 a\n"),
    UtilityCase(
      "uniq -du", input: "a\na\nb\nc\nc\nc\nA\na\n"),
    UtilityCase(
      "uniq -Du", input: "a\na\nb\nc\nc\nc\nA\na\n", output: "a\nc\nc\n"),
    UtilityCase(
      "uniq --group", input: "a\na\nb\nc\nc\nc\nA\na\n", output: "a\na\n\nb\n\nc\nc\nc\n\nA\n\na\n"),
    UtilityCase(
      "uniq --group=prepend", input: "a\na\nb\nc\nc\nc\nA\na\n",
      output: "\na\na\n\nb\n\nc\nc\nc\n\nA\n\na\n"),
    UtilityCase(
      "uniq --group=append", input: "a\na\nb\nc\nc\nc\nA\na\n",
      output: "a\na\n\nb\n\nc\nc\nc\n\nA\n\na\n\n"),
    UtilityCase(
      "uniq --group=both", input: "a\na\nb\nc\nc\nc\nA\na\n",
      output: "\na\na\n\nb\n\nc\nc\nc\n\nA\n\na\n\n"),
    UtilityCase(
      "uniq --group=separate", input: "a\na\nb\nc\nc\nc\nA\na\n",
      output: "a\na\n\nb\n\nc\nc\nc\n\nA\n\na\n"),
    UtilityCase(
      "uniq --all-repeated", input: "a\na\nb\nc\nc\nc\nA\na\n", output: "a\na\nc\nc\nc\n"),
    UtilityCase(
      "uniq --all-repeated=prepend", input: "a\na\nb\nc\nc\nc\nA\na\n",
      output: "\na\na\n\nc\nc\nc\n"),
    UtilityCase(
      "uniq --all-repeated=separate", input: "a\na\nb\nc\nc\nc\nA\na\n", output: "a\na\n\nc\nc\nc\n"
    ),
    UtilityCase(
      "uniq --all-repeated=none", input: "a\na\nb\nc\nc\nc\nA\na\n", output: "a\na\nc\nc\nc\n"),
  ]
  private static let rows2: [UtilityCase] = [
    UtilityCase(
      "uniq -f1", input: "a\na\nb\nc\nc\nc\nA\na\n", output: "a\n"),
    UtilityCase(
      "uniq -s1", input: "a\na\nb\nc\nc\nc\nA\na\n", output: "a\n"),
    UtilityCase(
      "uniq -w1", input: "a\na\nb\nc\nc\nc\nA\na\n", output: "a\nb\nc\nA\na\n"),
    UtilityCase(
      "uniq -w0", input: "a\na\nb\nc\nc\nc\nA\na\n", output: "a\n"),
    UtilityCase(
      "uniq --count", input: "a\na\nb\nc\nc\nc\nA\na\n",
      output: "      2 a\n      1 b\n      3 c\n      1 A\n      1 a\n"),
    UtilityCase(
      "uniq --repeated", input: "a\na\nb\nc\nc\nc\nA\na\n", output: "a\nc\n"),
    UtilityCase(
      "uniq --unique", input: "a\na\nb\nc\nc\nc\nA\na\n", output: "b\nA\na\n"),
    UtilityCase(
      "uniq --ignore-case", input: "a\na\nb\nc\nc\nc\nA\na\n", output: "a\nb\nc\nA\n"),
    UtilityCase(
      "uniq -f1", input: "1 a\n2 a\n3 b\n", output: "1 a\n3 b\n"),
    UtilityCase(
      "uniq -f 1 -s 1", input: "1 xa\n2 ya\n", output: "1 xa\n2 ya\n"),
    UtilityCase(
      "uniq -s2 -w1", input: "aabX\nccbY\ncc\n", output: "aabX\ncc\n"),
    UtilityCase(
      "uniq -w3", input: "abc1\nabc2\nabd\n", output: "abc1\nabd\n"),
    UtilityCase(
      "uniq", input: "a\na", output: "a\n"),
    UtilityCase(
      "uniq -c", input: "a", output: "      1 a\n"),
    UtilityCase(
      "uniq"),
    UtilityCase(
      "uniq --group"),
    UtilityCase(
      "uniq --group=both", input: "a\n", output: "\na\n\n"),
    UtilityCase(
      "uniq -z", input: "a\0a\0b\n\0", output: "a\0b\n\0"),
    UtilityCase(
      "uniq f", files: ["f": "a\na\n"], output: "a\n"),
    UtilityCase(
      "uniq f out", files: ["f": "a\na\n"], leaves: ["f": "a\na\n", "out": "a\n"]),
  ]
  private static let rows3: [UtilityCase] = [
    UtilityCase(
      "uniq - out", input: "b\nb\n", leaves: ["out": "b\n"]),
    UtilityCase(
      "uniq -f1", input: "a  b\nc b\n", output: "a  b\nc b\n"),
    UtilityCase(
      "uniq -f2", input: "a\nb\n", output: "a\n"),
    UtilityCase(
      "uniq -D -w1", input: "ab\nac\nb\nca\ncb\n", output: "ab\nac\nca\ncb\n"),
    UtilityCase(
      "uniq -c -f1 -i", input: "1 A\n2 a\n", output: "      2 1 A\n"),
    UtilityCase(
      "uniq -cD", files: ["d/x": ""],
      usageError: "printing all duplicated lines and repeat counts is meaningless"),
    UtilityCase(
      "uniq a b c", files: ["d/x": ""], usageError: "extra operand 'c'"),
    UtilityCase(
      "uniq -f x", files: ["d/x": ""], error: "uniq: x: invalid number of fields to skip\n",
      status: 1),
    UtilityCase(
      "uniq -w -1", files: ["d/x": ""], error: "uniq: -1: invalid number of bytes to compare\n",
      status: 1),
    UtilityCase(
      "uniq --group=foo", usageError: "invalid argument 'foo' for '--group'"),
    UtilityCase(
      "uniq --group -c", files: ["d/x": ""],
      usageError: "--group is mutually exclusive with -c/-d/-D/-u"),
    UtilityCase(
      "uniq --all-repeated=foo", usageError: "invalid argument 'foo' for '--all-repeated'"),
    UtilityCase(
      "uniq nofile", files: ["d/x": ""], error: "uniq: nofile: No such file or directory\n",
      status: 1),
    UtilityCase(
      "uniq d", files: ["d/x": ""], error: "uniq: error reading 'd'\n", status: 1),
    UtilityCase(
      "uniq -Q", files: ["d/x": ""], usageError: "invalid option -- 'Q'"),
    UtilityCase(
      "uniq -s 1x", files: ["d/x": ""], error: "uniq: 1x: invalid number of bytes to skip\n",
      status: 1),
  ]
  @Test(arguments: rows) func runs(_ row: UtilityCase) throws { try row.check() }
}
