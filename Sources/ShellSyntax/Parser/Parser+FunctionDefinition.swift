import ShellBytes

/// - Grammar: `function_definition` in Grammar/shell.ebnf.
extension Parser {
  /// `()` and the body behind the name, which was read; it is a literal or has quotes.
  func parseFunctionDefinition(
    _ literal: ByteString?, _ start: Position
  ) throws(SyntaxError) -> FunctionDefinition {
    let name = lexer.text(start.offset &+ lexer.source.start, lexer.lastEnd)
    let opened = lexer.tokenStart
    if let literal, ReservedWord(literal, isBash: lexer.isBash) != nil {
      throw unexpected("';', '&' or a newline")
    }
    let mark = lexer.mark()
    lexer.advance()
    guard try lexer.peek(.argument) == .operator(.rightParenthesis) else {
      // The parenthesis is the error, unless the text ends.
      if lexer.token.kind != .end { lexer.reset(to: mark) }
      throw unexpected(lexer.token.kind == .end ? "')'" : "';', '&' or a newline")
    }
    if !lexer.isBash && !name.isName {
      throw lexer.error(
        "'\(name)' is no name of a function, expected letters, digits and '_'", found: "(",
        at: opened)
    }
    lexer.advance()
    return try parseFunctionBody(literal ?? name, start)
  }

  /// `function name`, with or without `()`, and the body.
  func parseFunctionKeyword() throws(SyntaxError) -> FunctionDefinition {
    let start = lexer.tokenStart
    lexer.advance()
    guard try lexer.peek(.argument) == .word else {
      throw unexpected("the name of a function")
    }
    let literal = lexer.literal
    let place = lexer.tokenStart
    lexer.advance()
    let name = lexer.text(place.offset &+ lexer.source.start, lexer.lastEnd)
    if try lexer.peek(.command) == .operator(.leftParenthesis) {
      // `(` may also begin the body.
      let mark = lexer.mark()
      lexer.advance()
      if try lexer.peek(.argument) == .operator(.rightParenthesis) {
        lexer.advance()
      } else {
        lexer.reset(to: mark)
      }
    }
    return try parseFunctionBody(literal ?? name, start)
  }

  private func parseFunctionBody(
    _ name: ByteString, _ start: Position
  ) throws(SyntaxError) -> FunctionDefinition {
    try skipNewlines(.command)
    guard let body = try parseCompoundCommand(isFunction: true) else {
      throw unexpected("a compound command as the body of '\(name)'", openedAt: start)
    }
    return FunctionDefinition(
      name: name, body: body, range: lexer.range(start, lexer.lastEnd))
  }
}
