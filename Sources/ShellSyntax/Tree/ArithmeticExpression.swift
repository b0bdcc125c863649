import ShellBytes

/// The text of `$(( … ))`, `(( … ))`, a subscript or an offset.
///
/// - Source: POSIX.1-2024 XCU 2.6.4.
public struct ArithmeticExpansion: Sendable, Hashable {
  /// The text, expanded as inside double quotes before it is evaluated.
  public var text: Word
  /// The text parsed as it stands, with each expansion as an operand of its own; nil where it is
  /// no expression before expansion (`$a $op $b`).
  /// An operand's expansion that is not one number when it runs voids this reading.
  public var expression: ArithmeticExpression?
  public init(text: Word, expression: ArithmeticExpression?) {
    self.text = text
    self.expression = expression
  }
}

/// An arithmetic expression.
///
/// - Grammar: Grammar/arithmetic.ebnf.
/// - Source: POSIX.1-2024 XCU 2.6.4 and XCU 1.1.2.1 (C's operators and precedence); `**`, `,`,
///   `++`, `--`, `base#n`, subscripts: bash 5.2 manual 6.5.
public indirect enum ArithmeticExpression: Sendable, Hashable {
  case number(Int)
  /// A variable, by its name.
  case variable(ByteString, subscript: Subscript?)
  /// `$x`, `${x}`, `$(…)` as a whole operand.
  case expansion(WordPart)
  case unary(UnaryOperator, ArithmeticExpression)
  case binary(BinaryOperator, ArithmeticExpression, ArithmeticExpression)
  case conditional(ArithmeticExpression, ArithmeticExpression, ArithmeticExpression)
  /// `=`, or with an operator `+=` and its kin. The target is a `variable`.
  case assignment(
    target: ArithmeticExpression, operator: BinaryOperator?, value: ArithmeticExpression)
  /// `++x`, `x++`, `--x`, `x--`. The target is a `variable`.
  case increment(target: ArithmeticExpression, by: Int, isPrefix: Bool)

  public enum UnaryOperator: Sendable, Hashable { case plus, minus, not, complement }
  public enum BinaryOperator: Sendable, Hashable {
    case multiply, divide, remainder, add, subtract, shiftLeft, shiftRight
    case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual
    case bitAnd, bitXor, bitOr, and, or, power, comma
  }
}
