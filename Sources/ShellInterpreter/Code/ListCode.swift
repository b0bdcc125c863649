import ShellBytes
import ShellCommand

/// Commands in order (XCU 2.9.3).
final class ListCode: Code, @unchecked Sendable {
  let items: CodeList<Code>
  init(_ items: [Code]) { self.items = CodeList(items) }
  override func run(_ shell: inout Interpreter) -> Flow {
    var index = 0
    while index < items.count {
      let flow = items.with(index) { $0.run(&shell) }
      if flow != .normal { return flow }
      index &+= 1
      if shell.needsAttention && index < items.count {
        let attended = shell.attend()
        if attended != .normal { return attended }
      }
    }
    return .normal
  }

  override func runAsLast(_ shell: inout Interpreter) -> Flow {
    for index in 0..<items.count {
      let isLast = index == items.count - 1
      let flow = items.with(index) { isLast ? $0.runAsLast(&shell) : $0.run(&shell) }
      if flow != .normal || isLast { return flow }
      let attended = shell.needsAttention ? shell.attend() : .normal
      if attended != .normal { return attended }
    }
    return .normal
  }
}

/// Two commands in order: the most frequent short list.
final class PairCode: Code, @unchecked Sendable {
  let first: Code
  let second: Code
  init(_ first: Code, _ second: Code) {
    self.first = first
    self.second = second
  }
  override func run(_ shell: inout Interpreter) -> Flow {
    let flow = first.run(&shell)
    if flow != .normal { return flow }
    if shell.needsAttention {
      let attended = shell.attend()
      if attended != .normal { return attended }
    }
    return second.run(&shell)
  }

  override func runAsLast(_ shell: inout Interpreter) -> Flow {
    let flow = first.run(&shell)
    if flow != .normal { return flow }
    let attended = shell.needsAttention ? shell.attend() : .normal
    return attended == .normal ? second.runAsLast(&shell) : attended
  }
}

/// Nothing: an empty list, such as the body of a `case` arm.
final class EmptyCode: Code, @unchecked Sendable {
  override func run(_ shell: inout Interpreter) -> Flow {
    shell.status = .success
    return .normal
  }
}

/// `a && b || c`, from left to right.
final class AndOrCode: Code, @unchecked Sendable {
  private let first: Code
  private let rest: CodeList<Code>
  private let isAnd: [Bool]
  init(_ first: Code, _ rest: [Code], isAnd: [Bool]) {
    self.first = first
    self.rest = CodeList(rest)
    self.isAnd = isAnd
  }
  override func run(_ shell: inout Interpreter) -> Flow { run(&shell, isLast: false) }

  override func runAsLast(_ shell: inout Interpreter) -> Flow { run(&shell, isLast: true) }

  @inline(__always)
  private func run(_ shell: inout Interpreter, isLast isLastOfJob: Bool) -> Flow {
    // All but the last are conditions: `set -e` does not act on them (XCU `set`).
    shell.suppression &+= 1
    var flow = first.run(&shell)
    shell.suppression &-= 1
    if flow != .normal { return flow }
    var index = 0
    while index < rest.count {
      if shell.status.isSuccess == isAnd[index] {
        let isLast = index == rest.count - 1
        if !isLast { shell.suppression &+= 1 }
        flow = rest.with(index) {
          isLast && isLastOfJob ? $0.runAsLast(&shell) : $0.run(&shell)
        }
        if !isLast { shell.suppression &-= 1 }
        if flow != .normal { return flow }
      }
      index &+= 1
    }
    return .normal
  }
}

/// `! command`
final class NegatedCode: Code, @unchecked Sendable {
  private let inner: Code
  init(_ inner: Code) { self.inner = inner }
  override func run(_ shell: inout Interpreter) -> Flow {
    shell.suppression &+= 1
    let flow = inner.run(&shell)
    shell.suppression &-= 1
    if flow == .normal || flow == .return { shell.status = shell.status.negated }
    if !shell.pipeStatuses.isEmpty { shell.pipeStatuses = [] }
    return flow
  }
}

/// `time command`
final class TimedCode: Code, @unchecked Sendable {
  private let inner: Code
  private let isPosix: Bool
  init(_ inner: Code, isPosix: Bool) {
    self.inner = inner
    self.isPosix = isPosix
  }
  override func run(_ shell: inout Interpreter) -> Flow {
    let start = TimeReport.now()
    let flow = inner.run(&shell)
    let report = TimeReport.text(
      from: start, to: TimeReport.now(), isPosix: isPosix,
      format: shell.value(named: "TIMEFORMAT"))
    let status = shell.status
    shell.writeError(report)
    shell.status = status
    return flow
  }
}

/// `command &`
final class BackgroundCode: Code, @unchecked Sendable {
  private let inner: Code
  private let text: @Sendable () -> ByteString
  init(_ inner: Code, text: @escaping @Sendable () -> ByteString) {
    self.inner = inner
    self.text = text
    inner.fillsEnvironment()
  }
  override func run(_ shell: inout Interpreter) -> Flow {
    shell.startJob(inner, text: text)
    return .normal
  }
}
