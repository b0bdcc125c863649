import ShellBytes

/// Names and numbers of the Lambda Runtime API.
///
/// - Source: AWS Lambda Runtime API 2018-06-01.
public enum RuntimeAPI {
  /// What all paths of the API begin with.
  public static let prefix: StaticString = "/2018-06-01/runtime"
  /// How long a response may be: 6 MiB and 100 bytes.
  public static let responseLimit = 6_291_556
  /// How long the event of a synchronous invocation may be.
  public static let eventLimit = 6_291_456
  /// How long the event of an asynchronous invocation may be.
  public static let asynchronousEventLimit = 1_048_576
}

/// An event and what came with it.
public struct RuntimeInvocation: Sendable {
  /// The id that answers are posted under; callers may choose it, retries repeat it.
  public var requestID: ByteString = ""
  /// Unique to this attempt; sent back with the answer where it is given.
  public var invocationID: ByteString?
  /// Milliseconds since 1970-01-01 UTC at which the platform gives up.
  public var deadline: Int?
  public var functionARN: ByteString?
  public var traceID: ByteString?
  /// JSON.
  public var clientContext: ByteString?
  /// JSON.
  public var cognitoIdentity: ByteString?
  public var tenantID: ByteString?
  public var event: ByteString = ""

  public init() {}

  /// Takes the headers of an answer to `/next`; what is absent there is nil here.
  mutating func take(_ headers: HTTPConnection.Headers) {
    func take(_ name: StaticString, _ value: inout ByteString?) {
      guard let bytes = headers[name], !bytes.isEmpty else {
        value = nil
        return
      }
      if value == nil { value = ByteString(bytes) } else { value?.assign(bytes) }
    }
    requestID.assign(headers["lambda-runtime-aws-request-id"] ?? .init(start: nil, count: 0))
    deadline = headers["lambda-runtime-deadline-ms"].flatMap {
      HTTPHead.decimal($0, 0..<$0.count)
    }
    take("lambda-runtime-invocation-id", &invocationID)
    take("lambda-runtime-invoked-function-arn", &functionARN)
    take("lambda-runtime-trace-id", &traceID)
    take("lambda-runtime-client-context", &clientContext)
    take("lambda-runtime-cognito-identity", &cognitoIdentity)
    take("lambda-runtime-aws-tenant-id", &tenantID)
  }
}
