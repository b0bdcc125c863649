/// The exit status of a command, 0 to 255 (XCU 2.8.2).
@frozen
public struct ExitStatus: Hashable, Sendable, ExpressibleByIntegerLiteral {
  public var code: UInt8
  @inlinable public init(_ code: UInt8) { self.code = code }
  @inlinable public init(integerLiteral value: UInt8) { code = value }
  /// The low 8 bits, as wait(2) would hand them on.
  @inlinable public init(truncating value: Int) { code = UInt8(truncatingIfNeeded: value) }
  /// 128 + the number of the signal that ended a process.
  @inlinable public init(signal number: Int32) {
    code = UInt8(truncatingIfNeeded: 128 &+ number)
  }

  @inlinable public static var success: ExitStatus { 0 }
  @inlinable public static var failure: ExitStatus { 1 }
  /// Wrong usage of a builtin or a utility.
  @inlinable public static var usage: ExitStatus { 2 }
  /// A command was found and could not be executed.
  @inlinable public static var notExecutable: ExitStatus { 126 }
  /// A command was not found.
  @inlinable public static var notFound: ExitStatus { 127 }
  /// What SIGPIPE's default action leaves behind.
  @inlinable public static var brokenPipe: ExitStatus { 141 }

  @inlinable public var isSuccess: Bool { code == 0 }
  /// What `!` makes of it.
  @inlinable public var negated: ExitStatus { code == 0 ? 1 : 0 }
}
