import CShellSpawn
import Glibc
import ShellBytes

/// What stat(2) says of a file.
public struct FileStatus: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case regular, directory, symbolicLink, characterDevice, blockDevice, fifo, socket, unknown
  }

  public var kind: Kind
  /// Permission bits with set-user-id, set-group-id and sticky: 12 bits.
  public var permissions: UInt32
  public var size: Int
  public var device: UInt64
  public var inode: UInt64
  public var linkCount: UInt64
  public var owner: UInt32
  public var group: UInt32
  /// Device number of a device file.
  public var specialDevice: UInt64
  public var blockSize: Int
  /// Blocks of 512 bytes.
  public var blocks: Int
  /// Nanoseconds since 1970-01-01 UTC; before it, negative.
  public var accessed: Int
  public var modified: Int
  public var changed: Int

  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .regular
    case S_IFDIR: kind = .directory
    case S_IFLNK: kind = .symbolicLink
    case S_IFCHR: kind = .characterDevice
    case S_IFBLK: kind = .blockDevice
    case S_IFIFO: kind = .fifo
    case S_IFSOCK: kind = .socket
    default: kind = .unknown
    }
    permissions = status.st_mode & 0o7777
    size = Int(status.st_size)
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    linkCount = UInt64(status.st_nlink)
    owner = status.st_uid
    group = status.st_gid
    specialDevice = UInt64(status.st_rdev)
    blockSize = Int(status.st_blksize)
    blocks = Int(status.st_blocks)
    func nanoseconds(_ time: timespec) -> Int {
      time.tv_sec &* 1_000_000_000 &+ time.tv_nsec
    }
    accessed = nanoseconds(status.st_atim)
    modified = nanoseconds(status.st_mtim)
    changed = nanoseconds(status.st_ctim)
  }

  private init(kind: Kind, permissions: UInt32) {
    self.init(stat())
    self.kind = kind
    self.permissions = permissions
  }

  /// Of a pipe in memory.
  public static let pipe = FileStatus(kind: .fifo, permissions: 0o600)
  /// Of `/dev/null`.
  public static let nullDevice = FileStatus(kind: .characterDevice, permissions: 0o666)

  /// `drwxr-xr-x`, as `ls -l` writes it.
  public var modeText: ByteString {
    var text = ByteString()
    switch kind {
    case .directory: text.append(UInt8(ascii: "d"))
    case .symbolicLink: text.append(UInt8(ascii: "l"))
    case .characterDevice: text.append(UInt8(ascii: "c"))
    case .blockDevice: text.append(UInt8(ascii: "b"))
    case .fifo: text.append(UInt8(ascii: "p"))
    case .socket: text.append(UInt8(ascii: "s"))
    case .regular, .unknown: text.append(UInt8(ascii: "-"))
    }
    let letters: ByteString = "rwxrwxrwx"
    for bit in 0..<9 {
      let isSet = permissions >> UInt32(8 - bit) & 1 != 0
      var letter = isSet ? letters[bit] : UInt8(ascii: "-")
      let special: (UInt32, UInt8, UInt8)? =
        switch bit {
        case 2: (0o4000, UInt8(ascii: "s"), UInt8(ascii: "S"))
        case 5: (0o2000, UInt8(ascii: "s"), UInt8(ascii: "S"))
        case 8: (0o1000, UInt8(ascii: "t"), UInt8(ascii: "T"))
        default: nil
        }
      if let special, permissions & special.0 != 0 { letter = isSet ? special.1 : special.2 }
      text.append(letter)
    }
    return text
  }

  public var deviceMajor: UInt32 { cshell_device_major(dev_t(device)) }
  public var deviceMinor: UInt32 { cshell_device_minor(dev_t(device)) }
  public var specialMajor: UInt32 { cshell_device_major(dev_t(specialDevice)) }
  public var specialMinor: UInt32 { cshell_device_minor(dev_t(specialDevice)) }
}
