import CShellSpawn
import Glibc
import ShellBytes

/// What a descriptor of the shell refers to: an open file description, in memory or of the kernel.
///
/// Duplicated descriptors share one, so they share its position; it is closed with the last
/// reference. Bytes read ahead stay here and are seen by the next reader, whoever that is, so a
/// command never loses what it did not use.
open class OpenFile: @unchecked Sendable {
  private let reading = InlineLock()
  private var ahead = ByteBuffer()
  private var consumed = 0

  public init() {}

  // MARK: For subclasses

  /// Adds at least one byte to the buffer; none means the end.
  open func refill(_ buffer: inout ByteBuffer, _ gate: Gate) throws(Errno) {
    throw .badDescriptor
  }

  /// Writes all bytes.
  /// - Throws: `Errno.brokenPipe` when there is no reader any more.
  open func write(_ bytes: UnsafeBufferPointer<UInt8>, _ gate: Gate) throws(Errno) {
    throw .badDescriptor
  }

  /// Whether a write of so many bytes is done without waiting.
  open func canWrite(_ count: Int) -> Bool { true }

  /// Whether a read is done without waiting, were nothing read ahead.
  open var canRefill: Bool { true }

  /// The kernel's descriptor, where there is one.
  open var descriptor: Int32? { nil }

  /// Moves the position; `whence` as in lseek(2).
  /// - Returns: the new position.
  open func seek(_ offset: Int, _ whence: Int32) throws(Errno) -> Int { throw .illegalSeek }

  /// What fstat(2) would say.
  open func status() throws(Errno) -> FileStatus { FileStatus.pipe }

  /// Whether this can only be read: the end of a pipe, a text in memory.
  open var isReadEnd: Bool { false }

  /// Whether this is a terminal.
  open var isTerminal: Bool { false }

  /// Whether other processes may read from the same open file, so that reading ahead takes bytes
  /// from them.
  open var isSharedWithOthers: Bool { false }

  // MARK: For readers

  /// Hands the bytes that can be had now, at least one or none at the end, to `body`, which says
  /// how many it used.
  public final func consume(
    _ gate: Gate, _ body: (UnsafeBufferPointer<UInt8>) throws -> Int
  ) throws {
    reading.lock()
    defer { reading.unlock() }
    try fillLocked(gate)
    let from = consumed
    let used = try ahead.withBytes { bytes in
      try body(UnsafeBufferPointer(rebasing: bytes[from...]))
    }
    consumed = min(ahead.count, consumed + max(0, used))
  }

  /// As `consume`, with a result.
  @inlinable
  public final func read<Result>(
    _ gate: Gate,
    _ body: (UnsafeBufferPointer<UInt8>) throws -> (used: Int, result: Result)
  ) throws -> Result {
    var result: Result?
    try consume(gate) { bytes in
      let (used, made) = try body(bytes)
      result = made
      return used
    }
    guard let result else { throw Errno.invalid }
    return result
  }

  private func fillLocked(_ gate: Gate) throws(Errno) {
    guard consumed == ahead.count else { return }
    ahead.removeAll()
    consumed = 0
    try refill(&ahead, gate)
  }

  /// Reads one line, or with `limit` at most so many bytes of it, and adds it to `line` without
  /// its delimiter.
  /// - Returns: whether the delimiter was met; without it, the end was.
  public final func readLine(
    into line: inout ByteBuffer, delimiter: UInt8 = 10, limit: Int = .max, _ gate: Gate
  ) throws(Errno) -> Bool {
    var left = limit
    reading.lock()
    defer { reading.unlock() }
    while left > 0 {
      try fillLocked(gate)
      if ahead.isEmpty { return false }
      let from = consumed
      let room = left
      let (taken, found) = ahead.withBytes { bytes -> (Int, Bool) in
        let window = min(bytes.count - from, room)
        guard let start = bytes.baseAddress.map({ $0 + from }) else { return (0, false) }
        if let hit = memchr(start, Int32(delimiter), window) {
          let length = UnsafePointer(hit.assumingMemoryBound(to: UInt8.self)) - start
          line.append(start, count: length)
          return (length + 1, true)
        }
        line.append(start, count: window)
        return (window, false)
      }
      consumed += taken
      left -= taken
      if found { return true }
    }
    return true
  }

  /// Whether the next read is done without waiting.
  public final var canRead: Bool {
    reading.withLock { consumed < ahead.count } || canRefill
  }

  /// How many bytes were read ahead and not used.
  public final var unreadCount: Int { reading.withLock { ahead.count - consumed } }

  /// Gives bytes read ahead back to the kernel, so that a program that shares the open file sees
  /// them.
  /// - Returns: false where that is impossible; the bytes stay here.
  @discardableResult
  public final func returnUnread() -> Bool {
    reading.lock()
    defer { reading.unlock() }
    let unread = ahead.count - consumed
    if unread == 0 { return true }
    guard (try? seek(-unread, SEEK_CUR)) != nil else { return false }
    ahead.removeAll()
    consumed = 0
    return true
  }

  /// Drops what was read ahead.
  final func forgetUnread() {
    reading.withLock {
      ahead.removeAll()
      consumed = 0
    }
  }

  /// Puts bytes before what is read next.
  public final func prepend(_ bytes: ByteString) {
    reading.withLock {
      var joined = ByteBuffer()
      joined.append(bytes)
      let rest = ahead.string(from: consumed)
      joined.append(rest)
      ahead = joined
      consumed = 0
    }
  }

  /// Writes the bytes of a string.
  @inlinable
  public final func write(_ bytes: ByteString, _ gate: Gate) throws(Errno) {
    try bytes.withBytes { (buffer) throws(Errno) in try write(buffer, gate) }
  }

  /// Reads to the end.
  /// - Throws: as `read`, and `Errno.tooLarge` when there are more bytes than `limit`.
  public final func readAll(_ gate: Gate, limit: Int = .max) throws -> ByteString {
    var all = ByteString()
    while true {
      let count = try read(gate) { bytes -> (used: Int, result: Int) in
        all.append(contentsOf: bytes)
        return (bytes.count, bytes.count)
      }
      if count == 0 { return all }
      if all.count > limit { throw Errno.tooLarge }
    }
  }
}
