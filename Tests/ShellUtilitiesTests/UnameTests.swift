import ShellBytes
import ShellTestSupport
import Testing

@Suite("uname")
struct UnameTests {
  static let rows: [UtilityCase] = [
    UtilityCase("uname ", output: "Linux\n"),
    UtilityCase("uname -s", output: "Linux\n"),
    UtilityCase("uname -n", output: "vm\n"),
    UtilityCase("uname -r", output: "6.18.44-fc-v657\n"),
    UtilityCase("uname -m", output: "x86_64\n"),
    UtilityCase(
      "uname -a", output: "Linux vm 6.18.44-fc-v657 #1 SMP PREEMPT_DYNAMIC @0 x86_64 GNU/Linux\n"),
    UtilityCase("uname -sr", output: "Linux 6.18.44-fc-v657\n"),
    UtilityCase("uname -o", output: "GNU/Linux\n"),
    UtilityCase("uname -v", output: "#1 SMP PREEMPT_DYNAMIC @0\n"),
    UtilityCase("uname -p", output: "unknown\n"),
    UtilityCase(
      "uname x", error: "uname: extra operand 'x'\nTry 'uname --help' for more information.\n",
      status: 1),
    UtilityCase(
      "uname --all", output: "Linux vm 6.18.44-fc-v657 #1 SMP PREEMPT_DYNAMIC @0 x86_64 GNU/Linux\n"
    ),
    UtilityCase("uname -mrs", output: "Linux 6.18.44-fc-v657 x86_64\n"),
    UtilityCase("uname -Q", usageError: "invalid option -- 'Q'"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
