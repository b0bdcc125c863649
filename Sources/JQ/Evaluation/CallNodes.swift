import ShellBytes

/// A function of the program, compiled when it is first called.
final class Function: @unchecked Sendable {
  let definition: FunctionDefinition
  /// What it sees; where it was defined.
  let scope: Scope?
  /// How many functions with frames of their own are around its body, itself included.
  let level: Int
  /// Whether its variables live in the frame of the function around it: it takes no functions
  /// and does not call itself.
  let sharesFrame: Bool
  /// Where the values of its parameters go.
  var valueSlots: [Int] = []
  var slotCount = 0
  var body: Node = IdentityNode()
  var isCompiled = false
  var isCompiling = false
  var isRecursive = false
  /// Whether it needs no frame though it calls itself: it has no variables at all.
  var isFrameless = false
  /// The variables of the frame around it.
  var layout: FrameLayout?
  /// Where its text stands.
  var source: SourceText?
  /// Whether a call has exactly one output; assumed of a recursive one until its body is known.
  var isSingle = true

  init(_ definition: FunctionDefinition, scope: Scope?, level: Int, sharesFrame: Bool) {
    self.definition = definition
    self.scope = scope
    self.level = level
    self.sharesFrame = sharesFrame
  }
}

/// A call of a function with a frame of its own.
final class CallNode: Node, @unchecked Sendable {
  enum Argument {
    /// A query, run by the function when it likes.
    case closure(Node)
    /// A function that this function was given, handed on.
    case handedOn(levels: Int, index: Int)
  }

  unowned(unsafe) let function: Function
  /// How far out the function was defined.
  private let levels: Int
  private let closures: [Argument]
  private let values: [Node]
  /// Whether the function that calls ends with this call.
  private let isTail: Bool
  private let isEverySingle: Bool

  init(
    _ function: Function, levels: Int, closures: [Argument], values: [Node], isTail: Bool
  ) {
    self.function = function
    self.levels = levels
    self.closures = closures
    self.values = values
    let hasSingleValues = values.allSatisfy(\.isSingle)
    self.isTail = isTail && hasSingleValues
    isEverySingle = function.isSingle && hasSingleValues
  }

  override var isSingle: Bool { isEverySingle }

  private func makeFrame(_ frame: Frame) throws(JQError) -> Frame {
    if function.isFrameless { return frame.ancestor(levels) }
    let made = Frame.make(
      frame.context, parent: frame.ancestor(levels), slots: function.slotCount)
    for argument in closures {
      switch argument {
      case .closure(let node): made.add(Closure(node: node, frame: frame))
      case .handedOn(let levels, let index):
        if let closure = frame.ancestor(levels).closure(index) { made.add(closure) }
      }
    }
    if made.depth > Frame.depthLimit { throw JQError("Recursion too deep") }
    return made
  }

  /// The frame with the values of all parameters, each of which has only one.
  private func makeSingleFrame(
    _ input: JSONValue, _ frame: Frame
  ) throws(JQError) -> Frame {
    let made = try makeFrame(frame)
    for index in values.indices {
      made.slots[function.valueSlots[index]] = try values[index].one(input, frame)
    }
    return made
  }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    let made = try makeSingleFrame(input, frame)
    let context = frame.context
    if isTail {
      context.tailCall = Context.TailCall(function: function, frame: made, input: input)
      return .null
    }
    if context.isStackLow {
      return try context.onLargerStack { () throws(JQError) -> JSONValue in
        try CallNode.runOne(function, input, made, context)
      }
    }
    return try CallNode.runOne(function, input, made, context)
  }

  private static func runOne(
    _ function: Function, _ input: JSONValue, _ frame: Frame, _ context: Context
  ) throws(JQError) -> JSONValue {
    var result = try function.body.one(input, frame)
    while let call = context.tailCall {
      context.tailCall = nil
      try context.step()
      result = try call.function.body.one(call.input, call.frame)
    }
    return result
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    let context = frame.context
    if values.isEmpty || isTail {
      let made = try makeSingleFrame(input, frame)
      if isTail {
        context.tailCall = Context.TailCall(function: function, frame: made, input: input)
        return .tail
      }
      return try run(input, made, context, emit)
    }
    return try withValues(0, [], input, frame) { (made) throws(JQError) in
      try run(input, made, context, emit)
    }
  }

  private func run(
    _ input: JSONValue, _ frame: Frame, _ context: Context, _ emit: Emit
  ) throws(JQError) -> Flow {
    if context.isStackLow {
      return try context.onLargerStack { () throws(JQError) -> Flow in
        try CallNode.runAll(function, input, frame, context, emit)
      }
    }
    return try CallNode.runAll(function, input, frame, context, emit)
  }

  private static func runAll(
    _ function: Function, _ input: JSONValue, _ frame: Frame, _ context: Context, _ emit: Emit
  ) throws(JQError) -> Flow {
    var flow = try function.body.eval(input, frame, emit)
    while flow == .tail, let call = context.tailCall {
      context.tailCall = nil
      try context.step()
      flow = try call.function.body.eval(call.input, call.frame, emit)
    }
    return flow
  }

  /// Calls `body` with a frame for each combination of the parameters' values.
  private func withValues(
    _ index: Int, _ taken: [JSONValue], _ input: JSONValue, _ frame: Frame,
    _ body: (Frame) throws(JQError) -> Flow
  ) throws(JQError) -> Flow {
    if index == values.count {
      let made = try makeFrame(frame)
      for (slot, value) in zip(function.valueSlots, taken) { made.slots[slot] = value }
      return try body(made)
    }
    return try values[index].eval(input, frame) { (value) throws(JQError) in
      try withValues(index + 1, taken + [value], input, frame, body)
    }
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    let context = frame.context
    return try withValues(0, [], input, frame) { (made) throws(JQError) in
      if context.isStackLow {
        return try context.onLargerStack { () throws(JQError) -> Flow in
          try function.body.paths(input, place, made, emit)
        }
      }
      return try function.body.paths(input, place, made, emit)
    }
  }
}

