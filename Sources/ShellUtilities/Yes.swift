import ShellBytes
import ShellCommand

extension Utility {
  /// `yes` prints a line again and again, until nobody reads it or it is cancelled.
  ///
  /// - Output: the operands, or `y`.
  /// - Source: GNU coreutils 9.1 `yes`.
  public static let yes = Utility("yes", usage: "[string...]") { context in
    let operands = try context.parseArguments(options: "").operands
    let line = ByteString.joined(operands.isEmpty ? ["y"] : operands, separator: " ") + "\n"
    var block = line
    while block.count < 16384 { block += block }
    while true {
      try context.check()
      try context.output.write(block)
    }
  }
}
