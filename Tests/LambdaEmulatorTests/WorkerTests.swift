import LambdaProtocol
import ShellBytes
import ShellSystem
import Testing

@testable import LambdaEmulator

/// A runtime written for bash: what it does with an event is the event's first word.
private let script: ByteString = """
  #!/bin/bash
  host=${AWS_LAMBDA_RUNTIME_API%:*} port=${AWS_LAMBDA_RUNTIME_API##*:}
  call() {
    exec 3<>"/dev/tcp/$host/$port"
    printf '%s /2018-06-01/runtime/%s HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\nContent-Length: %d\\r\\n\\r\\n%s' \\
      "$1" "$2" "${#3}" "$3" >&3
    id=
    while IFS= read -r line <&3 && [ "$line" != $'\\r' ]; do
      line=${line%$'\\r'}
      case $line in Lambda-Runtime-Aws-Request-Id:*) id=${line#*: } ;; esac
    done
    body=$(cat <&3)
    exec 3>&-
  }
  case $MODE in
    init-error) call POST init/error '{"errorType":"Runtime.Test"}'; exit 1 ;;
    init-exit) exit 7 ;;
    init-hang) exec sleep 30 ;;
  esac
  while :; do
    call GET invocation/next
    echo "log of $body" >&2
    case $body in
      exit*) exit ${body#exit } ;;
      hang*) sleep 30 ;;
      kill*) kill -9 $$ ;;
      error*) call POST "invocation/$id/error" '{"errorType":"Function.Test"}' ;;
      env*) name=${body#env }; call POST "invocation/$id/response" "${!name}" ;;
      pid*) call POST "invocation/$id/response" "$$" ;;
      nap*) sleep 0.3; call POST "invocation/$id/response" "$$" ;;
      *) call POST "invocation/$id/response" "<$body>" ;;
    esac
  done

  """

@Suite("The emulator, with runtimes of its own")
struct WorkerTests {
  private func start(
    _ name: String, workers: Int = 1, timeout: Double = 20, mode: ByteString = ""
  ) throws -> RunningEmulator {
    let path: ByteString = "/tmp/nacre-worker-\(ProcessIdentity.id)-\(name)"
    let file = try Files.open(path, [.write, .create, .truncate], mode: 0o755)
    try file.write(script, Gate())
    try Files.setPermissions(path, 0o755)
    return try RunningEmulator(
      workers: workers, timeout: timeout, command: ["/bin/bash", path],
      environment: ["MODE=\(mode)"])
  }

  private func end(_ name: String) {
    try? Files.remove("/tmp/nacre-worker-\(ProcessIdentity.id)-\(name)")
  }

  @Test func servesAndReports() throws {
    let running = try start("serves")
    defer { end("serves") }
    let caller = try RawClient(port: running.port)
    #expect(try caller.invoke("one").text == "<one>")
    let answer = try caller.invoke("two", ["X-Amz-Log-Type: Tail", "X-Amzn-RequestId: id2"])
    #expect(answer.text == "<two>")
    let tail = try #require(answer.header("x-amz-log-result").flatMap { Base64.decode($0) })
    let lines = String(decoding: tail, as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    #expect(lines[0] == "START RequestId: id2 Version: $LATEST")
    #expect(lines[1] == "log of two")
    #expect(lines[2] == "END RequestId: id2")
    #expect(lines[3].hasPrefix("REPORT RequestId: id2\tDuration: "))
    #expect(lines[3].contains("\tMemory Size: 128 MB\tMax Memory Used: "))
    let log = try running.stop()
    #expect(log.contains("log of one\n"))
    #expect(log.contains("\tInit Duration: "))
    #expect(log.contains(lines.joined(separator: "\n")))
  }

  @Test func setsLambdasEnvironment() throws {
    let running = try start("environment")
    defer { end("environment") }
    let caller = try RawClient(port: running.port)
    for (name, value) in [
      ("_HANDLER", "f.h"), ("LAMBDA_TASK_ROOT", "/tmp"), ("AWS_LAMBDA_FUNCTION_NAME", "function"),
      ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"), ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"),
      ("AWS_REGION", "us-east-1"), ("TZ", ":UTC"), ("PWD", "/tmp"),
      ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"), ("LAMBDA_RUNTIME_DIR", "/var/runtime"),
      ("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/function"),
    ] {
      #expect(try caller.invoke("env \(name)").text == value, "\(name)")
    }
  }

  @Test func aFunctionErrorKeepsTheRuntime() throws {
    let running = try start("error")
    defer { end("error") }
    let caller = try RawClient(port: running.port)
    let before = try caller.invoke("pid").text
    let answer = try caller.invoke("error")
    #expect(answer.header("x-amz-function-error") == "Unhandled")
    #expect(answer.text == #"{"errorType":"Function.Test"}"#)
    #expect(try caller.invoke("pid").text == before)
  }

