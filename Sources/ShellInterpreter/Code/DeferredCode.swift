import ShellBytes
import ShellSyntax
import ShellSystem
import Synchronization

/// The commands of a function or a branch, parsed and lowered when they first run.
///
/// Most of a long script never runs: to check it is all that it costs (ShellSyntax, DeferredList).
final class DeferredCode: Code, @unchecked Sendable {
  private let list: List
  private let dialect: Dialect
  private let source: ByteString
  /// The lowered commands, once they are; several threads may run them, and one makes them.
  private let lowered = Atomic<UnsafeRawPointer?>(nil)

  /// What runs, and how many slots that uses.
  private final class Lowered: @unchecked Sendable {
    let code: Code
    let slotCount: Int
    init(_ code: Code, slotCount: Int) {
      self.code = code
      self.slotCount = slotCount
    }
  }

  init(_ list: List, dialect: Dialect, source: ByteString) {
    self.list = list
    self.dialect = dialect
    self.source = source
  }

  deinit {
    if let known = lowered.load(ordering: .acquiring) {
      Unmanaged<Lowered>.fromOpaque(known).release()
    }
  }

  override func run(_ shell: inout Interpreter) -> Flow { run(&shell, isLast: false) }

  override func runAsLast(_ shell: inout Interpreter) -> Flow { run(&shell, isLast: true) }

  @inline(__always)
  private func run(_ shell: inout Interpreter, isLast: Bool) -> Flow {
    guard let known = lowered.load(ordering: .acquiring) ?? lower(&shell) else {
      return shell.report(shell.depthError())
    }
    return Unmanaged<Lowered>.fromOpaque(known)._withUnsafeGuaranteedRef { lowered in
      shell.ensureSlots(lowered.slotCount)
      return isLast ? lowered.code.runAsLast(&shell) : lowered.code.run(&shell)
    }
  }

  @inline(never)
  private func lower(_ shell: inout Interpreter) -> UnsafeRawPointer? {
    guard NativeStack.position >= shell.stackLimit, let parsed = list.parsed else { return nil }
    // The host is the running shell's: kept here it would keep itself, as it caches code.
    let host = shell.host
    let code = Lowering(shell: host, dialect: dialect, source: source).lower(parsed)
    let made = Unmanaged.passRetained(Lowered(code, slotCount: host.names.count))
    let (isFirst, known) = lowered.compareExchange(
      expected: nil, desired: UnsafeRawPointer(made.toOpaque()),
      ordering: .acquiringAndReleasing)
    if isFirst { return UnsafeRawPointer(made.toOpaque()) }
    made.release()
    return known
  }
}
