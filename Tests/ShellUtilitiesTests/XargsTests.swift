import ShellBytes
import ShellTestSupport
import Testing

@Suite("xargs")
struct XargsTests {
  static let rows: [UtilityCase] = [
    UtilityCase("xargs", input: "a b c\nd e\nf\n", output: "a b c d e f\n"),
    UtilityCase("xargs -n 2", input: "a b c\nd e\nf\n", output: "a b\nc d\ne f\n"),
    UtilityCase(
      "xargs -n1 env printf [%s]", input: "a b c\nd e\nf\n", output: "[a][b][c][d][e][f]"),
    UtilityCase("xargs -L 1", input: "a b c\nd e\nf\n", output: "a b c\nd e\nf\n"),
    UtilityCase(
      "xargs -L 2 env printf [%s]", input: "a b c\nd e\nf\n", output: "[a][b][c][d][e][f]"),
    UtilityCase("xargs -I {} env printf <{}>", input: "a b\n  c\nd\n", output: "<a b><c><d>"),
    UtilityCase("xargs -I% basename x/%", input: "p\nq\n", output: "p\nq\n"),
    UtilityCase("xargs -0", input: "a b\u{0}c\u{0}", output: "a b c\n"),
    UtilityCase("xargs -d , env printf [%s]", input: "a,b c,d", output: "[a][b c][d]"),
    UtilityCase("xargs -d '\\n' env printf [%s]", input: "a b\nc\n", output: "[a b][c]"),
    UtilityCase("xargs env printf [%s]", input: "'a b' \"c d\" e\\ f\n", output: "[a b][c d][e f]"),
    UtilityCase(
      "xargs", input: "a 'b", output: "a\n",
      error:
        "xargs: unmatched single quote; by default quotes are special to xargs unless you use the -0 option\n",
      status: 1),
    UtilityCase(
      "xargs", input: "a \"b\nc\"", output: "a\n",
      error:
        "xargs: unmatched double quote; by default quotes are special to xargs unless you use the -0 option\n",
      status: 1),
    UtilityCase("xargs", output: "\n"),
    UtilityCase("xargs -r"),
    UtilityCase("xargs -r", input: " \n \n"),
    UtilityCase("xargs false", input: "x", status: 123),
    UtilityCase(
      "xargs sh -c 'exit 255'", input: "x", error: "xargs: sh: exited with status 255; aborting\n",
      status: 124),
    UtilityCase("xargs -n1 sh -c 'exit 3'", input: "x y", status: 123),
    UtilityCase(
      "xargs -n 0", input: "x",
      error:
        "xargs: value 0 for -n option should be >= 1\nTry 'xargs --help' for more information.\n",
      status: 1),
    UtilityCase(
      "xargs -n x", input: "x",
      error:
        "xargs: invalid number \"x\" for -n option\nTry 'xargs --help' for more information.\n",
      status: 1),
    UtilityCase(
      "xargs -a nofile",
      error: "xargs: Cannot open input file 'nofile': No such file or directory\n", status: 1),
    UtilityCase("xargs -a b cat", files: ["b": "a", "a": "in a\n"], output: "in a\n"),
    UtilityCase("xargs -t env printf %s", input: "a b", output: "ab", error: "env printf %s a b\n"),
    UtilityCase("xargs -s 20 env printf [%s]", input: "aa bb cc dd", output: "[aa][bb][cc][dd]"),
    UtilityCase("xargs -E c", input: "a b c d", output: "a b\n"),
    UtilityCase("xargs -P 2 -n 1", input: "a", output: "a\n"),
    UtilityCase(
      "xargs cat", input: "a\n", files: ["a": "one\n", "b": "two words\n", "d/": ""],
      output: "one\n"),
    UtilityCase("xargs -x -n 2 -s 30", input: "aa bb cc", output: "aa bb\ncc\n"),
    UtilityCase("xargs -l", input: "a b c\nd e\nf\n", output: "a b c\nd e\nf\n"),
    UtilityCase("xargs -i basename {}", input: "/x/y\n", output: "y\n"),
    UtilityCase("xargs --max-args=1 --no-run-if-empty", input: "x y", output: "x\ny\n"),
    UtilityCase(
      "xargs rm", input: "a b", files: ["a": "one\n", "b": "two words\n", "d/": ""],
      leaves: ["d/": ""]),
    UtilityCase("xargs -n3 env printf %s,%s,%s.", input: "1 2 3 4 5 6", output: "1,2,3.4,5,6."),
    UtilityCase(
      "xargs -I{} sh -c 'echo {}; exit 1'", input: "1\n2\n", output: "1\n2\n", status: 123),
    UtilityCase("xargs -L1", input: "a \nb\nc\n", output: "a b\nc\n"),
    UtilityCase("xargs -0 -n1 env printf [%s]", input: "a\n\u{0}\u{0}b", output: "[a\n][][b]"),
    UtilityCase(
      "xargs -d xy", input: "a",
      error:
        "xargs: Invalid input delimiter specification xy: the delimiter must be either a single character or an escape sequence starting with \\.\n",
      status: 1),
    UtilityCase("xargs -Q", usageError: "invalid option -- 'Q'"),
    UtilityCase("xargs cat", input: "-\n"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
