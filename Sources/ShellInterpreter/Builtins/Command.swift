import ShellBytes
import ShellCommand

extension Builtin {
  /// `command` runs a command, functions left aside, or tells what one means.
  ///
  /// - Output: with `-v` a word, with `-V` a sentence.
  /// - Status: the command's; with `-v` and `-V` 1 when it is not found.
  /// - Source: POSIX.1-2024 XCU `command`.
  static let command = Builtin("command", usage: "[-pVv] command [arg ...]") {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("pVv", words)
    let first = options.firstOperand
    guard first < words.count else { return shell.done() }
    // What confstr(3) answers for the standard utilities.
    let path: ByteString? = options.contains("p") ? "/bin:/usr/bin" : nil
    if options.contains("v") || options.contains("V") {
      // One that is found is enough, as in bash.
      var status = ExitStatus.failure
      for name in shell.operands(words, from: first) {
        guard let meaning = shell.meanings(of: name, all: false, path: path).first else {
          if options.contains("V") { shell.complain("command: \(name): not found") }
          continue
        }
        status = .success
        let flow = shell.write(
          options.contains("V")
            ? shell.description(name, meaning) : shell.shortDescription(name, meaning))
        if flow != .normal { return flow }
      }
      return shell.done(status)
    }
    let inner = shell.withoutFirst(first, words)
    let outer = shell.commandPrefix
    shell.commandPrefix = true
    defer { shell.commandPrefix = outer }
    if let path, case .program = shell.find(shell[inner, 0], skipsFunctions: true),
      let file = shell.searchPath(shell[inner, 0], path: path)
    {
      return shell.runProgram(file, inner)
    }
    return shell.execute(inner, skipsFunctions: true)
  }

  /// `builtin` runs a builtin, though a function of that name exists.
  ///
  /// - Status: the builtin's; 1 when there is none.
  /// - Source: bash 5.2 manual 4.2.
  static let builtin = Builtin("builtin", usage: "[shell-builtin [arg ...]]") {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("", words)
    let first = options.firstOperand
    guard first < words.count else { return shell.done() }
    let name = shell[words, first]
    let inner = shell.withoutFirst(first, words)
    if shell.isDisabledBuiltin(name) {
      throw ShellError("builtin: \(name): not a shell builtin")
    }
    if let builtin = BuiltinRegistry.find(name) { return shell.run(builtin, inner) }
    if let utility = shell.host.utilities[name] { return shell.run(utility, inner) }
    throw ShellError("builtin: \(name): not a shell builtin")
  }
}
