import ShellBytes

/// A construct that begins with a reserved word or an operator, and its redirections.
///
/// - Grammar: `compound_command` in Grammar/shell.ebnf.
/// - Source: POSIX.1-2024 XCU 2.9.4; `select`, `[[`, `((`: bash 5.2 manual 3.2.5.
public struct CompoundCommand: SyntaxNode {
  public indirect enum Body: Sendable, Hashable {
    case braceGroup(List)
    case subshell(List)
    case `for`(ForLoop)
    case arithmeticFor(ArithmeticForLoop)
    case select(ForLoop)
    case `case`(CaseConditional)
    case `if`(IfConditional)
    case `while`(WhileLoop)
    /// `[[ … ]]`
    case conditional(ConditionalExpression)
    /// `(( … ))`
    case arithmetic(ArithmeticExpansion)
  }
  public var body: Body
  public var redirections: [Redirection]
  public var range: SourceRange
  public init(body: Body, redirections: [Redirection], range: SourceRange) {
    self.body = body
    self.redirections = redirections
    self.range = range
  }
}

/// `for name in words; do list; done`, and the same of `select`.
public struct ForLoop: Sendable, Hashable {
  public var name: ByteString
  /// nil without `in`: the positional parameters.
  public var words: [Word]?
  public var body: List
  public init(name: ByteString, words: [Word]?, body: List) {
    self.name = name
    self.words = words
    self.body = body
  }
}

/// `for ((initial; condition; step)); do list; done`.
public struct ArithmeticForLoop: Sendable, Hashable {
  public var initial: ArithmeticExpansion?
  public var condition: ArithmeticExpansion?
  public var step: ArithmeticExpansion?
  public var body: List
  public init(
    initial: ArithmeticExpansion?, condition: ArithmeticExpansion?, step: ArithmeticExpansion?,
    body: List
  ) {
    self.initial = initial
    self.condition = condition
    self.step = step
    self.body = body
  }
}

/// `case word in patterns) list;; … esac`.
public struct CaseConditional: Sendable, Hashable {
  public enum Terminator: Sendable, Hashable {
    /// `;;`
    case `break`
    /// `;&`: goes on with the next list.
    case fallThrough
    /// `;;&`: goes on with the next pattern.
    case `continue`
  }
  public struct Item: Sendable, Hashable {
    public var patterns: [Word]
    /// nil where nothing is written.
    public var body: List?
    public var terminator: Terminator
    public init(patterns: [Word], body: List?, terminator: Terminator) {
      self.patterns = patterns
      self.body = body
      self.terminator = terminator
    }
  }
  public var word: Word
  public var items: [Item]
  public init(word: Word, items: [Item]) {
    self.word = word
    self.items = items
  }
}

/// `if list; then list; elif … else list; fi`.
public struct IfConditional: Sendable, Hashable {
  public struct Branch: Sendable, Hashable {
    public var condition: List
    public var body: List
    public init(condition: List, body: List) {
      self.condition = condition
      self.body = body
    }
  }
  /// `if` and each `elif`.
  public var branches: [Branch]
  public var otherwise: List?
  public init(branches: [Branch], otherwise: List?) {
    self.branches = branches
    self.otherwise = otherwise
  }
}

/// `while list; do list; done`, or `until`.
public struct WhileLoop: Sendable, Hashable {
  public var condition: List
  public var body: List
  public var isUntil: Bool
  public init(condition: List, body: List, isUntil: Bool) {
    self.condition = condition
    self.body = body
    self.isUntil = isUntil
  }
}
