import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `wc` counts lines, words, characters and bytes.
  ///
  /// - Input: any bytes.
  /// - Output: a line of numbers for each file, and one for all when there are several.
  /// - Status: 0; 1 when a file could not be read.
  /// - Source: POSIX.1-2024 XCU `wc`; GNU coreutils 9.1.
  public static let wc = Utility("wc", usage: "[OPTION]... [FILE]...") { context in
    let arguments = try context.parseArguments(
      options: "clLmw",
      long: ["bytes c", "chars m", "lines l", "words w", "max-line-length L", "files0-from= 0"])
    var run = WcRun(context)
    var operands = arguments.operands
    for option in arguments.options {
      switch option.letter {
      case UInt8(ascii: "l"): run.showsLines = true
      case UInt8(ascii: "w"): run.showsWords = true
      case UInt8(ascii: "m"): run.showsCharacters = true
      case UInt8(ascii: "c"): run.showsBytes = true
      case UInt8(ascii: "L"): run.showsWidth = true
      default:
        if let extra = operands.first {
          throw UtilityError.Usage(
            "extra operand '\(extra)'\nfile operands cannot be combined with --files0-from")
        }
        operands = try WcRun.names(option.value ?? "", context)
        run.isList = true
      }
    }
    return try run.run(operands)
  }
}

/// The numbers of a file, or of all.
private struct WcCounts {
  var lines = 0
  var words = 0
  var characters = 0
  var bytes = 0
  var width = 0

  mutating func add(_ other: WcCounts) {
    lines &+= other.lines
    words &+= other.words
    characters &+= other.characters
    bytes &+= other.bytes
    width = max(width, other.width)
  }
}

private struct WcRun {
  var showsLines = false
  var showsWords = false
  var showsCharacters = false
  var showsBytes = false
  var showsWidth = false
  var isList = false
  private let context: CommandContext
  private let encoding: CharacterEncoding
  private var columns = 1

  init(_ context: CommandContext) {
    self.context = context
    encoding = context.encoding
  }

  /// The names that a file holds, each ended by NUL.
  static func names(_ file: ByteString, _ context: CommandContext) throws -> [ByteString] {
    do {
      let text = try ByteReader(try context.open(file), gate: context.gate).readAll()
      if text.isEmpty { return [] }
      return (text.last == 0 ? text.dropLast() : text).split(at: 0)
    } catch let error as Errno {
      throw UtilityError("cannot open '\(file)' for reading: \(error.message)")
    }
  }

  private var kinds: Int {
    [showsLines, showsWords, showsCharacters, showsBytes, showsWidth].count { $0 }
  }

  mutating func run(_ operands: [ByteString]) throws -> ExitStatus {
    if kinds == 0 { (showsLines, showsWords, showsBytes) = (true, true, true) }
    let names = operands.isEmpty && !isList ? ["-"] : operands
    columns = width(for: names)
    var total = WcCounts()
    var status = ExitStatus.success
    for name in names {
      var counts = WcCounts()
      do {
        let file = try context.open(name)
        do {
          if (try? file.status())?.kind == .directory { throw Errno.isDirectory }
          try count(ByteReader(file, gate: context.gate), &counts)
        } catch let error as Errno {
          if error == .cancelled || error == .interrupted || error == .brokenPipe { throw error }
          context.report("\(name): \(error.message)")
          status = .failure
        }
        try write(counts, operands.isEmpty && !isList ? nil : name)
        total.add(counts)
      } catch let error as Errno {
        if error == .cancelled || error == .interrupted || error == .brokenPipe { throw error }
        context.report("\(name): \(error.message)")
        status = .failure
      }
    }
    if names.count > 1 { try write(total, "total") }
    return status
  }

  /// As wide as the sizes of all files need; 7 when one has no size.
  private func width(for names: [ByteString]) -> Int {
    if names.count == 1 && kinds == 1 || names.isEmpty { return 1 }
    var least = 1
    var size = 0
    for name in names {
      let status =
        name == "-"
        ? try? context.input.file.status()
        : try? context.files.status(context.path(name), followLinks: true)
      guard let status else { continue }
      if status.kind == .regular { size &+= status.size } else { least = 7 }
    }
    return max(least, ByteString(size).count)
  }

