import ShellBytes
import ShellCommand
import ShellSyntax

extension Builtin {
  /// `enable` turns builtins on, or with `-n` off: programs of their names are run then.
  ///
  /// - Output: without names, the commands that do it again; with `-a` also for those turned off,
  ///   with `-s` for special builtins alone.
  /// - Status: 1 when a name is no builtin.
  /// - Source: bash 5.2 manual 4.2; nothing is loaded from files.
  static let enable = Builtin("enable", usage: "[-a] [-dnps] [-f filename] [name ...]") {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("adf:nps", words)
    if options.contains("f") || options.contains("d") {
      throw ShellError("enable: dynamic loading not available")
    }
    let turnsOff = options.contains("n")
    shell.status = .success
    guard options.firstOperand < words.count else {
      var output = ByteString()
      for name in BuiltinRegistry.names {
        let isOff = shell.isDisabledBuiltin(name)
        if options.contains("s"), BuiltinRegistry.find(name)?.isSpecial != true { continue }
        if !options.contains("a") && isOff != turnsOff { continue }
        output.append(isOff ? "enable -n \(name)\n" : "enable \(name)\n")
      }
      return shell.write(output)
    }
    for name in shell.operands(words, from: options.firstOperand) {
      guard BuiltinRegistry.find(name) != nil || shell.host.utilities[name] != nil else {
        shell.complain("enable: \(name): not a shell builtin")
        shell.status = .failure
        continue
      }
      let slot = shell.slot(name)
      if !turnsOff {
        if shell.isDisabledBuiltin(name) { shell.setFunction(slot, nil) }
      } else if shell.function(named: name) == nil {
        shell.setFunction(slot, Function.disabledBuiltin(name))
      }
    }
    return .normal
  }

  /// `hash` looks names up; no paths are remembered, so there is nothing to forget.
  ///
  /// - Output: without operands, that the table is empty; with `-t`, paths.
  /// - Status: 1 when a name is not found.
  /// - Source: POSIX.1-2024 XCU `hash`.
  static let hash = Builtin("hash", usage: "[-lr] [-p pathname] [-dt] [name ...]") {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("dlp:rt", words)
    let names = shell.operands(words, from: options.firstOperand)
    shell.status = .success
    if names.isEmpty {
      if options.contains("t") {
        throw ShellError("hash: -t: option requires an argument")
      }
      if options.contains("r") || shell.options.contains(.posix) { return .normal }
      return shell.write("hash: hash table empty\n")
    }
    if options.contains("p") || options.contains("d") { return .normal }
    for name in names {
      guard let meaning = shell.meanings(of: name, all: false).first else {
        shell.complain("hash: \(name): not found")
        shell.status = .failure
        continue
      }
      guard options.contains("t"), case .file(let path) = meaning else { continue }
      let flow = shell.write(names.count > 1 ? "\(name)\t\(path)\n" : path + "\n")
      if flow != .normal { return flow }
    }
    return .normal
  }
}

extension Function {
  /// What stands in the place of a builtin that was turned off.
  fileprivate static func disabledBuiltin(_ name: ByteString) -> Function {
    let range = SourceRange(start: 0, end: 0, line: 1, column: 1)
    let body = CompoundCommand(
      body: .braceGroup(List(items: [], range: range)), redirections: [], range: range)
    return Function(
      name: name, body: Code(),
      definition: FunctionDefinition(name: name, body: body, range: range), source: "",
      isDisabledBuiltin: true)
  }
}
