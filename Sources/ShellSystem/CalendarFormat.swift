import ShellBytes

extension CalendarTime {
  /// The time as strftime(3) and GNU `date` write it in the C locale.
  ///
  /// - Returns: `format` with each `%` conversion replaced; one that is unknown stays as it is.
  /// - Source: POSIX.1-2024 XSH `strftime`. Beyond it, as GNU: `%N %k %l %P %q %s %:z %::z
  ///   %:::z`, the flags `- _ 0 + ^ #` and widths.
  public func formatted(_ format: ByteString, nanoseconds: Int = 0) -> ByteString {
    var writer = CalendarWriter(time: self, nanoseconds: nanoseconds)
    writer.write(format)
    return writer.result
  }

  /// Full names, from January.
  public static let monthNames: [ByteString] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  /// Full names, from Sunday.
  public static let weekdayNames: [ByteString] = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]

  /// The year and the week, 1 to 53, of ISO 8601: weeks begin on Monday, and belong to the year
  /// that most of their days are in.
  public var isoWeek: (year: Int, week: Int) {
    func week(yearDay: Int) -> Int {
      (yearDay - (yearDay - weekday + 382) % 7 + 3)
    }
    func length(_ year: Int) -> Int { GregorianCalendar.isLeap(year) ? 366 : 365 }
    var isoYear = year
    var days = week(yearDay: yearDay)
    if days < 0 {
      isoYear -= 1
      days = week(yearDay: yearDay + length(isoYear))
    } else {
      let next = week(yearDay: yearDay - length(year))
      if next >= 0 {
        isoYear += 1
        days = next
      }
    }
    return (isoYear, days / 7 + 1)
  }
}

/// One pass over a format.
private struct CalendarWriter {
  let time: CalendarTime
  let nanoseconds: Int
  var result = ByteString()

  init(time: CalendarTime, nanoseconds: Int) {
    self.time = time
    self.nanoseconds = nanoseconds
  }

  /// What stands between `%` and the letter.
  private struct Directive {
    /// `-`, `_`, `0`, `+`, or 0 for the conversion's own way.
    var pad: UInt8 = 0
    var isUppercased = false
    var changesCase = false
    var width: Int?
    /// `E`, `O`, or 0.
    var modifier: UInt8 = 0
    var colons = 0
  }

  mutating func write(_ format: ByteString) {
    var at = 0
    while at < format.count {
      guard let percent = format.firstIndex(of: UInt8(ascii: "%"), from: at) else {
        result += format.dropFirst(at)
        return
      }
      result += format.bytes(in: at..<percent)
      var end = percent + 1
      let directive = CalendarWriter.parse(format, &end)
      let isWritten = end < format.count && convert(format[end], directive)
      let stop = min(format.count, end + 1)
      if !isWritten { text(format.bytes(in: percent..<stop), directive) }
      at = stop
    }
  }

