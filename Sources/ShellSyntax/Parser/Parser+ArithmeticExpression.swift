import ShellBytes

/// Parses the text of an arithmetic expression (XCU 2.6.4), with C's operators and precedence.
///
/// - Grammar: Grammar/arithmetic.ebnf.
struct ArithmeticParser {
  /// The text; a NUL stands for each expansion, in their order.
  private let text: [UInt8]
  private let expansions: [WordPart]
  private var at = 0
  private var used = 0
  /// Where the token began that was passed last, as bash's messages begin there.
  private var lastToken = 0
  private var depth: Int
  private let stack: StackLimit

  /// An expression and how deep its tree is.
  private struct Tree {
    var expression: ArithmeticExpression
    var height: Int
    /// Whether it may be assigned to: a variable that no parentheses enclose.
    var isTarget = false
  }

  private init(
    _ text: [UInt8], _ expansions: [WordPart], _ depth: Int, _ stack: StackLimit
  ) {
    self.stack = stack
    self.text = text
    self.expansions = expansions
    self.depth = depth
  }

  /// The expression that a word says before it is expanded; nil where it says none.
  static func parse(
    _ parts: [WordPart], _ depth: Int, _ stack: StackLimit
  ) -> ArithmeticExpression? {
    var text: [UInt8] = []
    var expansions: [WordPart] = []
    guard flatten(parts, &text, &expansions) else { return nil }
    var parser = ArithmeticParser(text, expansions, depth, stack)
    return try? parser.parseAll()
  }

  /// The expression that a text says; an empty one is 0.
  static func parse(
    _ text: ByteString, stack: StackLimit
  ) throws(SyntaxError) -> ArithmeticExpression {
    var parser = ArithmeticParser(Array(text), [], 0, stack)
    return try parser.parseAll()
  }

  /// Joins the text of parts, without quotes.
  private static func flatten(
    _ parts: [WordPart], _ text: inout [UInt8], _ expansions: inout [WordPart]
  ) -> Bool {
    for part in parts {
      switch part {
      case .literal(let literal): literal.withBytes { text.append(contentsOf: $0) }
      case .doubleQuoted(let inner):
        guard flatten(inner, &text, &expansions) else { return false }
      case .parameter, .commandSubstitution, .arithmetic:
        text.append(0)
        expansions.append(part)
      default: return false
      }
    }
    return true
  }

  // MARK: Errors

  /// - Parameter end: where what is shown of the text ends: for a number, behind it.
  private func error(
    _ message: ByteString, _ start: Int? = nil, upTo end: Int? = nil
  ) -> SyntaxError {
    let from = min(start ?? at, text.count)
    let to = max(from, min(end ?? text.count, text.count))
    let rest = ByteString(text[from..<to])
    let first = min(text.firstIndex { $0 != 32 && $0 != 9 } ?? 0, to)
    return SyntaxError(
      message: "\(message) (error token is \"\(rest)\")", found: rest, line: 1, column: from &+ 1,
      sourceLine: ByteString(text[first..<to]), isIncomplete: false)
  }

  private func joined(
    _ left: Tree, _ right: Tree,
    _ make: (ArithmeticExpression, ArithmeticExpression) -> ArithmeticExpression
  ) throws(SyntaxError) -> Tree {
    let height = max(left.height, right.height) &+ 1
    if height > Lexer.maximumDepth { throw error("expression recursion level exceeded") }
    return Tree(expression: make(left.expression, right.expression), height: height)
  }

  private func wrapped(
    _ inner: Tree, _ make: (ArithmeticExpression) -> ArithmeticExpression
  ) throws(SyntaxError) -> Tree {
    if inner.height >= Lexer.maximumDepth { throw error("expression recursion level exceeded") }
    return Tree(expression: make(inner.expression), height: inner.height &+ 1)
  }

  private mutating func enter() throws(SyntaxError) {
    depth &+= 1
    if depth > Lexer.maximumDepth || stack.isReached {
      throw error("expression recursion level exceeded")
    }
  }

  // MARK: Tokens

