/// Bytes that grow at their end; the owner hands them on or clears them.
///
/// Unlike `ByteString` it is never shared, so that adding a byte is a compare and a store.
public struct ByteBuffer: ~Copyable {
  @usableFromInline var start: UnsafeMutablePointer<UInt8>?
  @usableFromInline var length: Int

  /// The number of bytes.
  @inlinable public var count: Int { length }
  @usableFromInline var room: Int

  @inlinable public init() {
    start = nil
    length = 0
    room = 0
  }

  deinit { start?.deallocate() }

  /// Whether there are no bytes.
  @inlinable public var isEmpty: Bool { count == 0 }

  /// The number of bytes that fit before more memory is needed.
  @inlinable public var capacity: Int { room }

  @usableFromInline
  mutating func grow(toHold needed: Int) {
    let newRoom = Swift.max(needed, Swift.max(64, room &* 2))
    let bigger = UnsafeMutablePointer<UInt8>.allocate(capacity: newRoom)
    if let start {
      bigger.update(from: start, count: count)
      start.deallocate()
    }
    start = bigger
    room = newRoom
  }

  /// Makes room for this many bytes in all.
  @inlinable
  public mutating func reserveCapacity(_ capacity: Int) {
    if capacity > room { grow(toHold: capacity) }
  }

  /// Adds one byte.
  @inlinable @inline(__always)
  public mutating func append(_ byte: UInt8) {
    if count == room { grow(toHold: count &+ 1) }
    start.unsafelyUnwrapped[count] = byte
    length &+= 1
  }

  /// Adds `added` bytes from a place outside of this buffer.
  @inlinable
  public mutating func append(_ source: UnsafePointer<UInt8>?, count added: Int) {
    guard let source, added > 0 else { return }
    if count &+ added > room { grow(toHold: count &+ added) }
    (start.unsafelyUnwrapped + count).update(from: source, count: added)
    length &+= added
  }

  /// Adds the bytes of a buffer.
  @inlinable
  public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    append(bytes.baseAddress, count: bytes.count)
  }

  /// Adds the bytes of a string.
  @inlinable
  public mutating func append(_ bytes: ByteString) {
    bytes.withBytes { append($0.baseAddress, count: $0.count) }
  }

  /// Adds one byte, `added` times.
  @inlinable
  public mutating func append(repeating byte: UInt8, count added: Int) {
    guard added > 0 else { return }
    reserveCapacity(count &+ added)
    (start.unsafelyUnwrapped + count).update(repeating: byte, count: added)
    length &+= added
  }

  /// Adds the last `digitCount` digits of a number, whose bases are 2 to 16.
  @inlinable
  public mutating func append(
    digitsOf value: UInt64, radix: UInt64, count digitCount: Int, isUpper: Bool = false
  ) {
    guard digitCount > 0 else { return }
    reserveCapacity(count &+ digitCount)
    let target = start.unsafelyUnwrapped + count
    let letterBase: UInt8 = isUpper ? 55 : 87
    var value = value
    var at = digitCount
    while at > 0 {
      at &-= 1
      let quotient = radix == 10 ? value / 10 : radix == 16 ? value >> 4 : value / radix
      let digit = UInt8(truncatingIfNeeded: value &- quotient &* radix)
      target[at] = digit < 10 ? digit &+ 48 : digit &+ letterBase
      value = quotient
    }
    length &+= digitCount
  }

  /// Forgets all bytes; keeps the memory.
  @inlinable public mutating func removeAll() { length = 0 }

  /// Forgets what lies past this many bytes.
  @inlinable
  public mutating func truncate(to newCount: Int) {
    if newCount < count { length = Swift.max(0, newCount) }
  }

  /// Forgets the first `removed` bytes; those behind them move to the front.
  public mutating func removeFirst(_ removed: Int) {
    guard let start, removed > 0 else { return }
    let kept = Swift.max(0, count - removed)
    if kept > 0 { start.update(from: start + removed, count: kept) }
    length = kept
  }

  /// The byte at an offset, which must lie inside.
  @inlinable
  public subscript(offset: Int) -> UInt8 {
    get {
      precondition(offset >= 0 && offset < count, "offset outside of the buffer")
      return start.unsafelyUnwrapped[offset]
    }
    set {
      precondition(offset >= 0 && offset < count, "offset outside of the buffer")
      start.unsafelyUnwrapped[offset] = newValue
    }
  }

  /// Calls `body` with the bytes, which are valid only during the call.
  @inlinable
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeBufferPointer(start: start, count: count))
  }

  /// Lets `fill` write up to `size` bytes behind the others; it returns how many it wrote.
  @inlinable
  public mutating func append<Failure: Error>(
    upTo size: Int, _ fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    reserveCapacity(count &+ size)
    let added = try fill(
      UnsafeMutableRawBufferPointer(start: start.map { $0 + count }, count: size))
    length &+= Swift.min(Swift.max(0, added), size)
    return added
  }

  /// A copy of the bytes from an offset on.
  @inlinable
  public func string(from offset: Int = 0) -> ByteString {
    let from = Swift.min(Swift.max(0, offset), count)
    return ByteString(start.map { UnsafePointer($0 + from) }, count: count - from)
  }
}
