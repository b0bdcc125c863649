import ShellBytes

/// A word, number or sign of a date.
enum DateToken {
  /// Digits with an optional sign before and fraction behind them.
  struct Number {
    /// With its sign.
    var value: Int
    /// How many digits were written.
    var digits: Int
    /// Nanoseconds, where there is a fraction.
    var fraction: Int?
    var sign: UInt8?
    var isNegative: Bool { sign == UInt8(ascii: "-") }
    var magnitude: Int { Int(clamping: value.magnitude) }
    var withoutSign: Number {
      Number(value: magnitude, digits: digits, fraction: fraction, sign: nil)
    }
  }

  case number(Number)
  /// In lower case, without a dot at its end.
  case word(ByteString)
  case mark(UInt8)

  /// The tokens of a text; nil when a number does not fit.
  static func split(_ text: ByteString) -> [DateToken]? {
    var tokens: [DateToken] = []
    var at = 0
    while at < text.count {
      let byte = text[at]
      if byte.isASCIISpace {
        at += 1
      } else if byte == UInt8(ascii: "(") {
        var depth = 0
        repeat {
          if text[at] == UInt8(ascii: "(") { depth += 1 }
          if text[at] == UInt8(ascii: ")") { depth -= 1 }
          at += 1
        } while at < text.count && depth > 0
      } else if byte.isASCIILetter {
        let start = at
        while at < text.count, text[at].isASCIILetter || text[at] == UInt8(ascii: ".") { at += 1 }
        var word = text.bytes(in: start..<at).asciiLowercased
        if word.hasSuffix("."), word.firstIndex(of: UInt8(ascii: ".")) == word.count - 1 {
          word.removeLast(1)
        }
        tokens.append(.word(word))
      } else if byte.isASCIIDigit || isSignedNumber(text, at) {
        guard let number = number(text, &at) else { return nil }
        tokens.append(.number(number))
      } else {
        // A sign before anything but a number says nothing.
        let isSign = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        if !isSign { tokens.append(.mark(byte)) }
        at += 1
      }
    }
    return tokens
  }

  private static func isSignedNumber(_ text: ByteString, _ at: Int) -> Bool {
    guard text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") else { return false }
    var next = at + 1
    while next < text.count, text[next].isASCIISpace { next += 1 }
    return next < text.count && text[next].isASCIIDigit
  }

  private static func number(_ text: ByteString, _ at: inout Int) -> Number? {
    var sign: UInt8?
    if !text[at].isASCIIDigit {
      sign = text[at]
      at += 1
      while text[at].isASCIISpace { at += 1 }
    }
    let start = at
    while at < text.count, text[at].isASCIIDigit { at += 1 }
    let digits = text.bytes(in: start..<at)
    let signed = sign == UInt8(ascii: "-") ? "-" + digits : digits
    guard let value = signed.decimalInteger else { return nil }
    var number = Number(value: value, digits: digits.count, fraction: nil, sign: sign)
    if at + 1 < text.count, text[at] == UInt8(ascii: ".") || text[at] == UInt8(ascii: ","),
      text[at + 1].isASCIIDigit
    {
      at += 1
      var fraction = 0
      var count = 0
      while at < text.count, text[at].isASCIIDigit {
        if count < 9 {
          fraction = fraction * 10 + Int(text[at] - 48)
          count += 1
        }
        at += 1
      }
      while count < 9 {
        fraction *= 10
        count += 1
      }
      number.fraction = fraction
    }
    return number
  }
}

/// The words of dates.
enum DateWords {
  enum Unit { case year, month, fortnight, week, day, hour, minute, second }

  /// 1 to 12, of a full name or one of three letters.
  static func month(_ word: ByteString) -> Int? {
    if word == "sept" { return 9 }
    return index(
      of: word,
      in: [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
      ]
    ).map { $0 + 1 }
  }

  /// 0 to 6 from Sunday.
  static func weekday(_ word: ByteString) -> Int? {
    switch word {
    case "tues": 2
    case "wednes": 3
    case "thur", "thurs": 4
    default:
      index(
        of: word,
        in: [
          "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        ])
    }
  }

  private static func index(of word: ByteString, in names: [ByteString]) -> Int? {
    names.firstIndex { $0 == word || word.count == 3 && $0.prefix(3) == word }
  }

  static func unit(_ word: ByteString) -> Unit? {
    switch word {
    case "year", "years": .year
    case "month", "months": .month
    case "fortnight", "fortnights": .fortnight
    case "week", "weeks": .week
    case "day", "days": .day
    case "hour", "hours": .hour
    case "minute", "minutes", "min", "mins": .minute
    case "second", "seconds", "sec", "secs": .second
    default: nil
    }
  }

  static func ordinal(_ word: ByteString) -> Int? {
    switch word {
    case "last": -1
    case "this": 0
    case "next", "first": 1
    case "third": 3
    case "fourth": 4
    case "fifth": 5
    case "sixth": 6
    case "seventh": 7
    case "eighth": 8
    case "ninth": 9
    case "tenth": 10
    case "eleventh": 11
    case "twelfth": 12
    default: nil
    }
  }

  /// Seconds east of UTC.
  static func zone(_ word: ByteString) -> Int? {
    let hours: Double
    switch word {
    case "gmt", "ut", "utc", "wet": hours = 0
    case "west", "bst", "cet", "met", "mez": hours = word == "bst" || word == "west" ? 1 : 1
    case "cest", "mest", "mesz", "eet", "sast", "cat": hours = 2
    case "eest", "msk", "eat": hours = 3
    case "msd": hours = 4
    case "ist": hours = 5.5
    case "sgt": hours = 8
    case "kst", "jst": hours = 9
    case "gst": hours = 10
    case "nzst": hours = 12
    case "nzdt": hours = 13
    case "art", "brt", "adt": hours = -3
    case "brst", "ndt": hours = word == "ndt" ? -2.5 : -2
    case "nst": hours = -3.5
    case "ast", "clt", "edt": hours = -4
    case "clst": hours = -3
    case "est", "cdt": hours = -5
    case "cst", "mdt": hours = -6
    case "mst", "pdt": hours = -7
    case "pst", "akdt": hours = -8
    case "akst": hours = -9
    case "hst": hours = -10
    case "sst": hours = -12
    default:
      guard word.count == 1, let place = military(word[0]) else { return nil }
      hours = Double(place)
    }
    return Int(hours * 3600)
  }

  /// The zones of one letter: Z, A to M to the east, N to Y to the west.
  private static func military(_ letter: UInt8) -> Int? {
    switch letter {
    case UInt8(ascii: "z"): 0
    case UInt8(ascii: "a")...UInt8(ascii: "i"): Int(letter) - 96
    case UInt8(ascii: "k")...UInt8(ascii: "m"): Int(letter) - 97
    case UInt8(ascii: "n")...UInt8(ascii: "y"): 109 - Int(letter)
    default: nil
    }
  }
}
