import CShellSpawn
import Glibc
import ShellBytes

/// How much memory a process has used.
public enum ProcessMemory {
  /// Makes free(3) join each block with its free neighbours at once. Otherwise glibc puts the small
  /// ones aside and joins them all together when a larger one comes: after a large JSON text that
  /// took longer than all the rest of letting go of it, and until then its memory stayed taken.
  ///
  /// For a program's main: the allocator is the whole process'.
  public static func joinFreeBlocks() { cshell_join_free_blocks() }

  /// How many bytes this process has allocated and not freed: what grows with a leak, and not with
  /// how the free blocks lie.
  public static var allocated: Int { Int(cshell_allocated()) }

  /// The most that this process ever had resident, in bytes.
  public static var peak: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Int(usage.ru_maxrss) &* 1024
  }

  /// What this process has resident now, in bytes; 0 where /proc does not tell.
  public static var resident: Int {
    let file = Glibc.open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    if file < 0 { return 0 }
    defer { close(file) }
    // Pages: the size of the program, then what is resident of it.
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 128) { text in
      let count = Glibc.read(file, text.baseAddress, text.count)
      if count <= 0 { return 0 }
      let fields = text[..<count].split(separator: 32, maxSplits: 2)
      guard fields.count > 1 else { return 0 }
      var pages = 0
      for byte in fields[1] { pages = pages &* 10 &+ Int(byte &- 48) }
      return pages &* sysconf(Int32(_SC_PAGESIZE))
    }
  }

  /// What this process can have at most: the machine's memory, or the limit of its control group.
  public static var available: Int {
    let machine = sysconf(Int32(_SC_PHYS_PAGES)) &* sysconf(Int32(_SC_PAGESIZE))
    let limits: [ByteString] = [
      "/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes",
    ]
    for name in limits {
      if let file = try? Files.open(name, .read), let text = try? file.readAll(Gate()),
        let limit = text.split(at: 10).first?.decimalInteger
      {
        return min(machine, limit)
      }
    }
    return machine
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
