import ShellBytes
import ShellCommand
import ShellSyntax
import ShellSystem

/// A lowered arithmetic expression (XCU 2.6.4): 64-bit integers that wrap around.
class ArithmeticCode: @unchecked Sendable {
  func evaluate(_ shell: inout Interpreter) throws(ShellError) -> Int { 0 }
  /// The value, where finding it out has no effect and meets no error.
  func storedNumber(_ shell: inout Interpreter) -> Int? { constant }
  /// The value, where it is known beforehand.
  var constant: Int? { nil }
}

/// `$(( text ))`: the expression where it could be parsed before expansion, and the text.
final class ArithmeticExpansionCode: @unchecked Sendable {
  private let text: WordCode
  private let expression: ArithmeticCode?
  /// Whether an operand's expansion may void the parsed form.
  private let hasExpansions: Bool

  init(text: WordCode, expression: ArithmeticCode?, hasExpansions: Bool) {
    self.text = text
    self.expression = expression
    self.hasExpansions = hasExpansions
  }

  /// The parsed form, where it holds whatever the parameters are.
  var plain: ArithmeticCode? { hasExpansions ? nil : expression }

  /// The parsed form, where there is one: it may not hold for some values of the parameters.
  var parsed: ArithmeticCode? { expression }

  @inline(__always)
  func evaluate(_ shell: inout Interpreter) throws(ShellError) -> Int {
    if let expression {
      if !hasExpansions {
        do throws(ShellError) { return try expression.evaluate(&shell) } catch {
          throw try named(error, &shell)
        }
      }
      // The parsed form has no side effects then, so that it can be left at any point.
      do throws(ShellError) { return try expression.evaluate(&shell) } catch {}
    }
    return try evaluateText(&shell)
  }

  /// The value, shown under `set -x` as `(( … ))` with all expansions done.
  func evaluateTraced(_ shell: inout Interpreter) throws(ShellError) -> Int {
    let text = try text.expand(&shell)
    shell.traceLine("(( \(text) ))")
    return try shell.evaluateText(text)
  }

  /// The error with the expression that it is about.
  @inline(never)
  func named(
    _ error: ShellError, _ shell: inout Interpreter
  ) throws(ShellError) -> ShellError {
    shell.completed(error, about: try text.expand(&shell))
  }

  @inline(never)
  private func evaluateText(_ shell: inout Interpreter) throws(ShellError) -> Int {
    try shell.evaluateText(try text.expand(&shell))
  }
}

final class ConstantArithmetic: ArithmeticCode, @unchecked Sendable {
  let value: Int
  init(_ value: Int) { self.value = value }
  override func evaluate(_ shell: inout Interpreter) -> Int { value }
  override var constant: Int? { value }
}

/// A variable by its name.
final class VariableArithmetic: ArithmeticCode, @unchecked Sendable {
  let slot: Int
  init(_ slot: Int) { self.slot = slot }
  override func evaluate(_ shell: inout Interpreter) throws(ShellError) -> Int {
    try shell.integer(slot)
  }
  override func storedNumber(_ shell: inout Interpreter) -> Int? { shell.storedNumber(slot) }
}

final class ElementArithmetic: ArithmeticCode, @unchecked Sendable {
  let parameter: ElementParameter
  init(_ parameter: ElementParameter) { self.parameter = parameter }
  override func evaluate(_ shell: inout Interpreter) throws(ShellError) -> Int {
    // The text of a subscript that is nested too deep for the parser is parsed when it is met.
    if NativeStack.position < shell.stackLimit { throw shell.depthError() }
    guard let value = try parameter.value(&shell) else {
      if shell.options.contains(.nounset) { throw shell.unboundError(parameter.name(&shell)) }
      return 0
    }
    return try shell.integer(of: value)
  }
}

