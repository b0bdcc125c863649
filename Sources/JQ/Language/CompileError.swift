import ShellBytes

/// Everything that is wrong with a program.
public struct CompileError: Error, Sendable {
  /// The lines that jq prints, without the count at their end.
  public var messages: [ByteString]

  /// What jq prints: the messages and their count.
  public var text: ByteString {
    var text = ByteString()
    for message in messages {
      text.append(message)
      text.append("\n")
    }
    text.append("jq: \(messages.count) compile error\(messages.count == 1 ? "" : "s")\n")
    return text
  }

  /// A message with its place, the line of the program and a mark below it.
  static func locate(
    _ message: ByteString, _ start: Int, _ end: Int, in text: ByteString, file: ByteString
  ) -> ByteString {
    text.withBytes { bytes in
      let start = Swift.min(start, Swift.max(0, bytes.count - 1))
      var line = 1
      var lineStart = 0
      for at in 0..<Swift.min(start, bytes.count) where bytes[at] == 0x0A {
        line += 1
        lineStart = at + 1
      }
      var lineEnd = lineStart
      while lineEnd < bytes.count && bytes[lineEnd] != 0x0A { lineEnd += 1 }
      let markEnd = Swift.max(start + 1, Swift.min(end, Swift.max(lineEnd, start + 1)))
      let shown = ByteString(UnsafeBufferPointer(rebasing: bytes[lineStart..<lineEnd]))
      let column = start - lineStart
      return """
        jq: error: \(message) at \(file), line \(line), column \(column + 1):
            \(shown)
            \(ByteString(repeating: 0x20, count: column))\
        \(ByteString(repeating: 0x5E, count: markEnd - start))
        """
    }
  }
}
