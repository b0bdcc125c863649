import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU expand")
struct ExpandTests {
  /// What the GNU tool did on the same input.
  static let rows: [UtilityCase] = [
    UtilityCase(
      "expand", input: "a\tb\n\t\tc\nab\t \td\n",
      output: "a       b\n                c\nab              d\n"),
    UtilityCase(
      "expand -t4", input: "a\tb\n\t\tc\nab\t \td\n", output: "a   b\n        c\nab      d\n"),
    UtilityCase(
      "expand -t 2,6", input: "a\tb\n\t\tc\nab\t \td\n", output: "a b\n      c\nab      d\n"),
    UtilityCase(
      "expand -i", input: "a\tb\n\t\tc\nab\t \td\n", output: "a\tb\n                c\nab\t \td\n"),
    UtilityCase(
      "expand -t1", input: "a\tb\n\t\tc\nab\t \td\n", output: "a b\n  c\nab   d\n"),
    UtilityCase(
      "expand -4", input: "a\tb\n\t\tc\nab\t \td\n", output: "a   b\n        c\nab      d\n"),
    UtilityCase(
      "expand -t '4 8'", input: "a\tb\n\t\tc\nab\t \td\n", output: "a   b\n        c\nab      d\n"),
    UtilityCase(
      "expand -t 4,/3", input: "a\tb\n\t\tc\nab\t \td\n", output: "a   b\n      c\nab    d\n"),
    UtilityCase(
      "expand -t 4,+3", input: "a\tb\n\t\tc\nab\t \td\n", output: "a   b\n       c\nab     d\n"),
    UtilityCase(
      "expand -i -t 4", input: "a\tb\n\t\tc\nab\t \td\n", output: "a\tb\n        c\nab\t \td\n"),
    UtilityCase(
      "expand -t 0", input: "a", error: "expand: tab size cannot be 0\n", status: 1),
    UtilityCase(
      "expand -t x", input: "a", error: "expand: tab size contains invalid character(s): 'x'\n",
      status: 1),
    UtilityCase(
      "expand -t 4,2", input: "a", error: "expand: tab sizes must be ascending\n", status: 1),
    UtilityCase(
      "expand -t 4x", input: "a", error: "expand: tab size contains invalid character(s): 'x'\n",
      status: 1),
    UtilityCase(
      "expand n", error: "expand: n: No such file or directory\n", status: 1),
    UtilityCase(
      "expand", input: "a\u{8}\tb\n", output: "a\u{8}        b\n"),
    UtilityCase(
      "expand", input: "\ta", output: "        a"),
    UtilityCase(
      "expand -t /2,3", input: "a",
      error: "expand: '/' specifier only allowed with the last value\n", status: 1),
    UtilityCase(
      "expand a b", files: ["a": "\t1\n", "b": "x\t2\n"], output: "        1\nx       2\n"),
    UtilityCase(
      "expand -Q", usageError: "invalid option -- 'Q'"),
  ]
  @Test(arguments: rows) func runs(_ row: UtilityCase) throws { try row.check() }
}
