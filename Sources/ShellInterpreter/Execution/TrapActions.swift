import ShellBytes
import ShellCommand
import ShellSyntax
import ShellSystem

/// Running the actions of `trap` (XCU 2.15 `trap`).
extension Interpreter {
  /// Runs the action of a condition.
  /// - Returns: what it leaves behind; `$?` is as before it, unless it ends the shell.
  mutating func runTrap(_ condition: Int) -> Flow {
    guard let text = traps[condition] else { return .normal }
    let savedStatus = status
    let savedTrap = runningTrap
    let savedLine = line
    let savedCommand = currentCommand
    let savedPipes = pipeStatuses
    let outerTrapCommand = trapCommand
    if runningTrap == nil { trapCommand = currentCommand }
    defer { trapCommand = outerTrapCommand }
    runningTrap = condition
    trapStatus = savedStatus
    subshellTraceDepth += 1
    let flow = evaluate(
      text, firstLine: Int(savedLine), inputName: trapInputName(condition))
    subshellTraceDepth -= 1
    trapResult = status
    runningTrap = savedTrap
    line = savedLine
    currentCommand = savedCommand
    pipeStatuses = savedPipes
    if flow == .normal || condition == Traps.exit && flow != .exit { status = savedStatus }
    if flow == .return && condition != Traps.debug { return .return }
    return flow
  }

  /// How a syntax error in an action names where it stands.
  private func trapInputName(_ condition: Int) -> ByteString {
    switch condition {
    case Traps.exit: return "exit trap: "
    case Traps.debug: return "debug trap: "
    case Traps.error: return "error trap: "
    case Traps.return: return "return trap: "
    default: return "trap: "
    }
  }

  /// Runs the actions of the signals that came.
  mutating func runSignalTraps() -> Flow {
    for signal in takeSignals() {
      let number = Int(signal.number)
      if traps.actions[number] == nil {
        // A signal that an interactive shell catches for itself.
        if signal == .interrupt, options.contains(.interactive) {
          // All that this command started has to end, on other threads, too.
          gate.cancel(.signal(signal.number))
          return attend()
        }
        if level > 0 {
          heldSignals.insert(signal.number)
        } else if !ownsSignals && !Signal.harmless.contains(signal) {
          status = ExitStatus(signal: signal.number)
          return .exit
        }
        continue
      }
      let flow = runTrap(number)
      if flow != .normal { return flow }
    }
    return .normal
  }

  /// The signals that came for this shell since the last call.
  mutating func takeSignals() -> [Signal] {
    if !ownsSignals { return gate.takeDelivered() }
    return (1...64).map { Signal(number: $0) }.filter { $0.take() } + gate.takeDelivered()
  }

  /// Hands on what came while a subshell ran on this thread.
  @inline(never)
  mutating func deliverHeldSignals() {
    for number in heldSignals.sorted() { gate.deliver(Signal(number: number)) }
    heldSignals = []
  }

  /// Runs the EXIT action of this environment, once.
  mutating func runExitTrap() {
    guard traps[Traps.exit] != nil else { return }
    let text = traps[Traps.exit]
    traps.actions[Traps.exit] = nil
    guard let text else { return }
    let saved = status
    let savedTrap = runningTrap
    if runningTrap == nil { trapCommand = currentCommand }
    runningTrap = Traps.exit
    trapStatus = saved
    let outerSuppression = suppression
    suppression = 0
    let flow = evaluate(text, firstLine: Int(line), inputName: trapInputName(Traps.exit))
    suppression = outerSuppression
    runningTrap = savedTrap
    if flow != .exit { status = saved }
  }

  /// What a subshell starts with.
  mutating func resetTrapsForSubshell() {
    traps = traps.resetForSubshell(
      keepsError: options.contains(.errtrace), keepsDebug: options.contains(.functrace))
    optionsChanged()
  }

  /// Sets or resets the action of a condition.
  mutating func setTrap(_ condition: Int, _ action: Traps.Action?) {
    traps.inherited = [:]
    traps.actions[condition] = action
    // Without `set -T` it is the function's that sets it, and of those that call it.
    switch condition {
    case Traps.return: returnTrapDepth = frames.count
    case Traps.debug: debugTrapDepth = frames.count
    case Traps.error: errorTrapDepth = frames.count
    default: break
    }
    if condition >= 1 && condition <= 64 && ownsSignals && level == 0 && !isSnapshot {
      let signal = Signal(number: Int32(condition))
      switch action {
      case nil: signal.setDisposition(standardDisposition(signal))
      case .ignore: signal.setDisposition(.ignored)
      case .run: signal.setDisposition(.flagged)
      }
    }
    optionsChanged()
  }

  /// Whether the DEBUG trap acts here: not in a function that was called since it was set, unless
  /// that is traced (bash 5.2 manual 4.1, `trap`).
  var runsDebugTrap: Bool {
    guard traps.actions[Traps.debug] != nil && runningTrap != Traps.debug else { return false }
    if options.contains(.functrace) || frames.count <= debugTrapDepth { return true }
    return frames.allSatisfy(from: debugTrapDepth) { !$0.isFunction || $0.isTraced }
  }

  /// Whether the ERR trap acts here, by the same rule.
  var runsErrorTrap: Bool {
    guard traps.actions[Traps.error] != nil && runningTrap != Traps.error else { return false }
    if options.contains(.errtrace) || frames.count <= errorTrapDepth { return true }
    return frames.allSatisfy(from: errorTrapDepth) { !$0.isFunction }
  }

  private func standardDisposition(_ signal: Signal) -> Signal.Disposition {
    if signal == .pipe { return .ignored }
    if options.contains(.interactive) && signal == .interrupt { return .flagged }
    return .standard
  }
}
