import CShellSpawn
import Glibc
import ShellBytes

/// An open file of the kernel: a regular file, a terminal, a pipe, a device, a socket.
public final class KernelFile: OpenFile, @unchecked Sendable {
  private let number: Int32
  /// What happens to the descriptor with the last reference.
  private let ending: Ending
  private let isShared: Bool
  /// Regular files and directories never make a caller wait; what may is polled first.
  let mayWait: Bool
  let isFIFO: Bool
  /// How many bytes one read asks for.
  private static let readSize = 65536

  /// What becomes of a descriptor that nobody refers to any more.
  public enum Ending: Sendable {
    case stays, isClosed
    /// It is closed, and its number kept from other use: it is that of a standard stream.
    case isVacated
  }

  /// - Parameters:
  ///   - ending: what happens to the descriptor with the last reference.
  ///   - isShared: whether another process may read from the same open file.
  public init(_ descriptor: Int32, ending: Ending = .isClosed, isShared: Bool = false) {
    number = descriptor
    self.ending = ending
    self.isShared = isShared
    var status = stat()
    if fstat(descriptor, &status) == 0 {
      let kind = status.st_mode & S_IFMT
      mayWait = kind != S_IFREG && kind != S_IFDIR && kind != S_IFBLK
      isFIFO = kind == S_IFIFO
    } else {
      mayWait = true
      isFIFO = false
    }
  }

  deinit {
    if isShared { returnUnread() }
    switch ending {
    case .stays: break
    case .isClosed: close(number)
    case .isVacated: KernelFile.vacate(number)
    }
  }

  /// The descriptors above the standard ones that the process was started with. From now on
  /// programs get them only where they are told to.
  public static func inheritedDescriptors() -> [Int32] {
    let count = 253
    return withUnsafeTemporaryAllocation(of: pollfd.self, capacity: count) { polled in
      for index in 0..<count {
        polled.initializeElement(
          at: index, to: pollfd(fd: Int32(index &+ 3), events: 0, revents: 0))
      }
      guard poll(polled.baseAddress, nfds_t(count), 0) >= 0 else { return [] }
      var found: [Int32] = []
      for index in 0..<count where polled[index].revents & Int16(POLLNVAL) == 0 {
        let number = polled[index].fd
        let flags = fcntl(number, F_GETFD)
        // What this process has opened for itself is closed at exec.
        if flags < 0 || flags & FD_CLOEXEC != 0 { continue }
        if fcntl(number, F_SETFD, flags | FD_CLOEXEC) == 0 { found.append(number) }
      }
      return found
    }
  }

  private static func vacate(_ number: Int32) {
    let null = open("/dev/null", O_RDWR | O_CLOEXEC)
    if null < 0 { return }
    dup2(null, number)
    close(null)
  }

  /// Takes O_NONBLOCK away, with which it was opened.
  func makeBlocking() throws(Errno) {
    let flags = fcntl(number, F_GETFL)
    if flags < 0 || fcntl(number, F_SETFL, flags & ~O_NONBLOCK) < 0 { throw .last }
  }

  public override var descriptor: Int32? { number }
  public override var isSharedWithOthers: Bool { isShared && mayWait }
  public override var isTerminal: Bool { isatty(number) == 1 }

  public override func refill(_ buffer: inout ByteBuffer, _ gate: Gate) throws(Errno) {
    // What others read too is taken byte by byte, so that nothing is taken from them.
    let size = isShared && mayWait ? 1 : KernelFile.readSize
    while true {
      if mayWait { try gate.wait(for: number, events: Int16(POLLIN)) }
      let count = try buffer.append(upTo: size) { (target) throws(Errno) -> Int in
        let count = Glibc.read(number, target.baseAddress, target.count)
        if count < 0 && errno != EINTR && errno != EAGAIN { throw .last }
        return count
      }
      if count >= 0 { return }
    }
  }

  public override func write(_ bytes: UnsafeBufferPointer<UInt8>, _ gate: Gate) throws(Errno) {
    var done = 0
    while done < bytes.count {
      if mayWait && !isReady(Int16(POLLOUT)) { try gate.wait(for: number, events: Int16(POLLOUT)) }
      // A pipe that polls ready takes this much without waiting (PIPE_BUF).
      let size = mayWait ? min(bytes.count - done, 4096) : bytes.count - done
      let count = Glibc.write(number, bytes.baseAddress! + done, size)
      if count >= 0 {
        done += count
      } else if errno == EINTR || errno == EAGAIN {
        try gate.check()
      } else {
        throw .last
      }
    }
  }

  private func isReady(_ events: Int16) -> Bool {
    var polled = pollfd(fd: number, events: events, revents: 0)
    return poll(&polled, 1, 0) > 0
  }

  public override func canWrite(_ count: Int) -> Bool { !mayWait || isReady(Int16(POLLOUT)) }
  public override var canRefill: Bool { !mayWait || isReady(Int16(POLLIN)) }

  public override func seek(_ offset: Int, _ whence: Int32) throws(Errno) -> Int {
    let position = lseek(number, offset, whence)
    if position < 0 { throw .last }
    return position
  }

  public override func status() throws(Errno) -> FileStatus {
    var status = stat()
    if fstat(number, &status) != 0 { throw .last }
    return FileStatus(status)
  }
}
