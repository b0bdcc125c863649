import ShellBytes
import ShellCommand

extension Utility {
  /// `rev` writes each line with its characters in reverse.
  ///
  /// - Input: lines; the last one may lack its newline, and then is written without.
  /// - Output: the lines reversed.
  /// - Status: 0; 1 when a file could not be read.
  /// - Source: util-linux 2.38.
  public static let rev = Utility("rev", usage: "[options] [file ...]") { context in
    let arguments = try context.parseArguments(options: "")
    let encoding = context.encoding
    var line = ByteBuffer()
    var made = ByteBuffer()
    var isTerminated = false
    return try context.forEachInput(arguments.operands) { _, input in
      while try input.readLine(into: &line, isTerminated: &isTerminated) {
        made.removeAll()
        line.withBytes { bytes in
          var lengths: [Int] = []
          var at = 0
          while at < bytes.count {
            let length = encoding.character(in: bytes, at: at).length
            lengths.append(length)
            at += length
          }
          for length in lengths.reversed() {
            at -= length
            made.append(UnsafeBufferPointer(rebasing: bytes[at..<(at + length)]))
          }
        }
        if isTerminated { made.append(10) }
        try context.output.write(made)
      }
    }
  }
}
