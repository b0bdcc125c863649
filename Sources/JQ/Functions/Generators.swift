import ShellBytes

/// Functions that make many values, or look at what a query makes.
extension Registry {
  static let generators: [Row] = [
    node("range", 1) { RangeNode(ConstantNode(0), $0[0], by: nil) },
    node("range", 2) { RangeNode($0[0], $0[1], by: nil) },
    node("range", 3) { RangeNode($0[0], $0[1], by: $0[2]) },
    node("while", 2) { WhileNode($0[0], $0[1]) },
    node("until", 2) { UntilNode($0[0], $0[1]) },
    node("repeat", 1) { RepeatNode($0[0]) },
    node("recurse", 0) { _ in RecurseNode() },
    node("recurse", 1) { RecurseByNode($0[0], test: nil) },
    node("recurse", 2) { RecurseByNode($0[0], test: $0[1]) },
    node("recurse_down", 0) { _ in RecurseNode() },
    node("first", 0) { _ in IndexNode(IdentityNode(), ConstantNode(0), isOptional: false) },
    node("first", 1) { FirstNode($0[0]) },
    node("last", 0) { _ in IndexNode(IdentityNode(), ConstantNode(-1), isOptional: false) },
    node("last", 1) { LastNode($0[0]) },
    node("nth", 1) { IndexNode(IdentityNode(), $0[0], isOptional: false) },
    node("nth", 2) { LimitNode(.nth, $0[0], $0[1]) },
    node("limit", 2) { LimitNode(.limit, $0[0], $0[1]) },
    node("skip", 2) { LimitNode(.skip, $0[0], $0[1]) },
    node("isempty", 1) { IsEmptyNode($0[0]) },
    node("any", 0) { _ in AnyNode(each, IdentityNode(), settled: true) },
    node("any", 1) { AnyNode(each, $0[0], settled: true) },
    node("any", 2) { AnyNode($0[0], $0[1], settled: true) },
    node("all", 0) { _ in AnyNode(each, IdentityNode(), settled: false) },
    node("all", 1) { AnyNode(each, $0[0], settled: false) },
    node("all", 2) { AnyNode($0[0], $0[1], settled: false) },
    node("add", 0) { _ in AddNode(each) },
    node("add", 1) { AddNode($0[0]) },
    node("IN", 1) { AnyNode(EqualNode($0[0]), IdentityNode(), settled: true) },
    node("walk", 1) { WalkNode($0[0]) },
    node("getpath", 1) { GetPathNode($0[0]) },
    node("map", 1) { CollectNode(PipeNode(each, $0[0])) },
    node("map_values", 1) { UpdateNode(each, $0[0]) },
  ]
}

/// Compares the input with the outputs of a query.
final class EqualNode: Node, @unchecked Sendable {
  let body: Node
  init(_ body: Node) { self.body = body }
  override var isSingle: Bool { body.isSingle }
  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    .boolean(try JSONOrder.areEqual(try body.one(input, frame), input))
  }
  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    try body.eval(input, frame) { (value) throws(JQError) in
      try emit(.boolean(try JSONOrder.areEqual(value, input)))
    }
  }
}

/// `walk(body)`: applies the body to the parts of a value, then to the value.
final class WalkNode: Node, @unchecked Sendable {
  let body: Node
  init(_ body: Node) { self.body = body }
  override var isSingle: Bool { body.isSingle }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    try single(input, frame)
  }

  override func transform(
    _ input: consuming JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue {
    try single(input, frame)
  }

  private func single(
    _ input: consuming JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue {
    var value = input
    switch value {
    case .array(var array):
      value = .null
      for at in 0..<array.count { array.set(at, try deep(array.take(at), frame)) }
      return try body.transform(.array(array), frame)
    case .object(var object):
      value = .null
      for at in 0..<object.count { object.put(try deep(object.take(at: at), frame), at: at) }
      return try body.transform(.object(object), frame)
    default: return try body.transform(value, frame)
    }
  }

  private func deep(
    _ value: consuming JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue {
    if frame.context.isStackLow {
      let held = value
      return try frame.context.onLargerStack { () throws(JQError) -> JSONValue in
        try single(held, frame)
      }
    }
    return try single(value, frame)
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if body.isSingle { return try emit(try one(input, frame)) }
    return try walk(input, frame, emit)
  }

  private func walk(
    _ value: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    try frame.context.descend { () throws(JQError) -> Flow in
      switch value {
      case .array(let array):
        var result = JSONArray()
        for item in array {
          _ = try walk(item, frame) { (part) throws(JQError) in
            result.append(part)
            return .next
          }
        }
        return try body.eval(.array(result), frame, emit)
      case .object(let object):
        var result = JSONObject()
        for at in 0..<object.count {
          _ = try walk(object.value(at: at), frame) { (part) throws(JQError) in
            result.set(object.key(at: at), part)
            return .stop
          }
        }
        return try body.eval(.object(result), frame, emit)
      default: return try body.eval(value, frame, emit)
      }
    }
  }
}
