import ShellBytes

/// What is done with the parts of a JSON text.
protocol JSONSink {
  /// Takes a value that has no parts.
  /// - Returns: what is wrong with it here, or nil.
  mutating func value(_ value: consuming JSONValue) -> StaticString?
  /// Takes a string.
  /// - Returns: what is wrong with it here, or nil.
  mutating func string(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> StaticString?
  /// Takes one of `[ ] { } , :`.
  /// - Returns: what is wrong with it here, or nil.
  mutating func structure(_ byte: UInt8) -> StaticString?
  /// What is complete by now, once.
  mutating func takeDone() -> JSONValue?
  /// What is complete at the end of the text.
  mutating func takeLast() -> JSONValue?
  /// Forgets everything.
  mutating func reset()
  /// Whether something is open.
  var isOpen: Bool { get }
  /// Whether a number, and nothing else, is at the top level.
  var isTopNumber: Bool { get }
  /// Where the last error is, for `--stream-errors`.
  var failedPath: JSONArray { get }
}

/// Takes a JSON text apart as it comes, and counts lines and columns.
struct JSONTokenizer<Sink: JSONSink>: ~Copyable {
  /// What `feed` and `finish` come to.
  enum Event {
    case value(JSONValue)
    case needsMore
    case failed(ByteString)
  }

  private enum State { case normal, literal, string, escape, waiting }

  var sink: Sink
  /// Whether the texts are set apart by the record separator (RFC 7464).
  private let isSequence: Bool
  private var state = State.normal
  /// The part of a token that came with earlier bytes.
  private var token = ByteBuffer()
  private var decoded = ByteBuffer()
  private var hasEscape = false
  private var hasControl = false
  private var hasHigh = false
  private var wasBlank = false
  private var markPosition = 0
  private var hasEnded = false
  /// Where the last error was, for `--stream-errors`.
  private(set) var failedPath = JSONArray()

  private var forgottenLines = 0

  /// The line, from 1.
  private(set) var line = 1
  /// The offset of the line's begin in the bytes at hand; negative when they came earlier.
  private var lineStart = 0

  init(_ sink: Sink, isSequence: Bool = false) {
    self.sink = sink
    self.isSequence = isSequence
    if isSequence { state = .waiting }
  }

  /// Whether the end was taken and nothing is left.
  var isFinished: Bool { hasEnded }

  /// The number of newlines taken.
  var newlineCount: Int { line - 1 + forgottenLines }

  /// Takes bytes until a value is complete.
  /// - Returns: what came of it, and how many bytes were taken.
  mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>) -> (event: Event, used: Int) {
    if let ready = sink.takeDone() { return (.value(ready), 0) }
    var at = 0
    if markPosition < 3 {
      let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
      while at < bytes.count && markPosition < 3 {
        if bytes[at] == mark[markPosition] {
          at += 1
          markPosition += 1
        } else if markPosition == 0 {
          markPosition = 3
        } else {
          markPosition = 0
          hasEnded = true
          return (.failed("Malformed BOM"), bytes.count)
        }
      }
      lineStart &+= at
    }
    let event = scan(bytes, &at)
    if case .failed = event, !isSequence {
      // jq forgets the rest of the line that an error is in.
      let start = at
      while at < bytes.count && (at == 0 || bytes[at &- 1] != 0x0A) { at &+= 1 }
      if at > start && bytes[at &- 1] == 0x0A { forgottenLines &+= 1 }
      lineStart &+= at &- start
    }
    lineStart &-= at
    return (event, at)
  }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Event {
    let end = bytes.count
    if state != .normal && at < end {
      if let event = resume(bytes, &at) { return event }
    }
    while at < end {
      let byte = bytes[at]
      switch byte {
      case 0x20, 0x09, 0x0D:
        at &+= 1
        wasBlank = true
      case 0x0A:
        at &+= 1
        line &+= 1
        lineStart = at
        wasBlank = true
      case 0x5B, 0x5D, 0x7B, 0x7D, 0x2C, 0x3A:
        at &+= 1
        wasBlank = false
        if let message = sink.structure(byte) { return fail(message, at) }
        if let done = sink.takeDone() { return .value(done) }
      case 0x22:
        at &+= 1
        wasBlank = false
        hasEscape = false
        hasControl = false
        hasHigh = false
        if let event = string(bytes, &at) { return event }
        if state == .waiting, let event = resume(bytes, &at) { return event }
      case 0x1E where isSequence:
        at &+= 1
        if let event = separator(at) { return event }
      default:
        wasBlank = false
        if let event = literal(bytes, &at) { return event }
        if state == .waiting, let event = resume(bytes, &at) { return event }
      }
    }
    return .needsMore
  }

