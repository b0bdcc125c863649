import ShellBytes
import ShellCommand
import ShellPatterns
import ShellSystem

extension Utility {
  /// `grep` writes the lines that match one of some patterns.
  ///
  /// - Input: lines of any bytes. A file with NUL, or with bytes that are no characters in a line
  ///   to be written, is binary: only that it matches is told.
  /// - Output: the lines, with the names, numbers and context that the options ask for.
  /// - Status: 0 when a line was selected, 1 when none was, 2 on an error.
  /// - Source: POSIX.1-2024 XCU `grep`; GNU grep 3.8 for the rest.
  public static let grep = Utility("grep", usage: "[OPTION]... PATTERNS [FILE]...") { context in
    try GrepCommand(context, kind: .basic).run()
  }

  /// `egrep` is `grep -E`.
  ///
  /// - Status: as `grep`.
  /// - Source: GNU grep 3.8, less its warning that the name is obsolescent.
  public static let egrep = Utility("egrep", usage: "[OPTION]... PATTERNS [FILE]...") { context in
    // A script that runs grep: its messages are grep's.
    context.name = "grep"
    return try GrepCommand(context, kind: .extended).run()
  }

  /// `fgrep` is `grep -F`.
  ///
  /// - Status: as `grep`.
  /// - Source: GNU grep 3.8, less its warning that the name is obsolescent.
  public static let fgrep = Utility("fgrep", usage: "[OPTION]... PATTERNS [FILE]...") { context in
    context.name = "grep"
    return try GrepCommand(context, kind: .fixed).run()
  }
}

/// One call of grep: its settings, and the files it goes through.
final class GrepCommand {
  let context: CommandContext
  let settings: GrepSettings
  private let matcher: GrepMatcher
  private let printer: GrepPrinter
  private var isSelected = false
  private var hasFailed = false
  private var ownOutput: FileStatus?

  init(_ context: CommandContext, kind: GrepSettings.Kind) throws {
    self.context = context
    (settings, matcher) = try context.prepared { context in
      var settings = GrepSettings(kind: kind)
      try settings.read(context)
      return (settings, try GrepMatcher(settings, context))
    }
    printer = GrepPrinter(settings, context)
  }

  func run() throws -> ExitStatus {
    if settings.listing != .notMatching, settings.maximum == 0 || settings.selectsNothing {
      return .failure
    }
    let output = try? context.output.file.status()
    let prints = !settings.isQuiet && settings.listing == .none && settings.maximum > 1
    if let output, output.kind == .regular, prints { ownOutput = output }
    var operands = settings.operands
    if operands.isEmpty { operands = [settings.directories == .recurse ? "." : "-"] }
    for operand in operands {
      try search(operand: operand, isNamed: !settings.operands.isEmpty)
      if settings.isQuiet && isSelected { return .success }
    }
    if hasFailed { return 2 }
    return isSelected ? .success : .failure
  }

  // MARK: Files

  private func search(operand: ByteString, isNamed: Bool) throws {
    if operand == "-" {
      return try search(context.input.file, name: settings.label)
    }
    let path = context.path(operand)
    guard let status = try? context.files.status(path, followLinks: true) else {
      return try search(path: path, name: operand, status: nil)
    }
    if status.kind == .directory && settings.directories == .recurse {
      if isNamed && settings.files.excludesDirectory(operand, isOperand: true) { return }
      let place = Place(device: status.device, inode: status.inode)
      return try descend(path, name: operand, isNamed: isNamed, above: [place])
    }
    if isNamed {
      let isExcluded =
        status.kind == .directory
        ? settings.files.excludesDirectory(operand, isOperand: true)
        : settings.files.excludes(operand, isOperand: true)
      if isExcluded { return }
    }
    try search(path: path, name: operand, status: status)
  }

  /// A directory that is being searched, to notice links that lead back.
  private struct Place: Hashable {
    var device: UInt64
    var inode: UInt64
  }

  private func descend(
    _ path: ByteString, name: ByteString, isNamed: Bool, above: [Place]
  ) throws {
    let entries: [DirectoryEntry]
    do {
      entries = try context.files.entries(path)
    } catch {
      return fail("\(name): \(error.message)")
    }
    for entry in entries.sorted(by: { $0.name < $1.name }) {
      try context.check()
      let child = Path.join(path, entry.name)
      let childName = isNamed ? Path.join(name, entry.name) : entry.name
      let follows = settings.followsLinks
      guard let status = try? context.files.status(child, followLinks: follows) else {
        if follows { fail("\(childName): \(Errno.noEntry.message)") }
        continue
      }
      switch status.kind {
      case .directory:
        if settings.files.excludesDirectory(entry.name, isOperand: false) { continue }
        let place = Place(device: status.device, inode: status.inode)
        if above.contains(place) {
          context.report("\(childName): warning: recursive directory loop")
          hasFailed = true
          continue
        }
        guard above.count < 512 else {
          fail("\(childName): \(Errno.tooManyLinks.message)")
          continue
        }
        try descend(child, name: childName, isNamed: true, above: above + [place])
      case .regular:
        if settings.files.excludes(entry.name, isOperand: false) { continue }
        try search(path: child, name: childName, status: status)
      case .symbolicLink: continue
      default:
        // Devices are read when they are named, not when they are met.
        if settings.readsDevices && !settings.files.excludes(entry.name, isOperand: false) {
          try search(path: child, name: childName, status: status)
        }
      }
      if settings.isQuiet && isSelected { return }
    }
  }

  private func search(path: ByteString, name: ByteString, status: FileStatus?) throws {
    if let status {
      if status.kind == .directory {
        if settings.directories == .read { fail("\(name): \(Errno.isDirectory.message)") }
        return
      }
      let isDevice = status.kind != .regular
      if isDevice && settings.skipsDevices { return }
    }
    let file: OpenFile
    do {
      file = try context.open(path)
    } catch {
      return fail("\(name): \(error.message)")
    }
    try search(file, name: name)
  }

  private func search(_ file: OpenFile, name: ByteString) throws {
    if let ownOutput, let status = try? file.status(), status.kind == .regular,
      status.device == ownOutput.device, status.inode == ownOutput.inode
    {
      return fail("\(name): input file is also the output")
    }
    let search = GrepSearch(settings, matcher, printer, context, name: name)
    do {
      try search.run(ByteReader(file, gate: context.gate))
    } catch let error as Errno
      where error != .brokenPipe && error != .cancelled && error != .interrupted
    {
      return fail("\(name): \(error.message)")
    }
    if search.selected > 0 { isSelected = true }
    try search.finish()
  }

  private func fail(_ message: ByteString) {
    hasFailed = true
    if !settings.isSilent { context.report(message) }
  }
}
