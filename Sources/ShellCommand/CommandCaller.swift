import ShellBytes
import ShellSystem

/// Who called a utility: its environment, its descriptors, and its way to run other commands. A
/// shell keeps one for call after call, so that a call makes no closures.
open class CommandCaller {
  public init() {}
  /// The value of an exported variable.
  open func exported(_ name: ByteString) -> ByteString? { nil }
  /// All exported variables.
  open func environment() -> [(name: ByteString, value: ByteString)] { [] }
  /// The open file behind a descriptor.
  open func file(_ descriptor: Int) -> OpenFile? { nil }
  /// Runs another command; its status.
  open func run(_ request: CommandRequest) -> ExitStatus { .notFound }
}

/// A caller made of functions.
final class FunctionCaller: CommandCaller {
  private let variables: Environment
  private let descriptors: (Int) -> OpenFile?
  private let dispatch: (CommandRequest) -> ExitStatus

  init(
    environment: Environment, descriptors: @escaping (Int) -> OpenFile?,
    dispatch: @escaping (CommandRequest) -> ExitStatus
  ) {
    variables = environment
    self.descriptors = descriptors
    self.dispatch = dispatch
  }

  override func exported(_ name: ByteString) -> ByteString? { variables[name] }
  override func environment() -> [(name: ByteString, value: ByteString)] { variables.all }
  override func file(_ descriptor: Int) -> OpenFile? { descriptors(descriptor) }
  override func run(_ request: CommandRequest) -> ExitStatus { dispatch(request) }
}
