import ShellBytes
import ShellCommand
import ShellPatterns
import ShellSyntax

/// `$parameter` of any kind, without a modifier.
final class ParameterWord: WordCode, @unchecked Sendable {
  let parameter: ParameterCode
  let isQuoted: Bool
  init(_ parameter: ParameterCode, isQuoted: Bool) {
    self.parameter = parameter
    self.isQuoted = isQuoted
  }
  override var isContained: Bool { parameter.isContained }
  override func storedNumber(_ shell: inout Interpreter) -> Int? {
    parameter.storedNumber(&shell)
  }
  override var isSingle: Bool {
    !(parameter is IndirectParameter) && (!parameter.isMultiple || parameter.isJoined && isQuoted)
  }
  override func expand(_ shell: inout Interpreter) throws(ShellError) -> ByteString {
    if let value = try parameter.value(&shell) { return value }
    if shell.options.contains(.nounset) && !parameter.isMultiple {
      throw shell.unboundError(parameter.unboundName(&shell))
    }
    return ByteString()
  }
  override func pushFields(_ shell: inout Interpreter) throws(ShellError) {
    if !parameter.isMultiple && !(parameter is IndirectParameter) {
      let value = try expand(&shell)
      if isQuoted { shell.push(value) } else { try shell.pushSplit(value) }
      return
    }
    if parameter.isMultiple && isQuoted && !parameter.isJoined {
      for value in try parameter.values(&shell) { shell.push(value) }
      return
    }
    var builder = shell.takeBuilder()
    try build(&builder, &shell, isQuoted: isQuoted)
    try shell.pushFields(builder)
    shell.recycle(builder)
  }
  override func build(
    _ builder: inout FieldBuilder, _ shell: inout Interpreter, isQuoted: Bool
  ) throws(ShellError) {
    let isQuoted = isQuoted || self.isQuoted
    var several: ParameterCode? = parameter.isMultiple ? parameter : nil
    if let indirect = parameter as? IndirectParameter { several = try indirect.multiple(&shell) }
    if let several {
      try builder.append(
        several.values(&shell), isJoined: several.isJoined, isQuoted: isQuoted, &shell)
      return
    }
    let value = try expand(&shell)
    builder.append(
      value, isQuoted ? FieldBuilder.Origin.quoted : FieldBuilder.Origin.expansion)
    if isQuoted && value.isEmpty { builder.appendPresence() }
  }
}

extension FieldBuilder {
  /// Adds the values of `@`, `*` or an array.
  mutating func append(
    _ values: [ByteString], isJoined: Bool, isQuoted: Bool, _ shell: inout Interpreter
  ) throws(ShellError) {
    if isJoined && isQuoted {
      append(try shell.join(values, true), Origin.quoted)
      appendPresence()
      return
    }
    for (index, value) in values.enumerated() {
      if index > 0 { appendBoundary(isJoined ? shell.splitting.joiner.first ?? 0 : 32) }
      append(value, isQuoted ? Origin.quoted : Origin.expansion)
      try shell.checkSize(bytes.count)
      if isQuoted { appendPresence() }
    }
  }
}

/// `${parameter<modifier>}`
class ModifiedParameterWord: WordCode, @unchecked Sendable {
  final let parameter: ParameterCode
  final let modifier: ModifierCode
  final let isQuoted: Bool
  private let isAlwaysOne: Bool
  init(_ parameter: ParameterCode, _ modifier: ModifierCode, isQuoted: Bool) {
    self.parameter = parameter
    self.modifier = modifier
    self.isQuoted = isQuoted
    isAlwaysOne = ModifiedParameterWord.isSingle(parameter, modifier, isQuoted: isQuoted)
  }

  final override var isSingle: Bool { isAlwaysOne }

  private static func isSingle(
    _ parameter: ParameterCode, _ modifier: ModifierCode, isQuoted: Bool
  ) -> Bool {
    switch modifier {
    case .length: return true
    case .useDefault(let word, _), .useAlternative(let word, _):
      return word.isSingle && !parameter.isMultiple && !(parameter is IndirectParameter)
    case .indicateError, .assignDefault:
      return !parameter.isMultiple && !(parameter is IndirectParameter)
    case .names(_, let isSeparate): return !isSeparate && isQuoted
    default:
      return !(parameter is IndirectParameter)
        && (!parameter.isMultiple || parameter.isJoined && isQuoted)
    }
  }

  override func expand(_ shell: inout Interpreter) throws(ShellError) -> ByteString {
    if !parameter.isMultiple && !(parameter is IndirectParameter) {
      switch modifier {
      case .useDefault(let word, let whenNull):
        if let value = try present(&shell, whenNull) { return value }
        return try word.expand(&shell)
      case .useAlternative(let word, let whenNull):
        return try present(&shell, whenNull) == nil ? ByteString() : word.expand(&shell)
      case .names: break
      default:
        return try single(&shell)
      }
    }
    var builder = FieldBuilder()
    try build(&builder, &shell, isQuoted: isQuoted)
    return builder.value()
  }

