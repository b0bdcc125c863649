import ShellBytes

/// `name() compound_command`, or `function name compound_command`.
///
/// - Grammar: `function_definition` in Grammar/shell.ebnf.
/// - Source: POSIX.1-2024 XCU 2.9.5.
public struct FunctionDefinition: SyntaxNode {
  public var name: ByteString
  /// With the redirections that each call performs.
  public var body: CompoundCommand
  public var range: SourceRange
  public init(name: ByteString, body: CompoundCommand, range: SourceRange) {
    self.name = name
    self.body = body
    self.range = range
  }
}
