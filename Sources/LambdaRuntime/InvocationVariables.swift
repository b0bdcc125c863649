import LambdaProtocol
import Nacre
import ShellBytes

/// The exported variables that tell a handler about its invocation (docs/lambda.md). One that the
/// platform did not give is unset.
struct InvocationVariables {
  private(set) var list: [(name: ByteString, value: ByteString?)]

  init() {
    list = [
      ("LAMBDA_REQUEST_ID", nil), ("AWS_LAMBDA_REQUEST_ID", nil),
      ("LAMBDA_DEADLINE_MS", nil), ("AWS_LAMBDA_DEADLINE_MS", nil),
      ("LAMBDA_FUNCTION_ARN", nil), ("AWS_LAMBDA_FUNCTION_ARN", nil),
      ("_X_AMZN_TRACE_ID", nil), ("LAMBDA_TRACE_ID", nil), ("AWS_LAMBDA_TRACE_ID", nil),
      ("LAMBDA_CLIENT_CONTEXT", nil), ("LAMBDA_COGNITO_IDENTITY", nil), ("LAMBDA_TENANT_ID", nil),
    ]
  }

  /// Takes the values of an invocation.
  mutating func take(_ invocation: RuntimeInvocation) {
    set(0...1, invocation.requestID)
    set(2...3, invocation.deadline.map { ByteString($0) })
    set(4...5, invocation.functionARN)
    set(6...8, invocation.traceID)
    set(9...9, invocation.clientContext)
    set(10...10, invocation.cognitoIdentity)
    set(11...11, invocation.tenantID)
  }

  private mutating func set(_ places: ClosedRange<Int>, _ value: ByteString?) {
    for place in places { list[place].value = value }
  }
}
