import ShellBytes

/// `if c then a else b end`
final class ConditionNode: Node, @unchecked Sendable {
  let test: Node
  let then: Node
  let otherwise: Node
  private let isEverySingle: Bool

  init(_ test: Node, then: Node, otherwise: Node) {
    self.test = test
    self.then = then
    self.otherwise = otherwise
    isEverySingle = test.isSingle && then.isSingle && otherwise.isSingle
  }

  override var isSingle: Bool { isEverySingle }
  override var isUpdatable: Bool {
    test.isSingle && then.isUpdatable && otherwise.isUpdatable
  }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    try (try test.one(input, frame).isTrue ? then : otherwise).one(input, frame)
  }

  override func transform(
    _ input: consuming JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue {
    if try test.one(input, frame).isTrue { return try then.transform(input, frame) }
    return try otherwise.transform(input, frame)
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if test.isSingle {
      return try (try test.one(input, frame).isTrue ? then : otherwise).eval(input, frame, emit)
    }
    return try test.eval(input, frame) { (value) throws(JQError) in
      try (value.isTrue ? then : otherwise).eval(input, frame, emit)
    }
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    try test.eval(input, frame) { (value) throws(JQError) in
      try (value.isTrue ? then : otherwise).paths(input, place, frame, emit)
    }
  }

  override func update(
    _ input: consuming JSONValue, _ frame: Frame, _ change: Change
  ) throws(JQError) -> Changed {
    if try test.one(input, frame).isTrue { return try then.update(input, frame, change) }
    return try otherwise.update(input, frame, change)
  }
}

/// `select(test)`
final class SelectNode: Node, @unchecked Sendable {
  let test: Node
  init(_ test: Node) { self.test = test }

  override var isSingle: Bool { false }
  override var isUpdatable: Bool { test.isSingle }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if test.isSingle {
      return try test.one(input, frame).isTrue ? try emit(input) : .next
    }
    return try test.eval(input, frame) { (value) throws(JQError) in
      value.isTrue ? try emit(input) : .next
    }
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    try test.eval(input, frame) { (value) throws(JQError) in
      value.isTrue ? try emit(input, place) : .next
    }
  }

  override func update(
    _ input: consuming JSONValue, _ frame: Frame, _ change: Change
  ) throws(JQError) -> Changed {
    if try test.one(input, frame).isTrue { return try change(input) }
    return .value(input)
  }
}

/// `try body catch handler`; errors behind it are not its own.
final class AttemptNode: Node, @unchecked Sendable {
  let body: Node
  let handler: Node?

  init(_ body: Node, handler: Node?) {
    self.body = body
    self.handler = handler
  }

  override var isSingle: Bool { body.isSingle && handler?.isSingle == true }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    do throws(JQError) {
      return try body.one(input, frame)
    } catch {
      guard let value = error.raised, let handler else { throw error }
      return try handler.one(value, frame)
    }
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if body.isSingle {
      let value: JSONValue
      do throws(JQError) {
        value = try body.one(input, frame)
      } catch {
        guard let value = error.raised else { throw error }
        return try handler?.eval(value, frame, emit) ?? .next
      }
      return try emit(value)
    }
    var later: JQError?
    do throws(JQError) {
      let flow = try body.eval(input, frame) { (value) throws(JQError) in
        do throws(JQError) {
          return try emit(value)
        } catch {
          later = error
          return .stop
        }
      }
      if later == nil { return flow }
    } catch {
      guard let value = error.raised else { throw error }
      return try handler?.eval(value, frame, emit) ?? .next
    }
    if let later { throw later }
    return .next
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    var later: JQError?
    do throws(JQError) {
      let flow = try body.paths(input, place, frame) { (value, place) throws(JQError) in
        do throws(JQError) {
          return try emit(value, place)
        } catch {
          later = error
          return .stop
        }
      }
      if later == nil { return flow }
    } catch {
      guard let value = error.raised else { throw error }
      return try handler?.paths(value, place, frame, emit) ?? .next
    }
    if let later { throw later }
    return .next
  }
}

