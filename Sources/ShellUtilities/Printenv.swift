import ShellBytes
import ShellCommand

extension Utility {
  /// `printenv` prints exported variables, or the values of some.
  ///
  /// - Output: `NAME=value` lines, or with operands the values alone.
  /// - Status: 0; 1 if a variable is not set; 2 on wrong usage.
  /// - Source: GNU coreutils 9.1 `printenv`.
  public static let printenv = Utility("printenv", usage: "[-0] [variable...]") { context in
    let arguments = try context.parseArguments(options: "0", long: ["null 0"], permutes: false)
    let end: UInt8 = arguments.options.isEmpty ? 10 : 0
    if arguments.operands.isEmpty {
      for (name, value) in context.environment.all {
        try context.output.write("\(name)=\(value)")
        try context.output.write(end)
      }
      return .success
    }
    var status = ExitStatus.success
    for name in arguments.operands {
      guard !name.contains(UInt8(ascii: "=")), let value = context.environment[name] else {
        status = .failure
        continue
      }
      try context.output.write(value)
      try context.output.write(end)
    }
    return status
  }
}
