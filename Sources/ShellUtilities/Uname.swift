import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `uname` prints the name of the system.
  ///
  /// - Status: 0; 1 on wrong usage.
  /// - Source: POSIX.1-2024 XCU `uname`. Beyond it, as GNU: `-i -o -p`.
  public static let uname = Utility("uname", usage: "[-amnoprsv]") { context in
    let arguments = try context.parseArguments(
      options: "aimnoprsv",
      long: [
        "all a", "kernel-name s", "nodename n", "kernel-release r", "kernel-version v",
        "machine m", "processor p", "hardware-platform i", "operating-system o",
      ])
    if let extra = arguments.operands.first {
      throw UtilityError.operands("extra operand \(extra.quoted)", context)
    }
    var asked = ByteSet(arguments.options.map(\.letter))
    if asked.contains(UInt8(ascii: "a")) {
      for letter in ByteString("snrvmo") { asked.insert(letter) }
    } else if arguments.options.isEmpty {
      asked.insert(UInt8(ascii: "s"))
    }
    let system = ProcessIdentity.system
    let fields: [(UInt8, ByteString)] = [
      (UInt8(ascii: "s"), system[0]), (UInt8(ascii: "n"), system[1]),
      (UInt8(ascii: "r"), system[2]), (UInt8(ascii: "v"), system[3]),
      (UInt8(ascii: "m"), system[4]), (UInt8(ascii: "p"), "unknown"),
      (UInt8(ascii: "i"), "unknown"), (UInt8(ascii: "o"), "GNU/Linux"),
    ]
    let shown = fields.filter { asked.contains($0.0) }.map(\.1)
    try context.output.write(ByteString.joined(shown, separator: " ") + "\n")
    return .success
  }
}
