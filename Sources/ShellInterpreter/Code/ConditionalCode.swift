import ShellBytes
import ShellCommand
import ShellPatterns
import ShellSyntax
import ShellSystem

/// A lowered conditional expression: the inside of `[[ … ]]`.
class ConditionalCode: @unchecked Sendable {
  func evaluate(_ shell: inout Interpreter) throws(ShellError) -> Bool { true }
}

final class WordConditional: ConditionalCode, @unchecked Sendable {
  let word: WordCode
  init(_ word: WordCode) { self.word = word }
  override func evaluate(_ shell: inout Interpreter) throws(ShellError) -> Bool {
    let value = try word.expand(&shell)
    if shell.hasCommandHooks { shell.trace(condition: "-n", value) }
    return !value.isEmpty
  }
}

final class NotConditional: ConditionalCode, @unchecked Sendable {
  let inner: ConditionalCode
  init(_ inner: ConditionalCode) { self.inner = inner }
  override func evaluate(_ shell: inout Interpreter) throws(ShellError) -> Bool {
    try !inner.evaluate(&shell)
  }
}

final class JunctionConditional: ConditionalCode, @unchecked Sendable {
  let left: ConditionalCode
  let right: ConditionalCode
  let isAnd: Bool
  init(_ left: ConditionalCode, _ right: ConditionalCode, isAnd: Bool) {
    self.left = left
    self.right = right
    self.isAnd = isAnd
  }
  override func evaluate(_ shell: inout Interpreter) throws(ShellError) -> Bool {
    if try left.evaluate(&shell) != isAnd { return !isAnd }
    return try right.evaluate(&shell)
  }
}

final class UnaryConditional: ConditionalCode, @unchecked Sendable {
  let letter: UInt8
  let word: WordCode
  init(_ letter: UInt8, _ word: WordCode) {
    self.letter = letter
    self.word = word
  }
  override func evaluate(_ shell: inout Interpreter) throws(ShellError) -> Bool {
    let value = try word.expand(&shell)
    if shell.hasCommandHooks { shell.trace(condition: "-\(ByteString([letter]))", value) }
    return try shell.test(letter, value)
  }
}

/// `==`, `!=` with a pattern.
final class PatternConditional: ConditionalCode, @unchecked Sendable {
  let word: WordCode
  let pattern: PatternCode
  let isNegated: Bool
  init(_ word: WordCode, _ pattern: PatternCode, isNegated: Bool) {
    self.word = word
    self.pattern = pattern
    self.isNegated = isNegated
  }
  override func evaluate(_ shell: inout Interpreter) throws(ShellError) -> Bool {
    let value = try word.expand(&shell)
    if shell.hasCommandHooks {
      let sign: ByteString = isNegated ? "!=" : "=="
      shell.trace(condition: value, sign, try pattern.text(&shell))
    }
    let matches = try pattern.matches(
      value, &shell, ignoresCase: shell.options.contains(.nocasematch))
    return matches != isNegated
  }
}

/// `=~`: sets BASH_REMATCH.
final class RegexConditional: ConditionalCode, @unchecked Sendable {
  let word: WordCode
  let pattern: WordCode
  init(_ word: WordCode, _ pattern: WordCode) {
    self.word = word
    self.pattern = pattern
  }
  override func evaluate(_ shell: inout Interpreter) throws(ShellError) -> Bool {
    let value = try word.expand(&shell)
    let text = try shell.regexText(pattern)
    if shell.hasCommandHooks { shell.trace(condition: value, "=~", text) }
    let regex: Regex
    do throws(RegexError) {
      regex = try shell.host.regex(
        text, ignoresCase: shell.options.contains(.nocasematch), shell.encoding)
    } catch {
      throw ShellError("", status: 2)
    }
    var captures: [Range<Int>?] = []
    let found = value.withBytes { regex.firstMatch($0, captures: &captures) }
    try shell.setArray(
      Slot.matches,
      found ? captures.map { range in range.map { value.bytes(in: $0) } ?? "" } : [])
    return found
  }
}

