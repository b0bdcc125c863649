import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `realpath` prints absolute paths without links, `.` and `..`.
  ///
  /// - Output: one line each.
  /// - Status: 0; 1 if one did not resolve.
  /// - Source: POSIX.1-2024 XCU `realpath`. Beyond it, as GNU: `-L -m -P -q -s -z`,
  ///   `--relative-to`, `--relative-base`.
  public static let realpath = Utility("realpath", usage: "[-eLmPqsz] file...") { context in
    let arguments = try context.parseArguments(
      options: "EeLmPqsz",
      long: [
        "canonicalize-existing e", "canonicalize-missing m", "logical L", "physical P", "quiet q",
        "strip s", "no-symlinks s", "zero z", "relative-to=", "relative-base=",
      ])
    var missing = PathResolver.Missing.last
    var isLogical = false
    var keepsLinks = false
    var isQuiet = false
    var end: UInt8 = 10
    var start: ByteString?
    var base: ByteString?
    for option in arguments.options {
      switch option.letter {
      case UInt8(ascii: "e"): missing = .nothing
      case UInt8(ascii: "m"): missing = .anything
      case UInt8(ascii: "L"): isLogical = true
      case UInt8(ascii: "P"): (isLogical, keepsLinks) = (false, false)
      case UInt8(ascii: "q"): isQuiet = true
      case UInt8(ascii: "s"): keepsLinks = true
      case UInt8(ascii: "z"): end = 0
      default: if option.long == "relative-to" { start = option.value } else { base = option.value }
      }
    }
    if arguments.operands.isEmpty { throw UtilityError.operands("missing operand", context) }
    func resolve(_ name: ByteString) throws(Errno) -> ByteString {
      if keepsLinks {
        let path = Path.normalized(try context.filePath(name))
        if missing == .nothing { _ = try context.files.status(path, followLinks: true) }
        return path
      }
      return try PathResolver(context).resolve(name, missing: missing, logical: isLogical)
    }
    func directory(_ name: ByteString?) throws -> ByteString? {
      guard let name else { return nil }
      do {
        return try resolve(name)
      } catch { throw UtilityError(name.quotedIfNeeded, error) }
    }
    let from = try directory(start)
    let below = try directory(base)
    func isBelow(_ path: ByteString) -> Bool {
      guard let below else { return true }
      return path == below || path.hasPrefix(below == "/" ? below : below + "/")
    }
    var status = ExitStatus.success
    for name in arguments.operands {
      do throws(Errno) {
        var path = try resolve(name)
        if let anchor = from ?? below, isBelow(path), from == nil || isBelow(anchor) {
          path = PathResolver.relative(path, from: anchor)
        }
        try context.output.write(path)
        try context.output.write(end)
      } catch {
        if error.endsCommand { throw error }
        if !isQuiet { context.report("\(name.quotedIfNeeded): \(error.message)") }
        status = .failure
      }
    }
    return status
  }
}
