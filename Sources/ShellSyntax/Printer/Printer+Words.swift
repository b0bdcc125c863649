import ShellBytes

/// Words, redirections and what else stands inside of commands.
extension Printer {
  /// Writes a word as it can be read again.
  mutating func write(_ word: Word) {
    for part in word.parts { write(part) }
  }

  /// Writes a part of a word.
  mutating func write(_ part: WordPart) {
    switch part {
    case .literal(let text): output.append(text)
    case .escaped(let text):
      output.append(92)
      output.append(text)
    case .singleQuoted(let text):
      output.append(39)
      output.append(text)
      output.append(39)
    case .dollarSingleQuoted(let text): writeDollarSingleQuoted(text)
    case .doubleQuoted(let parts):
      output.append(34)
      for part in parts { write(part) }
      output.append(34)
    case .parameter(let expansion): write(expansion)
    case .commandSubstitution(let substitution): write(substitution)
    case .arithmetic(let expansion):
      // What was written as `$[ ]` may hold parentheses that `$(( ))` would end at.
      let isOld = !expansion.text.hasBalancedParentheses
      output.append(isOld ? "$[" : "$((")
      write(expansion.text)
      output.append(isOld ? "]" : "))")
    case .processSubstitution(let substitution):
      output.append(substitution.isInput ? "<(" : ">(")
      output.append(text(of: substitution.body))
      output.append(41)
    }
  }

  private mutating func writeDollarSingleQuoted(_ text: ByteString) {
    if layout == .bash {
      // bash resolves the escapes when it reads them.
      output.append(39)
      for byte in text {
        if byte == "'" {
          output.append("'\\''")
        } else {
          output.append(byte)
        }
      }
      output.append(39)
      return
    }
    output.append("$'")
    for byte in text {
      switch byte {
      case "'", "\\":
        output.append(92)
        output.append(byte)
      case "\n": output.append("\\n")
      case "\t": output.append("\\t")
      case 0..<32, 127:
        output.append(92)
        output.append(48 + (byte >> 6))
        output.append(48 + (byte >> 3 & 7))
        output.append(48 + (byte & 7))
      default: output.append(byte)
      }
    }
    output.append(39)
  }

  private mutating func write(_ substitution: CommandSubstitution) {
    let text = text(of: substitution.body)
    if !substitution.isBackquoted {
      output.append("$(")
      // `$((` would begin an arithmetic expansion.
      if text.first == 40 { output.append(32) }
      output.append(text)
      output.append(41)
      return
    }
    output.append(96)
    for byte in text {
      if byte == "\\" || byte == "`" { output.append(92) }
      output.append(byte)
    }
    output.append(96)
  }

  /// The commands of a substitution, each complete one on a line.
  private func text(of program: Program) -> ByteString {
    var inner = Printer(.line)
    for (index, list) in program.commands.enumerated() {
      if index > 0 { inner.newline() }
      inner.writeCompleteCommand(list)
      if inner.endsBare(list) { inner.output.append(59) }
    }
    inner.finish()
    return inner.output
  }

  // MARK: Parameters

  private mutating func write(_ expansion: ParameterExpansion) {
    if case .bad(let text) = expansion.modifier {
      // Without braces it is the body of a here-document.
      output.append(expansion.isBraced ? "${\(text)}" : text)
      return
    }
    guard expansion.isBraced else {
      output.append(36)
      write(expansion.parameter)
      return
    }
    output.append("${")
    switch expansion.modifier {
    case .length: output.append(35)
    case .names, .keys: output.append(33)
    default: if expansion.isIndirect { output.append(33) }
    }
    write(expansion.parameter)
    if let place = expansion.subscript { write(place) }
    write(expansion.modifier)
    output.append(125)
  }

  private mutating func write(_ parameter: ParameterExpansion.Parameter) {
    switch parameter {
    case .variable(let name): output.append(name)
    case .positional(let number): output.append(ByteString(number))
    case .special(let byte): output.append(byte)
    }
  }

