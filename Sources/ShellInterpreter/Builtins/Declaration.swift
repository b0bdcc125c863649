import ShellBytes
import ShellCommand
import ShellSyntax

/// What `declare` and its kin were asked to do.
struct Declaration {
  /// As error messages name it.
  let command: ByteString
  var adds: Variable.Attributes = []
  var removes: Variable.Attributes = []
  var prints = false
  var concernsFunctions = false
  var namesFunctionsOnly = false
  var isGlobal = false
  var inherits = false
  /// `-c`
  var capitalizes = false
  /// Whether names become variables of the function that runs.
  var isLocal = false
  /// Whether it is `export` or `readonly`.
  let isMark: Bool

  /// - Throws: an option that is none.
  init(_ options: BuiltinOptions, command: ByteString) {
    self.command = command
    isMark = command == "export" || command == "readonly"
    for (letter, _, isPlus) in options.found {
      var attribute: Variable.Attributes = []
      switch letter {
      case UInt8(ascii: "a"): attribute = .indexed
      case UInt8(ascii: "A"): attribute = .associative
      case UInt8(ascii: "i"): attribute = .integer
      case UInt8(ascii: "l"): attribute = .lowercase
      case UInt8(ascii: "u"): attribute = .uppercase
      case UInt8(ascii: "n"): attribute = .reference
      case UInt8(ascii: "r"): attribute = .readonly
      case UInt8(ascii: "x"): attribute = .exported
      case UInt8(ascii: "t"): attribute = .traced
      case UInt8(ascii: "p"): prints = true
      case UInt8(ascii: "f"): concernsFunctions = true
      case UInt8(ascii: "F"):
        concernsFunctions = true
        namesFunctionsOnly = true
      case UInt8(ascii: "g"): isGlobal = true
      case UInt8(ascii: "I"): inherits = true
      case UInt8(ascii: "c"):
        if isPlus { attribute = .letterCase } else { capitalizes = true }
      default: break
      }
      if isPlus { removes.formUnion(attribute) } else { adds.formUnion(attribute) }
    }
  }
}

extension Interpreter {
  /// Declares the operands of `declare`, `local`, `export` or `readonly`.
  /// - Status: 1 when one of them could not be declared.
  mutating func declare(
    _ declaration: Declaration, _ words: Words, from first: Int,
    _ assignments: PendingDeclarations
  ) throws(ShellError) -> Flow {
    // Not what a substitution among the values left behind.
    var result = ExitStatus.success
    for index in first..<words.count {
      let word = self[words, index]
      var global: (slot: Int, mark: (place: Int, inner: Variable)?)?
      if declaration.isGlobal && isInFunction {
        let slot = slot(ByteString(word.prefix { $0.isNameByte }))
        global = (slot, beginGlobal(slot))
      }
      defer { if let global { endGlobal(global.slot, global.mark) } }
      do throws(ShellError) {
        if let pending = assignments.first(where: { $0.word == index })?.declaration {
          try declare(declaration, word, pending.assignment, pending.value)
          if declaration.isMark, let value = pending.value {
            pending.assignment.trace(value, &self)
          }
        } else {
          try declare(declaration, text: word)
          if declaration.isMark, let equals = word.firstIndex(of: UInt8(ascii: "=")) {
            trace(assignment: word.prefix(equals), word.dropFirst(equals + 1))
          }
        }
      } catch {
        if error.reach != .command { throw error }
        if error.message.isEmpty {
          status = error.status
        } else {
          try complain(aboutOperandOf: words, error.message)
        }
        result = status
      }
    }
    return done(result)
  }

  /// `name=value` that the parser has seen.
  /// - Parameter isText: whether it was found in the value of an argument.
  private mutating func declare(
    _ declaration: Declaration, _ name: ByteString, _ assignment: AssignmentCode,
    _ value: ByteString?, isText: Bool = false
  ) throws(ShellError) {
    if assignment.isArray && !isText {
      // bash assigns the list before it looks at what the command says.
      let slot = self.slot(name)
      if !declaration.isLocal && variables[slot].attributes.contains(.readonly) {
        throw readonlyError(slot)
      }
    } else if let value, !isText {
      try checkMarkedList(declaration, name, value)
    }
    if let value, !assignment.isArray, !declaration.adds.isDisjoint(with: .array),
      value.first == UInt8(ascii: "("), value.last == UInt8(ascii: ")"),
      try declareList(declaration, name, "\(name)=\(value)", value)
    {
      return
    }
    let slot = try prepare(declaration, name, keepsValue: value == nil, assigns: true)
    if declaration.adds.contains(.reference) {
      if let value { try refer(declaration, slot, value) }
    } else if let value {
      try assignment.perform(value: value, &self)
    } else {
      try assignment.perform(&self, traces: false)
    }
    finish(declaration, slot)
  }

