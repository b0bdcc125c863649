import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `head` copies the first lines, or bytes, of each file to standard output.
  ///
  /// - Input: any bytes. What is not copied stays for the next reader (XCU 1.4).
  /// - Output: those bytes; with several files, a `==> name <==` line before each.
  /// - Status: 0; 1 if a file could not be read (the others are still copied) or on wrong usage.
  /// - Source: POSIX.1-2024 XCU `head`. Beyond it, as GNU: `-c`, counts with multipliers, all but
  ///   the last with a minus, `-q -v -z`, and the old form `-5`.
  public static let head = Utility(
    "head", usage: "[-c [-]bytes | -n [-]lines] [-qvz] [file...]"
  ) { context in
    var part = HeadPart()
    let words = try part.takeOldForm(context.arguments)
    let arguments = try Arguments(
      words, options: "c:n:qvz",
      long: [
        "bytes= c", "lines= n", "quiet q", "silent q", "verbose v", "zero-terminated z",
      ], permutes: context.environment["POSIXLY_CORRECT"] == nil)
    for option in arguments.options { try part.take(option) }
    return try context.forEachHeadedInput(
      arguments.operands, showsNames: part.showsNames ?? (arguments.operands.count > 1)
    ) { input in
      try part.copy(from: input, to: context.output)
    }
  }
}

extension CommandContext {
  /// Calls `body` for each operand as `head` and `tail` do: with a line that names it before it.
  /// - Returns: success, or 1 when something was reported.
  func forEachHeadedInput(
    _ operands: [ByteString], showsNames: Bool, _ body: (ByteReader) throws -> Void
  ) throws -> ExitStatus {
    var status = ExitStatus.success
    var isFirst = true
    for name in operands.isEmpty ? ["-"] : operands {
      let title = name == "-" ? "standard input" : name
      var file: OpenFile?
      if try !attempt("cannot open \(title.quoted) for reading", { file = try open(name) }) {
        status = .failure
      }
      guard let file else { continue }
      if showsNames {
        try output.write("\(isFirst ? "" : "\n")==> \(title) <==\n")
        isFirst = false
      }
      let isRead = try attempt("error reading \(title.quoted)") {
        if (try? file.status())?.kind == .directory { throw Errno.isDirectory }
        try body(name == "-" ? input : ByteReader(file, gate: gate))
      }
      if !isRead { status = .failure }
    }
    return status
  }
}

/// How much is copied.
private struct HeadPart {
  var showsNames: Bool?
  private var count = 10
  private var countsBytes = false
  /// Whether `count` is what is left out at the end.
  private var isFromEnd = false
  private var delimiter: UInt8 = 10

  /// `-5`, `-5c`, `-2kv`: only the first word may have this form.
  mutating func takeOldForm(_ words: [ByteString]) throws -> [ByteString] {
    guard let first = words.first, first.count > 1, first[0] == UInt8(ascii: "-"),
      first[1].isASCIIDigit
    else { return words }
    let digits = ByteString(first.dropFirst().prefix { $0.isASCIIDigit })
    count = digits.decimalInteger ?? Int.max
    for letter in first.dropFirst(1 + digits.count) {
      switch letter {
      case UInt8(ascii: "c"): countsBytes = true
      case UInt8(ascii: "b"), UInt8(ascii: "k"), UInt8(ascii: "m"):
        let unit = letter == UInt8(ascii: "b") ? 512 : letter == UInt8(ascii: "k") ? 1024 : 1 << 20
        let (product, overflow) = count.multipliedReportingOverflow(by: unit)
        count = overflow ? Int.max : product
        countsBytes = true
      case UInt8(ascii: "l"): countsBytes = false
      case UInt8(ascii: "q"): showsNames = false
      case UInt8(ascii: "v"): showsNames = true
      case UInt8(ascii: "z"): delimiter = 0
      default:
        throw UtilityError.Usage("invalid trailing option -- \(ByteString([letter]))")
      }
    }
    return Array(words.dropFirst())
  }

  mutating func take(_ option: Arguments.Option) throws {
    switch option.letter {
    case UInt8(ascii: "q"): showsNames = false
    case UInt8(ascii: "v"): showsNames = true
    case UInt8(ascii: "z"): delimiter = 0
    default:
      countsBytes = option.letter == UInt8(ascii: "c")
      let text = option.value ?? ""
      isFromEnd = text.first == UInt8(ascii: "-")
      let isSigned = isFromEnd || text.first == UInt8(ascii: "+")
      guard let number = ByteCount.parse(isSigned ? text.dropFirst() : text) else {
        let shown = isFromEnd ? text.dropFirst() : text
        throw UtilityError("invalid number of \(countsBytes ? "bytes" : "lines"): \(shown.quoted)")
      }
      if number == Int.max {
        throw UtilityError(
          "invalid number of \(countsBytes ? "bytes" : "lines"): \(text.quoted): "
            + Errno.overflow.message)
      }
      count = number
    }
  }

  func copy(from input: ByteReader, to output: ByteWriter) throws {
    switch (isFromEnd, countsBytes) {
    case (false, true): try copyBytes(input, output)
    case (false, false): try copyLines(input, output)
    case (true, true): try copyAllButBytes(input, output)
    case (true, false): try copyAllButLines(input, output)
    }
  }

  private func copyBytes(_ input: ByteReader, _ output: ByteWriter) throws {
    var left = count
    while left > 0 {
      let isMore = try input.readSome { bytes in
        let taken = min(left, bytes.count)
        try output.write(UnsafeBufferPointer(rebasing: bytes[..<taken]))
        left -= taken
        return taken
      }
      if !isMore { return }
    }
  }

  private func copyLines(_ input: ByteReader, _ output: ByteWriter) throws {
    var left = count
    while left > 0 {
      let isMore = try input.readSome { bytes in
        var taken = 0
        while taken < bytes.count && left > 0 {
          if bytes[taken] == delimiter { left -= 1 }
          taken += 1
        }
        try output.write(UnsafeBufferPointer(rebasing: bytes[..<taken]))
        return taken
      }
      if !isMore { return }
    }
  }

  private func copyAllButBytes(_ input: ByteReader, _ output: ByteWriter) throws {
    var held = ByteBuffer()
    while try input.readBlock({ held.append($0) }) {
      let ready = held.count - count
      guard ready > 0 else { continue }
      try held.withBytes { try output.write(UnsafeBufferPointer(rebasing: $0[..<ready])) }
      held.removeFirst(ready)
    }
  }

  private func copyAllButLines(_ input: ByteReader, _ output: ByteWriter) throws {
    var held: [ByteString] = []
    var next = 0
    while true {
      var line = ByteBuffer()
      var isTerminated = false
      guard try input.readLine(into: &line, delimiter: delimiter, isTerminated: &isTerminated)
      else { return }
      if isTerminated { line.append(delimiter) }
      if count == 0 {
        try output.write(line)
      } else if held.count < count {
        held.append(line.string())
      } else {
        try output.write(held[next])
        held[next] = line.string()
        next = (next + 1) % count
      }
    }
  }
}
