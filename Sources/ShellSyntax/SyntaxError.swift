import ShellBytes

/// Why a text is no program.
public struct SyntaxError: Error, Sendable, Hashable {
  /// What was wrong, and what was expected: `unexpected ‘fi’, expected a command`.
  public var message: ByteString
  /// The text that was met, as it is named in messages of a classical shell: `fi`, `newline`,
  /// `end of file`.
  public var found: ByteString
  public var line: Int
  public var column: Int
  /// The source line, without its newline.
  public var sourceLine: ByteString
  /// Whether more text could complete the construct: an interactive shell reads on.
  public var isIncomplete: Bool
  /// Where the construct that is not complete began.
  public var openedAt: SourceRange?

  public init(
    message: ByteString, found: ByteString, line: Int, column: Int, sourceLine: ByteString,
    isIncomplete: Bool, openedAt: SourceRange? = nil
  ) {
    self.message = message
    self.found = found
    self.line = line
    self.column = column
    self.sourceLine = sourceLine
    self.isIncomplete = isIncomplete
    self.openedAt = openedAt
  }
}
