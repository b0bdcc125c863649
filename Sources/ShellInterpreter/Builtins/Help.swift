import ShellBytes
import ShellCommand

extension Builtin {
  /// `help` prints how builtins and utilities are used.
  ///
  /// - Output: `name: name synopsis`, a line each.
  /// - Status: 1 when a name is unknown.
  /// - Source: bash 5.2 manual 4.2, with the short texts alone.
  static let help = Builtin("help", usage: "[-dms] [pattern ...]") {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("dms", words)
    var operands = shell.operands(words, from: options.firstOperand)
    if operands.isEmpty {
      operands = (BuiltinRegistry.names + shell.host.utilities.names).sorted()
    }
    shell.status = .success
    var output = ByteString()
    var previous: ByteString?
    for name in operands where name != previous {
      previous = name
      if let usage = BuiltinRegistry.find(name)?.usage ?? shell.host.utilities[name]?.usage {
        output.append(usage.isEmpty ? "\(name): \(name)\n" : "\(name): \(name) \(usage)\n")
      } else {
        shell.complain("help: no help topics match `\(name)'.")
        shell.status = .failure
      }
    }
    // bash's does not look whether anybody can read it.
    return shell.descriptors[1] == nil ? .normal : shell.write(output)
  }
}
