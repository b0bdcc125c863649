import ShellBytes

/// Functions about arrays and objects.
extension Registry {
  static let collections: [Row] = [
    value("keys") { (input, _) throws(JQError) in try Collections.keys(input, isSorted: true) },
    value("keys_unsorted") { (input, _) throws(JQError) in
      try Collections.keys(input, isSorted: false)
    },
    native("has", .one { (input, key, _) throws(JQError) in try Collections.has(input, key) }),
    native(
      "in",
      .one { (input, container, _) throws(JQError) in
        try Collections.has(container, input)
      }),
    native(
      "contains",
      .one { (input, part, _) throws(JQError) in
        try Collections.contains(input, part)
      }),
    native(
      "inside",
      .one { (input, whole, _) throws(JQError) in
        try Collections.contains(whole, input)
      }),
    value("to_entries") { (input, _) throws(JQError) in try Collections.toEntries(input) },
    value("from_entries") { (input, _) throws(JQError) in try Collections.fromEntries(input) },
    node("with_entries", 1) { arguments in
      let entries = call { (input, _) throws(JQError) in try Collections.toEntries(input) }
      let back = call { (input, _) throws(JQError) in try Collections.fromEntries(input) }
      return PipeNode(PipeNode(entries, CollectNode(PipeNode(each, arguments[0]))), back)
    },
    value("reverse") { (input, _) throws(JQError) in try Collections.reverse(input) },
    value("flatten") { (input, _) throws(JQError) in
      try Collections.flatten(input, depth: .infinity)
    },
    native(
      "flatten",
      .one { (input, depth, _) throws(JQError) in
        if try JSONOrder.compare(depth, 0) < 0 {
          throw JQError("flatten depth must not be negative")
        }
        return try Collections.flatten(input, depth: depth.double ?? .infinity)
      }),
    value("sort") { (input, _) throws(JQError) in try Collections.sort(input) },
    value("unique") { (input, _) throws(JQError) in try Collections.unique(input) },
    value("min") { (input, _) throws(JQError) in
      try Collections.extreme(input, input, isLeast: true)
    },
    value("max") { (input, _) throws(JQError) in
      try Collections.extreme(input, input, isLeast: false)
    },
    keyed("sort_by") { (input, keys) throws(JQError) in
      let (items, order) = try Collections.order(input, keys)
      var result = JSONArray()
      result.reserve(items.count)
      for index in order { result.append(items[index]) }
      return .array(result)
    },
    keyed("group_by") { (input, keys) throws(JQError) in
      .array(try Collections.group(input, keys) { .array($0) })
    },
    keyed("unique_by") { (input, keys) throws(JQError) in
      .array(try Collections.group(input, keys) { $0[0] })
    },
    keyed("min_by") { (input, keys) throws(JQError) in
      try Collections.extreme(input, keys, isLeast: true)
    },
    keyed("max_by") { (input, keys) throws(JQError) in
      try Collections.extreme(input, keys, isLeast: false)
    },
    native(
      "bsearch",
      .one { (input, target, _) throws(JQError) in
        try Collections.search(input, target)
      }),
    value("transpose") { (input, _) throws(JQError) in try Collections.transpose(input) },
    native(
      "join",
      .one { (input, separator, _) throws(JQError) in
        try Collections.join(input, separator)
      }),
    native(
      "index",
      .one { (input, sought, _) throws(JQError) in
        try Access.get(try Collections.indices(input, sought), 0)
      }),
    native(
      "rindex",
      .one { (input, sought, _) throws(JQError) in
        guard case .array(let found) = try Collections.indices(input, sought) else { return .null }
        return found.isEmpty ? .null : found[found.count - 1]
      }),
    native(
      "indices",
      .one { (input, sought, _) throws(JQError) in
        try Collections.indices(input, sought)
      }),
    native(
      "_indices",
      .one { (input, sought, _) throws(JQError) in
        try Collections.indices(input, sought)
      }),
    node("tostream", 0) { _ in ToStreamNode() },
  ]

