import Glibc
import ShellBytes
import ShellSystem
import Testing

@testable import LambdaProtocol

/// An answer, cut in different ways, and what it is read as.
struct AnswerCase: Sendable, CustomTestStringConvertible {
  var text: String
  var status: Int
  var body: String
  var isReusable: Bool
  init(_ text: String, status: Int = 200, body: String, isReusable: Bool = true) {
    self.text = text
    self.status = status
    self.body = body
    self.isReusable = isReusable
  }
  var testDescription: String { text.debugDescription }
}

/// Both ends of a connection inside of this process.
func socketPair() throws -> (Int32, Int32) {
  var ends: [Int32] = [-1, -1]
  if socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) != 0 { throw Errno.last }
  return (ends[0], ends[1])
}

/// Sends pieces of bytes from a thread of its own, then closes.
func feed(_ descriptor: Int32, _ pieces: [[UInt8]]) throws {
  try Thread.start(stackSize: 1 << 20) {
    for piece in pieces {
      var done = 0
      while done < piece.count {
        let count = piece.withUnsafeBytes {
          send(descriptor, $0.baseAddress! + done, piece.count - done, Int32(MSG_NOSIGNAL))
        }
        if count < 0 { break }
        done += count
      }
    }
    shutdown(descriptor, Int32(SHUT_WR))
    // The other end's request is read, so that closing loses nothing.
    var buffer = [UInt8](repeating: 0, count: 4096)
    while recv(descriptor, &buffer, buffer.count, 0) > 0 {}
    close(descriptor)
  }
}

@Suite("RFC 9112 answers")
struct HTTPConnectionTests {
  static let rows = [
    AnswerCase("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", body: "hello"),
    AnswerCase("HTTP/1.1 200\r\ncontent-length:0\r\n\r\n", body: ""),
    AnswerCase("HTTP/1.1 202 Accepted\nContent-Length: 2\n\nok", status: 202, body: "ok"),
    AnswerCase("HTTP/1.1 200 OK\r\nCONTENT-LENGTH: \t 3 \t\r\n\r\nabc", body: "abc"),
    AnswerCase(
      "HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 1\r\n\r\nx", body: "x",
      isReusable: false),
    AnswerCase("HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", body: "x", isReusable: false),
    AnswerCase(
      "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\nx", body: "x"),
    AnswerCase("HTTP/1.1 200 OK\r\n\r\nto the end", body: "to the end", isReusable: false),
    AnswerCase("HTTP/1.1 204 No Content\r\n\r\n", status: 204, body: ""),
    AnswerCase(
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", body: "x"),
    AnswerCase(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n",
      body: "hello world"),
    AnswerCase(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n00A;n=\"v\"\r\n0123456789\r\n"
        + "1 \r\nx\r\n0;last\r\nTrailer: 1\r\nOther: 2\r\n\r\n", body: "0123456789x"),
    AnswerCase(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
      body: ""),
    AnswerCase(
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxHTTP/1.1 400", body: "x", isReusable: false),
  ]

  private func exchange(
    _ pieces: [[UInt8]]
  ) throws -> (status: Int, body: ByteString, isReusable: Bool) {
    let (here, there) = try socketPair()
    try feed(there, pieces)
    var connection = HTTPConnection(Socket(owning: here))
    var request = ByteBuffer()
    request.append("GET / HTTP/1.1\r\n\r\n" as ByteString)
    var body = ByteString()
    try connection.exchange(
      request, body: UnsafeBufferPointer(start: nil, count: 0), into: &body)
    return (connection.status, body, connection.isReusable)
  }

  @Test(arguments: rows) func isReadWhole(_ row: AnswerCase) throws {
    let result = try exchange([Array(row.text.utf8)])
    #expect(result.status == row.status)
    #expect(result.body.description == row.body)
    #expect(result.isReusable == row.isReusable)
  }

  @Test(arguments: rows) func isReadByteByByte(_ row: AnswerCase) throws {
    let result = try exchange(row.text.utf8.map { [$0] })
    #expect(result.status == row.status)
    #expect(result.body.description == row.body)
  }

  static let malformed = [
    "HTTP/2 200 OK\r\n\r\n", "HTTP/1.1 2x0 OK\r\n\r\n", "HTTP/1.1 2000\r\n\r\n", "garbage\r\n\r\n",
    "HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "HTTP/1.1 200 OK\r\n: no name\r\n\r\n",
    "HTTP/1.1 200 OK\r\n folded: 1\r\n\r\n", "HTTP/1.1 200 OK\r\nspace : 1\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 999999999999999\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxy\r\n0\r\n\r\n",
  ]

  @Test(arguments: malformed) func isRefused(_ text: String) throws {
    do {
      _ = try exchange([Array(text.utf8)])
      Issue.record("accepted")
    } catch let error as HTTPError {
      guard case .malformed = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
  ])
  func isTruncated(_ text: String) throws {
    #expect(throws: HTTPError.truncated) { _ = try exchange([Array(text.utf8)]) }
  }

  @Test func nothingIsAClosedConnection() throws {
    #expect(throws: HTTPError.closed) { _ = try exchange([]) }
  }

  @Test(arguments: [70_000, 400_000]) func aLargeBodyPassesThrough(_ size: Int) throws {
    let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let known = Array("HTTP/1.1 200 OK\r\nContent-Length: \(size)\r\n\r\n".utf8) + body
    #expect(try exchange([known]).body.elementsEqual(body))
    var chunked = Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
    for start in stride(from: 0, to: size, by: 100_000) {
      let chunk = body[start..<min(size, start + 100_000)]
      chunked += Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + [13, 10]
    }
    chunked += Array("0\r\n\r\n".utf8)
    let result = try exchange([chunked])
    #expect(result.body.elementsEqual(body))
    #expect(result.isReusable)
  }

  @Test func anEndlessHeadIsRefused() throws {
    let line = Array("X: \(String(repeating: "y", count: 100))\r\n".utf8)
    let head = Array("HTTP/1.1 200 OK\r\n".utf8)
    #expect(throws: HTTPError.self) {
      _ = try exchange([head] + Array(repeating: line, count: 5000))
    }
  }
}
