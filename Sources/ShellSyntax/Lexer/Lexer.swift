import ShellBytes

/// The lowest address that the native stack may reach: how deep constructs can be nested depends on
/// how much is left of it.
struct StackLimit: Sendable {
  /// The address itself.
  let address: UInt

  /// How much one call of the parser takes where its caller sets no limit.
  static let allowance: UInt = 2 << 20

  /// The limit of a call that is made now.
  init(_ address: UInt?) {
    self.address = address ?? StackLimit.current &- StackLimit.allowance
  }

  /// Whether the stack is used up.
  var isReached: Bool { StackLimit.current < address }

  /// About where the stack is.
  @inline(never)
  private static var current: UInt {
    var mark: UInt8 = 0
    return withUnsafeMutablePointer(to: &mark) { UInt(bitPattern: $0) }
  }
}

/// Recognizes tokens (XCU 2.3), one at a time and only when the parser asks, because what follows
/// may depend on what the parser has met.
///
/// It is a class so that a command substitution inside of a word is parsed by a parser on the same
/// cursor.
final class Lexer {
  /// How deep constructs may be nested in each other.
  static let maximumDepth = 1000

  /// The language that is read.
  let dialect: Dialect
  /// Whether that is bash's.
  let isBash: Bool
  /// Answers which aliases there are.
  var aliases: Parser.Aliases?
  /// Whether trees are made; without, a text is only checked, and what is returned says nothing.
  var builds = true
  /// Whether bodies that may never run are checked now and made when they run (DeferredList).
  var defers = false

  /// The text, and what keeps `bytes` alive.
  var source: SourceBuffer
  /// The text as it was given; the buffer's changes where aliases are substituted.
  private let given: ByteString?
  /// The first byte of the buffer.
  var bytes: UnsafeMutablePointer<UInt8>
  /// The offset of the next byte in the buffer.
  var at: Int
  /// The offset behind the last byte of the text.
  var end: Int

  /// The token that was recognized and not yet consumed.
  var token = Token()
  /// Whether `token` is still to be consumed.
  var hasToken = false
  /// Where the token ended that was consumed last.
  var lastEnd = 0
  /// How many constructs are open.
  var depth: Int
  /// How many are open around this text.
  let outerDepth: Int
  /// How far down the native stack may be used.
  var stack: StackLimit

  // Lines are counted only when a position is asked for; these describe the last one.
  private var countedTo: Int
  private var line: Int
  private var lineStart: Int

  /// Texts of aliases that the cursor is in, the outermost first (Lexer+Aliases.swift).
  var aliasFrames: [AliasFrame] = []
  /// Whether the next word is checked for an alias because one before it ended in a blank.
  var checksNextWord = false

  /// Here-documents whose operator was met and whose lines were not (Lexer+HereDocuments.swift).
  var pendingHereDocuments: [PendingHereDocument] = []
  /// The bodies that were read, by the number of their here-document.
  var hereDocumentBodies: [Int: Word] = [:]
  /// The number of the next here-document.
  var hereDocumentCount = 0
  /// Whether the text ended before the line that ends a here-document.
  var endsInHereDocument = false
  /// How many here-documents of the current complete command await their body in the tree.
  var unfilledHereDocuments = 0

  /// Whether bash's POSIX mode is on.
  var isPosixMode = false
  /// Whether assignments may stand behind the command's name (`set -k`).
  var takesKeywords = false
  /// Whether the text is the body of a here-document.
  var isHereDocumentBody = false
  /// How many command substitutions are open.
  var substitutionDepth = 0
  /// What was remarked on.
  var warnings: [SyntaxWarning] = []

  /// Offsets of `((` and `$((` that were found to begin no arithmetic expression.
  var notArithmetic: Set<Int> = []

  /// A lexer at the start of a text.
  init(
    _ text: ByteString, dialect: Dialect, firstLine: Int, aliases: Parser.Aliases?,
    depth: Int = 0, stack: StackLimit
  ) {
    self.dialect = dialect
    isBash = dialect == .bash
    self.aliases = aliases
    self.depth = depth
    outerDepth = depth
    self.stack = stack
    source = SourceBuffer(text)
    given = text
    bytes = source.base
    at = source.start
    end = source.end
    countedTo = source.start
    line = firstLine
    lineStart = source.start
  }

