/// Which language is parsed.
public enum Dialect: Sendable, Hashable {
  /// POSIX.1-2024, with those bash forms that no POSIX script can mean otherwise.
  case posix
  /// bash 5: also `function`, `[[`, `((`, `select`, `coproc`, `time`, arrays, `<( )`, `&>`, `|&`.
  case bash
}
