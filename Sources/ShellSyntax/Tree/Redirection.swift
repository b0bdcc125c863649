import ShellBytes

/// `[n]>word` and its kin.
///
/// - Grammar: `io_redirect` in Grammar/shell.ebnf.
/// - Source: POSIX.1-2024 XCU 2.7; `&>`, `<<<`, `{name}>`: bash 5.2 manual 3.6.
public struct Redirection: SyntaxNode {
  public enum Operator: Sendable, Hashable {
    /// `<`
    case input
    /// `>`
    case output
    /// `>|`
    case clobber
    /// `>>`
    case append
    /// `<>`
    case readWrite
    /// `<&`
    case duplicateInput
    /// `>&`
    case duplicateOutput
    /// `&>`
    case outputAndError
    /// `&>>`
    case appendOutputAndError
    /// `<<<`
    case hereString
    /// `<<` and `<<-`
    case hereDocument
  }
  public enum Descriptor: Sendable, Hashable {
    case number(Int)
    /// `{name}` or `{name[subscript]}`: a free one from 10 on, put into the variable.
    case variable(ByteString)
  }
  public enum Target: Sendable, Hashable {
    case word(Word)
    case hereDocument(HereDocument)
  }
  /// nil where none is written: 0 or 1, as the operator says.
  public var descriptor: Descriptor?
  public var `operator`: Operator
  public var target: Target
  public var range: SourceRange
  public init(
    descriptor: Descriptor?, operator: Operator, target: Target, range: SourceRange
  ) {
    self.descriptor = descriptor
    self.operator = `operator`
    self.target = target
    self.range = range
  }
}

/// The lines between `<<word` and the delimiter (XCU 2.7.4).
public struct HereDocument: Sendable, Hashable {
  /// The delimiter after quote removal.
  public var delimiter: ByteString
  /// Whether a part of the delimiter was quoted: the body is not expanded, and is one literal.
  public var isQuoted: Bool
  /// Whether it is `<<-`: leading tabs are already removed.
  public var stripsTabs: Bool
  /// Expanded as inside double quotes, but that `"` is no special character.
  public var body: Word
  public init(delimiter: ByteString, isQuoted: Bool, stripsTabs: Bool, body: Word) {
    self.delimiter = delimiter
    self.isQuoted = isQuoted
    self.stripsTabs = stripsTabs
    self.body = body
  }
}
