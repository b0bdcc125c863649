import ShellBytes
import ShellCommand
import ShellSyntax

extension Builtin {
  private static let declareUsage: ByteString =
    "[-aAfFgiIlnrtux] [name[=value] ...] or declare -p [-aAfFilnrtux] [name ...]"

  /// `declare` gives variables values and attributes, or prints them.
  ///
  /// - Output: with `-p`, commands that declare the variables again.
  /// - Status: 1 when a name is none, is not found, or is readonly.
  /// - Source: bash 5.2 manual 4.2.
  static let declare = Builtin("declare", usage: declareUsage) {
    (shell, words) throws(ShellError) -> Flow in
    try shell.declareBuiltin(words)
  }

  /// `typeset` is another name of `declare`. Source: bash 5.2 manual 4.2.
  static let typeset = Builtin(
    "typeset",
    usage: "[-aAfFgiIlnrtux] name[=value] ... or typeset -p [-aAfFilnrtux] [name ...]"
  ) {
    (shell, words) throws(ShellError) -> Flow in
    try shell.declareBuiltin(words)
  }

  /// `local` makes variables of the function that runs.
  ///
  /// - Status: 1 outside of a function, and as `declare`.
  /// - Source: bash 5.2 manual 4.2. In the POSIX dialect a new variable begins with the value of
  ///   the outer one, as dash has it.
  static let local = Builtin("local", usage: "[option] name[=value] ...") {
    (shell, words) throws(ShellError) -> Flow in
    let assignments = shell.takeDeclarations()
    guard shell.isInFunction else {
      throw ShellError("local: can only be used in a function")
    }
    let options = try shell.parseOptions("aAcfFgiIlnprtux", words, allowsPlus: true)
    var declaration = Declaration(options, command: "local")
    declaration.isLocal = true
    var first = options.firstOperand
    if first >= words.count {
      shell.status = .success
      let slots = shell.localSlots
      declaration.prints = true
      return shell.printVariables(declaration, shell.existingVariables().filter(slots.contains))
    }
    if shell[words, first] == "-" {
      shell.saveOptions()
      first += 1
    }
    if declaration.prints { return shell.printNames(declaration, words, from: first) }
    return try shell.declare(declaration, words, from: first, assignments)
  }

  /// `export` marks variables for the environment of commands.
  ///
  /// - Output: with `-p` or without operands, commands that do it again.
  /// - Status: 1 when a name is none, or is readonly.
  /// - Source: POSIX.1-2024 XCU `export`; `-n` and `-f` as in bash 5.2.
  static let export = Builtin(
    "export", usage: "[-fn] [name[=value] ...] or export -p", isSpecial: true
  ) {
    (shell, words) throws(ShellError) -> Flow in
    try shell.mark(words, letters: "aAfnp", attribute: .exported)
  }

  /// `readonly` keeps variables from being changed.
  ///
  /// - Output: with `-p` or without operands, commands that do it again.
  /// - Status: 1 when a name is none, or is readonly already and would be changed.
  /// - Source: POSIX.1-2024 XCU `readonly`; `-a`, `-A` and `-f` as in bash 5.2.
  static let readonly = Builtin(
    "readonly", usage: "[-aAf] [name[=value] ...] or readonly -p", isSpecial: true
  ) {
    (shell, words) throws(ShellError) -> Flow in
    try shell.mark(words, letters: "aAfp", attribute: .readonly)
  }
}

extension Interpreter {
  /// The assignments among the words of the builtin that runs.
  mutating func takeDeclarations() -> PendingDeclarations {
    if pendingDeclarations.isEmpty { return [] }
    let assignments = pendingDeclarations
    pendingDeclarations = []
    return assignments
  }

  fileprivate mutating func declareBuiltin(_ words: Words) throws(ShellError) -> Flow {
    let assignments = takeDeclarations()
    let options = try parseOptions("aAcfFgiIlnprtux", words, allowsPlus: true)
    var declaration = Declaration(options, command: builtinName(words))
    declaration.isLocal = isInFunction && !declaration.isGlobal
    let first = options.firstOperand
    if declaration.concernsFunctions {
      return declareFunctions(declaration, words, from: first)
    }
    if first < words.count {
      if declaration.prints { return printNames(declaration, words, from: first) }
      return try declare(declaration, words, from: first, assignments)
    }
    status = .success
    let wanted = declaration.adds
    let slots = existingVariables().filter { slot in
      variables[slot].attributes.isSuperset(of: wanted)
    }
    if !wanted.isEmpty { declaration.prints = true }
    var flow = printVariables(declaration, slots)
    if flow == .normal && !declaration.prints && !self.options.contains(.posix) {
      for function in definedFunctions() {
        flow = write(Printer.print(function: function.definition) + "\n")
        if flow != .normal { return flow }
      }
    }
    return flow
  }

