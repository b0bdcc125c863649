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

  /// The bucket that holds a name's place, or the free one where it would be put.
  @inline(__always)
  private func bucket(of name: ByteString) -> Int {
    var bucket = name.quickHash & (bucketCount &- 1)
    while buckets[bucket] != 0, names[Int(buckets[bucket]) &- 1] != name {
      bucket = (bucket &+ 1) & (bucketCount &- 1)
    }
    return bucket
  }

  /// The place of a name; nil when it is not here.
  public func find(_ name: ByteString) -> Int? {
    let place = buckets[bucket(of: name)]
    return place == 0 ? nil : Int(place) &- 1
  }

  /// The place of a name, which is put in when it is new.
  public func place(_ name: ByteString) -> Int {
    let bucket = bucket(of: name)
    if buckets[bucket] != 0 { return Int(buckets[bucket]) &- 1 }
    (names + count).initialize(to: name)
    count += 1
    buckets[bucket] = UInt32(truncatingIfNeeded: count)
    if count == bucketCount / 2 { grow() }
    return count - 1
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
    for place in 0..<count {
      buckets[bucket(of: names[place])] = UInt32(truncatingIfNeeded: place &+ 1)
    }
  }
}
