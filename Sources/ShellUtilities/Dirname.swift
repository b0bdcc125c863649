import ShellBytes
import ShellCommand

extension Utility {
  /// `dirname` prints paths without their last component.
  ///
  /// - Output: one line each.
  /// - Status: 0; 1 on wrong usage.
  /// - Source: POSIX.1-2024 XCU `dirname`. Beyond it, as GNU: several operands, `-z`.
  public static let dirname = Utility("dirname", usage: "[-z] string...") { context in
    let arguments = try context.parseArguments(options: "z", long: ["zero z"])
    if arguments.operands.isEmpty { throw UtilityError.operands("missing operand", context) }
    for name in arguments.operands {
      try context.output.write(Path.directory(name))
      try context.output.write(arguments.options.isEmpty ? 10 : 0)
    }
    return .success
  }
}
