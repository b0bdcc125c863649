import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `readlink` prints what a symbolic link says, or with `-f -e -m` where a path leads to.
  ///
  /// - Output: one line each; with `-n` and one operand without its end.
  /// - Status: 0; 1 for a path that is no link, or does not resolve: silent without `-v`.
  /// - Source: POSIX.1-2024 XCU `readlink`. Beyond it, as GNU: `-e -f -m -q -s -v -z`, and
  ///   several operands.
  public static let readlink = Utility("readlink", usage: "[-efmnqsvz] file...") { context in
    let arguments = try context.parseArguments(
      options: "efmnqsvz",
      long: [
        "canonicalize f", "canonicalize-existing e", "canonicalize-missing m", "no-newline n",
        "quiet q", "silent s", "verbose v", "zero z",
      ])
    var missing: PathResolver.Missing?
    var end: ByteString = "\n"
    var isVerbose = false
    for option in arguments.options {
      switch option.letter {
      case UInt8(ascii: "e"): missing = .nothing
      case UInt8(ascii: "f"): missing = .last
      case UInt8(ascii: "m"): missing = .anything
      case UInt8(ascii: "n"): end = ""
      case UInt8(ascii: "z"): end = ByteString([0])
      case UInt8(ascii: "v"): isVerbose = true
      default: isVerbose = false
      }
    }
    if arguments.operands.isEmpty { throw UtilityError.operands("missing operand", context) }
    if arguments.operands.count > 1 && end.isEmpty {
      context.report("ignoring --no-newline with multiple arguments")
      end = "\n"
    }
    var status = ExitStatus.success
    for name in arguments.operands {
      do throws(Errno) {
        let text =
          if let missing {
            try PathResolver(context).resolve(name, missing: missing)
          } else {
            try context.files.readLink(try context.filePath(name))
          }
        try context.output.write(text + end)
      } catch {
        if error.endsCommand { throw error }
        if isVerbose { context.report("\(name.quotedIfNeeded): \(error.message)") }
        status = .failure
      }
    }
    return status
  }
}
