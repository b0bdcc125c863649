import ShellBytes
import ShellCommand
import ShellSystem
import ShellTestSupport
import ShellUtilities
import Testing

@Suite("yes")
struct YesTests {
  /// What `yes` was called with, and its line.
  static let rows: [([ByteString], ByteString)] = [
    ([], "y\n"),
    (["no"], "no\n"),
    (["a", "b c", ""], "a b c \n"),
    (["--", "-x"], "-x\n"),
  ]

  @Test("it prints its line until nobody reads", arguments: rows)
  func row(arguments: [ByteString], line: ByteString) throws {
    let output = ShortOutput()
    let context = UtilityRun.context(
      "yes", arguments, environment: [], directory: "/", umask: 0o022, clock: nil,
      descriptors: [1: output, 2: CaptureFile()])
    #expect(try Utility.yes.run(context) == .brokenPipe)
    #expect(output.contents.count >= ShortOutput.limit)
    var expected = line
    while expected.count < output.contents.count { expected += line }
    #expect(expected == output.contents)
  }

  @Test("wrong usage")
  func usage() throws {
    try UtilityCase("yes --bad", usageError: "unrecognized option '--bad'").check()
  }
}

/// An output whose reader leaves once it has enough.
private final class ShortOutput: OpenFile, @unchecked Sendable {
  static let limit = 20_000
  var contents: ByteString = ""

  override func write(_ bytes: UnsafeBufferPointer<UInt8>, _ gate: Gate) throws(Errno) {
    guard contents.count < ShortOutput.limit else { throw .brokenPipe }
    contents.append(contentsOf: bytes)
  }
}