/// A call of a function whose variables live in the frame of the function around it.
final class SharedCallNode: Node, @unchecked Sendable {
  unowned(unsafe) let function: Function
  private let levels: Int
  private let values: [Node]
  private let isEverySingle: Bool

  init(_ function: Function, levels: Int, values: [Node]) {
    self.function = function
    self.levels = levels
    self.values = values
    isEverySingle = function.isSingle && values.allSatisfy(\.isSingle)
  }

  override var isSingle: Bool { isEverySingle }
  override var isUpdatable: Bool { values.isEmpty && function.body.isUpdatable }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    if values.isEmpty { return try function.body.one(input, frame.ancestor(levels)) }
    var result = JSONValue.null
    _ = try bind(0, input, frame) { (target) throws(JQError) in
      result = try function.body.one(input, target)
      return .next
    }
    return result
  }

  override func transform(
    _ input: consuming JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue {
    if values.isEmpty { return try function.body.transform(input, frame.ancestor(levels)) }
    return try one(input, frame)
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if values.isEmpty { return try function.body.eval(input, frame.ancestor(levels), emit) }
    return try bind(0, input, frame) { (target) throws(JQError) in
      try function.body.eval(input, target, emit)
    }
  }

  /// Calls `body` for each combination of the parameters' values.
  private func bind(
    _ index: Int, _ input: JSONValue, _ frame: Frame,
    _ body: (Frame) throws(JQError) -> Flow
  ) throws(JQError) -> Flow {
    let target = frame.ancestor(levels)
    if index == values.count { return try body(target) }
    let slot = function.valueSlots[index]
    return try values[index].eval(input, frame) { (value) throws(JQError) in
      var value = value
      swap(&value, &target.slots[slot])
      defer { swap(&value, &target.slots[slot]) }
      return try bind(index + 1, input, frame, body)
    }
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    try bind(0, input, frame) { (target) throws(JQError) in
      try function.body.paths(input, place, target, emit)
    }
  }

  override func update(
    _ input: consuming JSONValue, _ frame: Frame, _ change: Change
  ) throws(JQError) -> Changed {
    try function.body.update(input, frame.ancestor(levels), change)
  }
}

/// A call of a function that this function, or one around it, was given.
final class ClosureCallNode: Node, @unchecked Sendable {
  let levels: Int
  let index: Int

  init(levels: Int, index: Int) {
    self.levels = levels
    self.index = index
  }

  override var isSingle: Bool { false }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    guard let closure = frame.ancestor(levels).closure(index) else { return .next }
    // A function that hands its argument on at each call makes a chain as long as the calls are
    // deep. What has one output has left the chain when that is handed on.
    if closure.node.isSingle {
      let value = try frame.context.descend { () throws(JQError) -> JSONValue in
        try closure.node.one(input, closure.frame)
      }
      return try emit(value)
    }
    return try frame.context.descend { () throws(JQError) -> Flow in
      try closure.node.eval(input, closure.frame, emit)
    }
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    guard let closure = frame.ancestor(levels).closure(index) else { return .next }
    return try frame.context.descend { () throws(JQError) -> Flow in
      try closure.node.paths(input, place, closure.frame, emit)
    }
  }
}

