import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `whoami` prints the name of the effective user.
  ///
  /// - Status: 0; 1 if the user has no name.
  /// - Source: GNU coreutils 9.1 `whoami`.
  public static let whoami = Utility("whoami", usage: "") { context in
    let arguments = try context.parseArguments(options: "")
    if let extra = arguments.operands.first {
      throw UtilityError.operands("extra operand \(extra.quoted)", context)
    }
    let id = ProcessIdentity.effectiveUser
    guard let user = User(id: id) else {
      throw UtilityError("cannot find name for user ID \(id)")
    }
    try context.output.write(user.name + "\n")
    return .success
  }
}
