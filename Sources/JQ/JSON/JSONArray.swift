/// What stands before the elements of an array.
struct JSONArrayHeader {
  var count: Int
  var capacity: Int
  /// At least the number of levels below and including this one.
  var height: Int32
}

/// The elements of an array, written to only while uniquely referenced.
final class JSONArrayStorage: ManagedBuffer<JSONArrayHeader, JSONValue> {
  static func make(capacity: Int) -> JSONArrayStorage {
    let made = JSONArrayStorage.create(minimumCapacity: capacity) { _ in
      JSONArrayHeader(count: 0, capacity: capacity, height: 1)
    }
    return unsafeDowncast(made, to: JSONArrayStorage.self)
  }

  @inline(__always)
  var head: UnsafeMutablePointer<JSONArrayHeader> { withUnsafeMutablePointerToHeader { $0 } }
  @inline(__always)
  var items: UnsafeMutablePointer<JSONValue> { withUnsafeMutablePointerToElements { $0 } }

  deinit {
    let head = self.head
    if head.pointee.height > DeepRelease.limit {
      DeepRelease.release(items, head.pointee.count)
    } else {
      items.deinitialize(count: head.pointee.count)
    }
  }
}

/// An ordered list of values, shared until it is written to.
public struct JSONArray: @unchecked Sendable {
  /// Nil for the empty array.
  var storage: JSONArrayStorage?

  /// The empty array.
  public init() { storage = nil }
  init(storage: JSONArrayStorage?) { self.storage = storage }

  /// An array with these elements.
  public init(_ elements: [JSONValue]) {
    self.init()
    guard !elements.isEmpty else { return }
    reserve(elements.count)
    for element in elements { append(element) }
  }

  /// An array of so many elements, all of which `fill` initialises.
  init(count: Int, _ fill: (UnsafeMutablePointer<JSONValue>) -> Void) {
    storage = nil
    guard count > 0 else { return }
    let made = JSONArrayStorage.make(capacity: count)
    fill(made.items)
    var height: Int32 = 0
    for at in 0..<count { height = Swift.max(height, made.items[at].height) }
    made.head.pointee.count = count
    made.head.pointee.height = height &+ 1
    storage = made
  }

  /// An array with two elements.
  init(_ first: consuming JSONValue, _ second: consuming JSONValue) {
    let made = JSONArrayStorage.make(capacity: 2)
    made.head.pointee.height = Swift.max(first.height, second.height) &+ 1
    made.items.initialize(to: first)
    (made.items + 1).initialize(to: second)
    made.head.pointee.count = 2
    storage = made
  }

  /// The number of elements.
  public var count: Int { @inline(__always) get { storage?.head.pointee.count ?? 0 } }
  /// Whether there are no elements.
  public var isEmpty: Bool { count == 0 }
  var height: Int32 { storage?.head.pointee.height ?? 1 }

  /// The element at an offset, which must lie inside.
  public subscript(index: Int) -> JSONValue {
    @inline(__always) get {
      guard let storage, index >= 0, index < storage.head.pointee.count else { return .null }
      return storage.items[index]
    }
  }

  /// Makes the storage unshared, with room for so many elements.
  mutating func reserve(_ needed: Int) {
    guard var old = storage else {
      storage = JSONArrayStorage.make(capacity: Swift.max(needed, 4))
      return
    }
    storage = nil
    let count = old.head.pointee.count
    let isUnique = isKnownUniquelyReferenced(&old)
    if isUnique && old.head.pointee.capacity >= needed {
      storage = old
      return
    }
    let room = needed > count ? Swift.max(needed, count &+ count / 2 &+ 4) : count
    let bigger = JSONArrayStorage.make(capacity: room)
    if isUnique {
      bigger.items.moveInitialize(from: old.items, count: count)
      old.head.pointee.count = 0
    } else {
      bigger.items.initialize(from: old.items, count: count)
    }
    bigger.head.pointee.count = count
    bigger.head.pointee.height = old.head.pointee.height
    storage = bigger
  }

