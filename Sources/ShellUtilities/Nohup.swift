import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `nohup` runs a command that goes on when the terminal hangs up.
  ///
  /// - Output: what the command writes, into `nohup.out` when that would go to a terminal.
  /// - Status: the command's; 125 on wrong usage; 126 and 127 as in the shell.
  /// - Source: POSIX.1-2024 XCU `nohup`. Differs: a command that runs inside the shell is part of
  ///   its process, which a hangup ends.
  public static let nohup = Utility("nohup", usage: "command [argument...]") { context in
    let operands = try Arguments(context.arguments, options: "", permutes: false).operands
    if operands.isEmpty { throw UtilityError.operands("missing operand", context, status: 125) }
    var descriptors: [Int: OpenFile?] = [:]
    let output = try? context.file(1)
    if context.input.file.isTerminal { descriptors[0] = .some(NullFile()) }
    if output?.isTerminal == true {
      let file = try context.files.open(
        context.path("nohup.out"), [.write, .create, .append], mode: 0o600)
      context.report("ignoring input and appending output to 'nohup.out'")
      descriptors[1] = .some(file)
      if (try? context.file(2))?.isTerminal == true { descriptors[2] = .some(file) }
    }
    return context.run(CommandRequest(operands, descriptors: descriptors, isLast: true))
  }
}
