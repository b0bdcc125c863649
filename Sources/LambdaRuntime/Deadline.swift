import ShellSystem

/// When a handler is stopped: a little before the platform would, so that it can be told where it
/// was.
public enum Deadline {
  /// The margin, in nanoseconds; of a short time a tenth.
  static let margin: Int = 50_000_000

  /// - Parameters:
  ///   - wall: milliseconds since 1970-01-01 UTC at which the platform gives up.
  ///   - wallNow: nanoseconds since 1970-01-01 UTC.
  ///   - now: monotonic nanoseconds.
  /// - Returns: monotonic nanoseconds; nil when there is none, or none in a year.
  public static func soft(wall: Int?, wallNow: UInt64, now: UInt64) -> UInt64? {
    guard let wall, wall > 0, wall < 9_000_000_000_000 else { return nil }
    let left = wall * 1_000_000 - Int(truncatingIfNeeded: wallNow)
    if left <= 0 { return now }
    if left > 31_536_000_000_000_000 { return nil }
    return now &+ UInt64(left - min(margin, left / 10))
  }
}
