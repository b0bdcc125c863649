import ShellBytes
import ShellSystem

/// Reads a date as GNU `date -d` does: any mixture of calendar date, time of day, zone, weekday,
/// and relative items.
///
/// - Source: GNU coreutils 9.1 manual, "Date input formats".
struct DateParser {
  /// The moment, in nanoseconds since 1970.
  struct Moment: Hashable {
    var seconds: Int
    var nanoseconds: Int
  }

  private var tokens: [DateToken] = []
  private var at = 0
  private var items = DateItems()

  /// The moment that a text names; nil for what is no date.
  static func parse(_ text: ByteString, now: Moment, zone: TimeZone) -> Moment? {
    var rest = text
    var zone = zone
    while let first = rest.first, first.isASCIISpace { rest = rest.dropFirst() }
    if rest.hasPrefix("TZ=\"") {
      guard let (name, length) = quotedZone(rest.dropFirst(4)) else { return nil }
      zone = TimeZone(name: name)
      rest = rest.dropFirst(4 + length)
    }
    guard let tokens = DateToken.split(rest) else { return nil }
    var parser = DateParser()
    parser.tokens = tokens
    guard parser.parseItems() else { return nil }
    return parser.items.moment(now: now, zone: zone)
  }

  private static func quotedZone(_ text: ByteString) -> (name: ByteString, length: Int)? {
    var name = ByteString()
    var at = 0
    while at < text.count {
      if text[at] == UInt8(ascii: "\"") { return (name, at + 1) }
      if text[at] == UInt8(ascii: "\\") { at += 1 }
      guard at < text.count else { return nil }
      name.append(text[at])
      at += 1
    }
    return nil
  }

  private func token(_ ahead: Int = 0) -> DateToken? {
    at + ahead < tokens.count ? tokens[at + ahead] : nil
  }

  private func isMark(_ byte: Character, _ ahead: Int = 0) -> Bool {
    if case .mark(let mark)? = token(ahead) { return mark == byte.asciiValue }
    return false
  }

  private func number(_ ahead: Int = 0) -> DateToken.Number? {
    if case .number(let number)? = token(ahead) { return number }
    return nil
  }

  private func word(_ ahead: Int = 0) -> ByteString? {
    if case .word(let word)? = token(ahead) { return word }
    return nil
  }

  private mutating func parseItems() -> Bool {
    if isMark("@") { return parseTimestamp() }
    while at < tokens.count {
      guard parseItem() else { return false }
    }
    return items.isConsistent
  }

  /// `@seconds[.fraction]`, alone.
  private mutating func parseTimestamp() -> Bool {
    at += 1
    guard let number = number(), at + 1 == tokens.count else { return false }
    items.timestamp = Moment(seconds: number.value, nanoseconds: 0)
    if let fraction = number.fraction {
      items.timestamp?.nanoseconds = fraction
      if number.isNegative && fraction > 0 {
        items.timestamp?.seconds &-= 1
        items.timestamp?.nanoseconds = 1_000_000_000 - fraction
      }
    }
    return true
  }

  private mutating func parseItem() -> Bool {
    switch token() {
    case .number(let number): return parseNumber(number)
    case .word(let word): return parseWord(word)
    case .mark(UInt8(ascii: ",")):
      at += 1
      return true
    default: return false
    }
  }

  // MARK: Items that begin with a number

  private mutating func parseNumber(_ number: DateToken.Number) -> Bool {
    if number.sign == nil {
      if isMark(":", 1) { return parseTime(number) }
      if let meridian = meridian(1), number.fraction == nil {
        at += 2
        return setTime(hour: number.value, 0, 0, 0, meridian: meridian)
      }
      if isMark("/", 1) { return parseSlashDate(number) }
      if let date = dashDate(number) { return date }
      if let month = word(1).flatMap(DateWords.month), number.fraction == nil {
        return parseDayMonth(number, month, 2)
      }
      if case .number(let next)? = token(1), next.sign == UInt8(ascii: "-"), word(2) != nil,
        next.digits == 0
      {
        return false
      }
    }
    if let unitWord = word(1), let unit = DateWords.unit(unitWord), number.fraction == nil {
      at += 2
      return addRelative(number.value, unit)
    }
    if let unitWord = word(1), DateWords.unit(unitWord) == .second, let fraction = number.fraction {
      at += 2
      items.addFraction(number.isNegative ? -fraction : fraction)
      return addRelative(number.value, .second)
    }
    if let weekday = word(1).flatMap(DateWords.weekday), number.fraction == nil {
      at += 2
      return items.setWeekday(weekday, ordinal: number.value)
    }
    return number.sign == nil && number.fraction == nil && parsePlainNumber(number)
  }