  /// A function that orders or groups by the outputs of a query for each element.
  private static func keyed(
    _ name: ByteString,
    _ body: @escaping @Sendable (JSONValue, JSONValue) throws(JQError) -> JSONValue
  ) -> Row {
    node(name, 1) { KeyedNode($0[0], body) }
  }
}

/// Calls a native function with the input and, for each element, the list of a query's outputs.
final class KeyedNode: Node, @unchecked Sendable {
  let key: Node
  let body: @Sendable (JSONValue, JSONValue) throws(JQError) -> JSONValue

  init(
    _ key: Node,
    _ body: @escaping @Sendable (JSONValue, JSONValue) throws(JQError) -> JSONValue
  ) {
    self.key = key
    self.body = body
  }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    var keys = JSONArray()
    _ = try IterateNode.each(input, isOptional: false, frame) { (value) throws(JQError) in
      if key.isSingle {
        // One key orders as a list of one key does.
        keys.append(try key.one(value, frame))
        return .next
      }
      var list = JSONArray()
      _ = try key.eval(value, frame) { (part) throws(JQError) in
        list.append(part)
        return .next
      }
      keys.append(.array(list))
      return .next
    }
    return try body(input, .array(keys))
  }
}

/// `tostream`: the input as the events of `--stream`.
final class ToStreamNode: Node, @unchecked Sendable {
  override var isSingle: Bool { false }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    try walk(input, JSONArray(), isTop: true, frame, emit)
  }

  private func walk(
    _ value: JSONValue, _ path: JSONArray, isTop: Bool, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    let count: Int
    switch value {
    case .array(let array): count = array.count
    case .object(let object): count = object.count
    default: count = 0
    }
    if count == 0 { return try emit([.array(path), value]) }
    return try frame.context.descend { () throws(JQError) -> Flow in
      var last = path
      for at in 0..<count {
        var inner = path
        let part: JSONValue
        if case .object(let object) = value {
          inner.append(.string(object.key(at: at)))
          part = object.value(at: at)
        } else {
          inner.append(JSONValue(at))
          part = try Access.get(value, JSONValue(at))
        }
        let flow = try walk(part, inner, isTop: false, frame, emit)
        if flow != .next { return flow }
        last = inner
      }
      return try emit([.array(last)])
    }
  }
}

enum Collections {
  static func keys(_ value: JSONValue, isSorted: Bool) throws(JQError) -> JSONValue {
    var result = JSONArray()
    switch value {
    case .object(let object):
      if isSorted {
        for key in object.sortedKeys { result.append(.string(key)) }
      } else {
        for at in 0..<object.count { result.append(.string(object.key(at: at))) }
      }
    case .array(let array):
      for at in 0..<array.count { result.append(JSONValue(at)) }
    default: throw JQError(value, "has no keys")
    }
    return .array(result)
  }

  static func has(_ container: JSONValue, _ key: JSONValue) throws(JQError) -> JSONValue {
    switch (container, key) {
    case (.null, _): return false
    case (.object(let object), .string(let name)): return .boolean(object.contains(name))
    case (.array(let array), .number), (.array(let array), .literal):
      guard let number = key.double, !number.isNaN else { return false }
      let at = number.rounded(.towardZero)
      return .boolean(at >= 0 && at < Double(array.count))
    default:
      throw JQError(
        """
        Cannot check whether \(JQError.name(container)) has a \(JQError.name(key)) key
        """)
    }
  }

  static func contains(_ whole: JSONValue, _ part: JSONValue) throws(JQError) -> JSONValue {
    let isComparable =
      whole.kind == part.kind
    guard isComparable else {
      throw JQError(whole, part, "cannot have their containment checked")
    }
    return .boolean(try JSONOrder.contains(whole, part))
  }

