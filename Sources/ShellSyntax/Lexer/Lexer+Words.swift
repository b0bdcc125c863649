import ShellBytes

/// Words, their quotes and their expansions (XCU 2.2, 2.3 rules 4 to 10).
extension Lexer {
  /// What ends a stretch of unquoted text.
  enum UnquotedEnd {
    /// A metacharacter outside of a pattern's parentheses.
    case metacharacter
    /// The same in the right side of `=~`, where parentheses and `|` are text.
    case regularExpression
    /// The `}` of `${x-word}`.
    case brace
    /// The `/` or `}` behind the pattern of `${x/pattern/string}`.
    case slashOrBrace
    /// The `]` of a subscript.
    case bracket

    var stops: ByteSet {
      switch self {
      case .metacharacter, .regularExpression: return .wordStops
      case .brace: return .braceStops
      case .slashOrBrace: return .slashStops
      case .bracket: return .bracketStops
      }
    }
  }

  /// The parts of a word up to the next metacharacter; none where one stands at the cursor.
  func readWord() throws(SyntaxError) -> [WordPart] {
    try readUnquoted(.metacharacter)
  }

  /// The parts of unquoted text up to what ends it, which is not consumed, or the end of the text.
  func readUnquoted(_ ending: UnquotedEnd) throws(SyntaxError) -> [WordPart] {
    let stops = ending.stops
    let opened = at
    // How many parentheses or brackets are open that belong to the word.
    var nesting = 0
    var builder = WordBuilder(builds: builds)
    while true {
      let from = at
      var to = from
      while !stops.contains(bytes[to]) { to &+= 1 }
      if to > from {
        builder.append(bytes + from, count: to &- from)
        at = to
      }
      let byte = bytes[at]
      switch byte {
      case 0:
        if nesting > 0 && (ending == .metacharacter || ending == .regularExpression) {
          throw unfinished("')'", openedAt: position(opened))
        }
        return builder.finish()
      case "\\": readEscape(&builder)
      case "'": try readSingleQuoted(&builder)
      case "\"": try readDoubleQuoted(&builder)
      case "`": try readBackquoted(&builder, isQuoted: false)
      case "$": try readDollar(&builder, isQuoted: false)
      case "}", "/":
        return builder.finish()
      case "[":
        nesting &+= 1
        builder.append(byte)
        at &+= 1
      case "]":
        if nesting == 0 { return builder.finish() }
        nesting &-= 1
        builder.append(byte)
        at &+= 1
      case "<", ">":
        if isBash && nesting == 0 && isFollowed(by: "(") {
          let substitution = try readProcessSubstitution(isInput: byte == "<")
          builder.append(.processSubstitution(substitution))
        } else if nesting == 0 && (ending == .metacharacter || ending == .regularExpression) {
          return builder.finish()
        } else {
          builder.append(byte)
          at &+= 1
        }
      case "(":
        if nesting == 0 && ending != .regularExpression {
          guard isBash, let last = builder.lastByte, ByteSet.patternPrefixes.contains(last),
            !beginsFunctionParentheses()
          else { return builder.finish() }
        }
        nesting &+= 1
        builder.append(byte)
        at &+= 1
      case ")":
        if nesting == 0 { return builder.finish() }
        nesting &-= 1
        builder.append(byte)
        at &+= 1
      case "\n" where ending == .bracket:
        // A subscript is closed on its line, or the bracket is text.
        return builder.finish()
      case "|" where ending == .regularExpression:
        builder.append(byte)
        at &+= 1
      default:
        if nesting == 0 { return builder.finish() }
        builder.append(byte)
        at &+= 1
      }
    }
  }

  /// Whether the parenthesis at the cursor is closed at once, as behind the name of a function, and
  /// the word with it: what goes on is a pattern without anything in its parentheses.
  private func beginsFunctionParentheses() -> Bool {
    var offset = next(at)
    while bytes[offset].isASCIIBlank { offset = next(offset) }
    guard bytes[offset] == ")" else { return false }
    let behind = bytes[next(offset)]
    return behind == "{" || ByteSet.wordStops.contains(behind)
  }

  /// A backslash outside of quotes (XCU 2.2.1).
  private func readEscape(_ builder: inout WordBuilder) {
    let quoted = at &+ 1
    if quoted >= end {
      // The last byte of a text quotes nothing, so it is text itself.
      builder.append(.escaped("\\"))
      at = quoted
    } else if bytes[quoted] == "\n" {
      at = quoted &+ 1
    } else {
      let length = characterLength(quoted)
      builder.append(.escaped(text(quoted, quoted &+ length)))
      at = quoted &+ length
    }
  }

