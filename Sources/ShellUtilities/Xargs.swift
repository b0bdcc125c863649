import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `xargs` makes arguments of its input and runs a command with them.
  ///
  /// - Input: words, with quotes and backslashes; with `-0` or `-d` items with that end.
  /// - Status: 0; 123 if a command failed; 124 if one exited with 255; 126, 127 as in the shell;
  ///   1 on wrong usage.
  /// - Source: POSIX.1-2024 XCU `xargs`. Beyond it, as GNU: `-a -d -P -r -0`. Differs: with `-P`
  ///   commands still run one after the other.
  public static let xargs = Utility(
    "xargs",
    usage: "[-0prtx] [-a file] [-d delim] [-E eof] [-I replace | -L n | -n n] [-s n] [command...]"
  ) { context in
    let arguments = try context.parseArguments(
      options: "0a:d:E:e::i::I:l::L:n:P:prs:tx",
      long: [
        "null 0", "arg-file= a", "delimiter= d", "eof=? e", "replace=? i", "max-lines=? l",
        "max-args= n", "max-procs= P", "interactive p", "no-run-if-empty r", "max-chars= s",
        "verbose t", "exit x", "open-tty", "process-slot-var=",
      ], permutes: false)
    var run = XargsRun(context, command: arguments.operands)
    for option in arguments.options { try run.take(option) }
    return try run.run()
  }
}

private struct XargsRun {
  private let context: CommandContext
  private let command: [ByteString]
  private var delimiter: UInt8?
  private var end: ByteString?
  private var replacement: ByteString?
  private var maximumLines: Int?
  private var maximumWords: Int?
  private var maximumBytes = 131_072
  private var isTracing = false
  private var asks = false
  private var skipsEmpty = false
  private var exitsIfTooLong = false
  private var file: ByteString?
  private var status = ExitStatus.success

  init(_ context: CommandContext, command: [ByteString]) {
    self.context = context
    self.command = command.isEmpty ? ["echo"] : command
  }

  mutating func take(_ option: Arguments.Option) throws {
    let value = option.value
    switch option.letter {
    case UInt8(ascii: "0"): delimiter = 0
    case UInt8(ascii: "a"): file = value
    case UInt8(ascii: "d"): delimiter = try parseDelimiter(value ?? "")
    case UInt8(ascii: "E"), UInt8(ascii: "e"): end = value.flatMap { $0.isEmpty ? nil : $0 }
    case UInt8(ascii: "i"), UInt8(ascii: "I"):
      replacement = value ?? "{}"
      (maximumLines, maximumWords) = (nil, nil)
    case UInt8(ascii: "l"), UInt8(ascii: "L"):
      maximumLines = try value.map { try number($0, option) } ?? 1
      (maximumWords, replacement) = (nil, nil)
    case UInt8(ascii: "n"):
      maximumWords = try number(value ?? "", option)
      maximumLines = nil
      if maximumWords != 1 { replacement = nil }
    case UInt8(ascii: "P"): _ = try number(value ?? "", option, least: 0)
    case UInt8(ascii: "p"): (asks, isTracing) = (true, true)
    case UInt8(ascii: "r"): skipsEmpty = true
    case UInt8(ascii: "s"): maximumBytes = min(maximumBytes, try number(value ?? "", option))
    case UInt8(ascii: "t"): isTracing = true
    case UInt8(ascii: "x"): exitsIfTooLong = true
    default: break
    }
  }

  private func number(
    _ text: ByteString, _ option: Arguments.Option, least: Int = 1
  ) throws -> Int {
    let letter = ByteString([option.letter])
    guard let value = text.decimalInteger else {
      throw UtilityError.operands("invalid number \"\(text)\" for -\(letter) option", context)
    }
    if value < least {
      throw UtilityError.operands(
        "value \(text) for -\(letter) option should be >= \(least)", context)
    }
    return value
  }

  private func parseDelimiter(_ text: ByteString) throws -> UInt8 {
    if text.count == 1 { return text[0] }
    if text.first == UInt8(ascii: "\\"), text.count > 1 {
      if text.count == 2, let place = ByteString("abfnrtv\\").firstIndex(of: text[1]) {
        return [7, 8, 12, 10, 13, 9, 11, 92][place]
      }
      var value: Int?
      if text[1] == UInt8(ascii: "x") {
        value = text.dropFirst(2).reduce(0) { sum, byte in
          sum.flatMap { sum in byte.hexDigitValue.map { min(256, sum * 16 + $0) } }
        }
      } else {
        value = text.dropFirst().reduce(0) { sum, byte in
          sum.flatMap { (48...55).contains(byte) ? min(256, $0 * 8 + Int(byte - 48)) : nil }
        }
      }
      if let value, value < 256 { return UInt8(value) }
      throw UtilityError("Invalid escape sequence \(text) in input delimiter specification.")
    }
    throw UtilityError(
      "Invalid input delimiter specification \(text): the delimiter must be either a single character or an escape sequence starting with \\."
    )
  }

