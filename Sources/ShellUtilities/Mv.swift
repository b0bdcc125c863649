import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `mv` renames files, or moves them into a directory; across file systems by a copy.
  ///
  /// - Input: with `-i`, answers.
  /// - Output: nothing; with `-v` a line each.
  /// - Status: 0; 1 if something could not be moved.
  /// - Source: POSIX.1-2024 XCU `mv`. Beyond it, as GNU: `-b -n -S -t -T -u -v`.
  public static let mv = Utility(
    "mv", usage: "[-bfinTuv] [-S suffix] [-t directory] source... target"
  ) { context in
    let arguments = try context.parseArguments(
      options: "bfinS:t:TuvZ",
      long: [
        "backup=?", "force f", "interactive i", "no-clobber n", "no-target-directory T",
        "strip-trailing-slashes", "suffix= S", "target-directory= t", "update u", "verbose v",
      ])
    var targets = TargetOperands()
    var move = Move(context)
    var makesBackups = false
    var control: ByteString?
    var suffix: ByteString?
    for option in arguments.options {
      switch option.letter {
      case UInt8(ascii: "b"): makesBackups = true
      case UInt8(ascii: "f"): move.existing = .replace
      case UInt8(ascii: "i"): move.existing = .ask
      case UInt8(ascii: "n"): move.existing = .keep
      case UInt8(ascii: "S"): (suffix, makesBackups) = (option.value, true)
      case UInt8(ascii: "t"): targets.directory = option.value
      case UInt8(ascii: "T"): targets.isPlain = true
      case UInt8(ascii: "u"): move.updates = true
      case UInt8(ascii: "v"): move.isVerbose = true
      default: if option.long == "backup" { (makesBackups, control) = (true, option.value) }
      }
    }
    if makesBackups { move.backup = FileBackup(control, suffix: suffix) }
    for (source, target) in try targets.pairs(arguments.operands, context) {
      try move.move(source, to: target)
    }
    return move.status
  }
}

private struct Move {
  let context: CommandContext
  var existing = FileCopier.Existing.replace
  var updates = false
  var isVerbose = false
  var backup: FileBackup?
  private(set) var status = ExitStatus.success
  private var moved: Set<FileCopier.FileIdentity> = []

  init(_ context: CommandContext) { self.context = context }

  private mutating func fail(_ message: ByteString) {
    context.report(message)
    status = .failure
  }

  mutating func move(_ source: ByteString, to target: ByteString) throws {
    let found: FileStatus
    do {
      found = try context.status(source, followLinks: false)
    } catch { return fail("cannot stat \(source.quoted): \(error.message)") }
    if let old = try? context.status(target, followLinks: false) {
      guard try admits(source, found, target, old) else { return }
      if let backup {
        let isKept = try context.attempt("cannot backup \(target.quoted)") {
          try backup.make(of: target, context)
        }
        if !isKept { status = .failure }
      }
    }
    do {
      try context.files.rename(try context.filePath(source), to: try context.filePath(target))
    } catch Errno.crossDevice {
      guard try copy(source, target) else { return }
    } catch {
      switch error {
      case .invalid:
        return fail(
          "cannot move \(source.quoted) to a subdirectory of itself, \(target.quoted)")
      default:
        return fail("cannot move \(source.quoted) to \(target.quoted): \(error.message)")
      }
    }
    if let new = try? context.status(target, followLinks: false) {
      moved.insert(FileCopier.FileIdentity(new))
    }
    if isVerbose {
      try context.output.write("renamed \(source.quoted) -> \(target.quoted)\n")
    }
  }

  private mutating func admits(
    _ source: ByteString, _ found: FileStatus, _ target: ByteString, _ old: FileStatus
  ) throws -> Bool {
    if FileCopier.FileIdentity(found) == FileCopier.FileIdentity(old),
      found.linkCount == 1
        || Path.normalized(context.path(source)) == Path.normalized(context.path(target))
        || found.kind == .directory
    {
      fail("\(source.quoted) and \(target.quoted) are the same file")
      return false
    }
    if existing == .keep { return false }
    if updates && found.modified <= old.modified { return false }
    if old.kind == .directory && found.kind != .directory {
      fail("cannot overwrite directory \(target.quoted) with non-directory")
      return false
    }
    if old.kind != .directory && found.kind == .directory {
      fail("cannot overwrite non-directory \(target.quoted) with directory \(source.quoted)")
      return false
    }
    if moved.contains(FileCopier.FileIdentity(old)) && backup == nil {
      fail("will not overwrite just-created \(target.quoted) with \(source.quoted)")
      return false
    }
    return try existing != .ask || context.confirms("overwrite \(target.quoted)")
  }

  /// Across file systems: a copy with all it has, then the removal of the source.
  private mutating func copy(_ source: ByteString, _ target: ByteString) throws -> Bool {
    var copier = FileCopier(context)
    copier.isRecursive = true
    copier.links = .never
    copier.removesTarget = true
    (copier.preservesMode, copier.preservesTimes) = (true, true)
    (copier.preservesOwner, copier.preservesLinks) = (true, true)
    try copier.copy(source, to: target)
    guard copier.status.isSuccess else {
      status = .failure
      return false
    }
    var removal = Removal(context)
    removal.isRecursive = true
    try removal.remove(source)
    if !removal.status.isSuccess { status = .failure }
    return removal.status.isSuccess
  }
}
