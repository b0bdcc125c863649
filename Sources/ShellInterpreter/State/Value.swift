import ShellBytes

/// A variable: its value, its attributes, and the subshell level at which it was last written.
struct Variable {
  struct Attributes: OptionSet {
    let rawValue: UInt32
    static let isSet = Attributes(rawValue: 1)
    static let exported = Attributes(rawValue: 2)
    static let readonly = Attributes(rawValue: 4)
    static let integer = Attributes(rawValue: 8)
    static let lowercase = Attributes(rawValue: 16)
    static let uppercase = Attributes(rawValue: 32)
    static let reference = Attributes(rawValue: 64)
    /// An array; its elements are in `array`.
    static let indexed = Attributes(rawValue: 128)
    static let associative = Attributes(rawValue: 256)
    /// The shell acts when it is set: IFS, PATH, LC_ALL…
    static let watched = Attributes(rawValue: 512)
    /// The shell computes it when it is read: RANDOM, LINENO…
    static let computed = Attributes(rawValue: 1024)
    static let traced = Attributes(rawValue: 2048)
    /// Made by `local` in the function that runs.
    static let local = Attributes(rawValue: 4096)

    static let array: Attributes = [.indexed, .associative]
    /// Both together capitalize.
    static let letterCase: Attributes = [.lowercase, .uppercase]
    /// With one of these, a write takes the slow path.
    static let slowWrite: Attributes = [
      .exported, .readonly, .integer, .lowercase, .uppercase, .reference, .indexed, .associative,
      .watched, .computed,
    ]
    /// With one of these, a read takes the slow path.
    static let slowRead: Attributes = [.reference, .indexed, .associative, .computed]
  }

  var value = ByteString()
  var array: ArrayValue?
  var attributes: Attributes = []
  var level: UInt32 = 0

  var isSet: Bool { attributes.contains(.isSet) }
}

/// The elements of an array; copied before it is changed when it is shared.
final class ArrayValue: @unchecked Sendable {
  /// Elements of a dense indexed array from 0 on; a sparse one has `sparse`.
  var dense: [ByteString] = []
  /// Index to value, for an array with holes.
  var sparse: [Int: ByteString]?
  /// Key to place in `keys` and `values`, for an associative array.
  var places: [ByteString: Int]?
  var keys: [ByteString?] = []
  var values: [ByteString] = []
  var removed = 0

  init() {}

  init(copying other: ArrayValue) {
    dense = other.dense
    sparse = other.sparse
    places = other.places
    keys = other.keys
    values = other.values
    removed = other.removed
  }

  static func associative() -> ArrayValue {
    let array = ArrayValue()
    array.places = [:]
    return array
  }

  var isAssociative: Bool { places != nil }

  var count: Int {
    if let places { return places.count }
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
    guard let place = places?[key] else { return nil }
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
    if let place = places?[key] {
      values[place] = value
    } else {
      places?[key] = values.count
      keys.append(key)
      values.append(value)
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
    guard let place = places?.removeValue(forKey: key) else { return }
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
    for (place, key) in keys.enumerated() {
      if let key { places?[key] = place }
    }
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
