import LambdaRuntime
import ShellSystem

ProcessIdentity.end(BootstrapCommand.run(arguments: ProcessIdentity.startArguments))
