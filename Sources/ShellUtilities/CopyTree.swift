import ShellBytes
import ShellCommand
import ShellSystem

/// Copies files and trees for `cp`, and for `mv` across file systems.
struct FileCopier {
  /// Which symbolic links are followed.
  enum Links { case never, operands, always }
  /// What an existing target means.
  enum Existing { case replace, ask, keep }

  let context: CommandContext
  var isRecursive = false
  var links: Links?
  var existing = Existing.replace
  var isForced = false
  var removesTarget = false
  var updates = false
  var preservesMode = false
  var preservesTimes = false
  var preservesOwner = false
  var preservesLinks = false
  var isVerbose = false
  var makesHardLinks = false
  var makesSymbolicLinks = false
  var copiesAttributesOnly = false
  var backup: FileBackup?
  private(set) var status = ExitStatus.success
  /// Where a file with several names was copied to.
  private var copies: [FileIdentity: ByteString] = [:]
  /// What this run made: a second source must not replace it.
  private var made: Set<FileIdentity> = []

  init(_ context: CommandContext) { self.context = context }

  struct FileIdentity: Hashable {
    var device: UInt64
    var inode: UInt64
    init(_ status: FileStatus) { (device, inode) = (status.device, status.inode) }
  }

  mutating func fail(_ message: ByteString) {
    context.report(message)
    status = .failure
  }

  private mutating func fail(_ message: ByteString, _ error: Errno) throws {
    if error.endsCommand { throw error }
    fail("\(message): \(error.message)")
  }

  /// One file or directory that is still to be copied.
  private struct Step {
    enum Work {
      case copy
      /// The directory's contents are copied: now its mode and times can be set.
      case finish(FileStatus, mode: UInt32?)
    }
    var source: ByteString
    var target: ByteString
    var work: Work
    var isOperand = false
    /// The directories above it, which must not come again below themselves.
    var ancestors: [FileIdentity] = []
  }

  /// Copies an operand to a target, which may exist.
  mutating func copy(_ source: ByteString, to target: ByteString) throws {
    var steps = [Step(source: source, target: target, work: .copy, isOperand: true)]
    while let step = steps.popLast() {
      try context.check()
      switch step.work {
      case .copy: try copyOne(step, &steps)
      case .finish(let status, let mode):
        try finish(step.target, status, mode: mode)
      }
    }
  }

  private func follows(_ isOperand: Bool) -> Bool {
    switch links ?? (isRecursive ? .never : .always) {
    case .never: false
    case .operands: isOperand
    case .always: true
    }
  }

  private mutating func copyOne(_ step: Step, _ steps: inout [Step]) throws {
    let source: FileStatus
    do {
      source = try context.status(step.source, followLinks: follows(step.isOperand))
    } catch { return try fail("cannot stat \(step.source.quoted)", error) }
    if source.kind == .directory && !isRecursive {
      return fail("-r not specified; omitting directory \(step.source.quoted)")
    }
    // A link that leads nowhere is not followed when it is the target of a plain copy.
    let target = try? context.status(step.target, followLinks: false)
    if let target, try !admits(step, source, target) { return }
    if source.kind == .directory {
      return try copyDirectory(step, source, &steps)
    }
    if preservesLinks, source.linkCount > 1, let earlier = copies[FileIdentity(source)] {
      return try linkCopy(step, earlier, target)
    }
    if preservesLinks, source.linkCount > 1 { copies[FileIdentity(source)] = step.target }
    if try copyContents(step, source, target) {
      if let new = try? context.status(step.target, followLinks: false) {
        made.insert(FileIdentity(new))
      }
      if isVerbose {
        try context.output.write("\(step.source.quoted) -> \(step.target.quoted)\n")
      }
    }
  }

  /// Whether an existing target may be replaced; reports why not.
  private mutating func admits(
    _ step: Step, _ source: FileStatus, _ link: FileStatus
  ) throws -> Bool {
    let target = (try? context.status(step.target)) ?? link
    if source.kind == .directory {
      if target.kind == .directory { return true }
      fail(
        "cannot overwrite non-directory \(step.target.quoted) with directory \(step.source.quoted)")
      return false
    }
    if FileIdentity(source) == FileIdentity(target), link.kind != .symbolicLink || !removesTarget,
      !(makesHardLinks || makesSymbolicLinks), backup == nil
    {
      if source.kind == .symbolicLink && link.kind == .symbolicLink && isForced { return true }
      fail("\(step.source.quoted) and \(step.target.quoted) are the same file")
      return false
    }
    if existing == .keep { return false }
    if updates && source.modified <= target.modified { return false }
    if target.kind == .directory {
      fail("cannot overwrite directory \(step.target.quoted) with non-directory")
      return false
    }
    if made.contains(FileIdentity(link)) && backup == nil {
      fail("will not overwrite just-created \(step.target.quoted) with \(step.source.quoted)")
      return false
    }
    if existing == .ask, try !context.confirms("overwrite \(step.target.quoted)") { return false }
    if makesHardLinks && FileIdentity(source) == FileIdentity(target) { return false }
    return true
  }

