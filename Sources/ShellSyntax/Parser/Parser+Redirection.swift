import ShellBytes

/// - Grammar: `io_redirect` in Grammar/shell.ebnf.
extension Parser {
  /// A redirection, which comes next.
  func parseRedirection() throws(SyntaxError) -> Redirection {
    let start = lexer.token.start
    var descriptor: Redirection.Descriptor?
    switch lexer.token.kind {
    case .ioNumber(let number):
      descriptor = .number(number)
      lexer.advance()
    case .ioVariable:
      descriptor = .variable(lexer.literal ?? "")
      lexer.advance()
    default: break
    }
    guard case .operator(let found) = try lexer.peek(.argument),
      let operation = found.redirection
    else { throw unexpected("a redirection operator") }
    lexer.advance()
    let target: Redirection.Target
    if operation == .hereDocument {
      target = .hereDocument(
        try lexer.readHereDocumentDelimiter(stripsTabs: found == .doubleLessDash))
    } else {
      guard try lexer.peek(.argument) == .word else {
        throw unexpected("a word behind '\(found.text)'")
      }
      target = .word(lexer.word)
      lexer.advance()
    }
    return Redirection(
      descriptor: descriptor, operator: operation, target: target,
      range: lexer.range(start, lexer.lastEnd))
  }

  /// The redirections behind a compound command.
  func parseRedirections() throws(SyntaxError) -> [Redirection] {
    var redirections: [Redirection] = []
    parsing: while true {
      switch try lexer.peek(.argument) {
      case .ioNumber, .ioVariable: break
      case .operator(let found):
        guard found.redirection != nil else { break parsing }
      default: break parsing
      }
      let redirection = try parseRedirection()
      if lexer.builds { redirections.append(redirection) }
    }
    fillHereDocuments(&redirections)
    return redirections
  }

  /// Puts the bodies into here-documents whose lines were met since.
  func fillHereDocuments(_ redirections: inout [Redirection]) {
    guard lexer.unfilledHereDocuments > 0, !redirections.isEmpty else { return }
    var filling = HereDocumentFilling(
      bodies: lexer.hereDocumentBodies, remaining: lexer.unfilledHereDocuments)
    filling.fill(&redirections)
    lexer.unfilledHereDocuments = filling.remaining
  }
}
