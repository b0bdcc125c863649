import ShellBytes

/// Ids for invocations that nobody named.
public enum RequestID {
  /// A random UUID.
  ///
  /// - Source: RFC 9562, version 4.
  public static func random() -> ByteString {
    var bytes: [UInt8] = (0..<16).map { _ in UInt8.random(in: 0...255) }
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    var text = ByteString()
    for (index, byte) in bytes.enumerated() {
      if index == 4 || index == 6 || index == 8 || index == 10 { text.append(UInt8(ascii: "-")) }
      text.append(hexDigit(byte >> 4))
      text.append(hexDigit(byte & 15))
    }
    return text
  }

  /// Random hexadecimal digits.
  public static func hexadecimal(_ count: Int) -> ByteString {
    ByteString((0..<count).map { _ in hexDigit(UInt8.random(in: 0...15)) })
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? 48 + value : 87 + value
  }
}
