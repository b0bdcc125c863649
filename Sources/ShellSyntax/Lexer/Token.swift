import ShellBytes

/// A place in the text that is read: an offset from its start, line and column from 1.
struct Position: Sendable, Hashable {
  var offset = 0
  var line = 1
  var column = 1
}

/// An operator of the shell language.
///
/// - Grammar: the operators of Grammar/shell.ebnf.
/// - Source: POSIX.1-2024 XCU 2.10.2; `;;&`, `|&`, `<<<`, `&>`, `&>>`: bash 5.2 manual 3.
enum Operator: UInt8, Sendable {
  case andIf, orIf, doubleSemicolon, semicolonAnd, doubleSemicolonAnd
  case semicolon, and, pipe, pipeAnd, leftParenthesis, rightParenthesis
  case less, great, doubleLess, doubleLessDash, tripleLess, lessAnd, greatAnd, lessGreat
  case doubleGreat, clobber, andGreat, andDoubleGreat

  /// The operator as it is written.
  var text: ByteString {
    switch self {
    case .andIf: return "&&"
    case .orIf: return "||"
    case .doubleSemicolon: return ";;"
    case .semicolonAnd: return ";&"
    case .doubleSemicolonAnd: return ";;&"
    case .semicolon: return ";"
    case .and: return "&"
    case .pipe: return "|"
    case .pipeAnd: return "|&"
    case .leftParenthesis: return "("
    case .rightParenthesis: return ")"
    case .less: return "<"
    case .great: return ">"
    case .doubleLess: return "<<"
    case .doubleLessDash: return "<<-"
    case .tripleLess: return "<<<"
    case .lessAnd: return "<&"
    case .greatAnd: return ">&"
    case .lessGreat: return "<>"
    case .doubleGreat: return ">>"
    case .clobber: return ">|"
    case .andGreat: return "&>"
    case .andDoubleGreat: return "&>>"
    }
  }

  /// The redirection that begins with it.
  var redirection: Redirection.Operator? {
    switch self {
    case .less: return .input
    case .great: return .output
    case .doubleLess, .doubleLessDash: return .hereDocument
    case .tripleLess: return .hereString
    case .lessAnd: return .duplicateInput
    case .greatAnd: return .duplicateOutput
    case .lessGreat: return .readWrite
    case .doubleGreat: return .append
    case .clobber: return .clobber
    case .andGreat: return .outputAndError
    case .andDoubleGreat: return .appendOutputAndError
    default: return nil
    }
  }
}

/// A word with a meaning of its own where a command may begin.
///
/// - Source: POSIX.1-2024 XCU 2.4; bash 5.2 manual 3.2.1.
enum ReservedWord: UInt8, Sendable {
  case `if`, then, `else`, elif, fi, `do`, done, `case`, esac, `while`, until, `for`, `in`
  case leftBrace, rightBrace, bang
  case function, select, time, coproc, doubleLeftBracket

  /// The reserved word that a text is in a dialect.
  init?(_ text: ByteString, isBash: Bool) {
    switch text.count {
    case 1:
      if text == "{" {
        self = .leftBrace
      } else if text == "}" {
        self = .rightBrace
      } else if text == "!" {
        self = .bang
      } else {
        return nil
      }
    case 2:
      if text == "if" {
        self = .if
      } else if text == "fi" {
        self = .fi
      } else if text == "do" {
        self = .do
      } else if text == "in" {
        self = .in
      } else if text == "[[" && isBash {
        self = .doubleLeftBracket
      } else {
        return nil
      }
    case 3:
      guard text == "for" else { return nil }
      self = .for
    case 4:
      if text == "then" {
        self = .then
      } else if text == "else" {
        self = .else
      } else if text == "elif" {
        self = .elif
      } else if text == "done" {
        self = .done
      } else if text == "case" {
        self = .case
      } else if text == "esac" {
        self = .esac
      } else if text == "time" && isBash {
        self = .time
      } else {
        return nil
      }
    case 5:
      if text == "while" {
        self = .while
      } else if text == "until" {
        self = .until
      } else {
        return nil
      }
    case 6:
      if text == "select" && isBash {
        self = .select
      } else if text == "coproc" && isBash {
        self = .coproc
      } else {
        return nil
      }
    case 8:
      guard text == "function" && isBash else { return nil }
      self = .function
    default: return nil
    }
  }

  /// Whether a compound command begins with it.
  var beginsCompoundCommand: Bool {
    switch self {
    case .if, .case, .while, .until, .for, .leftBrace, .select, .doubleLeftBracket: return true
    default: return false
    }
  }
}

/// A token, classified by the rules of XCU 2.10.1.
struct Token: Sendable {
  /// What a token is.
  enum Kind: Equatable, Sendable {
    case word
    /// `name=value` where an assignment may stand.
    case assignment
    case `operator`(Operator)
    case newline
    /// Digits directly before `<` or `>`.
    case ioNumber(Int)
    /// `{name}` directly before `<` or `>`; the name is the word.
    case ioVariable
    case end
  }
  /// What it is.
  var kind = Kind.end
  /// Where it begins.
  var start = Position()
  /// The offset in the buffer behind it.
  var end = 0
  /// The text of a word; for an assignment it has no parts.
  var word = Word(parts: [], range: SourceRange(start: 0, end: 0, line: 1, column: 1))
  /// What an assignment says.
  var assignment: Assignment?
  /// What a word is where reserved words are recognized.
  var reserved: ReservedWord?

  /// Whether it is this operator.
  func isOperator(_ sought: Operator) -> Bool { kind == .operator(sought) }
}

/// Where a token stands, as far as its recognition depends on that.
enum TokenContext: Sendable {
  /// The first word of a command or one before it: assignments and aliases are recognized.
  case command
  /// An argument of a declaration utility: assignments are recognized.
  case declaration
  /// An operand of `[[`: `!` before a parenthesis is an operator.
  case condition
  /// Any other place.
  case argument
}
