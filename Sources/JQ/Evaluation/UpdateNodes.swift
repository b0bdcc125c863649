import ShellBytes

/// Paths as values, and what is done with them.
enum Paths {
  /// Longer paths are refused.
  static let depthLimit = 10_000

  static func keys(_ path: JSONValue) throws(JQError) -> JSONArray {
    guard case .array(let keys) = path else {
      throw JQError("Path must be specified as an array")
    }
    if keys.count > depthLimit { throw JQError("Path too deep") }
    return keys
  }

  static func get(_ value: JSONValue, _ path: JSONValue) throws(JQError) -> JSONValue {
    var part = value
    for key in try keys(path) { part = try Access.get(part, key) }
    return part
  }

  static func set(
    _ value: consuming JSONValue, _ path: JSONValue, _ part: consuming JSONValue
  ) throws(JQError) -> JSONValue {
    let keys = try keys(path)
    let made = part
    return try change(value, keys, 0) { (_: consuming JSONValue) throws(JQError) in made }
  }

  /// Replaces the part at the end of a path by what `change` makes of it.
  static func change(
    _ value: consuming JSONValue, _ keys: JSONArray, _ at: Int,
    _ body: (consuming JSONValue) throws(JQError) -> JSONValue
  ) throws(JQError) -> JSONValue {
    if at == keys.count { return try body(value) }
    if at % 50 == 49 {
      let held = value
      return try DeepStack.descend(at) { () throws(JQError) -> JSONValue in
        try changeBelow(held, keys, at, body)
      }
    }
    return try changeBelow(value, keys, at, body)
  }

  private static func changeBelow(
    _ value: consuming JSONValue, _ keys: JSONArray, _ at: Int,
    _ body: (consuming JSONValue) throws(JQError) -> JSONValue
  ) throws(JQError) -> JSONValue {
    var container = value
    let key = keys[at]
    // The part goes on unnamed: a name would hold it a second time, and it would be copied.
    let made = try change(try Access.detach(&container, key), keys, at + 1, body)
    return try Access.set(take(&container), key, made)
  }
}

/// Removes places.
enum Deletion {
  /// Removes the places that paths lead to, all at once.
  static func delete(
    _ paths: JSONArray, from value: consuming JSONValue
  ) throws(JQError) -> JSONValue {
    var values: [JSONValue] = []
    values.reserveCapacity(paths.count)
    for path in paths { values.append(path) }
    let order = try JSONOrder.sortedIndices(values)
    var sorted: [JSONArray] = []
    for index in order {
      guard case .array(let keys) = values[index] else {
        throw JQError("Path must be specified as array, not \(JQError.name(values[index]))")
      }
      if keys.count > Paths.depthLimit { throw JQError("Path too deep") }
      sorted.append(keys)
    }
    guard let first = sorted.first else { return value }
    if first.isEmpty { return .null }
    return try delete(sorted[...], 0, value)
  }

  private static func delete(
    _ paths: ArraySlice<JSONArray>, _ depth: Int, _ value: consuming JSONValue
  ) throws(JQError) -> JSONValue {
    var result = value
    var removed: [JSONValue] = []
    var at = paths.startIndex
    while at < paths.endIndex {
      let key = paths[at][depth]
      var end = at + 1
      while end < paths.endIndex, try JSONOrder.areEqual(key, paths[end][depth]) { end += 1 }
      if paths[at].count == depth + 1 {
        removed.append(key)
      } else {
        let part = try Access.get(result, key)
        if !part.isNull {
          let below = paths[at..<end]
          let inner = try DeepStack.descend(depth) { () throws(JQError) -> JSONValue in
            try delete(below, depth + 1, part)
          }
          result = try Access.set(result, key, inner)
        }
      }
      at = end
    }
    return try remove(removed, from: result)
  }

  /// Removes keys of one level.
  private static func remove(
    _ keys: [JSONValue], from value: consuming JSONValue
  ) throws(JQError) -> JSONValue {
    var container = value
    if keys.isEmpty { return container }
    switch container {
    case .null: return container
    case .array(let array):
      container = .null
      return .array(try remove(keys, from: array))
    case .object(var object):
      container = .null
      for key in keys {
        guard case .string(let name) = key else {
          throw JQError("Cannot delete \(JQError.name(key)) field of object")
        }
        object.remove(name)
      }
      return .object(object)
    default: throw JQError("Cannot delete fields from \(JQError.name(container))")
    }
  }

