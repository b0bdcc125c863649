import ShellBytes
import ShellSyntax

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

extension Interpreter {
  /// Defines the functions that the environment holds as `BASH_FUNC_name%%=() { … }`. A text that
  /// says more than one definition is not taken.
  mutating func defineImportedFunctions() {
    let found = importedFunctions
    importedFunctions = []
    for (variable, value) in found {
      guard dialect == .bash, variable.hasSuffix("%%"), value.hasPrefix("() {") else { continue }
      let name = variable.dropFirst("BASH_FUNC_".utf8.count).dropLast(2)
      guard !name.isEmpty, !name.contains(where: { Function.unexportable.contains($0) }),
        let program = try? Parser.parse("\(name) \(value)"), program.commands.count == 1,
        let items = program.commands.first?.items, items.count == 1,
        let item = items.first, !item.isAsynchronous, item.andOr.rest.isEmpty,
        item.andOr.first.commands.count == 1, !item.andOr.first.isNegated,
        case .functionDefinition(let definition)? = item.andOr.first.commands.first
      else { continue }
      let lowering = Lowering(shell: host, dialect: dialect, source: "environment")
      let function = lowering.lower(function: definition).with(exported: true)
      let slot = self.slot(name)
      ensureSlots(host.names.count)
      functions[slot] = function
    }
  }
}

extension Function {
  /// Bytes that a function's name cannot have in the environment.
  static let unexportable = ByteSet("=/ \t\n;&|<>()$`\\\"'" as ByteString)

  /// `BASH_FUNC_name%%=() { … }`, as bash passes a function on.
  fileprivate var environmentText: ByteString {
    let text = Printer.print(function: definition)
    guard let brace = text.firstIndex(of: UInt8(ascii: "{")) else { return "() { :; }" }
    return "() \(text.dropFirst(brace))"
  }

  /// `NAME=value` of an exported function.
  var environmentEntry: ByteString { "BASH_FUNC_\(name)%%=\(environmentText)" }
}
