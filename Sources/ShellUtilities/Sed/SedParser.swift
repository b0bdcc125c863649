import ShellBytes
import ShellCommand
import ShellPatterns

/// Reads sed scripts; errors tell the place as GNU sed does.
struct SedParser {
  let settings: SedSettings
  private(set) var script = SedScript()

  /// The text that is read: an `-e`, or a file.
  var text: [UInt8] = []
  var at = 0
  private var scriptName: ByteString?
  private var openBlocks: [Int] = []
  private var labels: [ByteString: Int] = [:]
  private var jumps: [(command: Int, label: ByteString)] = []
  /// A command `a`, `i` or `c` whose text comes with the next `-e`.
  private var waiting: Int?

  init(settings: SedSettings) { self.settings = settings }

  // MARK: Pieces

  /// Reads an `-e`.
  mutating func read(expression: ByteString) throws {
    script.expressionCount += 1
    scriptName = nil
    try read(expression)
  }

  /// Reads what a file of `-f` holds.
  mutating func read(contents: ByteString, of name: ByteString) throws {
    scriptName = name
    try read(contents)
  }

  private mutating func read(_ piece: ByteString) throws {
    text = Array(piece)
    at = 0
    if let command = waiting {
      waiting = nil
      setText(readText(), of: command)
    }
    let isFirst = script.commands.isEmpty && script.expressionCount <= 1
    if isFirst, piece.hasPrefix("#n"), piece.count == 2 || piece[2] == 10 {
      script.isQuiet = true
    }
    try commands()
  }

  /// Joins blocks and jumps when everything was read.
  mutating func finish() throws -> SedScript {
    if !openBlocks.isEmpty {
      at = 0
      throw error("unmatched `{'")
    }
    for jump in jumps {
      var target = script.commands.count
      if !jump.label.isEmpty {
        guard let place = labels[jump.label] else {
          throw UtilityError(
            "can't find label for jump to `\(jump.label)'", status: 4)
        }
        target = place
      }
      switch script.commands[jump.command].action {
      case .branch: script.commands[jump.command].action = .branch(target)
      case .branchIfDone: script.commands[jump.command].action = .branchIfDone(target)
      default: script.commands[jump.command].action = .branchUnlessDone(target)
      }
    }
    return script
  }

  /// An error at the place read so far.
  func error(_ message: ByteString) -> UtilityError {
    if let scriptName, at > 0 {
      let line = text.prefix(at).dropLast().reduce(1) { $1 == 10 ? $0 + 1 : $0 }
      return UtilityError("file \(scriptName) line \(line): \(message)")
    }
    return UtilityError("-e expression #\(script.expressionCount), char \(at): \(message)")
  }

  // MARK: Characters

  mutating func next() -> UInt8? {
    guard at < text.count else { return nil }
    at += 1
    return text[at - 1]
  }

  mutating func nextBehindBlanks() -> UInt8? {
    while at < text.count && text[at].isASCIIBlank { at += 1 }
    return next()
  }

  private mutating func nextBehindSpace() -> UInt8? {
    while at < text.count && text[at].isASCIISpace { at += 1 }
    return next()
  }

  /// Steps back before the byte read last, if there was one.
  mutating func putBack(_ byte: UInt8?) { if byte != nil { at -= 1 } }

  private mutating func number(_ first: UInt8) -> Int {
    var value = Int(first) - 48
    while at < text.count && text[at].isASCIIDigit {
      value = min(value &* 10 &+ Int(text[at] - 48), 1 << 52)
      at += 1
    }
    return value
  }

  // MARK: Commands

  private mutating func commands() throws {
    while true {
      while at < text.count && (text[at].isASCIISpace || text[at] == UInt8(ascii: ";")) { at += 1 }
      guard at < text.count else { return }
      if text[at] == UInt8(ascii: "#") {
        skipComment()
        continue
      }
      var command = SedCommand(action: .nothing)
      try addresses(&command)
      guard let letter = nextBehindSpaceUnlessEnd() else { throw error("missing command") }
      try action(letter, &command)
    }
  }

  private mutating func nextBehindSpaceUnlessEnd() -> UInt8? {
    while at < text.count && text[at].isASCIISpace { at += 1 }
    return next()
  }

