import ShellBytes
import ShellCommand
import ShellSystem

extension Builtin {
  /// `exec` makes its redirections last; with a command it becomes that command.
  ///
  /// - Status: the command's; 127 or 126 when it cannot be run.
  /// - Source: POSIX.1-2024 XCU 2.15 `exec`; `-a -c -l`: bash 5.2 manual 4.1.
  static let exec = Builtin(
    "exec", usage: "[-cl] [-a name] [command [argument ...]]", isSpecial: true
  ) { (shell, words) throws(ShellError) -> Flow in
    let options = try BuiltinOptions(
      "exec", "cla:", usage: "[-cl] [-a name] [command [argument ...]] [redirection ...]",
      &shell, words)
    if options.firstOperand >= words.count {
      shell.keepsRedirections = true
      return shell.done()
    }
    return shell.becomeCommand(words, options)
  }
}

extension Interpreter {
  /// Runs a command in place of this environment.
  fileprivate mutating func becomeCommand(_ words: Words, _ options: BuiltinOptions) -> Flow {
    let name = self[words, options.firstOperand]
    let base = stackCount
    for index in options.firstOperand..<words.count { push(self[words, index]) }
    if options.contains("c") { environmentOverride = [] }
    defer {
      pop(to: base)
      if options.contains("c") { environmentOverride = nil }
    }
    let inner = Words(base: base, count: words.count - options.firstOperand)
    switch find(name, skipsFunctions: true) {
    case .builtin(let builtin):
      traps.actions[Traps.exit] = nil
      let flow = run(builtin, inner)
      return flow == .normal ? .exit : flow
    case .utility(let utility):
      traps.actions[Traps.exit] = nil
      let flow = run(utility, inner)
      return flow == .normal ? .exit : flow
    case .program(let path):
      if !host.files.exists(path) || !host.files.isAccessible(path, .execute) {
        let missing = !host.files.exists(path)
        complain(
          "\(name): \(missing ? "No such file or directory" : "Permission denied" as ByteString)")
        status = missing ? .notFound : .notExecutable
        return commandNotExecuted
      }
      traps.actions[Traps.exit] = nil
      if isProcess && shellScript(path) == nil {
        // The jobs that are threads of this process would go with what it is now.
        standsIn = host.threads.hasWork
        if !standsIn { return replaceProcess(path, inner, argumentZero: options["a"]) }
      }
      // What follows in a job is nothing.
      if level == 0 { handover?.command = currentCommand }
      let flow = runProgram(path, inner)
      return flow == .normal ? .exit : flow
    default:
      complain("exec: \(name): not found")
      status = .notFound
      return commandNotExecuted
    }
  }

  /// What follows when there is no such command: the shell ends, unless it is interactive or told
  /// not to.
  private var commandNotExecuted: Flow {
    options.contains(.interactive) || options.contains(.execfail) ? .normal : .exit
  }

  /// The process itself becomes the program, so that its id and its parent stay what they are.
  private mutating func replaceProcess(
    _ path: ByteString, _ words: Words, argumentZero: ByteString?
  ) -> Flow {
    var map: [Int32] = []
    for number in 0..<descriptors.count {
      guard let file = descriptors[number] else {
        map.append(-1)
        continue
      }
      guard let descriptor = file.descriptor, number != 0 || file.returnUnread() else {
        // A stream in memory needs this process to feed it.
        let flow = runProgram(path, words)
        return flow == .normal ? .exit : flow
      }
      map.append(descriptor)
    }
    var arguments = (0..<words.count).map { self[words, $0] }
    if let argumentZero { arguments[0] = argumentZero }
    let error = Program(
      path: path, arguments: arguments,
      environment: environmentOverride.map { $0.map { "\($0.name)=\($0.value)" } }
        ?? environmentList(),
      directory: directory, umask: umask, descriptors: map,
      limits: resourceLimits, ignoredSignals: traps.ignoredSignals + Array(host.ignoredAtStart)
    ).replaceProcess()
    complain("\(arguments[0]): \(error.message)")
    status = error == .noEntry ? .notFound : .notExecutable
    return .exit
  }
}
