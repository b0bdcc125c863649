import Glibc
import ShellBytes

/// Opening through the gate: a FIFO waits for its other end (XCU 2.7, open(2)).
extension Files {
  /// Opens a file; while a FIFO has no other end, the gate's cancellation, deadline and signals end
  /// the wait.
  /// - Throws: as `open(_:_:mode:)` and `Gate.wait`.
  public static func open(
    _ path: ByteString, _ options: OpenOptions, mode: UInt32, gate: Gate
  ) throws(Errno) -> KernelFile {
    // No FIFO is met where both ends are opened, and nothing but a FIFO waits.
    if options.isSuperset(of: [.read, .write]) { return try open(path, options, mode: mode) }
    let file: KernelFile
    do throws(Errno) {
      file = try open(path, options.union(.nonBlocking), mode: mode)
    } catch {
      // A FIFO that nobody reads, or a file with a lease, whose owner is asked to give it back.
      guard error == .noDevice || error == .tryAgain else { throw error }
      return try FIFOOpening(path, options, mode, beside: nil).wait(gate, nil)
    }
    if !file.mayWait { return file }
    // A reader of a FIFO it is now, whom a writer sees; the writer has to come yet.
    if file.isFIFO && !options.contains(.write) {
      extendLifetime(try FIFOOpening(path, options, mode, beside: file).wait(gate, file))
    }
    try file.makeBlocking()
    return file
  }
}

/// An open(2) that waits, on a thread of its own: the kernel tells in no other way that the other
/// end has come. What it opened has one owner at any time: nobody is to see an end that is not there.
private final class FIFOOpening: @unchecked Sendable {
  private let condition = Condition()
  private var result: Result<KernelFile, Errno>?
  /// Whether the thread has made its call and left the result to this object alone.
  private var isOver = false
  private let path: ByteString
  /// Whether a reader is open already. A writer that saw it may have come, gone and removed the FIFO
  /// before this thread's own call began to wait: then what can be read tells.
  private let hasReader: Bool

  /// - Parameter reader: a reader of that FIFO, which only its caller keeps. The name may be another
  ///   file's by now, so the thread opens what the reader has open.
  init(
    _ path: ByteString, _ options: OpenOptions, _ mode: UInt32, beside reader: KernelFile?
  ) throws(Errno) {
    self.path = reader?.descriptor.map { "/proc/self/fd/\($0)" } ?? path
    hasReader = reader != nil
    try Thread.start(stackSize: 256 << 10) { [self] in
      open(options, mode)
      condition.withLock {
        isOver = true
        condition.broadcast()
      }
    }
  }

  @inline(never)
  private func open(_ options: OpenOptions, _ mode: UInt32) {
    do throws(Errno) {
      result = .success(try Files.open(path, options, mode: mode))
    } catch {
      result = .failure(error)
    }
  }

  /// - Parameter reader: the one that the opening began beside.
  func wait(_ gate: Gate, _ reader: KernelFile?) throws(Errno) -> KernelFile {
    condition.lock()
    defer { condition.unlock() }
    do throws(Errno) {
      while !hasAnswer {
        let look = reader == nil ? nil : SystemClock.monotonic &+ 10_000_000
        if try gate.wait(on: condition, until: look, { hasAnswer }) { break }
        if let reader, reader.canRefill {
          release()
          return reader
        }
      }
    } catch {
      release()
      throw error
    }
    defer { result = nil }
    guard let result else { throw .cancelled }
    return try result.get()
  }

  /// Whether the thread's call has an answer that counts: a failure beside a reader does not.
  private var hasAnswer: Bool {
    guard isOver else { return false }
    if case .failure = result { return !hasReader }
    return true
  }

  /// Lets the thread go, as its other end, and waits until it has gone.
  private func release() {
    if !isOver, (try? Files.status(path))?.kind == .fifo {
      let ends = try? Files.open(path, OpenOptions.nonBlocking.union([.read, .write]))
      if ends != nil { while !isOver { condition.wait(until: nil) } }
      extendLifetime(ends)
    }
    if isOver { result = nil }
  }
}
