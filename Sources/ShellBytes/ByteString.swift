/// The bytes of a word, path or value; no encoding is implied.
///
/// A value takes 24 bytes. Up to 22 bytes of text lie inside it, longer text on the heap, shared
/// until it is written to. Canonical decimal text may be kept as the number that it denotes, so
/// that arithmetic on variables neither parses nor formats (docs/performance.md).
@frozen
public struct ByteString: Sendable {
  @usableFromInline var representation: Representation

  @usableFromInline
  @frozen
  enum Representation: @unchecked Sendable {
    /// The canonical decimal text of this number: no `+`, no leading zero, no `-0`.
    case integer(Int)
    /// At most `InlineBytes.capacity` bytes.
    case inline(InlineBytes)
    /// Any number of bytes, written to only while uniquely referenced.
    case heap(Storage)
  }

  @usableFromInline typealias Storage = ManagedBuffer<StorageHeader, UInt8>

  @inlinable
  init(representation: Representation) { self.representation = representation }
}

/// What stands before the bytes of a heap string.
@usableFromInline
@frozen
struct StorageHeader {
  @usableFromInline var count: Int
  @usableFromInline var capacity: Int
  @inlinable init(count: Int, capacity: Int) {
    self.count = count
    self.capacity = capacity
  }
}

/// Up to 22 bytes and their count; bytes past the count are zero, so equal texts are equal words.
///
/// 23 bytes in all: the tag of the enclosing enumeration is the twenty-fourth.
@usableFromInline
@frozen
struct InlineBytes {
  @usableFromInline var a: UInt64 = 0
  @usableFromInline var b: UInt64 = 0
  @usableFromInline var c: UInt32 = 0
  @usableFromInline var d: UInt16 = 0
  @usableFromInline var count: UInt8 = 0

  @usableFromInline static var capacity: Int { @inlinable get { 22 } }

  @inlinable init() {}

  @inlinable @inline(__always)
  init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    guard let start, count > 0 else { return }
    self.count = UInt8(truncatingIfNeeded: count)
    let raw = UnsafeRawPointer(start)
    // Two words that overlap, as most names and numbers are short.
    if count >= 8 && count <= 16 {
      a = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self)).littleEndian
      let last = UInt64(
        littleEndian: raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
      b = (count == 8 ? 0 : last >> UInt64(8 &* (16 &- count))).littleEndian
      return
    }
    if count >= 4 && count < 8 {
      let first = UInt32(littleEndian: raw.loadUnaligned(as: UInt32.self))
      let last = UInt32(
        littleEndian: raw.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
      a = (UInt64(first) | UInt64(last) << UInt64(8 &* (count &- 4))).littleEndian
      return
    }
    withUnsafeMutableBytes(of: &self) { target in
      target.baseAddress!.copyMemory(from: start, byteCount: count)
    }
  }

  @inlinable @inline(__always)
  var quickHash: Int {
    // Multiplication by an odd number carries each bit upwards only: the high half comes down.
    var hash = a &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ hash >> 32 ^ b) &* 0x9E37_79B9_7F4A_7C15
    hash =
      (hash ^ hash >> 32 ^ UInt64(c) << 32 ^ UInt64(d) << 8 ^ UInt64(count))
      &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: hash ^ hash >> 32)
  }

  /// The decimal text of a number.
  @inlinable
  init(decimal value: Int) {
    self.init()
    if value >= 0 && value < 100_000_000 {
      // The last digit comes first and moves up as the others follow.
      var left = UInt32(truncatingIfNeeded: value)
      repeat {
        let quotient = left / 10
        a = a << 8 | UInt64(left &- quotient &* 10 &+ 48)
        left = quotient
        count &+= 1
      } while left != 0
      a = a.littleEndian
      return
    }
    // Digits are made from the last to the first in a 20-byte window, then moved to the front.
    var magnitude = value.magnitude
    var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
    var text = InlineBytes()
    withUnsafeMutableBytes(of: &digits) { window in
      var at = 24
      repeat {
        at &-= 1
        let quotient = magnitude / 10
        window[at] = UInt8(truncatingIfNeeded: magnitude &- quotient &* 10) &+ 48
        magnitude = quotient
      } while magnitude != 0
      if value < 0 {
        at &-= 1
        window[at] = 45
      }
      let count = 24 &- at
      text = InlineBytes(
        window.baseAddress!.assumingMemoryBound(to: UInt8.self) + at, count)
    }
    self = text
  }
}

