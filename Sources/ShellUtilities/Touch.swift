import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `touch` sets the times of files, and makes those that are missing.
  ///
  /// - Status: 0; 1 if a file could not be touched.
  /// - Source: POSIX.1-2024 XCU `touch`. Beyond it, as GNU: `-d` with any date, `-f -h`, `--time`.
  public static let touch = Utility(
    "touch", usage: "[-acfhm] [-d date | -r file | -t [[CC]YY]MMDDhhmm[.ss]] file..."
  ) { context in
    let arguments = try context.parseArguments(
      options: "acd:fhmr:t:",
      long: ["no-create c", "date= d", "no-dereference h", "reference= r", "time="])
    let now = context.clock.wall()
    var times: (accessed: Int, modified: Int) = (now, now)
    var setsAccessed = false
    var setsModified = false
    var creates = true
    var followsLinks = true
    var text: ByteString?
    for option in arguments.options {
      let value = option.value ?? ""
      switch option.letter {
      case UInt8(ascii: "a"): setsAccessed = true
      case UInt8(ascii: "m"): setsModified = true
      case UInt8(ascii: "c"): creates = false
      case UInt8(ascii: "h"): followsLinks = false
      case UInt8(ascii: "d"): text = value
      case UInt8(ascii: "r"):
        do throws(Errno) {
          let status = try context.status(value, followLinks: followsLinks)
          times = (status.accessed, status.modified)
        } catch {
          throw UtilityError("failed to get attributes of \(value.quoted): \(error.message)")
        }
      case UInt8(ascii: "t"):
        guard let stamp = timestamp(value, now, context) else {
          throw UtilityError("invalid date format \(value.quoted)")
        }
        times = (stamp, stamp)
      case 0:
        switch value {
        case "access", "atime", "use": setsAccessed = true
        case "modify", "mtime": setsModified = true
        default: throw UtilityError.Usage("invalid argument '\(value)' for '--time'")
        }
      default: break
      }
    }
    if let text {
      let zone = TimeZone(name: context.environment["TZ"])
      func shifted(_ base: Int) throws -> Int {
        let (seconds, rest) = GregorianCalendar.floorDivide(base, by: 1_000_000_000)
        let start = DateParser.Moment(seconds: seconds, nanoseconds: rest)
        guard let moment = DateParser.parse(text, now: start, zone: zone) else {
          throw UtilityError("invalid date format \(text.quoted)")
        }
        return moment.seconds &* 1_000_000_000 &+ moment.nanoseconds
      }
      times = (try shifted(times.accessed), try shifted(times.modified))
    }
    if arguments.operands.isEmpty { throw UtilityError.operands("missing file operand", context) }
    let sets = setsAccessed || setsModified ? (setsAccessed, setsModified) : (true, true)
    var status = ExitStatus.success
    for name in arguments.operands {
      var failure: ByteString = "cannot touch \(name.quoted)"
      let isDone = try context.attempt(failure) {
        let path = try context.filePath(name)
        let isThere = (try? context.files.status(path, followLinks: followsLinks)) != nil
        if !isThere {
          if !creates || !followsLinks && creates == false { return }
          _ = try context.files.open(path, [.write, .create], mode: 0o666 & ~context.umask)
        } else {
          failure = "setting times of \(name.quoted)"
        }
        try context.files.setTimes(
          path, accessed: sets.0 ? times.accessed : nil, modified: sets.1 ? times.modified : nil,
          followLinks: followsLinks)
      }
      if !isDone { status = .failure }
    }
    return status
  }

  /// `[[CC]YY]MMDDhhmm[.ss]` in nanoseconds; nil for what is none.
  private static func timestamp(
    _ text: ByteString, _ now: Int, _ context: CommandContext
  ) -> Int? {
    let parts = text.split(at: UInt8(ascii: "."))
    guard parts.count <= 2, parts[0].allSatisfy(\.isASCIIDigit),
      [8, 10, 12].contains(parts[0].count)
    else { return nil }
    let zone = TimeZone(name: context.environment["TZ"])
    let today = zone.calendarTime(
      at: GregorianCalendar.floorDivide(now, by: 1_000_000_000).quotient)
    var time = CalendarTime()
    time.year = today?.year ?? 1970
    var digits = parts[0]
    if digits.count == 12 {
      time.year = digits.prefix(4).decimalInteger ?? 0
      digits = digits.dropFirst(4)
    } else if digits.count == 10 {
      let short = digits.prefix(2).decimalInteger ?? 0
      time.year = short < 69 ? 2000 + short : 1900 + short
      digits = digits.dropFirst(2)
    }
    func pair(_ index: Int) -> Int {
      digits.bytes(in: (index * 2)..<(index * 2 + 2)).decimalInteger ?? 0
    }
    (time.month, time.day, time.hour, time.minute) = (pair(0), pair(1), pair(2), pair(3))
    if parts.count == 2 {
      guard parts[1].count == 2, parts[1].allSatisfy(\.isASCIIDigit),
        let second = parts[1].decimalInteger
      else { return nil }
      time.second = second
    }
    guard let seconds = zone.seconds(of: time), let back = zone.calendarTime(at: seconds),
      back.month == time.month, back.day == time.day, back.hour == time.hour,
      back.minute == time.minute
    else { return nil }
    return seconds &* 1_000_000_000
  }
}
