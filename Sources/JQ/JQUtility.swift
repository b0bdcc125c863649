import ShellBytes
import ShellCommand

extension Utility {
  /// `jq` filters JSON.
  public static let jq = Utility("jq", usage: "[options] filter [file...]") { context in
    throw UtilityError.Usage("not built yet")
  }
}