  private mutating func write(_ modifier: ParameterExpansion.Modifier) {
    switch modifier {
    case .none, .length, .keys, .bad: break
    case .useDefault(let word, let whenNull): writeDefault("-", word, whenNull)
    case .assignDefault(let word, let whenNull): writeDefault("=", word, whenNull)
    case .indicateError(let word, let whenNull): writeDefault("?", word, whenNull)
    case .useAlternative(let word, let whenNull): writeDefault("+", word, whenNull)
    case .removePrefix(let pattern, let isLargest):
      output.append(isLargest ? "##" : "#")
      write(pattern)
    case .removeSuffix(let pattern, let isLargest):
      output.append(isLargest ? "%%" : "%")
      write(pattern)
    case .substring(let offset, let length):
      output.append(58)
      write(offset.text)
      if let length {
        output.append(58)
        write(length.text)
      }
    case .replace(let pattern, let replacement, let scope):
      switch scope {
      case .first: output.append(47)
      case .all: output.append("//")
      case .prefix: output.append("/#")
      case .suffix: output.append("/%")
      }
      write(pattern)
      if let replacement {
        output.append(47)
        write(replacement)
      }
    case .changeCase(let change, let pattern):
      switch change {
      case .upperFirst: output.append(94)
      case .upperAll: output.append("^^")
      case .lowerFirst: output.append(44)
      case .lowerAll: output.append(",,")
      case .toggleFirst: output.append(126)
      case .toggleAll: output.append("~~")
      }
      if let pattern { write(pattern) }
    case .transform(let letter):
      output.append(64)
      output.append(letter)
    case .names(let isSeparate): output.append(isSeparate ? 64 : 42)
    }
  }

  private mutating func writeDefault(_ sign: ByteString, _ word: Word?, _ whenNull: Bool) {
    if whenNull { output.append(58) }
    output.append(sign)
    if let word { write(word) }
  }

  /// Writes `[…]`.
  mutating func write(_ place: Subscript) {
    switch place {
    case .all: output.append("[@]")
    case .joined: output.append("[*]")
    case .index(let key, _):
      output.append(91)
      write(key)
      output.append(93)
    }
  }

  // MARK: Assignments and redirections