  private func write(_ counts: WcCounts, _ name: ByteString?) throws {
    var line = ByteString()
    func add(_ isShown: Bool, _ value: Int) {
      guard isShown else { return }
      if !line.isEmpty { line.append(32) }
      let digits = ByteString(value)
      line += ByteString(repeating: 32, count: columns - digits.count) + digits
    }
    add(showsLines, counts.lines)
    add(showsWords, counts.words)
    add(showsCharacters, counts.characters)
    add(showsBytes, counts.bytes)
    add(showsWidth, counts.width)
    if let name { line += " " + name }
    try context.output.write(line + "\n")
  }

  // MARK: Counting

  private func count(_ reader: ByteReader, _ counts: inout WcCounts) throws {
    let needsText =
      showsWords || showsWidth || (showsCharacters && encoding == .utf8)
    var text = WcText(encoding: encoding)
    while try reader.readBlock({ bytes in
      counts.bytes &+= bytes.count
      if needsText {
        text.count(bytes)
      } else if showsLines {
        var lines = 0
        for byte in bytes where byte == 10 { lines &+= 1 }
        counts.lines &+= lines
      }
    }) {}
    if needsText {
      text.finish()
      let size = counts.bytes
      counts = text.counts
      counts.bytes = size
    }
    if encoding == .bytes { counts.characters = counts.bytes }
  }
}

/// Counts words and columns; a character may be cut in two by the end of a block.
private struct WcText {
  let encoding: CharacterEncoding
  var counts = WcCounts()
  private var isInWord = false
  private var column = 0
  private var rest: [UInt8] = []

  init(encoding: CharacterEncoding) { self.encoding = encoding }

  mutating func count(_ bytes: UnsafeBufferPointer<UInt8>) {
    if rest.isEmpty {
      take(bytes, isLast: false)
    } else {
      let joined = rest + Array(bytes)
      rest = []
      joined.withUnsafeBufferPointer { take($0, isLast: false) }
    }
  }

  mutating func finish() {
    let left = rest
    rest = []
    left.withUnsafeBufferPointer { take($0, isLast: true) }
    if isInWord { counts.words += 1 }
    counts.width = max(counts.width, column)
  }

  private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) {
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x80 || encoding == .bytes {
        counts.characters &+= 1
        take(byte)
        at &+= 1
        continue
      }
      let character = encoding.character(in: bytes, at: at)
      guard let scalar = character.scalar else {
        if !isLast && bytes.count - at < 4 && mayGoOn(bytes, at) {
          rest = Array(bytes[at...])
          return
        }
        at &+= 1
        continue
      }
      counts.characters &+= 1
      take(scalar)
      at &+= character.length
    }
  }

  /// Whether the bytes from an offset on can be the beginning of a character.
  private func mayGoOn(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    let length = bytes[at] >= 0xF0 ? 4 : bytes[at] >= 0xE0 ? 3 : bytes[at] >= 0xC2 ? 2 : 1
    guard bytes.count - at < length else { return false }
    return bytes[(at + 1)...].allSatisfy { $0 & 0xC0 == 0x80 }
  }

  private mutating func endWord() {
    if isInWord { counts.words &+= 1 }
    isInWord = false
  }

  private mutating func take(_ byte: UInt8) {
    switch byte {
    case 10:
      counts.lines &+= 1
      endLine()
    case 13, 12: endLine()
    case 9:
      column = column &+ 8 &- column % 8
      endWord()
    case 32:
      column &+= 1
      endWord()
    case 11: endWord()
    case 33..<127:
      column &+= 1
      isInWord = true
    default: break
    }
  }

  private mutating func endLine() {
    counts.width = max(counts.width, column)
    column = 0
    endWord()
  }

  private mutating func take(_ scalar: UInt32) {
    let width = CharacterProperties.width(scalar)
    guard width >= 0 else { return }
    column &+= width
    let isSpace =
      CharacterProperties.isMember(scalar, of: "space")
      || [0xA0, 0x2007, 0x202F, 0x2060].contains(scalar)
    if isSpace { endWord() } else { isInWord = true }
  }
}
