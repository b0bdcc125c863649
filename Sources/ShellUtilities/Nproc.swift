import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `nproc` prints the number of processors that this process may use.
  ///
  /// - Status: 0; 1 on wrong usage.
  /// - Source: GNU coreutils 9.1 `nproc`.
  public static let nproc = Utility("nproc", usage: "[--all] [--ignore=n]") { context in
    let arguments = try context.parseArguments(options: "", long: ["all", "ignore="])
    if let extra = arguments.operands.first {
      throw UtilityError.operands("extra operand \(extra.quoted)", context)
    }
    var count = SystemProcessors.available
    for option in arguments.options {
      if option.long == "all" {
        count = SystemProcessors.configured
      } else {
        guard let ignored = option.value?.decimalInteger, ignored >= 0 else {
          throw UtilityError("invalid number: \((option.value ?? "").quoted)")
        }
        count = max(1, count - min(count, ignored))
      }
    }
    try context.output.write("\(count)\n")
    return .success
  }
}
