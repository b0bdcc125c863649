import ShellBytes
import ShellSystem

/// Compares keys, in each of the orders.
struct SortComparison {
  private let separator: UInt8?
  private let seed: UInt64
  typealias Text = UnsafeBufferPointer<UInt8>

  init(_ settings: SortSettings) {
    separator = settings.separator
    seed = settings.seed
  }

  // MARK: Where

  /// Where a key lies in a line.
  func range(of key: SortKey, in line: Text) -> Range<Int> {
    let start = self.start(of: key, in: line)
    return start..<max(start, end(of: key, in: line))
  }

  @inline(__always)
  private func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 }

  private func start(of key: SortKey, in line: Text) -> Int {
    var at = 0
    var fields = key.startField
    if let separator {
      while at < line.count && fields > 0 {
        at = line.firstOffset(of: separator, from: at, to: line.count) ?? line.count
        if at < line.count { at += 1 }
        fields -= 1
      }
    } else {
      while at < line.count && fields > 0 {
        while at < line.count && isBlank(line[at]) { at += 1 }
        while at < line.count && !isBlank(line[at]) { at += 1 }
        fields -= 1
      }
    }
    if key.order.skipsStartBlanks { while at < line.count && isBlank(line[at]) { at += 1 } }
    return min(line.count, at + key.startByte)
  }

  private func end(of key: SortKey, in line: Text) -> Int {
    guard var fields = key.endField else { return line.count }
    var at = 0
    if key.endByte == 0 { fields += 1 }
    if let separator {
      while at < line.count && fields > 0 {
        at = line.firstOffset(of: separator, from: at, to: line.count) ?? line.count
        fields -= 1
        if at < line.count && (fields > 0 || key.endByte > 0) { at += 1 }
      }
    } else {
      while at < line.count && fields > 0 {
        while at < line.count && isBlank(line[at]) { at += 1 }
        while at < line.count && !isBlank(line[at]) { at += 1 }
        fields -= 1
      }
    }
    if key.endByte > 0 {
      if key.order.skipsEndBlanks { while at < line.count && isBlank(line[at]) { at += 1 } }
      at = min(line.count, at + key.endByte)
    }
    return at
  }

  // MARK: Prefixes

  /// The first eight bytes as a number in their order.
  static func textPrefix(_ text: Text) -> UInt64 {
    var result: UInt64 = 0
    let count = min(8, text.count)
    var index = 0
    while index < count {
      result = result << 8 | UInt64(text[index])
      index &+= 1
    }
    return count == 0 ? 0 : result << UInt64(8 * (8 - count))
  }

  /// A number whose order is that of the key; equal numbers tell nothing.
  func prefix(_ key: Text, _ order: SortOrder) -> UInt64 {
    switch order.kind {
    case .text:
      if order.isDictionary || order.ignoresUnprinted { return 0 }
      if !order.foldsCase { return SortComparison.textPrefix(key) }
      var result: UInt64 = 0
      for index in 0..<8 {
        let byte = index < key.count ? SortComparison.folded(key[index]) : 0
        result = result << 8 | UInt64(byte)
      }
      return result
    case .numeric: return SortNumber(key).prefix
    case .generalNumeric: return SortComparison.generalPrefix(key)
    default: return 0
    }
  }

  @inline(__always)
  private static func folded(_ byte: UInt8) -> UInt8 { byte.isASCIILowercase ? byte & 0xDF : byte }

  // MARK: Orders

  func compare(_ left: Text, _ right: Text, _ order: SortOrder) -> Int {
    switch order.kind {
    case .text: return SortComparison.compareText(left, right, order)
    case .numeric: return SortNumber.compare(SortNumber(left), SortNumber(right))
    case .humanNumeric: return SortNumber.compareHuman(SortNumber(left), SortNumber(right))
    case .generalNumeric: return SortComparison.compareGeneral(left, right)
    case .month: return SortComparison.month(left) - SortComparison.month(right)
    case .version: return VersionOrder.compare(left, right)
    case .random:
      let one = hash(left)
      let two = hash(right)
      return one != two ? (one < two ? -1 : 1) : SortComparison.compareText(left, right)
    }
  }

  /// Byte by byte; a beginning of the other comes first.
  @inline(__always)
  static func compareText(_ left: Text, _ right: Text) -> Int {
    let count = min(left.count, right.count)
    var index = 0
    while index < count {
      let a = left[index]
      let b = right[index]
      if a != b { return a < b ? -1 : 1 }
      index &+= 1
    }
    return left.count - right.count
  }

  private static func compareText(_ left: Text, _ right: Text, _ order: SortOrder) -> Int {
    guard order.isDictionary || order.ignoresUnprinted || order.foldsCase else {
      return compareText(left, right)
    }
    func isPassed(_ byte: UInt8) -> Bool {
      if order.isDictionary { return !(byte.isASCIIAlphanumeric || byte == 32 || byte == 9) }
      return order.ignoresUnprinted && !(byte >= 32 && byte < 127)
    }
    var one = 0
    var two = 0
    while true {
      while one < left.count && isPassed(left[one]) { one += 1 }
      while two < right.count && isPassed(right[two]) { two += 1 }
      guard one < left.count && two < right.count else {
        return (one < left.count ? 1 : 0) - (two < right.count ? 1 : 0)
      }
      let a = order.foldsCase ? folded(left[one]) : left[one]
      let b = order.foldsCase ? folded(right[two]) : right[two]
      if a != b { return a < b ? -1 : 1 }
      one += 1
      two += 1
    }
  }

  /// What is no number comes first, then NaN, then the numbers.
  private static func compareGeneral(_ left: Text, _ right: Text) -> Int {
    let one = FloatingPoint.parse(ByteString(left))
    let two = FloatingPoint.parse(ByteString(right))
    if one.length == 0 || two.length == 0 {
      return (one.length == 0 ? 0 : 1) - (two.length == 0 ? 0 : 1)
    }
    if one.value < two.value { return -1 }
    if one.value > two.value { return 1 }
    if one.value == two.value { return 0 }
    return (one.value.isNaN ? 0 : 1) - (two.value.isNaN ? 0 : 1)
  }

  /// The order of floating point numbers is that of their bits, but for the sign.
  private static func generalPrefix(_ key: Text) -> UInt64 {
    let (value, length) = FloatingPoint.parse(ByteString(key))
    if length == 0 { return 0 }
    if value.isNaN { return 1 }
    let bits = (value == 0 ? 0 : value).bitPattern
    return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
  }

  private static func month(_ text: Text) -> Int {
    var at = 0
    while at < text.count && text[at].isASCIIBlank { at += 1 }
    guard text.count - at >= 3 else { return 0 }
    let name = ByteString(UnsafeBufferPointer(rebasing: text[at..<(at + 3)])).asciiUppercased
    let names: ByteString = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"
    for index in 0..<12 where names.bytes(in: (index * 3)..<(index * 3 + 3)) == name {
      return index + 1
    }
    return 0
  }

  /// FNV-1a over the seed and the bytes, its bits mixed at the end.
  private func hash(_ text: Text) -> UInt64 {
    var result = 0xCBF2_9CE4_8422_2325 ^ seed
    for byte in text { result = (result ^ UInt64(byte)) &* 0x100_0000_01B3 }
    result ^= result >> 33
    result = result &* 0xFF51_AFD7_ED55_8CCD
    return result ^ result >> 33
  }
}

