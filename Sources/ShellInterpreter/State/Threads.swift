import ShellBytes
import ShellSystem

/// The threads that run copies of a shell: its jobs, and the pipeline stages that moved.
final class Threads: @unchecked Sendable {
  private let condition = Condition()
  private var count = 0
  /// Those whose work a program does on its own.
  private var handedOver = 0

  /// Counts one more, unless there are as many as there may be.
  func add(upTo limit: Int) -> Bool {
    condition.withLock {
      if count >= limit { return false }
      count += 1
      return true
    }
  }

  func remove(wasHandedOver: Bool) {
    condition.withLock {
      count -= 1
      if wasHandedOver { handedOver -= 1 }
      condition.broadcast()
    }
  }

  /// Notes that a thread only waits for a program, which needs neither it nor this process.
  func handOver() {
    condition.withLock {
      handedOver += 1
      condition.broadcast()
    }
  }

  /// Whether the shell that the process is has ended: what is sent to it reaches nobody.
  var shellHasEnded: Bool {
    get { condition.withLock { hasEnded } }
    set { condition.withLock { hasEnded = newValue } }
  }
  private var hasEnded = false

  /// Whether a thread has work to do that would end with this process.
  var hasWork: Bool { condition.withLock { count > handedOver } }

  /// Waits until none has, however long that takes.
  func waitForWork() {
    condition.lock()
    defer { condition.unlock() }
    // A gate of its own is never cancelled.
    _ = try? Gate().wait(on: condition) { count <= handedOver }
  }
}

/// What becomes of a job's thread when the last that it has to do is to wait for a program: the
/// program goes on when this process ends, as every child does.
final class Handover: @unchecked Sendable {
  private let threads: Threads
  /// The last command of the job, once it runs.
  var command: Unmanaged<CommandText>?
  private(set) var isDone = false

  init(_ threads: Threads) { self.threads = threads }

  func complete() {
    if isDone { return }
    isDone = true
    threads.handOver()
  }
}

extension Interpreter {
  /// Called while a program runs, with all that it reads and writes in its own hands.
  func handOverIfLast() {
    guard let handover, traps.actions[Traps.exit] == nil, let last = handover.command,
      last.toOpaque() == currentCommand?.toOpaque()
    else { return }
    handover.complete()
  }

  /// Lets go of what the redirections of a job's last command have replaced, as nothing is left
  /// that it could be brought back for: who reads from there sees the end.
  mutating func commitLastRedirections(from mark: Int) {
    if level == 0 && traps.actions[Traps.exit] == nil { commitRedirections(from: mark) }
  }

  /// What a process does at its end that was this shell alone: the jobs that are threads of it go
  /// on until they end, as the processes would that they are in other shells.
  ///
  /// A job that is but a program is not waited for. At a prompt jobs end with the shell: whoever
  /// leaves it wants the terminal back.
  package mutating func waitForThreads() {
    guard host.threads.hasWork, !options.contains(.interactive) else { return }
    // What the jobs do not hold is closed: who reads from this shell sees its end.
    coprocess = nil
    closeAll()
    // The shell is gone: a signal finds what it would find without it.
    for number: Int32 in 1...31 {
      let signal = Signal(number: number)
      if ![.kill, .stop, .pipe, .child].contains(signal) && !host.ignoredAtStart.contains(number) {
        signal.setDisposition(.standard)
      }
    }
    host.threads.shellHasEnded = true
    host.threads.waitForWork()
  }
}
