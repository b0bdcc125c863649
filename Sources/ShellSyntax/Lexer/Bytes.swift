import ShellBytes

/// Whether a byte is this ASCII character.
@inline(__always)
func == (left: UInt8, right: Unicode.Scalar) -> Bool {
  UInt32(left) == right.value
}

/// Whether a byte is not this ASCII character.
@inline(__always)
func != (left: UInt8, right: Unicode.Scalar) -> Bool {
  UInt32(left) != right.value
}

/// Lets a byte be matched with a character in a `switch`.
@inline(__always)
func ~= (pattern: Unicode.Scalar, value: UInt8) -> Bool {
  UInt32(value) == pattern.value
}

extension ByteSet {
  /// The bytes of a text.
  init(_ text: StaticString) {
    self.init(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// What ends a run of plain text outside of quotes: what quotes, what expands, and the end.
  static let quoting = ByteSet("\\'\"`$\0")
  /// The same of a word, with the metacharacters.
  static let wordStops = quoting.union(ByteSet(" \t\n;&|()<>"))
  /// The same of the word in `${x-word}`.
  static let braceStops = quoting.union(ByteSet("}<>"))
  /// The same of the pattern in `${x/pattern/string}`.
  static let slashStops = quoting.union(ByteSet("}/<>"))
  /// The same of a subscript.
  static let bracketStops = quoting.union(ByteSet("[]\n"))
  /// The same inside of double quotes.
  static let quotedStops = ByteSet("\\\"`$\0")
  /// The same of the word in `"${x-word}"`.
  static let quotedBraceStops = quotedStops.union(ByteSet("}'"))
  /// The same of an arithmetic text.
  static let arithmeticStops = quotedStops.union(ByteSet("()[]{}?:;"))
  /// Special parameters (XCU 2.5.2).
  static let specialParameters = ByteSet("@*#?-$!")
  /// What makes the parenthesis behind it a part of a pattern.
  static let patternPrefixes = ByteSet("?*+@!")
}

/// A set of bytes as a table, for the loop that reads the most.
final class ByteTable: @unchecked Sendable {
  /// 256 answers, which never change.
  let start: UnsafePointer<Bool>

  private init(_ set: ByteSet) {
    let table = UnsafeMutablePointer<Bool>.allocate(capacity: 256)
    for byte in 0..<256 {
      (table + byte).initialize(to: set.contains(UInt8(truncatingIfNeeded: byte)))
    }
    start = UnsafePointer(table)
  }

  deinit { start.deallocate() }

  /// What ends plain text of a word.
  static let wordStops = ByteTable(.wordStops)
}

/// The text that is read, followed by NUL bytes so that looking ahead needs no bounds checks.
final class SourceBuffer {
  /// The first byte of the memory.
  let base: UnsafeMutablePointer<UInt8>
  /// Offsets of the text: what stands before `start` is room for the texts of aliases.
  let start: Int
  let end: Int

  /// How many NUL bytes follow the text.
  static let margin = 16

  /// A copy of a text without its NUL bytes, which no shell text has.
  init(_ text: ByteString) {
    start = 0
    let copy = UnsafeMutablePointer<UInt8>.allocate(
      capacity: text.count &+ SourceBuffer.margin)
    end = text.withBytes { bytes in
      if let first = bytes.baseAddress, bytes.firstOffset(of: 0, from: 0, to: bytes.count) == nil {
        copy.initialize(from: first, count: bytes.count)
        return bytes.count
      }
      var count = 0
      for byte in bytes where byte != 0 {
        copy[count] = byte
        count &+= 1
      }
      return count
    }
    (copy + end).initialize(repeating: 0, count: SourceBuffer.margin)
    base = copy
  }

  /// A copy of another one with more room before the text.
  init(_ other: SourceBuffer, room: Int) {
    start = other.start &+ room
    end = other.end &+ room
    base = UnsafeMutablePointer<UInt8>.allocate(capacity: end &+ SourceBuffer.margin)
    base.initialize(repeating: 32, count: room)
    (base + room).initialize(from: other.base, count: other.end &+ SourceBuffer.margin)
  }

  deinit { base.deallocate() }
}

/// Collects the parts of a word; adjacent text becomes one literal.
///
/// While a text is only checked, all that is kept of a word is whether it is a literal, and which.
struct WordBuilder {
  private let builds: Bool
  private var parts: [WordPart] = []
  private var text = ByteString()
  private var last: UInt8?
  /// Whether a part was left out.
  private var isOpaque = false

  init(builds: Bool = true) { self.builds = builds }

  /// The last byte of the unquoted text that was added last.
  var lastByte: UInt8? { last }

  /// Adds unquoted text.
  mutating func append(_ start: UnsafePointer<UInt8>, count: Int) {
    guard count > 0 else { return }
    last = start[count &- 1]
    if !isOpaque { text.append(start, count: count) }
  }

  /// Adds a byte of unquoted text.
  mutating func append(_ byte: UInt8) {
    last = byte
    if !isOpaque { text.append(byte) }
  }

  /// Adds a part behind the text so far.
  mutating func append(_ part: @autoclosure () -> WordPart) {
    last = nil
    if builds {
      flush()
      parts.append(part())
    } else {
      isOpaque = true
    }
  }

  /// Adds parts, joining a literal at the front to the text before it.
  mutating func append(contentsOf added: [WordPart]) {
    for part in added {
      if case .literal(let more) = part {
        text.append(more)
      } else {
        append(part)
      }
    }
  }

  private mutating func flush() {
    if !text.isEmpty {
      parts.append(.literal(text))
      text = ByteString()
    }
  }

  /// The parts; the builder is empty then.
  mutating func finish() -> [WordPart] {
    if isOpaque { return WordBuilder.opaque }
    flush()
    return parts
  }

  /// What stands for a word that was checked and is no literal.
  private static let opaque: [WordPart] = [.escaped("")]
}
