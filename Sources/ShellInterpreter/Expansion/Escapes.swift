import ShellBytes

/// Backslash escapes of `$'…'`, `echo -e` and `printf`.
enum Escapes {
  /// Which escapes are understood.
  enum Style {
    /// `$'…'` and `${x@E}`: octal is `\nnn`, and `\'`, `\"`, `\?`, `\cx` are known.
    case dollarSingleQuoted
    /// `echo -e` and `%b`: octal is `\0nnn`; `\c` ends all output.
    case echo
    /// `%b` of printf, which takes `\nnn` as well.
    case percentB
    /// The format of printf.
    case format
  }

  /// What became of a text.
  struct Result {
    var text = ByteString()
    /// Whether `\c` was met.
    var isEnded = false
    /// The letters of the escapes that lack their digits.
    var digitless: [UInt8] = []
  }

  /// What an escape came to.
  enum Outcome {
    case expanded
    /// `\c`: it ends all output.
    case ended
    /// `\x`, `\u` or `\U` without a digit, which is text.
    case digitless(UInt8)
  }

  static func expandDollarSingleQuoted(_ text: ByteString) -> ByteString {
    expand(text, .dollarSingleQuoted).text
  }

  static func expand(_ text: ByteString, _ style: Style) -> Result {
    guard text.contains(UInt8(ascii: "\\")) else { return Result(text: text) }
    var result = Result()
    let bytes = Array(text)
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte != UInt8(ascii: "\\") || at >= bytes.count {
        result.text.append(byte)
        continue
      }
      switch expandOne(bytes, &at, style, &result.text) {
      case .expanded: break
      case .digitless(let letter): result.digitless.append(letter)
      case .ended:
        result.isEnded = true
        return result
      }
    }
    return result
  }

  /// Expands the escape whose backslash lies before `at`.
  static func expandOne(
    _ bytes: [UInt8], _ at: inout Int, _ style: Style, _ result: inout ByteString
  ) -> Outcome {
    let byte = bytes[at]
    at += 1
    func digits(_ limit: Int, _ radix: Int) -> UInt32? {
      var value: UInt32 = 0
      var count = 0
      while count < limit, at < bytes.count, let digit = bytes[at].hexDigitValue, digit < radix {
        value = value &* UInt32(radix) &+ UInt32(digit)
        at += 1
        count += 1
      }
      return count == 0 ? nil : value
    }
    switch byte {
    case UInt8(ascii: "a"): result.append(7)
    case UInt8(ascii: "b"): result.append(8)
    case UInt8(ascii: "e"), UInt8(ascii: "E"): result.append(27)
    case UInt8(ascii: "f"): result.append(12)
    case UInt8(ascii: "n"): result.append(10)
    case UInt8(ascii: "r"): result.append(13)
    case UInt8(ascii: "t"): result.append(9)
    case UInt8(ascii: "v"): result.append(11)
    case UInt8(ascii: "\\"): result.append(byte)
    case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "?"):
      if style == .echo || style == .percentB { result.append(UInt8(ascii: "\\")) }
      result.append(byte)
    case UInt8(ascii: "c") where style == .echo || style == .percentB: return .ended
    case UInt8(ascii: "c") where style == .dollarSingleQuoted:
      guard at < bytes.count else {
        result.append("\\c")
        break
      }
      let control = bytes[at]
      at += 1
      if control == UInt8(ascii: "\\") && at < bytes.count && bytes[at] == UInt8(ascii: "\\") {
        at += 1
      }
      result.append(control == UInt8(ascii: "?") ? 127 : control & 0x1F)
    case UInt8(ascii: "x"):
      if style == .dollarSingleQuoted, at < bytes.count, bytes[at] == UInt8(ascii: "{") {
        at += 1
        let value = digits(8, 16) ?? 0
        if at < bytes.count && bytes[at] == UInt8(ascii: "}") { at += 1 }
        result.append(UInt8(truncatingIfNeeded: value))
      } else if let value = digits(2, 16) {
        result.append(UInt8(truncatingIfNeeded: value))
      } else {
        result.append("\\x")
        return .digitless(byte)
      }
    case UInt8(ascii: "u"):
      guard let value = digits(4, 16) else {
        result.append("\\u")
        return .digitless(byte)
      }
      result.append(scalar: value)
    case UInt8(ascii: "U"):
      guard let value = digits(8, 16) else {
        result.append("\\U")
        return .digitless(byte)
      }
      result.append(scalar: value)
    case UInt8(ascii: "0") where style == .echo || style == .percentB:
      result.append(UInt8(truncatingIfNeeded: digits(3, 8) ?? 0))
    case UInt8(ascii: "0")...UInt8(ascii: "7") where style != .echo:
      at -= 1
      result.append(UInt8(truncatingIfNeeded: digits(3, 8) ?? 0))
    default:
      result.append(UInt8(ascii: "\\"))
      result.append(byte)
    }
    return .expanded
  }
}
