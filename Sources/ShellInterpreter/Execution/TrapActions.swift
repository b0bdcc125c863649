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
    runningTrap = condition
    trapStatus = savedStatus
    let flow = evaluate(text, firstLine: Int(savedLine))
    runningTrap = savedTrap
    line = savedLine
    currentCommand = savedCommand
    pipeStatuses = savedPipes
    if flow == .normal || condition == Traps.exit && flow != .exit { status = savedStatus }
    if flow == .return && condition != Traps.debug { return .return }
    return flow
  }

  /// Runs the actions of the signals that came.
  mutating func runSignalTraps() -> Flow {
    for number in 1...64 where Signal(number: Int32(number)).take() {
      if traps.actions[number] == nil {
        // A signal that an interactive shell catches for itself.
        if number == Int(Signal.interrupt.number), options.contains(.interactive) {
          // All that this command started has to end, on other threads, too.
          gate.cancel(.signal(Int32(number)))
          return attend()
        }
        continue
      }
      if number == Int(Signal.interrupt.number) || number == Int(Signal.terminate.number) {
        // What runs on other threads for this shell is told as well.
      }
      let flow = runTrap(number)
      if flow != .normal { return flow }
    }
    return .normal
  }

  /// Runs the EXIT action of this environment, once.
  mutating func runExitTrap() {
    guard traps[Traps.exit] != nil else { return }
    let text = traps[Traps.exit]
    traps.actions[Traps.exit] = nil
    guard let text else { return }
    let saved = status
    let savedTrap = runningTrap
    runningTrap = Traps.exit
    trapStatus = saved
    let outerSuppression = suppression
    suppression = 0
    let flow = evaluate(text, firstLine: Int(line))
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
    if condition >= 1 && condition <= 64 && ownsSignals && level == 0 {
      let signal = Signal(number: Int32(condition))
      switch action {
      case nil: signal.setDisposition(standardDisposition(signal))
      case .ignore: signal.setDisposition(.ignored)
      case .run: signal.setDisposition(.flagged)
      }
    }
    optionsChanged()
  }

  private func standardDisposition(_ signal: Signal) -> Signal.Disposition {
    if signal == .pipe { return .ignored }
    if options.contains(.interactive) && signal == .interrupt { return .flagged }
    return .standard
  }
}
