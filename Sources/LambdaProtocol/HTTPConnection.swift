import ShellBytes
import ShellSystem

/// A keep-alive connection to an HTTP/1.1 server, for one exchange at a time.
///
/// Small answers cost one call of the system. A body of any size goes straight to where it is
/// wanted; the connection itself never holds more than a window of 64 KiB and a head.
/// - Source: RFC 9112.
public struct HTTPConnection: ~Copyable {
  private let socket: Socket
  /// Bytes received and, from `consumed` on, not used.
  private var window = ByteBuffer()
  private var consumed = 0
  private var head = HTTPHead()
  /// Whether the server keeps the connection open for the next exchange.
  public private(set) var isReusable = true

  /// How many bytes are asked for when only a part of an answer is wanted.
  private static let windowSize = 65536
  /// How long a head, a line or the trailers may be.
  private static let headLimit = 65536
  /// How long a body may be.
  private static let bodyLimit = 256 << 20

  public init(_ socket: consuming Socket) { self.socket = socket }

  /// The status of the last answer.
  public var status: Int { head.status }

  /// Whether the server has closed the connection meanwhile.
  public var isStale: Bool { !isReusable || socket.isStale }

  /// Sends a request and receives the answer to its end.
  /// - Parameters:
  ///   - request: the request line and the headers with the blank line behind them.
  ///   - readHead: what to do with the answer's headers; they are gone afterwards.
  ///   - answer: where the body is added.
  public mutating func exchange(
    _ request: borrowing ByteBuffer, body: UnsafeBufferPointer<UInt8>,
    into answer: inout ByteString, _ readHead: (Headers) -> Void = { _ in }
  ) throws(HTTPError) {
    forgetWindow()
    do throws(Errno) {
      try request.withBytes { (bytes) throws(Errno) in try socket.send(bytes, body) }
    } catch {
      isReusable = false
      throw .system(error)
    }
    do throws(HTTPError) {
      try receiveAnswer(into: &answer, readHead)
    } catch {
      isReusable = false
      throw error
    }
    // More than the answer came: what follows cannot be told apart from the next one.
    if consumed < window.count { isReusable = false }
  }

  private mutating func forgetWindow() {
    window.removeAll()
    consumed = 0
  }

  private mutating func receiveAnswer(
    into answer: inout ByteString, _ readHead: (Headers) -> Void
  ) throws(HTTPError) {
    try receiveHead()
    while head.status < 200 { try receiveHead() }
    let framing = try window.withBytes { (bytes) throws(HTTPError) -> Framing in
      let headers = Headers(head: head, bytes: bytes)
      readHead(headers)
      return try headers.framing()
    }
    if framing.closes { isReusable = false }
    switch framing.length {
    case .known(let count): try receive(count, into: &answer)
    case .chunked: try receiveChunks(into: &answer)
    case .untilClose:
      isReusable = false
      try receiveRest(into: &answer)
    }
  }

  // MARK: The head

  private mutating func receiveHead() throws(HTTPError) {
    while true {
      let start = consumed
      let end = try window.withBytes { (bytes) throws(HTTPError) -> Int? in
        try head.parse(bytes, from: start)
      }
      if let end {
        consumed = end
        return
      }
      if window.count - consumed > HTTPConnection.headLimit {
        throw .malformed("the head is too long")
      }
      let isFirst = window.isEmpty
      if try !receiveMore() { throw isFirst ? .closed : .truncated }
    }
  }

  /// Receives what there is into the window.
  /// - Returns: false when the server has closed.
  private mutating func receiveMore() throws(HTTPError) -> Bool {
    do throws(Errno) {
      let count = try window.append(upTo: HTTPConnection.windowSize) {
        (target) throws(Errno) -> Int in try socket.receive(target)
      }
      return count > 0
    } catch {
      throw .system(error)
    }
  }

  // MARK: The body

  /// Receives so many bytes: first what the window has, then, past a window's size, straight into
  /// the answer.
  private mutating func receive(
    _ count: Int, into answer: inout ByteString
  ) throws(HTTPError) {
    guard count <= HTTPConnection.bodyLimit - answer.count else {
      throw .malformed("the body is too long")
    }
    answer.reserveCapacity(answer.count + count)
    var left = count
    while left > 0 {
      if consumed < window.count {
        let taken = min(left, window.count - consumed)
        let from = consumed
        window.withBytes { answer.append($0.baseAddress.map { $0 + from }, count: taken) }
        consumed += taken
        left -= taken
      } else if left >= HTTPConnection.windowSize {
        left -= try receiveStraight(left, into: &answer)
      } else {
        forgetWindow()
        if try !receiveMore() { throw .truncated }
      }
    }
  }

