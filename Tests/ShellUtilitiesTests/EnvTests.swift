import ShellBytes
import ShellTestSupport
import Testing

@Suite("env")
struct EnvTests {
  static let rows: [UtilityCase] = [
    UtilityCase("env -i A=1 B=2", output: "A=1\nB=2\n"),
    UtilityCase("env -i A=1 A=2 B=", output: "A=2\nB=\n"),
    UtilityCase("env - X=1", output: "X=1\n"),
    UtilityCase("env -i -0 A=1 B=2", output: "A=1\u{0}B=2\u{0}"),
    UtilityCase("env -i A=1 printenv A", output: "1\n"),
    UtilityCase("env -u A printenv A", environment: ["A": "1", "B": "two words"], status: 1),
    UtilityCase(
      "env A=9 printenv A B", environment: ["A": "1", "B": "two words"], output: "9\ntwo words\n"),
    UtilityCase("env -C d cat x", files: ["d/x": "in d\n"], output: "in d\n"),
    UtilityCase(
      "env -C nodir true",
      error: "env: cannot change directory to 'nodir': No such file or directory\n", status: 125),
    UtilityCase(
      "env -0 true",
      error:
        "env: cannot specify --null (-0) with command\nTry 'env --help' for more information.\n",
      status: 125),
    UtilityCase("env -S 'printf %s A'", output: "A"),
    UtilityCase("env '-SA=5 printenv A'", output: "5\n"),
    UtilityCase(
      "env -C d", files: ["a": "one\ntwo\n", "b": "three", "d/": ""],
      error:
        "env: must specify command with --chdir (-C)\nTry 'env --help' for more information.\n",
      status: 125),
    UtilityCase("env false", status: 1),
    UtilityCase("env -u = true", error: "env: cannot unset '=': Invalid argument\n", status: 125),
    UtilityCase(
      "env -S'printf \"%s|\" \"a b\" c\\_d ${A}'", environment: ["A": "1", "B": "two words"],
      output: "a b|c|d|1|"),
    UtilityCase("env -i -- A=1", output: "A=1\n"),
    UtilityCase(
      "env -S 'a${'", error: "env: only ${VARNAME} expansion is supported, error at: ${\n",
      status: 125),
    UtilityCase("env -Q", usageError: "invalid option -- 'Q'"),
    UtilityCase("env --ignore-environment A=1", output: "A=1\n"),
    UtilityCase("env cat", input: "through\n", output: "through\n"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