  /// How many bytes the character at an offset takes in UTF-8; 1 for what is none.
  private func characterLength(_ offset: Int) -> Int {
    guard bytes[offset] >= 0x80 else { return 1 }
    return CharacterEncoding.utf8.character(
      in: UnsafeBufferPointer(start: bytes + offset, count: end &- offset), at: 0
    ).length
  }

  /// `'…'` (XCU 2.2.2).
  private func readSingleQuoted(_ builder: inout WordBuilder) throws(SyntaxError) {
    let opened = at
    var to = at &+ 1
    while bytes[to] != "'" {
      if to >= end { throw unfinished("\"'\"", openedAt: position(opened)) }
      to &+= 1
    }
    builder.append(.singleQuoted(text(opened &+ 1, to)))
    at = to &+ 1
  }

  /// `"…"` (XCU 2.2.3).
  func readDoubleQuoted(
    _ builder: inout WordBuilder, isInner: Bool = false
  ) throws(SyntaxError) {
    let opened = at
    at &+= 1
    try enter()
    let parts = try readQuoted(isInner && isBash ? .innerDoubleQuote : .doubleQuote)
    guard bytes[at] == "\"" else { throw unfinished("'\"'", openedAt: position(opened)) }
    at &+= 1
    leave()
    builder.append(.doubleQuoted(parts))
  }

  /// What ends a stretch of text that is expanded as inside of double quotes.
  enum QuotedEnd {
    /// The closing `"`.
    case doubleQuote
    /// That of quotes inside of `"${x-word}"`: between them a backslash quotes any character.
    case innerDoubleQuote
    /// The `}` of `"${x-word}"`.
    case brace
    /// The end of a here-document's body, where `"` is text.
    case hereDocument
    /// The end of a text such as a prompt, where `"` is text that a backslash still quotes.
    case text
  }

  /// The parts of quoted text up to what ends it, which is not consumed, or the end of the text.
  func readQuoted(_ ending: QuotedEnd) throws(SyntaxError) -> [WordPart] {
    let stops = ending == .brace ? ByteSet.quotedBraceStops : ByteSet.quotedStops
    var builder = WordBuilder(builds: builds)
    // Up to here braces are text, because single quotes stand around them.
    var protectedEnd = at
    while true {
      let from = at
      var to = from
      while !stops.contains(bytes[to]) { to &+= 1 }
      if to > from {
        builder.append(bytes + from, count: to &- from)
        at = to
      }
      switch bytes[at] {
      case 0: return builder.finish()
      case "\\":
        let quoted = bytes[at &+ 1]
        switch quoted {
        case "\n": at &+= 2
        case "$", "`", "\\": readQuotedEscape(&builder)
        case "\"" where ending != .hereDocument: readQuotedEscape(&builder)
        case "}" where ending == .brace: readQuotedEscape(&builder)
        case _ where ending == .innerDoubleQuote && at &+ 1 < end: readQuotedEscape(&builder)
        default:
          builder.append(bytes[at])
          at &+= 1
        }
      case "\"":
        switch ending {
        case .doubleQuote, .innerDoubleQuote: return builder.finish()
        case .brace: try readDoubleQuoted(&builder, isInner: true)
        case .hereDocument, .text:
          builder.append(bytes[at])
          at &+= 1
        }
      case "`": try readBackquoted(&builder, isQuoted: ending != .hereDocument && ending != .text)
      case "$"
      where isBash && ending == .brace && !isHereDocumentBody && bytes[at &+ 1] == "'":
        let start = at
        at &+= 1
        try readDollarSingleQuoted(&builder, start)
      case "$": try readDollar(&builder, isQuoted: true)
      case "'":
        if at >= protectedEnd { protectedEnd = closingQuote() }
        builder.append(bytes[at])
        at &+= 1
      case "}" where at < protectedEnd:
        builder.append(bytes[at])
        at &+= 1
      default: return builder.finish()
      }
    }
  }

  /// The offset behind the single quote that closes the one at the cursor. In `"${x-word}"` it is text, but bash takes a
  /// `}` between two of them for text, too.
  private func closingQuote() -> Int {
    guard isBash && !isPosixMode else { return at }
    var offset = at &+ 1
    while offset < end, bytes[offset] != "'" {
      if bytes[offset] == "\"" || bytes[offset] == "\n" { return at }
      offset &+= 1
    }
    return offset < end ? offset &+ 1 : at
  }

