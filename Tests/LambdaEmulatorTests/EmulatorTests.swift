import LambdaProtocol
import ShellBytes
import ShellSystem
import Testing

@testable import LambdaEmulator

/// An emulator on a free port, ended with the test.
final class RunningEmulator {
  let emulator: Emulator
  private let logReader: KernelFile
  var port: Int { emulator.port }

  init(
    workers: Int = 0, timeout: Double = 20, command: [ByteString] = [],
    environment: [ByteString] = []
  ) throws {
    let (reader, writer) = try KernelPipe.make()
    logReader = KernelFile(reader)
    var configuration = Emulator.Configuration(
      command: command, function: FunctionEnvironment(handler: "f.h", taskRoot: "/tmp"))
    configuration.port = 0
    configuration.workers = workers
    configuration.timeout = UInt64(timeout * 1e9)
    configuration.log = LogFile(KernelFile(writer))
    configuration.environment = ["PATH=/usr/bin:/bin"] + environment
    emulator = Emulator(configuration)
    try emulator.start()
  }

  /// What was logged, when all is over.
  func stop() throws -> String {
    emulator.stop()
    var log = ByteString()
    while logReader.canRead {
      log += try logReader.read(Gate()) { ($0.count, ByteString($0)) }
    }
    return log.description
  }

  deinit { emulator.stop() }
}