  private func receiveStraight(
    _ limit: Int, into answer: inout ByteString
  ) throws(HTTPError) -> Int {
    do throws(Errno) {
      let count = try answer.append(upTo: limit) { (target) throws(Errno) -> Int in
        try socket.receive(target)
      }
      if count > 0 { return count }
    } catch {
      throw .system(error)
    }
    throw .truncated
  }

  /// RFC 9112 section 7.1; chunk extensions and trailers are passed over.
  private mutating func receiveChunks(into answer: inout ByteString) throws(HTTPError) {
    while true {
      let size = try receiveLine { (line) throws(HTTPError) -> Int in
        try HTTPConnection.chunkSize(line)
      }
      if size == 0 { break }
      try receive(size, into: &answer)
      let isBlank = try receiveLine { $0.isEmpty }
      if !isBlank { throw .malformed("no line break behind a chunk") }
    }
    var passed = 0
    while true {
      let length = try receiveLine { $0.count }
      if length == 0 { return }
      passed += length
      if passed > HTTPConnection.headLimit { throw .malformed("the trailers are too long") }
    }
  }

  private static func chunkSize(
    _ line: UnsafeBufferPointer<UInt8>
  ) throws(HTTPError) -> Int {
    var size = 0
    var digits = 0
    for byte in line {
      guard let digit = byte.hexDigitValue else {
        // An extension follows, or blanks that some servers pad with.
        if digits > 0, byte == UInt8(ascii: ";") || byte.isASCIIBlank { return size }
        throw .malformed("no chunk size")
      }
      digits += 1
      size = size << 4 | digit
      if size > bodyLimit { throw .malformed("the body is too long") }
    }
    if digits == 0 { throw .malformed("no chunk size") }
    return size
  }

  /// Hands the next line, without its end, to `body`.
  private mutating func receiveLine<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(HTTPError) -> Result
  ) throws(HTTPError) -> Result {
    while true {
      let start = consumed
      let found = window.withBytes { $0.firstOffset(of: 10, from: start, to: $0.count) }
      if let found {
        consumed = found + 1
        return try window.withBytes { (bytes) throws(HTTPError) -> Result in
          let end = found > start && bytes[found - 1] == 13 ? found - 1 : found
          return try body(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        }
      }
      if window.count - start > HTTPConnection.headLimit {
        throw .malformed("a line is too long")
      }
      window.removeFirst(start)
      consumed = 0
      if try !receiveMore() { throw .truncated }
    }
  }

  private mutating func receiveRest(into answer: inout ByteString) throws(HTTPError) {
    while true {
      let from = consumed
      window.withBytes { bytes in
        answer.append(bytes.baseAddress.map { $0 + from }, count: bytes.count - from)
      }
      forgetWindow()
      if answer.count > HTTPConnection.bodyLimit { throw .malformed("the body is too long") }
      if try !receiveMore() { return }
    }
  }
}

/// How the end of a body is found.
private struct Framing {
  enum Length {
    case known(Int)
    case chunked, untilClose
  }
  var length: Length
  var closes: Bool
}

extension HTTPConnection {
  /// The headers of an answer, valid while they are looked at.
  public struct Headers {
    fileprivate let head: HTTPHead
    fileprivate let bytes: UnsafeBufferPointer<UInt8>

    public var status: Int { head.status }

    /// The bytes of a header.
    /// - Parameter name: in lower case.
    public subscript(name: StaticString) -> UnsafeBufferPointer<UInt8>? {
      guard let range = head.value(of: name, in: bytes) else { return nil }
      return UnsafeBufferPointer(rebasing: bytes[range])
    }

    /// Whether a header says exactly this, in any case.
    private func says(_ name: StaticString, _ text: StaticString) -> Bool {
      guard let range = head.value(of: name, in: bytes) else { return false }
      return HTTPHead.matches(bytes, range, text, ignoringCase: true)
    }

    /// RFC 9112 section 6.3.
    fileprivate func framing() throws(HTTPError) -> Framing {
      let closes =
        says("connection", "close") || !head.isHTTP11 && !says("connection", "keep-alive")
      if head.status == 204 || head.status == 304 {
        return Framing(length: .known(0), closes: closes)
      }
      if head.value(of: "transfer-encoding", in: bytes) != nil {
        guard says("transfer-encoding", "chunked") else {
          throw .malformed("a transfer encoding that is not chunked")
        }
        return Framing(length: .chunked, closes: closes)
      }
      guard let range = head.value(of: "content-length", in: bytes) else {
        return Framing(length: .untilClose, closes: true)
      }
      guard let count = HTTPHead.decimal(bytes, range) else {
        throw .malformed("no number in Content-Length")
      }
      return Framing(length: .known(count), closes: closes)
    }
  }
}
