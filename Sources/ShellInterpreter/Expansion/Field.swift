import ShellBytes

/// A word while it is expanded: its bytes, and for each byte where it came from, which field
/// splitting, pathname expansion and quote removal go by (XCU 2.6).
struct FieldBuilder: ~Copyable {
  /// Where a byte came from.
  enum Origin {
    /// Unquoted text of the word: pattern characters are special, it is not split.
    static let literal: UInt8 = 0
    /// Quoted: nothing is special.
    static let quoted: UInt8 = 1
    /// An unquoted expansion: it is split, and pattern characters are special.
    static let expansion: UInt8 = 2
    /// No byte of the word: a new field begins, as between the parameters of `"$@"`.
    static let boundary: UInt8 = 3
    /// No byte of the word: the field exists even when it is empty, as `""` does.
    static let presence: UInt8 = 4
  }

  private(set) var bytes = ByteBuffer()
  private(set) var origins = ByteBuffer()

  init() {}

  mutating func removeAll() {
    bytes.removeAll()
    origins.removeAll()
  }

  @inline(__always)
  mutating func append(_ value: ByteString, _ origin: UInt8) {
    value.withBytes { buffer in
      bytes.append(buffer)
      for _ in 0..<buffer.count { origins.append(origin) }
    }
  }

  /// - Parameter byte: what stands there when the word is one value; 0 for nothing.
  mutating func appendBoundary(_ byte: UInt8 = 32) {
    bytes.append(byte)
    origins.append(Origin.boundary)
  }

  mutating func appendPresence() {
    bytes.append(0)
    origins.append(Origin.presence)
  }

  /// Takes back that the field exists, where nothing else was added since.
  mutating func dropPresence(from start: Int) {
    for index in start..<bytes.count where origins[index] != Origin.presence { return }
    bytes.truncate(to: start)
    origins.truncate(to: start)
  }

  /// The word as one value: no splitting, no pathname expansion.
  func value() -> ByteString {
    var result = ByteString()
    for index in 0..<bytes.count {
      switch origins[index] {
      case Origin.presence: continue
      case Origin.boundary: if bytes[index] != 0 { result.append(bytes[index]) }
      default: result.append(bytes[index])
      }
    }
    return result
  }

  /// The word as a pattern: a backslash before each quoted byte that could be special.
  func pattern() -> ByteString {
    pattern(in: 0..<bytes.count)
  }

  func pattern(in range: Range<Int>) -> ByteString {
    var result = ByteString()
    for index in range {
      let byte = bytes[index]
      switch origins[index] {
      case Origin.presence: continue
      case Origin.boundary: if byte != 0 { result.append(byte) }
      case Origin.quoted:
        if FieldBuilder.patternBytes.contains(byte) { result.append(UInt8(ascii: "\\")) }
        result.append(byte)
      default: result.append(byte)
      }
    }
    return result
  }

  /// Bytes that mean something in a pattern, in some place.
  static let patternBytes = ByteSet("*?[]\\!^-|()+@:.=/" as ByteString)

  /// Bytes that make a word a pattern.
  static let patternStarters = ByteSet("*?[" as ByteString)

  /// The bytes of a field after quote removal.
  func text(in range: Range<Int>) -> ByteString {
    var needsCare = false
    for index in range where origins[index] == Origin.presence { needsCare = true }
    if !needsCare {
      return bytes.withBytes {
        ByteString(UnsafeBufferPointer(rebasing: $0[range]))
      }
    }
    var result = ByteString()
    for index in range where origins[index] != Origin.presence { result.append(bytes[index]) }
    return result
  }

  /// Whether a field has unquoted pattern characters.
  func isPattern(_ range: Range<Int>, isExtended: Bool) -> Bool {
    for index in range {
      let origin = origins[index]
      guard origin == Origin.literal || origin == Origin.expansion else { continue }
      let byte = bytes[index]
      if FieldBuilder.patternStarters.contains(byte) { return true }
      if isExtended && byte == UInt8(ascii: "(") && index > range.lowerBound {
        switch bytes[index - 1] {
        case UInt8(ascii: "@"), UInt8(ascii: "!"), UInt8(ascii: "+"), UInt8(ascii: "*"),
          UInt8(ascii: "?"):
          return true
        default: break
        }
      }
    }
    return false
  }
}

extension Interpreter {
  /// An empty builder; give it back with `recycle`.
  mutating func takeBuilder() -> FieldBuilder {
    if let builder = spareBuilder.take() { return builder }
    return FieldBuilder()
  }

  mutating func recycle(_ builder: consuming FieldBuilder) {
    var builder = builder
    builder.removeAll()
    spareBuilder = consume builder
  }
}
