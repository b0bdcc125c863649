import ShellBytes
import ShellCommand
import ShellPatterns
import ShellSystem

/// Runs a script on lines.
final class SedMachine {
  private let script: SedScript
  private let settings: SedSettings
  private let context: CommandContext
  private let input: SedInput
  /// Standard output, or the new contents of a file that is edited in place.
  var output: SedOutput
  private let files: [SedOutput]

  private var pattern = ByteBuffer()
  private var held = ByteBuffer()
  /// Whether the line, and the one held, came with its newline.
  private var isTerminated = true
  private var isHeldTerminated = true
  private var made = ByteBuffer()
  private var hasSubstituted = false
  /// What is written when the line is done.
  private var appended: [Appended] = []
  private var lastRegex: Regex?
  private var ranges: [RangeState]
  private var lineFiles: [ByteString: ByteReader] = [:]
  private var captures: [Range<Int>?] = []

  private enum Appended {
    case text(ByteString)
    case file(ByteString)
    case line(ByteString, isTerminated: Bool)
  }

  private enum RangeState {
    case inactive
    case active
    /// Up to a line.
    case until(Int)
  }

  init(
    _ script: SedScript, _ settings: SedSettings, _ context: CommandContext, _ input: SedInput,
    output: SedOutput, files: [SedOutput]
  ) {
    self.script = script
    self.settings = settings
    self.context = context
    self.input = input
    self.output = output
    self.files = files
    ranges = []
    resetRanges()
  }

  /// Ranges begin anew with each file that is treated apart, and the hold space is empty; `0,/re/`
  /// is in its range at once.
  func resetRanges() {
    held.removeAll()
    ranges = script.commands.map { command in
      if case .line(0)? = command.first { return .active }
      return .inactive
    }
  }

  /// What a command leads to, if not to the next one.
  private enum Flow {
    case next
    case jump(Int)
    /// The next line, with or without writing this one.
    case endCycle(isWritten: Bool)
    /// Again from the beginning with what is left of the line.
    case restart
    case quit(UInt8, isWritten: Bool)
  }

  /// - Returns: the status that `q` gave.
  func run() throws -> UInt8 {
    var keepsPattern = false
    while true {
      if !keepsPattern {
        guard try read(into: &pattern) else { return 0 }
      }
      keepsPattern = false
      switch try cycle() {
      case .quit(let status, let isWritten):
        if isWritten && !settings.isQuiet { try writePattern() }
        try writeAppended()
        return status
      case .restart:
        keepsPattern = true
        try writeAppended()
      case .endCycle(let isWritten):
        if isWritten && !settings.isQuiet { try writePattern() }
        try writeAppended()
      default: break
      }
    }
  }

  private func read(into line: inout ByteBuffer) throws -> Bool {
    guard try input.read(into: &line) else { return false }
    isTerminated = input.isTerminated
    return true
  }

  private func cycle() throws -> Flow {
    var at = 0
    var steps = 0
    hasSubstituted = false
    while at < script.commands.count {
      let isSelected = try selects(at)
      switch isSelected ? try execute(at) : skip(at) {
      case .next: at += 1
      case .jump(let target):
        at = target
        // A loop in the script may neither read nor write.
        steps += 1
        if steps & 1023 == 0 { try context.check() }
      case let flow: return flow
      }
    }
    return .endCycle(isWritten: true)
  }

  private func skip(_ index: Int) -> Flow {
    if case .block(let end) = script.commands[index].action { return .jump(end) }
    return .next
  }

  // MARK: Addresses

  private func selects(_ index: Int) throws -> Bool {
    guard let first = script.commands[index].first else { return true }
    let isNegated = script.commands[index].isNegated
    guard let second = script.commands[index].second else {
      return try matches(first) != isNegated
    }
    return try isInRange(index, first, second) != isNegated
  }

