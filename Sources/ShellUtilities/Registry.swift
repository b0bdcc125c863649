import ShellCommand

/// The utilities, one line each.
public enum UtilityRegistry {
  public static let all: [Utility] = [
    .base64,
    .basename,
    .cat,
    .chmod,
    .cp,
    .dirname,
    .env,
    .false,
    .head,
    .ln,
    .mkdir,
    .mktemp,
    .mv,
    .printenv,
    .readlink,
    .realpath,
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
