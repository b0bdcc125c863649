import ShellBytes
import ShellSystem
import Testing

@testable import LambdaProtocol

@Suite("Runtime API 2018-06-01: the client")
struct RuntimeClientTests {
  private func bytes<Result>(
    _ text: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try ByteString(text).withBytes(body)
  }

  @Test func takesAnEventWithItsHeaders() throws {
    let server = try FakeServer(texts: [
      event(
        "id-1", "{}",
        [
          "lambda-runtime-deadline-ms: 1700000000123", "Lambda-Runtime-Trace-Id: Root=1-2",
          "LAMBDA-RUNTIME-INVOKED-FUNCTION-ARN: arn:aws:lambda:x",
          "Lambda-Runtime-Client-Context: {}",
          "Lambda-Runtime-Cognito-Identity: {\"a\":1}", "Lambda-Runtime-Aws-Tenant-Id: blue",
          "Lambda-Runtime-Invocation-Id: inv-1",
        ]),
      event("id-2", ""),
    ])
    var client = try RuntimeClient(endpoint: server.endpoint)
    var invocation = RuntimeInvocation()
    try client.next(into: &invocation)
    #expect(invocation.requestID == "id-1")
    #expect(invocation.deadline == 1_700_000_000_123)
    #expect(invocation.traceID == "Root=1-2")
    #expect(invocation.functionARN == "arn:aws:lambda:x")
    #expect(invocation.clientContext == "{}")
    #expect(invocation.cognitoIdentity == "{\"a\":1}")
    #expect(invocation.tenantID == "blue")
    #expect(invocation.invocationID == "inv-1")
    #expect(invocation.event == "{}")
    try client.next(into: &invocation)
    #expect(invocation.requestID == "id-2")
    #expect(invocation.event.isEmpty)
    // What this event did not bring is gone.
    #expect(invocation.deadline == nil)
    #expect(invocation.traceID == nil)
    #expect(invocation.functionARN == nil)
    #expect(invocation.clientContext == nil)
    #expect(invocation.cognitoIdentity == nil)
    #expect(invocation.tenantID == nil)
    #expect(invocation.invocationID == nil)
    #expect(server.connectionCount == 1)
    #expect(server.requests[0].line == "GET /2018-06-01/runtime/invocation/next HTTP/1.1")
    #expect(server.requests[0].header("host") == server.endpoint.description)
  }

  @Test func postsAResponse() throws {
    let server = try FakeServer(texts: [
      event("a-b", "1", ["Lambda-Runtime-Invocation-Id: inv-7"]), accepted,
    ])
    var client = try RuntimeClient(endpoint: server.endpoint)
    var invocation = RuntimeInvocation()
    try client.next(into: &invocation)
    let receipt = try bytes("\0\n\u{1}answer") {
      try client.respond(to: invocation, contentType: "text/plain", $0)
    }
    #expect(receipt == .accepted)
    let post = server.requests[1]
    #expect(post.line == "POST /2018-06-01/runtime/invocation/a-b/response HTTP/1.1")
    #expect(post.header("content-type") == "text/plain")
    #expect(post.header("content-length") == "9")
    #expect(post.header("lambda-runtime-invocation-id") == "inv-7")
    #expect(post.body == Array("\0\n\u{1}answer".utf8))
    #expect(server.connectionCount == 1)
  }

  @Test func postsErrors() throws {
    let server = try FakeServer(texts: [event("x", "1"), accepted, accepted])
    var client = try RuntimeClient(endpoint: server.endpoint)
    var invocation = RuntimeInvocation()
    try client.next(into: &invocation)
    let error = ErrorDocument(
      type: "Function.ExitStatus", message: "a \"b\"\n", stackTrace: ["f (x.sh:1)"])
    #expect(try client.fail(invocation, error) == .accepted)
    #expect(try client.failInit(error) == .accepted)
    let json =
      #"{"errorMessage":"a \"b\"\n","errorType":"Function.ExitStatus","#
      + #""stackTrace":["f (x.sh:1)"]}"#
    for (index, path) in ["invocation/x/error", "init/error"].enumerated() {
      let post = server.requests[index + 1]
      #expect(post.line == "POST /2018-06-01/runtime/\(path) HTTP/1.1")
      #expect(post.header("lambda-runtime-function-error-type") == "Function.ExitStatus")
      #expect(post.header("content-type") == "application/json")
      #expect(post.header("lambda-runtime-invocation-id") == nil)
      #expect(String(decoding: post.body, as: UTF8.self) == json)
    }
  }

