import ShellBytes

/// `export -f`: functions that a nested shell of this process gets (bash 5.2 manual 3.3).
extension Interpreter {
  func exportedFunctions() -> [Function] {
    var result: [Function] = []
    for slot in 0..<min(slotCapacity, host.names.count) {
      if let function = functions[slot], function.isExported, !function.isDisabledBuiltin {
        result.append(function)
      }
    }
    return result
  }

  /// Defines functions of another shell: lowered anew, because names have other slots here.
  mutating func importFunctions(from others: [Function]) {
    for other in others {
      let lowering = Lowering(shell: host, dialect: dialect, source: other.source)
      let function = lowering.lower(function: other.definition).with(exported: true)
      let slot = self.slot(other.name)
      ensureSlots(host.names.count)
      functions[slot] = function
    }
  }
}
