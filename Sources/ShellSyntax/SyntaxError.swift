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
  /// How bash words the error.
  var wording: Wording

  /// The forms of bash's messages (bash 5.2, `report_syntax_error`).
  enum Wording: Sendable, Hashable {
    /// A token that cannot stand where it is; the line that holds it follows.
    case token
    /// The same in the list of `name=(…)`, which bash reads on its own.
    case tokenInList
    /// A text that ends inside of a command.
    case end(line: Int)
    /// A text that ends before what closes a quoting or an expansion.
    case closing(ByteString, line: Int)
    /// A message of its own.
    case stated(ByteString)
    /// A message of its own, and a second line about this text.
    case statedAbout(ByteString, ByteString)
  }

  static let tooDeep: ByteString = "constructs are nested too deeply, expected fewer levels"
  /// Whether the text may be a program, and asks for more of the stack than there is.
  public var isTooDeep: Bool { message == SyntaxError.tooDeep }

  init(
    message: ByteString, found: ByteString, line: Int, column: Int, sourceLine: ByteString,
    isIncomplete: Bool, openedAt: SourceRange? = nil, wording: Wording = .token
  ) {
    self.message = message
    self.found = found
    self.line = line
    self.column = column
    self.sourceLine = sourceLine
    self.isIncomplete = isIncomplete
    self.openedAt = openedAt
    self.wording = wording
  }
}

extension SyntaxError {
  /// The error as bash reports it: the line it names, and its messages.
  public var bashReport: (line: Int, messages: [ByteString]) {
    switch wording {
    case .token, .tokenInList:
      return (line, ["syntax error near unexpected token `\(found)'", "`\(sourceLine)'"])
    case .end(let line):
      return (line, ["syntax error: unexpected end of file"])
    case .closing(let closing, let line):
      return (line, ["unexpected EOF while looking for matching `\(closing)'"])
    case .stated(let message):
      return (line, [message])
    case .statedAbout(let message, let text):
      return (line, ["syntax error: \(message)", "syntax error: `\(text)'"])
    }
  }

  /// Whether the text goes on behind the line of the error.
  public var endsLineOnly: Bool { wording == .tokenInList }

  /// This error, worded in another way.
  func worded(_ wording: Wording) -> SyntaxError {
    var error = self
    error.wording = wording
    return error
  }
}

extension SyntaxError {
  /// `file:line:column: message`, the source line, and a line with a caret below the place.
  ///
  /// Each line ends in a newline. Tabs stand in the caret's line, too, so that it is below the
  /// place however wide they are; a character of several bytes counts as one column.
  public func rendered(file: ByteString) -> ByteString {
    "\(file):\(line):\(column): \(message)\n" + excerpt
  }

  /// The source line, and a line with a caret below the place.
  public var excerpt: ByteString {
    var text = sourceLine + "\n"
    for byte in sourceLine.prefix(column - 1) {
      // The bytes behind the first one of a UTF-8 character take no column.
      if byte & 0xC0 != 0x80 { text.append(byte == 9 ? 9 : 32) }
    }
    text.append("^\n")
    return text
  }
}

/// What a text has that is taken, but most likely not meant.
public struct SyntaxWarning: Sendable {
  public var line: Int
  public var message: ByteString
}
