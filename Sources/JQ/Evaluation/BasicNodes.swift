import ShellBytes

/// `.`
final class IdentityNode: Node, @unchecked Sendable {
  override var isUpdatable: Bool { true }
  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue { input }
  override func transform(
    _ input: consuming JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue { input }
  override func update(
    _ input: consuming JSONValue, _ frame: Frame, _ change: Change
  ) throws(JQError) -> Changed {
    try change(input)
  }
}

/// A value known at compile time.
final class ConstantNode: Node, @unchecked Sendable {
  let value: JSONValue
  init(_ value: JSONValue) { self.value = value }
  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue { value }
}

/// A variable of this function or one around it.
final class VariableNode: Node, @unchecked Sendable {
  let levels: Int
  let slot: Int
  init(levels: Int, slot: Int) {
    self.levels = levels
    self.slot = slot
  }
  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    if levels == 0 { return frame.slots[slot] }
    return frame.ancestor(levels).slots[slot]
  }
}

/// A variable given from outside of the program.
final class GlobalNode: Node, @unchecked Sendable {
  let index: Int
  init(_ index: Int) { self.index = index }
  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    let globals = frame.context.globals
    return index < globals.count ? globals[index] : .null
  }
}

/// `$ENV`
final class EnvironmentNode: Node, @unchecked Sendable {
  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    frame.context.environment
  }
}

/// `a | b`
final class PipeNode: Node, @unchecked Sendable {
  let left: Node
  let right: Node
  private let isLeftSingle: Bool
  private let isBothSingle: Bool

  init(_ left: Node, _ right: Node) {
    self.left = left
    self.right = right
    isLeftSingle = left.isSingle
    isBothSingle = left.isSingle && right.isSingle
  }

  override var isSingle: Bool { isBothSingle }
  override var isUpdatable: Bool { left.isUpdatable && right.isUpdatable }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    try right.transform(try left.one(input, frame), frame)
  }

  override func transform(
    _ input: consuming JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue {
    try right.transform(try left.transform(input, frame), frame)
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if isLeftSingle { return try right.eval(try left.one(input, frame), frame, emit) }
    // Each generator of a pipeline calls the next one.
    return try frame.context.descend { () throws(JQError) -> Flow in
      try left.eval(input, frame) { (value) throws(JQError) in
        try right.eval(value, frame, emit)
      }
    }
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    try frame.context.descend { () throws(JQError) -> Flow in
      try left.paths(input, place, frame) { (value, place) throws(JQError) in
        try right.paths(value, place, frame, emit)
      }
    }
  }

  override func update(
    _ input: consuming JSONValue, _ frame: Frame, _ change: Change
  ) throws(JQError) -> Changed {
    try left.update(input, frame) { (value: consuming JSONValue) throws(JQError) in
      try right.update(value, frame, change)
    }
  }
}

/// `a, b`
final class CommaNode: Node, @unchecked Sendable {
  let left: Node
  let right: Node
  init(_ left: Node, _ right: Node) {
    self.left = left
    self.right = right
  }
  override var isSingle: Bool { false }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    let flow = try left.eval(input, frame, emit)
    if flow != .next { return flow }
    return try right.eval(input, frame, emit)
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    let flow = try left.paths(input, place, frame, emit)
    if flow != .next { return flow }
    return try right.paths(input, place, frame, emit)
  }
}

/// `[query]`
final class CollectNode: Node, @unchecked Sendable {
  let body: Node
  init(_ body: Node) { self.body = body }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    var result = JSONArray()
    if body.isSingle {
      result.append(try body.one(input, frame))
      return .array(result)
    }
    _ = try body.eval(input, frame) { (value) throws(JQError) in
      result.append(value)
      return .next
    }
    return .array(result)
  }
}

/// `{key: value, …}`
final class ObjectNode: Node, @unchecked Sendable {
  private let members: [(key: Node, value: Node)]
  private let constantKeys: [JSONString]?
  private let isEverySingle: Bool

  init(_ members: [(key: Node, value: Node)]) {
    self.members = members
    isEverySingle = members.allSatisfy { $0.key.isSingle && $0.value.isSingle }
    var keys: [JSONString]? = []
    for member in members {
      if let constant = member.key as? ConstantNode, case .string(let key) = constant.value {
        keys?.append(key)
      } else {
        keys = nil
      }
    }
    constantKeys = keys
  }

  override var isSingle: Bool { isEverySingle }

  private func key(_ value: JSONValue) throws(JQError) -> JSONString {
    guard case .string(let key) = value else {
      throw JQError("Cannot use \(JQError.describe(value)) as object key")
    }
    return key
  }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    var object = JSONObject()
    if !members.isEmpty { object.reserve(members.count) }
    if let constantKeys {
      for index in constantKeys.indices {
        object.set(constantKeys[index], try members[index].value.one(input, frame))
      }
      return .object(object)
    }
    for member in members {
      let name = try member.key.one(input, frame)
      let value = try member.value.one(input, frame)
      object.set(try key(name), value)
    }
    return .object(object)
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if isEverySingle { return try emit(try one(input, frame)) }
    return try add(0, JSONObject(), input, frame, emit)
  }

  private func add(
    _ index: Int, _ object: JSONObject, _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if index == members.count { return try emit(.object(object)) }
    let member = members[index]
    return try member.key.eval(input, frame) { (name) throws(JQError) in
      try member.value.eval(input, frame) { (value) throws(JQError) in
        var larger = object
        larger.set(try key(name), value)
        return try add(index + 1, larger, input, frame, emit)
      }
    }
  }
}

/// `-term`
final class NegateNode: Node, @unchecked Sendable {
  let operand: Node
  init(_ operand: Node) { self.operand = operand }
  override var isSingle: Bool { operand.isSingle }

  static func negate(_ value: JSONValue) throws(JQError) -> JSONValue {
    switch value {
    case .number(let number): return .number(0 - number)
    case .literal(let number):
      return number.withSign(negative: number.text.first != 0x2D)
    default: throw JQError(value, "cannot be negated")
    }
  }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    try NegateNode.negate(try operand.one(input, frame))
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    try operand.eval(input, frame) { (value) throws(JQError) in
      try emit(try NegateNode.negate(value))
    }
  }
}

/// `"…\(query)…"`; the outputs of the last interpolation come slowest.
final class StringNode: Node, @unchecked Sendable {
  private let parts: [Node]
  private let isEverySingle: Bool

  /// - Parameter parts: constants, and values with their format applied.
  init(_ parts: [Node]) {
    self.parts = parts
    isEverySingle = parts.allSatisfy(\.isSingle)
  }

  override var isSingle: Bool { isEverySingle }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    var text = JSONString()
    text.reserve(32)
    for part in parts {
      if case .string(let piece) = try part.one(input, frame) { text.append(piece) }
    }
    return .string(text)
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if isEverySingle { return try emit(try one(input, frame)) }
    return try add(parts.count - 1, [], input, frame, emit)
  }

  private func add(
    _ index: Int, _ pieces: [JSONString], _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if index < 0 {
      var text = JSONString()
      for piece in pieces.reversed() { text.append(piece) }
      return try emit(.string(text))
    }
    return try parts[index].eval(input, frame) { (value) throws(JQError) in
      guard case .string(let piece) = value else { return .next }
      return try add(index - 1, pieces + [piece], input, frame, emit)
    }
  }
}
