import ShellBytes
import ShellCommand
import ShellSystem

/// The operands of `cp`, `mv` and `ln`: sources, and the file or directory they go to.
struct TargetOperands {
  /// `-t`.
  var directory: ByteString?
  /// `-T`: the target is no directory to go into.
  var isPlain = false
  /// Whether a link to a directory is taken as one.
  var followsTarget = true

  /// Pairs each source with its target.
  /// - Throws: `UtilityError` in GNU's words.
  func pairs(
    _ operands: [ByteString], _ context: CommandContext, keepsParents: Bool = false
  ) throws -> [(source: ByteString, target: ByteString)] {
    var sources = operands
    if sources.isEmpty { throw UtilityError.operands("missing file operand", context) }
    if let directory {
      if isPlain {
        throw UtilityError.operands(
          "cannot combine --target-directory (-t) and --no-target-directory (-T)", context)
      }
      try checkDirectory("target directory", directory, context)
      return place(sources, in: directory, keepsParents)
    }
    if sources.count == 1 {
      throw UtilityError.operands(
        "missing destination file operand after \(sources[0].quoted)", context)
    }
    if isPlain {
      if sources.count > 2 {
        throw UtilityError.operands("extra operand \(sources[2].quoted)", context)
      }
      return [(sources[0], sources[1])]
    }
    let target = sources.removeLast()
    if isDirectory(target, context) { return place(sources, in: target, keepsParents) }
    if sources.count > 1 || keepsParents {
      if keepsParents && sources.count == 1 {
        throw UtilityError("with --parents, the destination must be a directory")
      }
      try checkDirectory("target", target, context)
    }
    return [(sources[0], target)]
  }

  private func isDirectory(_ name: ByteString, _ context: CommandContext) -> Bool {
    if !followsTarget, (try? context.status(name, followLinks: false))?.kind == .symbolicLink {
      return false
    }
    return (try? context.status(name))?.kind == .directory
  }

  private func checkDirectory(
    _ what: ByteString, _ name: ByteString, _ context: CommandContext
  ) throws {
    do {
      if try context.status(name).kind != .directory { throw Errno.notDirectory }
    } catch let error as Errno {
      throw UtilityError("\(what) \(name.quoted): \(error.message)")
    }
  }

  private func place(
    _ sources: [ByteString], in directory: ByteString, _ keepsParents: Bool
  ) -> [(source: ByteString, target: ByteString)] {
    sources.map { source in
      var name = source
      while name.count > 1 && name.last == UInt8(ascii: "/") { name.removeLast(1) }
      if keepsParents {
        while name.first == UInt8(ascii: "/") { name = name.dropFirst() }
      } else {
        name = Path.lastComponent(name)
        // The contents of `..` go beside, not above.
        if name == ".." || name == "." { name = "." }
      }
      return (source, name == "." ? directory : Path.join(directory, name))
    }
  }
}
