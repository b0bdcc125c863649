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
  public let environment: Environment
  /// The logical working directory, absolute.
  public let directory: ByteString
  /// The file mode creation mask.
  public let umask: UInt32
  public let files: any FileSystem
  public let gate: Gate
  public let clock: CommandClock
  private let descriptors: @Sendable (Int) -> OpenFile?
  private let dispatch: Dispatch
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
    self.environment = environment
    self.directory = directory
    self.umask = umask
    self.files = files
    self.gate = gate
    self.clock = clock
    knownEncoding = encoding
    self.descriptors = descriptors
    self.dispatch = dispatch
  }

  /// The open file behind a descriptor.
  /// - Throws: `Errno.badDescriptor` when it is closed.
  public func file(_ descriptor: Int) throws(Errno) -> OpenFile {
    guard let file = descriptors(descriptor) else { throw .badDescriptor }
    return file
  }

  /// Standard input; a closed one fails at the first read.
  public private(set) lazy var input = ByteReader(descriptors(0) ?? ClosedFile(), gate: gate)
  /// Standard output, flushed at the command's end; a closed one fails at the first write.
  public var output: ByteWriter {
    if let made = madeOutput { return made }
    let writer = ByteWriter(descriptors(1) ?? ClosedFile(), gate: gate)
    madeOutput = writer
    return writer
  }
  private var madeOutput: ByteWriter?
  /// Standard error, unbuffered.
  public private(set) lazy var error = ByteWriter(
    descriptors(2) ?? ClosedFile(), gate: gate, isUnbuffered: true)

  /// Prints `name: message` and a newline to standard error, behind what was written before.
  public func report(_ message: ByteString) {
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
    if operand.hasPrefix("/dev/") {
      switch operand {
      case "/dev/null": return NullFile()
      case "/dev/stdin": return try file(0)
      case "/dev/stdout": return try file(1)
      case "/dev/stderr": return try file(2)
      default:
        if operand.hasPrefix("/dev/fd/"), let number = operand.dropFirst(8).decimalInteger {
          return try file(number)
        }
      }
    }
    if operand.isEmpty { throw .noEntry }
    return try files.open(path(operand), options, mode: 0o666 & ~umask)
  }

  /// Runs another command as the shell would: builtin, utility or program.
  /// - Returns: its status, 127 when it was not found, 126 when it could not be executed.
  public func run(_ request: CommandRequest) -> ExitStatus {
    try? madeOutput?.flush()
    return dispatch(request)
  }

  /// How bytes are read as characters.
  public var encoding: CharacterEncoding {
    if let knownEncoding { return knownEncoding }
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

  public init(
    _ words: [ByteString], environment: Environment? = nil, directory: ByteString? = nil,
    descriptors: [Int: OpenFile?] = [:], gate: Gate? = nil
  ) {
    self.words = words
    self.environment = environment
    self.directory = directory
    self.descriptors = descriptors
    self.gate = gate
  }
}

/// Exported variables; looked up one by one, listed only on demand.
public struct Environment: Sendable {
  private let find: @Sendable (ByteString) -> ByteString?
  private let list: @Sendable () -> [(name: ByteString, value: ByteString)]

  public init(
    find: @escaping @Sendable (ByteString) -> ByteString?,
    list: @escaping @Sendable () -> [(name: ByteString, value: ByteString)]
  ) {
    self.find = find
    self.list = list
  }

  /// Of names and values; the last of equal names counts.
  public init(_ variables: [(name: ByteString, value: ByteString)]) {
    let table = Dictionary(variables.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    self.init(find: { table[$0] }, list: { variables })
  }

  public subscript(name: ByteString) -> ByteString? { find(name) }
  public var all: [(name: ByteString, value: ByteString)] { list() }
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
