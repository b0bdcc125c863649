import ShellBytes

/// An integer argument of `printf`, read as C reads its constants (XCU `printf`, step 13).
struct FormatNumber {
  var magnitude: UInt64 = 0
  var isNegative = false
  var overflows = false
  /// Whether all of the text was understood.
  var isComplete = true
  /// What error messages call it: empty, `hex ` or `octal `.
  var kind: ByteString = ""

  init(_ text: ByteString, _ encoding: CharacterEncoding) {
    if let code = FormatNumber.characterCode(text, encoding) {
      magnitude = UInt64(code)
      return
    }
    if text.isEmpty { return }
    text.withBytes { read($0) }
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var at = 0
    while at < bytes.count, bytes[at].isASCIISpace { at += 1 }
    if at < bytes.count, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") {
      isNegative = bytes[at] == UInt8(ascii: "-")
      at += 1
    }
    var radix: UInt64 = 10
    if bytes.first == UInt8(ascii: "0") { kind = "octal " }
    var digits = 0
    if at < bytes.count, bytes[at] == UInt8(ascii: "0") {
      radix = 8
      if at + 2 < bytes.count, bytes[at + 1] | 32 == UInt8(ascii: "x"),
        bytes[at + 2].hexDigitValue != nil
      {
        radix = 16
        at += 2
        if bytes.first == UInt8(ascii: "0") { kind = "hex " }
      }
    }
    while at < bytes.count, let digit = bytes[at].hexDigitValue, digit < Int(radix) {
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: radix)
      let (sum, overflow2) = product.addingReportingOverflow(UInt64(digit))
      if overflow || overflow2 { overflows = true }
      magnitude = sum
      digits += 1
      at += 1
    }
    isComplete = digits > 0 && at == bytes.count
  }

  /// The code of the character behind a quote: `'A`.
  static func characterCode(_ text: ByteString, _ encoding: CharacterEncoding) -> Int? {
    guard let quote = text.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      return nil
    }
    return text.withBytes { bytes in
      guard bytes.count > 1 else { return 0 }
      return Int(encoding.character(in: bytes, at: 1).scalar ?? UInt32(bytes[1]))
    }
  }

  /// How many digits a number has.
  static func digitCount(_ value: UInt64, radix: UInt64) -> Int {
    let bits = 64 - value.leadingZeroBitCount
    if radix == 16 { return max(1, (bits + 3) / 4) }
    if radix == 8 { return max(1, (bits + 2) / 3) }
    var count = 1
    var rest = value
    while rest >= radix {
      rest /= radix
      count += 1
    }
    return count
  }
}