  private func byte(_ offset: Int) -> UInt8 { offset < text.count ? text[offset] : 32 }

  private mutating func skipBlanks() {
    while at < text.count, text[at].isASCIISpace { at += 1 }
  }

  /// The next byte that is no blank; nil at the end.
  private mutating func peek() -> UInt8? {
    skipBlanks()
    return at < text.count ? text[at] : nil
  }

  private mutating func take(_ length: Int) {
    lastToken = at
    at += length
  }

  // MARK: Expressions

  private mutating func parseAll() throws(SyntaxError) -> ArithmeticExpression {
    guard peek() != nil else { return .number(0) }
    let tree = try parseComma()
    if let byte = peek() {
      let isOperator = ByteSet("=+-*/%<>&|^?:,!~").contains(byte)
      if isOperator && byte == "=" {
        throw error("attempted assignment to non-variable")
      }
      let isKnown = byte.isNameByte || byte == "(" || byte == ")" || byte == ":" || isOperator
      throw error(
        isKnown ? "syntax error in expression" : "syntax error: invalid arithmetic operator",
        at)
    }
    return tree.expression
  }

  private mutating func parseComma() throws(SyntaxError) -> Tree {
    var left = try parseAssignment()
    while peek() == 44 {
      take(1)
      let right = try parseAssignment()
      left = try joined(left, right) { .binary(.comma, $0, $1) }
    }
    return left
  }

  private mutating func parseAssignment() throws(SyntaxError) -> Tree {
    try enter()
    defer { depth &-= 1 }
    let left = try parseConditional()
    guard let (operation, length) = peekAssignment() else { return left }
    let start = at
    guard left.isTarget else {
      throw error("attempted assignment to non-variable", start)
    }
    take(length)
    let right = try parseAssignment()
    return try joined(left, right) {
      .assignment(target: $0, operator: operation, value: $1)
    }
  }

  /// The assignment operator that comes next, and its length.
  private mutating func peekAssignment() -> (ArithmeticExpression.BinaryOperator?, Int)? {
    guard let first = peek() else { return nil }
    let second = byte(at + 1)
    if first == "=" { return second == "=" ? nil : (nil, 1) }
    if (first == "<" || first == ">") && second == first && byte(at + 2) == "=" {
      return (first == "<" ? .shiftLeft : .shiftRight, 3)
    }
    guard second == "=" else { return nil }
    switch first {
    case "*": return (.multiply, 2)
    case "/": return (.divide, 2)
    case "%": return (.remainder, 2)
    case "+": return (.add, 2)
    case "-": return (.subtract, 2)
    case "&": return (.bitAnd, 2)
    case "^": return (.bitXor, 2)
    case "|": return (.bitOr, 2)
    default: return nil
    }
  }

  private mutating func parseConditional() throws(SyntaxError) -> Tree {
    let condition = try parseBinary(0)
    guard peek() == 63 else { return condition }
    take(1)
    try enter()
    defer { depth &-= 1 }
    guard let next = peek() else { throw error("expression expected", lastToken) }
    if next == ":" { throw error("expression expected", at) }
    let first = try parseComma()
    guard peek() == 58 else {
      throw error("`:' expected for conditional expression", lastToken)
    }
    take(1)
    guard peek() != nil else { throw error("expression expected", lastToken) }
    let second = try parseConditional()
    let height = max(condition.height, max(first.height, second.height)) &+ 1
    if height > Lexer.maximumDepth { throw error("expression recursion level exceeded") }
    return Tree(
      expression: .conditional(condition.expression, first.expression, second.expression),
      height: height)
  }

  private typealias BinaryOperator = ArithmeticExpression.BinaryOperator

