import ShellBytes

/// Takes a program's text apart into tokens.
///
/// - Grammar: the terminals of Grammar/jq.ebnf.
struct Lexer {
  private enum Context { case parenthesis, bracket, brace, interpolation, string }

  private let text: ByteString
  private var at = 0
  private var contexts: [Context] = []
  private var tokens: [Token] = []
  /// The place of the last text taken, blanks and comments included.
  private var last = (start: 0, end: 0)
  private(set) var problems: [(message: ByteString, start: Int, end: Int)] = []

  static let keywords: Set<ByteString> = [
    "as", "import", "include", "module", "def", "if", "then", "else", "elif", "and", "or", "end",
    "reduce", "foreach", "try", "catch", "label", "break",
  ]

  init(_ text: ByteString) { self.text = text }

  /// All tokens, the end among them, and what was wrong with literals.
  static func tokens(
    _ text: ByteString
  ) -> (tokens: [Token], problems: [(message: ByteString, start: Int, end: Int)]) {
    var lexer = Lexer(text)
    text.withBytes { lexer.run($0) }
    return (lexer.tokens, lexer.problems)
  }

  private mutating func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    while at < bytes.count {
      if contexts.last == .string { stringPart(bytes) } else { token(bytes) }
    }
    tokens.append(Token(kind: .end, text: "", start: last.start, end: last.end))
  }

  private mutating func add(
    _ kind: Token.Kind, _ text: ByteString, from start: Int, value: JSONValue = .null
  ) {
    tokens.append(Token(kind: kind, text: text, value: value, start: start, end: at))
    last = (start, at)
  }

  private mutating func token(_ bytes: UnsafeBufferPointer<UInt8>) {
    let start = at
    let byte = bytes[at]
    func peek(_ offset: Int) -> UInt8 {
      at + offset < bytes.count ? bytes[at + offset] : 0
    }
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D:
      while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
      last = (start, at)
    case 0x23: comment(bytes)
    case 0x22:
      at += 1
      contexts.append(.string)
      add(.stringStart, "\"", from: start)
    case 0x30...0x39: number(bytes)
    case 0x2E:
      if peek(1).isASCIIDigit {
        number(bytes)
      } else if peek(1).isNameStart {
        at += 1
        name(bytes)
        add(.field, slice(bytes, start + 1), from: start)
      } else {
        symbol(peek(1) == 0x2E ? 2 : 1, bytes)
      }
    case 0x24:
      if peek(1).isNameStart {
        at += 1
        qualifiedName(bytes)
        let text = slice(bytes, start + 1)
        add(text == "__loc__" ? .location : .binding, text, from: start)
      } else {
        symbol(1, bytes)
      }
    case 0x40:
      var length = 1
      while peek(length).isNameByte { length += 1 }
      at += length
      if length == 1 {
        add(.invalid, "@", from: start)
      } else {
        add(.format, slice(bytes, start + 1), from: start)
      }
    case _ where byte.isNameStart:
      qualifiedName(bytes)
      let text = slice(bytes, start)
      add(Lexer.keywords.contains(text) ? .keyword : .identifier, text, from: start)
    case 0x28: open(.parenthesis, bytes)
    case 0x5B: open(.bracket, bytes)
    case 0x7B: open(.brace, bytes)
    case 0x29, 0x5D, 0x7D: close(byte, bytes)
    default: operatorToken(byte, bytes, peek(1), peek(2))
    }
  }

  private func slice(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> ByteString {
    ByteString(UnsafeBufferPointer(rebasing: bytes[start..<at]))
  }

  private mutating func symbol(_ length: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    let start = at
    at += length
    add(.symbol, slice(bytes, start), from: start)
  }

  private mutating func operatorToken(
    _ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ second: UInt8, _ third: UInt8
  ) {
    let equals = UInt8(ascii: "=")
    let slash = UInt8(ascii: "/")
    switch byte {
    case UInt8(ascii: "?"): symbol(second == slash && third == slash ? 3 : 1, bytes)
    case slash where second == slash: symbol(third == equals ? 3 : 2, bytes)
    case UInt8(ascii: "|"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), slash,
      UInt8(ascii: "%"), equals, UInt8(ascii: "<"), UInt8(ascii: ">"):
      symbol(second == equals ? 2 : 1, bytes)
    case UInt8(ascii: "!") where second == equals: symbol(2, bytes)
    case UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: ":"): symbol(1, bytes)
    default:
      let start = at
      at += 1
      add(.invalid, slice(bytes, start), from: start)
    }
  }

  private mutating func comment(_ bytes: UnsafeBufferPointer<UInt8>) {
    while at < bytes.count {
      let start = at
      if bytes[at] == 0x0A { return }
      if bytes[at] == 0x0D, at + 1 < bytes.count, bytes[at + 1] == 0x0A { return }
      if bytes[at] == 0x5C, at + 1 < bytes.count {
        // A backslash keeps the line break that follows it, or the backslash, in the comment.
        if bytes[at + 1] == 0x5C || bytes[at + 1] == 0x0A {
          at += 1
        } else if bytes[at + 1] == 0x0D, at + 2 < bytes.count, bytes[at + 2] == 0x0A {
          at += 2
        }
      }
      at += 1
      last = (start, at)
    }
  }

  private mutating func name(_ bytes: UnsafeBufferPointer<UInt8>) {
    while at < bytes.count, bytes[at].isNameByte { at += 1 }
  }

  private mutating func qualifiedName(_ bytes: UnsafeBufferPointer<UInt8>) {
    name(bytes)
    while at + 2 < bytes.count, bytes[at] == 0x3A, bytes[at + 1] == 0x3A,
      bytes[at + 2].isNameStart
    {
      at += 2
      name(bytes)
    }
  }

  private mutating func number(_ bytes: UnsafeBufferPointer<UInt8>) {
    let start = at
    while at < bytes.count, bytes[at].isASCIIDigit { at += 1 }
    if at < bytes.count, bytes[at] == 0x2E {
      at += 1
      while at < bytes.count, bytes[at].isASCIIDigit { at += 1 }
    }
    if at < bytes.count, bytes[at] | 0x20 == 0x65 {
      var end = at + 1
      if end < bytes.count, bytes[end] == 0x2B || bytes[end] == 0x2D { end += 1 }
      let digits = end
      while end < bytes.count, bytes[end].isASCIIDigit { end += 1 }
      if end > digits { at = end }
    }
    let text = UnsafeBufferPointer(rebasing: bytes[start..<at])
    let value = JSONNumber.parse(text) ?? .number(0)
    add(.literal, ByteString(text), from: start, value: value)
  }

  private mutating func open(_ context: Context, _ bytes: UnsafeBufferPointer<UInt8>) {
    contexts.append(context)
    symbol(1, bytes)
  }

  private mutating func close(_ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>) {
    let start = at
    let expected: UInt8?
    switch contexts.last {
    case .parenthesis, .interpolation: expected = 0x29
    case .bracket: expected = 0x5D
    case .brace: expected = 0x7D
    default: expected = nil
    }
    at += 1
    guard byte == expected else {
      add(.invalid, slice(bytes, start), from: start)
      return
    }
    let isInterpolation = contexts.last == .interpolation
    contexts.removeLast()
    add(isInterpolation ? .interpolationEnd : .symbol, slice(bytes, start), from: start)
  }

  /// A part of a string, its end, or the begin of an interpolation.
  private mutating func stringPart(_ bytes: UnsafeBufferPointer<UInt8>) {
    let start = at
    switch bytes[at] {
    case 0x22:
      at += 1
      contexts.removeLast()
      add(.stringEnd, "\"", from: start)
    case 0x5C:
      if at + 1 < bytes.count, bytes[at + 1] == 0x28 {
        at += 2
        contexts.append(.interpolation)
        add(.interpolationStart, "\\(", from: start)
        return
      }
      escapes(bytes)
    default:
      while at < bytes.count, bytes[at] != 0x22, bytes[at] != 0x5C { at += 1 }
      let text = UnsafeBufferPointer(rebasing: bytes[start..<at])
      add(.stringText, "", from: start, value: .string(JSONString(repairing: text)))
    }
  }

  /// Escapes in a row: JSON's, with JSON's errors.
  private mutating func escapes(_ bytes: UnsafeBufferPointer<UInt8>) {
    let start = at
    while at + 1 < bytes.count, bytes[at] == 0x5C, bytes[at + 1] != 0x28 {
      let isUnicode = bytes[at + 1] == 0x75
      at += 2
      if isUnicode {
        var digits = 0
        while digits < 4, at < bytes.count, bytes[at].isASCIIAlphanumeric {
          at += 1
          digits += 1
        }
      }
    }
    if at == start {
      at += 1
      add(.invalid, "\\", from: start)
      return
    }
    let text: ByteString = "\"" + slice(bytes, start) + "\""
    do throws(JQError) {
      add(.stringText, "", from: start, value: try JSONParser.parse(text))
    } catch {
      let message = error.raised?.string?.byteString ?? "Invalid literal"
      problems.append((message, start, at))
      add(.stringText, "", from: start, value: "")
    }
  }
}