  private mutating func copyDirectory(
    _ step: Step, _ source: FileStatus, _ steps: inout [Step]
  ) throws {
    let identity = FileIdentity(source)
    if step.ancestors.contains(identity) {
      return fail("cannot copy cyclic symbolic link \(step.source.quoted)")
    }
    var mode: UInt32?
    if (try? context.status(step.target)) == nil {
      mode = preservesMode ? source.permissions : source.permissions & 0o777 & ~context.umask
      do {
        // Writable while it is filled; its own mode comes at the end.
        try context.files.makeDirectory(
          try context.filePath(step.target), mode: (mode ?? 0) & 0o777 | 0o700)
      } catch { return try fail("cannot create directory \(step.target.quoted)", error) }
      if isVerbose {
        try context.output.write("\(step.source.quoted) -> \(step.target.quoted)\n")
      }
    }
    if let new = try? context.status(step.target) {
      // The copy lies below its source: it would be copied into itself for ever.
      made.insert(FileIdentity(new))
    }
    let entries: [DirectoryEntry]
    do {
      entries = try context.files.entries(context.path(step.source))
    } catch { return try fail("cannot access \(step.source.quoted)", error) }
    steps.append(
      Step(source: step.source, target: step.target, work: .finish(source, mode: mode)))
    for entry in entries.sorted(by: { $0.name > $1.name }) {
      let child = Path.join(step.source, entry.name)
      if entry.kind != .regular, let found = try? context.status(child, followLinks: false),
        found.kind == .directory, made.contains(FileIdentity(found))
      {
        fail("cannot copy a directory, \(step.source.quoted), into itself, \(step.target.quoted)")
        continue
      }
      steps.append(
        Step(
          source: child, target: Path.join(step.target, entry.name), work: .copy,
          ancestors: follows(false) ? step.ancestors + [identity] : []))
    }
  }

  private mutating func linkCopy(
    _ step: Step, _ earlier: ByteString, _ target: FileStatus?
  ) throws {
    do {
      if target != nil { try context.files.remove(context.path(step.target)) }
      try context.files.link(context.path(earlier), to: context.path(step.target))
      if isVerbose {
        try context.output.write("\(step.source.quoted) -> \(step.target.quoted)\n")
      }
    } catch {
      try fail("cannot create hard link \(step.target.quoted) to \(earlier.quoted)", error)
    }
  }

  /// - Returns: whether it was copied.
  private mutating func copyContents(
    _ step: Step, _ source: FileStatus, _ target: FileStatus?
  ) throws -> Bool {
    let from = context.path(step.source)
    do {
      var isThere = target != nil
      let to = try context.filePath(step.target)
      if isThere, let backup {
        try backup.make(of: step.target, context)
        isThere = false
      }
      let replaces =
        removesTarget || makesHardLinks && isForced || makesSymbolicLinks && isForced
        || source.kind != .regular
      if isThere && replaces {
        try context.files.remove(to)
        isThere = false
      }
      if makesHardLinks {
        try context.files.link(from, to: to)
        return true
      }
      if makesSymbolicLinks {
        try context.files.makeSymbolicLink(to, to: step.source)
        return true
      }
      let mode = preservesMode ? source.permissions : source.permissions & 0o777 & ~context.umask
      switch source.kind {
      case .symbolicLink:
        try context.files.makeSymbolicLink(to, to: try context.files.readLink(from))
      case .fifo where isRecursive: try context.files.makeFIFO(to, mode: mode)
      default:
        return try copyBytes(step, mode & 0o777, source)
      }
      try preserve(step.target, source, mode: source.kind == .symbolicLink ? nil : mode)
      return true
    } catch let error as Errno {
      let what: ByteString =
        makesHardLinks
        ? "cannot create hard link \(step.target.quoted) to \(step.source.quoted)"
        : makesSymbolicLinks
          ? "cannot create symbolic link \(step.target.quoted) to \(step.source.quoted)"
          : source.kind == .symbolicLink
            ? "cannot create symbolic link \(step.target.quoted)"
            : "cannot create \(source.kind == .fifo ? "fifo" : "regular file") \(step.target.quoted)"
      try fail(what, error)
      return false
    }
  }

