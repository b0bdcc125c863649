/// Reads bytes as UTF-8, as jq does: a bad sequence ends before the first byte that cannot go on.
enum UTF8Text {
  enum Check { case ascii, valid, invalid }

  /// What `forEachScalar` hands on for a bad sequence.
  static let bad = UInt32.max

  /// How many bytes the character that begins with this byte has; 1 for a byte that begins none.
  @inline(__always)
  static func length(_ first: UInt8) -> Int {
    if first < 0xC2 { return 1 }
    if first < 0xE0 { return 2 }
    if first < 0xF0 { return 3 }
    return first < 0xF5 ? 4 : 1
  }

  /// The number of code points of valid text.
  static func count(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for byte in bytes where byte & 0xC0 != 0x80 { count &+= 1 }
    return count
  }

  @inline(__always)
  static func areEqual(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if left.count != right.count { return false }
    guard let l = UnsafeRawPointer(left.baseAddress), let r = UnsafeRawPointer(right.baseAddress)
    else { return true }
    var at = 0
    while at &+ 8 <= left.count {
      let a = l.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      let b = r.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      if a != b { return false }
      at &+= 8
    }
    while at < left.count {
      if left[at] != right[at] { return false }
      at &+= 1
    }
    return true
  }

  /// Whether bytes are ASCII, other valid UTF-8, or neither.
  static func check(_ bytes: UnsafeBufferPointer<UInt8>) -> Check {
    guard let raw = UnsafeRawPointer(bytes.baseAddress) else { return .ascii }
    var at = 0
    while at &+ 8 <= bytes.count {
      if raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 {
        break
      }
      at &+= 8
    }
    while at < bytes.count && bytes[at] < 0x80 { at &+= 1 }
    if at == bytes.count { return .ascii }
    while at < bytes.count {
      if bytes[at] < 0x80 {
        at &+= 1
        continue
      }
      let (scalar, length) = decode(bytes, at)
      if scalar == bad { return .invalid }
      at &+= length
    }
    return .valid
  }

  /// The code point at an offset inside of the bytes, or `bad`, and how many bytes it takes.
  static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int
  ) -> (scalar: UInt32, length: Int) {
    let first = bytes[at]
    if first < 0x80 { return (UInt32(first), 1) }
    let wanted = length(first)
    if wanted == 1 { return (bad, 1) }
    var scalar = UInt32(first) & (0x7F >> UInt32(wanted))
    for index in 1..<wanted {
      guard at &+ index < bytes.count, bytes[at &+ index] & 0xC0 == 0x80 else {
        return (bad, index)
      }
      scalar = scalar << 6 | UInt32(bytes[at &+ index] & 0x3F)
    }
    let isOverlong = wanted == 3 && scalar < 0x800 || wanted == 4 && scalar < 0x10000
    if isOverlong || scalar > 0x10FFFF || scalar >= 0xD800 && scalar <= 0xDFFF {
      return (bad, wanted)
    }
    return (scalar, wanted)
  }

  /// Calls `body` with each code point, `bad` for a bad sequence, and its bytes.
  static func forEachScalar(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ body: (UInt32?, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    var at = 0
    while at < bytes.count {
      let (scalar, length) = decode(bytes, at)
      body(scalar, UnsafeBufferPointer(rebasing: bytes[at..<(at &+ length)]))
      at &+= length
    }
  }
}
