import ShellBytes
import ShellCommand
import ShellSystem

/// A lowered pipeline of several commands, each in a subshell of its own.
///
/// - Status: the last command's, or with `pipefail` the last failure's.
/// - Source: POSIX.1-2024 XCU 2.9.2. Of the two choices it gives for the last command, a subshell;
///   with `lastpipe`, this shell.
final class PipelineCode: Code, @unchecked Sendable {
  let stages: CodeList<Code>
  /// For each stage, whether `|&` follows.
  let pipesError: [Bool]
  private let lastCommand: SimpleCommandCode?
  init(_ stages: [Code], pipesError: [Bool]) {
    self.stages = CodeList(stages)
    self.pipesError = pipesError
    for stage in stages {
      (stage as? SimpleCommandCode)?.isStage = true
      stage.fillsEnvironment()
    }
    lastCommand = stages.last as? SimpleCommandCode
  }

  override func isContained(_ shell: inout Interpreter) -> Bool {
    (0..<stages.count).allSatisfy { index in stages.with(index) { $0.isContained(&shell) } }
  }

  override func run(_ shell: inout Interpreter) -> Flow {
    if NativeStack.position < shell.stackLimit { return shell.report(shell.depthError()) }
    shell.stageFlow = .normal
    let statuses = shell.runStages(self, from: 0, input: nil)
    shell.pipeStatuses = statuses
    let failure = shell.options.contains(.pipefail) ? statuses.last { !$0.isSuccess } : nil
    shell.status = failure ?? statuses.last ?? .success
    if shell.gate.needsAttention {
      let flow = shell.attend()
      if flow != .normal { return flow }
    }
    if shell.stageFlow != .normal {
      // `exit` or `return` of the stage that this shell ran itself.
      let flow = shell.stageFlow
      shell.stageFlow = .normal
      return flow
    }
    lastCommand?.enter(&shell)
    return shell.checkFailure()
  }
}

/// The rest of a pipeline, which waits until the stage before it has written all, or must wait.
struct PendingStages {
  let pipeline: PipelineCode
  /// The first stage of the rest.
  let next: Int
  /// What the running stage writes and that stage reads.
  var pipe: ReusablePipe
  // The state as of the pipeline's beginning.
  let level: Int
  let journalMark: Int
  let descriptorMark: Int
  let permanentMark: Int
  /// Set when the rest runs on a thread of its own.
  var thread: StageThread?
  /// When the running stage was first seen waiting for the rest; monotonic nanoseconds.
  var since: UInt64 = 0
}

/// The rest of a pipeline on a thread of its own.
final class StageThread: @unchecked Sendable {
  let gate = Gate()
  private let condition = Condition()
  private var statuses: [ExitStatus]?

  func finish(_ statuses: [ExitStatus]) {
    condition.lock()
    self.statuses = statuses
    condition.broadcast()
    condition.unlock()
  }

  /// Waits for the statuses; a cancellation of the waiting gate is passed on.
  func wait(_ outer: Gate) -> [ExitStatus] {
    condition.lock()
    defer { condition.unlock() }
    do throws(Errno) {
      let postponed = outer.postponesSignals
      outer.postponesSignals = true
      defer { outer.postponesSignals = postponed }
      try outer.wait(on: condition) { statuses != nil }
    } catch {
      gate.cancel(outer.cancellation ?? .host)
      _ = try? Gate().wait(on: condition) { statuses != nil }
    }
    return statuses ?? []
  }
}

/// Moves a shell to another thread.
final class InterpreterBox: @unchecked Sendable {
  private var shell: UnsafeMutablePointer<Interpreter>
  init(_ shell: consuming Interpreter) {
    self.shell = .allocate(capacity: 1)
    self.shell.initialize(to: shell)
  }
  deinit {
    shell.deinitialize(count: 1)
    shell.deallocate()
  }
  /// Calls `body` with the shell; once, on the thread that it was moved to.
  func with<Result>(_ body: (inout Interpreter) -> Result) -> Result { body(&shell.pointee) }
}

extension Interpreter {
  /// Runs stages of a pipeline, the first reading `input`, one after the other on this thread as
  /// long as none has to wait (docs/architecture.md, decision 5).
  /// - Returns: the status of each stage from `first` on.
  mutating func runStages(
    _ pipeline: PipelineCode, from first: Int, input: InputBox?
  ) -> [ExitStatus] {
    let last = pipeline.stages.count - 1
    var statuses: [ExitStatus] = []
    statuses.reserveCapacity(last + 1 - first)
    // An end of a pipe closes with its last reference: none may be kept here longer than needed.
    var given = input?.take()
    var input: ReusablePipe?
    for index in first..<last {
      pending.append(
        PendingStages(
          pipeline: pipeline, next: index + 1, pipe: sparePipes.popLast() ?? ReusablePipe(),
          level: Int(level), journalMark: journal.count, descriptorMark: descriptorLog.count,
          permanentMark: permanentLog.count))
      let place = pending.count - 1
      statuses.append(
        runStage(
          pipeline.stages[index], input: given.take() ?? input?.reader,
          output: pending[place].pipe.writer, pipesError: pipeline.pipesError[index],
          isLast: false))
      recycle(&input)
      var rest = pending.removeLast()
      rest.pipe.closeWriter()
      if let thread = rest.thread { return statuses + thread.wait(gate) }
      input = rest.pipe
      if gate.needsAttention, gate.cancellation != nil {
        return statuses + Array(repeating: ExitStatus(signal: 15), count: last - index)
      }
    }
    statuses.append(
      runStage(
        pipeline.stages[last], input: given.take() ?? input?.reader, output: nil,
        pipesError: false, isLast: true))
    recycle(&input)
    return statuses
  }

