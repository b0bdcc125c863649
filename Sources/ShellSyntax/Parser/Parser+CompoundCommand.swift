import ShellBytes

/// - Grammar: `command` and `compound_command` in Grammar/shell.ebnf.
extension Parser {
  /// A simple or compound command, or a function definition; nil where it is only checked.
  func parseCommand() throws(SyntaxError) -> Command? {
    if let compound = try parseCompoundCommand() {
      return lexer.builds ? .compound(compound) : nil
    }
    if lexer.token.kind == .word, let reserved = lexer.token.reserved {
      switch reserved {
      case .function:
        try lexer.enter()
        let definition = try parseFunctionKeyword()
        lexer.leave()
        return lexer.builds ? .functionDefinition(definition) : nil
      case .coproc:
        try lexer.enter()
        let coprocess = try parseCoprocess()
        lexer.leave()
        return lexer.builds ? coprocess.map { .coprocess($0) } : nil
      case .time: break
      default: throw unexpected("a command")
      }
    }
    return try parseSimpleCommand()
  }

  /// A compound command and its redirections; nil where none begins.
  func parseCompoundCommand(
    isFunction: Bool = false
  ) throws(SyntaxError) -> CompoundCommand? {
    let kind = try lexer.peek(.command)
    let body: CompoundCommand.Body
    let start: Position
    if kind == .operator(.leftParenthesis) {
      start = lexer.tokenStart
      try lexer.enter()
      body = try parseParentheses(start)
    } else if kind == .word, let reserved = lexer.token.reserved, reserved.beginsCompoundCommand {
      start = lexer.tokenStart
      try lexer.enter()
      lexer.advance()
      switch reserved {
      case .leftBrace:
        let list =
          try isFunction
          ? parseBody(openedAt: start) : parseCompoundList(openedAt: start)
        try expect(.rightBrace, "}", openedAt: start)
        body = .braceGroup(list)
      case .if: body = .if(try parseIf(start))
      case .while: body = .while(try parseWhile(start, isUntil: false))
      case .until: body = .while(try parseWhile(start, isUntil: true))
      case .for: body = try parseFor(start)
      case .select: body = .select(try parseForLoop(start))
      case .case: body = .case(try parseCase(start))
      default: body = .conditional(try parseConditional(start))
      }
    } else {
      return nil
    }
    lexer.leave()
    let redirections = try parseRedirections()
    return CompoundCommand(
      body: body, redirections: redirections, range: lexer.range(start, lexer.lastEnd))
  }

  /// `(list)`, or in bash `((expression))`.
  private func parseParentheses(_ start: Position) throws(SyntaxError) -> CompoundCommand.Body {
    var failure: SyntaxError?
    if lexer.isBash, lexer.bytes[lexer.next(lexer.token.end &- 1)] == "(" {
      let mark = lexer.mark()
      let offset = lexer.token.end &- 1
      lexer.hasToken = false
      lexer.at = offset
      if let expansion = try lexer.readDoubleParentheses(openedAt: offset, &failure) {
        lexer.lastEnd = lexer.at
        return .arithmetic(expansion)
      }
      lexer.reset(to: mark)
    }
    lexer.advance()
    do throws(SyntaxError) {
      let list = try parseCompoundList(openedAt: start)
      guard try accept(.rightParenthesis) else { throw unexpected("')'", openedAt: start) }
      return .subshell(list)
    } catch {
      throw failure ?? error
    }
  }

  private func parseIf(_ start: Position) throws(SyntaxError) -> IfConditional {
    var branches: [IfConditional.Branch] = []
    while true {
      let condition = try parseCompoundList(openedAt: start)
      try expect(.then, "then", openedAt: start)
      let body = try parseBody(openedAt: start)
      if lexer.builds {
        branches.append(IfConditional.Branch(condition: condition, body: body))
      }
      switch try peekReserved() {
      case .elif: lexer.advance()
      case .else:
        lexer.advance()
        let otherwise = try parseBody(openedAt: start)
        try expect(.fi, "fi", openedAt: start)
        return IfConditional(branches: branches, otherwise: otherwise)
      case .fi:
        lexer.advance()
        return IfConditional(branches: branches, otherwise: nil)
      default: throw unexpected("'elif', 'else' or 'fi'", openedAt: start)
      }
    }
  }

  private func parseWhile(
    _ start: Position, isUntil: Bool
  ) throws(SyntaxError) -> WhileLoop {
    let condition = try parseCompoundList(openedAt: start)
    let body = try parseDoGroup(start)
    return WhileLoop(condition: condition, body: body, isUntil: isUntil)
  }

