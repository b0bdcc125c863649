import Glibc
import ShellBytes
import ShellSystem

/// A fresh directory, removed with all that is in it when the last reference goes.
public final class TemporaryDirectory: Sendable {
  /// The absolute path, without symbolic links.
  public let path: ByteString

  /// Makes a directory below `TMPDIR`, or `/tmp`.
  /// - Throws: `Errno`.
  public init() throws(Errno) {
    let parent = getenv("TMPDIR").map { ByteString(cString: $0) } ?? "/tmp"
    let template = Path.join(try Files.realPath(parent), "nacre-test.XXXXXX")
    let made = template.withCString { text -> ByteString? in
      guard let copy = strdup(text) else { return nil }
      defer { free(copy) }
      return mkdtemp(copy).map { ByteString(cString: $0) }
    }
    guard let made else { throw .last }
    path = made
  }

  deinit { TemporaryDirectory.removeTree(path) }

  /// A path below the directory.
  public func path(_ name: ByteString) -> ByteString { Path.join(path, name) }

  /// Makes a file; the mark at the end of its name, as `ls -F` writes it, says of what kind:
  /// `name/` a directory, `name@` a symbolic link to `contents`, `name*` an executable file,
  /// `name|` a FIFO. Directories on the way are made, too.
  /// - Throws: `Errno`.
  public func make(_ name: ByteString, _ contents: ByteString = "") throws(Errno) {
    let isMarked = ByteSet(ByteString("/@*|")).contains(name.last ?? 0)
    let path = self.path(isMarked ? name.dropLast() : name)
    var parents: [ByteString] = []
    var parent = Path.directory(path)
    while !Files.isAccessible(parent, .exists) {
      parents.append(parent)
      parent = Path.directory(parent)
    }
    for parent in parents.reversed() { try Files.makeDirectory(parent, mode: 0o755) }
    switch name.last {
    case UInt8(ascii: "/"): try Files.makeDirectory(path, mode: 0o755)
    case UInt8(ascii: "@"): try Files.makeSymbolicLink(path, to: contents)
    case UInt8(ascii: "|"): try Files.makeFIFO(path, mode: 0o644)
    default:
      let mode: UInt32 = name.last == UInt8(ascii: "*") ? 0o755 : 0o644
      let file = try Files.open(path, [.write, .create, .truncate], mode: mode)
      try file.write(contents, Gate())
    }
  }

  /// All files below, by name in order, in the notation of `make`.
  /// - Throws: `Errno`, or what reading throws.
  public func snapshot() throws -> [(name: ByteString, value: ByteString)] {
    var found: [(name: ByteString, value: ByteString)] = []
    var waiting: [ByteString] = [""]
    while let prefix = waiting.popLast() {
      for entry in try Files.entries(path(prefix)) {
        let name = prefix + entry.name
        let full = path(name)
        let status = try Files.status(full, followLinks: false)
        switch status.kind {
        case .directory:
          found.append((name + "/", ""))
          waiting.append(name + "/")
        case .symbolicLink: found.append((name + "@", try Files.readLink(full)))
        case .fifo: found.append((name + "|", ""))
        default:
          let contents = try Files.open(full, .read).readAll(Gate())
          found.append((status.permissions & 0o111 == 0 ? name : name + "*", contents))
        }
      }
    }
    return found.sorted { $0.name < $1.name }
  }

  /// Removes a file, or a directory with all that is in it; what cannot be removed stays.
  public static func removeTree(_ path: ByteString) {
    var directories = [path]
    var visited: [ByteString] = []
    while let directory = directories.popLast() {
      visited.append(directory)
      try? Files.setPermissions(directory, 0o700)
      for entry in (try? Files.entries(directory)) ?? [] {
        let child = Path.join(directory, entry.name)
        if (try? Files.status(child, followLinks: false))?.kind == .directory {
          directories.append(child)
        } else {
          try? Files.remove(child)
        }
      }
    }
    for directory in visited.reversed() { try? Files.removeDirectory(directory) }
  }
}