  override func pushFields(_ shell: inout Interpreter) throws(ShellError) {
    if isSingle {
      switch modifier {
      case .useDefault, .useAlternative: break
      default:
        let value = try expand(&shell)
        if isQuoted { shell.push(value) } else { try shell.pushSplit(value) }
        return
      }
    }
    var builder = shell.takeBuilder()
    try build(&builder, &shell, isQuoted: isQuoted)
    try shell.pushFields(builder)
    shell.recycle(builder)
  }

  override func build(
    _ builder: inout FieldBuilder, _ shell: inout Interpreter, isQuoted: Bool
  ) throws(ShellError) {
    let isQuoted = isQuoted || self.isQuoted
    let origin = isQuoted ? FieldBuilder.Origin.quoted : FieldBuilder.Origin.expansion
    var several: ParameterCode? = parameter.isMultiple ? parameter : nil
    if let indirect = parameter as? IndirectParameter { several = try indirect.multiple(&shell) }
    // Quoted, it is a field even when it is empty, but for `@`.
    if isQuoted && (several == nil || several?.isJoined == true) { builder.appendPresence() }
    switch modifier {
    case .useDefault(let word, let whenNull):
      if try isPresent(several, &shell, whenNull) {
        try buildPlain(several, &builder, &shell, isQuoted)
      } else {
        try word.build(&builder, &shell, isQuoted: isQuoted)
        if isQuoted { builder.appendPresence() }
      }
    case .useAlternative(let word, let whenNull):
      if try isPresent(several, &shell, whenNull) {
        try word.build(&builder, &shell, isQuoted: isQuoted)
        if isQuoted { builder.appendPresence() }
      } else if isQuoted, let several, try !several.values(&shell).isEmpty {
        // Its values are null, but they are there.
        builder.appendPresence()
      }
    case .assignDefault(_, let whenNull), .indicateError(_, let whenNull):
      if several != nil, try isPresent(several, &shell, whenNull) {
        try buildPlain(several, &builder, &shell, isQuoted)
      } else {
        builder.append(try single(&shell), origin)
      }
    case .length:
      builder.append(ByteString(try parameter.length(&shell)), origin)
    case .names(let prefix, let isSeparate):
      try builder.append(
        shell.variableNames(prefix), isJoined: !isSeparate, isQuoted: isQuoted, &shell)
    case .substring(let offset, let length) where several != nil:
      let values = try shell.slice(several!, offset, length)
      try builder.append(values, isJoined: several!.isJoined, isQuoted: isQuoted, &shell)
    case .transform(let letter) where several != nil:
      let values = try shell.transformAll(several!, letter)
      try builder.append(values, isJoined: several!.isJoined, isQuoted: isQuoted, &shell)
    default:
      if let several {
        var values = try several.values(&shell)
        for index in values.indices { values[index] = try modifier.apply(values[index], &shell) }
        try builder.append(values, isJoined: several.isJoined, isQuoted: isQuoted, &shell)
      } else {
        builder.append(try single(&shell), origin)
      }
    }
  }

  private func buildPlain(
    _ several: ParameterCode?, _ builder: inout FieldBuilder, _ shell: inout Interpreter,
    _ isQuoted: Bool
  ) throws(ShellError) {
    if let several {
      try builder.append(
        several.values(&shell), isJoined: several.isJoined, isQuoted: isQuoted, &shell)
    } else {
      builder.append(
        try parameter.value(&shell) ?? ByteString(),
        isQuoted ? FieldBuilder.Origin.quoted : FieldBuilder.Origin.expansion)
    }
  }

  private func isPresent(
    _ several: ParameterCode?, _ shell: inout Interpreter, _ whenNull: Bool
  ) throws(ShellError) -> Bool {
    if let several {
      let values = try several.values(&shell)
      if !whenNull { return !values.isEmpty }
      // Joined with nothing between them, empty values make a null one.
      if several.isJoined && shell.splitting.joiner.isEmpty {
        return values.contains { !$0.isEmpty }
      }
      return values.count > 1 || values.count == 1 && !values[0].isEmpty
    }
    return try present(&shell, whenNull) != nil
  }

  /// The value where the parameter is set, and with a colon not null.
  private func present(
    _ shell: inout Interpreter, _ whenNull: Bool
  ) throws(ShellError) -> ByteString? {
    guard let value = try parameter.value(&shell), !(whenNull && value.isEmpty) else {
      return nil
    }
    return value
  }

