import ShellBytes
import ShellSyntax

extension Lowering {
  func lower(_ node: ArithmeticExpansion) -> ArithmeticExpansionCode {
    let hasExpansions = node.expression?.hasExpansions ?? true
    var expression = node.expression
    // The text is expanded before anything is evaluated, so the parsed form serves only where
    // nothing is written, and no command would run twice.
    if hasExpansions, let tree = node.expression, tree.hasEffects { expression = nil }
    return ArithmeticExpansionCode(
      text: lower(quotedText: node.text), expression: expression.map { lower(arithmetic: $0) },
      hasExpansions: hasExpansions)
  }

  func lower(arithmetic node: ArithmeticExpression) -> ArithmeticCode {
    switch node {
    case .number(let value): return ConstantArithmetic(value)
    case .variable(let name, let key):
      guard let key else { return VariableArithmetic(slot(name)) }
      guard let code = lower(key) else { return VariableArithmetic(slot(name)) }
      return ElementArithmetic(ElementParameter(slot: slot(name), subscript: code))
    case .expansion(let part):
      var hasEffects = false
      if case .parameter(let expansion) = part { hasEffects = expansion.subscript != nil }
      return ExpansionArithmetic(
        lower(parts: [part], isQuoted: true, tildes: .none)[0], hasEffects: hasEffects)
    case .unary(let op, let operand):
      return folded(UnaryArithmetic(op, lower(arithmetic: operand)), operand)
    case .binary(.add, let left, let right):
      return AddArithmetic(lower(arithmetic: left), lower(arithmetic: right))
    case .binary(let op, let left, let right):
      return BinaryArithmetic(op, lower(arithmetic: left), lower(arithmetic: right))
    case .conditional(let condition, let yes, let no):
      return ConditionalArithmetic(
        lower(arithmetic: condition), lower(arithmetic: yes), lower(arithmetic: no))
    case .assignment(let target, let op, let value):
      return AssignmentArithmetic(lower(target: target), op, lower(arithmetic: value))
    case .increment(let target, let amount, let isPrefix):
      return IncrementArithmetic(lower(target: target), by: amount, isPrefix: isPrefix)
    }
  }

  /// `-1` is a constant.
  private func folded(_ code: UnaryArithmetic, _ operand: ArithmeticExpression) -> ArithmeticCode {
    guard case .number(let value) = operand else { return code }
    switch code.operator {
    case .plus: return ConstantArithmetic(value)
    case .minus: return ConstantArithmetic(0 &- value)
    case .not: return ConstantArithmetic(value == 0 ? 1 : 0)
    case .complement: return ConstantArithmetic(~value)
    }
  }

  private func lower(target node: ArithmeticExpression) -> ArithmeticTarget {
    guard case .variable(let name, let key) = node else {
      return ArithmeticTarget(slot: slot("_"), element: nil)
    }
    let slot = slot(name)
    let element = key.flatMap { lower($0) }.map { ElementParameter(slot: slot, subscript: $0) }
    return ArithmeticTarget(slot: slot, element: element)
  }
}

extension ArithmeticExpression {
  /// Whether a `$x` or the like is part of it.
  var hasExpansions: Bool {
    switch self {
    case .number: return false
    case .variable: return false
    case .expansion: return true
    case .unary(_, let a): return a.hasExpansions
    case .binary(_, let a, let b): return a.hasExpansions || b.hasExpansions
    case .conditional(let a, let b, let c):
      return a.hasExpansions || b.hasExpansions || c.hasExpansions
    case .assignment(let target, _, let value):
      return target.hasExpansions || value.hasExpansions
    case .increment(let target, _, _): return target.hasExpansions
    }
  }

  /// Whether evaluating it twice could be seen: it writes, or an operand runs a command.
  var hasEffects: Bool {
    switch self {
    case .number: return false
    case .variable(_, let key): return key != nil
    case .expansion(let part):
      guard case .parameter(let expansion) = part, case .none = expansion.modifier else {
        return true
      }
      // An element is asked for its number only, which has no effect; see `ElementParameter`.
      switch expansion.subscript {
      case nil: return false
      case .index(let key, let expression)?:
        return expansion.isIndirect || key.parts.contains { !$0.isPlain }
          || expression?.hasEffects ?? false
      default: return true
      }
    case .unary(_, let a): return a.hasEffects
    case .binary(_, let a, let b): return a.hasEffects || b.hasEffects
    case .conditional(let a, let b, let c):
      return a.hasEffects || b.hasEffects || c.hasEffects
    case .assignment, .increment: return true
    }
  }
}

extension WordPart {
  /// Whether it is text, or the value of a parameter as it is.
  fileprivate var isPlain: Bool {
    switch self {
    case .literal, .escaped, .singleQuoted, .dollarSingleQuoted: return true
    case .doubleQuoted(let parts): return parts.allSatisfy(\.isPlain)
    case .parameter(let expansion):
      if case .none = expansion.modifier {
        return expansion.subscript == nil && !expansion.isIndirect
      }
      return false
    default: return false
    }
  }
}
