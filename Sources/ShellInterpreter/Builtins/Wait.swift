import ShellBytes
import ShellCommand
import ShellSystem

extension Builtin {
  /// `wait` waits for jobs.
  ///
  /// - Status: of the last job named; 127 for one that is unknown; 0 without operands; 128 + n when
  ///   a trapped signal n came first.
  /// - Source: POSIX.1-2024 XCU `wait`; `-n`, `-p` and job specs as in bash 5.2.
  static let wait = Builtin("wait", usage: "[-fn] [-p var] [id ...]") {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("fnp:", words)
    let variable = options["p"]
    if let variable {
      guard variable.referenceName != nil else {
        throw ShellError("wait: `\(variable)': not a valid identifier")
      }
      if variable.isName { try shell.unset(shell.slot(variable)) }
    }
    let operands = shell.operands(words, from: options.firstOperand)
    if options.contains("n") { return try shell.waitForNext(operands, variable) }
    shell.status = .success
    if operands.isEmpty {
      while let job = shell.ownJobs.first {
        let flow = shell.wait(for: job)
        if flow != .normal || shell.jobs[job.id] != nil { return flow }
      }
      shell.jobs.forgetStatuses()
      return shell.done()
    }
    for operand in operands {
      var waitedFor: Int32?
      let flow = shell.wait(forOperand: operand, &waitedFor)
      if flow != .normal { return flow }
      if let variable, let waitedFor {
        try shell.assign(ByteString(Int(waitedFor)), toReference: variable)
      }
    }
    return .normal
  }
}

extension Interpreter {
  /// The jobs that this shell can wait for.
  fileprivate var ownJobs: [Job] { jobs.jobs.filter { $0.number > 0 } }

  /// Waits for a job, forgets it and takes its status over. After a trapped signal the job is kept.
  mutating func wait(for job: Job) -> Flow {
    if !pending.isEmpty && job.status == nil { startPendingStages() }
    while true {
      do throws(Errno) {
        let result = try job.wait(gate) ?? .notFound
        if gate.needsAttention {
          // The signal came first.
          status = .success
          let flow = waitInterrupted()
          if flow != .normal || !status.isSuccess { return flow }
        }
        status = result
        jobs.forget(job, status)
        forgetCoprocess(job.id)
        return .normal
      } catch {
        status = .success
        let flow = waitInterrupted()
        if flow != .normal || !status.isSuccess || gate.cancellation != nil { return flow }
      }
    }
  }

  /// Runs the traps of the signals that came.
  /// - Status: 128 + the first one's number.
  private mutating func waitInterrupted() -> Flow {
    if gate.cancellation != nil { return attend() }
    // Which signal it was is known only before its trap has run: the one whose action is set.
    guard gate.takeSignalNotice() else { return attend() }
    var first: Int32?
    for delivery in takeSignals() {
      let signal = delivery.signal
      let number = signal.number
      if !hasAction(for: delivery) {
        if signal == .interrupt, options.contains(.interactive) {
          status = ExitStatus(signal: number)
          return .discard
        }
        let flow = withoutAction(delivery)
        if flow != .normal { return flow }
        continue
      }
      // The end of a job is what is waited for; only POSIX mode ends the wait then.
      let endsWait = signal != .child || options.contains(.posix)
      if first == nil && endsWait { first = number }
      let flow = runTrap(Int(number))
      if flow != .normal { return flow }
    }
    if let first { status = ExitStatus(signal: first) }
    return .normal
  }

  fileprivate mutating func wait(
    forOperand operand: ByteString, _ waitedFor: inout Int32?
  ) -> Flow {
    if operand.first == UInt8(ascii: "%") {
      guard let job = try? job(operand, "wait") else {
        complain("wait: \(operand): no such job")
        return done(.notFound)
      }
      waitedFor = job.id
      return wait(for: job)
    }
    guard let id = operand.decimalInteger, id >= 0 else {
      complain("wait: `\(operand)': not a pid or valid job spec")
      return done(.failure)
    }
    let number = Int32(clamping: id)
    // An id is known until it was waited for (XCU 2.9.3.1); bash keeps the status, too.
    defer { if options.contains(.posix) { jobs.forgetStatus(number) } }
    if let job = jobs[number] {
      waitedFor = number
      return wait(for: job)
    }
    if let known = jobs.known[number] {
      waitedFor = number
      return done(known)
    }
    complain("wait: pid \(id) is not a child of this shell")
    return done(.notFound)
  }

  /// `wait -n`: for the first of some jobs that ends.
  fileprivate mutating func waitForNext(
    _ operands: [ByteString], _ variable: ByteString?
  ) throws(ShellError) -> Flow {
    var candidates = operands.isEmpty ? ownJobs : []
    for operand in operands {
      if operand.first == UInt8(ascii: "%"), let job = try? job(operand, "wait") {
        candidates.append(job)
      } else if let id = operand.decimalInteger, let job = jobs[Int32(clamping: id)] {
        candidates.append(job)
      } else {
        complain("wait: \(operand): no such job")
      }
    }
    if candidates.isEmpty { return done(.notFound) }
    if !pending.isEmpty { startPendingStages() }
    let condition = Condition()
    for job in candidates where job.status == nil { job.watch(condition) }
    var isInterrupted = false
    condition.lock()
    do throws(Errno) {
      try gate.wait(on: condition) { candidates.contains { $0.status != nil } }
    } catch {
      isInterrupted = true
    }
    condition.unlock()
    if isInterrupted { return waitInterrupted() }
    guard let job = candidates.first(where: { $0.status != nil }), let result = job.status else {
      return done(.notFound)
    }
    jobs.forget(job, result)
    if let variable { try assign(ByteString(Int(job.id)), toReference: variable) }
    return done(result)
  }
}
