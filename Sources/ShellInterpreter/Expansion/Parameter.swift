import ShellBytes
import ShellCommand
import ShellSyntax

/// What stands behind `$`: a variable, a positional or special parameter, an element or an array.
class ParameterCode: @unchecked Sendable {
  /// The value; nil when the parameter is unset.
  func value(_ shell: inout Interpreter) throws(ShellError) -> ByteString? { nil }
  /// The number that the value is kept as, where finding that out has no effect.
  func storedNumber(_ shell: inout Interpreter) -> Int? { nil }
  /// The values of `@`, `*` and whole arrays.
  func values(_ shell: inout Interpreter) throws(ShellError) -> [ByteString] {
    try value(&shell).map { [$0] } ?? []
  }
  /// Whether it stands for several values.
  var isMultiple: Bool { false }
  /// Whether its values are joined inside double quotes, as `$*` is.
  var isJoined: Bool { false }
  /// As error messages name it.
  func name(_ shell: inout Interpreter) -> ByteString { "" }
  /// As the error message for an unset parameter names it.
  func unboundName(_ shell: inout Interpreter) -> ByteString { name(&shell) }
  /// `${parameter=word}`
  func assign(_ value: ByteString, _ shell: inout Interpreter) throws(ShellError) {
    throw ShellError(
      "$\(name(&shell)): cannot assign in this way", status: 1, reach: .discard)
  }
  /// Whether it is set, for modifiers without a colon.
  func isSet(_ shell: inout Interpreter) throws(ShellError) -> Bool {
    if isMultiple { return try !values(&shell).isEmpty }
    return try value(&shell) != nil
  }
  /// `${#parameter}`
  func length(_ shell: inout Interpreter) throws(ShellError) -> Int {
    if isMultiple { return try values(&shell).count }
    guard let value = try value(&shell) else {
      if shell.options.contains(.nounset) { throw shell.unboundError(unboundName(&shell)) }
      return 0
    }
    return shell.encoding.count(value)
  }
  /// Whether asking for its value never changes the shell.
  var isContained: Bool { false }
  /// What `${parameter@a}` and `@A` look at.
  func variableSlot(_ shell: inout Interpreter) -> Int? { nil }
}

final class VariableParameter: ParameterCode, @unchecked Sendable {
  let slot: Int
  init(_ slot: Int) { self.slot = slot }
  override var isContained: Bool { true }
  override func value(_ shell: inout Interpreter) -> ByteString? { shell.value(slot) }
  override func name(_ shell: inout Interpreter) -> ByteString { shell.host.names.name(slot) }
  override func assign(_ value: ByteString, _ shell: inout Interpreter) throws(ShellError) {
    try shell.set(slot, value)
  }
  override func variableSlot(_ shell: inout Interpreter) -> Int? { slot }
}

final class PositionalParameter: ParameterCode, @unchecked Sendable {
  let number: Int
  init(_ number: Int) { self.number = number }
  override var isContained: Bool { true }
  override func value(_ shell: inout Interpreter) -> ByteString? {
    number == 0 ? shell.argumentZero : shell.positionalValue(number)
  }
  override func storedNumber(_ shell: inout Interpreter) -> Int? {
    value(&shell)?.storedInteger
  }
  override func name(_ shell: inout Interpreter) -> ByteString { ByteString(number) }
  override func unboundName(_ shell: inout Interpreter) -> ByteString { "$\(number)" }
}

