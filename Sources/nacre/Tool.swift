import LambdaRuntime
import Nacre
import ShellBytes
import ShellCommand
import ShellREPL
import ShellSystem

/// The command `nacre`: a shell, and the tools around it.
enum Tool {
  static let version: ByteString = "nacre 0.1.0"

  static let help: ByteString = """
    Usage: nacre [OPTIONS] [FILE | -c SCRIPT] [ARGUMENTS]   run a script, as sh does
           nacre repl [FILE]                                a prompt
           nacre invoke [FILE.]FUNCTION                     call a handler with one event
           nacre serve                                      a local Lambda for a handler
           nacre bootstrap [HANDLER]                        run as a Lambda runtime
           nacre --version | --help

    Each command has its own --help. A script that is named as a command is run as ./NAME.

    """

  /// - Returns: the status to exit with.
  static func run() -> Int32 {
    let words = ProcessIdentity.arguments
    let arguments = Array(words.dropFirst())
    switch arguments.first {
    case "repl": return REPLCommand.run(arguments: Array(arguments.dropFirst()))
    case "invoke": return InvokeCommand.run(arguments: Array(arguments.dropFirst()))
    case "bootstrap": return BootstrapCommand.run(arguments: Array(arguments.dropFirst()))
    case "serve": return runBeside("nacre-serve", Array(arguments.dropFirst()))
    case "--version": return print(version + "\n")
    case "--help": return print(help)
    default: return runShell(words.first ?? "nacre", arguments)
    }
  }

  private static func print(_ text: ByteString) -> Int32 {
    let output = KernelFile(1, ending: .stays)
    do throws(Errno) {
      try output.write(text, Gate())
      return 0
    } catch {
      return 1
    }
  }

  /// Becomes a program that lies beside this one, so that what it is built of is paid for only
  /// when it is asked for.
  private static func runBeside(_ name: ByteString, _ arguments: [ByteString]) -> Int32 {
    let own = (try? Files.readLink("/proc/self/exe")) ?? "/"
    let path = Path.join(Path.directory(own), name)
    let error = Program(
      path: path, arguments: [path] + arguments, environment: ProcessIdentity.startEnvironment,
      directory: Files.startDirectory, umask: ProcessIdentity.umask, descriptors: [0, 1, 2]
    ).replaceProcess()
    try? KernelFile(2, ending: .stays).write(
      "nacre: \(path): \(error.message)\n", Gate())
    return 127
  }

  /// Runs as `sh` does.
  private static func runShell(_ name: ByteString, _ arguments: [ByteString]) -> Int32 {
    let shell = makeShell()
    // A write to a closed pipe is an error here; the shell makes SIGPIPE's effect of it.
    Signal.pipe.setDisposition(.ignored)
    return Int32(shell.runAndLeave(name: name, arguments: arguments).code)
  }

  /// A function of its own: nobody but the shell may hold its streams then.
  @inline(never)
  private static func makeShell() -> Shell {
    var configuration = Shell.Configuration.host
    configuration.ownsSignals = true
    // As the descriptors of a process that is the shell, they close when the script lets go of them.
    configuration.input = KernelFile(0, ending: .isVacated, isShared: true)
    configuration.output = KernelFile(1, ending: .isVacated)
    configuration.error = KernelFile(2, ending: .isVacated)
    for number in KernelFile.inheritedDescriptors() {
      configuration.otherFiles.append((Int(number), KernelFile(number, isShared: true)))
    }
    ProcessIdentity.clearUmask()
    return Shell(configuration)
  }
}
