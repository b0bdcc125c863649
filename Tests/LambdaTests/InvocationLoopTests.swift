import LambdaProtocol
import ShellBytes
import ShellSystem
import Testing

@testable import LambdaRuntime

/// A handler that is a closure.
private final class ClosureHandler: Handler {
  typealias Body = (RuntimeInvocation, ResponseFile, UInt64?) -> ErrorDocument?
  private let body: Body
  init(_ body: @escaping Body) { self.body = body }
  func handle(
    _ invocation: RuntimeInvocation, into response: ResponseFile, deadline: UInt64?
  ) -> ErrorDocument? { body(invocation, response, deadline) }
}

@Suite("The invocation loop")
struct InvocationLoopTests {
  /// Runs the loop against a server until its script ends.
  private func run(
    _ texts: [String], _ body: @escaping ClosureHandler.Body
  ) throws -> (requests: [ReceivedRequest], log: String) {
    let server = try FakeServer(texts: texts)
    let (reader, writer) = try KernelPipe.make()
    let client = try RuntimeClient(endpoint: server.endpoint)
    let logged = LogFile(descriptor: writer)
    var loop = InvocationLoop(client, ClosureHandler(body), log: logged)
    _ = loop.run()
    _ = KernelFile(writer)
    let log = try KernelFile(reader).readAll(Gate())
    return (server.requests, log.description)
  }

  @Test func echoes() throws {
    let gate = Gate()
    let (requests, log) = try run([event("1", "a"), accepted, event("2", "{}"), accepted]) {
      invocation, response, _ in
      try? response.write(invocation.event + "\n\n", gate)
      return nil
    }
    #expect(
      requests.map(\.line) == [
        "GET /2018-06-01/runtime/invocation/next HTTP/1.1",
        "POST /2018-06-01/runtime/invocation/1/response HTTP/1.1",
        "GET /2018-06-01/runtime/invocation/next HTTP/1.1",
        "POST /2018-06-01/runtime/invocation/2/response HTTP/1.1",
      ])
    #expect(requests[1].body == Array("a".utf8))
    #expect(requests[1].header("content-type") == "text/plain; charset=utf-8")
    #expect(requests[3].body == Array("{}".utf8))
    #expect(requests[3].header("content-type") == "application/json")
    #expect(log.isEmpty)
  }

  @Test func reportsAnErrorAndGoesOn() throws {
    let (requests, log) = try run([event("1", "a"), accepted, event("2", "b"), accepted]) {
      invocation, _, _ in
      invocation.requestID == "1"
        ? ErrorDocument(type: "Function.ExitStatus", message: "status 3") : nil
    }
    #expect(requests[1].line == "POST /2018-06-01/runtime/invocation/1/error HTTP/1.1")
    #expect(requests[3].line == "POST /2018-06-01/runtime/invocation/2/response HTTP/1.1")
    #expect(
      log == #"{"errorMessage":"status 3","errorType":"Function.ExitStatus","requestId":"1","#
        + #""stackTrace":[]}"# + "\n")
  }

  @Test func tooLargeAResponseIsAnErrorThatNamesTheSize() throws {
    let gate = Gate()
    let piece = ByteString(repeating: UInt8(ascii: "x"), count: 1 << 20)
    let (requests, _) = try run([event("1", "a"), accepted]) { _, response, _ in
      for _ in 0..<7 { try? response.write(piece, gate) }
      return nil
    }
    #expect(requests[1].line == "POST /2018-06-01/runtime/invocation/1/error HTTP/1.1")
    #expect(
      requests[1].header("lambda-runtime-function-error-type") == "Function.ResponseSizeTooLarge")
    let body = String(decoding: requests[1].body, as: UTF8.self)
    #expect(body.contains("has 7340032 bytes, more than 6291556; it begins"))
    #expect(body.contains(String(repeating: "x", count: 60)))
    #expect(requests[1].body.count < 300)
  }

  @Test func theLargestResponsePasses() throws {
    let gate = Gate()
    let (requests, _) = try run([event("1", "a"), accepted]) { _, response, _ in
      try? response.write(
        ByteString(repeating: UInt8(ascii: "x"), count: RuntimeAPI.responseLimit), gate)
      try? response.write("\n\n", gate)
      return nil
    }
    #expect(requests[1].line == "POST /2018-06-01/runtime/invocation/1/response HTTP/1.1")
    #expect(requests[1].body.count == RuntimeAPI.responseLimit)
  }

  @Test func brokenJSONIsNamedInTheLog() throws {
    let gate = Gate()
    let (requests, log) = try run([event("1", "a"), accepted]) { _, response, _ in
      try? response.write("{\"a\": \"line\nbreak\"}", gate)
      return nil
    }
    #expect(requests[1].header("content-type") == "text/plain; charset=utf-8")
    #expect(log.contains("begins like JSON and is none at offset 11, near"))
  }

  @Test func aJobLeftBehindDoesNotWriteIntoTheNextResponse() throws {
    let gate = Gate()
    var kept: ResponseFile?
    let (requests, _) = try run([event("1", "a"), accepted, event("2", "b"), accepted]) {
      invocation, response, _ in
      if invocation.requestID == "1" {
        kept = response
      } else {
        try? kept?.write("late", gate)
        try? response.write("second", gate)
      }
      return nil
    }
    #expect(requests[3].body == Array("second".utf8))
  }

  @Test func anOpenLineOfTheLogIsEnded() throws {
    let (reader, writer) = try KernelPipe.make()
    let gate = Gate()
    let log = LogFile(descriptor: writer)
    try log.write("no end", gate)
    log.endLine(gate)
    log.endLine(gate)
    try log.write("one\ntwo\nthr", gate)
    #expect(log.lastLines(2) == ["two", "thr"])
    log.forgetLines()
    #expect(log.lastLines(2) == [])
    _ = KernelFile(writer)
    #expect(try KernelFile(reader).readAll(gate) == "no end\none\ntwo\nthr")
  }
}

@Suite("The soft deadline")
struct DeadlineTests {
  static let second: UInt64 = 1_000_000_000

  @Test(arguments: [
    (3000, 2_950_000_000), (500, 450_000_000), (100, 90_000_000), (1, 900_000),
  ])
  func liesBeforeThePlatforms(_ left: Int, _ nanoseconds: UInt64) {
    let wall: UInt64 = 1_700_000_000 * DeadlineTests.second
    let soft = Deadline.soft(
      wall: 1_700_000_000_000 + left, wallNow: wall, now: 5 * DeadlineTests.second)
    #expect(soft == 5 * DeadlineTests.second + nanoseconds)
  }

  @Test func hasPassed() {
    #expect(Deadline.soft(wall: 1, wallNow: 2 * DeadlineTests.second, now: 7) == 7)
  }

  @Test(arguments: [nil, 0, -1, Int.max, 8_999_999_999_999])
  func isNone(_ wall: Int?) {
    #expect(Deadline.soft(wall: wall, wallNow: DeadlineTests.second, now: 7) == nil)
  }
}
