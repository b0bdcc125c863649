import ShellBytes

/// Builds values from the parts of a JSON text, with a stack of its own.
///
/// With a path, only what lies on it is built: objects on the way keep but the member that the
/// path goes through, arrays keep nulls for other elements. All of the text is checked.
struct JSONBuilder: JSONSink {
  private enum Level: UInt8 { case array, object, member }

  private struct Frame {
    var level: Level
    /// How many keys of the path lead here; -1 where the path does not.
    var match: Int
    /// How many finished values lie below those of this level.
    var start: Int
    /// How many elements or members came.
    var count = 0
    /// Whether the member at hand is kept.
    var keeps = true
  }

  private let path: [JSONValue]
  private var frames: [Frame] = []
  /// The finished values of all open levels; the keys of objects lie before their values.
  private var values = ValueStack()
  private var next: JSONValue = .null
  private var hasNext = false
  /// Open levels, a member that waits for its value counted as one.
  private var depth = 0
  private var keys = KeyCache()

  /// - Parameter path: field names and indices of the part that is wanted.
  init(path: [JSONValue] = []) { self.path = path }

  /// Levels that may be open.
  static let depthLimit = 10_000

  var isOpen: Bool { !frames.isEmpty }
  var isTopNumber: Bool { frames.isEmpty && hasNext && next.kind == .number }
  var failedPath: JSONArray { [] }

  mutating func reset() {
    frames.removeAll(keepingCapacity: true)
    values.removeLast(values.count)
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

  /// How many keys of the path lead to the value that comes next; -1 where the path does not.
  @inline(__always)
  private var nextMatch: Int {
    guard let frame = frames.last else { return 0 }
    if frame.match < 0 || frame.match >= path.count { return frame.match }
    if frame.level == .array {
      if case .number(let index) = path[frame.match], index == Double(frame.count) {
        return frame.match &+ 1
      }
      return -1
    }
    return frame.keeps ? frame.match &+ 1 : -1
  }

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
    hasNext = true
    if let frame = frames.last, frame.level == .object {
      // A key; where nothing is kept any text will do.
      if frame.match < 0 {
        next = .string(JSONString())
      } else if bytes.count <= KeyCache.longest {
        next = .string(keys.text(bytes, isASCII: isASCII))
      } else {
        next = .string(JSONString(repairing: bytes))
      }
      return nil
    }
    if nextMatch < 0 {
      next = .string(JSONString())
    } else if isASCII {
      next = .string(JSONString(valid: bytes.baseAddress, count: bytes.count, isASCII: true))
    } else {
      next = .string(JSONString(repairing: bytes))
    }
    return nil
  }

  mutating func structure(_ byte: UInt8) -> StaticString? {
    switch byte {
    case 0x2C: return comma()
    case 0x3A: return colon()
    case 0x5B, 0x7B:
      if depth >= JSONBuilder.depthLimit { return "Exceeds depth limit for parsing" }
      if hasNext { return "Expected separator between values" }
      frames.append(
        Frame(level: byte == 0x5B ? .array : .object, match: nextMatch, start: values.count))
      depth &+= 1
      return nil
    case 0x5D: return closeArray()
    default: return closeObject()
    }
  }

  /// Adds the value at hand to the level at hand.
  @inline(__always)
  private mutating func push() {
    hasNext = false
    let last = frames.count &- 1
    frames[last].count &+= 1
    let frame = frames[last]
    if frame.match >= path.count {
      values.append(&next)
      return
    }
    if frame.match < 0 || frame.level == .member && !frame.keeps {
      next = .null
    } else {
      if frame.level == .array && nextIndexIsSkipped(frame) { next = .null }
      values.append(&next)
    }
  }

