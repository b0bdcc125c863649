import ShellBytes

/// Reads and writes parts of values.
enum Access {
  /// The part of a value under a key.
  static func get(_ value: JSONValue, _ key: JSONValue) throws(JQError) -> JSONValue {
    switch (value, key) {
    case (.object(let object), .string(let name)): return object[name] ?? .null
    case (.array(let array), .number), (.array(let array), .literal):
      guard let index = index(key.double ?? .nan) else { return .null }
      let at = index < 0 ? index + array.count : index
      return at >= 0 && at < array.count ? array[at] : .null
    case (.array(let array), .object(let slice)):
      let range = try range(slice, count: array.count)
      return .array(array.slice(range))
    case (.string(let text), .object(let slice)):
      return .string(text.slice(characters: try range(slice, count: text.characterCount)))
    case (.array(let array), .array(let sought)): return try indices(of: sought, in: array)
    case (.null, .string), (.null, .number), (.null, .literal), (.null, .object): return .null
    default:
      throw JQError(
        "Cannot index \(JQError.name(value)) with \(JQError.describe(key))")
    }
  }

  /// A number as an offset, cut to 32 bits; nil for NaN.
  static func index(_ number: Double) -> Int? {
    if number.isNaN { return nil }
    return Int(Swift.max(-2_147_483_648, Swift.min(2_147_483_647, number)))
  }

  /// The offsets that `{"start": …, "end": …}` chooses.
  static func range(_ slice: JSONObject, count: Int) throws(JQError) -> Range<Int> {
    try range(slice["start"] ?? .null, slice["end"] ?? .null, count: count)
  }

  static func range(
    _ from: JSONValue, _ to: JSONValue, count: Int
  ) throws(JQError) -> Range<Int> {
    let length = Double(count)
    guard let start = from.isNull ? 0 : from.double, let end = to.isNull ? length : to.double
    else { throw JQError("Array/string slice indices must be integers") }
    var lower = start.isNaN ? 0 : start
    if lower < 0 { lower += length }
    lower = Swift.min(Swift.max(lower, 0), length).rounded(.down)
    var upper = end.isNaN ? length : end
    if upper < 0 { upper += length }
    upper = Swift.min(Swift.max(upper, 0), length).rounded(.up)
    return Int(lower)..<Int(Swift.max(lower, upper))
  }

  static func sliceKey(_ from: JSONValue, _ to: JSONValue) -> JSONValue {
    ["start": from, "end": to]
  }

  /// Where an array occurs in another.
  static func indices(of sought: JSONArray, in array: JSONArray) throws(JQError) -> JSONValue {
    if sought.isEmpty { return .null }
    var result = JSONArray()
    var at = 0
    while at + sought.count <= array.count {
      var matched = 0
      while matched < sought.count,
        try JSONOrder.areEqual(array[at + matched], sought[matched])
      {
        matched += 1
      }
      if matched == sought.count { result.append(.number(Double(at))) }
      at += 1
    }
    return .array(result)
  }

  /// Arrays do not grow beyond this by assignment.
  static let arrayLimit = 536_870_911

  /// The value with a part replaced.
  static func set(
    _ value: consuming JSONValue, _ key: JSONValue, _ part: consuming JSONValue
  ) throws(JQError) -> JSONValue {
    var container = value
    switch key {
    case .string(let name):
      switch container {
      case .null: container = .object(JSONObject())
      case .object: break
      default: throw mismatch(container, key)
      }
      guard case .object(var object) = container else { return container }
      container = .null
      object.set(name, part)
      return .object(object)
    case .number, .literal:
      switch container {
      case .null: container = .array(JSONArray())
      case .array: break
      default: throw mismatch(container, key)
      }
      guard let offset = index(key.double ?? .nan) else {
        throw JQError("Cannot set array element at NaN index")
      }
      guard case .array(var array) = container else { return container }
      container = .null
      let at = offset < 0 ? offset + array.count : offset
      if at < 0 { throw JQError("Out of bounds negative array index") }
      if at > arrayLimit { throw JQError("Array index too large") }
      array.set(at, part)
      return .array(array)
    case .object(let slice):
      if case .string = container { throw JQError("Cannot update string slices") }
      switch container {
      case .null: container = .array(JSONArray())
      case .array: break
      default: throw mismatch(container, key)
      }
      guard case .array(let array) = container else { return container }
      let range = try range(slice, count: array.count)
      guard case .array(let inserted) = part else {
        throw JQError("A slice of an array can only be assigned another array")
      }
      var result = array.slice(0..<range.lowerBound)
      result.append(contentsOf: inserted)
      result.append(contentsOf: array.slice(range.upperBound..<array.count))
      return .array(result)
    default: throw mismatch(container, key)
    }
  }

