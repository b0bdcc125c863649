import Glibc
import ShellBytes

/// How much memory a process has used.
public enum ProcessMemory {
  /// The most that this process ever had resident, in bytes.
  public static var peak: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Int(usage.ru_maxrss) &* 1024
  }

  /// The most that another process ever had resident, in bytes, as /proc tells it (`VmHWM`); nil
  /// when it does not.
  public static func peak(of process: Int32) -> Int? {
    guard let file = try? Files.open("/proc/\(process)/status", .read),
      let text = try? file.readAll(Gate()),
      let mark = text.firstRange(of: "VmHWM:")
    else { return nil }
    var kibibytes = 0
    for byte in text.dropFirst(mark.upperBound) {
      if byte.isASCIIDigit {
        kibibytes = kibibytes &* 10 &+ Int(byte &- 48)
      } else if !byte.isASCIIBlank {
        break
      }
    }
    return kibibytes &* 1024
  }
}
