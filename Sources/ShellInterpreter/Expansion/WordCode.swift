import ShellBytes
import ShellCommand
import ShellSyntax

/// A lowered word. It has several entry points, so that no caller builds what it does not need.
class WordCode: @unchecked Sendable {
  /// The word as one value: all expansions but splitting and pathname expansion (XCU 2.9.1,
  /// assignments), and quote removal.
  func expand(_ shell: inout Interpreter) throws(ShellError) -> ByteString { ByteString() }

  /// Pushes the fields that the word makes as an argument.
  func pushFields(_ shell: inout Interpreter) throws(ShellError) {
    var builder = shell.takeBuilder()
    try build(&builder, &shell, isQuoted: false)
    try shell.pushFields(builder)
    shell.recycle(builder)
  }

  /// Adds the word to a bigger one.
  /// - Parameter isQuoted: whether it stands inside double quotes.
  func build(
    _ builder: inout FieldBuilder, _ shell: inout Interpreter, isQuoted: Bool
  ) throws(ShellError) {
    let value = try expand(&shell)
    builder.append(
      value, isQuoted ? FieldBuilder.Origin.quoted : FieldBuilder.Origin.expansion)
  }

  /// Gives a variable the value.
  func assign(_ target: Int, _ shell: inout Interpreter) throws(ShellError) {
    try shell.set(target, try expand(&shell))
  }

  /// Adds the value to one that is being put together.
  func append(to result: inout ByteString, _ shell: inout Interpreter) throws(ShellError) {
    result.append(try expand(&shell))
  }

  /// The word as a pattern, quoted characters behind backslashes.
  func pattern(_ shell: inout Interpreter) throws(ShellError) -> ByteString {
    var builder = shell.takeBuilder()
    try build(&builder, &shell, isQuoted: false)
    let pattern = builder.pattern()
    shell.recycle(builder)
    return pattern
  }

  /// Whether the word always makes exactly one value, whatever its parameters are.
  var isSingle: Bool { true }

  /// Whether it is an unquoted expansion and nothing else: its fields are those of its value.
  var isSplitValue: Bool { false }

  /// Whether its expansion never changes the shell.
  var isContained: Bool { false }

  /// The value, where it is known beforehand.
  var constant: ByteString? { nil }

  /// The number that the value is kept as, where finding that out has no effect.
  func storedNumber(_ shell: inout Interpreter) -> Int? { nil }
}

/// Text without expansions, after quote removal.
final class LiteralWord: WordCode, @unchecked Sendable {
  let value: ByteString
  /// Whether pattern characters in it are quoted.
  let isQuoted: Bool
  /// Whether it is part of an expansion's operand, and so of its result, which is split.
  let isOperand: Bool
  private let number: Int?
  init(_ value: ByteString, isQuoted: Bool, isOperand: Bool = false) {
    self.value = value.normalized
    self.isQuoted = isQuoted
    self.isOperand = isOperand
    number = self.value.storedInteger
  }
  override func storedNumber(_ shell: inout Interpreter) -> Int? { number }
  override func expand(_ shell: inout Interpreter) -> ByteString { value }
  override func pushFields(_ shell: inout Interpreter) { shell.push(copyOf: value) }
  override func append(to result: inout ByteString, _ shell: inout Interpreter) {
    result.append(value)
  }
  override func build(
    _ builder: inout FieldBuilder, _ shell: inout Interpreter, isQuoted: Bool
  ) {
    typealias Origin = FieldBuilder.Origin
    let origin =
      isQuoted || self.isQuoted ? Origin.quoted : isOperand ? Origin.expansion : Origin.literal
    builder.append(value, origin)
    if self.isQuoted && value.isEmpty { builder.appendPresence() }
  }
  override var constant: ByteString? { value }
  override var isContained: Bool { true }
}

/// `$name` or `"$name"` of a variable, the most frequent word.
final class VariableWord: WordCode, @unchecked Sendable {
  let slot: Int
  let isQuoted: Bool
  init(slot: Int, isQuoted: Bool) {
    self.slot = slot
    self.isQuoted = isQuoted
  }
  override func storedNumber(_ shell: inout Interpreter) -> Int? {
    guard shell.variables[slot].attributes.isDisjoint(with: .slowRead) else { return nil }
    return shell.variables[slot].value.storedInteger
  }
  override func expand(_ shell: inout Interpreter) throws(ShellError) -> ByteString {
    if let value = shell.value(slot) { return value }
    if shell.options.contains(.nounset) { throw shell.unboundError(shell.host.names.name(slot)) }
    return ByteString()
  }
  override var isSplitValue: Bool { !isQuoted }
  override var isContained: Bool { true }
  override func assign(_ target: Int, _ shell: inout Interpreter) throws(ShellError) {
    let attributes = shell.variables[slot].attributes
    if attributes.contains(.isSet) && attributes.isDisjoint(with: .slowRead) {
      try shell.set(target, shell.variables[slot].value)
    } else {
      try shell.set(target, try expand(&shell))
    }
  }
  override func append(
    to result: inout ByteString, _ shell: inout Interpreter
  ) throws(ShellError) {
    let attributes = shell.variables[slot].attributes
    if attributes.contains(.isSet) && attributes.isDisjoint(with: .slowRead) {
      result.append(shell.variables[slot].value)
    } else {
      result.append(try expand(&shell))
    }
  }
  override func pushFields(_ shell: inout Interpreter) throws(ShellError) {
    let value = try expand(&shell)
    if isQuoted { shell.push(value) } else { try shell.pushSplit(value) }
  }
  override func build(
    _ builder: inout FieldBuilder, _ shell: inout Interpreter, isQuoted: Bool
  ) throws(ShellError) {
    let value = try expand(&shell)
    if isQuoted || self.isQuoted {
      builder.append(value, FieldBuilder.Origin.quoted)
      if value.isEmpty { builder.appendPresence() }
    } else {
      builder.append(value, FieldBuilder.Origin.expansion)
    }
  }
}

