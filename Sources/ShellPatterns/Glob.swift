import ShellBytes

/// A parsed pattern (XCU 2.14): `*`, `?`, `[…]`, and with `isExtended` bash's `?(…)` and its kin.
/// A backslash quotes the character behind it.
///
/// - Source: POSIX.1-2024 XCU 2.14; bash 5.2 manual 3.5.8.1 for the extended forms. A bracket
///   expression without its end is ordinary text.
public final class Glob: Sendable {
  public struct Options: OptionSet, Sendable, Hashable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// `?(a|b) *(a|b) +(a|b) @(a|b) !(a|b)` are patterns.
    public static let extended = Options(rawValue: 1)
    public static let ignoresCase = Options(rawValue: 2)
    /// `/` is matched by `/` alone, and a leading `.` only by `.` (XCU 2.14.3).
    public static let path = Options(rawValue: 4)
    /// With `path`: a leading `.` needs no `.`.
    public static let matchesDotFiles = Options(rawValue: 8)
  }

  /// Which matcher does the work; the first ones are most patterns of `case` and `${x#p}`.
  enum Shape: UInt8, Sendable {
    case literal, everything, prefix, suffix, infix, pieces, extended, path
  }

  let shape: Shape
  /// The text of the shapes that are one text and stars.
  let text: ByteString
  let pieces: GlobPieces?
  let groups: GlobGroups?
  let components: [Glob]
  /// Whether a leading `.` may be matched, which no wildcard does in a path.
  public let beginsWithDot: Bool
  /// The part of an extended pattern that may.
  private let dotGroups: GlobGroups?
  let matchesDotFiles: Bool

  public init(
    _ pattern: ByteString, options: Options = [], encoding: CharacterEncoding = .utf8
  ) {
    let parsed = pattern.withBytes {
      GlobParser.parse($0, options: options, encoding: encoding)
    }
    matchesDotFiles = options.contains(.matchesDotFiles)
    let dotForm = GlobElement.beginningWithDot(parsed)
    beginsWithDot = dotForm != nil
    let hasGroups = parsed.contains(where: \.isGroup) && !options.contains(.path)
    dotGroups = hasGroups ? dotForm.map { GlobGroups($0, encoding: encoding) } : nil
    if options.contains(.path) {
      let parts = Glob.splitAtSlashes(pattern, options)
      components = parts.map {
        Glob($0, options: options.subtracting(.path), encoding: encoding)
      }
      shape = .path
      text = ""
      pieces = nil
      groups = nil
      return
    }
    components = []
    if hasGroups {
      shape = .extended
      text = ""
      pieces = nil
      groups = GlobGroups(parsed, encoding: encoding)
      return
    }
    let made = GlobPieces(parsed, encoding: encoding)
    pieces = made
    groups = nil
    (shape, text) = Glob.shape(of: made)
  }

  /// Whether the pattern matches a name that begins with `.`, and that by a `.` of its own.
  public func matchesDot(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard beginsWithDot else { return false }
    return dotGroups?.matches(name) ?? matches(name)
  }

  private static func shape(of pieces: GlobPieces) -> (Shape, ByteString) {
    let list = pieces.list
    guard list.allSatisfy(\.isLiteral) else { return (.pieces, "") }
    let texts = list.map { ByteString(pieces.literal($0)) }
    switch texts.count {
    case 1: return (.literal, texts[0])
    case 2 where texts[0].isEmpty && texts[1].isEmpty: return (.everything, "")
    case 2 where texts[1].isEmpty: return (.prefix, texts[0])
    case 2 where texts[0].isEmpty: return (.suffix, texts[1])
    case 3 where texts[0].isEmpty && texts[2].isEmpty: return (.infix, texts[1])
    default: return (.pieces, "")
    }
  }

  /// Patterns in one text, taken apart at a byte that stands in no bracket and no group.
  public static func split(
    _ text: ByteString, at separator: UInt8, options: Options
  ) -> [ByteString] {
    text.withBytes { bytes in
      var parts: [ByteString] = []
      var from = 0
      var at = 0
      while at < bytes.count {
        switch bytes[at] {
        case separator:
          parts.append(ByteString(UnsafeBufferPointer(rebasing: bytes[from..<at])))
          from = at + 1
        case UInt8(ascii: "\\"): at += 1
        case UInt8(ascii: "["):
          let bracket = GlobParser.bracket(bytes, from: at + 1, options: [], encoding: .bytes)
          if let bracket { at = bracket.end - 1 }
        case let kind
        where options.contains(.extended) && GlobParser.isGroupKind(kind)
          && at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "("):
          if let close = GlobParser.closing(bytes, from: at + 2) { at = close }
        default: break
        }
        at += 1
      }
      parts.append(ByteString(UnsafeBufferPointer(rebasing: bytes[min(from, bytes.count)...])))
      return parts
    }
  }

  /// The components of a path pattern; a quoted slash and one in a group separate none, or too.
  private static func splitAtSlashes(_ pattern: ByteString, _ options: Options) -> [ByteString] {
    var parts: [ByteString] = []
    var part = ByteString()
    var depth = 0
    var at = 0
    let bytes = Array(pattern)
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: "\\") where at + 1 < bytes.count && bytes[at + 1] != UInt8(ascii: "/"):
        part.append(byte)
        at += 1
        part.append(bytes[at])
      case UInt8(ascii: "\\") where at + 1 < bytes.count:
        break
      case UInt8(ascii: "(") where options.contains(.extended):
        depth += 1
        part.append(byte)
      case UInt8(ascii: ")") where depth > 0:
        depth -= 1
        part.append(byte)
      case UInt8(ascii: "/") where depth == 0:
        parts.append(part)
        part = ByteString()
      default: part.append(byte)
      }
      at += 1
    }
    parts.append(part)
    return parts
  }

  /// Whether a text has unquoted pattern characters, so that it may match something else than
  /// itself.
  public static func isPattern(_ text: ByteString, options: Options = []) -> Bool {
    text.withBytes { bytes in
      var at = 0
      while at < bytes.count {
        switch bytes[at] {
        case UInt8(ascii: "*"), UInt8(ascii: "?"): return true
        case UInt8(ascii: "\\"): at += 1
        case UInt8(ascii: "["):
          if GlobParser.bracket(bytes, from: at + 1, options: options, encoding: .bytes) != nil {
            return true
          }
        case UInt8(ascii: "+"), UInt8(ascii: "@"), UInt8(ascii: "!"):
          if options.contains(.extended), at + 1 < bytes.count,
            bytes[at + 1] == UInt8(ascii: "("), GlobParser.closing(bytes, from: at + 2) != nil
          {
            return true
          }
        default: break
        }
        at += 1
      }
      return false
    }
  }

  /// The text that a pattern without pattern characters matches, its quotes removed.
  public var literal: ByteString? {
    if shape == .path {
      let parts = components.compactMap(\.literal)
      guard parts.count == components.count else { return nil }
      return ByteString.joined(parts, separator: "/")
    }
    return shape == .literal ? text : nil
  }
}
