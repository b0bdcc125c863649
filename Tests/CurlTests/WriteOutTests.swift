import ShellBytes
import ShellTestSupport
import Testing

private let host: ByteString = "127.0.0.1:\(TestServer.shared.port)"

/// What `-w` writes.
@Suite("curl: write-out")
struct WriteOutTests {
  static let rows: [UtilityCase] = [
    .curl(
      ["-s", "-o", "x", "-w", "%{http_code}\\n", "http://\(host)/text"],
      output: "200\n"),
    .curl(
      [
        "-s", "-o", "x", "-w", "\\t%{response_code}\\r\\n%%%{content_type}%x\\q",
        "http://\(host)/text",
      ],
      output: "\t200\r\n%text/plain; charset=utf-8%x\\q"),
    .curl(
      [
        "-s", "-o", "x", "-w",
        "%{size_download} %{size_upload} %{num_connects} %{num_headers} %{http_version} %{scheme} %{remote_ip} %{method} %{exitcode} %{errormsg}|",
        "http://\(host)/text",
      ],
      output: "10 0 1 4 1.1 HTTP 127.0.0.1 GET 0 |"),
    .curl(
      [
        "-s", "-o", "x", "-w", "%header{x-test} %header{none}|%{header_json}",
        "http://\(host)/text",
      ],
      output: """
        one two |{"content-type":["text/plain; charset=utf-8"],
        "x-test":["one two"],
        "server":["test"],
        "content-length":["10"]
        }
        """),
    .curl(
      [
        "-s", "-o", "x", "-w", "%{filename_effective} %{urlnum}\\n",
        "http://\(host)/text",
      ],
      output: "x 0\n"),
    .curl(
      ["-sw", "%{stderr}err%{stdout}out", "http://\(host)/text"],
      output: "some text\nout",
      error: "err"),
    .curl(
      ["-s", "-w", "@f", "http://\(host)/text"],
      files: ["f": "%{http_code}\nx\\n"],
      output: "some text\n200x\n"),
    .curl(
      ["-s", "-w", "%{exitcode} %{errormsg} %{http_code}\\n", "http://127.0.0.1:1/"],
      output: """
        7 Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to server 000

        """,
      status: 7),
    .curl(
      ["-s", "-w", "%{onerror}failed %{exitcode}", "http://127.0.0.1:1/"],
      output: "failed 7",
      status: 7),
    .curl(
      ["-s", "-w", "%{onerror}failed", "http://\(host)/text"],
      output: "some text\n"),
    .curl(
      ["-s", "-w", "%{unknown}x%{http_code", "http://\(host)/text"],
      output: "some text\nx%{http_code",
      error: "curl: unknown --write-out variable: 'unknown'\n"),
    .curl(
      [
        "-s", "-w",
        "%{url} %{referer}|%{redirect_url}|%{http_connect} %{ssl_verify_result}\\n", "-e",
        "r", "http://\(host)/text",
      ],
      output: "some text\nhttp://\(host)/text r||000 0\n"),
    .curl(
      [
        "-s", "-w", "%{http_code}\\n", "http://\(host)/text",
        "http://\(host)/status/404",
      ],
      output: """
        some text
        200
        status 404
        404

        """),
  ]

  @Test(arguments: rows) func runs(_ row: UtilityCase) throws { try row.check() }
}
