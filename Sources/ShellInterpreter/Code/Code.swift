import ShellBytes
import ShellCommand
import ShellSyntax

/// A lowered command: immutable, shared by all shells and threads, run by one virtual call.
class Code: @unchecked Sendable {
  func run(_ shell: inout Interpreter) -> Flow { .normal }

  /// Whether running it now would leave the shell as it is, so that a subshell around it needs no
  /// copy of anything.
  func isContained(_ shell: inout Interpreter) -> Bool { false }

  /// Runs as the last thing that a job does, where that makes a difference (`Handover`).
  func runAsLast(_ shell: inout Interpreter) -> Flow { run(&shell) }
}

extension Code {
  /// Says, before it ever runs, that it is all that a subshell runs: a shell that it starts takes
  /// the place of that subshell.
  func fillsEnvironment() { (self as? SimpleCommandCode)?.isAlone() }
}

/// Lowered children. A Swift array would retain itself and each element at every turn.
final class CodeList<Element: AnyObject>: @unchecked Sendable {
  private let start: UnsafeMutablePointer<Unmanaged<Element>>
  let count: Int

  init(_ elements: [Element]) {
    count = elements.count
    start = .allocate(capacity: max(1, count))
    for (index, element) in elements.enumerated() {
      (start + index).initialize(to: Unmanaged.passRetained(element))
    }
  }

  deinit {
    for index in 0..<count { start[index].release() }
    start.deallocate()
  }

  /// Calls `body` with a child, which is not retained.
  @inline(__always)
  func with<Result>(_ index: Int, _ body: (Element) -> Result) -> Result {
    start[index]._withUnsafeGuaranteedRef { body($0) }
  }

  @inline(__always)
  func with(
    _ index: Int, _ body: (Element) throws(ShellError) -> Void
  ) throws(ShellError) {
    let failure: ShellError? = start[index]._withUnsafeGuaranteedRef { element in
      do throws(ShellError) {
        try body(element)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  subscript(index: Int) -> Element { start[index].takeUnretainedValue() }
}

/// A lowered program: its complete commands, and how many slots they use.
final class LoweredProgram: @unchecked Sendable {
  let commands: CodeList<Code>
  let slotCount: Int
  init(_ commands: [Code], slotCount: Int) {
    self.commands = CodeList(commands)
    self.slotCount = slotCount
  }

  func run(_ shell: inout Interpreter) -> Flow {
    shell.ensureSlots(slotCount)
    // XCU 2.15 `eval`, `dot`: what holds no command succeeds, and the first command sees the `$?`
    // of the one before.
    if commands.count == 0 { shell.status = .success }
    var index = 0
    while index < commands.count {
      let flow = commands.with(index) { $0.run(&shell) }
      if flow != .normal {
        guard flow == .discard, shell.keepsGoingAfterErrors else { return flow }
        shell.loopsToLeave = 0
      }
      index &+= 1
    }
    return .normal
  }
}
