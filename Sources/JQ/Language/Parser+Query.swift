import ShellBytes

/// What the operators join, from the loosest to the tightest.
extension Parser {
  // MARK: query

  /// - Parameters:
  ///   - expecting: what a message names when something else follows.
  ///   - isFirst: whether this is the begin of the program, where nothing may stand, too.
  mutating func parseQuery(
    expecting: ByteString, isFirst: Bool = false
  ) throws(Unwinding) -> Term {
    try nested { (parser) throws(Unwinding) in
      let first = try parser.parseComma(isFirst: isFirst)
      guard parser.isSymbol("|") else { return first }
      var stages = [first]
      while parser.take(symbol: "|") {
        stages.append(try parser.parseComma(isFirst: false))
      }
      return Parser.balanced(stages[...]) { .pipe($0, $1) }
    }
  }

  /// Joins terms by an associative operator, so that many of them do not nest deeply.
  static func balanced(
    _ terms: ArraySlice<Term>, _ join: (Term, Term) -> Term.Kind
  ) -> Term {
    if terms.count == 1, let only = terms.first { return only }
    let middle = terms.startIndex + terms.count / 2
    let left = balanced(terms[..<middle], join)
    let right = balanced(terms[middle...], join)
    return Term(join(left, right), left.start, right.end)
  }

  mutating func parseComma(isFirst: Bool) throws(Unwinding) -> Term {
    let first = try parseBinding(isFirst: isFirst)
    guard isSymbol(",") else { return first }
    var terms = [first]
    while take(symbol: ",") { terms.append(try parseBinding(isFirst: false)) }
    return Parser.balanced(terms[...]) { .comma($0, $1) }
  }

  /// A definition, a label, a binding, or an expression. The first three reach as far as they can.
  mutating func parseBinding(isFirst: Bool) throws(Unwinding) -> Term {
    let start = token.start
    if isKeyword("def") {
      let definition = try parseFunctionDefinition()
      let body = try parseQuery(expecting: "")
      try checkHeight(body)
      return Term(.define(definition, body), start, body.end)
    }
    if isKeyword("label") {
      advance()
      guard token.kind == .binding else { throw unexpected("BINDING") }
      let name = token.text
      advance()
      try expect(symbol: "|", expecting: "'|'")
      let body = try parseQuery(expecting: "")
      return Term(.label(name, body), start, body.end)
    }
    let source = try parseExpression(0, isFirst: isFirst)
    guard take(keyword: "as") else { return source }
    let patterns = try parsePatterns(expecting: "'|'")
    try expect(symbol: "|", expecting: "'|'")
    let body = try parseQuery(expecting: "")
    return Term(.bind(source, patterns, body: body), start, body.end)
  }

  // MARK: expression

  enum Associativity { case left, right, none }

  /// How tightly the operator at hand binds; nil when there is none.
  var operatorLevel: (level: Int, associativity: Associativity)? {
    if token.kind == .keyword {
      switch token.text {
      case "or": return (3, .left)
      case "and": return (4, .left)
      default: return nil
      }
    }
    guard token.kind == .symbol else { return nil }
    switch token.text {
    case "//": return (1, .right)
    case "=", "|=", "+=", "-=", "*=", "/=", "%=", "//=": return (2, .none)
    case "==", "!=", "<", "<=", ">", ">=": return (5, .none)
    case "+", "-": return (6, .left)
    case "*", "/", "%": return (7, .left)
    default: return nil
    }
  }

  mutating func parseExpression(
    _ minimum: Int, isFirst: Bool = false
  ) throws(Unwinding) -> Term {
    var left = try parsePostfix(isFirst: isFirst)
    while let (level, associativity) = operatorLevel, level >= minimum {
      let symbol = token
      advance()
      let next = associativity == .right ? level : level + 1
      let right = try nested { (parser) throws(Unwinding) in try parser.parseExpression(next) }
      left = combine(symbol, left, right)
      try checkHeight(left)
      if associativity == .none, let (following, _) = operatorLevel, following == level {
        throw unexpected()
      }
    }
    return left
  }

  mutating func checkHeight(_ term: Term) throws(Unwinding) {
    if term.height <= Term.heightLimit { return }
    report("memory exhausted", token.start, token.end)
    throw .abort
  }

  func combine(_ symbol: Token, _ left: Term, _ right: Term) -> Term {
    let kind: Term.Kind
    switch symbol.text {
    case "//": kind = .alternative(left, right)
    case "=": kind = .assign(left, right)
    case "|=": kind = .update(left, right)
    case "+=": kind = .operate(.add, left, right)
    case "-=": kind = .operate(.subtract, left, right)
    case "*=": kind = .operate(.multiply, left, right)
    case "/=": kind = .operate(.divide, left, right)
    case "%=": kind = .operate(.remainder, left, right)
    case "//=": kind = .operate(nil, left, right)
    case "or": kind = .or(left, right)
    case "and": kind = .and(left, right)
    case "==": kind = .binary(.equal, left, right)
    case "!=": kind = .binary(.notEqual, left, right)
    case "<": kind = .binary(.less, left, right)
    case "<=": kind = .binary(.lessOrEqual, left, right)
    case ">": kind = .binary(.greater, left, right)
    case ">=": kind = .binary(.greaterOrEqual, left, right)
    case "+": kind = .binary(.add, left, right)
    case "-": kind = .binary(.subtract, left, right)
    case "*": kind = .binary(.multiply, left, right)
    case "/": kind = .binary(.divide, left, right)
    default: kind = .binary(.remainder, left, right)
    }
    return Term(kind, left.start, right.end)
  }
}