  /// Keeps a pipe for the next pipeline, where nobody else has an end of it.
  @inline(__always)
  private mutating func recycle(_ pipe: inout ReusablePipe?) {
    if pipe != nil, pipe?.reset() == true, let done = pipe.take() { sparePipes.append(done) }
    pipe = nil
  }

  private mutating func runStage(
    _ code: Code, input: consuming OpenFile?, output: consuming OpenFile?, pipesError: Bool,
    isLast: Bool
  ) -> ExitStatus {
    if isLast && options.contains(.lastpipe) && !options.contains(.monitor) {
      let mark = descriptorLog.count
      if let input { redirect(0, to: input) }
      stageFlow = code.run(&self)
      restoreDescriptors(to: mark)
      return status
    }
    if code.isContained(&self) {
      let mark = enterContained()
      connect(input, output, pipesError: pipesError)
      _ = code.run(&self)
      let lastLine = line
      leaveContained(mark)
      if isLast { line = lastLine }
      return status
    }
    let keepsInput = jobsKeepInput
    defer { jobsKeepInput = keepsInput }
    if input != nil { jobsKeepInput = true }
    let mark = enterSubshell()
    connect(input, output, pipesError: pipesError)
    ownDescriptorMark = descriptorLog.count
    let flow = code.run(&self)
    endSubshell(flow)
    let lastLine = line
    leaveSubshell(mark)
    // What follows a failure says where the pipeline stands.
    if isLast { line = lastLine }
    return status
  }

  @inline(__always)
  private mutating func connect(
    _ input: consuming OpenFile?, _ output: consuming OpenFile?, pipesError: Bool
  ) {
    if let input { redirect(0, to: input) }
    if let output {
      redirect(1, to: output)
      if pipesError { redirect(2, to: output) }
    }
  }

  /// Starts what waits behind the running stages, each rest on a thread of its own, outermost
  /// first. Called where this thread is about to wait.
  @inline(never)
  mutating func startPendingStages() {
    for place in pending.indices where pending[place].thread == nil {
      let thread = StageThread()
      thread.gate.deadline = gate.deadline
      let input = InputBox(pending[place].pipe.takeReader())
      pending[place].thread = thread
      let (pipeline, next) = (pending[place].pipeline, pending[place].next)
      let level = pending[place].level
      var copy = snapshot(
        gate: thread.gate, journalMark: pending[place].journalMark,
        descriptorMark: pending[place].descriptorMark,
        permanentMark: pending[place].permanentMark, id: environmentID(at: level),
        parentID: enclosingID(of: level))
      copy.loopDepth = 0
      let box = InterpreterBox(copy)
      do throws(Errno) {
        try host.startThread {
          let statuses = box.with { shell in
            shell.stackLimit = NativeStack.limit()
            let statuses = shell.runStages(pipeline, from: next, input: input)
            shell.closeAll()
            return statuses
          }
          thread.finish(statuses)
        }
      } catch {
        _ = input.take()
        complain("cannot start a thread: \(error.message)")
        thread.finish(
          Array(repeating: .notExecutable, count: pipeline.stages.count - next))
      }
    }
  }

  /// A stage that has computed for more than about a millisecond no longer keeps the rest waiting.
  mutating func startStagesThatWaitTooLong() {
    guard pending.contains(where: { $0.thread == nil }) else { return }
    let now = SystemClock.monotonic
    for place in pending.indices where pending[place].thread == nil {
      if pending[place].since == 0 {
        pending[place].since = now
      } else if now &- pending[place].since > 1_000_000 {
        startPendingStages()
        return
      }
    }
  }

  /// Lets go of all open files, so that readers and writers on other threads see the end.
  mutating func closeAll() {
    descriptorLog = []
    permanentLog = []
    descriptors = Descriptors()
    spareCaptures = []
  }
}

/// Hands an open file to a thread, which then holds the only reference.
final class InputBox: @unchecked Sendable {
  private var file: OpenFile?
  init(_ file: OpenFile?) { self.file = file }
  func take() -> OpenFile? {
    defer { file = nil }
    return file
  }
}
