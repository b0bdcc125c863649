import ShellBytes
import ShellCommand
import ShellSyntax
import ShellSystem

/// Calling into a shell from outside: loading a file, and calling its functions one by one.
extension Interpreter {
  /// Why a call from outside failed.
  package enum InvocationFailure: Sendable {
    case unreadable(Errno)
    case syntax(SyntaxError)
    case notFound
    case status
    case shell
    case deadline
    case cancelled
  }

  /// Runs a file's top level in this environment.
  /// - Returns: nil when it succeeded; `status` and `lastFailure` say more.
  package mutating func load(_ path: ByteString) -> InvocationFailure? {
    stackLimit = NativeStack.limit()
    let text: ByteString
    do { text = try readFile(Path.join(directory, path)) } catch let error as Errno {
      return .unreadable(error)
    } catch {
      return .unreadable(.noEntry)
    }
    source = path
    lastFailure = nil
    syntaxError = nil
    status = .success
    let flow = runText(text, discards: true)
    if let syntaxError { return .syntax(syntaxError) }
    if flow == .exit || flow == .discard, !status.isSuccess {
      return cancellationFailure ?? (lastFailure?.message != nil ? .shell : .status)
    }
    return nil
  }

  private var cancellationFailure: InvocationFailure? {
    switch gate.cancellation {
    case nil: return nil
    case .deadline?: return .deadline
    // An error of the shell, which has said so.
    case .memory?: return .shell
    default: return .cancelled
    }
  }

  /// Whether a function of this name is defined.
  package func hasFunction(_ name: ByteString) -> Bool {
    guard let slot = host.names.find(name), slot < slotCapacity, let function = functions[slot]
    else { return false }
    return !function.isDisabledBuiltin
  }

  /// Calls a function or a command as in a subshell: what it sets is undone at the end.
  /// - Returns: nil when it succeeded.
  package mutating func invoke(
    _ words: [ByteString], variables given: [(name: ByteString, value: ByteString?)],
    input: OpenFile, output: OpenFile, error: OpenFile, deadline: UInt64?
  ) -> InvocationFailure? {
    guard let name = words.first else { return .notFound }
    stackLimit = NativeStack.limit()
    let outerDeadline = gate.deadline
    gate.deadline = deadline
    let wasInvocation = isInvocation
    isInvocation = true
    gateChanged()
    let mark = enterSubshell()
    lastFailure = nil
    lastFailureIsFresh = false
    syntaxError = nil
    suppression = 0
    redirect(0, to: input)
    redirect(1, to: output)
    redirect(2, to: error)
    ownDescriptorMark = descriptorLog.count
    var failure: InvocationFailure?
    do throws(ShellError) {
      for (name, value) in given {
        let slot = self.slot(name)
        if let value {
          try set(slot, value)
          if !variables[slot].attributes.contains(.exported) {
            setAttributes(slot, adding: .exported)
          }
        } else if variables[slot].isSet {
          try unset(slot)
        }
      }
    } catch {
      _ = report(error)
    }
    let base = stackCount
    for word in words { push(word) }
    let callWords = Words(base: base, count: words.count)
    status = .success
    if case .notFound = find(name) {
      failure = .notFound
      status = .notFound
    } else {
      let flow = execute(callWords)
      if status.isSuccess == false, flow == .normal { recordFailure() }
    }
    // A job may meet the deadline first, so that what waits for it goes on for a moment.
    let isLate = deadline.map { SystemClock.monotonic >= $0 } ?? false
    let cancelled = cancellationFailure ?? (isLate ? .deadline : nil)
    // The EXIT trap still runs when the deadline has passed: it gets a little time of its own.
    if cancelled != nil {
      gate.reset()
      gate.deadline = SystemClock.monotonic + 20_000_000
    }
    runExitTrap()
    if failure == nil && (!status.isSuccess || cancelled != nil) {
      failure = cancelled ?? (lastFailure?.message != nil ? .shell : .status)
    }
    for job in jobs.running { job.gate.cancel(.signal(Signal.hangup.number)) }
    let result = status
    pop(to: base)
    leaveSubshell(mark)
    status = result
    gate.reset()
    gate.deadline = outerDeadline
    isInvocation = wasInvocation
    gateChanged()
    return failure
  }
}
