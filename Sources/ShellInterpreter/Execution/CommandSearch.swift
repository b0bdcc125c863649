import ShellBytes
import ShellCommand
import ShellSyntax
import ShellSystem

/// Finding what a command name means (XCU 2.9.1.4), and running it.
extension Interpreter {
  /// What a command name means.
  enum Found {
    case function(Function)
    case builtin(Builtin)
    case utility(Utility)
    /// A file, by its path.
    case program(ByteString)
    case notFound
  }

  /// Looks a name up in the order of docs/architecture.md, decision 7.
  mutating func find(_ name: ByteString, skipsFunctions: Bool = false) -> Found {
    if name.contains(UInt8(ascii: "/")) {
      if !skipsFunctions, !options.contains(.posix), let function = function(named: name) {
        return .function(function)
      }
      return findPath(name)
    }
    var isDisabled = false
    if let slot = host.names.find(name), slot < slotCapacity, let function = functions[slot] {
      if function.isDisabledBuiltin {
        isDisabled = true
      } else if !skipsFunctions {
        if options.contains(.posix), let special = BuiltinRegistry.find(name), special.isSpecial {
          return .builtin(special)
        }
        return .function(function)
      }
    }
    if !isDisabled {
      if let builtin = BuiltinRegistry.find(name) { return .builtin(builtin) }
      if let utility = host.utilities[name] { return .utility(utility) }
    }
    if let path = searchPath(name) { return .program(path) }
    return .notFound
  }

  /// A name with a slash is a file; where there is none, a utility of its last component serves,
  /// so that a handler that calls `/usr/bin/jq` runs in an image without it.
  private func findPath(_ name: ByteString) -> Found {
    let path = Path.join(directory, name)
    if host.files.exists(path) { return .program(path) }
    let last = Path.lastComponent(name)
    if let utility = host.utilities[last] { return .utility(utility) }
    if let builtin = BuiltinRegistry.find(last), builtin.isAlsoProgram {
      return .builtin(builtin)
    }
    return .program(path)
  }

  /// The first executable file of this name in PATH.
  mutating func searchPath(_ name: ByteString, path: ByteString? = nil) -> ByteString? {
    if name.isEmpty { return nil }
    let list = path ?? value(Slot.path) ?? ""
    var notExecutable: ByteString?
    for part in list.split(at: UInt8(ascii: ":")) {
      let candidate = Path.join(
        Path.join(directory, part.isEmpty ? "." : part), name)
      guard let status = try? host.files.status(candidate, followLinks: true),
        status.kind != .directory
      else { continue }
      if host.files.isAccessible(candidate, .execute) { return candidate }
      if notExecutable == nil { notExecutable = candidate }
    }
    return notExecutable
  }

  /// Whether a name is a special builtin (XCU 2.15) that no function hides.
  mutating func isSpecialBuiltin(_ name: ByteString) -> Bool {
    guard let builtin = BuiltinRegistry.find(name), builtin.isSpecial else { return false }
    return true
  }

  /// Runs the command that words on the stack name.
  mutating func execute(_ words: Words, skipsFunctions: Bool = false) -> Flow {
    let name = self[words, 0]
    switch find(name, skipsFunctions: skipsFunctions) {
    case .function(let function): return call(function, words)
    case .builtin(let builtin): return run(builtin, words)
    case .utility(let utility): return run(utility, words)
    case .program(let path): return runProgram(path, words)
    case .notFound:
      if !skipsFunctions, let slot = host.names.find("command_not_found_handle"),
        slot < slotCapacity, let handler = functions[slot], !handler.isDisabledBuiltin
      {
        let mark = stackCount
        push("command_not_found_handle")
        for index in 0..<words.count { push(self[words, index]) }
        let flow = call(handler, Words(base: mark, count: words.count + 1))
        pop(to: mark)
        return flow
      }
      complain(Spelling.notFound(name, self))
      status = .notFound
      return .normal
    }
  }

  @inline(__always)
  mutating func run(_ builtin: Builtin, _ words: Words) -> Flow {
    do throws(ShellError) {
      return try builtin.function(&self, words)
    } catch {
      return builtinFailed(builtin, words, error)
    }
  }