  private func readQuotedEscape(_ builder: inout WordBuilder) {
    builder.append(.escaped(text(at &+ 1, at &+ 2)))
    at &+= 2
  }

  /// What begins with `$` (XCU 2.2.4, 2.6.2, 2.6.3, 2.6.4).
  func readDollar(_ builder: inout WordBuilder, isQuoted: Bool) throws(SyntaxError) {
    let start = at
    at &+= 1
    let byte = peekByte()
    switch byte {
    case "{":
      at &+= 1
      try enter()
      let expansion = try readBracedParameter(start, isQuoted: isQuoted)
      builder.append(.parameter(expansion))
      leave()
    case "(":
      let part = try readParentheses(start)
      builder.append(part)
    case "'" where !isQuoted:
      try readDollarSingleQuoted(&builder, start)
    case "\"" where !isQuoted && isBash:
      try readDoubleQuoted(&builder)
    case "[" where isBash:
      at &+= 1
      try enter()
      let expansion = try readArithmetic(until: .bracket)
      guard peekByte() == "]" else { throw unfinished("']'", openedAt: position(start)) }
      at &+= 1
      leave()
      builder.append(.arithmetic(expansion))
    default:
      let place = builds ? position(start) : Position()
      let parameter: ParameterExpansion.Parameter
      if byte.isNameStart {
        parameter = .variable(readName())
      } else if byte.isASCIIDigit {
        at &+= 1
        parameter = .positional(Int(byte &- 48))
      } else if ByteSet.specialParameters.contains(byte) {
        at &+= 1
        parameter = .special(byte)
      } else {
        builder.append(36)
        return
      }
      builder.append(
        .parameter(
          ParameterExpansion(parameter: parameter, isBraced: false, range: range(place, at))))
    }
  }

  /// The name at the cursor (XBD 3.216), which may be broken by line continuations.
  func readName() -> ByteString {
    let from = at
    var to = from
    while bytes[to].isNameByte { to &+= 1 }
    at = to
    var name = builds ? text(from, to) : ByteString()
    while bytes[at] == "\\" && bytes[at &+ 1] == "\n" {
      _ = peekByte()
      let more = at
      while bytes[at].isNameByte { at &+= 1 }
      name.append(text(more, at))
    }
    return name
  }

  /// `$'…'` (XCU 2.2.4), with its escapes resolved.
  private func readDollarSingleQuoted(
    _ builder: inout WordBuilder, _ start: Int
  ) throws(SyntaxError) {
    let text = try readDollarSingleQuotedText(start)
    builder.append(.dollarSingleQuoted(text))
  }

  /// The text of `$'…'`; the cursor is at its quote.
  func readDollarSingleQuotedText(_ start: Int) throws(SyntaxError) -> ByteString {
    at &+= 1
    var result = ByteString()
    // As in a C string, a NUL ends the text.
    var isEnded = false
    while bytes[at] != "'" {
      if at >= end { throw unfinished("\"'\"", openedAt: position(start)) }
      if bytes[at] != "\\" || at &+ 1 >= end {
        if !isEnded { result.append(bytes[at]) }
        at &+= 1
        continue
      }
      at &+= 1
      let escape = readDollarEscape()
      if escape == ByteString("\0") { isEnded = true }
      if !isEnded { result.append(escape) }
    }
    at &+= 1
    return result
  }

