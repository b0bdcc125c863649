import Glibc
import ShellBytes
import ShellSystem
import Testing

@testable import LambdaRuntime

@Suite("nacre invoke")
struct InvokeCommandTests {
  /// Runs the command in a folder with `function.sh` and `event`.
  private func run(
    _ script: String, _ arguments: [String], event: String = ""
  ) async throws -> (output: String, error: String, status: Int32) {
    let folder = "/tmp/nacre-invoke-\(RequestIDForTests.next())"
    try Files.makeDirectory(ByteString(folder), mode: 0o700)
    for (name, text) in [("function.sh", script), ("event", event)] {
      let file = try Files.open(ByteString("\(folder)/\(name)"), [.write, .create])
      try file.write(ByteString(text), Gate())
    }
    defer {
      for name in ["function.sh", "event", "status"] {
        try? Files.remove(ByteString("\(folder)/\(name)"))
      }
      try? Files.removeDirectory(ByteString(folder))
    }
    let result = try await #require(
      processExitsWith: .exitCode(99),
      observing: [\.standardOutputContent, \.standardErrorContent]
    ) { [folder = folder as String, arguments = arguments as [String]] in
      guard chdir(folder) == 0 else { ProcessIdentity.exit(98) }
      let status = InvokeCommand.run(arguments: arguments.map { ByteString($0) })
      // The exit test wants one status: the real one goes through a file.
      let file = try Files.open(ByteString("\(folder)/status"), [.write, .create])
      try file.write(ByteString(Int(status)), Gate())
      ProcessIdentity.exit(99)
    }
    let status = try Files.open(ByteString("\(folder)/status"), .read).readAll(Gate())
    return (
      String(decoding: result.standardOutputContent, as: UTF8.self),
      String(decoding: result.standardErrorContent, as: UTF8.self),
      Int32(status.decimalInteger ?? -1)
    )
  }

  private static let script = """
    echo loaded >&2
    handler() {
      echo "log of $1" >&2
      echo "$1 $EXTRA $_HANDLER $AWS_LAMBDA_FUNCTION_MEMORY_SIZE"
    }
    fail() { exit 4; }
    hang() { while :; do :; done; }

    """

  @Test func printsTheResponseAndAReport() async throws {
    let result = try await run(
      InvokeCommandTests.script, ["-e", "one", "--env", "EXTRA=two", "handler"])
    #expect(result.output == "one two function.handler 128")
    #expect(result.status == 0)
    let lines = result.error.split(separator: "\n").map(String.init)
    try #require(lines.count == 5)
    #expect(lines[0] == "loaded")
    #expect(lines[1].hasPrefix("START RequestId: "))
    #expect(lines[1].hasSuffix(" Version: $LATEST"))
    #expect(lines[2] == "log of one")
    #expect(lines[3].hasPrefix("END RequestId: "))
    #expect(lines[4].hasPrefix("REPORT RequestId: "))
    #expect(lines[4].contains("\tBilled Duration: "))
    #expect(lines[4].contains("\tInit Duration: "))
  }

  @Test func readsTheEventFromAFile() async throws {
    let result = try await run(
      InvokeCommandTests.script, ["-f", "event", "function.sh.handler"], event: "of a file")
    #expect(result.output == "of a file  function.sh.handler 128")
  }

  @Test func aFunctionErrorIsADocumentAndAStatus() async throws {
    let result = try await run(InvokeCommandTests.script, ["-e", "x", "fail"])
    #expect(result.status == 1)
    #expect(result.error.contains("{\"errorMessage\":\"function.sh:6: "))
    #expect(result.error.contains("\"errorType\":\"Function.ExitStatus\""))
    #expect(result.error.contains("REPORT RequestId: "))
  }

  @Test func stopsAtTheTimeout() async throws {
    let result = try await run(InvokeCommandTests.script, ["-t", "0.2", "-e", "x", "hang"])
    #expect(result.status == 1)
    #expect(result.error.contains("\"errorType\":\"Function.Timeout\""))
  }

  @Test func whatCannotBeLoadedIsADocumentAndAStatus() async throws {
    let syntax = try await run("handler() {\n  if\n}\n", ["-e", "x", "handler"])
    #expect(syntax.status == 1)
    #expect(syntax.error.contains("\"errorType\":\"Runtime.ImportModuleError\""))
    #expect(syntax.error.contains("function.sh:3:1: "))
    let missing = try await run(":\n", ["-e", "x", "handler"])
    #expect(missing.status == 1)
    #expect(missing.error.contains("\"errorType\":\"Runtime.HandlerNotFound\""))
    let file = try await run(":\n", ["-e", "x", "other.handler"])
    #expect(file.status == 1)
    #expect(file.error.contains("no file other.sh in /tmp/nacre-invoke-"))
  }
}

/// Names for folders of tests that run side by side.
enum RequestIDForTests {
  static func next() -> String {
    "\(ProcessIdentity.id)-\(UInt64.random(in: 0...UInt64.max))"
  }
}
