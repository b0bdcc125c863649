import ShellBytes

/// A key that is a number, and whose it is.
struct NumberKey {
  private let number: Double
  private let index: Int

  /// The order of keys that are all doubles; nil when one is something else.
  static func sortedIndices(_ keys: [JSONValue]) -> [Int]? {
    guard case .number? = keys.first else { return nil }
    var own: [NumberKey] = []
    own.reserveCapacity(keys.count)
    for (index, key) in keys.enumerated() {
      guard case .number(let number) = key else { return nil }
      own.append(NumberKey(number: number, index: index))
    }
    own.sort { left, right in
      if left.number < right.number { return true }
      if left.number > right.number { return false }
      // NaN comes first.
      let (isNaN, isOtherNaN) = (left.number.isNaN, right.number.isNaN)
      return isNaN == isOtherNaN ? left.index < right.index : isNaN
    }
    return own.map(\.index)
  }
}

/// A key that is a text, and whose it is. To sort strings themselves would count references.
struct TextKey {
  /// The first bytes, as they compare.
  private let prefix: UInt64
  private let bytes: UnsafeBufferPointer<UInt8>
  private let index: Int

  /// The order of keys that are all texts; nil when one is something else.
  static func sortedIndices(_ keys: [JSONValue]) -> [Int]? {
    guard case .string? = keys.first else { return nil }
    var own: [TextKey] = []
    own.reserveCapacity(keys.count)
    for (index, key) in keys.enumerated() {
      guard case .string(let text) = key else { return nil }
      // The keys, which hold the bytes, outlive the sort.
      own.append(text.withBytes { TextKey(prefix: prefix($0), bytes: $0, index: index) })
    }
    own.sort { left, right in
      if left.prefix != right.prefix { return left.prefix < right.prefix }
      let order = compare(left.bytes, right.bytes)
      return order == 0 ? left.index < right.index : order < 0
    }
    defer { extendLifetime(keys) }
    return own.map(\.index)
  }

  private static func prefix(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    if bytes.count >= 8, let start = UnsafeRawPointer(bytes.baseAddress) {
      return UInt64(bigEndian: start.loadUnaligned(as: UInt64.self))
    }
    var prefix: UInt64 = 0
    for byte in bytes { prefix = prefix << 8 | UInt64(byte) }
    return prefix << UInt64(8 * (8 - bytes.count))
  }

  private static func compare(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let common = Swift.min(left.count, right.count)
    var at = 0
    while at < common {
      if left[at] != right[at] { return left[at] < right[at] ? -1 : 1 }
      at &+= 1
    }
    return left.count - right.count
  }
}