/// `label $name | body`
final class LabelNode: Node, @unchecked Sendable {
  let slot: Int
  let body: Node

  init(slot: Int, _ body: Node) {
    self.slot = slot
    self.body = body
  }

  override var isSingle: Bool { false }

  /// What `break` raises.
  static func mark(_ number: JSONValue) -> JSONValue { ["__jq": number] }

  private func isOwn(_ error: JQError, _ number: Int) -> Bool {
    guard case .object(let object)? = error.raised, object.count == 1,
      case .number(let found)? = object["__jq"]
    else { return false }
    return found == Double(number)
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    let number = frame.context.makeLabel()
    let old = frame.slots[slot]
    frame.slots[slot] = .number(Double(number))
    defer { frame.slots[slot] = old }
    do throws(JQError) {
      return try body.eval(input, frame, emit)
    } catch {
      if isOwn(error, number) { return .next }
      throw error
    }
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    let number = frame.context.makeLabel()
    let old = frame.slots[slot]
    frame.slots[slot] = .number(Double(number))
    defer { frame.slots[slot] = old }
    do throws(JQError) {
      return try body.paths(input, place, frame, emit)
    } catch {
      if isOwn(error, number) { return .next }
      throw error
    }
  }
}

/// `break $name`
final class BreakNode: Node, @unchecked Sendable {
  let label: VariableNode
  init(_ label: VariableNode) { self.label = label }
  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    throw JQError(value: LabelNode.mark(try label.one(input, frame)))
  }
}

/// What `as` takes a value apart into.
indirect enum CompiledPattern {
  case variable(Int)
  case array([CompiledPattern])
  case object([(slot: Int?, key: Node, pattern: CompiledPattern?)])

  /// Stores the parts of a value and calls `body`, once for each output of the keys.
  func bind(
    _ value: JSONValue, _ frame: Frame, _ body: () throws(JQError) -> Flow
  ) throws(JQError) -> Flow {
    switch self {
    case .variable(let slot):
      frame.slots[slot] = value
      return try body()
    case .array(let parts): return try bindArray(parts, 0, value, frame, body)
    case .object(let parts): return try bindObject(parts, 0, value, frame, body)
    }
  }

  private func bindArray(
    _ parts: [CompiledPattern], _ index: Int, _ value: JSONValue, _ frame: Frame,
    _ body: () throws(JQError) -> Flow
  ) throws(JQError) -> Flow {
    if index == parts.count { return try body() }
    let part = try Access.get(value, .number(Double(index)))
    return try parts[index].bind(part, frame) { () throws(JQError) in
      try bindArray(parts, index + 1, value, frame, body)
    }
  }

  private func bindObject(
    _ parts: [(slot: Int?, key: Node, pattern: CompiledPattern?)], _ index: Int,
    _ value: JSONValue, _ frame: Frame, _ body: () throws(JQError) -> Flow
  ) throws(JQError) -> Flow {
    if index == parts.count { return try body() }
    let part = parts[index]
    return try part.key.eval(value, frame) { (key) throws(JQError) in
      guard case .string = key else {
        throw JQError("Cannot index \(JQError.name(value)) with \(JQError.describe(key))")
      }
      let member = try Access.get(value, key)
      if let slot = part.slot { frame.slots[slot] = member }
      guard let pattern = part.pattern else {
        return try bindObject(parts, index + 1, value, frame, body)
      }
      return try pattern.bind(member, frame) { () throws(JQError) in
        try bindObject(parts, index + 1, value, frame, body)
      }
    }
  }
}

/// The patterns behind `as`: alternatives, and the variables that all of them bind.
struct CompiledPatterns {
  let alternatives: [CompiledPattern]
  let slots: [Int]