  /// Whether the element just counted is not the one that the path goes through.
  private func nextIndexIsSkipped(_ frame: Frame) -> Bool {
    if case .number(let index) = path[frame.match] { return index != Double(frame.count &- 1) }
    return true
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
    guard let frame = frames.last, frame.level == .object else {
      return "':' not as part of an object"
    }
    guard case .string = next else { return "Object keys must be strings" }
    let last = frames.count &- 1
    frames[last].level = .member
    hasNext = false
    depth &+= 1
    if frame.match >= path.count {
      values.append(&next)
    } else if frame.match >= 0, case .string(let key) = next,
      case .string(let wanted) = path[frame.match], key == wanted
    {
      frames[last].keeps = true
      values.append(&next)
    } else {
      frames[last].keeps = false
      next = .null
    }
    return nil
  }

  private mutating func closeArray() -> StaticString? {
    guard let frame = frames.last, frame.level == .array else { return "Unmatched ']'" }
    if hasNext {
      push()
    } else if frame.count != 0 {
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
    values.withLast(count) { source in
      for index in 0..<count { height = Swift.max(height, source[index].height) }
      storage.items.moveInitialize(from: source, count: count)
    }
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
      if frame.count != 0 { return "Expected another key-value pair" }
    }
    let count = (values.count &- frame.start) / 2
    frames.removeLast()
    depth &-= 1
    hasNext = true
    guard count > 0 else {
      next = .object(JSONObject())
      return nil
    }
    let storage = JSONObjectStorage.make(capacity: count)
    values.withLast(count &* 2) { source in
      JSONBuilder.fill(storage, source, count)
    }
    next = .object(JSONObject(storage: storage))
    return nil
  }

  /// Moves keys and values to their place; of equal keys the last value counts.
  @inline(__always)
  private static func fill(
    _ storage: JSONObjectStorage, _ source: UnsafeMutablePointer<JSONValue>, _ count: Int
  ) {
    let members = storage.members
    let head = storage.head
    var height: Int32 = 0
    let isLarge = count > JSONObjectStorage.linearLimit
    if isLarge { storage.makeTable() }
    for index in 0..<count {
      let value = (source + (index &* 2 &+ 1)).move()
      height = Swift.max(height, value.height)
      guard case .string(let key) = (source + (index &* 2)).move() else { continue }
      if let old = storage.find(key) {
        members[old].value = value
      } else {
        let at = head.pointee.count
        (members + at).initialize(to: JSONMember(key: key, value: value))
        head.pointee.count = at &+ 1
        if isLarge { storage.enter(at) }
      }
    }
    head.pointee.height = height &+ 1
  }
}

/// Values that come and go at the end, in memory of its own.
struct ValueStack {
  /// Frees the memory with the last copy of the stack.
  private final class Owner {
    var start: UnsafeMutablePointer<JSONValue>
    let count: UnsafeMutablePointer<Int>
    init() {
      start = .allocate(capacity: 64)
      count = .allocate(capacity: 1)
      count.initialize(to: 0)
    }
    deinit {
      start.deinitialize(count: count.pointee)
      start.deallocate()
      count.deallocate()
    }
  }

  private let owner: Owner
  private var start: UnsafeMutablePointer<JSONValue>
  private let counter: UnsafeMutablePointer<Int>
  private var room = 64

  init() {
    owner = Owner()
    start = owner.start
    counter = owner.count
  }

  var count: Int { @inline(__always) get { counter.pointee } }

  /// Moves a value here, leaving null in its place.
  @inline(__always)
  mutating func append(_ value: inout JSONValue) {
    let at = counter.pointee
    if at == room { grow() }
    (start + at).initialize(to: .null)
    swap(&start[at], &value)
    counter.pointee = at &+ 1
  }

  private mutating func grow() {
    let bigger = UnsafeMutablePointer<JSONValue>.allocate(capacity: room &* 2)
    bigger.moveInitialize(from: start, count: count)
    start.deallocate()
    start = bigger
    owner.start = bigger
    room &*= 2
  }

  /// Hands the last values to a function that moves them elsewhere.
  @inline(__always)
  mutating func withLast(_ number: Int, _ body: (UnsafeMutablePointer<JSONValue>) -> Void) {
    let rest = counter.pointee &- number
    body(start + rest)
    counter.pointee = rest
  }

  mutating func removeLast(_ number: Int) {
    withLast(number) { $0.deinitialize(count: number) }
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
