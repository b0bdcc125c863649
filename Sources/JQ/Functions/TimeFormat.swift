import ShellBytes
import ShellSystem

/// strftime(3) and strptime(3) of the C locale.
///
/// - Source: POSIX.1-2024 XSH `strftime`, `strptime`, and the GNU additions to both.
enum TimeFormat {
  private static let weekdays: [ByteString] = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]
  private static let months: [ByteString] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  // MARK: Printing

  private struct Printer {
    let time: CalendarTime
    var text = ByteString()
    var padding: UInt8 = 0
    var width = 0
    var isUpper = false
    var isSwapped = false

    mutating func number(_ value: Int, _ digits: Int, pad: UInt8 = 0x30) {
      var fill = padding == 0 ? pad : padding
      var wanted = Swift.max(width, digits)
      if fill == 0x2D {
        wanted = 0
        fill = 0x30
      }
      let body = ByteString(String(value.magnitude))
      if value < 0 && fill == 0x30 { text.append(0x2D) }
      let length = body.count + (value < 0 ? 1 : 0)
      text.append(ByteString(repeating: fill, count: Swift.max(0, wanted - length)))
      if value < 0 && fill != 0x30 { text.append(0x2D) }
      text.append(body)
    }

    mutating func word(_ word: ByteString) {
      let shown = isUpper ? word.asciiUppercased : word
      let fill: UInt8 = padding == 0x30 ? 0x30 : 0x20
      if padding != 0x2D {
        text.append(ByteString(repeating: fill, count: Swift.max(0, width - shown.count)))
      }
      text.append(shown)
    }
  }

  static func print(_ time: CalendarTime, _ format: ByteString) -> ByteString {
    var printer = Printer(time: time)
    print(format, &printer)
    return printer.text
  }

  private static func print(_ format: ByteString, _ printer: inout Printer) {
    var at = 0
    while at < format.count {
      let byte = format[at]
      at += 1
      if byte != 0x25 {
        printer.text.append(byte)
        continue
      }
      let start = at - 1
      printer.padding = 0
      printer.width = 0
      printer.isUpper = false
      printer.isSwapped = false
      flags: while at < format.count {
        switch format[at] {
        case 0x5F: printer.padding = 0x20
        case 0x2D, 0x30: printer.padding = format[at]
        case 0x2B: printer.padding = 0x30
        case 0x5E: printer.isUpper = true
        case 0x23: printer.isSwapped = true
        default: break flags
        }
        at += 1
      }
      while at < format.count, format[at].isASCIIDigit {
        printer.width = Swift.min(1000, printer.width * 10 + Int(format[at] - 48))
        at += 1
      }
      if at < format.count, format[at] == UInt8(ascii: "E") || format[at] == UInt8(ascii: "O") {
        at += 1
      }
      guard at < format.count else {
        printer.text.append(format.bytes(in: start..<at))
        return
      }
      let letter = format[at]
      at += 1
      if !convert(letter, &printer) { printer.text.append(format.bytes(in: start..<at)) }
    }
  }

  private static func composite(_ format: ByteString, _ printer: inout Printer) {
    var inner = Printer(time: printer.time)
    print(format, &inner)
    printer.word(inner.text)
  }

  private static func convert(_ letter: UInt8, _ printer: inout Printer) -> Bool {
    let time = printer.time
    let hour12 = time.hour % 12 == 0 ? 12 : time.hour % 12
    switch letter {
    case UInt8(ascii: "a"): name(weekdays, time.weekday, isShort: true, &printer)
    case UInt8(ascii: "A"): name(weekdays, time.weekday, isShort: false, &printer)
    case UInt8(ascii: "b"), UInt8(ascii: "h"):
      name(months, time.month - 1, isShort: true, &printer)
    case UInt8(ascii: "B"): name(months, time.month - 1, isShort: false, &printer)
    case UInt8(ascii: "c"): composite("%a %b %e %H:%M:%S %Y", &printer)
    case UInt8(ascii: "C"): printer.number(floorDivide(time.year, 100), 2)
    case UInt8(ascii: "d"): printer.number(time.day, 2)
    case UInt8(ascii: "D"), UInt8(ascii: "x"): composite("%m/%d/%y", &printer)
    case UInt8(ascii: "e"): printer.number(time.day, 2, pad: 0x20)
    case UInt8(ascii: "F"): composite("%Y-%m-%d", &printer)
    case UInt8(ascii: "g"): printer.number(floorModulo(isoWeek(time).year, 100), 2)
    case UInt8(ascii: "G"): printer.number(isoWeek(time).year, 1)
    case UInt8(ascii: "H"): printer.number(time.hour, 2)
    case UInt8(ascii: "I"): printer.number(hour12, 2)
    case UInt8(ascii: "j"): printer.number(time.yearDay + 1, 3)
    case UInt8(ascii: "k"): printer.number(time.hour, 2, pad: 0x20)
    case UInt8(ascii: "l"): printer.number(hour12, 2, pad: 0x20)
    case UInt8(ascii: "m"): printer.number(time.month, 2)
    case UInt8(ascii: "M"): printer.number(time.minute, 2)
    case UInt8(ascii: "n"): printer.text.append("\n")
    case UInt8(ascii: "p"):
      let half: ByteString = time.hour < 12 ? "AM" : "PM"
      printer.word(printer.isSwapped ? half.asciiLowercased : half)
    case UInt8(ascii: "P"): printer.word(time.hour < 12 ? "am" : "pm")
    case UInt8(ascii: "r"): composite("%I:%M:%S %p", &printer)
    case UInt8(ascii: "R"): composite("%H:%M", &printer)
    case UInt8(ascii: "s"): printer.number((time.secondsWithoutZone ?? 0) - time.offset, 1)
    case UInt8(ascii: "S"): printer.number(time.second, 2)
    case UInt8(ascii: "t"): printer.text.append("\t")
    case UInt8(ascii: "T"), UInt8(ascii: "X"): composite("%H:%M:%S", &printer)
    case UInt8(ascii: "u"): printer.number(time.weekday == 0 ? 7 : time.weekday, 1)
    case UInt8(ascii: "U"): printer.number((time.yearDay + 7 - time.weekday) / 7, 2)
    case UInt8(ascii: "V"): printer.number(isoWeek(time).week, 2)
    case UInt8(ascii: "w"): printer.number(time.weekday, 1)
    case UInt8(ascii: "W"): printer.number((time.yearDay + 7 - (time.weekday + 6) % 7) / 7, 2)
    case UInt8(ascii: "y"): printer.number(floorModulo(time.year, 100), 2)
    case UInt8(ascii: "Y"): printer.number(time.year, 1)
    case UInt8(ascii: "z"):
      let minutes = Int(time.offset.magnitude) / 60
      printer.text.append(time.offset < 0 ? "-" : "+")
      printer.number(minutes / 60 * 100 + minutes % 60, 4)
    case UInt8(ascii: "Z"): printer.word(time.zone)
    case UInt8(ascii: "%"): printer.text.append("%")
    default: return false
    }
    return true
  }

  private static func name(
    _ names: [ByteString], _ index: Int, isShort: Bool, _ printer: inout Printer
  ) {
    guard names.indices.contains(index) else {
      printer.word("?")
      return
    }
    if printer.isSwapped { printer.isUpper = true }
    printer.word(isShort ? names[index].prefix(3) : names[index])
  }

  private static func floorDivide(_ value: Int, _ by: Int) -> Int {
    (value - floorModulo(value, by)) / by
  }

  private static func floorModulo(_ value: Int, _ by: Int) -> Int {
    let rest = value % by
    return rest < 0 ? rest + by : rest
  }

  /// The week of ISO 8601, and the year that it belongs to.
  private static func isoWeek(_ time: CalendarTime) -> (year: Int, week: Int) {
    func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
    let monday = (time.weekday + 6) % 7
    let week = (time.yearDay - monday + 10) / 7
    if week < 1 {
      let days = isLeap(time.year - 1) ? 366 : 365
      return (time.year - 1, (time.yearDay + days - monday + 10) / 7)
    }
    let days = isLeap(time.year) ? 366 : 365
    if week == 53 && time.yearDay - monday + 3 >= days { return (time.year + 1, 1) }
    return (time.year, week)
  }

  // MARK: Parsing

  private struct Reader {
    let text: ByteString
    var at = 0
    var time = CalendarTime()
    var century: Int?
    var yearOfCentury: Int?
    var isAfternoon: Bool?
    var hasDate = false
    var hasYearDay = false
    var hasMonth = false
    var epoch: Int?

    mutating func skipBlanks() {
      while at < text.count, text[at].isASCIISpace { at += 1 }
    }

    mutating func number(_ range: ClosedRange<Int>, digits: Int) -> Int? {
      skipBlanks()
      var value = 0
      let start = at
      while at < text.count, at - start < digits, text[at].isASCIIDigit {
        value = value * 10 + Int(text[at] - 48)
        at += 1
      }
      return at > start && range.contains(value) ? value : nil
    }

    mutating func word(_ names: [ByteString]) -> Int? {
      let rest = text.dropFirst(at).asciiLowercased
      for (index, name) in names.enumerated() {
        for form in [name.asciiLowercased, name.asciiLowercased.prefix(3)]
        where rest.hasPrefix(form) {
          at += form.count
          return index
        }
      }
      return nil
    }
  }

  /// Reads a time.
  /// - Returns: the time, with its week day and day of the year, and the text behind it.
  static func parse(
    _ text: ByteString, _ format: ByteString
  ) -> (CalendarTime, rest: ByteString)? {
    var reader = Reader(text: text)
    reader.time.year = 1900
    reader.time.month = 1
    reader.time.day = 0
    // What jq shows where no date tells them.
    reader.time.weekday = 8
    reader.time.yearDay = 367
    guard parse(format, &reader) else { return nil }
    return (finish(&reader), text.dropFirst(reader.at))
  }

  private static func finish(_ reader: inout Reader) -> CalendarTime {
    if let epoch = reader.epoch {
      return CalendarTime(seconds: epoch)
    }
    if let isAfternoon = reader.isAfternoon {
      reader.time.hour = reader.time.hour % 12 + (isAfternoon ? 12 : 0)
    }
    if let century = reader.century {
      reader.time.year =
        century * 100 + (reader.yearOfCentury ?? floorModulo(reader.time.year, 100))
    }
    var time = reader.time
    if reader.hasYearDay && !reader.hasMonth {
      let first = GregorianCalendar.day(year: time.year, month: 1, day: 1)
      let found = GregorianCalendar.date(day: first + time.yearDay)
      time.month = found.month
      time.day = found.day
    }
    guard time.day != 0 else { return time }
    time.weekday = GregorianCalendar.weekday(
      day: GregorianCalendar.day(year: time.year, month: time.month, day: time.day))
    time.yearDay = GregorianCalendar.yearDay(year: time.year, month: time.month, day: time.day)
    return time
  }

  private static func parse(_ format: ByteString, _ reader: inout Reader) -> Bool {
    var at = 0
    while at < format.count {
      let byte = format[at]
      at += 1
      if byte.isASCIISpace {
        reader.skipBlanks()
        continue
      }
      if byte != 0x25 {
        guard reader.at < reader.text.count, reader.text[reader.at] == byte else { return false }
        reader.at += 1
        continue
      }
      while at < format.count, [0x5F, 0x2D, 0x30, 0x5E, 0x23].contains(format[at]) { at += 1 }
      if at < format.count, format[at] == UInt8(ascii: "E") || format[at] == UInt8(ascii: "O") {
        at += 1
      }
      guard at < format.count, read(format[at], &reader) else { return false }
      at += 1
    }
    return true
  }

  private static func read(_ letter: UInt8, _ reader: inout Reader) -> Bool {
    func set(_ field: WritableKeyPath<CalendarTime, Int>, _ value: Int?) -> Bool {
      guard let value else { return false }
      reader.time[keyPath: field] = value
      return true
    }
    switch letter {
    case UInt8(ascii: "%"):
      guard reader.at < reader.text.count, reader.text[reader.at] == 0x25 else { return false }
      reader.at += 1
      return true
    case UInt8(ascii: "a"), UInt8(ascii: "A"): return set(\.weekday, reader.word(weekdays))
    case UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "h"):
      reader.hasMonth = true
      return set(\.month, reader.word(months).map { $0 + 1 })
    case UInt8(ascii: "c"): return parse("%a %b %e %H:%M:%S %Y", &reader)
    case UInt8(ascii: "C"):
      reader.century = reader.number(0...99, digits: 2)
      return reader.century != nil
    case UInt8(ascii: "d"), UInt8(ascii: "e"):
      return set(\.day, reader.number(1...31, digits: 2))
    case UInt8(ascii: "D"), UInt8(ascii: "x"): return parse("%m/%d/%y", &reader)
    case UInt8(ascii: "F"): return parse("%Y-%m-%d", &reader)
    case UInt8(ascii: "g"): return reader.number(0...99, digits: 2) != nil
    case UInt8(ascii: "G"): return reader.number(0...9999, digits: 4) != nil
    case UInt8(ascii: "H"), UInt8(ascii: "k"):
      reader.isAfternoon = nil
      return set(\.hour, reader.number(0...23, digits: 2))
    case UInt8(ascii: "I"), UInt8(ascii: "l"):
      guard let hour = reader.number(1...12, digits: 2) else { return false }
      reader.time.hour = hour % 12
      return true
    case UInt8(ascii: "j"):
      reader.hasYearDay = true
      return set(\.yearDay, reader.number(1...366, digits: 3).map { $0 - 1 })
    case UInt8(ascii: "m"):
      reader.hasMonth = true
      return set(\.month, reader.number(1...12, digits: 2))
    case UInt8(ascii: "M"): return set(\.minute, reader.number(0...59, digits: 2))
    case UInt8(ascii: "n"), UInt8(ascii: "t"):
      reader.skipBlanks()
      return true
    case UInt8(ascii: "p"), UInt8(ascii: "P"):
      guard let half = reader.word(["AM", "PM"]) else { return false }
      reader.isAfternoon = half == 1
      return true
    case UInt8(ascii: "r"): return parse("%I:%M:%S %p", &reader)
    case UInt8(ascii: "R"): return parse("%H:%M", &reader)
    case UInt8(ascii: "s"):
      reader.epoch = reader.number(0...999_999_999_999, digits: 12)
      return reader.epoch != nil
    case UInt8(ascii: "S"): return set(\.second, reader.number(0...61, digits: 2))
    case UInt8(ascii: "T"), UInt8(ascii: "X"): return parse("%H:%M:%S", &reader)
    case UInt8(ascii: "u"):
      return set(\.weekday, reader.number(1...7, digits: 1).map { $0 % 7 })
    case UInt8(ascii: "U"), UInt8(ascii: "W"), UInt8(ascii: "V"):
      return reader.number(0...53, digits: 2) != nil
    case UInt8(ascii: "w"): return set(\.weekday, reader.number(0...6, digits: 1))
    case UInt8(ascii: "y"):
      guard let year = reader.number(0...99, digits: 2) else { return false }
      reader.yearOfCentury = year
      reader.time.year = year < 69 ? 2000 + year : 1900 + year
      return true
    case UInt8(ascii: "Y"):
      reader.century = nil
      return set(\.year, reader.number(0...9999, digits: 4))
    case UInt8(ascii: "z"): return zone(&reader)
    case UInt8(ascii: "Z"):
      while reader.at < reader.text.count, reader.text[reader.at].isASCIILetter { reader.at += 1 }
      return true
    default: return false
    }
  }

  /// `Z`, or hours and minutes with their sign.
  private static func zone(_ reader: inout Reader) -> Bool {
    reader.skipBlanks()
    guard reader.at < reader.text.count else { return false }
    let first = reader.text[reader.at]
    reader.at += 1
    if first == UInt8(ascii: "Z") { return true }
    guard first == 0x2B || first == 0x2D, let hours = reader.number(0...99, digits: 2) else {
      return false
    }
    var minutes = 0
    if reader.at < reader.text.count, reader.text[reader.at] == 0x3A { reader.at += 1 }
    if reader.at < reader.text.count, reader.text[reader.at].isASCIIDigit {
      guard let found = reader.number(0...59, digits: 2) else { return false }
      minutes = found
    }
    reader.time.offset = (first == 0x2D ? -1 : 1) * (hours * 3600 + minutes * 60)
    return true
  }
}
