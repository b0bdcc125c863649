import ShellBytes

/// Functions about paths.
extension Registry {
  static let paths: [Row] = [
    node("path", 1) { PathNode($0[0]) },
    node("paths", 0) { _ in PathsNode(nil) },
    node("paths", 1) { PathsNode($0[0]) },
    node("leaf_paths", 0) { _ in
      PathsNode(
        call { (input, _) throws(JQError) in
          .boolean(input.kind != .array && input.kind != .object)
        })
    },
    node("pick", 1) { PickNode($0[0]) },
    node("del", 1) { DeleteNode($0[0]) },
    node("setpath", 2) { SetPathNode($0[0], $0[1]) },
    native(
      "delpaths",
      .one { (input, paths, _) throws(JQError) in
        guard case .array(let list) = paths else {
          throw JQError("Paths must be specified as an array")
        }
        return try Deletion.delete(list, from: input)
      }),
  ]
}

/// `setpath(path; value)`
final class SetPathNode: Node, @unchecked Sendable {
  let path: Node
  let value: Node
  init(_ path: Node, _ value: Node) {
    self.path = path
    self.value = value
  }

  override var isSingle: Bool { path.isSingle && value.isSingle }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    let path = try path.one(input, frame)
    return try Paths.set(input, path, try value.one(input, frame))
  }

  override func transform(
    _ input: consuming JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue {
    let path = try path.one(input, frame)
    let value = try value.one(input, frame)
    return try Paths.set(input, path, value)
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if isSingle { return try emit(try one(input, frame)) }
    return try value.eval(input, frame) { (value) throws(JQError) in
      try path.eval(input, frame) { (path) throws(JQError) in
        try emit(try Paths.set(input, path, value))
      }
    }
  }
}

/// `paths` and `paths(test)`: the paths to the parts of a value, all but the empty one.
final class PathsNode: Node, @unchecked Sendable {
  let test: Node?
  init(_ test: Node?) { self.test = test }
  override var isSingle: Bool { false }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    try RecurseNode().paths(input, Place(input), frame) { (value, place) throws(JQError) in
      guard let test else {
        return place.depth == 0 ? .next : try emit(.array(place.path))
      }
      return try test.eval(value, frame) { (isWanted) throws(JQError) in
        guard isWanted.isTrue, place.depth > 0 else { return .next }
        return try emit(.array(place.path))
      }
    }
  }
}
