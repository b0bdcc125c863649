import Nacre
import ShellBytes
import ShellCommand
import ShellSystem

ProcessMemory.joinFreeBlocks()
ProcessIdentity.exit(Tool.run())
