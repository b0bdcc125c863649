import ShellBytes
import ShellTestSupport
import Testing

@Suite("realpath")
struct RealpathTests {
  static let rows: [UtilityCase] = [
    UtilityCase(
      "realpath l",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR/a\n"),
    UtilityCase(
      "realpath a",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR/a\n"),
    UtilityCase(
      "realpath nofile",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR/nofile\n"),
    UtilityCase(
      "realpath no/x",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], error: "realpath: no/x: No such file or directory\n", status: 1),
    UtilityCase(
      "realpath -e a",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR/a\n"),
    UtilityCase(
      "realpath -e nofile",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], error: "realpath: nofile: No such file or directory\n", status: 1),
    UtilityCase(
      "realpath -m no/x",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR/no/x\n"),
    UtilityCase(
      "realpath dl/up",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR/a\n"),
    UtilityCase(
      "realpath -s dl/up",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR/dl/up\n"),
    UtilityCase(
      "realpath dang",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR/no\n"),
    UtilityCase(
      "realpath loop",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], error: "realpath: loop: Too many levels of symbolic links\n", status: 1),
    UtilityCase(
      "realpath -q no/x",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], status: 1),
    UtilityCase(
      "realpath -z a",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR/a\u{0}"),
    UtilityCase(
      "realpath ",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], error: "realpath: missing operand\nTry 'realpath --help' for more information.\n",
      status: 1),
    UtilityCase(
      "realpath .",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR\n"),
    UtilityCase(
      "realpath d/..",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR\n"),
    UtilityCase(
      "realpath --relative-to=d a",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "../a\n"),
    UtilityCase(
      "realpath --relative-to=. d/x",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "d/x\n"),
    UtilityCase(
      "realpath --relative-to=d/x a",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "../../a\n"),
    UtilityCase(
      "realpath -L dl/..",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR\n"),
    UtilityCase(
      "realpath -P dl/..",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR\n"),
    UtilityCase(
      "realpath a nofile d",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR/a\n$DIR/nofile\n$DIR/d\n"),
    UtilityCase(
      "realpath ''",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], error: "realpath: '': No such file or directory\n", status: 1),
    UtilityCase(
      "realpath --relative-base=d a d/x",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "$DIR/a\nx\n"),
    UtilityCase(
      "realpath a/x",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], error: "realpath: a/x: Not a directory\n", status: 1),
    UtilityCase(
      "realpath /",
      files: [
        "a": "1", "l@": "a", "d/x": "2", "d/up@": "../a", "dl@": "d", "loop@": "loop",
        "dang@": "no", "deep@": "no/where",
      ], output: "/\n"),
    UtilityCase("realpath -Q", usageError: "invalid option -- 'Q'"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