  private func meridian(_ ahead: Int) -> Bool? {
    switch word(ahead) {
    case "am", "a.m.": false
    case "pm", "p.m.": true
    default: nil
    }
  }

  /// `hh:mm[:ss[.fraction]] [am|pm] [+hh[:mm]]`.
  private mutating func parseTime(_ hour: DateToken.Number) -> Bool {
    guard let minute = number(2), minute.sign == nil, hour.fraction == nil else { return false }
    at += 3
    var second = 0
    var fraction = 0
    if isMark(":"), let parsed = number(1), parsed.sign == nil, minute.fraction == nil {
      second = parsed.value
      fraction = parsed.fraction ?? 0
      at += 2
    } else if minute.fraction != nil {
      return false
    }
    let meridian = self.meridian(0)
    if meridian != nil { at += 1 }
    guard setTime(hour: hour.value, minute.value, second, fraction, meridian: meridian) else {
      return false
    }
    // A signed number here is a zone, even before `hours`: GNU's grammar has it so.
    if meridian == nil, let zone = number(), zone.sign != nil, zone.fraction == nil {
      return parseZoneOffset(zone)
    }
    return true
  }

  private mutating func setTime(
    hour: Int, _ minute: Int, _ second: Int, _ fraction: Int, meridian: Bool?
  ) -> Bool {
    var hour = hour
    if let meridian {
      guard (1...12).contains(hour) else { return false }
      hour = hour % 12 + (meridian ? 12 : 0)
    }
    return items.setTime(hour: hour, minute: minute, second: second, nanosecond: fraction)
  }

  /// `+hh`, `+hhmm` or `+hh:mm`.
  private mutating func parseZoneOffset(_ number: DateToken.Number) -> Bool {
    at += 1
    let magnitude = number.magnitude
    var minutes: Int
    if isMark(":"), let rest = self.number(1), rest.sign == nil {
      guard magnitude <= 24, rest.value < 60 else { return false }
      minutes = magnitude * 60 + rest.value
      at += 2
    } else if number.digits <= 2 {
      guard magnitude <= 24 else { return false }
      minutes = magnitude * 60
    } else {
      guard magnitude / 100 <= 24 else { return false }
      minutes = magnitude / 100 * 60 + magnitude % 100
    }
    guard minutes <= 24 * 60 else { return false }
    if number.isNegative { minutes = -minutes }
    return items.setZone(offset: minutes * 60)
  }

  /// `month/day[/year]`, or `year/month/day`.
  private mutating func parseSlashDate(_ first: DateToken.Number) -> Bool {
    guard let second = number(2), second.sign == nil, first.fraction == nil else { return false }
    if isMark("/", 3), let third = number(4), third.sign == nil {
      at += 5
      if first.digits >= 4 {
        return items.setDate(year: first, month: second.value, day: third.value)
      }
      return items.setDate(year: third, month: first.value, day: second.value)
    }
    at += 3
    return items.setDate(year: nil, month: first.value, day: second.value)
  }

  /// `year-month-day`; nil for anything else.
  private mutating func dashDate(_ first: DateToken.Number) -> Bool? {
    guard first.fraction == nil else { return nil }
    if let second = number(1), second.sign == UInt8(ascii: "-"), let third = number(2),
      third.sign == UInt8(ascii: "-"), second.fraction == nil, third.fraction == nil
    {
      at += 3
      return items.setDate(year: first, month: second.magnitude, day: third.magnitude)
    }
    return nil
  }

