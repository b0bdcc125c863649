import Glibc
import ShellBytes

extension ProcessIdentity {
  /// What the process was started with, without its name.
  public static var startArguments: [ByteString] {
    let list = CommandLine.unsafeArgv
    var arguments: [ByteString] = []
    var index = 1
    while index < Int(CommandLine.argc), let argument = list[index] {
      arguments.append(ByteString(cString: argument))
      index += 1
    }
    return arguments
  }

  /// The file that this process runs.
  public static var executable: ByteString? { try? Files.readLink("/proc/self/exe") }

  /// Ends the process.
  public static func end(_ status: Int32) -> Never { exit(status) }
}
