import ShellBytes

/// Turns terms into nodes: names become slots, constants are folded, native functions are chosen.
final class Compiler {
  private var messages: [ByteString] = []
  /// Functions of the program; nodes refer to them without holding them.
  private(set) var functions: [Function] = []
  private var source: SourceText
  private var builtins: [ByteString: Function] = [:]
  private let globals: [ByteString]
  private let root = FrameLayout(level: 0)
  /// How many recursive functions are being compiled.
  private var recursionDepth = 0
  private var readsInputs = false
  /// How deeply nodes are nested at the moment, functions compiled into their callers included.
  private var depth = 0
  private var greatestDepth = 0
  private static let depthLimit = 8000

  private init(_ source: SourceText, globals: [ByteString]) {
    self.source = source
    self.globals = globals
  }

  struct Result {
    let node: Node
    let functions: [Function]
    let slotCount: Int
    /// Whether the program may read further inputs itself.
    let readsInputs: Bool
    /// How deeply nodes are nested.
    let depth: Int
  }

  /// Compiles a program.
  /// - Parameters:
  ///   - globals: names of variables whose values a run gives.
  ///   - modules: where imports are found.
  static func compile(
    _ text: ByteString, globals: [ByteString], modules: JQModules
  ) throws(CompileError) -> Result {
    let parsed = try Parser.program(text)
    let compiler = Compiler(SourceText(text: text, file: "<top-level>"), globals: globals)
    var scope: Scope?
    if modules.hasStartFile || !parsed.imports.isEmpty {
      let linker = Linker(modules, compiler)
      scope = try linker.link(parsed, origin: nil, isProgram: true)
    }
    guard let query = parsed.query else {
      if parsed.definitions.isEmpty && text.allSatisfy({ $0 != 0x64 }) && parsed.metadata == nil {
        return Result(
          node: IdentityNode(), functions: [], slotCount: 0, readsInputs: false, depth: 1)
      }
      throw CompileError(messages: ["jq: error: Top-level program not given (try \".\")"])
    }
    let node = compiler.node(query, scope, compiler.root)
    if !compiler.messages.isEmpty { throw CompileError(messages: compiler.messages) }
    return Result(
      node: node, functions: compiler.functions, slotCount: compiler.root.count,
      readsInputs: compiler.readsInputs, depth: compiler.greatestDepth)
  }

  /// Makes a function known.
  func define(
    _ definition: FunctionDefinition, as name: ByteString? = nil, in scope: Scope?,
    _ layout: FrameLayout? = nil, source: SourceText? = nil
  ) -> Scope {
    let layout = layout ?? root
    let arity = definition.parameters.count
    let takesFunctions = definition.parameters.contains {
      switch $0 {
      case .closure: true
      case .value(let name): definition.body.calls(name, 0)
      }
    }
    let isRecursive = definition.body.calls(definition.name, arity)
    let shares = !takesFunctions && !isRecursive
    let function = Function(
      definition, scope: scope, level: shares ? layout.level : layout.level + 1,
      sharesFrame: shares)
    function.layout = layout
    function.isRecursive = isRecursive
    function.source = source ?? self.source
    functions.append(function)
    return Scope(
      .function(name: name ?? definition.name, arity: arity, function), in: scope)
  }

  /// Makes a function that is compiled already known under another name.
  func alias(_ function: Function, as name: ByteString, in scope: Scope?) -> Scope {
    Scope(
      .function(name: name, arity: function.definition.parameters.count, function), in: scope)
  }

  func report(_ message: ByteString, _ term: Term) {
    let text = CompileError.locate(
      message, term.start, term.end, in: source.text, file: source.file)
    // A body that is compiled several times tells its errors once.
    if !messages.contains(text) { messages.append(text) }
  }

  // MARK: Terms

  private func node(
    _ term: Term, _ scope: Scope?, _ layout: FrameLayout, tail: Bool = false
  ) -> Node {
    depth += 1
    defer { depth -= 1 }
    greatestDepth = Swift.max(greatestDepth, depth)
    if depth > Compiler.depthLimit {
      let message: ByteString = "jq: error: program is nested too deeply"
      if !messages.contains(message) { messages.append(message) }
      return ConstantNode(.null)
    }
    if depth % 50 != 49 { return nodeHere(term, scope, layout, tail) }
    var result: Node = IdentityNode()
    _ = try? DeepStack.descend(depth) { () throws(JQError) in
      result = nodeHere(term, scope, layout, tail)
    }
    return result
  }

