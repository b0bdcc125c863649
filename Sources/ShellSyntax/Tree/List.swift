/// Commands in order, each ended by `;`, `&` or a newline.
///
/// - Grammar: `list`, `compound_list` and `complete_command` in Grammar/shell.ebnf.
/// - Source: POSIX.1-2024 XCU 2.9.3.
public struct List: SyntaxNode {
  public struct Item: SyntaxNode {
    public var andOr: AndOr
    /// Whether `&` ends it: it runs in the background.
    public var isAsynchronous: Bool
    public var range: SourceRange
    public init(andOr: AndOr, isAsynchronous: Bool, range: SourceRange) {
      self.andOr = andOr
      self.isAsynchronous = isAsynchronous
      self.range = range
    }
  }
  public var items: [Item]
  public var range: SourceRange
  public init(items: [Item], range: SourceRange) {
    self.items = items
    self.range = range
  }
}
