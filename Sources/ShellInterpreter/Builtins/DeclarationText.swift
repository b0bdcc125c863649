import ShellBytes
import ShellCommand
import ShellSyntax

extension Variable.Attributes {
  /// Declared without a value: `declare name`.
  static let declared = Variable.Attributes(rawValue: 8192)

  /// With one of these, a variable exists though it has no value.
  static let existence: Variable.Attributes = [
    .isSet, .exported, .readonly, .integer, .lowercase, .uppercase, .reference, .indexed,
    .associative, .traced, .declared,
  ]
}

/// Variables as text that declares them again.
extension Interpreter {
  /// The letters of a variable's attributes, in the order of `declare -p`; empty for none.
  func attributeLetters(_ slot: Int) -> ByteString {
    let attributes = variables[slot].attributes
    var letters = ByteString()
    let table: [(Variable.Attributes, UInt8)] = [
      (.indexed, UInt8(ascii: "a")), (.associative, UInt8(ascii: "A")),
      (.integer, UInt8(ascii: "i")), (.reference, UInt8(ascii: "n")),
      (.readonly, UInt8(ascii: "r")), (.traced, UInt8(ascii: "t")),
      (.exported, UInt8(ascii: "x")), (.letterCase, UInt8(ascii: "c")),
      (.lowercase, UInt8(ascii: "l")),
      (.uppercase, UInt8(ascii: "u")),
    ]
    for (attribute, letter) in table where attributes.isSuperset(of: attribute) {
      if Variable.Attributes.letterCase.isStrictSuperset(of: attribute),
        attributes.isSuperset(of: .letterCase)
      {
        continue
      }
      letters.append(letter)
    }
    if attributes.contains(.computed), Interpreter.computedArrays.contains(slot) {
      letters = "a" + letters
    }
    return letters
  }

  private static let computedArrays: Set<Int> = [
    Slot.pipeStatus, Slot.functionNames, Slot.sources, Slot.lineNumbers, Slot.groups,
    Slot.directoryStack,
  ]

  /// Whether a variable is an array, of the shell's own making or the script's.
  func isArray(_ slot: Int) -> Bool {
    let attributes = variables[slot].attributes
    return !attributes.isDisjoint(with: .array)
      || attributes.contains(.computed) && Interpreter.computedArrays.contains(slot)
  }

  /// A variable as `declare -p` prints it, without the newline.
  /// - Parameter isTransform: as `${name@A}` makes it: single quotes, and `declare` only where
  ///   there are attributes.
  mutating func declaration(_ slot: Int, isTransform: Bool) -> ByteString {
    declaration(slot, command: "declare", isTransform: isTransform)
  }

  /// The same with another command: `export`, `readonly` in POSIX mode.
  mutating func declaration(
    _ slot: Int, command: ByteString, isTransform: Bool = false
  ) -> ByteString {
    let name = host.names.name(slot)
    let letters = attributeLetters(slot)
    var prefix = ByteString()
    if command != "declare" {
      prefix = "\(command) "
    } else if !letters.isEmpty || !isTransform {
      prefix = letters.isEmpty ? "declare -- " : "declare -\(letters) "
    }
    if isArray(slot) {
      guard variables[slot].isSet, let array = arrayValue(slot) else { return prefix + name }
      return "\(prefix)\(name)=\(Interpreter.listed(array))"
    }
    if variables[slot].attributes.contains(.reference) {
      guard variables[slot].isSet else { return prefix + name }
      return "\(prefix)\(name)=\(Quoting.doubleQuoted(variables[slot].value))"
    }
    guard let value = value(slot) else { return prefix + name }
    let quoted =
      isTransform
      ? Quoting.singleQuoted(value, encoding: encoding) : Quoting.doubleQuoted(value)
    return "\(prefix)\(name)=\(quoted)"
  }

  /// A variable as `set` prints it; nil when it has no value.
  mutating func listing(_ slot: Int) -> ByteString? {
    let name = host.names.name(slot)
    if isArray(slot) {
      guard variables[slot].isSet, let array = arrayValue(slot) else { return nil }
      return "\(name)=\(Interpreter.listed(array))"
    }
    if variables[slot].attributes.contains(.reference) {
      return "\(name)=\(variables[slot].value)"
    }
    guard variables[slot].isSet, let value = value(slot) else { return nil }
    if options.contains(.posix), Quoting.needsEscapes(value, encoding) {
      return "\(name)=\(Quoting.plainSingleQuoted(value))"
    }
    return "\(name)=\(Quoting.listed(value, encoding: encoding))"
  }

  /// `([0]="a" [1]="b")`; behind the last element of an associative array stands a blank.
  static func listed(_ array: ArrayValue) -> ByteString {
    var text: ByteString = "("
    var isFirst = true
    for (key, value) in zip(array.keyTexts, array.elements) {
      if !isFirst { text.append(UInt8(ascii: " ")) }
      isFirst = false
      let isPlain =
        !array.isAssociative
        || key != "@" && key != "*" && !key.isEmpty && !Quoting.hasMetacharacters(key)
          && !Quoting.needsEscapes(key, .utf8)
      let quoted = Quoting.doubleQuoted(value)
      text.append("[\(isPlain ? key : Quoting.doubleQuoted(key))]=\(quoted)")
    }
    if array.isAssociative && !isFirst { text.append(UInt8(ascii: " ")) }
    text.append(UInt8(ascii: ")"))
    return text
  }

  /// The slots of all variables that exist, by name.
  mutating func existingVariables() -> [Int] {
    host.names.all.filter { name, slot in
      slot < slotCapacity && name.isName
        && !variables[slot].attributes.isDisjoint(with: .existence)
    }
    .sorted { $0.name < $1.name }.map(\.slot)
  }

  /// All functions, by name.
  func definedFunctions() -> [Function] {
    var result: [Function] = []
    for slot in 0..<min(slotCapacity, host.names.count) {
      if let function = functions[slot], !function.isDisabledBuiltin { result.append(function) }
    }
    return result.sorted { $0.name < $1.name }
  }

  /// The function of a name.
  func function(named name: ByteString) -> Function? {
    guard let slot = host.names.find(name), slot < slotCapacity, let found = functions[slot],
      !found.isDisabledBuiltin
    else { return nil }
    return found
  }
}
