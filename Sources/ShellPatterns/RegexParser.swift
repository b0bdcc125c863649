import ShellBytes

/// Reads basic and extended regular expressions (XBD 9.3 and 9.4) as glibc does.
struct RegexParser {
  private let pattern: [UInt8]
  private let isExtended: Bool
  private let options: Regex.Options
  private let encoding: CharacterEncoding
  private let groupsBefore: Int
  private var at = 0
  private var depth = 0
  private(set) var groupCount: Int
  private var completedGroups: Set<Int> = []
  private(set) var warnings: [ByteString] = []

  /// The most repetitions that an interval can ask for (RE_DUP_MAX).
  static let repetitionLimit = 32767
  private static let depthLimit = 250

  init(
    _ pattern: [UInt8], syntax: Regex.Syntax, options: Regex.Options,
    encoding: CharacterEncoding, groupsBefore: Int
  ) {
    self.pattern = pattern
    isExtended = syntax == .extended
    self.options = options
    self.encoding = encoding
    self.groupsBefore = groupsBefore
    groupCount = groupsBefore
  }

  mutating func parse() throws(RegexError) -> RegexNode {
    let node = try alternation()
    guard at == pattern.count else { throw RegexError("Unmatched ) or \\)") }
    return node
  }

  // MARK: Tokens

  private enum Token: Equatable {
    case end, character, any, bracket, open, close, bar
    case star, plus, question, interval
    case lineStart, lineEnd
    case assertion(RegexAssertion)
    case members(CharacterClass, Bool)
    case backReference(Int)
  }

  private func byte(_ offset: Int) -> UInt8? {
    offset < pattern.count ? pattern[offset] : nil
  }

  /// The next token and its length; a character's length is that of the bytes before it.
  private func peek(isStart: Bool) throws(RegexError) -> (token: Token, length: Int) {
    guard let first = byte(at) else { return (.end, 0) }
    switch first {
    case UInt8(ascii: "\\"):
      guard let second = byte(at + 1) else { throw RegexError("Trailing backslash") }
      return (escaped(second), 2)
    case UInt8(ascii: "."): return (.any, 1)
    case UInt8(ascii: "["): return (.bracket, 1)
    case UInt8(ascii: "*"): return (.star, 1)
    case UInt8(ascii: "^") where isExtended || isStart: return (.lineStart, 1)
    case UInt8(ascii: "$") where isExtended || endsBranch(at + 1): return (.lineEnd, 1)
    default: break
    }
    guard isExtended else { return (.character, 0) }
    switch first {
    case UInt8(ascii: "("): return (.open, 1)
    case UInt8(ascii: ")"):
      if depth == 0 && !options.contains(.refusesLoneParenthesis) { return (.character, 0) }
      return (.close, 1)
    case UInt8(ascii: "|"): return (.bar, 1)
    case UInt8(ascii: "+"): return (.plus, 1)
    case UInt8(ascii: "?"): return (.question, 1)
    case UInt8(ascii: "{"): return (.interval, 1)
    default: return (.character, 0)
    }
  }

  /// Whether a basic expression's branch ends at an offset.
  private func endsBranch(_ offset: Int) -> Bool {
    guard let first = byte(offset) else { return true }
    guard first == UInt8(ascii: "\\"), let second = byte(offset + 1) else { return false }
    return second == UInt8(ascii: ")") || second == UInt8(ascii: "|")
  }

  private func escaped(_ byte: UInt8) -> Token {
    switch byte {
    case UInt8(ascii: "w"): return .members(.word, false)
    case UInt8(ascii: "W"): return .members(.word, true)
    case UInt8(ascii: "s"): return .members(.space, false)
    case UInt8(ascii: "S"): return .members(.space, true)
    case UInt8(ascii: "b"): return .assertion(.wordBoundary)
    case UInt8(ascii: "B"): return .assertion(.notWordBoundary)
    case UInt8(ascii: "<"): return .assertion(.wordStart)
    case UInt8(ascii: ">"): return .assertion(.wordEnd)
    case UInt8(ascii: "`"): return .assertion(.bufferStart)
    case UInt8(ascii: "'"): return .assertion(.bufferEnd)
    case UInt8(ascii: "1")...UInt8(ascii: "9"): return .backReference(Int(byte) - 48)
    default: break
    }
    guard !isExtended else { return .character }
    switch byte {
    case UInt8(ascii: "("): return .open
    case UInt8(ascii: ")"): return .close
    case UInt8(ascii: "|"): return .bar
    case UInt8(ascii: "{"): return .interval
    case UInt8(ascii: "+"): return .plus
    case UInt8(ascii: "?"): return .question
    default: return .character
    }
  }

