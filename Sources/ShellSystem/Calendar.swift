import ShellBytes

/// Broken-down time of the proleptic Gregorian calendar, in a time zone.
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

  /// The date and time of day so many seconds after 1970-01-01 00:00, in no zone.
  public init(seconds: Int) {
    let (days, rest) = GregorianCalendar.floorDivide(seconds, by: 86400)
    let date = GregorianCalendar.date(day: days)
    year = date.year
    month = date.month
    day = date.day
    hour = rest / 3600
    minute = rest / 60 % 60
    second = rest % 60
    weekday = GregorianCalendar.weekday(day: days)
    yearDay = GregorianCalendar.yearDay(year: year, month: month, day: day)
  }

  /// The seconds from 1970-01-01 00:00 to this date and time of day, the zone left aside; fields
  /// out of range carry over.
  /// - Returns: nil when they do not fit.
  public var secondsWithoutZone: Int? {
    let (years, monthIndex) = GregorianCalendar.floorDivide(month &- 1, by: 12)
    let (wholeYear, overflow) = year.addingReportingOverflow(years)
    // Beyond this no number of seconds fits, whatever the other fields are.
    guard !overflow, wholeYear.magnitude < 1 << 40 else { return nil }
    let first = GregorianCalendar.day(year: wholeYear, month: monthIndex + 1, day: 1)
    var total = 0
    for (count, unit) in [(first, 86400), (day, 86400), (-1, 86400), (hour, 3600), (minute, 60)] {
      let (product, overflow) = count.multipliedReportingOverflow(by: unit)
      let (sum, overflow2) = total.addingReportingOverflow(product)
      if overflow || overflow2 { return nil }
      total = sum
    }
    let (sum, overflow2) = total.addingReportingOverflow(second)
    return overflow2 ? nil : sum
  }
}

/// The arithmetic of the proleptic Gregorian calendar; days count from 1970-01-01.
public enum GregorianCalendar {
  /// The quotient rounded down, and the remainder, which has the sign of the positive divisor.
  public static func floorDivide(_ number: Int, by divisor: Int) -> (quotient: Int, rest: Int) {
    let (quotient, rest) = number.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? (quotient - 1, rest + divisor) : (quotient, rest)
  }

  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The number of days in a month, 1 to 12.
  public static func dayCount(year: Int, month: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The day of a date; the year lies within ±2^40, the month is 1 to 12.
  public static func day(year: Int, month: Int, day: Int) -> Int {
    // Years are counted from March here, so that the leap day is the last of its year.
    let shifted = month <= 2 ? year &- 1 : year
    let (era, yearOfEra) = floorDivide(shifted, by: 400)
    let monthFromMarch = (month &+ 9) % 12
    let dayOfYear = (153 &* monthFromMarch &+ 2) / 5 &+ day &- 1
    let dayOfEra = yearOfEra &* 365 &+ yearOfEra / 4 &- yearOfEra / 100 &+ dayOfYear
    return era &* 146_097 &+ dayOfEra &- 719_468
  }

  /// The date of a day.
  public static func date(day: Int) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = floorDivide(day &+ 719_468, by: 146_097)
    let leaps = dayOfEra / 1460 &- dayOfEra / 36_524 &+ dayOfEra / 146_096
    let yearOfEra = (dayOfEra &- leaps) / 365
    let dayOfYear = dayOfEra &- (365 &* yearOfEra &+ yearOfEra / 4 &- yearOfEra / 100)
    let monthFromMarch = (5 &* dayOfYear &+ 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch &+ 3 : monthFromMarch &- 9
    return (
      year: yearOfEra &+ era &* 400 &+ (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear &- (153 &* monthFromMarch &+ 2) / 5 &+ 1
    )
  }

  /// 0 to 6 from Sunday.
  public static func weekday(day: Int) -> Int { floorDivide(day &+ 4, by: 7).rest }

  /// 0 to 365 from the first of January.
  public static func yearDay(year: Int, month: Int, day: Int) -> Int {
    self.day(year: year, month: month, day: day) &- self.day(year: year, month: 1, day: 1)
  }
}
