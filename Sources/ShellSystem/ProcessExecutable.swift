import ShellBytes

extension ProcessIdentity {
  /// The file that this process runs; nil where /proc is not mounted.
  public static var executable: ByteString? { try? Files.readLink("/proc/self/exe") }
}
