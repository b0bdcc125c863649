import ShellBytes

/// - Grammar: `simple_command` in Grammar/shell.ebnf.
extension Parser {
  /// How far a simple command is, as its next word depends on that.
  private enum Stage {
    /// Before its name.
    case prefix
    /// Behind `command` or `builtin`, which may name a declaration utility.
    case wrapper
    /// Behind the name of a declaration utility.
    case declaration
    case arguments

    func context(_ lexer: Lexer) -> TokenContext {
      if lexer.takesKeywords && self != .prefix { return .declaration }
      switch self {
      case .prefix: return .command
      case .declaration: return .declaration
      case .wrapper, .arguments: return .argument
      }
    }

    /// The stage behind the word that is next.
    @inline(__always)
    func next(_ lexer: Lexer) -> Stage {
      guard self == .prefix || self == .wrapper else { return self }
      return behindWord(lexer)
    }

    private func behindWord(_ lexer: Lexer) -> Stage {
      let first = lexer.token.first
      let length = lexer.token.end &- first
      // The shortest and the longest of these names.
      if lexer.token.isPlain && (length < 5 || length > 8) {
        return self == .wrapper && lexer.bytes[first] == "-" ? .wrapper : .arguments
      }
      guard let text = lexer.literal else { return .arguments }
      // Not a `Set`: its metadata would cost an eighth of a shell's start.
      switch text {
      case "export", "readonly", "local", "declare", "typeset": return .declaration
      case "command", "builtin": return .wrapper
      default: return self == .wrapper && text.first == 45 ? .wrapper : .arguments
      }
    }
  }

  /// Assignments, words and redirections; or a function definition, which begins with a word, too;
  /// nil where they are only checked.
  func parseSimpleCommand() throws(SyntaxError) -> Command? {
    _ = try lexer.peek(.command)
    let start = lexer.token.start
    var isEmpty = true
    var assignments: [Assignment] = []
    var words: [SimpleCommand.Argument] = []
    var redirections: [Redirection] = []
    var stage = Stage.prefix
    parsing: while true {
      switch try lexer.peek(stage.context(lexer)) {
      case .assignment:
        if lexer.builds, let assignment = lexer.token.assignment.take() {
          if stage == .prefix || lexer.takesKeywords && stage != .declaration {
            assignments.append(assignment)
          } else {
            words.append(.assignment(assignment))
          }
        }
        lexer.advance()
      case .word:
        let next = stage.next(lexer)
        if isEmpty {
          // It may be the name of a function.
          let first = lexer.token.first
          let end = lexer.token.end
          let quoted = lexer.token.isPlain ? nil : lexer.token.word
          if lexer.builds { words.append(.word(lexer.word)) }
          lexer.advance()
          if try lexer.peek(next.context(lexer)) == .operator(.leftParenthesis) {
            guard lexer.builds else {
              _ = try parseFunctionDefinition(
                quoted == nil ? lexer.text(first, end) : quoted?.literal, lexer.position(first))
              return nil
            }
            guard case .word(let word)? = words.first else { break parsing }
            return .functionDefinition(try parseFunctionDefinition(word.literal, start))
          }
        } else {
          if lexer.builds { words.append(.word(lexer.word)) }
          lexer.advance()
        }
        stage = next
      case .ioNumber, .ioVariable:
        let redirection = try parseRedirection()
        if lexer.builds { redirections.append(redirection) }
      case .operator(let found):
        guard found.redirection != nil else { break parsing }
        let redirection = try parseRedirection()
        if lexer.builds { redirections.append(redirection) }
      default: break parsing
      }
      isEmpty = false
    }
    if isEmpty { throw unexpected("a command") }
    guard lexer.builds else { return nil }
    fillHereDocuments(&redirections)
    return .simple(
      SimpleCommand(
        assignments: assignments, words: words, redirections: redirections,
        range: lexer.range(start, lexer.lastEnd)))
  }
}
