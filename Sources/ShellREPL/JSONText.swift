import ShellBytes

/// JSON text laid out anew, its tokens untouched: numbers, escapes and the order of keys stay.
struct JSONText {
  private let text: ByteString
  private var at = 0
  private var result = ByteString()
  private static let depthLimit = 512

  /// A text with two blanks of indentation.
  /// - Returns: nil when it is not JSON.
  static func indented(_ text: ByteString) -> ByteString? {
    var reader = JSONText(text: text)
    guard reader.value(0) else { return nil }
    reader.skipBlanks()
    return reader.at == text.count ? reader.result : nil
  }

  private init(text: ByteString) { self.text = text }

  private var peek: UInt8 { at < text.count ? text[at] : 0 }

  private mutating func skipBlanks() {
    while peek == 32 || peek == 10 || peek == 13 || peek == 9 { at += 1 }
  }

  private mutating func startLine(_ depth: Int) {
    result.append(10)
    result.append(ByteString(repeating: 32, count: depth * 2))
  }

  private mutating func value(_ depth: Int) -> Bool {
    skipBlanks()
    guard depth < JSONText.depthLimit else { return false }
    switch peek {
    case UInt8(ascii: "{"): return list(UInt8(ascii: "}"), depth, hasKeys: true)
    case UInt8(ascii: "["): return list(UInt8(ascii: "]"), depth, hasKeys: false)
    case UInt8(ascii: "\""): return string()
    case UInt8(ascii: "t"): return word("true")
    case UInt8(ascii: "f"): return word("false")
    case UInt8(ascii: "n"): return word("null")
    default: return number()
    }
  }

  private mutating func list(_ close: UInt8, _ depth: Int, hasKeys: Bool) -> Bool {
    result.append(peek)
    at += 1
    skipBlanks()
    if peek == close {
      result.append(close)
      at += 1
      return true
    }
    while true {
      startLine(depth + 1)
      if hasKeys {
        skipBlanks()
        guard string() else { return false }
        skipBlanks()
        guard peek == UInt8(ascii: ":") else { return false }
        at += 1
        result.append(": ")
      }
      guard value(depth + 1) else { return false }
      skipBlanks()
      if peek == close {
        at += 1
        startLine(depth)
        result.append(close)
        return true
      }
      guard peek == UInt8(ascii: ",") else { return false }
      result.append(UInt8(ascii: ","))
      at += 1
    }
  }

  private mutating func string() -> Bool {
    guard peek == UInt8(ascii: "\"") else { return false }
    let start = at
    at += 1
    while at < text.count {
      let byte = text[at]
      if byte < 32 { return false }
      if byte == UInt8(ascii: "\\") {
        at += 2
        continue
      }
      at += 1
      if byte == UInt8(ascii: "\"") {
        result.append(text.bytes(in: start..<at))
        return true
      }
    }
    return false
  }

  private mutating func word(_ sought: ByteString) -> Bool {
    guard text.bytes(in: at..<(at + sought.count)) == sought else { return false }
    at += sought.count
    result.append(sought)
    return true
  }

  private mutating func digits() -> Bool {
    let start = at
    while peek.isASCIIDigit { at += 1 }
    return at > start
  }

  private mutating func number() -> Bool {
    let start = at
    if peek == UInt8(ascii: "-") { at += 1 }
    guard digits() else { return false }
    if peek == UInt8(ascii: ".") {
      at += 1
      guard digits() else { return false }
    }
    if peek | 32 == UInt8(ascii: "e") {
      at += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { at += 1 }
      guard digits() else { return false }
    }
    result.append(text.bytes(in: start..<at))
    return true
  }
}
