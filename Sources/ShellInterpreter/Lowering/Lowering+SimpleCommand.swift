import ShellBytes
import ShellCommand
import ShellSyntax

extension Lowering {
  /// - Parameter command: the same as a command, which its text is made of.
  func lower(_ node: SimpleCommand, _ command: Command) -> Code {
    let text = text(of: command, node.range)
    if node.words.isEmpty && node.redirections.isEmpty && node.assignments.count == 1,
      let code = lower(single: node.assignments[0], text)
    {
      return code
    }
    let assignments = node.assignments.map { lower($0) }
    let redirections = node.redirections.map { lower($0) }
    if node.words.isEmpty {
      return AssignmentsCode(assignments, redirections, text: text)
    }
    var words: [WordCode] = []
    words.reserveCapacity(node.words.count)
    for argument in node.words {
      switch argument {
      case .word(let word): words.append(lower(fields: word))
      case .assignment(let assignment):
        words.append(DeclarationWord(assignment.name, lower(assignment)))
      }
    }
    var name: ConstantName?
    if let constant = words[0].constant, !constant.contains(UInt8(ascii: "/")) {
      let builtin = BuiltinRegistry.find(constant)
      name = ConstantName(
        slot: slot(constant), builtin: builtin,
        utility: builtin == nil ? host.utilities[constant] : nil)
    }
    let code = SimpleCommandCode(
      words: words, assignments: assignments, redirections: redirections, name: name, text: text,
      hasProcessSubstitution: node.words.contains { argument in
        if case .word(let word) = argument {
          return word.literal == nil && word.hasProcessSubstitution
        }
        return false
      })
    if repeats && assignments.isEmpty && redirections.isEmpty, let name,
      let test = lower(test: words, name, fallback: code)
    {
      return test
    }
    return code
  }

  /// `name=value` alone.
  private func lower(single node: Assignment, _ text: CommandText) -> Code? {
    guard case .scalar(let word) = node.value, node.subscript == nil, !node.appends else {
      return nil
    }
    if word.literal == nil, word.parts.count == 1, case .arithmetic(let expansion) = word.parts[0],
      case let code = lower(expansion), let expression = code.plain
    {
      return ArithmeticAssignmentCode(
        slot: slot(node.name), expression: expression, expansion: code, text: text)
    }
    let slot = slot(node.name)
    let lowered = lower(assigned: word)
    let code = ScalarAssignmentCode(
      slot: slot, word: lowered, text: text, hasSubstitution: word.hasSubstitution)
    if let pieces = (lowered as? ConcatenatedWord)?.flattened, pieces.count > 1,
      (pieces[0] as? VariableWord)?.slot == slot,
      pieces.dropFirst().allSatisfy({ $0 is LiteralWord || $0 is VariableWord })
    {
      return GrowingAssignmentCode(
        slot: slot, rest: ConcatenatedWord(Array(pieces.dropFirst())), text: text, otherwise: code)
    }
    return code
  }

  func lower(_ node: Assignment) -> AssignmentCode {
    let value: AssignmentCode.Value
    switch node.value {
    case .scalar(let word): value = .scalar(lower(assigned: word))
    case .array(let elements):
      value = .array(
        elements.map { element in
          AssignmentCode.Element(
            subscript: element.subscript.flatMap { lower($0) }, appends: element.appends,
            word: element.subscript == nil
              ? lower(fields: element.value) : lower(assigned: element.value))
        })
    }
    return AssignmentCode(
      slot: slot(node.name), name: node.name, subscript: node.subscript.flatMap { lower($0) },
      appends: node.appends, value: value)
  }

  /// A subscript that is an index or a key; nil for `@` and `*`.
  func lower(_ node: Subscript) -> SubscriptCode? {
    switch node {
    case .all: return SubscriptCode(text: LiteralWord("@", isQuoted: true), expression: nil)
    case .joined: return SubscriptCode(text: LiteralWord("*", isQuoted: true), expression: nil)
    case .index(let key, let expression): return lower(subscript: key, expression)
    }
  }

  func lower(subscript key: Word, _ expression: ArithmeticExpression?) -> SubscriptCode {
    SubscriptCode(
      text: lower(value: key),
      expression: lower(ArithmeticExpansion(text: key, expression: expression)))
  }

  // MARK: Tests

  /// `[ a -lt b ]` and its kin, as a node of its own.
  private func lower(
    test words: [WordCode], _ name: ConstantName, fallback: SimpleCommandCode
  ) -> Code? {
    guard let builtin = name.builtin, builtin.name == "[" || builtin.name == "test" else {
      return nil
    }
    var operands = words.dropFirst()
    if builtin.name == "[" {
      guard operands.last?.constant == "]" else { return nil }
      operands = operands.dropLast()
    }
    let parts = Array(operands)
    switch parts.count {
    case 3:
      guard let text = parts[1].constant, isOneField(parts[0]), isOneField(parts[2]) else {
        return nil
      }
      if let comparison = NumericTestCode.comparison(text) {
        return NumericTestCode(
          parts[0], comparison, parts[2], nameSlot: name.slot, fallback: fallback)
      }
      if text == "=" || text == "==" || text == "!=", isSafe(parts[0]), isSafe(parts[2]) {
        return StringTestCode(
          parts[0], parts[2], isNegated: text == "!=", nameSlot: name.slot, fallback: fallback)
      }
      return nil
    case 2:
      guard isSafe(parts[1]) else { return nil }
      if parts[0].constant == "-n" {
        return StringTestCode(
          parts[1], LiteralWord("", isQuoted: true), isNegated: true, nameSlot: name.slot,
          fallback: fallback)
      }
      if parts[0].constant == "-z" {
        return StringTestCode(
          parts[1], LiteralWord("", isQuoted: true), isNegated: false, nameSlot: name.slot,
          fallback: fallback)
      }
      return nil
    default: return nil
    }
  }

  /// Whether a word always makes one field, or makes one where its value is a number.
  private func isOneField(_ word: WordCode) -> Bool {
    word is VariableWord || word is LiteralWord || word is ConcatenatedWord
      || word is ArithmeticWord || (word as? ParameterWord).map { $0.isSingle } ?? false
  }

  /// Whether a word always makes exactly one field.
  private func isSafe(_ word: WordCode) -> Bool {
    switch word {
    case let word as VariableWord: return word.isQuoted
    case is LiteralWord, is ConcatenatedWord: return true
    case let word as ParameterWord: return word.isQuoted && word.isSingle
    case let word as DoubleQuotedWord: return word.isSingle
    case let word as ModifiedParameterWord: return word.isQuoted && word.isSingle
    case let word as CommandSubstitutionWord: return word.isQuoted
    default: return false
    }
  }
}

extension Word {
  /// Whether it contains a command substitution outside of arithmetic.
  var hasSubstitution: Bool { literal == nil && parts.contains { $0.hasSubstitution } }
  var hasProcessSubstitution: Bool {
    parts.contains {
      if case .processSubstitution = $0 { return true }
      return false
    }
  }
}

extension WordPart {
  /// Whether running it may run a command; a `${…}` with operands is taken to.
  var hasSubstitution: Bool {
    switch self {
    case .commandSubstitution: return true
    case .doubleQuoted(let parts): return parts.contains { $0.hasSubstitution }
    case .parameter(let expansion):
      if case .none = expansion.modifier, expansion.subscript == nil { return false }
      return true
    case .arithmetic: return true
    default: return false
    }
  }
}