  /// `name` or `name=value` out of an expansion.
  private mutating func declare(
    _ declaration: Declaration, text: ByteString
  ) throws(ShellError) {
    guard let equals = text.firstIndex(of: UInt8(ascii: "=")) else {
      var name = text
      if let bracket = text.firstIndex(of: UInt8(ascii: "[")), text.referenceName != nil {
        // `declare a[10]` declares the array.
        name = text.prefix(bracket)
        let slot = try prepare(declaration, name, keepsValue: false, assigns: false)
        if variables[slot].attributes.isDisjoint(with: .array) {
          setAttributes(slot, adding: .indexed)
        }
        finish(declaration, slot)
        return
      }
      guard name.isName else { throw invalidName(declaration, text) }
      let slot = try prepare(declaration, name, keepsValue: false, assigns: false)
      finish(declaration, slot)
      return
    }
    var target = text.prefix(equals)
    let value = text.dropFirst(equals + 1)
    let appends = target.last == UInt8(ascii: "+")
    if appends { target = target.dropLast() }
    guard let name = target.referenceName else { throw invalidName(declaration, text) }
    let isMark = declaration.isMark
    if target == name { try checkMarkedList(declaration, name, value) }
    let takesList = !isMark || !declaration.adds.isDisjoint(with: .array)
    if takesList, target == name, value.first == UInt8(ascii: "("),
      value.last == UInt8(ascii: ")"),
      try declareList(declaration, name, text, value)
    {
      return
    }
    let slot = try prepare(declaration, name, keepsValue: false, assigns: true)
    if declaration.adds.contains(.reference) {
      try refer(declaration, slot, value)
    } else if target != name {
      guard case .index(let key)? = reference(target)?.subscript else {
        throw ShellError("\(declaration.command): \(target): bad array subscript")
      }
      try setElement(slot, try key.key(slot, &self), value, appends: appends)
    } else if appends {
      try append(slot, value)
    } else {
      try set(slot, value.normalizedIfShort)
    }
    finish(declaration, slot)
  }

  /// What `export -a` and `readonly -a` say of a text that may be a list, for a readonly variable.
  private mutating func checkMarkedList(
    _ declaration: Declaration, _ name: ByteString, _ value: ByteString
  ) throws(ShellError) {
    if declaration.isMark, value.first == UInt8(ascii: "("),
      !declaration.adds.isDisjoint(with: .array),
      variables[slot(name)].attributes.contains(.readonly)
    {
      throw ShellError("\(declaration.command): \(name): readonly variable")
    }
  }

  /// `declare -a "a=(1 2)"`: a list in a text, taken as one where the variable is an array.
  /// - Returns: false when it is no list.
  private mutating func declareList(
    _ declaration: Declaration, _ name: ByteString, _ text: ByteString, _ value: ByteString
  ) throws(ShellError) -> Bool {
    let slot = self.slot(name)
    guard
      !declaration.adds.isDisjoint(with: .array)
        || !variables[slot].attributes.isDisjoint(with: .array),
      let program = try? Parser.parse(text), program.commands.count == 1,
      let list = program.commands.first, list.items.count == 1,
      let item = list.items.first, item.andOr.rest.isEmpty,
      item.andOr.first.commands.count == 1,
      case .simple(let command)? = item.andOr.first.commands.first,
      command.words.isEmpty, command.assignments.count == 1,
      let assignment = command.assignments.first
    else { return false }
    let lowering = Lowering(shell: host, dialect: dialect, source: source)
    let code = lowering.lower(assignment)
    ensureSlots(host.names.count)
    try declare(declaration, name, code, try code.evaluate(&self), isText: true)
    return true
  }

  private func invalidName(_ declaration: Declaration, _ text: ByteString) -> ShellError {
    ShellError("\(declaration.command): `\(text)': not a valid identifier")
  }

