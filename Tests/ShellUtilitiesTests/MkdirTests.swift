import ShellBytes
import ShellTestSupport
import Testing

@Suite("mkdir")
struct MkdirTests {
  static let rows: [UtilityCase] = [
    UtilityCase("mkdir a", leaves: ["a/": ""]),
    UtilityCase("mkdir a b", leaves: ["a/": "", "b/": ""]),
    UtilityCase(
      "mkdir a/b", error: "mkdir: cannot create directory 'a/b': No such file or directory\n",
      status: 1, leaves: [:]),
    UtilityCase("mkdir -p a/b/c", leaves: ["a/": "", "a/b/": "", "a/b/c/": ""]),
    UtilityCase("mkdir -p a", files: ["a/": ""], leaves: ["a/": ""]),
    UtilityCase(
      "mkdir a", files: ["a/": ""], error: "mkdir: cannot create directory 'a': File exists\n",
      status: 1),
    UtilityCase(
      "mkdir -p a", files: ["a": "one\ntwo\n", "b": "three", "d/": ""],
      error: "mkdir: cannot create directory 'a': File exists\n", status: 1),
    UtilityCase(
      "mkdir -p a/b", files: ["a": "one\ntwo\n", "b": "three", "d/": ""],
      error: "mkdir: cannot create directory 'a': Not a directory\n", status: 1),
    UtilityCase(
      "mkdir -pv x/y/z",
      output:
        "mkdir: created directory 'x'\nmkdir: created directory 'x/y'\nmkdir: created directory 'x/y/z'\n",
      leaves: ["x/": "", "x/y/": "", "x/y/z/": ""]),
    UtilityCase("mkdir -v x", output: "mkdir: created directory 'x'\n", leaves: ["x/": ""]),
    UtilityCase(
      "mkdir", error: "mkdir: missing operand\nTry 'mkdir --help' for more information.\n",
      status: 1),
    UtilityCase(
      "mkdir ''", error: "mkdir: cannot create directory '': No such file or directory\n", status: 1
    ),
    UtilityCase("mkdir -m 700 x", leaves: ["x/": ""]),
    UtilityCase("mkdir -m u=rwx,go= x", leaves: ["x/": ""]),
    UtilityCase("mkdir -m q x", error: "mkdir: invalid mode 'q'\n", status: 1),
    UtilityCase("mkdir -p a//b/", leaves: ["a/": "", "a/b/": ""]),
    UtilityCase("mkdir -p ./x/../y", leaves: ["x/": "", "y/": ""]),
    UtilityCase(
      "mkdir d/x n/y z", files: ["a": "one\ntwo\n", "b": "three", "d/": ""],
      error: "mkdir: cannot create directory 'n/y': No such file or directory\n", status: 1,
      leaves: ["a": "one\ntwo\n", "b": "three", "d/": "", "d/x/": "", "z/": ""]),
    UtilityCase("mkdir -Q", usageError: "invalid option -- 'Q'"),
    UtilityCase("mkdir -p 'a b/c'", leaves: ["a b/": "", "a b/c/": ""]),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
