import LambdaProtocol
import NIOCore
import NIOHTTP1
import ShellBytes

/// An invocation, from its request to the answer of its caller. Used on its event loop only.
final class EmulatedInvocation: @unchecked Sendable {
  let id: String
  /// Unique to the attempt, as the platform's.
  let attempt = String(RequestID.random())
  let event: NIOCore.ByteBuffer
  let traceID: String
  let clientContext: String?
  let tenantID: String?
  let wantsLog: Bool
  /// The caller; nil when it was answered at once, as an asynchronous one is.
  private let caller: Exchange?

  /// Monotonic nanoseconds at which a runtime took it.
  var started: UInt64 = 0
  var timer: Scheduled<Void>?
  /// Whether the runtime has answered, or was given up.
  private(set) var isOver = false

  init(
    _ request: IncomingRequest, caller: Exchange?
  ) throws(InvokeError) {
    self.caller = caller
    event = request.body
    func header(_ name: String) -> String? {
      request.headers.first(name: name).flatMap { $0.isEmpty ? nil : $0 }
    }
    id = header("X-Amzn-RequestId") ?? String(RequestID.random())
    traceID = header("X-Amzn-Trace-Id") ?? EmulatedInvocation.newTraceID()
    tenantID = header("X-Amz-Tenant-Id")
    wantsLog = header("X-Amz-Log-Type")?.lowercased() == "tail"
    if let encoded = header("X-Amz-Client-Context") {
      guard let bytes = Base64.decode(encoded) else { throw .badClientContext }
      clientContext = String(decoding: bytes, as: UTF8.self)
    } else {
      clientContext = nil
    }
  }

  private static func newTraceID() -> String {
    let root = RequestID.hexadecimal(24)
    let parent = RequestID.hexadecimal(16)
    return "Root=1-\(RequestID.hexadecimal(8))-\(root);Parent=\(parent);Sampled=0"
  }

  /// The headers of the answer to `/next`.
  func headers(deadline: UInt64, functionARN: ByteString) -> [(String, String)] {
    var list = [
      ("Content-Type", "application/json"),
      ("Lambda-Runtime-Aws-Request-Id", id),
      ("Lambda-Runtime-Invocation-Id", attempt),
      ("Lambda-Runtime-Deadline-Ms", String(deadline / 1_000_000)),
      ("Lambda-Runtime-Invoked-Function-Arn", String(functionARN)),
      ("Lambda-Runtime-Trace-Id", traceID),
    ]
    if let clientContext {
      // A header has no line breaks.
      let line = clientContext.split(whereSeparator: \.isNewline).joined(separator: " ")
      list.append(("Lambda-Runtime-Client-Context", line))
    }
    if let tenantID { list.append(("Lambda-Runtime-Aws-Tenant-Id", tenantID)) }
    return list
  }

  /// What the caller is told.
  enum Outcome {
    case response(NIOCore.ByteBuffer)
    /// The function, or its runtime, failed.
    case error(NIOCore.ByteBuffer, status: HTTPResponseStatus = .ok)

    static func error(
      _ type: ByteString, _ message: ByteString, status: HTTPResponseStatus = .ok
    ) -> Outcome {
      let json = EmulatorError.json(type: String(type), message: String(message))
      return .error(NIOCore.ByteBuffer(string: json), status: status)
    }
  }

  /// Answers the caller, once.
  /// - Parameter log: the end of the log, where it was asked for.
  func finish(_ outcome: Outcome, log: [UInt8]) {
    if isOver { return }
    isOver = true
    timer?.cancel()
    timer = nil
    // Whatever the response is: its type is not relayed.
    var headers = [
      ("Content-Type", "application/json"), ("X-Amzn-RequestId", id),
      ("X-Amz-Executed-Version", "$LATEST"),
    ]
    if wantsLog { headers.append(("X-Amz-Log-Result", Base64.encode(log))) }
    switch outcome {
    case .response(let body): caller?.answer(.ok, headers, body)
    case .error(let body, let status):
      headers.append(("X-Amz-Function-Error", "Unhandled"))
      caller?.answer(status, headers, body)
    }
  }
}

/// Why a request is no invocation.
enum InvokeError: Error { case badClientContext }

/// The documents of the two APIs' own errors.
enum EmulatorError {
  /// `{"errorMessage":…,"errorType":…}`, as the Runtime API has it.
  static func json(type: String, message: String) -> String {
    var text = ByteString("{\"errorMessage\":")
    JSONText.append(ByteString(message), to: &text)
    text.append(",\"errorType\":" as ByteString)
    JSONText.append(ByteString(type), to: &text)
    text.append("}" as ByteString)
    return String(text)
  }

  /// `{"Type":"User","Message":…}`, as the Invoke API has it.
  static func userJSON(_ message: String) -> String {
    var text = ByteString("{\"Type\":\"User\",\"Message\":")
    JSONText.append(ByteString(message), to: &text)
    text.append("}" as ByteString)
    return String(text)
  }
}
