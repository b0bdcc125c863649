import ShellBytes
import ShellCommand

/// `sh`, `bash` and their kin: a fresh shell of this process (docs/architecture.md, decision 7).
///
/// - Status: the script's; 127 when it cannot be found.
/// - Source: POSIX.1-2024 XCU `sh`.
extension Builtin {
  static let sh = shell("sh")
  static let bash = shell("bash")
  static let dash = shell("dash")
  static let ash = shell("ash")

  private static func shell(_ name: ByteString) -> Builtin {
    Builtin(name, usage: "[options] [-c string | file] [argument ...]", isAlsoProgram: true) {
      (shell, words) throws(ShellError) -> Flow in
      shell.runShell(name: shell[words, 0], arguments: shell.operands(words, from: 1))
      return .normal
    }
  }
}
