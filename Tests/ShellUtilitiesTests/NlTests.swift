import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU nl")
struct NlTests {
  /// What the GNU tool did on the same input. In parts, which are quicker to compile.
  static let rows: [UtilityCase] = [
    rows1, rows2,
  ].flatMap { $0 }
  private static let rows1: [UtilityCase] = [
    UtilityCase(
      "nl", input: "a\n\nb\n\n\nc\n",
      output: "     1\ta\n       \n     2\tb\n       \n       \n     3\tc\n"),
    UtilityCase(
      "nl -ba", input: "a\n\nb\n\n\nc\n",
      output: "     1\ta\n     2\t\n     3\tb\n     4\t\n     5\t\n     6\tc\n"),
    UtilityCase(
      "nl -bt", input: "a\n\nb\n\n\nc\n",
      output: "     1\ta\n       \n     2\tb\n       \n       \n     3\tc\n"),
    UtilityCase(
      "nl -bn", input: "a\n\nb\n\n\nc\n",
      output: "       a\n       \n       b\n       \n       \n       c\n"),
    UtilityCase(
      "nl -b p[ab]", input: "a\n\nb\n\n\nc\n",
      output: "     1\ta\n       \n     2\tb\n       \n       \n       c\n"),
    UtilityCase(
      "nl -n ln", input: "a\n\nb\n\n\nc\n",
      output: "1     \ta\n       \n2     \tb\n       \n       \n3     \tc\n"),
    UtilityCase(
      "nl -n rz", input: "a\n\nb\n\n\nc\n",
      output: "000001\ta\n       \n000002\tb\n       \n       \n000003\tc\n"),
    UtilityCase(
      "nl -w3", input: "a\n\nb\n\n\nc\n", output: "  1\ta\n    \n  2\tb\n    \n    \n  3\tc\n"),
    UtilityCase(
      "nl -s :", input: "a\n\nb\n\n\nc\n",
      output: "     1:a\n       \n     2:b\n       \n       \n     3:c\n"),
    UtilityCase(
      "nl -v10", input: "a\n\nb\n\n\nc\n",
      output: "    10\ta\n       \n    11\tb\n       \n       \n    12\tc\n"),
    UtilityCase(
      "nl -i5", input: "a\n\nb\n\n\nc\n",
      output: "     1\ta\n       \n     6\tb\n       \n       \n    11\tc\n"),
    UtilityCase(
      "nl -ba -l2", input: "a\n\nb\n\n\nc\n",
      output: "     1\ta\n       \n     2\tb\n       \n     3\t\n     4\tc\n"),
    UtilityCase(
      "nl -v -2", input: "a\n\nb\n\n\nc\n",
      output: "    -2\ta\n       \n    -1\tb\n       \n       \n     0\tc\n"),
    UtilityCase(
      "nl -w1 -s ' '", input: "a\n\nb\n\n\nc\n", output: "1 a\n  \n2 b\n  \n  \n3 c\n"),
    UtilityCase(
      "nl -nrz -w3 -v -5", input: "a\n\nb\n\n\nc\n",
      output: "-05\ta\n    \n-04\tb\n    \n    \n-03\tc\n"),
    UtilityCase(
      "nl -ba -v 5 -i -2", input: "a\n\nb\n\n\nc\n",
      output: "     5\ta\n     3\t\n     1\tb\n    -1\t\n    -3\t\n    -5\tc\n"),
    UtilityCase(
      "nl", input: "x\n\\:\\:\\:\nh\n\\:\\:\nb\n\\:\nf\n\\:\\:\nc\n",
      output: "     1\tx\n\n       h\n\n     1\tb\n\n       f\n\n     1\tc\n"),
    UtilityCase(
      "nl -ha -fa", input: "x\n\\:\\:\\:\nh\n\\:\\:\nb\n\\:\nf\n\\:\\:\nc\n",
      output: "     1\tx\n\n     1\th\n\n     1\tb\n\n     1\tf\n\n     1\tc\n"),
    UtilityCase(
      "nl -p", input: "x\n\\:\\:\\:\nh\n\\:\\:\nb\n\\:\nf\n\\:\\:\nc\n",
      output: "     1\tx\n\n       h\n\n     2\tb\n\n       f\n\n     3\tc\n"),
    UtilityCase(
      "nl -p -ha", input: "x\n\\:\\:\\:\nh\n\\:\\:\nb\n\\:\nf\n\\:\\:\nc\n",
      output: "     1\tx\n\n     2\th\n\n     3\tb\n\n       f\n\n     4\tc\n"),
  ]
  private static let rows2: [UtilityCase] = [
    UtilityCase(
      "nl -d xy", input: "x\n\\:\\:\\:\nh\n\\:\\:\nb\n\\:\nf\n\\:\\:\nc\n",
      output:
        "     1\tx\n     2\t\\:\\:\\:\n     3\th\n     4\t\\:\\:\n     5\tb\n     6\t\\:\n     7\tf\n     8\t\\:\\:\n     9\tc\n"
    ),
    UtilityCase(
      "nl -d ''", input: "x\n\\:\\:\\:\nh\n\\:\\:\nb\n\\:\nf\n\\:\\:\nc\n",
      output:
        "     1\tx\n     2\t\\:\\:\\:\n     3\th\n     4\t\\:\\:\n     5\tb\n     6\t\\:\n     7\tf\n     8\t\\:\\:\n     9\tc\n"
    ),
    UtilityCase(
      "nl -d @", input: "@:@:@:\nh\n@:@:\nb\n", output: "\n       h\n\n     1\tb\n"),
    UtilityCase(
      "nl -b x", input: "a", usageError: "invalid body numbering style: 'x'"),
    UtilityCase(
      "nl -n x", input: "a", usageError: "invalid line numbering format: 'x'"),
    UtilityCase(
      "nl -w 0", input: "a",
      error: "nl: invalid line number field width: '0': Numerical result out of range\n", status: 1),
    UtilityCase(
      "nl -i x", input: "a", error: "nl: invalid line number increment: 'x'\n", status: 1),
    UtilityCase(
      "nl", input: "a", output: "     1\ta\n"),
    UtilityCase(
      "nl a b", files: ["a": "1\n", "b": "2\n"], output: "     1\t1\n     2\t2\n"),
    UtilityCase(
      "nl n", error: "nl: n: No such file or directory\n", status: 1),
    UtilityCase(
      "nl -l 0", input: "a",
      error: "nl: invalid line number of blank lines: '0': Numerical result out of range\n",
      status: 1),
    UtilityCase(
      "nl -v x", input: "a", error: "nl: invalid starting line number: 'x'\n", status: 1),
    UtilityCase(
      "nl -Q", usageError: "invalid option -- 'Q'"),
    UtilityCase(
      "nl -h x", input: "a", usageError: "invalid header numbering style: 'x'"),
  ]
  @Test(arguments: rows) func runs(_ row: UtilityCase) throws { try row.check() }
}
