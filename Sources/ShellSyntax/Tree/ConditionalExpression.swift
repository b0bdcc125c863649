import ShellBytes

/// The inside of `[[ … ]]`.
///
/// - Grammar: `conditional_expression` in Grammar/shell.ebnf.
/// - Source: bash 5.2 manual 3.2.5.2.
public indirect enum ConditionalExpression: Sendable, Hashable {
  /// `-f word`; the letter, or `-o`, `-v`, `-R` and so on.
  case unary(operator: UInt8, Word)
  /// `word = word` and its kin; `==` and `!=` take a pattern on the right.
  case binary(BinaryOperator, Word, Word)
  /// A word alone: true when it is not empty.
  case word(Word)
  case not(ConditionalExpression)
  case and(ConditionalExpression, ConditionalExpression)
  case or(ConditionalExpression, ConditionalExpression)

  public enum BinaryOperator: Sendable, Hashable {
    case equal, notEqual, matches, before, after
    case numericEqual, numericNotEqual, numericLess, numericLessOrEqual, numericGreater
    case numericGreaterOrEqual
    case newer, older, sameFile
  }
}
