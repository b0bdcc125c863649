import ShellBytes
import ShellSystem

/// Why an exchange with an HTTP server came to nothing.
public enum HTTPError: Error, Sendable, Hashable {
  /// The server closed the connection before the first byte of its answer.
  case closed
  /// It closed within the answer.
  case truncated
  /// The answer is not HTTP/1.1.
  case malformed(ByteString)
  /// A call of the system failed.
  case system(Errno)

  /// In one line.
  public var message: ByteString {
    switch self {
    case .closed: "the server closed the connection"
    case .truncated: "the server closed the connection within its answer"
    case .malformed(let what): "the server's answer is malformed: \(what)"
    case .system(let error): error.message
    }
  }
}

/// The head of an answer, read in place: fields are ranges of the bytes that were received.
struct HTTPHead {
  struct Field {
    var name: Range<Int>
    var value: Range<Int>
  }

  private(set) var status = 0
  private(set) var isHTTP11 = true
  private(set) var fields: [Field] = []

  /// Reads a head that begins at `start`.
  /// - Returns: the offset behind it; nil when more bytes are needed.
  /// - Throws: `HTTPError.malformed`.
  mutating func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) throws(HTTPError) -> Int? {
    fields.removeAll(keepingCapacity: true)
    guard let statusEnd = bytes.firstOffset(of: 10, from: start, to: bytes.count)
    else { return nil }
    try parseStatusLine(bytes, start..<HTTPHead.trimmedEnd(bytes, start, statusEnd))
    var lineStart = statusEnd + 1
    while true {
      guard let newline = bytes.firstOffset(of: 10, from: lineStart, to: bytes.count)
      else { return nil }
      let end = HTTPHead.trimmedEnd(bytes, lineStart, newline)
      if end == lineStart { return newline + 1 }
      try parseField(bytes, lineStart..<end)
      lineStart = newline + 1
    }
  }

  /// The end of a line without its carriage return.
  private static func trimmedEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ newline: Int
  ) -> Int {
    newline > start && bytes[newline - 1] == 13 ? newline - 1 : newline
  }

  /// `HTTP/1.1 200 OK`; the reason may be missing.
  private mutating func parseStatusLine(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>
  ) throws(HTTPError) {
    let prefix: StaticString = "HTTP/1."
    guard line.count >= 12,
      HTTPHead.matches(bytes, line.lowerBound..<line.lowerBound + 7, prefix, ignoringCase: false),
      bytes[line.lowerBound + 8] == 32
    else { throw .malformed("no status line") }
    isHTTP11 = bytes[line.lowerBound + 7] != UInt8(ascii: "0")
    var number = 0
    for offset in 9..<12 {
      let digit = bytes[line.lowerBound + offset]
      guard digit.isASCIIDigit else { throw .malformed("no status") }
      number = number * 10 + Int(digit - 48)
    }
    guard line.count == 12 || bytes[line.lowerBound + 12] == 32 else {
      throw .malformed("no status")
    }
    status = number
  }

  private mutating func parseField(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>
  ) throws(HTTPError) {
    guard
      let colon = bytes.firstOffset(
        of: UInt8(ascii: ":"), from: line.lowerBound, to: line.upperBound),
      colon > line.lowerBound,
      !bytes[line.lowerBound].isASCIIBlank, !bytes[colon - 1].isASCIIBlank
    else { throw .malformed("a header without a name") }
    var from = colon + 1
    var end = line.upperBound
    while from < end, bytes[from].isASCIIBlank { from += 1 }
    while end > from, bytes[end - 1].isASCIIBlank { end -= 1 }
    guard fields.count < 256 else { throw .malformed("too many headers") }
    fields.append(Field(name: line.lowerBound..<colon, value: from..<end))
  }

  /// Where the value of a field is, the first of that name.
  /// - Parameter name: in lower case.
  func value(
    of name: StaticString, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Range<Int>? {
    for field in fields where field.name.count == name.utf8CodeUnitCount {
      if HTTPHead.matches(bytes, field.name, name, ignoringCase: true) { return field.value }
    }
    return nil
  }

  /// Whether a range holds this text, which is in lower case when the case is ignored.
  static func matches(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ text: StaticString,
    ignoringCase: Bool
  ) -> Bool {
    guard range.count == text.utf8CodeUnitCount else { return false }
    let wanted = text.utf8Start
    var offset = 0
    while offset < range.count {
      let byte = bytes[range.lowerBound + offset]
      let folded = ignoringCase && byte.isASCIIUppercase ? byte | 32 : byte
      if folded != wanted[offset] { return false }
      offset += 1
    }
    return true
  }

  /// The number that a range is the decimal text of; nil for another text or a huge number.
  static func decimal(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    guard !range.isEmpty, range.count <= 18 else { return nil }
    var number = 0
    for offset in range {
      guard bytes[offset].isASCIIDigit else { return nil }
      number = number &* 10 &+ Int(bytes[offset] &- 48)
    }
    return number
  }
}

extension ByteBuffer {
  /// Adds literal text.
  @inline(__always)
  mutating func append(text: StaticString) {
    append(text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// Adds the decimal text of a number that is not negative.
  mutating func append(decimal number: Int) { append(ByteString(number)) }
}
