import ShellBytes

/// A piece of a pattern that matches one character, any number of them, or a group's texts.
enum GlobElement: Sendable {
  /// A character: its code point, or for a byte that is none, `invalid` and the byte.
  case character(UInt32)
  case any
  case star
  case bracket(BracketExpression)
  case group(GlobGroup)

  static let invalid: UInt32 = 0x8000_0000

  var isGroup: Bool {
    if case .group = self { return true }
    return false
  }

  /// Whether a text that begins with `.` may be matched by name rather than by a wildcard.
  static func canBeginWithDot(_ elements: [GlobElement]) -> Bool {
    guard let first = elements.first else { return false }
    switch first {
    case .character(let code): return code == 46
    case .group(let group):
      if group.kind == UInt8(ascii: "!") { return false }
      if group.alternatives.contains(where: canBeginWithDot) { return true }
      let mayBeEmpty =
        group.kind != UInt8(ascii: "@") && group.kind != UInt8(ascii: "+")
        || group.alternatives.contains { $0.isEmpty }
      return mayBeEmpty && canBeginWithDot(Array(elements.dropFirst()))
    default: return false
    }
  }
}

/// `?(…)`, `*(…)`, `+(…)`, `@(…)` or `!(…)`.
struct GlobGroup: Sendable {
  var kind: UInt8
  var alternatives: [[GlobElement]]
}

/// Reads patterns. Nothing is an error: what is no pattern is text.
enum GlobParser {
  /// Groups deeper than this are text.
  private static let depthLimit = 40

  static func parse(
    _ pattern: UnsafeBufferPointer<UInt8>, options: Glob.Options, encoding: CharacterEncoding
  ) -> [GlobElement] {
    parse(pattern, options: options, encoding: encoding, depth: 0)
  }

  private static func parse(
    _ pattern: UnsafeBufferPointer<UInt8>, options: Glob.Options, encoding: CharacterEncoding,
    depth: Int
  ) -> [GlobElement] {
    var elements: [GlobElement] = []
    var at = 0
    while at < pattern.count {
      let byte = pattern[at]
      if options.contains(.extended), depth < depthLimit, at + 1 < pattern.count,
        pattern[at + 1] == UInt8(ascii: "("), isGroupKind(byte),
        let close = closing(pattern, from: at + 2)
      {
        let alternatives = split(pattern, at + 2, close).map {
          parse(
            UnsafeBufferPointer(rebasing: pattern[$0]), options: options, encoding: encoding,
            depth: depth + 1)
        }
        elements.append(.group(GlobGroup(kind: byte, alternatives: alternatives)))
        at = close + 1
        continue
      }
      switch byte {
      case UInt8(ascii: "*"):
        if case .star? = elements.last {} else { elements.append(.star) }
        at += 1
        continue
      case UInt8(ascii: "?"):
        elements.append(.any)
        at += 1
        continue
      case UInt8(ascii: "["):
        if let (bracket, end) = bracket(
          pattern, from: at + 1, options: options, encoding: encoding)
        {
          elements.append(.bracket(bracket))
          at = end
          continue
        }
      case UInt8(ascii: "\\"):
        if at + 1 < pattern.count { at += 1 }
      default: break
      }
      let character = encoding.character(in: pattern, at: at)
      elements.append(element(character, pattern[at], options, encoding))
      at += character.length
    }
    return elements
  }

  private static func element(
    _ character: DecodedCharacter, _ byte: UInt8, _ options: Glob.Options,
    _ encoding: CharacterEncoding
  ) -> GlobElement {
    guard let scalar = character.scalar else {
      return .character(GlobElement.invalid | UInt32(byte))
    }
    if options.contains(.ignoresCase) {
      let variants =
        encoding == .utf8 || scalar < 0x80
        ? CaseFolding.variants(of: scalar).filter { encoding == .utf8 || $0 < 0x80 } : []
      if !variants.isEmpty {
        var set = BracketExpression(encoding: encoding)
        set.insert(scalar)
        for variant in variants { set.insert(variant) }
        return .bracket(set)
      }
    }
    return .character(scalar)
  }

  static func isGroupKind(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "@"),
      UInt8(ascii: "!"):
      return true
    default: return false
    }
  }

  /// A bracket expression, or nil where its end is missing.
  static func bracket(
    _ pattern: UnsafeBufferPointer<UInt8>, from offset: Int, options: Glob.Options,
    encoding: CharacterEncoding
  ) -> (BracketExpression, end: Int)? {
    var style: BracketExpression.Style = [.negatesWithBang, .hasEscapes, .isLenient]
    if options.contains(.path) { style.insert(.refusesSlash) }
    guard
      let parsed = try? BracketExpression.parse(
        pattern, from: offset, style: style, encoding: encoding)
    else { return nil }
    var bracket = parsed.0
    bracket.finish(foldsCase: options.contains(.ignoresCase), foldsClasses: false)
    return (bracket, parsed.end)
  }

  /// The offset of the `)` that closes a group whose text begins at an offset.
  static func closing(_ pattern: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var depth = 0
    var at = start
    while at < pattern.count {
      switch pattern[at] {
      case UInt8(ascii: "\\"): at += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        if depth == 0 { return at }
        depth -= 1
      case UInt8(ascii: "["): at = behindBracket(pattern, at) - 1
      default: break
      }
      at += 1
    }
    return nil
  }

  /// The ranges between the `|` of a group that are not inside of another.
  private static func split(
    _ pattern: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var from = start
    var depth = 0
    var at = start
    while at < end {
      switch pattern[at] {
      case UInt8(ascii: "\\"): at += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "["): at = behindBracket(pattern, at) - 1
      case UInt8(ascii: "|") where depth == 0:
        parts.append(from..<at)
        from = at + 1
      default: break
      }
      at += 1
    }
    parts.append(min(from, end)..<end)
    return parts
  }

  /// The offset behind a bracket expression, or behind its `[` where it has no end.
  private static func behindBracket(_ pattern: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    bracket(pattern, from: at + 1, options: [], encoding: .bytes)?.end ?? at + 1
  }
}
