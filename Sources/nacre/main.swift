import Nacre
import ShellBytes
import ShellCommand
import ShellSystem

ProcessIdentity.exit(Tool.run())