  /// The only variable, when there is nothing else.
  var onlySlot: Int? {
    if alternatives.count == 1, case .variable(let slot) = alternatives[0] { return slot }
    return nil
  }

  /// Binds a value and calls `body`; an error moves on to the next alternative.
  func bind(
    _ value: JSONValue, _ frame: Frame, _ body: () throws(JQError) -> Flow
  ) throws(JQError) -> Flow {
    var old: [JSONValue] = []
    old.reserveCapacity(slots.count)
    for slot in slots { old.append(frame.slots[slot]) }
    var flow = Flow.next
    defer {
      if flow != .tail {
        for (slot, value) in zip(slots, old) { frame.slots[slot] = value }
      }
    }
    for (number, pattern) in alternatives.enumerated() {
      if alternatives.count > 1 {
        for slot in slots { frame.slots[slot] = .null }
      }
      if number == alternatives.count - 1 {
        flow = try pattern.bind(value, frame, body)
        return flow
      }
      do throws(JQError) {
        flow = try pattern.bind(value, frame, body)
        return flow
      } catch {
        if error.raised == nil { throw error }
      }
    }
    return flow
  }
}

/// `source as pattern | body`
final class BindNode: Node, @unchecked Sendable {
  let source: Node
  let patterns: CompiledPatterns
  let body: Node
  private let slot: Int?
  private let isBothSingle: Bool

  init(_ source: Node, _ patterns: CompiledPatterns, _ body: Node) {
    self.source = source
    self.patterns = patterns
    self.body = body
    slot = patterns.onlySlot
    isBothSingle = slot != nil && source.isSingle && body.isSingle
  }

  override var isSingle: Bool { isBothSingle }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    guard let slot else { return .null }
    var value = try source.one(input, frame)
    swap(&value, &frame.slots[slot])
    defer { restore(slot, &value, frame) }
    return try body.one(input, frame)
  }

  override func transform(
    _ input: consuming JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue {
    guard let slot else { return .null }
    var value = try source.one(input, frame)
    swap(&value, &frame.slots[slot])
    defer { restore(slot, &value, frame) }
    return try body.transform(input, frame)
  }

  /// A function that goes on elsewhere still needs its variables.
  @inline(__always)
  private func restore(_ slot: Int, _ value: inout JSONValue, _ frame: Frame) {
    if frame.context.tailCall == nil { swap(&value, &frame.slots[slot]) }
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    guard let slot else {
      return try source.eval(input, frame) { (value) throws(JQError) in
        try patterns.bind(value, frame) { () throws(JQError) in
          try body.eval(input, frame, emit)
        }
      }
    }
    if source.isSingle {
      return try run(try source.one(input, frame), slot, input, frame, emit)
    }
    return try source.eval(input, frame) { (value) throws(JQError) in
      try run(value, slot, input, frame, emit)
    }
  }

  @inline(__always)
  private func run(
    _ value: consuming JSONValue, _ slot: Int, _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    var value = value
    swap(&value, &frame.slots[slot])
    let flow: Flow
    do throws(JQError) {
      flow = try body.eval(input, frame, emit)
    } catch {
      swap(&value, &frame.slots[slot])
      throw error
    }
    if flow != .tail { swap(&value, &frame.slots[slot]) }
    return flow
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    try source.eval(input, frame) { (value) throws(JQError) in
      try patterns.bind(value, frame) { () throws(JQError) in
        try body.paths(input, place, frame, emit)
      }
    }
  }
}

/// `reduce source as pattern (from; update)`
final class ReduceNode: Node, @unchecked Sendable {
  let source: Node
  let patterns: CompiledPatterns
  let from: Node
  let update: Node
  private let slot: Int?

  init(_ source: Node, _ patterns: CompiledPatterns, from: Node, update: Node) {
    self.source = source
    self.patterns = patterns
    self.from = from
    self.update = update
    slot = patterns.onlySlot
  }

