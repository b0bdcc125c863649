import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `hostname` prints the name of the host.
  ///
  /// - Status: 0; 1 when asked to set it.
  /// - Source: Debian's `hostname`, less its ways to ask for addresses.
  public static let hostname = Utility("hostname", usage: "[-fs]") { context in
    let arguments = try context.parseArguments(
      options: "fs", long: ["fqdn f", "long f", "short s"])
    if !arguments.operands.isEmpty {
      throw UtilityError("you must be root to change the host name")
    }
    var name = ProcessIdentity.hostName
    if arguments.options.contains(where: { $0.letter == UInt8(ascii: "s") }) {
      name = name.split(at: UInt8(ascii: "."))[0]
    }
    try context.output.write(name + "\n")
    return .success
  }
}
