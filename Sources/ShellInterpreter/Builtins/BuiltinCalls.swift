import ShellBytes
import ShellCommand
import ShellSystem

/// What the functions of builtins share: options, usage, errors of single operands.
extension Interpreter {
  /// The options of a builtin whose words these are, by its entry in the registry.
  mutating func parseOptions(
    _ letters: ByteString, _ words: Words, allowsPlus: Bool = false
  ) throws(ShellError) -> BuiltinOptions {
    let name = builtinName(words)
    return try BuiltinOptions(
      name, letters, usage: BuiltinRegistry.find(name)?.usage ?? "", &self, words,
      allowsPlus: allowsPlus)
  }

  /// The name that a builtin was called by, without a directory.
  func builtinName(_ words: Words) -> ByteString { Path.lastComponent(self[words, 0]) }

  /// Prints how a builtin is used.
  /// - Status: 2.
  mutating func wrongUsage(_ words: Words) -> Flow {
    let name = builtinName(words)
    writeError("\(name): usage: \(name) \(BuiltinRegistry.find(name)?.usage ?? "")\n")
    return done(.usage)
  }

  /// Reports an error of one operand; those behind it are still looked at.
  /// - Throws: the error where it ends the shell: a special builtin's in POSIX mode (XCU 2.8.1).
  mutating func complain(
    aboutOperandOf words: Words, _ message: ByteString
  ) throws(ShellError) {
    if options.contains(.posix), isSpecialBuiltin(builtinName(words)) {
      throw ShellError(message, status: 1)
    }
    complain(message)
    status = .failure
  }

  /// Whether a function runs.
  var isInFunction: Bool { frames.containsFunction }

  /// Runs words that stand behind a builtin's own: `command ls`, `builtin cd`.
  mutating func withoutFirst(_ count: Int, _ words: Words) -> Words {
    for index in pendingDeclarations.indices { pendingDeclarations[index].word -= count }
    return Words(base: words.base + count, count: words.count - count)
  }
}

extension ByteString {
  /// The name in `name`, `name[subscript]`; nil when it is neither.
  var referenceName: ByteString? {
    guard let bracket = firstIndex(of: UInt8(ascii: "[")) else { return isName ? self : nil }
    let name = prefix(bracket)
    return name.isName && last == UInt8(ascii: "]") && bracket + 2 < count ? name : nil
  }

  /// This text, with blanks behind it up to a width.
  func padded(to width: Int) -> ByteString {
    self + ByteString(repeating: 32, count: Swift.max(0, width - count))
  }

  /// This text, with blanks before it up to a width.
  func leftPadded(to width: Int) -> ByteString {
    ByteString(repeating: 32, count: Swift.max(0, width - count)) + self
  }
}

extension Quoting {
  /// In single quotes, whatever the bytes are: what `alias` and `trap` print.
  static func plainSingleQuoted(_ value: ByteString) -> ByteString {
    var result: ByteString = "'"
    for byte in value {
      if byte == UInt8(ascii: "'") { result.append("'\\''") } else { result.append(byte) }
    }
    result.append(UInt8(ascii: "'"))
    return result
  }

  private static let metacharacters = ByteSet(" \t\n'\"\\|&;()<>!{}*[]?^$`" as ByteString)

  /// Whether the shell would read a text as anything but itself.
  static func hasMetacharacters(_ value: ByteString) -> Bool {
    var previous: UInt8?
    for byte in value {
      if metacharacters.contains(byte) { return true }
      if byte == UInt8(ascii: "#"), previous == nil { return true }
      if byte == UInt8(ascii: "~"),
        previous == nil || previous == UInt8(ascii: "=") || previous == UInt8(ascii: ":")
      {
        return true
      }
      previous = byte
    }
    return false
  }

  /// As `set` prints the value of a variable.
  static func listed(_ value: ByteString, encoding: CharacterEncoding) -> ByteString {
    let quoted = singleQuoted(value, encoding: encoding)
    return quoted.first == UInt8(ascii: "$") || hasMetacharacters(value) ? quoted : value
  }
}
