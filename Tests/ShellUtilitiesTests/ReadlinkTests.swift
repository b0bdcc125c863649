import ShellBytes
import ShellTestSupport
import Testing

@Suite("readlink")
struct ReadlinkTests {
  static let rows: [UtilityCase] = [
    UtilityCase(
      "readlink l",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "a\n"),
    UtilityCase(
      "readlink a",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], status: 1),
    UtilityCase(
      "readlink nofile",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], status: 1),
    UtilityCase(
      "readlink -f l",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR/a\n"),
    UtilityCase(
      "readlink -f a",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR/a\n"),
    UtilityCase(
      "readlink -f nofile",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR/nofile\n"),
    UtilityCase(
      "readlink -f no/x",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], status: 1),
    UtilityCase(
      "readlink -m no/x",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR/no/x\n"),
    UtilityCase(
      "readlink -e a",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR/a\n"),
    UtilityCase(
      "readlink -e nofile",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], status: 1),
    UtilityCase(
      "readlink -n l",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "a"),
    UtilityCase(
      "readlink -f dl/up",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR/a\n"),
    UtilityCase(
      "readlink -f dang",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR/no\n"),
    UtilityCase(
      "readlink -f deep",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], status: 1),
    UtilityCase(
      "readlink -e dang",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], status: 1),
    UtilityCase(
      "readlink -m deep",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR/no/where\n"),
    UtilityCase(
      "readlink -f loop",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], status: 1),
    UtilityCase(
      "readlink l dl",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "a\nd\n"),
    UtilityCase(
      "readlink -z l",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "a\u{0}"),
    UtilityCase(
      "readlink -n l dl",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "a\nd\n", error: "readlink: ignoring --no-newline with multiple arguments\n"),
    UtilityCase(
      "readlink ",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], error: "readlink: missing operand\nTry 'readlink --help' for more information.\n",
      status: 1),
    UtilityCase(
      "readlink -v a",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], error: "readlink: a: Invalid argument\n", status: 1),
    UtilityCase(
      "readlink -f .",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR\n"),
    UtilityCase(
      "readlink -f d/..",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR\n"),
    UtilityCase(
      "readlink -f dl/../a",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR/a\n"),
    UtilityCase(
      "readlink -f /",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "/\n"),
    UtilityCase(
      "readlink -f ''",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], status: 1),
    UtilityCase(
      "readlink -f a/",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], status: 1),
    UtilityCase(
      "readlink -e a/x",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], status: 1),
    UtilityCase(
      "readlink -f a/x",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], status: 1),
    UtilityCase("readlink -Q", usageError: "invalid option -- 'Q'"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