/// `$x` as an operand: holds only while its value is a number; else the text is read again.
final class ExpansionArithmetic: ArithmeticCode, @unchecked Sendable {
  let word: WordCode
  /// Whether expanding it twice could be seen, as with a subscript that is out of range.
  private let hasEffects: Bool
  init(_ word: WordCode, hasEffects: Bool) {
    self.word = word
    self.hasEffects = hasEffects
  }
  override func storedNumber(_ shell: inout Interpreter) -> Int? {
    guard let number = word.storedNumber(&shell), number >= 0 else { return nil }
    return number
  }
  override func evaluate(_ shell: inout Interpreter) throws(ShellError) -> Int {
    if let number = word.storedNumber(&shell), number >= 0 { return number }
    if hasEffects { throw ExpansionArithmetic.reread }
    let value = try word.expand(&shell)
    if let number = value.shortNumber, number >= 0 { return number }
    // Text that is a plain number without a sign or a leading zero.
    guard let first = value.first, first.isASCIIDigit, first != UInt8(ascii: "0") || value == "0",
      let number = value.decimalInteger
    else { throw ExpansionArithmetic.reread }
    return number
  }
  static let reread = ShellError("")
}

final class UnaryArithmetic: ArithmeticCode, @unchecked Sendable {
  let `operator`: ArithmeticExpression.UnaryOperator
  let operand: ArithmeticCode
  init(_ operator: ArithmeticExpression.UnaryOperator, _ operand: ArithmeticCode) {
    self.operator = `operator`
    self.operand = operand
  }
  override func evaluate(_ shell: inout Interpreter) throws(ShellError) -> Int {
    let value = try operand.evaluate(&shell)
    switch self.operator {
    case .plus: return value
    case .minus: return 0 &- value
    case .not: return value == 0 ? 1 : 0
    case .complement: return ~value
    }
  }
}

final class AddArithmetic: ArithmeticCode, @unchecked Sendable {
  let left: ArithmeticCode
  let right: ArithmeticCode
  init(_ left: ArithmeticCode, _ right: ArithmeticCode) {
    self.left = left
    self.right = right
  }
  override func evaluate(_ shell: inout Interpreter) throws(ShellError) -> Int {
    let l = try left.evaluate(&shell)
    return l &+ (try right.evaluate(&shell))
  }
  override func storedNumber(_ shell: inout Interpreter) -> Int? {
    guard let l = left.storedNumber(&shell), let r = right.storedNumber(&shell) else { return nil }
    return l &+ r
  }
}

final class BinaryArithmetic: ArithmeticCode, @unchecked Sendable {
  let `operator`: ArithmeticExpression.BinaryOperator
  let left: ArithmeticCode
  let right: ArithmeticCode
  init(
    _ operator: ArithmeticExpression.BinaryOperator, _ left: ArithmeticCode,
    _ right: ArithmeticCode
  ) {
    self.operator = `operator`
    self.left = left
    self.right = right
  }
  override func evaluate(_ shell: inout Interpreter) throws(ShellError) -> Int {
    let l = try left.evaluate(&shell)
    switch self.operator {
    case .and:
      if l == 0 { return 0 }
      return try right.evaluate(&shell) != 0 ? 1 : 0
    case .or:
      if l != 0 { return 1 }
      return try right.evaluate(&shell) != 0 ? 1 : 0
    default: break
    }
    return try BinaryArithmetic.apply(self.operator, l, try right.evaluate(&shell))
  }
  override func storedNumber(_ shell: inout Interpreter) -> Int? {
    guard let l = left.storedNumber(&shell), let r = right.storedNumber(&shell) else { return nil }
    return try? BinaryArithmetic.apply(self.operator, l, r)
  }

  // Messages that `completed` adds the expression to.
  static let divisionByZero: ByteString = "division by 0"
  static let negativeExponent: ByteString = "exponent less than 0"

