import ShellBytes
import ShellCommand
import ShellSyntax

extension Builtin {
  /// `set` sets options and positional parameters, or prints variables.
  ///
  /// - Output: without operands, all variables, and but for POSIX mode all functions; with `-o` or
  ///   `+o` alone, the options.
  /// - Status: 2 for an option that is none.
  /// - Source: POSIX.1-2024 XCU `set`; further letters as in bash 5.2.
  static let set = Builtin(
    "set", usage: "[-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]", isSpecial: true
  ) {
    (shell, words) throws(ShellError) -> Flow in
    if words.count == 1 { return shell.printVariablesAndFunctions() }
    var changed = shell.options
    var index = 1
    var parameters: Int?
    var listings: [Bool] = []
    options: while index < words.count {
      let word = shell[words, index]
      guard let sign = word.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") else {
        parameters = index
        break
      }
      index += 1
      if word == "--" {
        parameters = index
        break
      }
      if word == "-" {
        changed.subtract([.xtrace, .verbose])
        if index < words.count { parameters = index }
        break options
      }
      let isOn = sign == UInt8(ascii: "-")
      for letter in word.dropFirst() {
        if letter == UInt8(ascii: "o") {
          guard index < words.count else {
            listings.append(isOn)
            continue
          }
          let name = shell[words, index]
          index += 1
          guard let entry = Options.named.first(where: { $0.name == name }) else {
            throw ShellError("set: \(name): invalid option name", status: 2)
          }
          changed.set(entry.option, isOn)
        } else if let entry = Options.named.first(where: { $0.letter == letter }) {
          changed.set(entry.option, isOn)
        } else {
          throw BuiltinOptions.invalid(
            "set", ByteString([sign, letter]),
            usage: BuiltinRegistry.find("set")?.usage ?? "", shell)
        }
      }
    }
    shell.changeOptions(to: changed)
    if let parameters {
      let values = shell.operands(words, from: parameters)
      shell.positional = Positional(base: 0, count: values.count, owned: values)
      shell.optionOffset = 0
    }
    shell.status = .success
    for isTable in listings {
      let flow = shell.write(shell.optionListing(isTable: isTable))
      if flow != .normal { return flow }
    }
    return .normal
  }
}

extension Options {
  /// Turns an option on or off; the two ways of editing a line exclude each other.
  mutating func set(_ option: Options, _ isOn: Bool) {
    if isOn {
      formUnion(option)
      if option == .vi { remove(.emacs) }
      if option == .emacs { remove(.vi) }
    } else {
      subtract(option)
    }
  }
}

extension Interpreter {
  /// Takes over changed options.
  mutating func changeOptions(to changed: Options) {
    if changed == options { return }
    options = changed
    optionsChanged()
  }

  /// The options of `set -o` as a table, or as commands that set them.
  func optionListing(isTable: Bool) -> ByteString {
    var text = ByteString()
    for (name, _, option) in Options.named {
      let isOn = options.contains(option)
      if isTable {
        text.append("\(name.padded(to: 15))\t\(isOn ? "on" : "off" as ByteString)\n")
      } else {
        text.append("set \(isOn ? "-o" : "+o" as ByteString) \(name)\n")
      }
    }
    return text
  }

  /// What `set` without operands prints.
  fileprivate mutating func printVariablesAndFunctions() -> Flow {
    status = .success
    var output = ByteString()
    for slot in existingVariables() {
      if let line = listing(slot) { output.append(line + "\n") }
    }
    if !options.contains(.posix) {
      for function in definedFunctions() {
        output.append(Printer.print(function: function.definition) + "\n")
      }
    }
    return write(output)
  }
}