  /// The binary operator that comes next, its precedence from 1 up, and its length.
  private mutating func peekBinary() -> (BinaryOperator, Int, Int)? {
    guard let first = peek() else { return nil }
    let second = byte(at + 1)
    let isAssigned = second == "="
    switch first {
    case "|":
      if second == "|" { return (.or, 1, 2) }
      return isAssigned ? nil : (.bitOr, 3, 1)
    case "&":
      if second == "&" { return (.and, 2, 2) }
      return isAssigned ? nil : (.bitAnd, 5, 1)
    case "^": return isAssigned ? nil : (.bitXor, 4, 1)
    case "=": return isAssigned ? (.equal, 6, 2) : nil
    case "!": return isAssigned ? (.notEqual, 6, 2) : nil
    case "<":
      if second == "<" { return byte(at + 2) == "=" ? nil : (.shiftLeft, 8, 2) }
      return isAssigned ? (.lessOrEqual, 7, 2) : (.less, 7, 1)
    case ">":
      if second == ">" { return byte(at + 2) == "=" ? nil : (.shiftRight, 8, 2) }
      return isAssigned ? (.greaterOrEqual, 7, 2) : (.greater, 7, 1)
    case "+": return isAssigned ? nil : (.add, 9, 1)
    case "-": return isAssigned ? nil : (.subtract, 9, 1)
    case "*":
      if second == "*" { return (.power, 11, 2) }
      return isAssigned ? nil : (.multiply, 10, 1)
    case "/": return isAssigned ? nil : (.divide, 10, 1)
    case "%": return isAssigned ? nil : (.remainder, 10, 1)
    default: return nil
    }
  }

  /// Operators that bind at least as tightly as `least`, from left to right; `**` from right to
  /// left.
  private mutating func parseBinary(_ least: Int) throws(SyntaxError) -> Tree {
    var left = try parseUnary()
    while let (operation, precedence, length) = peekBinary(), precedence >= least {
      take(length)
      try enter()
      let right = try parseBinary(operation == .power ? precedence : precedence + 1)
      depth &-= 1
      left = try joined(left, right) { .binary(operation, $0, $1) }
    }
    return left
  }

  private mutating func parseUnary() throws(SyntaxError) -> Tree {
    guard let first = peek() else {
      throw error("syntax error: operand expected", lastToken)
    }
    let unary: ArithmeticExpression.UnaryOperator
    switch first {
    case "+", "-":
      if byte(at + 1) == first, let increment = try parsePrefixIncrement(first) {
        return increment
      }
      unary = first == "+" ? .plus : .minus
    case "!": unary = .not
    case "~": unary = .complement
    default: return try parsePostfix()
    }
    take(1)
    try enter()
    let operand = try parseUnary()
    depth &-= 1
    return try wrapped(operand) { .unary(unary, $0) }
  }

  /// `++name` or `--name`; nil, with nothing taken, where no name follows: they are two signs.
  private mutating func parsePrefixIncrement(_ sign: UInt8) throws(SyntaxError) -> Tree? {
    let start = at
    take(2)
    guard let next = peek(), next.isNameStart else {
      at = start
      return nil
    }
    let target = try parseOperand()
    return try wrapped(target) {
      .increment(target: $0, by: sign == "+" ? 1 : -1, isPrefix: true)
    }
  }

  private mutating func parsePostfix() throws(SyntaxError) -> Tree {
    let operand = try parseOperand()
    guard operand.isTarget, let sign = peek(), sign == "+" || sign == "-",
      byte(at + 1) == sign
    else { return operand }
    take(2)
    return try wrapped(operand) {
      .increment(target: $0, by: sign == "+" ? 1 : -1, isPrefix: false)
    }
  }

  private mutating func parseOperand() throws(SyntaxError) -> Tree {
    guard let first = peek() else {
      throw error("syntax error: operand expected", lastToken)
    }
    if first == "(" {
      take(1)
      try enter()
      let inner = try parseComma()
      guard peek() == 41 else { throw error("missing `)'", lastToken) }
      depth &-= 1
      take(1)
      return Tree(expression: inner.expression, height: inner.height)
    }
    let start = at
    let operand: ArithmeticExpression
    var isTarget = false
    if first == 0 && used < expansions.count {
      operand = .expansion(expansions[used])
      used += 1
      take(1)
    } else if first.isNameStart {
      operand = try parseVariable()
      isTarget = true
    } else if first.isASCIIDigit {
      operand = .number(try parseNumber())
    } else {
      throw error("syntax error: operand expected", at)
    }
    // An expansion that touches other text is a part of a token, not an operand.
    if at < text.count, text[at] == 0 || (first == 0 && isTokenByte(text[at])) {
      throw error("syntax error in expression", start)
    }
    return Tree(expression: operand, height: 1, isTarget: isTarget)
  }

