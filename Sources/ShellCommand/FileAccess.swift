import ShellBytes
import ShellSystem

extension Errno {
  /// Whether a command has to stop at once: nobody reads any more, or it was told to.
  public var endsCommand: Bool {
    self == .brokenPipe || self == .cancelled || self == .interrupted
  }
}

extension CommandContext {
  /// An operand as an absolute path.
  /// - Throws: `Errno.noEntry` for the empty operand, which is no path.
  public func filePath(_ operand: ByteString) throws(Errno) -> ByteString {
    if operand.isEmpty { throw .noEntry }
    return path(operand)
  }

  /// What stat(2) or lstat(2) says of an operand.
  public func status(_ operand: ByteString, followLinks: Bool = true) throws(Errno) -> FileStatus {
    try files.status(try filePath(operand), followLinks: followLinks)
  }

  /// Runs `body`; when it fails, reports `failure: reason`.
  /// - Returns: whether it succeeded.
  /// - Throws: what ends the command.
  public func attempt(
    _ failure: @autoclosure () -> ByteString, _ body: () throws -> Void
  ) throws -> Bool {
    do {
      try body()
      return true
    } catch let error as Errno {
      if error.endsCommand { throw error }
      report("\(failure()): \(error.message)")
      return false
    }
  }

  /// Asks on standard error and reads a line of standard input.
  /// - Returns: whether it begins with `y` or `Y`.
  public func confirms(_ question: ByteString) throws -> Bool {
    try output.flush()
    try error.write("\(name): \(question)? ")
    let answer = try input.readLine()
    return answer?.first.map { $0 | 32 } == UInt8(ascii: "y")
  }
}

extension UtilityError {
  /// Wrong operands: the message, and where GNU's commands send the user.
  public static func operands(
    _ message: ByteString, _ context: CommandContext, status: ExitStatus = .failure
  ) -> UtilityError {
    UtilityError(
      message, status: status, hint: "Try '\(context.name) --help' for more information.")
  }
}
