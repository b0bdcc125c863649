/// - Grammar: `and_or` in Grammar/shell.ebnf.
extension Parser {
  /// Pipelines joined by `&&` and `||`; nil where they are only checked.
  func parseAndOr() throws(SyntaxError) -> AndOr? {
    let start = lexer.token.start
    let first = try parsePipeline()
    var rest: [AndOr.Link] = []
    while true {
      let joint: AndOr.Operator
      switch try lexer.peek(.argument) {
      case .operator(.andIf): joint = .and
      case .operator(.orIf): joint = .or
      default:
        return first.map {
          AndOr(first: $0, rest: rest, range: lexer.range(start, lexer.lastEnd))
        }
      }
      lexer.advance()
      try skipNewlines(.command)
      if let pipeline = try parsePipeline() {
        rest.append(AndOr.Link(operator: joint, pipeline: pipeline))
      }
    }
  }
}