  private func isInRange(
    _ index: Int, _ first: SedAddress, _ second: SedAddress
  ) throws -> Bool {
    let line = input.lineNumber
    switch ranges[index] {
    case .until(let end):
      if line >= end { ranges[index] = .inactive }
      if line <= end { return true }
      // The lines up to the end were read within a cycle; a number does not come again.
      if case .line = first { return false }
    case .active:
      switch second {
      case .line(let end):
        if line >= end { ranges[index] = .inactive }
        return line <= end
      default:
        if try matches(second) { ranges[index] = .inactive }
        return true
      }
    case .inactive: break
    }
    guard try matches(first) else { return false }
    switch second {
    case .line(let end): if end > line { ranges[index] = .until(end) }
    case .following(let count): if count > 0 { ranges[index] = .until(line + count) }
    case .multiple(let step):
      if step > 0 && line % step != 0 { ranges[index] = .until((line / step + 1) * step) }
    default: ranges[index] = .active
    }
    return true
  }

  private func matches(_ address: SedAddress) throws -> Bool {
    switch address {
    case .line(let number): return input.lineNumber == number
    case .step(let first, let step):
      if step <= 0 { return input.lineNumber == first }
      return input.lineNumber >= first && (input.lineNumber - first) % step == 0
    case .last: return try input.isAtEnd()
    case .regex(let regex):
      let used = try self.regex(regex)
      return pattern.withBytes { used.matches($0) }
    case .following, .multiple: return false
    }
  }

  private func regex(_ regex: Regex?) throws -> Regex {
    guard let used = regex ?? lastRegex else {
      throw UtilityError(
        "-e expression #\(script.expressionCount), char 0: no previous regular expression")
    }
    lastRegex = used
    return used
  }

  // MARK: Commands

  private func execute(_ index: Int) throws -> Flow {
    switch script.commands[index].action {
    case .block, .nothing: break
    case .number: try output.write("\(input.lineNumber)" + ByteString([settings.delimiter]))
    case .append(let text): appended.append(.text(text))
    case .insert(let text): try output.write(text)
    case .change(let text): return try change(index, text)
    case .branch(let target): return .jump(target)
    case .branchIfDone(let target):
      if hasSubstituted {
        hasSubstituted = false
        return .jump(target)
      }
    case .branchUnlessDone(let target):
      if !hasSubstituted { return .jump(target) }
      hasSubstituted = false
    case .delete: return .endCycle(isWritten: false)
    case .deleteLine:
      guard let end = firstLineEnd else { return .endCycle(isWritten: false) }
      pattern.removeFirst(end + 1)
      return .restart
    case .printName: try output.write(input.name + ByteString([settings.delimiter]))
    case .getHeld:
      pattern.removeAll()
      appendHeld()
    case .appendHeld:
      pattern.append(settings.delimiter)
      appendHeld()
    case .hold:
      held.removeAll()
      appendToHeld()
    case .appendToHeld:
      held.append(settings.delimiter)
      appendToHeld()
    case .exchange:
      swap(&pattern, &held)
      swap(&isTerminated, &isHeldTerminated)
    case .list(let width): try list(width ?? settings.width)
    case .next: return try next()
    case .appendNext: return try appendNext()
    case .print: try writePattern()
    case .printLine:
      let end = firstLineEnd ?? pattern.count
      try pattern.withBytes {
        try output.write(UnsafeBufferPointer(rebasing: $0[..<end]), isTerminated: true)
      }
    case .quit(let status): return .quit(status, isWritten: true)
    case .quitSilently(let status):
      appended.removeAll()
      return .quit(status, isWritten: false)
    case .readFile(let name): appended.append(.file(name))
    case .readLine(let name): try readLine(name)
    case .substitute(let substitution): try substitute(substitution)
    case .write(let file):
      try pattern.withBytes { try files[file].write($0, isTerminated: isTerminated) }
    case .writeLine(let file):
      let end = firstLineEnd ?? pattern.count
      try pattern.withBytes {
        try files[file].write(UnsafeBufferPointer(rebasing: $0[..<end]), isTerminated: true)
      }
    case .transliterate(let table): transliterate(table)
    case .clear: pattern.removeAll()
    }
    return .next
  }

