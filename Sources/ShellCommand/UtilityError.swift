import ShellBytes
import ShellSystem

/// Why a utility ends: printed as `name: message`, then its status.
public struct UtilityError: Error, Sendable {
  /// Without the utility's name and without a newline; empty prints nothing.
  public var message: ByteString
  public var status: ExitStatus
  /// Lines to print behind it, for example where to find help.
  public var hint: ByteString

  public init(_ message: ByteString, status: ExitStatus = .failure, hint: ByteString = "") {
    self.message = message
    self.status = status
    self.hint = hint
  }

  /// `name: No such file or directory`.
  public init(_ name: ByteString, _ error: Errno, status: ExitStatus = .failure) {
    self.init("\(name): \(error.message)", status: status)
  }

  /// An option that the utility does not have, or its wrong use: the dispatcher may run a program
  /// of that name instead (docs/architecture.md, decision 7).
  public struct Usage: Error, Sendable {
    public var message: ByteString
    public init(_ message: ByteString) { self.message = message }
  }

  /// Ends the utility with a status and no message.
  public static func exit(_ status: ExitStatus) -> UtilityError {
    UtilityError("", status: status)
  }
}
