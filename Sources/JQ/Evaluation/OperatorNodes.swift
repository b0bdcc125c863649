import ShellBytes

extension BinaryOperator {
  /// The value of two operands.
  func apply(
    _ left: consuming JSONValue, _ right: JSONValue
  ) throws(JQError) -> JSONValue {
    switch self {
    case .add: return try Arithmetic.add(left, right)
    case .subtract: return try Arithmetic.subtract(left, right)
    case .multiply: return try Arithmetic.multiply(left, right)
    case .divide: return try Arithmetic.divide(left, right)
    case .remainder: return try Arithmetic.remainder(left, right)
    case .equal: return .boolean(try JSONOrder.areEqual(left, right))
    case .notEqual: return .boolean(try !JSONOrder.areEqual(left, right))
    case .less: return .boolean(try JSONOrder.compare(left, right) < 0)
    case .lessOrEqual: return .boolean(try JSONOrder.compare(left, right) <= 0)
    case .greater: return .boolean(try JSONOrder.compare(left, right) > 0)
    case .greaterOrEqual: return .boolean(try JSONOrder.compare(left, right) >= 0)
    }
  }

  /// The value of two plain numbers; nil when the operands are something else.
  @inline(__always)
  func applyNumbers(_ left: JSONValue, _ right: JSONValue) -> JSONValue? {
    guard case .number(let l) = left, case .number(let r) = right else { return nil }
    switch self {
    case .add: return .number(l + r)
    case .subtract: return .number(l - r)
    case .multiply: return .number(l * r)
    case .divide: return r == 0 ? nil : .number(l / r)
    case .remainder: return nil
    case .equal: return .boolean(l == r)
    case .notEqual: return .boolean(l != r)
    case .less: return .boolean(l < r || l.isNaN)
    case .lessOrEqual: return .boolean(l <= r || l.isNaN)
    case .greater: return .boolean(l > r || !l.isNaN && r.isNaN)
    case .greaterOrEqual: return .boolean(l >= r || !l.isNaN && r.isNaN)
    }
  }
}

/// The arithmetic of values of all kinds.
enum Arithmetic {
  static func add(_ left: consuming JSONValue, _ right: JSONValue) throws(JQError) -> JSONValue {
    // Payloads are taken out one by one: a pair of both would hold them a second time.
    var left = left
    if case .number(let l) = left, case .number(let r) = right { return .number(l + r) }
    if case .null = left { return right }
    if case .null = right { return left }
    if case .string(let added) = right, case .string(var text) = left {
      if added.count > textLimit &- text.count { throw JQError("String too long") }
      left = .null
      text.append(added)
      return .string(text)
    }
    if case .array(let added) = right, case .array(var array) = left {
      if added.count > Access.arrayLimit &- array.count { throw JQError("Array too long") }
      left = .null
      array.append(contentsOf: added)
      return .array(array)
    }
    if case .object(let added) = right, case .object(var object) = left {
      left = .null
      if object.isEmpty { return right }
      for at in 0..<added.count { object.set(added.key(at: at), added.value(at: at)) }
      return .object(object)
    }
    guard let l = left.double, let r = right.double else {
      throw JQError(left, right, "cannot be added")
    }
    return .number(l + r)
  }

  static func subtract(_ left: JSONValue, _ right: JSONValue) throws(JQError) -> JSONValue {
    if let l = left.double, let r = right.double { return .number(l - r) }
    guard case .array(let l) = left, case .array(let r) = right else {
      throw JQError(left, right, "cannot be subtracted")
    }
    var result = JSONArray()
    for item in l {
      var isKept = true
      for removed in r where isKept {
        if try JSONOrder.areEqual(item, removed) { isKept = false }
      }
      if isKept { result.append(item) }
    }
    return .array(result)
  }

  /// Texts may not become longer than this.
  static let textLimit = 536_870_911

  static func multiply(_ left: JSONValue, _ right: JSONValue) throws(JQError) -> JSONValue {
    if let l = left.double, let r = right.double { return .number(l * r) }
    switch (left, right) {
    case (.string(let text), .number), (.string(let text), .literal):
      return try repeated(text, right.double ?? .nan)
    case (.number, .string(let text)), (.literal, .string(let text)):
      return try repeated(text, left.double ?? .nan)
    case (.object(let l), .object(let r)): return .object(try JSONOrder.merge(l, r))
    default: throw JQError(left, right, "cannot be multiplied")
    }
  }

  private static func repeated(_ text: JSONString, _ times: Double) throws(JQError) -> JSONValue {
    if times < 0 || times.isNaN { return .null }
    let count = Int(Swift.min(times, 2_147_483_647))
    if text.isEmpty { return .string(text) }
    if count > 0 && text.count > textLimit / count {
      throw JQError("Repeat string result too long")
    }
    return .string(text.repeated(count))
  }

