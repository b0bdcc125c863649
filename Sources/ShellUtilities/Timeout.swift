import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `timeout` runs a command, and ends it when it takes too long.
  ///
  /// - Status: the command's; 124 when it was ended, 137 when killed; with `--preserve-status` as
  ///   the signal leaves it; 125 on wrong usage; 126 and 127 as in the shell.
  /// - Source: POSIX.1-2024 XCU `timeout`. Beyond it, as GNU: `-v` and long options. Differs: `-k`
  ///   has nothing to do, as a cancelled command cannot refuse.
  public static let timeout = Utility(
    "timeout", usage: "[-fv] [--preserve-status] [-k time] [-s signal] duration command..."
  ) { context in
    let arguments = try context.parseArguments(
      options: "fk:s:v",
      long: ["foreground f", "kill-after= k", "preserve-status", "signal= s", "verbose v"],
      permutes: false)
    var signal = Signal.terminate
    var preservesStatus = false
    var isVerbose = false
    for option in arguments.options {
      let value = option.value ?? ""
      switch option.letter {
      case UInt8(ascii: "k"): _ = try interval(value, context)
      case UInt8(ascii: "s"):
        guard let found = Signal(value) else {
          throw UtilityError.operands("\(value.quoted): invalid signal", context, status: 125)
        }
        signal = found
      case UInt8(ascii: "v"): isVerbose = true
      default: if option.long == "preserve-status" { preservesStatus = true }
      }
    }
    guard let duration = arguments.operands.first, arguments.operands.count > 1 else {
      throw UtilityError.operands("", context, status: 125)
    }
    let seconds = try interval(duration, context)
    let words = Array(arguments.operands.dropFirst())
    guard seconds > 0, let deadline = TimeInterval.deadline(after: seconds) else {
      return context.run(CommandRequest(words))
    }
    let gate = Gate()
    let watch = Watch()
    let outer = context.gate
    _ = try Thread.start(stackSize: 256 << 10) {
      watch.wait(until: deadline, outer: outer) { reason in gate.cancel(reason) }
    }
    let status = context.run(CommandRequest(words, gate: gate))
    let hasExpired = watch.finish()
    if let cancellation = outer.cancellation, !hasExpired {
      gate.cancel(cancellation)
      try context.check()
    }
    guard hasExpired else { return status }
    if isVerbose {
      context.report("sending signal \(signal.name ?? "TERM") to command \(words[0].quoted)")
    }
    if signal == .kill { return 137 }
    return preservesStatus ? ExitStatus(signal: signal.number) : 124
  }

  private static func interval(_ text: ByteString, _ context: CommandContext) throws -> Double {
    guard let seconds = TimeInterval.parse(text) else {
      throw UtilityError.operands("invalid time interval \(text.quoted)", context, status: 125)
    }
    return seconds
  }
}

/// What the thread that watches the time shares with the one that runs the command.
private final class Watch: @unchecked Sendable {
  private let condition = Condition()
  private var isFinished = false
  private var hasExpired = false

  /// Waits for the command's end or the deadline; passes on that the outer work was cancelled.
  func wait(until deadline: UInt64, outer: Gate, _ cancel: (Gate.Cancellation) -> Void) {
    let gate = Gate()
    condition.lock()
    defer { condition.unlock() }
    while !isFinished {
      let now = SystemClock.monotonic
      if now >= deadline {
        hasExpired = true
        cancel(.signal(Signal.terminate.number))
        return
      }
      if let reason = outer.cancellation { cancel(reason) }
      let look = min(deadline, now + 50_000_000)
      _ = try? gate.wait(on: condition, until: look) { isFinished }
    }
  }

  /// - Returns: whether the deadline came first.
  func finish() -> Bool {
    condition.lock()
    defer { condition.unlock() }
    isFinished = true
    condition.broadcast()
    return hasExpired
  }
}
