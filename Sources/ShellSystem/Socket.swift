import Glibc
import ShellBytes

/// Where a TCP server listens.
public struct SocketAddress: Sendable {
  private var storage = sockaddr_storage()
  private var length = socklen_t(0)

  /// Reads `host:port`; the host is an IPv4 address, an IPv6 address in brackets, or a name.
  ///
  /// No name server is asked for an address or for `localhost`.
  /// - Throws: `Errno.invalid` for another text, `Errno.noEntry` for a name that is not known.
  public init(_ text: ByteString) throws(Errno) {
    guard let colon = text.lastIndex(of: UInt8(ascii: ":")),
      let port = text.dropFirst(colon + 1).decimalInteger, (1...65535).contains(port)
    else { throw .invalid }
    try self.init(host: text.prefix(colon), port: UInt16(port))
  }

  /// - Throws: as `init(_:)`.
  public init(host: ByteString, port: UInt16) throws(Errno) {
    var host = host
    if host.first == UInt8(ascii: "["), host.last == UInt8(ascii: "]") {
      host = host.dropFirst().dropLast()
    }
    if host.isEmpty { throw .invalid }
    if host == "localhost" { host = "127.0.0.1" }
    var four = sockaddr_in()
    if host.withCString({ inet_pton(AF_INET, $0, &four.sin_addr) }) == 1 {
      four.sin_family = sa_family_t(AF_INET)
      four.sin_port = port.bigEndian
      store(four)
      return
    }
    var six = sockaddr_in6()
    if host.withCString({ inet_pton(AF_INET6, $0, &six.sin6_addr) }) == 1 {
      six.sin6_family = sa_family_t(AF_INET6)
      six.sin6_port = port.bigEndian
      store(six)
      return
    }
    try look(up: host, port)
  }

  private mutating func store<Address>(_ address: Address) {
    withUnsafeMutableBytes(of: &storage) { target in
      withUnsafeBytes(of: address) { target.copyMemory(from: $0) }
    }
    length = socklen_t(MemoryLayout<Address>.size)
  }

  private mutating func look(up host: ByteString, _ port: UInt16) throws(Errno) {
    var wanted = addrinfo()
    wanted.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let error = host.withCString { name in
      ByteString(Int(port)).withCString { getaddrinfo(name, $0, &wanted, &found) }
    }
    defer { if let found { freeaddrinfo(found) } }
    guard error == 0, let entry = found?.pointee, let address = entry.ai_addr,
      Int(entry.ai_addrlen) <= MemoryLayout<sockaddr_storage>.size
    else { throw .noEntry }
    withUnsafeMutableBytes(of: &storage) {
      $0.copyMemory(
        from: UnsafeRawBufferPointer(start: address, count: Int(entry.ai_addrlen)))
    }
    length = entry.ai_addrlen
  }

  fileprivate var family: Int32 { Int32(storage.ss_family) }

  fileprivate func connect(_ descriptor: Int32) -> Int32 {
    withUnsafePointer(to: storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, length)
      }
    }
  }
}

/// A connected stream socket whose calls block; closed with its owner.
///
/// It does not pass through a gate: its one user waits for the next invocation, when no shell code
/// runs that a signal or a deadline could end.
public struct Socket: ~Copyable {
  private let descriptor: Int32

  /// Takes over a connected descriptor.
  public init(owning descriptor: Int32) { self.descriptor = descriptor }

  /// Connects; what is sent leaves at once (TCP_NODELAY).
  /// - Throws: why it could not, for example ECONNREFUSED.
  public init(connectedTo address: SocketAddress) throws(Errno) {
    let made = socket(address.family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    if made < 0 { throw .last }
    var number = made
    if number <= 2 {
      // 0 to 2 stay free: a socket must not become the log.
      number = fcntl(made, F_DUPFD_CLOEXEC, 3)
      close(made)
      if number < 0 { throw .last }
    }
    if address.connect(number) != 0 {
      let error = Socket.finishConnecting(number)
      if error != 0 {
        close(number)
        throw Errno(error)
      }
    }
    var one: Int32 = 1
    setsockopt(
      number, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    descriptor = number
  }

  /// A signal does not end a connection attempt: it goes on, and its end is waited for.
  private static func finishConnecting(_ descriptor: Int32) -> Int32 {
    if errno != EINTR { return errno }
    var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    while poll(&polled, 1, -1) < 0 {
      if errno != EINTR { return errno }
    }
    var error: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno
  }

  deinit { close(descriptor) }

  /// Receives what there is, waiting for the first byte.
  /// - Returns: the number of bytes; 0 when the other side has closed.
  public func receive(_ target: UnsafeMutableRawBufferPointer) throws(Errno) -> Int {
    while true {
      let count = recv(descriptor, target.baseAddress, target.count, 0)
      if count >= 0 { return count }
      if errno != EINTR { throw .last }
    }
  }

  /// Sends all bytes of two buffers, as one message where they fit.
  public func send(
    _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>
  ) throws(Errno) {
    var pieces = (Socket.piece(first), Socket.piece(second))
    var left = first.count + second.count
    while left > 0 {
      var sent = withUnsafeMutablePointer(to: &pieces) { pair -> Int in
        pair.withMemoryRebound(to: iovec.self, capacity: 2) { vector in
          var message = msghdr()
          message.msg_iov = vector
          message.msg_iovlen = 2
          return sendmsg(descriptor, &message, Int32(MSG_NOSIGNAL))
        }
      }
      if sent < 0 {
        if errno == EINTR { continue }
        throw .last
      }
      left -= sent
      Socket.advance(&pieces.0, &sent)
      Socket.advance(&pieces.1, &sent)
    }
  }

  private static func piece(_ bytes: UnsafeBufferPointer<UInt8>) -> iovec {
    iovec(iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count)
  }

  private static func advance(_ piece: inout iovec, _ sent: inout Int) {
    let taken = min(piece.iov_len, sent)
    piece.iov_base = piece.iov_base.map { $0 + taken }
    piece.iov_len -= taken
    sent -= taken
  }

  /// Whether the other side has closed, or sent what nobody asked for.
  public var isStale: Bool {
    var byte: UInt8 = 0
    let flags = Int32(MSG_PEEK | MSG_DONTWAIT)
    let count = recv(descriptor, &byte, 1, flags)
    return count >= 0 || (errno != EAGAIN && errno != EINTR)
  }
}
