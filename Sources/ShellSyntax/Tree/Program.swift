/// A whole source text: its complete commands.
///
/// - Grammar: `program` in Grammar/shell.ebnf.
public struct Program: SyntaxNode {
  public var commands: [List]
  public var range: SourceRange
  public init(commands: [List], range: SourceRange) {
    self.commands = commands
    self.range = range
  }
}
