import ShellBytes

/// What stands before the bytes of a string.
@usableFromInline
struct JSONStringHeader {
  var count: Int
  /// The capacity and, lowest, whether all is ASCII: two words keep a short string in a small block.
  private var bits: UInt

  init(capacity: Int) {
    count = 0
    bits = UInt(bitPattern: capacity) << 1 | 1
  }

  var capacity: Int { @inline(__always) get { Int(bitPattern: bits >> 1) } }
  var isASCII: Bool {
    @inline(__always) get { bits & 1 != 0 }
    @inline(__always) set { bits = bits & ~1 | (newValue ? 1 : 0) }
  }
}

/// The bytes of a string, written to only while uniquely referenced.
final class JSONStringStorage: ManagedBuffer<JSONStringHeader, UInt8> {
  static func make(capacity: Int) -> JSONStringStorage {
    let made = JSONStringStorage.create(minimumCapacity: capacity) { _ in
      JSONStringHeader(capacity: capacity)
    }
    return unsafeDowncast(made, to: JSONStringStorage.self)
  }

  @inline(__always)
  var head: UnsafeMutablePointer<JSONStringHeader> {
    withUnsafeMutablePointerToHeader { $0 }
  }
  @inline(__always)
  var bytes: UnsafeMutablePointer<UInt8> { withUnsafeMutablePointerToElements { $0 } }
}

/// A text: always valid UTF-8, shared until it is written to.
public struct JSONString: @unchecked Sendable {
  var storage: JSONStringStorage

  @inline(__always)
  init(storage: JSONStringStorage) { self.storage = storage }

  private static let emptyStorage = SharedStorage(JSONStringStorage.make(capacity: 0))
  private struct SharedStorage: @unchecked Sendable {
    let storage: JSONStringStorage
    init(_ storage: JSONStringStorage) { self.storage = storage }
  }

  /// The empty text.
  public init() { storage = JSONString.emptyStorage.storage }

  /// A copy of bytes that are known to be valid UTF-8.
  init(valid start: UnsafePointer<UInt8>?, count: Int, isASCII: Bool) {
    if let start, count > 0 {
      storage = JSONStringStorage.make(capacity: count)
      storage.bytes.initialize(from: start, count: count)
      storage.head.pointee.count = count
      storage.head.pointee.isASCII = isASCII
    } else {
      storage = JSONString.emptyStorage.storage
    }
  }

  /// A copy of bytes; each bad sequence becomes one U+FFFD.
  public init(repairing bytes: UnsafeBufferPointer<UInt8>) {
    switch UTF8Text.check(bytes) {
    case .ascii: self.init(valid: bytes.baseAddress, count: bytes.count, isASCII: true)
    case .valid: self.init(valid: bytes.baseAddress, count: bytes.count, isASCII: false)
    case .invalid:
      self.init()
      reserve(bytes.count &+ 16)
      UTF8Text.forEachScalar(bytes) { scalar, piece in
        if let scalar, scalar != UTF8Text.bad {
          append(valid: piece.baseAddress, count: piece.count, isASCII: scalar < 0x80)
        } else {
          append(scalar: 0xFFFD)
        }
      }
    }
  }

  /// A copy of bytes; each bad sequence becomes one U+FFFD.
  public init(_ bytes: ByteString) {
    self = bytes.withBytes { JSONString(repairing: $0) }
  }

  /// A text of the program.
  public init(_ text: StaticString) {
    let bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    self.init(repairing: bytes)
  }

  /// The number of bytes.
  public var count: Int { @inline(__always) get { storage.head.pointee.count } }
  /// Whether there are no bytes.
  public var isEmpty: Bool { count == 0 }
  /// Whether every byte is below 0x80.
  var isASCII: Bool { @inline(__always) get { storage.head.pointee.isASCII } }

