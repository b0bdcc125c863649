import ShellBytes
import ShellCommand
import ShellSystem

extension Builtin {
  /// `kill` sends a signal to processes and jobs.
  ///
  /// - Output: with `-l`, the names of signals, or the name or number of each operand.
  /// - Status: 0 when all could be sent; 1 otherwise; 2 on wrong usage.
  /// - Source: POSIX.1-2024 XCU `kill`; `-n` and `-L` as in bash 5.2.
  static let kill = Builtin(
    "kill",
    usage: "[-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]",
    isAlsoProgram: true
  ) {
    (shell, words) throws(ShellError) -> Flow in
    var signal = Signal.terminate
    var index = 1
    options: while index < words.count {
      let word = shell[words, index]
      guard word.count > 1, word.first == UInt8(ascii: "-") else {
        if word == "-" { throw ShellError("kill: : invalid signal specification") }
        break
      }
      switch word {
      case "--":
        index += 1
        break options
      case "-l", "-L": return shell.listSignals(shell.operands(words, from: index + 1))
      case "-s", "-n":
        index += 1
        guard index < words.count else {
          throw ShellError("kill: \(word): option requires an argument")
        }
        signal = try Interpreter.signal(shell[words, index])
        index += 1
      default:
        if word.hasPrefix("-s") || word.hasPrefix("-n"), Signal(word.dropFirst()) == nil {
          signal = try Interpreter.signal(word.dropFirst(2))
        } else {
          signal = try Interpreter.signal(word.dropFirst())
        }
        index += 1
        if index < words.count, shell[words, index] == "--" { index += 1 }
        break options
      }
    }
    guard index < words.count else { return shell.wrongUsage(words) }
    var failures = 0
    // What a trap that runs now finds in `$?`.
    shell.status = .success
    for operand in shell.operands(words, from: index) {
      do throws(ShellError) {
        let flow = try shell.send(signal, to: operand)
        if flow != .normal { return flow }
      } catch {
        shell.complain(error.message)
        failures += 1
      }
    }
    let flow = shell.done(failures == 0 ? .success : .failure)
    return shell.gate.needsAttention ? shell.attend() : flow
  }
}

extension Interpreter {
  fileprivate static func signal(_ text: ByteString) throws(ShellError) -> Signal {
    guard let signal = Signal(text) else {
      throw ShellError("kill: \(text): invalid signal specification")
    }
    return signal
  }

  fileprivate mutating func listSignals(_ operands: [ByteString]) -> Flow {
    status = .success
    if operands.isEmpty {
      if options.contains(.posix) {
        let names = (1...64).compactMap { Signal(number: Int32($0)).name }
        return write(ByteString.joined(names, separator: " ") + "\n")
      }
      return write(SignalList.table)
    }
    for operand in operands {
      var text: ByteString?
      if let number = operand.decimalInteger {
        // A status of a command that a signal ended, too.
        let plain = number > 128 && number <= 192 ? number - 128 : number
        text = plain >= 0 ? Signal(number: Int32(clamping: plain)).name : nil
      } else {
        text = Signal(operand).map { ByteString(Int($0.number)) }
      }
      guard let text else {
        complain("kill: \(operand): invalid signal specification")
        status = .failure
        continue
      }
      let flow = write(text + "\n")
      if flow != .normal { return flow }
    }
    return .normal
  }

  fileprivate mutating func send(
    _ signal: Signal, to operand: ByteString
  ) throws(ShellError) -> Flow {
    if operand.first == UInt8(ascii: "%") {
      send(signal, to: try job(operand, "kill"))
      return .normal
    }
    guard let number = operand.decimalInteger, let id = Int32(exactly: number) else {
      throw ShellError("kill: \(operand): arguments must be process or job IDs")
    }
    if let job = jobs.reachable(id) {
      if job.status != nil { throw ShellError("kill: (\(number)) - No such process") }
      send(signal, to: job)
      return .normal
    }
    if id == knownEnvironmentID && id != shellID { return sendToSelf(signal) }
    if id == ProcessIdentity.id && host.threads.shellHasEnded {
      throw ShellError("kill: (\(number)) - No such process")
    }
    if id == shellID && (!ownsSignals || isInvocation) {
      if signal.number == 0 || host.ignoredAtStart.contains(signal.number) { return .normal }
      if (level == 0 || isInvocation) && !isSnapshot { return sendToSelf(signal) }
      if signal == .kill {
        shellGate.cancel(.signal(signal.number))
      } else {
        shellGate.deliver(signal)
      }
      return .normal
    }
    if let gate = enclosingGate(id) {
      if signal.number != 0 { gate.deliver(signal, to: id) }
      return .normal
    }
    if jobs.known[id] != nil || id > 4_194_304 {
      // Ids of in-process jobs lie above those of processes: this one has ended.
      throw ShellError("kill: (\(number)) - No such process")
    }
    do throws(Errno) {
      // What may run no programs has no business with those of others.
      if !host.allowsPrograms { throw .notPermitted }
      try signal.send(to: id)
    } catch {
      throw ShellError("kill: (\(number)) - \(error.message)")
    }
    return .normal
  }

  /// What a signal does to a job in this process: it ends it, but for those that processes ignore.
  private func send(_ signal: Signal, to job: Job) {
    if signal.number == 0 || job.status != nil { return }
    if signal != .kill && job.gate.handles(signal) { return job.gate.deliver(signal) }
    if Signal.harmless.contains(signal) { return }
    let isKeyboard = signal == .interrupt || signal == .quit
    // XCU 2.12: a background command ignores these two.
    if isKeyboard && !options.contains(.monitor) { return }
    job.gate.cancel(.signal(signal.number))
  }

  /// A signal to this environment, which is not the process: its trap runs, or it ends.
  mutating func sendToSelf(_ signal: Signal) -> Flow {
    let number = Int(signal.number)
    if number == 0 || traps.isIgnored(number) || host.ignoredAtStart.contains(signal.number) {
      return .normal
    }
    if traps[number] != nil, signal != .kill {
      if isInvocation { return runTrap(number) }
      // The action runs once, when `kill` has ended.
      gate.deliver(signal, to: level == 0 ? 0 : environmentID)
      return .normal
    }
    if Signal.harmless.contains(signal) { return .normal }
    if level == 0 && options.contains(.interactive) {
      if Interpreter.ignoredAtPrompt.contains(signal) { return .normal }
      if signal == .interrupt {
        gate.cancel(.signal(signal.number))
        return attend()
      }
    }
    if signal == .kill { traps.actions[Traps.exit] = nil }
    let flow = leave()
    status = ExitStatus(signal: signal.number)
    recordFailure()
    return flow
  }
}

extension Signal {
  /// Those without effect by default, and those that stop and continue, which a thread cannot.
  static let harmless: Set<Signal> = [
    .child, .continue, .stop, Signal(number: 20), Signal(number: 21), Signal(number: 22),
    Signal(number: 23), Signal(number: 28),
  ]
}
