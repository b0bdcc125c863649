import Glibc
import ShellBytes

/// How a file is opened: the flags of open(2).
public struct OpenOptions: OptionSet, Sendable {
  public let rawValue: Int32
  public init(rawValue: Int32) { self.rawValue = rawValue }
  public static let read = OpenOptions(rawValue: 1)
  public static let write = OpenOptions(rawValue: 2)
  public static let create = OpenOptions(rawValue: 4)
  public static let truncate = OpenOptions(rawValue: 8)
  public static let append = OpenOptions(rawValue: 16)
  /// With `create`: fails when the file exists.
  public static let exclusive = OpenOptions(rawValue: 32)
  public static let directory = OpenOptions(rawValue: 64)
  public static let doNotFollow = OpenOptions(rawValue: 128)
  public static let nonBlocking = OpenOptions(rawValue: 256)

  var flags: Int32 {
    var flags = contains(.write) ? (contains(.read) ? O_RDWR : O_WRONLY) : O_RDONLY
    if contains(.create) { flags |= O_CREAT }
    if contains(.truncate) { flags |= O_TRUNC }
    if contains(.append) { flags |= O_APPEND }
    if contains(.exclusive) { flags |= O_EXCL }
    if contains(.directory) { flags |= O_DIRECTORY }
    if contains(.doNotFollow) { flags |= O_NOFOLLOW }
    if contains(.nonBlocking) { flags |= O_NONBLOCK }
    return flags | O_CLOEXEC | O_NOCTTY
  }
}

/// What access(2) asks for.
public struct AccessMode: OptionSet, Sendable {
  public let rawValue: Int32
  public init(rawValue: Int32) { self.rawValue = rawValue }
  public static let exists: AccessMode = []
  public static let execute = AccessMode(rawValue: X_OK)
  public static let write = AccessMode(rawValue: W_OK)
  public static let read = AccessMode(rawValue: R_OK)
}

/// A name in a directory.
public struct DirectoryEntry: Sendable, Hashable {
  public var name: ByteString
  /// The kind, where reading the directory told it.
  public var kind: FileStatus.Kind?
  public var inode: UInt64
  public init(name: ByteString, kind: FileStatus.Kind?, inode: UInt64 = 0) {
    self.name = name
    self.kind = kind
    self.inode = inode
  }
}

/// The host's file system. Paths are absolute; the mask for new files is an argument.
public enum Files {
  private static func check(_ result: Int32) throws(Errno) {
    if result != 0 { throw .last }
  }

  /// Opens a file. A mode is applied without the process's mask (the caller has removed its own).
  public static func open(
    _ path: ByteString, _ options: OpenOptions, mode: UInt32 = 0o666
  ) throws(Errno) -> KernelFile {
    let descriptor = path.withCString { name -> Int32 in
      while true {
        let result = Glibc.open(name, options.flags, mode_t(mode))
        if result >= 0 || errno != EINTR { return result }
      }
    }
    if descriptor < 0 { throw .last }
    return KernelFile(moveAboveStandard(descriptor))
  }

  /// Numbers 0 to 2 stay free for what the process was started with: a file opened while one of
  /// them is closed must not become the log.
  private static func moveAboveStandard(_ descriptor: Int32) -> Int32 {
    if descriptor > 2 { return descriptor }
    let moved = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    close(descriptor)
    return moved
  }

  public static func status(
    _ path: ByteString, followLinks: Bool = true
  ) throws(Errno) -> FileStatus {
    var status = stat()
    try check(path.withCString { followLinks ? stat($0, &status) : lstat($0, &status) })
    return FileStatus(status)
  }

  /// With the effective ids, as `test -r` wants.
  public static func isAccessible(_ path: ByteString, _ mode: AccessMode) -> Bool {
    path.withCString { faccessat(AT_FDCWD, $0, mode.rawValue, AT_EACCESS) == 0 }
  }

