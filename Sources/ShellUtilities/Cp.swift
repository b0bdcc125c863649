import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `cp` copies files, and with `-r` directories with all that is in them.
  ///
  /// - Input: with `-i`, answers.
  /// - Output: nothing; with `-v` a line each.
  /// - Status: 0; 1 if something could not be copied.
  /// - Source: POSIX.1-2024 XCU `cp`. Beyond it, as GNU: `-a -b -d -l -n -s -S -t -T -u -v`,
  ///   `--attributes-only`, `--parents`, `--preserve`, `--remove-destination`.
  public static let cp = Utility(
    "cp", usage: "[-abdfHilLnpPrRsTuv] [-S suffix] [-t directory] source... target"
  ) { context in
    let arguments = try context.parseArguments(
      options: "abdfHilLnpPrRsS:t:Tuvx",
      long: [
        "archive a", "attributes-only", "backup=?", "copy-contents", "dereference L", "force f",
        "interactive i", "link l", "no-clobber n", "no-dereference P", "no-preserve=",
        "no-target-directory T", "one-file-system x", "parents", "preserve=?", "recursive R",
        "reflink=?", "remove-destination", "sparse=", "strip-trailing-slashes", "suffix= S",
        "symbolic-link s", "target-directory= t", "update u", "verbose v",
      ])
    var request = CopyRequest(FileCopier(context))
    for option in arguments.options { try request.take(option) }
    request.finishOptions()
    let pairs = try request.targets.pairs(
      arguments.operands, context, keepsParents: request.keepsParents)
    for (source, target) in pairs {
      if request.keepsParents, try !request.makeParents(of: source, target, context) { continue }
      try request.copier.copy(source, to: target)
    }
    return request.copier.status
  }
}

private struct CopyRequest {
  var copier: FileCopier
  var targets = TargetOperands()
  var keepsParents = false
  private var suffix: ByteString?
  private var makesBackups = false
  private var backupControl: ByteString?

  init(_ copier: FileCopier) { self.copier = copier }

  mutating func take(_ option: Arguments.Option) throws {
    switch option.letter {
    case UInt8(ascii: "a"):
      copier.isRecursive = true
      copier.links = .never
      try preserve("all")
    case UInt8(ascii: "b"): makesBackups = true
    case UInt8(ascii: "d"):
      copier.links = .never
      copier.preservesLinks = true
    case UInt8(ascii: "f"): copier.isForced = true
    case UInt8(ascii: "H"): copier.links = .operands
    case UInt8(ascii: "i"): copier.existing = .ask
    case UInt8(ascii: "l"): copier.makesHardLinks = true
    case UInt8(ascii: "L"): copier.links = .always
    case UInt8(ascii: "n"): copier.existing = .keep
    case UInt8(ascii: "p"): try preserve("mode,ownership,timestamps")
    case UInt8(ascii: "P"): copier.links = .never
    case UInt8(ascii: "r"), UInt8(ascii: "R"): copier.isRecursive = true
    case UInt8(ascii: "s"): copier.makesSymbolicLinks = true
    case UInt8(ascii: "S"): (suffix, makesBackups) = (option.value, true)
    case UInt8(ascii: "t"): targets.directory = option.value
    case UInt8(ascii: "T"): targets.isPlain = true
    case UInt8(ascii: "u"): copier.updates = true
    case UInt8(ascii: "v"): copier.isVerbose = true
    default: try takeLong(option)
    }
  }

  private mutating func takeLong(_ option: Arguments.Option) throws {
    switch option.long {
    case "attributes-only": copier.copiesAttributesOnly = true
    case "backup": (makesBackups, backupControl) = (true, option.value)
    case "parents": keepsParents = true
    case "preserve": try preserve(option.value ?? "mode,ownership,timestamps")
    case "no-preserve": try preserve(option.value ?? "", false)
    case "remove-destination": copier.removesTarget = true
    default: break
    }
  }

  private mutating func preserve(_ list: ByteString, _ value: Bool = true) throws {
    for word in list.split(at: UInt8(ascii: ",")) {
      let isAll = word == "all"
      switch word {
      case "mode", "ownership", "timestamps", "links", "all":
        if isAll || word == "mode" { copier.preservesMode = value }
        if isAll || word == "ownership" { copier.preservesOwner = value }
        if isAll || word == "timestamps" { copier.preservesTimes = value }
        if isAll || word == "links" { copier.preservesLinks = value }
      case "context", "xattr": break
      default:
        throw UtilityError.Usage("invalid argument '\(word)' for '--preserve'")
      }
    }
  }

  mutating func finishOptions() {
    if makesBackups { copier.backup = FileBackup(backupControl, suffix: suffix) }
    if copier.makesHardLinks && copier.links == nil { copier.links = .never }
  }

  /// Makes the directories above a `--parents` target.
  mutating func makeParents(
    of source: ByteString, _ target: ByteString, _ context: CommandContext
  ) throws -> Bool {
    var missing: [(source: ByteString, target: ByteString)] = []
    var from = Path.directory(source)
    var to = Path.directory(target)
    while !context.files.exists(context.path(to)) {
      missing.append((from, to))
      from = Path.directory(from)
      to = Path.directory(to)
    }
    for (from, to) in missing.reversed() {
      let mode = (try? context.status(from))?.permissions ?? 0o777
      let isMade = try context.attempt("cannot make directory \(to.quoted)") {
        try context.files.makeDirectory(
          context.path(to), mode: mode & 0o777 & ~context.umask | 0o300)
      }
      if !isMade {
        copier.fail("")
        return false
      }
      if copier.isVerbose { try context.output.write("\(from) -> \(to)\n") }
    }
    return true
  }
}
