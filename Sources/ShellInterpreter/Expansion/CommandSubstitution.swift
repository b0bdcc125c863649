import ShellBytes
import ShellCommand
import ShellSyntax
import ShellSystem

/// `$( … )` (XCU 2.6.3): run on this thread in a journalled subshell, its output kept in memory.
final class CommandSubstitutionWord: WordCode, @unchecked Sendable {
  let body: Code
  let isQuoted: Bool
  init(_ body: Code, isQuoted: Bool) {
    self.body = body
    self.isQuoted = isQuoted
    body.fillsEnvironment()
  }
  override func expand(_ shell: inout Interpreter) throws(ShellError) -> ByteString {
    try shell.substitute(body).normalizedIfShort
  }
  override var isSplitValue: Bool { !isQuoted }
  // What it changes ends with its subshell.
  override var isContained: Bool { true }
  override func pushFields(_ shell: inout Interpreter) throws(ShellError) {
    let value = try expand(&shell)
    if isQuoted { shell.push(value) } else { try shell.pushSplit(value) }
  }
  override func build(
    _ builder: inout FieldBuilder, _ shell: inout Interpreter, isQuoted: Bool
  ) throws(ShellError) {
    let value = try expand(&shell)
    let isQuoted = isQuoted || self.isQuoted
    builder.append(
      value, isQuoted ? FieldBuilder.Origin.quoted : FieldBuilder.Origin.expansion)
    if isQuoted && value.isEmpty { builder.appendPresence() }
  }
}

/// `$(<file)`: the file's bytes, without a command.
final class FileSubstitutionCode: Code, @unchecked Sendable {
  let redirection: RedirectionCode
  init(_ redirection: RedirectionCode) { self.redirection = redirection }
  override func run(_ shell: inout Interpreter) -> Flow {
    let mark = shell.descriptorLog.count
    defer { shell.restoreDescriptors(to: mark) }
    do {
      try redirection.apply(&shell)
      guard let file = shell.descriptors[0] else { return .normal }
      shell.status = .success
      while true {
        let block = try file.read(shell.gate) { ($0.count, ByteString($0)) }
        if block.isEmpty { return .normal }
        let flow = shell.write(block)
        if flow != .normal { return flow }
      }
    } catch let error as ShellError {
      return shell.report(error)
    } catch {
      shell.status = .failure
      return .normal
    }
  }
}

extension Interpreter {
  /// Runs a body in a subshell and collects what it writes to standard output.
  /// - Returns: the output without its trailing newlines, and without NUL bytes.
  mutating func substitute(_ body: Code) throws(ShellError) -> ByteString {
    if NativeStack.position < stackLimit { throw depthError() }
    var capture =
      spareCaptures.popLast() ?? CaptureFile(limit: host.limits.capture, failure: .brokenPipe)
    if body.isContained(&self) {
      let mark = enterContained()
      loseErrexit()
      redirect(1, to: capture)
      _ = body.run(&self)
      leaveContained(mark)
    } else {
      let mark = enterSubshell()
      let outerSuppression = suppression
      loseErrexit()
      redirect(1, to: capture)
      ownDescriptorMark = descriptorLog.count
      subshellTraceDepth += 1
      let flow = body.run(&self)
      endSubshell(flow)
      subshellTraceDepth -= 1
      suppression = outerSuppression
      leaveSubshell(mark)
    }
    substitutionStatus = status
    if !isKnownUniquelyReferenced(&capture) {
      // A background job still holds the output: the substitution lasts until it ends, too.
      while !isKnownUniquelyReferenced(&capture) {
        do throws(Errno) {
          try gate.sleep(until: SystemClock.monotonic + 1_000_000)
        } catch {
          if attend() != .normal { throw ShellError("", status: status, reach: .environment) }
        }
      }
    }
    let text = capture.take { bytes -> ByteString in
      var end = bytes.count
      while end > 0 && bytes[end &- 1] == 10 { end &-= 1 }
      let result = UnsafeBufferPointer(rebasing: bytes[..<end])
      let hasNUL = result.firstOffset(of: 0, from: 0, to: end) != nil
      return hasNUL ? ByteString(result.filter { $0 != 0 }) : ByteString(result)
    }
    spareCaptures.append(capture)
    guard let text else { throw sizeError("command substitution", host.limits.capture) }
    // What was cancelled may have ended as if nothing was: its status says so from here on.
    if gate.needsAttention, gate.cancellation != nil, attend() != .normal {
      throw ShellError("", status: status, reach: .environment)
    }
    return text
  }

  /// bash's command substitutions lose `set -e`, unless it is told otherwise.
  private mutating func loseErrexit() {
    if options.contains(.errexit) && dialect == .bash
      && options.isDisjoint(with: [.posix, .inheritErrexit])
    {
      options.remove(.errexit)
    }
  }

  /// What the end of a subshell does: its EXIT trap, and its flow ends with it.
  mutating func endSubshell(_ flow: Flow) {
    if traps.actions[Traps.exit] != nil { runExitTrap() }
  }

  func depthError() -> ShellError {
    ShellError(
      "maximum nesting depth exceeded: the stack is used up", status: 1, reach: .shell)
  }
}