  private var firstLineEnd: Int? {
    pattern.withBytes { $0.firstOffset(of: settings.delimiter, from: 0, to: $0.count) }
  }

  private func appendHeld() {
    held.withBytes { pattern.append($0) }
    isTerminated = isHeldTerminated
  }

  private func appendToHeld() {
    pattern.withBytes { held.append($0) }
    isHeldTerminated = isTerminated
  }

  private func writePattern() throws {
    try pattern.withBytes { try output.write($0, isTerminated: isTerminated) }
  }

  private func change(_ index: Int, _ text: ByteString) throws -> Flow {
    // Of a range, only the end is replaced.
    var isEnd = true
    if script.commands[index].second != nil && !script.commands[index].isNegated {
      if case .inactive = ranges[index] {} else { isEnd = false }
    }
    if isEnd { try output.write(text) }
    return .endCycle(isWritten: false)
  }

  private func next() throws -> Flow {
    if try input.isFinished() {
      // POSIX has the line not written; GNU sed writes it.
      return .quit(0, isWritten: !settings.isPOSIX)
    }
    if !settings.isQuiet { try writePattern() }
    try writeAppended()
    guard try read(into: &pattern) else { return .quit(0, isWritten: false) }
    return .next
  }

  private func appendNext() throws -> Flow {
    if try input.isFinished() { return .quit(0, isWritten: !settings.isPOSIX) }
    try writeAppended()
    made.removeAll()
    guard try read(into: &made) else { return .quit(0, isWritten: true) }
    pattern.append(settings.delimiter)
    made.withBytes { pattern.append($0) }
    return .next
  }

  private func readLine(_ name: ByteString) throws {
    let reader: ByteReader
    if let open = lineFiles[name] {
      reader = open
    } else {
      guard let file = try? context.open(name, .read) else { return }
      reader = ByteReader(file, gate: context.gate)
      lineFiles[name] = reader
    }
    var line = ByteBuffer()
    var isTerminated = false
    if try reader.readLine(
      into: &line, delimiter: settings.delimiter, isTerminated: &isTerminated)
    {
      appended.append(.line(line.string(), isTerminated: true))
    }
  }

  private func writeAppended() throws {
    guard !appended.isEmpty else { return }
    for item in appended {
      switch item {
      case .text(let text): try output.write(text)
      case .line(let line, let isTerminated):
        try line.withBytes { try output.write($0, isTerminated: isTerminated) }
      case .file(let name):
        guard let file = try? context.open(name, .read),
          (try? file.status())?.kind != .directory
        else { continue }
        try output.copy(file, context.gate)
      }
    }
    appended.removeAll()
  }

  private func list(_ width: Int) throws {
    var line = ByteString()
    var column = 0
    let limit = width - 1
    for index in 0..<pattern.count {
      let shown = SedMachine.shown(pattern[index])
      if width > 0 && column + shown.count > limit {
        line += "\\\n"
        column = 0
      }
      line += shown
      column += shown.count
    }
    try output.write(line + "$" + ByteString([settings.delimiter]))
  }

  private static func shown(_ byte: UInt8) -> ByteString {
    switch byte {
    case UInt8(ascii: "\\"): return "\\\\"
    case 7: return "\\a"
    case 8: return "\\b"
    case 9: return "\\t"
    case 10: return "\\n"
    case 11: return "\\v"
    case 12: return "\\f"
    case 13: return "\\r"
    case 32..<127: return ByteString([byte])
    default: return ByteString([92, 48 + (byte >> 6), 48 + (byte >> 3 & 7), 48 + (byte & 7)])
    }
  }

