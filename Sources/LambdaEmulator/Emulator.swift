import LambdaProtocol
import NIOCore
import NIOHTTP1
import NIOPosix
import ShellBytes
import ShellSystem

/// A Lambda service for one function on this machine: the Invoke API for callers, the Runtime API
/// for runtimes, which it starts, watches and ends.
///
/// - Source: AWS Lambda Runtime API 2018-06-01; AWS Lambda API 2015-03-31, Invoke.
public final class Emulator: @unchecked Sendable {
  /// What to serve, and how.
  public struct Configuration: Sendable {
    public var address: String = "127.0.0.1"
    /// 0 takes a free one.
    public var port: Int = 9000
    /// How many runtimes run side by side; none leaves that to others.
    public var workers = 1
    /// How long an invocation may take, in nanoseconds.
    public var timeout: UInt64 = 300_000_000_000
    /// How long a runtime may take to ask for its first event, in nanoseconds, if not longer by
    /// `timeout`.
    public var initTimeout: UInt64 = 10_000_000_000
    /// The runtime, an absolute path, and its arguments; the handler is added.
    public var command: [ByteString]
    public var function: FunctionEnvironment
    /// `NAME=value` each; the function's own are added.
    public var environment: [ByteString] = ProcessIdentity.startEnvironment
    public var log = LogFile()

    public init(command: [ByteString], function: FunctionEnvironment) {
      self.command = command
      self.function = function
    }
  }

  private let configuration: Configuration
  private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
  private let dispatcher: Dispatcher
  private let routes: Routes
  private var channels: [any Channel] = []
  private let stopping = Lock()
  private var isStopped = false
  /// The port that callers use.
  public private(set) var port = 0

  public init(_ configuration: Configuration) {
    self.configuration = configuration
    dispatcher = Dispatcher(group.next(), configuration)
    routes = Routes(dispatcher)
  }

  /// Begins to listen and starts the runtimes.
  /// - Throws: why it cannot listen.
  public func start() throws {
    let routes = self.routes
    let main = try listen(configuration.address, configuration.port) { routes.main($0, $1) }
    port = main.localAddress?.port ?? 0
    for number in 0..<configuration.workers {
      // The worker is known only when its port is.
      let place = WorkerPlace()
      let channel = try listen("127.0.0.1", 0) { request, exchange in
        guard let worker = place.worker else { return exchange.answer(.serviceUnavailable) }
        routes.runtime(request, exchange, worker)
      }
      let worker = Worker(
        number: number, group.next(), configuration,
        endpoint: "127.0.0.1:\(channel.localAddress?.port ?? 0)")
      try group.next().submit { [dispatcher] in
        place.worker = worker
        dispatcher.add(worker)
      }.wait()
    }
    try group.next().submit { [dispatcher] in dispatcher.startWorkers() }.wait()
  }

  private func listen(
    _ address: String, _ port: Int,
    _ route: @escaping @Sendable (IncomingRequest, Exchange) -> Void
  ) throws -> any Channel {
    let channel = try ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: false)
          try pipeline.addHandler(ServerHandler(route))
        }
      }
      .bind(host: address, port: port).wait()
    channels.append(channel)
    return channel
  }

  /// Ends the runtimes, first politely, and stops listening, for good.
  public func stop() {
    let isFirst = stopping.withLock {
      defer { isStopped = true }
      return !isStopped
    }
    if !isFirst { return }
    signal { $0.terminate() }
    for _ in 0..<30 where isAnyRunning {
      try? Gate().sleep(until: SystemClock.monotonic + 10_000_000)
    }
    signal { $0.kill() }
    for channel in channels { try? channel.close().wait() }
    channels = []
    try? group.syncShutdownGracefully()
  }

  private func signal(_ body: @escaping @Sendable (Worker) -> Void) {
    try? group.next().submit { [dispatcher] in dispatcher.stop(body) }.wait()
  }

  private var isAnyRunning: Bool {
    let answer = try? group.next().submit { [dispatcher] in
      dispatcher.workers.contains { $0.isRunning }
    }.wait()
    return answer ?? false
  }
}

/// Where a worker is put when its listener is there. Used on its event loop only.
private final class WorkerPlace: @unchecked Sendable {
  var worker: Worker?
}
