import ShellBytes
import ShellCommand
import ShellInterpreter
import ShellSystem

/// A shell: it runs scripts, keeps their state, and calls their functions.
///
/// One thread uses it at a time; several shells may run side by side.
public final class Shell {
  public init(_ configuration: Configuration = .host) {}

  /// Runs a script from start to end with this shell's streams.
  /// - Parameter name: `$0`, and the file that errors name.
  /// - Returns: its exit status; `exit` ends the script, not the process.
  public func execute(
    _ script: ByteString, name: ByteString, arguments: [ByteString] = []
  ) -> ExitStatus { 0 }

  /// Reads a file and runs its top level; what it sets stays, and its functions can be called.
  /// - Throws: `Failure`, when it cannot be read, does not parse, fails under `set -e`, or exits
  ///   with a status that is not 0.
  public func load(_ path: ByteString) throws(Failure) {}

  /// Whether a function of this name is defined.
  public func hasFunction(_ name: ByteString) -> Bool { false }

  /// Calls a function, or a command of that name, as if in a subshell: what it sets is undone
  /// when it ends (docs/lambda.md).
  public func invoke(_ invocation: Invocation) -> Outcome {
    Outcome(status: 0, failure: nil)
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
