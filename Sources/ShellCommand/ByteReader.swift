import ShellBytes
import ShellSystem

/// Reads an open file by lines or blocks. What it did not use stays with the open file, for the
/// next reader.
public final class ByteReader {
  public let file: OpenFile
  private let gate: Gate

  public init(_ file: OpenFile, gate: Gate) {
    self.file = file
    self.gate = gate
  }

  /// Hands the bytes that can be had now, none at the end, to `body`; all count as used.
  /// - Returns: false at the end.
  public func readBlock(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws -> Bool {
    try gate.check()
    var isMore = false
    try file.consume(gate) { bytes in
      isMore = !bytes.isEmpty
      if isMore { try body(bytes) }
      return bytes.count
    }
    return isMore
  }

  /// Hands the bytes that can be had now, none at the end, to `body`, which says how many it used.
  /// - Returns: false at the end.
  public func readSome(_ body: (UnsafeBufferPointer<UInt8>) throws -> Int) throws -> Bool {
    try gate.check()
    var isMore = false
    try file.consume(gate) { bytes in
      isMore = !bytes.isEmpty
      return isMore ? try body(bytes) : 0
    }
    return isMore
  }

  /// Reads a line into `line`, in place of what it held, without the delimiter.
  /// - Returns: whether there was one; `isTerminated` tells whether the delimiter ended it.
  public func readLine(
    into line: inout ByteBuffer, delimiter: UInt8 = 10, isTerminated: inout Bool
  ) throws(Errno) -> Bool {
    try gate.check()
    line.removeAll()
    isTerminated = try file.readLine(into: &line, delimiter: delimiter, gate)
    return isTerminated || !line.isEmpty
  }

  /// The next line without its delimiter; nil at the end.
  public func readLine(delimiter: UInt8 = 10) throws(Errno) -> ByteString? {
    var line = ByteBuffer()
    var isTerminated = false
    let isLine = try readLine(into: &line, delimiter: delimiter, isTerminated: &isTerminated)
    return isLine ? line.string() : nil
  }

  /// Everything up to the end.
  public func readAll() throws -> ByteString {
    try gate.check()
    return try file.readAll(gate)
  }
}
