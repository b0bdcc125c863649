import ShellBytes

/// A compiled program; threads may run it side by side.
public final class JQProgram: Sendable {
  private let node: Node
  /// What the nodes refer to.
  private let functions: [Function]
  private let slotCount: Int
  private let readsInputs: Bool
  /// Whether running it may need more than a usual native stack.
  private let isDeep: Bool

  /// Compiles a program.
  /// - Parameters:
  ///   - variables: names, without `$`, of the variables whose values each run gives.
  ///   - modules: where imports are found.
  public init(
    _ text: ByteString, variables: [ByteString] = [], modules: JQModules = JQModules()
  ) throws(CompileError) {
    let result = try Compiler.compile(text, globals: variables, modules: modules)
    node = result.node
    functions = result.functions
    slotCount = result.slotCount
    readsInputs = result.readsInputs
    isDeep = result.depth > 400
  }

  /// A run of the program over any number of inputs.
  public struct Run {
    fileprivate let program: JQProgram
    fileprivate let context: Context
    /// The program's own variables; each has its old value again when its scope is left.
    fileprivate let frame: Frame

    /// Hands all outputs for an input to a function, which says whether it wants more.
    /// - Throws: `JQError`: what the program raised, or what the function threw.
    public func callAsFunction(
      _ input: JSONValue, _ output: (JSONValue) throws(JQError) -> Bool
    ) throws(JQError) {
      if program.isDeep {
        try context.onLargerStack { () throws(JQError) in try run(input, output) }
      } else {
        try run(input, output)
      }
    }

    private func run(
      _ input: JSONValue, _ output: (JSONValue) throws(JQError) -> Bool
    ) throws(JQError) {
      _ = try program.node.eval(input, frame) { (value) throws(JQError) in
        try output(value) ? .next : .stop
      }
    }
  }

  /// Makes a run.
  /// - Parameters:
  ///   - host: what the program sees of the world.
  ///   - values: of the variables, in the order of their names.
  public func run(host: JQHost = JQHost(), values: [JSONValue] = []) -> Run {
    let context = Context(host, globals: values)
    return Run(
      program: self, context: context,
      frame: Frame.make(context, parent: nil, slots: slotCount))
  }

  /// All outputs for one input.
  public func outputs(_ input: JSONValue, values: [JSONValue] = []) throws(JQError) -> [JSONValue] {
    var outputs: [JSONValue] = []
    try run(values: values)(input) { (value) throws(JQError) in
      outputs.append(value)
      return true
    }
    return outputs
  }

  /// The field names and indices that the program follows first: `.a.b` of `.a.b[] | .c`. It
  /// looks at nothing else of its inputs.
  var pathPrefix: [JSONValue] { readsInputs ? [] : PlainPath.prefix(node).keys }
}

/// Recognises programs that begin with a plain path.
enum PlainPath {
  /// The keys, and whether the node is nothing but this path.
  static func prefix(_ node: Node) -> (keys: [JSONValue], isWhole: Bool) {
    switch node {
    case is IdentityNode: return ([], true)
    case let field as FieldNode:
      let (keys, isWhole) = prefix(field.target)
      if !isWhole || field.isOptional { return (keys, false) }
      return (keys + [.string(field.name)], true)
    case let index as IndexNode:
      guard let constant = index.key as? ConstantNode else { return ([], false) }
      let (keys, isWhole) = prefix(index.target)
      guard isWhole, !index.isOptional, case .number(let number) = constant.value, number >= 0,
        number < 1e9, number == number.rounded()
      else { return (keys, false) }
      return (keys + [constant.value], true)
    case let each as IterateNode: return (prefix(each.target).keys, false)
    case let pipe as PipeNode:
      let (keys, isWhole) = prefix(pipe.left)
      if !isWhole { return (keys, false) }
      let (more, isAll) = prefix(pipe.right)
      return (keys + more, isAll)
    default: return ([], false)
    }
  }
}
