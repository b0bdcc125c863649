import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `tail` copies the last lines, or bytes, of each file to standard output.
  ///
  /// - Input: any bytes.
  /// - Output: those bytes; with several files, a `==> name <==` line before each; with `-f` what
  ///   is added later, until the command is cancelled.
  /// - Status: 0; 1 if a file could not be read (the others are still copied) or on wrong usage.
  /// - Source: POSIX.1-2024 XCU `tail`. Beyond it, as GNU: several files, `-F -q -v -s -z`,
  ///   `--pid`, `--retry`, counts with multipliers, and the old forms `-5` and `+5`.
  public static let tail = Utility(
    "tail", usage: "[-c [+]bytes | -n [+]lines] [-fFqvz] [-s seconds] [--pid=pid] [file...]"
  ) { context in
    var part = TailPart()
    let words = part.takeOldForm(context.arguments)
    let arguments = try Arguments(
      words, options: "c:n:fFqvzs:",
      long: [
        "bytes= c", "lines= n", "quiet q", "silent q", "verbose v", "zero-terminated z",
        "follow=?", "retry", "pid=", "sleep-interval= s", "max-unchanged-stats=",
      ], permutes: context.environment["POSIXLY_CORRECT"] == nil)
    for option in arguments.options { try part.take(option) }
    let showsNames = part.showsNames ?? (arguments.operands.count > 1)
    var followed: [FollowedFile] = []
    var names = arguments.operands[...]
    let status = try context.forEachHeadedInput(
      arguments.operands, showsNames: showsNames
    ) { input in
      try part.copy(from: input, to: context.output)
    }
    guard part.follows else { return status }
    if names.isEmpty { names = ["-"] }
    for name in names {
      if let file = FollowedFile(name, context, byName: part.followsNames) {
        followed.append(file)
      }
    }
    try follow(followed, part, showsNames: showsNames, context)
    return status
  }

  /// Copies what is added to files, until nothing is left to wait for.
  private static func follow(
    _ files: [FollowedFile], _ part: TailPart, showsNames: Bool, _ context: CommandContext
  ) throws {
    var last = files.last?.name
    let nanoseconds = UInt64(min(max(part.interval, 0.001), 1e9) * 1e9)
    while !files.isEmpty {
      let isWriterGone = part.process.map { isGone($0) } ?? false
      for file in files {
        try file.update(context)
        while try file.reader?.readBlock({ bytes in
          if showsNames && last != file.name {
            try context.output.write("\n==> \(file.title) <==\n")
            last = file.name
          }
          try context.output.write(bytes)
        }) == true {}
      }
      try context.output.flush()
      if isWriterGone { return }
      try context.gate.sleep(until: SystemClock.monotonic &+ nanoseconds)
    }
  }

  private static func isGone(_ process: Int32) -> Bool {
    do {
      try Signal(number: 0).send(to: process)
      return false
    } catch {
      return error == .noProcess
    }
  }
}

/// A file that `tail -f` looks at again and again.
private final class FollowedFile {
  let name: ByteString
  var title: ByteString { name == "-" ? "standard input" : name }
  private(set) var reader: ByteReader?
  private let followsName: Bool
  private var identity: (device: UInt64, inode: UInt64)?
  private var isMissing = false

  /// nil for what cannot grow: a pipe, a file that is not there.
  init?(_ name: ByteString, _ context: CommandContext, byName: Bool) {
    self.name = name
    followsName = byName && name != "-"
    guard let file = try? context.open(name), let status = try? file.status() else {
      if !followsName { return nil }
      isMissing = true
      return
    }
    if name == "-" && status.kind == .fifo || status.kind == .directory { return nil }
    adopt(file, status, context)
    if status.kind == .regular, name != "-" { _ = try? file.seek(0, FollowedFile.end) }
  }

  private static let end: Int32 = 2

  private func adopt(_ file: OpenFile, _ status: FileStatus, _ context: CommandContext) {
    reader = ByteReader(file, gate: context.gate)
    identity = (status.device, status.inode)
  }

  /// Looks whether the file was cut, or another one has its name now.
  func update(_ context: CommandContext) throws {
    if let file = reader?.file, let status = try? file.status(), status.kind == .regular,
      let position = try? file.seek(0, 1), status.size < position
    {
      context.report("\(name.quotedIfNeeded): file truncated")
      _ = try file.seek(0, 0)
    }
    guard followsName else { return }
    guard let status = try? context.status(name) else {
      if !isMissing {
        context.report("\(name.quoted) has become inaccessible: \(Errno.noEntry.message)")
        isMissing = true
        reader = nil
      }
      return
    }
    let isSame = identity.map { $0 == (status.device, status.inode) } ?? false
    guard isMissing || !isSame, let file = try? context.open(name) else { return }
    if isMissing {
      context.report("\(name.quoted) has appeared;  following new file")
    } else {
      context.report("\(name.quoted) has been replaced;  following new file")
    }
    isMissing = false
    adopt(file, status, context)
  }
}

/// How much is copied, and whether what follows is, too.
private struct TailPart {
  var showsNames: Bool?
  var follows = false
  var followsNames = false
  var process: Int32?
  var interval = 1.0
  private var count = 10
  private var countsBytes = false
  /// Whether `count` is the number of the first line or byte.
  private var isFromStart = false
  private var delimiter: UInt8 = 10