  private func nodeHere(
    _ term: Term, _ scope: Scope?, _ layout: FrameLayout, _ tail: Bool
  ) -> Node {
    func sub(_ term: Term, tail: Bool = false) -> Node { node(term, scope, layout, tail: tail) }
    switch term.kind {
    case .identity: return IdentityNode()
    case .recurse: return RecurseNode()
    case .constant(let value): return ConstantNode(value)
    case .string(_, let parts): return StringNode(parts.map { sub($0) })
    case .format(let name): return Registry.format(name)
    case .index(let target, let key, let isOptional):
      if case .constant(.string(let name)) = key.kind {
        return FieldNode(sub(target), name, isOptional: isOptional)
      }
      return IndexNode(sub(target), sub(key), isOptional: isOptional)
    case .slice(let target, let from, let to, let isOptional):
      return SliceNode(
        sub(target), from: from.map { sub($0) }, to: to.map { sub($0) }, isOptional: isOptional)
    case .iterate(let target, let isOptional):
      return IterateNode(sub(target), isOptional: isOptional)
    case .negate(let operand): return NegateNode(sub(operand))
    case .array(let body):
      guard let body else { return ConstantNode([]) }
      let inner = sub(body)
      var values = JSONArray()
      if Compiler.collect(inner, &values) { return ConstantNode(.array(values)) }
      return CollectNode(inner)
    case .object(let members):
      return object(members.map { (sub($0.key), sub($0.value)) })
    case .pipe(let left, let right):
      let first = sub(left)
      return PipeNode(first, sub(right, tail: tail && first.isSingle))
    case .comma(let left, let right): return CommaNode(sub(left), sub(right, tail: tail))
    case .binary(let symbol, let left, let right):
      return binary(symbol, sub(left), sub(right))
    case .and(let left, let right): return LogicNode(sub(left), sub(right), settled: false)
    case .or(let left, let right): return LogicNode(sub(left), sub(right), settled: true)
    case .alternative(let left, let right): return AlternativeNode(sub(left), sub(right))
    case .assign(let left, let right): return AssignNode(sub(left), sub(right))
    case .update(let left, let right): return UpdateNode(sub(left), sub(right))
    case .operate(let symbol, let left, let right):
      return OperateNode(symbol, sub(left), sub(right))
    case .condition(let test, let then, let otherwise):
      return ConditionNode(
        sub(test), then: sub(then, tail: tail),
        otherwise: otherwise.map { sub($0, tail: tail) } ?? IdentityNode())
    case .attempt(let body, let handler):
      return AttemptNode(sub(body), handler: handler.map { sub($0) })
    case .reduce(let source, let patterns, let from, let update):
      let (compiled, inner) = bind(patterns, scope, layout)
      return ReduceNode(
        sub(source), compiled, from: sub(from), update: node(update, inner, layout))
    case .foreach(let source, let patterns, let from, let update, let extract):
      let (compiled, inner) = bind(patterns, scope, layout)
      return ForeachNode(
        sub(source), compiled, from: sub(from), update: node(update, inner, layout),
        extract: extract.map { node($0, inner, layout) })
    case .bind(let source, let patterns, let body):
      let first = sub(source)
      let (compiled, inner) = bind(patterns, scope, layout)
      let isTail = tail && first.isSingle && compiled.alternatives.count == 1
      return BindNode(first, compiled, node(body, inner, layout, tail: isTail))
    case .label(let name, let body):
      let slot = layout.makeSlot()
      let inner = Scope(.label(name: name, slot: slot, level: layout.level), in: scope)
      return LabelNode(slot: slot, node(body, inner, layout))
    case .leave(let name): return leave(name, term, scope, layout)
    case .call(let name, let arguments):
      return call(name, arguments, term, scope, layout, tail)
    case .variable(let name): return variable(name, term, scope, layout)
    case .location: return ConstantNode(location(term))
    case .define(let definition, let body):
      return node(body, define(definition, in: scope, layout), layout, tail: tail)
    }
  }

  /// Adds the constants of a query; false when there is something else.
  private static func collect(_ node: Node, _ values: inout JSONArray) -> Bool {
    if let constant = node as? ConstantNode {
      values.append(constant.value)
      return true
    }
    guard let comma = node as? CommaNode else { return false }
    return collect(comma.left, &values) && collect(comma.right, &values)
  }

  private func object(_ members: [(key: Node, value: Node)]) -> Node {
    var constant = JSONObject()
    for (key, value) in members {
      guard let key = key as? ConstantNode, case .string(let name) = key.value,
        let value = value as? ConstantNode
      else { return ObjectNode(members) }
      constant.set(name, value.value)
    }
    return ConstantNode(.object(constant))
  }

