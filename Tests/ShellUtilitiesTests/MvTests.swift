import ShellBytes
import ShellTestSupport
import Testing

@Suite("mv")
struct MvTests {
  static let rows: [UtilityCase] = [
    UtilityCase(
      "mv a c", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["b": "two\n", "c": "one\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["b": "one\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv a b d", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["d/": "", "d/a": "one\n", "d/b": "two\n", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv a d/", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["b": "two\n", "d/": "", "d/a": "one\n", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv a nodir/x", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "mv: cannot move 'a' to 'nodir/x': No such file or directory\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv nofile x", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "mv: cannot stat 'nofile': No such file or directory\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv a b c", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "mv: target 'c': No such file or directory\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv e g", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "g/": "", "g/f": "F"]),
    UtilityCase(
      "mv e d", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "d/e/": "", "d/e/f": "F"]),
    UtilityCase(
      "mv t/l y",
      files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep", "t/x*": "run"],
      leaves: [
        "t/": "", "t/a": "1", "t/b/": "", "t/b/c": "2", "t/b/d/": "", "t/x*": "run", "x": "keep",
        "y@": "../x",
      ]),
    UtilityCase(
      "mv -v a c", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      output: "renamed 'a' -> 'c'\n",
      leaves: ["b": "two\n", "c": "one\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv -n a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv -i a b", input: "n\n", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "mv: overwrite 'b'? ",
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv -i a b", input: "y\n", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "mv: overwrite 'b'? ", leaves: ["b": "one\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv -f a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["b": "one\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv a a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "mv: 'a' and 'a' are the same file\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv -t d a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["d/": "", "d/a": "one\n", "d/b": "two\n", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv -T e d", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "d/f": "F"]),
    UtilityCase(
      "mv e/f e", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "mv: 'e/f' and 'e/f' are the same file\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "mv: missing file operand\nTry 'mv --help' for more information.\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error:
        "mv: missing destination file operand after 'a'\nTry 'mv --help' for more information.\n",
      status: 1, leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv e e/g", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "mv: cannot move 'e' to a subdirectory of itself, 'e/g'\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv e a", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "mv: cannot overwrite non-directory 'a' with directory 'e'\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv a d", files: ["a": "1", "d/a/": ""],
      error: "mv: cannot overwrite directory 'd/a' with non-directory\n", status: 1,
      leaves: ["a": "1", "d/": "", "d/a/": ""]),
    UtilityCase(
      "mv -b a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      leaves: ["b": "one\n", "b~": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv -u a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      setup: "touch -d 2001-01-01 a",
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv -u a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      setup: "touch -d 2001-01-01 b", leaves: ["b": "one\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv a/ c", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "mv: cannot stat 'a/': Not a directory\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv -Q a b", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      usageError: "invalid option -- 'Q'",
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv e d", files: ["e/f": "1", "d/e/g": "2"],
      error: "mv: cannot move 'e' to 'd/e': Directory not empty\n", status: 1,
      leaves: ["d/": "", "d/e/": "", "d/e/g": "2", "e/": "", "e/f": "1"]),
    UtilityCase(
      "mv -T a d", files: ["a": "one\n", "b": "two\n", "d/": "", "e/f": "F"],
      error: "mv: cannot overwrite directory 'd' with non-directory\n", status: 1,
      leaves: ["a": "one\n", "b": "two\n", "d/": "", "e/": "", "e/f": "F"]),
    UtilityCase(
      "mv a e/a d", files: ["a": "1", "d/": "", "e/a": "2"],
      error: "mv: will not overwrite just-created 'd/a' with 'e/a'\n", status: 1,
      leaves: ["d/": "", "d/a": "1", "e/": "", "e/a": "2"]),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
