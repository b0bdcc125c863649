/// Commands joined by `|`, each reading what the one before it writes.
///
/// - Grammar: `pipeline` in Grammar/shell.ebnf.
/// - Source: POSIX.1-2024 XCU 2.9.2; `time` and `|&`: bash 5.2 manual 3.2.3.
public struct Pipeline: SyntaxNode {
  public enum Timing: Sendable, Hashable {
    /// `time`: reported in bash's form.
    case standard
    /// `time -p`: in POSIX's.
    case posix
  }
  /// Whether an odd number of `!` comes first: the exit status is then inverted.
  public var isNegated: Bool
  /// Whether `time` comes first.
  public var timing: Timing?
  /// In the order written; empty only for a bare `!` or `time`, which bash allows.
  public var commands: [Command]
  /// For each command, whether `|&` follows: its standard error goes into the pipe, too.
  public var pipesError: [Bool]
  public var range: SourceRange
  public init(
    isNegated: Bool, timing: Timing?, commands: [Command], pipesError: [Bool], range: SourceRange
  ) {
    self.isNegated = isNegated
    self.timing = timing
    self.commands = commands
    self.pipesError = pipesError
    self.range = range
  }
}
