import ShellBytes

/// The terms that begin with a keyword.
extension Parser {
  mutating func parseKeyword(isFirst: Bool) throws(Unwinding) -> Term {
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

  mutating func parseCondition() throws(Unwinding) -> Term {
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

  mutating func parseElse(
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

  mutating func parseAttempt() throws(Unwinding) -> Term {
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

  mutating func parseLoop() throws(Unwinding) -> Term {
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
}
