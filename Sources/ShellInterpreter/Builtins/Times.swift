import ShellBytes
import ShellCommand
import ShellSystem

extension Builtin {
  /// `times` prints the processor times of the shell and of its ended children.
  ///
  /// - Output: `%dm%.3fs %dm%.3fs` for the user and the system time, a line for each of the two.
  /// - Source: POSIX.1-2024 XCU `times`.
  static let times = Builtin("times", usage: "", isSpecial: true) {
    (shell, _) throws(ShellError) -> Flow in
    let times = SystemClock.processorTimes
    func text(_ nanoseconds: UInt64) -> ByteString {
      let milliseconds = nanoseconds / 1_000_000
      let fraction = ByteString(Int(milliseconds % 1000) + 1000).dropFirst()
      return "\(milliseconds / 60_000)m\(milliseconds / 1000 % 60).\(fraction)s"
    }
    shell.status = .success
    return shell.write(
      "\(text(times.user)) \(text(times.system))\n\(text(times.childUser)) \(text(times.childSystem))\n"
    )
  }
}
