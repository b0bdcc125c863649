import ShellBytes
import ShellCommand
import ShellSyntax
import ShellSystem

/// Messages on standard error, and what an error does to the shell (XCU 2.8.1).
extension Interpreter {
  /// `name: line 3: `
  var diagnosticPrefix: ByteString {
    if options.contains(.interactive) && frames.isEmpty { return "\(argumentZero): " }
    return "\(source): line \(Int(line)): "
  }

  /// Prints a message of the shell or a builtin.
  package mutating func complain(_ message: ByteString) {
    writeError("\(diagnosticPrefix)\(message)\n")
  }

  /// Prints text to standard error; where that is closed, nothing happens.
  mutating func writeError(_ text: ByteString) {
    guard let file = descriptors[2] else { return }
    if !pending.isEmpty && !file.canWrite(text.count) { startPendingStages() }
    try? file.write(text, gate)
  }

  /// Prints an error and sets its status.
  /// - Returns: the flow that follows.
  @inline(never)
  mutating func report(_ error: ShellError, prefix: ByteString = "") -> Flow {
    status = error.status
    if !error.message.isEmpty { complain((error.isComplete ? "" : prefix) + error.message) }
    switch error.reach {
    case .command:
      return .normal
    case .environment:
      return .exit
    case .discard, .shell:
      recordFailure(error.message)
      if options.contains(.interactive) { return .discard }
      if error.reach == .discard && !options.contains(.posix) && dialect == .bash {
        // `set -e` acts on a readonly variable, but not on a bad expression.
        let ends = error.isComplete && options.contains(.errexit) && suppression == 0
        return ends ? leave() : .discard
      }
      return leave()
    }
  }

  /// Keeps what failed for an error report.
  mutating func recordFailure(_ message: ByteString? = nil) {
    if let last = lastFailure, last.frames.count > frames.count, lastFailureIsFresh { return }
    lastFailure = CommandFailure(
      line: Int(line), source: source, command: currentCommandText, message: message,
      frames: (0..<frames.count).reversed().map {
        (frames[$0].name, frames.callerFile($0), Int(frames[$0].callLine))
      })
    lastFailureIsFresh = true
  }

  /// The command that runs, as it is written.
  var currentCommandText: ByteString? {
    currentCommand?._withUnsafeGuaranteedRef { $0.text }
  }

  /// What follows a command that failed: the ERR trap and `set -e`.
  @inline(__always)
  mutating func checkFailure() -> Flow { status.isSuccess ? .normal : failed() }

  @inline(never)
  mutating func failed() -> Flow {
    if suppression > 0 { return .normal }
    recordFailure()
    if runsErrorTrap {
      let flow = runTrap(Traps.error)
      if flow != .normal { return flow }
    }
    return options.contains(.errexit) ? leave() : .normal
  }

  // MARK: Output of builtins

  /// Writes to standard output.
  /// - Returns: `.exit` with SIGPIPE's status when nobody reads.
  @inline(__always)
  mutating func write(_ bytes: ByteString, to number: Int = 1) -> Flow {
    bytes.withBytes { write($0, to: number) }
  }

  mutating func write(_ bytes: UnsafeBufferPointer<UInt8>, to number: Int = 1) -> Flow {
    guard let file = descriptors[number] else {
      complain("\(writerName)write error: Bad file descriptor")
      status = .failure
      return .normal
    }
    if !pending.isEmpty && !file.canWrite(bytes.count) { startPendingStages() }
    do throws(Errno) {
      try file.write(bytes, gate)
      return .normal
    } catch {
      return writeFailed(error)
    }
  }

  private mutating func writeFailed(_ error: Errno) -> Flow {
    switch error {
    case .brokenPipe:
      if traps.isIgnored(Int(Signal.pipe.number))
        || host.ignoredAtStart.contains(Signal.pipe.number)
      {
        break
      }
      if traps[Int(Signal.pipe.number)] != nil {
        status = .failure
        return runTrap(Int(Signal.pipe.number))
      }
      status = .brokenPipe
      return .exit
    case .cancelled, .interrupted:
      let flow = attend()
      if flow != .normal { return flow }
    default: break
    }
    complain("\(writerName)write error: \(error.message)")
    status = .failure
    return .normal
  }

  /// The builtin that writes, as a message begins.
  private var writerName: ByteString {
    let text = currentCommandText ?? ""
    let name = text.prefix(text.firstIndex(of: UInt8(ascii: " ")) ?? text.count)
    return BuiltinRegistry.find(name) == nil ? "" : "\(name): "
  }

  /// Lets waiting stages begin when a read would wait.
  mutating func prepareToRead(_ file: OpenFile) {
    if !pending.isEmpty && !file.canRead { startPendingStages() }
  }
}
