import ShellCommand

/// The utilities, one line each.
public enum UtilityRegistry {
  public static let all: [Utility] = [
    .base64,
    .basename,
    .cat,
    .dirname,
    .env,
    .false,
    .head,
    .mkdir,
    .mktemp,
    .printenv,
    .rm,
    .rmdir,
    .seq,
    .sleep,
    .tail,
    .tee,
    .true,
    .yes,
  ]
}
