import Glibc
import ShellBytes

/// Reads the bytes of a string: a here-document, a here-string, an event.
public final class StringFile: OpenFile, @unchecked Sendable {
  private var bytes: ByteString?

  public init(_ bytes: ByteString) { self.bytes = bytes }

  public override func refill(_ buffer: inout ByteBuffer, _ gate: Gate) throws(Errno) {
    if let bytes { buffer.append(bytes) }
    bytes = nil
  }
  public override var canRefill: Bool { true }
  public override var isReadEnd: Bool { true }
}

/// Collects what is written: the output of a command substitution, an invocation's response.
public final class CaptureFile: OpenFile, @unchecked Sendable {
  private let writing = InlineLock()
  private var bytes = ByteBuffer()
  /// How many bytes are taken before a write fails.
  public var limit: Int
  /// What a write fails with then: with `brokenPipe`, who writes ends without a word.
  private let failure: Errno
  /// Whether a write has failed since the last `clear`.
  private var hasFailed = false

  public init(limit: Int = .max, failure: Errno = .noSpace) {
    self.limit = limit
    self.failure = failure
  }

  public override func write(_ added: UnsafeBufferPointer<UInt8>, _ gate: Gate) throws(Errno) {
    writing.lock()
    defer { writing.unlock() }
    if added.count > limit - bytes.count {
      hasFailed = true
      throw failure
    }
    bytes.append(added)
  }

  /// Whether more was written than was taken.
  public var isOverfull: Bool { writing.withLock { hasFailed } }

  /// The number of bytes collected.
  public var count: Int { writing.withLock { bytes.count } }

  /// A copy of the bytes collected.
  public var contents: ByteString { writing.withLock { bytes.string() } }

  /// Calls `body` with the bytes collected; nothing is collected meanwhile.
  public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    writing.lock()
    defer { writing.unlock() }
    return bytes.withBytes(body)
  }

  /// Calls `body` with the bytes collected, and forgets them as `clear` does.
  /// - Returns: nil when more was written than was taken.
  public func take<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    writing.lock()
    defer { writing.unlock() }
    defer { forget() }
    return hasFailed ? nil : bytes.withBytes(body)
  }

  /// Forgets what was collected, and memory beyond 64 KiB.
  public func clear() {
    writing.withLock { forget() }
  }

  @inline(__always)
  private func forget() {
    hasFailed = false
    if bytes.capacity > 65536 { bytes = ByteBuffer() } else { bytes.removeAll() }
  }
}

/// Passes what is written on to a function, one call a write.
public final class FunctionFile: OpenFile, @unchecked Sendable {
  private let receive: @Sendable (UnsafeBufferPointer<UInt8>) throws(Errno) -> Void
  public init(_ receive: @escaping @Sendable (UnsafeBufferPointer<UInt8>) throws(Errno) -> Void) {
    self.receive = receive
  }
  public override func write(_ bytes: UnsafeBufferPointer<UInt8>, _ gate: Gate) throws(Errno) {
    try receive(bytes)
  }
}

/// `/dev/null`: nothing to read, and what is written is gone.
public final class NullFile: OpenFile, @unchecked Sendable {
  public override func refill(_ buffer: inout ByteBuffer, _ gate: Gate) throws(Errno) {}
  public override func write(_ bytes: UnsafeBufferPointer<UInt8>, _ gate: Gate) throws(Errno) {}
  public override func status() throws(Errno) -> FileStatus { FileStatus.nullDevice }
}