  /// Makes the scope and sets the attributes that an assignment has to follow.
  private mutating func prepare(
    _ declaration: Declaration, _ name: ByteString, keepsValue: Bool, assigns: Bool
  ) throws(ShellError) -> Int {
    guard name.isName else { throw invalidName(declaration, name) }
    var slot = self.slot(name)
    let isNew = declaration.isLocal && !isLocal(slot)
    let attributes = variables[slot].attributes
    // A readonly variable of a calling function is no obstacle, the shell's own is.
    let isShadowed = isNew && attributes.contains(.local)
    if attributes.contains(.readonly) && !isShadowed
      && (isNew || assigns || !declaration.removes.isEmpty)
    {
      if isNew || assigns || declaration.removes.contains(.readonly) {
        let prefix: ByteString = declaration.isMark ? "" : "\(declaration.command): "
        throw ShellError("\(prefix)\(name): readonly variable")
      }
    }
    if isNew {
      // An array's new elements may be made of the outer variable's, which the assignment
      // expands first.
      let isSameKind =
        declaration.adds.contains(.associative) == attributes.contains(.associative)
      let keeps =
        keepsValue && isSameKind || declaration.inherits || dialect == .posix
        || options.contains(.localvarInherit)
      makeLocal(slot, keepsValue: keeps)
    } else if attributes.contains(.reference), !declaration.adds.contains(.reference),
      !declaration.removes.contains(.reference), case .slot(let target)? = resolve(slot)
    {
      slot = target
    }
    try setKind(declaration, slot, name)
    var added = declaration.adds.intersection([.integer, .traced])
    var removed = declaration.removes.intersection([
      .integer, .lowercase, .uppercase, .traced, .reference, .exported,
    ])
    if declaration.adds.contains(.lowercase) != declaration.adds.contains(.uppercase) {
      let isLower = declaration.adds.contains(.lowercase)
      added.insert(isLower ? .lowercase : .uppercase)
      removed.insert(isLower ? .uppercase : .lowercase)
    }
    if declaration.capitalizes { added.formUnion(.letterCase) }
    if !isNew || !added.isEmpty || !removed.isEmpty {
      setAttributes(slot, adding: added.union(.declared), removing: removed)
    }
    return slot
  }

  /// Makes a variable an array where that is asked for.
  private mutating func setKind(
    _ declaration: Declaration, _ slot: Int, _ name: ByteString
  ) throws(ShellError) {
    let attributes = variables[slot].attributes
    if !declaration.removes.isDisjoint(with: .array), !attributes.isDisjoint(with: .array) {
      throw ShellError(
        "\(declaration.command): \(name): cannot destroy array variables in this way")
    }
    if declaration.adds.contains(.associative) {
      if attributes.contains(.indexed) {
        throw ShellError(
          "\(declaration.command): \(name): cannot convert indexed to associative array")
      }
      if !attributes.contains(.associative) { makeArray(slot, .associative) }
    } else if declaration.adds.contains(.indexed) {
      if attributes.contains(.associative) {
        throw ShellError(
          "\(declaration.command): \(name): cannot convert associative to indexed array")
      }
      if !attributes.contains(.indexed) { makeArray(slot, .indexed) }
    }
  }

  private mutating func makeArray(_ slot: Int, _ kind: Variable.Attributes) {
    touch(slot)
    let array = kind == .associative ? ArrayValue.associative() : ArrayValue()
    if variables[slot].isSet {
      if kind == .associative {
        array.set("0" as ByteString, variables[slot].value)
      } else {
        array.set(0, variables[slot].value)
      }
    }
    variables[slot].array = array
    variables[slot].value = ByteString()
    variables[slot].attributes.insert(kind)
    environmentCache = nil
  }

  /// Makes a variable a name reference.
  private mutating func refer(
    _ declaration: Declaration, _ slot: Int, _ target: ByteString
  ) throws(ShellError) {
    let name = host.names.name(slot)
    guard let targetName = target.referenceName else {
      throw ShellError(
        "\(declaration.command): `\(target)': invalid variable name for name reference")
    }
    if targetName == name {
      if !declaration.isLocal {
        throw ShellError(
          "\(declaration.command): \(name): nameref variable self references not allowed")
      }
      complain("warning: \(name): circular name reference")
    }
    touch(slot)
    variables[slot].array = nil
    variables[slot].value = target
    variables[slot].attributes.subtract(.array)
    variables[slot].attributes.formUnion([.reference, .isSet])
  }

  /// Sets the attributes that an assignment must not meet.
  private mutating func finish(_ declaration: Declaration, _ slot: Int) {
    let late = declaration.adds.intersection([.readonly, .exported, .reference])
    if !late.isEmpty { setAttributes(slot, adding: late) }
  }
}
