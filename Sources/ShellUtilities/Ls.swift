import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `ls` lists files and the contents of directories.
  ///
  /// - Output: a name a line, or in columns on a terminal; with `-l` a line of what is known.
  /// - Status: 0; 1 for trouble below an operand, 2 for trouble with one.
  /// - Source: POSIX.1-2024 XCU `ls`. Beyond it, as GNU in the C locale: `-B -G -N -Q -U -v -X`,
  ///   `--time-style`, `--group-directories-first`, `--color` in its built-in colours.
  public static let ls = Utility(
    "ls", usage: "[-aAbBcCdfFgGhHiklLmnNopqQrRsStuUvxX1] [file...]"
  ) { context in
    let arguments = try context.parseArguments(
      options: "aAbBcCdfFgGhHiI:klLmnNopqQrRsStT:uUvw:xXZ1",
      long: [
        "all a", "almost-all A", "author", "block-size=", "classify=? F", "color=?",
        "dereference L", "dereference-command-line H", "directory d", "escape b", "file-type",
        "format=", "full-time", "group-directories-first", "hide=", "human-readable h",
        "ignore= I", "ignore-backups B", "inode i", "kibibytes k", "literal N", "no-group G",
        "numeric-uid-gid n", "quote-name Q", "quoting-style=", "recursive R", "reverse r", "si",
        "size s", "sort=", "time-style=", "time=", "width= w", "zero", "hide-control-chars q",
        "show-control-chars", "tabsize= T", "indicator-style=", "context Z", "hyperlink=?",
      ])
    var style = LsStyle(context)
    for option in arguments.options { try style.take(option) }
    var listing = LsListing(context, style)
    return try listing.list(arguments.operands.isEmpty ? ["."] : arguments.operands)
  }
}

/// One file of a listing.
struct LsEntry {
  var name: ByteString
  /// How it is opened: the name below its directory.
  var path: ByteString
  var status: FileStatus
  /// What a symbolic link says, in the long form.
  var target: ByteString?
  /// The status at the end of a link, where that was asked for.
  var targetStatus: FileStatus?
}

/// Reads directories and hands their entries to the writer.
private struct LsListing {
  private let context: CommandContext
  private let style: LsStyle
  private var writer: LsWriter
  private var status = ExitStatus.success
  private var isFirst = true

  init(_ context: CommandContext, _ style: LsStyle) {
    self.context = context
    self.style = style
    writer = LsWriter(context, style)
  }

  private mutating func fail(_ message: ByteString, _ error: Errno, isOperand: Bool) throws {
    if error.endsCommand { throw error }
    context.report("\(message): \(error.message)")
    if isOperand {
      status = 2
    } else if status.isSuccess {
      status = 1
    }
  }

  mutating func list(_ operands: [ByteString]) throws -> ExitStatus {
    var files: [LsEntry] = []
    var directories: [LsEntry] = []
    for name in operands {
      let follows = style.followsAll || style.followsOperands
      guard var entry = try entry(name, at: name, follows: follows, isOperand: true) else {
        continue
      }
      if entry.status.kind == .symbolicLink, !style.listsDirectoriesThemselves,
        style.followsDirectoryOperands, let end = try? context.status(name),
        end.kind == .directory
      {
        entry.status = end
      }
      if entry.status.kind == .directory && !style.listsDirectoriesThemselves {
        directories.append(entry)
      } else {
        files.append(entry)
      }
    }
    style.sort(&files)
    style.sort(&directories)
    if !files.isEmpty {
      try writer.write(files, isDirectory: false, others: directories)
      isFirst = false
    }
    let showsNames = operands.count > 1 || style.isRecursive
    try listDirectories(directories.map(\.path), showsNames: showsNames)
    return status
  }

  private mutating func entry(
    _ name: ByteString, at path: ByteString, follows: Bool, isOperand: Bool
  ) throws -> LsEntry? {
    do throws(Errno) {
      var found: FileStatus
      do throws(Errno) {
        found = try context.status(path, followLinks: follows)
      } catch {
        // A link that leads nowhere is shown itself.
        guard follows, !isOperand, error == .noEntry else { throw error }
        found = try context.status(path, followLinks: false)
      }
      var entry = LsEntry(name: name, path: path, status: found)
      if found.kind == .symbolicLink && style.needsTargets {
        entry.target = try? context.files.readLink(context.path(path))
        entry.targetStatus = try? context.status(path)
      }
      return entry
    } catch {
      try fail("cannot access \(path.quoted)", error, isOperand: isOperand)
      return nil
    }
  }

  private mutating func listDirectories(_ paths: [ByteString], showsNames: Bool) throws {
    struct Waiting {
      var path: ByteString
      var isOperand: Bool
      var ancestors: [FileCopier.FileIdentity]
    }
    var waiting = paths.reversed().map { Waiting(path: $0, isOperand: true, ancestors: []) }
    while let next = waiting.popLast() {
      try context.check()
      let names: [ByteString]
      do throws(Errno) {
        names = try context.files.entries(try context.filePath(next.path)).map(\.name)
      } catch {
        try fail("cannot open directory \(next.path.quoted)", error, isOperand: next.isOperand)
        continue
      }
      var entries: [LsEntry] = []
      for name in (style.showsDots ? [".", ".."] : []) + names where style.shows(name) {
        let path = next.path == "/" ? "/" + name : Path.join(next.path, name)
        if let entry = try entry(name, at: path, follows: style.followsAll, isOperand: false) {
          entries.append(entry)
        }
      }
      style.sort(&entries)
      if showsNames {
        try context.output.write(isFirst ? "" : "\n")
        try context.output.write("\(style.quoted(next.path)):\n")
      } else if !isFirst {
        try context.output.write("\n")
      }
      isFirst = false
      try writer.write(entries, isDirectory: true)
      guard style.isRecursive else { continue }
      var ancestors = next.ancestors
      if style.followsAll, let own = try? context.status(next.path) {
        ancestors.append(FileCopier.FileIdentity(own))
      }
      for entry in entries.reversed()
      where entry.status.kind == .directory && entry.name != "." && entry.name != ".." {
        if ancestors.contains(FileCopier.FileIdentity(entry.status)) {
          context.report("\(entry.path): not listing already-listed directory")
          status = 2
          continue
        }
        waiting.append(Waiting(path: entry.path, isOperand: false, ancestors: ancestors))
      }
    }
  }
}
