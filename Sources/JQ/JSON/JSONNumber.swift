import ShellBytes
import ShellSystem

/// A number with its decimal spelling, kept because its double's own print differs from it or
/// because more digits were written than a double holds.
public final class JSONNumber: Sendable {
  /// The nearest double, after rounding to 17 digits.
  public let double: Double
  /// The canonical spelling.
  public let text: ByteString

  init(double: Double, text: ByteString) {
    self.double = double
    self.text = text
  }

  /// Exponents beyond this are infinite.
  private static let largestExponent = 999_999_999
  /// Exponents below this are zero.
  private static let smallestExponent = -1_147_483_646
}

/// A decimal number: its digits without leading zeros, times a power of ten.
struct Decimal {
  var isNegative = false
  /// ASCII digits; "0" for zero.
  var digits: [UInt8] = []
  var exponent = 0

  var isZero: Bool { digits == [48] }
  /// The power of ten of the first digit.
  var magnitude: Int { exponent &+ digits.count &- 1 }

  /// Reads `[+-] digits [. digits] [e [+-] digits]`, the whole of the text.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var at = 0
    if at < bytes.count, bytes[at] == 0x2B || bytes[at] == 0x2D {
      isNegative = bytes[at] == 0x2D
      at += 1
    }
    var hasDigits = false
    var isFraction = false
    scan: while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case 0x30...0x39:
        hasDigits = true
        if byte != 0x30 || !digits.isEmpty { digits.append(byte) }
        if isFraction { exponent &-= 1 }
      case 0x2E where !isFraction: isFraction = true
      default: break scan
      }
      at += 1
    }
    guard hasDigits else { return nil }
    if at < bytes.count {
      guard bytes[at] | 0x20 == 0x65 else { return nil }
      at += 1
      var isBelow = false
      if at < bytes.count, bytes[at] == 0x2B || bytes[at] == 0x2D {
        isBelow = bytes[at] == 0x2D
        at += 1
      }
      guard at < bytes.count else { return nil }
      var power = 0
      while at < bytes.count {
        guard bytes[at].isASCIIDigit else { return nil }
        if power < 1_000_000_000_000 { power = power * 10 + Int(bytes[at] - 48) }
        at += 1
      }
      exponent += isBelow ? -power : power
    }
    if digits.isEmpty { digits = [48] }
  }

  /// The spelling that jq gives it.
  var text: ByteString {
    var text = ByteString()
    if isNegative { text.append(0x2D) }
    if exponent <= 0 && magnitude >= -6 {
      let whole = digits.count + exponent
      if whole <= 0 {
        text.append("0.")
        for _ in 0..<(-whole) { text.append(0x30) }
        text.append(contentsOf: digits)
      } else {
        text.append(contentsOf: digits[..<whole])
        if exponent < 0 {
          text.append(0x2E)
          text.append(contentsOf: digits[whole...])
        }
      }
      return text
    }
    text.append(digits[0])
    if digits.count > 1 {
      text.append(0x2E)
      text.append(contentsOf: digits[1...])
    }
    text.append(magnitude < 0 ? "E" : "E+")
    text.append(ByteString(magnitude))
    return text
  }

  /// The nearest double of the first 17 digits.
  var double: Double {
    var kept = digits
    var power = exponent
    if kept.count > 17 {
      let rest = kept.count - 17
      let roundsUp = kept[17] >= 53
      kept.removeLast(rest)
      power += rest
      if roundsUp {
        var at = 16
        while at >= 0 {
          if kept[at] < 57 {
            kept[at] += 1
            break
          }
          kept[at] = 48
          at -= 1
        }
        if at < 0 { kept.insert(49, at: 0) }
      }
    }
    var text = ByteString()
    if isNegative { text.append(0x2D) }
    text.append(contentsOf: kept)
    text.append(0x65)
    text.append(ByteString(Swift.min(Swift.max(power, -100_000), 100_000)))
    return FloatingPoint.parse(text).value
  }

  /// -1, 0 or 1.
  func compare(_ other: Decimal) -> Int {
    if isZero && other.isZero { return 0 }
    if isZero { return other.isNegative ? 1 : -1 }
    if other.isZero { return isNegative ? -1 : 1 }
    if isNegative != other.isNegative { return isNegative ? -1 : 1 }
    let sign = isNegative ? -1 : 1
    if magnitude != other.magnitude { return magnitude < other.magnitude ? -sign : sign }
    for at in 0..<Swift.max(digits.count, other.digits.count) {
      let left = at < digits.count ? digits[at] : 48
      let right = at < other.digits.count ? other.digits[at] : 48
      if left != right { return left < right ? -sign : sign }
    }
    return 0
  }
}

