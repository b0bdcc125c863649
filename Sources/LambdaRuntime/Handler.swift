import LambdaProtocol
import ShellBytes

/// What answers events: a function of a shell, or in a test a closure.
public protocol Handler: AnyObject {
  /// Answers an event.
  /// - Parameters:
  ///   - response: where the answer is written.
  ///   - deadline: monotonic nanoseconds at which the work has to stop; nil for never.
  /// - Returns: why it failed; nil when it did not.
  func handle(
    _ invocation: RuntimeInvocation, into response: ResponseFile, deadline: UInt64?
  ) -> ErrorDocument?
}
