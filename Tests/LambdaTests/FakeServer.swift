import Glibc
import ShellBytes
import ShellSystem

/// A request as a test's server received it.
struct ReceivedRequest: Sendable {
  var head: String
  var body: [UInt8]
  var line: String { String(head.prefix { $0 != "\r" && $0 != "\r\n" }) }
  func header(_ name: String) -> String? {
    for line in head.split(separator: "\r\n").dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2, parts[0].lowercased() == name.lowercased() {
        return String(parts[1].drop { $0 == " " })
      }
    }
    return nil
  }
}

/// A server on a free port of 127.0.0.1 that answers each request with the next bytes of a script.
///
/// An empty answer closes the connection. The script's end closes the server.
final class FakeServer: @unchecked Sendable {
  let port: UInt16
  private let listener: Int32
  private let lock = Lock()
  private var script: [[[UInt8]]]
  private var received: [ReceivedRequest] = []
  private var accepted = 0

  /// - Parameter script: for each request the pieces of its answer, sent one by one.
  init(_ script: [[[UInt8]]]) throws {
    self.script = script
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { any -> Int32 in
        if bind(listener, any, length) != 0 || listen(listener, 8) != 0 { return -1 }
        return getsockname(listener, any, &length)
      }
    }
    if bound != 0 { throw Errno.last }
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    try Thread.start(stackSize: 1 << 20) { [self] in serve() }
  }

  convenience init(texts: [String]) throws {
    try self.init(texts.map { $0.isEmpty ? [] : [Array($0.utf8)] })
  }

  var endpoint: ByteString { "127.0.0.1:\(port)" }
  var requests: [ReceivedRequest] { lock.withLock { received } }
  var connectionCount: Int { lock.withLock { accepted } }

  private func serve() {
    while !lock.withLock({ script.isEmpty }) {
      let connection = accept(listener, nil, nil)
      if connection < 0 { break }
      lock.withLock { accepted += 1 }
      converse(connection)
      close(connection)
    }
    close(listener)
  }

  private func converse(_ connection: Int32) {
    while !lock.withLock({ script.isEmpty }) {
      guard let request = FakeServer.receive(connection) else { return }
      let pieces = lock.withLock {
        received.append(request)
        return script.removeFirst()
      }
      if pieces.isEmpty { return }
      for piece in pieces {
        if send(connection, piece, piece.count, Int32(MSG_NOSIGNAL)) < 0 { return }
        if pieces.count > 1 { usleep(300) }
      }
    }
  }

  /// Reads a request with `Content-Length`.
  private static func receive(_ connection: Int32) -> ReceivedRequest? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    var headEnd: Int?
    while true {
      if headEnd == nil { headEnd = end(of: bytes) }
      if let headEnd {
        let head = String(decoding: bytes[..<headEnd], as: UTF8.self)
        var request = ReceivedRequest(head: head, body: [])
        let length = request.header("content-length").flatMap { Int($0) } ?? 0
        if bytes.count >= headEnd + length {
          request.body = Array(bytes[headEnd..<headEnd + length])
          return request
        }
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      if count <= 0 { return nil }
      bytes += buffer[..<count]
    }
  }

  private static func end(of bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    for at in 0...(bytes.count - 4) where bytes[at..<at + 4].elementsEqual([13, 10, 13, 10]) {
      return at + 4
    }
    return nil
  }
}

/// An answer with a body framed by its length.
func answer(_ status: String, _ headers: [String] = [], body: String = "") -> String {
  let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers
  return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
}

/// An answer to `/next`.
func event(_ id: String, _ body: String, _ headers: [String] = []) -> String {
  answer("200 OK", ["Lambda-Runtime-Aws-Request-Id: \(id)"] + headers, body: body)
}

let accepted = answer("202 Accepted", body: #"{"status":"OK"}"#)
