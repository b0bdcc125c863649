import NIOCore
import NIOHTTP1

/// Collects requests and hands them on one by one.
///
/// A request that is sent before the last one was answered waits. `Expect: 100-continue` is
/// answered, since curl waits a second for it otherwise.
final class ServerHandler: ChannelInboundHandler, @unchecked Sendable {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// How much of a body is kept: the longest that an API takes, and a byte.
  static let bodyLimit = 6_291_557

  private let route: (IncomingRequest, Exchange) -> Void
  private var request: IncomingRequest?
  private var isKeptAlive = true
  private var current: Exchange?
  private var backlog: [HTTPServerRequestPart] = []

  init(_ route: @escaping (IncomingRequest, Exchange) -> Void) { self.route = route }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    take(ServerHandler.unwrapInboundIn(data), context.channel)
  }

  func channelInactive(context: ChannelHandlerContext) {
    let exchange = current
    current = nil
    backlog = []
    exchange?.close()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func take(_ part: HTTPServerRequestPart, _ channel: any Channel) {
    if current != nil {
      backlog.append(part)
      return
    }
    switch part {
    case .head(let head): begin(head, channel)
    case .body(let bytes): add(bytes)
    case .end:
      guard let request else { return }
      self.request = nil
      let exchange = Exchange(channel, isKeptAlive: isKeptAlive) { [weak self] in
        self?.goOn(channel)
      }
      current = exchange
      route(request, exchange)
    }
  }

  private func begin(_ head: HTTPRequestHead, _ channel: any Channel) {
    isKeptAlive = head.isKeepAlive
    let path = String(head.uri.prefix { $0 != "?" })
    request = IncomingRequest(
      method: head.method, path: path, headers: head.headers, body: NIOCore.ByteBuffer(),
      bodySize: 0)
    if head.headers[canonicalForm: "expect"].contains(where: { $0.lowercased() == "100-continue" })
    {
      let go = HTTPResponseHead(version: .http1_1, status: .continue)
      channel.writeAndFlush(HTTPServerResponsePart.head(go), promise: nil)
    }
  }

  private func add(_ bytes: NIOCore.ByteBuffer) {
    guard let size = request?.bodySize else { return }
    request?.bodySize = size &+ bytes.readableBytes
    let kept = min(bytes.readableBytes, max(0, ServerHandler.bodyLimit - size))
    if kept > 0, let slice = bytes.getSlice(at: bytes.readerIndex, length: kept) {
      request?.body.writeImmutableBuffer(slice)
    }
  }

  /// The current request was answered: what came meanwhile is next.
  private func goOn(_ channel: any Channel) {
    current = nil
    let waiting = backlog
    backlog = []
    for part in waiting { take(part, channel) }
  }
}
