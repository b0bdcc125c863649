import ShellBytes

/// - Grammar: `complete_command`, `list` and `compound_list` in Grammar/shell.ebnf.
extension Parser {
  /// The commands up to the newline that ends them, or up to the end of the text.
  func parseCompleteCommand(
    isEnd: (Token.Kind) -> Bool = { $0 == .end }
  ) throws(SyntaxError) -> List {
    let start = lexer.token.start
    if lexer.builds { lexer.unfilledHereDocuments = 0 }
    var items: [List.Item] = []
    var count = 0
    while true {
      let isSeparated = try parseItem(into: &items, &count)
      let kind = try lexer.peek(.command)
      if kind == .newline || isEnd(kind) { break }
      if !isSeparated { throw unexpected("';', '&' or a newline") }
    }
    let end = lexer.lastEnd
    // The newline is consumed: only behind it the here-documents are known.
    if lexer.token.kind == .newline {
      lexer.advance()
    } else {
      lexer.endHereDocuments()
    }
    var list = List(items: items, range: lexer.range(start, end))
    if lexer.unfilledHereDocuments > 0 && lexer.builds {
      var filling = HereDocumentFilling(
        bodies: lexer.hereDocumentBodies, remaining: lexer.unfilledHereDocuments)
      filling.fill(&list)
      lexer.unfilledHereDocuments = 0
    }
    // A command around this one may still await bodies that were read.
    if lexer.depth == lexer.outerDepth { lexer.hereDocumentBodies = [:] }
    return list
  }

  /// One list of pipelines, and the `;` or `&` behind it.
  ///
  /// - Returns: whether one of them was there; `count` is how many lists there are.
  private func parseItem(
    into items: inout [List.Item], _ count: inout Int
  ) throws(SyntaxError) -> Bool {
    let start = lexer.token.start
    let andOr = try parseAndOr()
    count &+= 1
    let kind = try lexer.peek(.argument)
    let isAsynchronous = kind == .operator(.and)
    let isSeparated = isAsynchronous || kind == .operator(.semicolon)
    if isSeparated { lexer.advance() }
    if let andOr {
      items.append(
        List.Item(
          andOr: andOr, isAsynchronous: isAsynchronous, range: lexer.range(start, lexer.lastEnd)))
    }
    return isSeparated
  }

  /// The commands of a compound command, up to a token that cannot begin one.
  ///
  /// - Throws: where there is no command at all.
  func parseCompoundList(openedAt opened: Position) throws(SyntaxError) -> List {
    try skipNewlines(.command)
    let start = lexer.token.start
    var items: [List.Item] = []
    var count = 0
    while try beginsCommand() {
      let isSeparated = try parseItem(into: &items, &count)
      let isNewline = try lexer.peek(.command) == .newline
      if isNewline { try skipNewlines(.command) }
      if !isSeparated && !isNewline { break }
    }
    if count == 0 { throw unexpected("a command", openedAt: opened) }
    return List(items: items, range: lexer.range(start, lexer.lastEnd))
  }

  /// Whether the next token may begin a command, as what closes a construct cannot.
  private func beginsCommand() throws(SyntaxError) -> Bool {
    switch try lexer.peek(.command) {
    case .end: return false
    case .operator(let found):
      switch found {
      case .rightParenthesis, .doubleSemicolon, .semicolonAnd, .doubleSemicolonAnd: return false
      default: return true
      }
    case .word:
      switch lexer.token.reserved {
      case .then, .else, .elif, .fi, .do, .done, .esac, .rightBrace: return false
      default: return true
      }
    default: return true
    }
  }
}