  /// An operator's result, as on a machine where integers wrap around.
  static func apply(
    _ operator: ArithmeticExpression.BinaryOperator, _ l: Int, _ r: Int
  ) throws(ShellError) -> Int {
    switch `operator` {
    case .multiply: return l &* r
    case .divide, .remainder:
      if r == 0 {
        throw ShellError(BinaryArithmetic.divisionByZero, status: 1, reach: .discard)
      }
      // The one quotient that does not fit.
      if r == -1 { return `operator` == .divide ? 0 &- l : 0 }
      return `operator` == .divide ? l / r : l % r
    case .add: return l &+ r
    case .subtract: return l &- r
    case .shiftLeft: return l &<< r
    case .shiftRight: return l &>> r
    case .less: return l < r ? 1 : 0
    case .lessOrEqual: return l <= r ? 1 : 0
    case .greater: return l > r ? 1 : 0
    case .greaterOrEqual: return l >= r ? 1 : 0
    case .equal: return l == r ? 1 : 0
    case .notEqual: return l != r ? 1 : 0
    case .bitAnd: return l & r
    case .bitXor: return l ^ r
    case .bitOr: return l | r
    case .and: return l != 0 && r != 0 ? 1 : 0
    case .or: return l != 0 || r != 0 ? 1 : 0
    case .comma: return r
    case .power:
      if r < 0 {
        throw ShellError(BinaryArithmetic.negativeExponent, status: 1, reach: .discard)
      }
      var result = 1
      var base = l
      var exponent = r
      while exponent > 0 {
        if exponent & 1 != 0 { result = result &* base }
        base = base &* base
        exponent >>= 1
      }
      return result
    }
  }
}

final class ConditionalArithmetic: ArithmeticCode, @unchecked Sendable {
  let condition: ArithmeticCode
  let yes: ArithmeticCode
  let no: ArithmeticCode
  init(_ condition: ArithmeticCode, _ yes: ArithmeticCode, _ no: ArithmeticCode) {
    self.condition = condition
    self.yes = yes
    self.no = no
  }
  override func evaluate(_ shell: inout Interpreter) throws(ShellError) -> Int {
    try condition.evaluate(&shell) != 0 ? yes.evaluate(&shell) : no.evaluate(&shell)
  }
}

/// A variable or an element that an expression writes to.
final class ArithmeticTarget: @unchecked Sendable {
  private let slot: Int
  private let element: ElementParameter?
  init(slot: Int, element: ElementParameter?) {
    self.slot = slot
    self.element = element
  }
  /// Replaces the old value; a subscript is evaluated once.
  /// - Returns: the old value and the new one.
  @inline(__always)
  func update(
    _ shell: inout Interpreter, _ change: (Int, inout Interpreter) throws(ShellError) -> Int
  ) throws(ShellError) -> (old: Int, new: Int) {
    guard let element else {
      let old = try shell.integer(slot)
      let new = try change(old, &shell)
      try shell.set(slot, ByteString(new))
      return (old, new)
    }
    let key = try element.subscript.key(slot, &shell)
    let old = try shell.integer(of: shell.element(element.slot, key) ?? ByteString())
    let new = try change(old, &shell)
    try shell.setElement(slot, key, ByteString(new))
    return (old, new)
  }
  func set(_ value: Int, _ shell: inout Interpreter) throws(ShellError) {
    if let element {
      try element.assign(ByteString(value), &shell)
    } else {
      try shell.set(slot, ByteString(value))
    }
  }
}

final class AssignmentArithmetic: ArithmeticCode, @unchecked Sendable {
  let target: ArithmeticTarget
  let `operator`: ArithmeticExpression.BinaryOperator?
  let right: ArithmeticCode
  init(
    _ target: ArithmeticTarget, _ operator: ArithmeticExpression.BinaryOperator?,
    _ right: ArithmeticCode
  ) {
    self.target = target
    self.operator = `operator`
    self.right = right
  }
  override func evaluate(_ shell: inout Interpreter) throws(ShellError) -> Int {
    if let op = self.operator {
      return try target.update(&shell) { (old, shell) throws(ShellError) in
        try BinaryArithmetic.apply(op, old, try right.evaluate(&shell))
      }.new
    }
    let value = try right.evaluate(&shell)
    try target.set(value, &shell)
    return value
  }
}

final class IncrementArithmetic: ArithmeticCode, @unchecked Sendable {
  let target: ArithmeticTarget
  let amount: Int
  let isPrefix: Bool
  init(_ target: ArithmeticTarget, by amount: Int, isPrefix: Bool) {
    self.target = target
    self.amount = amount
    self.isPrefix = isPrefix
  }
  override func evaluate(_ shell: inout Interpreter) throws(ShellError) -> Int {
    let values = try target.update(&shell) { (old, _) in old &+ amount }
    return isPrefix ? values.new : values.old
  }
}

