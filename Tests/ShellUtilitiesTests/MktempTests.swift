import ShellBytes
import ShellTestSupport
import Testing

@Suite("mktemp")
struct MktempTests {
  static let rows: [UtilityCase] = [
    UtilityCase("mktemp fooXX", error: "mktemp: too few X's in template 'fooXX'\n", status: 1),
    UtilityCase("mktemp foo", error: "mktemp: too few X's in template 'foo'\n", status: 1),
    UtilityCase("mktemp -d x", error: "mktemp: too few X's in template 'x'\n", status: 1),
    UtilityCase(
      "mktemp n/fooXXX",
      error: "mktemp: failed to create file via template 'n/fooXXX': No such file or directory\n",
      status: 1),
    UtilityCase(
      "mktemp -d n/fooXXX",
      error:
        "mktemp: failed to create directory via template 'n/fooXXX': No such file or directory\n",
      status: 1),
    UtilityCase(
      "mktemp a b",
      error: "mktemp: too many templates\nTry 'mktemp --help' for more information.\n", status: 1),
    UtilityCase(
      "mktemp -t a/bXXX",
      error: "mktemp: invalid template, 'a/bXXX', contains directory separator\n", status: 1),
    UtilityCase(
      "mktemp -p . /xXXX",
      error: "mktemp: invalid template, '/xXXX'; with --tmpdir, it may not be absolute\n", status: 1
    ),
    UtilityCase(
      "mktemp --suffix=.c fooXXXa",
      error: "mktemp: with --suffix, template 'fooXXXa' must end in X\n", status: 1),
    UtilityCase(
      "mktemp fooXXX/y", error: "mktemp: invalid suffix '/y', contains directory separator\n",
      status: 1),
    UtilityCase(
      "mktemp --suffix=a/b fooXXX",
      error: "mktemp: invalid suffix 'a/b', contains directory separator\n", status: 1),
    UtilityCase("mktemp -q n/fooXXX", status: 1),
    UtilityCase(
      "mktemp -p n fooXXX",
      error: "mktemp: failed to create file via template 'n/fooXXX': No such file or directory\n",
      status: 1),
    UtilityCase("mktemp -Q", usageError: "invalid option -- 'Q'"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
