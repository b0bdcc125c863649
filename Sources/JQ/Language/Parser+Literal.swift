import ShellBytes

/// Strings, objects, and the patterns that take values apart.
extension Parser {
  // MARK: string

  mutating func parseString() throws(Unwinding) -> Term {
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

  func stringTerm(_ format: ByteString, _ parts: [Term], _ start: Int) -> Term {
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

  mutating func parseObject() throws(Unwinding) -> Term {
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

  mutating func parseMember() throws(Unwinding) -> (key: Term, value: Term) {
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

  mutating func checkKey(_ key: Term) {
    guard let value = key.constantValue, value.string == nil else { return }
    report("Cannot use \(JQError.describe(value)) as object key", key.start, key.end)
  }

  mutating func parseMemberValue() throws(Unwinding) -> Term {
    let first = try nested { (parser) throws(Unwinding) in try parser.parseExpression(0) }
    guard take(symbol: "|") else { return first }
    let rest = try nested { (parser) throws(Unwinding) in try parser.parseMemberValue() }
    return Term(.pipe(first, rest), first.start, rest.end)
  }

  // MARK: pattern

  mutating func parsePatterns(
    expecting: ByteString
  ) throws(Unwinding) -> [Pattern] {
    var patterns = [try parsePattern()]
    while take(symbol: "?//") { patterns.append(try parsePattern()) }
    return patterns
  }

  mutating func parsePattern() throws(Unwinding) -> Pattern {
    try nested { (parser) throws(Unwinding) in try parser.parsePatternInside() }
  }

  mutating func parsePatternInside() throws(Unwinding) -> Pattern {
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

  mutating func parsePatternMember() throws(Unwinding) -> (
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