extension ByteString {
  /// The empty string.
  @inlinable public init() { representation = .inline(InlineBytes()) }

  /// The canonical decimal text of a number.
  @inlinable public init(_ value: Int) { representation = .integer(value) }

  /// A copy of `count` bytes from `start`.
  @inlinable
  public init(_ start: UnsafePointer<UInt8>?, count: Int) {
    if count <= InlineBytes.capacity {
      representation = .inline(InlineBytes(start, count))
    } else {
      let storage = ByteString.allocate(capacity: count)
      storage.withUnsafeMutablePointers { header, elements in
        header.pointee.count = count
        elements.initialize(from: start!, count: count)
      }
      representation = .heap(storage)
    }
  }

  /// A copy of the bytes of a buffer.
  @inlinable
  public init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.init(bytes.baseAddress, count: bytes.count)
  }

  /// A copy of the bytes of a raw buffer.
  @inlinable
  public init(_ bytes: UnsafeRawBufferPointer) {
    self.init(bytes.bindMemory(to: UInt8.self))
  }

  /// A copy of a sequence of bytes.
  @inlinable
  public init(_ bytes: some Sequence<UInt8>) {
    if let done = bytes.withContiguousStorageIfAvailable({ ByteString($0) }) {
      self = done
    } else {
      self.init()
      for byte in bytes { append(byte) }
    }
  }

  /// The UTF-8 bytes of a text.
  @inlinable
  public init(_ text: String) {
    var text = text
    self = text.withUTF8 { ByteString($0) }
  }

  /// The UTF-8 bytes of a text.
  @inlinable
  public init(_ text: Substring) { self.init(String(text)) }

  /// One byte, `count` times.
  public init(repeating byte: UInt8, count: Int) {
    self.init()
    guard count > 0 else { return }
    reserveCapacity(count)
    for _ in 0..<count { append(byte) }
  }

  /// The bytes before the terminating NUL of a C string.
  public init(cString: UnsafePointer<CChar>) {
    var count = 0
    while cString[count] != 0 { count += 1 }
    self.init(UnsafeRawBufferPointer(start: cString, count: count))
  }

  @usableFromInline
  static func allocate(capacity: Int) -> Storage {
    let storage = Storage.create(minimumCapacity: capacity) { _ in
      StorageHeader(count: 0, capacity: capacity)
    }
    return storage
  }

  /// Calls `body` with the bytes, which are valid only during the call.
  @inlinable @inline(__always)
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch representation {
    case .heap(let storage):
      let count = storage.withUnsafeMutablePointerToHeader { $0.pointee.count }
      let start = storage.withUnsafeMutablePointerToElements { $0 }
      defer { extendLifetime(storage) }
      return try body(UnsafeBufferPointer(start: start, count: count))
    case .inline(let bytes):
      return try ByteString.withInline(bytes, body)
    case .integer(let value):
      return try ByteString.withInline(InlineBytes(decimal: value), body)
    }
  }

  @inlinable @inline(__always)
  static func withInline<Result, Failure: Error>(
    _ bytes: InlineBytes,
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var copy = bytes
    return try withUnsafeMutablePointer(to: &copy) { (pointer) throws(Failure) -> Result in
      let start = UnsafeRawPointer(pointer).assumingMemoryBound(to: UInt8.self)
      return try body(UnsafeBufferPointer(start: start, count: Int(bytes.count)))
    }
  }

  /// The number of bytes.
  @inlinable
  public var count: Int {
    switch representation {
    case .heap(let storage):
      return storage.withUnsafeMutablePointerToHeader { $0.pointee.count }
    case .inline(let bytes): return Int(bytes.count)
    case .integer(let value): return ByteString.digitCount(value)
    }
  }

  @usableFromInline
  static func digitCount(_ value: Int) -> Int {
    var magnitude = value.magnitude
    var count = value < 0 ? 2 : 1
    while magnitude >= 10 {
      magnitude /= 10
      count += 1
    }
    return count
  }

  /// The first byte; nil when there is none.
  @inlinable
  public var first: UInt8? {
    switch representation {
    case .inline(let bytes): return bytes.count == 0 ? nil : UInt8(truncatingIfNeeded: bytes.a)
    case .integer(let value):
      if value < 0 { return 45 }
      var lead = value
      while lead >= 10 { lead /= 10 }
      return UInt8(truncatingIfNeeded: lead) &+ 48
    case .heap(let storage):
      return storage.withUnsafeMutablePointers { header, elements in
        header.pointee.count == 0 ? nil : elements.pointee
      }
    }
  }

  /// Whether there are no bytes.
  @inlinable
  public var isEmpty: Bool {
    switch representation {
    case .inline(let bytes): return bytes.count == 0
    case .integer: return false
    case .heap(let storage):
      return storage.withUnsafeMutablePointerToHeader { $0.pointee.count == 0 }
    }
  }

  /// The number whose canonical decimal text this is kept as, without looking at any text.
  @inlinable
  public var storedInteger: Int? {
    @inline(__always) get {
      if case .integer(let value) = representation { return value }
      return nil
    }
  }

  /// The number that this is the decimal text of: an optional sign and digits that fit.
  @inlinable
  public var decimalInteger: Int? {
    if case .integer(let value) = representation { return value }
    return withBytes { bytes in
      var at = 0
      var isNegative = false
      guard let first = bytes.first else { return nil }
      if first == 45 || first == 43 {
        isNegative = first == 45
        at = 1
      }
      guard at < bytes.count else { return nil }
      var value = 0
      while at < bytes.count {
        let digit = bytes[at] &- 48
        guard digit <= 9 else { return nil }
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, overflow2) = product.subtractingReportingOverflow(Int(digit))
        if overflow || overflow2 { return nil }
        value = sum
        at &+= 1
      }
      if isNegative { return value }
      return value == Int.min ? nil : -value
    }
  }

  /// The number whose canonical decimal text this is, where that is short and not negative.
  @inlinable
  public var shortNumber: Int? {
    if case .integer(let value) = representation { return value }
    guard case .inline(let bytes) = representation, bytes.count > 0, bytes.count <= 16 else {
      return nil
    }
    var word = bytes.a
    let lead = UInt8(truncatingIfNeeded: word)
    if lead == 48 { return bytes.count == 1 ? 0 : nil }
    var value = 0
    var left = bytes.count
    while left > 0 {
      let digit = UInt8(truncatingIfNeeded: word) &- 48
      if digit > 9 { return nil }
      value = value &* 10 &+ Int(digit)
      word >>= 8
      left &-= 1
      if left == bytes.count &- 8 { word = bytes.b }
    }
    return value
  }

  /// The same bytes, kept as a number when they are canonical decimal text.
  @inlinable
  public var normalized: ByteString {
    if let value = shortNumber { return ByteString(value) }
    guard case .inline(let bytes) = representation, bytes.count > 0, bytes.count < 20 else {
      return self
    }
    // Canonical: an optional `-`, then digits of which the first is 0 only when it is alone.
    let first = UInt8(truncatingIfNeeded: bytes.a)
    let isNegative = first == 45
    let lead = isNegative ? UInt8(truncatingIfNeeded: bytes.a >> 8) : first
    let digitCount = Int(bytes.count) &- (isNegative ? 1 : 0)
    guard digitCount > 0, lead &- 48 <= 9, lead != 48 || digitCount == 1 && !isNegative,
      let value = decimalInteger
    else { return self }
    return ByteString(value)
  }
}

