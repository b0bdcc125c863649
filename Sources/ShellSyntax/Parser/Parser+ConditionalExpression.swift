import ShellBytes

/// - Grammar: `conditional_expression` in Grammar/shell.ebnf.
extension Parser {
  /// What stands between `[[`, which was consumed, and `]]`, which is consumed here.
  func parseConditional(_ start: Position) throws(SyntaxError) -> ConditionalExpression {
    let expression = try parseConditionalOr(start)
    guard try peekWord() == "]]" else {
      throw unexpected(
        "']]'", openedAt: start,
        isWord: "conditional binary operator expected",
        isOther: { "unexpected token `\($0)', conditional binary operator expected" })
    }
    lexer.advance()
    return expression
  }

  /// The text of the next word where it is plain, past newlines, which mean nothing here.
  private func peekWord() throws(SyntaxError) -> ByteString? {
    try skipNewlines(.argument)
    guard lexer.token.kind == .word else { return nil }
    return lexer.literal
  }

  private func parseConditionalOr(_ start: Position) throws(SyntaxError) -> ConditionalExpression {
    var operands = [try parseConditionalAnd(start)]
    while try peekOperator(.orIf) {
      lexer.advance()
      operands.append(try parseConditionalAnd(start))
    }
    if operands.count == 1 { return operands[0] }
    return Parser.balanced(operands.flatMap(\.alternatives)[...]) { .or($0, $1) }
  }

  private func parseConditionalAnd(
    _ start: Position
  ) throws(SyntaxError) -> ConditionalExpression {
    var operands = [try parseConditionalTerm(start)]
    while try peekOperator(.andIf) {
      lexer.advance()
      operands.append(try parseConditionalTerm(start))
    }
    if operands.count == 1 { return operands[0] }
    return Parser.balanced(operands.flatMap(\.conjuncts)[...]) { .and($0, $1) }
  }

  private func peekOperator(_ sought: Operator) throws(SyntaxError) -> Bool {
    try skipNewlines(.argument)
    return lexer.token.kind == .operator(sought)
  }

  /// Operands in order as a tree that is no deeper than need be: `&&` and `||` are associative.
  private static func balanced(
    _ operands: ArraySlice<ConditionalExpression>,
    _ join: (ConditionalExpression, ConditionalExpression) -> ConditionalExpression
  ) -> ConditionalExpression {
    guard operands.count > 1 else { return operands.first ?? .word(Word.empty) }
    let middle = operands.startIndex &+ (operands.count &+ 1) / 2
    return join(balanced(operands[..<middle], join), balanced(operands[middle...], join))
  }

  private func parseConditionalTerm(
    _ start: Position
  ) throws(SyntaxError) -> ConditionalExpression {
    // An even number of `!` says nothing.
    var isNegated = false
    try skipNewlines(.condition)
    while lexer.token.kind == .word, lexer.token.reserved == .bang {
      isNegated.toggle()
      lexer.advance()
      try skipNewlines(.condition)
    }
    let term = try parseConditionalPrimary(start)
    if isNegated, case .not(let inner) = term { return inner }
    return isNegated ? .not(term) : term
  }

  private func parseConditionalPrimary(
    _ start: Position
  ) throws(SyntaxError) -> ConditionalExpression {
    if lexer.token.kind == .operator(.leftParenthesis) {
      let opened = lexer.tokenStart
      lexer.advance()
      try lexer.enter()
      let inner = try parseConditionalOr(start)
      guard try peekOperator(.rightParenthesis) else {
        throw unexpected("')'", openedAt: opened) { "unexpected token `\($0)', expected `)'" }
      }
      lexer.advance()
      lexer.leave()
      return inner
    }
    guard let first = takeOperand(), first.literal != "]]" else {
      throw unexpected("an expression", openedAt: start) {
        "unexpected token `\($0)' in conditional command"
      }
    }
    if let letter = Parser.unaryOperator(first) {
      guard try lexer.peek(.argument) == .word, lexer.literal != "]]" else {
        throw unexpected("an operand of '-\(ByteString(CollectionOfOne(letter)))'") {
          "unexpected argument `\($0)' to conditional unary operator"
        }
      }
      let operand = lexer.word
      lexer.advance()
      return .unary(operator: letter, operand)
    }
    return try parseComparison(first, start)
  }

