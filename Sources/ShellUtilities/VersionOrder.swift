import ShellBytes

/// The order of names with version numbers, of `sort -V` and `ls -v`.
///
/// - Source: GNU coreutils 9.1 manual, "Version sort ordering".
enum VersionOrder {
  typealias Text = UnsafeBufferPointer<UInt8>

  /// Below 0 when the first comes first, 0 when nothing but zeros tells them apart.
  static func compare(_ left: Text, _ right: Text) -> Int {
    if left.isEmpty || right.isEmpty { return left.count - right.count }
    let dots = (left[0] == UInt8(ascii: "."), right[0] == UInt8(ascii: "."))
    if dots.0 != dots.1 { return dots.0 ? -1 : 1 }
    if dots.0 {
      // `.` and `..` come before all other names with a dot.
      for name in [ByteString("."), ByteString("..")] {
        let isLeft = ByteString(left) == name
        let isRight = ByteString(right) == name
        if isLeft || isRight { return isLeft == isRight ? 0 : isLeft ? -1 : 1 }
      }
    }
    let one = stem(left)
    let two = stem(right)
    let isWhole = one == left.count && two == right.count
    var result = compareParts(
      Text(rebasing: left[..<one]), Text(rebasing: right[..<two]))
    if result == 0 && !isWhole { result = compareParts(left, right) }
    return result
  }

  /// The length without what looks like file name suffixes: `(\.[A-Za-z~][A-Za-z0-9~]*)*$`.
  private static func stem(_ text: Text) -> Int {
    var result = text.count
    var at = text.count
    while at > 0 {
      var start = at
      while start > 0, text[start - 1].isASCIIAlphanumeric || text[start - 1] == UInt8(ascii: "~") {
        start -= 1
      }
      guard start < at, start > 1, text[start - 1] == UInt8(ascii: "."),
        text[start].isASCIILetter || text[start] == UInt8(ascii: "~")
      else { break }
      at = start - 1
      result = at
    }
    return result
  }

  /// `~` comes before the end, that before letters, those before all else.
  private static func weight(_ byte: UInt8) -> Int {
    if byte.isASCIIDigit { return 0 }
    if byte.isASCIILetter { return Int(byte) }
    return byte == UInt8(ascii: "~") ? -1 : Int(byte) + 256
  }

  private static func compareParts(_ left: Text, _ right: Text) -> Int {
    var one = 0
    var two = 0
    while one < left.count || two < right.count {
      while (one < left.count && !left[one].isASCIIDigit)
        || (two < right.count && !right[two].isASCIIDigit)
      {
        let a = one < left.count ? weight(left[one]) : 0
        let b = two < right.count ? weight(right[two]) : 0
        if a != b { return a - b }
        one += 1
        two += 1
      }
      while one < left.count && left[one] == 48 { one += 1 }
      while two < right.count && right[two] == 48 { two += 1 }
      var difference = 0
      while one < left.count, two < right.count, left[one].isASCIIDigit, right[two].isASCIIDigit {
        if difference == 0 { difference = Int(left[one]) - Int(right[two]) }
        one += 1
        two += 1
      }
      if one < left.count && left[one].isASCIIDigit { return 1 }
      if two < right.count && right[two].isASCIIDigit { return -1 }
      if difference != 0 { return difference }
    }
    return 0
  }
}
