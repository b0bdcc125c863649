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
    let table =
      isSet ? Options.named.map { ($0.name, ShellOption.active($0.option)) } : ShellOption.all
    shell.status = .success
    let changes = options.contains("s") || options.contains("u")
    var changed: [ShellOption] = []
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
        let isOn = shell.isOn(option)
        if changes && isOn != options.contains("s") { continue }
        append(name, isOn)
      }
    }
    for name in names {
      guard let (_, option) = table.first(where: { $0.0 == name }) else {
        shell.complain(
          "shopt: \(name): invalid \(isSet ? "" : "shell " as ByteString)option name")
        shell.status = .failure
        continue
      }
      if changes {
        changed.append(option)
        continue
      }
      let isOn = shell.isOn(option)
      if !isOn { shell.status = .failure }
      append(name, isOn)
    }
    if !changed.isEmpty { shell.turn(changed, on: options.contains("s")) }
    return output.isEmpty ? .normal : shell.write(output)
  }
}
