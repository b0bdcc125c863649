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
    // The action is no part of a condition that it interrupts: `set -e` acts on it.
    let outerSuppression = suppression
    suppression = 0
    if runningTrap == nil { trapCommand = currentCommand }
    defer { trapCommand = outerTrapCommand }
    runningTrap = condition
    trapStatus = savedStatus
    subshellTraceDepth += 1
    // The lines of an action that a signal starts are its own.
    let isSignal = condition < Traps.error && dialect == .bash
    let flow = evaluateTrap(text, condition, firstLine: isSignal ? 1 : Int(savedLine))
    subshellTraceDepth -= 1
    suppression = outerSuppression
    trapResult = status
    runningTrap = savedTrap
    line = savedLine
    currentCommand = savedCommand
    pipeStatuses = savedPipes
    if flow == .normal || condition == Traps.exit && flow != .exit { status = savedStatus }
    if flow == .return && condition != Traps.debug { return .return }
    return flow
  }

  /// Runs an action; one that cannot be parsed is reported and left out.
  private mutating func evaluateTrap(
    _ text: ByteString, _ condition: Int, firstLine: Int
  ) -> Flow {
    let flow = evaluate(text, firstLine: firstLine, inputName: trapInputName(condition))
    guard flow == .exit, syntaxError != nil else { return flow }
    syntaxError = nil
    return .normal
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
    for delivery in takeSignals() {
      let number = Int(delivery.signal.number)
      let flow = hasAction(for: delivery) ? runTrap(number) : withoutAction(delivery)
      if flow != .normal { return flow }
    }
    return .normal
  }

  /// Whether a signal is for this environment, which has said what to do then.
  func hasAction(for delivery: Gate.Delivery) -> Bool {
    traps.actions[Int(delivery.signal.number)] != nil && isRecipient(of: delivery)
  }

  /// What a signal does that this environment has no action for, or that is not for it.
  mutating func withoutAction(_ delivery: Gate.Delivery) -> Flow {
    let signal = delivery.signal
    if !isRecipient(of: delivery) {
      heldSignals.insert(delivery)
      return .normal
    }
    if level > 0 && delivery.recipient != 0 { return sendToSelf(signal) }
    // A signal that an interactive shell catches for itself.
    if signal == .interrupt, options.contains(.interactive) {
      // All that this command started has to end, on other threads, too.
      gate.cancel(.signal(signal.number))
      return attend()
    }
    if endsBySignal(signal) { return leaveBySignal(signal) }
    if level > 0 {
      heldSignals.insert(delivery)
    } else if !ownsSignals || isSnapshot, !Signal.harmless.contains(signal) {
      let flow = leave()
      status = ExitStatus(signal: signal.number)
      return flow
    }
    return .normal
  }

  /// The signals that came for this shell since the last call.
  mutating func takeSignals() -> [Gate.Delivery] {
    if !ownsSignals || isSnapshot { return gate.takeDelivered() }
    let caught = (1...64).map { Signal(number: $0) }.filter { $0.take() }
    return caught.map { Gate.Delivery($0, recipient: 0) } + gate.takeDelivered()
  }

  /// Hands on what came while a subshell ran on this thread.
  @inline(never)
  mutating func deliverHeldSignals() {
    for held in heldSignals { gate.deliver(held.signal, to: held.recipient) }
    heldSignals = []
  }

  /// Ends this environment: its EXIT action sees the functions and variables as they are here.
  mutating func leave() -> Flow {
    if traps.actions[Traps.exit] != nil {
      restoreDescriptors(to: ownDescriptorMark)
      runExitTrap()
    }
    return .exit
  }

  /// Runs the EXIT action of this environment, once.
  mutating func runExitTrap() {
    guard let text = traps[Traps.exit] else { return }
    traps.actions[Traps.exit] = nil
    exitTrapChanged()
    let saved = status
    let savedTrap = runningTrap
    let savedFailure = lastFailure
    let outerLoops = loopDepth
    loopDepth = 0
    let outerTrapCommand = trapCommand
    let kept = lastCommand
    // It names a command only as long as that command's code is here for certain.
    defer { withExtendedLifetime(kept) { trapCommand = outerTrapCommand } }
    if runningTrap == nil {
      trapCommand = currentCommand ?? kept.map { Unmanaged.passUnretained($0) }
    }
    runningTrap = Traps.exit
    trapStatus = saved
    let outerSuppression = suppression
    suppression = 0
    let flow = evaluateTrap(text, Traps.exit, firstLine: dialect == .bash ? 1 : Int(line))
    suppression = outerSuppression
    loopDepth = outerLoops
    runningTrap = savedTrap
    if flow == .return && frames.containsFunction {
      // `return` in the action ends the function that `exit` was in, and the shell with it.
      traps.actions[Traps.exit] = nil
      return
    }
    if flow != .exit { lastFailure = savedFailure }
    // One that the action has set comes too late.
    traps.actions[Traps.exit] = nil
    if flow != .exit { status = saved }
  }

  /// What a subshell starts with.
  mutating func resetTrapsForSubshell() {
    traps = traps.resetForSubshell(
      keepsError: options.contains(.errtrace), keepsDebug: options.contains(.functrace))
    optionsChanged()
  }

  /// How many functions are being called.
  private var functionDepth: Int { frames.functionCount }

  /// Whether the function being called does not inherit the action of ERR, DEBUG or RETURN.
  func hidesTrap(_ condition: Int) -> Bool {
    switch condition {
    case Traps.error: !options.contains(.errtrace) && functionDepth > traps.depths.error
    case Traps.debug: hidesTrace(from: traps.depths.debug)
    case Traps.return: hidesTrace(from: traps.depths.return)
    default: false
    }
  }

  /// Whether a call since then is of a function that is not traced (`declare -ft`).
  private func hidesTrace(from depth: Int) -> Bool {
    !options.contains(.functrace) && !frames.allSatisfy(from: depth, \.isTraced)
  }

  /// A function's end: an action that it has set is its callers', but not that of what they call.
  mutating func leaveTrapDepth() {
    let depth = frames.count
    if traps.depths.error > depth { traps.depths.error = functionDepth }
    if traps.depths.debug > depth { traps.depths.debug = depth }
    if traps.depths.return > depth { traps.depths.return = depth }
  }

  /// Sets or resets the action of a condition.
  mutating func setTrap(_ condition: Int, _ action: Traps.Action?) {
    traps.inherited = [:]
    // What a function does not inherit it cannot take away.
    if action == nil && hidesTrap(condition) { return }
    traps.actions[condition] = action
    if condition < Traps.error && level == 0 {
      gate.setHandles(Int32(condition), action != nil)
    }
    switch condition {
    case Traps.error: traps.depths.error = functionDepth
    case Traps.debug: traps.depths.debug = frames.count
    case Traps.return: traps.depths.return = frames.count
    default: break
    }
    if condition >= 1 && condition <= 64 && isProcess {
      let signal = Signal(number: Int32(condition))
      switch action {
      case nil: signal.setDisposition(standardDisposition(signal))
      case .ignore: signal.setDisposition(.ignored)
      case .run: signal.setDisposition(.flagged)
      }
    }
    if condition < Traps.error && (condition == Traps.exit || traps[Traps.exit] != nil) {
      exitTrapChanged()
    }
    optionsChanged()
  }

  /// Whether the DEBUG trap acts here.
  var runsDebugTrap: Bool {
    traps.actions[Traps.debug] != nil && runningTrap != Traps.debug && !hidesTrap(Traps.debug)
  }

  /// Whether the ERR trap acts here.
  var runsErrorTrap: Bool {
    traps.actions[Traps.error] != nil && runningTrap != Traps.error && !hidesTrap(Traps.error)
  }

  /// The signals that end a shell, and that it catches while it has an EXIT action: that still
  /// runs then (bash 5.2 manual 4.1 `trap`).
  private static let ending: [Signal] = [.hangup, .interrupt, .alarm, .terminate]

  private mutating func exitTrapChanged() {
    guard isProcess && dialect == .bash else { return }
    gate.endingSignals = []
    for signal in Interpreter.ending where traps.actions[Int(signal.number)] == nil {
      if host.ignoredAtStart.contains(signal.number) { continue }
      signal.setDisposition(standardDisposition(signal))
      if traps[Traps.exit] != nil { gate.endingSignals.append(signal) }
    }
  }

  /// Whether a signal without an action ends this shell after the EXIT action has run.
  func endsBySignal(_ signal: Signal) -> Bool {
    ownsSignals && gate.endingSignals.contains(signal)
  }

  /// Ends the shell by a signal. A subshell on this thread ends first: the action is not its.
  mutating func leaveBySignal(_ signal: Signal) -> Flow {
    if level > 0 {
      heldSignals.insert(Gate.Delivery(signal, recipient: 0))
      status = ExitStatus(signal: signal.number)
      return .exit
    }
    endingSignal = signal
    // The action sees the status of the last command.
    let flow = leave()
    status = ExitStatus(signal: signal.number)
    return flow
  }

  private func standardDisposition(_ signal: Signal) -> Signal.Disposition {
    if traps[Traps.exit] != nil && dialect == .bash && Interpreter.ending.contains(signal) {
      return .flagged
    }
    if signal == .pipe { return .ignored }
    if options.contains(.interactive) && signal == .interrupt { return .flagged }
    if options.contains(.interactive) && Interpreter.ignoredAtPrompt.contains(signal) {
      return .ignored
    }
    return .standard
  }
}
