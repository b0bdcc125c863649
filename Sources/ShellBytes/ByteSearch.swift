/// Whether two texts of the same length are equal.
@inlinable @inline(__always)
func sameBytes(
  _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int
) -> Bool {
  let l = UnsafeRawPointer(left)
  let r = UnsafeRawPointer(right)
  var at = 0
  while at &+ 8 <= count {
    if l.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      != r.loadUnaligned(fromByteOffset: at, as: UInt64.self)
    {
      return false
    }
    at &+= 8
  }
  while at < count {
    if left[at] != right[at] { return false }
    at &+= 1
  }
  return true
}

/// Searching in raw bytes, eight at a time.
extension UnsafeBufferPointer<UInt8> {
  /// The offset of the first such byte in a range, which must lie inside.
  @inlinable
  public func firstOffset(of byte: UInt8, from start: Int, to end: Int) -> Int? {
    guard let base = baseAddress, start < end else { return nil }
    let raw = UnsafeRawPointer(base)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let pattern = ones &* UInt64(byte)
    var at = start
    while at &+ 32 <= end {
      let a = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) ^ pattern
      let b = raw.loadUnaligned(fromByteOffset: at &+ 8, as: UInt64.self) ^ pattern
      let c = raw.loadUnaligned(fromByteOffset: at &+ 16, as: UInt64.self) ^ pattern
      let d = raw.loadUnaligned(fromByteOffset: at &+ 24, as: UInt64.self) ^ pattern
      // A word has a zero byte exactly when this is not zero.
      let zeros =
        ((a &- ones) & ~a) | ((b &- ones) & ~b) | ((c &- ones) & ~c) | ((d &- ones) & ~d)
      if zeros & highs != 0 { break }
      at &+= 32
    }
    while at &+ 8 <= end {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      let difference = word ^ pattern
      let zeros = (difference &- ones) & ~difference & highs
      if zeros != 0 { return at &+ zeros.trailingZeroBitCount / 8 }
      at &+= 8
    }
    while at < end {
      if base[at] == byte { return at }
      at &+= 1
    }
    return nil
  }

  /// The offset of the last such byte in a range, which must lie inside.
  @inlinable
  public func lastOffset(of byte: UInt8, from start: Int, to end: Int) -> Int? {
    var at = end
    while at > start {
      at &-= 1
      if self[at] == byte { return at }
    }
    return nil
  }

  /// Whether a text lies at an offset, wholly before `end`.
  @inlinable @inline(__always)
  public func holds(_ sought: UnsafeBufferPointer<UInt8>, at offset: Int, end: Int) -> Bool {
    guard offset >= 0, sought.count <= end &- offset else { return false }
    guard let base = baseAddress, let other = sought.baseAddress else { return true }
    return sameBytes(base + offset, other, sought.count)
  }

  /// The offset of the first occurrence of a text in a range; an empty one is found at its start.
  ///
  /// The byte of the text that is looked for first is one that is seldom met in texts.
  public func firstOffset(
    of sought: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int? {
    if sought.isEmpty { return start <= end ? start : nil }
    var rarest = 0
    for index in 1..<Swift.max(1, sought.count)
    where commonness(sought[index]) < commonness(sought[rarest]) {
      rarest = index
    }
    let byte = sought[rarest]
    var at = start
    var misses = 0
    while end &- at >= sought.count {
      let limit = end &- sought.count &+ rarest &+ 1
      guard let found = firstOffset(of: byte, from: at &+ rarest, to: limit) else { return nil }
      at = found &- rarest
      if holds(sought, at: at, end: end) { return at }
      at &+= 1
      misses &+= 1
      // Texts full of that byte would make this quadratic.
      if misses > 64 && misses &* 8 > at &- start {
        return firstOffsetByTable(of: sought, from: at, to: end)
      }
    }
    return nil
  }

  /// The offset of the last occurrence of a text in a range; an empty one is found at its end.
  public func lastOffset(
    of sought: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int? {
    guard let last = sought.last else { return start <= end ? end : nil }
    var limit = end
    let least = start &+ sought.count &- 1
    while limit > least, let found = lastOffset(of: last, from: least, to: limit) {
      let at = found &+ 1 &- sought.count
      if holds(sought, at: at, end: end) { return at }
      limit = found
    }
    return nil
  }

  /// Knuth, Morris and Pratt's search: never looks at a byte of the text twice.
  private func firstOffsetByTable(
    of sought: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int? {
    var borders = [Int](repeating: 0, count: sought.count)
    var length = 0
    for index in 1..<Swift.max(1, sought.count) {
      while length > 0 && sought[index] != sought[length] { length = borders[length - 1] }
      if sought[index] == sought[length] { length += 1 }
      borders[index] = length
    }
    var matched = 0
    var at = start
    while at < end {
      let byte = self[at]
      while matched > 0 && byte != sought[matched] { matched = borders[matched - 1] }
      if byte == sought[matched] { matched += 1 }
      at += 1
      if matched == sought.count { return at - matched }
    }
    return nil
  }

  /// How often a byte is met in texts, roughly.
  private func commonness(_ byte: UInt8) -> Int {
    switch byte {
    case 32, 101, 116, 97: return 5
    case 97...122: return byte == 106 || byte == 113 || byte == 120 || byte == 122 ? 2 : 4
    case 10, 48...57, 44, 46, 45, 47, 95, 34, 58: return 3
    case 65...90: return 2
    case 0: return 4
    default: return 1
    }
  }
}
