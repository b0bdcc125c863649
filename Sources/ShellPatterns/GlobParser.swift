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

  /// The part of a pattern that matches a leading `.` by name, as no wildcard does in a path; nil
  /// where there is none.
  static func beginningWithDot(_ elements: [GlobElement]) -> [GlobElement]? {
    guard let first = elements.first else { return nil }
    switch first {
    case .character(let code): return code == 46 ? elements : nil
    case .group(let group):
      if group.kind == UInt8(ascii: "!") { return nil }
      let rest = Array(elements.dropFirst())
      var forms: [[GlobElement]] = []
      let named = group.alternatives.compactMap(beginningWithDot)
      if !named.isEmpty {
        var form: [GlobElement] = [
          .group(GlobGroup(kind: UInt8(ascii: "@"), alternatives: named))
        ]
        if group.kind == UInt8(ascii: "*") || group.kind == UInt8(ascii: "+") {
          form.append(
            .group(GlobGroup(kind: UInt8(ascii: "*"), alternatives: group.alternatives)))
        }
        forms.append(form + rest)
      }
      let mayBeEmpty =
        group.kind == UInt8(ascii: "?") || group.kind == UInt8(ascii: "*")
        || group.alternatives.contains { $0.isEmpty }
      if mayBeEmpty, let form = beginningWithDot(rest) { forms.append(form) }
      if forms.isEmpty { return nil }
      return [.group(GlobGroup(kind: UInt8(ascii: "@"), alternatives: forms))]
    default: return nil
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

  /// The offset of the `)` that closes a group whose text begins at an offset; nil where none
  /// does, or a `[` in it is not closed: then it is no group (bash 5.2).
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
      case UInt8(ascii: "["):
        guard let (_, end) = bracket(pattern, from: at + 1, options: [], encoding: .bytes) else {
          return nil
        }
        at = end - 1
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