// MARK: Writing

extension ByteString {
  /// Makes room for this many bytes in all.
  public mutating func reserveCapacity(_ capacity: Int) {
    if capacity <= InlineBytes.capacity { return }
    ensureHeap(capacity: capacity)
  }

  /// Turns the representation into uniquely referenced storage with at least this capacity.
  @usableFromInline
  mutating func ensureHeap(capacity: Int) {
    if case .heap(var storage) = representation {
      representation = .integer(0)
      let room = storage.withUnsafeMutablePointerToHeader { $0.pointee.capacity }
      if room >= capacity && isKnownUniquelyReferenced(&storage) {
        representation = .heap(storage)
        return
      }
      let count = storage.withUnsafeMutablePointerToHeader { $0.pointee.count }
      let bigger = ByteString.allocate(capacity: Swift.max(capacity, count &* 2))
      storage.withUnsafeMutablePointerToElements { source in
        bigger.withUnsafeMutablePointers { header, target in
          header.pointee.count = count
          target.initialize(from: source, count: count)
        }
      }
      representation = .heap(bigger)
      return
    }
    let storage = ByteString.allocate(capacity: Swift.max(capacity, 48))
    withBytes { bytes in
      storage.withUnsafeMutablePointers { header, target in
        header.pointee.count = bytes.count
        if let start = bytes.baseAddress {
          target.initialize(from: start, count: bytes.count)
        }
      }
    }
    representation = .heap(storage)
  }

