import ShellBytes
import ShellTestSupport
import Testing

@Suite("rmdir")
struct RmdirTests {
  static let rows: [UtilityCase] = [
    UtilityCase(
      "rmdir d", files: ["a": "one\ntwo\n", "b": "three", "d/": ""],
      leaves: ["a": "one\ntwo\n", "b": "three"]),
    UtilityCase(
      "rmdir a", files: ["a": "one\ntwo\n", "b": "three", "d/": ""],
      error: "rmdir: failed to remove 'a': Not a directory\n", status: 1),
    UtilityCase(
      "rmdir x", error: "rmdir: failed to remove 'x': No such file or directory\n", status: 1),
    UtilityCase("rmdir -p a/b/c", files: ["a/b/c/": ""], leaves: [:]),
    UtilityCase(
      "rmdir -p a/b/c", files: ["a/b/c/": "", "a/x": ""],
      error: "rmdir: failed to remove directory 'a': Directory not empty\n", status: 1,
      leaves: ["a/": "", "a/x": ""]),
    UtilityCase(
      "rmdir a", files: ["a/x": ""], error: "rmdir: failed to remove 'a': Directory not empty\n",
      status: 1, leaves: ["a/": "", "a/x": ""]),
    UtilityCase(
      "rmdir --ignore-fail-on-non-empty a", files: ["a/x": ""], leaves: ["a/": "", "a/x": ""]),
    UtilityCase(
      "rmdir -v d", files: ["a": "one\ntwo\n", "b": "three", "d/": ""],
      output: "rmdir: removing directory, 'd'\n"),
    UtilityCase(
      "rmdir", error: "rmdir: missing operand\nTry 'rmdir --help' for more information.\n",
      status: 1),
    UtilityCase(
      "rmdir -pv a/b", files: ["a/b/": ""],
      output: "rmdir: removing directory, 'a/b'\nrmdir: removing directory, 'a'\n"),
    UtilityCase(
      "rmdir d/", files: ["a": "one\ntwo\n", "b": "three", "d/": ""],
      leaves: ["a": "one\ntwo\n", "b": "three"]),
    UtilityCase("rmdir -Q", usageError: "invalid option -- 'Q'"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
