import Glibc
import ShellBytes

/// The log of a process, its standard error: each write goes out at once and whole.
///
/// Unlike `KernelFile` it does not ask first whether there is room: a log is always read. Its last
/// bytes are kept, for the report of an error.
public final class LogFile: OpenFile, @unchecked Sendable {
  private let number: Int32
  /// What closes the descriptor; nil where it is the process's.
  private let owner: KernelFile?
  private let writing = Lock()
  private var tail = ByteBuffer()
  private var atLineStart = true
  /// How many of the last bytes are kept, at least.
  private static let tailSize = 2048

  /// A descriptor that stays open longer than this.
  public init(descriptor: Int32 = 2) {
    number = descriptor
    owner = nil
  }

  /// A file that stays open as long as this does.
  public init(_ file: KernelFile) {
    number = file.descriptor ?? -1
    owner = file
  }

  /// Programs write to it themselves.
  public override var descriptor: Int32? { number }
  public override var isTerminal: Bool { isatty(number) == 1 }

  public override func write(_ bytes: UnsafeBufferPointer<UInt8>, _ gate: Gate) throws(Errno) {
    guard let last = bytes.last else { return }
    writing.lock()
    defer { writing.unlock() }
    remember(bytes)
    atLineStart = last == 10
    var done = 0
    while done < bytes.count {
      let count = Glibc.write(number, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      if count >= 0 {
        done += count
      } else if errno == EAGAIN {
        try gate.wait(for: number, events: Int16(POLLOUT))
      } else if errno == EINTR {
        try gate.check()
      } else {
        throw .last
      }
    }
  }

  private func remember(_ bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.count >= LogFile.tailSize {
      tail.removeAll()
      tail.append(UnsafeBufferPointer(rebasing: bytes.suffix(LogFile.tailSize)))
      return
    }
    if tail.count + bytes.count > 2 * LogFile.tailSize {
      tail.removeFirst(tail.count - LogFile.tailSize)
    }
    tail.append(bytes)
  }

  /// Ends a line that was left open, so that what follows begins its own.
  public func endLine(_ gate: Gate) {
    if writing.withLock({ atLineStart }) { return }
    try? write("\n", gate)
  }

  /// The last whole lines written since `forgetLines`, at most `limit`.
  public func lastLines(_ limit: Int) -> [ByteString] {
    let text = writing.withLock { tail.string() }
    var lines = text.split(at: 10)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return Array(lines.suffix(limit))
  }

  /// Begins to keep lines anew.
  public func forgetLines() { writing.withLock { tail.removeAll() } }
}