  /// Adds `count` bytes from `start`, which must not be this value's own storage.
  @inlinable
  public mutating func append(_ start: UnsafePointer<UInt8>?, count added: Int) {
    guard let start, added > 0 else { return }
    if case .integer(let value) = representation {
      representation = .inline(InlineBytes(decimal: value))
    }
    if case .inline(var bytes) = representation {
      let old = Int(bytes.count)
      if old &+ added <= InlineBytes.capacity {
        withUnsafeMutableBytes(of: &bytes) { target in
          (target.baseAddress! + old).copyMemory(from: start, byteCount: added)
        }
        bytes.count = UInt8(truncatingIfNeeded: old &+ added)
        representation = .inline(bytes)
        return
      }
    }
    appendToHeap(start, added)
  }

  @usableFromInline
  mutating func appendToHeap(_ start: UnsafePointer<UInt8>, _ added: Int) {
    let old = count
    ensureHeap(capacity: old &+ added)
    guard case .heap(let storage) = representation else { return }
    storage.withUnsafeMutablePointers { header, elements in
      (elements + old).initialize(from: start, count: added)
      header.pointee.count = old &+ added
    }
  }

  /// Adds one byte.
  @inlinable
  public mutating func append(_ byte: UInt8) {
    var byte = byte
    withUnsafePointer(to: &byte) { append($0, count: 1) }
  }

  /// Adds the bytes of another value.
  @inlinable
  public mutating func append(_ other: ByteString) {
    if isEmpty {
      self = other
      return
    }
    // A copy keeps the source alive and apart when a value is added to itself.
    let source = other
    source.withBytes { append($0.baseAddress, count: $0.count) }
  }

  /// Adds the bytes of a buffer.
  @inlinable
  public mutating func append(contentsOf bytes: UnsafeBufferPointer<UInt8>) {
    append(bytes.baseAddress, count: bytes.count)
  }

  /// Adds a sequence of bytes.
  @inlinable
  public mutating func append(contentsOf bytes: some Sequence<UInt8>) {
    for byte in bytes { append(byte) }
  }

  /// Replaces the bytes by a copy of a buffer, in the storage already held where it is unshared.
  @inlinable
  public mutating func assign(_ bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.count <= InlineBytes.capacity {
      representation = .inline(InlineBytes(bytes.baseAddress, bytes.count))
      return
    }
    if case .heap(var storage) = representation {
      representation = .integer(0)
      let room = storage.withUnsafeMutablePointerToHeader { $0.pointee.capacity }
      if room >= bytes.count && isKnownUniquelyReferenced(&storage) {
        storage.withUnsafeMutablePointers { header, elements in
          elements.update(from: bytes.baseAddress!, count: bytes.count)
          header.pointee.count = bytes.count
        }
        representation = .heap(storage)
        return
      }
    }
    self = ByteString(bytes)
  }

  /// Removes the last `count` bytes, or all when there are fewer.
  public mutating func removeLast(_ count: Int) {
    self = prefix(Swift.max(0, self.count - count))
  }
}

// MARK: Reading

extension ByteString: RandomAccessCollection {
  public typealias Index = Int
  public typealias Element = UInt8
  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { count }

  /// The byte at an offset, which must lie inside.
  @inlinable
  public subscript(offset: Int) -> UInt8 {
    withBytes { bytes in
      precondition(offset >= 0 && offset < bytes.count, "offset outside of the byte string")
      return bytes[offset]
    }
  }

  @inlinable
  public func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result? {
    try withBytes(body)
  }

