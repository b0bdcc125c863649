import ShellBytes
import ShellCommand
import ShellSystem

/// A file system that holds `/`, `/dev/null` and whatever a script writes, each file forgotten when
/// it is closed: nothing of the host is seen or changed.
struct NoFiles: FileSystem {
  func open(
    _ path: ByteString, _ options: OpenOptions, mode: UInt32
  ) throws(Errno) -> OpenFile {
    if path == "/dev/null" || options.contains(.create) { return NullFile() }
    throw .noEntry
  }
  func status(_ path: ByteString, followLinks: Bool) throws(Errno) -> FileStatus {
    if path == "/dev/null" { return FileStatus.nullDevice }
    guard path == "/" else { throw .noEntry }
    var status = FileStatus.nullDevice
    status.kind = .directory
    return status
  }
  func isAccessible(_ path: ByteString, _ mode: AccessMode) -> Bool {
    path == "/" || path == "/dev/null"
  }
  func entries(_ path: ByteString) throws(Errno) -> [DirectoryEntry] {
    if path != "/" { throw .noEntry }
    return []
  }
  func makeDirectory(_ path: ByteString, mode: UInt32) throws(Errno) { throw .notPermitted }
  func remove(_ path: ByteString) throws(Errno) { throw .noEntry }
  func removeDirectory(_ path: ByteString) throws(Errno) { throw .noEntry }
  func rename(_ old: ByteString, to new: ByteString) throws(Errno) { throw .noEntry }
  func link(_ old: ByteString, to new: ByteString) throws(Errno) { throw .noEntry }
  func makeSymbolicLink(_ path: ByteString, to target: ByteString) throws(Errno) {
    throw .notPermitted
  }
  func makeFIFO(_ path: ByteString, mode: UInt32) throws(Errno) { throw .notPermitted }
  func readLink(_ path: ByteString) throws(Errno) -> ByteString { throw .noEntry }
  func setPermissions(_ path: ByteString, _ mode: UInt32) throws(Errno) { throw .noEntry }
  func setOwner(_ path: ByteString, user: UInt32, group: UInt32, followLinks: Bool) throws(Errno) {
    throw .noEntry
  }
  func setTimes(
    _ path: ByteString, accessed: Int?, modified: Int?, followLinks: Bool
  ) throws(Errno) { throw .noEntry }
  func truncate(_ path: ByteString, size: Int) throws(Errno) { throw .noEntry }
  func realPath(_ path: ByteString) throws(Errno) -> ByteString { path }
}
