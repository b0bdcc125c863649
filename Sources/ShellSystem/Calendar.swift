import Glibc
import ShellBytes

/// Broken-down time, as the C library computes it for a time zone.
public struct CalendarTime: Sendable, Hashable {
  public var year = 1970
  /// 1 to 12.
  public var month = 1
  public var day = 1
  public var hour = 0
  public var minute = 0
  public var second = 0
  /// 0 to 6 from Sunday.
  public var weekday = 4
  /// 0 to 365.
  public var yearDay = 0
  /// Seconds east of UTC.
  public var offset = 0
  public var isDaylightSaving = false
  /// The abbreviation of the zone.
  public var zone: ByteString = "UTC"

  public init() {}

  fileprivate init(_ time: tm) {
    year = Int(time.tm_year) + 1900
    month = Int(time.tm_mon) + 1
    day = Int(time.tm_mday)
    hour = Int(time.tm_hour)
    minute = Int(time.tm_min)
    second = Int(time.tm_sec)
    weekday = Int(time.tm_wday)
    yearDay = Int(time.tm_yday)
    offset = time.tm_gmtoff
    isDaylightSaving = time.tm_isdst > 0
    if let zone = time.tm_zone { self.zone = ByteString(cString: zone) }
  }

  fileprivate var c: tm {
    var time = tm()
    time.tm_year = Int32(clamping: year - 1900)
    time.tm_mon = Int32(clamping: month - 1)
    time.tm_mday = Int32(clamping: day)
    time.tm_hour = Int32(clamping: hour)
    time.tm_min = Int32(clamping: minute)
    time.tm_sec = Int32(clamping: second)
    time.tm_wday = Int32(clamping: weekday)
    time.tm_yday = Int32(clamping: yearDay)
    time.tm_isdst = -1
    return time
  }
}

/// A time zone, named as in TZ.
///
/// The C library keeps one zone for the process: it is set and used under one lock.
public struct TimeZone: Sendable, Hashable {
  /// The value of TZ; nil for the host's zone.
  public var name: ByteString?
  public init(name: ByteString?) { self.name = name }
  public static let utc = TimeZone(name: "UTC0")

  private static let lock = Lock()

  private func withZone<Result>(_ body: () -> Result) -> Result {
    TimeZone.lock.withLock {
      let old = getenv("TZ").map { ByteString(cString: $0) }
      func set(_ value: ByteString?) {
        if let value { value.withCString { _ = setenv("TZ", $0, 1) } } else { unsetenv("TZ") }
        tzset()
      }
      if name != old { set(name) }
      defer { if name != old { set(old) } }
      return body()
    }
  }

  /// The calendar time at a number of seconds since 1970-01-01 UTC; nil when the year overflows.
  public func calendarTime(at seconds: Int) -> CalendarTime? {
    withZone {
      var at = time_t(seconds)
      var time = tm()
      return localtime_r(&at, &time) == nil ? nil : CalendarTime(time)
    }
  }

  /// The seconds since 1970-01-01 UTC of a calendar time; fields out of range carry over.
  public func seconds(of time: CalendarTime) -> Int? {
    withZone {
      var c = time.c
      c.tm_wday = -1
      let result = mktime(&c)
      return result == -1 && c.tm_wday == -1 ? nil : Int(result)
    }
  }
}