  /// Adds an element at the end.
  public mutating func append(_ value: consuming JSONValue) {
    let count = self.count
    reserve(count &+ 1)
    guard let storage else { return }
    let height = value.height
    if height >= storage.head.pointee.height { storage.head.pointee.height = height &+ 1 }
    (storage.items + count).initialize(to: value)
    storage.head.pointee.count = count &+ 1
  }

  /// Adds the elements of another array at the end.
  public mutating func append(contentsOf other: JSONArray) {
    guard let source = other.storage, source.head.pointee.count > 0 else { return }
    if isEmpty {
      self = other
      return
    }
    let count = self.count
    let added = source.head.pointee.count
    reserve(count &+ added)
    guard let storage else { return }
    (storage.items + count).initialize(from: source.items, count: added)
    storage.head.pointee.count = count &+ added
    storage.head.pointee.height = Swift.max(
      storage.head.pointee.height, source.head.pointee.height)
  }

  /// Replaces the element at an offset inside; null fills up to an offset behind the end.
  mutating func set(_ index: Int, _ value: consuming JSONValue) {
    while count < index { append(.null) }
    if index == count {
      append(value)
      return
    }
    reserve(count)
    guard let storage else { return }
    let height = value.height
    if height >= storage.head.pointee.height { storage.head.pointee.height = height &+ 1 }
    storage.items[index] = value
  }

  /// Takes the element at an offset inside out, leaving null in its place.
  mutating func take(_ index: Int) -> JSONValue {
    reserve(count)
    guard let storage else { return .null }
    let item = storage.items + index
    let value = item.move()
    item.initialize(to: .null)
    return value
  }

  /// The elements of a range that lies inside.
  func slice(_ range: Range<Int>) -> JSONArray {
    guard let storage, range.count > 0 else { return JSONArray() }
    if range.count == count { return self }
    let made = JSONArrayStorage.make(capacity: range.count)
    made.items.initialize(from: storage.items + range.lowerBound, count: range.count)
    made.head.pointee.count = range.count
    made.head.pointee.height = storage.head.pointee.height
    return JSONArray(storage: made)
  }

  /// Calls `body` with the elements, which are valid only during the call.
  @inline(__always)
  func withElements<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<JSONValue>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let storage else { return try body(UnsafeBufferPointer(start: nil, count: 0)) }
    defer { extendLifetime(storage) }
    return try body(UnsafeBufferPointer(start: storage.items, count: storage.head.pointee.count))
  }
}

extension JSONArray: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { count }
}

extension JSONArray: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: JSONValue...) { self.init(elements) }
}

/// Lets go of values that are nested so deeply that doing it level by level would need a deep
/// native stack.
enum DeepRelease {
  /// Values up to this height are let go of level by level.
  static let limit: Int32 = 256

  /// Lets go of elements whose memory their owner frees.
  static func release(_ items: UnsafeMutablePointer<JSONValue>, _ count: Int) {
    var pending: [JSONValue] = []
    for index in 0..<count { pending.append((items + index).move()) }
    drain(&pending)
  }

  static func drain(_ pending: inout [JSONValue]) {
    while var value = pending.popLast() {
      if value.height > limit { takeApart(&value, into: &pending) }
    }
  }

  /// Moves the parts of a value that nobody else holds to the list.
  private static func takeApart(_ value: inout JSONValue, into pending: inout [JSONValue]) {
    if case .array(var array) = value {
      value = .null
      guard var storage = array.storage else { return }
      array.storage = nil
      guard isKnownUniquelyReferenced(&storage) else { return }
      let count = storage.head.pointee.count
      storage.head.pointee.count = 0
      for index in 0..<count { pending.append((storage.items + index).move()) }
    } else if case .object(var object) = value {
      value = .null
      guard var storage = object.storage else { return }
      object.storage = nil
      guard isKnownUniquelyReferenced(&storage) else { return }
      storage.takeValues(into: &pending)
    }
  }
}
