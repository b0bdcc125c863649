import ShellBytes
import ShellPatterns

/// Field splitting (XCU 2.6.5).
extension Interpreter {
  /// Pushes the fields of an unquoted expansion that is a word of its own.
  @inline(__always)
  mutating func pushSplit(_ value: ByteString) throws(ShellError) {
    if value.storedInteger != nil && !splitting.splitsNumbers {
      push(value)
      return
    }
    let breakers = splitting.breakers
    let needsWork = value.withBytes { bytes -> Bool in
      for byte in bytes where breakers.contains(byte) { return true }
      return false
    }
    if !needsWork {
      if !value.isEmpty { push(value) }
      return
    }
    try pushSplitSlowly(value)
  }

  @inline(never)
  private mutating func pushSplitSlowly(_ value: ByteString) throws(ShellError) {
    if splitting.isOnlySplit(value, options) {
      pushPieces(value)
      return
    }
    var builder = takeBuilder()
    builder.append(value, FieldBuilder.Origin.expansion)
    try pushFields(builder)
    recycle(builder)
  }

  /// Splits a value without pattern characters.
  private mutating func pushPieces(_ value: ByteString) {
    value.withBytes { bytes in
      var fields = FieldCursor(bytes, splitting)
      while let field = fields.next() { push(ByteString(field).normalizedIfShort) }
    }
  }

  /// Splits a built word and pushes its fields, each after pathname expansion and quote removal.
  mutating func pushFields(_ builder: borrowing FieldBuilder) throws(ShellError) {
    typealias Origin = FieldBuilder.Origin
    let separators = splitting.all
    let whitespace = splitting.whitespace
    let count = builder.bytes.count
    var listings = DirectoryListings()
    var at = 0
    var start = 0
    var exists = false
    func isSeparator(_ index: Int) -> Bool {
      builder.origins[index] == Origin.expansion && separators.contains(builder.bytes[index])
    }
    func isSpace(_ index: Int) -> Bool {
      builder.origins[index] == Origin.expansion && whitespace.contains(builder.bytes[index])
    }
    while at < count {
      if builder.origins[at] == Origin.boundary {
        if exists { try pushField(builder, start..<at, &listings) }
        at += 1
        start = at
        exists = false
      } else if isSeparator(at) {
        if isSpace(at) {
          let hadField = exists
          if exists { try pushField(builder, start..<at, &listings) }
          while at < count && isSpace(at) { at += 1 }
          if hadField && at < count && isSeparator(at) {
            at += 1
            while at < count && isSpace(at) { at += 1 }
          }
        } else {
          try pushField(builder, start..<at, &listings)
          at += 1
          while at < count && isSpace(at) { at += 1 }
        }
        start = at
        exists = false
      } else {
        exists = true
        at += 1
      }
    }
    if exists { try pushField(builder, start..<count, &listings) }
  }

  private mutating func pushField(
    _ builder: borrowing FieldBuilder, _ range: Range<Int>, _ listings: inout DirectoryListings
  ) throws(ShellError) {
    if splitting.globbing
      && builder.isPattern(range, isExtended: options.contains(.extglob)),
      case let pattern = builder.pattern(in: range),
      // An expansion may have escaped what looks special (XCU 2.14.1).
      Glob.isPattern(pattern, options: globOptions)
    {
      if try pushPathnames(pattern, &listings) { return }
      if options.contains(.failglob) {
        throw ShellError("no match: \(builder.text(in: range))", reach: .discard)
      }
      if options.contains(.nullglob) { return }
    }
    push(builder.text(in: range))
  }
}

extension FieldSeparators {
  /// Whether no field of a value can be a pattern.
  func isOnlySplit(_ value: ByteString, _ options: Options) -> Bool {
    if options.contains(.extglob) { return false }
    return !globbing || value.withBytes { !$0.hasPatternStarter }
  }
}

/// Cuts the fields off a value, one by one (XCU 2.6.5).
struct FieldCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let separators: ByteSet
  private let whitespace: ByteSet
  /// Whether no separator lies above the blank, as with the default of IFS.
  private let areLow: Bool
  private var at = 0

  /// - Parameter bytes: the value, which has to outlive this cursor.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ splitting: borrowing FieldSeparators) {
    self.bytes = bytes
    separators = splitting.all
    whitespace = splitting.whitespace
    areLow = splitting.areLow
    skipWhitespace()
  }

  @inline(__always)
  private mutating func skipWhitespace() {
    while at < bytes.count && whitespace.contains(bytes[at]) { at &+= 1 }
  }

  /// The bytes of the next field; nil at the end.
  @inline(__always)
  mutating func next() -> UnsafeBufferPointer<UInt8>? {
    let count = bytes.count
    guard at < count else { return nil }
    let start = at
    if areLow { skipHighBytes() }
    while at < count && !separators.contains(bytes[at]) { at &+= 1 }
    let field = UnsafeBufferPointer(rebasing: bytes[start..<at])
    // Most delimiters are one byte before one that is none.
    if areLow, at &+ 1 < count, bytes[at &+ 1] > 32 {
      at &+= 1
      return field
    }
    // One delimiter: white space around at most one other separator.
    skipWhitespace()
    if at < count && separators.contains(bytes[at]) {
      at &+= 1
      skipWhitespace()
    }
    return field
  }

  /// Goes on to a byte that is not above the blank, or to where fewer than eight are left.
  @inline(__always)
  private mutating func skipHighBytes() {
    guard let base = bytes.baseAddress else { return }
    let raw = UnsafeRawPointer(base)
    let ones: UInt64 = 0x0101_0101_0101_0101
    while at &+ 8 <= bytes.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      // The lowest bit that is set belongs to the first byte that is below 0x21.
      let low = (word &- ones &* 0x21) & ~word & (ones &* 0x80)
      if low != 0 {
        at &+= low.trailingZeroBitCount / 8
        return
      }
      at &+= 8
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether one of `*`, `?` and `[` is among these bytes, looked for eight at a time.
  fileprivate var hasPatternStarter: Bool {
    guard let baseAddress else { return false }
    let raw = UnsafeRawPointer(baseAddress)
    let ones: UInt64 = 0x0101_0101_0101_0101
    var at = 0
    while at &+ 8 <= count {
      let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      let a = word ^ (ones &* 42)
      let b = word ^ (ones &* 63)
      let c = word ^ (ones &* 91)
      let zeros = ((a &- ones) & ~a) | ((b &- ones) & ~b) | ((c &- ones) & ~c)
      if zeros & (ones &* 0x80) != 0 { return true }
      at &+= 8
    }
    while at < count {
      if FieldBuilder.patternStarters.contains(self[at]) { return true }
      at &+= 1
    }
    return false
  }
}

extension ByteString {
  /// The same bytes, kept as a number where that is cheap to find out: a digit comes first.
  @inline(__always)
  var normalizedIfShort: ByteString {
    guard count > 0 && count < 20, let first, first.isASCIIDigit else { return self }
    return normalized
  }
}
