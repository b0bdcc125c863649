import ShellBytes
import ShellSystem

/// What `time` prints (bash 5.2 manual 3.2.3; POSIX.1-2024 XCU `time` -p).
enum TimeReport {
  struct Moment {
    var real: UInt64
    var user: UInt64
    var system: UInt64
  }

  static func now() -> Moment {
    let times = SystemClock.processorTimes
    return Moment(
      real: SystemClock.monotonic, user: times.user &+ times.childUser,
      system: times.system &+ times.childSystem)
  }

  static func text(
    from start: Moment, to end: Moment, isPosix: Bool, format: ByteString?
  ) -> ByteString {
    let real = end.real &- start.real
    let user = end.user &- start.user
    let system = end.system &- start.system
    if isPosix {
      return "real \(seconds(real, 2))\nuser \(seconds(user, 2))\nsys \(seconds(system, 2))\n"
    }
    guard let format else {
      return "\nreal\t\(minutes(real, 3))\nuser\t\(minutes(user, 3))\nsys\t\(minutes(system, 3))\n"
    }
    if format.isEmpty { return "" }
    var result = ByteString()
    var at = 0
    while at < format.count {
      let byte = format[at]
      at += 1
      guard byte == UInt8(ascii: "%"), at < format.count else {
        result.append(byte)
        continue
      }
      var precision = 3
      var isLong = false
      if format[at].isASCIIDigit {
        precision = min(3, Int(format[at]) - 48)
        at += 1
      }
      if at < format.count, format[at] == UInt8(ascii: "l") {
        isLong = true
        at += 1
      }
      guard at < format.count else { break }
      let value: UInt64
      switch format[at] {
      case UInt8(ascii: "R"): value = real
      case UInt8(ascii: "U"): value = user
      case UInt8(ascii: "S"): value = system
      case UInt8(ascii: "P"):
        let percent = real == 0 ? 0 : (user &+ system) &* 10_000 / real
        result.append("\(percent / 100).\(ByteString(String(percent % 100 + 100)).dropFirst())")
        at += 1
        continue
      case UInt8(ascii: "%"):
        result.append(UInt8(ascii: "%"))
        at += 1
        continue
      default:
        result.append(UInt8(ascii: "%"))
        continue
      }
      at += 1
      result.append(isLong ? minutes(value, precision) : seconds(value, precision))
    }
    return result + "\n"
  }

  private static func seconds(_ nanoseconds: UInt64, _ precision: Int) -> ByteString {
    let milliseconds = nanoseconds / 1_000_000
    if precision == 0 { return "\(milliseconds / 1000)" }
    let fraction = ByteString(String(milliseconds % 1000 + 1000)).dropFirst().prefix(precision)
    return "\(milliseconds / 1000).\(fraction)"
  }

  private static func minutes(_ nanoseconds: UInt64, _ precision: Int) -> ByteString {
    let whole = nanoseconds / 60_000_000_000
    return "\(whole)m\(seconds(nanoseconds - whole * 60_000_000_000, precision))s"
  }
}
