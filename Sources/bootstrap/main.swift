import LambdaRuntime
import ShellSystem

ProcessMemory.joinFreeBlocks()
ProcessIdentity.exit(
  BootstrapCommand.run(arguments: Array(ProcessIdentity.arguments.dropFirst())))
