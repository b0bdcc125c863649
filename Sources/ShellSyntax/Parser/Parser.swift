import ShellBytes

/// Reads a source text, one complete command at a time.
///
/// A shell runs each complete command before it reads the next one, because a command may define
/// an alias or end the program before a syntax error that comes later (XCU 2.3).
public struct Parser {
  /// The text of an alias, or nil; asked for each word that could be one (XCU 2.3.1).
  public typealias Aliases = (ByteString) -> ByteString?

  /// Where the tokens come from.
  let lexer: Lexer
  private let stackLimit: UInt?

  /// A parser at the start of a text.
  ///
  /// `stackLimit` is the lowest address that the native stack may reach; without one, each call
  /// takes at most two megabytes of it. What is nested deeper is a syntax error. With `defers`,
  /// bodies that may never run are made trees only when their commands are asked for.
  public init(
    _ source: ByteString, dialect: Dialect = .bash, firstLine: Int = 1, stackLimit: UInt? = nil,
    aliases: Aliases? = nil, defers: Bool = false
  ) {
    self.stackLimit = stackLimit
    lexer = Lexer(
      source, dialect: dialect, firstLine: firstLine, aliases: aliases,
      stack: StackLimit(stackLimit))
    lexer.defers = defers
  }

  /// A parser of what a lexer is at.
  init(lexer: Lexer) {
    self.lexer = lexer
    stackLimit = lexer.stack.address
  }

  /// The next complete command; nil at the end of the text.
  ///
  /// - Throws: a syntax error, after which the rest of the text has no meaning.
  public mutating func nextCompleteCommand() throws(SyntaxError) -> List? {
    lexer.stack = StackLimit(stackLimit)
    try skipNewlines(.command)
    if lexer.token.kind == .end { return nil }
    return try parseCompleteCommand()
  }

  /// Passes the rest of the line on which a syntax error was found, with all that was open.
  public mutating func skipLine() { lexer.skipLine() }
  /// The line of what is read next.
  public var line: Int { lexer.position(lexer.at).line }

  /// Whether nothing is left to be read.
  public var isAtEnd: Bool { lexer.at >= lexer.end }

  /// Whether bash's POSIX mode is on, from the next token on.
  public var isPosixMode: Bool {
    get { lexer.isPosixMode }
    nonmutating set { lexer.isPosixMode = newValue }
  }

  /// Whether `set -k` is on, from the next token on.
  public var takesKeywords: Bool {
    get { lexer.takesKeywords }
    nonmutating set { lexer.takesKeywords = newValue }
  }

  /// Whether something was remarked on since `takeWarnings` was called.
  public var hasWarnings: Bool { !lexer.warnings.isEmpty }

  /// What was remarked on since the last call.
  public func takeWarnings() -> [SyntaxWarning] {
    defer { lexer.warnings = [] }
    return lexer.warnings
  }

  /// Whether the text that was read so far ended inside of a here-document, which is no error: its
  /// lines end there (XCU 2.7.4 leaves it open).
  public var endsInHereDocument: Bool { lexer.endsInHereDocument }

  /// A whole text.
  public static func parse(
    _ source: ByteString, dialect: Dialect = .bash, firstLine: Int = 1
  ) throws(SyntaxError) -> Program {
    let lexer = Lexer(
      source, dialect: dialect, firstLine: firstLine, aliases: nil,
      stack: StackLimit(nil))
    return try Parser(lexer: lexer).parseProgram()
  }

  /// An arithmetic expression whose expansions were already done.
  ///
  /// - Throws: an error whose message is the one bash gives for it.
  public static func parseArithmetic(
    _ text: ByteString, stackLimit: UInt? = nil
  ) throws(SyntaxError) -> ArithmeticExpression {
    try ArithmeticParser.parse(text, stack: StackLimit(stackLimit))
  }

  /// Where the operands begin that follow one of these operators.
  public static func arithmeticOperands(
    behind operators: ByteString, in text: ByteString
  ) -> [Int] {
    var places: [Int] = []
    var isBehind = false
    for (offset, byte) in text.enumerated() {
      if operators.contains(byte) {
        isBehind = true
      } else if isBehind && byte != "=" && !byte.isASCIISpace {
        places.append(offset)
        isBehind = false
      }
    }
    return places
  }

