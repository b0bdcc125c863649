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
      return try FIFOOpening(path, options, mode).wait(gate, nil)
    }
    if !file.mayWait { return file }
    // A reader of a FIFO it is now, whom a writer sees; the writer has to come yet.
    if file.isFIFO && !options.contains(.write) {
      extendLifetime(try FIFOOpening(path, options, mode).wait(gate, file))
    }
    try file.makeBlocking()
    return file
  }
}

/// An open(2) that waits, on a thread of its own: the kernel tells in no other way that the other
/// end has come.
private final class FIFOOpening: @unchecked Sendable {
  private let condition = Condition()
  private var result: Result<KernelFile, Errno>?
  private let path: ByteString
  private let options: OpenOptions

  init(_ path: ByteString, _ options: OpenOptions, _ mode: UInt32) throws(Errno) {
    self.path = path
    self.options = options
    try Thread.start(stackSize: 256 << 10) { [self] in
      let made: Result<KernelFile, Errno>
      do throws(Errno) {
        made = .success(try Files.open(path, options, mode: mode))
      } catch {
        made = .failure(error)
      }
      condition.withLock {
        result = made
        condition.broadcast()
      }
    }
  }

  /// - Parameter reader: a reader that is open already: a writer that saw it may have come and
  ///   gone before this thread's own call began to wait.
  func wait(_ gate: Gate, _ reader: KernelFile?) throws(Errno) -> KernelFile {
    condition.lock()
    defer { condition.unlock() }
    do throws(Errno) {
      while result == nil {
        let look = reader == nil ? nil : SystemClock.monotonic &+ 10_000_000
        if try gate.wait(on: condition, until: look, { result != nil }) { break }
        if let reader, reader.canRefill {
          release()
          return reader
        }
      }
    } catch {
      release()
      throw error
    }
    guard let result else { throw .cancelled }
    return try result.get()
  }

  /// Lets the thread go, as its other end.
  private func release() {
    if (try? Files.status(path))?.kind == .fifo {
      _ = try? Files.open(path, OpenOptions.nonBlocking.union([.read, .write]))
    }
  }
}
