import ShellBytes
