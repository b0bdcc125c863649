import ShellBytes
import ShellCommand

extension Builtin {
  /// `unset` forgets variables, elements of arrays, and functions.
  ///
  /// - Status: 1 when one is readonly or its name is none.
  /// - Source: POSIX.1-2024 XCU `unset`; elements and `-n` as in bash 5.2.
  static let unset = Builtin("unset", usage: "[-f] [-v] [-n] [name ...]", isSpecial: true) {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("fvn", words)
    if options.contains("f") && options.contains("v") {
      throw ShellError("unset: cannot simultaneously unset a function and a variable")
    }
    shell.status = .success
    for index in options.firstOperand..<max(options.firstOperand, words.count) {
      let name = shell[words, index]
      do throws(ShellError) {
        if options.contains("f") {
          try shell.unsetFunction(name)
        } else {
          try shell.unsetVariable(
            name, isReference: options.contains("n"), isVariable: options.contains("v"))
        }
      } catch {
        if error.reach != .command { throw error }
        try shell.complain(aboutOperandOf: words, error.message)
      }
    }
    return .normal
  }
}

extension Interpreter {
  fileprivate mutating func unsetFunction(_ name: ByteString) throws(ShellError) {
    guard let function = function(named: name) else { return }
    if function.isReadonly {
      throw ShellError("unset: \(name): cannot unset: readonly function")
    }
    setFunction(slot(name), nil)
  }

  fileprivate mutating func unsetVariable(
    _ name: ByteString, isReference: Bool, isVariable: Bool
  ) throws(ShellError) {
    guard name.isName else {
      if name.referenceName != nil, let (slot, key) = reference(name), let key {
        try unsetElement(slot, key, name)
        return
      }
      if isVariable || options.contains(.posix) {
        throw ShellError("unset: `\(name)': not a valid identifier")
      }
      try unsetFunction(name)
      return
    }
    guard let slot = host.names.find(name), slot < slotCapacity else { return }
    let attributes = variables[slot].attributes
    if attributes.contains(.reference) && !isReference {
      switch resolve(slot) {
      case .slot(let target): try unset(target)
      case .element(let target, let key):
        if variables[target].attributes.contains(.readonly) { try unset(target) }
        removeElement(target, key)
      case nil: try unset(slot)
      }
      return
    }
    if attributes.isDisjoint(with: .existence) {
      if !isVariable && !isReference { try unsetFunction(name) }
      return
    }
    if attributes.contains(.local), attributes.isDisjoint(with: .readonly), revealOuter(slot) {
      return
    }
    try unset(slot)
  }

  private mutating func unsetElement(
    _ slot: Int, _ key: LoweredSubscript, _ text: ByteString
  ) throws(ShellError) {
    var slot = slot
    if variables[slot].attributes.contains(.reference),
      case .slot(let target)? = resolve(slot)
    {
      slot = target
    }
    if variables[slot].attributes.contains(.readonly) {
      try unset(slot)
      return
    }
    switch key {
    case .index(let code):
      if variables[slot].attributes.isDisjoint(with: .existence) { return }
      let key = try code.key(slot, &self)
      if variables[slot].attributes.isDisjoint(with: .array) {
        if key == "0" {
          try unset(slot)
        } else {
          throw ShellError("unset: \(host.names.name(slot)): not an array variable")
        }
        return
      }
      if !variables[slot].attributes.contains(.associative), let index = key.decimalInteger,
        index < 0, index &+ (variables[slot].array?.endIndex ?? 0) < 0
      {
        throw ShellError("unset: [\(key)]: bad array subscript")
      }
      removeElement(slot, key)
    case .all, .joined:
      if variables[slot].attributes.contains(.associative) {
        removeElement(slot, key.isJoined ? "*" : "@")
      } else {
        try unset(slot)
      }
    }
  }

  private mutating func removeElement(_ slot: Int, _ key: ByteString) {
    touch(slot)
    guard variables[slot].array != nil else { return }
    let array = uniqueArray(slot)
    if array.isAssociative {
      array.remove(key)
    } else if let index = key.decimalInteger {
      array.remove(index < 0 ? index &+ array.endIndex : index)
    }
  }
}

extension Interpreter.LoweredSubscript {
  fileprivate var isJoined: Bool { if case .joined = self { true } else { false } }
}
