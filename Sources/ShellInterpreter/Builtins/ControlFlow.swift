import ShellBytes
import ShellCommand
import ShellSyntax
import ShellSystem

extension Builtin {
  /// `:` does nothing; its arguments are expanded. Source: POSIX.1-2024 XCU 2.15.
  static let colon = Builtin(":", usage: "[arguments]", isSpecial: true) {
    (shell, _) throws(ShellError) -> Flow in
    shell.done()
  }

  /// `true` succeeds. Source: POSIX.1-2024 XCU `true`.
  static let `true` = Builtin("true", usage: "", isAlsoProgram: true, effect: .none) {
    (shell, _) throws(ShellError) -> Flow in
    shell.done()
  }

  /// `false` fails. Source: POSIX.1-2024 XCU `false`.
  static let `false` = Builtin("false", usage: "", isAlsoProgram: true, effect: .none) {
    (shell, _) throws(ShellError) -> Flow in
    shell.done(.failure)
  }

  /// `break` leaves loops. Source: POSIX.1-2024 XCU 2.15 `break`.
  static let `break` = Builtin("break", usage: "[n]", isSpecial: true) {
    (shell, words) throws(ShellError) -> Flow in
    try shell.leaveLoops(words, .break)
  }

  /// `continue` goes on with the next turn of a loop. Source: POSIX.1-2024 XCU 2.15 `continue`.
  static let `continue` = Builtin("continue", usage: "[n]", isSpecial: true) {
    (shell, words) throws(ShellError) -> Flow in
    try shell.leaveLoops(words, .continue)
  }

  /// `return` ends a function or a dot script.
  ///
  /// - Status: the operand's low 8 bits, else that of the last command.
  /// - Source: POSIX.1-2024 XCU 2.15 `return`.
  static let `return` = Builtin("return", usage: "[n]", isSpecial: true) {
    (shell, words) throws(ShellError) -> Flow in
    if shell.frames.isEmpty && !shell.options.contains(.posix) && shell.dialect == .bash {
      throw ShellError(
        "return: can only `return' from a function or sourced script", status: 2)
    }
    if let status = try shell.statusOperand(words, "return") {
      shell.status = status
    } else if let trap = shell.runningTrap, trap != Traps.debug {
      shell.status = shell.trapStatus
    }
    if !shell.status.isSuccess && shell.suppression == 0 { shell.recordFailure() }
    return .return
  }

  /// `exit` ends the shell environment.
  ///
  /// - Status: the operand's low 8 bits, else that of the last command; in a trap, of the command
  ///   before it.
  /// - Source: POSIX.1-2024 XCU 2.15 `exit`.
  static let exit = Builtin("exit", usage: "[n]", isSpecial: true) {
    (shell, words) throws(ShellError) -> Flow in
    if let status = try shell.statusOperand(words, "exit") {
      shell.status = status
    } else if shell.runningTrap == Traps.exit {
      shell.status = shell.trapStatus
    }
    if !shell.status.isSuccess { shell.recordFailure() }
    return shell.leave()
  }

  /// `shift` drops positional parameters. Source: POSIX.1-2024 XCU 2.15 `shift`.
  static let shift = Builtin("shift", usage: "[n]", isSpecial: true) {
    (shell, words) throws(ShellError) -> Flow in
    var count = 1
    if words.count > 1 {
      let word = shell[words, 1]
      guard let number = word.decimalInteger else {
        throw ShellError("shift: \(word): numeric argument required")
      }
      guard number >= 0 else {
        throw ShellError("shift: \(word): shift count out of range")
      }
      try shell.checkOperandCount(words, 2, "shift")
      count = number
    }
    if count > shell.positional.count {
      if shell.options.contains(.posix) && shell.dialect == .posix {
        throw ShellError("shift: can't shift that many", status: 2)
      }
      if shell.options.contains(.shiftVerbose) {
        throw ShellError("shift: \(count): shift count out of range")
      }
      return shell.done(.failure)
    }
    shell.positional.base += count
    shell.positional.count -= count
    return shell.done()
  }

  /// `eval` runs its arguments, joined with blanks. Source: POSIX.1-2024 XCU 2.15 `eval`.
  static let eval = Builtin("eval", usage: "[arg ...]", isSpecial: true) {
    (shell, words) throws(ShellError) -> Flow in
    let first = words.count > 1 && shell[words, 1] == "--" ? 2 : 1
    if words.count <= first { return shell.done() }
    let text =
      words.count == first + 1
      ? shell[words, first]
      : ByteString.joined(shell.operands(words, from: first), separator: " ")
    shell.subshellTraceDepth += 1
    defer { shell.subshellTraceDepth -= 1 }
    let flow = shell.evaluate(text, firstLine: Int(shell.line), inputName: "eval: ")
    return shell.endEvaluation(flow)
  }

  /// `.` runs a file in this environment. Source: POSIX.1-2024 XCU 2.15 `dot`.
  static let dot = Builtin(".", usage: "filename [arguments]", isSpecial: true) {
    (shell, words) throws(ShellError) -> Flow in
    try shell.runDotScript(words, ".")
  }

  /// `source` is `.`. Source: bash 5.2 manual 4.2.
  static let source = Builtin("source", usage: "filename [arguments]") {
    (shell, words) throws(ShellError) -> Flow in
    try shell.runDotScript(words, "source")
  }
}

