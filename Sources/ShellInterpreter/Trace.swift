import ShellBytes
import ShellCommand
import ShellSyntax
import ShellSystem

/// `set -x` and the DEBUG trap.
extension Interpreter {
  /// What comes before each command when there are hooks.
  mutating func beforeCommand(_ text: CommandText) throws(ShellError) -> Flow {
    if options.contains(.noexec) && !options.contains(.interactive) {
      status = .success
      return .exit
    }
    if runsDebugTrap {
      line = text.line
      currentCommand = Unmanaged.passUnretained(text)
      let saved = status
      let flow = runTrap(Traps.debug)
      if flow != .normal { return flow }
      status = saved
      currentCommand = Unmanaged.passUnretained(text)
      if options.contains(.extdebug) && !trapResult.isSuccess {
        // The action says that the command is to be left out (bash 5.2 manual 4.3.2, `extdebug`).
        status = .success
        throw ShellError("", status: .success)
      }
    }
    return .normal
  }

  /// PS4 with its first character repeated for each level of indirection.
  private mutating func tracePrefix() -> ByteString {
    options.remove(.xtrace)
    defer { options.insert(.xtrace) }
    let saved = status
    defer { status = saved }
    let prompt = value(Slot.prompt4) ?? ""
    let text = (try? expandPrompt(prompt)) ?? prompt
    guard subshellTraceDepth > 0, let first = text.first else { return text }
    return ByteString(repeating: first, count: subshellTraceDepth) + text
  }

  /// Shows a line under `set -x`.
  @inline(never)
  mutating func traceLine(_ text: ByteString) {
    guard options.contains(.xtrace) else { return }
    let line = tracePrefix() + text + "\n"
    if let number = value(Slot.traceDescriptor)?.decimalInteger, let file = descriptors[number] {
      try? file.write(line, gate)
    } else {
      writeError(line)
    }
  }

  mutating func trace(assignment name: ByteString, _ value: ByteString) {
    guard options.contains(.xtrace) else { return }
    traceLine("\(name)=\(traced(value))")
  }

  /// The words of a command; those that are assignments with their values.
  mutating func trace(_ words: Words) {
    guard options.contains(.xtrace), words.count > 0 else { return }
    var line = ByteString()
    for index in 0..<words.count {
      if index > 0 { line.append(UInt8(ascii: " ")) }
      var word = self[words, index]
      let pending = pendingDeclarations.first { $0.word == index }?.declaration
      if let value = pending?.value { word = "\(word)=\(value)" }
      line.append(word.isEmpty ? "''" : traced(word))
    }
    traceLine(line)
  }

  /// Shows what belongs to a command whose redirections are in effect already: they are not for
  /// the trace.
  mutating func traceOutside(of mark: Int, _ body: (inout Interpreter) -> Void) {
    guard options.contains(.xtrace) else { return }
    let own = descriptors[2]
    if let outer = descriptorLog[mark...].first(where: { $0.0 == 2 }) { descriptors[2] = outer.1 }
    body(&self)
    descriptors[2] = own
  }

  /// A primary of `[[ … ]]`, expanded.
  mutating func trace(condition parts: ByteString...) {
    let shown = parts.map { $0.isEmpty ? "''" : $0 }
    traceLine("[[ \(ByteString.joined(shown, separator: " ")) ]]")
  }

  private func traced(_ value: ByteString) -> ByteString {
    value.isEmpty ? "" : Quoting.singleQuotedIfNeeded(value, encoding: encoding)
  }

  /// A text expanded as inside double quotes: PS4, prompts, `${x@P}`.
  mutating func expandPrompt(_ text: ByteString) throws(ShellError) -> ByteString {
    try expandQuoted(dialect == .bash ? Prompt.expand(text, self) : text)
  }

  /// A text expanded as inside double quotes.
  mutating func expandQuoted(_ decoded: ByteString) throws(ShellError) -> ByteString {
    guard
      decoded.contains(where: {
        $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "\\")
      })
    else { return decoded }
    let word: Word
    do { word = try Parser.parseQuotedText(decoded) } catch { return decoded }
    let lowering = Lowering(shell: host, dialect: dialect, source: source)
    let code = lowering.lower(quotedText: word)
    ensureSlots(host.names.count)
    return try code.expand(&self)
  }
}

/// The backslash escapes of prompts (bash 5.2 manual 6.9).
enum Prompt {
  static func expand(_ text: ByteString, _ shell: borrowing Interpreter) -> ByteString {
    guard text.contains(UInt8(ascii: "\\")) else { return text }
    var result = ByteString()
    let bytes = Array(text)
    var at = 0
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count else {
        result.append(bytes[at])
        at += 1
        continue
      }
      let letter = bytes[at + 1]
      at += 2
      switch letter {
      case UInt8(ascii: "n"): result.append(10)
      case UInt8(ascii: "r"): result.append(13)
      case UInt8(ascii: "a"): result.append(7)
      case UInt8(ascii: "e"): result.append(27)
      case UInt8(ascii: "["), UInt8(ascii: "]"): break
      case UInt8(ascii: "s"): result.append(Path.lastComponent(shell.argumentZero))
      case UInt8(ascii: "w"): result.append(shell.directory)
      case UInt8(ascii: "W"): result.append(Path.lastComponent(shell.directory))
      case UInt8(ascii: "u"): result.append(ShellUser.name ?? "")
      case UInt8(ascii: "h"):
        let host = ShellUser.hostName
        result.append(host.prefix(host.firstIndex(of: UInt8(ascii: ".")) ?? host.count))
      case UInt8(ascii: "H"): result.append(ShellUser.hostName)
      case UInt8(ascii: "$"): result.append(ShellUser.isRoot ? "#" : "$")
      case UInt8(ascii: "?"): result.append(ByteString(Int(shell.status.code)))
      case UInt8(ascii: "v"), UInt8(ascii: "V"): result.append("5.2")
      case UInt8(ascii: "\\"): result.append("\\\\")
      case UInt8(ascii: "0")...UInt8(ascii: "7"):
        var value = Int(letter) - 48
        var count = 1
        while count < 3, at < bytes.count, let digit = bytes[at].hexDigitValue, digit < 8 {
          value = value * 8 + digit
          at += 1
          count += 1
        }
        result.append(UInt8(truncatingIfNeeded: value))
      default:
        result.append(UInt8(ascii: "\\"))
        result.append(letter)
      }
    }
    return result
  }
}
