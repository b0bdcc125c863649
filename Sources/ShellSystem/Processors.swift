import Glibc

/// How many processors there are.
public enum SystemProcessors {
  /// Those that are at work.
  public static var available: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// All that the system has.
  public static var configured: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_CONF))) }
}