  /// Calls `body` with the bytes, which are valid only during the call.
  @inline(__always)
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { extendLifetime(storage) }
    return try body(UnsafeBufferPointer(start: storage.bytes, count: count))
  }

  /// The bytes as a value of the shell.
  public var byteString: ByteString { withBytes { ByteString($0) } }

  /// The number of code points.
  public var characterCount: Int {
    isASCII ? count : withBytes { UTF8Text.count($0) }
  }

  // MARK: Growing

  /// Makes the storage unshared, with room for so many bytes.
  mutating func reserve(_ needed: Int) {
    if storage.head.pointee.capacity >= needed && isKnownUniquelyReferenced(&storage) { return }
    let old = count
    let bigger = JSONStringStorage.make(capacity: Swift.max(needed, needed > old ? old &* 2 : old))
    bigger.bytes.initialize(from: storage.bytes, count: old)
    bigger.head.pointee.count = old
    bigger.head.pointee.isASCII = isASCII
    storage = bigger
  }

  mutating func append(valid start: UnsafePointer<UInt8>?, count added: Int, isASCII: Bool) {
    guard let start, added > 0 else { return }
    let old = count
    reserve(old &+ added)
    (storage.bytes + old).initialize(from: start, count: added)
    storage.head.pointee.count = old &+ added
    if !isASCII { storage.head.pointee.isASCII = false }
  }

  /// Adds another text at the end.
  public mutating func append(_ other: JSONString) {
    let source = other
    source.withBytes { append(valid: $0.baseAddress, count: $0.count, isASCII: source.isASCII) }
  }

  mutating func append(_ text: StaticString) {
    append(valid: text.utf8Start, count: text.utf8CodeUnitCount, isASCII: text.isASCII)
  }

  mutating func append(byte: UInt8) {
    let old = count
    reserve(old &+ 1)
    (storage.bytes + old).initialize(to: byte)
    storage.head.pointee.count = old &+ 1
  }

  /// Adds a code point, which must be one of Unicode and no surrogate.
  mutating func append(scalar: UInt32) {
    if scalar < 0x80 {
      append(byte: UInt8(truncatingIfNeeded: scalar))
      return
    }
    var text = ByteString()
    text.append(scalar: scalar)
    text.withBytes { append(valid: $0.baseAddress, count: $0.count, isASCII: false) }
  }

  /// The text many times over.
  func repeated(_ times: Int) -> JSONString {
    if times == 1 { return self }
    var result = JSONString()
    guard times > 0, count > 0 else { return result }
    result.reserve(count &* times)
    for _ in 0..<times { result.append(self) }
    return result
  }

  // MARK: Slicing

  /// The byte offset of the code point with this number, which is at most the number of them.
  func offset(ofCharacter number: Int) -> Int {
    if isASCII { return Swift.min(number, count) }
    return withBytes { bytes in
      var at = 0
      var left = number
      while left > 0 && at < bytes.count {
        at &+= UTF8Text.length(bytes[at])
        left &-= 1
      }
      return Swift.min(at, bytes.count)
    }
  }

  /// The number of the code point at a byte offset.
  func character(atOffset offset: Int) -> Int {
    if isASCII { return offset }
    return withBytes { UTF8Text.count(UnsafeBufferPointer(rebasing: $0[0..<offset])) }
  }

  /// The text between two byte offsets that lie on code points.
  func slice(_ range: Range<Int>) -> JSONString {
    if range.count == count { return self }
    return withBytes { bytes in
      let piece = UnsafeBufferPointer(rebasing: bytes[range])
      let ascii = isASCII || UTF8Text.check(piece) == .ascii
      return JSONString(valid: piece.baseAddress, count: piece.count, isASCII: ascii)
    }
  }

  /// The text between two code points.
  func slice(characters range: Range<Int>) -> JSONString {
    let lower = offset(ofCharacter: range.lowerBound)
    let upper = isASCII ? Swift.min(range.upperBound, count) : offset(ofCharacter: range.upperBound)
    return slice(lower..<Swift.max(lower, upper))
  }

  /// A number made of the bytes, for tables.
  var hash: UInt { withBytes { JSONString.hash($0) } }

  private static let seed = UInt.random(in: .min ... .max)

  @inline(__always)
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt {
    var state = seed ^ UInt(truncatingIfNeeded: bytes.count)
    var at = 0
    let raw = UnsafeRawPointer(bytes.baseAddress)
    while at &+ 8 <= bytes.count, let raw {
      let word = raw.loadUnaligned(fromByteOffset: at, as: UInt.self)
      state = (state ^ word) &* 0x9E37_79B9_7F4A_7C15
      state ^= state >> 29
      at &+= 8
    }
    while at < bytes.count {
      state = (state ^ UInt(bytes[at])) &* 0x0000_0100_0000_01B3
      at &+= 1
    }
    state = state &* 0x9E37_79B9_7F4A_7C15
    return state ^ (state >> 32)
  }
}

extension JSONString: Hashable, Comparable {
  @inline(__always)
  public static func == (left: JSONString, right: JSONString) -> Bool {
    if left.storage === right.storage { return true }
    return left.withBytes { l in right.withBytes { r in UTF8Text.areEqual(l, r) } }
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(hash) }

  /// The order of code points, which is that of UTF-8's bytes.
  public static func < (left: JSONString, right: JSONString) -> Bool {
    left.compare(right) < 0
  }

  func compare(_ other: JSONString) -> Int {
    if storage === other.storage { return 0 }
    return withBytes { l in
      other.withBytes { r in
        let common = Swift.min(l.count, r.count)
        var at = 0
        while at < common {
          if l[at] != r[at] { return l[at] < r[at] ? -1 : 1 }
          at &+= 1
        }
        return l.count == r.count ? 0 : l.count < r.count ? -1 : 1
      }
    }
  }
}

extension JSONString: ExpressibleByStringLiteral, CustomStringConvertible {
  public init(stringLiteral value: StaticString) { self.init(value) }
  public var description: String { withBytes { String(decoding: $0, as: UTF8.self) } }
}
