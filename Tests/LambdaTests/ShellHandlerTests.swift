import LambdaProtocol
import ShellBytes
import ShellSystem
import Testing

@testable import LambdaRuntime

/// A task folder with a file of shell text, removed with the test.
private final class Task {
  let root: ByteString
  private let name: ByteString
  private let logReader: KernelFile
  let log: LogFile

  init(_ script: ByteString, file: ByteString = "function.sh") throws {
    root = "/tmp/nacre-task-\(RequestID.random())"
    name = file
    try Files.makeDirectory(root, mode: 0o700)
    let target = try Files.open(root + "/" + file, [.write, .create])
    try target.write(script, Gate())
    let (reader, writer) = try KernelPipe.make()
    logReader = KernelFile(reader)
    log = LogFile(KernelFile(writer))
  }

  deinit {
    try? Files.remove(root + "/" + name)
    try? Files.removeDirectory(root)
  }

  func handler(
    _ name: ByteString = "function.handler", memory: Int = 4096
  ) throws -> ShellHandler {
    try ShellHandler(
      HandlerName(name), taskRoot: root,
      environment: [
        ("PATH", "/usr/bin:/bin"), ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "\(memory)"),
      ], log: log)
  }

  /// What was logged so far.
  var logged: String {
    guard logReader.canRead else { return "" }
    let text = try? logReader.read(Gate()) { ($0.count, ByteString($0)) }
    return text?.description ?? ""
  }
}

@Suite("A function of a shell file")
struct ShellHandlerTests {
  private func invoke(
    _ handler: ShellHandler, _ event: ByteString, deadline: UInt64? = nil,
    _ fill: (inout RuntimeInvocation) -> Void = { _ in }
  ) -> (response: String, error: ErrorDocument?) {
    var invocation = RuntimeInvocation()
    invocation.requestID = "id"
    invocation.event = event
    fill(&invocation)
    let response = ResponseFile()
    let error = handler.handle(invocation, into: response, deadline: deadline)
    return (response.withResponse { bytes, _ in ByteString(bytes).description }, error)
  }

  @Test func getsTheEventAsArgumentAndInput() throws {
    let task = try Task("handler() { echo \"$#:$1\"; cat; }\n")
    #expect(invoke(try task.handler(), "a  *\n\u{E9}").response == "1:a  *\n\u{E9}\na  *\n\u{E9}")
  }

