import NIOCore
import NIOHTTP1

/// A request with its whole body.
struct IncomingRequest: Sendable {
  var method: HTTPMethod
  /// Without the query.
  var path: String
  var headers: HTTPHeaders
  /// The body; of one that is longer than `ServerHandler.bodyLimit` its beginning.
  var body: NIOCore.ByteBuffer
  /// How long the body was.
  var bodySize: Int
}

/// A request that waits for its answer. Used on its event loop only.
final class Exchange: @unchecked Sendable {
  private let channel: any Channel
  private let isKeptAlive: Bool
  private var answered = false
  private var finish: (() -> Void)?
  /// What to do when the client goes away before it is answered.
  var whenClosed: (() -> Void)?

  init(_ channel: any Channel, isKeptAlive: Bool, finish: @escaping () -> Void) {
    self.channel = channel
    self.isKeptAlive = isKeptAlive
    self.finish = finish
  }

  /// Sends the answer; a second one is ignored.
  func answer(
    _ status: HTTPResponseStatus, _ headers: [(String, String)] = [],
    _ body: NIOCore.ByteBuffer = NIOCore.ByteBuffer()
  ) {
    if answered { return }
    answered = true
    whenClosed = nil
    var fields = HTTPHeaders(headers)
    fields.replaceOrAdd(name: "Content-Length", value: String(body.readableBytes))
    if !isKeptAlive { fields.replaceOrAdd(name: "Connection", value: "close") }
    let head = HTTPResponseHead(version: .http1_1, status: status, headers: fields)
    channel.write(HTTPServerResponsePart.head(head), promise: nil)
    if body.readableBytes > 0 {
      channel.write(HTTPServerResponsePart.body(.byteBuffer(body)), promise: nil)
    }
    let sent = channel.writeAndFlush(HTTPServerResponsePart.end(nil))
    if !isKeptAlive { sent.whenComplete { [channel] _ in channel.close(promise: nil) } }
    let next = finish
    finish = nil
    next?()
  }

  /// Sends a JSON text.
  func answer(_ status: HTTPResponseStatus, json: String) {
    answer(
      status, [("Content-Type", "application/json")], NIOCore.ByteBuffer(string: json))
  }

  /// Tells that the client has gone.
  func close() {
    if answered { return }
    answered = true
    finish = nil
    let told = whenClosed
    whenClosed = nil
    told?()
  }
}