  /// A lexer at a place of a text that another one reads, too.
  init(_ source: SourceBuffer, at place: Position, dialect: Dialect, depth: Int, stack: StackLimit)
  {
    self.dialect = dialect
    isBash = dialect == .bash
    aliases = nil
    self.depth = depth
    outerDepth = depth
    self.stack = stack
    self.source = source
    given = nil
    bytes = source.base
    at = source.start &+ place.offset
    end = source.end
    countedTo = at
    line = place.line
    lineStart = at &- place.column &+ 1
  }

  // MARK: Positions

  /// The place of an offset. Inside of an alias's text it is that of the word that named it.
  func position(_ offset: Int) -> Position {
    if let outermost = aliasFrames.first, offset < outermost.end { return outermost.origin }
    if offset >= countedTo {
      countLines(to: offset)
    } else {
      while countedTo > offset {
        countedTo &-= 1
        if bytes[countedTo] == "\n" { line &-= 1 }
      }
      lineStart = offset
      while lineStart > source.start, bytes[lineStart &- 1] != "\n" { lineStart &-= 1 }
    }
    return Position(
      offset: offset &- source.start, line: line, column: offset &- lineStart &+ 1)
  }

  /// Takes the lines before an offset into account, which lies behind those that were counted.
  private func countLines(to offset: Int) {
    var place = countedTo
    if offset &- place > 32 {
      let text = UnsafeBufferPointer(start: UnsafePointer(bytes), count: offset)
      while let newline = text.firstOffset(of: 10, from: place, to: offset) {
        line &+= 1
        place = newline &+ 1
        lineStart = place
      }
    } else {
      while place < offset {
        let isNewline = bytes[place] == "\n"
        place &+= 1
        if isNewline {
          line &+= 1
          lineStart = place
        }
      }
    }
    countedTo = offset
  }

  /// Where the token begins that is next.
  var tokenStart: Position { builds ? token.start : position(token.first) }

  /// The range from a place to an offset.
  @inline(__always)
  func range(_ start: Position, _ end: Int) -> SourceRange {
    guard builds else { return SourceRange() }
    return SourceRange(
      start: start.offset, end: max(end &- source.start, start.offset), line: start.line,
      column: start.column)
  }

  /// The bytes between two offsets.
  func text(_ start: Int, _ end: Int) -> ByteString {
    ByteString(bytes + start, count: max(0, end &- start))
  }

  // MARK: Errors

  /// A syntax error at a place of this text.
  func error(
    _ message: ByteString, found: ByteString, at place: Position, isIncomplete: Bool = false,
    openedAt: Position? = nil, wording: SyntaxError.Wording = .token
  ) -> SyntaxError {
    var lineStart = min(max(place.offset &+ source.start, source.start), end)
    var lineEnd = lineStart
    while lineStart > source.start, bytes[lineStart &- 1] != "\n" { lineStart &-= 1 }
    while lineEnd < end, bytes[lineEnd] != "\n" { lineEnd &+= 1 }
    var sourceLine = text(lineStart, lineEnd)
    if aliases != nil, let given { sourceLine = given.line(around: place.offset) }
    return SyntaxError(
      message: message, found: found, line: place.line, column: place.column,
      sourceLine: sourceLine, isIncomplete: isIncomplete,
      openedAt: openedAt.map { range($0, 0) }, wording: wording)
  }

  /// The line behind the last one of the text, where bash finds that it ends.
  var endLine: Int {
    let place = position(end)
    if end > source.start && bytes[end &- 1] == "\\" { return place.line &+ 2 }
    return place.column > 1 ? place.line &+ 1 : place.line
  }

  /// The error of a text that ends inside of a construct.
  func unfinished(
    _ expected: ByteString, openedAt: Position, wording: SyntaxError.Wording? = nil
  ) -> SyntaxError {
    // What is expected stands in quotation marks.
    let closing =
      expected.count > 2 ? expected.bytes(in: expected.count - 2..<expected.count - 1) : expected
    return error(
      "unexpected end of file in what began on line \(openedAt.line), expected \(expected)",
      found: "end of file", at: position(end), isIncomplete: true, openedAt: openedAt,
      wording: wording ?? .closing(closing, line: openedAt.line))
  }

  /// Notes that a construct begins; its end calls `leave`.
  func enter() throws(SyntaxError) {
    depth &+= 1
    if depth > Lexer.maximumDepth || stack.isReached {
      // Nothing that is tried instead may come to another end.
      depth = Lexer.maximumDepth
      throw error(
        SyntaxError.tooDeep,
        found: text(at, min(at &+ 1, end)), at: position(at))
    }
  }