  /// The names in a directory, without `.` and `..`, in no order.
  public static func entries(_ path: ByteString) throws(Errno) -> [DirectoryEntry] {
    guard let stream = path.withCString({ opendir($0) }) else { throw .last }
    defer { closedir(stream) }
    var entries: [DirectoryEntry] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        let start = UnsafeRawPointer(field).assumingMemoryBound(to: UInt8.self)
        // `.` and `..` are no entries.
        let isDot = start[0] == 46 && (start[1] == 0 || start[1] == 46 && start[2] == 0)
        return isDot ? ByteString() : ByteString(start, count: strlen(start))
      }
      if name.isEmpty { continue }
      let kind: FileStatus.Kind? =
        switch Int32(entry.pointee.d_type) {
        case 8: .regular
        case 4: .directory
        case 10: .symbolicLink
        case 2: .characterDevice
        case 6: .blockDevice
        case 1: .fifo
        case 12: .socket
        default: nil
        }
      entries.append(
        DirectoryEntry(name: name, kind: kind, inode: UInt64(entry.pointee.d_ino)))
      errno = 0
    }
    if errno != 0 { throw .last }
    return entries
  }

  /// Makes a directory, whatever the process's mask.
  public static func makeDirectory(_ path: ByteString, mode: UInt32) throws(Errno) {
    try check(path.withCString { mkdir($0, mode_t(mode)) })
  }
  public static func remove(_ path: ByteString) throws(Errno) {
    try check(path.withCString { unlink($0) })
  }
  public static func removeDirectory(_ path: ByteString) throws(Errno) {
    try check(path.withCString { rmdir($0) })
  }
  public static func rename(_ old: ByteString, to new: ByteString) throws(Errno) {
    try check(old.withCString { from in new.withCString { Glibc.rename(from, $0) } })
  }
  public static func link(_ old: ByteString, to new: ByteString) throws(Errno) {
    try check(
      old.withCString { from in new.withCString { linkat(AT_FDCWD, from, AT_FDCWD, $0, 0) } })
  }
  /// Makes `path` a symbolic link with this text.
  public static func makeSymbolicLink(
    _ path: ByteString, to target: ByteString
  ) throws(Errno) {
    try check(target.withCString { text in path.withCString { symlink(text, $0) } })
  }
  public static func makeFIFO(_ path: ByteString, mode: UInt32) throws(Errno) {
    try check(path.withCString { mkfifo($0, mode_t(mode)) })
  }
  /// The text of a symbolic link.
  public static func readLink(_ path: ByteString) throws(Errno) -> ByteString {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = path.withCString { name in
      buffer.withUnsafeMutableBytes { target in
        readlink(name, target.baseAddress!.assumingMemoryBound(to: CChar.self), target.count)
      }
    }
    if count < 0 { throw .last }
    return ByteString(buffer[0..<count])
  }
  public static func setPermissions(_ path: ByteString, _ mode: UInt32) throws(Errno) {
    try check(path.withCString { chmod($0, mode_t(mode)) })
  }
  /// -1 leaves an id as it is.
  public static func setOwner(
    _ path: ByteString, user: UInt32, group: UInt32, followLinks: Bool
  ) throws(Errno) {
    try check(
      path.withCString { followLinks ? chown($0, user, group) : lchown($0, user, group) })
  }
  /// Nanoseconds since 1970-01-01 UTC; nil leaves a time as it is.
  public static func setTimes(
    _ path: ByteString, accessed: Int?, modified: Int?, followLinks: Bool = true
  ) throws(Errno) {
    func time(_ nanoseconds: Int?) -> timespec {
      guard let nanoseconds else { return timespec(tv_sec: 0, tv_nsec: (1 << 30) - 2) }
      let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
      return rest < 0
        ? timespec(tv_sec: seconds - 1, tv_nsec: rest + 1_000_000_000)
        : timespec(tv_sec: seconds, tv_nsec: rest)
    }
    let times = [time(accessed), time(modified)]
    try check(
      path.withCString {
        utimensat(AT_FDCWD, $0, times, followLinks ? 0 : AT_SYMLINK_NOFOLLOW)
      })
  }
  public static func truncate(_ path: ByteString, size: Int) throws(Errno) {
    try check(path.withCString { Glibc.truncate($0, size) })
  }
  /// The path without symbolic links, `.` and `..`; all of it must exist.
  public static func realPath(_ path: ByteString) throws(Errno) -> ByteString {
    guard let found = path.withCString({ realpath($0, nil) }) else { throw .last }
    defer { free(found) }
    return ByteString(cString: found)
  }
  /// The directory that the process was started in.
  public static var startDirectory: ByteString {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return ByteString(cString: path)
  }
}
