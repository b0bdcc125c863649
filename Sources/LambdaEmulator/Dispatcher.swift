import LambdaProtocol
import NIOCore
import NIOHTTP1
import ShellBytes
import ShellSystem

/// Brings invocations and runtimes together. Used on its event loop only.
///
/// Runtimes are the emulator's own children, each known by the port that it calls, and any others
/// that call the main port: of those nothing is known but the request id that they answer.
final class Dispatcher: @unchecked Sendable {
  private let loop: any EventLoop
  private let configuration: Emulator.Configuration
  private(set) var workers: [Worker] = []
  private var queue: [EmulatedInvocation] = []
  /// `/next` calls of other runtimes.
  private var visitors: [Exchange] = []
  private var visited: [String: EmulatedInvocation] = [:]
  /// Ids that other runtimes answered, or answered too late; the last few.
  private var past: [(id: String, isTimedOut: Bool)] = []
  private var isStopping = false

  init(_ loop: any EventLoop, _ configuration: Emulator.Configuration) {
    self.loop = loop
    self.configuration = configuration
  }

  func add(_ worker: Worker) {
    worker.whenEnded = { [weak self] worker, status in self?.ended(worker, status) }
    workers.append(worker)
  }

  /// Starts all workers.
  func startWorkers() {
    for worker in workers { start(worker) }
  }

  /// Ends all workers; nothing is started any more.
  func stop(_ signal: (Worker) -> Void) {
    isStopping = true
    for worker in workers { signal(worker) }
  }

  // MARK: Callers

  func submit(_ invocation: EmulatedInvocation) {
    queue.append(invocation)
    dispatch()
  }

  private func dispatch() {
    while let invocation = queue.first {
      if let worker = workers.first(where: { $0.parked != nil }), let next = worker.parked {
        queue.removeFirst()
        worker.parked = nil
        worker.current = invocation
        worker.logPipe?.forget()
        worker.logPipe?.note(InvocationReport.start(ByteString(invocation.id)))
        hand(invocation, to: next) { [self] in timedOut(worker, invocation) }
      } else if !visitors.isEmpty {
        queue.removeFirst()
        let next = visitors.removeFirst()
        visited[invocation.id] = invocation
        hand(invocation, to: next) { [self] in timedOut(invocation) }
      } else {
        break
      }
    }
    startStoppedWorkers()
  }

  private func startStoppedWorkers() {
    var needed = queue.count - workers.count { $0.state == .starting }
    for worker in workers where needed > 0 && worker.state == .stopped && !worker.isRunning {
      start(worker)
      needed -= 1
    }
  }

  private func start(_ worker: Worker) {
    if isStopping { return }
    do throws(Errno) {
      try worker.start()
    } catch {
      let command = configuration.command.first ?? ""
      fail(
        "Runtime.InvalidEntrypoint", "\(command): \(error.message)", queue.first)
    }
  }

  private func fail(
    _ type: ByteString, _ message: ByteString, _ invocation: EmulatedInvocation?
  ) {
    note("\(type): \(message)")
    guard let invocation else { return }
    queue.removeAll { $0 === invocation }
    let text = "RequestId: \(invocation.id) Error: \(message)" as ByteString
    invocation.finish(.error(type, text, status: .badGateway), log: [])
  }

  private func hand(
    _ invocation: EmulatedInvocation, to next: Exchange, whenLate: @escaping () -> Void
  ) {
    invocation.started = SystemClock.monotonic
    let deadline = SystemClock.wall &+ configuration.timeout
    let scheduled = NIOLoopBound(whenLate, eventLoop: loop)
    invocation.timer = loop.scheduleTask(
      in: .nanoseconds(Int64(clamping: configuration.timeout))
    ) { scheduled.value() }
    next.answer(
      .ok,
      invocation.headers(
        deadline: deadline, functionARN: configuration.function.functionARN),
      invocation.event)
  }

  // MARK: Runtimes

  /// `GET /next` of a worker, or of another runtime.
  func next(_ worker: Worker?, _ exchange: Exchange) {
    guard let worker else {
      visitors.append(exchange)
      exchange.whenClosed = { [weak self, weak exchange] in
        self?.visitors.removeAll { $0 === exchange }
      }
      return dispatch()
    }
    if worker.parked != nil || worker.current?.isOver == false {
      return refuse(exchange, "the runtime has not answered the last event")
    }
    worker.becomeReady()
    worker.current = nil
    worker.parked = exchange
    exchange.whenClosed = { [weak worker, weak exchange] in
      if worker?.parked === exchange { worker?.parked = nil }
    }
    dispatch()
  }

