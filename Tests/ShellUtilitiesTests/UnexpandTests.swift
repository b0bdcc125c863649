import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU unexpand")
struct UnexpandTests {
  /// What the GNU tool did on the same input.
  static let rows: [UtilityCase] = [
    UtilityCase(
      "unexpand",
      input: "        a\n    b       c\n  \tx\na        b\n         y z        w\na b c\n\t  q\n",
      output: "\ta\n    b       c\n\tx\na        b\n\t y z        w\na b c\n\t  q\n"),
    UtilityCase(
      "unexpand -a",
      input: "        a\n    b       c\n  \tx\na        b\n         y z        w\na b c\n\t  q\n",
      output: "\ta\n    b\t    c\n\tx\na\t b\n\t y z\t    w\na b c\n\t  q\n"),
    UtilityCase(
      "unexpand -t4",
      input: "        a\n    b       c\n  \tx\na        b\n         y z        w\na b c\n\t  q\n",
      output: "\t\ta\n\tb\t\tc\n\tx\na\t\t b\n\t\t y z\t\tw\na b c\n\t  q\n"),
    UtilityCase(
      "unexpand -t 4 --first-only",
      input: "        a\n    b       c\n  \tx\na        b\n         y z        w\na b c\n\t  q\n",
      output: "\t\ta\n\tb       c\n\tx\na        b\n\t\t y z        w\na b c\n\t  q\n"),
    UtilityCase(
      "unexpand -t 2,6",
      input: "        a\n    b       c\n  \tx\na        b\n         y z        w\na b c\n\t  q\n",
      output: "\t\t  a\n\t  b       c\n\t\tx\na\t\t   b\n\t\t   y z        w\na b c\n\t  q\n"),
    UtilityCase(
      "unexpand -a --first-only",
      input: "        a\n    b       c\n  \tx\na        b\n         y z        w\na b c\n\t  q\n",
      output: "\ta\n    b       c\n\tx\na        b\n\t y z        w\na b c\n\t  q\n"),
    UtilityCase(
      "unexpand --all",
      input: "        a\n    b       c\n  \tx\na        b\n         y z        w\na b c\n\t  q\n",
      output: "\ta\n    b\t    c\n\tx\na\t b\n\t y z\t    w\na b c\n\t  q\n"),
    UtilityCase(
      "unexpand -4",
      input: "        a\n    b       c\n  \tx\na        b\n         y z        w\na b c\n\t  q\n",
      output: "\t\ta\n\tb       c\n\tx\na        b\n\t\t y z        w\na b c\n\t  q\n"),
    UtilityCase(
      "unexpand -t1",
      input: "        a\n    b       c\n  \tx\na        b\n         y z        w\na b c\n\t  q\n",
      output:
        "\t\t\t\t\t\t\t\ta\n\t\t\t\tb\t\t\t\t\t\t\tc\n\t\t\tx\na\t\t\t\t\t\t\t\tb\n\t\t\t\t\t\t\t\t\ty z\t\t\t\t\t\t\t\tw\na b c\n\t\t\tq\n"
    ),
    UtilityCase(
      "unexpand -a -t 8",
      input: "        a\n    b       c\n  \tx\na        b\n         y z        w\na b c\n\t  q\n",
      output: "\ta\n    b\t    c\n\tx\na\t b\n\t y z\t    w\na b c\n\t  q\n"),
    UtilityCase(
      "unexpand -a", input: "abcdefg h\n", output: "abcdefg h\n"),
    UtilityCase(
      "unexpand -a", input: "abcdefg  h\n", output: "abcdefg\t h\n"),
    UtilityCase(
      "unexpand", input: "        ", output: "\t"),
    UtilityCase(
      "unexpand -a", input: "a       \tb\n", output: "a\t\tb\n"),
    UtilityCase(
      "unexpand -t 0", input: "a", error: "unexpand: tab size cannot be 0\n", status: 1),
    UtilityCase(
      "unexpand n", error: "unexpand: n: No such file or directory\n", status: 1),
    UtilityCase(
      "unexpand -a", input: "abcdef  x\n", output: "abcdef\tx\n"),
    UtilityCase(
      "unexpand -a", input: "       \tx\n", output: "\tx\n"),
    UtilityCase(
      "unexpand -a", input: "a  b\t\tc   d\n", output: "a  b\t\tc   d\n"),
    UtilityCase(
      "unexpand -Q", usageError: "invalid option -- 'Q'"),
  ]
  @Test(arguments: rows) func runs(_ row: UtilityCase) throws { try row.check() }
}
