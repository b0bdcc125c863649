import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `rm` removes files, and with `-r` directories with all that is in them.
  ///
  /// - Input: with `-i`, answers.
  /// - Status: 0; 1 if something could not be removed.
  /// - Source: POSIX.1-2024 XCU `rm`. Beyond it, as GNU: `-I -v`, `--preserve-root`,
  ///   `--one-file-system`.
  public static let rm = Utility("rm", usage: "[-dfiIrRv] [file...]") { context in
    let arguments = try context.parseArguments(
      options: "dfiIrRv",
      long: [
        "dir d", "force f", "interactive=?", "recursive r", "verbose v", "preserve-root=?",
        "no-preserve-root", "one-file-system",
      ])
    var removal = Removal(context)
    var asksOnce = false
    for option in arguments.options {
      switch option.letter {
      case UInt8(ascii: "d"): removal.removesEmptyDirectories = true
      case UInt8(ascii: "f"): (removal.isForced, removal.asks, asksOnce) = (true, false, false)
      case UInt8(ascii: "i"): (removal.isForced, removal.asks, asksOnce) = (false, true, false)
      case UInt8(ascii: "I"): (removal.isForced, removal.asks, asksOnce) = (false, false, true)
      case UInt8(ascii: "r"), UInt8(ascii: "R"): removal.isRecursive = true
      case UInt8(ascii: "v"): removal.isVerbose = true
      default: try removal.take(option, &asksOnce)
      }
    }
    if arguments.operands.isEmpty {
      if removal.isForced { return .success }
      throw UtilityError.operands("missing operand", context)
    }
    let count = arguments.operands.count
    if asksOnce && (count > 3 || removal.isRecursive) {
      let what = "\(count) argument\(count == 1 ? "" : "s")" as ByteString
      let isYes = try context.confirms(
        "remove \(what)\(removal.isRecursive ? " recursively" : "")")
      if !isYes { return .success }
    }
    for name in arguments.operands { try removal.remove(name) }
    return removal.status
  }
}

/// Removes trees without recursion, so that their depth does not matter.
struct Removal {
  private let context: CommandContext
  var isForced = false
  var asks = false
  var isRecursive = false
  var removesEmptyDirectories = false
  var isVerbose = false
  private var removesRoot = false
  private var staysOnDevice = false
  private(set) var status = ExitStatus.success

  init(_ context: CommandContext) { self.context = context }

  fileprivate mutating func take(_ option: Arguments.Option, _ asksOnce: inout Bool) throws {
    switch option.long {
    case "interactive":
      switch option.value ?? "always" {
      case "always", "yes": (isForced, asks, asksOnce) = (false, true, false)
      case "once": (isForced, asks, asksOnce) = (false, false, true)
      case "never", "no", "none": (asks, asksOnce) = (false, false)
      default:
        throw UtilityError.Usage("invalid argument '\(option.value ?? "")' for '--interactive'")
      }
    case "no-preserve-root": removesRoot = true
    case "one-file-system": staysOnDevice = true
    default: break
    }
  }

  private struct Level {
    var name: ByteString
    var entries: [DirectoryEntry]
    var next = 0
    var isKept = false
  }

  private mutating func fail(_ name: ByteString, _ error: Errno) throws {
    if error.endsCommand { throw error }
    if isForced && (error == .noEntry || error == .notDirectory) { return }
    context.report("cannot remove \(name.quoted): \(error.message)")
    status = .failure
  }

  /// Removes an operand.
  mutating func remove(_ operand: ByteString) throws {
    let base = Path.lastComponent(operand)
    if isRecursive && (base == "." || base == "..") {
      context.report("refusing to remove '.' or '..' directory: skipping \(operand.quoted)")
      status = .failure
      return
    }
    if isRecursive && !removesRoot && !operand.isEmpty
      && Path.normalized(context.path(operand)) == "/"
      && operand.first == UInt8(ascii: "/")
    {
      context.report("it is dangerous to operate recursively on '/'")
      context.report("use --no-preserve-root to override this failsafe")
      status = .failure
      return
    }
    guard let first = try status(operand) else { return }
    guard first.kind == .directory else { return try removeFile(operand, first) }
    guard isRecursive || removesEmptyDirectories else { return try fail(operand, .isDirectory) }
    try removeTree(operand, device: first.device)
  }