  private static func mismatch(_ value: JSONValue, _ key: JSONValue) -> JQError {
    JQError("Cannot update field at \(JQError.name(key)) index of \(JQError.name(value))")
  }

  /// Takes the part under a string or number out of a value, which is left without it for the
  /// moment: what is put back goes to the same place.
  static func detach(
    _ value: inout JSONValue, _ key: JSONValue
  ) throws(JQError) -> JSONValue {
    if case .string(let name) = key, case .object(var object) = value {
      value = .null
      let part = object.take(name) ?? .null
      value = .object(object)
      return part
    }
    if let number = key.double, case .array(var array) = value {
      guard let offset = index(number) else { return .null }
      let at = offset < 0 ? offset + array.count : offset
      guard at >= 0 && at < array.count else { return .null }
      value = .null
      let part = array.take(at)
      value = .array(array)
      return part
    }
    return try get(value, key)
  }
}

/// `term.name`
final class FieldNode: Node, @unchecked Sendable {
  let target: Node
  let name: JSONString
  let isOptional: Bool
  private let hasIdentity: Bool

  init(_ target: Node, _ name: JSONString, isOptional: Bool) {
    self.target = target
    self.name = name
    self.isOptional = isOptional
    hasIdentity = target is IdentityNode
  }

  override var isSingle: Bool { !isOptional && target.isSingle }
  override var isUpdatable: Bool { target.isUpdatable }

  @inline(__always)
  private func get(_ value: JSONValue) throws(JQError) -> JSONValue {
    if case .object(let object) = value { return object[name] ?? .null }
    return try Access.get(value, .string(name))
  }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    if hasIdentity { return try get(input) }
    return try get(try target.one(input, frame))
  }

  override func transform(
    _ input: consuming JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue {
    try get(try target.transform(input, frame))
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if isSingle { return try emit(try one(input, frame)) }
    return try target.eval(input, frame) { (value) throws(JQError) in
      let part: JSONValue
      do throws(JQError) {
        part = try get(value)
      } catch {
        if isOptional { return .next }
        throw error
      }
      return try emit(part)
    }
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    try target.paths(input, place, frame) { (value, place) throws(JQError) in
      try place.check(value, key: .string(name))
      let part: JSONValue
      do throws(JQError) {
        part = try get(value)
      } catch {
        if isOptional { return .next }
        throw error
      }
      return try emit(part, Place(place, .string(name), part))
    }
  }

  override func update(
    _ input: consuming JSONValue, _ frame: Frame, _ change: Change
  ) throws(JQError) -> Changed {
    try target.update(input, frame) { (value: consuming JSONValue) throws(JQError) in
      var container = value
      switch container {
      case .object(var object):
        container = .null
        switch try change(object.take(name) ?? .null) {
        case .value(let made): object.set(name, made)
        case .removed: object.remove(name)
        case .untouched: break
        }
        return .value(.object(object))
      case .null:
        guard case .value(let made) = try change(.null) else { return .untouched }
        var object = JSONObject()
        object.set(name, made)
        return .value(.object(object))
      default:
        if isOptional { return .value(container) }
        _ = try Access.get(container, .string(name))
        return .value(container)
      }
    }
  }
}

/// `term[key]`; the key is looked for in the term's input.
final class IndexNode: Node, @unchecked Sendable {
  let target: Node
  let key: Node
  let isOptional: Bool
  private let isEverySingle: Bool

  init(_ target: Node, _ key: Node, isOptional: Bool) {
    self.target = target
    self.key = key
    self.isOptional = isOptional
    isEverySingle = !isOptional && target.isSingle && key.isSingle
  }

