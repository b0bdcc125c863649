import CShellSpawn
import Glibc

/// Questions to a terminal.
public enum Terminal {
  public static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Rows and columns; nil where it is no terminal.
  public static func size(_ descriptor: Int32) -> (rows: Int, columns: Int)? {
    var rows: Int32 = 0
    var columns: Int32 = 0
    guard cshell_ioctl_window(descriptor, &rows, &columns) == 0 else { return nil }
    return (Int(rows), Int(columns))
  }

  /// Runs `body` with echo off.
  public static func withoutEcho<Result>(_ descriptor: Int32, _ body: () throws -> Result)
    rethrows -> Result
  {
    var old = termios()
    guard tcgetattr(descriptor, &old) == 0 else { return try body() }
    var quiet = old
    quiet.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(descriptor, TCSANOW, &quiet)
    defer { tcsetattr(descriptor, TCSANOW, &old) }
    return try body()
  }

  /// The foreground process group of a terminal.
  public static func foregroundGroup(_ descriptor: Int32) -> Int32 { tcgetpgrp(descriptor) }
  public static func setForegroundGroup(_ descriptor: Int32, _ group: Int32) {
    tcsetpgrp(descriptor, group)
  }
}

/// Pipes of the kernel, for programs.
public enum KernelPipe {
  /// Two close-on-exec descriptors.
  public static func make() throws(Errno) -> (reader: Int32, writer: Int32) {
    var ends: [Int32] = [-1, -1]
    // In one call: another thread may spawn at any time, and a program that inherits a writing end
    // keeps its reader from ever seeing the end.
    if cshell_pipe(&ends) != 0 { throw .last }
    for index in 0...1 where ends[index] <= 2 {
      let moved = fcntl(ends[index], F_DUPFD_CLOEXEC, 3)
      close(ends[index])
      ends[index] = moved
    }
    return (ends[0], ends[1])
  }
}