  @Test(arguments: [400, 403, 410, 413]) func goesOnAfterARefusal(_ status: Int) throws {
    let refusal = #"{"errorMessage":"m","errorType":"t"}"#
    let server = try FakeServer(texts: [
      event("x", "1"), answer("\(status) No", body: refusal), event("y", "2"),
    ])
    var client = try RuntimeClient(endpoint: server.endpoint)
    var invocation = RuntimeInvocation()
    try client.next(into: &invocation)
    let receipt = try bytes("r") {
      try client.respond(to: invocation, contentType: "text/plain", $0)
    }
    #expect(receipt == .refused(status: status, message: ByteString(refusal)))
    try client.next(into: &invocation)
    #expect(invocation.requestID == "y")
    #expect(server.connectionCount == 1)
  }

  @Test func cannotGoOnAfterAContainerError() throws {
    let server = try FakeServer(texts: [event("x", "1"), answer("500 Gone", body: "no")])
    var client = try RuntimeClient(endpoint: server.endpoint)
    var invocation = RuntimeInvocation()
    try client.next(into: &invocation)
    #expect(throws: RuntimeClient.Failure.refused(status: 500, message: "no")) {
      _ = try bytes("r") { try client.respond(to: invocation, contentType: "text/plain", $0) }
    }
  }

  @Test(arguments: [403, 500]) func aRefusedNextEndsIt(_ status: Int) throws {
    let server = try FakeServer(texts: [answer("\(status) No", body: "state")])
    var client = try RuntimeClient(endpoint: server.endpoint)
    var invocation = RuntimeInvocation()
    #expect(throws: RuntimeClient.Failure.refused(status: status, message: "state")) {
      try client.next(into: &invocation)
    }
  }

  @Test func connectionThatClosesIsMadeAnewForNext() throws {
    let server = try FakeServer(texts: [event("1", "a"), "", event("2", "b")])
    var client = try RuntimeClient(endpoint: server.endpoint)
    var invocation = RuntimeInvocation()
    try client.next(into: &invocation)
    try client.next(into: &invocation)
    #expect(invocation.requestID == "2")
    #expect(server.connectionCount == 2)
    #expect(server.requests.count == 3)
  }

  @Test func aPostIsNotRepeated() throws {
    let server = try FakeServer(texts: [event("1", "a"), "", event("2", "b")])
    var client = try RuntimeClient(endpoint: server.endpoint)
    var invocation = RuntimeInvocation()
    try client.next(into: &invocation)
    let receipt = try bytes("r") {
      try client.respond(to: invocation, contentType: "text/plain", $0)
    }
    #expect(receipt == .lost(.closed))
    try client.next(into: &invocation)
    #expect(invocation.requestID == "2")
    let posts = server.requests.filter { $0.line.hasPrefix("POST") }
    #expect(posts.count == 1)
  }

  @Test func anUnreachableServerIsGivenUp() throws {
    // A port that was free a moment ago, and closed again.
    let server = try FakeServer(texts: [event("1", "a")])
    var client = try RuntimeClient(endpoint: server.endpoint)
    var invocation = RuntimeInvocation()
    try client.next(into: &invocation)
    #expect(throws: RuntimeClient.Failure.self) { try client.next(into: &invocation) }
  }

  @Test(arguments: ["", "localhost", "127.0.0.1:", ":80", "127.0.0.1:0", "127.0.0.1:65536", "a:b"])
  func refusesAnAddress(_ text: String) {
    #expect(throws: Errno.self) { _ = try SocketAddress(ByteString(text)) }
  }

  @Test(arguments: ["127.0.0.1:9001", "localhost:1", "[::1]:80"])
  func takesAnAddress(_ text: String) {
    #expect(throws: Never.self) { _ = try SocketAddress(ByteString(text)) }
  }
}
