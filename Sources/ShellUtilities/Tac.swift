import ShellBytes
import ShellCommand
import ShellPatterns

extension Utility {
  /// `tac` writes the lines, or records, of each file from the last to the first.
  ///
  /// - Input: any bytes, kept in memory.
  /// - Output: the records in reverse, each with its separator where it was.
  /// - Status: 0; 1 when a file could not be read.
  /// - Source: GNU coreutils 9.1.
  public static let tac = Utility("tac", usage: "[OPTION]... [FILE]...") { context in
    let arguments = try context.parseArguments(
      options: "brs:", long: ["before b", "regex r", "separator= s"])
    var isBefore = false
    var isRegex = false
    var separator: ByteString = "\n"
    for option in arguments.options {
      switch option.letter {
      case UInt8(ascii: "b"): isBefore = true
      case UInt8(ascii: "r"): isRegex = true
      default: separator = option.value ?? ""
      }
    }
    if separator.isEmpty {
      if isRegex { throw UtilityError("separator cannot be empty") }
      separator = "\0"
    }
    let regex: Regex
    do {
      regex =
        isRegex
        ? try Regex(separator, syntax: .basic, options: .multiline, encoding: context.encoding)
        : try Regex(literals: [separator], encoding: context.encoding)
    } catch let error as RegexError {
      throw UtilityError(error.message)
    }
    return try context.forEachInput(arguments.operands) { _, input in
      let text = try input.readAll()
      try text.withBytes { bytes in
        var captures: [Range<Int>?] = []
        // Where records begin: behind each separator, or at it.
        var starts = [0]
        var at = 0
        while at < bytes.count, regex.firstMatch(bytes, from: at, captures: &captures),
          let match = captures[0]
        {
          if match.isEmpty {
            at = match.upperBound + 1
            continue
          }
          starts.append(isBefore ? match.lowerBound : match.upperBound)
          at = match.upperBound
        }
        var end = bytes.count
        for start in starts.reversed() where start < end || end == 0 {
          try context.output.write(UnsafeBufferPointer(rebasing: bytes[start..<end]))
          end = start
        }
      }
    }
  }
}
