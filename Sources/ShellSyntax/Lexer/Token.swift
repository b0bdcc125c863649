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
    let found = text.withBytes { bytes in
      bytes.baseAddress.flatMap { ReservedWord($0, count: bytes.count, isBash: isBash) }
    }
    guard let found else { return nil }
    self = found
  }

  /// The reserved word that the bytes of a text are in a dialect.
  @inline(__always)
  init?(_ bytes: UnsafePointer<UInt8>, count: Int, isBash: Bool) {
    guard count >= 1, count <= 8, let found = ReservedWord.find(bytes, count, isBash) else {
      return nil
    }
    self = found
  }

  private static func find(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ isBash: Bool
  ) -> ReservedWord? {
    // Few words are as long and begin so.
    switch (count, bytes[0]) {
    case (1, UInt8(ascii: "{")): return .leftBrace
    case (1, UInt8(ascii: "}")): return .rightBrace
    case (1, UInt8(ascii: "!")): return .bang
    case (2, UInt8(ascii: "i")):
      return bytes[1] == "f" ? .if : bytes[1] == "n" ? .in : nil
    case (2, UInt8(ascii: "f")): return bytes[1] == "i" ? .fi : nil
    case (2, UInt8(ascii: "d")): return bytes[1] == "o" ? .do : nil
    case (2, UInt8(ascii: "[")): return isBash && bytes[1] == "[" ? .doubleLeftBracket : nil
    case (3, UInt8(ascii: "f")): return equal(bytes, "for") ? .for : nil
    case (4, UInt8(ascii: "t")):
      return equal(bytes, "then") ? .then : isBash && equal(bytes, "time") ? .time : nil
    case (4, UInt8(ascii: "e")):
      return equal(bytes, "else")
        ? .else : equal(bytes, "elif") ? .elif : equal(bytes, "esac") ? .esac : nil
    case (4, UInt8(ascii: "d")): return equal(bytes, "done") ? .done : nil
    case (4, UInt8(ascii: "c")): return equal(bytes, "case") ? .case : nil
    case (5, UInt8(ascii: "w")): return equal(bytes, "while") ? .while : nil
    case (5, UInt8(ascii: "u")): return equal(bytes, "until") ? .until : nil
    case (6, UInt8(ascii: "s")): return isBash && equal(bytes, "select") ? .select : nil
    case (6, UInt8(ascii: "c")): return isBash && equal(bytes, "coproc") ? .coproc : nil
    case (8, UInt8(ascii: "f")): return isBash && equal(bytes, "function") ? .function : nil
    default: return nil
    }
  }

  private static func equal(_ bytes: UnsafePointer<UInt8>, _ text: StaticString) -> Bool {
    for index in 0..<text.utf8CodeUnitCount where bytes[index] != text.utf8Start[index] {
      return false
    }
    return true
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
  /// The offset in the buffer of its first byte.
  var first = 0
  /// The offset in the buffer behind it.
  var end = 0
  /// Whether a word is plain text from `first` to `end`.
  var isPlain = false
  /// A word that is not plain.
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
