import ShellBytes
import ShellCommand

/// What a command leaves behind for those around it.
enum Flow: UInt8 {
  /// The next command runs.
  case normal
  /// `break` and `continue`: `Interpreter.loopsToLeave` says how many loops it concerns.
  case `break`
  case `continue`
  /// `return`: the function or dot script ends.
  case `return`
  /// `exit`, `set -e`, an error that ends the shell: the shell environment ends.
  case exit
  /// An error that ends the complete command being read, not the script (bash outside of its
  /// POSIX mode).
  case discard
}

/// An error of the shell itself: a bad expansion, a readonly variable, a failed redirection.
///
/// A class, so that throwing it costs a word.
final class ShellError: Error, @unchecked Sendable {
  /// How far the error reaches (XCU 2.8.1).
  enum Reach {
    /// The command fails, the shell goes on.
    case command
    /// The complete command being read ends; in POSIX mode a shell that is not interactive exits.
    case discard
    /// A shell that is not interactive exits.
    case shell
    /// Not an error: the work was cancelled, or SIGPIPE's effect ends the environment.
    case environment
  }
  let message: ByteString
  let status: ExitStatus
  let reach: Reach
  /// Whether the message stands alone: it is not about the command that met it.
  let isComplete: Bool

  init(
    _ message: ByteString, status: ExitStatus = .failure, reach: Reach = .command,
    isComplete: Bool = false
  ) {
    self.message = message
    self.status = status
    self.reach = reach
    self.isComplete = isComplete
  }

  /// The same error, which ends the command only.
  ///
  /// What a bad arithmetic expression does in `((`, `[[` and `for ((`; an unset parameter under
  /// `set -u` ends the shell there, too.
  var limitedToCommand: ShellError {
    if reach != .discard { return self }
    return ShellError(message, status: status, reach: .command, isComplete: isComplete)
  }
}