  private static func remove(
    _ keys: [JSONValue], from array: JSONArray
  ) throws(JQError) -> JSONArray {
    var isRemoved = [Bool](repeating: false, count: array.count)
    for key in keys {
      switch key {
      case .number, .literal:
        guard let offset = Access.index(key.double ?? .nan) else { continue }
        let at = offset < 0 ? offset + array.count : offset
        if isRemoved.indices.contains(at) { isRemoved[at] = true }
      case .object(let slice):
        for at in try Access.range(slice, count: array.count) { isRemoved[at] = true }
      default: throw JQError("Cannot delete \(JQError.name(key)) element of array")
      }
    }
    var kept = JSONArray()
    for at in 0..<array.count where !isRemoved[at] { kept.append(array[at]) }
    return kept
  }
}

/// Changes the places that a path leads to.
enum Update {
  /// Applies `change` to each place, in place where the path is a plain one. Places for which
  /// it gives nothing are removed together at the end.
  static func run(
    _ path: Node, _ input: consuming JSONValue, _ frame: Frame, _ change: Change
  ) throws(JQError) -> JSONValue {
    if path.isUpdatable { return try path.update(input, frame, change).whole }
    let original = input
    var root = original
    var removed = JSONArray()
    _ = try path.paths(original, Place(original), frame) { (value, place) throws(JQError) in
      try place.checkResult(value)
      let keys = place.path
      if keys.count > Paths.depthLimit { throw JQError("Path too deep") }
      var isRemoved = false
      root = try Paths.change(take(&root), keys, 0) {
        (old: consuming JSONValue) throws(JQError) in
        guard case .value(let made) = try change(old) else {
          isRemoved = true
          return .null
        }
        return made
      }
      if isRemoved { removed.append(.array(keys)) }
      return .next
    }
    return removed.isEmpty ? root : try Deletion.delete(removed, from: root)
  }
}

/// `path |= update`
final class UpdateNode: Node, @unchecked Sendable {
  let path: Node
  let update: Node
  init(_ path: Node, _ update: Node) {
    self.path = path
    self.update = update
  }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    try transform(input, frame)
  }

  override func transform(
    _ input: consuming JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue {
    try Update.run(path, input, frame) { (old: consuming JSONValue) throws(JQError) in
      Changed(try update.first(old, frame))
    }
  }
}

/// `path = value`: one output for each of the value's, which is computed from the whole input.
final class AssignNode: Node, @unchecked Sendable {
  let path: Node
  let value: Node
  init(_ path: Node, _ value: Node) {
    self.path = path
    self.value = value
  }

  override var isSingle: Bool { value.isSingle }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    try transform(input, frame)
  }

  override func transform(
    _ input: consuming JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue {
    let made = try value.one(input, frame)
    return try assign(made, input, frame)
  }

  private func assign(
    _ made: JSONValue, _ input: consuming JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue {
    try Update.run(path, input, frame) { (_: consuming JSONValue) throws(JQError) in .value(made) }
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    try value.eval(input, frame) { (made) throws(JQError) in
      try emit(try assign(made, input, frame))
    }
  }
}

/// `path += value` and its like, nil for `//=`: the value is computed from the whole input.
final class OperateNode: Node, @unchecked Sendable {
  let symbol: BinaryOperator?
  let path: Node
  let value: Node

  init(_ symbol: BinaryOperator?, _ path: Node, _ value: Node) {
    self.symbol = symbol
    self.path = path
    self.value = value
  }

  override var isSingle: Bool { value.isSingle }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    try transform(input, frame)
  }

  override func transform(
    _ input: consuming JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue {
    let operand = try value.one(input, frame)
    return try operate(operand, input, frame)
  }

  private func operate(
    _ operand: JSONValue, _ input: consuming JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue {
    try Update.run(path, input, frame) { (old: consuming JSONValue) throws(JQError) in
      guard let symbol else {
        let kept = old
        return .value(kept.isTrue ? kept : operand)
      }
      return .value(try symbol.apply(old, operand))
    }
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    try value.eval(input, frame) { (operand) throws(JQError) in
      try emit(try operate(operand, input, frame))
    }
  }
}