  @inline(never)
  private mutating func builtinFailed(
    _ builtin: Builtin, _ words: Words, _ error: ShellError
  ) -> Flow {
    if error.reach == .command && builtin.isSpecial && options.contains(.posix)
      && !options.contains(.interactive) && !commandPrefix
    {
      // XCU 2.8.1: a special builtin's error ends the shell.
      return report(ShellError(error.message, status: error.status, reach: .shell))
    }
    return report(error)
  }

  /// Calls a function (XCU 2.9.5).
  mutating func call(_ function: Function, _ words: Words) -> Flow {
    withExtendedLifetime(function) { call(Unmanaged.passUnretained($0), words) }
  }

  /// The same for a function of the table, which is not counted.
  @inline(__always)
  mutating func call(_ function: Unmanaged<Function>, _ words: Words) -> Flow {
    function._withUnsafeGuaranteedRef { call($0, function, words) }
  }

  private mutating func call(
    _ function: Function, _ reference: Unmanaged<Function>, _ words: Words
  ) -> Flow {
    if function.isDisabledBuiltin {
      if let path = searchPath(self[words, 0]) { return runProgram(path, words) }
      complain("\(self[words, 0]): command not found")
      status = .notFound
      return .normal
    }
    if NativeStack.position < stackLimit {
      return report(
        ShellError(
          "\(function.name): maximum function nesting level exceeded (\(frames.count))",
          status: 1, reach: .shell))
    }
    if frames.count >= callLimit {
      return report(
        ShellError(
          "\(function.name): maximum function nesting level exceeded (\(callLimit))",
          reach: .discard))
    }
    // Exchanged, not copied: that would count references.
    var positional = Positional(base: words.base &+ 1, count: words.count &- 1, owned: nil)
    swap(&self.positional, &positional)
    let outerLoops = loopDepth
    let localMark = locals.count
    let callLine = line
    frames.append(CallFrame(reference, line: callLine))
    loopDepth = 0
    lastFailureIsFresh = false
    var flow = poll()
    if hasCommandHooks && flow == .normal && runsDebugTrap {
      // The function itself is a command, too: its body's line.
      line = function.definition.body.range.line
      flow = runTrap(Traps.debug)
    }
    if flow == .normal { flow = function.body._withUnsafeGuaranteedRef { $0.run(&self) } }
    let hasTraps = !traps.actions.isEmpty
    if hasTraps { flow = endFunctionTraps(flow) }
    frames.removeLast()
    if hasTraps { leaveTrapDepth() }
    restoreLocals(to: localMark)
    swap(&self.positional, &positional)
    loopDepth = outerLoops
    line = callLine
    if flow == .return { flow = .normal }
    if flow == .break || flow == .continue { flow = .normal }
    if status.isSuccess { lastFailureIsFresh = false }
    return flow
  }

  private mutating func endFunctionTraps(_ flow: Flow) -> Flow {
    guard traps.actions[Traps.return] != nil, runningTrap != Traps.return,
      !hidesTrap(Traps.return)
    else { return flow }
    if flow == .exit || flow == .discard { return flow }
    let saved = status
    let trapFlow = runTrap(Traps.return)
    status = saved
    return trapFlow == .normal ? flow : trapFlow
  }

  mutating func setFunction(_ slot: Int, _ function: Function?) {
    if level > 0 { journal.append(.function(slot, functions[slot])) }
    if let old = functions[slot] {
      frames.retire(old)
      keepCommands()
    }
    if function?.isExported == true || functions[slot]?.isExported == true {
      environmentCache = nil
    }
    functions[slot] = function
  }
}

/// What is said of a name that is no command.
enum Spelling {
  static func notFound(_ name: ByteString, _ shell: borrowing Interpreter) -> ByteString {
    // Without a PATH it was looked for as a file.
    let hasPath = !shell.variables[Slot.path].value.isEmpty
    return hasPath || shell.dialect == .posix
      ? "\(name): command not found" : "\(name): No such file or directory"
  }
}
