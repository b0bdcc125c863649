import ShellBytes
import ShellSystem

/// The log of a runtime: what it writes to standard output and standard error, passed on and its
/// end kept.
final class LogPipe: @unchecked Sendable {
  /// How much an invoker can ask for: `X-Amz-Log-Result`.
  private static let tailSize = 4096

  private let file: KernelFile
  private let log: LogFile
  private let gate = Gate()
  private let lock = Lock()
  private var tail: [UInt8] = []
  private var hasEnded = false

  init(_ file: KernelFile, to log: LogFile) {
    self.file = file
    self.log = log
  }

  /// Begins to pass on what is written, on a thread of its own, until the last writer has gone.
  func start() {
    _ = try? Thread.start(stackSize: 256 << 10) { [self] in
      // POLLIN is 1 on Linux.
      while (try? gate.wait(for: file.descriptor ?? -1, events: 1)) != nil {
        drain()
        if lock.withLock({ hasEnded }) { return }
      }
    }
  }

  /// Passes on all that was written so far.
  func drain() {
    lock.withLock {
      while !hasEnded, file.canRead {
        let count = try? file.read(gate) { bytes -> (used: Int, result: Int) in
          keep(bytes)
          try? log.write(bytes, gate)
          return (bytes.count, bytes.count)
        }
        if count == nil || count == 0 { hasEnded = true }
      }
    }
  }

  /// Adds a line of the emulator's own.
  func note(_ line: ByteString) {
    drain()
    let text = line + "\n"
    log.endLine(gate)
    lock.withLock {
      if let last = tail.last, last != 10 { tail.append(10) }
      text.withBytes { keep($0) }
    }
    try? log.write(text, gate)
  }

  private func keep(_ bytes: UnsafeBufferPointer<UInt8>) {
    tail += bytes.suffix(LogPipe.tailSize)
    if tail.count > LogPipe.tailSize { tail.removeFirst(tail.count - LogPipe.tailSize) }
  }

  /// The last bytes since `forget`, at most 4 KiB.
  var end: [UInt8] { lock.withLock { tail } }

  /// Begins to keep the end anew.
  func forget() {
    drain()
    lock.withLock { tail = [] }
  }
}
