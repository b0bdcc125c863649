import CShellSpawn
import Glibc
import ShellBytes

/// An error number of the system.
public struct Errno: Error, Hashable, Sendable {
  public let code: Int32
  public init(_ code: Int32) { self.code = code }

  /// The number that the last failed call of this thread left behind.
  public static var last: Errno { Errno(errno) }

  public static let noEntry = Errno(ENOENT)
  public static let exists = Errno(EEXIST)
  public static let isDirectory = Errno(EISDIR)
  public static let notDirectory = Errno(ENOTDIR)
  public static let notEmpty = Errno(ENOTEMPTY)
  public static let accessDenied = Errno(EACCES)
  public static let notPermitted = Errno(EPERM)
  public static let badDescriptor = Errno(EBADF)
  public static let invalid = Errno(EINVAL)
  public static let brokenPipe = Errno(EPIPE)
  public static let interrupted = Errno(EINTR)
  public static let notExecutableFormat = Errno(ENOEXEC)
  public static let crossDevice = Errno(EXDEV)
  public static let tooManyLinks = Errno(ELOOP)
  public static let nameTooLong = Errno(ENAMETOOLONG)
  public static let illegalSeek = Errno(ESPIPE)
  public static let tryAgain = Errno(EAGAIN)
  public static let noDevice = Errno(ENXIO)
  public static let tooLarge = Errno(EFBIG)
  public static let noSpace = Errno(ENOSPC)
  public static let notSupported = Errno(ENOTSUP)
  public static let noChild = Errno(ECHILD)
  public static let noProcess = Errno(ESRCH)
  public static let timedOut = Errno(ETIMEDOUT)
  public static let readOnly = Errno(EROFS)
  /// The work was cancelled: a deadline, `kill` of an in-process job, an embedder's wish.
  public static let cancelled = Errno(ECANCELED)

  /// What the C locale calls it: `No such file or directory`.
  public var message: ByteString {
    var buffer = [CChar](repeating: 0, count: 128)
    _ = strerror_r(code, &buffer, buffer.count)
    return ByteString(cString: buffer)
  }
}