  /// Notes that a construct ends.
  func leave() { depth &-= 1 }

  // MARK: Bytes

  /// The next byte behind any line continuation; 0 at the end.
  @inline(__always)
  func peekByte() -> UInt8 {
    while bytes[at] == "\\" && bytes[at &+ 1] == "\n" { at &+= 2 }
    return bytes[at]
  }

  /// The offset of the byte behind the one at an offset, past any line continuation.
  func next(_ offset: Int) -> Int {
    var offset = offset &+ 1
    while bytes[offset] == "\\" && bytes[offset &+ 1] == "\n" { offset &+= 2 }
    return offset
  }

  /// Whether the byte behind the next one is this.
  func isFollowed(by byte: Unicode.Scalar) -> Bool { bytes[next(at)] == byte }

  /// Passes blanks, line continuations and a comment.
  func skipBlanks() {
    while true {
      switch bytes[at] {
      case " ", "\t": at &+= 1
      case "\\":
        guard bytes[at &+ 1] == "\n" else { return }
        at &+= 2
      case "#":
        while at < end, bytes[at] != "\n" { at &+= 1 }
        return
      default: return
      }
    }
  }

  /// A state to come back to.
  struct Mark {
    var source: SourceBuffer
    var at: Int
    var token: Token
    var hasToken: Bool
    var lastEnd: Int
    var depth: Int
    var countedTo: Int
    var line: Int
    var lineStart: Int
    var aliasFrames: [AliasFrame]
    var checksNextWord: Bool
    var pending: [PendingHereDocument]
    var unfilled: Int
  }

  /// The state now.
  func mark() -> Mark {
    Mark(
      source: source, at: at, token: token, hasToken: hasToken, lastEnd: lastEnd, depth: depth,
      countedTo: countedTo, line: line, lineStart: lineStart, aliasFrames: aliasFrames,
      checksNextWord: checksNextWord, pending: pendingHereDocuments,
      unfilled: unfilledHereDocuments)
  }

  /// Goes back to a state.
  func reset(to mark: Mark) {
    source = mark.source
    bytes = source.base
    end = source.end
    at = mark.at
    token = mark.token
    hasToken = mark.hasToken
    lastEnd = mark.lastEnd
    depth = mark.depth
    countedTo = mark.countedTo
    line = mark.line
    lineStart = mark.lineStart
    aliasFrames = mark.aliasFrames
    checksNextWord = mark.checksNextWord
    pendingHereDocuments = mark.pending
    unfilledHereDocuments = mark.unfilled
  }

  /// A token to come back to where no alias is substituted.
  struct Place {
    var first: Int
    var lastEnd: Int
    var depth: Int
    var start: Position
  }

  /// The token that is next.
  func place() -> Place {
    Place(first: token.first, lastEnd: lastEnd, depth: depth, start: token.start)
  }

  /// Goes back to a token, before which no here-document was pending.
  func go(to place: Place) {
    at = place.first
    lastEnd = place.lastEnd
    depth = place.depth
    hasToken = false
    pendingHereDocuments = []
    countedTo = place.first
    line = place.start.line
    lineStart = place.first &- place.start.column &+ 1
  }

  /// Begins anew behind the next newline.
  func skipLine() {
    while at < end, bytes[at] != "\n" { at &+= 1 }
    hasToken = false
    lastEnd = at
    depth = outerDepth
    aliasFrames = []
    checksNextWord = false
    pendingHereDocuments = []
    hereDocumentBodies = [:]
    unfilledHereDocuments = 0
    builds = true
  }

  /// Moves all offsets along when the text was given more room at its front.
  func shiftOffsets(by room: Int) {
    at &+= room
    lastEnd &+= room
    token.first &+= room
    token.end &+= room
    countedTo &+= room
    lineStart &+= room
    for index in aliasFrames.indices { aliasFrames[index].end &+= room }
    notArithmetic = Set(notArithmetic.map { $0 &+ room })
  }

  // MARK: Tokens

  /// The next token, which stays the next one until it is consumed.
  @inline(__always)
  func peek(_ context: TokenContext) throws(SyntaxError) -> Token.Kind {
    if !hasToken {
      try readToken(context)
      hasToken = true
    }
    return token.kind
  }

  /// Consumes the token that was peeked at.
  @inline(__always)
  func advance() {
    lastEnd = token.end
    hasToken = false
  }

