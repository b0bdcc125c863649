import ShellBytes

/// `empty`
final class EmptyNode: Node, @unchecked Sendable {
  override var isSingle: Bool { false }
  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow { .next }
}

/// `range(from; to)` and `range(from; to; by)`
final class RangeNode: Node, @unchecked Sendable {
  let from: Node
  let to: Node
  let by: Node?

  init(_ from: Node, _ to: Node, by: Node?) {
    self.from = from
    self.to = to
    self.by = by
  }

  override var isSingle: Bool { false }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    try from.eval(input, frame) { (from) throws(JQError) in
      try to.eval(input, frame) { (to) throws(JQError) in
        guard let by else {
          guard let start = from.double, let end = to.double else {
            throw JQError("Range bounds must be numeric")
          }
          return try count(from, start, end, frame, emit)
        }
        return try by.eval(input, frame) { (by) throws(JQError) in
          try step(from, to, by, frame, emit)
        }
      }
    }
  }

  private func count(
    _ first: JSONValue, _ start: Double, _ end: Double, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    var value = start
    let context = frame.context
    if value.isNaN || end.isNaN {
      if end.isNaN { return .next }
    }
    while value < end {
      try context.step()
      let flow = try emit(.number(value))
      if flow != .next { return flow }
      value += 1
    }
    return .next
  }

  private func step(
    _ from: JSONValue, _ to: JSONValue, _ by: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    let context = frame.context
    if let start = from.double, let end = to.double, let increment = by.double {
      var value = start
      while increment > 0 ? value < end : increment < 0 ? value > end : false {
        try context.step()
        let flow = try emit(.number(value))
        if flow != .next { return flow }
        value += increment
      }
      return .next
    }
    // Like `while`, for operands of other kinds.
    let direction = try JSONOrder.compare(by, .number(0))
    if direction == 0 { return .next }
    var value = from
    while try JSONOrder.compare(value, to) == -direction {
      try context.step()
      let flow = try emit(value)
      if flow != .next { return flow }
      value = try Arithmetic.add(value, by)
    }
    return .next
  }
}

/// `while(test; update)`: the input, and what update makes of it, as long as the test holds.
final class WhileNode: Node, @unchecked Sendable {
  let test: Node
  let update: Node
  init(_ test: Node, _ update: Node) {
    self.test = test
    self.update = update
  }

  override var isSingle: Bool { false }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if !test.isSingle || !update.isSingle { return try general(input, 0, frame, emit) }
    var value = input
    while try test.one(value, frame).isTrue {
      try frame.context.step()
      let flow = try emit(value)
      if flow != .next { return flow }
      value = try update.transform(take(&value), frame)
    }
    return .next
  }

  private func general(
    _ value: JSONValue, _ depth: Int, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    try frame.context.descend { () throws(JQError) -> Flow in
      try test.eval(value, frame) { (test) throws(JQError) in
        guard test.isTrue else { return .next }
        let flow = try emit(value)
        if flow != .next { return flow }
        return try update.eval(value, frame) { (value) throws(JQError) in
          try general(value, depth + 1, frame, emit)
        }
      }
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
    try frame.context.descend { () throws(JQError) -> Flow in
      try test.eval(value, frame) { (test) throws(JQError) in
        guard test.isTrue else { return .next }
        let flow = try emit(value, place)
        if flow != .next { return flow }
        return try update.paths(value, place, frame) { (value, place) throws(JQError) in
          try walk(value, place, depth + 1, frame, emit)
        }
      }
    }
  }
}

/// `until(test; update)`: the first of the input and what update makes of it that meets the test.
final class UntilNode: Node, @unchecked Sendable {
  let test: Node
  let update: Node
  init(_ test: Node, _ update: Node) {
    self.test = test
    self.update = update
  }

  override var isSingle: Bool { test.isSingle && update.isSingle }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    var value = input
    while try !test.one(value, frame).isTrue {
      try frame.context.step()
      value = try update.transform(take(&value), frame)
    }
    return value
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if isSingle { return try emit(try one(input, frame)) }
    return try general(input, 0, frame, emit)
  }

  private func general(
    _ value: JSONValue, _ depth: Int, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    try frame.context.descend { () throws(JQError) -> Flow in
      try test.eval(value, frame) { (test) throws(JQError) in
        if test.isTrue { return try emit(value) }
        return try update.eval(value, frame) { (value) throws(JQError) in
          try general(value, depth + 1, frame, emit)
        }
      }
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
    try frame.context.descend { () throws(JQError) -> Flow in
      try test.eval(value, frame) { (test) throws(JQError) in
        if test.isTrue { return try emit(value, place) }
        return try update.paths(value, place, frame) { (value, place) throws(JQError) in
          try walk(value, place, depth + 1, frame, emit)
        }
      }
    }
  }
}

