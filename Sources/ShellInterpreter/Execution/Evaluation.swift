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
    _ text: ByteString, firstLine: Int, source newSource: ByteString? = nil
  ) -> Flow {
    if NativeStack.position < stackLimit { return report(depthError()) }
    let outerSource = source
    let outerCommand = currentCommand
    let outerLine = line
    if let newSource { source = newSource }
    defer {
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
    let flow = runText(text, firstLine: firstLine, discards: keepsGoingAfterErrors) { code in
      codes.append(code)
    }
    if flow == .normal && !substitutesAliases {
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
  mutating func runText(
    _ text: ByteString, firstLine: Int = 1, discards: Bool = false,
    keep: (Code) -> Void = { _ in }
  ) -> Flow {
    var previous: Code?
    let table = AliasTable()
    var parser = Parser(
      text, dialect: dialect, firstLine: firstLine, aliases: { table.aliases[$0] })
    while true {
      table.aliases = substitutesAliases ? aliases : [:]
      let list: List?
      do throws(SyntaxError) {
        list = try parser.nextCompleteCommand()
      } catch {
        return reportSyntax(error)
      }
      guard let list else { break }
      if options.contains(.verbose) { echoInput(text, list) }
      let lowering = Lowering(shell: host, dialect: dialect, source: source)
      let code = lowering.lower(list)
      ensureSlots(host.names.count)
      keep(code)
      if options.contains(.noexec) && !options.contains(.interactive) { continue }
      let flow = code.run(&self)
      // The command that ran last may still be asked for its text.
      withExtendedLifetime(previous) { previous = code }
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

  /// Prints a syntax error with the line and a caret.
  mutating func reportSyntax(_ error: SyntaxError) -> Flow {
    status = .usage
    writeError("\(source): line \(error.line): \(error.message)\n")
    lastFailure = CommandFailure(
      line: error.line, source: source, command: nil, message: error.message, frames: [])
    syntaxError = error
    if options.contains(.interactive) { return .discard }
    return .exit
  }

  /// `set -v`
  private mutating func echoInput(_ text: ByteString, _ list: List) {
    let range = Int(list.range.start)..<Int(list.range.end)
    writeError(text.bytes(in: range) + "\n")
  }
}

/// The aliases that the parser asks for, as they are when it reads the next command.
private final class AliasTable {
  var aliases: [ByteString: ByteString] = [:]
}
