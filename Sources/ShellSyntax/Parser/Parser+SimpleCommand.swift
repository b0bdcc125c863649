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

    var context: TokenContext {
      switch self {
      case .prefix: return .command
      case .declaration: return .declaration
      case .wrapper, .arguments: return .argument
      }
    }

    /// The stage behind a word.
    func next(_ word: Word) -> Stage {
      guard self == .prefix || self == .wrapper else { return self }
      guard let text = word.literal else { return .arguments }
      if Stage.isDeclarationUtility(text) { return .declaration }
      if text == "command" || text == "builtin" { return .wrapper }
      if self == .wrapper && text.first == 45 { return .wrapper }
      return .arguments
    }

    /// Not a `Set`: its metadata would cost an eighth of a shell's start.
    static func isDeclarationUtility(_ name: ByteString) -> Bool {
      switch name {
      case "export", "readonly", "local", "declare", "typeset": true
      default: false
      }
    }
  }

  /// Assignments, words and redirections; or a function definition, which begins with a word, too.
  func parseSimpleCommand() throws(SyntaxError) -> Command {
    _ = try lexer.peek(.command)
    let start = lexer.token.start
    var assignments: [Assignment] = []
    var words: [SimpleCommand.Argument] = []
    var redirections: [Redirection] = []
    var stage = Stage.prefix
    parsing: while true {
      switch try lexer.peek(stage.context) {
      case .assignment:
        guard let assignment = lexer.token.assignment else { break parsing }
        lexer.advance()
        if stage == .prefix {
          assignments.append(assignment)
        } else {
          words.append(.assignment(assignment))
        }
      case .word:
        let word = lexer.token.word
        lexer.advance()
        if words.isEmpty && assignments.isEmpty && redirections.isEmpty,
          try lexer.peek(stage.next(word).context) == .operator(.leftParenthesis)
        {
          return .functionDefinition(try parseFunctionDefinition(word, start))
        }
        stage = stage.next(word)
        words.append(.word(word))
      case .ioNumber, .ioVariable:
        redirections.append(try parseRedirection())
      case .operator(let found):
        guard found.redirection != nil else { break parsing }
        redirections.append(try parseRedirection())
      default: break parsing
      }
    }
    if words.isEmpty && assignments.isEmpty && redirections.isEmpty {
      throw unexpected("a command")
    }
    fillHereDocuments(&redirections)
    return .simple(
      SimpleCommand(
        assignments: assignments, words: words, redirections: redirections,
        range: lexer.range(start, lexer.lastEnd)))
  }
}
