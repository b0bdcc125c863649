import ShellBytes
import ShellCommand
import ShellSyntax
import ShellSystem

/// A command that runs in the background: a thread of this process, which behaves towards `wait`,
/// `kill` and `jobs` as a process does.
final class Job: @unchecked Sendable {
  /// What `$!` says.
  let id: Int32
  /// `[1]`
  let number: Int
  let text: @Sendable () -> ByteString
  let gate = Gate()
  private let condition = Condition()
  private var result: ExitStatus?
  /// Called when it ends.
  private var watchers: [Condition] = []

  init(id: Int32, number: Int, text: @escaping @Sendable () -> ByteString) {
    self.id = id
    self.number = number
    self.text = text
  }

  /// The status, once it has ended.
  var status: ExitStatus? {
    condition.lock()
    defer { condition.unlock() }
    return result
  }

  func finish(_ status: ExitStatus) {
    condition.lock()
    result = status
    condition.broadcast()
    let waiting = watchers
    condition.unlock()
    for watcher in waiting {
      watcher.lock()
      watcher.broadcast()
      watcher.unlock()
    }
  }

  /// Waits for its end.
  /// - Throws: as the gate does; the job goes on.
  func wait(_ gate: Gate, until time: UInt64? = nil) throws(Errno) -> ExitStatus? {
    gate.willWait()
    condition.lock()
    defer { condition.unlock() }
    try gate.wait(on: condition, until: time) { result != nil }
    return result
  }

  /// Has a condition woken when it ends.
  func watch(_ watcher: Condition) {
    condition.lock()
    watchers.append(watcher)
    condition.unlock()
  }
}

/// The jobs that a shell has started and not yet waited for.
struct JobTable {
  private(set) var jobs: [Job] = []
  /// Jobs of the shell that this one is a subshell of: they can be listed and signalled.
  private(set) var inherited: [Job] = []
  /// Jobs that `disown` has taken from the list: a signal still reaches them.
  private(set) var disowned: [Job] = []
  /// Statuses of jobs that were waited for by `wait` without operands, or were reported.
  private(set) var known: [Int32: ExitStatus] = [:]

  var isEmpty: Bool { jobs.isEmpty && known.isEmpty && disowned.isEmpty }

  subscript(id: Int32) -> Job? { jobs.first { $0.id == id } }

  var nextNumber: Int { (jobs.map(\.number).max() ?? 0) + 1 }

  mutating func add(_ job: Job) {
    inherited = []
    // Those that ended long ago need not be kept: as many as a shell has to remember (CHILD_MAX).
    if jobs.count > 1024 {
      for old in jobs.prefix(512) {
        if let status = old.status { forget(old, status) }
      }
    }
    jobs.append(job)
  }

  mutating func forget(_ job: Job, _ status: ExitStatus) {
    jobs.removeAll { $0 === job }
    if known.count > 4096 { known.removeAll() }
    known[job.id] = status
  }

  mutating func disown(_ job: Job) {
    jobs.removeAll { $0 === job }
    disowned.removeAll { $0.status != nil }
    disowned.append(job)
  }

  /// A job that a signal can be sent to.
  func reachable(_ id: Int32) -> Job? {
    self[id] ?? inherited.first { $0.id == id } ?? disowned.first { $0.id == id }
  }

  /// `wait` without operands: all that it waited for is unknown then (XCU `wait`).
  mutating func forgetStatuses() { known = [:] }

  mutating func forgetStatus(_ id: Int32) { known[id] = nil }

  /// Those that have not ended.
  var running: [Job] { jobs.filter { $0.status == nil } }

  /// What a subshell sees: nothing that it could wait for.
  func forSubshell() -> JobTable {
    var table = JobTable()
    table.inherited = inherited + jobs
    table.disowned = disowned
    return table
  }
}

extension Interpreter {
  /// Starts a command in the background (XCU 2.9.3.2).
  mutating func startJob(
    _ code: Code, text: @escaping @Sendable () -> ByteString, input: OpenFile? = nil,
    output: OpenFile? = nil
  ) {
    let job = Job(id: host.makeJobID(), number: jobs.nextNumber, text: text)
    var copy = copy(for: job)
    copy.jobs = jobs.forSubshell()
    if !options.contains(.monitor) {
      // XCU 2.9.3.2 knows no exception; bash has one where the input was redirected around the job.
      if !jobsKeepInput || options.contains(.posix) { copy.descriptors[0] = NullFile() }
      // XCU 2.12: a background command ignores SIGINT and SIGQUIT.
      copy.traps.actions[Int(Signal.interrupt.number)] = .ignore
      copy.traps.actions[Int(Signal.quit.number)] = .ignore
    }
    if let input { copy.descriptors[0] = input }
    if let output { copy.descriptors[1] = output }
    for condition in copy.traps.actions.keys where condition < Traps.error {
      job.gate.setHandles(Int32(condition), true)
    }
    // `( … ) &` is one environment, not two.
    let code = (code as? SubshellCode)?.body ?? code
    do throws(Errno) {
      try start(job, InterpreterBox(copy), code)
      jobs.add(job)
      lastJob = job.id
      status = .success
      if options.contains(.interactive) && level == 0 {
        writeError("[\(job.number)] \(Int(job.id))\n")
      }
    } catch {
      complain("cannot start a thread: \(error.message)")
      status = .notExecutable
    }
  }

  /// This shell as a command sees it that runs beside it.
  mutating func copy(for job: Job) -> Interpreter {
    job.gate.deadline = gate.deadline
    var copy = snapshot(
      gate: job.gate, journalMark: journal.count, descriptorMark: descriptorLog.count,
      permanentMark: permanentLog.count, id: job.id, parentID: environmentID)
    copy.subshellDepth += 1
    copy.suppression = 0
    copy.loopDepth = 0
    copy.resetTrapsForSubshell()
    return copy
  }

  /// Runs a command of a job on a thread of its own.
  func start(_ job: Job, _ box: InterpreterBox, _ code: Code) throws(Errno) {
    let parent = traps.actions[Int(Signal.child.number)] != nil ? gate : nil
    let handover = Handover(host.threads)
    try host.startThread(handover: handover) {
      let status = box.with { shell -> ExitStatus in
        shell.stackLimit = NativeStack.limit()
        shell.handover = handover
        let flow = code.runAsLast(&shell)
        shell.endSubshell(flow)
        shell.closeAll()
        return shell.status
      }
      // First: who waits for the job sees the signal, too.
      parent?.deliver(.child)
      job.finish(status)
    }
  }
}