  private func readToken(_ context: TokenContext) throws(SyntaxError) {
    while true {
      skipBlanks()
      if !aliasFrames.isEmpty { popAliases() }
      token.first = at
      let start = builds ? position(at) : Position()
      let byte = bytes[at]
      switch byte {
      case 0:
        if !pendingHereDocuments.isEmpty { readHereDocuments() }
        set(.end, start)
        return
      case "\n":
        at &+= 1
        if !pendingHereDocuments.isEmpty {
          // The body is no part of the newline.
          set(.newline, start)
          readHereDocuments()
          return
        }
        set(.newline, start)
        return
      case "0", "1", "2", "3", "4", "5", "6", "7", "8", "9":
        if let number = readDescriptorNumber() {
          set(.ioNumber(number), start)
          return
        }
      case "{":
        if isBash, let name = readDescriptorVariable() {
          set(.ioVariable, start)
          token.word = Word(parts: [.literal(name)], range: range(start, at))
          token.isPlain = false
          return
        }
      case "!":
        // `!(` where a command may begin is a negated subshell, not a pattern.
        if context == .command || context == .condition, bytes[next(at)] == "(" {
          at &+= 1
          set(.word, start)
          token.isPlain = true
          token.reserved = .bang
          return
        }
      case ";", "&", "|", "<", ">", "(", ")":
        if let found = readOperator() {
          set(.operator(found), start)
          return
        }
      default: break
      }
      if try readWordToken(context, start) { return }
    }
  }

  /// Makes the token that ends at the cursor.
  func set(_ kind: Token.Kind, _ start: Position) {
    token.kind = kind
    token.start = start
    token.end = at
    token.reserved = nil
  }

  /// A number directly before `<` or `>` (XCU 2.10.1 rule 2); nil leaves the cursor.
  private func readDescriptorNumber() -> Int? {
    var offset = at
    var number = 0
    while bytes[offset].isASCIIDigit {
      number = number &* 10 &+ Int(bytes[offset] &- 48)
      if number > 0x7FFF_FFFF { return nil }
      offset = next(offset)
    }
    guard bytes[offset] == "<" || bytes[offset] == ">" else { return nil }
    // What an alias ends in is a word of its own.
    if aliasFrames.contains(where: { $0.end == offset }) { return nil }
    if isBash && bytes[next(offset)] == "(" { return nil }
    at = offset
    return number
  }

  /// `{name}` or `{name[subscript]}` directly before `<` or `>`; nil leaves the cursor.
  private func readDescriptorVariable() -> ByteString? {
    var offset = at &+ 1
    guard bytes[offset].isNameStart else { return nil }
    while bytes[offset].isNameByte { offset &+= 1 }
    if bytes[offset] == "[" {
      while offset < end, bytes[offset] != "]", bytes[offset] != "\n" { offset &+= 1 }
      offset &+= 1
    }
    guard offset < end, bytes[offset] == "}", bytes[offset &+ 1] == "<" || bytes[offset &+ 1] == ">"
    else {
      return nil
    }
    let name = text(at &+ 1, offset)
    at = offset &+ 1
    return name
  }

  /// The longest operator at the cursor (XCU 2.3 rules 2 and 3); nil, with the cursor left, where
  /// `<(` or `>(` begins a word.
  private func readOperator() -> Operator? {
    let first = bytes[at]
    let second = next(at)
    func take(_ found: Operator, _ last: Int) -> Operator {
      at = last &+ 1
      return found
    }
    switch (first, bytes[second]) {
    case ("(", _): return take(.leftParenthesis, at)
    case (")", _): return take(.rightParenthesis, at)
    case (";", ";"):
      let third = next(second)
      if isBash && bytes[third] == "&" { return take(.doubleSemicolonAnd, third) }
      return take(.doubleSemicolon, second)
    case (";", "&"): return take(.semicolonAnd, second)
    case (";", _): return take(.semicolon, at)
    case ("&", "&"): return take(.andIf, second)
    case ("&", ">") where isBash:
      let third = next(second)
      if bytes[third] == ">" { return take(.andDoubleGreat, third) }
      return take(.andGreat, second)
    case ("&", _): return take(.and, at)
    case ("|", "|"): return take(.orIf, second)
    case ("|", "&") where isBash: return take(.pipeAnd, second)
    case ("|", _): return take(.pipe, at)
    case ("<", "("), (">", "("):
      if isBash { return nil }
      return take(first == "<" ? .less : .great, at)
    case ("<", "<"):
      let third = next(second)
      if bytes[third] == "-" { return take(.doubleLessDash, third) }
      if isBash && bytes[third] == "<" { return take(.tripleLess, third) }
      return take(.doubleLess, second)
    case ("<", "&"): return take(.lessAnd, second)
    case ("<", ">"): return take(.lessGreat, second)
    case ("<", _): return take(.less, at)
    case (">", ">"): return take(.doubleGreat, second)
    case (">", "&"): return take(.greatAnd, second)
    case (">", "|"): return take(.clobber, second)
    default: return take(.great, at)
    }
  }

