import ShellBytes

/// A pattern that is text, or text with one `*` in it: most patterns of `case`, `[[` and `${x#p}`.
///
/// No character of it has to be decoded, so that it means the same in every encoding.
final class AffixPattern: Sendable {
  let prefix: ByteString
  /// What follows the star; empty where there is none.
  let suffix: ByteString
  let hasStar: Bool
  /// The first and the last eight bytes, which decide most comparisons.
  let ends: AffixEnds

  /// - Parameter pattern: its text, quoted characters behind backslashes.
  /// - Returns: nil where it has other pattern characters, or could have with `extglob`.
  init?(_ pattern: ByteString) {
    var texts = (prefix: ByteString(), suffix: ByteString())
    var hasStar = false
    var isQuoted = false
    var follows: UInt8 = 0
    for byte in pattern {
      if !isQuoted {
        switch byte {
        case UInt8(ascii: "*"):
          if hasStar && follows != byte { return nil }
          hasStar = true
          follows = byte
          continue
        case UInt8(ascii: "\\"):
          isQuoted = true
          follows = 0
          continue
        case UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "("): return nil
        default: break
        }
      }
      isQuoted = false
      follows = byte
      if hasStar { texts.suffix.append(byte) } else { texts.prefix.append(byte) }
    }
    if isQuoted { return nil }
    (prefix, suffix) = texts
    self.hasStar = hasStar
    ends = AffixEnds(prefix, suffix, hasStar: hasStar)
  }

  /// Whether the pattern matches all of the bytes.
  func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard ends.admit(TextEnds(bytes)) else { return false }
    return ends.decides || verify(bytes)
  }

  /// What is left to compare where the ends do not decide.
  func verify(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    prefix.withBytes { bytes.holds($0, at: 0, end: bytes.count) }
      && suffix.withBytes { bytes.holds($0, at: bytes.count &- $0.count, end: bytes.count) }
  }

  /// The length of the shortest or longest prefix that matches.
  func prefixLength(_ bytes: UnsafeBufferPointer<UInt8>, longest: Bool) -> Int? {
    let start = prefix.withBytes { bytes.holds($0, at: 0, end: bytes.count) ? $0.count : -1 }
    if start < 0 { return nil }
    if !hasStar { return start }
    return suffix.withBytes { sought in
      if sought.isEmpty { return longest ? bytes.count : start }
      let found =
        longest
        ? bytes.lastOffset(of: sought, from: start, to: bytes.count)
        : bytes.firstOffset(of: sought, from: start, to: bytes.count)
      return found.map { $0 &+ sought.count }
    }
  }

  /// The length of the shortest or longest suffix that matches.
  func suffixLength(_ bytes: UnsafeBufferPointer<UInt8>, longest: Bool) -> Int? {
    let count = bytes.count
    let tail = hasStar ? suffix : prefix
    let end = tail.withBytes { bytes.holds($0, at: count &- $0.count, end: count) ? $0.count : -1 }
    if end < 0 { return nil }
    if !hasStar { return end }
    return prefix.withBytes { sought in
      if sought.isEmpty { return longest ? count : end }
      let found =
        longest
        ? bytes.firstOffset(of: sought, from: 0, to: count &- end)
        : bytes.lastOffset(of: sought, from: 0, to: count &- end)
      return found.map { count &- $0 }
    }
  }
}

/// What the ends of a text have to be for a pattern to match it.
struct AffixEnds {
  private var head: UInt64 = 0
  private var headMask: UInt64 = 0
  private var tail: UInt64 = 0
  private var tailMask: UInt64 = 0
  private var minimum = 0
  private var maximum = Int.max
  /// Whether they are all that has to be compared.
  let decides: Bool

  /// Those that any text has: what has to be matched otherwise.
  init() { decides = false }

  init(_ prefix: ByteString, _ suffix: ByteString, hasStar: Bool) {
    let first = prefix.withBytes { TextEnds($0) }
    let last = suffix.withBytes { TextEnds($0) }
    head = first.head
    headMask = first.count >= 8 ? .max : (1 << UInt64(8 &* first.count)) &- 1
    tail = last.tail
    tailMask = last.count >= 8 ? .max : ~(UInt64.max >> UInt64(8 &* last.count))
    minimum = first.count &+ last.count
    if !hasStar { maximum = minimum }
    decides = first.count <= 8 && last.count <= 8
  }

  @inline(__always)
  func admit(_ text: TextEnds) -> Bool {
    (text.head ^ head) & headMask == 0 && (text.tail ^ tail) & tailMask == 0
      && text.count >= minimum && text.count <= maximum
  }
}

/// The first eight bytes of a text from the low byte up, its last eight from the high byte down,
/// and its length.
struct TextEnds {
  let head: UInt64
  let tail: UInt64
  let count: Int

  @inline(__always)
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    count = bytes.count
    guard let start = bytes.baseAddress, count > 0 else {
      head = 0
      tail = 0
      return
    }
    if count >= 8 {
      let raw = UnsafeRawPointer(start)
      head = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
      tail = UInt64(
        littleEndian: raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
      return
    }
    var word: UInt64 = 0
    var at = count
    while at > 0 {
      at &-= 1
      word = word << 8 | UInt64(start[at])
    }
    head = word
    tail = word << UInt64(64 &- 8 &* count)
  }
}
