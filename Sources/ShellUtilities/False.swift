import ShellBytes
import ShellCommand

extension Utility {
  /// `false` fails.
  ///
  /// - Status: 1.
  /// - Source: POSIX.1-2024 XCU `false`.
  public static let `false` = Utility("false", usage: "") { _ in .failure }
}