  /// Reads a word or an assignment.
  ///
  /// - Returns: false when an alias took the place of the word, and a token is to be read from it.
  private func readWordToken(
    _ context: TokenContext, _ start: Position
  ) throws(SyntaxError) -> Bool {
    let isChecked = checksNextWord
    checksNextWord = false
    let first = at
    // Most words are plain text, which is made a tree only when the parser takes it.
    let to = plainEnd()
    let mayAssign = (context == .command || context == .declaration) && bytes[first].isNameStart
    if endsPlainWord(to), !(mayAssign && isAssignment(first, to)) {
      at = to
      set(.word, start)
      token.isPlain = true
      token.reserved = ReservedWord(bytes + first, count: to &- first, isBash: isBash)
    } else {
      if mayAssign, try readAssignment(start) {
        set(.assignment, start)
        return true
      }
      let parts = try readWord()
      set(.word, start)
      token.isPlain = false
      token.word = Word(parts: parts, range: range(start, at))
      if parts.count == 1, case .literal(let text) = parts[0] {
        token.reserved = ReservedWord(text, isBash: isBash)
      }
    }
    if aliases != nil, context == .command || isChecked,
      isChecked || token.reserved == nil || token.reserved == .in, let text = literal,
      expandAlias(text, first, start)
    {
      // The first word of the text stands where the alias stood.
      checksNextWord = isChecked
      return false
    }
    return true
  }

  /// The offset behind the plain text at the cursor.
  @inline(__always)
  private func plainEnd() -> Int {
    let table = ByteTable.wordStops.start
    let bytes = bytes
    var offset = at
    while !table[Int(bytes[offset])] { offset &+= 1 }
    return offset
  }

  /// The word at the cursor up to the next metacharacter; an empty one where that is next.
  func readWholeWord() throws(SyntaxError) -> Word {
    let first = at
    let end = plainEnd()
    let start = builds ? position(first) : Position()
    guard end > first, endsPlainWord(end) else {
      return Word(parts: try readWord(), range: range(start, at))
    }
    at = end
    return builds ? Word(plain: text(first, end), range: range(start, end)) : Word.empty
  }

  /// Whether a word ends at an offset where its plain text does: nothing quotes or expands there.
  private func endsPlainWord(_ offset: Int) -> Bool {
    switch bytes[offset] {
    case " ", "\t", "\n", ";", "&", "|", ")": return true
    // The parenthesis may belong to a pattern, or to a substitution of a process.
    case "(": return !isBash || offset > at && !ByteSet.patternPrefixes.contains(bytes[offset &- 1])
    case "<", ">": return !isBash || bytes[offset &+ 1] != "(" && bytes[offset &+ 1] != "\\"
    case 0: return offset >= end
    default: return false
    }
  }

  /// Whether plain text may be an assignment: an `=` or a `[` follows a name.
  private func isAssignment(_ first: Int, _ end: Int) -> Bool {
    var offset = first
    while bytes[offset].isNameByte { offset &+= 1 }
    guard offset < end else { return false }
    switch bytes[offset] {
    case "=": return true
    case "+", "[": return isBash
    default: return false
    }
  }

  /// The word that is next.
  var word: Word {
    guard token.isPlain else { return token.word }
    return Word(plain: text(token.first, token.end), range: range(token.start, token.end))
  }

  /// The text of the word that is next, where it has no quotes and no expansions.
  var literal: ByteString? {
    token.isPlain ? text(token.first, token.end) : token.word.literal
  }
}

extension ByteString {
  /// The line that an offset lies in, without its newline.
  fileprivate func line(around offset: Int) -> ByteString {
    var start = Swift.min(Swift.max(offset, 0), count)
    var end = start
    while start > 0, self[start - 1] != 10 { start -= 1 }
    while end < count, self[end] != 10 { end += 1 }
    return bytes(in: start..<end)
  }
}
