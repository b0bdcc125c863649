import ShellBytes
import ShellTestSupport
import Testing

@Suite("id, whoami and hostname")
struct IdTests {
  static let rows: [UtilityCase] = [
    UtilityCase("id ", output: "uid=0(root) gid=0(root) groups=0(root)\n"),
    UtilityCase("id -u", output: "0\n"),
    UtilityCase("id -g", output: "0\n"),
    UtilityCase("id -un", output: "root\n"),
    UtilityCase("id -gn", output: "root\n"),
    UtilityCase("id -G", output: "0\n"),
    UtilityCase("id -Gn", output: "root\n"),
    UtilityCase(
      "id -r", error: "id: cannot print only names or real IDs in default format\n", status: 1),
    UtilityCase(
      "id -n", error: "id: cannot print only names or real IDs in default format\n", status: 1),
    UtilityCase("id nosuch", error: "id: 'nosuch': no such user\n", status: 1),
    UtilityCase("id root", output: "uid=0(root) gid=0(root) groups=0(root)\n"),
    UtilityCase("id -u root", output: "0\n"),
    UtilityCase("id -ur", output: "0\n"),
    UtilityCase("id -ug", error: "id: cannot print \"only\" of more than one choice\n", status: 1),
    UtilityCase("id -zG", output: "0\u{0}"),
    UtilityCase("whoami", output: "root\n"),
    UtilityCase(
      "whoami x", error: "whoami: extra operand 'x'\nTry 'whoami --help' for more information.\n",
      status: 1),
    UtilityCase("hostname", output: "vm\n"),
    UtilityCase("nproc", output: "2\n"),
    UtilityCase("nproc --all", output: "2\n"),
    UtilityCase("nproc --ignore=1000", output: "1\n"),
    UtilityCase(
      "nproc x", error: "nproc: extra operand 'x'\nTry 'nproc --help' for more information.\n",
      status: 1),
    UtilityCase("hostname -s", output: "vm\n"),
    UtilityCase("id -Q", usageError: "invalid option -- 'Q'"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
