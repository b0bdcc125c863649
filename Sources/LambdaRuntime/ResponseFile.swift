import LambdaProtocol
import ShellBytes
import ShellSystem

/// The standard output of a handler: its response, in memory.
///
/// What is longer than any response may be is counted and not kept, so that the handler ends as it
/// would have and its error can name the size.
public final class ResponseFile: OpenFile, @unchecked Sendable {
  private let writing = Lock()
  private var bytes = ByteBuffer()
  private var dropped = 0
  /// How many bytes are kept.
  private static let room = RuntimeAPI.responseLimit + 65536

  public override init() {}

  public override func write(_ added: UnsafeBufferPointer<UInt8>, _ gate: Gate) throws(Errno) {
    writing.lock()
    defer { writing.unlock() }
    let kept = min(added.count, ResponseFile.room - bytes.count)
    bytes.append(added.baseAddress, count: kept)
    dropped &+= added.count - kept
  }

  /// Calls `body` with the response, less the newlines at its end as in `$( )`, and its size.
  public func withResponse<Result, Failure: Error>(
    _ body: (_ response: UnsafeBufferPointer<UInt8>, _ size: Int) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    writing.lock()
    defer { writing.unlock() }
    let dropped = self.dropped
    return try bytes.withBytes { (bytes) throws(Failure) -> Result in
      var count = bytes.count
      if dropped == 0 {
        while count > 0, bytes[count - 1] == 10 { count -= 1 }
      }
      return try body(UnsafeBufferPointer(rebasing: bytes[0..<count]), count &+ dropped)
    }
  }

  /// Forgets what was written, and memory beyond 64 KiB.
  public func clear() {
    writing.withLock {
      dropped = 0
      if bytes.capacity > 65536 { bytes = ByteBuffer() } else { bytes.removeAll() }
    }
  }
}
