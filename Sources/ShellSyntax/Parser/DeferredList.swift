/// Commands that were read and found right, of which no tree was made: those of a function or a
/// branch may never run. They are parsed again when they do.
///
/// Reading without making a tree is several times faster, and most of a long script never runs.
/// It is the same code that reads (`Lexer.builds`), so what was accepted once is accepted again.
/// No alias may be defined, as what the text says then would depend on when it is read.
final class DeferredList: @unchecked Sendable {
  // The text is only read, as the lexer that shares it would copy it before writing.
  private let source: SourceBuffer
  private let start: Position
  private let dialect: Dialect
  private let depth: Int

  /// The commands at a place of what a lexer reads.
  init(_ lexer: Lexer, start: Position) {
    source = lexer.source
    dialect = lexer.dialect
    depth = lexer.depth
    self.start = start
  }

  /// The commands; nil where the native stack has no room for them any more.
  var items: [List.Item]? {
    let lexer = Lexer(source, at: start, dialect: dialect, depth: depth, stack: StackLimit(nil))
    do throws(SyntaxError) {
      var list = try Parser(lexer: lexer).parseCompoundList(openedAt: start)
      if lexer.unfilledHereDocuments > 0 {
        var filling = HereDocumentFilling(
          bodies: lexer.hereDocumentBodies, remaining: lexer.unfilledHereDocuments)
        filling.fill(&list)
      }
      return list.items
    } catch {
      return nil
    }
  }
}

extension Parser {
  /// The same as `parseCompoundList`, of a body that may never run.
  func parseBody(openedAt opened: Position) throws(SyntaxError) -> List {
    // Lines of a here-document that began before the body would stand in it.
    guard lexer.builds, lexer.defers, lexer.aliases == nil, lexer.pendingHereDocuments.isEmpty
    else { return try parseCompoundList(openedAt: opened) }
    try skipNewlines(.command)
    let place = lexer.place()
    let start = lexer.token.start
    lexer.builds = false
    defer { lexer.builds = true }
    _ = try parseCompoundList(openedAt: opened)
    if lexer.pendingHereDocuments.isEmpty {
      // The next token is known, but not yet where it stands.
      lexer.token.start = lexer.position(lexer.token.first)
      let range = SourceRange(
        start: start.offset, end: lexer.lastEnd &- lexer.source.start, line: start.line,
        column: start.column)
      return List(deferred: DeferredList(lexer, start: start), range: range)
    }
    // Lines of a here-document in the body stand behind it.
    lexer.go(to: place)
    lexer.builds = true
    lexer.defers = false
    defer { lexer.defers = true }
    return try parseCompoundList(openedAt: opened)
  }
}
