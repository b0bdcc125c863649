import ShellBytes

/// What a pipeline joins.
///
/// - Grammar: `command` in Grammar/shell.ebnf.
/// - Source: POSIX.1-2024 XCU 2.9; `coproc`: bash 5.2 manual 3.2.6.
public indirect enum Command: SyntaxNode {
  case simple(SimpleCommand)
  case compound(CompoundCommand)
  case functionDefinition(FunctionDefinition)
  case coprocess(Coprocess)

  public var range: SourceRange {
    switch self {
    case .simple(let node): return node.range
    case .compound(let node): return node.range
    case .functionDefinition(let node): return node.range
    case .coprocess(let node): return node.range
    }
  }
}

/// `coproc [NAME] command`.
public struct Coprocess: SyntaxNode {
  /// `COPROC` where none is written.
  public var name: ByteString
  public var command: Command
  public var range: SourceRange
  public init(name: ByteString, command: Command, range: SourceRange) {
    self.name = name
    self.command = command
    self.range = range
  }
}
