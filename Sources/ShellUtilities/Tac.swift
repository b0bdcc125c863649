import ShellBytes
import ShellCommand
import ShellPatterns
import ShellSystem

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
    let run = try TacRun(separator, isRegex: isRegex, isBefore: isBefore, context)
    var status = ExitStatus.success
    for name in arguments.operands.isEmpty ? ["-"] : arguments.operands {
      do {
        let file = try context.open(name)
        if (try? file.status())?.kind == .directory {
          context.report("\(name): read error: \(Errno.isDirectory.message)")
          status = .failure
          continue
        }
        try run.write(try ByteReader(file, gate: context.gate).readAll(), to: context.output)
      } catch let error as Errno {
        if error == .cancelled || error == .interrupted || error == .brokenPipe { throw error }
        context.report("failed to open '\(name)' for reading: \(error.message)")
        status = .failure
      }
    }
    return status
  }
}

private struct TacRun {
  private let separator: ByteString
  private let regex: Regex?
  private let isBefore: Bool

  init(
    _ separator: ByteString, isRegex: Bool, isBefore: Bool, _ context: CommandContext
  ) throws {
    self.separator = separator
    self.isBefore = isBefore
    do {
      regex =
        isRegex
        ? try Regex(separator, syntax: .basic, options: .multiline, encoding: context.encoding)
        : nil
    } catch {
      throw UtilityError(error.message)
    }
  }

  func write(_ text: ByteString, to output: ByteWriter) throws {
    try text.withBytes { bytes in
      var end = bytes.count
      for separator in separators(bytes).reversed() {
        let start = isBefore ? separator.lowerBound : separator.upperBound
        if start == bytes.count && !isBefore { continue }
        try output.write(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        end = start
      }
      try output.write(UnsafeBufferPointer(rebasing: bytes[..<end]))
    }
  }

  /// The separators in order. A text is looked for from the end, as GNU's does: it matters where
  /// one may overlap another.
  private func separators(_ bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    if let regex {
      var captures: [Range<Int>?] = []
      var at = 0
      while at < bytes.count, regex.firstMatch(bytes, from: at, captures: &captures),
        let match = captures[0]
      {
        if !match.isEmpty { found.append(match) }
        at = match.isEmpty ? match.upperBound + 1 : match.upperBound
      }
      return found
    }
    separator.withBytes { separator in
      var end = bytes.count
      while end >= separator.count {
        let start = end - separator.count
        if bytes.holds(separator, at: start, end: end) {
          found.append(start..<end)
          end = start
        } else {
          end -= 1
        }
      }
    }
    return found.reversed()
  }
}