  override var isSingle: Bool { isEverySingle }
  override var isUpdatable: Bool { target.isUpdatable && key.isSingle }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    let key = try key.one(input, frame)
    return try Access.get(try target.one(input, frame), key)
  }

  override func transform(
    _ input: consuming JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue {
    let key = try key.one(input, frame)
    return try Access.get(try target.transform(input, frame), key)
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if isEverySingle { return try emit(try one(input, frame)) }
    return try key.eval(input, frame) { (key) throws(JQError) in
      try target.eval(input, frame) { (value) throws(JQError) in
        let part: JSONValue
        do throws(JQError) {
          part = try Access.get(value, key)
        } catch {
          if isOptional { return .next }
          throw error
        }
        return try emit(part)
      }
    }
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    try key.eval(input, frame) { (key) throws(JQError) in
      try target.paths(input, place, frame) { (value, place) throws(JQError) in
        try place.check(value, key: key)
        let part: JSONValue
        do throws(JQError) {
          part = try Access.get(value, key)
        } catch {
          if isOptional { return .next }
          throw error
        }
        return try emit(part, Place(place, key, part))
      }
    }
  }

  override func update(
    _ input: consuming JSONValue, _ frame: Frame, _ change: Change
  ) throws(JQError) -> Changed {
    let key = try key.one(input, frame)
    return try target.update(input, frame) { (value: consuming JSONValue) throws(JQError) in
      var container = value
      let part: JSONValue
      do throws(JQError) {
        part = try Access.detach(&container, key)
      } catch {
        if isOptional { return .value(container) }
        throw error
      }
      switch try change(part) {
      case .value(let made): return .value(try Access.set(take(&container), key, made))
      case .removed where container.isNull: return .untouched
      case .removed: return .value(try Deletion.delete([[key]], from: container))
      case .untouched: return container.isNull ? .untouched : .value(container)
      }
    }
  }
}

/// `term[from:to]`
final class SliceNode: Node, @unchecked Sendable {
  let target: Node
  let from: Node
  let to: Node
  let isOptional: Bool

  init(_ target: Node, from: Node?, to: Node?, isOptional: Bool) {
    self.target = target
    self.from = from ?? ConstantNode(.null)
    self.to = to ?? ConstantNode(.null)
    self.isOptional = isOptional
  }

  override var isSingle: Bool {
    !isOptional && target.isSingle && from.isSingle && to.isSingle
  }

  private func get(
    _ value: JSONValue, _ from: JSONValue, _ to: JSONValue
  ) throws(JQError) -> JSONValue {
    switch value {
    case .null: return .null
    case .array(let array):
      return .array(array.slice(try Access.range(from, to, count: array.count)))
    case .string(let text):
      let range = try Access.range(from, to, count: text.characterCount)
      return .string(text.slice(characters: range))
    default: return try Access.get(value, Access.sliceKey(from, to))
    }
  }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    let to = try to.one(input, frame)
    let from = try from.one(input, frame)
    return try get(try target.one(input, frame), from, to)
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if isSingle { return try emit(try one(input, frame)) }
    return try from.eval(input, frame) { (from) throws(JQError) in
      try to.eval(input, frame) { (to) throws(JQError) in
        try target.eval(input, frame) { (value) throws(JQError) in
          let part: JSONValue
          do throws(JQError) {
            part = try get(value, from, to)
          } catch {
            if isOptional { return .next }
            throw error
          }
          return try emit(part)
        }
      }
    }
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    try from.eval(input, frame) { (from) throws(JQError) in
      try to.eval(input, frame) { (to) throws(JQError) in
        try target.paths(input, place, frame) { (value, place) throws(JQError) in
          let key = Access.sliceKey(from, to)
          try place.check(value, key: key)
          let part: JSONValue
          do throws(JQError) {
            part = try get(value, from, to)
          } catch {
            if isOptional { return .next }
            throw error
          }
          return try emit(part, Place(place, key, part))
        }
      }
    }
  }
}

/// `term[]`
final class IterateNode: Node, @unchecked Sendable {
  let target: Node
  let isOptional: Bool

  init(_ target: Node, isOptional: Bool) {
    self.target = target
    self.isOptional = isOptional
  }

  override var isSingle: Bool { false }
  override var isUpdatable: Bool { target.isUpdatable }

  static func mismatch(_ value: JSONValue) -> JQError {
    JQError("Cannot iterate over \(JQError.describe(value))")
  }