  static func toEntries(_ value: JSONValue) throws(JQError) -> JSONValue {
    var result = JSONArray()
    switch value {
    case .object(let object):
      if object.count > 0 { result.reserve(object.count) }
      for at in 0..<object.count {
        result.append(entry(.string(object.key(at: at)), object.value(at: at)))
      }
    case .array(let array):
      for at in 0..<array.count { result.append(entry(JSONValue(at), array[at])) }
    default: throw JQError(value, "has no keys")
    }
    return .array(result)
  }

  private static let keyName: JSONString = "key"
  private static let valueName: JSONString = "value"

  private static func entry(_ key: JSONValue, _ value: JSONValue) -> JSONValue {
    var object = JSONObject()
    object.reserve(2)
    object.set(keyName, key)
    object.set(valueName, value)
    return .object(object)
  }

  static func fromEntries(_ value: JSONValue) throws(JQError) -> JSONValue {
    var result = JSONObject()
    func add(_ entry: JSONValue) throws(JQError) {
      var key = JSONValue.null
      for name in [keyName, "Key", "name", "Name"] {
        key = try Access.get(entry, .string(name))
        if key.isTrue { break }
      }
      guard case .string(let name) = key else {
        throw JQError("Cannot use \(JQError.describe(key)) as object key")
      }
      if try has(entry, .string(valueName)).isTrue {
        result.set(name, try Access.get(entry, .string(valueName)))
      } else {
        result.set(name, try Access.get(entry, "Value"))
      }
    }
    switch value {
    case .array(let array): for entry in array { try add(entry) }
    case .object(let object):
      for at in 0..<object.count { try add(object.value(at: at)) }
    default: throw IterateNode.mismatch(value)
    }
    return .object(result)
  }

  static func reverse(_ value: JSONValue) throws(JQError) -> JSONValue {
    guard case .array(let array) = value else {
      let count = try Core.length(value).double ?? 0
      if count == 0 && value.kind != .number { return [] }
      if count > 0 { _ = try Access.get(value, .number(count.rounded(.up) - 1)) }
      return []
    }
    var result = JSONArray()
    if array.count > 0 { result.reserve(array.count) }
    for item in array.reversed() { result.append(item) }
    return .array(result)
  }

  static func flatten(_ value: JSONValue, depth: Double) throws(JQError) -> JSONValue {
    var result = JSONArray()
    switch value {
    case .array(let array): try flatten(array, depth, 0, &result)
    case .object(let object):
      for at in 0..<object.count { try add(object.value(at: at), depth, 0, &result) }
    default: throw IterateNode.mismatch(value)
    }
    return .array(result)
  }

  private static func flatten(
    _ array: JSONArray, _ depth: Double, _ level: Int, _ result: inout JSONArray
  ) throws(JQError) {
    for item in array { try add(item, depth, level, &result) }
  }

  private static func add(
    _ item: JSONValue, _ depth: Double, _ level: Int, _ result: inout JSONArray
  ) throws(JQError) {
    guard case .array(let inner) = item, depth != 0 else {
      result.append(item)
      return
    }
    if level % 50 != 49 {
      try flatten(inner, depth - 1, level + 1, &result)
      return
    }
    var held = result
    try DeepStack.descend(level) { () throws(JQError) in
      try flatten(inner, depth - 1, level + 1, &held)
    }
    result = held
  }

  static func sort(_ value: JSONValue) throws(JQError) -> JSONValue {
    guard case .array(let array) = value else {
      throw JQError(value, "cannot be sorted, as it is not an array")
    }
    let items = Array(array)
    var result = JSONArray()
    if !items.isEmpty { result.reserve(items.count) }
    for index in try JSONOrder.sortedIndices(items) { result.append(items[index]) }
    return .array(result)
  }

  static func unique(_ value: JSONValue) throws(JQError) -> JSONValue {
    guard case .array = value else {
      throw JQError(value, "cannot be sorted, as it is not an array")
    }
    return .array(try group(value, value) { $0[0] })
  }

