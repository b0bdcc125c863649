import ShellBytes
import ShellCommand

/// `for` (XCU 2.9.4.2).
final class ForCode: Code, @unchecked Sendable {
  private let slot: Int
  private let words: [WordCode]?
  /// The only word, where it is an unquoted expansion: its fields are then cut off one by one.
  private let list: WordCode?
  private let body: Code
  private let line: Int32
  private let command: CommandText
  private let header: @Sendable () -> ByteString
  /// - Parameter header: its first line, for xtrace.
  init(
    slot: Int, words: [WordCode]?, body: Code, line: Int32, command: CommandText,
    header: @escaping @Sendable () -> ByteString
  ) {
    self.slot = slot
    self.words = words
    list = words?.count == 1 && words?[0].isSplitValue == true ? words?[0] : nil
    self.body = body
    self.line = line
    self.command = command
    self.header = header
  }

  override func run(_ shell: inout Interpreter) -> Flow {
    let mark = shell.stackCount
    shell.line = line
    do throws(ShellError) {
      if let list {
        let value = try list.expand(&shell)
        if shell.splitting.isOnlySplit(value, shell.options) { return run(value, &shell) }
        try shell.pushSplit(value)
      } else if let words {
        for word in words { try word.pushFields(&shell) }
      } else {
        for value in shell.positionalValues { shell.push(value) }
      }
    } catch {
      shell.pop(to: mark)
      return shell.report(error)
    }
    let end = shell.stackCount
    // The first turn sees the status from before the loop.
    if mark == end { shell.status = .success }
    shell.loopDepth &+= 1
    defer {
      shell.loopDepth &-= 1
      shell.pop(to: mark)
    }
    var index = mark
    while index < end {
      if let flow = turn(shell.stack[index], &shell) { return flow }
      index &+= 1
    }
    return .normal
  }

  /// Runs the body for each field of a value.
  private func run(_ value: ByteString, _ shell: inout Interpreter) -> Flow {
    shell.loopDepth &+= 1
    let flow = value.withBytes { bytes in
      var fields = FieldCursor(bytes, shell.splitting)
      guard var field = fields.next() else {
        shell.status = .success
        return Flow.normal
      }
      while true {
        if let flow = turn(ByteString(field).normalizedIfShort, &shell) { return flow }
        guard let next = fields.next() else { return .normal }
        field = next
      }
    }
    shell.loopDepth &-= 1
    return flow
  }

  /// One turn.
  /// - Returns: the flow of the loop, where it ends; else nil.
  @inline(__always)
  private func turn(_ value: consuming ByteString, _ shell: inout Interpreter) -> Flow? {
    shell.line = line
    do throws(ShellError) {
      if shell.hasCommandHooks {
        let flow = try shell.beforeCommand(command)
        if flow != .normal { return flow }
        shell.traceLine(header())
      }
      try shell.set(slot, value)
    } catch {
      let error = shell.options.contains(.posix) ? error : error.limitedToCommand
      let flow = shell.report(error)
      return flow == .normal ? shell.checkFailure() : flow
    }
    let flow = body.run(&shell)
    if flow != .normal, case .leave(let flow) = shell.loopStep(flow) { return flow }
    let polled = shell.poll()
    return polled == .normal ? nil : polled
  }
}
