import Glibc
import ShellBytes
import ShellSystem

/// An answer as a test's client received it.
struct RawAnswer: Sendable {
  var head: String
  var body: [UInt8]
  var status: Int { Int(head.split(separator: " ").dropFirst().first ?? "") ?? 0 }
  var text: String { String(decoding: body, as: UTF8.self) }
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

/// A connection that sends requests as they are written here.
final class RawClient {
  private let descriptor: Int32
  private var bytes: [UInt8] = []

  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    if descriptor < 0 { throw Errno.last }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    address.sin_port = UInt16(port).bigEndian
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if connected != 0 { throw Errno.last }
    // A test that hangs says so.
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) throws {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress! + done, bytes.count - done, Int32(MSG_NOSIGNAL))
      }
      if count < 0 { throw Errno.last }
      done += count
    }
  }

  private func receive() throws {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    if count < 0 { throw Errno.last }
    if count == 0 { throw Errno.brokenPipe }
    bytes += buffer[..<count]
  }

  /// Receives the next answer, whose body is framed by its length.
  func answer() throws -> RawAnswer {
    var searched = 0
    var headEnd: Int?
    while headEnd == nil {
      while searched + 4 <= bytes.count {
        if bytes[searched..<searched + 4].elementsEqual([13, 10, 13, 10]) {
          headEnd = searched + 4
          break
        }
        searched += 1
      }
      if headEnd == nil { try receive() }
    }
    let end = headEnd ?? 0
    var answer = RawAnswer(head: String(decoding: bytes[..<end], as: UTF8.self), body: [])
    let length = answer.header("content-length").flatMap { Int($0) } ?? 0
    while bytes.count < end + length { try receive() }
    answer.body = Array(bytes[end..<end + length])
    bytes.removeFirst(end + length)
    return answer
  }

  func request(
    _ method: String, _ path: String, _ headers: [String] = [], body: [UInt8] = []
  ) throws -> RawAnswer {
    try start(method, path, headers, body: body)
    return try answer()
  }

  /// Sends a request and does not wait for its answer.
  func start(
    _ method: String, _ path: String, _ headers: [String] = [], body: [UInt8] = []
  ) throws {
    let lines =
      ["\(method) \(path) HTTP/1.1", "Host: x", "Content-Length: \(body.count)"] + headers
    try send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
  }

  func invoke(_ event: String, _ headers: [String] = []) throws -> RawAnswer {
    try request("POST", invocations, headers, body: Array(event.utf8))
  }
}

let invocations = "/2015-03-31/functions/function/invocations"
let runtime = "/2018-06-01/runtime"