  private func transliterate(_ table: SedTransliteration) {
    if table.characters.isEmpty {
      for index in 0..<pattern.count { pattern[index] = table.bytes[Int(pattern[index])] }
      return
    }
    made.removeAll()
    pattern.withBytes { bytes in
      var at = 0
      while at < bytes.count {
        let length = settings.encoding.character(in: bytes, at: at).length
        let character = ByteString(UnsafeBufferPointer(rebasing: bytes[at..<(at + length)]))
        made.append(table.characters[character] ?? character)
        at += length
      }
    }
    swap(&pattern, &made)
  }

  // MARK: s

  private func substitute(_ command: SedSubstitution) throws {
    let regex = try self.regex(command.regex)
    for part in command.parts {
      if case .group(let number) = part, number > regex.groupCount {
        throw UtilityError(
          "-e expression #\(script.expressionCount), char 0: "
            + "invalid reference \\\(number) on `s' command's RHS")
      }
    }
    made.removeAll()
    let isDone = pattern.withBytes { replace($0, regex, command) }
    guard isDone else { return }
    swap(&pattern, &made)
    hasSubstituted = true
    if command.isPrinted { try writePattern() }
    if let file = command.file {
      try pattern.withBytes { try files[file].write($0, isTerminated: isTerminated) }
    }
  }

  /// Makes the new line in `made`.
  private func replace(
    _ bytes: UnsafeBufferPointer<UInt8>, _ regex: Regex, _ command: SedSubstitution
  ) -> Bool {
    var at = 0
    var copied = 0
    var count = 0
    var isDone = false
    var lastEnd = -1
    while at <= bytes.count, regex.firstMatch(bytes, from: at, captures: &captures) {
      guard let match = captures[0] else { break }
      // An empty match right behind another match is none.
      let isCounted = !(match.isEmpty && match.lowerBound == lastEnd)
      if isCounted {
        count += 1
        if count >= command.number {
          made.append(UnsafeBufferPointer(rebasing: bytes[copied..<match.lowerBound]))
          append(command.parts, bytes)
          copied = match.upperBound
          isDone = true
          if !command.isGlobal { break }
        }
      }
      lastEnd = match.upperBound
      at = match.upperBound
      if match.isEmpty {
        guard at < bytes.count else { break }
        at += settings.encoding.character(in: bytes, at: at).length
      }
    }
    if isDone { made.append(UnsafeBufferPointer(rebasing: bytes[copied...])) }
    return isDone
  }

  private func append(_ parts: [SedSubstitution.Part], _ bytes: UnsafeBufferPointer<UInt8>) {
    var letters = SedLetters(encoding: settings.encoding)
    for part in parts {
      switch part {
      case .text(let text): text.withBytes { letters.append($0, to: &made) }
      case .group(let number):
        if number < captures.count, let range = captures[number] {
          letters.append(UnsafeBufferPointer(rebasing: bytes[range]), to: &made)
        }
      case .letters(let upper): letters.all = upper
      case .nextLetter(let upper): letters.next = upper
      }
    }
  }
}

/// The case that `\U`, `\L`, `\u` and `\l` ask for.
private struct SedLetters {
  let encoding: CharacterEncoding
  var all: Bool?
  var next: Bool?

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, to target: inout ByteBuffer) {
    if all == nil && next == nil {
      target.append(bytes)
      return
    }
    var at = 0
    while at < bytes.count {
      let character = encoding.character(in: bytes, at: at)
      let piece = UnsafeBufferPointer(rebasing: bytes[at..<(at + character.length)])
      at += character.length
      guard let isUpper = next ?? all else {
        target.append(piece)
        continue
      }
      next = nil
      if let scalar = character.scalar, encoding == .utf8 || scalar < 0x80 {
        target.append(CharacterCase.mapped(scalar, isUpper: isUpper))
      } else {
        target.append(piece)
      }
    }
  }
}
