import ShellBytes

/// `name=value`, `name+=value`, `name[subscript]=value`, `name=(…)`.
///
/// - Grammar: `assignment_word` in Grammar/shell.ebnf.
/// - Source: POSIX.1-2024 XCU 2.9.1; arrays: bash 5.2 manual 6.7.
public struct Assignment: SyntaxNode {
  public enum Value: Sendable, Hashable {
    case scalar(Word)
    case array([Element])
  }
  /// `word`, `[subscript]=word` or `[subscript]+=word` between the parentheses of an array.
  public struct Element: Sendable, Hashable {
    public var `subscript`: Subscript?
    public var appends: Bool
    public var value: Word
    public init(subscript: Subscript?, appends: Bool, value: Word) {
      self.subscript = `subscript`
      self.appends = appends
      self.value = value
    }
  }
  public var name: ByteString
  public var `subscript`: Subscript?
  /// Whether it is `+=`.
  public var appends: Bool
  public var value: Value
  public var range: SourceRange
  public init(
    name: ByteString, subscript: Subscript?, appends: Bool, value: Value, range: SourceRange
  ) {
    self.name = name
    self.subscript = `subscript`
    self.appends = appends
    self.value = value
    self.range = range
  }
}

/// What stands between `[` and `]` behind the name of an array.
public indirect enum Subscript: Sendable, Hashable {
  /// `@`
  case all
  /// `*`
  case joined
  /// An arithmetic expression for an indexed array, a key for an associative one: which one is
  /// known when it runs, so both readings are kept.
  /// The expression is nil where the text is none before expansion.
  case index(key: Word, expression: ArithmeticExpression?)
}
