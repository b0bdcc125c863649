import ShellBytes

/// A bracket expression (XBD 9.3.5): which characters it matches. Globs and regular expressions
/// share it.
struct BracketExpression: Sendable {
  /// The members that are single bytes: ASCII with UTF-8, else any.
  var bytes = ByteSet()
  /// Those of classes, until `finish` adds them to the others.
  private var classBytes = ByteSet()
  /// Members beyond ASCII.
  var ranges: [ClosedRange<UInt32>] = []
  /// Classes whose members beyond ASCII are too many to list.
  var classes: [CharacterClass] = []
  var isNegated = false
  /// Whether a code point also matches when one of its other cases does.
  var ignoresCase = false
  let encoding: CharacterEncoding

  init(encoding: CharacterEncoding) { self.encoding = encoding }

  /// How a bracket expression is written: what the places where it is used differ in.
  struct Style: OptionSet, Sendable {
    let rawValue: Int
    /// `!` negates, too.
    static let negatesWithBang = Style(rawValue: 1)
    /// A backslash quotes the next character.
    static let hasEscapes = Style(rawValue: 2)
    /// A `/` ends the attempt: there is no bracket expression.
    static let refusesSlash = Style(rawValue: 4)
    /// What is wrong inside matches nothing, in place of being an error.
    static let isLenient = Style(rawValue: 8)
  }

  enum Failure: Error {
    case unterminated, invalidRange, invalidClass, invalidCollation
  }

  // MARK: Members

  mutating func insert(_ scalar: UInt32) { insert(scalar...scalar) }

  mutating func insert(_ range: ClosedRange<UInt32>) {
    let limit: UInt32 = encoding == .utf8 ? 0x7F : 0xFF
    var at = range.lowerBound
    while at <= range.upperBound && at <= limit {
      bytes.insert(UInt8(at))
      at += 1
    }
    if at <= range.upperBound && encoding == .utf8 { ranges.append(at...range.upperBound) }
  }

  mutating func insert(_ members: CharacterClass) {
    for byte in UInt8(0)..<128 where members.containsASCII(byte) { classBytes.insert(byte) }
    guard encoding == .utf8 else { return }
    if let few = members.rangesBeyondASCII { ranges += few } else { classes.append(members) }
  }

  /// Ends the collection of members. Folded, ASCII members match in both cases; those beyond are
  /// looked at when matching. Regular expressions fold `[[:upper:]]`, too, bash's globs do not.
  mutating func finish(foldsCase: Bool, foldsClasses: Bool) {
    if foldsClasses { bytes = bytes.union(classBytes) }
    if foldsCase {
      ignoresCase = true
      for byte in UInt8(65)...90 {
        if bytes.contains(byte) { bytes.insert(byte | 32) }
        if bytes.contains(byte | 32) { bytes.insert(byte) }
      }
    }
    bytes = bytes.union(classBytes)
  }

  /// Whether only `contains(scalar:)` can tell which characters beyond ASCII match.
  var needsTest: Bool { !classes.isEmpty || (ignoresCase && !ranges.isEmpty) }

  // MARK: Matching

  @inline(__always)
  func contains(byte: UInt8) -> Bool { bytes.contains(byte) != isNegated }

  func contains(scalar: UInt32) -> Bool {
    if scalar < 0x80 { return contains(byte: UInt8(scalar)) }
    var isMember = holds(scalar)
    if !isMember && ignoresCase {
      isMember = CaseFolding.variants(of: scalar).contains { variant in
        variant < 0x80 ? bytes.contains(UInt8(variant)) : holds(variant)
      }
    }
    return isMember != isNegated
  }

  private func holds(_ scalar: UInt32) -> Bool {
    for range in ranges where range.contains(scalar) { return true }
    for members in classes where members.contains(scalar) { return true }
    return false
  }