  /// Goes on with a token that began in earlier bytes.
  private mutating func resume(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int
  ) -> Event? {
    switch state {
    case .normal: return nil
    case .literal: return literal(bytes, &at)
    case .string: return string(bytes, &at)
    case .escape:
      token.append(bytes[at])
      at &+= 1
      state = .string
      return string(bytes, &at)
    case .waiting:
      while at < bytes.count {
        let byte = bytes[at]
        at &+= 1
        if byte == 0x0A {
          line &+= 1
          lineStart = at
        }
        if byte == 0x1E {
          state = .normal
          return nil
        }
      }
      return .needsMore
    }
  }

  // MARK: Literals

  private mutating func literal(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int
  ) -> Event? {
    let start = at
    var stop: UInt8 = 0
    scan: while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x09, 0x0D, 0x0A, 0x5B, 0x5D, 0x7B, 0x7D, 0x2C, 0x3A, 0x22:
        stop = bytes[at]
        break scan
      case 0x1E where isSequence:
        stop = 0x1E
        break scan
      default: at &+= 1
      }
    }
    if stop == 0 || !token.isEmpty {
      token.append(bytes.baseAddress.map { $0 + start }, count: at &- start)
      state = .literal
      if stop == 0 { return .needsMore }
      if stop == 0x1E {
        at &+= 1
        return separator(at)
      }
      let message = tokenValue()
      state = .normal
      return endLiteral(message, stop, bytes, &at)
    }
    if stop == 0x1E {
      token.append(bytes.baseAddress.map { $0 + start }, count: at &- start)
      state = .literal
      at &+= 1
      return separator(at)
    }
    let text = UnsafeBufferPointer(rebasing: bytes[start..<at])
    let message = value(text)
    return endLiteral(message, stop, bytes, &at)
  }

  private mutating func tokenValue() -> StaticString? {
    let text = token.string()
    token.removeAll()
    return text.withBytes { value($0) }
  }

  /// Hands a literal on. jq sees its end only with the byte behind it, which is taken too when an
  /// error is told, and when the value stands at the top level.
  private mutating func endLiteral(
    _ message: StaticString?, _ stop: UInt8, _ bytes: UnsafeBufferPointer<UInt8>,
    _ at: inout Int
  ) -> Event? {
    if let message {
      takeByte(stop, &at)
      return fail(message, at)
    }
    guard let done = sink.takeDone() else { return nil }
    takeByte(stop, &at)
    switch stop {
    case 0x20, 0x09, 0x0D, 0x0A: wasBlank = true
    case 0x22:
      hasEscape = false
      hasControl = false
      hasHigh = false
      state = .string
    default:
      if let message = sink.structure(stop) { return fail(message, at) }
    }
    return .value(done)
  }

  private mutating func takeByte(_ byte: UInt8, _ at: inout Int) {
    at &+= 1
    if byte == 0x0A {
      line &+= 1
      lineStart = at
    }
  }

  private mutating func value(_ text: UnsafeBufferPointer<UInt8>) -> StaticString? {
    switch text[0] {
    case 0x74:
      return equal(text, "true") ? sink.value(.boolean(true)) : "Invalid literal"
    case 0x66:
      return equal(text, "false") ? sink.value(.boolean(false)) : "Invalid literal"
    case 0x27: return "Invalid string literal; expected \", but got '"
    case 0x6E where text.count > 1 && text[1] == 0x75:
      return equal(text, "null") ? sink.value(.null) : "Invalid literal"
    default:
      guard let number = JSONNumber.parse(text) else { return "Invalid numeric literal" }
      return sink.value(number)
    }
  }

  @inline(__always)
  private func equal(_ text: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    guard text.count == word.utf8CodeUnitCount else { return false }
    for at in 0..<text.count where text[at] != word.utf8Start[at] { return false }
    return true
  }

  // MARK: Strings

  /// Goes on to the closing quote.
  private mutating func string(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int
  ) -> Event? {
    let start = at
    let end = bytes.count
    let raw = UnsafeRawPointer(bytes.baseAddress)
    var high: UInt64 = 0
    scan: while at < end {
      if at &+ 8 <= end, let raw {
        let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        let quote = word ^ 0x2222_2222_2222_2222
        let slash = word ^ 0x5C5C_5C5C_5C5C_5C5C
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        let found =
          ((quote &- ones) & ~quote) | ((slash &- ones) & ~slash)
          | ((word &- 0x2020_2020_2020_2020) & ~word)
        if found & tops == 0 {
          high |= word & tops
          at &+= 8
          continue
        }
      }
      let byte = bytes[at]
      switch byte {
      case 0x22: break scan
      case 0x5C:
        hasEscape = true
        if at &+ 1 >= end {
          token.append(bytes.baseAddress.map { $0 + start }, count: end &- start)
          at = end
          if high != 0 { hasHigh = true }
          state = .escape
          return .needsMore
        }
        if bytes[at &+ 1] >= 0x80 { high = 1 }
        at &+= 2
      case 0x1E where isSequence:
        token.append(bytes.baseAddress.map { $0 + start }, count: at &- start)
        state = .string
        at &+= 1
        return separator(at)
      case 0..<0x20:
        hasControl = true
        at &+= 1
        if byte == 0x0A {
          line &+= 1
          lineStart = at
        }
      default:
        if byte >= 0x80 { high = 1 }
        at &+= 1
      }
    }
    if high != 0 { hasHigh = true }
    if at >= end {
      at = end
      token.append(bytes.baseAddress.map { $0 + start }, count: end &- start)
      state = .string
      return .needsMore
    }
    at &+= 1
    let message: StaticString?
    if token.isEmpty {
      state = .normal
      message = text(UnsafeBufferPointer(rebasing: bytes[start..<(at &- 1)]))
    } else {
      token.append(bytes.baseAddress.map { $0 + start }, count: at &- 1 &- start)
      state = .normal
      let whole = token.string()
      token.removeAll()
      message = whole.withBytes { text($0) }
    }
    if let message { return fail(message, at) }
    if let done = sink.takeDone() { return .value(done) }
    return nil
  }

  /// Hands on what stands between quotes.
  private mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) -> StaticString? {
    if !hasEscape && !hasControl {
      return sink.string(bytes, isASCII: !hasHigh)
    }
    decoded.removeAll()
    if let message = JSONEscapes.decode(bytes, into: &decoded, &hasHigh) { return message }
    let isASCII = !hasHigh
    return decoded.withBytes { sink.string($0, isASCII: isASCII) }
  }

  // MARK: Separators, errors and the end

  /// Meets a record separator.
  private mutating func separator(_ at: Int) -> Event? {
    let isTruncated = !wasBlank && (sink.isOpen || !token.isEmpty || sink.isTopNumber)
    if isTruncated {
      var message: StaticString = "Truncated value"
      if state == .literal, tokenValue() == nil, sink.isTopNumber {
        message = "Potentially truncated top-level numeric value"
      }
      failedPath = sink.failedPath
      sink.reset()
      token.removeAll()
      state = .normal
      return .failed(place(ByteString(stringLiteral: message), at))
    }
    if state == .normal, let done = sink.takeLast() { return .value(done) }
    sink.reset()
    token.removeAll()
    state = .normal
    return nil
  }

  private func place(_ message: ByteString, _ at: Int) -> ByteString {
    "\(message) at line \(line), column \(at &- lineStart)"
  }

  private mutating func fail(_ message: StaticString, _ at: Int) -> Event {
    var text = place(ByteString(stringLiteral: message), at)
    token.removeAll()
    if isSequence { text += " (need RS to resync)" }
    state = .normal
    failedPath = sink.failedPath
    sink.reset()
    return .failed(text)
  }

  /// Takes the end of the text.
  mutating func finish() -> Event {
    if let ready = sink.takeDone() { return .value(ready) }
    if hasEnded { return .needsMore }
    hasEnded = true
    switch state {
    case .waiting:
      return .failed(place("Unfinished abandoned text at EOF", 0))
    case .string, .escape:
      return failAtEnd("Unfinished string")
    case .literal:
      state = .normal
      if let message = tokenValue() { return failAtEnd(message) }
    case .normal: break
    }
    if sink.isOpen { return failAtEnd("Unfinished JSON term") }
    if isSequence && !wasBlank && sink.isTopNumber {
      sink.reset()
      return .failed(place("Potentially truncated top-level numeric value at EOF", 0))
    }
    if let last = sink.takeLast() { return .value(last) }
    return .needsMore
  }

  private mutating func failAtEnd(_ message: StaticString) -> Event {
    let text = place("\(ByteString(stringLiteral: message)) at EOF", 0)
    failedPath = sink.failedPath
    sink.reset()
    return .failed(text)
  }
}

