import ShellBytes

/// A zone as TZ describes it by itself: `EST5EDT,M3.2.0,M11.1.0` (POSIX.1-2024 XBD 8.3).
struct PosixZone: Sendable, Hashable {
  var standard: ZoneRules.Kind
  var daylight: ZoneRules.Kind?
  var start = Change(date: .weekday(month: 3, week: 2, weekday: 0), time: 7200)
  var end = Change(date: .weekday(month: 11, week: 1, weekday: 0), time: 7200)

  /// When a year's clocks change, in the local time that ends.
  struct Change: Sendable, Hashable {
    enum Date: Sendable, Hashable {
      /// `Jn`: 1 to 365, the leap day not counted.
      case julian(Int)
      /// `n`: 0 to 365, the leap day counted.
      case yearDay(Int)
      /// `Mm.w.d`: week 5 is the last.
      case weekday(month: Int, week: Int, weekday: Int)
    }
    var date: Date
    /// Seconds after midnight, possibly negative.
    var time: Int

    /// Seconds from 1970-01-01 00:00 to the change, both in local time.
    func localSeconds(_ year: Int) -> Int {
      let first = GregorianCalendar.day(year: year, month: 1, day: 1)
      let day: Int
      switch date {
      case .yearDay(let number): day = first &+ number
      case .julian(let number):
        day = first &+ number &- 1 &+ (GregorianCalendar.isLeap(year) && number >= 60 ? 1 : 0)
      case .weekday(let month, let week, let weekday):
        let monthStart = GregorianCalendar.day(year: year, month: month, day: 1)
        let lead = (weekday - GregorianCalendar.weekday(day: monthStart) + 7) % 7
        var dayOfMonth = lead + 7 * (week - 1)
        let count = GregorianCalendar.dayCount(year: year, month: month)
        while dayOfMonth >= count { dayOfMonth -= 7 }
        day = monthStart &+ dayOfMonth
      }
      return day &* 86400 &+ time
    }
  }

  /// The kind of local time at a moment.
  func kind(at seconds: Int) -> ZoneRules.Kind {
    guard let daylight else { return standard }
    let year = GregorianCalendar.date(
      day: GregorianCalendar.floorDivide(seconds, by: 86400).quotient
    ).year
    // At the two ends of what fits no rule is worth an overflow.
    guard year.magnitude < 1 << 37 else { return standard }
    let from = start.localSeconds(year) &- standard.offset
    let to = end.localSeconds(year) &- daylight.offset
    let isDaylight =
      from <= to ? seconds >= from && seconds < to : seconds >= from || seconds < to
    return isDaylight ? daylight : standard
  }
}

extension PosixZone {
  /// Reads the value of TZ; nil when it does not begin with a name and an offset.
  init?(_ text: ByteString) {
    var reader = PosixZoneReader(text: text)
    guard let name = reader.readName(), let west = reader.readOffset() else { return nil }
    standard = ZoneRules.Kind(offset: -west, isDaylightSaving: false, abbreviation: name)
    guard let daylightName = reader.readName() else { return }
    let daylightWest = reader.readOffset() ?? west - 3600
    daylight = ZoneRules.Kind(
      offset: -daylightWest, isDaylightSaving: true, abbreviation: daylightName)
    if let start = reader.readChange(), let end = reader.readChange() {
      self.start = start
      self.end = end
    }
  }

  /// The name that a text begins with, which is all that is kept of an unknown zone.
  static func name(in text: ByteString) -> ByteString {
    var reader = PosixZoneReader(text: text)
    return reader.readName() ?? ""
  }
}

/// A position in the value of TZ.
private struct PosixZoneReader {
  let text: ByteString
  var at = 0

  init(text: ByteString) { self.text = text }

  var next: UInt8? { at < text.count ? text[at] : nil }

  mutating func take(_ byte: Character) -> Bool {
    guard let next, next == byte.asciiValue else { return false }
    at += 1
    return true
  }

  /// At least three letters, or anything alphanumeric with signs in angle brackets.
  mutating func readName() -> ByteString? {
    let isQuoted = next == UInt8(ascii: "<")
    let start = isQuoted ? at + 1 : at
    var end = start
    while end < text.count {
      let byte = text[end]
      let isSign = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      guard byte.isASCIILetter || isQuoted && (byte.isASCIIDigit || isSign) else { break }
      end += 1
    }
    guard end - start >= 3 else { return nil }
    if isQuoted {
      guard end < text.count, text[end] == UInt8(ascii: ">") else { return nil }
      at = end + 1
    } else {
      at = end
    }
    return text.bytes(in: start..<end)
  }

  mutating func readNumber(atMost limit: Int) -> Int? {
    guard next?.isASCIIDigit == true else { return nil }
    var value = 0
    while let digit = next, digit.isASCIIDigit {
      value = min(limit, value * 10 + Int(digit - 48))
      at += 1
    }
    return value
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  mutating func readTime(hours: Int) -> Int? {
    let before = at
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    guard let hour = readNumber(atMost: hours) else {
      at = before
      return nil
    }
    var value = hour * 3600
    if take(":"), let minute = readNumber(atMost: 59) {
      value += minute * 60
      if take(":"), let second = readNumber(atMost: 59) { value += second }
    }
    return isNegative ? -value : value
  }

  mutating func readOffset() -> Int? { readTime(hours: 24) }

  /// `,date[/time]`.
  mutating func readChange() -> PosixZone.Change? {
    guard take(",") else { return nil }
    let date: PosixZone.Change.Date
    if take("J") {
      guard let day = readNumber(atMost: 366), (1...365).contains(day) else { return nil }
      date = .julian(day)
    } else if take("M") {
      guard let month = readNumber(atMost: 13), (1...12).contains(month), take("."),
        let week = readNumber(atMost: 6), (1...5).contains(week), take("."),
        let weekday = readNumber(atMost: 7), weekday <= 6
      else { return nil }
      date = .weekday(month: month, week: week, weekday: weekday)
    } else {
      guard let day = readNumber(atMost: 366), day <= 365 else { return nil }
      date = .yearDay(day)
    }
    guard take("/") else { return PosixZone.Change(date: date, time: 7200) }
    guard let time = readTime(hours: 167) else { return nil }
    return PosixZone.Change(date: date, time: time)
  }
}