  mutating func run() throws -> ExitStatus {
    let input: ByteReader
    if let file, file != "-" {
      do {
        input = ByteReader(try context.open(file), gate: context.gate)
      } catch {
        throw UtilityError("Cannot open input file \(file.quoted): \(error.message)")
      }
    } else {
      input = context.input
    }
    var words = XargsWords(
      input, delimiter: delimiter, end: delimiter == nil ? end : nil,
      takesLines: replacement != nil)
    var held: [ByteString] = []
    var heldBytes = 0
    var heldLines = 0
    let base = command.reduce(0) { $0 + $1.count + 1 }
    var hasRun = false
    /// What was read before a fault of the input is still used.
    func next() throws -> (word: ByteString, endsLine: Bool)? {
      do {
        return try words.next()
      } catch let error as UtilityError {
        if !held.isEmpty { _ = try execute(command + held) }
        throw error
      }
    }
    while let item = try next() {
      if let replacement {
        hasRun = true
        if try !execute(
          command.map { $0 == command.first ? $0 : substitute(replacement, item.word, $0) })
        {
          return status
        }
        continue
      }
      let size = item.word.count + 1
      if base + size > maximumBytes {
        throw UtilityError("argument line too long")
      }
      if base + heldBytes + size > maximumBytes {
        if exitsIfTooLong { throw UtilityError("argument list too long") }
        hasRun = true
        if try !execute(command + held) { return status }
        (held, heldBytes, heldLines) = ([], 0, 0)
      }
      held.append(item.word)
      heldBytes += size
      if item.endsLine { heldLines += 1 }
      let isFull =
        maximumWords.map { held.count >= $0 } ?? maximumLines.map { heldLines >= $0 } ?? false
      if isFull {
        hasRun = true
        if try !execute(command + held) { return status }
        (held, heldBytes, heldLines) = ([], 0, 0)
      }
    }
    let runsEmpty = !hasRun && !skipsEmpty && replacement == nil
    if !held.isEmpty || runsEmpty { _ = try execute(command + held) }
    return status
  }

  private func substitute(
    _ sought: ByteString, _ item: ByteString, _ word: ByteString
  ) -> ByteString {
    if sought.isEmpty { return word }
    var result = ByteString()
    var at = 0
    while let range = word.firstRange(of: sought, from: at) {
      result += word.bytes(in: at..<range.lowerBound) + item
      at = range.upperBound
    }
    return result + word.dropFirst(at)
  }

  /// - Returns: whether to go on.
  private mutating func execute(_ words: [ByteString]) throws -> Bool {
    try context.check()
    if isTracing {
      try context.output.flush()
      let line = ByteString.joined(words.map(\.quotedIfNeeded), separator: " ")
      if asks {
        try context.error.write(line + " ?...")
        let terminal = try? context.files.open("/dev/tty", .read, mode: 0)
        let answer = try terminal.flatMap { try ByteReader($0, gate: context.gate).readLine() }
        if answer?.first.map({ $0 | 32 }) != UInt8(ascii: "y") { return true }
      } else {
        try context.error.write(line + "\n")
      }
    }
    // The command must not take what is still to become arguments.
    var descriptors: [Int: OpenFile?] = [:]
    if file == nil { descriptors[0] = .some(NullFile()) }
    let result = context.run(CommandRequest(words, descriptors: descriptors))
    switch result.code {
    case 0: return true
    case 255:
      context.report("\(words[0]): exited with status 255; aborting")
      status = 124
      return false
    case 126, 127:
      status = result
      return false
    case 129...:
      context.report("\(words[0]): terminated by signal \(result.code - 128)")
      status = 125
      return false
    default:
      status = 123
      return true
    }
  }
}

/// Takes the input apart.
private struct XargsWords {
  private let input: ByteReader
  private let delimiter: UInt8?
  private let end: ByteString?
  private let takesLines: Bool
  private var isAtEnd = false
  private var fault: UtilityError?
  private var waiting: [(word: ByteString, endsLine: Bool)] = []

  init(_ input: ByteReader, delimiter: UInt8?, end: ByteString?, takesLines: Bool) {
    self.input = input
    self.delimiter = delimiter
    self.end = end
    self.takesLines = takesLines
  }

  mutating func next() throws -> (word: ByteString, endsLine: Bool)? {
    if let delimiter {
      return try input.readLine(delimiter: delimiter).map { ($0, true) }
    }
    while waiting.isEmpty && !isAtEnd { try readWords() }
    guard !waiting.isEmpty else {
      if let fault { throw fault }
      return nil
    }
    let item = waiting.removeLast()
    if item.word == end {
      isAtEnd = true
      waiting.removeAll()
      return nil
    }
    return item
  }

  /// The words of one line, and of those that are joined to it by a backslash or a blank at its
  /// end.
  private mutating func readWords() throws {
    var found: [(word: ByteString, endsLine: Bool)] = []
    var word: ByteString?
    var isEnding = false
    repeat {
      guard var line = try input.readLine() else {
        isAtEnd = true
        break
      }
      isEnding = true
      var at = 0
      while at < line.count {
        let byte = line[at]
        at += 1
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
          guard let close = line.firstIndex(of: byte, from: at) else {
            let kind: ByteString = byte == UInt8(ascii: "'") ? "single" : "double"
            if let ended = word { found.append((ended, false)) }
            waiting = found.reversed()
            fault = UtilityError(
              "unmatched \(kind) quote; by default quotes are special to xargs unless you use the -0 option"
            )
            isAtEnd = true
            return
          }
          word = (word ?? "") + line.bytes(in: at..<close)
          at = close + 1
        case UInt8(ascii: "\\"):
          if at < line.count {
            word = (word ?? "") + ByteString([line[at]])
            at += 1
          } else if let more = try input.readLine() {
            word = (word ?? "") + "\n"
            line = more
            at = 0
          }
        case 32, 9:
          if takesLines && word != nil {
            word = (word ?? "") + ByteString([byte])
          } else if let ended = word {
            found.append((ended, false))
            word = nil
          }
          // A line that ends in a blank goes on in the next one (XCU xargs -L).
          if at == line.count && !takesLines && !found.isEmpty { isEnding = false }
        default: word = (word ?? "") + ByteString([byte])
        }
      }
      if let ended = word { found.append((ended, false)) }
      word = nil
    } while !isEnding || found.isEmpty
    if !found.isEmpty { found[found.count - 1].endsLine = true }
    waiting = found.reversed()
  }
}
