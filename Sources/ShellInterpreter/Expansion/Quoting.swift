import ShellBytes

/// Text made safe to be read as shell input again.
enum Quoting {
  private static let plain = ByteSet(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+=:,./-" as ByteString)

  /// As `${x@Q}` and `set` print it: single quotes, or `$'…'` where control characters need it.
  static func singleQuoted(_ value: ByteString, encoding: CharacterEncoding) -> ByteString {
    if needsEscapes(value, encoding) { return dollarQuoted(value, encoding) }
    if value == "'" { return "\\'" }
    var result: ByteString = "'"
    for byte in value {
      if byte == UInt8(ascii: "'") { result.append("'\\''") } else { result.append(byte) }
    }
    result.append(UInt8(ascii: "'"))
    return result
  }

  /// As `set -x` and `alias` print it: quotes only where they are needed.
  static func singleQuotedIfNeeded(
    _ value: ByteString, encoding: CharacterEncoding
  ) -> ByteString {
    if !value.isEmpty && value.allSatisfy({ plain.contains($0) || $0 >= 0x80 })
      && !needsEscapes(value, encoding)
    {
      return value
    }
    return singleQuoted(value, encoding: encoding)
  }

  /// As `declare -p` prints it.
  static func doubleQuoted(_ value: ByteString) -> ByteString {
    if needsEscapes(value, .utf8) { return dollarQuoted(value, .utf8) }
    var result: ByteString = "\""
    for byte in value {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "`"):
        result.append(UInt8(ascii: "\\"))
      default: break
      }
      result.append(byte)
    }
    result.append(UInt8(ascii: "\""))
    return result
  }

  /// As `printf %q` prints it: backslashes.
  static func backslashed(_ value: ByteString, encoding: CharacterEncoding) -> ByteString {
    if value.isEmpty { return "''" }
    if needsEscapes(value, encoding) { return dollarQuoted(value, encoding) }
    var result = ByteString()
    for (index, byte) in value.enumerated() {
      let isSafe =
        plain.contains(byte) && byte != UInt8(ascii: ",") || byte >= 0x80
        || byte == UInt8(ascii: "#") && index > 0 || byte == UInt8(ascii: "~") && index > 0
      if !isSafe { result.append(UInt8(ascii: "\\")) }
      result.append(byte)
    }
    return result
  }

  /// Whether a byte quotes what follows it, or begins an expansion: it is in no name as it is.
  static func isQuote(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"),
      UInt8(ascii: "`"):
      true
    default: false
    }
  }

  static func needsEscapes(_ value: ByteString, _ encoding: CharacterEncoding) -> Bool {
    value.withBytes { bytes in
      var at = 0
      while at < bytes.count {
        let byte = bytes[at]
        if byte < 32 || byte == 127 { return true }
        if byte < 0x80 {
          at += 1
          continue
        }
        let character = encoding.character(in: bytes, at: at)
        if encoding == .bytes || character.scalar == nil { return true }
        at += character.length
      }
      return false
    }
  }

  private static func dollarQuoted(
    _ value: ByteString, _ encoding: CharacterEncoding
  ) -> ByteString {
    var result: ByteString = "$'"
    value.withBytes { bytes in
      var at = 0
      while at < bytes.count {
        let byte = bytes[at]
        let character = encoding.character(in: bytes, at: at)
        switch byte {
        case 7: result.append("\\a")
        case 8: result.append("\\b")
        case 9: result.append("\\t")
        case 10: result.append("\\n")
        case 11: result.append("\\v")
        case 12: result.append("\\f")
        case 13: result.append("\\r")
        case 27: result.append("\\E")
        case UInt8(ascii: "'"): result.append("\\'")
        case UInt8(ascii: "\\"): result.append("\\\\")
        case 0..<32, 127: octal(byte)
        case 0x80...:
          if encoding == .utf8 && character.scalar != nil {
            result.append(contentsOf: bytes[at..<at + character.length])
          } else {
            octal(byte)
          }
        default: result.append(byte)
        }
        at += character.length
      }
    }
    result.append(UInt8(ascii: "'"))
    return result
    func octal(_ byte: UInt8) {
      result.append(UInt8(ascii: "\\"))
      result.append(48 + (byte >> 6))
      result.append(48 + (byte >> 3 & 7))
      result.append(48 + (byte & 7))
    }
  }
}