  /// Writes an assignment.
  mutating func write(_ assignment: Assignment) {
    output.append(assignment.name)
    if let place = assignment.subscript { write(place) }
    output.append(assignment.appends ? "+=" : "=")
    switch assignment.value {
    case .scalar(let word): write(word)
    case .array(let elements):
      output.append(40)
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(elements[index - 1].mayBeginSubscript ? 10 : 32) }
        if let place = element.subscript {
          write(place)
          output.append(element.appends ? "+=" : "=")
        }
        write(element.value)
      }
      output.append(41)
    }
  }

  /// Writes a redirection; the lines of a here-document follow later.
  mutating func write(_ redirection: Redirection) {
    if layout == .bash, writeDuplication(redirection) { return }
    switch redirection.descriptor {
    case .number(let number): output.append(ByteString(number))
    case .variable(let name):
      output.append(123)
      output.append(name)
      output.append(125)
    case nil: if layout == .bash && redirection.operator == .readWrite { output.append(48) }
    }
    switch redirection.operator {
    case .input: output.append("< ")
    case .output: output.append("> ")
    case .clobber: output.append(">| ")
    case .append: output.append(">> ")
    case .readWrite: output.append("<> ")
    case .duplicateInput: output.append("<&")
    case .duplicateOutput: output.append(">&")
    case .outputAndError: output.append("&> ")
    case .appendOutputAndError: output.append("&>> ")
    case .hereString: output.append("<<< ")
    case .hereDocument: break
    }
    switch redirection.target {
    case .word(let word): write(word)
    case .hereDocument(let document):
      output.append(document.stripsTabs ? "<<-" : "<<")
      writeDelimiter(document)
      pending.append(document)
    }
  }

  /// What bash says of a duplication: `3>&-` for `3<&-`, and `1>&2` for `>&2`.
  ///
  /// - Returns: false, with nothing written, where it says no other than what was written.
  private mutating func writeDuplication(_ redirection: Redirection) -> Bool {
    let isInput = redirection.operator == .duplicateInput
    guard isInput || redirection.operator == .duplicateOutput,
      case .word(let word) = redirection.target, let text = word.literal
    else { return false }
    let isClosing = text == "-"
    guard isClosing || (!text.isEmpty && text.allSatisfy(\.isASCIIDigit)) else { return false }
    switch redirection.descriptor {
    case .number(let number): output.append(ByteString(number))
    case .variable(let name): output.append("{\(name)}")
    case nil: output.append(isInput ? 48 : 49)
    }
    output.append(isInput && !isClosing ? "<&" : ">&")
    output.append(text)
    return true
  }

  private mutating func writeDelimiter(_ document: HereDocument) {
    guard document.isQuoted else {
      output.append(document.delimiter)
      return
    }
    if !document.delimiter.contains(39) {
      output.append(39)
      output.append(document.delimiter)
      output.append(39)
      return
    }
    output.append(34)
    for byte in document.delimiter {
      if byte == "\\" || byte == "\"" || byte == "$" || byte == "`" { output.append(92) }
      output.append(byte)
    }
    output.append(34)
  }

  // MARK: Conditional expressions

  /// How tightly the operator around an expression binds.
  enum ConditionalParent: Int {
    case or, and, not
  }

  /// Writes the inside of `[[ … ]]`, with parentheses where they are needed.
  mutating func write(_ expression: ConditionalExpression, parent: ConditionalParent) {
    switch expression {
    case .word(let word):
      if layout == .bash { output.append("-n ") }
      write(word)
    case .unary(let letter, let word):
      output.append(45)
      output.append(letter)
      output.append(32)
      write(word)
    case .binary(let comparison, let left, let right):
      write(left)
      output.append(32)
      output.append(comparison.text)
      output.append(32)
      write(right)
    case .not(let inner):
      output.append("! ")
      write(inner, parent: .not)
    case .and:
      writeJoined(expression.conjuncts, " && ", .and, isGrouped: parent == .not)
    case .or:
      writeJoined(expression.alternatives, " || ", .or, isGrouped: parent != .or)
    }
  }

  private mutating func writeJoined(
    _ operands: [ConditionalExpression], _ sign: ByteString, _ parent: ConditionalParent,
    isGrouped: Bool
  ) {
    if isGrouped { output.append("( ") }
    for (index, operand) in operands.enumerated() {
      if index > 0 { output.append(sign) }
      write(operand, parent: parent)
    }
    if isGrouped { output.append(" )") }
  }
}

extension ConditionalExpression.BinaryOperator {
  /// The operator as it is written.
  var text: ByteString {
    switch self {
    case .equal: return "=="
    case .notEqual: return "!="
    case .matches: return "=~"
    case .before: return "<"
    case .after: return ">"
    case .numericEqual: return "-eq"
    case .numericNotEqual: return "-ne"
    case .numericLess: return "-lt"
    case .numericLessOrEqual: return "-le"
    case .numericGreater: return "-gt"
    case .numericGreaterOrEqual: return "-ge"
    case .newer: return "-nt"
    case .older: return "-ot"
    case .sameFile: return "-ef"
    }
  }
}

extension Assignment.Element {
  /// Whether it reads as a subscript together with what follows on its line.
  fileprivate var mayBeginSubscript: Bool {
    guard self.subscript == nil, case .literal(let text)? = value.parts.first else { return false }
    return text.first == 91
  }
}

extension Word {
  /// Whether each `(` of its own text has its `)`.
  fileprivate var hasBalancedParentheses: Bool {
    var depth = 0
    for part in parts {
      guard case .literal(let text) = part else { continue }
      for byte in text {
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") { depth -= 1 }
        if depth < 0 { return false }
      }
    }
    return depth == 0
  }
}
