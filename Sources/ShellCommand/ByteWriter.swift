import ShellBytes
import ShellSystem

/// Collects what a command writes and hands it on in blocks; a terminal gets it line by line.
public final class ByteWriter {
  public let file: OpenFile
  private let gate: Gate
  private var buffer = ByteBuffer()
  private let flushesLines: Bool
  /// The buffer never grows beyond this.
  private static let blockSize = 32768

  /// - Parameter isUnbuffered: each write is handed on at once, as standard error wants.
  public init(_ file: OpenFile, gate: Gate, isUnbuffered: Bool = false) {
    self.file = file
    self.gate = gate
    self.isUnbuffered = isUnbuffered
    flushesLines = !isUnbuffered && file.isTerminal
  }
  private let isUnbuffered: Bool

  @inline(__always)
  private func settle() throws(Errno) {
    if buffer.count >= ByteWriter.blockSize || isUnbuffered { try flush() }
  }

  /// - Throws: `Errno.brokenPipe` when nobody reads any more, and other errors of write(2).
  public func write(_ bytes: ByteString) throws(Errno) {
    try bytes.withBytes { (block) throws(Errno) in try write(block) }
  }

  /// - Throws: as `write(_: ByteString)`.
  public func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(Errno) {
    if buffer.count + bytes.count > ByteWriter.blockSize {
      try flush()
      if bytes.count >= ByteWriter.blockSize {
        try file.write(bytes, gate)
        return
      }
    }
    buffer.append(bytes)
    if flushesLines && bytes.contains(10) { try flush() }
    try settle()
  }

  /// - Throws: as `write(_: ByteString)`.
  @inline(__always)
  public func write(_ byte: UInt8) throws(Errno) {
    buffer.append(byte)
    if flushesLines && byte == 10 { try flush() }
    try settle()
  }

  /// Writes the bytes of a buffer that the caller fills again and again.
  public func write(_ bytes: borrowing ByteBuffer) throws(Errno) {
    try bytes.withBytes { (block) throws(Errno) in try write(block) }
  }

  /// Hands on what was collected. Done at a command's end, too.
  public func flush() throws(Errno) {
    if buffer.isEmpty { return }
    defer { buffer.removeAll() }
    try buffer.withBytes { (bytes) throws(Errno) in try file.write(bytes, gate) }
  }
}
