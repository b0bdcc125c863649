import ShellBytes
import ShellCommand

extension Utility {
  /// `true` does nothing.
  ///
  /// - Status: 0.
  /// - Source: POSIX.1-2024 XCU `true`.
  public static let `true` = Utility("true", usage: "") { _ in .success }
}