  // MARK: Productions

  private mutating func alternation() throws(RegexError) -> RegexNode {
    let before = completedGroups
    var branches = [try branch()]
    while try peek(isStart: false).token == .bar {
      at += try peek(isStart: false).length
      // A branch cannot refer to the groups of another, but what follows can refer to all.
      let known = completedGroups
      completedGroups = before
      branches.append(try branch())
      completedGroups.formUnion(known)
    }
    return branches.count == 1 ? branches[0] : .alternation(branches)
  }

  private mutating func branch() throws(RegexError) -> RegexNode {
    var nodes: [RegexNode] = []
    // Where an expression begins, `*` is text in a basic one, and `^` is an anchor.
    var isStart = true
    while true {
      let (token, length) = try peek(isStart: isStart && nodes.isEmpty)
      if token == .end || token == .bar || token == .close { break }
      if let skipped = try repeatOfNothing(token, length, isStart) {
        if let skipped { nodes.append(try repetitions(of: skipped)) }
        isStart = false
        continue
      }
      let node = try expression(token, length)
      if case .assertion = node {
        nodes.append(node)
        // What repeats an anchor repeats nothing.
        isStart = true
        continue
      }
      isStart = false
      nodes.append(try repetitions(of: node))
    }
    switch nodes.count {
    case 0: return .empty
    case 1: return nodes[0]
    default: return .concatenation(nodes)
    }
  }

  /// Deals with a repetition that has nothing before it.
  /// - Returns: nil when there is none; a character where it is text; else it was passed over.
  private mutating func repeatOfNothing(
    _ token: Token, _ length: Int, _ isStart: Bool
  ) throws(RegexError) -> RegexNode?? {
    switch token {
    case .star, .plus, .question, .interval: break
    default: return nil
    }
    guard isExtended else {
      if token == .interval && isStart && !options.contains(.toleratesRepeats) {
        throw RegexError("Invalid preceding regular expression")
      }
      at += length - 1
      let text = RegexNode.character([pattern[at]])
      at += 1
      return .some(.some(text))
    }
    guard options.contains(.toleratesRepeats) else {
      throw RegexError("Invalid preceding regular expression")
    }
    if token == .interval {
      let start = at
      at += length
      guard try interval() != nil else {
        at = start + 1
        return .some(.some(.character([UInt8(ascii: "{")])))
      }
      warnings.append("{...} at start of expression")
    } else {
      warnings.append(ByteString([pattern[at]]) + " at start of expression")
      at += length
    }
    return .some(nil)
  }

  private mutating func expression(
    _ token: Token, _ length: Int
  ) throws(RegexError) -> RegexNode {
    switch token {
    case .open: return try group(length)
    case .any:
      at += length
      return .any
    case .bracket: return try bracket()
    case .lineStart:
      at += length
      return .assertion(.lineStart)
    case .lineEnd:
      at += length
      return .assertion(.lineEnd)
    case .assertion(let assertion):
      at += length
      return .assertion(assertion)
    case .members(let members, let isNegated):
      at += length
      var set = BracketExpression(encoding: encoding)
      set.insert(members)
      set.isNegated = isNegated
      set.finish(foldsCase: false, foldsClasses: true)
      return .bracket(set)
    case .backReference(let number):
      guard completedGroups.contains(groupsBefore + number) else {
        throw RegexError("Invalid back reference")
      }
      at += length
      return .backReference(groupsBefore + number)
    default:
      if length == 2 { at += 1 }
      return character()
    }
  }

  private mutating func character() -> RegexNode {
    let start = at
    let read = pattern.withUnsafeBufferPointer { encoding.character(in: $0, at: start) }
    at += read.length
    return .character(
      Array(pattern[start..<at]), scalar: read.scalar, options: options, encoding: encoding)
  }

  private mutating func group(_ length: Int) throws(RegexError) -> RegexNode {
    guard depth < RegexParser.depthLimit else { throw RegexError("Regular expression too big") }
    at += length
    groupCount += 1
    let number = groupCount
    depth += 1
    let node = try alternation()
    let (token, closing) = try peek(isStart: false)
    guard token == .close else { throw RegexError("Unmatched ( or \\(") }
    at += closing
    depth -= 1
    completedGroups.insert(number)
    return .group(node, number: number)
  }