  /// The elements, and the order of their keys.
  static func order(
    _ value: JSONValue, _ keys: JSONValue
  ) throws(JQError) -> (JSONArray, [Int]) {
    guard case .array(let items) = value, case .array(let list) = keys else {
      throw JQError(value, keys, "cannot be sorted, as they are not both arrays")
    }
    return (items, try JSONOrder.sortedIndices(Array(list)))
  }

  /// What `make` makes of the elements with equal keys, in the order of the keys.
  static func group(
    _ value: JSONValue, _ keys: JSONValue, _ make: (JSONArray) -> JSONValue
  ) throws(JQError) -> JSONArray {
    let (items, order) = try order(value, keys)
    guard case .array(let list) = keys else { return JSONArray() }
    var result = JSONArray()
    var current = JSONArray()
    var last: JSONValue?
    for index in order {
      if let last, try !JSONOrder.areEqual(last, list[index]) {
        result.append(make(current))
        current = JSONArray()
      }
      last = list[index]
      current.append(items[index])
    }
    if !current.isEmpty { result.append(make(current)) }
    return result
  }

  static func extreme(
    _ value: JSONValue, _ keys: JSONValue, isLeast: Bool
  ) throws(JQError) -> JSONValue {
    guard case .array(let items) = value, case .array(let list) = keys else {
      throw JQError(value, keys, "cannot be iterated over")
    }
    if items.isEmpty { return .null }
    var best = 0
    for at in 1..<Swift.max(1, items.count) {
      let isLess = try JSONOrder.compare(list[at], list[best]) < 0
      if isLess == isLeast { best = at }
    }
    return items[best]
  }

  static func search(_ value: JSONValue, _ target: JSONValue) throws(JQError) -> JSONValue {
    guard case .array(let array) = value else {
      throw JQError(value, "cannot be searched from")
    }
    var start = 0
    var end = array.count
    while start < end {
      let middle = start + (end - start) / 2
      let order = try JSONOrder.compare(target, array[middle])
      if order == 0 { return JSONValue(middle) }
      if order < 0 { end = middle } else { start = middle + 1 }
    }
    return JSONValue(-1 - start)
  }

  static func transpose(_ value: JSONValue) throws(JQError) -> JSONValue {
    var rows: [JSONValue] = []
    switch value {
    case .array(let array): rows = Array(array)
    case .object(let object): rows = (0..<object.count).map { object.value(at: $0) }
    default: throw IterateNode.mismatch(value)
    }
    var width = 0.0
    for row in rows { width = Swift.max(width, try Core.length(row).double ?? 0) }
    var result = JSONArray()
    var column = 0.0
    while column < width {
      var items = JSONArray()
      for row in rows { items.append(try Access.get(row, .number(column))) }
      result.append(.array(items))
      column += 1
    }
    return .array(result)
  }

  static func join(_ value: JSONValue, _ separator: JSONValue) throws(JQError) -> JSONValue {
    var sum = JSONValue.null
    func add(_ item: JSONValue) throws(JQError) {
      if sum.isNull {
        sum = ""
      } else {
        sum = try Arithmetic.add(take(&sum), separator)
      }
      switch item {
      case .boolean, .number, .literal:
        sum = try Arithmetic.add(take(&sum), .string(JSONWriter.text(item)))
      case .null: sum = try Arithmetic.add(take(&sum), "")
      default: sum = try Arithmetic.add(take(&sum), item)
      }
    }
    switch value {
    case .array(let array): for item in array { try add(item) }
    case .object(let object):
      for at in 0..<object.count { try add(object.value(at: at)) }
    default: throw IterateNode.mismatch(value)
    }
    return sum.isTrue ? sum : ""
  }

  static func indices(_ value: JSONValue, _ sought: JSONValue) throws(JQError) -> JSONValue {
    switch (value, sought) {
    case (.array(let array), .array(let part)): return try Access.indices(of: part, in: array)
    case (.array(let array), _): return try Access.indices(of: [sought], in: array)
    case (.string(let text), .string(let part)): return Strings.indices(text, part)
    default: return try Access.get(value, sought)
    }
  }
}
