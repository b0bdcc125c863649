/// Pipelines joined by `&&` and `||`, of equal precedence, from left to right.
///
/// - Grammar: `and_or` in Grammar/shell.ebnf.
/// - Source: POSIX.1-2024 XCU 2.9.3.
public struct AndOr: SyntaxNode {
  public enum Operator: Sendable, Hashable { case and, or }
  public struct Link: Sendable, Hashable {
    public var `operator`: Operator
    public var pipeline: Pipeline
    public init(operator: Operator, pipeline: Pipeline) {
      self.operator = `operator`
      self.pipeline = pipeline
    }
  }
  public var first: Pipeline
  public var rest: [Link]
  public var range: SourceRange
  public init(first: Pipeline, rest: [Link], range: SourceRange) {
    self.first = first
    self.rest = rest
    self.range = range
  }
}
