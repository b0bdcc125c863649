import LambdaEmulator
import ShellSystem

ProcessIdentity.end(ServeCommand.run(arguments: ProcessIdentity.startArguments))
