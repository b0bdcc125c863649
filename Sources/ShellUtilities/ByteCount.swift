import ShellBytes

/// A number with one of GNU's multipliers: `10`, `4k`, `1MB`, `2GiB`.
enum ByteCount {
  /// The value, `Int.max` when it does not fit; nil for what is no number.
  /// - Parameter suffixes: whether multipliers are allowed.
  static func parse(_ text: ByteString, suffixes: Bool = true) -> Int? {
    let digits = ByteString(text.prefix { $0.isASCIIDigit })
    guard !digits.isEmpty else { return nil }
    let value = digits.decimalInteger ?? Int.max
    var suffix = text.dropFirst(digits.count)
    if suffix.isEmpty { return value }
    guard suffixes else { return nil }
    if suffix == "b" { return multiply(value, by: 512) }
    var unit = 1024
    if suffix.hasSuffix("iB") && suffix.count == 3 {
      suffix = suffix.prefix(1)
    } else if suffix.hasSuffix("B") && suffix.count == 2 {
      unit = 1000
      suffix = suffix.prefix(1)
    }
    guard suffix.count == 1 else { return nil }
    let letter = suffix[0] == UInt8(ascii: "k") ? UInt8(ascii: "K") : suffix[0]
    guard let power = ByteString("KMGTPEZY").firstIndex(of: letter) else { return nil }
    var result = value
    for _ in 0...power { result = multiply(result, by: unit) }
    return result
  }

  private static func multiply(_ value: Int, by unit: Int) -> Int {
    let (product, overflow) = value.multipliedReportingOverflow(by: unit)
    return overflow ? Int.max : product
  }
}
