import ShellBytes

/// Turns a JSON text into the events of `--stream`: `[path, leaf]` and `[path]`.
struct JSONEvents: JSONSink {
  private enum Seen { case nothing, openArray, openObject, colon, comma, value }

  private var path = JSONArray()
  private var next: JSONValue = .null
  private var hasNext = false
  private var seen = Seen.nothing
  private var ready: JSONValue?
  /// Whether `ready` is followed by the event that closes its level.
  private var closes = false
  private var keys = KeyCache()

  var isOpen: Bool { !path.isEmpty }
  var isTopNumber: Bool { path.isEmpty && hasNext && next.kind == .number }
  var failedPath: JSONArray { path }

  mutating func reset() {
    path = JSONArray()
    next = .null
    hasNext = false
    seen = .nothing
    ready = nil
    closes = false
  }

  mutating func takeDone() -> JSONValue? {
    if path.isEmpty && hasNext {
      hasNext = false
      return .array(JSONArray([], take(&next)))
    }
    guard let event = ready else { return nil }
    ready = nil
    if closes, case .array(let pair) = event {
      ready = [pair[0]]
      closes = false
    }
    return event
  }

  mutating func takeLast() -> JSONValue? { takeDone() }

  mutating func value(_ value: consuming JSONValue) -> StaticString? {
    if hasNext || seen == .value { return "Expected separator between values" }
    seen = path.isEmpty ? .nothing : .value
    next = value
    hasNext = true
    return nil
  }

  mutating func string(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> StaticString? {
    if seen != .colon && !isInArray && bytes.count <= KeyCache.longest {
      return value(.string(keys.text(bytes, isASCII: isASCII)))
    }
    if isASCII {
      return value(
        .string(JSONString(valid: bytes.baseAddress, count: bytes.count, isASCII: true)))
    }
    return value(.string(JSONString(repairing: bytes)))
  }

  private var last: JSONValue { path.isEmpty ? .null : path[path.count - 1] }
  private var isInArray: Bool { !path.isEmpty && last.kind == .number }

  private mutating func setLast(_ value: JSONValue) { path.set(path.count - 1, value) }

  mutating func structure(_ byte: UInt8) -> StaticString? {
    switch byte {
    case 0x5B: return open(byte)
    case 0x7B: return open(byte)
    case 0x3A: return colon()
    case 0x2C: return comma()
    case 0x5D: return closeArray()
    default: return closeObject()
    }
  }

  private mutating func open(_ byte: UInt8) -> StaticString? {
    let isArray = byte == 0x5B
    if isArray ? hasNext : seen == .value { return "Expected a separator between values" }
    if seen == .openObject {
      return isArray
        ? "Expected string key after '{', not '['" : "Expected string key after '{', not '{'"
    }
    if seen == .comma && !isInArray {
      return isArray
        ? "Expected string key after ',' in object, not '['"
        : "Expected string key after ',' in object, not '{'"
    }
    path.append(isArray ? .number(0) : .null)
    seen = isArray ? .openArray : .openObject
    return nil
  }

  private mutating func colon() -> StaticString? {
    if path.isEmpty || isInArray { return "':' not as part of an object" }
    if !hasNext || seen == .nothing { return "Expected string key before ':'" }
    guard case .string = next else { return "Object keys must be strings" }
    if seen != .value { return "':' should follow a key" }
    seen = .colon
    setLast(take(&next))
    hasNext = false
    return nil
  }

  private mutating func emitLeaf() {
    guard hasNext else { return }
    ready = .array(JSONArray(.array(path), take(&next)))
    hasNext = false
  }

  private mutating func comma() -> StaticString? {
    if seen != .value { return "Expected value before ','" }
    if path.isEmpty { return "',' not as part of an object or array" }
    switch last {
    case .number(let index):
      emitLeaf()
      setLast(.number(index + 1))
    case .string:
      emitLeaf()
      setLast(.null)
    default: return "Objects must consist of key:value pairs"
    }
    seen = .comma
    return nil
  }

  private mutating func close(_ empty: JSONValue, wasEmpty: Bool) {
    if hasNext {
      emitLeaf()
      closes = true
    } else if !wasEmpty {
      ready = [.array(path)]
    }
    path = path.slice(0..<(path.count - 1))
    if wasEmpty { ready = .array(JSONArray(.array(path), empty)) }
    seen = path.isEmpty ? .nothing : .value
  }

  private mutating func closeArray() -> StaticString? {
    if path.isEmpty { return "Unmatched ']' at the top-level" }
    if seen == .comma { return "Expected another array element" }
    if !isInArray { return "Unmatched ']' in the middle of an object" }
    close([], wasEmpty: seen == .openArray && !hasNext)
    return nil
  }

  private mutating func closeObject() -> StaticString? {
    if path.isEmpty { return "Unmatched '}' at the top-level" }
    if seen == .comma { return "Expected another key:value pair" }
    if isInArray { return "Unmatched '}' in the middle of an array" }
    if hasNext {
      guard case .string = last else { return "Objects must consist of key:value pairs" }
    } else if seen == .colon {
      return "Missing value in key:value pair"
    } else if seen != .value && seen != .openObject {
      return "Unmatched '}'"
    }
    close([:], wasEmpty: seen == .openObject && !hasNext)
    return nil
  }
}
