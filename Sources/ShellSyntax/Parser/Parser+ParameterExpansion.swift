import ShellBytes

/// `${…}`: the lexer reads it as part of a word.
///
/// - Grammar: `parameter_expansion` in Grammar/word.ebnf.
extension Lexer {
  /// The expansion whose `${` was passed, with its `}`.
  ///
  /// - Returns: a form that no shell knows as a bad expansion, which fails when it runs.
  /// - Throws: where it is not closed.
  func readBracedParameter(
    _ start: Int, isQuoted: Bool
  ) throws(SyntaxError) -> ParameterExpansion {
    let opened = position(start)
    let content = at
    // Only an alias can replace the text meanwhile.
    let mark = aliases == nil ? nil : mark()
    let depth = depth
    if var expansion = try readParameter(isQuoted, openedAt: opened), peekByte() == "}" {
      at &+= 1
      expansion.range = range(opened, at)
      return expansion
    }
    if at >= end { throw unfinished("'}'", openedAt: opened) }
    // Whatever it is, it ends at the brace that closes it.
    if let mark { reset(to: mark) }
    self.depth = depth
    at = mark?.at ?? content
    while true {
      _ = isQuoted ? try readQuoted(.brace) : try readUnquoted(.brace)
      if at >= end { throw unfinished("'}'", openedAt: opened) }
      if bytes[at] == "}" { break }
      at &+= 1
    }
    let bad = text(content, at)
    at &+= 1
    return ParameterExpansion(
      parameter: .variable(""), modifier: .bad(bad), isBraced: true, range: range(opened, at))
  }

  /// What stands between the braces; nil where it is no known form.
  private func readParameter(
    _ isQuoted: Bool, openedAt opened: Position
  ) throws(SyntaxError) -> ParameterExpansion? {
    var expansion = ParameterExpansion(
      parameter: .special(35), isBraced: true, range: range(opened, at))
    if peekByte() == "#", takesLength() {
      at = next(at)
      guard let parameter = readParameterName() else { return nil }
      expansion.parameter = parameter
      expansion.subscript = try readParameterSubscript(parameter)
      expansion.modifier = .length
      return expansion
    }
    if isBash && peekByte() == "!", takesIndirection() {
      at = next(at)
      expansion.isIndirect = true
    }
    guard let parameter = readParameterName() else { return nil }
    expansion.parameter = parameter
    expansion.subscript = try readParameterSubscript(parameter)
    if expansion.isIndirect, let listing = readListing(expansion) { return listing }
    if isBash, parameter == .special(35), !expansion.isIndirect, bytes[next(at)] == "}",
      ByteSet(":/%=+").contains(peekByte())
    {
      return nil
    }
    guard let modifier = try readModifier(isQuoted) else { return nil }
    expansion.modifier = modifier
    return expansion
  }

  /// Whether `#` asks for a length: it is the parameter itself in `${#}` and `${#-word}`.
  private func takesLength() -> Bool {
    let offset = next(at)
    let byte = bytes[offset]
    if byte.isNameByte { return true }
    guard ByteSet.specialParameters.contains(byte) else { return false }
    let behind = bytes[next(offset)]
    return behind == "}" || (isBash && (byte == "@" || byte == "*") && behind == "[")
  }

  /// Whether `!` names the parameter by another's value: it is the parameter itself in `${!}`.
  private func takesIndirection() -> Bool {
    let offset = next(at)
    let byte = bytes[offset]
    if byte.isNameByte || byte == "@" || byte == "*" { return true }
    guard byte == "#" || byte == "?", !isPosixMode else { return false }
    // `${!#}` and `${!?}`, but in POSIX mode, and as `${!#pattern}` and `${!?word}`, they ask for
    // `$!`.
    let behind = bytes[next(offset)]
    return behind == "}" || behind == ":"
  }

  private func readParameterName() -> ParameterExpansion.Parameter? {
    let byte = peekByte()
    if byte.isNameStart { return .variable(readName()) }
    if byte.isASCIIDigit {
      var number = 0
      while bytes[at].isASCIIDigit {
        number = min(number &* 10 &+ Int(bytes[at] &- 48), 0x7FFF_FFFF)
        at = next(at)
      }
      return .positional(number)
    }
    guard ByteSet.specialParameters.contains(byte) else { return nil }
    at = next(at)
    return .special(byte)
  }

  private func readParameterSubscript(
    _ parameter: ParameterExpansion.Parameter
  ) throws(SyntaxError) -> Subscript? {
    guard isBash, peekByte() == "[", case .variable = parameter else { return nil }
    return try readSubscript()
  }

