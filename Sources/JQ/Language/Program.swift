import ShellBytes

/// A compiled program; threads may run it side by side.
public final class JQProgram: Sendable {
  private let node: Node
  /// What the nodes refer to.
  private let functions: [Function]
  private let slotCount: Int

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
  }

  /// A run of the program over any number of inputs.
  public struct Run {
    fileprivate let program: JQProgram
    fileprivate let context: Context

    /// Hands all outputs for an input to a function, which says whether it wants more.
    /// - Throws: `JQError`: what the program raised, or what the function threw.
    public func callAsFunction(
      _ input: JSONValue, _ output: (JSONValue) throws(JQError) -> Bool
    ) throws(JQError) {
      let frame = Frame.make(context, parent: nil, slots: program.slotCount)
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
    Run(program: self, context: Context(host, globals: values))
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

  /// The field names and indices of a program that is nothing but a path, such as `.a.b[0]`.
  var plainPath: [JSONValue]? { PlainPath.keys(node) }
}

/// Recognises programs that are one plain path.
enum PlainPath {
  static func keys(_ node: Node) -> [JSONValue]? {
    switch node {
    case is IdentityNode: return []
    case let field as FieldNode where !field.isOptional:
      return keys(field.target).map { $0 + [.string(field.name)] }
    case let index as IndexNode where !index.isOptional:
      guard let constant = index.key as? ConstantNode, case .number(let number) = constant.value,
        number >= 0, number < 1e9, number == number.rounded()
      else { return nil }
      return keys(index.target).map { $0 + [constant.value] }
    case let pipe as PipeNode:
      guard let left = keys(pipe.left), let right = keys(pipe.right) else { return nil }
      return left + right
    default: return nil
    }
  }
}