  /// `do list done`.
  private func parseDoGroup(_ start: Position) throws(SyntaxError) -> List {
    try expect(.do, "do", openedAt: start)
    let body = try parseRepeated(openedAt: start)
    try expect(.done, "done", openedAt: start)
    return body
  }

  /// The commands of a loop, of which none is deferred: most of them run, and often.
  private func parseRepeated(openedAt start: Position) throws(SyntaxError) -> List {
    let outer = lexer.defers
    lexer.defers = false
    defer { lexer.defers = outer }
    return try parseCompoundList(openedAt: start)
  }

  /// `do list done`, or in bash `{ list }`, which a `for` loop takes, too.
  private func parseLoopBody(_ start: Position) throws(SyntaxError) -> List {
    guard lexer.isBash, try peekReserved() == .leftBrace else { return try parseDoGroup(start) }
    lexer.advance()
    let body = try parseRepeated(openedAt: start)
    try expect(.rightBrace, "}", openedAt: start)
    return body
  }

  private func parseFor(_ start: Position) throws(SyntaxError) -> CompoundCommand.Body {
    if lexer.isBash, try lexer.peek(.argument) == .operator(.leftParenthesis),
      lexer.bytes[lexer.token.end] == "("
    {
      return .arithmeticFor(try parseArithmeticFor(start))
    }
    return .for(try parseForLoop(start))
  }

  /// What stands behind `for` or `select`.
  private func parseForLoop(_ start: Position) throws(SyntaxError) -> ForLoop {
    guard try lexer.peek(.argument) == .word else { throw unexpected("a name", openedAt: start) }
    let place = lexer.tokenStart
    let name =
      lexer.literal
      ?? lexer.text(place.offset &+ lexer.source.start, lexer.token.end)
    if !lexer.isBash && !name.isName { throw unexpected("a name", openedAt: start) }
    lexer.advance()
    var words: [Word]?
    if try lexer.peek(.argument) == .operator(.semicolon) {
      lexer.advance()
      try skipNewlines(.command)
    } else {
      try skipNewlines(.command)
      if lexer.token.kind == .word, lexer.token.reserved == .in {
        lexer.advance()
        words = try parseWordList(start)
      }
    }
    return ForLoop(name: name, words: words, body: try parseLoopBody(start))
  }

  /// The words behind `in`, and the `;` or newlines behind them.
  private func parseWordList(_ start: Position) throws(SyntaxError) -> [Word] {
    var words: [Word] = []
    while try lexer.peek(.argument) == .word {
      if lexer.builds { words.append(lexer.word) }
      lexer.advance()
    }
    if lexer.token.kind == .operator(.semicolon) {
      lexer.advance()
    } else if lexer.token.kind != .newline {
      throw unexpected("a word, ';' or a newline", openedAt: start)
    }
    try skipNewlines(.command)
    return words
  }

  /// `((initial; condition; step))` and the body; the first parenthesis is the next token.
  private func parseArithmeticFor(_ start: Position) throws(SyntaxError) -> ArithmeticForLoop {
    let opened = lexer.tokenStart
    lexer.advance()
    lexer.at = lexer.lastEnd &+ 1
    var parts: [ArithmeticExpansion?] = []
    for index in 0..<3 {
      var expansion = try lexer.readArithmetic(until: .semicolon)
      expansion.text = expansion.text.withoutLeadingBlanks
      parts.append(expansion.text.parts.isEmpty ? nil : expansion)
      let isEnded =
        index < 2
        ? lexer.peekByte() == ";" : lexer.peekByte() == ")" && lexer.isFollowed(by: ")")
      if !isEnded {
        if lexer.at >= lexer.end { throw lexer.unfinished("'))'", openedAt: opened) }
        throw lexer.error(
          "wrong expressions in 'for ((', expected three, divided by ';', and '))'",
          found: lexer.text(lexer.at, lexer.at &+ 1), at: lexer.position(lexer.at),
          wording: .statedAbout(
            index < 2 ? "arithmetic expression required" : "`;' unexpected",
            textUpToClosing(opened)))
      }
      lexer.at = lexer.next(lexer.at)
    }
    lexer.at &+= 1
    lexer.lastEnd = lexer.at
    if try lexer.peek(.argument) == .operator(.semicolon) { lexer.advance() }
    try skipNewlines(.command)
    let body = try parseLoopBody(start)
    return ArithmeticForLoop(
      initial: parts[0], condition: parts[1], step: parts[2], body: body)
  }