  private static func parse(_ format: ByteString, _ at: inout Int) -> Directive {
    var directive = Directive()
    flags: while at < format.count {
      switch format[at] {
      case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "0"), UInt8(ascii: "+"):
        directive.pad = format[at]
      case UInt8(ascii: "^"): directive.isUppercased = true
      case UInt8(ascii: "#"): directive.changesCase = true
      default: break flags
      }
      at += 1
    }
    while at < format.count, format[at].isASCIIDigit {
      // A width is room on one line; more than this is no wish but an attack.
      directive.width = min(65536, (directive.width ?? 0) * 10 + Int(format[at] - 48))
      at += 1
    }
    if at < format.count, format[at] == UInt8(ascii: "E") || format[at] == UInt8(ascii: "O") {
      directive.modifier = format[at]
      at += 1
    }
    while at < format.count, format[at] == UInt8(ascii: ":"), directive.colons < 4 {
      directive.colons += 1
      at += 1
    }
    return directive
  }

  /// Writes one conversion; false when there is no such.
  private mutating func convert(_ letter: UInt8, _ directive: Directive) -> Bool {
    guard CalendarWriter.allows(directive, letter) else { return false }
    let hour12 = time.hour % 12 == 0 ? 12 : time.hour % 12
    switch Character(Unicode.Scalar(letter)) {
    case "%": result.append(letter)
    case "n": text("\n", directive)
    case "t": text("\t", directive)
    case "a": text(CalendarTime.weekdayNames[weekday].prefix(3), directive, upper: true)
    case "A": text(CalendarTime.weekdayNames[weekday], directive, upper: true)
    case "b", "h": text(CalendarTime.monthNames[month].prefix(3), directive, upper: true)
    case "B": text(CalendarTime.monthNames[month], directive, upper: true)
    case "p": text(time.hour < 12 ? "AM" : "PM", directive, lower: directive.changesCase)
    case "P": text(time.hour < 12 ? "AM" : "PM", directive, lower: true)
    case "Z": text(time.zone, directive, lower: directive.changesCase)
    case "c": composed("%a %b %e %H:%M:%S %-Y", directive)
    case "D":
      let pad = directive.pad == 0 ? "" : ByteString(CollectionOfOne(directive.pad))
      composed("%m/%d/%\(pad)y", directive)
    case "x": composed("%m/%d/%y", directive)
    case "r": composed("%I:%M:%S %p", directive)
    case "R": composed("%H:%M", directive)
    case "T", "X": composed("%H:%M:%S", directive)
    case "F": date(directive)
    case "C":
      let century = time.year / 100
      yearlike(century, isNegative: time.year < 0, digits: 2, directive)
    case "y": yearlike(lastDigits(time.year), isNegative: false, digits: 2, directive)
    case "Y": yearlike(time.year, isNegative: time.year < 0, digits: 4, directive)
    case "g": yearlike(lastDigits(time.isoWeek.year), isNegative: false, digits: 2, directive)
    case "G":
      let year = time.isoWeek.year
      yearlike(year, isNegative: year < 0, digits: 4, directive)
    case "d": number(time.day, 2, directive)
    case "e": number(time.day, 2, directive, pad: "_")
    case "H": number(time.hour, 2, directive)
    case "I": number(hour12, 2, directive)
    case "k": number(time.hour, 2, directive, pad: "_")
    case "l": number(hour12, 2, directive, pad: "_")
    case "j": number(time.yearDay + 1, 3, directive)
    case "m": number(time.month, 2, directive)
    case "M": number(time.minute, 2, directive)
    case "q": number((time.month - 1) / 3 + 1, 1, directive)
    case "S": number(time.second, 2, directive)
    case "s": number((time.secondsWithoutZone ?? 0) &- time.offset, 1, directive)
    case "u": number(time.weekday == 0 ? 7 : time.weekday, 1, directive)
    case "U": number((time.yearDay - time.weekday + 7) / 7, 2, directive)
    case "V": number(time.isoWeek.week, 2, directive)
    case "w": number(time.weekday, 1, directive)
    case "W": number((time.yearDay - (time.weekday + 6) % 7 + 7) / 7, 2, directive)
    case "N": fraction(directive)
    case "z": zoneOffset(directive)
    default: return false
    }
    return true
  }

  private var weekday: Int { min(6, max(0, time.weekday)) }
  private var month: Int { min(11, max(0, time.month - 1)) }

  /// `E` and `O` ask for the locale's other ways, of which the C locale has none.
  private static func allows(_ directive: Directive, _ letter: UInt8) -> Bool {
    if directive.colons > 0 && (letter != UInt8(ascii: "z") || directive.colons > 3) {
      return false
    }
    switch directive.modifier {
    case UInt8(ascii: "E"): return ByteString("cCxXyYpPrRTDFaAZntus").contains(letter)
    case UInt8(ascii: "O"): return !ByteString("cxXYD%N").contains(letter)
    default: return true
    }
  }

  private func lastDigits(_ year: Int) -> Int {
    let rest = year % 100
    return rest >= 0 ? rest : year < -1 ? -rest : rest + 100
  }

  // MARK: Forms

  private mutating func padding(_ count: Int, _ pad: UInt8) {
    guard count > 0, pad != UInt8(ascii: "-") else { return }
    let isZero = pad == UInt8(ascii: "0") || pad == UInt8(ascii: "+")
    result += ByteString(repeating: isZero ? UInt8(ascii: "0") : 32, count: count)
  }

  private mutating func text(
    _ text: ByteString, _ directive: Directive, upper: Bool = false, lower: Bool = false
  ) {
    padding((directive.width ?? 0) - text.count, directive.pad)
    if lower {
      result += text.asciiLowercased
    } else if directive.isUppercased || upper && directive.changesCase {
      result += text.asciiUppercased
    } else {
      result += text
    }
  }

  private mutating func composed(_ format: ByteString, _ directive: Directive) {
    text(time.formatted(format), directive)
  }

  /// `%F` pads its year, so that the whole has the width.
  private mutating func date(_ directive: Directive) {
    var year = directive
    year.width = max(0, (directive.width ?? 0) - 6)
    if directive.width == nil && directive.pad == 0 {
      year.pad = UInt8(ascii: "+")
      year.width = 4
    }
    yearlike(time.year, isNegative: time.year < 0, digits: 4, year)
    result += time.formatted("-%m-%d")
  }

  private mutating func yearlike(
    _ value: Int, isNegative: Bool, digits: Int, _ directive: Directive
  ) {
    let magnitude = Int(clamping: value.magnitude)
    let limit = digits == 2 ? 99 : 9999
    let isSigned =
      directive.pad == UInt8(ascii: "+") && (magnitude > limit || (directive.width ?? 0) > digits)
    signed(
      ByteString(magnitude), sign: isNegative ? "-" : isSigned ? "+" : "", digits, directive)
  }

  private mutating func number(
    _ value: Int, _ digits: Int, _ directive: Directive, pad: ByteString = "0"
  ) {
    var directive = directive
    if directive.pad == 0 { directive.pad = pad[0] }
    signed(ByteString("\(value.magnitude)"), sign: value < 0 ? "-" : "", digits, directive)
  }

  private mutating func signed(
    _ number: ByteString, sign: ByteString, _ digits: Int, _ directive: Directive
  ) {
    let missing = (directive.width ?? digits) - number.count - sign.count
    if directive.pad == UInt8(ascii: "_") {
      padding(missing, directive.pad)
      result += sign
    } else {
      result += sign
      padding(missing, directive.pad == 0 ? UInt8(ascii: "0") : directive.pad)
    }
    result += number
  }

  /// The first digits of the fraction, padded at the right.
  private mutating func fraction(_ directive: Directive) {
    let width = max(1, directive.width.map { $0 == 0 ? 9 : $0 } ?? 9)
    let nine = ByteString("\(1_000_000_000 + min(999_999_999, max(0, nanoseconds)))").dropFirst()
    var digits = nine.prefix(width)
    // `%-N` alone is the clock's resolution, nine digits.
    let isTrimmed = directive.pad != UInt8(ascii: "-") || directive.width != nil
    while isTrimmed, digits.count > 1, digits.last == UInt8(ascii: "0") {
      digits.removeLast(1)
    }
    result += digits
    padding(width - digits.count, directive.pad == 0 ? UInt8(ascii: "0") : directive.pad)
  }

  private mutating func zoneOffset(_ directive: Directive) {
    let magnitude = Int(clamping: time.offset.magnitude)
    let (hours, minutes, seconds) = (magnitude / 3600, magnitude / 60 % 60, magnitude % 60)
    func two(_ value: Int) -> ByteString { value < 10 ? "0\(value)" : "\(value)" }
    // A zone that is called `-00` has no known offset.
    let isNegative = time.offset < 0 || time.offset == 0 && time.zone.first == UInt8(ascii: "-")
    let sign: ByteString = isNegative ? "-" : "+"
    switch directive.colons {
    case 1: signed("\(hours):\(two(minutes))", sign: sign, 6, directive)
    case 2: signed("\(hours):\(two(minutes)):\(two(seconds))", sign: sign, 9, directive)
    case 3 where seconds != 0:
      signed("\(hours):\(two(minutes)):\(two(seconds))", sign: sign, 9, directive)
    case 3 where minutes != 0: signed("\(hours):\(two(minutes))", sign: sign, 6, directive)
    case 3: signed("\(hours)", sign: sign, 3, directive)
    default: signed(ByteString(hours * 100 + minutes), sign: sign, 5, directive)
    }
  }
}