extension Interpreter {
  /// The integer value of a variable: 0 when it is unset or empty, else its text is an expression.
  @inline(__always)
  mutating func integer(_ slot: Int) throws(ShellError) -> Int {
    if variables[slot].attributes.isDisjoint(with: .slowRead),
      let number = variables[slot].value.storedInteger
    {
      return number
    }
    return try slowInteger(slot)
  }

  /// The number that a variable holds, where it is one and reading it has no effect.
  @inline(__always)
  func storedNumber(_ slot: Int) -> Int? {
    guard variables[slot].attributes.isDisjoint(with: .slowRead) else { return nil }
    return variables[slot].value.shortNumber
  }

  @inline(never)
  private mutating func slowInteger(_ slot: Int) throws(ShellError) -> Int {
    if let number = storedNumber(slot) { return number }
    guard let value = value(slot) else {
      if options.contains(.nounset) { throw unboundError(host.names.name(slot)) }
      return 0
    }
    return try integer(of: value)
  }

  /// The integer that a variable's text denotes.
  mutating func integer(of value: ByteString) throws(ShellError) -> Int {
    if let number = value.storedInteger { return number }
    if value.isEmpty { return 0 }
    if let first = value.first, first != UInt8(ascii: "0"), let number = value.decimalInteger {
      return number
    }
    return try evaluateText(value)
  }

  /// Evaluates a text whose expansions were done.
  mutating func evaluateText(_ text: ByteString) throws(ShellError) -> Int {
    if let number = text.storedInteger { return number }
    if NativeStack.position < stackLimit {
      throw ShellError(
        "\(text): expression recursion level exceeded", status: 1, reach: .discard)
    }
    if let code = host.cachedArithmetic(text) {
      ensureSlots(host.names.count)
      return try evaluate(code, text)
    }
    if text.allSatisfy(\.isASCIISpace) { return 0 }
    let expression: ArithmeticExpression
    do {
      expression = try Parser.parseArithmetic(text, stackLimit: stackLimit)
    } catch {
      throw ShellError(
        "\(error.sourceLine): \(error.message)", status: 1, reach: .discard)
    }
    let lowering = Lowering(shell: host, dialect: dialect, source: source)
    let code = lowering.lower(arithmetic: expression)
    ensureSlots(host.names.count)
    if text.count < 1024 { host.cacheArithmetic(code, text) }
    return try evaluate(code, text)
  }

  @inline(__always)
  private mutating func evaluate(
    _ code: ArithmeticCode, _ text: ByteString
  ) throws(ShellError) -> Int {
    do throws(ShellError) { return try code.evaluate(&self) } catch {
      throw completed(error, about: text)
    }
  }

  /// An error of an operator, with the expression that it is about and the rest of it from the
  /// operand on.
  @inline(never)
  mutating func completed(_ error: ShellError, about text: ByteString) -> ShellError {
    guard
      error.message == BinaryArithmetic.divisionByZero
        || error.message == BinaryArithmetic.negativeExponent
    else { return error }
    let expression = text.dropFirst(text.firstIndex { $0 != 32 && $0 != 9 } ?? 0)
    let isDivision = error.message == BinaryArithmetic.divisionByZero
    let operands = Parser.arithmeticOperands(behind: isDivision ? "/%" : "*", in: expression)
    // Of several, the first that is plainly zero.
    let place =
      operands.first { operand in
        let end = expression[operand...].firstIndex { !$0.isNameByte } ?? expression.count
        let word = expression.bytes(in: operand..<end)
        if let slot = host.names.find(word), slot < slotCapacity { return value(slot) == "0" }
        return word == "0"
      } ?? operands.last ?? 0
    return ShellError(
      "\(expression): \(error.message) (error token is \"\(expression.dropFirst(place))\")",
      status: error.status, reach: error.reach)
  }
}
