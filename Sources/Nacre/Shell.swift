import ShellBytes
import ShellCommand
import ShellInterpreter
import ShellSyntax
import ShellSystem

/// A shell: it runs scripts, keeps their state, and calls their functions.
///
/// One thread uses it at a time; several shells may run side by side.
public final class Shell {
  /// Raw storage: a class's property would be checked for exclusive access at each use.
  let interpreter: UnsafeMutablePointer<Interpreter>
  /// What `cancel` reaches for from another thread: the interpreter's own may change as it runs.
  private let gate: Gate

  public init(_ configuration: Configuration = .host) {
    let gate = Gate(ownsSignals: configuration.ownsSignals)
    self.gate = gate
    let host = Host(
      files: configuration.files, utilities: configuration.utilities, clock: configuration.clock,
      allowsPrograms: configuration.allowsPrograms,
      ignoredAtStart: configuration.ownsSignals ? Signal.ignoredAtStart : [],
      limits: Limits(
        value: configuration.valueLimit, capture: configuration.captureLimit,
        process: configuration.memoryLimit))
    interpreter = .allocate(capacity: 1)
    interpreter.initialize(
      to: Interpreter(
        host: host, gate: gate,
        descriptors: Descriptors(
          input: configuration.input, output: configuration.output, error: configuration.error),
        directory: configuration.directory, umask: configuration.umask,
        environment: configuration.environment))
    interpreter.pointee.ownsSignals = configuration.ownsSignals
    for (descriptor, file) in configuration.otherFiles {
      interpreter.pointee.open(file, at: descriptor)
    }
  }

  deinit {
    interpreter.deinitialize(count: 1)
    interpreter.deallocate()
  }

  /// Stops what runs in this shell, from any thread.
  public func cancel() { gate.cancel(.host) }

  /// Runs as the program `sh` does: options, then `-c` and a string, a file, or standard input.
  /// - Parameter name: `$0` where no file gives it; `sh` asks for the POSIX language.
  /// - Returns: the exit status, after the EXIT trap.
  public func run(name: ByteString, arguments: [ByteString]) -> ExitStatus {
    interpreter.pointee.runMain(ShellInvocation(name: name, arguments: arguments))
  }

  /// The same for a process that exits next: what the shell holds is not taken down, and jobs that
  /// run in this process are waited for, unless a signal ended the shell.
  public func runAndLeave(name: ByteString, arguments: [ByteString]) -> ExitStatus {
    _ = Unmanaged.passRetained(self)
    let status = run(name: name, arguments: arguments)
    interpreter.pointee.endingSignal?.raiseByDefault()
    interpreter.pointee.waitForThreads()
    return status
  }

  /// Runs a script from start to end with this shell's streams.
  /// - Parameter name: `$0`, and the file that errors name.
  /// - Returns: its exit status; `exit` ends the script, not the process.
  public func execute(
    _ script: ByteString, name: ByteString, arguments: [ByteString] = []
  ) -> ExitStatus {
    interpreter.pointee.runMain(
      ShellInvocation(name: name, arguments: [name] + arguments, scriptText: script))
  }

  /// Reads a file and runs its top level; what it sets stays, and its functions can be called.
  /// - Throws: when it cannot be read, does not parse, fails under `set -e`, or exits with a status
  ///   that is not 0.
  public func load(_ path: ByteString) throws(Failure) {
    guard let failure = interpreter.pointee.load(path) else { return }
    throw describe(failure, file: path)
  }

  /// Whether a function of this name is defined.
  public func hasFunction(_ name: ByteString) -> Bool { interpreter.pointee.hasFunction(name) }

  /// Calls a function, or a command of that name, as if in a subshell: what it sets is undone
  /// when it ends (docs/lambda.md).
  public func invoke(_ invocation: Invocation) -> Outcome {
    let failure = interpreter.pointee.invoke(
      invocation.words, variables: invocation.variables, input: invocation.input,
      output: invocation.output, error: invocation.error, deadline: invocation.deadline)
    let status = interpreter.pointee.status
    guard let failure else { return Outcome(status: status, failure: nil) }
    var described = describe(failure, file: "")
    if case .notFound = failure, let name = invocation.words.first {
      described.message = "no function or command is named \(name)"
    }
    return Outcome(status: status, failure: described)
  }

