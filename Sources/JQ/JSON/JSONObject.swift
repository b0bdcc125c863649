/// What stands before the members of an object.
struct JSONObjectHeader {
  var count: Int
  var capacity: Int
  /// At least the number of levels below and including this one.
  var height: Int32
  /// Numbers of members plus one by hash, 0 for a free place; made for large objects.
  var table: UnsafeMutablePointer<UInt32>?
  /// One less than the number of places of the table.
  var mask: UInt
}

struct JSONMember {
  var key: JSONString
  var value: JSONValue
}

/// The members of an object in their order, written to only while uniquely referenced.
final class JSONObjectStorage: ManagedBuffer<JSONObjectHeader, JSONMember> {
  static func make(capacity: Int) -> JSONObjectStorage {
    let made = JSONObjectStorage.create(minimumCapacity: capacity) { _ in
      JSONObjectHeader(count: 0, capacity: capacity, height: 1, table: nil, mask: 0)
    }
    return unsafeDowncast(made, to: JSONObjectStorage.self)
  }

  @inline(__always)
  var head: UnsafeMutablePointer<JSONObjectHeader> { withUnsafeMutablePointerToHeader { $0 } }
  @inline(__always)
  var members: UnsafeMutablePointer<JSONMember> { withUnsafeMutablePointerToElements { $0 } }

  /// Objects up to this size are searched member by member.
  static let linearLimit = 16

  deinit {
    let head = self.head
    head.pointee.table?.deallocate()
    if head.pointee.height > DeepRelease.limit {
      var pending: [JSONValue] = []
      takeValues(into: &pending)
      DeepRelease.drain(&pending)
    } else {
      members.deinitialize(count: head.pointee.count)
    }
  }

  /// Moves the values out and forgets the members.
  func takeValues(into pending: inout [JSONValue]) {
    let count = head.pointee.count
    head.pointee.count = 0
    for index in 0..<count { pending.append((members + index).move().value) }
  }

  /// The number of the member with this key.
  @inline(__always)
  func find(_ key: JSONString) -> Int? {
    let count = head.pointee.count
    if let table = head.pointee.table {
      let mask = head.pointee.mask
      var place = key.hash & mask
      while true {
        let number = Int(table[Int(bitPattern: place)])
        if number == 0 { return nil }
        if members[number &- 1].key == key { return number &- 1 }
        place = (place &+ 1) & mask
      }
    }
    var at = 0
    while at < count {
      if members[at].key == key { return at }
      at &+= 1
    }
    return nil
  }

  /// Puts a member, whose key is new, into the table.
  func enter(_ number: Int) {
    guard let table = head.pointee.table else { return }
    let mask = head.pointee.mask
    var place = members[number].key.hash & mask
    while table[Int(bitPattern: place)] != 0 { place = (place &+ 1) & mask }
    table[Int(bitPattern: place)] = UInt32(truncatingIfNeeded: number &+ 1)
  }

  /// Makes the table anew, for as many members as fit.
  func buildTable() {
    head.pointee.table?.deallocate()
    head.pointee.table = nil
    if head.pointee.count > JSONObjectStorage.linearLimit { makeTable() }
  }

  /// Makes a table for as many members as fit, with those that are there.
  func makeTable() {
    var size = 32
    while size < head.pointee.capacity &* 2 { size &*= 2 }
    let table = UnsafeMutablePointer<UInt32>.allocate(capacity: size)
    table.initialize(repeating: 0, count: size)
    head.pointee.table = table
    head.pointee.mask = UInt(size &- 1)
    for number in 0..<head.pointee.count { enter(number) }
  }
}

/// Members that keep the order in which their keys came, shared until written to.
public struct JSONObject: @unchecked Sendable {
  /// Nil for the empty object.
  var storage: JSONObjectStorage?

  /// The empty object.
  public init() { storage = nil }
  init(storage: JSONObjectStorage?) { self.storage = storage }

  /// The number of members.
  public var count: Int { @inline(__always) get { storage?.head.pointee.count ?? 0 } }
  /// Whether there are no members.
  public var isEmpty: Bool { count == 0 }
  var height: Int32 { storage?.head.pointee.height ?? 1 }

  /// The value of a key.
  public subscript(key: JSONString) -> JSONValue? {
    @inline(__always) get {
      guard let storage, let at = storage.find(key) else { return nil }
      return storage.members[at].value
    }
  }

  func contains(_ key: JSONString) -> Bool { storage?.find(key) != nil }