  /// Hands on the parts of an array or object.
  static func each(
    _ value: JSONValue, isOptional: Bool, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    switch value {
    case .array(let array):
      guard let storage = array.storage else { return .next }
      let count = array.count
      var at = 0
      while at < count {
        try frame.context.step()
        let flow = try emit(storage.items[at])
        if flow != .next { return flow }
        at &+= 1
      }
    case .object(let object):
      guard let storage = object.storage else { return .next }
      let count = object.count
      var at = 0
      while at < count {
        try frame.context.step()
        let flow = try emit(storage.members[at].value)
        if flow != .next { return flow }
        at &+= 1
      }
    default: if !isOptional { throw mismatch(value) }
    }
    return .next
  }

  /// Hands on the parts of an array or object with their places.
  static func each(
    _ value: JSONValue, _ place: Place, isOptional: Bool, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    switch value {
    case .array(let array):
      for at in 0..<array.count {
        try frame.context.step()
        let part = array[at]
        let flow = try emit(part, Place(place, .number(Double(at)), part))
        if flow != .next { return flow }
      }
    case .object(let object):
      for at in 0..<object.count {
        try frame.context.step()
        let part = object.value(at: at)
        let flow = try emit(part, Place(place, .string(object.key(at: at)), part))
        if flow != .next { return flow }
      }
    default: if !isOptional { throw mismatch(value) }
    }
    return .next
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if target.isSingle {
      return try IterateNode.each(
        try target.one(input, frame), isOptional: isOptional, frame, emit)
    }
    return try target.eval(input, frame) { (value) throws(JQError) in
      try IterateNode.each(value, isOptional: isOptional, frame, emit)
    }
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    try target.paths(input, place, frame) { (value, place) throws(JQError) in
      try place.checkIteration(value)
      return try IterateNode.each(value, place, isOptional: isOptional, frame, emit)
    }
  }

  override func update(
    _ input: consuming JSONValue, _ frame: Frame, _ change: Change
  ) throws(JQError) -> Changed {
    try target.update(input, frame) { (value: consuming JSONValue) throws(JQError) in
      var container = value
      switch container {
      case .array(var array):
        container = .null
        var removed: [Int] = []
        for at in 0..<array.count {
          try frame.context.step()
          switch try change(array.take(at)) {
          case .value(let made): array.set(at, made)
          case .removed: removed.append(at)
          case .untouched: break
          }
        }
        if removed.isEmpty { return .value(.array(array)) }
        var kept = JSONArray()
        var next = 0
        for at in 0..<array.count {
          if next < removed.count && removed[next] == at {
            next += 1
          } else {
            kept.append(array[at])
          }
        }
        return .value(.array(kept))
      case .object(var object):
        container = .null
        var removed: Set<Int> = []
        for at in 0..<object.count {
          try frame.context.step()
          switch try change(object.take(at: at)) {
          case .value(let made): object.put(made, at: at)
          case .removed: removed.insert(at)
          case .untouched: break
          }
        }
        if !removed.isEmpty { object.remove { removed.contains($0) } }
        return .value(.object(object))
      default:
        if isOptional { return .value(container) }
        throw IterateNode.mismatch(container)
      }
    }
  }
}

/// `..`, and `recurse` without arguments.
final class RecurseNode: Node, @unchecked Sendable {
  override var isSingle: Bool { false }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    try walk(input, 0, frame, emit)
  }

  private func walk(
    _ value: JSONValue, _ depth: Int, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    let flow = try emit(value)
    if flow != .next { return flow }
    switch value {
    case .array, .object:
      return try frame.context.descend { () throws(JQError) -> Flow in
        try IterateNode.each(value, isOptional: true, frame) { (part) throws(JQError) in
          try walk(part, depth + 1, frame, emit)
        }
      }
    default: return .next
    }
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    try walk(input, place, 0, frame, emit)
  }

  private func walk(
    _ value: JSONValue, _ place: Place, _ depth: Int, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    let flow = try emit(value, place)
    if flow != .next { return flow }
    try place.checkIteration(value)
    return try frame.context.descend { () throws(JQError) -> Flow in
      try IterateNode.each(value, place, isOptional: true, frame) {
        (part, place) throws(JQError) in
        try walk(part, place, depth + 1, frame, emit)
      }
    }
  }
}
