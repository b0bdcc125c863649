import ShellBytes
import ShellCommand

extension Utility {
  /// `curl` transfers data from or to a server.
  public static let curl = Utility("curl", usage: "[options] url...") { context in
    throw UtilityError.Usage("not built yet")
  }
}
