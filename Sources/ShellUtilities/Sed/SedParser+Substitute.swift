import ShellBytes
import ShellCommand
import ShellPatterns

extension SedParser {
  /// Reads what follows `s`.
  mutating func substitution() throws -> SedSubstitution {
    guard let delimiter = next() else { throw error("unterminated `s' command") }
    if delimiter == 10 || delimiter == UInt8(ascii: "\\") {
      throw error("unterminated `s' command")
    }
    guard let pattern = delimited(by: delimiter, isPattern: true),
      let replacement = delimited(by: delimiter, isPattern: false)
    else { throw error("unterminated `s' command") }
    let result = SedSubstitution()
    let flags = try substitutionFlags(result)
    result.regex = try regex(pattern, flags: flags)
    result.parts = try SedEscapes.replacement(replacement)
    let highest = result.parts.reduce(0) { highest, part in
      if case .group(let number) = part { return max(highest, number) }
      return highest
    }
    if let regex = result.regex, highest > regex.groupCount {
      throw error("invalid reference \\\(highest) on `s' command's RHS")
    }
    return result
  }

  private mutating func substitutionFlags(_ result: SedSubstitution) throws -> Regex.Options {
    var options: Regex.Options = []
    var hasNumber = false
    while let flag = next() {
      switch flag {
      case UInt8(ascii: "i"), UInt8(ascii: "I"): options.insert(.ignoresCase)
      case UInt8(ascii: "m"), UInt8(ascii: "M"): options.insert(.multiline)
      case UInt8(ascii: "e"):
        throw UtilityError.Usage("the option 'e' of the command 's' is not supported")
      case UInt8(ascii: "p"):
        if result.isPrinted { throw error("multiple `p' options to `s' command") }
        result.isPrinted = true
      case UInt8(ascii: "g"):
        if result.isGlobal { throw error("multiple `g' options to `s' command") }
        result.isGlobal = true
      case UInt8(ascii: "w"):
        result.file = file(try fileName())
        return options
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if hasNumber { throw error("multiple number options to `s' command") }
        hasNumber = true
        var value = Int(flag) - 48
        while at < text.count && text[at].isASCIIDigit {
          value = min(value &* 10 &+ Int(text[at] - 48), 1 << 40)
          at += 1
        }
        if value == 0 { throw error("number option to `s' command may not be zero") }
        result.number = value
      case UInt8(ascii: "}"), UInt8(ascii: "#"):
        putBack(flag)
        return options
      case 10, UInt8(ascii: ";"): return options
      case 13 where at >= text.count || text[at] == 10: continue
      case 32, 9: continue
      default: throw error("unknown option to `s'")
      }
    }
    return options
  }

  /// Reads what follows `y`.
  mutating func transliteration() throws -> SedTransliteration {
    guard let delimiter = next(), let from = delimited(by: delimiter, isPattern: false),
      let to = delimited(by: delimiter, isPattern: false)
    else { throw error("unterminated `y' command") }
    let sources = characters(from)
    let targets = characters(to)
    guard sources.count == targets.count else {
      throw error("strings for `y' command are different lengths")
    }
    var result = SedTransliteration(bytes: Array(0...255), characters: [:])
    var isSimple = true
    for (source, target) in zip(sources, targets) {
      if result.characters[source] == nil { result.characters[source] = target }
      if source.count != 1 || target.count != 1 { isSimple = false }
    }
    if isSimple {
      for (source, target) in result.characters { result.bytes[Int(source[0])] = target[0] }
      result.characters = [:]
    }
    return result
  }

  private func characters(_ raw: [UInt8]) -> [ByteString] {
    var plain: [UInt8] = []
    var index = 0
    let converted = SedEscapes.convert(raw)
    while index < converted.count {
      let byte = converted[index]
      index += 1
      guard byte == UInt8(ascii: "\\"), index < converted.count else {
        plain.append(byte)
        continue
      }
      switch converted[index] {
      case UInt8(ascii: "\\"): plain.append(byte)
      case UInt8(ascii: "n"), 10: plain.append(10)
      default: plain += [byte, converted[index]]
      }
      index += 1
    }
    return plain.withUnsafeBufferPointer { bytes in
      var result: [ByteString] = []
      var at = 0
      while at < bytes.count {
        let length = settings.encoding.character(in: bytes, at: at).length
        result.append(ByteString(bytes[at..<(at + length)]))
        at += length
      }
      return result
    }
  }
}

