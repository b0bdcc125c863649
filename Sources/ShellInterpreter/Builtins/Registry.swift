import ShellBytes
import ShellSystem

/// The builtins, one line each.
enum BuiltinRegistry {
  static let all: [Builtin] = [
    .colon, .dot, .break, .continue, .eval, .exec, .exit, .return, .shift, .source, .true,
    .false, .echo, .cd, .pwd, .sh, .bash, .dash, .ash,
    .alias, .bg, .builtin, .caller, .command, .compgen, .declare, .dirs, .disown, .enable, .export,
    .fc,
    .fg, .getopts, .hash, .help, .jobs, .kill, .let, .local, .mapfile, .popd, .printf, .pushd,
    .read, .readarray, .readonly, .set, .shopt, .suspend, .test, .bracket, .times, .trap, .type,
    .typeset, .ulimit, .umask, .unalias, .unset, .wait, .which,
  ]

  private static let table: NameTable = {
    let table = NameTable(capacity: all.count)
    for builtin in all { _ = table.place(builtin.name) }
    return table
  }()

  static func find(_ name: ByteString) -> Builtin? { table.find(name).map { all[$0] } }

  /// The names of all builtins, sorted.
  static let names: [ByteString] = all.map(\.name).sorted()
}

/// The special builtins of XCU 2.15.
enum SpecialBuiltins {
  static let names: Set<ByteString> = [
    "break", ":", "continue", ".", "eval", "exec", "exit", "export", "readonly", "return", "set",
    "shift", "times", "trap", "unset",
  ]
}
