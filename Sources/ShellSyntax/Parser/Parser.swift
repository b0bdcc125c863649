import ShellBytes

/// Reads a source text, one complete command at a time.
///
/// A shell runs each complete command before it reads the next one, because a command may define
/// an alias or end the program before a syntax error that comes later (XCU 2.3).
public struct Parser {
  /// The text of an alias, or nil; asked for each word that could be one (XCU 2.3.1).
  public typealias Aliases = (ByteString) -> ByteString?

  public init(
    _ source: ByteString, dialect: Dialect = .bash, firstLine: Int = 1,
    aliases: Aliases? = nil
  ) {
    self.source = source
    self.dialect = dialect
  }
  let source: ByteString
  let dialect: Dialect

  /// The next complete command; nil at the end of the text.
  public mutating func nextCompleteCommand() throws(SyntaxError) -> List? {
    nil
  }

  /// A whole text.
  public static func parse(
    _ source: ByteString, dialect: Dialect = .bash, firstLine: Int = 1
  ) throws(SyntaxError) -> Program {
    Program(commands: [], range: SourceRange(start: 0, end: 0, line: 1, column: 1))
  }

  /// An arithmetic expression whose expansions were already done.
  public static func parseArithmetic(
    _ text: ByteString
  ) throws(SyntaxError) -> ArithmeticExpression {
    .number(0)
  }

  /// A text expanded as inside double quotes: a prompt, PS4, the value of ENV.
  public static func parseQuotedText(_ text: ByteString) throws(SyntaxError) -> Word {
    Word(parts: [], range: SourceRange(start: 0, end: 0, line: 1, column: 1))
  }

  /// The subscript and the name of `name[subscript]`, as `unset`, `read` and `printf -v` take it.
  public static func parseReference(
    _ text: ByteString
  ) -> (name: ByteString, subscript: Subscript?)? {
    nil
  }
}