  /// What may stand behind the first operand: an operator and a second one.
  private func parseComparison(
    _ left: Word, _ start: Position
  ) throws(SyntaxError) -> ConditionalExpression {
    let comparison: ConditionalExpression.BinaryOperator
    switch try lexer.peek(.argument) {
    case .operator(.less): comparison = .before
    case .operator(.great): comparison = .after
    case .word:
      guard let found = Parser.binaryOperator(lexer.literal) else { return .word(left) }
      comparison = found
    // Elsewhere a newline means nothing.
    case .newline:
      throw unexpected("an operator or ']]'", openedAt: start) {
        "unexpected token `\($0)', conditional binary operator expected"
      }
    default: return .word(left)
    }
    let name = lexer.text(lexer.token.first, lexer.token.end)
    lexer.advance()
    if comparison == .matches {
      return .binary(.matches, left, try parseRegularExpression(start))
    }
    _ = try lexer.peek(.argument)
    guard let right = takeOperand(), right.literal != "]]" else {
      throw unexpected("an operand of '\(name)'", openedAt: start) {
        "unexpected argument `\($0)' to conditional binary operator"
      }
    }
    return .binary(comparison, left, right)
  }

  /// The word behind `=~`, in which parentheses and `|` are text.
  private func parseRegularExpression(_ start: Position) throws(SyntaxError) -> Word {
    lexer.skipBlanks()
    let place = lexer.position(lexer.at)
    try lexer.enter()
    let parts = try lexer.readUnquoted(.regularExpression)
    lexer.leave()
    if parts.isEmpty {
      _ = try lexer.peek(.argument)
      throw unexpected("a regular expression behind '=~'", openedAt: start) {
        "unexpected argument `\($0)' to conditional binary operator"
      }
    }
    lexer.lastEnd = lexer.at
    return Word(parts: parts, range: lexer.range(place, lexer.at))
  }

  /// The error for the token that is next, as bash words it in `[[`.
  private func unexpected(
    _ expected: ByteString, openedAt opened: Position? = nil, isWord: ByteString? = nil,
    isOther: (ByteString) -> ByteString
  ) -> SyntaxError {
    let error = unexpected(expected, openedAt: opened)
    if lexer.token.kind == .end { return error }
    if lexer.token.kind == .word, let isWord { return error.worded(.stated(isWord)) }
    return error.worded(.stated(isOther(error.found)))
  }

  private func takeOperand() -> Word? {
    guard lexer.token.kind == .word else { return nil }
    let word = lexer.word
    lexer.advance()
    return word
  }

  /// The letter of `-f` and its kin.
  private static func unaryOperator(_ word: Word) -> UInt8? {
    guard let text = word.literal, text.count == 2, text[0] == "-",
      unaryOperators.contains(text[1])
    else { return nil }
    return text[1]
  }

  private static let unaryOperators = ByteSet("abcdefghkprstuwxGLNORSovzn")

  private static func binaryOperator(
    _ text: ByteString?
  ) -> ConditionalExpression.BinaryOperator? {
    guard let text, text.count <= 3 else { return nil }
    return binaryOperators[text]
  }

  private static let binaryOperators: [ByteString: ConditionalExpression.BinaryOperator] = [
    "=": .equal, "==": .equal, "!=": .notEqual, "=~": .matches, "-eq": .numericEqual,
    "-ne": .numericNotEqual, "-lt": .numericLess, "-le": .numericLessOrEqual,
    "-gt": .numericGreater, "-ge": .numericGreaterOrEqual, "-nt": .newer, "-ot": .older,
    "-ef": .sameFile,
  ]
}

extension ConditionalExpression {
  /// The operands that `||` joins, in order; itself where it is none.
  var alternatives: [ConditionalExpression] {
    guard case .or(let left, let right) = self else { return [self] }
    return left.alternatives + right.alternatives
  }

  /// The operands that `&&` joins, in order; itself where it is none.
  var conjuncts: [ConditionalExpression] {
    guard case .and(let left, let right) = self else { return [self] }
    return left.conjuncts + right.conjuncts
  }
}

extension Word {
  /// A word without any text.
  static var empty: Word {
    Word(parts: [], range: SourceRange(start: 0, end: 0, line: 1, column: 1))
  }
}
