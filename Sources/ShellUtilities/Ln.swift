import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `ln` makes links, with `-s` symbolic ones.
  ///
  /// - Output: nothing; with `-v` a line each.
  /// - Status: 0; 1 if a link could not be made.
  /// - Source: POSIX.1-2024 XCU `ln`. Beyond it, as GNU: `-b -i -n -r -S -t -T -v`, and a single
  ///   operand, which is linked to in the working directory.
  public static let ln = Utility(
    "ln", usage: "[-bfiLnPrsTv] [-S suffix] [-t directory] target... [link]"
  ) { context in
    let arguments = try context.parseArguments(
      options: "bdfFiLnPrsS:t:Tv",
      long: [
        "backup=?", "directory d", "force f", "interactive i", "logical L", "no-dereference n",
        "no-target-directory T", "physical P", "relative r", "suffix= S", "symbolic s",
        "target-directory= t", "verbose v",
      ])
    var targets = TargetOperands()
    var linking = Linking()
    var suffix: ByteString?
    var makesBackups = false
    var control: ByteString?
    for option in arguments.options {
      switch option.letter {
      case UInt8(ascii: "f"): (linking.replaces, linking.asks) = (true, false)
      case UInt8(ascii: "i"): (linking.replaces, linking.asks) = (true, true)
      case UInt8(ascii: "L"): linking.followsSource = true
      case UInt8(ascii: "P"): linking.followsSource = false
      case UInt8(ascii: "n"): targets.followsTarget = false
      case UInt8(ascii: "r"): linking.isRelative = true
      case UInt8(ascii: "s"): linking.isSymbolic = true
      case UInt8(ascii: "S"): (suffix, makesBackups) = (option.value, true)
      case UInt8(ascii: "t"): targets.directory = option.value
      case UInt8(ascii: "T"): targets.isPlain = true
      case UInt8(ascii: "v"): linking.isVerbose = true
      case UInt8(ascii: "b"): makesBackups = true
      default: if option.long == "backup" { (makesBackups, control) = (true, option.value) }
      }
    }
    if makesBackups { linking.backup = FileBackup(control, suffix: suffix) }
    if linking.isRelative && !linking.isSymbolic {
      throw UtilityError("cannot do --relative without --symbolic")
    }
    var operands = arguments.operands
    if operands.count == 1 && targets.directory == nil && !targets.isPlain { operands.append(".") }
    var status = ExitStatus.success
    for (source, target) in try targets.pairs(operands, context) {
      if try !linking.link(source, target, context) { status = .failure }
    }
    return status
  }
}

private struct Linking {
  var replaces = false
  var asks = false
  var followsSource = false
  var isRelative = false
  var isSymbolic = false
  var isVerbose = false
  var backup: FileBackup?

  /// - Returns: whether the link was made.
  func link(_ source: ByteString, _ link: ByteString, _ context: CommandContext) throws -> Bool {
    var found: FileStatus?
    if !isSymbolic {
      do {
        found = try context.status(source, followLinks: followsSource)
      } catch {
        context.report("failed to access \(source.quoted): \(error.message)")
        return false
      }
      if found?.kind == .directory {
        context.report("\(source.quotedIfNeeded): hard link not allowed for directory")
        return false
      }
    }
    let text = isRelative ? try relative(source, link, context) : source
    if let old = try? context.status(link, followLinks: false), replaces || backup != nil {
      if let found, found.inode == old.inode, found.device == old.device, backup == nil {
        let isSameName =
          Path.normalized(context.path(source)) == Path.normalized(context.path(link))
        if isSameName {
          context.report("\(source.quoted) and \(link.quoted) are the same file")
          return false
        }
      }
      if old.kind == .directory {
        context.report("\(link.quotedIfNeeded): cannot overwrite directory")
        return false
      }
      if asks, try !context.confirms("replace \(link.quoted)") { return true }
      let isRemoved = try context.attempt("cannot remove \(link.quoted)") {
        if let backup {
          try backup.make(of: link, context)
        } else {
          try context.files.remove(context.path(link))
        }
      }
      if !isRemoved { return false }
    }
    let kind: ByteString = isSymbolic ? "symbolic" : "hard"
    let arrow: ByteString = isSymbolic ? "->" : "=>"
    let failure: ByteString = "failed to create \(kind) link \(link.quoted)"
    let exists = (try? context.status(link, followLinks: false)) != nil
    var cause: ByteString = exists || isSymbolic ? "" : " => \(source.quoted)"
    if isSymbolic && text.isEmpty { cause = " -> ''" }
    let isMade = try context.attempt(failure + cause) {
      let path = try context.filePath(link)
      if isSymbolic {
        if text.isEmpty { throw Errno.noEntry }
        try context.files.makeSymbolicLink(path, to: text)
      } else if followsSource {
        try context.files.link(try context.files.realPath(context.path(source)), to: path)
      } else {
        try context.files.link(context.path(source), to: path)
      }
    }
    if isMade && isVerbose {
      try context.output.write("\(link.quoted) \(arrow) \(text.quoted)\n")
    }
    return isMade
  }

  /// The way from the link's directory to the source, links resolved as far as they exist.
  private func relative(
    _ source: ByteString, _ link: ByteString, _ context: CommandContext
  ) throws -> ByteString {
    let resolver = PathResolver(context)
    guard let from = try? resolver.resolve(Path.directory(link), missing: .anything),
      let to = try? resolver.resolve(source, missing: .anything)
    else { return source }
    return PathResolver.relative(to, from: from)
  }
}