/// Pieces that make exactly one field together: each is quoted or text.
final class ConcatenatedWord: WordCode, @unchecked Sendable {
  let pieces: CodeList<WordCode>
  override var isContained: Bool { (0..<pieces.count).allSatisfy { pieces[$0].isContained } }
  init(_ pieces: [WordCode]) { self.pieces = CodeList(pieces) }
  /// The pieces, those of pieces in their place.
  var flattened: [WordCode] {
    (0..<pieces.count).flatMap { index in
      (pieces[index] as? ConcatenatedWord)?.flattened ?? [pieces[index]]
    }
  }
  override func expand(_ shell: inout Interpreter) throws(ShellError) -> ByteString {
    var result = ByteString()
    var index = 0
    while index < pieces.count {
      try pieces.with(index) { (piece) throws(ShellError) in
        try piece.append(to: &result, &shell)
      }
      try shell.checkSize(result.count)
      index &+= 1
    }
    return result
  }
  override func pushFields(_ shell: inout Interpreter) throws(ShellError) {
    shell.push(try expand(&shell))
  }
  override func append(
    to result: inout ByteString, _ shell: inout Interpreter
  ) throws(ShellError) {
    for index in 0..<pieces.count {
      try pieces.with(index) { (piece) throws(ShellError) in
        try piece.append(to: &result, &shell)
      }
      try shell.checkSize(result.count)
    }
  }
  override func build(
    _ builder: inout FieldBuilder, _ shell: inout Interpreter, isQuoted: Bool
  ) throws(ShellError) {
    for index in 0..<pieces.count {
      try pieces.with(index) { (piece) throws(ShellError) in
        try piece.build(&builder, &shell, isQuoted: isQuoted)
      }
      try shell.checkSize(builder.bytes.count)
    }
  }
}

/// `"…"` with expansions inside.
final class DoubleQuotedWord: WordCode, @unchecked Sendable {
  let pieces: [WordCode]
  private let isAlwaysOne: Bool
  init(_ pieces: [WordCode]) {
    self.pieces = pieces
    isAlwaysOne = pieces.allSatisfy(\.isSingle)
  }
  override var isSingle: Bool { isAlwaysOne }
  override var isContained: Bool { pieces.allSatisfy(\.isContained) }
  override func pushFields(_ shell: inout Interpreter) throws(ShellError) {
    // `"$@"` and `"${a[@]}"`: the values are the fields.
    if pieces.count == 1, let all = pieces[0] as? ParameterWord {
      try all.pushFields(&shell)
    } else {
      try super.pushFields(&shell)
    }
  }
  override func expand(_ shell: inout Interpreter) throws(ShellError) -> ByteString {
    var result = ByteString()
    try append(to: &result, &shell)
    return result
  }
  override func append(
    to result: inout ByteString, _ shell: inout Interpreter
  ) throws(ShellError) {
    if isAlwaysOne {
      for piece in pieces {
        try piece.append(to: &result, &shell)
        try shell.checkSize(result.count)
      }
      return
    }
    var builder = FieldBuilder()
    try build(&builder, &shell, isQuoted: true)
    result.append(builder.value())
  }
  override func build(
    _ builder: inout FieldBuilder, _ shell: inout Interpreter, isQuoted: Bool
  ) throws(ShellError) {
    let before = builder.bytes.count
    // Whether one that may come to several values, or to none, came to any.
    var hasValues = isAlwaysOne
    for piece in pieces {
      let count = builder.bytes.count
      try piece.build(&builder, &shell, isQuoted: true)
      try shell.checkSize(builder.bytes.count)
      if !hasValues && !piece.isSingle { hasValues = builder.bytes.count > count }
    }
    // `""` is a field, but `"$@"` without parameters is none, in bash also beside what is empty.
    if isAlwaysOne {
      if builder.bytes.count == before { builder.appendPresence() }
    } else if !hasValues && shell.dialect == .bash {
      builder.dropPresence(from: before)
    }
  }
}