  /// Prints variables: as `declare -p` does, or as `set` does.
  fileprivate mutating func printVariables(_ declaration: Declaration, _ slots: [Int]) -> Flow {
    var output = ByteString()
    for slot in slots {
      if declaration.prints {
        output.append(self.declaration(slot, isTransform: false) + "\n")
      } else if let line = listing(slot) {
        output.append(line + "\n")
      }
    }
    return write(output)
  }

  /// `declare -p name…`
  fileprivate mutating func printNames(
    _ declaration: Declaration, _ words: Words, from first: Int
  ) -> Flow {
    status = .success
    for index in first..<words.count {
      let name = self[words, index]
      guard let slot = host.names.find(name), slot < slotCapacity,
        !variables[slot].attributes.isDisjoint(with: .existence)
      else {
        complain("\(declaration.command): \(name): not found")
        status = .failure
        continue
      }
      let flow = write(self.declaration(slot, isTransform: false) + "\n")
      if flow != .normal { return flow }
    }
    return .normal
  }

  /// `declare -f`, `-F`, and their attributes.
  private mutating func declareFunctions(
    _ declaration: Declaration, _ words: Words, from first: Int
  ) -> Flow {
    status = .success
    if first >= words.count {
      var output = ByteString()
      for function in definedFunctions() {
        if declaration.adds.contains(.exported) && !function.isExported
          || declaration.adds.contains(.readonly) && !function.isReadonly
        {
          continue
        }
        var letters: ByteString = "f"
        if function.isReadonly { letters.append("r") }
        if function.isExported { letters.append("x") }
        if !declaration.namesFunctionsOnly {
          output.append(Printer.print(function: function.definition) + "\n")
        }
        if declaration.namesFunctionsOnly || letters.count > 1 {
          output.append("declare -\(letters) \(function.name)\n")
        }
      }
      return write(output)
    }
    for index in first..<words.count {
      let name = self[words, index]
      guard let function = function(named: name) else {
        status = .failure
        continue
      }
      let changed = declaration.adds.union(declaration.removes).intersection([
        .exported, .readonly, .traced,
      ])
      if !changed.isEmpty {
        let exported: Bool? =
          !changed.contains(.exported) ? nil : declaration.adds.contains(.exported)
        let readonly: Bool? = declaration.adds.contains(.readonly) ? true : nil
        let traced: Bool? =
          !changed.contains(.traced) ? nil : declaration.adds.contains(.traced)
        setFunction(
          slot(name), function.with(exported: exported, readonly: readonly, traced: traced))
        continue
      }
      let text =
        declaration.namesFunctionsOnly ? name : Printer.print(function: function.definition)
      let flow = write(text + "\n")
      if flow != .normal { return flow }
    }
    return .normal
  }

  /// `export` and `readonly`.
  fileprivate mutating func mark(
    _ words: Words, letters: ByteString, attribute: Variable.Attributes
  ) throws(ShellError) -> Flow {
    let assignments = takeDeclarations()
    let options = try parseOptions(letters, words)
    let command = builtinName(words)
    let first = options.firstOperand
    if first >= words.count || options.contains("p") && !options.contains("f") {
      return printMarked(command, attribute, options)
    }
    if options.contains("f") { return try markFunctions(words, first, attribute, options) }
    var declaration = Declaration(options, command: command)
    declaration.adds.remove(.reference)
    if options.contains("n") {
      declaration.removes = attribute
    } else {
      declaration.adds.insert(attribute)
    }
    return try declare(declaration, words, from: first, assignments)
  }

  private mutating func printMarked(
    _ command: ByteString, _ attribute: Variable.Attributes, _ options: BuiltinOptions
  ) -> Flow {
    status = .success
    var wanted = attribute
    if options.contains("a") { wanted.insert(.indexed) }
    if options.contains("A") { wanted.insert(.associative) }
    var output = ByteString()
    for slot in existingVariables() where variables[slot].attributes.isSuperset(of: wanted) {
      // XCU `readonly`: what `sh` prints, another shell can read; these it has itself.
      let isOwn = Slot.ownReadonly.contains(slot)
      if isOwn && attribute == .readonly && self.options.contains(.posix) { continue }
      let text = declaration(
        slot, command: self.options.contains(.posix) ? command : "declare")
      output.append(text + "\n")
    }
    return write(output)
  }

  private mutating func markFunctions(
    _ words: Words, _ first: Int, _ attribute: Variable.Attributes, _ options: BuiltinOptions
  ) throws(ShellError) -> Flow {
    status = .success
    for index in first..<words.count {
      let name = self[words, index]
      guard let function = function(named: name) else {
        try complain(aboutOperandOf: words, "\(builtinName(words)): \(name): not a function")
        continue
      }
      let isExport = attribute == .exported
      if isExport && name.contains(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "/") }) {
        try complain(aboutOperandOf: words, "\(builtinName(words)): \(name): cannot export")
        continue
      }
      setFunction(
        slot(name),
        function.with(
          exported: isExport ? !options.contains("n") : nil, readonly: isExport ? nil : true))
    }
    return .normal
  }
}