extension Interpreter {
  fileprivate mutating func leaveLoops(
    _ words: Words, _ flow: Flow
  ) throws(ShellError) -> Flow {
    let name: ByteString = flow == .break ? "break" : "continue"
    var count = 1
    if words.count > 1 {
      let word = self[words, 1]
      guard let number = word.decimalInteger else {
        throw ShellError("\(name): \(word): numeric argument required", status: 128, reach: .shell)
      }
      if number < 1 && loopDepth > 0 {
        // Nothing goes on that was told to end so.
        complain("\(name): \(word): loop count out of range")
        status = .failure
        loopsToLeave = loopDepth
        return .break
      }
      if loopDepth > 0 { try checkOperandCount(words, 2, name) }
      count = number
    }
    status = .success
    if loopDepth == 0 {
      if dialect == .bash && !options.contains(.posix) {
        complain("\(name): only meaningful in a `for', `while', or `until' loop")
      }
      return .normal
    }
    loopsToLeave = min(count, loopDepth)
    return flow
  }

  /// Too many operands for one of the builtins that take a number end the command that was read; of
  /// a `-c` string, all of it.
  fileprivate func checkOperandCount(
    _ words: Words, _ limit: Int, _ name: ByteString
  ) throws(ShellError) {
    if words.count <= limit || dialect == .posix { return }
    throw ShellError(
      "\(name): too many arguments", status: 1,
      reach: options.contains(.commandString) ? .shell : .discard)
  }

  /// The status that the operand of `return` or `exit` gives.
  fileprivate mutating func statusOperand(
    _ words: Words, _ name: ByteString
  ) throws(ShellError) -> ExitStatus? {
    let first = words.count > 1 && self[words, 1] == "--" ? 2 : 1
    guard words.count > first else { return nil }
    let word = self[words, first]
    guard let number = word.decimalInteger else {
      let error = ShellError(
        "\(name): \(word): numeric argument required", status: 2,
        reach: name == "exit" || options.contains(.posix) ? .shell : .command)
      if error.reach == .shell { throw error }
      // The function still ends.
      _ = report(error)
      return status
    }
    try checkOperandCount(words, first + 1, name)
    return ExitStatus(truncating: number)
  }

  /// A syntax error inside of `eval` or a dot script ends the shell in POSIX mode only, and not
  /// where `command` runs them (XCU `command`).
  fileprivate mutating func endEvaluation(_ flow: Flow) -> Flow {
    if flow == .exit, syntaxError != nil {
      syntaxError = nil
      if !options.contains(.posix) || commandPrefix { return .normal }
    }
    return flow
  }

  fileprivate mutating func runDotScript(
    _ words: Words, _ name: ByteString
  ) throws(ShellError) -> Flow {
    var first = 1
    if words.count > 1 && self[words, 1] == "--" { first = 2 }
    guard words.count > first else {
      throw ShellError(
        "\(name): filename argument required\n\(name): usage: \(name) filename [arguments]",
        status: 2)
    }
    let file = self[words, first]
    let path = try dotScriptPath(file, name)
    let text: ByteString
    do { text = try readDotScript(path) } catch let error as Errno {
      throw ShellError(
        error == .isDirectory ? "\(name): \(file): is a directory" : "\(file): \(error.message)",
        status: 1)
    } catch {
      throw ShellError("\(file): cannot be read", status: 1)
    }
    let outerPositional = positional
    let hasArguments = words.count > first + 1
    if hasArguments {
      positional = Positional(
        base: 0, count: words.count - first - 1, owned: operands(words, from: first + 1))
    }
    frames.append(CallFrame(dotScript: file, line: line))
    let outerLoops = loopDepth
    loopDepth = 0
    subshellTraceDepth += 1
    var flow = evaluate(text, firstLine: 1, source: file)
    subshellTraceDepth -= 1
    loopDepth = outerLoops
    if traps.actions[Traps.return] != nil && flow != .exit && options.contains(.functrace) {
      let trapFlow = runTrap(Traps.return)
      if trapFlow != .normal { flow = trapFlow }
    }
    frames.removeLast()
    if hasArguments { positional = outerPositional }
    if flow == .return { flow = .normal }
    return endEvaluation(flow)
  }

  /// Where a dot script lies: a name without a slash is looked for in PATH (XCU 2.15 `dot`).
  private mutating func dotScriptPath(
    _ file: ByteString, _ name: ByteString
  ) throws(ShellError) -> ByteString {
    if !file.contains(UInt8(ascii: "/")) {
      for part in (value(Slot.path) ?? "").split(at: UInt8(ascii: ":")) {
        let candidate = Path.join(Path.join(directory, part.isEmpty ? "." : part), file)
        if let status = try? host.files.status(candidate, followLinks: true),
          status.kind == .regular, host.files.isAccessible(candidate, .read)
        {
          return candidate
        }
      }
      if options.contains(.posix) {
        throw ShellError("\(name): \(file): file not found", status: 1)
      }
    }
    return file.hasPrefix("/dev/") ? file : Path.join(directory, file)
  }

  private mutating func readDotScript(_ path: ByteString) throws -> ByteString {
    if path.hasPrefix("/dev/") {
      let file = try open(path, .read)
      prepareToRead(file)
      return try file.readAll(gate, limit: host.limits.value)
    }
    return try readFile(path)
  }
}