  private mutating func skipComment() {
    while at < text.count && text[at] != 10 { at += 1 }
  }

  private mutating func addresses(_ command: inout SedCommand) throws {
    command.first = try address(isFirst: true)
    if command.first != nil {
      let comma = nextBehindSpace()
      if comma == UInt8(ascii: ",") {
        command.second = try address(isFirst: false)
        if command.second == nil {
          _ = nextBehindSpace()
          throw error("unexpected `,'")
        }
      } else {
        putBack(comma)
      }
      if case .line(0)? = command.first {
        guard case .regex? = command.second, !settings.isPOSIX else {
          _ = nextBehindSpace()
          throw error("invalid usage of line address 0")
        }
      }
    }
    var mark = nextBehindSpace()
    if mark == UInt8(ascii: "!") {
      command.isNegated = true
      mark = nextBehindSpace()
      if mark == UInt8(ascii: "!") { throw error("multiple `!'s") }
    }
    putBack(mark)
  }

  private mutating func address(isFirst: Bool) throws -> SedAddress? {
    guard var byte = isFirst ? next() : nextBehindSpace() else { return nil }
    switch byte {
    case UInt8(ascii: "$"): return .last
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let line = number(byte)
      let tilde = nextBehindSpace()
      guard tilde == UInt8(ascii: "~"), isFirst else {
        putBack(tilde)
        return .line(line)
      }
      let digit = nextBehindSpace()
      guard let digit, digit.isASCIIDigit else {
        putBack(digit)
        return .step(first: line, step: 0)
      }
      return .step(first: line, step: number(digit))
    case UInt8(ascii: "+"), UInt8(ascii: "~"):
      let digit = nextBehindSpace()
      if isFirst { throw error("invalid usage of +N or ~N as first address") }
      guard let digit, digit.isASCIIDigit else {
        throw error("unexpected `,'")
      }
      let count = number(digit)
      return byte == UInt8(ascii: "+") ? .following(count) : .multiple(count)
    case UInt8(ascii: "/"), UInt8(ascii: "\\"):
      if byte == UInt8(ascii: "\\") {
        guard let delimiter = next() else { throw error("unterminated address regex") }
        byte = delimiter
      }
      guard let pattern = delimited(by: byte, isPattern: true) else {
        throw error("unterminated address regex")
      }
      return .regex(try regex(pattern, flags: addressFlags()))
    default:
      putBack(byte)
      return nil
    }
  }

  private mutating func addressFlags() -> Regex.Options {
    var options: Regex.Options = []
    while let flag = nextBehindSpace() {
      switch flag {
      case UInt8(ascii: "I"): options.insert(.ignoresCase)
      case UInt8(ascii: "M"): options.insert(.multiline)
      default:
        putBack(flag)
        return options
      }
    }
    return options
  }

  /// A regular expression, or nil for an empty one, which is the last one used.
  func regex(_ pattern: [UInt8], flags: Regex.Options) throws -> Regex? {
    if pattern.isEmpty {
      if !flags.isEmpty { throw error("cannot specify modifiers on empty regexp") }
      return nil
    }
    let options = flags.union([.refusesLoneParenthesis, .refusesBareClasses])
    do {
      return try Regex(
        SedEscapes.pattern(pattern), syntax: settings.isExtended ? .extended : .basic,
        options: options, encoding: settings.encoding)
    } catch let failure {
      if failure.message.hasPrefix("character class syntax") {
        throw UtilityError(failure.message, status: 4)
      }
      throw error(failure.message)
    }
  }

  /// Reads up to a delimiter. An escaped delimiter loses its backslash, and in a pattern `\n` is
  /// a newline, and a delimiter in a bracket expression ends nothing.
  mutating func delimited(by delimiter: UInt8, isPattern: Bool) -> [UInt8]? {
    var result: [UInt8] = []
    while let byte = next() {
      if byte == delimiter { return result }
      if byte == UInt8(ascii: "[") && isPattern {
        guard let bracket = bracket() else { return nil }
        result += bracket
        continue
      }
      if byte == UInt8(ascii: "\\") {
        guard let escaped = next() else { return nil }
        if escaped == delimiter {
          if !isPattern && escaped == UInt8(ascii: "&") { result.append(byte) }
          result.append(escaped)
        } else if escaped == UInt8(ascii: "n") && isPattern {
          result.append(10)
        } else if escaped == 10 && !isPattern {
          result += [byte, 10]
        } else {
          result += [byte, escaped]
        }
        continue
      }
      if byte == 10 && isPattern { return nil }
      result.append(byte)
    }
    return nil
  }

