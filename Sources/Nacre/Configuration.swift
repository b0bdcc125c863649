import ShellBytes
import ShellCommand
import ShellSystem

extension Shell {
  /// What a shell may see and do.
  public struct Configuration: Sendable {
    /// Exported variables at the start.
    public var environment: [(name: ByteString, value: ByteString)]
    /// The logical working directory at the start.
    public var directory: ByteString
    public var files: any FileSystem
    /// Utilities by name, beside the builtins.
    public var utilities: [ByteString: Utility]
    /// Whether programs may be spawned.
    public var allowsPrograms: Bool
    /// Whether this shell sees the process's signals and may set their disposition.
    public var ownsSignals: Bool
    public var input: OpenFile
    public var output: OpenFile
    public var error: OpenFile

    /// The process's environment, files, streams and programs.
    public static var host: Configuration {
      Configuration(
        environment: [], directory: Files.startDirectory, files: HostFileSystem(), utilities: [:],
        allowsPrograms: true, ownsSignals: false,
        input: KernelFile(0, closes: false, isShared: true), output: KernelFile(1, closes: false),
        error: KernelFile(2, closes: false))
    }
  }
}
