import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU fold")
struct FoldTests {
  /// What the GNU tool did on the same input. In parts, which are quicker to compile.
  static let rows: [UtilityCase] = [
    rows1, rows2,
  ].flatMap { $0 }
  private static let rows1: [UtilityCase] = [
    UtilityCase(
      "fold", input: "abcdefghij\n\tx\nab cd ef gh\n\n", output: "abcdefghij\n\tx\nab cd ef gh\n\n"),
    UtilityCase(
      "fold -w5", input: "abcdefghij\n\tx\nab cd ef gh\n\n",
      output: "abcde\nfghij\n\t\nx\nab cd\n ef g\nh\n\n"),
    UtilityCase(
      "fold -w 5 -s", input: "abcdefghij\n\tx\nab cd ef gh\n\n",
      output: "abcde\nfghij\n\t\nx\nab \ncd \nef gh\n\n"),
    UtilityCase(
      "fold -b -w4", input: "abcdefghij\n\tx\nab cd ef gh\n\n",
      output: "abcd\nefgh\nij\n\tx\nab c\nd ef\n gh\n\n"),
    UtilityCase(
      "fold -bs -w 5", input: "abcdefghij\n\tx\nab cd ef gh\n\n",
      output: "abcde\nfghij\n\tx\nab \ncd \nef gh\n\n"),
    UtilityCase(
      "fold -w1", input: "abcdefghij\n\tx\nab cd ef gh\n\n",
      output: "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\t\nx\na\nb\n \nc\nd\n \ne\nf\n \ng\nh\n\n"),
    UtilityCase(
      "fold -5", input: "abcdefghij\n\tx\nab cd ef gh\n\n",
      output: "abcde\nfghij\n\t\nx\nab cd\n ef g\nh\n\n"),
    UtilityCase(
      "fold -w9 -s", input: "abcdefghij\n\tx\nab cd ef gh\n\n",
      output: "abcdefghi\nj\n\tx\nab cd ef \ngh\n\n"),
    UtilityCase(
      "fold -w8", input: "abcdefghij\n\tx\nab cd ef gh\n\n",
      output: "abcdefgh\nij\n\t\nx\nab cd ef\n gh\n\n"),
    UtilityCase(
      "fold -sw3", input: "abcdefghij\n\tx\nab cd ef gh\n\n",
      output: "abc\ndef\nghi\nj\n\t\nx\nab \ncd \nef \ngh\n\n"),
    UtilityCase(
      "fold -w 10", input: "abcdefghij\n\tx\nab cd ef gh\n\n",
      output: "abcdefghij\n\tx\nab cd ef g\nh\n\n"),
    UtilityCase(
      "fold -w3", input: "abcdef", output: "abc\ndef"),
    UtilityCase(
      "fold -w3", input: "ab\u{8}cdef\n", output: "ab\u{8}cd\nef\n"),
    UtilityCase(
      "fold -w3", input: "abc\rdef\n", output: "abc\rdef\n"),
    UtilityCase(
      "fold -w0", input: "a",
      error: "fold: invalid number of columns: '0': Numerical result out of range\n", status: 1),
    UtilityCase(
      "fold -w x", input: "a", error: "fold: invalid number of columns: 'x'\n", status: 1),
    UtilityCase(
      "fold -w2", input: "é\n", output: "é\n"),
    UtilityCase(
      "fold n", error: "fold: n: No such file or directory\n", status: 1),
    UtilityCase(
      "fold a",
      files: [
        "a":
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n"
      ],
      output:
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\nxxxxxxxxxxxxxxxxxxxx\n"
    ),
    UtilityCase(
      "fold -s -w 4", input: "aa bb cc\n", output: "aa \nbb \ncc\n"),
  ]
  private static let rows2: [UtilityCase] = [
    UtilityCase(
      "fold -Q", usageError: "invalid option -- 'Q'"),
    UtilityCase(
      "fold -w 20", input: "a\tb\tc\td\n", output: "a\tb\tc\n\td\n"),
  ]
  @Test(arguments: rows) func runs(_ row: UtilityCase) throws { try row.check() }
}
