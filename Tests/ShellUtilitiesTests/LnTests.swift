import ShellBytes
import ShellTestSupport
import Testing

@Suite("ln")
struct LnTests {
  static let rows: [UtilityCase] = [
    UtilityCase(
      "ln -s a l", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F", "l@": "a"]),
    UtilityCase(
      "ln a l", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F", "l": "one\n"]),
    UtilityCase(
      "ln -s a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "ln: failed to create symbolic link 'b': File exists\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "ln -sf a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b@": "a", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "ln -s a d", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "d/a@": "a", "e/": "", "e/f": "F"]),
    UtilityCase(
      "ln -s x/y/z", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F", "z@": "x/y/z"]),
    UtilityCase(
      "ln -sfn a l", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "l@": "d"],
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F", "l@": "a"]),
    UtilityCase(
      "ln -sf a l", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F", "l@": "d"],
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "d/a@": "a", "e/": "", "e/f": "F", "l@": "d"]),
    UtilityCase(
      "ln -s a b d", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: [
        "a": "one\n", "b": "two\n", "d/": "", "d/a@": "a", "d/b@": "b", "e/": "", "e/f": "F",
      ]),
    UtilityCase(
      "ln d l", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "ln: d: hard link not allowed for directory\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "ln nofile l", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "ln: failed to access 'nofile': No such file or directory\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "ln -s nofile l", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F", "l@": "nofile"]),
    UtilityCase(
      "ln -v a l", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      output: "'l' => 'a'\n",
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F", "l": "one\n"]),
    UtilityCase(
      "ln -sv a l", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      output: "'l' -> 'a'\n",
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F", "l@": "a"]),
    UtilityCase(
      "ln -sr e/f d/l", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "d/l@": "../e/f", "e/": "", "e/f": "F"]),
    UtilityCase(
      "ln -sr a l", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F", "l@": "a"]),
    UtilityCase(
      "ln -t d a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: [
        "a": "one\n", "b": "two\n", "d/": "", "d/a": "one\n", "d/b": "two\n", "e/": "", "e/f": "F",
      ]),
    UtilityCase(
      "ln -sT a d", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "ln: failed to create symbolic link 'd': File exists\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "ln", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "ln: missing file operand\nTry 'ln --help' for more information.\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "ln a a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "ln: failed to create hard link 'a': File exists\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "ln -f a a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "ln: 'a' and 'a' are the same file\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "ln -sb a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b@": "a", "b~": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "ln -s a nodir/l", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "ln: failed to create symbolic link 'nodir/l': No such file or directory\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "ln -si a b", input: "y\n", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "ln: replace 'b'? ", leaves: ["a": "one\n", "b@": "a", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "ln -si a b", input: "n\n", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "ln: replace 'b'? ",
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "ln -Q", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      usageError: "invalid option -- 'Q'",
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "ln -f a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "one\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "ln -s '' l", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "ln: failed to create symbolic link 'l' -> '': No such file or directory\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
