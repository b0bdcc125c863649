import ShellBytes

/// Turns tokens into terms.
///
/// Each production of Grammar/jq.ebnf has a function. After an error the parser goes on behind the
/// next place that jq goes on from, so that it tells the same messages.
struct Parser {
  private let text: ByteString
  private let file: ByteString
  private var tokens: [Token]
  private var at = 0
  private var messages: [ByteString] = []
  /// Until this token no further unexpected token is told.
  private var quietUntil = 0
  private var depth = 0

  /// Brackets and other constructs may be nested so deeply.
  static let depthLimit = 3000

  /// Thrown through the productions; the message is recorded already.
  private enum Unwinding: Error {
    /// Constructs on the way may go on.
    case syntax
    /// Nothing goes on.
    case abort
  }

  private init(_ text: ByteString, file: ByteString) {
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

  private var token: Token { tokens[at] }

  private mutating func advance() {
    if at < tokens.count - 1 { at += 1 }
  }

  private func isSymbol(_ text: ByteString) -> Bool {
    token.kind == .symbol && token.text == text
  }

  private func isKeyword(_ text: ByteString) -> Bool {
    token.kind == .keyword && token.text == text
  }

  private mutating func take(symbol: ByteString) -> Bool {
    guard isSymbol(symbol) else { return false }
    advance()
    return true
  }

  private mutating func take(keyword: ByteString) -> Bool {
    guard isKeyword(keyword) else { return false }
    advance()
    return true
  }

  private mutating func report(_ message: ByteString, _ start: Int, _ end: Int) {
    messages.append(CompileError.locate(message, start, end, in: text, file: file))
  }

  private mutating func unexpected(_ expected: ByteString = "") -> Unwinding {
    if at >= quietUntil {
      var message: ByteString = "syntax error, unexpected \(token.displayName)"
      if !expected.isEmpty { message += ", expecting \(expected)" }
      report(message, token.start, token.end)
    }
    quietUntil = at + 3
    return .syntax
  }

  private mutating func expect(
    symbol: ByteString, expecting: ByteString
  ) throws(Unwinding) {
    if !take(symbol: symbol) { throw unexpected(expecting) }
  }

  /// Skips to a closing bracket after an error inside of brackets, and over it.
  private mutating func recover(_ closing: ByteString, _ error: Unwinding) throws(Unwinding) {
    if error == .abort { throw error }
    while !isSymbol(closing) {
      if token.kind == .end { throw .abort }
      advance()
    }
    advance()
  }

  private var previousEnd: Int { at > 0 ? tokens[at - 1].end : 0 }

  private mutating func nested<Result>(
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

  // MARK: program

  private mutating func parseProgram() throws(Unwinding) -> Source {
    var source = Source()
    if isKeyword("module") {
      advance()
      let value = try parseQuery(expecting: "'|' or ',' or ';'", isFirst: false)
      if let metadata = metadata(value) { source.metadata = metadata }
      try expect(symbol: ";", expecting: "'|' or ',' or ';'")
    }
    while isKeyword("import") || isKeyword("include") {
      source.imports.append(try parseImport())
    }
    var definitions: [FunctionDefinition] = []
    while isKeyword("def") { definitions.append(try parseFunctionDefinition()) }
    if token.kind == .end {
      source.definitions = definitions
      return source
    }
    var query = try parseQuery(expecting: "end of file", isFirst: true)
    if token.kind != .end { throw unexpected("end of file") }
    for definition in definitions.reversed() {
      try checkHeight(query)
      query = Term(.define(definition, query), query.start, query.end)
    }
    source.query = query
    return source
  }

  private mutating func metadata(_ term: Term) -> JSONObject? {
    guard let value = term.constantValue else {
      report("Module metadata must be constant", term.start, term.end)
      return nil
    }
    guard case .object(let object) = value else {
      report("Module metadata must be an object", term.start, term.end)
      return nil
    }
    return object
  }

  private mutating func parseImport() throws(Unwinding) -> Source.Import {
    let isInclude = isKeyword("include")
    advance()
    guard token.kind == .stringStart || token.kind == .format else {
      throw unexpected("FORMAT or QQSTRING_START")
    }
    let path = try parseString()
    var result = Source.Import(path: "", name: nil, isData: false, metadata: JSONObject())
    if case .string(let text)? = path.constantValue {
      result.path = text.byteString
    } else {
      report("Import path must be constant", path.start, path.end)
    }
    if !isInclude {
      if !take(keyword: "as") { throw unexpected("as") }
      guard token.kind == .binding || token.kind == .identifier else {
        throw unexpected("IDENT or BINDING")
      }
      result.isData = token.kind == .binding
      result.name = token.text
      advance()
    }
    if take(symbol: ";") { return result }
    let value = try parseQuery(expecting: "'|' or ',' or ';'", isFirst: false)
    if let metadata = metadata(value) { result.metadata = metadata }
    try expect(symbol: ";", expecting: "'|' or ',' or ';'")
    return result
  }

  // MARK: function_definition

  private mutating func parseFunctionDefinition() throws(Unwinding) -> FunctionDefinition {
    advance()
    guard token.kind == .identifier else { throw unexpected("IDENT") }
    let name = token.text
    advance()
    var parameters: [FunctionDefinition.Parameter] = []
    if take(symbol: "(") {
      repeat {
        switch token.kind {
        case .binding: parameters.append(.value(token.text))
        case .identifier: parameters.append(.closure(token.text))
        default: throw unexpected("IDENT or BINDING")
        }
        advance()
      } while take(symbol: ";")
      try expect(symbol: ")", expecting: "';' or ')'")
      try expect(symbol: ":", expecting: "':'")
    } else {
      try expect(symbol: ":", expecting: "':' or '('")
    }
    let body = try nested { (parser) throws(Unwinding) in
      try parser.parseQuery(expecting: "'|' or ',' or ';'")
    }
    try expect(symbol: ";", expecting: "'|' or ',' or ';'")
    return FunctionDefinition(name: name, parameters: parameters, body: body)
  }

  // MARK: query

  /// - Parameters:
  ///   - expecting: what a message names when something else follows.
  ///   - isFirst: whether this is the begin of the program, where nothing may stand, too.
  private mutating func parseQuery(
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
  private static func balanced(
    _ terms: ArraySlice<Term>, _ join: (Term, Term) -> Term.Kind
  ) -> Term {
    if terms.count == 1, let only = terms.first { return only }
    let middle = terms.startIndex + terms.count / 2
    let left = balanced(terms[..<middle], join)
    let right = balanced(terms[middle...], join)
    return Term(join(left, right), left.start, right.end)
  }

  private mutating func parseComma(isFirst: Bool) throws(Unwinding) -> Term {
    let first = try parseBinding(isFirst: isFirst)
    guard isSymbol(",") else { return first }
    var terms = [first]
    while take(symbol: ",") { terms.append(try parseBinding(isFirst: false)) }
    return Parser.balanced(terms[...]) { .comma($0, $1) }
  }

  /// A definition, a label, a binding, or an expression. The first three reach as far as they can.
  private mutating func parseBinding(isFirst: Bool) throws(Unwinding) -> Term {
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

  private enum Associativity { case left, right, none }

  /// How tightly the operator at hand binds; nil when there is none.
  private var operatorLevel: (level: Int, associativity: Associativity)? {
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

  private mutating func parseExpression(
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

  private mutating func checkHeight(_ term: Term) throws(Unwinding) {
    if term.height <= Term.heightLimit { return }
    report("memory exhausted", token.start, token.end)
    throw .abort
  }

  private func combine(_ symbol: Token, _ left: Term, _ right: Term) -> Term {
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

  // MARK: term

  private mutating func parsePostfix(isFirst: Bool = false) throws(Unwinding) -> Term {
    var term = try parseTerm(isFirst: isFirst)
    while true {
      let start = term.start
      try checkHeight(term)
      switch token.kind {
      case .field:
        let key = Term(
          .constant(.string(JSONString(token.text))), token.start, token.end)
        advance()
        let isOptional = take(symbol: "?")
        term = Term(.index(term, key: key, isOptional: isOptional), start, previousEnd)
      case .symbol:
        switch token.text {
        case ".":
          advance()
          if token.kind == .stringStart || token.kind == .format {
            let key = try parseString()
            let isOptional = take(symbol: "?")
            term = Term(.index(term, key: key, isOptional: isOptional), start, previousEnd)
          } else if isSymbol("[") {
            term = try parseBrackets(term)
          } else {
            throw unexpected("FORMAT or QQSTRING_START or '['")
          }
        case "[": term = try parseBrackets(term)
        case "?":
          advance()
          term = Term(.attempt(term, handler: nil), start, previousEnd)
        default: return term
        }
      default: return term
      }
    }
  }

  /// `[query]`, `[from:to]` or `[]` behind a term.
  private mutating func parseBrackets(_ target: Term) throws(Unwinding) -> Term {
    advance()
    do throws(Unwinding) {
      return try parseBracketsInside(target)
    } catch {
      try recover("]", error)
      return target
    }
  }

  private mutating func parseBracketsInside(_ target: Term) throws(Unwinding) -> Term {
    let start = target.start
    if take(symbol: "]") {
      let isOptional = take(symbol: "?")
      return Term(.iterate(target, isOptional: isOptional), start, previousEnd)
    }
    let afterTo: ByteString = "'|' or ',' or ']'"
    if take(symbol: ":") {
      let to = try parseQuery(expecting: afterTo)
      try expect(symbol: "]", expecting: afterTo)
      let isOptional = take(symbol: "?")
      return Term(.slice(target, from: nil, to: to, isOptional: isOptional), start, previousEnd)
    }
    let isDotted =
      at >= 2 && tokens[at - 2].kind == .symbol && tokens[at - 2].text == "."
      && !isIdentity(target, at: at - 2)
    let key = try parseQuery(expecting: "")
    if !isDotted, take(symbol: ":") {
      var to: Term?
      if !isSymbol("]") {
        to = try parseQuery(expecting: afterTo)
      }
      try expect(symbol: "]", expecting: afterTo)
      let isOptional = take(symbol: "?")
      return Term(.slice(target, from: key, to: to, isOptional: isOptional), start, previousEnd)
    }
    try expect(symbol: "]", expecting: isDotted ? afterTo : "'|' or ',' or ':' or ']'")
    let isOptional = take(symbol: "?")
    return Term(.index(target, key: key, isOptional: isOptional), start, previousEnd)
  }

  /// Whether the dot before a bracket is the term itself.
  private func isIdentity(_ target: Term, at index: Int) -> Bool {
    if case .identity = target.kind { return target.start == tokens[index].start }
    return false
  }

  private mutating func parseTerm(isFirst: Bool) throws(Unwinding) -> Term {
    let start = token.start
    let current = token
    switch current.kind {
    case .literal:
      advance()
      return Term(.constant(current.value), start, current.end)
    case .stringStart: return try parseString()
    case .format:
      if tokens[at + 1].kind == .stringStart { return try parseString() }
      advance()
      return Term(.format(current.text), start, current.end)
    case .field:
      advance()
      let input = Term(.identity, start, start)
      let key = Term(.constant(.string(JSONString(current.text))), start, current.end)
      let isOptional = take(symbol: "?")
      return Term(.index(input, key: key, isOptional: isOptional), start, previousEnd)
    case .binding:
      advance()
      return Term(.variable(current.text), start, current.end)
    case .location:
      advance()
      return Term(.location, start, current.end)
    case .identifier: return try parseCall()
    case .keyword: return try parseKeyword(isFirst: isFirst)
    case .symbol: return try parseSymbol(isFirst: isFirst)
    default: throw unexpected(isFirst ? "end of file" : "")
    }
  }

  private mutating func parseCall() throws(Unwinding) -> Term {
    let name = token
    advance()
    guard take(symbol: "(") else {
      switch name.text {
      case "true": return Term(.constant(.boolean(true)), name.start, name.end)
      case "false": return Term(.constant(.boolean(false)), name.start, name.end)
      case "null": return Term(.constant(.null), name.start, name.end)
      default: return Term(.call(name.text, []), name.start, name.end)
      }
    }
    var arguments: [Term] = []
    repeat {
      arguments.append(try parseQuery(expecting: "';' or ')'"))
    } while take(symbol: ";")
    try expect(symbol: ")", expecting: "';' or ')'")
    return Term(.call(name.text, arguments), name.start, name.end)
  }

  private mutating func parseSymbol(isFirst: Bool) throws(Unwinding) -> Term {
    let start = token.start
    switch token.text {
    case ".":
      advance()
      if token.kind == .stringStart
        || token.kind == .format && tokens[at + 1].kind == .stringStart
      {
        let input = Term(.identity, start, start)
        let key = try parseString()
        let isOptional = take(symbol: "?")
        return Term(.index(input, key: key, isOptional: isOptional), start, previousEnd)
      }
      return Term(.identity, start, previousEnd)
    case "..":
      advance()
      return Term(.recurse, start, previousEnd)
    case "-":
      advance()
      let operand = try nested { (parser) throws(Unwinding) in try parser.parsePostfix() }
      return Term(.negate(operand), start, previousEnd)
    case "(":
      advance()
      do throws(Unwinding) {
        let inner = try parseQuery(expecting: "")
        try expect(symbol: ")", expecting: "'|' or ',' or ')'")
        return Term(inner.kind, start, previousEnd)
      } catch {
        try recover(")", error)
        return Term(.identity, start, previousEnd)
      }
    case "[":
      advance()
      if take(symbol: "]") { return Term(.array(nil), start, previousEnd) }
      do throws(Unwinding) {
        let inner = try parseQuery(expecting: "")
        try expect(symbol: "]", expecting: "'|' or ',' or ']'")
        return Term(.array(inner), start, previousEnd)
      } catch {
        try recover("]", error)
        return Term(.identity, start, previousEnd)
      }
    case "{": return try parseObject()
    default: throw unexpected(isFirst ? "end of file" : "")
    }
  }

  private mutating func parseKeyword(isFirst: Bool) throws(Unwinding) -> Term {
    switch token.text {
    case "if": return try parseCondition()
    case "try": return try parseAttempt()
    case "reduce", "foreach": return try parseLoop()
    case "break":
      let start = token.start
      advance()
      guard token.kind == .binding else {
        let problem = unexpected("BINDING")
        report("break requires a label to break to", start, Swift.max(previousEnd, token.end))
        throw problem
      }
      let name = token.text
      advance()
      return Term(.leave(name), start, previousEnd)
    default: throw unexpected(isFirst ? "end of file" : "")
    }
  }

  private mutating func parseCondition() throws(Unwinding) -> Term {
    let start = token.start
    advance()
    let test = try parseQuery(expecting: "")
    if !take(keyword: "then") { throw unexpected("then or '|' or ','") }
    do throws(Unwinding) {
      let then = try parseQuery(expecting: "")
      return try parseElse(test, then, start)
    } catch {
      if error == .abort { throw error }
      report("Possibly unterminated 'if' statement", start, token.end)
      return test
    }
  }

  private mutating func parseElse(
    _ test: Term, _ then: Term, _ start: Int
  ) throws(Unwinding) -> Term {
    if take(keyword: "elif") {
      let inner = token.start
      let otherTest = try parseQuery(expecting: "")
      if !take(keyword: "then") { throw unexpected("then or '|' or ','") }
      let otherThen = try parseQuery(expecting: "")
      let rest = try nested { (parser) throws(Unwinding) in
        try parser.parseElse(otherTest, otherThen, inner)
      }
      return Term(.condition(test, then: then, else: rest), start, previousEnd)
    }
    if take(keyword: "else") {
      let otherwise = try parseQuery(expecting: "")
      if !take(keyword: "end") { throw unexpected("end or '|' or ','") }
      return Term(.condition(test, then: then, else: otherwise), start, previousEnd)
    }
    if !take(keyword: "end") { throw unexpected() }
    return Term(.condition(test, then: then, else: nil), start, previousEnd)
  }

  private mutating func parseAttempt() throws(Unwinding) -> Term {
    let start = token.start
    advance()
    let body = try nested { (parser) throws(Unwinding) in try parser.parsePostfix() }
    guard take(keyword: "catch") else {
      return Term(.attempt(body, handler: nil), start, previousEnd)
    }
    do throws(Unwinding) {
      let handler = try nested { (parser) throws(Unwinding) in try parser.parsePostfix() }
      return Term(.attempt(body, handler: handler), start, previousEnd)
    } catch {
      if error == .abort { throw error }
      report("Possibly unterminated 'try' statement", start, token.end)
      return body
    }
  }

  private mutating func parseLoop() throws(Unwinding) -> Term {
    let start = token.start
    let isReduce = token.text == "reduce"
    advance()
    let source = try nested { (parser) throws(Unwinding) in try parser.parseExpression(0) }
    if !take(keyword: "as") { throw unexpected() }
    let patterns = try parsePatterns(expecting: "'('")
    try expect(symbol: "(", expecting: "'('")
    let between: ByteString = "'|' or ',' or ';'"
    let closing: ByteString = "'|' or ',' or ')'"
    do throws(Unwinding) {
      let initial = try parseQuery(expecting: "")
      try expect(symbol: ";", expecting: between)
      let update = try parseQuery(expecting: "")
      if isReduce {
        try expect(symbol: ")", expecting: closing)
        return Term(
          .reduce(source, patterns, from: initial, update: update), start, previousEnd)
      }
      var extract: Term?
      if take(symbol: ";") {
        extract = try parseQuery(expecting: "")
        try expect(symbol: ")", expecting: closing)
      } else {
        try expect(symbol: ")", expecting: "'|' or ',' or ';' or ')'")
      }
      return Term(
        .foreach(source, patterns, from: initial, update: update, extract: extract), start,
        previousEnd)
    } catch {
      throw error
    }
  }

  // MARK: string

  private mutating func parseString() throws(Unwinding) -> Term {
    let start = token.start
    var format: ByteString = "text"
    if token.kind == .format {
      format = token.text
      advance()
      if token.kind != .stringStart { throw unexpected("QQSTRING_START") }
    }
    advance()
    var parts: [Term] = []
    while true {
      let current = token
      switch current.kind {
      case .stringText:
        parts.append(Term(.constant(current.value), current.start, current.end))
        advance()
      case .interpolationStart:
        advance()
        let inner = try parseQuery(expecting: "")
        if token.kind != .interpolationEnd {
          throw unexpected("QQSTRING_INTERP_END or '|' or ','")
        }
        advance()
        // A pair of parentheses tells values from text.
        parts.append(Term(.pipe(inner, Term(.format(format), start, start)), start, previousEnd))
      case .stringEnd:
        advance()
        return stringTerm(format, parts, start)
      default:
        throw unexpected("QQSTRING_TEXT or QQSTRING_INTERP_START or QQSTRING_END")
      }
    }
  }

  private func stringTerm(_ format: ByteString, _ parts: [Term], _ start: Int) -> Term {
    var text = JSONString()
    for part in parts {
      guard case .constant(.string(let piece)) = part.kind else {
        return Term(.string(format: format, parts: parts), start, previousEnd)
      }
      text.append(piece)
    }
    return Term(.constant(.string(text)), start, previousEnd)
  }

  // MARK: object

  private mutating func parseObject() throws(Unwinding) -> Term {
    let start = token.start
    advance()
    var members: [(key: Term, value: Term)] = []
    while true {
      do throws(Unwinding) {
        while !isSymbol("}") {
          members.append(try parseMember())
          if !take(symbol: ",") {
            if !isSymbol("}") { throw unexpected("'}'") }
          }
        }
        advance()
        return Term(.object(members), start, previousEnd)
      } catch {
        if error == .abort { throw error }
        // Either `}` ends it, or a colon shows that the key was meant to be computed.
        let wrong = token.start
        var wrongEnd = token.end
        while !isSymbol("}") && !isSymbol(":") {
          if token.kind == .end { throw .abort }
          wrongEnd = token.end
          advance()
        }
        guard isSymbol(":") else {
          advance()
          return Term(.identity, start, previousEnd)
        }
        advance()
        let value = try parseMemberValue()
        report("May need parentheses around object key expression", wrong, wrongEnd)
        members.append((Term(.constant(""), wrong, wrong), value))
        if !take(symbol: ","), !isSymbol("}") {
          _ = unexpected("'}'")
          throw .abort
        }
      }
    }
  }

  private mutating func parseMember() throws(Unwinding) -> (key: Term, value: Term) {
    let current = token
    func name(_ text: ByteString) -> Term {
      Term(.constant(.string(JSONString(text))), current.start, current.end)
    }
    func own(_ key: Term) -> Term {
      let input = Term(.identity, current.start, current.start)
      return Term(.index(input, key: key, isOptional: false), current.start, current.end)
    }
    switch current.kind {
    case .identifier, .keyword:
      advance()
      if take(symbol: ":") { return (name(current.text), try parseMemberValue()) }
      return (name(current.text), own(name(current.text)))
    case .binding:
      advance()
      let variable = Term(.variable(current.text), current.start, current.end)
      if take(symbol: ":") { return (variable, try parseMemberValue()) }
      return (name(current.text), variable)
    case .location:
      advance()
      return (name("__loc__"), Term(.location, current.start, current.end))
    case .stringStart, .format:
      let key = try parseString()
      if take(symbol: ":") { return (key, try parseMemberValue()) }
      return (key, own(key))
    case .symbol where current.text == "(":
      advance()
      let key = try parseQuery(expecting: "")
      try expect(symbol: ")", expecting: "'|' or ',' or ')'")
      checkKey(key)
      try expect(symbol: ":", expecting: "':'")
      return (key, try parseMemberValue())
    default: throw unexpected()
    }
  }

  private mutating func checkKey(_ key: Term) {
    guard let value = key.constantValue, value.string == nil else { return }
    report("Cannot use \(JQError.describe(value)) as object key", key.start, key.end)
  }

  private mutating func parseMemberValue() throws(Unwinding) -> Term {
    let first = try nested { (parser) throws(Unwinding) in try parser.parseExpression(0) }
    guard take(symbol: "|") else { return first }
    let rest = try nested { (parser) throws(Unwinding) in try parser.parseMemberValue() }
    return Term(.pipe(first, rest), first.start, rest.end)
  }

  // MARK: pattern

  private mutating func parsePatterns(
    expecting: ByteString
  ) throws(Unwinding) -> [Pattern] {
    var patterns = [try parsePattern()]
    while take(symbol: "?//") { patterns.append(try parsePattern()) }
    return patterns
  }

  private mutating func parsePattern() throws(Unwinding) -> Pattern {
    try nested { (parser) throws(Unwinding) in try parser.parsePatternInside() }
  }

  private mutating func parsePatternInside() throws(Unwinding) -> Pattern {
    if token.kind == .binding {
      defer { advance() }
      return .variable(token.text)
    }
    if take(symbol: "[") {
      var parts: [Pattern] = []
      repeat { parts.append(try parsePattern()) } while take(symbol: ",")
      try expect(symbol: "]", expecting: "',' or ']'")
      return .array(parts)
    }
    if take(symbol: "{") {
      var parts: [(variable: ByteString?, key: Term, pattern: Pattern?)] = []
      repeat { parts.append(try parsePatternMember()) } while take(symbol: ",")
      try expect(symbol: "}", expecting: "',' or '}'")
      return .object(parts)
    }
    throw unexpected("BINDING or '[' or '{'")
  }

  private mutating func parsePatternMember() throws(Unwinding) -> (
    variable: ByteString?, key: Term, pattern: Pattern?
  ) {
    let current = token
    let name = Term(.constant(.string(JSONString(current.text))), current.start, current.end)
    switch current.kind {
    case .binding:
      advance()
      guard take(symbol: ":") else { return (current.text, name, nil) }
      return (current.text, name, try parsePattern())
    case .identifier, .keyword:
      advance()
      try expect(symbol: ":", expecting: "':'")
      return (nil, name, try parsePattern())
    case .stringStart, .format:
      let key = try parseString()
      try expect(symbol: ":", expecting: "':'")
      return (nil, key, try parsePattern())
    case .symbol where current.text == "(":
      advance()
      let key = try parseQuery(expecting: "")
      try expect(symbol: ")", expecting: "'|' or ',' or ')'")
      checkKey(key)
      try expect(symbol: ":", expecting: "':'")
      return (nil, key, try parsePattern())
    default: throw unexpected()
    }
  }
}
