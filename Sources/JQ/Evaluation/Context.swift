import ShellBytes
import ShellSystem

/// What a run of a program needs of the world.
public struct JQHost {
  /// The next input; nil at the end.
  public var nextInput: () throws(JQError) -> JSONValue?
  /// The name of the file that is read; nil for standard input, or when none was read yet.
  public var inputName: () -> ByteString?
  /// The number of newlines read of it.
  public var inputLine: () -> Int
  /// The environment, as `$ENV`.
  public var environment: () -> JSONObject
  /// Takes what `debug` and `stderr` print.
  public var writeError: (ByteString) throws(JQError) -> Void
  /// Looks whether the work has to stop.
  public var check: () throws(JQError) -> Void
  /// Nanoseconds since 1970.
  public var clock: () -> Int
  /// The value of TZ; nil for the host's zone.
  public var timeZone: ByteString?
  /// What the functions about modules answer.
  public var modules: JQModules

  /// A host without inputs, environment and messages.
  public init() {
    nextInput = { () throws(JQError) in nil }
    inputName = { nil }
    inputLine = { 0 }
    environment = { JSONObject() }
    writeError = { (_: ByteString) throws(JQError) in }
    check = { () throws(JQError) in }
    clock = { Int(SystemClock.wall) }
    timeZone = nil
    modules = JQModules()
  }
}

/// One run of a program over any number of inputs.
final class Context {
  var host: JQHost
  /// The values of `--arg` and its like, in the order of their names in the program.
  let globals: [JSONValue]
  private(set) lazy var environment: JSONValue = .object(host.environment())
  let regexes = RegexCache()

  init(_ host: JQHost, globals: [JSONValue]) {
    self.host = host
    self.globals = globals
    stackBase = NativeStack.position
    stackLimit = stackBase > Context.freeStack ? stackBase - Context.freeStack : 0
  }

  // MARK: Cancellation

  private var steps: UInt32 = 0

  /// Counts a step of a loop; now and then it looks whether the work has to stop.
  @inline(__always)
  func step() throws(JQError) {
    steps &+= 1
    if steps & 1023 == 0 { try host.check() }
  }

  // MARK: Labels

  private var labels = 0

  /// A number for a new label.
  func makeLabel() -> Int {
    defer { labels += 1 }
    return labels
  }

  // MARK: Calls

  /// A call that the caller of the present function has to run.
  struct TailCall {
    unowned(unsafe) let function: Function
    let frame: Frame
    let input: JSONValue
  }

  var tailCall: TailCall?

  /// This much stack is used without asking where the stack ends, which takes time.
  private static let freeStack: UInt = 96 << 10
  private let stackBase: UInt
  private var stackLimit: UInt
  private var knowsLimit = false
  private var isExtended = false

  /// Whether so little stack is left that a call has to go on elsewhere.
  @inline(__always)
  var isStackLow: Bool { NativeStack.position < stackLimit && isReallyLow }

  private var isReallyLow: Bool {
    if !knowsLimit {
      knowsLimit = true
      stackLimit = NativeStack.limit()
    }
    return NativeStack.position < stackLimit
  }

  /// Calls `body`, on a larger stack where little is left of this one.
  @inline(__always)
  func descend<Result>(_ body: () throws(JQError) -> Result) throws(JQError) -> Result {
    if isStackLow { return try onLargerStack(body) }
    return try body()
  }

  /// Calls `body` on a larger stack.
  func onLargerStack<Result>(
    _ body: () throws(JQError) -> Result
  ) throws(JQError) -> Result {
    if isExtended { throw JQError("Recursion too deep") }
    let old = stackLimit
    isExtended = true
    defer {
      isExtended = false
      stackLimit = old
    }
    return try DeepStack.extend { () throws(JQError) -> Result in
      stackLimit = NativeStack.limit()
      return try body()
    }
  }
}
