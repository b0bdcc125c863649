import ShellBytes
import ShellCommand
import ShellSystem

/// A shell at a prompt.
extension Interpreter {
  /// Makes errors end the command and not the shell, and catches SIGINT, which then ends what runs
  /// (XCU 2.8.1, XCU 2.12).
  package mutating func becomeInteractive() {
    options.insert(.interactive)
    options.insert(.expandAliases)
    if ownsSignals { Signal.interrupt.setDisposition(.flagged) }
    optionsChanged()
  }

  /// Runs a text as if typed at a prompt.
  /// - Returns: whether the shell is to end: `exit` was run, or `set -e` met a failure.
  package mutating func runInteractively(_ text: ByteString) -> Bool {
    syntaxError = nil
    let flow = runText(text)
    if !pending.isEmpty { startPendingStages() }
    loopsToLeave = 0
    suppression = 0
    let isCancelled = gate.cancellation != nil
    gate.reset()
    return flow == .exit && !isCancelled
  }

  /// Runs the EXIT trap.
  package mutating func endSession() { _ = finish(.normal) }

  /// The names of all variables that are set.
  package func variableNames() -> [ByteString] {
    host.names.all.filter { $0.slot < slotCapacity && variables[$0.slot].isSet && $0.name.isName }
      .map(\.name)
  }

  /// The names of all functions.
  package func functionNames() -> [ByteString] {
    host.names.all.map(\.name).filter { hasFunction($0) }
  }

  /// The names of all aliases.
  package func aliasNames() -> [ByteString] { Array(aliases.keys) }

  /// The names of builtins and utilities.
  package func commandNames() -> [ByteString] {
    BuiltinRegistry.names + Array(host.utilities.names)
  }
}