  /// A text expanded as inside double quotes: a prompt, PS4, the value of ENV.
  public static func parseQuotedText(_ text: ByteString) throws(SyntaxError) -> Word {
    let lexer = Lexer(
      text, dialect: .bash, firstLine: 1, aliases: nil, stack: StackLimit(nil))
    let start = lexer.position(0)
    let parts = try lexer.readQuoted(.text)
    return Word(parts: parts, range: lexer.range(start, lexer.end))
  }

  /// The subscript and the name of `name[subscript]`, as `unset`, `read` and `printf -v` take it.
  public static func parseReference(
    _ text: ByteString
  ) -> (name: ByteString, subscript: Subscript?)? {
    let lexer = Lexer(
      text, dialect: .bash, firstLine: 1, aliases: nil, stack: StackLimit(nil))
    guard lexer.bytes[0].isNameStart else { return nil }
    let name = lexer.readName()
    if lexer.at == lexer.end { return (name, nil) }
    guard lexer.bytes[lexer.at] == "[", let place = try? lexer.readSubscript(),
      lexer.at == lexer.end
    else { return nil }
    return (name, place)
  }

  /// The text of an alias, asked for from the next command on; nil where none is substituted.
  public var aliases: Aliases? {
    get { lexer.aliases }
    nonmutating set { lexer.aliases = newValue }
  }

  // MARK: Programs

  /// All complete commands up to the end of the text.
  func parseProgram() throws(SyntaxError) -> Program {
    try parseProgram(isEnd: { $0 == .end })
  }

  /// All complete commands up to the parenthesis that closes a substitution, which is consumed.
  func parseSubstitution(openedAt opened: Position) throws(SyntaxError) -> Program {
    let program: Program
    lexer.substitutionDepth &+= 1
    defer { lexer.substitutionDepth &-= 1 }
    do throws(SyntaxError) {
      program = try parseProgram(isEnd: {
        $0 == .end || $0 == .operator(.rightParenthesis)
      })
    } catch {
      // The substitution is not closed either, and that is what is reported.
      guard case .end(let line) = error.wording else { throw error }
      throw error.worded(.closing(")", line: line))
    }
    if lexer.token.kind == .end {
      throw lexer.unfinished(
        "')'", openedAt: opened, wording: .closing(")", line: lexer.endLine))
    }
    lexer.advance()
    return program
  }

  private func parseProgram(isEnd: (Token.Kind) -> Bool) throws(SyntaxError) -> Program {
    var commands: [List] = []
    let start = lexer.position(lexer.at)
    while true {
      try skipNewlines(.command)
      if isEnd(lexer.token.kind) { break }
      commands.append(try parseCompleteCommand(isEnd: isEnd))
    }
    return Program(commands: commands, range: lexer.range(start, lexer.token.end))
  }

  // MARK: Tokens

  /// Passes newlines, with the here-documents behind them.
  func skipNewlines(_ context: TokenContext) throws(SyntaxError) {
    while try lexer.peek(context) == .newline { lexer.advance() }
  }

  /// Consumes an operator if it is the next token.
  func accept(_ sought: Operator) throws(SyntaxError) -> Bool {
    guard try lexer.peek(.argument) == .operator(sought) else { return false }
    lexer.advance()
    return true
  }

  /// The reserved word that is next where a command may begin, or nil.
  func peekReserved() throws(SyntaxError) -> ReservedWord? {
    guard try lexer.peek(.command) == .word else { return nil }
    return lexer.token.reserved
  }

  /// Consumes a reserved word that must come next.
  func expect(
    _ sought: ReservedWord, _ name: StaticString, openedAt opened: Position
  ) throws(SyntaxError) {
    guard try peekReserved() == sought else {
      let text = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
      throw unexpected("'\(ByteString(text))'", openedAt: opened)
    }
    lexer.advance()
  }

  /// The error for the token that is next.
  func unexpected(_ expected: ByteString, openedAt opened: Position? = nil) -> SyntaxError {
    let token = lexer.token
    let start = lexer.tokenStart
    switch token.kind {
    case .end:
      let wording = SyntaxError.Wording.end(line: lexer.endLine)
      if let opened { return lexer.unfinished(expected, openedAt: opened, wording: wording) }
      return lexer.error(
        "unexpected end of file, expected \(expected)", found: "end of file", at: start,
        isIncomplete: true, wording: wording)
    case .newline:
      return lexer.error(
        "unexpected newline, expected \(expected)", found: "newline", at: start,
        openedAt: opened)
    default:
      let text = lexer.text(start.offset &+ lexer.source.start, token.end)
      return lexer.error(
        "unexpected '\(text)', expected \(expected)", found: text, at: start, openedAt: opened)
    }
  }
}
