import ShellBytes
import ShellCommand

extension Utility {
  /// `basename` prints the last component of a path, less a suffix.
  ///
  /// - Output: one line each.
  /// - Status: 0; 1 on wrong usage.
  /// - Source: POSIX.1-2024 XCU `basename`. Beyond it, as GNU: `-a`, `-s suffix`, `-z`.
  public static let basename = Utility(
    "basename", usage: "name [suffix] | -a [-s suffix] [-z] name..."
  ) { context in
    let arguments = try context.parseArguments(
      options: "as:z", long: ["multiple a", "suffix= s", "zero z"], permutes: false)
    var suffix = ByteString()
    var isMultiple = false
    var end: UInt8 = 10
    for option in arguments.options {
      switch option.letter {
      case UInt8(ascii: "z"): end = 0
      case UInt8(ascii: "s"):
        suffix = option.value ?? ""
        isMultiple = true
      default: isMultiple = true
      }
    }
    var names = arguments.operands
    if names.isEmpty { throw UtilityError.operands("missing operand", context) }
    if !isMultiple {
      if names.count > 2 {
        throw UtilityError.operands("extra operand \(names[2].quoted)", context)
      }
      if names.count == 2 { suffix = names.removeLast() }
    }
    for name in names {
      var base = name.isEmpty ? name : Path.lastComponent(name)
      if base != suffix, !suffix.isEmpty, base.hasSuffix(suffix), base != "/" {
        base.removeLast(suffix.count)
      }
      try context.output.write(base)
      try context.output.write(end)
    }
    return .success
  }
}
