import LambdaRuntime
import ShellSystem

ProcessIdentity.exit(
  BootstrapCommand.run(arguments: Array(ProcessIdentity.arguments.dropFirst())))
