import ShellBytes
import ShellSystem

/// What a date's text said so far, and the moment that it comes to.
struct DateItems {
  var timestamp: DateParser.Moment?
  private var year: Int?
  private var month = 0
  private var day = 0
  private var dateCount = 0
  private var hour = 0
  private var minute = 0
  private var second = 0
  private var nanosecond = 0
  private var timeCount = 0
  private var zoneOffset: Int?
  private var zoneCount = 0
  private var localZone: ByteString?
  private var weekday: Int?
  private var weekdayOrdinal = 0
  private var weekdayCount = 0
  private var relative: [DateWords.Unit: Int] = [:]
  private var relativeFraction = 0
  private var hasOverflow = false

  var hasTime: Bool { timeCount > 0 }
  var hasDate: Bool { dateCount > 0 }
  var hasYear: Bool { year != nil }
  var hasZone: Bool { zoneCount > 0 }
  var hasRelative: Bool { !relative.isEmpty }

  /// Each kind of item at most once, but for relative ones.
  var isConsistent: Bool {
    !hasOverflow && dateCount <= 1 && timeCount <= 1 && zoneCount <= 1 && weekdayCount <= 1
  }

  mutating func setTime(hour: Int, minute: Int, second: Int, nanosecond: Int) -> Bool {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else {
      return false
    }
    (self.hour, self.minute, self.second, self.nanosecond) = (hour, minute, second, nanosecond)
    timeCount += 1
    return true
  }

  mutating func setDate(year: DateToken.Number?, month: Int, day: Int) -> Bool {
    guard (1...12).contains(month), (1...31).contains(day) else { return false }
    (self.month, self.day) = (month, day)
    dateCount += 1
    return year.map { setYear($0) } ?? true
  }

  /// Two digits mean 1969 to 2068.
  mutating func setYear(_ number: DateToken.Number) -> Bool {
    var value = number.magnitude
    if number.digits == 2 { value += value < 69 ? 2000 : 1900 }
    year = value
    return true
  }

  mutating func setZone(offset: Int) -> Bool {
    zoneOffset = offset
    zoneCount += 1
    return true
  }

  mutating func addZone(offset: Int) -> Bool {
    zoneOffset = (zoneOffset ?? 0) + offset
    return true
  }

  mutating func forgetZone() {
    zoneOffset = nil
    zoneCount -= 1
  }

  /// An abbreviation that only the local zone may explain.
  mutating func setLocalZone(_ word: ByteString) -> Bool {
    localZone = word.asciiUppercased
    zoneCount += 1
    return true
  }

  mutating func setWeekday(_ weekday: Int, ordinal: Int) -> Bool {
    self.weekday = weekday
    weekdayOrdinal = ordinal
    weekdayCount += 1
    return true
  }

  mutating func addRelative(_ count: Int, _ unit: DateWords.Unit) -> Bool {
    let (sum, overflow) = (relative[unit] ?? 0).addingReportingOverflow(count)
    relative[unit] = sum
    if overflow { hasOverflow = true }
    return !overflow
  }

  mutating func addFraction(_ nanoseconds: Int) { relativeFraction += nanoseconds }
  mutating func negateFraction() { relativeFraction = -relativeFraction }

  /// The moment; nil for a time that does not exist, or does not fit.
  func moment(now: DateParser.Moment, zone: TimeZone) -> DateParser.Moment? {
    if let timestamp { return timestamp }
    guard let today = zone.calendarTime(at: now.seconds) else { return nil }
    var time = today
    if let year { time.year = year }
    if dateCount > 0 {
      (time.month, time.day) = (month, day)
    }
    var nanoseconds = 0
    if timeCount > 0 {
      (time.hour, time.minute, time.second, nanoseconds) = (hour, minute, second, nanosecond)
    } else if dateCount > 0 || weekdayCount > 0 || !hasRelative {
      (time.hour, time.minute, time.second) = (0, 0, 0)
    } else {
      nanoseconds = now.nanoseconds
    }
    var zone = zone
    if let localZone {
      guard let local = DateItems.local(localZone, zone, near: now.seconds) else { return nil }
      zone = local
    }
    if let zoneOffset { zone = DateItems.fixed(zoneOffset) }
    guard let start = exactSeconds(time, zone) else { return nil }
    guard let seconds = shifted(start, time, zone) else { return nil }
    let total = nanoseconds + relativeFraction
    let carry = GregorianCalendar.floorDivide(total, by: 1_000_000_000)
    let (sum, overflow) = seconds.addingReportingOverflow(carry.quotient)
    guard !overflow else { return nil }
    return DateParser.Moment(seconds: sum, nanoseconds: carry.rest)
  }

