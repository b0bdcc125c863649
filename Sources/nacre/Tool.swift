import LambdaRuntime
import Nacre
import ShellBytes
import ShellCommand
import ShellREPL
import ShellSystem

/// The command `nacre`: a shell, and the tools around it.
enum Tool {
  static func run() -> Int32 {
    let words = ProcessIdentity.arguments
    let name = words.first ?? "nacre"
    let arguments = Array(words.dropFirst())
    if arguments.first == "repl" {
      return REPLCommand.run(arguments: Array(arguments.dropFirst()))
    }
    return runShell(name, arguments)
  }

  /// Runs as `sh` does.
  private static func runShell(_ name: ByteString, _ arguments: [ByteString]) -> Int32 {
    var configuration = Shell.Configuration.host
    configuration.ownsSignals = true
    ProcessIdentity.clearUmask()
    let shell = Shell(configuration)
    // A write to a closed pipe is an error here; the shell makes SIGPIPE's effect of it.
    Signal.pipe.setDisposition(.ignored)
    let status = shell.run(name: name, arguments: arguments)
    return Int32(status.code)
  }
}