  /// Reads a bracket expression behind its `[`.
  private mutating func bracket() -> [UInt8]? {
    var result: [UInt8] = [UInt8(ascii: "[")]
    // A `]` in the first place is a member.
    if at < text.count && text[at] == UInt8(ascii: "^") {
      result.append(text[at])
      at += 1
    }
    if at < text.count && text[at] == UInt8(ascii: "]") {
      result.append(text[at])
      at += 1
    }
    while let byte = next() {
      switch byte {
      case 10: return nil
      case UInt8(ascii: "]"): return result + [byte]
      case UInt8(ascii: "\\"):
        guard let escaped = next() else { return nil }
        if escaped == UInt8(ascii: "n") {
          result.append(10)
        } else if escaped == UInt8(ascii: "]") {
          return result + [byte, escaped]
        } else {
          result += [byte, escaped]
        }
      case UInt8(ascii: "["):
        result.append(byte)
        guard at < text.count, ByteSet(ByteString(":.=")).contains(text[at]) else { continue }
        let kind = text[at]
        // `[:name:]` up to its end.
        while let inner = next() {
          result.append(inner)
          if inner == kind, result.count > 2, at < text.count, text[at] == UInt8(ascii: "]") {
            result.append(text[at])
            at += 1
            break
          }
        }
      default: result.append(byte)
      }
    }
    return nil
  }

  private mutating func endOfCommand() throws {
    let byte = nextBehindBlanks()
    switch byte {
    case nil, 10, 13, UInt8(ascii: ";"): return
    case UInt8(ascii: "}"), UInt8(ascii: "#"): putBack(byte)
    default: throw error("extra characters after command")
    }
  }

  mutating func add(_ command: SedCommand) { script.commands.append(command) }

  private mutating func action(_ letter: UInt8, _ command: inout SedCommand) throws {
    switch letter {
    case UInt8(ascii: "{"):
      openBlocks.append(script.commands.count)
      command.action = .block(end: 0)
      return add(command)
    case UInt8(ascii: "}"):
      guard let open = openBlocks.popLast() else { throw error("unexpected `}'") }
      if command.first != nil { throw error("} doesn't want any addresses") }
      script.commands[open].action = .block(end: script.commands.count)
      return try endOfCommand()
    case UInt8(ascii: ":"):
      if command.first != nil { throw error(": doesn't want any addresses") }
      let label = self.label()
      if label.isEmpty { throw error("\":\" lacks a label") }
      labels[label] = script.commands.count
      return
    case UInt8(ascii: "#"):
      if command.first != nil { throw error("comments don't accept any addresses") }
      return skipComment()
    case UInt8(ascii: "a"), UInt8(ascii: "i"), UInt8(ascii: "c"):
      return try textCommand(letter, command)
    case UInt8(ascii: "b"), UInt8(ascii: "t"), UInt8(ascii: "T"):
      jumps.append((script.commands.count, label()))
      command.action =
        letter == UInt8(ascii: "b")
        ? .branch(0) : letter == UInt8(ascii: "t") ? .branchIfDone(0) : .branchUnlessDone(0)
      try endOfCommand()
    case UInt8(ascii: "q"), UInt8(ascii: "Q"):
      if command.second != nil { throw error("command only uses one address") }
      let status = UInt8(truncatingIfNeeded: optionalNumber() ?? 0)
      command.action = letter == UInt8(ascii: "q") ? .quit(status) : .quitSilently(status)
      try endOfCommand()
    case UInt8(ascii: "l"):
      command.action = .list(optionalNumber())
      try endOfCommand()
    case UInt8(ascii: "r"), UInt8(ascii: "R"), UInt8(ascii: "w"), UInt8(ascii: "W"):
      let name = try fileName()
      switch letter {
      case UInt8(ascii: "r"): command.action = .readFile(name)
      case UInt8(ascii: "R"): command.action = .readLine(name)
      case UInt8(ascii: "w"): command.action = .write(file(name))
      default: command.action = .writeLine(file(name))
      }
    case UInt8(ascii: "s"): command.action = .substitute(try substitution())
    case UInt8(ascii: "y"):
      command.action = .transliterate(try transliteration())
      try endOfCommand()
    case UInt8(ascii: "v"):
      let version = label()
      if version.first.map({ $0 > UInt8(ascii: "4") }) ?? false {
        throw error("expected newer version of sed")
      }
      try endOfCommand()
    case UInt8(ascii: "e"):
      throw UtilityError.Usage("the command 'e' is not supported")
    default:
      guard let simple = SedParser.simple(letter) else {
        throw error("unknown command: `\(ByteString([letter]))'")
      }
      command.action = simple
      try endOfCommand()
    }
    add(command)
  }