  @Test func startsFromTheFilesStateEachTime() throws {
    let task = try Task(
      "n=1; export E=x\nhandler() { n=$((n+1)); cd /; umask 077; set -f; echo $n$E; E=; }\n")
    let handler = try task.handler()
    for _ in 0..<3 { #expect(invoke(handler, "").response == "2x") }
  }

  @Test func findsItsInvocationInVariables() throws {
    let task = try Task(
      """
      handler() {
        printenv LAMBDA_REQUEST_ID AWS_LAMBDA_REQUEST_ID LAMBDA_DEADLINE_MS AWS_LAMBDA_DEADLINE_MS \\
          LAMBDA_FUNCTION_ARN AWS_LAMBDA_FUNCTION_ARN LAMBDA_TRACE_ID AWS_LAMBDA_TRACE_ID \\
          _X_AMZN_TRACE_ID LAMBDA_CLIENT_CONTEXT LAMBDA_COGNITO_IDENTITY LAMBDA_TENANT_ID
        :
      }

      """)
    let handler = try task.handler()
    let full = invoke(handler, "") {
      $0.deadline = 5
      $0.functionARN = "arn"
      $0.traceID = "trace"
      $0.clientContext = "{}"
      $0.cognitoIdentity = "cog"
      $0.tenantID = "blue"
    }
    #expect(full.response == "id\nid\n5\n5\narn\narn\ntrace\ntrace\ntrace\n{}\ncog\nblue")
    // What is absent in the next one is unset.
    #expect(invoke(handler, "").response == "id\nid")
  }

  @Test func runsInTheTaskRootWithAHome() throws {
    let task = try Task("handler() { pwd; echo \"$HOME\"; }\n")
    #expect(invoke(try task.handler(), "").response == "\(task.root)\n/tmp")
  }

  @Test(arguments: [
    ("return 3", "Function.ExitStatus", "3"), ("exit 4", "Function.ExitStatus", "4"),
    ("set -e; false; :", "Function.ExitStatus", "false"),
    ("set -u; echo $none", "Function.ShellError", "none"),
    ("recurse() { recurse; }; recurse", "Function.ShellError", ""),
    ("kill -TERM $$; sleep 5", "Function.ExitStatus", "143"),
  ])
  func fails(_ body: String, _ type: String, _ part: String) throws {
    let task = try Task(ByteString("handler() {\n  echo to the log >&2\n  \(body)\n}\n"))
    let handler = try task.handler()
    for _ in 0..<2 {
      let error = try #require(invoke(handler, "").error)
      #expect(error.type.description == type)
      #expect(error.message.description.hasPrefix("function.sh:3: "))
      #expect(error.message.description.contains(part))
      #expect(error.stackTrace.last == "handler (function.sh:3)")
      #expect(error.stackTrace.count <= 31)
      #expect(error.log.first == "to the log")
    }
  }

  @Test func endsTheJobsThatItLeavesBehind() throws {
    let task = try Task(
      "handler() { { sleep 0.2; echo late; } & /bin/sleep 30 & echo $1 $!; }\n")
    let handler = try task.handler()
    let started = SystemClock.monotonic
    for event in ["one", "two"] as [ByteString] {
      let words = invoke(handler, event).response.split(separator: " ")
      #expect(words.first.map { ByteString($0) } == event)
      #expect(words.count == 2)
    }
    #expect(SystemClock.monotonic - started < 5_000_000_000)
  }

  @Test func runsItsExitTrapBeforeItAnswers() throws {
    let task = try Task("handler() { trap 'echo trapped' EXIT; echo body; }\n")
    let handler = try task.handler()
    for _ in 0..<2 { #expect(invoke(handler, "").response == "body\ntrapped") }
  }

  @Test func exitZeroKeepsTheResponse() throws {
    let task = try Task("handler() { echo kept; exit 0; echo lost; }\n")
    let result = invoke(try task.handler(), "")
    #expect(result.response == "kept")
    #expect(result.error == nil)
  }

  @Test func stopsAtTheDeadline() throws {
    let task = try Task("handler() {\n  while :; do\n    :\n  done\n}\n")
    let started = SystemClock.monotonic
    let error = try #require(
      invoke(try task.handler(), "", deadline: started + 100_000_000).error)
    #expect(SystemClock.monotonic - started < 2_000_000_000)
    #expect(error.type == "Function.Timeout")
    #expect(error.message.description.hasPrefix("function.sh:"))
    #expect(error.message.hasSuffix("s)"))
    #expect(error.message.firstRange(of: "(after 0.") != nil)
  }

  @Test(arguments: [
    "/bin/sleep 30 | cat", "echo a | /bin/sleep 30 | /bin/cat", "x=$(x=$(/bin/sleep 30))",
    "cat <(/bin/sleep 30)", "yes | /usr/bin/tail -n 1", "sleep 30 & wait", "/bin/sleep 30 & wait",
    "read x < /dev/zero", "trap 'sleep 30' EXIT; sleep 30",
  ])
  func stopsWhateverWaitsAtTheDeadline(_ body: String) throws {
    let task = try Task(ByteString("handler() { \(body); }\n"))
    let handler = try task.handler()
    let started = SystemClock.monotonic
    let error = try #require(invoke(handler, "", deadline: started + 100_000_000).error)
    #expect(SystemClock.monotonic - started < 10_000_000_000)
    #expect(error.type == "Function.Timeout")
  }

  /// A job that meets the deadline first ends, and so does what waits for it, before the handler
  /// meets it: still the deadline is what ended the invocation.
  @Test func aJobThatMeetsTheDeadlineFirstIsNoSuccess() throws {
    let task = try Task("handler() { sleep 30 & wait; }\n")
    let handler = try task.handler()
    for round in 0..<100 {
      let deadline = SystemClock.monotonic + 5_000_000
      let error = invoke(handler, "", deadline: deadline).error
      #expect(error?.type == "Function.Timeout", "round \(round)")
    }
  }

  @Test(arguments: [
    "read x < fifo", "echo x > fifo", "cat fifo", "exec 3< fifo; :", "/bin/true < fifo",
    ". ./fifo",
  ])
  func stopsOpeningAFIFOAtTheDeadline(_ body: String) throws {
    let task = try Task(
      ByteString("handler() { cd d; \(body); echo no; }\nfine() { echo fine; }\n"))
    let folder: ByteString = task.root + "/d"
    try Files.makeDirectory(folder, mode: 0o700)
    try Files.makeFIFO(folder + "/fifo", mode: 0o600)
    defer {
      try? Files.remove(folder + "/fifo")
      try? Files.removeDirectory(folder)
    }
    let handler = try task.handler()
    let started = SystemClock.monotonic
    let error = try #require(
      invoke(handler, "", deadline: started + 100_000_000).error)
    #expect(SystemClock.monotonic - started < 10_000_000_000)
    #expect(error.type == "Function.Timeout")
    #expect(invoke(try task.handler("function.fine"), "").response == "fine")
  }

  @Test func aHandlerHasAPartOfTheFunctionsMemory() throws {
    let task = try Task(
      "handler() { while :; do\n x=$x$x$1; done; }\nfine() { echo ${#1}; }\n")
    let handler = try task.handler(memory: 64)
    for _ in 0..<2 {
      let error = try #require(invoke(handler, "0123456789").error)
      #expect(error.type == "Function.ShellError")
      // Which of the two limits depends on what else this process has in memory.
      #expect(error.message.firstRange(of: " limit exceeded: ") != nil)
    }
  }

  @Test func largeEventsPass() throws {
    let task = try Task("handler() { printf %s \"$1\"; }\n")
    let event = ByteString(repeating: UInt8(ascii: "x"), count: 6_291_456)
    var invocation = RuntimeInvocation()
    invocation.event = event
    let response = ResponseFile()
    #expect(try task.handler().handle(invocation, into: response, deadline: nil) == nil)
    #expect(response.withResponse { _, size in size } == 6_291_456)
  }

  static let unloadable: [(String, String, String)] = [
    ("handler() {\n  if\n}\n", "Runtime.ImportModuleError", "function.sh:"),
    ("other() { :; }\n", "Runtime.HandlerNotFound", "function defines no function 'handler'"),
    ("exit 3\n", "Runtime.ImportModuleError", "3"),
    ("set -e\nfalse\nhandler() { :; }\n", "Runtime.ImportModuleError", "function.sh:2"),
  ]

  @Test(arguments: unloadable) func cannotBeLoaded(
    _ script: String, _ type: String, _ part: String
  ) throws {
    let task = try Task(ByteString(script))
    do {
      _ = try task.handler()
      Issue.record("loaded")
    } catch let error as ErrorDocument {
      #expect(error.type.description == type)
      #expect(error.message.description.contains(part))
    }
  }

  @Test func theLogIsStandardError() throws {
    let task = try Task("echo at init >&2\nhandler() { echo one >&2; printf two >&2; }\n")
    let handler = try task.handler()
    #expect(task.logged == "at init\n")
    _ = invoke(handler, "")
    #expect(task.logged == "one\ntwo")
  }
}
