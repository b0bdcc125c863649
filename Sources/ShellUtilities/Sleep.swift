import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `sleep` waits for the sum of its operands; cancelling the command ends it.
  ///
  /// - Status: 0; 1 on wrong usage.
  /// - Source: POSIX.1-2024 XCU `sleep`. Beyond it, as GNU: fractions, several operands, the
  ///   suffixes `s m h d`, `infinity`.
  public static let sleep = Utility("sleep", usage: "number[smhd]...") { context in
    let operands = try context.parseArguments(options: "").operands
    if operands.isEmpty { throw UtilityError.operands("missing operand", context) }
    var seconds = 0.0
    var isWrong = false
    for operand in operands {
      if let interval = TimeInterval.parse(operand) {
        seconds += interval
      } else {
        context.report("invalid time interval \(operand.quoted)")
        isWrong = true
      }
    }
    if isWrong { throw UtilityError("", hint: "Try 'sleep --help' for more information.") }
    try context.output.flush()
    try context.gate.sleep(until: TimeInterval.deadline(after: seconds))
    return .success
  }
}

/// Durations as `sleep` and `timeout` take them.
enum TimeInterval {
  /// Seconds of a number with `s`, `m`, `h`, `d` or nothing behind it; nil for anything else.
  static func parse(_ text: ByteString) -> Double? {
    let (value, length) = FloatingPoint.parse(text)
    guard length > 0, value >= 0, text.first?.isASCIISpace == false else { return nil }
    switch text.dropFirst(length) {
    case "", "s": return value
    case "m": return value * 60
    case "h": return value * 3600
    case "d": return value * 86400
    default: return nil
    }
  }

  /// Monotonic nanoseconds; nil for a time that never comes.
  static func deadline(after seconds: Double) -> UInt64? {
    guard seconds < 1e9 else { return nil }
    return SystemClock.monotonic &+ UInt64((seconds * 1e9).rounded(.up))
  }
}
