import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `tee` copies standard input to standard output and to files.
  ///
  /// - Input: any bytes.
  /// - Output: those bytes.
  /// - Status: 0; 1 if a file could not be opened or written (the others are still written).
  /// - Source: POSIX.1-2024 XCU `tee`. Beyond it, as GNU: `-p` and `--output-error` are taken; an
  ///   output whose reader is gone ends alone with them.
  public static let tee = Utility("tee", usage: "[-aip] [file...]") { context in
    let arguments = try context.parseArguments(
      options: "aip", long: ["append a", "ignore-interrupts i", "output-error=? p"])
    let appends = arguments.options.contains { $0.letter == UInt8(ascii: "a") }
    let survives = arguments.options.contains { $0.letter == UInt8(ascii: "p") }
    var status = ExitStatus.success
    var writers: [(name: ByteString, writer: ByteWriter)] = []
    for name in arguments.operands {
      let isOpen = try context.attempt(name.quotedIfNeeded) {
        let file = try context.open(name, [.write, .create, appends ? .append : .truncate])
        writers.append((name, ByteWriter(file, gate: context.gate, isUnbuffered: true)))
      }
      if !isOpen { status = .failure }
    }
    var writesOutput = true
    while try context.input.readBlock({ bytes in
      if writesOutput {
        do {
          try context.output.write(bytes)
          try context.output.flush()
        } catch let error as Errno where error == .brokenPipe && survives {
          writesOutput = false
        }
      }
      for (index, target) in writers.enumerated().reversed() {
        let isWritten = try context.attempt(target.name.quotedIfNeeded) {
          try target.writer.write(bytes)
        }
        if !isWritten {
          status = .failure
          writers.remove(at: index)
        }
      }
    }) {}
    return status
  }
}
