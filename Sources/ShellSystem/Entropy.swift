import Glibc
import ShellBytes

/// Random bytes of the kernel.
public enum Entropy {
  /// So many bytes, at most 256.
  /// - Throws: `Errno` when the kernel has none to give.
  public static func bytes(_ count: Int) throws(Errno) -> ByteString {
    var buffer = [UInt8](repeating: 0, count: min(256, max(0, count)))
    if getentropy(&buffer, buffer.count) != 0 { throw .last }
    return ByteString(buffer)
  }

  /// Letters and digits, each as likely as any other.
  /// - Throws: as `bytes`.
  public static func alphanumerics(_ count: Int) throws(Errno) -> ByteString {
    let alphabet: ByteString = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    var result = ByteString()
    while result.count < count {
      // 248 is the last multiple of 62 below 256: what lies above would favour some letters.
      for byte in try bytes(64) where byte < 248 && result.count < count {
        result.append(alphabet[Int(byte) % 62])
      }
    }
    return result
  }
}

extension Errno {
  /// Value too large for defined data type.
  public static let overflow = Errno(EOVERFLOW)
}
