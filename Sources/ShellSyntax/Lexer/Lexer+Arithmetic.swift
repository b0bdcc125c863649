import ShellBytes

/// Arithmetic texts: where they end, and what they say before expansion (XCU 2.6.4).
extension Lexer {
  /// What ends an arithmetic text, outside of parentheses and brackets of its own.
  enum ArithmeticEnd {
    case parenthesis, bracket, brace, semicolon
    /// A `:` that belongs to no `?`, or `}`: the offset in `${x:offset:length}`.
    case colonOrBrace
  }

  /// The arithmetic text at the cursor; what ends it is not consumed.
  func readArithmetic(until ending: ArithmeticEnd) throws(SyntaxError) -> ArithmeticExpansion {
    let start = builds ? position(at) : Position()
    var builder = WordBuilder(builds: builds)
    var parentheses = 0
    var brackets = 0
    var conditionals = 0
    let stops = ByteSet.arithmeticStops
    reading: while true {
      let from = at
      var to = from
      while !stops.contains(bytes[to]) { to &+= 1 }
      builder.append(bytes + from, count: to &- from)
      at = to
      let byte = bytes[at]
      let isNested = parentheses > 0 || brackets > 0
      switch byte {
      case 0: break reading
      case "\\":
        switch bytes[at &+ 1] {
        case "\n":
          at &+= 2
          continue reading
        case "$", "`", "\\", "\"":
          builder.append(.escaped(text(at &+ 1, at &+ 2)))
          at &+= 2
          continue reading
        default: break
        }
      case "\"":
        try readDoubleQuoted(&builder)
        continue reading
      case "`":
        try readBackquoted(&builder, isQuoted: true)
        continue reading
      case "$":
        try readDollar(&builder, isQuoted: true)
        continue reading
      case "(": parentheses &+= 1
      case ")":
        if parentheses == 0 {
          if ending == .parenthesis || ending == .semicolon { break reading }
        } else {
          parentheses &-= 1
        }
      case "[": brackets &+= 1
      case "]":
        if ending == .bracket && !isNested { break reading }
        if brackets > 0 { brackets &-= 1 }
      case "}":
        if ending == .brace || ending == .colonOrBrace { break reading }
      case "?": if !isNested { conditionals &+= 1 }
      case ":":
        if ending == .colonOrBrace && !isNested {
          if conditionals == 0 { break reading }
          conditionals &-= 1
        }
      case ";":
        if ending == .semicolon && !isNested { break reading }
      default: break
      }
      builder.append(byte)
      at &+= 1
    }
    let word = Word(parts: builder.finish(), range: range(start, at))
    return ArithmeticExpansion(
      text: word, expression: builds ? ArithmeticParser.parse(word.parts, depth, stack) : nil)
  }

  /// `((…))` at the cursor, which stays where it is when the second parenthesis is not closed
  /// together with the first: then they are two, of subshells (XCU 2.6.4).
  ///
  /// - Returns: nil then; where the text ended first, with the error to report should there be no
  ///   commands either.
  func readDoubleParentheses(
    openedAt start: Int, _ failure: inout SyntaxError?
  ) throws(SyntaxError) -> ArithmeticExpansion? {
    let first = at
    guard !notArithmetic.contains(first), bytes[next(first)] == "(" else { return nil }
    let mark = mark()
    at = next(first) &+ 1
    do throws(SyntaxError) {
      try enter()
      let expansion = try readArithmetic(until: .parenthesis)
      leave()
      if peekByte() == ")" && isFollowed(by: ")") {
        at = next(at) &+ 1
        return expansion
      }
      if at >= end { failure = unfinished("'))'", openedAt: position(start)) }
    } catch {
      if depth >= Lexer.maximumDepth { throw error }
      if error.isIncomplete { failure = error }
    }
    reset(to: mark)
    notArithmetic.insert(first)
    return nil
  }

  /// `$((…))` or `$(…)`; the cursor is at the first parenthesis.
  func readParentheses(_ start: Int) throws(SyntaxError) -> WordPart {
    var failure: SyntaxError?
    if let expansion = try readDoubleParentheses(openedAt: start, &failure) {
      return .arithmetic(expansion)
    }
    do throws(SyntaxError) {
      let body = try readProgram(openedAt: start)
      return .commandSubstitution(CommandSubstitution(body: body, isBackquoted: false))
    } catch {
      throw failure ?? error
    }
  }
}
