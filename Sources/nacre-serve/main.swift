import LambdaEmulator
import ShellSystem

ProcessIdentity.exit(
  ServeCommand.run(arguments: Array(ProcessIdentity.arguments.dropFirst())))