/// One of `# ? - $ !` and `_`.
final class SpecialParameter: ParameterCode, @unchecked Sendable {
  let letter: UInt8
  init(_ letter: UInt8) { self.letter = letter }
  override var isContained: Bool { true }
  override func value(_ shell: inout Interpreter) -> ByteString? {
    switch letter {
    case UInt8(ascii: "#"): return ByteString(shell.positional.count)
    case UInt8(ascii: "?"): return ByteString(Int(shell.status.code))
    case UInt8(ascii: "-"): return shell.options.letters
    case UInt8(ascii: "$"): return ByteString(Int(shell.shellID))
    case UInt8(ascii: "!"): return shell.lastJob.map { ByteString(Int($0)) }
    default: return nil
    }
  }
  override func storedNumber(_ shell: inout Interpreter) -> Int? {
    switch letter {
    case UInt8(ascii: "#"): return shell.positional.count
    case UInt8(ascii: "?"): return Int(shell.status.code)
    default: return nil
    }
  }
  override func name(_ shell: inout Interpreter) -> ByteString { ByteString([letter]) }
  override func unboundName(_ shell: inout Interpreter) -> ByteString { "$\(name(&shell))" }
}

/// `@` and `*`.
final class AllParameters: ParameterCode, @unchecked Sendable {
  private let joins: Bool
  init(joins: Bool) { self.joins = joins }
  override var isContained: Bool { true }
  override var isMultiple: Bool { true }
  override var isJoined: Bool { joins }
  override func values(_ shell: inout Interpreter) -> [ByteString] { shell.positionalValues }
  override func value(_ shell: inout Interpreter) throws(ShellError) -> ByteString? {
    shell.positional.count == 0 ? nil : try shell.join(shell.positionalValues, joins)
  }
  override func name(_ shell: inout Interpreter) -> ByteString { joins ? "*" : "@" }
  override func length(_ shell: inout Interpreter) -> Int { shell.positional.count }
}

/// `name[@]` and `name[*]`.
final class WholeArrayParameter: ParameterCode, @unchecked Sendable {
  let slot: Int
  private let joins: Bool
  /// Whether it is `${!name[@]}`: the keys.
  private let isKeys: Bool
  init(slot: Int, joins: Bool, isKeys: Bool) {
    self.slot = slot
    self.joins = joins
    self.isKeys = isKeys
  }
  override var isMultiple: Bool { true }
  override var isJoined: Bool { joins }
  override func values(_ shell: inout Interpreter) -> [ByteString] {
    guard let array = shell.arrayValue(slot) else { return [] }
    return isKeys ? array.keyTexts : array.elements
  }
  override func value(_ shell: inout Interpreter) throws(ShellError) -> ByteString? {
    let all = values(&shell)
    return all.isEmpty ? nil : try shell.join(all, joins)
  }
  override func length(_ shell: inout Interpreter) throws(ShellError) -> Int {
    guard let array = shell.arrayValue(slot) else {
      // Of an array that is declared and has no elements the number is 0.
      if shell.options.contains(.nounset),
        shell.variables[slot].attributes.isDisjoint(with: .array)
      {
        throw ShellError(
          "\(shell.host.names.name(slot)): unbound variable", status: 1, reach: .discard,
          isComplete: true)
      }
      return 0
    }
    return array.count
  }
  override func name(_ shell: inout Interpreter) -> ByteString {
    "\(shell.host.names.name(slot))[\(joins ? "*" : "@" as ByteString)]"
  }
  override func variableSlot(_ shell: inout Interpreter) -> Int? { slot }
}

