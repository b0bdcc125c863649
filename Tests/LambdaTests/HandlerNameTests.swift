import LambdaProtocol
import ShellBytes
import ShellSystem
import Testing

@testable import LambdaRuntime

@Suite("_HANDLER")
struct HandlerNameTests {
  @Test(arguments: [
    ("function.handler", "function", "handler"), ("dir/file.run", "dir/file", "run"),
    ("file.sh.go", "file.sh", "go"), ("a.b.handler", "a.b", "handler"),
    ("./x.f", "./x", "f"), ("function.my-handler", "function", "my-handler"),
    ("d.d/x.f", "d.d/x", "f"), ("..x/y.f", "..x/y", "f"),
  ])
  func divides(_ text: String, _ file: String, _ function: String) throws {
    let name = try HandlerName(ByteString(text))
    #expect(name.file.description == file)
    #expect(name.function.description == function)
  }

  @Test(arguments: [
    "", "echo", ".handler", "function.", "/etc/x.f", "../x.f", "a/../../x.f", "...handler",
    "dir/.handler", "d/x.y/f", "x.a b", "x.f\n", "..", ".",
  ])
  func refuses(_ text: String) throws {
    do {
      _ = try HandlerName(ByteString(text))
      Issue.record("taken")
    } catch {
      #expect(error.type == "Runtime.MalformedHandlerName")
      #expect(error.message.description.hasPrefix("'\(text)' is no handler, "))
      #expect(error.message.hasSuffix("expected FILE.FUNCTION, for example function.handler"))
    }
  }

  @Test func findsTheFile() throws {
    let root: ByteString = "/tmp/nacre-handler-\(ProcessIdentity.id)"
    try Files.makeDirectory(root, mode: 0o700)
    try Files.makeDirectory(root + "/dir", mode: 0o700)
    defer {
      for name in ["one.sh", "two", "both", "both.sh", "dir/x.sh"] as [ByteString] {
        try? Files.remove(root + "/" + name)
      }
      try? Files.removeDirectory(root + "/dir")
      try? Files.removeDirectory(root)
    }
    for name in ["one.sh", "two", "both", "both.sh", "dir/x.sh"] as [ByteString] {
      _ = try Files.open(root + "/" + name, [.write, .create])
    }
    for (text, file) in [
      ("one.f", "one.sh"), ("one.sh.f", "one.sh"), ("two.f", "two"), ("both.f", "both.sh"),
      ("./dir/x.f", "dir/x.sh"),
    ] as [(ByteString, ByteString)] {
      #expect(try HandlerName(text).path(below: root) == root + "/" + file)
    }
    do {
      _ = try HandlerName("dir.f").path(below: root)
      Issue.record("found")
    } catch {
      #expect(error.type == "Runtime.ImportModuleError")
      #expect(error.message == "no file dir.sh in \(root)")
    }
  }
}

@Suite("A response in memory")
struct ResponseFileTests {
  private let gate = Gate()

  @Test(arguments: [
    ("", ""), ("\n", ""), ("a", "a"), ("a\n\n\n", "a"), ("\na\n b\n", "\na\n b"), ("\0\n", "\0"),
  ])
  func losesTheNewlinesAtItsEnd(_ written: String, _ kept: String) throws {
    let file = ResponseFile()
    try file.write(ByteString(written), gate)
    #expect(file.withResponse { bytes, _ in ByteString(bytes) }.description == kept)
    #expect(file.withResponse { _, size in size } == kept.utf8.count)
  }

  @Test func countsWhatItDoesNotKeep() throws {
    let file = ResponseFile()
    let piece = ByteString(repeating: 10, count: 10_000_000)
    try file.write(piece, gate)
    try file.write(piece, gate)
    #expect(file.withResponse { _, size in size } == 20_000_000)
    #expect(file.withResponse { bytes, _ in bytes.count } < 7_000_000)
    file.clear()
    #expect(file.withResponse { _, size in size } == 0)
  }
}

@Suite("Reports and environments")
struct InvocationReportTests {
  @Test func hasLambdasForm() {
    let report = InvocationReport(
      requestID: "r", duration: 1_234_567, memoryMegabytes: 128, peakMemory: 5 << 20,
      initDuration: 12_005_000)
    #expect(
      report.line
        == "REPORT RequestId: r\tDuration: 1.23 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\t"
        + "Max Memory Used: 5 MB\tInit Duration: 12.00 ms")
  }

  @Test func inheritedVariablesGiveWayToTheFunctions() {
    var function = FunctionEnvironment(handler: "f.h", taskRoot: "/t")
    function.memoryMegabytes = 256
    let list = function.applied(to: ["A=1", "TZ=Asia/Tokyo", "_HANDLER=x", "A=2", "broken"])
    func value(_ name: ByteString) -> ByteString? { list.first { $0.name == name }?.value }
    #expect(value("A") == "2")
    #expect(value("TZ") == "Asia/Tokyo")
    #expect(value("_HANDLER") == "f.h")
    #expect(value("LAMBDA_TASK_ROOT") == "/t")
    #expect(value("AWS_LAMBDA_FUNCTION_MEMORY_SIZE") == "256")
    #expect(value("AWS_REGION") == "us-east-1")
    #expect(Set(list.map(\.name)).count == list.count)
  }

  @Test func requestIDsAreUUIDs() {
    let id = RequestID.random()
    #expect(id.count == 36)
    #expect(id[14] == UInt8(ascii: "4"))
    #expect(id != RequestID.random())
  }
}
