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

extension SyntaxError {
  /// `file:line:column: message`, the source line, and a line with a caret below the place.
  ///
  /// Each line ends in a newline. Tabs stand in the caret's line, too, so that it is below the
  /// place however wide they are; a character of several bytes counts as one column.
  public func rendered(file: ByteString) -> ByteString {
    var text: ByteString = "\(file):\(line):\(column): \(message)\n\(sourceLine)\n"
    for byte in sourceLine.prefix(column - 1) {
      // The bytes behind the first one of a UTF-8 character take no column.
      if byte & 0xC0 != 0x80 { text.append(byte == 9 ? 9 : 32) }
    }
    text.append("^\n")
    return text
  }
}
