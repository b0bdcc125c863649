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

  /// What a shell that was started with `-i` or at a terminal does first: prompts, the signals
  /// that do not end it (XCU `sh`), and the file that ENV names (XCU 2.5.3).
  mutating func beginSession() {
    becomeInteractive()
    if ownsSignals {
      for signal in Interpreter.ignoredAtPrompt where traps.actions[Int(signal.number)] == nil {
        signal.setDisposition(.ignored)
      }
    }
    let standard: [(ByteString, ByteString)] = [
      ("PS1", options.contains(.posix) ? ShellUser.isRoot ? "# " : "$ " : "\\s-\\v\\$ "),
      ("PS2", "> "),
    ]
    for (name, text) in standard where value(named: name) == nil { try? set(slot(name), text) }
    guard options.contains(.posix), let given = value(named: "ENV"),
      ProcessIdentity.user == ProcessIdentity.effectiveUser,
      let path = try? expandQuoted(given), path.first == UInt8(ascii: "/"),
      let text = try? readFile(path)
    else { return }
    _ = evaluate(text, firstLine: 1, source: path)
  }

  /// What ended the line that was typed: not the shell, where it was an error or SIGINT.
  mutating func returnsToPrompt(_ flow: Flow) -> Bool {
    let isInterrupted = gate.cancellation == .signal(Signal.interrupt.number)
    if isInterrupted { gate.reset() }
    guard flow == .discard || isInterrupted else { return false }
    syntaxError = nil
    loopsToLeave = 0
    suppression = 0
    return true
  }

  /// Signals that do not end an interactive shell (XCU `sh`, ASYNCHRONOUS EVENTS).
  static let ignoredAtPrompt: [Signal] = [.quit, .terminate]

  /// Writes PS1 or PS2, expanded; `!` is the number of the command in the POSIX language.
  mutating func writePrompt(_ name: ByteString, number: Int) {
    guard let text = value(named: name) else { return }
    let kept = status
    let isPosix = options.contains(.posix)
    var shown = (try? isPosix ? expandQuoted(text) : expandPrompt(text)) ?? text
    if isPosix {
      var numbered = ByteString()
      var isMarked = false
      for byte in shown {
        if byte == UInt8(ascii: "!") {
          if isMarked { numbered.append(byte) }
          isMarked.toggle()
          continue
        }
        if isMarked { numbered.append(ByteString(number)) }
        isMarked = false
        numbered.append(byte)
      }
      shown = isMarked ? numbered + ByteString(number) : numbered
    }
    status = kept
    writeError(shown)
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