@Suite("The emulator, with a runtime that somebody else started")
struct EmulatorTests {
  @Test func bringsEventAndResponseTogether() throws {
    let running = try RunningEmulator()
    let caller = try RawClient(port: running.port)
    let worker = try RawClient(port: running.port)
    try caller.start(
      "POST", invocations,
      [
        "X-Amzn-RequestId: my-id", "X-Amz-Client-Context: eyJhIjoxfQ==",
        "X-Amz-Tenant-Id: blue", "X-Amzn-Trace-Id: Root=1-2",
      ], body: [0, 10, 255])
    let event = try worker.request("GET", "\(runtime)/invocation/next")
    #expect(event.status == 200)
    #expect(event.body == [0, 10, 255])
    #expect(event.header("lambda-runtime-aws-request-id") == "my-id")
    #expect(event.header("lambda-runtime-client-context") == "{\"a\":1}")
    #expect(event.header("lambda-runtime-aws-tenant-id") == "blue")
    #expect(event.header("lambda-runtime-trace-id") == "Root=1-2")
    #expect(
      event.header("lambda-runtime-invoked-function-arn")
        == "arn:aws:lambda:us-east-1:012345678912:function:function")
    let deadline = try #require(event.header("lambda-runtime-deadline-ms").flatMap { Int($0) })
    let left = deadline - Int(SystemClock.wall / 1_000_000)
    #expect((15_000...20_000).contains(left))
    let attempt = try #require(event.header("lambda-runtime-invocation-id"))
    let receipt = try worker.request(
      "POST", "\(runtime)/invocation/my-id/response",
      ["Lambda-Runtime-Invocation-Id: \(attempt)", "Content-Type: text/plain"], body: [1, 0, 2])
    #expect(receipt.status == 202)
    #expect(receipt.text == #"{"status":"OK"}"#)
    let answer = try caller.answer()
    #expect(answer.status == 200)
    #expect(answer.body == [1, 0, 2])
    #expect(answer.header("content-type") == "application/json")
    #expect(answer.header("x-amzn-requestid") == "my-id")
    #expect(answer.header("x-amz-function-error") == nil)
    #expect(answer.header("x-amz-log-result") == nil)
  }

  @Test func marksAFunctionError() throws {
    let running = try RunningEmulator()
    let caller = try RawClient(port: running.port)
    let worker = try RawClient(port: running.port)
    try caller.start("POST", invocations, ["X-Amzn-RequestId: e"], body: [])
    _ = try worker.request("GET", "\(runtime)/invocation/next")
    let document = #"{"errorMessage":"m","errorType":"T"}"#
    let receipt = try worker.request(
      "POST", "\(runtime)/invocation/e/error",
      ["Lambda-Runtime-Function-Error-Type: Function.T"], body: Array(document.utf8))
    #expect(receipt.status == 202)
    let answer = try caller.answer()
    #expect(answer.status == 200)
    #expect(answer.text == document)
    #expect(answer.header("x-amz-function-error") == "Unhandled")
  }

  @Test func refusesWrongAnswers() throws {
    let running = try RunningEmulator()
    let caller = try RawClient(port: running.port)
    let worker = try RawClient(port: running.port)
    let unknown = try worker.request("POST", "\(runtime)/invocation/none/response")
    #expect(unknown.status == 400)
    #expect(
      unknown.text == #"{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}"#)
    try caller.start("POST", invocations, ["X-Amzn-RequestId: a"])
    _ = try worker.request("GET", "\(runtime)/invocation/next")
    let otherAttempt = try worker.request(
      "POST", "\(runtime)/invocation/a/response", ["Lambda-Runtime-Invocation-Id: wrong"])
    #expect(otherAttempt.status == 410)
    #expect(otherAttempt.text.contains("InvokeTimeout"))
    #expect(try worker.request("POST", "\(runtime)/invocation/a/response").status == 202)
    let second = try worker.request("POST", "\(runtime)/invocation/a/response")
    #expect(second.status == 403)
    #expect(second.text.contains("InvalidStateTransition"))
    #expect(try caller.answer().status == 200)
  }

  @Test func refusesABadResponseMode() throws {
    let running = try RunningEmulator()
    let caller = try RawClient(port: running.port)
    let worker = try RawClient(port: running.port)
    try caller.start("POST", invocations, ["X-Amzn-RequestId: a"])
    _ = try worker.request("GET", "\(runtime)/invocation/next")
    let receipt = try worker.request(
      "POST", "\(runtime)/invocation/a/response",
      ["Lambda-Runtime-Function-Response-Mode: sideways"])
    #expect(receipt.status == 400)
    #expect(try caller.answer().text.contains("Runtime.InvalidResponseModeHeader"))
  }

  @Test func timesOut() throws {
    let running = try RunningEmulator(timeout: 0.2)
    let caller = try RawClient(port: running.port)
    let worker = try RawClient(port: running.port)
    try caller.start("POST", invocations, ["X-Amzn-RequestId: slow"])
    _ = try worker.request("GET", "\(runtime)/invocation/next")
    let answer = try caller.answer()
    #expect(answer.status == 200)
    #expect(answer.header("x-amz-function-error") == "Unhandled")
    #expect(
      answer.text
        == #"{"errorMessage":"RequestId: slow Error: Task timed out after 0.20 seconds","#
        + #""errorType":"Sandbox.Timedout"}"#)
    let late = try worker.request("POST", "\(runtime)/invocation/slow/response")
    #expect(late.status == 410)
  }

  @Test func limitsTheEvent() throws {
    let running = try RunningEmulator()
    let caller = try RawClient(port: running.port)
    let worker = try RawClient(port: running.port)
    let answer = try caller.request(
      "POST", invocations, body: [UInt8](repeating: 120, count: 6_291_457))
    #expect(answer.status == 413)
    #expect(answer.header("x-amzn-errortype") == "RequestTooLargeException")
    #expect(
      answer.text == #"{"Type":"User","Message":"Request must be smaller than 6291456 bytes "#
        + #"for the InvokeFunction operation"}"#)
    let asynchronous = try caller.request(
      "POST", invocations, ["X-Amz-Invocation-Type: Event"],
      body: [UInt8](repeating: 120, count: 1_048_577))
    #expect(asynchronous.status == 413)
    // The connection is still in step, and the longest event passes.
    try caller.start(
      "POST", invocations, ["X-Amzn-RequestId: a"],
      body: [UInt8](repeating: 120, count: 6_291_456))
    #expect(try worker.request("GET", "\(runtime)/invocation/next").body.count == 6_291_456)
    _ = try worker.request("POST", "\(runtime)/invocation/a/response")
    #expect(try caller.answer().status == 200)
  }

  @Test func limitsTheResponse() throws {
    let running = try RunningEmulator()
    let caller = try RawClient(port: running.port)
    let worker = try RawClient(port: running.port)
    for (id, size, status) in [("a", 6_291_557, 413), ("b", 6_291_556, 202)] {
      try caller.start("POST", invocations, ["X-Amzn-RequestId: \(id)"])
      _ = try worker.request("GET", "\(runtime)/invocation/next")
      let receipt = try worker.request(
        "POST", "\(runtime)/invocation/\(id)/response",
        body: [UInt8](repeating: 120, count: size))
      #expect(receipt.status == status)
      let answer = try caller.answer()
      #expect((answer.header("x-amz-function-error") == nil) == (status == 202))
      if status == 413 {
        #expect(receipt.text.contains("RequestEntityTooLarge"))
        #expect(answer.text.contains("Function.ResponseSizeTooLarge"))
      } else {
        #expect(answer.body.count == size)
      }
    }
  }

  @Test func answersExpectAndTakesChunks() throws {
    let running = try RunningEmulator()
    let caller = try RawClient(port: running.port)
    let worker = try RawClient(port: running.port)
    try caller.send(
      "POST \(invocations) HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
        + "X-Amzn-RequestId: c\r\nTransfer-Encoding: chunked\r\n\r\n")
    #expect(try caller.answer().status == 100)
    try caller.send("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n")
    #expect(try worker.request("GET", "\(runtime)/invocation/next").text == "abcde")
    _ = try worker.request("POST", "\(runtime)/invocation/c/response", body: [49])
    #expect(try caller.answer().text == "1")
  }

  @Test func queuesInOrder() throws {
    let running = try RunningEmulator()
    let callers = try (0..<5).map { _ in try RawClient(port: running.port) }
    let worker = try RawClient(port: running.port)
    for (index, caller) in callers.enumerated() {
      try caller.start("POST", invocations, ["X-Amzn-RequestId: q\(index)"])
      // Each is in the queue before the next one comes.
      try Gate().sleep(until: SystemClock.monotonic + 20_000_000)
    }
    for (index, caller) in callers.enumerated() {
      let event = try worker.request("GET", "\(runtime)/invocation/next")
      #expect(event.header("lambda-runtime-aws-request-id") == "q\(index)")
      _ = try worker.request(
        "POST", "\(runtime)/invocation/q\(index)/response", body: [UInt8(index)])
      #expect(try caller.answer().body == [UInt8(index)])
    }
  }

  @Test func answersOneConnectionsRequestsInOrder() throws {
    let running = try RunningEmulator()
    let caller = try RawClient(port: running.port)
    let worker = try RawClient(port: running.port)
    try caller.start("POST", invocations, ["X-Amzn-RequestId: one"])
    try caller.start("GET", "/nowhere")
    try caller.start("POST", invocations, ["X-Amz-Invocation-Type: DryRun"])
    _ = try worker.request("GET", "\(runtime)/invocation/next")
    _ = try worker.request("POST", "\(runtime)/invocation/one/response", body: [7])
    #expect(try caller.answer().body == [7])
    #expect(try caller.answer().status == 404)
    #expect(try caller.answer().status == 204)
  }

  @Test func refusesWhatItDoesNotKnow() throws {
    let running = try RunningEmulator()
    let client = try RawClient(port: running.port)
    #expect(try client.request("GET", "/").status == 404)
    #expect(try client.request("GET", invocations).status == 405)
    #expect(try client.request("POST", "\(runtime)/invocation/next").status == 405)
    #expect(try client.request("GET", "\(runtime)/init/error").status == 405)
    #expect(try client.request("GET", "\(runtime)/restore/next").status == 404)
    let type = try client.request("POST", invocations, ["X-Amz-Invocation-Type: Maybe"])
    #expect(type.status == 400)
    #expect(type.header("x-amzn-errortype") == "InvalidParameterValueException")
    let context = try client.request("POST", invocations, ["X-Amz-Client-Context: !"])
    #expect(context.status == 400)
    #expect(context.header("x-amzn-errortype") == "InvalidRequestContentException")
  }

  @Test func aRuntimeThatGoesAwayTakesNoEvent() throws {
    let running = try RunningEmulator()
    do {
      let gone = try RawClient(port: running.port)
      try gone.start("GET", "\(runtime)/invocation/next")
      try Gate().sleep(until: SystemClock.monotonic + 50_000_000)
    }
    try Gate().sleep(until: SystemClock.monotonic + 50_000_000)
    let caller = try RawClient(port: running.port)
    let worker = try RawClient(port: running.port)
    try caller.start("POST", invocations, ["X-Amzn-RequestId: a"])
    _ = try worker.request("GET", "\(runtime)/invocation/next")
    _ = try worker.request("POST", "\(runtime)/invocation/a/response", body: [1])
    #expect(try caller.answer().body == [1])
  }
}

@Suite("RFC 4648 base64")
struct Base64Tests {
  static let rows = [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ]

  @Test(arguments: rows) func passesBothWays(_ text: String, _ encoded: String) {
    #expect(Base64.encode(Array(text.utf8)) == encoded)
    #expect(Base64.decode(encoded) == Array(text.utf8))
  }

  @Test(arguments: ["!", "A", "Zg=x", "Zm9v "]) func isRefused(_ text: String) {
    #expect(Base64.decode(text) == nil)
  }
}
