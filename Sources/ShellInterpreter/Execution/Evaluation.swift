import ShellBytes
import ShellCommand
import ShellSyntax
import ShellSystem

/// Running source text: scripts, `eval`, `.`, traps.
extension Interpreter {
  /// Whether aliases are substituted while text is parsed: never in a bash script, unless asked.
  private var substitutesAliases: Bool {
    !aliases.isEmpty
      && (dialect == .posix || options.contains(.interactive) || options.contains(.posix)
        || options.contains(.expandAliases))
  }

  /// Runs a text that may be run again: `eval`, traps, dot scripts. Its lowered form is kept.
  mutating func evaluate(
    _ text: ByteString, firstLine: Int, source newSource: ByteString? = nil,
    inputName newInputName: ByteString = ""
  ) -> Flow {
    if NativeStack.position < stackLimit { return report(depthError()) }
    let outerSource = source
    let outerCommand = currentCommand
    let outerLine = line
    let outerInputName = inputName
    let outerPrefix = commandPrefix
    commandPrefix = false
    if let newSource { source = newSource }
    inputName = newInputName
    defer {
      inputName = outerInputName
      commandPrefix = outerPrefix
      source = outerSource
      currentCommand = outerCommand
      line = outerLine
    }
    if !substitutesAliases,
      let program = host.cachedProgram(text, dialect, source, firstLine)
    {
      return program.run(&self)
    }
    var codes: [Code] = []
    let isKept = text.count < Host.cachedTextLimit
    var isEmpty = true
    let flow = runText(
      text, firstLine: firstLine,
      keep: { code in
        isEmpty = false
        if isKept { codes.append(code) }
      }, discards: keepsGoingAfterErrors, repeats: isKept)
    if isEmpty && flow == .normal { status = .success }
    if isKept && flow == .normal && !substitutesAliases {
      host.cacheProgram(
        LoweredProgram(codes, slotCount: host.names.count), text, dialect, source, firstLine)
    }
    return withExtendedLifetime(codes) { flow }
  }

  /// Whether an error that ends a complete command ends no more than that: in the shell itself
  /// the next one of the same text runs, a subshell ends.
  var keepsGoingAfterErrors: Bool { subshellDepth == 0 }

  /// Runs a text, each complete command before the next is read (XCU 2.3).
  /// - Parameter keep: is handed the lowered form of each.
  /// - Parameter repeats: whether that may run again.
  mutating func runText(
    _ text: ByteString, firstLine: Int = 1, keep: (Code) -> Void = { _ in },
    discards: Bool = false, repeats: Bool = false
  ) -> Flow {
    var previous: Code?
    defer { withExtendedLifetime(previous) {} }
    let table = AliasTable()
    var verbose = VerboseInput(text, line: firstLine)
    var parser = Parser(
      text, dialect: dialect, firstLine: firstLine, stackLimit: stackLimit, defers: true)
    while true {
      if substitutesAliases {
        table.aliases = aliases
        parser.aliases = { table.aliases[$0] }
      } else {
        parser.aliases = nil
      }
      parser.isPosixMode = options.contains(.posix)
      parser.takesKeywords = options.contains(.keyword)
      let line = options.contains(.verbose) ? parser.line : 0
      let list: List?
      do throws(SyntaxError) {
        list = try parser.nextCompleteCommand()
      } catch {
        warn(parser.takeWarnings())
        if options.contains(.verbose) { writeError(verbose.lines(line...max(line, error.line))) }
        let flow = reportSyntax(error)
        guard discards && error.endsLineOnly else { return flow }
        syntaxError = nil
        status = .failure
        parser.skipLine()
        continue
      }
      if parser.hasWarnings { warn(parser.takeWarnings()) }
      if options.contains(.verbose) {
        writeError(verbose.lines(line...(parser.isAtEnd ? .max : max(line, parser.line - 1))))
      }
      guard let list else { break }
      let lowering = Lowering(
        shell: host, dialect: dialect, source: source, repeats: repeats)
      let code = lowering.lower(list)
      ensureSlots(host.names.count)
      keep(code)
      if options.contains(.noexec) && !options.contains(.interactive) { continue }
      // The command that ran last may be asked for its text until here.
      withExtendedLifetime(previous) { keepLastCommand() }
      previous = code
      let flow = code.run(&self)
      switch flow {
      case .normal:
        if gate.needsAttention {
          let attended = attend()
          if attended != .normal { return attended }
        }
      case .discard where discards:
        loopsToLeave = 0
        continue
      case .break, .continue:
        if loopDepth == 0 { continue }
        return flow
      default:
        keepLastCommand()
        return flow
      }
    }
    keepLastCommand()
    return .normal
  }

  /// The code that ran goes away; an EXIT action may still ask for the last command.
  private mutating func keepLastCommand() {
    if traps.actions[Traps.exit] != nil { lastCommand = currentCommand?.takeUnretainedValue() }
    currentCommand = nil
  }

  /// Prints a syntax error in bash's words; a person at a terminal is also shown the place, and
  /// what was expected there.
  mutating func reportSyntax(_ error: SyntaxError) -> Flow {
    status = error.isTooDeep ? .failure : .usage
    let report = error.bashReport
    for message in report.messages { writeError(syntaxPrefix(report.line) + message + "\n") }
    if descriptors[2]?.isTerminal ?? false {
      writeError("\(error.line):\(error.column): \(error.message)\n\(error.excerpt)")
    }
    lastFailure = CommandFailure(
      line: error.line, source: source, command: nil, message: error.message, frames: [])
    syntaxError = error
    if options.contains(.interactive) { return .discard }
    return .exit
  }

  /// `name: line 3: `, or `name: eval: line 3: ` for a text that is no file (bash 5.2,
  /// `parser_error`).
  private func syntaxPrefix(_ line: Int) -> ByteString {
    if options.contains(.interactive) && frames.isEmpty { return "\(argumentZero): " }
    return "\(source): \(inputName)line \(line): "
  }

  /// Prints what the parser took, but remarked on; as `sh`, nothing.
  private mutating func warn(_ warnings: [SyntaxWarning]) {
    if options.contains(.posix) { return }
    // bash names no line of its `-c` string.
    let isString = options.contains(.commandString) && source == argumentZero
    for warning in warnings {
      let place: ByteString = isString ? "" : "line \(warning.line): "
      writeError("\(source): \(place)warning: \(warning.message)\n")
    }
  }
}

/// The lines of a text as `set -v` shows them: as they are read, with comments and here-documents.
private struct VerboseInput {
  private let text: ByteString
  private var at = 0
  /// The number of the line that begins at `at`.
  private var line: Int

  init(_ text: ByteString, line: Int) {
    self.text = text
    self.line = line
  }

  /// Lines that were not shown yet, the last one with a newline.
  mutating func lines(_ wanted: ClosedRange<Int>) -> ByteString {
    var start = at
    while at < text.count, line <= wanted.upperBound {
      if line <= wanted.lowerBound { start = at }
      while at < text.count, text[at] != 10 { at += 1 }
      if at < text.count { at += 1 }
      line += 1
    }
    let shown = text.bytes(in: start..<at)
    return shown.isEmpty || shown.last == 10 ? shown : shown + "\n"
  }
}

/// The aliases that the parser asks for, as they are when it reads the next command.
private final class AliasTable {
  var aliases: [ByteString: ByteString] = [:]
}