  /// Makes the storage unshared, with room for so many members.
  mutating func reserve(_ needed: Int) {
    guard var old = storage else {
      storage = JSONObjectStorage.make(capacity: Swift.max(needed, 4))
      return
    }
    storage = nil
    let count = old.head.pointee.count
    let isUnique = isKnownUniquelyReferenced(&old)
    if isUnique && old.head.pointee.capacity >= needed {
      storage = old
      return
    }
    let room = needed > count ? Swift.max(needed, count &* 2) : Swift.max(count, 1)
    let bigger = JSONObjectStorage.make(capacity: room)
    if isUnique {
      bigger.members.moveInitialize(from: old.members, count: count)
      old.head.pointee.count = 0
    } else {
      bigger.members.initialize(from: old.members, count: count)
    }
    bigger.head.pointee.count = count
    bigger.head.pointee.height = old.head.pointee.height
    bigger.buildTable()
    storage = bigger
  }

  /// Gives a key a value: at its old place, or at the end when it is new.
  public mutating func set(_ key: JSONString, _ value: consuming JSONValue) {
    let found = storage?.find(key)
    reserve(found == nil ? count &+ 1 : count)
    guard let storage else { return }
    let head = storage.head
    let height = value.height
    if height >= head.pointee.height { head.pointee.height = height &+ 1 }
    if let found {
      storage.members[found].value = value
      return
    }
    let at = head.pointee.count
    (storage.members + at).initialize(to: JSONMember(key: key, value: value))
    head.pointee.count = at &+ 1
    if head.pointee.table != nil {
      storage.enter(at)
    } else if at >= JSONObjectStorage.linearLimit {
      storage.buildTable()
    }
  }

  /// Takes the value of a key out, leaving null in its place.
  mutating func take(_ key: JSONString) -> JSONValue? {
    guard storage != nil, let found = storage?.find(key) else { return nil }
    reserve(count)
    guard let storage else { return nil }
    return JSONObject.exchange(&storage.members[found].value)
  }

  private static func exchange(_ place: inout JSONValue) -> JSONValue {
    var taken = JSONValue.null
    swap(&taken, &place)
    return taken
  }

  /// Takes the value of a member out by its number, leaving null in its place.
  mutating func take(at index: Int) -> JSONValue {
    reserve(count)
    guard let storage else { return .null }
    return JSONObject.exchange(&storage.members[index].value)
  }

  /// Puts a value at the member with this number.
  mutating func put(_ value: consuming JSONValue, at index: Int) {
    reserve(count)
    guard let storage else { return }
    let height = value.height
    if height >= storage.head.pointee.height { storage.head.pointee.height = height &+ 1 }
    storage.members[index].value = value
  }

  /// Removes a key.
  public mutating func remove(_ key: JSONString) {
    guard let found = storage?.find(key) else { return }
    remove { $0 == found }
  }

  /// Removes the members whose numbers are chosen.
  mutating func remove(_ isChosen: (Int) -> Bool) {
    reserve(count)
    guard let storage else { return }
    let count = storage.head.pointee.count
    var kept = 0
    for at in 0..<count {
      if isChosen(at) {
        (storage.members + at).deinitialize(count: 1)
      } else {
        if kept != at {
          (storage.members + kept).moveInitialize(from: storage.members + at, count: 1)
        }
        kept &+= 1
      }
    }
    storage.head.pointee.count = kept
    storage.buildTable()
    if kept == 0 { self.storage = nil }
  }

  /// The key with this number.
  func key(at index: Int) -> JSONString {
    guard let storage, index >= 0, index < count else { return JSONString() }
    return storage.members[index].key
  }

  /// The value with this number.
  func value(at index: Int) -> JSONValue {
    guard let storage, index >= 0, index < count else { return .null }
    return storage.members[index].value
  }

  /// The keys in the order of their code points.
  var sortedKeys: [JSONString] {
    var keys: [JSONString] = []
    keys.reserveCapacity(count)
    for index in 0..<count { keys.append(key(at: index)) }
    keys.sort()
    return keys
  }
}

extension JSONObject: Sequence {
  /// Keys and values in their order.
  public func makeIterator() -> AnyIterator<(key: JSONString, value: JSONValue)> {
    var index = 0
    return AnyIterator {
      guard index < self.count else { return nil }
      defer { index += 1 }
      return (self.key(at: index), self.value(at: index))
    }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (JSONString, JSONValue)...) {
    self.init()
    for (key, value) in elements { set(key, value) }
  }
}