  /// The bytes of a range, which is cut to what there is.
  @inlinable
  public func bytes(in range: Range<Int>) -> ByteString {
    withBytes { bytes in
      let lower = Swift.min(Swift.max(range.lowerBound, 0), bytes.count)
      let upper = Swift.min(Swift.max(range.upperBound, lower), bytes.count)
      if lower == 0 && upper == bytes.count { return self }
      return ByteString(bytes.baseAddress.map { $0 + lower }, count: upper - lower)
    }
  }

  /// The first `count` bytes, or all when there are fewer.
  @inlinable public func prefix(_ count: Int) -> ByteString { bytes(in: 0..<Swift.max(0, count)) }

  /// All but the first `count` bytes.
  @inlinable
  public func dropFirst(_ count: Int = 1) -> ByteString {
    bytes(in: Swift.max(0, count)..<Int.max)
  }

  /// All but the last `count` bytes.
  @inlinable
  public func dropLast(_ count: Int = 1) -> ByteString { prefix(self.count - count) }

  /// The last `count` bytes, or all when there are fewer.
  @inlinable
  public func suffix(_ count: Int) -> ByteString { dropFirst(self.count - count) }

  /// The offset of the first such byte at or after `start`.
  @inlinable
  public func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
    withBytes { bytes in
      var at = Swift.max(0, start)
      while at < bytes.count {
        if bytes[at] == byte { return at }
        at &+= 1
      }
      return nil
    }
  }

  /// The offset of the last such byte.
  @inlinable
  public func lastIndex(of byte: UInt8) -> Int? {
    withBytes { bytes in
      var at = bytes.count
      while at > 0 {
        at &-= 1
        if bytes[at] == byte { return at }
      }
      return nil
    }
  }

  /// The offset of the first occurrence of a text at or after `start`; an empty one is found there.
  public func firstRange(of other: ByteString, from start: Int = 0) -> Range<Int>? {
    withBytes { bytes in
      other.withBytes { sought in
        let last = bytes.count - sought.count
        var at = Swift.max(0, start)
        while at <= last {
          var matched = 0
          while matched < sought.count, bytes[at + matched] == sought[matched] {
            matched += 1
          }
          if matched == sought.count { return at..<(at + matched) }
          at += 1
        }
        return nil
      }
    }
  }

  /// Whether a byte occurs.
  @inlinable public func contains(_ byte: UInt8) -> Bool { firstIndex(of: byte) != nil }

  /// Whether these bytes come first.
  @inlinable
  public func hasPrefix(_ other: ByteString) -> Bool {
    withBytes { bytes in
      other.withBytes { start in
        guard start.count <= bytes.count else { return false }
        return start.elementsEqual(bytes.prefix(start.count))
      }
    }
  }

  /// Whether these bytes come last.
  @inlinable
  public func hasSuffix(_ other: ByteString) -> Bool {
    withBytes { bytes in
      other.withBytes { end in
        guard end.count <= bytes.count else { return false }
        return end.elementsEqual(bytes.suffix(end.count))
      }
    }
  }

  /// The pieces between occurrences of a byte; always at least one, and none is left out.
  public func split(at separator: UInt8) -> [ByteString] {
    var pieces: [ByteString] = []
    var start = 0
    while let end = firstIndex(of: separator, from: start) {
      pieces.append(bytes(in: start..<end))
      start = end + 1
    }
    pieces.append(dropFirst(start))
    return pieces
  }

  /// ASCII letters in lower case; other bytes unchanged.
  public var asciiLowercased: ByteString {
    ByteString(lazy.map { $0 >= 65 && $0 <= 90 ? $0 | 32 : $0 })
  }

  /// ASCII letters in upper case; other bytes unchanged.
  public var asciiUppercased: ByteString {
    ByteString(lazy.map { $0 >= 97 && $0 <= 122 ? $0 & 0xDF : $0 })
  }

  /// The bytes and a NUL, for a call of the system; valid only during `body`.
  @inlinable
  public func withCString<Result, Failure: Error>(
    _ body: (UnsafePointer<CChar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var terminated = self
    terminated.append(0)
    return try terminated.withBytes { (bytes) throws(Failure) -> Result in
      try body(UnsafeRawPointer(bytes.baseAddress!).assumingMemoryBound(to: CChar.self))
    }
  }

  /// The bytes joined with a separator between them.
  public static func joined(
    _ pieces: some Sequence<ByteString>, separator: ByteString
  ) -> ByteString {
    var result = ByteString()
    var isFirst = true
    for piece in pieces {
      if !isFirst { result.append(separator) }
      isFirst = false
      result.append(piece)
    }
    return result
  }

  @inlinable
  public static func + (left: ByteString, right: ByteString) -> ByteString {
    var result = left
    result.append(right)
    return result
  }

  @inlinable
  public static func += (left: inout ByteString, right: ByteString) { left.append(right) }
}

