import ShellCommand

/// The utilities, one line each.
public enum UtilityRegistry {
  public static let all: [Utility] = [
    .egrep,
    .fgrep,
    .grep,
    .sed,
  ]
}
