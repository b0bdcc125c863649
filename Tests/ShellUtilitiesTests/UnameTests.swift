import Foundation
import ShellBytes
import ShellTestSupport
import Testing

@Suite("uname")
struct UnameTests {
  /// What the kernel says of itself: the rows hold on any machine.
  static func kernel(_ name: String) -> String {
    (try? String(contentsOfFile: "/proc/sys/kernel/" + name, encoding: .utf8).dropLast())
      .map(String.init) ?? "unknown"
  }
  static let node = kernel("hostname"), release = kernel("osrelease")
  static let version = kernel("version")
  #if arch(arm64)
    static let machine = "aarch64"
  #else
    static let machine = "x86_64"
  #endif

  static let rows: [UtilityCase] = [
    UtilityCase("uname ", output: "Linux\n"),
    UtilityCase("uname -s", output: "Linux\n"),
    UtilityCase("uname -n", output: "\(node)\n"),
    UtilityCase("uname -r", output: "\(release)\n"),
    UtilityCase("uname -m", output: "\(machine)\n"),
    UtilityCase(
      "uname -a", output: "Linux \(node) \(release) \(version) \(machine) GNU/Linux\n"),
    UtilityCase("uname -sr", output: "Linux \(release)\n"),
    UtilityCase("uname -o", output: "GNU/Linux\n"),
    UtilityCase("uname -v", output: "\(version)\n"),
    UtilityCase("uname -p", output: "unknown\n"),
    UtilityCase(
      "uname x", error: "uname: extra operand 'x'\nTry 'uname --help' for more information.\n",
      status: 1),
    UtilityCase(
      "uname --all", output: "Linux \(node) \(release) \(version) \(machine) GNU/Linux\n"
    ),
    UtilityCase("uname -mrs", output: "Linux \(release) \(machine)\n"),
    UtilityCase("uname -Q", usageError: "invalid option -- 'Q'"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