/// The escapes in strings.
enum JSONEscapes {
  /// Resolves escapes.
  /// - Returns: what is wrong with the text, or nil.
  static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, into buffer: inout ByteBuffer, _ hasHigh: inout Bool
  ) -> StaticString? {
    var at = 0
    buffer.reserveCapacity(bytes.count)
    while at < bytes.count {
      let byte = bytes[at]
      at &+= 1
      if byte != 0x5C {
        if byte < 0x20 {
          return """
            Invalid string: control characters from U+0000 through U+001F must be escaped
            """
        }
        buffer.append(byte)
        continue
      }
      guard at < bytes.count else { return "Expected escape character at end of string" }
      let escape = bytes[at]
      at &+= 1
      switch escape {
      case 0x5C, 0x22, 0x2F: buffer.append(escape)
      case 0x62: buffer.append(0x08)
      case 0x66: buffer.append(0x0C)
      case 0x74: buffer.append(0x09)
      case 0x6E: buffer.append(0x0A)
      case 0x72: buffer.append(0x0D)
      case 0x75:
        guard at &+ 4 <= bytes.count else { return "Invalid \\uXXXX escape" }
        guard var scalar = unit(bytes, at) else {
          return "Invalid characters in \\uXXXX escape"
        }
        at &+= 4
        if scalar >= 0xD800 && scalar <= 0xDBFF {
          guard at &+ 6 <= bytes.count, bytes[at] == 0x5C, bytes[at &+ 1] == 0x75,
            let low = unit(bytes, at &+ 2), low >= 0xDC00, low <= 0xDFFF
          else { return "Invalid \\uXXXX\\uXXXX surrogate pair escape" }
          at &+= 6
          scalar = 0x10000 &+ (scalar &- 0xD800) << 10 &+ (low &- 0xDC00)
        } else if scalar >= 0xDC00 && scalar <= 0xDFFF {
          scalar = 0xFFFD
        }
        if scalar < 0x80 {
          buffer.append(UInt8(truncatingIfNeeded: scalar))
        } else {
          hasHigh = true
          var text = ByteString()
          text.append(scalar: scalar)
          buffer.append(text)
        }
      default: return "Invalid escape"
      }
    }
    return nil
  }

  private static func unit(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32? {
    var value: UInt32 = 0
    for index in 0..<4 {
      guard let digit = bytes[at &+ index].hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
