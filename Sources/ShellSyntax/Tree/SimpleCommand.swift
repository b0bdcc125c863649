/// Assignments, words and redirections.
///
/// - Grammar: `simple_command` in Grammar/shell.ebnf.
/// - Source: POSIX.1-2024 XCU 2.9.1.
public struct SimpleCommand: SyntaxNode {
  /// A word of the command, or what a declaration utility (`export`, `local`, `declare`…) takes as
  /// an assignment: it is not split and may be an array.
  public enum Argument: Sendable, Hashable {
    case word(Word)
    indirect case assignment(Assignment)
  }
  /// Those before the command name.
  public var assignments: [Assignment]
  /// The command name and its arguments.
  public var words: [Argument]
  /// In the order written.
  public var redirections: [Redirection]
  public var range: SourceRange
  public init(
    assignments: [Assignment], words: [Argument], redirections: [Redirection], range: SourceRange
  ) {
    self.assignments = assignments
    self.words = words
    self.redirections = redirections
    self.range = range
  }
}
