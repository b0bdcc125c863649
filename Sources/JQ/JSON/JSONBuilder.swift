import ShellBytes

/// Builds values from the parts of a JSON text, with a stack of its own.
struct JSONBuilder: JSONSink {
  private enum Level: UInt8 { case array, object, member }

  private struct Frame {
    var level: Level
    /// How many finished values lie below those of this level.
    var start: Int
  }

  private var frames: [Frame] = []
  /// The finished values of all open levels; the keys of objects lie before their values.
  private var values: [JSONValue] = []
  private var next: JSONValue = .null
  private var hasNext = false
  /// Open levels, a member that waits for its value counted as one.
  private var depth = 0
  private var keys = KeyCache()

  /// Levels that may be open.
  static let depthLimit = 10_000

  var isOpen: Bool { !frames.isEmpty }
  var isTopNumber: Bool { frames.isEmpty && hasNext && next.kind == .number }
  var wantsStrings: Bool { true }
  var path: JSONArray { [] }

  mutating func reset() {
    frames.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    next = .null
    hasNext = false
    depth = 0
  }

  @inline(__always)
  mutating func takeDone() -> JSONValue? {
    guard hasNext && frames.isEmpty else { return nil }
    hasNext = false
    return take(&next)
  }

  mutating func takeLast() -> JSONValue? { takeDone() }

  @inline(__always)
  mutating func value(_ value: consuming JSONValue) -> StaticString? {
    if hasNext { return "Expected separator between values" }
    next = value
    hasNext = true
    return nil
  }

  @inline(__always)
  mutating func string(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> StaticString? {
    if hasNext { return "Expected separator between values" }
    if bytes.count <= KeyCache.longest, frames.last?.level == .object {
      next = .string(keys.text(bytes, isASCII: isASCII))
    } else if isASCII {
      next = .string(JSONString(valid: bytes.baseAddress, count: bytes.count, isASCII: true))
    } else {
      next = .string(JSONString(repairing: bytes))
    }
    hasNext = true
    return nil
  }

  mutating func structure(_ byte: UInt8) -> StaticString? {
    switch byte {
    case 0x2C: return comma()
    case 0x3A: return colon()
    case 0x5B, 0x7B:
      if depth >= JSONBuilder.depthLimit { return "Exceeds depth limit for parsing" }
      if hasNext { return "Expected separator between values" }
      frames.append(Frame(level: byte == 0x5B ? .array : .object, start: values.count))
      depth &+= 1
      return nil
    case 0x5D: return closeArray()
    default: return closeObject()
    }
  }

  private mutating func push() {
    values.append(take(&next))
    hasNext = false
  }

  private mutating func comma() -> StaticString? {
    guard hasNext else { return "Expected value before ','" }
    guard let level = frames.last?.level else { return "',' not as part of an object or array" }
    switch level {
    case .array: push()
    case .member:
      push()
      frames[frames.count &- 1].level = .object
      depth &-= 1
    case .object: return "Objects must consist of key:value pairs"
    }
    return nil
  }

  private mutating func colon() -> StaticString? {
    guard hasNext else { return "Expected string key before ':'" }
    guard let level = frames.last?.level, level == .object else {
      return "':' not as part of an object"
    }
    guard case .string = next else { return "Object keys must be strings" }
    push()
    frames[frames.count &- 1].level = .member
    depth &+= 1
    return nil
  }

  private mutating func closeArray() -> StaticString? {
    guard let frame = frames.last, frame.level == .array else { return "Unmatched ']'" }
    if hasNext {
      push()
    } else if values.count != frame.start {
      return "Expected another array element"
    }
    let count = values.count &- frame.start
    frames.removeLast()
    depth &-= 1
    hasNext = true
    guard count > 0 else {
      next = .array(JSONArray())
      return nil
    }
    let storage = JSONArrayStorage.make(capacity: count)
    var height: Int32 = 0
    let start = frame.start
    values.withUnsafeMutableBufferPointer { values in
      let items = storage.items
      for index in 0..<count {
        height = Swift.max(height, values[start &+ index].height)
        (items + index).initialize(to: take(&values[start &+ index]))
      }
    }
    values.removeLast(count)
    storage.head.pointee.count = count
    storage.head.pointee.height = height &+ 1
    next = .array(JSONArray(storage: storage))
    return nil
  }

  private mutating func closeObject() -> StaticString? {
    guard let frame = frames.last else { return "Unmatched '}'" }
    if hasNext {
      guard frame.level == .member else { return "Objects must consist of key:value pairs" }
      push()
      depth &-= 1
    } else {
      guard frame.level == .object else { return "Unmatched '}'" }
      if values.count != frame.start { return "Expected another key-value pair" }
    }
    let count = (values.count &- frame.start) / 2
    frames.removeLast()
    depth &-= 1
    hasNext = true
    guard count > 0 else {
      next = .object(JSONObject())
      return nil
    }
    let start = frame.start
    let storage = JSONObjectStorage.make(capacity: count)
    let object = JSONObject(storage: storage)
    values.withUnsafeMutableBufferPointer { values in
      if count <= JSONObjectStorage.linearLimit {
        JSONBuilder.fill(storage, values, start, count)
      }
    }
    if count <= JSONObjectStorage.linearLimit {
      next = .object(object)
    } else {
      var large = JSONObject()
      large.reserve(count)
      for index in 0..<count {
        guard case .string(let key) = values[start &+ index &* 2] else { continue }
        large.set(key, take(&values[start &+ index &* 2 &+ 1]))
      }
      next = .object(large)
    }
    values.removeLast(count &* 2)
    return nil
  }

  /// Moves the members of a small object to their place.
  @inline(__always)
  private static func fill(
    _ storage: JSONObjectStorage, _ values: UnsafeMutableBufferPointer<JSONValue>, _ start: Int,
    _ count: Int
  ) {
    let members = storage.members
    let head = storage.head
    var height: Int32 = 0
    for index in 0..<count {
      guard case .string(let key) = values[start &+ index &* 2] else { continue }
      let value = take(&values[start &+ index &* 2 &+ 1])
      height = Swift.max(height, value.height)
      if let old = storage.find(key) {
        members[old].value = value
      } else {
        let at = head.pointee.count
        (members + at).initialize(to: JSONMember(key: key, value: value))
        head.pointee.count = at &+ 1
      }
    }
    head.pointee.height = height &+ 1
  }
}

/// Remembers the keys met lately, so that equal ones share their memory.
struct KeyCache {
  /// Longer keys are not looked up.
  static let longest = 64
  private var slots: [JSONString?] = []

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> JSONString {
    if slots.isEmpty { slots = Array(repeating: nil, count: 256) }
    let slot = Int(JSONString.hash(bytes) & 255)
    if let known = slots[slot], known.withBytes({ UTF8Text.areEqual($0, bytes) }) { return known }
    let made =
      isASCII
      ? JSONString(valid: bytes.baseAddress, count: bytes.count, isASCII: true)
      : JSONString(repairing: bytes)
    slots[slot] = made
    return made
  }
}
