import ShellBytes

/// Terms and what may follow them.
extension Parser {
  mutating func parsePostfix(isFirst: Bool = false) throws(Unwinding) -> Term {
    var term = try parseTerm(isFirst: isFirst)
    repeat { try checkHeight(term) } while try parseSuffix(&term)
    return term
  }

  /// - Returns: whether one follows, which is put behind the term.
  mutating func parseSuffix(_ term: inout Term) throws(Unwinding) -> Bool {
    let start = term.start
    switch (token.kind, token.text) {
    case (.field, _):
      let key = Term(.constant(.string(JSONString(token.text))), token.start, token.end)
      advance()
      let isOptional = take(symbol: "?")
      term = Term(.index(term, key: key, isOptional: isOptional), start, previousEnd)
    case (.symbol, "."):
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
    case (.symbol, "["): term = try parseBrackets(term)
    case (.symbol, "?"):
      advance()
      term = Term(.attempt(term, handler: nil), start, previousEnd)
    default: return false
    }
    return true
  }

  /// `[query]`, `[from:to]` or `[]` behind a term.
  mutating func parseBrackets(_ target: Term) throws(Unwinding) -> Term {
    advance()
    do throws(Unwinding) {
      return try parseBracketsInside(target)
    } catch {
      try recover("]", error)
      return target
    }
  }

  mutating func parseBracketsInside(_ target: Term) throws(Unwinding) -> Term {
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
  func isIdentity(_ target: Term, at index: Int) -> Bool {
    if case .identity = target.kind { return target.start == tokens[index].start }
    return false
  }

  mutating func parseTerm(isFirst: Bool) throws(Unwinding) -> Term {
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

  mutating func parseCall() throws(Unwinding) -> Term {
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

  mutating func parseSymbol(isFirst: Bool) throws(Unwinding) -> Term {
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
}