/// `repeat(body)`: the outputs of the body, over and over.
final class RepeatNode: Node, @unchecked Sendable {
  let body: Node
  init(_ body: Node) { self.body = body }
  override var isSingle: Bool { false }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    while true {
      try frame.context.step()
      let flow = try body.eval(input, frame, emit)
      if flow != .next { return flow }
    }
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    while true {
      try frame.context.step()
      let flow = try body.paths(input, place, frame, emit)
      if flow != .next { return flow }
    }
  }
}

/// `recurse(body)` and `recurse(body; test)`
final class RecurseByNode: Node, @unchecked Sendable {
  let body: Node
  let test: Node?
  init(_ body: Node, test: Node?) {
    self.body = body
    self.test = test
  }
  override var isSingle: Bool { false }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if body.isSingle, test?.isSingle != false { return try loop(input, frame, emit) }
    return try walk(input, 0, frame, emit)
  }

  private func loop(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    var value = input
    while true {
      try frame.context.step()
      let flow = try emit(value)
      if flow != .next { return flow }
      value = try body.transform(take(&value), frame)
      if let test, try !test.one(value, frame).isTrue { return .next }
    }
  }

  private func walk(
    _ value: JSONValue, _ depth: Int, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    let flow = try emit(value)
    if flow != .next { return flow }
    return try frame.context.descend { () throws(JQError) -> Flow in
      try body.eval(value, frame) { (next) throws(JQError) in
        try frame.context.step()
        guard let test else { return try walk(next, depth + 1, frame, emit) }
        return try test.eval(next, frame) { (isWanted) throws(JQError) in
          isWanted.isTrue ? try walk(next, depth + 1, frame, emit) : .next
        }
      }
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
    return try frame.context.descend { () throws(JQError) -> Flow in
      try body.paths(value, place, frame) { (next, place) throws(JQError) in
        guard let test else { return try walk(next, place, depth + 1, frame, emit) }
        return try test.eval(next, frame) { (isWanted) throws(JQError) in
          isWanted.isTrue ? try walk(next, place, depth + 1, frame, emit) : .next
        }
      }
    }
  }
}

/// `first(body)`
final class FirstNode: Node, @unchecked Sendable {
  let body: Node
  init(_ body: Node) { self.body = body }
  override var isSingle: Bool { body.isSingle }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    try body.one(input, frame)
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    guard let value = try body.first(input, frame) else { return .next }
    return try emit(value)
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    var found: (JSONValue, Place)?
    _ = try body.paths(input, place, frame) { (value, place) throws(JQError) in
      found = (value, place)
      return .stop
    }
    guard let found else { return .next }
    return try emit(found.0, found.1)
  }
}

/// `last(body)`
final class LastNode: Node, @unchecked Sendable {
  let body: Node
  init(_ body: Node) { self.body = body }
  override var isSingle: Bool { body.isSingle }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    try body.one(input, frame)
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    var found: JSONValue?
    _ = try body.eval(input, frame) { (value) throws(JQError) in
      found = value
      return .next
    }
    guard let found else { return .next }
    return try emit(found)
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    // The place is the input's again once all outputs have come.
    var found: JSONValue?
    _ = try body.paths(input, place, frame) { (value, _) throws(JQError) in
      found = value
      return .next
    }
    guard let found else { return .next }
    return try emit(found, place)
  }
}

/// `limit(count; body)`, `skip(count; body)` and `nth(count; body)`
final class LimitNode: Node, @unchecked Sendable {
  enum Kind { case limit, skip, nth }

  let kind: Kind
  let count: Node
  let body: Node

  init(_ kind: Kind, _ count: Node, _ body: Node) {
    self.kind = kind
    self.count = count
    self.body = body
  }

  override var isSingle: Bool { false }

  /// The number of outputs to take or leave out; nil when it is negative.
  private func amount(_ value: JSONValue) throws(JQError) -> Double {
    let sign = try JSONOrder.compare(value, .number(0))
    if sign < 0 {
      switch kind {
      case .limit: throw JQError("limit doesn't support negative count")
      case .skip: throw JQError("skip doesn't support negative count")
      case .nth: throw JQError("nth doesn't support negative indices")
      }
    }
    return value.double ?? .nan
  }

