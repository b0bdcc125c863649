import LambdaProtocol
import NIOCore
import NIOHTTP1
import ShellBytes

/// What the emulator's addresses mean. Used on its event loop only.
final class Routes: @unchecked Sendable {
  private let dispatcher: Dispatcher
  init(_ dispatcher: Dispatcher) { self.dispatcher = dispatcher }

  /// A request to the main port: the Invoke API, and the Runtime API for runtimes that somebody
  /// else started.
  func main(_ request: IncomingRequest, _ exchange: Exchange) {
    let parts = request.path.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 5, parts[1] == "2015-03-31", parts[2] == "functions",
      parts[4] == "invocations"
    {
      invoke(request, exchange)
    } else {
      runtime(request, exchange, nil)
    }
  }

  // MARK: The Invoke API 2015-03-31

  private func invoke(_ request: IncomingRequest, _ exchange: Exchange) {
    guard request.method == .POST else { return notAllowed(exchange) }
    let type = request.headers.first(name: "X-Amz-Invocation-Type") ?? "RequestResponse"
    switch type {
    case "RequestResponse": submit(request, exchange, RuntimeAPI.eventLimit)
    case "Event": submitAsynchronously(request, exchange)
    case "DryRun": exchange.answer(.noContent)
    default:
      refuse(
        exchange, .badRequest, "InvalidParameterValueException",
        "'\(type)' is no invocation type: RequestResponse, Event or DryRun")
    }
  }

  private func submit(_ request: IncomingRequest, _ exchange: Exchange, _ limit: Int) {
    if isTooLarge(request, exchange, limit) { return }
    guard let invocation = make(request, exchange, caller: exchange) else { return }
    dispatcher.submit(invocation)
  }

  private func submitAsynchronously(_ request: IncomingRequest, _ exchange: Exchange) {
    if isTooLarge(request, exchange, RuntimeAPI.asynchronousEventLimit) { return }
    guard let invocation = make(request, exchange, caller: nil) else { return }
    exchange.answer(.accepted, [("X-Amzn-RequestId", invocation.id)])
    dispatcher.submit(invocation)
  }

  private func isTooLarge(
    _ request: IncomingRequest, _ exchange: Exchange, _ limit: Int
  ) -> Bool {
    if request.bodySize <= limit { return false }
    refuse(
      exchange, .payloadTooLarge, "RequestTooLargeException",
      "Request must be smaller than \(limit) bytes for the InvokeFunction operation")
    return true
  }

  private func make(
    _ request: IncomingRequest, _ exchange: Exchange, caller: Exchange?
  ) -> EmulatedInvocation? {
    do throws(InvokeError) {
      return try EmulatedInvocation(request, caller: caller)
    } catch {
      refuse(
        exchange, .badRequest, "InvalidRequestContentException",
        "Client context must be a valid Base64-encoded JSON object.")
      return nil
    }
  }

  private func refuse(
    _ exchange: Exchange, _ status: HTTPResponseStatus, _ type: String, _ message: String
  ) {
    exchange.answer(
      status, [("Content-Type", "application/json"), ("X-Amzn-ErrorType", type)],
      NIOCore.ByteBuffer(string: EmulatorError.userJSON(message)))
  }

  private func notAllowed(_ exchange: Exchange) {
    exchange.answer(
      .methodNotAllowed,
      json: EmulatorError.json(type: "MethodNotAllowed", message: "Method Not Allowed"))
  }

  // MARK: The Runtime API 2018-06-01

  /// A request of a runtime; `worker` is nil for one that somebody else started.
  func runtime(_ request: IncomingRequest, _ exchange: Exchange, _ worker: Worker?) {
    let parts = request.path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 5, parts[1] == "2018-06-01", parts[2] == "runtime" else {
      return notFound(exchange)
    }
    switch (parts[3], parts[4], parts.count) {
    case ("invocation", "next", 5):
      if request.method == .GET { dispatcher.next(worker, exchange) } else { notAllowed(exchange) }
    case ("init", "error", 5):
      guard request.method == .POST else { return notAllowed(exchange) }
      dispatcher.failInit(worker, request.body, exchange)
    case ("invocation", let id, 6) where parts[5] == "response" || parts[5] == "error":
      guard request.method == .POST else { return notAllowed(exchange) }
      answer(request, exchange, worker, String(id), isError: parts[5] == "error")
    default: notFound(exchange)
    }
  }

  private func notFound(_ exchange: Exchange) {
    exchange.answer(
      .notFound, json: EmulatorError.json(type: "NotFound", message: "404 page not found"))
  }

  private func answer(
    _ request: IncomingRequest, _ exchange: Exchange, _ worker: Worker?, _ id: String,
    isError: Bool
  ) {
    let attempt = request.headers.first(name: "Lambda-Runtime-Invocation-Id")
    func take(_ outcome: EmulatedInvocation.Outcome) -> Bool {
      dispatcher.answer(worker, id, attempt: attempt, outcome, exchange)
    }
    if let mode = request.headers.first(name: "Lambda-Runtime-Function-Response-Mode"),
      !isError, mode.lowercased() != "streaming"
    {
      if take(.error("Runtime.InvalidResponseModeHeader", "Invalid response mode")) {
        exchange.answer(
          .badRequest,
          json: EmulatorError.json(
            type: "InvalidResponseModeHeader", message: "Invalid response mode"))
      }
      return
    }
    if request.bodySize > RuntimeAPI.responseLimit {
      let message =
        "Response payload size exceeded maximum allowed payload size "
        + "(\(RuntimeAPI.responseLimit) bytes)."
      if take(.error("Function.ResponseSizeTooLarge", .init(message))) {
        exchange.answer(
          .payloadTooLarge,
          json: EmulatorError.json(
            type: "RequestEntityTooLarge",
            message: "Exceeded maximum allowed payload size (\(RuntimeAPI.responseLimit) bytes)."))
      }
      return
    }
    let outcome: EmulatedInvocation.Outcome =
      isError ? .error(request.body) : .response(request.body)
    if take(outcome) { exchange.answer(.accepted, json: "{\"status\":\"OK\"}") }
  }
}
