import ShellBytes
import ShellPatterns
import ShellSyntax

extension Lowering {
  /// A word as arguments: it may make several fields.
  func lower(fields word: Word) -> WordCode {
    if let text = word.literal, !text.isEmpty, Lowering.isInert(text) {
      return LiteralWord(text, isQuoted: false)
    }
    guard dialect == .bash else { return lower(unbraced: word) }
    do throws(Braces.Excess) {
      guard let several = try Braces.expand(word) else { return lower(unbraced: word) }
      // An alternative of no bytes at all, as in `{a,}`, is no word.
      let words = several.filter { !$0.parts.isEmpty }.map { lower(unbraced: $0) }
      return words.count == 1 ? words[0] : SeveralWords(words)
    } catch {
      return ExcessiveBracesWord()
    }
  }

  /// Whether no expansion finds anything in unquoted text.
  private static func isInert(_ text: ByteString) -> Bool {
    text.withBytes { bytes in
      if bytes.count == 1 && bytes[0] == UInt8(ascii: "[") { return true }
      for byte in bytes {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "~"), UInt8(ascii: "*"), UInt8(ascii: "?"),
          UInt8(ascii: "["), UInt8(ascii: "("):
          return false
        default: break
        }
      }
      return true
    }
  }

  private func lower(unbraced word: Word) -> WordCode {
    let pieces = lower(parts: word.parts, isQuoted: false, tildes: .wordStart)
    if pieces.isEmpty { return LiteralWord("", isQuoted: true) }
    let literals = pieces.compactMap { $0 as? LiteralWord }
    if literals.count == pieces.count && !arePattern(literals) {
      return LiteralWord(
        literals.reduce(into: ByteString()) { $0.append($1.value) },
        isQuoted: literals.contains { $0.isQuoted })
    }
    if pieces.count == 1 && !(pieces[0] is LiteralWord) {
      if let quoted = pieces[0] as? DoubleQuotedWord { return simplified(quoted) }
      return pieces[0]
    }
    if pieces.allSatisfy(isOneField) { return ConcatenatedWord(pieces.map(unwrapped)) }
    return GeneralWord(pieces)
  }

  /// A double-quoted word of single pieces is a concatenation.
  private func simplified(_ word: DoubleQuotedWord) -> WordCode {
    guard word.isSingle else { return word }
    return ConcatenatedWord(word.pieces)
  }

  private func unwrapped(_ word: WordCode) -> WordCode {
    (word as? DoubleQuotedWord).map(simplified) ?? word
  }

  private func hasPatternCharacters(_ word: LiteralWord) -> Bool {
    !word.isQuoted
      && word.value.contains {
        FieldBuilder.patternStarters.contains($0) || $0 == UInt8(ascii: "(")
      }
  }

  /// Whether text alone is a pattern: a `[` is one only where a `]` follows, so that the name of
  /// the builtin is none.
  private func arePattern(_ literals: [LiteralWord]) -> Bool {
    guard literals.contains(where: hasPatternCharacters) else { return false }
    let text = literals.filter { !$0.isQuoted }.reduce(into: ByteString()) { $0.append($1.value) }
    if text.contains(where: ByteSet("*?(" as ByteString).contains) { return true }
    guard let open = text.firstIndex(of: UInt8(ascii: "[")) else { return false }
    return text.firstIndex(of: UInt8(ascii: "]"), from: open) != nil
  }

  /// Whether a piece is one field whatever its parameters are, with nothing left to expand.
  private func isOneField(_ piece: WordCode) -> Bool {
    guard piece.isSingle else { return false }
    switch piece {
    case let word as LiteralWord: return !hasPatternCharacters(word)
    case let word as VariableWord: return word.isQuoted
    case let word as ParameterWord: return word.isQuoted
    case let word as ModifiedParameterWord: return word.isQuoted
    case let word as CommandSubstitutionWord: return word.isQuoted
    case let word as ArithmeticWord: return word.isQuoted
    case is DoubleQuotedWord, is TildeWord, is ProcessSubstitutionWord: return true
    default: return false
    }
  }

  /// A word that is its own value.
  private func constant(_ word: Word) -> WordCode? {
    guard let text = word.literal, !text.contains(UInt8(ascii: "~")) else { return nil }
    return LiteralWord(text, isQuoted: true)
  }

  /// A word as one value: no splitting, no pathname expansion.
  func lower(value word: Word) -> WordCode {
    constant(word) ?? combined(lower(parts: word.parts, isQuoted: false, tildes: .wordStart))
  }

  /// The value of an assignment: tildes also follow colons (XCU 2.6.1).
  func lower(assigned word: Word) -> WordCode {
    constant(word) ?? combined(lower(parts: word.parts, isQuoted: false, tildes: .assignment))
  }

  /// A text that is expanded as inside double quotes: a here-document, an arithmetic expression.
  func lower(quotedText word: Word) -> WordCode {
    let pieces = lower(parts: word.parts, isQuoted: true, tildes: .none)
    if pieces.isEmpty { return LiteralWord("", isQuoted: true) }
    if pieces.count == 1 { return pieces[0] }
    return combined(pieces)
  }

  /// The operand of `${x:-word}`.
  func lower(operand word: Word, isQuoted: Bool) -> WordCode {
    let pieces = lower(
      parts: word.parts, isQuoted: isQuoted, tildes: isQuoted ? .none : .operand
    ).map { piece -> WordCode in
      guard let text = piece as? LiteralWord, !text.isQuoted else { return piece }
      return LiteralWord(text.value, isQuoted: false, isOperand: true)
    }
    if pieces.count == 1 { return pieces[0] }
    if pieces.isEmpty { return LiteralWord("", isQuoted: false) }
    if pieces.allSatisfy(\.isSingle) { return ConcatenatedWord(pieces) }
    return GeneralWord(pieces)
  }

  private func combined(_ pieces: [WordCode]) -> WordCode {
    let constants = pieces.compactMap(\.constant)
    if constants.count == pieces.count {
      return LiteralWord(
        constants.reduce(into: ByteString()) { $0.append($1) }, isQuoted: true)
    }
    if pieces.count == 1 { return unwrapped(pieces[0]) }
    if pieces.allSatisfy(\.isSingle) { return ConcatenatedWord(pieces.map(unwrapped)) }
    return GeneralWord(pieces)
  }

  /// A pattern of `case`, `${x#…}` or `[[ == ]]`.
  func lower(pattern word: Word, isAlwaysExtended: Bool = false) -> PatternCode {
    let pieces = lower(parts: word.parts, isQuoted: false, tildes: .wordStart)
    var constant: ByteString? = ByteString()
    for piece in pieces {
      guard let literal = piece as? LiteralWord else {
        constant = nil
        break
      }
      if literal.isQuoted {
        for byte in literal.value {
          if FieldBuilder.patternBytes.contains(byte) { constant?.append(UInt8(ascii: "\\")) }
          constant?.append(byte)
        }
      } else {
        constant?.append(literal.value)
      }
    }
    return PatternCode(
      GeneralWord(pieces), constantText: constant, isAlwaysExtended: isAlwaysExtended)
  }

  /// The right side of `=~`: which characters are quoted matters.
  func lower(regex word: Word) -> WordCode {
    let pieces = lower(parts: word.parts, isQuoted: false, tildes: .wordStart)
    if pieces.count == 1 { return pieces[0] }
    return GeneralWord(pieces)
  }

  // MARK: Parts

  /// Where tildes are expanded: at the start of a word, which may look like an assignment; at that
  /// of an operand of `${x-word}`; or also behind the colons of a value.
  enum Tildes { case none, wordStart, operand, assignment }

  func lower(parts: [WordPart], isQuoted: Bool, tildes: Tildes) -> [WordCode] {
    var pieces: [WordCode] = []
    for (index, part) in parts.enumerated() {
      switch part {
      case .literal(let text):
        if isQuoted || tildes == .none {
          pieces.append(LiteralWord(text, isQuoted: isQuoted))
        } else {
          pieces += lower(
            literal: text, isFirst: index == 0, isLast: index == parts.count - 1,
            tildes: tildes)
        }
      case .escaped(let text), .singleQuoted(let text), .dollarSingleQuoted(let text):
        pieces.append(LiteralWord(text, isQuoted: true))
      case .doubleQuoted(let inner):
        let codes = lower(parts: inner, isQuoted: true, tildes: .none)
        let literals = codes.compactMap { $0 as? LiteralWord }
        if literals.count == codes.count {
          pieces.append(
            LiteralWord(
              literals.reduce(into: ByteString()) { $0.append($1.value) }, isQuoted: true))
        } else if codes.count == 1, codes[0].isSingle {
          pieces.append(codes[0])
        } else {
          pieces.append(DoubleQuotedWord(codes))
        }
      case .parameter(let expansion): pieces.append(lower(expansion, isQuoted: isQuoted))
      case .commandSubstitution(let substitution):
        pieces.append(
          CommandSubstitutionWord(lower(substituted: substitution.body), isQuoted: isQuoted))
      case .arithmetic(let expansion):
        pieces.append(ArithmeticWord(lower(expansion), isQuoted: isQuoted))
      case .processSubstitution(let substitution):
        pieces.append(
          ProcessSubstitutionWord(lower(substitution.body), isInput: substitution.isInput))
      }
    }
    return pieces
  }

  /// Unquoted text, its tilde prefixes taken out.
  private func lower(
    literal text: ByteString, isFirst: Bool, isLast: Bool, tildes: Tildes
  ) -> [WordCode] {
    let isAssignment = tildes == .assignment
    guard text.contains(UInt8(ascii: "~")) else {
      return [LiteralWord(text, isQuoted: false)]
    }
    var pieces: [WordCode] = []
    var plain = ByteString()
    var at = 0
    var mayBegin = isFirst
    // bash takes an argument that looks like an assignment for one.
    let equals = text.firstIndex(of: UInt8(ascii: "="))
    let isAssigned =
      dialect == .bash && isFirst && tildes == .wordStart
      && equals.map { text.prefix($0).isName } ?? false
    while at < text.count {
      let byte = text[at]
      if byte == UInt8(ascii: "~") && mayBegin {
        var end = at + 1
        while end < text.count && text[end] != UInt8(ascii: "/")
          && !((isAssignment || isAssigned) && text[end] == UInt8(ascii: ":"))
        {
          end += 1
        }
        // The prefix ends inside of this text, or the word does.
        if end < text.count || isLast {
          if !plain.isEmpty { pieces.append(LiteralWord(plain, isQuoted: false)) }
          plain = ByteString()
          pieces.append(
            TildeWord(text.bytes(in: at + 1..<end), isInArgument: isAssigned && at > 0))
          at = end
          mayBegin = false
          continue
        }
      }
      let follows = byte == UInt8(ascii: ":") && (isAssignment || isAssigned)
      mayBegin = follows || byte == UInt8(ascii: "=") && !isAssignment && isAssigned
      plain.append(byte)
      at += 1
    }
    if !plain.isEmpty { pieces.append(LiteralWord(plain, isQuoted: false)) }
    return pieces
  }

  /// The body of `$( … )`; `$(<file)` reads the file.
  private func lower(substituted body: Program) -> Code {
    if dialect == .bash, body.commands.count == 1, body.commands[0].items.count == 1 {
      let item = body.commands[0].items[0]
      if !item.isAsynchronous, item.andOr.rest.isEmpty, item.andOr.first.commands.count == 1,
        !item.andOr.first.isNegated, case .simple(let command) = item.andOr.first.commands[0],
        command.words.isEmpty, command.assignments.isEmpty, command.redirections.count == 1,
        command.redirections[0].operator == .input, command.redirections[0].descriptor == nil
      {
        return FileSubstitutionCode(lower(command.redirections[0]))
      }
    }
    return lower(body)
  }

  // MARK: Parameters

  func lower(_ node: ParameterExpansion, isQuoted: Bool) -> WordCode {
    if case .bad = node.modifier {
    } else if case .none = node.modifier, !node.isIndirect, node.subscript == nil,
      case .variable(let name) = node.parameter
    {
      return VariableWord(slot: slot(name), isQuoted: isQuoted)
    }
    var parameter = lower(parameter: node)
    if node.isIndirect { parameter = IndirectParameter(parameter) }
    guard let modifier = lower(modifier: node, isQuoted: isQuoted) else {
      return ParameterWord(parameter, isQuoted: isQuoted)
    }
    if let variable = parameter as? VariableParameter {
      switch modifier {
      case .removePrefix(let pattern, let isLargest):
        return RemovalWord(
          slot: variable.slot, modifier, isQuoted: isQuoted, pattern, isSuffix: false,
          isLargest: isLargest)
      case .removeSuffix(let pattern, let isLargest):
        return RemovalWord(
          slot: variable.slot, modifier, isQuoted: isQuoted, pattern, isSuffix: true,
          isLargest: isLargest)
      default: break
      }
    }
    return ModifiedParameterWord(parameter, modifier, isQuoted: isQuoted)
  }

  private func lower(parameter node: ParameterExpansion) -> ParameterCode {
    switch node.parameter {
    case .variable(let name):
      let slot = slot(name)
      var isKeys = false
      if case .keys = node.modifier { isKeys = true }
      switch node.subscript {
      case nil: return VariableParameter(slot)
      case .all?: return WholeArrayParameter(slot: slot, joins: false, isKeys: isKeys)
      case .joined?: return WholeArrayParameter(slot: slot, joins: true, isKeys: isKeys)
      case .index(let key, let expression)?:
        return ElementParameter(slot: slot, subscript: lower(subscript: key, expression))
      }
    case .positional(let number): return PositionalParameter(number)
    case .special(UInt8(ascii: "@")): return AllParameters(joins: false)
    case .special(UInt8(ascii: "*")): return AllParameters(joins: true)
    case .special(let letter): return SpecialParameter(letter)
    }
  }

  private func lower(modifier node: ParameterExpansion, isQuoted: Bool) -> ModifierCode? {
    switch node.modifier {
    case .none, .keys: return nil
    case .length: return .length
    case .useDefault(let word, let whenNull):
      return .useDefault(lower(operand: word, isQuoted: isQuoted), whenNull: whenNull)
    case .assignDefault(let word, let whenNull):
      return .assignDefault(lower(operand: word, isQuoted: isQuoted), whenNull: whenNull)
    case .indicateError(let word, let whenNull):
      return .indicateError(
        word.map { lower(operand: $0, isQuoted: isQuoted) }, whenNull: whenNull)
    case .useAlternative(let word, let whenNull):
      return .useAlternative(lower(operand: word, isQuoted: isQuoted), whenNull: whenNull)
    case .removePrefix(let word, let isLargest):
      return .removePrefix(lower(pattern: word), isLargest: isLargest)
    case .removeSuffix(let word, let isLargest):
      return .removeSuffix(lower(pattern: word), isLargest: isLargest)
    case .substring(let offset, let length):
      return .substring(lower(offset), length.map { lower($0) })
    case .replace(let pattern, let replacement, let scope):
      return .replace(
        lower(pattern: pattern), replacement.map { lower(operand: $0, isQuoted: false) }, scope)
    case .changeCase(let change, let pattern):
      return .changeCase(change, pattern.map { lower(pattern: $0) })
    case .transform(let letter): return .transform(letter)
    case .names(let isSeparate):
      guard case .variable(let prefix) = node.parameter else { return .bad("") }
      return .names(prefix, isSeparate: isSeparate)
    case .bad(let text): return .bad(text)
    }
  }
}
