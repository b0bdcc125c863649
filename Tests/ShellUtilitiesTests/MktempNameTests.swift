import ShellBytes
import ShellCommand
import ShellSystem
import ShellTestSupport
import ShellUtilities
import Testing

@Suite("What mktemp makes")
struct MktempNameTests {
  /// Runs `mktemp` and hands back the line it printed.
  private func make(
    _ arguments: [ByteString], in directory: TemporaryDirectory,
    environment: [(name: ByteString, value: ByteString)] = []
  ) -> ByteString {
    let run = UtilityRun(
      .mktemp, words: ["mktemp"] + arguments, environment: environment,
      directory: directory.path)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.last == 10)
    return run.output.dropLast()
  }

  @Test("a file of mode 600 under a name with the X's replaced")
  func file() throws {
    let directory = try TemporaryDirectory()
    let name = make(["abcXXXXXX.txt"], in: directory)
    #expect(name.hasPrefix("abc") && name.hasSuffix(".txt") && name.count == 13)
    #expect(!name.contains(UInt8(ascii: "X")) || name != "abcXXXXXX.txt")
    let status = try Files.status(directory.path(name))
    #expect(status.kind == .regular && status.permissions == 0o600)
    #expect(make(["abcXXXXXX.txt"], in: directory) != name)
  }

  @Test("a directory of mode 700, in TMPDIR")
  func directory() throws {
    let directory = try TemporaryDirectory()
    let name = make(["-d"], in: directory, environment: [("TMPDIR", directory.path)])
    #expect(name.hasPrefix(directory.path("tmp.")))
    let status = try Files.status(name)
    #expect(status.kind == .directory && status.permissions == 0o700)
  }

  @Test("-p, -t, --suffix and -u")
  func options() throws {
    let directory = try TemporaryDirectory()
    try directory.make("d/")
    #expect(make(["-p", "d", "xXXX"], in: directory).hasPrefix("d/x"))
    #expect(make(["--tmpdir=d"], in: directory).hasPrefix("d/tmp."))
    #expect(
      make(["-t", "yXXX"], in: directory, environment: [("TMPDIR", directory.path("d"))])
        .hasPrefix(directory.path("d/y")))
    #expect(make(["--suffix=.c", "zXXX"], in: directory).hasSuffix(".c"))
    let name = make(["-u", "uXXXXXX"], in: directory)
    #expect(!Files.isAccessible(directory.path(name), .exists))
  }
}