  private mutating func status(_ name: ByteString) throws -> FileStatus? {
    do {
      return try context.status(name, followLinks: false)
    } catch {
      try fail(name, error)
      return nil
    }
  }

  private mutating func removeTree(_ name: ByteString, device: UInt64) throws {
    var levels: [Level] = []
    if let level = try open(name) { levels.append(level) }
    while var level = levels.popLast() {
      try context.check()
      guard level.next < level.entries.count else {
        if !level.isKept {
          let isGone = try removeDirectory(level.name, isEmpty: level.entries.isEmpty)
          if !isGone, !levels.isEmpty { levels[levels.count - 1].isKept = true }
        } else if !levels.isEmpty {
          levels[levels.count - 1].isKept = true
        }
        continue
      }
      let child = Path.join(level.name, level.entries[level.next].name)
      level.next += 1
      levels.append(level)
      guard let found = try status(child) else {
        if status != .success { levels[levels.count - 1].isKept = true }
        continue
      }
      if found.kind != .directory {
        if try !removeFileKeeping(child, found) { levels[levels.count - 1].isKept = true }
      } else if staysOnDevice && found.device != device {
        context.report("skipping \(child.quoted), since it's on a different device")
        status = .failure
        levels[levels.count - 1].isKept = true
      } else if let next = try open(child) {
        levels.append(next)
      } else {
        levels[levels.count - 1].isKept = true
      }
    }
  }

  /// Reads a directory that is to be removed; nil when it is to stay.
  private mutating func open(_ name: ByteString) throws -> Level? {
    do {
      if !isRecursive { return Level(name: name, entries: []) }
      let entries = try context.files.entries(context.path(name))
      if asks && !entries.isEmpty {
        guard try context.confirms("descend into directory \(name.quoted)") else { return nil }
      }
      return Level(name: name, entries: entries)
    } catch let error as Errno {
      // A directory that cannot be read may still be empty.
      if error.endsCommand { throw error }
      if (try? context.files.removeDirectory(context.path(name))) == nil {
        try fail(name, error)
      }
      return nil
    }
  }

  private mutating func removeDirectory(_ name: ByteString, isEmpty: Bool) throws -> Bool {
    do {
      if asks, try !context.confirms("remove directory \(name.quoted)") { return false }
      try context.files.removeDirectory(context.path(name))
      if isVerbose { try context.output.write("removed directory \(name.quoted)\n") }
      return true
    } catch let error as Errno {
      try fail(name, error)
      return false
    }
  }

  private mutating func removeFile(_ name: ByteString, _ status: FileStatus) throws {
    _ = try removeFileKeeping(name, status)
  }

  /// - Returns: whether it is gone.
  private mutating func removeFileKeeping(
    _ name: ByteString, _ found: FileStatus
  ) throws -> Bool {
    do {
      if asks, try !context.confirms("remove \(found.description) \(name.quoted)") {
        return false
      }
      try context.files.remove(try context.filePath(name))
      if isVerbose { try context.output.write("removed \(name.quoted)\n") }
      return true
    } catch let error as Errno {
      try fail(name, error)
      return false
    }
  }
}

extension FileStatus {
  /// The kind in words, as GNU's `stat -c %F` has it.
  var description: ByteString {
    switch kind {
    case .regular: size == 0 ? "regular empty file" : "regular file"
    case .directory: "directory"
    case .symbolicLink: "symbolic link"
    case .characterDevice: "character special file"
    case .blockDevice: "block special file"
    case .fifo: "fifo"
    case .socket: "socket"
    case .unknown: "weird file"
    }
  }
}