  private func binary(_ symbol: BinaryOperator, _ left: Node, _ right: Node) -> Node {
    if let l = left as? ConstantNode, let r = right as? ConstantNode {
      // Texts are repeated when the program runs, if it comes to that.
      let isRepetition = symbol == .multiply && (l.value.string != nil || r.value.string != nil)
      if !isRepetition, let value = try? symbol.apply(l.value, r.value) {
        return ConstantNode(value)
      }
    }
    return BinaryNode(symbol, left, right)
  }

  private func location(_ term: Term) -> JSONValue {
    let line = source.text.withBytes { bytes in
      bytes.prefix(term.start).reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    }
    return ["file": .string(JSONString(source.file)), "line": JSONValue(line)]
  }

  // MARK: Names

  private func bind(
    _ patterns: [Pattern], _ scope: Scope?, _ layout: FrameLayout
  ) -> (CompiledPatterns, Scope?) {
    var inner = scope
    var slots: [ByteString: Int] = [:]
    for name in patterns.flatMap(\.names) where slots[name] == nil {
      let slot = layout.makeSlot()
      slots[name] = slot
      inner = Scope(.variable(name: name, slot: slot, level: layout.level), in: inner)
    }
    // Keys do not see the variables of their own pattern.
    let compiled = patterns.map { pattern($0, slots, scope, layout) }
    return (CompiledPatterns(alternatives: compiled, slots: slots.values.sorted()), inner)
  }

  private func pattern(
    _ pattern: Pattern, _ slots: [ByteString: Int], _ scope: Scope?, _ layout: FrameLayout
  ) -> CompiledPattern {
    switch pattern {
    case .variable(let name): return .variable(slots[name] ?? 0)
    case .array(let parts):
      return .array(parts.map { self.pattern($0, slots, scope, layout) })
    case .object(let parts):
      return .object(
        parts.map { part in
          (
            slot: part.variable.flatMap { slots[$0] }, key: node(part.key, scope, layout),
            pattern: part.pattern.map { self.pattern($0, slots, scope, layout) }
          )
        })
    }
  }

  private func leave(
    _ name: ByteString, _ term: Term, _ scope: Scope?, _ layout: FrameLayout
  ) -> Node {
    var at = scope
    while let found = at {
      if case .label(name, let slot, let level) = found.entry {
        return BreakNode(VariableNode(levels: layout.level - level, slot: slot))
      }
      at = found.parent
    }
    report("$*label-\(name) is not defined", term)
    return ConstantNode(.null)
  }

  private func variable(
    _ name: ByteString, _ term: Term, _ scope: Scope?, _ layout: FrameLayout
  ) -> Node {
    var at = scope
    while let found = at {
      switch found.entry {
      case .variable(name, let slot, let level):
        return VariableNode(levels: layout.level - level, slot: slot)
      case .constant(name, let value): return ConstantNode(value)
      default: at = found.parent
      }
    }
    if let index = globals.firstIndex(of: name) { return GlobalNode(index) }
    if name == "ENV" { return EnvironmentNode() }
    report("$\(name) is not defined", term)
    return ConstantNode(.null)
  }

  private func call(
    _ name: ByteString, _ arguments: [Term], _ term: Term, _ scope: Scope?,
    _ layout: FrameLayout, _ tail: Bool
  ) -> Node {
    var at = scope
    while let found = at {
      switch found.entry {
      case .function(name, arguments.count, let function):
        return call(function, arguments, scope, layout, tail)
      case .closure(name, let index, let level) where arguments.isEmpty:
        return ClosureCallNode(levels: layout.level - level, index: index)
      case .argument(name, let node, let level) where arguments.isEmpty:
        return level == layout.level ? node : OuterNode(node, levels: layout.level - level)
      default: at = found.parent
      }
    }
    let key: ByteString = "\(name)/\(arguments.count)"
    if let entry = Registry.table[key] {
      if key == "input/0" || key == "inputs/0" { readsInputs = true }
      let nodes = arguments.map { node($0, scope, layout) }
      return entry.make(nodes)
    }
    if let function = builtin(key) { return call(function, arguments, scope, layout, tail) }
    report("\(key) is not defined", term)
    return ConstantNode(.null)
  }

  /// A function that is defined in the language itself.
  private func builtin(_ key: ByteString) -> Function? {
    if let known = builtins[key] { return known }
    guard let text = Definitions.table[key],
      let parsed = try? Parser.program(text, file: "<builtin>"),
      let definition = parsed.definitions.first
    else { return nil }
    let scope = define(
      definition, in: nil, root, source: SourceText(text: text, file: "<builtin>"))
    guard case .function(_, _, let function) = scope.entry else { return nil }
    builtins[key] = function
    return function
  }

  // MARK: Functions