final class ComparisonConditional: ConditionalCode, @unchecked Sendable {
  let `operator`: ConditionalExpression.BinaryOperator
  let left: WordCode
  let right: WordCode
  init(
    _ operator: ConditionalExpression.BinaryOperator, _ left: WordCode, _ right: WordCode
  ) {
    self.operator = `operator`
    self.left = left
    self.right = right
  }
  override func evaluate(_ shell: inout Interpreter) throws(ShellError) -> Bool {
    let l = try left.expand(&shell)
    let r = try right.expand(&shell)
    if shell.hasCommandHooks { shell.trace(condition: l, self.operator.spelling, r) }
    switch self.operator {
    case .before: return l < r
    case .after: return r < l
    case .newer, .older, .sameFile: return shell.compareFiles(self.operator, l, r)
    default: break
    }
    // In `[[`, the operands of -eq and its kin are arithmetic expressions.
    let a: Int
    let b: Int
    do throws(ShellError) {
      a = try shell.integer(of: l)
      b = try shell.integer(of: r)
    } catch {
      // A bad expression makes the comparison false.
      guard error.reach == .discard else { throw error }
      _ = shell.report(error.limitedToCommand, prefix: "[[: ")
      return false
    }
    switch self.operator {
    case .numericEqual: return a == b
    case .numericNotEqual: return a != b
    case .numericLess: return a < b
    case .numericLessOrEqual: return a <= b
    case .numericGreater: return a > b
    default: return a >= b
    }
  }
}

extension Interpreter {
  /// The right side of `=~`: quoted parts match themselves.
  mutating func regexText(_ word: WordCode) throws(ShellError) -> ByteString {
    if let constant = word.constant, let literal = word as? LiteralWord {
      return literal.isQuoted ? Interpreter.regexQuoted(constant) : constant
    }
    var builder = takeBuilder()
    try word.build(&builder, &self, isQuoted: false)
    var result = ByteString()
    var bracket = RegexBracket()
    for index in 0..<builder.bytes.count {
      let origin = builder.origins[index]
      if origin == FieldBuilder.Origin.presence { continue }
      let byte = builder.bytes[index]
      let isQuoted = origin == FieldBuilder.Origin.quoted
      // In a bracket expression a quoted character is itself, without a backslash.
      if isQuoted && !bracket.isOpen {
        result.append(Interpreter.regexQuoted(ByteString(CollectionOfOne(byte))))
      } else {
        result.append(byte)
      }
      bracket.pass(byte, isQuoted: isQuoted)
    }
    recycle(builder)
    return result
  }

  /// Whether the `]` at a text's end closes the bracket expression that begins at a place.
  private static func endsBracket(_ text: ByteString, from start: Int) -> Bool {
    let inner = text.bytes(in: start..<text.count - 1)
    if inner.isEmpty || inner == "^" { return false }
    guard let opened = inner.lastIndex(of: UInt8(ascii: "[")), opened + 1 < inner.count else {
      return true
    }
    // `[:alpha:]`, `[.x.]` and `[=x=]` have a `]` of their own.
    let kind = inner[opened + 1]
    guard ByteString(":.=").contains(kind) else { return true }
    let rest = inner.dropFirst(opened + 2)
    return rest.isEmpty || rest.last != kind || rest.contains(UInt8(ascii: "]"))
  }

  private static func regexQuoted(_ text: ByteString) -> ByteString {
    let special = ByteSet("\\^$.|?*+()[]{}" as ByteString)
    var result = ByteString()
    for byte in text {
      if special.contains(byte) { result.append(UInt8(ascii: "\\")) }
      result.append(byte)
    }
    return result
  }

