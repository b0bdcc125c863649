import ShellBytes

/// The formats: `@csv`, `@sh` and their like.
enum Formats {
  /// Makes a text of a value; it throws what the value cannot be in this format.
  typealias Format = @Sendable (JSONValue) throws(JQError) -> JSONValue

  /// - Throws: `… is not a valid format`, or what the value cannot be in this format.
  static func apply(_ name: ByteString, _ value: JSONValue) throws(JQError) -> JSONValue {
    guard let format = named(name) else { throw JQError("\(name) is not a valid format") }
    return try format(value)
  }

  /// The format with this name.
  static func named(_ name: ByteString) -> Format? {
    switch name {
    case "text": { (value) throws(JQError) in .string(try Core.printed(value)) }
    case "json": { (value) throws(JQError) in .string(try Core.json(value)) }
    case "csv": csv
    case "tsv": tsv
    case "html": { (value) throws(JQError) in .string(html(Core.text(value))) }
    case "uri": { (value) throws(JQError) in .string(uri(Core.text(value))) }
    case "urid": { (value) throws(JQError) in try decodedURI(.string(Core.text(value))) }
    case "sh": shell
    case "base64": { (value) throws(JQError) in .string(base64(Core.text(value))) }
    case "base64d": { (value) throws(JQError) in try decodedBase64(.string(Core.text(value))) }
    case "base32": { (value) throws(JQError) in .string(base32(Core.text(value))) }
    case "base32d": { (value) throws(JQError) in try decodedBase32(.string(Core.text(value))) }
    default: nil
    }
  }

  @Sendable
  private static func csv(_ value: JSONValue) throws(JQError) -> JSONValue {
    try row(value, "csv", separator: ",") { text, line in
      line.append("\"")
      text.withBytes { bytes in
        for byte in bytes { line.append(byte == 0x22 ? "\"\"" : ByteString([byte])) }
      }
      line.append("\"")
    }
  }

  @Sendable
  private static func tsv(_ value: JSONValue) throws(JQError) -> JSONValue {
    try row(value, "tsv", separator: "\t") { text, line in
      text.withBytes { bytes in
        for byte in bytes {
          switch byte {
          case 0x09: line.append("\\t")
          case 0x0A: line.append("\\n")
          case 0x0D: line.append("\\r")
          case 0x5C: line.append("\\\\")
          default: line.append(byte)
          }
        }
      }
    }
  }

  private static func row(
    _ value: JSONValue, _ name: ByteString, separator: ByteString,
    _ quote: (JSONString, inout ByteString) -> Void
  ) throws(JQError) -> JSONValue {
    guard case .array(let cells) = value else {
      throw JQError(value, "cannot be \(name)-formatted, only array")
    }
    var line = ByteString()
    for (at, cell) in cells.enumerated() {
      if at > 0 { line.append(separator) }
      switch cell {
      case .null: break
      case .boolean: line.append(JSONWriter.text(cell).byteString)
      case .number, .literal:
        if cell.double?.isNaN != true { line.append(JSONWriter.text(cell).byteString) }
      case .string(let text): quote(text, &line)
      default: throw JQError(cell, "is not valid in a csv row")
      }
    }
    return .string(JSONString(line))
  }

  private static func html(_ text: JSONString) -> JSONString {
    var result = ByteString()
    for byte in text.byteString {
      switch byte {
      case 0x26: result.append("&amp;")
      case 0x3C: result.append("&lt;")
      case 0x3E: result.append("&gt;")
      case 0x27: result.append("&apos;")
      case 0x22: result.append("&quot;")
      default: result.append(byte)
      }
    }
    return JSONString(result)
  }

  private static let digits: ByteString = "0123456789ABCDEF"

  private static func uri(_ text: JSONString) -> JSONString {
    var result = ByteString()
    for byte in text.byteString {
      switch byte {
      case _ where byte.isASCIIAlphanumeric: result.append(byte)
      case 0x2D, 0x2E, 0x5F, 0x7E: result.append(byte)
      default:
        result.append(0x25)
        result.append(digits[Int(byte >> 4)])
        result.append(digits[Int(byte & 15)])
      }
    }
    return JSONString(result)
  }

