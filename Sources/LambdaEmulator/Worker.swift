import LambdaProtocol
import NIOCore
import ShellBytes
import ShellSystem

/// A place for a runtime: a process, its listener, and what it is doing. Used on its event loop
/// only; two threads, one that waits for the process and one for its log, tell it what they see.
final class Worker: @unchecked Sendable {
  enum State { case stopped, starting, ready }

  let number: Int
  private let loop: any EventLoop
  private let configuration: Emulator.Configuration
  /// `host:port` of this worker's own Runtime API: who calls there is its process.
  let endpoint: String
  private(set) var state = State.stopped
  private var process: ChildProcess?
  private(set) var logPipe: LogPipe?
  private var startedAt: UInt64 = 0
  private var initTimer: Scheduled<Void>?

  /// The waiting `/next`.
  var parked: Exchange?
  var current: EmulatedInvocation?
  /// How long the start took; taken by the first report.
  var initDuration: UInt64?
  /// What `/init/error` was told.
  var initError: NIOCore.ByteBuffer?
  /// Whether the process was ended because it took too long to start.
  private(set) var isInitTimedOut = false
  /// Told when the process has ended, with its exit status.
  var whenEnded: ((Worker, Int32) -> Void)?
  private(set) var peakMemory = 0

  init(
    number: Int, _ loop: any EventLoop, _ configuration: Emulator.Configuration, endpoint: String
  ) {
    self.number = number
    self.loop = loop
    self.configuration = configuration
    self.endpoint = endpoint
  }

  /// Starts the runtime.
  /// - Throws: why it could not be executed.
  func start() throws(Errno) {
    initError = nil
    initDuration = nil
    isInitTimedOut = false
    startedAt = SystemClock.monotonic
    let (reader, writer) = try KernelPipe.make()
    let log = LogPipe(KernelFile(reader), to: configuration.log)
    // Both are closed here when the child has its own.
    let writing = KernelFile(writer)
    let input = try Files.open("/dev/null", .read)
    let child = try program(input.descriptor ?? -1, writer).spawn()
    extendLifetime(writing)
    extendLifetime(input)
    process = child
    logPipe = log
    state = .starting
    log.start()
    watch(child)
    let limit = max(configuration.initTimeout, configuration.timeout)
    initTimer = loop.scheduleTask(in: .nanoseconds(Int64(clamping: limit))) { [self] in
      if state == .starting, process == child {
        isInitTimedOut = true
        kill()
      }
    }
  }

  private func program(_ input: Int32, _ log: Int32) -> Program {
    var variables = configuration.function.applied(to: configuration.environment)
    variables.removeAll { $0.name == "AWS_LAMBDA_RUNTIME_API" }
    variables.append(("AWS_LAMBDA_RUNTIME_API", ByteString(endpoint)))
    return Program(
      path: configuration.command[0],
      arguments: configuration.command + [configuration.function.handler],
      environment: variables.map { "\($0.name)=\($0.value)" },
      directory: configuration.function.taskRoot, umask: ProcessIdentity.umask,
      descriptors: [input, log, log], processGroup: 0)
  }

  private func watch(_ child: ChildProcess) {
    let loop = self.loop
    let started = try? Thread.start(stackSize: 256 << 10) { [self] in
      let gate = Gate()
      while true {
        guard let change = try? child.wait(gate) else { break }
        if case .ended(let status) = change {
          loop.execute { [self] in ended(child, status) }
          break
        }
      }
    }
    if started == nil { kill() }
  }

  private func ended(_ child: ChildProcess, _ status: Int32) {
    guard process == child else { return }
    // What the process left running goes with it.
    kill()
    process = nil
    initTimer?.cancel()
    initTimer = nil
    parked = nil
    whenEnded?(self, status)
  }

  /// Called when the process asks for its first event.
  func becomeReady() {
    guard state == .starting else { return }
    state = .ready
    initTimer?.cancel()
    initTimer = nil
    initDuration = SystemClock.monotonic &- startedAt
  }

  /// Called when all that its end concerns was told.
  func becomeStopped() {
    state = .stopped
    current = nil
    logPipe?.drain()
    logPipe = nil
  }

  /// Ends the process and its group.
  func kill() {
    guard let process else { return }
    notePeak()
    try? Signal.kill.send(to: -process.id)
  }

  /// Asks the process to end.
  func terminate() {
    guard let process else { return }
    try? Signal.terminate.send(to: -process.id)
  }

  var isRunning: Bool { process != nil }

  /// Keeps what the process's memory has come to.
  func notePeak() {
    if let process, let peak = ProcessMemory.peak(of: process.id), peak > 0 { peakMemory = peak }
  }
}
