import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `mktemp` makes a file or a directory under a name that nobody else has.
  ///
  /// - Output: its name.
  /// - Status: 0; 1 if it could not be made.
  /// - Source: GNU coreutils 9.1 `mktemp`.
  public static let mktemp = Utility(
    "mktemp", usage: "[-dqtu] [-p directory] [--suffix=suffix] [template]"
  ) { context in
    let arguments = try context.parseArguments(
      options: "dqtup:",
      long: ["directory d", "quiet q", "dry-run u", "suffix=", "tmpdir=? p"])
    var request = MktempRequest()
    for option in arguments.options { request.take(option) }
    if arguments.operands.count > 1 {
      throw UtilityError.operands("too many templates", context)
    }
    do {
      let name = try request.make(arguments.operands.first, context)
      try context.output.write(name + "\n")
      return .success
    } catch let error as UtilityError where request.isQuiet {
      return error.status
    }
  }
}

private struct MktempRequest {
  var isQuiet = false
  private var isDirectory = false
  private var isDryRun = false
  private var usesTemporaryDirectory = false
  private var isNameOnly = false
  private var parent: ByteString?
  private var suffix: ByteString?

  mutating func take(_ option: Arguments.Option) {
    switch option.letter {
    case UInt8(ascii: "d"): isDirectory = true
    case UInt8(ascii: "q"): isQuiet = true
    case UInt8(ascii: "u"): isDryRun = true
    case UInt8(ascii: "t"):
      usesTemporaryDirectory = true
      isNameOnly = true
    case UInt8(ascii: "p"):
      usesTemporaryDirectory = true
      parent = option.value
    default: suffix = option.value ?? ""
    }
  }

  func make(_ operand: ByteString?, _ context: CommandContext) throws -> ByteString {
    let template = operand ?? "tmp.XXXXXXXXXX"
    var (stem, end) = try split(template)
    if let slash = end.firstIndex(of: UInt8(ascii: "/")), slash >= 0 {
      throw UtilityError("invalid suffix \(end.quoted), contains directory separator")
    }
    let count = stem.reversed().prefix { $0 == UInt8(ascii: "X") }.count
    if count < 3 { throw UtilityError("too few X's in template \(template.quoted)") }
    if operand == nil || usesTemporaryDirectory {
      if stem.first == UInt8(ascii: "/") {
        throw UtilityError(
          "invalid template, \(template.quoted); with --tmpdir, it may not be absolute")
      }
      if isNameOnly && stem.contains(UInt8(ascii: "/")) {
        throw UtilityError("invalid template, \(template.quoted), contains directory separator")
      }
      let folder = self.folder(context)
      stem = folder.hasSuffix("/") ? folder + stem : folder + "/" + stem
    }
    let start = stem.dropLast(count)
    for _ in 0..<1000 {
      let name = start + (try Entropy.alphanumerics(count)) + end
      do {
        try create(name, context)
        return name
      } catch  where error == .exists {
        continue
      } catch {
        let what: ByteString = isDirectory ? "directory" : "file"
        throw UtilityError(
          "failed to create \(what) via template \((stem + end).quoted): \(error.message)")
      }
    }
    throw UtilityError(
      "failed to create via template \((stem + end).quoted): \(Errno.exists.message)")
  }

  /// The part that ends in the last `XXX`, and what is behind it.
  private func split(_ template: ByteString) throws -> (stem: ByteString, end: ByteString) {
    if let suffix {
      if template.last != UInt8(ascii: "X") {
        throw UtilityError("with --suffix, template \(template.quoted) must end in X")
      }
      return (template, suffix)
    }
    guard let last = template.lastIndex(of: UInt8(ascii: "X")) else { return (template, "") }
    return (template.prefix(last + 1), template.dropFirst(last + 1))
  }

  private func folder(_ context: CommandContext) -> ByteString {
    let variable = context.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 }
    if isNameOnly { return variable ?? parent ?? "/tmp" }
    if let parent, !parent.isEmpty { return parent }
    return variable ?? "/tmp"
  }

  private func create(_ name: ByteString, _ context: CommandContext) throws(Errno) {
    let path = try context.filePath(name)
    if isDryRun {
      if (try? context.files.status(path, followLinks: false)) != nil { throw .exists }
    } else if isDirectory {
      try context.files.makeDirectory(path, mode: 0o700 & ~context.umask)
    } else {
      _ = try context.files.open(
        path, [.read, .write, .create, .exclusive], mode: 0o600 & ~context.umask)
    }
  }
}