  private func isTokenByte(_ byte: UInt8) -> Bool {
    byte.isNameByte || byte == "[" || byte == "#" || byte == "@"
  }

  /// A name, with or without a subscript.
  private mutating func parseVariable() throws(SyntaxError) -> ArithmeticExpression {
    let start = at
    lastToken = at
    while at < text.count, text[at].isNameByte { at += 1 }
    let name = ByteString(text[start..<at])
    guard byte(at) == "[" else { return .variable(name, subscript: nil) }
    let first = at + 1
    var level = 1
    var end = first
    while end < text.count {
      if text[end] == "[" { level += 1 }
      if text[end] == "]" {
        level -= 1
        if level == 0 { break }
      }
      end += 1
    }
    guard end < text.count else { throw error("bad array subscript", start) }
    let content = Array(text[first..<end])
    let count = content.reduce(0) { $1 == 0 ? $0 + 1 : $0 }
    let inner = Array(expansions[used..<min(used + count, expansions.count)])
    used = min(used + count, expansions.count)
    at = end + 1
    if content == [64] { return .variable(name, subscript: .all) }
    if content == [42] { return .variable(name, subscript: .joined) }
    try enter()
    var parser = ArithmeticParser(content, inner, depth, stack)
    let expression = try? parser.parseAll()
    depth &-= 1
    return .variable(
      name, subscript: .index(key: ArithmeticParser.word(content, inner), expression: expression))
  }

  /// The word that a flattened text came from.
  private static func word(_ text: [UInt8], _ expansions: [WordPart]) -> Word {
    var builder = WordBuilder()
    var used = 0
    for byte in text {
      if byte == 0 && used < expansions.count {
        builder.append(expansions[used])
        used += 1
      } else {
        builder.append(byte)
      }
    }
    return Word(
      parts: builder.finish(), range: SourceRange(start: 0, end: 0, line: 1, column: 1))
  }

  /// A constant: `0x1F`, `017`, `2#101`, `64#@_`; one that is too great wraps around.
  private mutating func parseNumber() throws(SyntaxError) -> Int {
    let start = at
    lastToken = at
    while at < text.count, text[at].isNameByte || text[at] == "#" || text[at] == "@" { at += 1 }
    let digits = text[start..<at]
    var base = 10
    var from = start
    if let mark = digits.firstIndex(of: 35) {
      base = 0
      if text[start] == "0" { throw error("invalid number", start, upTo: at) }
      for digit in text[start..<mark] {
        guard digit.isASCIIDigit else {
          throw error("value too great for base", start, upTo: at)
        }
        base = min(base * 10 + Int(digit - 48), 1000)
      }
      guard (2...64).contains(base) else {
        throw error("invalid arithmetic base", start, upTo: at)
      }
      from = mark + 1
      if from == at { throw error("invalid integer constant", start, upTo: at) }
    } else if digits.count > 1 && text[start] == "0" {
      let isHexadecimal = text[start + 1] | 32 == "x"
      base = isHexadecimal ? 16 : 8
      from = start + (isHexadecimal ? 2 : 1)
    }
    var value = 0
    for byte in text[from..<at] {
      guard let digit = ArithmeticParser.digit(byte, base) else {
        throw error("invalid number", start, upTo: at)
      }
      if digit >= base { throw error("value too great for base", start, upTo: at) }
      value = value &* base &+ digit
    }
    return value
  }

  private static func digit(_ byte: UInt8, _ base: Int) -> Int? {
    switch byte {
    case 48...57: return Int(byte) - 48
    case 97...122: return Int(byte) - 87
    // Up to base 36, upper and lower case are the same.
    case 65...90: return Int(byte) - (base <= 36 ? 55 : 29)
    case 64: return 62
    case 95: return 63
    default: return nil
    }
  }
}
