import ShellBytes
import ShellCommand

extension Builtin {
  /// `fc` tells that there is no command history: only an interactive session keeps one.
  ///
  /// - Status: 1.
  /// - Source: POSIX.1-2024 XCU `fc`, which lets a shell without history do without it.
  static let fc = Builtin("fc", usage: "[-e ename] [-lnr] [first] [last] or fc -s [pat=rep] [command]")
  {
    (shell, words) throws(ShellError) -> Flow in
    _ = try shell.parseOptions("e:lnrs", words)
    throw ShellError("fc: no command history")
  }
}