  @Test(arguments: [
    ("exit 3", "Runtime exited with error: exit status 3"),
    ("exit 0", "Runtime exited without providing a reason"),
    ("kill", "Runtime exited with error: signal: KILL"),
  ])
  func anExitFailsItsInvocationAndARuntimeIsStarted(_ event: String, _ reason: String) throws {
    let name = "exit-\(event.filter(\.isLetter))\(event.filter(\.isNumber))"
    let running = try start(name)
    defer { end(name) }
    let caller = try RawClient(port: running.port)
    let before = try caller.invoke("pid").text
    let answer = try caller.invoke(event, ["X-Amzn-RequestId: x"])
    #expect(answer.status == 200)
    #expect(answer.header("x-amz-function-error") == "Unhandled")
    #expect(
      answer.text
        == #"{"errorMessage":"RequestId: x Error: \#(reason)","errorType":"Runtime.ExitError"}"#)
    let after = try caller.invoke("pid").text
    #expect(Int(after) != nil)
    #expect(after != before)
  }

  @Test func aTimeOutEndsTheRuntimeAndOneIsStarted() throws {
    let running = try start("timeout", timeout: 1)
    defer { end("timeout") }
    let caller = try RawClient(port: running.port)
    let before = try caller.invoke("pid").text
    let answer = try caller.invoke("hang")
    #expect(answer.text.contains("Task timed out after 1.00 seconds"))
    #expect(answer.header("x-amz-function-error") == "Unhandled")
    let after = try caller.invoke("pid").text
    #expect(Int(after) != nil)
    #expect(after != before)
    #expect(throws: Errno.noProcess) {
      try Signal(number: 0).send(to: Int32(before) ?? 1)
    }
  }

  @Test func anInitErrorIsTheAnswer() throws {
    let running = try start("init-error", mode: "init-error")
    defer { end("init-error") }
    let caller = try RawClient(port: running.port)
    // Whether the first or a later start of the runtime tells it.
    for _ in 0..<2 {
      let answer = try caller.invoke("x")
      #expect(answer.status == 502)
      #expect(answer.text == #"{"errorType":"Runtime.Test"}"#)
      #expect(answer.header("x-amz-function-error") == "Unhandled")
    }
  }

  @Test func anExitBeforeTheFirstEventIsTheAnswer() throws {
    let running = try start("init-exit", mode: "init-exit")
    defer { end("init-exit") }
    let answer = try RawClient(port: running.port).invoke("x")
    #expect(answer.status == 502)
    #expect(
      answer.text
        == #"{"errorMessage":"Runtime exited with error: exit status 7","#
        + #""errorType":"Runtime.ExitError"}"#)
  }

  @Test func aRuntimeThatIsNoProgramIsTheAnswer() throws {
    let running = try RunningEmulator(workers: 1, command: ["/nowhere/bootstrap"])
    let answer = try RawClient(port: running.port).invoke("x")
    #expect(answer.status == 502)
    #expect(answer.text.contains("Runtime.InvalidEntrypoint"))
    #expect(answer.text.contains("/nowhere/bootstrap: No such file or directory"))
  }

  @Test func workersRunSideBySide() throws {
    let running = try start("workers", workers: 3)
    defer { end("workers") }
    let callers = try (0..<3).map { _ in try RawClient(port: running.port) }
    for caller in callers { _ = try caller.invoke("pid") }
    for caller in callers { try caller.start("POST", invocations, body: Array("nap".utf8)) }
    let pids = try Set(callers.map { try $0.answer().text })
    #expect(pids.count == 3)
  }

  @Test func noRuntimeOutlivesTheEmulator() throws {
    let running = try start("stop", workers: 2)
    defer { end("stop") }
    let caller = try RawClient(port: running.port)
    let pid = try #require(Int32(try caller.invoke("pid").text))
    _ = try running.stop()
    #expect(throws: Errno.noProcess) { try Signal(number: 0).send(to: pid) }
  }

  @Test func anAsynchronousInvocationIsAnsweredAtOnce() throws {
    let running = try start("event")
    defer { end("event") }
    let caller = try RawClient(port: running.port)
    let answer = try caller.invoke("async", ["X-Amz-Invocation-Type: Event"])
    #expect(answer.status == 202)
    #expect(answer.body.isEmpty)
    #expect(try caller.invoke("sync").text == "<sync>")
    #expect(try running.stop().contains("log of async\n"))
  }
}