/// Runs a node in the frame of a function further out: the argument of a function that was
/// compiled into its caller.
final class OuterNode: Node, @unchecked Sendable {
  private let body: Node
  private let levels: Int

  init(_ body: Node, levels: Int) {
    self.body = body
    self.levels = levels
  }

  override var isSingle: Bool { body.isSingle }
  override var isUpdatable: Bool { body.isUpdatable }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    try body.one(input, frame.ancestor(levels))
  }

  override func transform(
    _ input: consuming JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue {
    try body.transform(input, frame.ancestor(levels))
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    try body.eval(input, frame.ancestor(levels), emit)
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    try body.paths(input, place, frame.ancestor(levels), emit)
  }

  override func update(
    _ input: consuming JSONValue, _ frame: Frame, _ change: Change
  ) throws(JQError) -> Changed {
    try body.update(input, frame.ancestor(levels), change)
  }
}

/// A call of a native function with any number of value arguments.
final class NativeCallNode: Node, @unchecked Sendable {
  private let function: NativeFunction
  private let arguments: [Node]
  private let isEverySingle: Bool
  private let isFirstSlowest: Bool

  init(_ function: NativeFunction, _ arguments: [Node], isFirstSlowest: Bool) {
    self.function = function
    self.arguments = arguments
    self.isFirstSlowest = isFirstSlowest
    isEverySingle = arguments.allSatisfy(\.isSingle)
  }

  override var isSingle: Bool { isEverySingle }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    switch function {
    case .none(let body): return try body(input, frame.context)
    case .one(let body):
      return try body(input, try arguments[0].one(input, frame), frame.context)
    case .two(let body):
      let first = try arguments[0].one(input, frame)
      return try body(input, first, try arguments[1].one(input, frame), frame.context)
    case .three(let body):
      let first = try arguments[0].one(input, frame)
      let second = try arguments[1].one(input, frame)
      return try body(
        input, first, second, try arguments[2].one(input, frame), frame.context)
    }
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if isEverySingle { return try emit(try one(input, frame)) }
    return try Native.combinations(arguments, isFirstSlowest: isFirstSlowest, input, frame) {
      (values) throws(JQError) in
      switch function {
      case .none(let body): return try emit(try body(input, frame.context))
      case .one(let body): return try emit(try body(input, values[0], frame.context))
      case .two(let body): return try emit(try body(input, values[0], values[1], frame.context))
      case .three(let body):
        return try emit(try body(input, values[0], values[1], values[2], frame.context))
      }
    }
  }
}

/// A function written in Swift: it makes one value of its input and arguments.
enum NativeFunction {
  case none(@Sendable (JSONValue, Context) throws(JQError) -> JSONValue)
  case one(@Sendable (JSONValue, JSONValue, Context) throws(JQError) -> JSONValue)
  case two(@Sendable (JSONValue, JSONValue, JSONValue, Context) throws(JQError) -> JSONValue)
  case three(
    @Sendable (JSONValue, JSONValue, JSONValue, JSONValue, Context) throws(JQError) -> JSONValue)

  var arity: Int {
    switch self {
    case .none: 0
    case .one: 1
    case .two: 2
    case .three: 3
    }
  }
}

enum Native {
  /// Calls `body` with each combination of the arguments' outputs.
  static func combinations(
    _ arguments: [Node], isFirstSlowest: Bool, _ input: JSONValue, _ frame: Frame,
    _ body: ([JSONValue]) throws(JQError) -> Flow
  ) throws(JQError) -> Flow {
    try combine(0, [], arguments, isFirstSlowest, input, frame, body)
  }

  private static func combine(
    _ taken: Int, _ values: [JSONValue], _ arguments: [Node], _ isFirstSlowest: Bool,
    _ input: JSONValue, _ frame: Frame, _ body: ([JSONValue]) throws(JQError) -> Flow
  ) throws(JQError) -> Flow {
    if taken == arguments.count { return try body(values) }
    let index = isFirstSlowest ? taken : arguments.count - 1 - taken
    return try arguments[index].eval(input, frame) { (value) throws(JQError) in
      let more = isFirstSlowest ? values + [value] : [value] + values
      return try combine(taken + 1, more, arguments, isFirstSlowest, input, frame, body)
    }
  }
}
