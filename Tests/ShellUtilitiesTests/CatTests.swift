import ShellBytes
import ShellTestSupport
import Testing

@Suite("cat")
struct CatTests {
  static let rows: [UtilityCase] = [
    UtilityCase("cat", input: "x\ny", output: "x\ny"),
    UtilityCase(
      "cat a b", files: ["a": "one\ntwo\n", "b": "three", "d/": ""], output: "one\ntwo\nthree"),
    UtilityCase(
      "cat a - b", input: "in\n", files: ["a": "one\ntwo\n", "b": "three", "d/": ""],
      output: "one\ntwo\nin\nthree"),
    UtilityCase(
      "cat -n a b", files: ["a": "one\ntwo\n", "b": "three", "d/": ""],
      output: "     1\tone\n     2\ttwo\n     3\tthree"),
    UtilityCase("cat -b", input: "a\n\nb\n\n\nc", output: "     1\ta\n\n     2\tb\n\n\n     3\tc"),
    UtilityCase("cat -s", input: "a\n\n\n\nb\n\n\n", output: "a\n\nb\n\n"),
    UtilityCase("cat -ns", input: "\n\n\na\n\n\n", output: "     1\t\n     2\ta\n     3\t\n"),
    UtilityCase(
      "cat -A", input: ByteString([9, 65, 0, 1, 127, 128, 255, 13, 10, 200] as [UInt8]),
      output: "^IA^@^A^?M-^@M-^?^M$\nM-H"),
    UtilityCase("cat -e", input: "a\tb\u{7F}\r\n", output: "a\tb^?^M$\n"),
    UtilityCase("cat -E", input: "a\r\nb\rc", output: "a^M$\nb\rc"),
    UtilityCase("cat -t", input: "a\tb\u{1}\n", output: "a^Ib^A\n"),
    UtilityCase("cat -T", input: "a\tb\u{1}\n", output: "a^Ib\u{1}\n"),
    UtilityCase(
      "cat nofile a", files: ["a": "one\ntwo\n", "b": "three", "d/": ""], output: "one\ntwo\n",
      error: "cat: nofile: No such file or directory\n", status: 1),
    UtilityCase(
      "cat d", files: ["a": "one\ntwo\n", "b": "three", "d/": ""],
      error: "cat: d: Is a directory\n", status: 1),
    UtilityCase("cat 'no file'", error: "cat: 'no file': No such file or directory\n", status: 1),
    UtilityCase(
      "cat --number --squeeze-blank", input: "x\n\n\ny\n",
      output: "     1\tx\n     2\t\n     3\ty\n"),
    UtilityCase("cat -Q", usageError: "invalid option -- 'Q'"),
    UtilityCase(
      "cat -u a", files: ["a": "one\ntwo\n", "b": "three", "d/": ""], output: "one\ntwo\n"),
    UtilityCase("cat -- -", input: "z", output: "z"),
    UtilityCase("cat --show-all", input: "é\n", output: "M-CM-)$\n"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
