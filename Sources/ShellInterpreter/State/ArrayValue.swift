import ShellBytes

/// The elements of an array; copied before it is changed when it is shared.
final class ArrayValue: @unchecked Sendable {
  /// Elements of a dense indexed array from 0 on; a sparse one has `sparse`.
  var dense: [ByteString] = []
  /// Index to value, for an array with holes.
  private var sparse: [Int: ByteString]?
  /// For an associative array: where each key stands in `keys` and `values`.
  private var places: KeyPlaces?
  private var keys: [ByteString?] = []
  private var values: [ByteString] = []
  private var removed = 0

  init() {}

  init(copying other: ArrayValue) {
    dense = other.dense
    sparse = other.sparse
    places = other.places.map { KeyPlaces(copying: $0) }
    keys = other.keys
    values = other.values
    removed = other.removed
  }

  static func associative() -> ArrayValue {
    let array = ArrayValue()
    array.places = KeyPlaces()
    return array
  }

  var isAssociative: Bool { places != nil }

  var count: Int {
    if places != nil { return keys.count - removed }
    return sparse?.count ?? dense.count
  }

  /// The index behind the last element.
  var endIndex: Int {
    if let sparse { return (sparse.keys.max() ?? -1) &+ 1 }
    return dense.count
  }

  subscript(index: Int) -> ByteString? {
    if let sparse { return sparse[index] }
    return index >= 0 && index < dense.count ? dense[index] : nil
  }

  subscript(key: ByteString) -> ByteString? {
    guard let place = places?.find(key, in: keys) else { return nil }
    return values[place]
  }

  func set(_ index: Int, _ value: ByteString) {
    if sparse != nil {
      sparse?[index] = value
    } else if index < dense.count {
      dense[index] = value
    } else if index == dense.count {
      dense.append(value)
    } else {
      makeSparse()
      sparse?[index] = value
    }
  }

  func set(_ key: ByteString, _ value: ByteString) {
    guard let places else { return }
    if let place = places.find(key, in: keys) {
      values[place] = value
    } else {
      places.enter(key, keys.count)
      keys.append(key)
      values.append(value)
    }
  }

  /// Adds elements behind the last one.
  func append(_ added: UnsafeBufferPointer<ByteString>) {
    if sparse == nil {
      dense.append(contentsOf: added)
    } else {
      var index = endIndex
      for value in added {
        sparse?[index] = value
        index &+= 1
      }
    }
  }

  private func makeSparse() {
    var table: [Int: ByteString] = [:]
    table.reserveCapacity(dense.count + 1)
    for (index, value) in dense.enumerated() { table[index] = value }
    sparse = table
    dense = []
  }

  func remove(_ index: Int) {
    if sparse == nil {
      if index == dense.count - 1 {
        dense.removeLast()
        return
      }
      guard index >= 0 && index < dense.count else { return }
      makeSparse()
    }
    sparse?[index] = nil
  }

  func remove(_ key: ByteString) {
    guard let places, let place = places.find(key, in: keys) else { return }
    // Its bucket goes on to stand for the place, where no key is equal to any now.
    keys[place] = nil
    values[place] = ""
    removed += 1
    if removed > 32 && removed > keys.count / 2 { compact() }
  }

  private func compact() {
    let kept = keys.indices.filter { keys[$0] != nil }
    values = kept.map { values[$0] }
    keys = kept.map { keys[$0] }
    removed = 0
    let places = KeyPlaces()
    for (place, key) in keys.enumerated() {
      if let key { places.enter(key, place) }
    }
    self.places = places
  }

  /// Indexes in ascending order.
  var indexes: [Int] {
    if let sparse { return sparse.keys.sorted() }
    return Array(dense.indices)
  }

  /// Keys as text, in the order of the elements.
  var keyTexts: [ByteString] {
    isAssociative
      ? KeyOrder.places(keys).compactMap { keys[$0] } : indexes.map { ByteString($0) }
  }

  /// The values in order.
  var elements: [ByteString] {
    if isAssociative { return KeyOrder.places(keys).map { values[$0] } }
    if let sparse { return sparse.keys.sorted().compactMap { sparse[$0] } }
    return dense
  }
}

/// The places of an associative array's keys: an open hash table over raw storage.
///
/// A bucket holds a key's hash and its place, so that a key is looked at only where it is most
/// likely the one that is sought. Keys come from outside: the hash has a seed.
private final class KeyPlaces {
  /// The upper half of a hash, and the place + 1; 0 where the bucket is free.
  private var buckets: UnsafeMutablePointer<UInt64>
  private var bucketCount = 16
  private var used = 0
  private let seed: UInt64

  init() {
    seed = UInt64.random(in: 0...UInt64.max)
    buckets = .allocate(capacity: bucketCount)
    buckets.initialize(repeating: 0, count: bucketCount)
  }

  init(copying other: KeyPlaces) {
    seed = other.seed
    used = other.used
    bucketCount = other.bucketCount
    buckets = .allocate(capacity: bucketCount)
    buckets.initialize(from: other.buckets, count: bucketCount)
  }

  deinit { buckets.deallocate() }

  private static let upperHalf: UInt64 = 0xFFFF_FFFF_0000_0000

  /// The place of a key; nil when it has none.
  func find(_ key: ByteString, in keys: [ByteString?]) -> Int? {
    let mark = key.hash(seed: seed) & KeyPlaces.upperHalf
    var bucket = first(mark)
    while buckets[bucket] != 0 {
      if buckets[bucket] & KeyPlaces.upperHalf == mark {
        let place = Int(buckets[bucket] & ~KeyPlaces.upperHalf) &- 1
        if keys[place] == key { return place }
      }
      bucket = (bucket &+ 1) & (bucketCount &- 1)
    }
    return nil
  }

  /// Gives a key that has none a place.
  func enter(_ key: ByteString, _ place: Int) {
    if used &* 2 >= bucketCount { grow() }
    used += 1
    put(key.hash(seed: seed) & KeyPlaces.upperHalf | UInt64(place &+ 1))
  }

  @inline(__always)
  private func first(_ entry: UInt64) -> Int { Int(entry >> 32) & (bucketCount &- 1) }

  private func put(_ entry: UInt64) {
    var bucket = first(entry)
    while buckets[bucket] != 0 { bucket = (bucket &+ 1) & (bucketCount &- 1) }
    buckets[bucket] = entry
  }

  private func grow() {
    let old = UnsafeMutableBufferPointer(start: buckets, count: bucketCount)
    bucketCount *= 2
    buckets = .allocate(capacity: bucketCount)
    buckets.initialize(repeating: 0, count: bucketCount)
    for entry in old where entry != 0 { put(entry) }
    old.deallocate()
  }
}