  /// The length of the character at `offset` when it matches, else nil. A byte that is no UTF-8
  /// matches only a negated expression.
  @inline(__always)
  func match(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int? {
    let byte = text[offset]
    if byte < 0x80 || encoding == .bytes { return contains(byte: byte) ? 1 : nil }
    let character = encoding.character(in: text, at: offset)
    guard let scalar = character.scalar else { return isNegated ? 1 : nil }
    return contains(scalar: scalar) ? character.length : nil
  }

  // MARK: Reading

  /// Reads the expression whose `[` lies before `offset`.
  /// - Returns: it, and the offset behind its `]`.
  static func parse(
    _ pattern: UnsafeBufferPointer<UInt8>, from offset: Int, style: Style,
    encoding: CharacterEncoding
  ) throws(Failure) -> (BracketExpression, end: Int) {
    var result = BracketExpression(encoding: encoding)
    var at = offset
    if at < pattern.count,
      pattern[at] == UInt8(ascii: "^")
        || (pattern[at] == UInt8(ascii: "!") && style.contains(.negatesWithBang))
    {
      result.isNegated = true
      at += 1
    }
    var isFirst = true
    while true {
      guard at < pattern.count else { throw .unterminated }
      if pattern[at] == UInt8(ascii: "]") && !isFirst { return (result, at + 1) }
      isFirst = false
      let isClass = opens(pattern, at) == UInt8(ascii: ":")
      let start = try element(pattern, &at, style, &result)
      // A `-` before the `]` is an ordinary member.
      guard at + 1 < pattern.count, pattern[at] == UInt8(ascii: "-"),
        pattern[at + 1] != UInt8(ascii: "]")
      else {
        if let start { result.insert(start) }
        continue
      }
      if isClass && style.contains(.isLenient) { continue }
      at += 1
      let endsInClass = opens(pattern, at) == UInt8(ascii: ":")
      let last = try element(pattern, &at, style, &result)
      guard let start, let last, start <= last, !isClass, !endsInClass else {
        if style.contains(.isLenient) { continue }
        throw .invalidRange
      }
      result.insert(start...last)
    }
  }

  /// The byte behind a `[` that makes it `[:`, `[=` or `[.`.
  private static func opens(_ pattern: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt8? {
    guard at + 1 < pattern.count, pattern[at] == UInt8(ascii: "[") else { return nil }
    let kind = pattern[at + 1]
    let isOpening =
      kind == UInt8(ascii: ":") || kind == UInt8(ascii: "=") || kind == UInt8(ascii: ".")
    return isOpening ? kind : nil
  }

  /// Reads one element: a class goes into the result, a character is returned.
  private static func element(
    _ pattern: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ style: Style,
    _ result: inout BracketExpression
  ) throws(Failure) -> UInt32? {
    guard at < pattern.count else { throw .unterminated }
    if let kind = opens(pattern, at) {
      var close = at + 2
      while close + 1 < pattern.count,
        pattern[close] != kind || pattern[close + 1] != UInt8(ascii: "]")
      {
        close += 1
      }
      if close + 1 < pattern.count {
        let name = UnsafeBufferPointer(rebasing: pattern[(at + 2)..<close])
        at = close + 2
        return try named(name, kind, style, &result)
      }
      // Without its end, `[` is an ordinary member in a glob.
      if !style.contains(.isLenient) { throw .unterminated }
    }
    if pattern[at] == UInt8(ascii: "\\") && style.contains(.hasEscapes) {
      at += 1
      guard at < pattern.count else { throw .unterminated }
    } else if pattern[at] == UInt8(ascii: "/") && style.contains(.refusesSlash) {
      throw .unterminated
    }
    let character = result.encoding.character(in: pattern, at: at)
    at += character.length
    return character.scalar
  }

  private static func named(
    _ name: UnsafeBufferPointer<UInt8>, _ kind: UInt8, _ style: Style,
    _ result: inout BracketExpression
  ) throws(Failure) -> UInt32? {
    if kind == UInt8(ascii: ":") {
      if let members = CharacterClass(name: name)
        ?? (style.contains(.isLenient) ? CharacterClass(bashName: name) : nil)
      {
        result.insert(members)
      } else if !style.contains(.isLenient) {
        throw .invalidClass
      }
      return nil
    }
    if !name.isEmpty {
      let character = result.encoding.character(in: name, at: 0)
      if character.length == name.count { return character.scalar }
      if kind == UInt8(ascii: "."), let scalar = CollatingSymbol.scalar(named: ByteString(name)) {
        return scalar
      }
    }
    if style.contains(.isLenient) { return nil }
    throw .invalidCollation
  }
}