  private static func simple(_ letter: UInt8) -> SedCommand.Action? {
    switch letter {
    case UInt8(ascii: "="): return .number
    case UInt8(ascii: "d"): return .delete
    case UInt8(ascii: "D"): return .deleteLine
    case UInt8(ascii: "F"): return .printName
    case UInt8(ascii: "g"): return .getHeld
    case UInt8(ascii: "G"): return .appendHeld
    case UInt8(ascii: "h"): return .hold
    case UInt8(ascii: "H"): return .appendToHeld
    case UInt8(ascii: "n"): return .next
    case UInt8(ascii: "N"): return .appendNext
    case UInt8(ascii: "p"): return .print
    case UInt8(ascii: "P"): return .printLine
    case UInt8(ascii: "x"): return .exchange
    case UInt8(ascii: "z"): return .clear
    default: return nil
    }
  }

  private mutating func optionalNumber() -> Int? {
    let byte = nextBehindBlanks()
    if let byte, byte.isASCIIDigit { return number(byte) }
    putBack(byte)
    return nil
  }

  private mutating func label() -> ByteString {
    var label = ByteString()
    while at < text.count && text[at].isASCIIBlank { at += 1 }
    while at < text.count, !text[at].isASCIISpace, text[at] != UInt8(ascii: ";"),
      text[at] != UInt8(ascii: "}"), text[at] != UInt8(ascii: "#")
    {
      label.append(text[at])
      at += 1
    }
    return label
  }

  /// The rest of the line.
  mutating func fileName() throws -> ByteString {
    if settings.isSandbox { throw error("e/r/w commands disabled in sandbox mode") }
    let first = nextBehindBlanks()
    putBack(first)
    var name = ByteString()
    while let byte = next(), byte != 10 { name.append(byte) }
    if name.isEmpty { throw error("missing filename in r/R/w/W commands") }
    return name
  }

  mutating func file(_ name: ByteString) -> Int {
    if let index = script.files.firstIndex(of: name) { return index }
    script.files.append(name)
    return script.files.count - 1
  }

  // MARK: Text

  private mutating func textCommand(_ letter: UInt8, _ command: SedCommand) throws {
    var command = command
    switch letter {
    case UInt8(ascii: "a"): command.action = .append("")
    case UInt8(ascii: "i"): command.action = .insert("")
    default: command.action = .change("")
    }
    guard let first = nextBehindBlanks() else {
      throw error("expected \\ after `a', `c' or `i'")
    }
    add(command)
    if first == UInt8(ascii: "\\") {
      guard let second = next() else {
        waiting = script.commands.count - 1
        return
      }
      if second != 10 { putBack(second) }
    } else {
      putBack(first)
    }
    setText(readText(), of: script.commands.count - 1)
  }

  /// Reads lines up to one that does not end in a backslash.
  private mutating func readText() -> ByteString {
    var raw: [UInt8] = []
    while let byte = next(), byte != 10 {
      raw.append(byte)
      if byte == UInt8(ascii: "\\"), let escaped = next() { raw.append(escaped) }
    }
    return SedEscapes.text(raw) + "\n"
  }

  private mutating func setText(_ text: ByteString, of command: Int) {
    switch script.commands[command].action {
    case .append: script.commands[command].action = .append(text)
    case .insert: script.commands[command].action = .insert(text)
    default: script.commands[command].action = .change(text)
    }
  }
}