/// `name[subscript]`.
final class ElementParameter: ParameterCode, @unchecked Sendable {
  let slot: Int
  let `subscript`: SubscriptCode
  init(slot: Int, subscript: SubscriptCode) {
    self.slot = slot
    self.subscript = `subscript`
  }
  override func value(_ shell: inout Interpreter) throws(ShellError) -> ByteString? {
    if shell.variables[slot].attributes.contains(.associative) {
      let key = try self.subscript.key(&shell)
      return shell.variables[slot].array?[key]
    }
    if shell.variables[slot].attributes.contains(.reference) {
      return shell.element(slot, try self.subscript.key(slot, &shell))
    }
    // Once: it may have effects, and each level of `a[a[a[1]]]` would double the work.
    let index = try self.subscript.index(&shell)
    if let array = shell.variables[slot].array {
      if index >= 0 { return array[index] }
      let fromEnd = index &+ array.endIndex
      if fromEnd < 0 { shell.complain("\(shell.host.names.name(slot)): bad array subscript") }
      return array[fromEnd]
    }
    return shell.element(slot, ByteString(index))
  }
  override func storedNumber(_ shell: inout Interpreter) -> Int? {
    let attributes = shell.variables[slot].attributes
    guard attributes.isDisjoint(with: [.reference, .computed]),
      let array = shell.variables[slot].array
    else { return nil }
    if attributes.contains(.associative) {
      guard let key = self.subscript.plainKey(&shell) else { return nil }
      return array[key]?.shortNumber
    }
    guard let index = self.subscript.storedIndex(&shell), index >= 0 else { return nil }
    return array[index]?.shortNumber
  }
  override func name(_ shell: inout Interpreter) -> ByteString {
    let key = (try? self.subscript.key(slot, &shell)) ?? ""
    return "\(shell.host.names.name(slot))[\(key)]"
  }
  override func assign(_ value: ByteString, _ shell: inout Interpreter) throws(ShellError) {
    let key = try self.subscript.key(slot, &shell)
    try shell.setElement(slot, key, value)
  }
  override func variableSlot(_ shell: inout Interpreter) -> Int? { slot }
}

/// `${!name}`: the value of a parameter names the one that is meant.
final class IndirectParameter: ParameterCode, @unchecked Sendable {
  private let inner: ParameterCode
  init(_ inner: ParameterCode) { self.inner = inner }

  private func target(_ shell: inout Interpreter) throws(ShellError) -> ParameterCode? {
    // Of a name reference, `${!ref}` is the name that it refers to.
    if let slot = inner.variableSlot(&shell),
      shell.variables[slot].attributes.contains(.reference)
    {
      return FixedParameter(shell.variables[slot].value)
    }
    guard let text = try inner.value(&shell) else {
      // Only a variable has to be there; `${!1}` and `${!*}` are nothing then.
      guard inner is VariableParameter else { return nil }
      throw ShellError(
        "\(inner.name(&shell)): invalid indirect expansion", status: 1, reach: .discard)
    }
    if text.isEmpty && inner.isMultiple { return nil }
    guard !text.isEmpty, let parameter = shell.parameter(named: text) else {
      throw ShellError("\(text): invalid variable name", status: 1, reach: .discard)
    }
    return parameter
  }
  override func value(_ shell: inout Interpreter) throws(ShellError) -> ByteString? {
    try target(&shell)?.value(&shell)
  }
  override func values(_ shell: inout Interpreter) throws(ShellError) -> [ByteString] {
    try target(&shell)?.values(&shell) ?? []
  }
  override func length(_ shell: inout Interpreter) throws(ShellError) -> Int {
    try target(&shell)?.length(&shell) ?? 0
  }
  override func assign(_ value: ByteString, _ shell: inout Interpreter) throws(ShellError) {
    try target(&shell)?.assign(value, &shell)
  }
  override func name(_ shell: inout Interpreter) -> ByteString { "!" + inner.name(&shell) }
  override func variableSlot(_ shell: inout Interpreter) -> Int? {
    ((try? target(&shell)) ?? nil)?.variableSlot(&shell)
  }

  /// What is meant, where that is several values.
  func multiple(_ shell: inout Interpreter) throws(ShellError) -> ParameterCode? {
    guard let found = try target(&shell), found.isMultiple else { return nil }
    return found
  }
}

/// A value that is no parameter any more.
final class FixedParameter: ParameterCode, @unchecked Sendable {
  private let fixed: ByteString
  init(_ value: ByteString) { fixed = value }
  override func value(_ shell: inout Interpreter) -> ByteString? { fixed }
}

