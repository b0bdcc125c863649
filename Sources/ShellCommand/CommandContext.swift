import ShellBytes
import ShellSystem

/// What a utility sees of the world: its arguments, environment, directory, streams and files, and
/// two doors: `clock` and `run`.
public final class CommandContext {
  /// The name that the utility was called by, and that its messages begin with.
  public var name: ByteString
  /// Without the name.
  public let arguments: [ByteString]
  /// Exported variables.
  public var environment: Environment {
    hasLookedFurther = true
    return Environment(of: caller)
  }
  /// The logical working directory, absolute.
  public var directory: ByteString {
    hasLookedFurther = true
    return startDirectory
  }
  private let startDirectory: ByteString
  /// The file mode creation mask.
  public let umask: UInt32
  public var files: any FileSystem {
    hasLookedFurther = true
    return fileSystem
  }
  private let fileSystem: any FileSystem
  public let gate: Gate
  public let clock: CommandClock
  private let caller: CommandCaller
  /// Nil with POSIXLY_CORRECT, which changes what options mean.
  @usableFromInline let preparations: PreparedCommands?
  /// Whether anything but the name, the arguments and the encoding was looked at.
  var hasLookedFurther = false
  /// What the caller found out already.
  private let knownEncoding: CharacterEncoding?

  /// How another command is run, on the same dispatcher that runs this one.
  public typealias Dispatch = (CommandRequest) -> ExitStatus

  public init(
    name: ByteString, arguments: [ByteString], environment: Environment, directory: ByteString,
    umask: UInt32, files: any FileSystem, gate: Gate, clock: CommandClock = .system,
    encoding: CharacterEncoding? = nil,
    descriptors: @escaping @Sendable (Int) -> OpenFile?, dispatch: @escaping Dispatch
  ) {
    self.name = name
    self.arguments = arguments
    startDirectory = directory
    self.umask = umask
    fileSystem = files
    self.gate = gate
    self.clock = clock
    knownEncoding = encoding
    preparations = nil
    caller = FunctionCaller(
      environment: environment, descriptors: descriptors, dispatch: dispatch)
  }

  package init(
    name: ByteString, arguments: [ByteString], directory: ByteString, umask: UInt32,
    files: any FileSystem, gate: Gate, clock: CommandClock, encoding: CharacterEncoding?,
    preparations: PreparedCommands?, caller: CommandCaller
  ) {
    self.name = name
    self.arguments = arguments
    startDirectory = directory
    self.umask = umask
    fileSystem = files
    self.gate = gate
    self.clock = clock
    knownEncoding = encoding
    self.preparations = preparations
    self.caller = caller
  }

  /// The open file behind a descriptor.
  /// - Throws: `Errno.badDescriptor` when it is closed.
  public func file(_ descriptor: Int) throws(Errno) -> OpenFile {
    hasLookedFurther = true
    guard let file = caller.file(descriptor) else { throw .badDescriptor }
    return file
  }

  /// Standard input; a closed one fails at the first read.
  public var input: ByteReader {
    if let madeInput { return madeInput }
    hasLookedFurther = true
    let reader = ByteReader(caller.file(0) ?? ClosedFile(), gate: gate)
    madeInput = reader
    return reader
  }
  private var madeInput: ByteReader?
  /// Standard output, flushed at the command's end; a closed one fails at the first write.
  public var output: ByteWriter {
    if let made = madeOutput { return made }
    hasLookedFurther = true
    let writer = ByteWriter(caller.file(1) ?? ClosedFile(), gate: gate)
    madeOutput = writer
    return writer
  }
  private var madeOutput: ByteWriter?
  /// Standard error, unbuffered.
  public private(set) lazy var error = ByteWriter(
    caller.file(2) ?? ClosedFile(), gate: gate, isUnbuffered: true)

  /// Prints `name: message` and a newline to standard error, behind what was written before.
  public func report(_ message: ByteString) {
    hasLookedFurther = true
    try? madeOutput?.flush()
    try? error.write("\(name): \(message)\n")
  }

  /// An operand as an absolute path.
  public func path(_ operand: ByteString) -> ByteString { Path.join(directory, operand) }

  /// Opens an operand for reading; `-` and `/dev/stdin` are standard input.
  public func open(_ operand: ByteString) throws(Errno) -> OpenFile {
    if operand == "-" { return input.file }
    return try open(operand, .read)
  }