/// The escapes of sed's texts: `\t`, `\x41` and the like.
enum SedEscapes {
  /// The byte that an escape behind its backslash stands for, and the length of the escape.
  private static func escape(_ text: [UInt8], _ at: Int) -> (byte: UInt8, length: Int)? {
    guard at < text.count else { return nil }
    switch text[at] {
    case UInt8(ascii: "a"): return (7, 1)
    case UInt8(ascii: "f"): return (12, 1)
    case UInt8(ascii: "t"): return (9, 1)
    case UInt8(ascii: "v"): return (11, 1)
    case UInt8(ascii: "r"): return (13, 1)
    case UInt8(ascii: "c"):
      guard at + 1 < text.count, text[at + 1] != UInt8(ascii: "\\") else { return nil }
      let letter = text[at + 1]
      return ((letter.isASCIILowercase ? letter & 0xDF : letter) ^ 0x40, 2)
    case UInt8(ascii: "d"): return number(text, at + 1, base: 10, most: 3)
    case UInt8(ascii: "o"): return number(text, at + 1, base: 8, most: 3)
    case UInt8(ascii: "x"): return number(text, at + 1, base: 16, most: 2)
    default: return nil
    }
  }

  private static func number(
    _ text: [UInt8], _ start: Int, base: Int, most: Int
  ) -> (byte: UInt8, length: Int)? {
    var value = 0
    var count = 0
    while count < most, start + count < text.count,
      let digit = text[start + count].hexDigitValue, digit < base
    {
      value = value * base + digit
      count += 1
    }
    return count == 0 ? nil : (UInt8(truncatingIfNeeded: value), count + 1)
  }

  /// Replaces escapes by what they stand for; other backslashes stay.
  static func convert(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var at = 0
    while at < text.count {
      let byte = text[at]
      at += 1
      guard byte == UInt8(ascii: "\\"), at < text.count else {
        result.append(byte)
        continue
      }
      if let (escaped, length) = escape(text, at) {
        if escaped == UInt8(ascii: "\\") { result.append(byte) }
        result.append(escaped)
        at += length
      } else {
        result += [byte, text[at]]
        at += 1
      }
    }
    return result
  }

  /// A pattern, its escapes replaced.
  static func pattern(_ text: [UInt8]) -> ByteString { ByteString(convert(text)) }

  /// The text of `a`, `i` or `c`, its backslashes removed.
  static func text(_ raw: [UInt8]) -> ByteString {
    var result = ByteString()
    var at = 0
    while at < raw.count {
      let byte = raw[at]
      at += 1
      guard byte == UInt8(ascii: "\\"), at < raw.count else {
        if byte != UInt8(ascii: "\\") { result.append(byte) }
        continue
      }
      if let (escaped, length) = escape(raw, at) {
        result.append(escaped)
        at += length
      } else {
        result.append(raw[at])
        at += 1
      }
    }
    return result
  }

  /// The parts of a replacement.
  static func replacement(_ raw: [UInt8]) throws -> [SedSubstitution.Part] {
    var parts: [SedSubstitution.Part] = []
    var text = ByteString()
    func flush() {
      if !text.isEmpty { parts.append(.text(text)) }
      text = ByteString()
    }
    func add(_ part: SedSubstitution.Part) {
      flush()
      parts.append(part)
    }
    var at = 0
    while at < raw.count {
      let byte = raw[at]
      at += 1
      if byte == UInt8(ascii: "&") {
        add(.group(0))
        continue
      }
      guard byte == UInt8(ascii: "\\"), at < raw.count else {
        text.append(byte)
        continue
      }
      if let (escaped, length) = escape(raw, at) {
        text.append(escaped)
        at += length
        continue
      }
      let letter = raw[at]
      at += 1
      switch letter {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): add(.group(Int(letter) - 48))
      case UInt8(ascii: "U"): add(.letters(upper: true))
      case UInt8(ascii: "L"): add(.letters(upper: false))
      case UInt8(ascii: "E"): add(.letters(upper: nil))
      case UInt8(ascii: "u"): add(.nextLetter(upper: true))
      case UInt8(ascii: "l"): add(.nextLetter(upper: false))
      case UInt8(ascii: "n"): text.append(10)
      default: text.append(letter)
      }
    }
    flush()
    return parts
  }
}
