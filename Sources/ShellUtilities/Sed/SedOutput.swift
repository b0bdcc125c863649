import ShellBytes
import ShellCommand
import ShellSystem

/// A file that sed writes lines to. A line that came without its newline gets it when more follows.
final class SedOutput {
  private let writer: ByteWriter
  private let delimiter: UInt8
  private let isUnbuffered: Bool
  private var isNewlineMissing = false

  init(_ writer: ByteWriter, _ settings: SedSettings) {
    self.writer = writer
    delimiter = settings.delimiter
    isUnbuffered = settings.isUnbuffered
  }

  private func addNewline() throws {
    if isNewlineMissing {
      try writer.write(delimiter)
      isNewlineMissing = false
    }
  }

  /// Writes a line.
  func write(_ line: UnsafeBufferPointer<UInt8>, isTerminated: Bool) throws {
    try addNewline()
    try writer.write(line)
    if isTerminated { try writer.write(delimiter) } else { isNewlineMissing = true }
    if isUnbuffered { try writer.flush() }
  }

  /// Writes text that has its newlines.
  func write(_ text: ByteString) throws {
    try addNewline()
    try writer.write(text)
    if isUnbuffered { try writer.flush() }
  }

  /// Copies a file; what cannot be read is taken as empty.
  func copy(_ file: OpenFile, _ gate: Gate) throws {
    let reader = ByteReader(file, gate: gate)
    while try reader.readBlock({ bytes in
      try addNewline()
      try writer.write(bytes)
    }) {}
  }

  func flush() throws { try writer.flush() }
}
