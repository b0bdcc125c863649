import ShellBytes

/// The little of JSON that the protocol needs: writing strings, and telling whether bytes are JSON.
///
/// - Source: RFC 8259.
public enum JSONText {
  /// Adds a string in quotes. Bytes that are not UTF-8 become U+FFFD.
  public static func append(_ bytes: ByteString, to text: inout ByteString) {
    var quoted = ByteBuffer()
    quoted.reserveCapacity(bytes.count + 2)
    quoted.append(UInt8(ascii: "\""))
    bytes.withBytes { append($0, to: &quoted) }
    quoted.append(UInt8(ascii: "\""))
    quoted.withBytes { text.append(contentsOf: $0) }
  }

  private static func append(
    _ bytes: UnsafeBufferPointer<UInt8>, to text: inout ByteBuffer
  ) {
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte >= 0x80 {
        let character = CharacterEncoding.utf8.character(in: bytes, at: at)
        if character.scalar == nil {
          text.append(text: "\u{FFFD}")
        } else {
          text.append(bytes.baseAddress.map { $0 + at }, count: character.length)
        }
        at += character.length
        continue
      }
      appendASCII(byte, to: &text)
      at += 1
    }
  }

  private static func appendASCII(_ byte: UInt8, to text: inout ByteBuffer) {
    switch byte {
    case UInt8(ascii: "\""): text.append(text: "\\\"")
    case UInt8(ascii: "\\"): text.append(text: "\\\\")
    case 8: text.append(text: "\\b")
    case 9: text.append(text: "\\t")
    case 10: text.append(text: "\\n")
    case 12: text.append(text: "\\f")
    case 13: text.append(text: "\\r")
    case 0..<32, 127:
      text.append(text: "\\u00")
      text.append(hexDigit(byte >> 4))
      text.append(hexDigit(byte & 15))
    default: text.append(byte)
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? 48 + value : 87 + value
  }

  /// What bytes are, as far as they were looked at.
  public enum Kind: Sendable, Hashable {
    /// A JSON text.
    case json
    /// Not JSON, or not begun like it: no value stands first.
    case other
    /// Begun like an object or an array, and no JSON: the offset of the first byte in the way.
    case broken(at: Int)
  }

  /// Tells whether bytes are a JSON text. Of a long text only the first `limit` bytes are looked
  /// at: it is taken for JSON when they can begin one.
  ///
  /// UTF-8 inside of strings is not checked. Nesting beyond 64 levels is not followed: such a text
  /// counts as JSON.
  public static func kind(
    of bytes: UnsafeBufferPointer<UInt8>, limit: Int = 65536
  ) -> Kind {
    var scanner = JSONScanner(bytes: bytes, end: min(bytes.count, limit))
    scanner.skipBlanks()
    guard scanner.at < scanner.end else { return .other }
    let first = bytes[scanner.at]
    let isStructure = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    if scanner.scan() || scanner.at >= scanner.end && scanner.end < bytes.count { return .json }
    return isStructure ? .broken(at: scanner.at) : .other
  }
}

/// A validating scan without recursion: the kinds of the open structures are bits of one word.
private struct JSONScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  let end: Int
  var at = 0
  /// The innermost structure is the lowest bit: 1 for an object.
  private var open: UInt64 = 0
  private var depth = 0

  init(bytes: UnsafeBufferPointer<UInt8>, end: Int) {
    self.bytes = bytes
    self.end = end
  }

  mutating func skipBlanks() {
    while at < end, bytes[at] == 32 || bytes[at] == 10 || bytes[at] == 13 || bytes[at] == 9 {
      at &+= 1
    }
  }

  /// - Returns: whether one value and nothing else is there; else `at` is where that ends, and
  ///   at the end of the bytes when they are only cut off.
  mutating func scan() -> Bool {
    while true {
      // A value, or the end of an empty structure, is expected here.
      skipBlanks()
      guard at < end else { return false }
      switch bytes[at] {
      case UInt8(ascii: "{"):
        at &+= 1
        guard push(object: true) else { return true }
        skipBlanks()
        if take(UInt8(ascii: "}")) {
          pop()
          break
        }
        guard scanKey() else { return false }
        continue
      case UInt8(ascii: "["):
        at &+= 1
        guard push(object: false) else { return true }
        skipBlanks()
        if take(UInt8(ascii: "]")) {
          pop()
          break
        }
        continue
      default: guard scanScalar() else { return false }
      }
      // Behind a value: close structures, or go on to the next one.
      while true {
        skipBlanks()
        if depth == 0 { return at == bytes.count }
        guard at < end else { return false }
        if take(UInt8(ascii: ",")) {
          if open & 1 == 1 {
            skipBlanks()
            guard scanKey() else { return false }
          }
          break
        }
        guard take(open & 1 == 1 ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { return false }
        pop()
      }
    }
  }

  private mutating func push(object: Bool) -> Bool {
    guard depth < 64 else { return false }
    depth &+= 1
    open = open << 1 | (object ? 1 : 0)
    return true
  }

  private mutating func pop() {
    depth &-= 1
    open >>= 1
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard at < end, bytes[at] == byte else { return false }
    at &+= 1
    return true
  }

  private mutating func scanKey() -> Bool {
    guard scanString() else { return false }
    skipBlanks()
    return take(UInt8(ascii: ":"))
  }

  private mutating func scanString() -> Bool {
    guard take(UInt8(ascii: "\"")) else { return false }
    while at < end {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        at &+= 1
        return true
      }
      if byte < 32 { return false }
      if byte == UInt8(ascii: "\\") {
        guard scanEscape() else { return false }
      } else {
        at &+= 1
      }
    }
    return false
  }

  private mutating func scanEscape() -> Bool {
    at &+= 1
    guard at < end else { return false }
    switch bytes[at] {
    case UInt8(ascii: "u"):
      at &+= 1
      for _ in 0..<4 {
        guard at < end, bytes[at].hexDigitValue != nil else { return false }
        at &+= 1
      }
      return true
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      at &+= 1
      return true
    default: return false
    }
  }

  private mutating func scanScalar() -> Bool {
    switch bytes[at] {
    case UInt8(ascii: "\""): return scanString()
    case UInt8(ascii: "t"): return scanWord("true")
    case UInt8(ascii: "f"): return scanWord("false")
    case UInt8(ascii: "n"): return scanWord("null")
    default: return scanNumber()
    }
  }

  private mutating func scanWord(_ word: StaticString) -> Bool {
    for offset in 0..<word.utf8CodeUnitCount {
      guard take(word.utf8Start[offset]) else { return false }
    }
    return true
  }

  private mutating func scanNumber() -> Bool {
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { guard scanDigits() else { return false } }
    if take(UInt8(ascii: ".")) { guard scanDigits() else { return false } }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard scanDigits() else { return false }
    }
    return true
  }

  private mutating func scanDigits() -> Bool {
    let start = at
    while at < end, bytes[at].isASCIIDigit { at &+= 1 }
    return at > start
  }
}