/// What stands between `[` and `]`: an expression or a key, as the variable says.
final class SubscriptCode: @unchecked Sendable {
  private let text: WordCode
  private let expression: ArithmeticExpansionCode?
  /// - Parameter expression: nil for `@` and `*`, which are keys of an associative array only.
  init(text: WordCode, expression: ArithmeticExpansionCode?) {
    self.text = text
    self.expression = expression
  }
  func index(_ shell: inout Interpreter) throws(ShellError) -> Int {
    guard let expression else {
      throw ShellError("\(try text.expand(&shell)): bad array subscript", status: 1)
    }
    return try expression.evaluate(&shell)
  }
  /// The index, where finding it out has no effect and meets no error.
  func storedIndex(_ shell: inout Interpreter) -> Int? {
    expression?.parsed?.storedNumber(&shell)
  }
  func key(_ shell: inout Interpreter) throws(ShellError) -> ByteString {
    try text.expand(&shell)
  }
  /// The key, where its word is plain and meets no error.
  func plainKey(_ shell: inout Interpreter) -> ByteString? { try? text.expand(&shell) }
  /// The key or the index as text, as the variable wants it.
  func key(_ slot: Int, _ shell: inout Interpreter) throws(ShellError) -> ByteString {
    var slot = slot
    if shell.variables[slot].attributes.contains(.reference),
      case .slot(let target)? = shell.resolve(slot)
    {
      slot = target
    }
    if shell.variables[slot].attributes.contains(.associative) { return try key(&shell) }
    return ByteString(try index(&shell))
  }
}

extension Interpreter {
  /// `$1` and so on.
  @inline(__always)
  func positionalValue(_ number: Int) -> ByteString? {
    guard number >= 1 && number <= positional.count else { return nil }
    if let owned = positional.owned { return owned[positional.base + number - 1] }
    return stack[positional.base &+ number &- 1]
  }

  var positionalValues: [ByteString] {
    if let owned = positional.owned {
      return Array(owned[positional.base..<positional.base + positional.count])
    }
    return Array(
      UnsafeBufferPointer(start: stack + positional.base, count: positional.count))
  }

  /// Values joined as `"$*"` joins them, or with blanks.
  mutating func join(
    _ values: [ByteString], _ withSeparator: Bool
  ) throws(ShellError) -> ByteString {
    let separator = withSeparator ? splitting.joiner : " "
    // Elements may share their bytes: together they can be many times what memory has.
    var size = 0
    for value in values { size = size.addingClamped(value.count &+ separator.count) }
    try checkSize(size)
    return ByteString.joined(values, separator: separator)
  }

  /// The parameter that a text names: `x`, `1`, `@`, `a[0]`.
  mutating func parameter(named text: ByteString) -> ParameterCode? {
    if text.isName { return VariableParameter(slot(text)) }
    if let number = text.decimalInteger, number >= 0 { return PositionalParameter(number) }
    switch text {
    case "@": return AllParameters(joins: false)
    case "*": return AllParameters(joins: true)
    case "#", "?", "-", "$", "!": return SpecialParameter(text[0])
    default: break
    }
    guard let reference = reference(text), let key = reference.subscript else { return nil }
    switch key {
    case .all: return WholeArrayParameter(slot: reference.slot, joins: false, isKeys: false)
    case .joined: return WholeArrayParameter(slot: reference.slot, joins: true, isKeys: false)
    case .index(let code): return ElementParameter(slot: reference.slot, subscript: code)
    }
  }

  /// A subscript, lowered.
  enum LoweredSubscript {
    case all
    case joined
    case index(SubscriptCode)
  }

  /// The variable and subscript that a text such as `name[key]` names.
  mutating func reference(
    _ text: ByteString
  ) -> (slot: Int, subscript: LoweredSubscript?)? {
    if text.isName { return (slot(text), nil) }
    guard let (name, key) = Parser.parseReference(text) else { return nil }
    let lowering = Lowering(shell: host, dialect: dialect, source: source)
    let lowered: LoweredSubscript? =
      switch key {
      case nil: nil
      case .all?: .all
      case .joined?: .joined
      case .index(let key, let expression)?:
        .index(lowering.lower(subscript: key, expression))
      }
    ensureSlots(host.names.count)
    return (slot(name), lowered)
  }
}