  private func describe(_ failure: Interpreter.InvocationFailure, file: ByteString) -> Failure {
    let status = interpreter.pointee.status
    let last = interpreter.pointee.lastFailure
    var result = Failure(kind: .status, message: "exit status \(status.code)", status: status)
    result.file = last?.source ?? file
    result.line = last?.line ?? 0
    result.command = last?.command
    if let last {
      var place = (last.source, last.line)
      for frame in last.frames {
        result.stack.append(
          Failure.Frame(function: frame.name, file: place.0, line: place.1))
        place = (frame.source, frame.line)
      }
      if last.frames.isEmpty {
        result.stack.append(Failure.Frame(function: "main", file: place.0, line: place.1))
      }
    }
    switch failure {
    case .unreadable(let error):
      result.kind = .unreadable
      result.message = "\(file): \(error.message)"
      result.file = file
      result.stack = []
    case .syntax(let error):
      result.kind = .syntax
      result.message = error.message
      result.line = error.line
      result.column = error.column
    case .notFound: result.kind = .notFound
    case .status:
      if let command = last?.command {
        result.message = "exit status \(status.code) of: \(command)"
      }
    case .shell:
      result.kind = .shell
      if let message = last?.message { result.message = message }
    case .deadline:
      result.kind = .deadline
      result.message = "the deadline passed"
      if let command = last?.command { result.message = "the deadline passed in: \(command)" }
    case .cancelled:
      result.kind = .cancelled
      result.message = "cancelled"
    }
    return result
  }
}

extension Shell {
  /// A call of a function with streams and variables of its own.
  public struct Invocation {
    /// The function's name and its arguments.
    public var words: [ByteString]
    /// Exported variables for this call; a nil value unsets one.
    public var variables: [(name: ByteString, value: ByteString?)]
    public var input: OpenFile
    public var output: OpenFile
    public var error: OpenFile
    /// Monotonic nanoseconds after which the call is cancelled.
    public var deadline: UInt64?
    public init(
      words: [ByteString], variables: [(name: ByteString, value: ByteString?)] = [],
      input: OpenFile, output: OpenFile, error: OpenFile, deadline: UInt64? = nil
    ) {
      self.words = words
      self.variables = variables
      self.input = input
      self.output = output
      self.error = error
      self.deadline = deadline
    }
  }

  /// What an invocation came to.
  public struct Outcome: Sendable {
    public var status: ExitStatus
    /// Why it failed; nil when the status is 0.
    public var failure: Failure?
    public init(status: ExitStatus, failure: Failure?) {
      self.status = status
      self.failure = failure
    }
  }

  /// Why a script, a file or a function failed, and where.
  public struct Failure: Error, Sendable {
    public enum Kind: Sendable, Hashable {
      /// The file cannot be read.
      case unreadable
      /// The text is no program.
      case syntax
      /// No such function or command.
      case notFound
      /// A command failed: the status of the function, `exit`, or `set -e`.
      case status
      /// An error of the shell itself: a bad expansion, a readonly variable.
      case shell
      /// The deadline passed.
      case deadline
      /// A signal or a cancellation ended it.
      case cancelled
    }
    /// A function that was being executed, innermost first.
    public struct Frame: Sendable, Hashable {
      /// The function's name; `main` for a file's top level.
      public var function: ByteString
      public var file: ByteString
      public var line: Int
      public init(function: ByteString, file: ByteString, line: Int) {
        self.function = function
        self.file = file
        self.line = line
      }
    }
    public var kind: Kind
    /// In one line, without the place.
    public var message: ByteString
    public var file: ByteString
    /// From 1; 0 when unknown.
    public var line: Int
    /// From 1; 0 when unknown.
    public var column: Int
    public var status: ExitStatus
    /// The command that failed, as it was expanded, where one did.
    public var command: ByteString?
    public var stack: [Frame]
    public init(
      kind: Kind, message: ByteString, file: ByteString = "", line: Int = 0, column: Int = 0,
      status: ExitStatus = .failure, command: ByteString? = nil, stack: [Frame] = []
    ) {
      self.kind = kind
      self.message = message
      self.file = file
      self.line = line
      self.column = column
      self.status = status
      self.command = command
      self.stack = stack
    }
  }
}