  /// `${!prefix*}`, `${!prefix@}`, `${!name[@]}`; nil leaves the cursor.
  private func readListing(_ indirect: ParameterExpansion) -> ParameterExpansion? {
    var expansion = indirect
    expansion.isIndirect = false
    if let place = indirect.subscript {
      guard peekByte() == "}", place == .all || place == .joined else { return nil }
      expansion.modifier = .keys
      return expansion
    }
    let byte = peekByte()
    guard byte == "*" || byte == "@", isFollowed(by: "}"),
      case .variable = indirect.parameter
    else { return nil }
    at = next(at)
    expansion.modifier = .names(isSeparate: byte == "@")
    return expansion
  }

  /// What stands behind the parameter, up to the brace; nil where it is no known form.
  private func readModifier(
    _ isQuoted: Bool
  ) throws(SyntaxError) -> ParameterExpansion.Modifier? {
    let byte = peekByte()
    switch byte {
    case "}": return ParameterExpansion.Modifier.none
    case ":":
      switch bytes[next(at)] {
      case "-", "=", "?", "+":
        at = next(at)
        return try readDefault(isQuoted, whenNull: true)
      default:
        guard isBash else { return nil }
        at = next(at)
        // bash: an offset has to be there, if only as the empty one of `${x::2}`.
        if peekByte() == "}" { return nil }
        return try readSubstring()
      }
    case "-", "=", "?", "+": return try readDefault(isQuoted, whenNull: false)
    case "#", "%":
      at &+= 1
      let isLargest = peekByte() == byte
      if isLargest { at &+= 1 }
      let pattern = try readPattern(.brace)
      return byte == "#"
        ? .removePrefix(pattern, isLargest: isLargest)
        : .removeSuffix(pattern, isLargest: isLargest)
    case "/" where isBash:
      at &+= 1
      return try readReplacement()
    case "^", ",", "~":
      guard isBash else { return nil }
      at &+= 1
      return try readCaseChange(byte)
    case "@" where isBash:
      let letter = bytes[next(at)]
      guard ByteSet("UuLQEPAKak").contains(letter) else { return nil }
      at = next(next(at))
      return .transform(letter)
    default: return nil
    }
  }

  private func readDefault(
    _ isQuoted: Bool, whenNull: Bool
  ) throws(SyntaxError) -> ParameterExpansion.Modifier {
    let byte = bytes[at]
    at &+= 1
    let isBare = peekByte() == "}"
    let start = position(at)
    let parts = isQuoted ? try readQuoted(.brace) : try readUnquoted(.brace)
    let word = Word(parts: parts, range: range(start, at))
    switch byte {
    case "-": return .useDefault(word, whenNull: whenNull)
    case "=": return .assignDefault(word, whenNull: whenNull)
    case "?": return .indicateError(isBare ? nil : word, whenNull: whenNull)
    default: return .useAlternative(word, whenNull: whenNull)
    }
  }

  /// A pattern: quotes are special in it even inside of double quotes (XCU 2.6.2).
  private func readPattern(_ ending: UnquotedEnd) throws(SyntaxError) -> Word {
    let start = position(at)
    let parts = try readUnquoted(ending)
    return Word(parts: parts, range: range(start, at))
  }

  private func readSubstring() throws(SyntaxError) -> ParameterExpansion.Modifier {
    let offset = try readArithmetic(until: .colonOrBrace)
    guard peekByte() == ":" else { return .substring(offset: offset, length: nil) }
    at &+= 1
    return .substring(offset: offset, length: try readArithmetic(until: .brace))
  }

  private func readReplacement() throws(SyntaxError) -> ParameterExpansion.Modifier {
    var scope = ParameterExpansion.ReplacementScope.first
    switch peekByte() {
    case "/": scope = .all
    case "#": scope = .prefix
    case "%": scope = .suffix
    default: break
    }
    if scope != .first { at &+= 1 }
    var builder = WordBuilder(builds: builds)
    let start = position(at)
    if scope == .all && peekByte() == "/" {
      // The pattern of `${x////_}` is a slash.
      builder.append(47)
      at &+= 1
    }
    builder.append(contentsOf: try readUnquoted(.slashOrBrace))
    let pattern = Word(parts: builder.finish(), range: range(start, at))
    guard peekByte() == "/" else {
      return .replace(pattern: pattern, replacement: nil, scope: scope)
    }
    at &+= 1
    return .replace(pattern: pattern, replacement: try readPattern(.brace), scope: scope)
  }

  private func readCaseChange(
    _ byte: UInt8
  ) throws(SyntaxError) -> ParameterExpansion.Modifier {
    let isAll = peekByte() == byte
    if isAll { at &+= 1 }
    let change: ParameterExpansion.CaseChange
    switch byte {
    case "^": change = isAll ? .upperAll : .upperFirst
    case ",": change = isAll ? .lowerAll : .lowerFirst
    default: change = isAll ? .toggleAll : .toggleFirst
    }
    if peekByte() == "}" { return .changeCase(change, pattern: nil) }
    return .changeCase(change, pattern: try readPattern(.brace))
  }
}
