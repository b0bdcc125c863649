/// How bytes are read as characters: the part of LC_CTYPE that the shell and its utilities follow.
public enum CharacterEncoding: Sendable, Hashable {
  /// The C locale: each byte is a character.
  case bytes
  /// UTF-8; a byte that is not part of a valid sequence is a character of its own.
  case utf8

  /// What LC_ALL, LC_CTYPE and LANG ask for, the first of them that is set and not empty
  /// (XBD 8.2): UTF-8 when its codeset says so, else bytes.
  public init(all: ByteString?, characterType: ByteString?, language: ByteString?) {
    // No list of the three: its metadata would cost more than all else here, at each start.
    var name = all ?? ""
    if name.isEmpty { name = characterType ?? "" }
    if name.isEmpty { name = language ?? "" }
    let lowered = name.asciiLowercased
    let isUTF8 = lowered.firstRange(of: "utf-8") != nil || lowered.firstRange(of: "utf8") != nil
    self = isUTF8 ? .utf8 : .bytes
  }
}

/// A character of a byte string: its scalar value, or nil for an invalid byte, and its length.
@frozen
public struct DecodedCharacter: Hashable, Sendable {
  /// The code point; nil when the bytes are not valid UTF-8.
  public var scalar: UInt32?
  /// How many bytes it takes, at least 1.
  public var length: Int
  @inlinable public init(scalar: UInt32?, length: Int) {
    self.scalar = scalar
    self.length = length
  }
}

extension CharacterEncoding {
  /// The character at `offset`, which must lie inside of the bytes.
  public func character(
    in bytes: UnsafeBufferPointer<UInt8>, at offset: Int
  ) -> DecodedCharacter {
    let first = bytes[offset]
    if first < 0x80 { return DecodedCharacter(scalar: UInt32(first), length: 1) }
    guard self == .utf8 else { return DecodedCharacter(scalar: UInt32(first), length: 1) }
    let invalid = DecodedCharacter(scalar: nil, length: 1)
    let length: Int
    var scalar: UInt32
    switch first {
    case 0xC2...0xDF: (length, scalar) = (2, UInt32(first & 0x1F))
    case 0xE0...0xEF: (length, scalar) = (3, UInt32(first & 0x0F))
    case 0xF0...0xF4: (length, scalar) = (4, UInt32(first & 0x07))
    default: return invalid
    }
    guard offset + length <= bytes.count else { return invalid }
    for index in 1..<length {
      let next = bytes[offset + index]
      guard next & 0xC0 == 0x80 else { return invalid }
      scalar = scalar << 6 | UInt32(next & 0x3F)
    }
    // Overlong forms, surrogates and values past U+10FFFF are no characters.
    switch length {
    case 3 where scalar < 0x800 || (0xD800...0xDFFF).contains(scalar): return invalid
    case 4 where scalar < 0x10000 || scalar > 0x10FFFF: return invalid
    default: return DecodedCharacter(scalar: scalar, length: length)
    }
  }

  /// The number of characters.
  public func count(_ string: ByteString) -> Int {
    guard self == .utf8 else { return string.count }
    return string.withBytes { bytes in
      var at = 0
      var count = 0
      while at < bytes.count {
        at += bytes[at] < 0x80 ? 1 : character(in: bytes, at: at).length
        count += 1
      }
      return count
    }
  }

  /// The byte offset of the character with this number, or the end when there are fewer.
  public func offset(ofCharacter number: Int, in string: ByteString) -> Int {
    guard self == .utf8 else { return Swift.min(Swift.max(0, number), string.count) }
    return string.withBytes { bytes in
      var at = 0
      var left = number
      while at < bytes.count && left > 0 {
        at += bytes[at] < 0x80 ? 1 : character(in: bytes, at: at).length
        left -= 1
      }
      return at
    }
  }
}

extension ByteString {
  /// Adds a code point in UTF-8, surrogates and values up to 0x7FFFFFFF in the old long form.
  public mutating func append(scalar: UInt32) {
    switch scalar {
    case 0..<0x80: append(UInt8(scalar))
    case 0x80..<0x800:
      append(UInt8(0xC0 | scalar >> 6))
      append(UInt8(0x80 | scalar & 0x3F))
    case 0x800..<0x10000:
      append(UInt8(0xE0 | scalar >> 12))
      append(UInt8(0x80 | scalar >> 6 & 0x3F))
      append(UInt8(0x80 | scalar & 0x3F))
    case 0x10000..<0x200000:
      append(UInt8(0xF0 | scalar >> 18))
      append(UInt8(0x80 | scalar >> 12 & 0x3F))
      append(UInt8(0x80 | scalar >> 6 & 0x3F))
      append(UInt8(0x80 | scalar & 0x3F))
    default:
      append(UInt8(truncatingIfNeeded: 0xFC | scalar >> 30))
      append(UInt8(0x80 | scalar >> 24 & 0x3F))
      append(UInt8(0x80 | scalar >> 18 & 0x3F))
      append(UInt8(0x80 | scalar >> 12 & 0x3F))
      append(UInt8(0x80 | scalar >> 6 & 0x3F))
      append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}
