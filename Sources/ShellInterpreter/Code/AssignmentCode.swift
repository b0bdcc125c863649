import ShellBytes
import ShellCommand
import ShellSyntax

/// A lowered assignment.
final class AssignmentCode: @unchecked Sendable {
  enum Value {
    case scalar(WordCode)
    case array([Element])
  }
  struct Element {
    let `subscript`: SubscriptCode?
    let appends: Bool
    let word: WordCode
  }
  let slot: Int
  private let name: ByteString
  private let `subscript`: SubscriptCode?
  private let appends: Bool
  private let value: Value
  /// Whether it assigns a list of words without subscripts.
  private let isPlainList: Bool

  init(
    slot: Int, name: ByteString, subscript: SubscriptCode?, appends: Bool, value: Value
  ) {
    self.slot = slot
    self.name = name
    self.subscript = `subscript`
    self.appends = appends
    self.value = value
    if case .array(let elements) = value {
      isPlainList = elements.allSatisfy { $0.subscript == nil }
    } else {
      isPlainList = false
    }
  }

  /// Whether it assigns a list.
  var isArray: Bool { if case .array = value { true } else { false } }

  /// The value of a scalar assignment, expanded; nil for an array.
  func evaluate(_ shell: inout Interpreter) throws(ShellError) -> ByteString? {
    guard case .scalar(let word) = value else { return nil }
    return try word.expand(&shell)
  }

  /// Performs the assignment with a value that `evaluate` returned.
  func perform(value text: ByteString, _ shell: inout Interpreter) throws(ShellError) {
    if let key = self.subscript {
      try shell.setElement(
        slot, try key.key(slot, &shell), text.normalizedIfShort, appends: appends)
    } else if appends {
      try shell.append(slot, text)
    } else {
      try shell.set(slot, text.normalizedIfShort)
    }
  }

  /// Shows the assignment of a value that `evaluate` returned under `set -x`.
  func trace(_ text: ByteString, _ shell: inout Interpreter) {
    shell.trace(assignment: appends ? name + "+" : name, text)
  }

  /// Performs the assignment.
  /// - Parameter traces: whether xtrace shows it.
  func perform(_ shell: inout Interpreter, traces: Bool) throws(ShellError) {
    switch value {
    case .scalar(let word):
      let text = try word.expand(&shell)
      if traces { trace(text, &shell) }
      try perform(value: text, &shell)
    case .array(let elements):
      if self.subscript != nil {
        throw ShellError("\(name): cannot assign list to array member", status: 1)
      }
      try performArray(elements, &shell)
    }
  }

  /// Attributes that change values as they are assigned.
  private static let converting: Variable.Attributes = [.integer, .lowercase, .uppercase]

  /// `name=(word …)`, and `name+=(word …)` of an indexed array whose values stay what they are.
  private func performList(
    _ elements: [Element], _ slot: Int, _ shell: inout Interpreter
  ) throws(ShellError) {
    // All is expanded before anything is assigned: `a=("${a[@]}" x)`.
    let mark = shell.stackCount
    do throws(ShellError) {
      for element in elements { try element.word.pushFields(&shell) }
    } catch {
      shell.pop(to: mark)
      throw error
    }
    shell.touch(slot)
    let array: ArrayValue
    if appends {
      array = shell.uniqueArray(slot)
      shell.variables[slot].attributes.insert(.isSet)
    } else {
      array = ArrayValue()
      shell.variables[slot].array = array
      shell.variables[slot].value = ByteString()
      shell.variables[slot].attributes.formUnion([.isSet, .indexed])
    }
    array.append(UnsafeBufferPointer(start: shell.stack + mark, count: shell.stackCount - mark))
    shell.pop(to: mark)
  }

  private func performArray(
    _ elements: [Element], _ shell: inout Interpreter
  ) throws(ShellError) {
    var slot = self.slot
    if shell.variables[slot].attributes.contains(.reference),
      case .slot(let target)? = shell.resolve(slot)
    {
      slot = target
    }
    if shell.variables[slot].attributes.contains(.readonly) { throw shell.readonlyError(slot) }
    let isAssociative = shell.variables[slot].attributes.contains(.associative)
    if isPlainList && !isAssociative
      && shell.variables[slot].attributes.isDisjoint(with: AssignmentCode.converting)
    {
      return try performList(elements, slot, &shell)
    }
    // All is expanded before anything is assigned: `a=("${a[@]}" x)`.
    var expanded:
      [(key: SubscriptCode?, keyText: ByteString?, appends: Bool, values: [ByteString])] =
        []
    for element in elements {
      if let key = element.subscript {
        let value = try element.word.expand(&shell)
        let keyText = isAssociative ? try key.key(&shell) : nil
        expanded.append((key, keyText, element.appends, [value]))
      } else {
        let mark = shell.stackCount
        try element.word.pushFields(&shell)
        expanded.append((nil, nil, false, shell.popValues(from: mark)))
      }
    }
    if !appends {
      shell.touch(slot)
      let array = isAssociative ? ArrayValue.associative() : ArrayValue()
      shell.variables[slot].array = array
      shell.variables[slot].value = ByteString()
      shell.variables[slot].attributes.formUnion(
        isAssociative ? [.isSet, .associative] : [.isSet, .indexed])
    } else {
      shell.touch(slot)
      _ = shell.uniqueArray(slot)
      shell.variables[slot].attributes.insert(.isSet)
    }
    var next = appends ? (shell.variables[slot].array?.endIndex ?? 0) : 0
    if isAssociative {
      var pendingKey: ByteString?
      for (key, keyText, appends, values) in expanded {
        if key != nil, let keyText {
          try shell.setElement(slot, keyText, values[0], appends: appends)
          continue
        }
        // `a=(key value …)`: pairs, as bash 5.1 and later take them.
        for value in values {
          if let known = pendingKey {
            try shell.setElement(slot, known, value)
            pendingKey = nil
          } else {
            pendingKey = value
          }
        }
      }
      if let pendingKey { try shell.setElement(slot, pendingKey, "") }
      return
    }
    let isPlain = shell.variables[slot].attributes.isDisjoint(with: AssignmentCode.converting)
    for (key, _, appends, values) in expanded {
      if let key {
        var index = try key.index(&shell)
        if index < 0 { index = index &+ (shell.variables[slot].array?.endIndex ?? 0) }
        try shell.setElement(slot, ByteString(index), values[0], appends: appends)
        next = index &+ 1
      } else if isPlain {
        let array = shell.uniqueArray(slot)
        for value in values {
          array.set(next, value)
          next = next &+ 1
        }
      } else {
        for value in values {
          try shell.setElement(slot, ByteString(next), value)
          next = next &+ 1
        }
      }
    }
  }
}

extension Interpreter {
  /// `name+=value`
  mutating func append(_ slot: Int, _ text: ByteString) throws(ShellError) {
    let attributes = variables[slot].attributes
    if attributes.contains(.integer) {
      let old = try integer(slot)
      try set(slot, ByteString(old &+ (try evaluateText(text))))
      return
    }
    if attributes.isDisjoint(with: .slowWrite), variables[slot].level == fastLevel {
      // In place: the string is not shared, so that building a long one stays linear.
      try checkSize(variables[slot].value.count &+ text.count)
      variables[slot].value.append(text)
      variables[slot].attributes.insert(.isSet)
      return
    }
    let old = value(slot) ?? ByteString()
    try checkSize(old.count &+ text.count)
    try set(slot, old + text)
  }
}
