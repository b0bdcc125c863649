import ShellBytes
import ShellSystem

/// Functions about times.
extension Registry {
  static let dates: [Row] = [
    value("now") { (_, context) throws(JQError) in
      .number(Double(context.host.clock() / 1000) / 1_000_000)
    },
    value("mktime") { (input, _) throws(JQError) in
      guard case .array = input else { throw JQError("mktime requires array inputs") }
      let time = try Dates.broken(input, "mktime requires parsed datetime inputs")
      guard let seconds = time.secondsWithoutZone else {
        throw JQError("invalid gmtime representation")
      }
      return JSONValue(seconds)
    },
    value("gmtime") { (input, _) throws(JQError) in
      guard let seconds = input.double else {
        throw JQError("gmtime() requires numeric inputs")
      }
      return Dates.value(try Dates.utc(seconds), fraction: seconds - seconds.rounded(.down))
    },
    value("localtime") { (input, context) throws(JQError) in
      guard let seconds = input.double else {
        throw JQError("localtime() requires numeric inputs")
      }
      return Dates.value(
        try Dates.local(seconds, context), fraction: seconds - seconds.rounded(.down))
    },
    native(
      "strftime",
      .one { (input, format, _) throws(JQError) in
        let message: StaticString = "strftime/1 requires parsed datetime inputs"
        var input = input
        if let seconds = input.double { input = Dates.value(try Dates.utc(seconds), fraction: 0) }
        guard case .array = input else { throw JQError(ByteString(stringLiteral: message)) }
        let text = try Core.string(format, "strftime/1 requires a string format")
        var time = Dates.normalized(try Dates.broken(input, message))
        time.zone = "GMT"
        return .string(JSONString(TimeFormat.print(time, text.byteString)))
      }),
    native(
      "strflocaltime",
      .one { (input, format, context) throws(JQError) in
        let message: StaticString = "strflocaltime/1 requires parsed datetime inputs"
        var input = input
        if let seconds = input.double {
          input = Dates.value(try Dates.local(seconds, context), fraction: 0)
        }
        guard case .array = input else { throw JQError(ByteString(stringLiteral: message)) }
        let text = try Core.string(format, "strflocaltime/1 requires a string format")
        let time = try Dates.broken(input, message)
        return .string(
          JSONString(TimeFormat.print(Dates.inZone(time, context), text.byteString)))
      }),
    native(
      "strptime",
      .one { (input, format, context) throws(JQError) in
        guard case .string(let text) = input, case .string(let format) = format else {
          throw JQError("strptime/1 requires string inputs and arguments")
        }
        guard let (time, rest) = TimeFormat.parse(text.byteString, format.byteString) else {
          throw JQError(
            "date \"\(text.byteString)\" does not match format \"\(format.byteString)\"")
        }
        var value = Dates.value(time, fraction: 0)
        if !rest.isEmpty, case .array(var parts) = value {
          parts.append(.string(JSONString(rest)))
          value = .array(parts)
        }
        return value
      }),
  ]
}

enum Dates {
  private static let limit = 67_768_036_191_676_799.0

  private static func whole(_ seconds: Double) throws(JQError) -> Int {
    guard seconds.magnitude <= limit else {
      throw JQError("error converting number of seconds since epoch to datetime")
    }
    return Int(seconds)
  }

  static func utc(_ seconds: Double) throws(JQError) -> CalendarTime {
    CalendarTime(seconds: try whole(seconds))
  }

  static func local(_ seconds: Double, _ context: Context) throws(JQError) -> CalendarTime {
    let zone = TimeZone(name: context.host.timeZone)
    guard let time = zone.calendarTime(at: try whole(seconds)) else {
      throw JQError("error converting number of seconds since epoch to datetime")
    }
    return time
  }

  /// The same time with all fields in their ranges.
  static func normalized(_ time: CalendarTime) -> CalendarTime {
    time.secondsWithoutZone.map { CalendarTime(seconds: $0) } ?? time
  }

  /// A time given by its fields in the local zone.
  static func inZone(_ time: CalendarTime, _ context: Context) -> CalendarTime {
    let zone = TimeZone(name: context.host.timeZone)
    guard let seconds = zone.seconds(of: time), let local = zone.calendarTime(at: seconds) else {
      return normalized(time)
    }
    return local
  }

  static func value(_ time: CalendarTime, fraction: Double) -> JSONValue {
    [
      JSONValue(time.year), JSONValue(time.month - 1), JSONValue(time.day), JSONValue(time.hour),
      JSONValue(time.minute), .number(Double(time.second) + fraction), JSONValue(time.weekday),
      JSONValue(time.yearDay),
    ]
  }

  /// The time that an array of its fields denotes; fields that are missing are 0.
  static func broken(
    _ value: JSONValue, _ message: StaticString
  ) throws(JQError) -> CalendarTime {
    guard case .array(let parts) = value else { throw JQError(ByteString(stringLiteral: message)) }
    var fields = [1900, 0, 0, 0, 0, 0, 0, 0]
    for at in 0..<Swift.min(8, parts.count) {
      guard let number = parts[at].double, !number.isNaN else {
        throw JQError(ByteString(stringLiteral: message))
      }
      fields[at] = Int(Swift.max(-2_147_483_648, Swift.min(2_147_483_647, number)))
    }
    var time = CalendarTime()
    time.year = fields[0]
    time.month = fields[1] + 1
    time.day = fields[2]
    time.hour = fields[3]
    time.minute = fields[4]
    time.second = fields[5]
    time.weekday = fields[6]
    time.yearDay = fields[7]
    return time
  }
}
