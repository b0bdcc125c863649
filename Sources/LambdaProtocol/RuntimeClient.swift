import ShellBytes
import ShellSystem

/// The client of the Lambda Runtime API: one keep-alive connection, two calls an invocation.
///
/// A lost connection is made anew. Only `/next` is repeated then: a POST may have arrived.
/// - Source: AWS Lambda Runtime API 2018-06-01.
public struct RuntimeClient: ~Copyable {
  private let endpoint: ByteString
  private let address: SocketAddress
  private var connection: HTTPConnection?
  private var next = ByteBuffer()
  private var request = ByteBuffer()
  private var answer = ByteString()

  /// Why a runtime cannot go on.
  public enum Failure: Error, Sendable, Hashable {
    /// No connection could be made, or none lasted for an answer.
    case unreachable(HTTPError)
    /// The API refused `/next`, or said that it cannot recover (500).
    case refused(status: Int, message: ByteString)

    /// In one line.
    public var message: ByteString {
      switch self {
      case .unreachable(let error): "the Lambda Runtime API cannot be reached: \(error.message)"
      case .refused(let status, let message):
        "the Lambda Runtime API answered \(status): \(message)"
      }
    }
  }

  /// What became of an answer that was posted.
  public enum Receipt: Sendable, Hashable {
    case accepted
    /// Not taken: the invocation is over (410), was too large (413), or the id is wrong (400, 403).
    case refused(status: Int, message: ByteString)
    /// Nobody knows; it is not repeated.
    case lost(HTTPError)
  }

  /// - Parameter endpoint: `host:port`, as `AWS_LAMBDA_RUNTIME_API` has it.
  /// - Throws: why it names no server.
  public init(endpoint: ByteString) throws(Errno) {
    self.endpoint = endpoint
    address = try SocketAddress(endpoint)
    next.append(text: "GET ")
    next.append(text: RuntimeAPI.prefix)
    next.append(text: "/invocation/next HTTP/1.1\r\nHost: ")
    next.append(endpoint)
    next.append(text: "\r\n\r\n")
  }

  // MARK: Events

  /// How often, and how long apart in milliseconds, a connection is tried.
  private static let pauses: [UInt64] = [0, 0, 10, 20, 50, 100, 200, 500, 1000]

  /// Waits for the next event, however long that takes.
  /// - Throws: when the API refuses it, or is not there any more.
  public mutating func next(into invocation: inout RuntimeInvocation) throws(Failure) {
    var failure = HTTPError.closed
    for pause in RuntimeClient.pauses {
      if pause > 0 { RuntimeClient.rest(milliseconds: pause) }
      do throws(HTTPError) {
        if try receiveNext(&invocation) {
          dropIfUsedUp()
          return
        }
      } catch {
        connection = nil
        failure = error
        continue
      }
      let status = connection?.status ?? 0
      throw .refused(status: status, message: summary(invocation.event))
    }
    throw .unreachable(failure)
  }

  private static func rest(milliseconds: UInt64) {
    try? Gate().sleep(until: SystemClock.monotonic + milliseconds * 1_000_000)
  }

  /// - Returns: whether there is an event.
  private mutating func receiveNext(
    _ invocation: inout RuntimeInvocation
  ) throws(HTTPError) -> Bool {
    // The last event ends here, so that two large ones are never held at once.
    invocation.event = ByteString()
    var event = ByteString()
    try connect()
    try connection?.exchange(
      next, body: UnsafeBufferPointer(start: nil, count: 0), into: &event
    ) { invocation.take($0) }
    invocation.event = event
    return connection?.status == 200 && !invocation.requestID.isEmpty
  }

  private mutating func connect() throws(HTTPError) {
    if connection != nil { return }
    do throws(Errno) {
      connection = HTTPConnection(try Socket(connectedTo: address))
    } catch {
      throw .system(error)
    }
  }

  private mutating func dropIfUsedUp() {
    if connection?.isReusable == false { connection = nil }
  }

  // MARK: Answers

  /// Posts the response of an invocation.
  /// - Parameter idled: whether the connection was unused for so long that it may be dead.
  /// - Throws: when the API says that it cannot recover.
  public mutating func respond(
    to invocation: RuntimeInvocation, contentType: StaticString,
    _ body: UnsafeBufferPointer<UInt8>, idled: Bool = false
  ) throws(Failure) -> Receipt {
    beginPost()
    request.append(text: "/invocation/")
    request.append(invocation.requestID)
    request.append(text: "/response HTTP/1.1\r\nHost: ")
    request.append(endpoint)
    request.append(text: "\r\nContent-Type: ")
    request.append(text: contentType)
    if let id = invocation.invocationID {
      request.append(text: "\r\nLambda-Runtime-Invocation-Id: ")
      request.append(id)
    }
    return try post(body, idled: idled)
  }

  /// Tells that an invocation failed; the runtime goes on.
  /// - Throws: as `respond`.
  public mutating func fail(
    _ invocation: RuntimeInvocation, _ error: ErrorDocument, idled: Bool = false
  ) throws(Failure) -> Receipt {
    beginPost()
    request.append(text: "/invocation/")
    request.append(invocation.requestID)
    request.append(text: "/error HTTP/1.1\r\nHost: ")
    request.append(endpoint)
    request.append(text: "\r\nContent-Type: application/json")
    if let id = invocation.invocationID {
      request.append(text: "\r\nLambda-Runtime-Invocation-Id: ")
      request.append(id)
    }
    return try post(error, idled: idled)
  }

  /// Tells that the handler could not be loaded; the runtime is expected to exit then.
  /// - Throws: as `respond`.
  public mutating func failInit(_ error: ErrorDocument) throws(Failure) -> Receipt {
    beginPost()
    request.append(text: "/init/error HTTP/1.1\r\nHost: ")
    request.append(endpoint)
    request.append(text: "\r\nContent-Type: application/json")
    return try post(error, idled: false)
  }

  private mutating func beginPost() {
    request.removeAll()
    request.append(text: "POST ")
    request.append(text: RuntimeAPI.prefix)
  }

  private mutating func post(
    _ error: ErrorDocument, idled: Bool
  ) throws(Failure) -> Receipt {
    request.append(text: "\r\nLambda-Runtime-Function-Error-Type: ")
    request.append(error.type)
    let json = error.json()
    return try json.withBytes { (bytes) throws(Failure) in try post(bytes, idled: idled) }
  }

  private mutating func post(
    _ body: UnsafeBufferPointer<UInt8>, idled: Bool
  ) throws(Failure) -> Receipt {
    request.append(text: "\r\nContent-Length: ")
    request.append(decimal: body.count)
    request.append(text: "\r\n\r\n")
    if idled, connection?.isStale == true { connection = nil }
    answer = ByteString()
    do throws(HTTPError) {
      try connect()
      try connection?.exchange(request, body: body, into: &answer)
    } catch {
      connection = nil
      return .lost(error)
    }
    let status = connection?.status ?? 0
    dropIfUsedUp()
    if (200..<300).contains(status) { return .accepted }
    if status == 500 { throw .refused(status: status, message: summary(answer)) }
    return .refused(status: status, message: summary(answer))
  }

  /// An answer's text in one line.
  private func summary(_ text: ByteString) -> ByteString {
    ByteString(text.prefix(300).lazy.map { $0 < 32 ? 32 : $0 })
  }
}