  /// The one value that the modifier makes.
  private func single(_ shell: inout Interpreter) throws(ShellError) -> ByteString {
    switch modifier {
    case .length: return ByteString(try parameter.length(&shell))
    case .assignDefault(let word, let whenNull):
      if let value = try present(&shell, whenNull) { return value }
      let value = try word.expand(&shell)
      try parameter.assign(value, &shell)
      return try parameter.value(&shell) ?? value
    case .indicateError(let word, let whenNull):
      if let value = try present(&shell, whenNull) { return value }
      let name = parameter.name(&shell)
      var message: ByteString = whenNull ? "parameter null or not set" : "parameter not set"
      if let word { message = try word.expand(&shell) }
      throw ShellError(
        "\(name): \(message)", status: shell.fatalStatus, reach: .shell)
    case .transform(let letter):
      return try shell.transform(parameter, letter)
    case .bad(let text):
      throw ShellError("${\(text)}: bad substitution", status: 1, reach: .discard)
    default:
      let value = try parameter.value(&shell)
      if value == nil {
        if shell.options.contains(.nounset) && !parameter.isMultiple {
          throw shell.unboundError(parameter.unboundName(&shell))
        }
        // Nothing to replace, not even an empty match; the offsets of what is unset are not
        // evaluated.
        if case .replace = modifier { return ByteString() }
        if case .substring = modifier { return ByteString() }
      }
      if case .substring(let offset, let length) = modifier {
        return try shell.substring(value ?? ByteString(), offset, length, of: parameter)
      }
      return try modifier.apply(value ?? ByteString(), &shell)
    }
  }
}

/// `${name#pattern}` and its kin, the most frequent modifiers.
final class RemovalWord: ModifiedParameterWord, @unchecked Sendable {
  private let slot: Int
  private let pattern: PatternCode
  private let isSuffix: Bool
  private let isLargest: Bool
  init(
    slot: Int, _ modifier: ModifierCode, isQuoted: Bool, _ pattern: PatternCode,
    isSuffix: Bool, isLargest: Bool
  ) {
    self.slot = slot
    self.pattern = pattern
    self.isSuffix = isSuffix
    self.isLargest = isLargest
    super.init(VariableParameter(slot), modifier, isQuoted: isQuoted)
  }
  override var isContained: Bool { parameter.isContained && pattern.affixes != nil }
  override func expand(_ shell: inout Interpreter) throws(ShellError) -> ByteString {
    guard let affixes = pattern.affixes, let value = shell.value(slot) else {
      return try super.expand(&shell)
    }
    return value.withBytes { bytes in
      let length =
        isSuffix
        ? affixes.suffixLength(bytes, longest: isLargest)
        : affixes.prefixLength(bytes, longest: isLargest)
      guard let length, length > 0 else { return value }
      let start = isSuffix ? bytes.baseAddress : bytes.baseAddress.map { $0 + length }
      return ByteString(start, count: bytes.count &- length)
    }
  }
}

/// A lowered modifier of `${parameter…}`.
enum ModifierCode {
  case length
  case useDefault(WordCode, whenNull: Bool)
  case assignDefault(WordCode, whenNull: Bool)
  case indicateError(WordCode?, whenNull: Bool)
  case useAlternative(WordCode, whenNull: Bool)
  case removePrefix(PatternCode, isLargest: Bool)
  case removeSuffix(PatternCode, isLargest: Bool)
  case substring(ArithmeticExpansionCode, ArithmeticExpansionCode?)
  case replace(PatternCode, WordCode?, ParameterExpansion.ReplacementScope)
  case changeCase(ParameterExpansion.CaseChange, PatternCode?)
  case transform(UInt8)
  case names(ByteString, isSeparate: Bool)
  case bad(ByteString)

  /// What the modifiers that work on a value make of it.
  func apply(_ value: ByteString, _ shell: inout Interpreter) throws(ShellError) -> ByteString {
    switch self {
    case .removePrefix(let pattern, let isLargest):
      guard let length = try pattern.prefixLength(value, &shell, longest: isLargest) else {
        return value
      }
      return value.dropFirst(length)
    case .removeSuffix(let pattern, let isLargest):
      guard let length = try pattern.suffixLength(value, &shell, longest: isLargest) else {
        return value
      }
      return value.dropLast(length)
    case .substring(let offset, let length):
      return try shell.substring(value, offset, length)
    case .replace(let pattern, let replacement, let scope):
      let glob = try pattern.glob(
        &shell, ignoresCase: shell.options.contains(.nocasematch))
      return try shell.replace(value, glob, replacement, scope)
    case .changeCase(let change, let pattern):
      let glob = try pattern.map { (pattern) throws(ShellError) in try pattern.glob(&shell) }
      return shell.changeCase(value, change, glob)
    default: return value
    }
  }
}
