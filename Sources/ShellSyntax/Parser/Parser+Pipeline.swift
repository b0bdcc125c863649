import ShellBytes

/// - Grammar: `pipeline` in Grammar/shell.ebnf.
extension Parser {
  /// Commands joined by `|`, behind `!` and `time`; nil where they are only checked.
  func parsePipeline() throws(SyntaxError) -> Pipeline? {
    _ = try lexer.peek(.command)
    let start = lexer.token.start
    var isNegated = false
    var timing: Pipeline.Timing?
    var hasPrefix = false
    prefix: while let reserved = try peekReserved() {
      switch reserved {
      case .bang:
        if hasPrefix && !lexer.isBash { break prefix }
        isNegated.toggle()
        lexer.advance()
      case .time:
        lexer.advance()
        timing = try parseTimeOptions() ? .posix : timing ?? .standard
      default: break prefix
      }
      hasPrefix = true
    }
    var commands: [Command] = []
    var pipesError: [Bool] = []
    if hasPrefix && lexer.isBash, endsPipeline(try lexer.peek(.command)) {
      // bash lets `!` and `time` stand alone.
      guard lexer.builds else { return nil }
      return Pipeline(
        isNegated: isNegated, timing: timing, commands: [], pipesError: [],
        range: lexer.range(start, lexer.lastEnd))
    }
    while true {
      let command = try parseCommand()
      let kind = try lexer.peek(.argument)
      if let command {
        if commands.isEmpty && kind != .operator(.pipe) && kind != .operator(.pipeAnd) {
          // Most pipelines are one command.
          commands = [command]
          pipesError = Parser.noErrorPiped
          break
        }
        commands.append(command)
        pipesError.append(kind == .operator(.pipeAnd))
      }
      guard kind == .operator(.pipe) || kind == .operator(.pipeAnd) else { break }
      lexer.advance()
      try skipNewlines(.command)
    }
    guard lexer.builds else { return nil }
    return Pipeline(
      isNegated: isNegated, timing: timing, commands: commands, pipesError: pipesError,
      range: lexer.range(start, lexer.lastEnd))
  }

  /// What is said of one command alone.
  private static let noErrorPiped = [false]

  /// The options of the reserved word `time`.
  ///
  /// - Returns: whether `-p` is one.
  private func parseTimeOptions() throws(SyntaxError) -> Bool {
    var isPOSIX = false
    while try lexer.peek(.command) == .word {
      if lexer.literal == "-p" && !isPOSIX {
        isPOSIX = true
        lexer.advance()
      } else if lexer.literal == "--" {
        lexer.advance()
        break
      } else {
        break
      }
    }
    return isPOSIX
  }

  private func endsPipeline(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .newline, .end, .operator(.semicolon), .operator(.and): return true
    default: return false
    }
  }
}