  private func call(
    _ function: Function, _ arguments: [Term], _ scope: Scope?, _ layout: FrameLayout,
    _ tail: Bool
  ) -> Node {
    let takesFunctions = !function.sharesFrame && !function.isRecursive
    if takesFunctions && insertionDepth < 12 && insertionCount < 400 {
      return insert(function, arguments, scope, layout)
    }
    compile(function)
    var closures: [CallNode.Argument] = []
    var values: [Node] = []
    for (parameter, argument) in zip(function.definition.parameters, arguments) {
      switch parameter {
      case .value(let name):
        let inner = node(argument, scope, layout)
        values.append(inner)
        if function.definition.body.calls(name, 0) { closures.append(.closure(inner)) }
      case .closure:
        let inner = node(argument, scope, layout)
        if let handed = inner as? ClosureCallNode {
          closures.append(.handedOn(levels: handed.levels, index: handed.index))
        } else {
          closures.append(.closure(inner))
        }
      }
    }
    if function.sharesFrame {
      return SharedCallNode(function, levels: layout.level - function.level, values: values)
    }
    return CallNode(
      function, levels: layout.level - function.level + 1, closures: closures, values: values,
      isTail: tail)
  }

  private var insertionDepth = 0
  private var insertionCount = 0

  /// Compiles the body of a function that does not call itself into its caller, with the
  /// arguments in the places where the body calls them.
  private func insert(
    _ function: Function, _ arguments: [Term], _ scope: Scope?, _ layout: FrameLayout
  ) -> Node {
    insertionDepth += 1
    insertionCount += 1
    defer { insertionDepth -= 1 }
    var inner = function.scope
    var values: [(node: Node, slot: Int)] = []
    for (parameter, argument) in zip(function.definition.parameters, arguments) {
      let compiled = node(argument, scope, layout)
      switch parameter {
      case .closure(let name):
        inner = Scope(.argument(name: name, compiled, level: layout.level), in: inner)
      case .value(let name):
        let slot = layout.makeSlot()
        values.append((compiled, slot))
        inner = Scope(.variable(name: name, slot: slot, level: layout.level), in: inner)
        inner = Scope(.argument(name: name, compiled, level: layout.level), in: inner)
      }
    }
    let outer = source
    source = function.source ?? source
    var result = node(function.definition.body, inner, layout)
    source = outer
    for (value, slot) in values.reversed() {
      let pattern = CompiledPatterns(alternatives: [.variable(slot)], slots: [slot])
      result = BindNode(value, pattern, result)
    }
    return result
  }

  private func compile(_ function: Function) {
    if function.isCompiled || function.isCompiling { return }
    function.isCompiling = true
    let outer = source
    source = function.source ?? source
    defer {
      function.isCompiling = false
      function.isCompiled = true
      source = outer
    }
    let known = messages.count
    if function.isRecursive {
      // That a call has one output is assumed, and has to hold for the body then.
      recursionDepth += 1
      defer { recursionDepth -= 1 }
      function.isSingle = recursionDepth <= 3
    }
    compileBody(function, messages: known)
    if function.isRecursive && function.isSingle && !function.body.isSingle {
      messages.removeLast(messages.count - known)
      function.isSingle = false
      compileBody(function, messages: known)
    }
    function.isSingle = function.body.isSingle
  }

  private func compileBody(_ function: Function, messages known: Int) {
    let outer = function.layout ?? root
    if function.isRecursive && function.definition.parameters.isEmpty {
      // That it has no variables is assumed first.
      let count = outer.count
      function.isFrameless = true
      compileBody(function, outer)
      if outer.count == count { return }
      function.isFrameless = false
      messages.removeLast(messages.count - known)
    }
    compileBody(
      function, function.sharesFrame ? outer : FrameLayout(level: outer.level + 1))
  }

  private func compileBody(_ function: Function, _ layout: FrameLayout) {
    var scope = function.scope
    let definition = function.definition
    if function.isRecursive {
      scope = Scope(
        .function(
          name: definition.name, arity: definition.parameters.count, function), in: scope)
    }
    function.valueSlots = []
    var closureCount = 0
    for parameter in definition.parameters {
      switch parameter {
      case .closure(let name):
        scope = Scope(
          .closure(name: name, index: closureCount, level: layout.level), in: scope)
        closureCount += 1
      case .value(let name):
        let slot = layout.makeSlot()
        function.valueSlots.append(slot)
        scope = Scope(.variable(name: name, slot: slot, level: layout.level), in: scope)
        // `$x` can be called as `x`, too: it gives all that the argument gives.
        if definition.body.calls(name, 0) {
          scope = Scope(
            .closure(name: name, index: closureCount, level: layout.level), in: scope)
          closureCount += 1
        }
      }
    }
    function.body = node(definition.body, scope, layout, tail: !function.sharesFrame)
    function.slotCount = layout.count
  }
}