  /// nil when the calendar has no such day, or the clock no such time.
  private func exactSeconds(_ time: CalendarTime, _ zone: TimeZone) -> Int? {
    guard let seconds = zone.seconds(of: time), let back = zone.calendarTime(at: seconds) else {
      return nil
    }
    return
      back.year == time.year && back.month == time.month && back.day == time.day
      && back.hour == time.hour && back.minute == time.minute && back.second == time.second
      ? seconds : nil
  }

  /// Weekday and relative items: first days and longer on the calendar, then the rest on the
  /// clock.
  private func shifted(_ start: Int, _ time: CalendarTime, _ zone: TimeZone) -> Int? {
    var time = time
    var seconds = start
    func sum(_ left: Int, _ right: Int) -> Int? {
      let (sum, overflow) = left.addingReportingOverflow(right)
      return overflow ? nil : sum
    }
    func product(_ unit: DateWords.Unit, _ factor: Int) -> Int? {
      let (product, overflow) = (relative[unit] ?? 0).multipliedReportingOverflow(by: factor)
      return overflow ? nil : product
    }
    if let weekday, dateCount == 0 {
      let today = GregorianCalendar.weekday(
        day: GregorianCalendar.day(year: time.year, month: time.month, day: time.day))
      // `monday` is today or the next one, `next monday` not today.
      let ahead = (weekday - today + 7) % 7
      let isLater = weekdayOrdinal > 0 && today != weekday
      let (weeks, overflow) = (weekdayOrdinal - (isLater ? 1 : 0))
        .multipliedReportingOverflow(by: 7)
      guard !overflow, let day = sum(time.day, ahead).flatMap({ sum($0, weeks) }) else {
        return nil
      }
      time.day = day
      guard let moved = zone.seconds(of: time) else { return nil }
      seconds = moved
    }
    let hasCalendar = relative.keys.contains {
      [.year, .month, .fortnight, .week, .day].contains($0)
    }
    if hasCalendar {
      guard let years = product(.year, 1), let months = product(.month, 1),
        let fortnights = product(.fortnight, 14), let weeks = product(.week, 7),
        let days = product(.day, 1), let year = sum(time.year, years),
        let month = sum(time.month, months),
        let day = sum(time.day, days).flatMap({ sum($0, weeks) }).flatMap({
          sum($0, fortnights)
        })
      else { return nil }
      (time.year, time.month, time.day) = (year, month, day)
      guard let moved = zone.seconds(of: time) else { return nil }
      seconds = moved
    }
    guard let hours = product(.hour, 3600), let minutes = product(.minute, 60),
      let rest = product(.second, 1)
    else { return nil }
    return sum(seconds, hours).flatMap { sum($0, minutes) }.flatMap { sum($0, rest) }
  }

  private static func fixed(_ offset: Int) -> TimeZone {
    let magnitude = Int(clamping: offset.magnitude)
    let sign: ByteString = offset > 0 ? "-" : "+"
    return TimeZone(
      name: "<fix>\(sign)\(magnitude / 3600):\(magnitude / 60 % 60):\(magnitude % 60)")
  }

  /// The local zone's offset under one of its own abbreviations.
  private static func local(_ word: ByteString, _ zone: TimeZone, near seconds: Int) -> TimeZone? {
    for months in 0..<12 {
      if let time = zone.calendarTime(at: seconds &+ months &* 2_629_746), time.zone == word {
        return fixed(time.offset)
      }
    }
    return nil
  }
}
