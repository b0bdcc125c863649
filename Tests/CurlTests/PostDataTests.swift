import ShellBytes
import ShellTestSupport
import Testing

private let host: ByteString = "127.0.0.1:\(TestServer.shared.port)"

/// Bodies made of `-d` and its relatives and of `-F`.
@Suite("curl: data and forms")
struct PostDataTests {
  static let rows: [UtilityCase] = [
    .curl(
      ["-s", "-d", "a=b", "http://\(host)/echo"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: 3
        Content-Type: application/x-www-form-urlencoded
        Host: 127.0.0.1:PORT

        a=b
        """),
    .curl(
      ["-s", "-d", "a=b", "-d", "c", "http://\(host)/echo"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: 5
        Content-Type: application/x-www-form-urlencoded
        Host: 127.0.0.1:PORT

        a=b&c
        """),
    .curl(
      ["-s", "-d", "@f", "http://\(host)/echo"],
      files: [
        "f": """
        l1
        l2\r
        l3

        """
      ],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: 6
        Content-Type: application/x-www-form-urlencoded
        Host: 127.0.0.1:PORT

        l1l2l3
        """),
    .curl(
      ["-s", "--data-binary", "@f", "http://\(host)/echo"],
      files: [
        "f": """
        l1
        l2\r
        l3

        """
      ],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: 10
        Content-Type: application/x-www-form-urlencoded
        Host: 127.0.0.1:PORT

        l1
        l2\r
        l3

        """),
    .curl(
      ["-s", "-d", "@-", "http://\(host)/echo"],
      input: "in\nput\n",
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: 5
        Content-Type: application/x-www-form-urlencoded
        Host: 127.0.0.1:PORT

        input
        """),
    .curl(
      ["-s", "--data-binary", "@-", "http://\(host)/echo"],
      input: "in\nput\n",
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: 7
        Content-Type: application/x-www-form-urlencoded
        Host: 127.0.0.1:PORT

        in
        put

        """),
    .curl(
      ["-s", "--data-raw", "@f", "http://\(host)/echo"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: 2
        Content-Type: application/x-www-form-urlencoded
        Host: 127.0.0.1:PORT

        @f
        """),
    .curl(
      ["-s", "-d", "@nonexistent", "http://\(host)/echo"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: 0
        Content-Type: application/x-www-form-urlencoded
        Host: 127.0.0.1:PORT


        """),
    .curl(
      ["--no-progress-meter", "-d", "@nonexistent", "http://\(host)/echo"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: 0
        Content-Type: application/x-www-form-urlencoded
        Host: 127.0.0.1:PORT


        """,
      error: """
        Warning: Couldn't read data from file "nonexistent", this makes an empty POST.

        """),
    .curl(
      ["-s", "-d", "", "http://\(host)/echo"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: 0
        Content-Type: application/x-www-form-urlencoded
        Host: 127.0.0.1:PORT


        """),
    .curl(
      ["-s", "--data-urlencode", "a b&c/ü~", "http://\(host)/echo"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: 17
        Content-Type: application/x-www-form-urlencoded
        Host: 127.0.0.1:PORT

        a+b%26c%2F%C3%BC~
        """),
    .curl(
      ["-s", "--data-urlencode", "=a b", "http://\(host)/echo"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: 3
        Content-Type: application/x-www-form-urlencoded
        Host: 127.0.0.1:PORT

        a+b
        """),
    .curl(
      ["-s", "--data-urlencode", "n=a b=c", "http://\(host)/echo"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: 9
        Content-Type: application/x-www-form-urlencoded
        Host: 127.0.0.1:PORT

        n=a+b%3Dc
        """),
    .curl(
      ["-s", "--data-urlencode", "@f", "http://\(host)/echo"],
      files: ["f": "x y\n"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: 6
        Content-Type: application/x-www-form-urlencoded
        Host: 127.0.0.1:PORT

        x+y%0A
        """),
    .curl(
      ["-s", "--data-urlencode", "n@f", "http://\(host)/echo"],
      files: ["f": "x y\n"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: 8
        Content-Type: application/x-www-form-urlencoded
        Host: 127.0.0.1:PORT

        n=x+y%0A
        """),
    .curl(
      ["-s", "-G", "-d", "a=b", "--data-urlencode", "c=d e", "http://\(host)/echo"],
      output: """
        GET /echo?a=b&c=d+e HTTP/1.1
        Accept: */*
        Host: 127.0.0.1:PORT


        """),
    .curl(
      ["-s", "-G", "-d", "a=b", "http://\(host)/echo?x=1"],
      output: """
        GET /echo?x=1&a=b HTTP/1.1
        Accept: */*
        Host: 127.0.0.1:PORT


        """),
    .curl(
      [
        "-sI", "-G", "-d", "a=b", "http://\(host)/echo", "-w",
        "%{method} %{url_effective}\\n",
      ],
      output: """
        HTTP/1.1 200 OK\r
        Content-Type: text/plain\r
        Content-Length: 58\r
        \r
        HEAD http://\(host)/echo?a=b

        """),
    .curl(
      ["-s", "--url-query", "a=b c", "http://\(host)/echo"],
      output: """
        GET /echo?a=b+c HTTP/1.1
        Accept: */*
        Host: 127.0.0.1:PORT


        """),
    .curl(
      ["-s", "--url-query", "+a=b", "--url-query", "c=d", "http://\(host)/echo?z"],
      output: """
        GET /echo?z&a=b&c=d HTTP/1.1
        Accept: */*
        Host: 127.0.0.1:PORT


        """),
    .curl(
      ["-s", "--json", "{\"a\":1}", "http://\(host)/echo"],
      output: """
        POST /echo HTTP/1.1
        Accept: application/json
        Content-Length: 7
        Content-Type: application/json
        Host: 127.0.0.1:PORT

        {"a":1}
        """),
    .curl(
      [
        "-s", "--json", "{", "--json", "}", "-H", "Content-Type: x/y",
        "http://\(host)/echo",
      ],
      output: """
        POST /echo HTTP/1.1
        Accept: application/json
        Content-Length: 2
        Content-Type: x/y
        Host: 127.0.0.1:PORT

        {}
        """),
    .curl(
      ["-s", "-X", "PATCH", "-d", "a", "http://\(host)/echo"],
      output: """
        PATCH /echo HTTP/1.1
        Accept: */*
        Content-Length: 1
        Content-Type: application/x-www-form-urlencoded
        Host: 127.0.0.1:PORT

        a
        """),
    .curl(
      ["-s", "-H", "Content-Type: text/x", "-d", "a", "http://\(host)/echo"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: 1
        Content-Type: text/x
        Host: 127.0.0.1:PORT

        a
        """),
    .curl(
      ["-s", "-F", "a=b", "-F", "c=@f", "http://\(host)/echo"],
      files: ["f": "content"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: N
        Content-Type: multipart/form-data; boundary=B
        Host: 127.0.0.1:PORT

        --B
        Content-Disposition: form-data; name="a"

        b
        --B
        Content-Disposition: form-data; name="c"; filename="f"
        Content-Type: application/octet-stream

        content
        --B--

        """),
    .curl(
      [
        "-s", "-F", "a=b;type=text/x", "-F", "c=@f.txt;filename=g;type=t/u",
        "http://\(host)/echo",
      ],
      files: ["f.txt": "content"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: N
        Content-Type: multipart/form-data; boundary=B
        Host: 127.0.0.1:PORT

        --B
        Content-Disposition: form-data; name="a"
        Content-Type: text/x

        b
        --B
        Content-Disposition: form-data; name="c"; filename="g"
        Content-Type: t/u

        content
        --B--

        """),
    .curl(
      ["-s", "-F", "a=<f", "http://\(host)/echo"],
      files: ["f": "content"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: N
        Content-Type: multipart/form-data; boundary=B
        Host: 127.0.0.1:PORT

        --B
        Content-Disposition: form-data; name="a"

        content
        --B--

        """),
    .curl(
      [
        "-s", "-F", "a=@f.json", "-F", "b=@g.txt", "-F", "h=<i.txt",
        "http://\(host)/echo",
      ],
      files: ["f.json": "1", "g.txt": "2", "i.txt": "3"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: N
        Content-Type: multipart/form-data; boundary=B
        Host: 127.0.0.1:PORT

        --B
        Content-Disposition: form-data; name="a"; filename="f.json"
        Content-Type: application/octet-stream

        1
        --B
        Content-Disposition: form-data; name="b"; filename="g.txt"
        Content-Type: text/plain

        2
        --B
        Content-Disposition: form-data; name="h"

        3
        --B--

        """),
    .curl(
      ["-s", "-F", "a=@f,g.png", "http://\(host)/echo"],
      files: ["f": "1", "g.png": "2"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: N
        Content-Type: multipart/form-data; boundary=B
        Host: 127.0.0.1:PORT

        --B
        Content-Disposition: form-data; name="a"
        Content-Type: multipart/mixed; boundary=B

        --B
        Content-Disposition: attachment; filename="f"
        Content-Type: application/octet-stream

        1
        --B
        Content-Disposition: attachment; filename="g.png"
        Content-Type: image/png

        2
        --B--

        --B--

        """),
    .curl(
      ["-s", "-F", "a=@-", "http://\(host)/echo"],
      input: "stdin",
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: N
        Content-Type: multipart/form-data; boundary=B
        Host: 127.0.0.1:PORT

        --B
        Content-Disposition: form-data; name="a"; filename="-"

        stdin
        --B--

        """),
    .curl(
      ["-s", "-F", "a=@-;filename=x", "http://\(host)/echo"],
      input: "stdin",
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: N
        Content-Type: multipart/form-data; boundary=B
        Host: 127.0.0.1:PORT

        --B
        Content-Disposition: form-data; name="a"; filename="x"

        stdin
        --B--

        """),
    .curl(
      ["-s", "--form-string", "a=@f;type=x", "http://\(host)/echo"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: N
        Content-Type: multipart/form-data; boundary=B
        Host: 127.0.0.1:PORT

        --B
        Content-Disposition: form-data; name="a"

        @f;type=x
        --B--

        """),
    .curl(
      ["-s", "-F", "a=b;headers=\"X-A: 1\"", "http://\(host)/echo"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: N
        Content-Type: multipart/form-data; boundary=B
        Host: 127.0.0.1:PORT

        --B
        Content-Disposition: form-data; name="a"
        X-A: 1

        b
        --B--

        """),
    .curl(
      ["-s", "-F", "a=\"q;uo\"", "http://\(host)/echo"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: N
        Content-Type: multipart/form-data; boundary=B
        Host: 127.0.0.1:PORT

        --B
        Content-Disposition: form-data; name="a"

        q;uo
        --B--

        """),
    .curl(
      [
        "-s", "-F", "=(;type=multipart/alternative", "-F", "=one", "-F",
        "=two;type=text/html", "-F", "=)", "http://\(host)/echo",
      ],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: N
        Content-Type: multipart/form-data; boundary=B
        Host: 127.0.0.1:PORT

        --B
        Content-Disposition: form-data
        Content-Type: multipart/alternative; boundary=B

        --B

        one
        --B
        Content-Type: text/html

        two
        --B--

        --B--

        """),
    .curl(
      ["-s", "-F", "a=b;encoder=base64", "http://\(host)/echo"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: N
        Content-Type: multipart/form-data; boundary=B
        Host: 127.0.0.1:PORT

        --B
        Content-Disposition: form-data; name="a"
        Content-Transfer-Encoding: base64

        Yg==
        --B--

        """),
    .curl(
      ["-sS", "-F", "a=@nonexistent", "http://\(host)/echo"],
      error: "curl: (26) Failed to open/read local data from file/application\n",
      status: 26),
    .curl(
      ["--no-progress-meter", "-F", "a=b;foo=c", "http://\(host)/echo"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: N
        Content-Type: multipart/form-data; boundary=B
        Host: 127.0.0.1:PORT

        --B
        Content-Disposition: form-data; name="a"

        b
        --B--

        """,
      error: "Warning: skip unknown form field: foo=c\n"),
    .curl(
      ["-s", "-F", "a", "http://\(host)/echo"],
      error: """
        curl: option -F: is badly used here
        curl: try 'curl --help' or 'curl --manual' for more information

        """,
      status: 2),
    .curl(
      ["-s", "-d", "a", "-F", "b=c", "http://\(host)/echo"],
      status: 2),
    .curl(
      ["--no-progress-meter", "-I", "-d", "a", "http://\(host)/echo"],
      error: """
        Warning: You can only select one HTTP request method! You asked for both POST 
        Warning: (-d, --data) and HEAD (-I, --head).

        """,
      status: 2),
  ]

  @Test(arguments: rows) func runs(_ row: UtilityCase) throws { try row.check() }
}