  override var isSingle: Bool { from.isSingle }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    try run(try from.one(input, frame), input, frame)
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    try from.eval(input, frame) { (initial) throws(JQError) in
      try emit(try run(initial, input, frame))
    }
  }

  private func run(
    _ initial: consuming JSONValue, _ input: JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue {
    var state = initial
    if let slot, update.isSingle {
      var old = take(&frame.slots[slot])
      defer { swap(&old, &frame.slots[slot]) }
      _ = try source.eval(input, frame) { (value) throws(JQError) in
        frame.slots[slot] = value
        state = try update.transform(take(&state), frame)
        return .next
      }
      return state
    }
    _ = try source.eval(input, frame) { (value) throws(JQError) in
      try patterns.bind(value, frame) { () throws(JQError) in
        if update.isSingle {
          state = try update.transform(take(&state), frame)
          return .next
        }
        var last = JSONValue.null
        _ = try update.eval(take(&state), frame) { (value) throws(JQError) in
          last = value
          return .next
        }
        state = last
        return .next
      }
    }
    return state
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    try from.paths(input, place, frame) { (initial, start) throws(JQError) in
      var state = initial
      _ = try source.paths(input, start, frame) { (value, place) throws(JQError) in
        try patterns.bind(value, frame) { () throws(JQError) in
          var last = JSONValue.null
          _ = try update.paths(state, place, frame) { (value, _) throws(JQError) in
            last = value
            return .next
          }
          state = last
          return .next
        }
      }
      return try emit(state, start)
    }
  }
}

/// `foreach source as pattern (from; update; extract)`
final class ForeachNode: Node, @unchecked Sendable {
  let source: Node
  let patterns: CompiledPatterns
  let from: Node
  let update: Node
  let extract: Node?

  init(
    _ source: Node, _ patterns: CompiledPatterns, from: Node, update: Node, extract: Node?
  ) {
    self.source = source
    self.patterns = patterns
    self.from = from
    self.update = update
    self.extract = extract
  }

  override var isSingle: Bool { false }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if let slot = patterns.onlySlot, update.isSingle {
      return try from.eval(input, frame) { (initial) throws(JQError) in
        try run(initial, slot, input, frame, emit)
      }
    }
    return try from.eval(input, frame) { (initial) throws(JQError) in
      var state = initial
      return try source.eval(input, frame) { (value) throws(JQError) in
        try patterns.bind(value, frame) { () throws(JQError) in
          if update.isSingle {
            state = try update.transform(take(&state), frame)
            guard let extract else { return try emit(state) }
            return try extract.eval(state, frame, emit)
          }
          return try update.eval(take(&state), frame) { (value) throws(JQError) in
            state = value
            guard let extract else { return try emit(value) }
            return try extract.eval(value, frame, emit)
          }
        }
      }
    }
  }

  /// The common case: one variable, and one output of the update.
  private func run(
    _ initial: consuming JSONValue, _ slot: Int, _ input: JSONValue, _ frame: Frame,
    _ emit: Emit
  ) throws(JQError) -> Flow {
    var state = initial
    var old = take(&frame.slots[slot])
    defer { swap(&old, &frame.slots[slot]) }
    return try source.eval(input, frame) { (value) throws(JQError) in
      frame.slots[slot] = value
      state = try update.transform(take(&state), frame)
      guard let extract else { return try emit(state) }
      return try extract.eval(state, frame, emit)
    }
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    try from.paths(input, place, frame) { (initial, start) throws(JQError) in
      var state = initial
      return try source.paths(input, start, frame) { (value, place) throws(JQError) in
        try patterns.bind(value, frame) { () throws(JQError) in
          try update.paths(take(&state), place, frame) { (value, place) throws(JQError) in
            state = value
            guard let extract else { return try emit(value, place) }
            return try extract.paths(value, place, frame, emit)
          }
        }
      }
    }
  }
}
