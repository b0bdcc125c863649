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
  /// The commands; those of a body that was deferred are parsed each time that they are asked for.
  public var items: [Item] {
    get {
      switch storage {
      case .items(let items): return items
      case .deferred(let deferred): return deferred.items ?? []
      }
    }
    set { storage = .items(newValue) }
  }
  public var range: SourceRange
  private var storage: Storage

  private enum Storage: Sendable {
    case items([Item])
    case deferred(DeferredList)
  }

  public init(items: [Item], range: SourceRange) {
    storage = .items(items)
    self.range = range
  }

  /// Commands that were only checked.
  init(deferred: DeferredList, range: SourceRange) {
    storage = .deferred(deferred)
    self.range = range
  }

  /// Whether the commands are still to be parsed.
  package var isDeferred: Bool {
    if case .deferred = storage { return true }
    return false
  }

  /// The same list with its commands parsed; nil where the native stack has no room for that.
  package var parsed: List? {
    guard case .deferred(let deferred) = storage else { return self }
    return deferred.items.map { List(items: $0, range: range) }
  }

  public static func == (left: List, right: List) -> Bool { left.items == right.items }
  public func hash(into hasher: inout Hasher) { hasher.combine(items) }
}