  static func divide(_ left: JSONValue, _ right: JSONValue) throws(JQError) -> JSONValue {
    if let l = left.double, let r = right.double {
      if r == 0 { throw JQError(left, right, "cannot be divided because the divisor is zero") }
      return .number(l / r)
    }
    guard case .string(let l) = left, case .string(let r) = right else {
      throw JQError(left, right, "cannot be divided")
    }
    return .array(Strings.split(l, r))
  }

  static func remainder(_ left: JSONValue, _ right: JSONValue) throws(JQError) -> JSONValue {
    guard let l = left.double, let r = right.double else {
      throw JQError(left, right, "cannot be divided (remainder)")
    }
    if l.isNaN || r.isNaN { return .number(.nan) }
    let divisor = integer(r)
    if divisor == 0 {
      throw JQError(left, right, "cannot be divided (remainder) because the divisor is zero")
    }
    return .number(divisor == -1 ? 0 : Double(integer(l) % divisor))
  }

  /// A number cut to 64 bits.
  private static func integer(_ value: Double) -> Int {
    if value < -9_223_372_036_854_775_808 { return .min }
    if value >= 9_223_372_036_854_775_808 { return .max }
    return Int(value)
  }
}

/// `a + b` and its like; the right side runs in the outer loop.
final class BinaryNode: Node, @unchecked Sendable {
  let symbol: BinaryOperator
  let left: Node
  let right: Node
  private let isBothSingle: Bool
  private let constant: JSONValue?

  init(_ symbol: BinaryOperator, _ left: Node, _ right: Node) {
    self.symbol = symbol
    self.left = left
    self.right = right
    isBothSingle = left.isSingle && right.isSingle
    constant = (right as? ConstantNode)?.value
  }

  override var isSingle: Bool { isBothSingle }

  @inline(__always)
  private func operand(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    if let constant { return constant }
    return try right.one(input, frame)
  }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    let right = try operand(input, frame)
    let left = try self.left.one(input, frame)
    if let quick = symbol.applyNumbers(left, right) { return quick }
    return try symbol.apply(left, right)
  }

  override func transform(
    _ input: consuming JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue {
    let right = try operand(input, frame)
    return try symbol.apply(try left.transform(input, frame), right)
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if isBothSingle { return try emit(try one(input, frame)) }
    return try right.eval(input, frame) { (right) throws(JQError) in
      try left.eval(input, frame) { (left) throws(JQError) in
        try emit(try symbol.apply(left, right))
      }
    }
  }
}

/// `a and b`, `a or b`: the left side decides whether the right one runs.
final class LogicNode: Node, @unchecked Sendable {
  let left: Node
  let right: Node
  /// The truth of the left side that settles it.
  let settled: Bool
  private let isBothSingle: Bool

  init(_ left: Node, _ right: Node, settled: Bool) {
    self.left = left
    self.right = right
    self.settled = settled
    isBothSingle = left.isSingle && right.isSingle
  }

  override var isSingle: Bool { isBothSingle }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    if try left.one(input, frame).isTrue == settled { return .boolean(settled) }
    return .boolean(try right.one(input, frame).isTrue)
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if isBothSingle { return try emit(try one(input, frame)) }
    return try left.eval(input, frame) { (left) throws(JQError) in
      if left.isTrue == settled { return try emit(.boolean(settled)) }
      return try right.eval(input, frame) { (right) throws(JQError) in
        try emit(.boolean(right.isTrue))
      }
    }
  }
}

/// `a // b`: the true outputs of the left side, or else the right side.
final class AlternativeNode: Node, @unchecked Sendable {
  let left: Node
  let right: Node
  private let isBothSingle: Bool

  init(_ left: Node, _ right: Node) {
    self.left = left
    self.right = right
    isBothSingle = left.isSingle && right.isSingle
  }

  override var isSingle: Bool { isBothSingle }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    let value = try left.one(input, frame)
    return value.isTrue ? value : try right.one(input, frame)
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if isBothSingle { return try emit(try one(input, frame)) }
    var isFound = false
    let flow = try left.eval(input, frame) { (value) throws(JQError) in
      guard value.isTrue else { return .next }
      isFound = true
      return try emit(value)
    }
    if isFound || flow != .next { return flow }
    return try right.eval(input, frame, emit)
  }

  override func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    var isFound = false
    let flow = try left.paths(input, place, frame) { (value, place) throws(JQError) in
      guard value.isTrue else { return .next }
      isFound = true
      return try emit(value, place)
    }
    if isFound || flow != .next { return flow }
    return try right.paths(input, place, frame, emit)
  }
}