  /// `-5`, `-5c`, `-5f`, `+5`: only as the first of one or two words.
  mutating func takeOldForm(_ words: [ByteString]) -> [ByteString] {
    guard let first = words.first, first.count > 1, first[1].isASCIIDigit,
      first[0] == UInt8(ascii: "-") || first[0] == UInt8(ascii: "+") && words.count < 3
    else { return words }
    let digits = ByteString(first.dropFirst().prefix { $0.isASCIIDigit })
    let letters = first.dropFirst(1 + digits.count)
    guard letters.allSatisfy({ ByteString("cblf").contains($0) }) else { return words }
    count = digits.decimalInteger ?? Int.max
    isFromStart = first[0] == UInt8(ascii: "+")
    for letter in letters {
      switch letter {
      case UInt8(ascii: "c"): countsBytes = true
      case UInt8(ascii: "b"):
        countsBytes = true
        count = count.multipliedReportingOverflow(by: 512).partialValue
      case UInt8(ascii: "f"): follows = true
      default: countsBytes = false
      }
    }
    return Array(words.dropFirst())
  }

  mutating func take(_ option: Arguments.Option) throws {
    let text = option.value ?? ""
    switch option.letter {
    case UInt8(ascii: "f"): follows = true
    case UInt8(ascii: "F"): (follows, followsNames) = (true, true)
    case UInt8(ascii: "q"): showsNames = false
    case UInt8(ascii: "v"): showsNames = true
    case UInt8(ascii: "z"): delimiter = 0
    case UInt8(ascii: "s"):
      let parsed = FloatingPoint.parse(text)
      guard parsed.length == text.count, !text.isEmpty, parsed.value >= 0 else {
        throw UtilityError("invalid number of seconds: \(text.quoted)")
      }
      interval = parsed.value
    case UInt8(ascii: "c"), UInt8(ascii: "n"):
      countsBytes = option.letter == UInt8(ascii: "c")
      isFromStart = text.first == UInt8(ascii: "+")
      let isSigned = isFromStart || text.first == UInt8(ascii: "-")
      guard let number = ByteCount.parse(isSigned ? text.dropFirst() : text) else {
        throw UtilityError("invalid number of \(countsBytes ? "bytes" : "lines"): \(text.quoted)")
      }
      if number == Int.max {
        throw UtilityError(
          "invalid number of \(countsBytes ? "bytes" : "lines"): \(text.quoted): "
            + Errno.overflow.message)
      }
      count = number
    default: try takeLong(option)
    }
  }

  private mutating func takeLong(_ option: Arguments.Option) throws {
    switch option.long {
    case "follow":
      let how = option.value ?? "descriptor"
      guard how == "name" || how == "descriptor" else {
        throw UtilityError.Usage("invalid argument '\(option.value ?? "")' for '--follow'")
      }
      follows = true
      followsNames = how == "name"
    case "retry": followsNames = true
    case "pid":
      guard let number = option.value?.decimalInteger, let id = Int32(exactly: number), id > 0
      else { throw UtilityError("invalid PID: \((option.value ?? "").quoted)") }
      process = id
    default: break
    }
  }

  func copy(from input: ByteReader, to output: ByteWriter) throws {
    if isFromStart {
      try copyFrom(input, output)
    } else {
      try copyLast(input, output)
    }
  }

  private func copyFrom(_ input: ByteReader, _ output: ByteWriter) throws {
    var skipped = max(0, count - 1)
    while try input.readBlock({ bytes in
      var at = 0
      if countsBytes {
        at = min(skipped, bytes.count)
        skipped -= at
      } else {
        while at < bytes.count && skipped > 0 {
          if bytes[at] == delimiter { skipped -= 1 }
          at += 1
        }
      }
      try output.write(UnsafeBufferPointer(rebasing: bytes[at...]))
    }) {}
  }

  /// Holds blocks back, and lets those go that can no longer belong to the end.
  private func copyLast(_ input: ByteReader, _ output: ByteWriter) throws {
    try skipMost(of: input.file)
    var blocks: [(bytes: ByteString, units: Int)] = []
    var first = 0
    var units = 0
    while try input.readBlock({ bytes in
      let added = countsBytes ? bytes.count : bytes.count { $0 == delimiter }
      blocks.append((ByteString(bytes), added))
      units += added
      // One unit more than asked for: the last line's own delimiter ends it, it starts none.
      while first < blocks.count - 1, units - blocks[first].units > count {
        units -= blocks[first].units
        blocks[first].bytes = ""
        first += 1
      }
      if first > 1000 {
        blocks.removeFirst(first)
        first = 0
      }
    }) {}
    guard count > 0, let last = blocks.last else { return }
    if !countsBytes && last.bytes.last != delimiter { units += 1 }
    var excess = units - count
    for block in blocks[first...] {
      var at = 0
      if excess > 0 && countsBytes {
        at = min(excess, block.bytes.count)
        excess -= at
      } else if excess > 0 {
        block.bytes.withBytes { bytes in
          while at < bytes.count && excess > 0 {
            if bytes[at] == delimiter { excess -= 1 }
            at += 1
          }
        }
      }
      try output.write(at == 0 ? block.bytes : block.bytes.dropFirst(at))
    }
  }

  /// The end of a big file is looked for from its end.
  private func skipMost(of file: OpenFile) throws {
    let window = 1 << 20
    guard let status = try? file.status(), status.kind == .regular, status.size > 8 * window,
      file.unreadCount == 0, let position = try? file.seek(0, 1)
    else { return }
    if countsBytes {
      if count < status.size - position { _ = try file.seek(status.size - count, 0) }
      return
    }
    var start = status.size
    var found = 0
    let gate = Gate()
    while start > position && found <= count {
      start = max(position, start - window)
      _ = try file.seek(start, 0)
      var left = window
      while left > 0 {
        let (taken, lines) = try file.read(gate) { bytes -> (used: Int, result: (Int, Int)) in
          let taken = min(left, bytes.count)
          return (bytes.count, (taken, bytes[..<taken].count { $0 == delimiter }))
        }
        if taken == 0 { break }
        left -= taken
        found += lines
      }
    }
    _ = try file.seek(start, 0)
  }
}