  /// The bytes of the escape whose backslash was just passed.
  private func readDollarEscape() -> ByteString {
    let byte = bytes[at]
    at &+= 1
    switch byte {
    case "a": return "\u{07}"
    case "b": return "\u{08}"
    case "e", "E": return "\u{1B}"
    case "f": return "\u{0C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "v": return "\u{0B}"
    case "\\", "'", "\"", "?": return ByteString(CollectionOfOne(byte))
    case "c" where at < end:
      // Control and the character: its low five bits; `\c?` is DEL.
      let control = bytes[at]
      at &+= 1
      if control == "\\" && bytes[at] == "\\" { at &+= 1 }
      return ByteString(CollectionOfOne(control == "?" ? 0x7F : control & 0x1F))
    case "0", "1", "2", "3", "4", "5", "6", "7":
      var value = Int(byte &- 48)
      var count = 1
      while count < 3, bytes[at] &- 48 < 8 {
        value = value &* 8 &+ Int(bytes[at] &- 48)
        at &+= 1
        count &+= 1
      }
      return ByteString(CollectionOfOne(UInt8(truncatingIfNeeded: value)))
    case "x" where bytes[at] == "{" && isBash:
      // `\x{…}`: any number of digits, of which the last two count.
      at &+= 1
      let value = readHexadecimal(.max) ?? 0
      if bytes[at] == "}" { at &+= 1 }
      return ByteString(CollectionOfOne(UInt8(truncatingIfNeeded: value)))
    case "x":
      guard let value = readHexadecimal(2) else { return "\\x" }
      return ByteString(CollectionOfOne(UInt8(truncatingIfNeeded: value)))
    case "u", "U":
      guard let value = readHexadecimal(byte == "u" ? 4 : 8) else {
        return byte == "u" ? "\\u" : "\\U"
      }
      return Lexer.encoded(value)
    default:
      return ByteString([92, byte])
    }
  }

  private func readHexadecimal(_ maximum: Int) -> Int? {
    var value = 0
    var count = 0
    while count < maximum, let digit = bytes[at].hexDigitValue {
      value = value &* 16 &+ digit
      at &+= 1
      count &+= 1
    }
    return count == 0 ? nil : value
  }

  /// A code point in UTF-8, in up to six bytes where it lies beyond Unicode.
  private static func encoded(_ value: Int) -> ByteString {
    if value < 0x80 { return ByteString(CollectionOfOne(UInt8(truncatingIfNeeded: value))) }
    var tail: [UInt8] = []
    var rest = value & 0x7FFF_FFFF
    var limit = 0x40
    repeat {
      tail.append(UInt8(0x80 | rest & 0x3F))
      rest >>= 6
      limit >>= 1
    } while rest >= limit
    let lead = ~(limit &* 2 &- 1) & 0xFF | rest
    return ByteString([UInt8(truncatingIfNeeded: lead)] + tail.reversed())
  }

  // MARK: Substitutions

  /// The commands between the parenthesis at the cursor and the one that closes it.
  func readProgram(openedAt start: Int) throws(SyntaxError) -> Program {
    at &+= 1
    let opened = position(start)
    try enter()
    // The command around it has state of its own: here-documents, and aliases of its next word.
    let pending = pendingHereDocuments
    let unfilled = unfilledHereDocuments
    let outer = token
    pendingHereDocuments = []
    unfilledHereDocuments = 0
    hasToken = false
    let program = try Parser(lexer: self).parseSubstitution(openedAt: opened)
    pendingHereDocuments = pending
    unfilledHereDocuments = unfilled
    token = outer
    hasToken = false
    leave()
    return program
  }

  /// `<(…)` or `>(…)`; the cursor is at the first character.
  private func readProcessSubstitution(
    isInput: Bool
  ) throws(SyntaxError) -> ProcessSubstitution {
    let start = at
    at = next(at)
    return ProcessSubstitution(isInput: isInput, body: try readProgram(openedAt: start))
  }

  /// `` `…` `` (XCU 2.6.3): its backslashes are resolved first, then the text is parsed.
  func readBackquoted(_ builder: inout WordBuilder, isQuoted: Bool) throws(SyntaxError) {
    let opened = position(at)
    at &+= 1
    var text = ByteString()
    while bytes[at] != "`" {
      if at >= end { throw unfinished("'`'", openedAt: opened) }
      if bytes[at] == "\\" && at &+ 1 < end {
        let quoted = bytes[at &+ 1]
        if quoted == "\n" {
          // A line continuation, even where single quotes stand inside.
          at &+= 2
          continue
        }
        if quoted == "$" || quoted == "`" || quoted == "\\" || (isQuoted && quoted == "\"") {
          at &+= 1
        } else {
          text.append(bytes[at])
          at &+= 1
        }
      }
      text.append(bytes[at])
      at &+= 1
    }
    at &+= 1
    try enter()
    let inner = Lexer(
      text, dialect: dialect, firstLine: opened.line, aliases: aliases, depth: depth,
      stack: stack)
    inner.builds = builds
    inner.defers = defers
    let body = try Parser(lexer: inner).parseProgram()
    leave()
    builder.append(.commandSubstitution(CommandSubstitution(body: body, isBackquoted: true)))
  }
}
