/// - Grammar: `and_or` in Grammar/shell.ebnf.
extension Parser {
  /// Pipelines joined by `&&` and `||`.
  func parseAndOr() throws(SyntaxError) -> AndOr {
    let start = lexer.token.start
    let first = try parsePipeline()
    var rest: [AndOr.Link] = []
    while true {
      let joint: AndOr.Operator
      switch try lexer.peek(.argument) {
      case .operator(.andIf): joint = .and
      case .operator(.orIf): joint = .or
      default: return AndOr(first: first, rest: rest, range: lexer.range(start, lexer.lastEnd))
      }
      lexer.advance()
      try skipNewlines(.command)
      rest.append(AndOr.Link(operator: joint, pipeline: try parsePipeline()))
    }
  }
}
