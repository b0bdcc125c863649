import ShellBytes
import ShellTestSupport
import Testing

@Suite("tee")
struct TeeTests {
  static let rows: [UtilityCase] = [
    UtilityCase("tee a", input: "x\n", output: "x\n", leaves: ["a": "x\n"]),
    UtilityCase(
      "tee -a a", input: "x\n", files: ["a": "one\ntwo\n", "b": "three", "d/": ""], output: "x\n",
      leaves: ["a": "one\ntwo\nx\n", "b": "three", "d/": ""]),
    UtilityCase("tee", input: "x", output: "x"),
    UtilityCase(
      "tee a n/b", input: "q\n", output: "q\n", error: "tee: n/b: No such file or directory\n",
      status: 1, leaves: ["a": "q\n"]),
    UtilityCase(
      "tee d b", input: "q\n", files: ["a": "one\ntwo\n", "b": "three", "d/": ""], output: "q\n",
      error: "tee: d: Is a directory\n", status: 1,
      leaves: ["a": "one\ntwo\n", "b": "q\n", "d/": ""]),
    UtilityCase("tee -p a b", input: "1", output: "1", leaves: ["a": "1", "b": "1"]),
    UtilityCase(
      "tee --append a", input: "y", files: ["a": "one\ntwo\n", "b": "three", "d/": ""], output: "y",
      leaves: ["a": "one\ntwo\ny", "b": "three", "d/": ""]),
    UtilityCase(
      "tee -i a", files: ["a": "one\ntwo\n", "b": "three", "d/": ""],
      leaves: ["a": "", "b": "three", "d/": ""]),
    UtilityCase("tee -Q", usageError: "invalid option -- 'Q'"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
