import ShellBytes
import ShellSystem

/// The files that commands see. Paths are absolute; modes are applied as they are given.
public protocol FileSystem: Sendable {
  func open(_ path: ByteString, _ options: OpenOptions, mode: UInt32) throws(Errno) -> OpenFile
  /// The same where opening may have to wait, as for the other end of a FIFO.
  func open(_ path: ByteString, _ options: OpenOptions, mode: UInt32, gate: Gate)
    throws(Errno) -> OpenFile
  func status(_ path: ByteString, followLinks: Bool) throws(Errno) -> FileStatus
  func isAccessible(_ path: ByteString, _ mode: AccessMode) -> Bool
  /// Names without `.` and `..`, in no order.
  func entries(_ path: ByteString) throws(Errno) -> [DirectoryEntry]
  func makeDirectory(_ path: ByteString, mode: UInt32) throws(Errno)
  func remove(_ path: ByteString) throws(Errno)
  func removeDirectory(_ path: ByteString) throws(Errno)
  func rename(_ old: ByteString, to new: ByteString) throws(Errno)
  func link(_ old: ByteString, to new: ByteString) throws(Errno)
  func makeSymbolicLink(_ path: ByteString, to target: ByteString) throws(Errno)
  func makeFIFO(_ path: ByteString, mode: UInt32) throws(Errno)
  func readLink(_ path: ByteString) throws(Errno) -> ByteString
  func setPermissions(_ path: ByteString, _ mode: UInt32) throws(Errno)
  func setOwner(_ path: ByteString, user: UInt32, group: UInt32, followLinks: Bool) throws(Errno)
  func setTimes(_ path: ByteString, accessed: Int?, modified: Int?, followLinks: Bool)
    throws(Errno)
  func truncate(_ path: ByteString, size: Int) throws(Errno)
  func realPath(_ path: ByteString) throws(Errno) -> ByteString
}

extension FileSystem {
  /// Whether a value of PWD names a directory: an absolute path without `.` and `..` (XCU `sh`).
  package func isName(_ given: ByteString, of directory: ByteString) -> Bool {
    guard given.first == UInt8(ascii: "/"), Path.normalized(given) == given,
      let here = try? status(directory, followLinks: true),
      let there = try? status(given, followLinks: true)
    else { return false }
    return here.device == there.device && here.inode == there.inode
  }

  public func open(
    _ path: ByteString, _ options: OpenOptions, mode: UInt32, gate: Gate
  ) throws(Errno) -> OpenFile {
    try open(path, options, mode: mode)
  }
  /// Whether something is there, at the end of all links.
  public func exists(_ path: ByteString) -> Bool { isAccessible(path, .exists) }
  /// Whether it is a directory, at the end of all links.
  public func isDirectory(_ path: ByteString) -> Bool {
    (try? status(path, followLinks: true))?.kind == .directory
  }
}

/// The files of the host.
public struct HostFileSystem: FileSystem {
  public init() {}
  public func open(
    _ path: ByteString, _ options: OpenOptions, mode: UInt32
  ) throws(Errno) -> OpenFile {
    try Files.open(path, options, mode: mode)
  }
  public func open(
    _ path: ByteString, _ options: OpenOptions, mode: UInt32, gate: Gate
  ) throws(Errno) -> OpenFile {
    try Files.open(path, options, mode: mode, gate: gate)
  }
  public func status(_ path: ByteString, followLinks: Bool) throws(Errno) -> FileStatus {
    try Files.status(path, followLinks: followLinks)
  }
  public func isAccessible(_ path: ByteString, _ mode: AccessMode) -> Bool {
    Files.isAccessible(path, mode)
  }
  public func entries(_ path: ByteString) throws(Errno) -> [DirectoryEntry] {
    try Files.entries(path)
  }
  public func makeDirectory(_ path: ByteString, mode: UInt32) throws(Errno) {
    try Files.makeDirectory(path, mode: mode)
  }
  public func remove(_ path: ByteString) throws(Errno) { try Files.remove(path) }
  public func removeDirectory(_ path: ByteString) throws(Errno) {
    try Files.removeDirectory(path)
  }
  public func rename(_ old: ByteString, to new: ByteString) throws(Errno) {
    try Files.rename(old, to: new)
  }
  public func link(_ old: ByteString, to new: ByteString) throws(Errno) {
    try Files.link(old, to: new)
  }
  public func makeSymbolicLink(_ path: ByteString, to target: ByteString) throws(Errno) {
    try Files.makeSymbolicLink(path, to: target)
  }
  public func makeFIFO(_ path: ByteString, mode: UInt32) throws(Errno) {
    try Files.makeFIFO(path, mode: mode)
  }
  public func readLink(_ path: ByteString) throws(Errno) -> ByteString {
    try Files.readLink(path)
  }
  public func setPermissions(_ path: ByteString, _ mode: UInt32) throws(Errno) {
    try Files.setPermissions(path, mode)
  }
  public func setOwner(
    _ path: ByteString, user: UInt32, group: UInt32, followLinks: Bool
  ) throws(Errno) {
    try Files.setOwner(path, user: user, group: group, followLinks: followLinks)
  }
  public func setTimes(
    _ path: ByteString, accessed: Int?, modified: Int?, followLinks: Bool
  ) throws(Errno) {
    try Files.setTimes(path, accessed: accessed, modified: modified, followLinks: followLinks)
  }
  public func truncate(_ path: ByteString, size: Int) throws(Errno) {
    try Files.truncate(path, size: size)
  }
  public func realPath(_ path: ByteString) throws(Errno) -> ByteString {
    try Files.realPath(path)
  }
}
