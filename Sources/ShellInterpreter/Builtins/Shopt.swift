import ShellBytes
import ShellCommand

extension Builtin {
  /// `shopt` sets, unsets or prints the options that are bash's own; with `-o` those of `set`.
  ///
  /// - Output: a table of names and `on` or `off`; with `-p`, commands; with `-q`, nothing.
  /// - Status: 0 when all that were asked about are on; 1 otherwise, or for a name that is none.
  /// - Source: bash 5.2 manual 4.3.2.
  static let shopt = Builtin("shopt", usage: "[-pqsu] [-o] [optname ...]") {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("opqsu", words)
    let names = shell.operands(words, from: options.firstOperand)
    if options.contains("s") && options.contains("u") {
      throw ShellError("shopt: cannot set and unset shell options simultaneously")
    }
    let isSet = options.contains("o")
    let table: [(name: ByteString, option: Options)] =
      isSet ? Options.named.map { ($0.name, $0.option) } : Options.shopt
    shell.status = .success
    let changes = options.contains("s") || options.contains("u")
    var changed = shell.options
    var remembered = shell.rememberedOptions
    var output = ByteString()
    func append(_ name: ByteString, _ isOn: Bool) {
      if options.contains("q") { return }
      if !options.contains("p") {
        output.append("\(name.padded(to: 15))\t\(isOn ? "on" : "off" as ByteString)\n")
      } else if isSet {
        output.append("set \(isOn ? "-o" : "+o" as ByteString) \(name)\n")
      } else {
        output.append("shopt \(isOn ? "-s" : "-u" as ByteString) \(name)\n")
      }
    }
    if names.isEmpty {
      for (name, option) in table {
        let isOn = shell.isOn((name, option))
        if changes && isOn != options.contains("s") { continue }
        append(name, isOn)
      }
    }
    for name in names {
      guard let entry = table.first(where: { $0.name == name }) else {
        shell.complain(
          "shopt: \(name): invalid \(isSet ? "" : "shell " as ByteString)option name")
        shell.status = .failure
        continue
      }
      if changes {
        changed.set(entry.option, options.contains("s"))
        if entry.option.isEmpty, let bit = Options.rememberedBit(name) {
          remembered = options.contains("s") ? remembered | bit : remembered & ~bit
        }
        continue
      }
      let isOn = shell.isOn(entry)
      if !isOn { shell.status = .failure }
      append(name, isOn)
    }
    shell.rememberedOptions = remembered
    shell.changeOptions(to: changed)
    return output.isEmpty ? .normal : shell.write(output)
  }
}

extension Options {
  /// The bit of an option without an effect.
  static func rememberedBit(_ name: ByteString) -> UInt64? {
    shopt.firstIndex { $0.name == name }.map { 1 << $0 }
  }
}

extension Interpreter {
  /// Whether an option of `shopt` or `set -o` is on.
  func isOn(_ entry: (name: ByteString, option: Options)) -> Bool {
    if !entry.option.isEmpty { return options.contains(entry.option) }
    guard let bit = Options.rememberedBit(entry.name) else { return false }
    return rememberedOptions & bit != 0
  }
}
