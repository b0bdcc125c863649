import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `rmdir` removes empty directories.
  ///
  /// - Status: 0; 1 if one could not be removed.
  /// - Source: POSIX.1-2024 XCU `rmdir`. Beyond it, as GNU: `-v`, `--ignore-fail-on-non-empty`.
  public static let rmdir = Utility("rmdir", usage: "[-pv] directory...") { context in
    let arguments = try context.parseArguments(
      options: "pv", long: ["parents p", "verbose v", "ignore-fail-on-non-empty"])
    let removesParents = arguments.options.contains { $0.letter == UInt8(ascii: "p") }
    let isVerbose = arguments.options.contains { $0.letter == UInt8(ascii: "v") }
    let ignoresFull = arguments.options.contains { !$0.long.isEmpty && $0.letter == 0 }
    if arguments.operands.isEmpty { throw UtilityError.operands("missing operand", context) }
    var status = ExitStatus.success
    for operand in arguments.operands {
      var name = operand
      var isFirst = true
      while true {
        if isVerbose {
          try context.output.write("\(context.name): removing directory, \(name.quoted)\n")
        }
        let what: ByteString = isFirst ? "failed to remove" : "failed to remove directory"
        let isRemoved = try context.attempt("\(what) \(name.quoted)") {
          do {
            try context.files.removeDirectory(try context.filePath(name))
          } catch let error as Errno where error == .notEmpty && ignoresFull {
            throw UtilityError.exit(.success)
          }
        }
        if !isRemoved {
          status = .failure
          break
        }
        isFirst = false
        while name.last == UInt8(ascii: "/") { name.removeLast(1) }
        guard removesParents, name.contains(UInt8(ascii: "/")) else { break }
        name = Path.directory(name)
        if name == "/" { break }
      }
    }
    return status
  }
}
