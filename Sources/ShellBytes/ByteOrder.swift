/// The order of the C locale: byte by byte, unsigned; a prefix comes first.
extension UnsafeBufferPointer<UInt8> {
  /// Whether these bytes come before others.
  @inlinable
  public func precedes(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    let shared = sharedPrefixLength(other)
    if shared == other.count { return false }
    return shared == count || self[shared] < other[shared]
  }

  /// How many bytes at the start are the same in both.
  @inlinable
  public func sharedPrefixLength(_ other: UnsafeBufferPointer<UInt8>) -> Int {
    let least = Swift.min(count, other.count)
    guard least > 0, let left = baseAddress, let right = other.baseAddress else { return 0 }
    let l = UnsafeRawPointer(left)
    let r = UnsafeRawPointer(right)
    var at = 0
    while at &+ 8 <= least {
      let difference =
        UInt64(littleEndian: l.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        ^ UInt64(littleEndian: r.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      if difference != 0 { return at &+ difference.trailingZeroBitCount / 8 }
      at &+= 8
    }
    while at < least && left[at] == right[at] { at &+= 1 }
    return at
  }

  /// The eight bytes from an offset on as a number that sorts as they do; zeros behind the end.
  @inlinable
  func sortKey(from offset: Int) -> UInt64 {
    guard let base = baseAddress, offset < count else { return 0 }
    if offset &+ 8 <= count {
      return UInt64(
        bigEndian: UnsafeRawPointer(base).loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    var key: UInt64 = 0
    for at in offset..<count { key = key << 8 | UInt64(base[at]) }
    return key << UInt64(8 &* (8 &- (count &- offset)))
  }
}

/// Where a text stands, and the bytes of it that are compared first.
private struct SortPlace {
  var key: UInt64
  var index: Int
}

extension [ByteString] {
  /// Sorts by bytes. What all have in common is passed over, and the eight bytes behind it decide
  /// between most texts.
  public mutating func sortByBytes() {
    guard count > 1 else { return }
    var shared = Int.max
    for index in indices.dropFirst() where shared > 0 {
      let common = self[0].withBytes { first in
        self[index].withBytes { first.sharedPrefixLength($0) }
      }
      shared = Swift.min(shared, common)
    }
    var order: [SortPlace] = []
    order.reserveCapacity(count)
    for index in indices {
      let key = self[index].withBytes { $0.sortKey(from: shared) }
      order.append(SortPlace(key: key, index: index))
    }
    withUnsafeBufferPointer { names in
      order.sort { left, right in
        left.key == right.key ? names[left.index] < names[right.index] : left.key < right.key
      }
    }
    var sorted: [ByteString] = []
    sorted.reserveCapacity(count)
    for place in order { sorted.append(self[place.index]) }
    self = sorted
  }
}

extension ByteString {
  /// A hash that cannot be foreseen without its seed.
  public func hash(seed: UInt64) -> UInt64 {
    withBytes { bytes in
      var hash = seed ^ UInt64(bytes.count)
      var at = 0
      repeat {
        // Both halves of a product with an odd number: each bit of the word reaches many.
        let (high, low) = (hash ^ bytes.sortKey(from: at))
          .multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        hash = high ^ low ^ seed
        at &+= 8
      } while at < bytes.count
      let (high, low) = hash.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      return high ^ low
    }
  }
}