  /// What counting down from something other than a number tells, at the first output.
  private func check(_ count: JSONValue) throws(JQError) {
    if count.double == nil { _ = try Arithmetic.subtract(count, .number(1)) }
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    try count.eval(input, frame) { (count) throws(JQError) in
      var left = try amount(count)
      if left == 0 && kind == .limit { return .next }
      var outer: Flow?
      let flow = try body.eval(input, frame) { (value) throws(JQError) in
        try check(count)
        switch kind {
        case .limit:
          left -= 1
          let flow = try emit(value)
          if flow != .next || left <= 0 {
            outer = flow
            return .stop
          }
          return .next
        case .skip:
          if left > 0 {
            left -= 1
            return .next
          }
          return try emit(value)
        case .nth:
          if left > 0 {
            left -= 1
            return .next
          }
          outer = try emit(value)
          return .stop
        }
      }
      return outer ?? flow
    }
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    try count.eval(input, frame) { (count) throws(JQError) in
      var left = try amount(count)
      if left == 0 && kind == .limit { return .next }
      var outer: Flow?
      let flow = try body.paths(input, place, frame) { (value, place) throws(JQError) in
        try check(count)
        switch kind {
        case .limit:
          left -= 1
          let flow = try emit(value, place)
          if flow != .next || left <= 0 {
            outer = flow
            return .stop
          }
          return .next
        case .skip:
          if left > 0 {
            left -= 1
            return .next
          }
          return try emit(value, place)
        case .nth:
          if left > 0 {
            left -= 1
            return .next
          }
          outer = try emit(value, place)
          return .stop
        }
      }
      return outer ?? flow
    }
  }
}

/// `isempty(body)`
final class IsEmptyNode: Node, @unchecked Sendable {
  let body: Node
  init(_ body: Node) { self.body = body }
  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    .boolean(try body.first(input, frame) == nil)
  }
}

/// `any(generator; test)` and `all(generator; test)`
final class AnyNode: Node, @unchecked Sendable {
  let generator: Node
  let test: Node
  /// The truth that settles it: true for `any`.
  let settled: Bool

  init(_ generator: Node, _ test: Node, settled: Bool) {
    self.generator = generator
    self.test = test
    self.settled = settled
  }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    var isSettled = false
    _ = try generator.eval(input, frame) { (value) throws(JQError) in
      try test.eval(value, frame) { (value) throws(JQError) in
        guard value.isTrue == settled else { return .next }
        isSettled = true
        return .stop
      }
    }
    return .boolean(isSettled == settled)
  }
}

/// `add(body)`
final class AddNode: Node, @unchecked Sendable {
  let body: Node
  init(_ body: Node) { self.body = body }
  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    var sum = JSONValue.null
    _ = try body.eval(input, frame) { (value) throws(JQError) in
      sum = try Arithmetic.add(take(&sum), value)
      return .next
    }
    return sum
  }
}

/// `path(body)`
final class PathNode: Node, @unchecked Sendable {
  let body: Node
  init(_ body: Node) { self.body = body }
  override var isSingle: Bool { false }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    try body.paths(input, Place(input), frame) { (value, place) throws(JQError) in
      try place.checkResult(value)
      return try emit(.array(place.path))
    }
  }
}

/// `getpath(path)`
final class GetPathNode: Node, @unchecked Sendable {
  let path: Node
  init(_ path: Node) { self.path = path }
  override var isSingle: Bool { path.isSingle }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    try Paths.get(input, try path.one(input, frame))
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    try path.eval(input, frame) { (path) throws(JQError) in
      try emit(try Paths.get(input, path))
    }
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    try path.eval(input, frame) { (path) throws(JQError) in
      let keys = try Paths.keys(path)
      if !keys.isEmpty { try place.check(input, key: path) }
      var at = place
      var part = input
      for key in keys {
        part = try Access.get(part, key)
        at = Place(at, key, part)
      }
      return try emit(part, at)
    }
  }
}

/// `pick(body)`
final class PickNode: Node, @unchecked Sendable {
  let body: Node
  init(_ body: Node) { self.body = body }
  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    var result = JSONValue.null
    _ = try body.paths(input, Place(input), frame) { (value, place) throws(JQError) in
      try place.checkResult(value)
      let path = JSONValue.array(place.path)
      result = try Paths.set(take(&result), path, try Paths.get(input, path))
      return .next
    }
    return result
  }
}

/// `del(body)`
final class DeleteNode: Node, @unchecked Sendable {
  let body: Node
  init(_ body: Node) { self.body = body }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    try transform(input, frame)
  }

  override func transform(
    _ input: consuming JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue {
    if body.isUpdatable && body.isSingle {
      return try body.update(input, frame) {
        (_: consuming JSONValue) throws(JQError) in .removed
      }.whole
    }
    let paths = try collect(input, frame)
    return try Deletion.delete(paths, from: input)
  }

  private func collect(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONArray {
    var paths = JSONArray()
    _ = try body.paths(input, Place(input), frame) { (value, place) throws(JQError) in
      try place.checkResult(value)
      paths.append(.array(place.path))
      return .next
    }
    return paths
  }
}
