/// Names and their places, 0, 1, 2… in the order they were put in; none is ever taken out.
///
/// An open hash table over raw storage: unlike `Dictionary` it needs no run-time metadata, which
/// would cost more than the whole start of a shell (docs/performance.md).
public final class NameTable: @unchecked Sendable {
  private var names: UnsafeMutablePointer<ByteString>
  /// Place + 1; 0 where the bucket is free.
  private var buckets: UnsafeMutablePointer<UInt32>
  private var bucketCount: Int
  /// How many names there are.
  public private(set) var count = 0

  /// - Parameter capacity: how many names fit before the table grows.
  public init(capacity: Int = 128) {
    bucketCount = 16
    while bucketCount < capacity * 2 { bucketCount *= 2 }
    names = .allocate(capacity: bucketCount / 2)
    buckets = .allocate(capacity: bucketCount)
    buckets.initialize(repeating: 0, count: bucketCount)
  }

  deinit {
    names.deinitialize(count: count)
    names.deallocate()
    buckets.deallocate()
  }

  /// The name at a place, which must be one that `place` returned.
  public subscript(place: Int) -> ByteString {
    precondition(place >= 0 && place < count, "no name has this place")
    return names[place]
  }

  /// FNV-1a, which is short for short names.
  private static func hash(_ name: ByteString) -> Int {
    name.withBytes { bytes in
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      return Int(truncatingIfNeeded: hash ^ hash >> 32)
    }
  }

  /// The place of a name; nil when it is not here.
  public func find(_ name: ByteString) -> Int? {
    var bucket = NameTable.hash(name) & (bucketCount &- 1)
    while buckets[bucket] != 0 {
      let place = Int(buckets[bucket]) &- 1
      if names[place] == name { return place }
      bucket = (bucket &+ 1) & (bucketCount &- 1)
    }
    return nil
  }

  /// The place of a name, which is put in when it is new.
  public func place(_ name: ByteString) -> Int {
    if let known = find(name) { return known }
    if count == bucketCount / 2 { grow() }
    (names + count).initialize(to: name)
    enter(count)
    count += 1
    return count - 1
  }

  private func enter(_ place: Int) {
    var bucket = NameTable.hash(names[place]) & (bucketCount &- 1)
    while buckets[bucket] != 0 { bucket = (bucket &+ 1) & (bucketCount &- 1) }
    buckets[bucket] = UInt32(truncatingIfNeeded: place &+ 1)
  }

  private func grow() {
    let bigger = UnsafeMutablePointer<ByteString>.allocate(capacity: bucketCount)
    bigger.moveInitialize(from: names, count: count)
    names.deallocate()
    names = bigger
    buckets.deallocate()
    bucketCount *= 2
    buckets = .allocate(capacity: bucketCount)
    buckets.initialize(repeating: 0, count: bucketCount)
    for place in 0..<count { enter(place) }
  }
}