  private mutating func copyBytes(
    _ step: Step, _ mode: UInt32, _ source: FileStatus
  ) throws -> Bool {
    let input: OpenFile
    do {
      input = try context.open(step.source == "-" ? "./-" : step.source)
    } catch {
      try fail("cannot open \(step.source.quoted) for reading", error)
      return false
    }
    let output = try openTarget(step.target, mode)
    if !copiesAttributesOnly {
      let reader = ByteReader(input, gate: context.gate)
      let gate = context.gate
      do {
        while try reader.readBlock({ try output.write($0, gate) }) {}
      } catch let error as Errno {
        try fail("error writing \(step.target.quoted)", error)
        return false
      }
    }
    if preservesMode || preservesTimes || preservesOwner {
      try preserve(step.target, source, mode: source.permissions)
    }
    return true
  }

  /// A target that cannot be written is removed first when that is allowed.
  private func openTarget(_ target: ByteString, _ mode: UInt32) throws(Errno) -> OpenFile {
    let path = try context.filePath(target)
    if target.hasPrefix("/dev/") { return try context.open(target, [.write, .create, .truncate]) }
    let options: OpenOptions =
      copiesAttributesOnly ? [.write, .create] : [.write, .create, .truncate]
    do {
      return try context.files.open(path, options, mode: mode)
    } catch {
      guard isForced, context.files.exists(path) else { throw error }
      try context.files.remove(path)
      return try context.files.open(path, options, mode: mode)
    }
  }

  private mutating func finish(
    _ target: ByteString, _ source: FileStatus, mode: UInt32?
  ) throws {
    if preservesMode || preservesTimes || preservesOwner {
      try preserve(target, source, mode: source.permissions)
    } else if let mode, mode & 0o700 != 0o700 {
      do {
        try context.files.setPermissions(context.path(target), mode)
      } catch { try fail("setting permissions for \(target.quoted)", error) }
    }
  }

  /// Gives the target the source's owner, mode and times, in this order: each undoes parts of
  /// those behind it.
  private mutating func preserve(
    _ target: ByteString, _ source: FileStatus, mode: UInt32?
  ) throws {
    let path = context.path(target)
    let isLink = source.kind == .symbolicLink
    if preservesOwner {
      // Only root may give files away; others keep theirs, silently, as with `cp -p`.
      try? context.files.setOwner(
        path, user: source.owner, group: source.group, followLinks: !isLink)
    }
    do {
      if preservesMode, let mode, !isLink { try context.files.setPermissions(path, mode) }
      if preservesTimes {
        try context.files.setTimes(
          path, accessed: source.accessed, modified: source.modified, followLinks: !isLink)
      }
    } catch { try fail("preserving times for \(target.quoted)", error) }
  }
}

/// How `-b` keeps what is replaced.
struct FileBackup {
  enum Control { case simple, numbered, existing }
  var control = Control.existing
  var suffix: ByteString = "~"

  /// nil for `none`, and for a word that is none of GNU's.
  init?(_ word: ByteString?, suffix: ByteString?) {
    if let suffix, !suffix.isEmpty { self.suffix = suffix }
    switch word ?? "existing" {
    case "simple", "never": control = .simple
    case "numbered", "t": control = .numbered
    case "existing", "nil": control = .existing
    default: return nil
    }
  }

  /// Moves a file out of the way.
  func make(of name: ByteString, _ context: CommandContext) throws(Errno) {
    try context.files.rename(context.path(name), to: context.path(try self.name(of: name, context)))
  }

  /// The name that a backup gets.
  func name(of name: ByteString, _ context: CommandContext) throws(Errno) -> ByteString {
    if control != .simple {
      let base = Path.lastComponent(name) + ".~"
      let folder = context.path(Path.directory(name))
      var highest = 0
      for entry in try context.files.entries(folder)
      where entry.name.hasPrefix(base) && entry.name.hasSuffix("~") {
        let number = entry.name.dropFirst(base.count).dropLast().decimalInteger ?? 0
        highest = max(highest, min(number, 1 << 40))
      }
      if control == .numbered || highest > 0 { return "\(name).~\(highest + 1)~" }
    }
    return name + suffix
  }
}
