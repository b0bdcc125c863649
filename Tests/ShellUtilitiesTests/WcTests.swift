import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU wc")
struct WcTests {
  /// What the GNU tool did on the same input. In parts, which are quicker to compile.
  static let rows: [UtilityCase] = [
    rows1, rows2, rows3, rows4,
  ].flatMap { $0 }
  private static let rows1: [UtilityCase] = [
    UtilityCase(
      "wc", input: "hello world\nfoo\n\n\tbar baz\n", output: "      4       5      26\n"),
    UtilityCase(
      "wc f", files: ["f": "hello world\nfoo\n\n\tbar baz\n"], output: " 4  5 26 f\n"),
    UtilityCase(
      "wc f g",
      files: [
        "f": "hello world\nfoo\n\n\tbar baz\n",
        "g":
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ], output: "  4   5  26 f\n  0   1 200 g\n  4   6 226 total\n"),
    UtilityCase(
      "wc -l", input: "hello world\nfoo\n\n\tbar baz\n", output: "4\n"),
    UtilityCase(
      "wc -l f", files: ["f": "hello world\nfoo\n\n\tbar baz\n"], output: "4 f\n"),
    UtilityCase(
      "wc -l f g",
      files: [
        "f": "hello world\nfoo\n\n\tbar baz\n",
        "g":
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ], output: "  4 f\n  0 g\n  4 total\n"),
    UtilityCase(
      "wc -w", input: "hello world\nfoo\n\n\tbar baz\n", output: "5\n"),
    UtilityCase(
      "wc -w f", files: ["f": "hello world\nfoo\n\n\tbar baz\n"], output: "5 f\n"),
    UtilityCase(
      "wc -w f g",
      files: [
        "f": "hello world\nfoo\n\n\tbar baz\n",
        "g":
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ], output: "  5 f\n  1 g\n  6 total\n"),
    UtilityCase(
      "wc -c", input: "hello world\nfoo\n\n\tbar baz\n", output: "26\n"),
    UtilityCase(
      "wc -c f", files: ["f": "hello world\nfoo\n\n\tbar baz\n"], output: "26 f\n"),
    UtilityCase(
      "wc -c f g",
      files: [
        "f": "hello world\nfoo\n\n\tbar baz\n",
        "g":
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ], output: " 26 f\n200 g\n226 total\n"),
    UtilityCase(
      "wc -m", input: "hello world\nfoo\n\n\tbar baz\n", output: "26\n"),
    UtilityCase(
      "wc -m f", files: ["f": "hello world\nfoo\n\n\tbar baz\n"], output: "26 f\n"),
    UtilityCase(
      "wc -m f g",
      files: [
        "f": "hello world\nfoo\n\n\tbar baz\n",
        "g":
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ], output: " 26 f\n200 g\n226 total\n"),
    UtilityCase(
      "wc -L", input: "hello world\nfoo\n\n\tbar baz\n", output: "15\n"),
    UtilityCase(
      "wc -L f", files: ["f": "hello world\nfoo\n\n\tbar baz\n"], output: "15 f\n"),
    UtilityCase(
      "wc -L f g",
      files: [
        "f": "hello world\nfoo\n\n\tbar baz\n",
        "g":
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ], output: " 15 f\n200 g\n200 total\n"),
    UtilityCase(
      "wc -lw", input: "hello world\nfoo\n\n\tbar baz\n", output: "      4       5\n"),
    UtilityCase(
      "wc -lw f", files: ["f": "hello world\nfoo\n\n\tbar baz\n"], output: " 4  5 f\n"),
  ]
  private static let rows2: [UtilityCase] = [
    UtilityCase(
      "wc -lw f g",
      files: [
        "f": "hello world\nfoo\n\n\tbar baz\n",
        "g":
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ], output: "  4   5 f\n  0   1 g\n  4   6 total\n"),
    UtilityCase(
      "wc -lc", input: "hello world\nfoo\n\n\tbar baz\n", output: "      4      26\n"),
    UtilityCase(
      "wc -lc f", files: ["f": "hello world\nfoo\n\n\tbar baz\n"], output: " 4 26 f\n"),
    UtilityCase(
      "wc -lc f g",
      files: [
        "f": "hello world\nfoo\n\n\tbar baz\n",
        "g":
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ], output: "  4  26 f\n  0 200 g\n  4 226 total\n"),
    UtilityCase(
      "wc -wc", input: "hello world\nfoo\n\n\tbar baz\n", output: "      5      26\n"),
    UtilityCase(
      "wc -wc f", files: ["f": "hello world\nfoo\n\n\tbar baz\n"], output: " 5 26 f\n"),
    UtilityCase(
      "wc -wc f g",
      files: [
        "f": "hello world\nfoo\n\n\tbar baz\n",
        "g":
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ], output: "  5  26 f\n  1 200 g\n  6 226 total\n"),
    UtilityCase(
      "wc -lwcmL", input: "hello world\nfoo\n\n\tbar baz\n",
      output: "      4       5      26      26      15\n"),
    UtilityCase(
      "wc -lwcmL f", files: ["f": "hello world\nfoo\n\n\tbar baz\n"], output: " 4  5 26 26 15 f\n"),
    UtilityCase(
      "wc -lwcmL f g",
      files: [
        "f": "hello world\nfoo\n\n\tbar baz\n",
        "g":
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ], output: "  4   5  26  26  15 f\n  0   1 200 200 200 g\n  4   6 226 226 200 total\n"),
    UtilityCase(
      "wc -mL", input: "hello world\nfoo\n\n\tbar baz\n", output: "     26      15\n"),
    UtilityCase(
      "wc -mL f", files: ["f": "hello world\nfoo\n\n\tbar baz\n"], output: "26 15 f\n"),
    UtilityCase(
      "wc -mL f g",
      files: [
        "f": "hello world\nfoo\n\n\tbar baz\n",
        "g":
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ], output: " 26  15 f\n200 200 g\n226 200 total\n"),
    UtilityCase(
      "wc --lines", input: "hello world\nfoo\n\n\tbar baz\n", output: "4\n"),
    UtilityCase(
      "wc --lines f", files: ["f": "hello world\nfoo\n\n\tbar baz\n"], output: "4 f\n"),
    UtilityCase(
      "wc --lines f g",
      files: [
        "f": "hello world\nfoo\n\n\tbar baz\n",
        "g":
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ], output: "  4 f\n  0 g\n  4 total\n"),
    UtilityCase(
      "wc --bytes --words", input: "hello world\nfoo\n\n\tbar baz\n", output: "      5      26\n"),
    UtilityCase(
      "wc --bytes --words f", files: ["f": "hello world\nfoo\n\n\tbar baz\n"], output: " 5 26 f\n"),
    UtilityCase(
      "wc --bytes --words f g",
      files: [
        "f": "hello world\nfoo\n\n\tbar baz\n",
        "g":
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ], output: "  5  26 f\n  1 200 g\n  6 226 total\n"),
    UtilityCase(
      "wc --max-line-length", input: "hello world\nfoo\n\n\tbar baz\n", output: "15\n"),
  ]
  private static let rows3: [UtilityCase] = [
    UtilityCase(
      "wc --max-line-length f", files: ["f": "hello world\nfoo\n\n\tbar baz\n"], output: "15 f\n"),
    UtilityCase(
      "wc --max-line-length f g",
      files: [
        "f": "hello world\nfoo\n\n\tbar baz\n",
        "g":
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ], output: " 15 f\n200 g\n200 total\n"),
    UtilityCase(
      "wc --chars", input: "hello world\nfoo\n\n\tbar baz\n", output: "26\n"),
    UtilityCase(
      "wc --chars f", files: ["f": "hello world\nfoo\n\n\tbar baz\n"], output: "26 f\n"),
    UtilityCase(
      "wc --chars f g",
      files: [
        "f": "hello world\nfoo\n\n\tbar baz\n",
        "g":
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ], output: " 26 f\n200 g\n226 total\n"),
    UtilityCase(
      "wc", input: "abc", output: "      0       1       3\n"),
    UtilityCase(
      "wc", output: "      0       0       0\n"),
    UtilityCase(
      "wc -l", input: "a\nb", output: "1\n"),
    UtilityCase(
      "wc -", input: "a b\n", output: "      1       2       4 -\n"),
    UtilityCase(
      "wc - f", input: "a b\n", files: ["f": "x\n"],
      output:
        "      1       2       4 -\n      1       1       2 f\n      2       3       6 total\n"),
    UtilityCase(
      "wc f n", files: ["f": "x\n"], output: "1 1 2 f\n1 1 2 total\n",
      error: "wc: n: No such file or directory\n", status: 1),
    UtilityCase(
      "wc n", error: "wc: n: No such file or directory\n", status: 1),
    UtilityCase(
      "wc d", files: ["d/x": ""], output: "      0       0       0 d\n",
      error: "wc: d: Is a directory\n", status: 1),
    UtilityCase(
      "wc -c d f", files: ["d/x": "", "f": "a\n"], output: "      0 d\n      2 f\n      2 total\n",
      error: "wc: d: Is a directory\n", status: 1),
    UtilityCase(
      "wc -w", input: "é a\n", output: "1\n"),
    UtilityCase(
      "wc", input: "é ü\n", environment: ["LC_ALL": "C.UTF-8"], output: "      1       2       6\n"),
    UtilityCase(
      "wc -m", input: "é€\n", environment: ["LC_ALL": "C.UTF-8"], output: "3\n"),
    UtilityCase(
      "wc -m", input: ByteString([0x61, 0xFF, 0x62, 0x0A]), environment: ["LC_ALL": "C.UTF-8"],
      output: "3\n"),
    UtilityCase(
      "wc -L", input: "é€日本\n", environment: ["LC_ALL": "C.UTF-8"], output: "6\n"),
    UtilityCase(
      "wc -L", input: "a\tb\n", output: "9\n"),
  ]
  private static let rows4: [UtilityCase] = [
    UtilityCase(
      "wc -L", input: "abc\rde\n", output: "3\n"),
    UtilityCase(
      "wc -w", input: "a\u{B}b\u{C}c\rd\n", output: "4\n"),
    UtilityCase(
      "wc -w", input: "a\u{1}b \u{1} c\n", output: "2\n"),
    UtilityCase(
      "wc -w", input: "a b\n", environment: ["LC_ALL": "C.UTF-8"], output: "2\n"),
    UtilityCase(
      "wc -w", input: ByteString([0xFF, 0x20, 0xFE, 0x0A]), environment: ["LC_ALL": "C.UTF-8"],
      output: "0\n"),
    UtilityCase(
      "wc -lm", input: "ab\né", environment: ["LC_ALL": "C.UTF-8"], output: "      1       4\n"),
    UtilityCase(
      "wc -L", input: "a\u{1}b\n", output: "2\n"),
    UtilityCase(
      "wc --files0-from=l", files: ["l": "f\0g\0", "f": "a\n", "g": "b b\n"],
      output: "1 1 2 f\n1 2 4 g\n2 3 6 total\n"),
    UtilityCase(
      "wc --files0-from=l x", files: ["l": "f\0"],
      usageError: "extra operand 'x'\nfile operands cannot be combined with --files0-from"),
    UtilityCase(
      "wc -Q", usageError: "invalid option -- 'Q'"),
    UtilityCase(
      "wc -c f",
      files: [
        "f":
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
      ], output: "1234 f\n"),
    UtilityCase(
      "wc f",
      files: [
        "f":
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
      ], output: "   0    1 1234 f\n"),
    UtilityCase(
      "wc -w f g", files: ["f": "a\n", "g": "b\n"], output: "1 f\n1 g\n2 total\n"),
  ]
  @Test(arguments: rows) func runs(_ row: UtilityCase) throws { try row.check() }
}
