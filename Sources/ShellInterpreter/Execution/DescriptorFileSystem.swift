import ShellBytes
import ShellCommand
import ShellSystem

/// The files of a shell, and `/dev/fd/N` as its descriptors: what a utility sees that was given
/// the word of a process substitution.
struct DescriptorFileSystem: FileSystem {
  private let files: any FileSystem
  private let descriptor: @Sendable (Int) -> OpenFile?

  init(_ files: any FileSystem, descriptor: @escaping @Sendable (Int) -> OpenFile?) {
    self.files = files
    self.descriptor = descriptor
  }

  private func file(_ path: ByteString) -> OpenFile? {
    guard path.hasPrefix("/dev/fd/"), let number = path.dropFirst(8).decimalInteger else {
      return nil
    }
    return descriptor(number)
  }

  func open(_ path: ByteString, _ options: OpenOptions, mode: UInt32) throws(Errno) -> OpenFile {
    if let file = file(path) { return file }
    return try files.open(path, options, mode: mode)
  }
  func status(_ path: ByteString, followLinks: Bool) throws(Errno) -> FileStatus {
    if let file = file(path) { return try file.status() }
    return try files.status(path, followLinks: followLinks)
  }
  func isAccessible(_ path: ByteString, _ mode: AccessMode) -> Bool {
    file(path) != nil ? mode != .execute : files.isAccessible(path, mode)
  }
  func entries(_ path: ByteString) throws(Errno) -> [DirectoryEntry] { try files.entries(path) }
  func makeDirectory(_ path: ByteString, mode: UInt32) throws(Errno) {
    try files.makeDirectory(path, mode: mode)
  }
  func remove(_ path: ByteString) throws(Errno) { try files.remove(path) }
  func removeDirectory(_ path: ByteString) throws(Errno) { try files.removeDirectory(path) }
  func rename(_ old: ByteString, to new: ByteString) throws(Errno) {
    try files.rename(old, to: new)
  }
  func link(_ old: ByteString, to new: ByteString) throws(Errno) { try files.link(old, to: new) }
  func makeSymbolicLink(_ path: ByteString, to target: ByteString) throws(Errno) {
    try files.makeSymbolicLink(path, to: target)
  }
  func makeFIFO(_ path: ByteString, mode: UInt32) throws(Errno) {
    try files.makeFIFO(path, mode: mode)
  }
  func readLink(_ path: ByteString) throws(Errno) -> ByteString { try files.readLink(path) }
  func setPermissions(_ path: ByteString, _ mode: UInt32) throws(Errno) {
    try files.setPermissions(path, mode)
  }
  func setOwner(
    _ path: ByteString, user: UInt32, group: UInt32, followLinks: Bool
  ) throws(Errno) {
    try files.setOwner(path, user: user, group: group, followLinks: followLinks)
  }
  func setTimes(
    _ path: ByteString, accessed: Int?, modified: Int?, followLinks: Bool
  ) throws(Errno) {
    try files.setTimes(path, accessed: accessed, modified: modified, followLinks: followLinks)
  }
  func truncate(_ path: ByteString, size: Int) throws(Errno) {
    try files.truncate(path, size: size)
  }
  func realPath(_ path: ByteString) throws(Errno) -> ByteString { try files.realPath(path) }
}
