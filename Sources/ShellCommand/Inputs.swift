import ShellBytes
import ShellSystem

extension CommandContext {
  /// Calls `body` for each operand, opened for reading; without operands, for standard input,
  /// named `-`. One that cannot be opened or read is reported and passed over.
  ///
  /// - Returns: success, or 1 when something was reported.
  /// - Throws: what `body` throws, errors of writing among them.
  public func forEachInput(
    _ operands: [ByteString], _ body: (_ name: ByteString, _ input: ByteReader) throws -> Void
  ) throws -> ExitStatus {
    var status = ExitStatus.success
    if operands.isEmpty {
      try forInput("-", &status, body)
    } else {
      for name in operands { try forInput(name, &status, body) }
    }
    return status
  }

  private func forInput(
    _ name: ByteString, _ status: inout ExitStatus,
    _ body: (_ name: ByteString, _ input: ByteReader) throws -> Void
  ) throws {
    do {
      let file = try open(name)
      if (try? file.status())?.kind == .directory { throw Errno.isDirectory }
      try body(name, name == "-" ? input : ByteReader(file, gate: gate))
    } catch let error as Errno {
      if error.endsCommand { throw error }
      report("\(name.quotedIfNeeded): \(error.message)")
      status = .failure
    }
  }
}