/// Any word: pieces of which some may be split, make several fields, or be patterns.
final class GeneralWord: WordCode, @unchecked Sendable {
  let pieces: [WordCode]
  init(_ pieces: [WordCode]) { self.pieces = pieces }
  override var isSingle: Bool { false }
  override var isContained: Bool { pieces.allSatisfy(\.isContained) }
  override func expand(_ shell: inout Interpreter) throws(ShellError) -> ByteString {
    var builder = shell.takeBuilder()
    try build(&builder, &shell, isQuoted: false)
    let value = builder.value()
    shell.recycle(builder)
    return value
  }
  override func build(
    _ builder: inout FieldBuilder, _ shell: inout Interpreter, isQuoted: Bool
  ) throws(ShellError) {
    for piece in pieces {
      try piece.build(&builder, &shell, isQuoted: isQuoted)
      try shell.checkSize(builder.bytes.count)
    }
  }
}

/// A word whose brace expansion would make too many.
final class ExcessiveBracesWord: WordCode, @unchecked Sendable {
  override func expand(_ shell: inout Interpreter) throws(ShellError) -> ByteString {
    throw ShellError(
      "brace expansion: limit exceeded: \(Braces.limit) words", status: 2, reach: .shell)
  }
}

/// A word whose brace expansion made several.
final class SeveralWords: WordCode, @unchecked Sendable {
  let words: [WordCode]
  init(_ words: [WordCode]) { self.words = words }
  override var isSingle: Bool { false }
  override func pushFields(_ shell: inout Interpreter) throws(ShellError) {
    for word in words { try word.pushFields(&shell) }
  }
  override func expand(_ shell: inout Interpreter) throws(ShellError) -> ByteString {
    var values: [ByteString] = []
    for word in words { values.append(try word.expand(&shell)) }
    return try shell.join(values, false)
  }
}

/// `~` or `~user` (XCU 2.6.1).
final class TildeWord: WordCode, @unchecked Sendable {
  /// What follows the tilde, up to a slash or the end.
  let user: ByteString
  /// Whether it stands in an argument that only looks like an assignment: POSIX leaves it alone.
  let isInArgument: Bool
  init(_ user: ByteString, isInArgument: Bool) {
    self.user = user
    self.isInArgument = isInArgument
  }
  override var isContained: Bool { true }
  override func expand(_ shell: inout Interpreter) -> ByteString {
    if isInArgument && shell.options.contains(.posix) { return "~" + user }
    return shell.homeDirectory(user) ?? "~" + user
  }
  override func build(
    _ builder: inout FieldBuilder, _ shell: inout Interpreter, isQuoted: Bool
  ) {
    // The result is as if quoted: it is neither split nor a pattern.
    builder.append(expand(&shell), FieldBuilder.Origin.quoted)
    builder.appendPresence()
  }
}

/// `$(( … ))`
final class ArithmeticWord: WordCode, @unchecked Sendable {
  let code: ArithmeticExpansionCode
  let isQuoted: Bool
  init(_ code: ArithmeticExpansionCode, isQuoted: Bool) {
    self.code = code
    self.isQuoted = isQuoted
  }
  override func expand(_ shell: inout Interpreter) throws(ShellError) -> ByteString {
    ByteString(try code.evaluate(&shell))
  }
  override func pushFields(_ shell: inout Interpreter) throws(ShellError) {
    let value = try expand(&shell)
    if isQuoted { shell.push(value) } else { try shell.pushSplit(value) }
  }
  override func build(
    _ builder: inout FieldBuilder, _ shell: inout Interpreter, isQuoted: Bool
  ) throws(ShellError) {
    // It may be quoted on its own: a `-` that it makes is none of a pattern then.
    builder.append(
      try expand(&shell),
      isQuoted || self.isQuoted ? FieldBuilder.Origin.quoted : FieldBuilder.Origin.expansion)
  }
}

extension Interpreter {
  /// The home directory of a user, or with an empty name this shell's HOME.
  mutating func homeDirectory(_ user: ByteString) -> ByteString? {
    switch user {
    case "":
      if let home = value(Slot.home) { return home }
      return ShellUser.home(id: nil)
    case "+": return value(Slot.pwd)
    case "-": return value(Slot.oldPwd)
    default:
      if dialect == .bash, let found = stackDirectory(user) { return found }
      return ShellUser.home(named: user)
    }
  }

  func unboundError(_ name: ByteString) -> ShellError {
    ShellError(
      "\(name): unbound variable", status: fatalStatus, reach: .shell, isComplete: true)
  }

  /// The status of a shell that an expansion error ends: bash's, 127 for `-c`; of `sh` dash's,
  /// which scripts such as zgrep hand on.
  var fatalStatus: ExitStatus {
    if dialect == .posix || options.contains(.posix) { return 2 }
    let isMain = subshellDepth == 0 && !options.contains(.errexit)
    return options.contains(.commandString) && isMain ? 127 : 1
  }
}