  /// A unary test, of `[[` and `test` alike (XCU `test`; bash 5.2 manual 6.4).
  mutating func test(_ letter: UInt8, _ operand: ByteString) throws(ShellError) -> Bool {
    func status(_ followLinks: Bool = true) -> FileStatus? {
      if operand.isEmpty { return nil }
      if operand.hasPrefix("/dev/fd/"), let number = operand.dropFirst(8).decimalInteger {
        return (try? descriptors[number]?.status()) ?? nil
      }
      switch operand {
      case "/dev/stdin": return (try? descriptors[0]?.status()) ?? nil
      case "/dev/stdout": return (try? descriptors[1]?.status()) ?? nil
      case "/dev/stderr": return (try? descriptors[2]?.status()) ?? nil
      case "/dev/null": return FileStatus.nullDevice
      default:
        return try? host.files.status(Path.join(directory, operand), followLinks: followLinks)
      }
    }
    func accessible(_ mode: AccessMode) -> Bool {
      if operand.isEmpty { return false }
      if operand == "/dev/null" { return mode != .execute }
      return host.files.isAccessible(Path.join(directory, operand), mode)
    }
    switch letter {
    case UInt8(ascii: "n"): return !operand.isEmpty
    case UInt8(ascii: "z"): return operand.isEmpty
    case UInt8(ascii: "e"), UInt8(ascii: "a"): return status() != nil
    case UInt8(ascii: "f"): return status()?.kind == .regular
    case UInt8(ascii: "d"): return status()?.kind == .directory
    case UInt8(ascii: "h"), UInt8(ascii: "L"): return status(false)?.kind == .symbolicLink
    case UInt8(ascii: "p"): return status()?.kind == .fifo
    case UInt8(ascii: "S"): return status()?.kind == .socket
    case UInt8(ascii: "b"): return status()?.kind == .blockDevice
    case UInt8(ascii: "c"): return status()?.kind == .characterDevice
    case UInt8(ascii: "s"): return (status()?.size ?? 0) > 0
    case UInt8(ascii: "r"): return accessible(.read)
    case UInt8(ascii: "w"): return accessible(.write)
    case UInt8(ascii: "x"): return accessible(.execute)
    case UInt8(ascii: "g"): return (status()?.permissions ?? 0) & 0o2000 != 0
    case UInt8(ascii: "u"): return (status()?.permissions ?? 0) & 0o4000 != 0
    case UInt8(ascii: "k"): return (status()?.permissions ?? 0) & 0o1000 != 0
    case UInt8(ascii: "O"): return status()?.owner == ProcessIdentity.effectiveUser
    case UInt8(ascii: "G"): return status()?.group == ProcessIdentity.effectiveGroup
    case UInt8(ascii: "N"): return status().map { $0.modified > $0.accessed } ?? false
    case UInt8(ascii: "t"):
      guard let number = operand.decimalInteger else { return false }
      return descriptors[number]?.isTerminal ?? false
    case UInt8(ascii: "o"):
      return Options.named.first { $0.name == operand }.map { options.contains($0.option) }
        ?? false
    case UInt8(ascii: "v"):
      guard let parameter = parameter(named: operand) else { return false }
      if let slot = parameter.variableSlot(&self), parameter is VariableParameter,
        !variables[slot].attributes.isDisjoint(with: .array)
      {
        return value(slot) != nil
      }
      return try parameter.isSet(&self)
    case UInt8(ascii: "R"):
      guard let slot = host.names.find(operand), slot < slotCapacity else { return false }
      return variables[slot].attributes.isSuperset(of: [.reference, .isSet])
    default:
      throw ShellError("-\(ByteString([letter])): unary operator expected", status: 2)
    }
  }

  /// `-nt`, `-ot`, `-ef`.
  func compareFiles(
    _ operator: ConditionalExpression.BinaryOperator, _ left: ByteString, _ right: ByteString
  ) -> Bool {
    let l = try? host.files.status(Path.join(directory, left), followLinks: true)
    let r = try? host.files.status(Path.join(directory, right), followLinks: true)
    switch `operator` {
    case .newer:
      guard let l else { return false }
      return r.map { l.modified > $0.modified } ?? true
    case .older:
      guard let r else { return false }
      return l.map { $0.modified < r.modified } ?? true
    default:
      guard let l, let r else { return false }
      return l.device == r.device && l.inode == r.inode
    }
  }
}

/// Whether a regular expression that is put together stands inside of a bracket expression.
private struct RegexBracket {
  private(set) var isOpen = false
  private var isFirst = false
  /// The `:`, `.` or `=` of `[:class:]` and its kin, while one is open.
  private var inner: UInt8?
  private var last: UInt8 = 0
  private var isEscaped = false

  mutating func pass(_ byte: UInt8, isQuoted: Bool) {
    defer { last = byte }
    guard isOpen else {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") && !isQuoted {
        isEscaped = true
      } else if byte == UInt8(ascii: "[") && !isQuoted {
        isOpen = true
        isFirst = true
      }
      return
    }
    if let inner {
      if byte == UInt8(ascii: "]") && last == inner { self.inner = nil }
      return
    }
    switch byte {
    case UInt8(ascii: "^") where isFirst && last == UInt8(ascii: "["): return
    case UInt8(ascii: "]") where !isFirst && !isQuoted: isOpen = false
    case UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "="):
      if last == UInt8(ascii: "[") && !isFirst { inner = byte }
    default: break
    }
    isFirst = false
  }
}

extension ConditionalExpression.BinaryOperator {
  /// As it is written.
  fileprivate var spelling: ByteString {
    switch self {
    case .equal: "=="
    case .notEqual: "!="
    case .matches: "=~"
    case .before: "<"
    case .after: ">"
    case .numericEqual: "-eq"
    case .numericNotEqual: "-ne"
    case .numericLess: "-lt"
    case .numericLessOrEqual: "-le"
    case .numericGreater: "-gt"
    case .numericGreaterOrEqual: "-ge"
    case .newer: "-nt"
    case .older: "-ot"
    case .sameFile: "-ef"
    }
  }
}