  private static func decodedURI(_ value: JSONValue) throws(JQError) -> JSONValue {
    guard case .string(let text) = value else { return value }
    let bytes = text.byteString
    var result = ByteString()
    var at = 0
    while at < bytes.count {
      if bytes[at] != 0x25 {
        result.append(bytes[at])
        at += 1
        continue
      }
      guard at + 2 < bytes.count, let high = bytes[at + 1].hexDigitValue,
        let low = bytes[at + 2].hexDigitValue
      else { throw JQError(value, "is not a valid uri encoding") }
      result.append(UInt8(high << 4 | low))
      at += 3
    }
    if result.withBytes({ UTF8Text.check($0) }) == .invalid {
      throw JQError(value, "is not a valid uri encoding")
    }
    return .string(JSONString(result))
  }

  @Sendable
  private static func shell(_ value: JSONValue) throws(JQError) -> JSONValue {
    var words: [JSONValue] = [value]
    if case .array(let list) = value { words = Array(list) }
    var line = ByteString()
    for (at, word) in words.enumerated() {
      if at > 0 { line.append(" ") }
      switch word {
      case .string(let text):
        line.append("'")
        for byte in text.byteString {
          if byte == 0x27 { line.append("'\\''") } else { line.append(byte) }
        }
        line.append("'")
      case .array, .object: throw JQError(word, "can not be escaped for shell")
      default: line.append(JSONWriter.text(word).byteString)
      }
    }
    return .string(JSONString(line))
  }

  // MARK: base64, base32 (RFC 4648)

  private static let base64Digits: ByteString =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  private static let base32Digits: ByteString = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

  private static func encode(
    _ text: JSONString, _ digits: ByteString, bits: Int, group: Int
  ) -> JSONString {
    var result = ByteBuffer()
    text.withBytes { bytes in
      digits.withBytes { digits in
        var value = 0
        var held = 0
        for byte in bytes {
          value = (value << 8 | Int(byte)) & 0xFFFF
          held += 8
          while held >= bits {
            held -= bits
            result.append(digits[value >> held & (1 << bits - 1)])
          }
        }
        if held > 0 { result.append(digits[value << (bits - held) & (1 << bits - 1)]) }
        while result.count % group != 0 { result.append(0x3D) }
      }
    }
    return result.withBytes { JSONString(repairing: $0) }
  }

  private static func base64(_ text: JSONString) -> JSONString {
    encode(text, base64Digits, bits: 6, group: 4)
  }

  private static func base32(_ text: JSONString) -> JSONString {
    encode(text, base32Digits, bits: 5, group: 8)
  }

  private static func decodedBase64(_ value: JSONValue) throws(JQError) -> JSONValue {
    guard case .string(let text) = value else { return value }
    var result = ByteBuffer()
    var code: UInt32 = 0
    var held = 0
    let isValid = text.withBytes { bytes in
      for byte in bytes {
        if byte == 0x3D { break }
        guard let digit = digit64(byte) else { return false }
        code = code << 6 | digit
        held += 1
        if held == 4 {
          for shift in [UInt32(16), 8, 0] {
            result.append(UInt8(truncatingIfNeeded: code >> shift))
          }
          code = 0
          held = 0
        }
      }
      return true
    }
    if !isValid { throw JQError(value, "is not valid base64 data") }
    switch held {
    case 1: throw JQError(value, "trailing base64 byte found")
    case 2: result.append(UInt8(truncatingIfNeeded: code >> 4))
    case 3:
      result.append(UInt8(truncatingIfNeeded: code >> 10))
      result.append(UInt8(truncatingIfNeeded: code >> 2))
    default: break
    }
    return .string(result.withBytes { JSONString(repairing: $0) })
  }

  private static func digit64(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5A: UInt32(byte - 0x41)
    case 0x61...0x7A: UInt32(byte - 0x61) + 26
    case 0x30...0x39: UInt32(byte - 0x30) + 52
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }

  private static func decodedBase32(_ value: JSONValue) throws(JQError) -> JSONValue {
    guard case .string(let text) = value else { return value }
    var result = ByteBuffer()
    var code = 0
    var held = 0
    for byte in text.byteString where byte != 0x3D {
      guard let digit = base32Digits.firstIndex(of: byte) else {
        throw JQError(value, "is not valid base32 data")
      }
      code = (code << 5 | digit) & 0xFFFF
      held += 5
      if held >= 8 {
        held -= 8
        result.append(UInt8(truncatingIfNeeded: code >> held))
      }
    }
    return .string(result.withBytes { JSONString(repairing: $0) })
  }
}