  /// `day month [year]`.
  private mutating func parseDayMonth(
    _ day: DateToken.Number, _ month: Int, _ length: Int
  ) -> Bool {
    at += length
    if let year = number(), year.sign == UInt8(ascii: "-"), year.fraction == nil {
      at += 1
      return items.setDate(year: year.withoutSign, month: month, day: day.value)
    }
    if let year = number(), year.sign == nil, year.fraction == nil, !isMark(":", 1),
      meridian(1) == nil, word(1).flatMap(DateWords.unit) == nil || year.digits >= 4
    {
      at += 1
      return items.setDate(year: year, month: month, day: day.value)
    }
    return items.setDate(year: nil, month: month, day: day.value)
  }

  /// A number by itself: a year behind a date, `yyyymmdd`, `hhmm` or an hour.
  private mutating func parsePlainNumber(_ number: DateToken.Number) -> Bool {
    at += 1
    if items.hasDate, !items.hasYear, !items.hasRelative, items.hasTime || number.digits > 2 {
      return items.setYear(number)
    }
    if number.digits > 4 {
      let year = DateToken.Number(
        value: number.value / 10000, digits: number.digits - 4, fraction: nil, sign: nil)
      return items.setDate(
        year: year, month: number.value / 100 % 100, day: number.value % 100)
    }
    let isHour = number.digits <= 2
    let hour = isHour ? number.value : number.value / 100
    return items.setTime(
      hour: hour, minute: isHour ? 0 : number.value % 100, second: 0, nanosecond: 0)
  }

  // MARK: Items that begin with a word

  private mutating func parseWord(_ word: ByteString) -> Bool {
    at += 1
    if let month = DateWords.month(word) { return parseMonth(month) }
    if let weekday = DateWords.weekday(word) {
      if isMark(",") { at += 1 }
      return items.setWeekday(weekday, ordinal: 0)
    }
    if let unit = DateWords.unit(word) { return addRelative(1, unit) }
    switch word {
    case "today", "now": return addRelative(0, .day)
    case "tomorrow": return addRelative(1, .day)
    case "yesterday": return addRelative(-1, .day)
    case "t":
      // ISO 8601 joins date and time by a T; alone it is the military zone.
      if let hour = number(), hour.sign == nil, items.hasDate {
        if isMark(":", 1) { return true }
        guard let zone = number(1), zone.sign != nil, hour.fraction == nil else { return false }
        at += 1
        return setTime(hour: hour.value, 0, 0, 0, meridian: nil) && parseZoneOffset(zone)
      }
      return items.setZone(offset: -7 * 3600)
    case "dst": return items.hasZone && items.addZone(offset: 3600)
    default: break
    }
    if let ordinal = DateWords.ordinal(word) {
      if let unit = self.word().flatMap(DateWords.unit) {
        at += 1
        return addRelative(ordinal, unit)
      }
      if let weekday = self.word().flatMap(DateWords.weekday) {
        at += 1
        return items.setWeekday(weekday, ordinal: ordinal)
      }
      return false
    }
    if let offset = DateWords.zone(word) {
      guard items.setZone(offset: offset) else { return false }
      if let more = number(), more.sign != nil, more.fraction == nil, offset == 0,
        self.word(1).flatMap(DateWords.unit) == nil
      {
        items.forgetZone()
        return parseZoneOffset(more)
      }
      return true
    }
    return items.setLocalZone(word)
  }

  /// `month day[, year]`, `month-day-year`, `month year`.
  private mutating func parseMonth(_ month: Int) -> Bool {
    if let day = number(), day.sign == UInt8(ascii: "-"), let year = number(1),
      year.sign == UInt8(ascii: "-")
    {
      at += 2
      return items.setDate(year: year.withoutSign, month: month, day: day.magnitude)
    }
    guard let day = number(), day.sign == nil, day.fraction == nil else { return false }
    at += 1
    if isMark(","), let year = number(1), year.sign == nil {
      at += 2
      return items.setDate(year: year, month: month, day: day.value)
    }
    return items.setDate(year: nil, month: month, day: day.value)
  }

  private mutating func addRelative(_ count: Int, _ unit: DateWords.Unit) -> Bool {
    var count = count
    if word() == "ago" {
      at += 1
      let (negated, overflow) = 0.subtractingReportingOverflow(count)
      if overflow { return false }
      count = negated
      items.negateFraction()
    }
    return items.addRelative(count, unit)
  }
}