  /// `POST /response` or `/error`.
  func answer(
    _ worker: Worker?, _ id: String, attempt: String?, _ outcome: EmulatedInvocation.Outcome,
    _ exchange: Exchange
  ) -> Bool {
    guard let invocation = worker == nil ? visited[id] : worker?.current, invocation.id == id
    else {
      switch worker == nil ? past.last(where: { $0.id == id })?.isTimedOut : nil {
      case .some(true): gone(exchange)
      case .some(false): refuse(exchange, "the event was answered before")
      case .none:
        exchange.answer(
          .badRequest,
          json: EmulatorError.json(type: "InvalidRequestID", message: "Invalid request ID"))
      }
      return false
    }
    if let attempt, attempt != invocation.attempt {
      gone(exchange)
      return false
    }
    if invocation.isOver {
      refuse(exchange, "the event was answered before")
      return false
    }
    finish(worker, invocation, outcome)
    if worker == nil { forget(invocation, isTimedOut: false) }
    return true
  }

  /// `POST /init/error`.
  func failInit(_ worker: Worker?, _ document: NIOCore.ByteBuffer, _ exchange: Exchange) {
    if let worker, worker.state != .starting {
      return refuse(exchange, "the runtime has started")
    }
    worker?.initError = document
    exchange.answer(.accepted, json: "{\"status\":\"OK\"}")
    if worker == nil, let invocation = queue.first {
      queue.removeFirst()
      invocation.finish(.error(document, status: .badGateway), log: [])
    }
  }

  private func refuse(_ exchange: Exchange, _ reason: String) {
    exchange.answer(
      .forbidden, json: EmulatorError.json(type: "InvalidStateTransition", message: reason))
  }

  private func gone(_ exchange: Exchange) {
    exchange.answer(
      .gone, json: EmulatorError.json(type: "InvokeTimeout", message: "Invoke timeout"))
  }

  // MARK: Ends

  private func finish(
    _ worker: Worker?, _ invocation: EmulatedInvocation, _ outcome: EmulatedInvocation.Outcome
  ) {
    let duration = SystemClock.monotonic &- invocation.started
    worker?.notePeak()
    let id = ByteString(invocation.id)
    let report = InvocationReport(
      requestID: id, duration: duration,
      memoryMegabytes: configuration.function.memoryMegabytes,
      peakMemory: worker?.peakMemory ?? 0, initDuration: worker?.initDuration)
    worker?.initDuration = nil
    if let log = worker?.logPipe {
      log.note(InvocationReport.end(id))
      log.note(report.line)
    } else {
      note(report.line)
    }
    invocation.finish(outcome, log: worker?.logPipe?.end ?? [])
  }

  private var timeoutMessage: ByteString {
    "Task timed out after \(InvocationReport.seconds(configuration.timeout)) seconds"
  }

  private func timedOut(_ worker: Worker, _ invocation: EmulatedInvocation) {
    worker.kill()
    worker.logPipe?.note(timeoutMessage)
    finish(
      worker, invocation,
      .error("Sandbox.Timedout", "RequestId: \(invocation.id) Error: \(timeoutMessage)"))
  }

  private func timedOut(_ invocation: EmulatedInvocation) {
    forget(invocation, isTimedOut: true)
    finish(
      nil, invocation,
      .error("Sandbox.Timedout", "RequestId: \(invocation.id) Error: \(timeoutMessage)"))
  }

  private func forget(_ invocation: EmulatedInvocation, isTimedOut: Bool) {
    visited[invocation.id] = nil
    past.append((invocation.id, isTimedOut))
    if past.count > 64 { past.removeFirst() }
  }

  private func ended(_ worker: Worker, _ status: Int32) {
    let wasBusy = worker.current != nil
    let reason = Dispatcher.reason(status)
    if let invocation = worker.current, !invocation.isOver {
      finish(
        worker, invocation,
        .error("Runtime.ExitError", "RequestId: \(invocation.id) Error: \(reason)"))
    } else if worker.state == .starting {
      failedToStart(worker, reason)
    } else if !wasBusy, !isStopping {
      worker.logPipe?.note("\(reason) while it waited")
    }
    worker.becomeStopped()
    if isStopping { return }
    // One that worked is started anew at once, any other with the next invocation.
    if wasBusy { start(worker) }
    dispatch()
  }

  private func failedToStart(_ worker: Worker, _ reason: ByteString) {
    if isStopping { return }
    var outcome = EmulatedInvocation.Outcome.error(
      "Runtime.ExitError", reason, status: .badGateway)
    if let document = worker.initError {
      outcome = .error(document, status: .badGateway)
    } else if worker.isInitTimedOut {
      outcome = .error("Sandbox.Timedout", "the runtime did not start", status: .badGateway)
    }
    worker.logPipe?.note("\(reason) before it asked for an event")
    guard let invocation = queue.first else { return }
    queue.removeFirst()
    invocation.finish(outcome, log: worker.logPipe?.end ?? [])
  }

  private static func reason(_ status: Int32) -> ByteString {
    if status == 0 { return "Runtime exited without providing a reason" }
    if status > 128, let name = Signal(number: status - 128).name {
      return "Runtime exited with error: signal: \(name)"
    }
    return "Runtime exited with error: exit status \(status)"
  }

  private func note(_ line: ByteString) {
    try? configuration.log.write(line + "\n", Gate())
  }
}