  /// Opens an operand; new files get mode 0666 less the mask. `/dev/stdin`, `/dev/stdout`,
  /// `/dev/stderr` and `/dev/fd/N` are the shell's descriptors, `/dev/null` needs no device.
  public func open(_ operand: ByteString, _ options: OpenOptions) throws(Errno) -> OpenFile {
    if operand.hasPrefix("/dev/") || operand.hasPrefix("/proc/self/fd/") {
      switch operand {
      case "/dev/null": return NullFile()
      case "/dev/stdin": return try file(0)
      case "/dev/stdout": return try file(1)
      case "/dev/stderr": return try file(2)
      default: if let number = descriptorNumber(operand) { return try file(number) }
      }
    }
    if operand.isEmpty { throw .noEntry }
    return try files.open(path(operand), options, mode: 0o666 & ~umask, gate: gate)
  }

  /// The number in `/dev/fd/N` and `/proc/self/fd/N`, which are the shell's and not the process's.
  private func descriptorNumber(_ path: ByteString) -> Int? {
    for folder in ["/dev/fd/", "/proc/self/fd/"] as [ByteString] where path.hasPrefix(folder) {
      return path.dropFirst(folder.count).decimalInteger
    }
    return nil
  }

  /// Runs another command as the shell would: builtin, utility or program.
  /// - Returns: its status, 127 when it was not found, 126 when it could not be executed.
  public func run(_ request: CommandRequest) -> ExitStatus {
    try? madeOutput?.flush()
    return caller.run(request)
  }

  /// How bytes are read as characters.
  public var encoding: CharacterEncoding {
    if let knownEncoding { return knownEncoding }
    let environment = Environment(of: caller)
    return CharacterEncoding(
      all: environment["LC_ALL"], characterType: environment["LC_CTYPE"],
      language: environment["LANG"])
  }

  /// Looks whether the work has to stop; long loops that neither read nor write call it.
  /// - Throws: `Errno.cancelled`.
  public func check() throws(Errno) { try gate.check() }

  /// Writes out what the utility left behind, at its end.
  func finish() throws(Errno) { try madeOutput?.flush() }
}

/// A command for `CommandContext.run`.
public struct CommandRequest {
  /// The name and its arguments.
  public var words: [ByteString]
  /// The environment; nil: the caller's.
  public var environment: Environment?
  /// The directory; nil: the caller's.
  public var directory: ByteString?
  /// Descriptors that differ from the caller's; a nil file closes one.
  public var descriptors: [Int: OpenFile?]
  /// The gate whose cancellation ends the command; nil: the caller's.
  public var gate: Gate?
  /// Whether the utility does no more than to become the command, as `env` does.
  public var isLast: Bool

  public init(
    _ words: [ByteString], environment: Environment? = nil, directory: ByteString? = nil,
    descriptors: [Int: OpenFile?] = [:], gate: Gate? = nil, isLast: Bool = false
  ) {
    self.words = words
    self.environment = environment
    self.directory = directory
    self.descriptors = descriptors
    self.gate = gate
    self.isLast = isLast
  }
}

/// Exported variables; looked up one by one, listed only on demand.
public struct Environment {
  private enum Source {
    case caller(CommandCaller)
    case list([(name: ByteString, value: ByteString)])
  }
  private let source: Source

  init(of caller: CommandCaller) { source = .caller(caller) }

  /// Of names and values; the last of equal names counts.
  public init(_ variables: [(name: ByteString, value: ByteString)]) { source = .list(variables) }

  public subscript(name: ByteString) -> ByteString? {
    switch source {
    case .caller(let caller): caller.exported(name)
    case .list(let list): list.last { $0.name == name }?.value
    }
  }

  public var all: [(name: ByteString, value: ByteString)] {
    switch source {
    case .caller(let caller): caller.environment()
    case .list(let list): list
    }
  }
}

/// The time that commands see; a test may fix it.
public struct CommandClock: Sendable {
  /// Nanoseconds since 1970-01-01 UTC.
  public var wall: @Sendable () -> Int
  public init(wall: @escaping @Sendable () -> Int) { self.wall = wall }
  public static let system = CommandClock { Int(SystemClock.wall) }
}

/// A descriptor that is closed: each use fails with "Bad file descriptor".
final class ClosedFile: OpenFile, @unchecked Sendable {}