  /// The text of an arithmetic `for` from its first parenthesis on to the closing ones.
  private func textUpToClosing(_ opened: Position) -> ByteString {
    let start = opened.offset &+ lexer.source.start
    var offset = lexer.at
    while offset < lexer.end, lexer.bytes[offset] != ")" || lexer.bytes[offset &+ 1] != ")" {
      offset &+= 1
    }
    return lexer.text(start, min(offset &+ 2, lexer.end))
  }

  private func parseCase(_ start: Position) throws(SyntaxError) -> CaseConditional {
    guard try lexer.peek(.argument) == .word else { throw unexpected("a word", openedAt: start) }
    let word = lexer.builds ? lexer.word : Word.empty
    lexer.advance()
    try skipNewlines(.argument)
    guard lexer.token.kind == .word, lexer.token.reserved == .in else {
      throw unexpected("'in'", openedAt: start)
    }
    lexer.advance()
    var items: [CaseConditional.Item] = []
    while true {
      try skipNewlines(.argument)
      if lexer.token.kind == .word, lexer.token.reserved == .esac {
        lexer.advance()
        return CaseConditional(word: word, items: items)
      }
      let patterns = try parsePatterns(start)
      let body = try parseCaseBody(start)
      let terminator = try parseTerminator()
      if lexer.builds {
        items.append(
          CaseConditional.Item(patterns: patterns, body: body, terminator: terminator ?? .break))
      }
      if terminator == nil {
        try expect(.esac, "esac", openedAt: start)
        return CaseConditional(word: word, items: items)
      }
    }
  }

  /// `[(] pattern | pattern )`.
  private func parsePatterns(_ start: Position) throws(SyntaxError) -> [Word] {
    _ = try accept(.leftParenthesis)
    var patterns: [Word] = []
    while true {
      guard try lexer.peek(.argument) == .word else {
        throw unexpected("a pattern or 'esac'", openedAt: start)
      }
      if lexer.builds { patterns.append(lexer.word) }
      lexer.advance()
      if try accept(.pipe) { continue }
      guard try accept(.rightParenthesis) else {
        throw unexpected("'|' or ')'", openedAt: start)
      }
      return patterns
    }
  }

  private func parseCaseBody(_ start: Position) throws(SyntaxError) -> List? {
    try skipNewlines(.command)
    switch lexer.token.kind {
    case .operator(.doubleSemicolon), .operator(.semicolonAnd), .operator(.doubleSemicolonAnd):
      return nil
    case .word where lexer.token.reserved == .esac: return nil
    default: return try parseBody(openedAt: start)
    }
  }

  /// What ends an item; nil before `esac`.
  private func parseTerminator() throws(SyntaxError) -> CaseConditional.Terminator? {
    let terminator: CaseConditional.Terminator
    switch try lexer.peek(.command) {
    case .operator(.doubleSemicolon): terminator = .break
    case .operator(.semicolonAnd): terminator = .fallThrough
    case .operator(.doubleSemicolonAnd): terminator = .continue
    default: return nil
    }
    lexer.advance()
    return terminator
  }

  /// `coproc [NAME] command`: what stands before a compound command is its name.
  private func parseCoprocess() throws(SyntaxError) -> Coprocess? {
    let start = lexer.tokenStart
    lexer.advance()
    var name: ByteString = "COPROC"
    let kind = try lexer.peek(.command)
    let isWord = kind == .word && lexer.token.reserved == nil
    if isWord {
      let literal = lexer.literal
      let mark = lexer.mark()
      lexer.advance()
      let next = try lexer.peek(.command)
      let isParenthesis = next == .operator(.leftParenthesis)
      if isParenthesis && !lexer.bytes[lexer.lastEnd].isASCIIBlank {
        // `coproc f()`: a function definition is no command of a coprocess.
        throw unexpected("';', '&' or a newline")
      }
      let isCompound =
        isParenthesis || next == .word && lexer.token.reserved?.beginsCompoundCommand == true
      if isCompound, let literal {
        name = literal
      } else {
        lexer.reset(to: mark)
      }
    }
    let command: Command?
    if let compound = try parseCompoundCommand() {
      command = .compound(compound)
    } else {
      command = try parseSimpleCommand()
    }
    return command.map {
      Coprocess(name: name, command: $0, range: lexer.range(start, lexer.lastEnd))
    }
  }
}

extension Word {
  /// The word without the blanks at its start, as bash shows an expression of an arithmetic `for`.
  var withoutLeadingBlanks: Word {
    var parts = parts
    if case .literal(let text)? = parts.first {
      let count = text.count - text.prefix(while: \.isASCIISpace).count
      parts[0] = .literal(text.suffix(count))
    }
    return Word(parts: parts.filter { $0 != .literal("") }, range: range)
  }
}
