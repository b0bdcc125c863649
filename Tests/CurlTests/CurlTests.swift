import Curl
import ShellBytes
import ShellCommand
import ShellSystem
import ShellTestSupport
import Testing

/// What tables cannot say: large and binary bodies, readers that go away, cancellation.
@Suite("curl: streams and cancellation")
struct CurlTests {
  private func run(
    _ arguments: [ByteString], input: ByteString = "", gate: Gate = Gate()
  ) -> UtilityRun {
    UtilityRun(
      .curl, words: ["curl"] + arguments, input: input, environment: [], directory: "/",
      gate: gate)
  }

  private func pattern(_ count: Int) -> ByteString {
    let block = ByteString((0...255).map { UInt8($0) })
    var bytes = ByteString()
    for _ in 0..<(count / 256) { bytes += block }
    return bytes + block.prefix(count % 256)
  }

  @Test func receivesSixMebibytes() {
    let size = 6 << 20
    let result = run(["-sS", "\(TestServer.url)/bytes/\(size)"])
    #expect(result.status == 0)
    #expect(result.output == pattern(size))
  }

  @Test(arguments: [["--data-binary", "@-"], ["-T", "-"], ["-T", "-", "-X", "POST"]])
  func sendsSixMebibytes(_ options: [ByteString]) throws {
    let body = pattern(6 << 20)
    let sum = run(["-sS"] + options + ["\(TestServer.url)/sum"], input: body)
    #expect(sum.output == "6291456 73bd59d978999da4c1bf854150b6dbb02a2b0de6\n")
    #expect(sum.status == 0)
  }

  @Test func goneReaderIsAWriteError() throws {
    let error = CaptureFile()
    var ends: (reader: OpenFile, writer: OpenFile)? = MemoryPipe.make()
    let writer = try #require(ends).writer
    ends = nil
    let context = UtilityRun.context(
      "curl", ["-sS", "\(TestServer.url)/bytes/1000000"], environment: [], directory: "/",
      umask: 0o022, clock: nil, descriptors: [1: writer, 2: error])
    let status = try Utility.curl.run(context)
    #expect(status == 23)
    #expect(error.contents == "curl: (23) Failure writing output to destination\n")
  }

  @Test func deadlineEndsATransfer() {
    let gate = Gate()
    let start = SystemClock.monotonic
    gate.deadline = start + 200_000_000
    let result = run(["-sS", "\(TestServer.url)/slow?seconds=5"], gate: gate)
    #expect(result.status == 143)
    #expect(result.error.isEmpty)
    #expect(SystemClock.monotonic - start < 3_000_000_000)
  }

  @Test func cancellationEndsATransferAndARetry() throws {
    let arguments: [[ByteString]] = [
      ["-sS", "\(TestServer.url)/stall?seconds=5"],
      ["-s", "--retry", "5", "--retry-delay", "10", "\(TestServer.url)/status/503"],
    ]
    for arguments in arguments {
      let gate = Gate()
      let start = SystemClock.monotonic
      try Thread.start {
        try? Gate().sleep(until: start + 200_000_000)
        gate.cancel(.signal(2))
      }
      #expect(run(arguments, gate: gate).status == 130)
      #expect(SystemClock.monotonic - start < 3_000_000_000)
    }
  }

  @Test func timesAreOrdered() throws {
    let names: [ByteString] = [
      "time_namelookup", "time_connect", "time_pretransfer", "time_starttransfer", "time_total",
    ]
    let format = ByteString.joined(names.map { "%{\($0)}" }, separator: " ")
    let result = run(["-sS", "-w", format, "\(TestServer.url)/empty"])
    let times = result.output.split(at: 32).map { FloatingPoint.parse($0).value }
    #expect(times.count == names.count)
    #expect(times == times.sorted())
    #expect(times.allSatisfy { $0 >= 0 && $0 < 10 })
  }

  @Test func writesAllVariablesAsJSON() {
    let result = run(["-s", "-o", "/dev/null", "-w", "%{json}", "\(TestServer.url)/text"])
    #expect(
      result.output.hasPrefix("{\"certs\":\"\",\"content_type\":\"text/plain; charset=utf-8\""))
    #expect(result.output.firstRange(of: "\"http_code\":200,") != nil)
    #expect(result.output.firstRange(of: "\"http_version\":\"1.1\",") != nil)
    #expect(result.output.firstRange(of: ",\"urlnum\":0,\"curl_version\":\"libcurl/") != nil)
    #expect(result.output.hasSuffix("\"}"))
  }

  @Test func tellsWhatIsDone() {
    let result = run(["-sv", "\(TestServer.url)/text"])
    #expect(result.output == "some text\n")
    #expect(result.error.firstRange(of: "> GET /text HTTP/1.1\r\n> Host: 127.0.0.1:") != nil)
    #expect(result.error.firstRange(of: "< HTTP/1.1 200 OK\r\n< Content-Type: text/plain") != nil)
    #expect(result.error.firstRange(of: "{ [10 bytes data]\n") != nil)
    let trace = run(["-s", "--trace-ascii", "%", "\(TestServer.url)/text"])
    #expect(trace.error.firstRange(of: "0000: HTTP/1.1 200 OK\n") != nil)
    #expect(trace.error.firstRange(of: "<= Recv data, 10 bytes (0xa)\n0000: some text.\n") != nil)
    let bytes = run(["-s", "--trace", "%", "\(TestServer.url)/text"])
    #expect(
      bytes.error.firstRange(
        of: "0000: 73 6f 6d 65 20 74 65 78 74 0a                   some text.\n") != nil)
  }

  @Test func signsWithCredentialsOfTheEnvironment() {
    let result = UtilityRun(
      .curl,
      words: [
        "curl", "-sS", "--aws-sigv4", "aws:amz:us-east-1:s3", "\(TestServer.url)/echo",
      ],
      environment: [
        ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"), ("AWS_SECRET_ACCESS_KEY", "secret"),
        ("AWS_SESSION_TOKEN", "token"),
      ], directory: "/")
    #expect(
      result.output.firstRange(of: "Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
        != nil)
    #expect(result.output.firstRange(of: "X-Amz-Security-Token: token\n") != nil)
  }

  @Test func answersFileURLsItself() throws {
    let directory = try TemporaryDirectory()
    try directory.make("a b", "content\n")
    try Files.setTimes(
      directory.path("a b"), accessed: nil, modified: 784_111_777_000_000_000)
    let url: ByteString = "file://\(directory.path)/a%20b"
    let body = run(["-sS", "-w", "%{size_download} %{scheme} %{http_code}", url])
    #expect(body.output == "content\n8 FILE 000")
    let head = run(["-sSI", url])
    #expect(
      head.output == """
        Content-Length: 8\r
        Accept-ranges: bytes\r
        Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r

        """)
    #expect(run(["-sS", "-T", "-", url], input: "new").status == 0)
    #expect(run(["-sS", url]).output == "new")
    let refused = run(["-sS", "--proto", "=https", url])
    #expect(refused.status == 1)
    #expect(
      refused.error == "curl: (1) Protocol \"file\" not supported or disabled in libcurl\n")
  }

  @Test func showsHelpAndVersion() {
    let help = run(["--help"])
    #expect(help.output.hasPrefix("Usage: curl [options...] <url>\n"))
    #expect(help.output.firstRange(of: "\n -d, --data <data>") != nil)
    let version = run(["-V"])
    #expect(version.output.hasPrefix("curl "))
    #expect(version.status == 0)
  }
}