// MARK: Comparing

extension ByteString: Hashable, Comparable {
  @inlinable
  public static func == (left: ByteString, right: ByteString) -> Bool {
    switch (left.representation, right.representation) {
    case (.inline(let l), .inline(let r)):
      return l.a == r.a && l.b == r.b && l.c == r.c && l.d == r.d && l.count == r.count
    case (.integer(let l), .integer(let r)):
      return l == r
    default:
      return left.withBytes { l in
        right.withBytes { r in
          l.count == r.count && l.holds(r, at: 0, end: l.count)
        }
      }
    }
  }

  @inlinable
  public func hash(into hasher: inout Hasher) {
    withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// A number that equal texts share, made in a few steps: for tables of names that scripts give.
  @inlinable
  public var quickHash: Int {
    switch representation {
    case .inline(let bytes): return bytes.quickHash
    case .integer(let value): return InlineBytes(decimal: value).quickHash
    case .heap:
      return withBytes { bytes in
        if bytes.count <= InlineBytes.capacity {
          return InlineBytes(bytes.baseAddress, bytes.count).quickHash
        }
        // FNV-1a
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash ^ hash >> 32)
      }
    }
  }

  /// The order of the C locale: byte by byte, unsigned; a prefix comes first.
  @inlinable
  public static func < (left: ByteString, right: ByteString) -> Bool {
    left.withBytes { l in
      right.withBytes { r in l.precedes(r) }
    }
  }
}

// MARK: Raw storage

extension UnsafeMutablePointer where Pointee == ByteString {
  /// Puts a copy of a value into this place, which holds none. Without a call unless the value is on
  /// the heap.
  @inlinable @inline(__always)
  public func initialize(copyOf value: borrowing ByteString) {
    switch value.representation {
    case .inline(let bytes): initialize(to: ByteString(representation: .inline(bytes)))
    case .integer(let number): initialize(to: ByteString(number))
    case .heap(let storage): initialize(to: ByteString(representation: .heap(storage)))
    }
  }

  /// Takes the value out of this place. Without a call unless the value is on the heap.
  @inlinable @inline(__always)
  public func deinitializeString() {
    if case .heap = pointee.representation { deinitialize(count: 1) }
  }
}

// MARK: Text

extension ByteString: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  @inlinable
  public init(stringLiteral value: StaticString) {
    if value.hasPointerRepresentation {
      self.init(value.utf8Start, count: value.utf8CodeUnitCount)
    } else {
      self.init(String(Character(value.unicodeScalar)))
    }
  }

  @inlinable
  public init(stringInterpolation: Interpolation) { self = stringInterpolation.bytes }

  /// Builds bytes from literal text, byte strings, numbers and texts.
  @frozen
  public struct Interpolation: StringInterpolationProtocol {
    @usableFromInline var bytes = ByteString()
    @inlinable public init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity)
    }
    @inlinable public mutating func appendLiteral(_ literal: StaticString) {
      bytes.append(ByteString(stringLiteral: literal))
    }
    @inlinable public mutating func appendInterpolation(_ value: ByteString) {
      bytes.append(value)
    }
    @inlinable public mutating func appendInterpolation(_ value: some BinaryInteger) {
      bytes.append(ByteString(String(value)))
    }
    @inlinable public mutating func appendInterpolation(_ value: String) {
      bytes.append(ByteString(value))
    }
  }
}

extension ByteString: CustomStringConvertible {
  /// The bytes read as UTF-8, with U+FFFD for what is not.
  public var description: String {
    withBytes { String(decoding: $0, as: UTF8.self) }
  }
}

extension String {
  /// The bytes read as UTF-8, with U+FFFD for what is not.
  public init(_ bytes: ByteString) { self = bytes.description }
}
