import ShellBytes

/// Turns tokens into terms.
///
/// Each production of Grammar/jq.ebnf has a function. After an error the parser goes on behind the
/// next place that jq goes on from, so that it tells the same messages.
struct Parser {
  let text: ByteString
  let file: ByteString
  var tokens: [Token]
  var at = 0
  var messages: [ByteString] = []
  /// Until this token no further unexpected token is told.
  var quietUntil = 0
  var depth = 0

  /// Brackets and other constructs may be nested so deeply.
  static let depthLimit = 3000

  /// Thrown through the productions; the message is recorded already.
  enum Unwinding: Error {
    /// Constructs on the way may go on.
    case syntax
    /// Nothing goes on.
    case abort
  }

  init(_ text: ByteString, file: ByteString) {
    self.text = text
    self.file = file
    let (tokens, problems) = Lexer.tokens(text)
    self.tokens = tokens
    for problem in problems {
      messages.append(
        CompileError.locate(problem.message, problem.start, problem.end, in: text, file: file))
    }
  }

  /// Parses a program.
  static func program(
    _ text: ByteString, file: ByteString = "<top-level>"
  ) throws(CompileError) -> Source {
    var parser = Parser(text, file: file)
    var source = Source()
    do throws(Unwinding) {
      source = try parser.parseProgram()
    } catch {
      _ = error
    }
    if !parser.messages.isEmpty { throw CompileError(messages: parser.messages) }
    return source
  }

  // MARK: Tokens

  var token: Token { tokens[at] }

  mutating func advance() {
    if at < tokens.count - 1 { at += 1 }
  }

  func isSymbol(_ text: ByteString) -> Bool {
    token.kind == .symbol && token.text == text
  }

  func isKeyword(_ text: ByteString) -> Bool {
    token.kind == .keyword && token.text == text
  }

  mutating func take(symbol: ByteString) -> Bool {
    guard isSymbol(symbol) else { return false }
    advance()
    return true
  }

  mutating func take(keyword: ByteString) -> Bool {
    guard isKeyword(keyword) else { return false }
    advance()
    return true
  }

  mutating func report(_ message: ByteString, _ start: Int, _ end: Int) {
    messages.append(CompileError.locate(message, start, end, in: text, file: file))
  }

  mutating func unexpected(_ expected: ByteString = "") -> Unwinding {
    if at >= quietUntil {
      var message: ByteString = "syntax error, unexpected \(token.displayName)"
      if !expected.isEmpty { message += ", expecting \(expected)" }
      report(message, token.start, token.end)
    }
    quietUntil = at + 3
    return .syntax
  }

  mutating func expect(
    symbol: ByteString, expecting: ByteString
  ) throws(Unwinding) {
    if !take(symbol: symbol) { throw unexpected(expecting) }
  }

  /// Skips to a closing bracket after an error inside of brackets, and over it.
  mutating func recover(_ closing: ByteString, _ error: Unwinding) throws(Unwinding) {
    if error == .abort { throw error }
    while !isSymbol(closing) {
      if token.kind == .end { throw .abort }
      advance()
    }
    advance()
  }

  var previousEnd: Int { at > 0 ? tokens[at - 1].end : 0 }

  mutating func nested<Result>(
    _ body: (inout Parser) throws(Unwinding) -> Result
  ) throws(Unwinding) -> Result {
    depth += 1
    defer { depth -= 1 }
    if depth > Parser.depthLimit {
      report("memory exhausted", token.start, token.end)
      throw .abort
    }
    if depth % 20 != 19 { return try body(&self) }
    var parser = self
    var result: Result?
    var failure: Unwinding?
    _ = try? DeepStack.descend(49) { () throws(JQError) in
      do throws(Unwinding) {
        result = try body(&parser)
      } catch {
        failure = error
      }
    }
    self = parser
    if let failure { throw failure }
    guard let result else { throw .abort }
    return result
  }
}
