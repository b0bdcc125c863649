import Curl
import JQ
import ShellBytes
import ShellCommand
import ShellSystem
import ShellUtilities

extension Shell {
  /// What a shell may see and do.
  public struct Configuration: Sendable {
    /// Exported variables at the start.
    public var environment: [(name: ByteString, value: ByteString)]
    /// The logical working directory at the start.
    public var directory: ByteString
    /// The file mode creation mask at the start.
    public var umask: UInt32
    public var files: any FileSystem
    /// Utilities by name, beside the builtins.
    public var utilities: UtilityTable
    public var clock = CommandClock.system
    /// Whether programs may be spawned.
    public var allowsPrograms: Bool
    /// Whether this shell sees the process's signals and may set their disposition.
    public var ownsSignals = false
    /// How many bytes a command substitution may collect.
    public var captureLimit = 1 << 30
    /// How many bytes one value may have: a variable, a word, a line that is read.
    public var valueLimit = 1 << 30
    /// How many bytes the process may have resident when a script asks for more.
    public var memoryLimit = 4 << 30
    public var input: OpenFile
    public var output: OpenFile
    public var error: OpenFile
    /// Open files beside those three, by their descriptor.
    public var otherFiles: [(descriptor: Int, file: OpenFile)] = []

    /// The process's environment, files, streams and programs.
    public static var host: Configuration {
      let environment = ProcessIdentity.startEnvironment.compactMap {
        entry -> (name: ByteString, value: ByteString)? in
        guard let equals = entry.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        return (entry.prefix(equals), entry.dropFirst(equals + 1))
      }
      return Configuration(
        environment: environment, directory: startDirectory(environment),
        umask: ProcessIdentity.umask, files: HostFileSystem(),
        utilities: UtilityTable { StandardUtilities.registry },
        allowsPrograms: true, input: KernelFile(0, ending: .stays, isShared: true),
        output: KernelFile(1, ending: .stays), error: KernelFile(2, ending: .stays))
    }

    /// Sets the limits for a script that has so many bytes of memory, the process's own included.
    public mutating func limit(toMemory bytes: Int) {
      // A value is copied as it grows, and something must be left to say what went wrong.
      valueLimit = bytes / 4
      captureLimit = bytes / 4
      memoryLimit = bytes / 4 * 3
    }

    /// PWD where it names the directory that the process is in, else that directory (XCU `sh`).
    private static func startDirectory(
      _ environment: [(name: ByteString, value: ByteString)]
    ) -> ByteString {
      if let given = environment.last(where: { $0.name == "PWD" })?.value,
        HostFileSystem().isName(given, of: ".")
      {
        return given
      }
      return Files.startDirectory
    }
  }
}

/// The utilities of this package by name.
public enum StandardUtilities {
  public static let registry = UtilityTable.Registry(UtilityRegistry.all + [.jq, .curl])
}
