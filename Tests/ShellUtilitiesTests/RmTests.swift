import ShellBytes
import ShellTestSupport
import Testing

@Suite("rm")
struct RmTests {
  static let rows: [UtilityCase] = [
    UtilityCase("rm a b", files: ["a": "one\ntwo\n", "b": "three", "d/": ""], leaves: ["d/": ""]),
    UtilityCase(
      "rm nofile", error: "rm: cannot remove 'nofile': No such file or directory\n", status: 1),
    UtilityCase("rm -f nofile"),
    UtilityCase(
      "rm d", files: ["a": "one\ntwo\n", "b": "three", "d/": ""],
      error: "rm: cannot remove 'd': Is a directory\n", status: 1),
    UtilityCase(
      "rm -d d", files: ["a": "one\ntwo\n", "b": "three", "d/": ""],
      leaves: ["a": "one\ntwo\n", "b": "three"]),
    UtilityCase(
      "rm -r t", files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep"],
      leaves: ["x": "keep"]),
    UtilityCase(
      "rm -rf t nofile x",
      files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep"], leaves: [:]),
    UtilityCase(
      "rm -R t/b", files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep"],
      leaves: ["t/": "", "t/a": "1", "t/l@": "../x", "x": "keep"]),
    UtilityCase(
      "rm -rv t/b", files: ["t/b/c": ""], output: "removed 't/b/c'\nremoved directory 't/b'\n"),
    UtilityCase(
      "rm -v x", files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep"],
      output: "removed 'x'\n"),
    UtilityCase(
      "rm", error: "rm: missing operand\nTry 'rm --help' for more information.\n", status: 1),
    UtilityCase("rm -f"),
    UtilityCase(
      "rm -d t", files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep"],
      error: "rm: cannot remove 't': Directory not empty\n", status: 1,
      leaves: [
        "t/": "", "t/a": "1", "t/b/": "", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep",
      ]),
    UtilityCase(
      "rm -r .", files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep"],
      error: "rm: refusing to remove '.' or '..' directory: skipping '.'\n", status: 1),
    UtilityCase(
      "rm -r t/..", files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep"],
      error: "rm: refusing to remove '.' or '..' directory: skipping 't/..'\n", status: 1),
    UtilityCase(
      "rm -i x", input: "y\n",
      files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep"],
      error: "rm: remove regular file 'x'? ",
      leaves: ["t/": "", "t/a": "1", "t/b/": "", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x"]),
    UtilityCase(
      "rm -i x", input: "n\n",
      files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep"],
      error: "rm: remove regular file 'x'? ",
      leaves: [
        "t/": "", "t/a": "1", "t/b/": "", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep",
      ]),
    UtilityCase(
      "rm -ri e", input: "y\ny\ny\n", files: ["e/f": ""],
      error:
        "rm: descend into directory 'e'? rm: remove regular empty file 'e/f'? rm: remove directory 'e'? ",
      leaves: [:]),
    UtilityCase(
      "rm -rI t", input: "n\n",
      files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep"],
      error: "rm: remove 1 argument recursively? "),
    UtilityCase("rm -- -x", files: ["-x": ""], leaves: [:]),
    UtilityCase("rm ''", error: "rm: cannot remove '': No such file or directory\n", status: 1),
    UtilityCase(
      "rm 'a b' \"it\"", files: ["a b": ""],
      error: "rm: cannot remove '\"it\"': No such file or directory\n", status: 1, leaves: [:]),
    UtilityCase(
      "rm t/l", files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep"],
      leaves: ["t/": "", "t/a": "1", "t/b/": "", "t/b/c": "2", "t/b/d/": "", "x": "keep"]),
    UtilityCase(
      "rm -rf x/y", files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep"]),
    UtilityCase(
      "rm x/y", files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep"],
      error: "rm: cannot remove 'x/y': Not a directory\n", status: 1),
    UtilityCase("rm -r l", files: ["l@": "t", "t/a": ""], leaves: ["t/": "", "t/a": ""]),
    UtilityCase("rm -Q", usageError: "invalid option -- 'Q'"),
    UtilityCase(
      "rm -fi x", input: "n\n",
      files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep"],
      error: "rm: remove regular file 'x'? "),
    UtilityCase(
      "rm -if x", files: ["t/a": "1", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x", "x": "keep"],
      leaves: ["t/": "", "t/a": "1", "t/b/": "", "t/b/c": "2", "t/b/d/": "", "t/l@": "../x"]),
    UtilityCase("rm -f ''"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