/// A decimal number of any length, at the beginning of a text.
struct SortNumber {
  private var isNegative = false
  /// Digits before the point, without zeros at their beginning.
  private var whole: UnsafeBufferPointer<UInt8>
  /// Digits behind the point, without zeros at their end.
  private var fraction: UnsafeBufferPointer<UInt8>
  /// What stands behind the number.
  private var suffix: UInt8 = 0

  init(_ text: UnsafeBufferPointer<UInt8>) {
    var at = 0
    while at < text.count && (text[at] == 32 || text[at] == 9 || text[at] == 10) { at += 1 }
    if at < text.count && text[at] == UInt8(ascii: "-") {
      isNegative = true
      at += 1
    }
    while at < text.count && text[at] == 48 { at += 1 }
    let start = at
    while at < text.count && text[at].isASCIIDigit { at += 1 }
    whole = UnsafeBufferPointer(rebasing: text[start..<at])
    fraction = UnsafeBufferPointer(rebasing: text[at..<at])
    if at < text.count && text[at] == UInt8(ascii: ".") {
      at += 1
      let point = at
      while at < text.count && text[at].isASCIIDigit { at += 1 }
      var end = at
      while end > point && text[end - 1] == 48 { end -= 1 }
      fraction = UnsafeBufferPointer(rebasing: text[point..<end])
    }
    if at < text.count { suffix = text[at] }
    if whole.isEmpty && fraction.isEmpty { isNegative = false }
  }

  private var isZero: Bool { whole.isEmpty && fraction.isEmpty }

  /// The whole part, as far as it fits, in order.
  var prefix: UInt64 {
    var value: UInt64 = 0
    let limit: UInt64 = 1 << 61
    if whole.count > 18 {
      value = limit
    } else {
      for digit in whole { value = value * 10 + UInt64(digit - 48) }
    }
    // Twice the value leaves room for the fraction: -0.5 comes before 0, 0.5 behind it.
    let doubled = value * 2 + (fraction.isEmpty || value == limit ? 0 : 1)
    return isNegative ? UInt64(1) << 63 - doubled : UInt64(1) << 63 + doubled
  }

  static func compare(_ left: SortNumber, _ right: SortNumber) -> Int {
    if left.isNegative != right.isNegative { return left.isNegative ? -1 : 1 }
    let result = compareMagnitude(left, right)
    return left.isNegative ? -result : result
  }

  private static func compareMagnitude(_ left: SortNumber, _ right: SortNumber) -> Int {
    if left.whole.count != right.whole.count { return left.whole.count - right.whole.count }
    let result = SortComparison.compareText(left.whole, right.whole)
    return result != 0 ? result : SortComparison.compareText(left.fraction, right.fraction)
  }

  /// By sign, then by the unit behind the number, then by the number.
  static func compareHuman(_ left: SortNumber, _ right: SortNumber) -> Int {
    let difference = left.unit - right.unit
    return difference != 0 ? difference : compare(left, right)
  }

  private var unit: Int {
    if isZero { return 0 }
    let order: Int
    switch suffix {
    case UInt8(ascii: "K"), UInt8(ascii: "k"): order = 1
    case UInt8(ascii: "M"): order = 2
    case UInt8(ascii: "G"): order = 3
    case UInt8(ascii: "T"): order = 4
    case UInt8(ascii: "P"): order = 5
    case UInt8(ascii: "E"): order = 6
    case UInt8(ascii: "Z"): order = 7
    case UInt8(ascii: "Y"): order = 8
    default: order = 0
    }
    return isNegative ? -order : order
  }
}