  /// `:space:` between brackets: neither colons alone nor with a range or a class in it.
  private func isBareClass(_ range: Range<Int>) -> Bool {
    guard range.count > 2, pattern[range.lowerBound] == 58, pattern[range.upperBound - 1] == 58
    else { return false }
    let name = pattern[range].dropFirst().dropLast()
    return name.contains { $0 != 58 } && !name.contains(45) && !name.contains(91)
  }

  private mutating func bracket() throws(RegexError) -> RegexNode {
    let start = at + 1
    let outcome = pattern.withUnsafeBufferPointer { bytes in
      Result { () throws(BracketExpression.Failure) in
        try BracketExpression.parse(bytes, from: start, style: [], encoding: encoding)
      }
    }
    switch outcome {
    case .success(let (parsed, end)):
      if options.contains(.refusesBareClasses), isBareClass(start..<end - 1) {
        throw RegexError("character class syntax is [[:space:]], not [:space:]")
      }
      at = end
      var set = parsed
      set.finish(foldsCase: options.contains(.ignoresCase), foldsClasses: true)
      if options.contains(.multiline) && set.isNegated { set.insert(10) }
      return .bracket(set)
    case .failure(.unterminated):
      throw RegexError("Unmatched [, [^, [:, [., or [=")
    case .failure(.invalidRange): throw RegexError("Invalid range end")
    case .failure(.invalidClass): throw RegexError("Invalid character class name")
    case .failure(.invalidCollation): throw RegexError("Invalid collation character")
    }
  }

  private mutating func repetitions(of node: RegexNode) throws(RegexError) -> RegexNode {
    var result = node
    var isRepeated = false
    while true {
      let (token, length) = try peek(isStart: false)
      if !isExtended, isRepeated, token == .star || token == .interval,
        !options.contains(.toleratesRepeats)
      {
        throw RegexError("Invalid preceding regular expression")
      }
      isRepeated = true
      switch token {
      case .star:
        at += length
        result = RegexParser.repeated(result, 0, nil)
      case .plus:
        at += length
        result = RegexParser.repeated(result, 1, nil)
      case .question:
        at += length
        result = RegexParser.repeated(result, 0, 1)
      case .interval:
        let start = at
        at += length
        guard let (from, to) = try interval() else {
          // grep takes a wrong interval as text.
          at = start + 1
          return .concatenation([result, .character([UInt8(ascii: "{")])])
        }
        result = RegexParser.repeated(result, from, to)
      default: return result
      }
    }
  }

  /// Repeats of repeats without bounds are one, so that `a***…` stays small.
  private static func repeated(_ node: RegexNode, _ from: Int, _ to: Int?) -> RegexNode {
    if case .repetition(let inner, let innerFrom, nil) = node, innerFrom <= 1,
      to == nil || to == 1, from <= 1
    {
      return .repetition(inner, from: min(innerFrom, from), to: nil)
    }
    return .repetition(node, from: from, to: to)
  }

  /// Reads an interval behind its opening brace.
  /// - Returns: nil when it is none and grep would take it as text.
  private mutating func interval() throws(RegexError) -> (Int, Int?)? {
    let isTolerant = isExtended && options.contains(.toleratesRepeats)
    var isWrong = false
    var first = number(&isWrong)
    var last: Int? = first
    if byte(at) == UInt8(ascii: ",") {
      at += 1
      if first == nil { first = 0 }
      last = number(&isWrong)
    }
    let closing: [UInt8] = isExtended ? [UInt8(ascii: "}")] : [UInt8(ascii: "\\"), 125]
    guard pattern.count >= at + closing.count else {
      if isTolerant { return nil }
      throw RegexError("Unmatched \\{")
    }
    let isClosed = Array(pattern[at..<(at + closing.count)]) == closing
    guard let first, !isWrong, isClosed else {
      if isTolerant { return nil }
      throw RegexError("Invalid content of \\{\\}")
    }
    at += closing.count
    if let last, last < first { throw RegexError("Invalid content of \\{\\}") }
    guard max(first, last ?? 0) <= RegexParser.repetitionLimit else {
      throw RegexError("Regular expression too big")
    }
    return (first, last)
  }

  /// Reads up to a comma or the closing brace; anything but digits there is wrong.
  private mutating func number(_ isWrong: inout Bool) -> Int? {
    var value: Int?
    while let next = byte(at), next != UInt8(ascii: ","), next != UInt8(ascii: "}") {
      if next == UInt8(ascii: "\\"), !isExtended, byte(at + 1) == UInt8(ascii: "}") { break }
      if next.isASCIIDigit {
        value = min((value ?? 0) * 10 + Int(next - 48), RegexParser.repetitionLimit + 1)
      } else {
        isWrong = true
      }
      at += 1
    }
    return value
  }
}
