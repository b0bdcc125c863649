import LambdaProtocol
import ShellBytes
import ShellSystem

/// Takes events from the Runtime API, has them answered, and posts the answers.
public struct InvocationLoop<Answering: Handler>: ~Copyable {
  private var client: RuntimeClient
  private let handler: Answering
  private let log: LogFile
  private let gate = Gate()
  private var response = ResponseFile()
  private var invocation = RuntimeInvocation()

  public init(_ client: consuming RuntimeClient, _ handler: Answering, log: LogFile) {
    self.client = client
    self.handler = handler
    self.log = log
  }

  /// Serves events until the API is gone or cannot go on.
  public mutating func run() -> RuntimeClient.Failure {
    do throws(RuntimeClient.Failure) {
      while true {
        try client.next(into: &invocation)
        try answer()
      }
    } catch {
      return error
    }
  }

  private mutating func answer() throws(RuntimeClient.Failure) {
    let started = SystemClock.monotonic
    let deadline = Deadline.soft(
      wall: invocation.deadline, wallNow: SystemClock.wall, now: started)
    log.forgetLines()
    let error = handler.handle(invocation, into: response, deadline: deadline)
    log.endLine(gate)
    // After a second without use the connection is looked at before it is relied on.
    let idled = SystemClock.monotonic &- started > 1_000_000_000
    let receipt: RuntimeClient.Receipt
    if let error {
      receipt = try fail(error, idled)
    } else {
      receipt = try respond(idled)
    }
    report(receipt)
    // A job that the handler left behind may still write to its output: not into the next one.
    if isKnownUniquelyReferenced(&response) {
      response.clear()
    } else {
      response = ResponseFile()
    }
  }

  private mutating func respond(
    _ idled: Bool
  ) throws(RuntimeClient.Failure) -> RuntimeClient.Receipt {
    let response = self.response
    return try response.withResponse {
      (bytes, size) throws(RuntimeClient.Failure) -> RuntimeClient.Receipt in
      if size > RuntimeAPI.responseLimit { return try fail(.tooLarge(bytes, size), idled) }
      let kind = JSONText.kind(of: bytes)
      if case .broken(let offset) = kind { warn(bytes, offset) }
      return try client.respond(
        to: invocation, contentType: ContentType.of(bytes, kind), bytes, idled: idled)
    }
  }

  private mutating func fail(
    _ error: ErrorDocument, _ idled: Bool
  ) throws(RuntimeClient.Failure) -> RuntimeClient.Receipt {
    note(error.json(requestID: invocation.requestID))
    return try client.fail(invocation, error, idled: idled)
  }

  /// Text glued together to JSON, and gone wrong, is what callers complain about most.
  private func warn(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) {
    let from = max(0, offset - 20)
    let excerpt = ByteString(UnsafeBufferPointer(rebasing: bytes[from...].prefix(40)))
    var quoted = ByteString()
    JSONText.append(excerpt, to: &quoted)
    note("nacre: the response begins like JSON and is none at offset \(offset), near \(quoted)")
  }

  private func report(_ receipt: RuntimeClient.Receipt) {
    switch receipt {
    case .accepted: break
    case .refused(let status, let message):
      note("nacre: the answer to \(invocation.requestID) was refused with \(status): \(message)")
    case .lost(let error):
      note("nacre: the answer to \(invocation.requestID) was lost: \(error.message)")
    }
  }

  private func note(_ line: ByteString) { try? log.write(line + "\n", gate) }
}

extension ErrorDocument {
  /// A response that is longer than the platform takes.
  static func tooLarge(_ bytes: UnsafeBufferPointer<UInt8>, _ size: Int) -> ErrorDocument {
    var begin = ByteString()
    JSONText.append(ByteString(UnsafeBufferPointer(rebasing: bytes.prefix(60))), to: &begin)
    return ErrorDocument(
      type: "Function.ResponseSizeTooLarge",
      message:
        "the response has \(size) bytes, more than \(RuntimeAPI.responseLimit); it begins \(begin)")
  }
}