extension JSONNumber {
  var decimal: Decimal? { text.withBytes { Decimal($0) } }

  /// The number with its sign turned, or without its sign.
  func withSign(negative: Bool) -> JSONValue {
    guard var decimal else { return .number(negative ? -double.magnitude : double.magnitude) }
    decimal.isNegative = negative && !decimal.isZero
    return JSONNumber.value(decimal)
  }

  /// The value of a decimal number: its double alone when that says as much.
  static func value(_ decimal: Decimal) -> JSONValue {
    var decimal = decimal
    if decimal.magnitude > largestExponent {
      guard decimal.isZero else { return .number(decimal.isNegative ? -.infinity : .infinity) }
      decimal.exponent = largestExponent
    }
    if decimal.magnitude < smallestExponent {
      decimal.digits = [48]
      decimal.exponent = smallestExponent
    }
    let double = decimal.double
    let text = decimal.text
    if decimal.digits.count <= 15 {
      var own = ByteBuffer()
      format(double, into: &own)
      if own.string() == text { return .number(double) }
    }
    return .literal(JSONNumber(double: double, text: text))
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  /// Reads the whole text as a number as jq understands it: decimal, `nan` or `infinity`.
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> JSONValue? {
    // The common case: at most 15 digits, so that one division rounds correctly.
    var at = 0
    var isNegative = false
    if bytes.count > 0 && bytes[0] == 0x2D {
      isNegative = true
      at = 1
    }
    let first = at
    var mantissa = 0
    while at < bytes.count, bytes[at].isASCIIDigit, at &- first < 15 {
      mantissa = mantissa &* 10 &+ Int(bytes[at] &- 48)
      at &+= 1
    }
    let wholeDigits = at &- first
    if wholeDigits > 0 {
      if at == bytes.count {
        let value = Double(mantissa)
        return .number(isNegative ? -value : value)
      }
      if bytes[at] == 0x2E {
        at &+= 1
        let start = at
        while at < bytes.count, bytes[at].isASCIIDigit, at &- start &+ wholeDigits < 15 {
          mantissa = mantissa &* 10 &+ Int(bytes[at] &- 48)
          at &+= 1
        }
        let places = at &- start
        // A last zero, or many zeros behind the point, are spelled otherwise by a double.
        if at == bytes.count && places > 0 && bytes[at &- 1] != 0x30 {
          let value = Double(mantissa) / powers[places]
          if value >= 0.0001 { return .number(isNegative ? -value : value) }
        }
      }
    }
    if let decimal = Decimal(bytes) { return value(decimal) }
    return named(bytes)
  }

  private static func named(_ bytes: UnsafeBufferPointer<UInt8>) -> JSONValue? {
    var name = ByteString(bytes).asciiLowercased
    var isNegative = false
    if name.first == 0x2B || name.first == 0x2D {
      isNegative = name.first == 0x2D
      name = name.dropFirst()
    }
    switch name {
    case "nan": return .number(.nan)
    case "inf", "infinity": return .number(isNegative ? -.infinity : .infinity)
    default: return nil
    }
  }

  /// Prints a double with the fewest digits that read back.
  static func format(_ value: Double, into buffer: inout ByteBuffer) {
    if let whole = whole(value) {
      if whole == 0 && value.sign == .minus { buffer.append(0x2D) }
      format(whole, into: &buffer)
      return
    }
    if value.isNaN {
      appendText("null", into: &buffer)
      return
    }
    let finite = value.isInfinite ? Double.greatestFiniteMagnitude : value.magnitude
    if value.sign == .minus { buffer.append(0x2D) }
    // The digits and the place of the point, out of Swift's shortest print.
    var digits = InlineDigits()
    var point = 0
    var isFraction = false
    var power = 0
    var isBelow = false
    var inExponent = false
    for byte in finite.description.utf8 {
      switch byte {
      case 0x30...0x39:
        if inExponent {
          power = power &* 10 &+ Int(byte &- 48)
        } else {
          if digits.count > 0 || byte != 0x30 {
            digits.append(byte)
          } else if isFraction {
            point &-= 1
          }
          if !isFraction && digits.count > 0 { point &+= 1 }
        }
      case 0x2E: isFraction = true
      case 0x65: inExponent = true
      case 0x2D: isBelow = true
      default: break
      }
    }
    point &+= isBelow ? -power : power
    digits.dropTrailingZeros()
    write(digits, point, into: &buffer)
  }

  private static func write(_ digits: InlineDigits, _ point: Int, into buffer: inout ByteBuffer) {
    let count = digits.count
    if point <= -4 || point > count &+ 15 {
      buffer.append(digits[0])
      if count > 1 {
        buffer.append(0x2E)
        for at in 1..<count { buffer.append(digits[at]) }
      }
      let exponent = point &- 1
      buffer.append(0x65)
      buffer.append(exponent < 0 ? 0x2D : 0x2B)
      if exponent.magnitude < 10 { buffer.append(0x30) }
      format(Int(exponent.magnitude), into: &buffer)
    } else if point <= 0 {
      appendText("0.", into: &buffer)
      for _ in 0..<(-point) { buffer.append(0x30) }
      for at in 0..<count { buffer.append(digits[at]) }
    } else {
      for at in 0..<Swift.max(count, point) {
        if at == point { buffer.append(0x2E) }
        buffer.append(at < count ? digits[at] : 0x30)
      }
    }
  }

  static func format(_ value: Int, into buffer: inout ByteBuffer) {
    if value >= 0 && value < 10 {
      buffer.append(UInt8(truncatingIfNeeded: value &+ 48))
      return
    }
    ByteString(value).withBytes { buffer.append($0) }
  }

  /// A whole number that is printed with all its digits.
  @inline(__always)
  private static func whole(_ value: Double) -> Int? {
    guard value.magnitude < 1e15 else { return nil }
    let whole = Int(value)
    return Double(whole) == value ? whole : nil
  }

  /// How a whole number is printed; nil for others, those of many digits and the negative zero.
  static func wholeText(_ value: Double) -> ByteString? {
    guard let whole = whole(value), whole != 0 || value.sign == .plus else { return nil }
    return ByteString(whole)
  }

  static func appendText(_ text: StaticString, into buffer: inout ByteBuffer) {
    buffer.append(text.utf8Start, count: text.utf8CodeUnitCount)
  }
}

/// Up to 24 digits without memory of their own.
private struct InlineDigits {
  private var storage: (UInt64, UInt64, UInt64) = (0, 0, 0)
  private(set) var count = 0

  mutating func append(_ byte: UInt8) {
    guard count < 24 else { return }
    let at = count
    withUnsafeMutableBytes(of: &storage) { $0[at] = byte }
    count += 1
  }

  subscript(index: Int) -> UInt8 {
    withUnsafeBytes(of: storage) { $0[Swift.min(index, 23)] }
  }

  mutating func dropTrailingZeros() {
    while count > 1 && self[count - 1] == 0x30 { count -= 1 }
  }
}
