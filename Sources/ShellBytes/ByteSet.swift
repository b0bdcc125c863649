/// A set of byte values, such as IFS or a character class.
@frozen
public struct ByteSet: Hashable, Sendable {
  @usableFromInline var words: (UInt64, UInt64, UInt64, UInt64)

  @inlinable public init() { words = (0, 0, 0, 0) }

  @inlinable
  public init(_ bytes: some Sequence<UInt8>) {
    self.init()
    for byte in bytes { insert(byte) }
  }

  @inlinable @inline(__always)
  public func contains(_ byte: UInt8) -> Bool {
    let word: UInt64
    switch byte >> 6 {
    case 0: word = words.0
    case 1: word = words.1
    case 2: word = words.2
    default: word = words.3
    }
    return word >> UInt64(byte & 63) & 1 != 0
  }

  @inlinable
  public mutating func insert(_ byte: UInt8) {
    let bit = UInt64(1) << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  @inlinable
  public mutating func remove(_ byte: UInt8) {
    let bit = UInt64(1) << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: words.0 &= ~bit
    case 1: words.1 &= ~bit
    case 2: words.2 &= ~bit
    default: words.3 &= ~bit
    }
  }

  /// The values that are not in this set.
  @inlinable
  public var inverted: ByteSet {
    var result = ByteSet()
    result.words = (~words.0, ~words.1, ~words.2, ~words.3)
    return result
  }

  @inlinable
  public func union(_ other: ByteSet) -> ByteSet {
    var result = ByteSet()
    result.words = (
      words.0 | other.words.0, words.1 | other.words.1, words.2 | other.words.2,
      words.3 | other.words.3
    )
    return result
  }

  @inlinable
  public static func == (left: ByteSet, right: ByteSet) -> Bool { left.words == right.words }

  @inlinable
  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}

/// Questions about single bytes, answered as the C locale answers them.
extension UInt8 {
  @inlinable public var isASCIIDigit: Bool { self &- 48 <= 9 }
  @inlinable public var isASCIILetter: Bool { (self | 32) &- 97 <= 25 }
  @inlinable public var isASCIIUppercase: Bool { self &- 65 <= 25 }
  @inlinable public var isASCIILowercase: Bool { self &- 97 <= 25 }
  @inlinable public var isASCIIAlphanumeric: Bool { isASCIILetter || isASCIIDigit }
  /// Space, or one of tab, newline, vertical tab, form feed, carriage return.
  @inlinable public var isASCIISpace: Bool { self == 32 || self &- 9 <= 4 }
  /// Space or tab.
  @inlinable public var isASCIIBlank: Bool { self == 32 || self == 9 }
  /// A letter or `_`: what a name may begin with (XBD 3.216).
  @inlinable public var isNameStart: Bool { isASCIILetter || self == 95 }
  /// A letter, a digit or `_`.
  @inlinable public var isNameByte: Bool { isASCIIAlphanumeric || self == 95 }
  /// The value of a hexadecimal digit.
  @inlinable
  public var hexDigitValue: Int? {
    if isASCIIDigit { return Int(self) - 48 }
    let letter = (self | 32) &- 97
    return letter <= 5 ? Int(letter) + 10 : nil
  }
}

extension ByteString {
  /// Whether this is a name: letters, digits and `_`, not beginning with a digit (XBD 3.216).
  public var isName: Bool {
    withBytes { bytes in
      guard let first = bytes.first, first.isNameStart else { return false }
      return bytes.allSatisfy(\.isNameByte)
    }
  }
}
