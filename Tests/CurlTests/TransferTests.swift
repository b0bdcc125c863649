import ShellBytes
import ShellTestSupport
import Testing

private let host: ByteString = "127.0.0.1:\(TestServer.shared.port)"
private let port = TestServer.shared.port

/// What a transfer asks for, writes and leaves, row by row as curl 7.88 does it.
@Suite("curl: transfers")
struct TransferTests {
  static let rows: [UtilityCase] = [
    .curl(
      ["-s", "http://\(host)/text"],
      output: "some text\n"),
    .curl(
      ["-sS", "http://\(host)/status/404"],
      output: "status 404\n"),
    .curl(
      ["-sS", "-f", "http://\(host)/status/404"],
      error: "curl: (22) The requested URL returned error: 404\n",
      status: 22),
    .curl(
      ["-sf", "http://\(host)/status/500"],
      status: 22),
    .curl(
      ["-sS", "--fail-with-body", "http://\(host)/status/503"],
      output: "status 503\n",
      error: "curl: (22) The requested URL returned error: 503\n",
      status: 22),
    .curl(
      ["-s", "--fail", "http://\(host)/text"],
      output: "some text\n"),
    .curl(
      ["-sSI", "http://\(host)/text"],
      output: """
        HTTP/1.1 200 OK\r
        Content-Type: text/plain; charset=utf-8\r
        X-Test: one two\r
        Server: test\r
        Content-Length: 10\r
        \r

        """),
    .curl(
      ["-si", "http://\(host)/text"],
      output: """
        HTTP/1.1 200 OK\r
        Content-Type: text/plain; charset=utf-8\r
        X-Test: one two\r
        Server: test\r
        Content-Length: 10\r
        \r
        some text

        """),
    .curl(
      ["-s", "-D", "-", "-o", "/dev/null", "http://\(host)/text"],
      output: """
        HTTP/1.1 200 OK\r
        Content-Type: text/plain; charset=utf-8\r
        X-Test: one two\r
        Server: test\r
        Content-Length: 10\r
        \r

        """),
    .curl(
      ["-s", "-D", "heads", "-o", "body", "http://\(host)/text"],
      leaves: [
        "body": "some text\n",
        "heads": """
        HTTP/1.1 200 OK\r
        Content-Type: text/plain; charset=utf-8\r
        X-Test: one two\r
        Server: test\r
        Content-Length: 10\r
        \r

        """,
      ]),
    .curl(
      ["-s", "-o", "body", "http://\(host)/empty"],
      leaves: ["body": ""]),
    .curl(
      ["-sS", "http://\(host)/redirect/2"],
      output: "moved\n"),
    .curl(
      ["-sSL", "http://\(host)/redirect/2"],
      output: """
        GET /echo HTTP/1.1
        Accept: */*
        Host: 127.0.0.1:PORT


        """),
    .curl(
      ["-sSL", "--max-redirs", "1", "http://\(host)/redirect/2"],
      error: "curl: (47) Maximum (1) redirects followed\n",
      status: 47),
    .curl(
      ["-sSL", "-d", "a=b", "http://\(host)/redirect/1"],
      output: """
        GET /echo HTTP/1.1
        Accept: */*
        Host: 127.0.0.1:PORT


        """),
    .curl(
      ["-sSL", "--post302", "-d", "a=b", "http://\(host)/redirect/1"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: 3
        Content-Type: application/x-www-form-urlencoded
        Host: 127.0.0.1:PORT

        a=b
        """),
    .curl(
      ["-sSL", "-X", "PUT", "-d", "a=b", "http://\(host)/redirect/1"],
      output: """
        PUT /echo HTTP/1.1
        Accept: */*
        Host: 127.0.0.1:PORT


        """),
    .curl(
      ["-sSL", "http://\(host)/redirect/1?code=307", "-d", "a=b"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: 3
        Content-Type: application/x-www-form-urlencoded
        Host: 127.0.0.1:PORT

        a=b
        """),
    .curl(
      ["-siL", "http://\(host)/redirect/1"],
      output: """
        HTTP/1.1 302 Found\r
        Location: /echo\r
        Content-Length: 6\r
        \r
        HTTP/1.1 200 OK\r
        Content-Type: text/plain\r
        Content-Length: 53\r
        \r
        GET /echo HTTP/1.1
        Accept: */*
        Host: 127.0.0.1:PORT


        """),
    .curl(
      ["-s", "-X", "DELETE", "http://\(host)/echo"],
      output: """
        DELETE /echo HTTP/1.1
        Accept: */*
        Host: 127.0.0.1:PORT


        """),
    .curl(
      [
        "-s", "-H", "X-One: 1", "-H", "X-Two;", "-H", "Accept:", "-H",
        "User-Agent:me", "http://\(host)/echo",
      ],
      output: """
        GET /echo HTTP/1.1
        Host: 127.0.0.1:PORT
        User-Agent: me
        X-One: 1
        X-Two: 


        """),
    .curl(
      ["-s", "-H", "@heads", "http://\(host)/echo"],
      files: ["heads": "X-A: 1\nX-B: 2\r\n"],
      output: """
        GET /echo HTTP/1.1
        Accept: */*
        Host: 127.0.0.1:PORT
        X-A: 1
        X-B: 2


        """),
    .curl(
      ["-s", "-A", "agent", "-e", "http://from/", "-b", "c=d", "http://\(host)/echo"],
      output: """
        GET /echo HTTP/1.1
        Accept: */*
        Cookie: c=d
        Host: 127.0.0.1:PORT
        Referer: http://from/
        User-Agent: agent


        """),
    .curl(
      ["-s", "-u", "user:secret", "http://\(host)/auth"],
      output: "welcome\n"),
    .curl(
      ["-s", "-u", "user:wrong", "-f", "http://\(host)/auth"],
      status: 22),
    .curl(
      ["-s", "--oauth2-bearer", "token", "http://\(host)/echo"],
      output: """
        GET /echo HTTP/1.1
        Accept: */*
        Authorization: Bearer token
        Host: 127.0.0.1:PORT


        """),
    .curl(
      ["-s", "-r", "2-4", "http://\(host)/range"],
      output: "234"),
    .curl(
      ["-s", "-r", "7", "http://\(host)/range"],
      output: "789"),
    .curl(
      ["-s", "-C", "6", "http://\(host)/range"],
      output: "6789"),
    .curl(
      ["-s", "-C", "-", "-o", "part", "http://\(host)/range"],
      files: ["part": "01234"],
      leaves: ["part": "0123456789"]),
    .curl(
      ["-s", "--compressed", "http://\(host)/gzip"],
      output: "compressed text\n"),
    .curl(
      ["-s", "http://\(host)/gzip"],
      output: "plain text\n"),
    .curl(
      [
        "-s", "-z", "Sun, 06 Nov 1994 08:49:37 GMT", "-w", "%{http_code}",
        "http://\(host)/dated",
      ],
      output: "304"),
    .curl(
      ["-s", "-R", "-o", "f", "http://\(host)/dated"],
      leaves: ["f": "dated\n"]),
    .curl(
      ["-sSO", "http://\(host)/text"],
      leaves: ["text": "some text\n"]),
    .curl(
      ["-sSO", "http://\(host)/"],
      error: "curl: (23) Failed writing received data to disk/application\n",
      status: 23),
    .curl(
      ["-sSOJ", "http://\(host)/named"],
      leaves: ["given.txt": "named\n"]),
    .curl(
      ["-sSOJ", "http://\(host)/named?name=../../x"],
      leaves: ["x": "named\n"]),
    .curl(
      ["-sSOJ", "http://\(host)/named"],
      files: ["given.txt": "old"],
      error: "curl: (23) Failed writing header\n",
      status: 23,
      leaves: ["given.txt": "old"]),
    .curl(
      ["-sS", "-o", "a/b/c", "--create-dirs", "http://\(host)/text"],
      leaves: ["a/": "", "a/b/": "", "a/b/c": "some text\n"]),
    .curl(
      ["-sS", "--output-dir", "d", "--create-dirs", "-O", "http://\(host)/text"],
      leaves: ["d/": "", "d/text": "some text\n"]),
    .curl(
      ["-sS", "-o", "/nonexistent/x", "http://\(host)/text"],
      error: "curl: (23) Failure writing output to destination\n",
      status: 23),
    .curl(
      ["-sS", "http://\(host)/text", "http://\(host)/range", "-o", "one", "-o", "two"],
      leaves: ["one": "some text\n", "two": "0123456789"]),
    .curl(
      ["-sS", "-o", "#1_#2", "http://\(host)/status/{200,404}?[1-2]"],
      leaves: [
        "200_1": "status 200\n",
        "200_2": "status 200\n",
        "404_1": "status 404\n",
        "404_2": "status 404\n",
      ]),
    .curl(
      ["-sS", "http://\(host)/echo?[a-c:2]"],
      output: """
        GET /echo?a HTTP/1.1
        Accept: */*
        Host: 127.0.0.1:PORT

        GET /echo?c HTTP/1.1
        Accept: */*
        Host: 127.0.0.1:PORT


        """),
    .curl(
      ["-sS", "-g", "http://\(host)/echo?{a}"],
      output: """
        GET /echo?{a} HTTP/1.1
        Accept: */*
        Host: 127.0.0.1:PORT


        """),
    .curl(
      ["-sS", "--remote-name-all", "http://\(host)/text", "http://\(host)/range"],
      leaves: ["range": "0123456789", "text": "some text\n"]),
    .curl(
      ["-sS", "--remove-on-error", "-f", "-o", "gone", "http://\(host)/status/500"],
      files: ["gone": "old"],
      error: "curl: (22) The requested URL returned error: 500\n",
      status: 22,
      leaves: ["gone": "old"]),
    .curl(
      ["-sS", "http://\(host)/close"],
      error: "curl: (52) Empty reply from server\n",
      status: 52),
    .curl(
      ["-sS", "http://\(host)/partial"],
      output: "begin\n",
      error: "curl: (18) transfer closed with 94 bytes remaining to read\n",
      status: 18),
    .curl(
      ["-sS", "http://127.0.0.1:1/"],
      error: """
        curl: (7) Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to \
        server

        """,
      status: 7),
    .curl(
      ["-s", "http://127.0.0.1:1/"],
      status: 7),
    .curl(
      ["-sS", "http://127.0.0.1:1/", "http://\(host)/text"],
      output: "some text\n",
      error: """
        curl: (7) Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to \
        server

        """),
    .curl(
      ["-sS", "--fail-early", "http://127.0.0.1:1/", "http://\(host)/text"],
      error: """
        curl: (7) Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to \
        server

        """,
      status: 7),
    .curl(
      ["-sS", "foo://host/"],
      error: "curl: (1) Protocol \"foo\" not supported or disabled in libcurl\n",
      status: 1),
    .curl(
      ["-sS", "file:///nonexistent"],
      error: "curl: (37) Couldn't open file /nonexistent\n",
      status: 37),
    .curl(
      ["-sS", "--proto", "=https", "http://\(host)/text"],
      error: "curl: (1) Protocol \"http\" not supported or disabled in libcurl\n",
      status: 1),
    .curl(
      ["-sS", "--proto-redir", "=https", "-L", "http://\(host)/redirect/1"],
      error: "curl: (1) Protocol \"http\" not supported or disabled in libcurl\n",
      status: 1),
    .curl(
      [
        "-sS", "-m", "0.2", "http://\(host)/slow?seconds=2", "-o", "x", "-w",
        "%{http_code}\\n",
      ],
      output: "000\n",
      error: """
        curl: (28) Operation timed out after 0 milliseconds with 0 bytes received

        """,
      status: 28,
      differs: "it took longer than 0 milliseconds"),
    .curl(
      [
        "-s", "-L", "-w",
        "%{num_redirects} %{url_effective} %{http_code} %{method}\\n", "-o", "x",
        "http://\(host)/redirect/2",
      ],
      output: "2 http://\(host)/echo 200 GET\n"),
    .curl(
      ["-s", "-o", "x", "-w", "%{redirect_url}\\n", "http://\(host)/redirect/1"],
      output: "http://\(host)/echo\n"),
    .curl(
      ["-s", "--unix-socket", "/nonexistent", "http://\(host)/text"],
      status: 7),
    .curl(
      [
        "-s", "--resolve", "example.test:\(port):127.0.0.1",
        "http://example.test:\(port)/text",
      ],
      output: "some text\n"),
    .curl(
      ["-s", "--connect-to", "::\(host)", "http://example.test/echo"],
      output: """
        GET /echo HTTP/1.1
        Accept: */*
        Host: example.test


        """),
    .curl(
      ["-s", "-x", "http://\(host)", "http://example.test/echo"],
      output: """
        GET http://example.test/echo HTTP/1.1
        Accept: */*
        Host: example.test
        Proxy-Connection: Keep-Alive


        """),
    .curl(
      ["-s", "http://example.test/echo"],
      environment: ["http_proxy": "http://127.0.0.1:1"],
      status: 7),
    .curl(
      ["-s", "http://127.0.0.1:1/text"],
      environment: ["http_proxy": "http://127.0.0.1:1", "no_proxy": "127.0.0.1"],
      status: 7),
    .curl(
      ["-s", "-b", "jar", "http://\(host)/echo"],
      files: ["jar": "127.0.0.1\tFALSE\t/\tFALSE\t0\tk\tv\n"],
      output: """
        GET /echo HTTP/1.1
        Accept: */*
        Cookie: k=v
        Host: 127.0.0.1:PORT


        """),
    .curl(
      ["-s", "-c", "jar", "http://\(host)/setcookie", "http://\(host)/echo"],
      output: """
        set
        GET /echo HTTP/1.1
        Accept: */*
        Cookie: b=2; a=1
        Host: 127.0.0.1:PORT


        """,
      leaves: [
        "jar": """
        # Netscape HTTP Cookie File
        # https://curl.se/docs/http-cookies.html
        # This file was generated by libcurl! Edit at your own risk.

        #HttpOnly_127.0.0.1\tFALSE\t/\tFALSE\t0\tb\t2
        127.0.0.1\tFALSE\t/\tFALSE\t0\ta\t1

        """
      ]),
    .curl(
      ["-s", "-b", "", "-L", "http://\(host)/setcookie", "http://\(host)/echo"],
      output: """
        set
        GET /echo HTTP/1.1
        Accept: */*
        Cookie: b=2; a=1
        Host: 127.0.0.1:PORT


        """),
    .curl(
      ["-s", "--url", "http://\(host)/text"],
      output: "some text\n"),
    .curl(
      ["-s", "--", "http://\(host)/text"],
      output: "some text\n"),
    .curl(
      ["-s", "http://\(host)/text", "--next", "-d", "x", "http://\(host)/echo"],
      output: """
        some text
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: 1
        Content-Type: application/x-www-form-urlencoded
        Host: 127.0.0.1:PORT

        x
        """),
    .curl(
      ["-s", "-K", "conf"],
      files: [
        "conf": """
        # c
        url = "http://127.0.0.1:1/"
        silent
        show-error

        """
      ],
      error: """
        curl: (7) Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to \
        server

        """,
      status: 7),
    .curl(
      ["-K", "-"],
      input: """
        silent
        show-error
        url=http://127.0.0.1:1/

        """,
      error: """
        curl: (7) Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to \
        server

        """,
      status: 7),
    .curl(
      ["-sn", "http://\(host)/auth"],
      environment: ["HOME": "/nonexistent"],
      output: "denied\n"),
    .curl(
      ["-s", "--netrc-file", "rc", "http://\(host)/auth"],
      files: ["rc": "machine 127.0.0.1 login user password secret\n"],
      output: "welcome\n"),
    .curl(
      ["--stderr", "log", "-sS", "http://127.0.0.1:1/"],
      status: 7,
      leaves: [
        "log": """
        curl: (7) Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to \
        server

        """
      ]),
    .curl(
      ["-s", "--retry", "2", "--retry-delay", "1", "http://\(host)/fail/a/1"],
      output: "not yet\nat last\n"),
    .curl(
      ["-sS", "--retry", "1", "http://\(host)/fail/b/5", "-f"],
      error: """
        curl: (22) The requested URL returned error: 503
        curl: (22) The requested URL returned error: 503

        """,
      status: 22),
    .curl(
      ["-S", "--no-progress-meter", "--retry", "1", "http://\(host)/fail/c/1"],
      output: "not yet\nat last\n",
      error: """
        Warning: Problem : HTTP error. Will retry in 1 seconds. 1 retries left.

        """),
    .curl(
      [
        "--no-progress-meter", "--retry", "1", "--retry-connrefused",
        "http://127.0.0.1:1/",
      ],
      error: """
        curl: (7) Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to \
        server
        Warning: Problem : connection refused. Will retry in 1 seconds. 1 retries 
        Warning: left.
        curl: (7) Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to \
        server

        """,
      status: 7),
    .curl(
      ["-sS", "--retry", "1", "--retry-all-errors", "http://\(host)/partial"],
      output: "begin\nbegin\n",
      error: """
        curl: (18) transfer closed with 94 bytes remaining to read
        curl: (18) transfer closed with 94 bytes remaining to read

        """,
      status: 18),
    .curl(
      ["-s", "--request-target", "/echo?x", "http://\(host)/other"],
      output: """
        GET /echo?x HTTP/1.1
        Accept: */*
        Host: 127.0.0.1:PORT


        """),
    .curl(
      ["-s", "--path-as-is", "http://\(host)/../echo"],
      output: "not found\n"),
    .curl(
      ["-s", "http://\(host)/a/../echo"],
      output: """
        GET /echo HTTP/1.1
        Accept: */*
        Host: 127.0.0.1:PORT


        """),
    .curl(
      ["-s", "--http1.0", "http://\(host)/echo"],
      output: """
        GET /echo HTTP/1.0
        Accept: */*
        Host: 127.0.0.1:PORT


        """),
    .curl(
      ["-sN", "http://\(host)/text"],
      output: "some text\n"),
    .curl(
      ["-#s", "http://\(host)/text"],
      output: "some text\n"),
    .curl(
      ["-sq", "http://\(host)/text"],
      output: "some text\n"),
    .curl(
      ["-s", "-4", "http://\(host)/text"],
      output: "some text\n"),
    .curl(
      ["-s", "--max-filesize", "3", "http://\(host)/text"],
      status: 63),
    .curl(
      ["-sS", "--limit-rate", "1M", "http://\(host)/text"],
      output: "some text\n"),
    .curl(
      ["-s", "-Z", "http://\(host)/text", "http://\(host)/range"],
      output: "some text\n0123456789",
      differs: "draws a progress meter for -Z in spite of -s"),
    .curl(
      ["-s", "-T", "up", "http://\(host)/sum"],
      files: ["up": "uploaded"],
      output: "8 f40369e790b9db98911019eb04c98aa928f3a4e4\n"),
    .curl(
      ["-s", "-T", "up", "http://\(host)/echo/"],
      files: ["up": "uploaded"],
      output: """
        PUT /echo/up HTTP/1.1
        Accept: */*
        Content-Length: 8
        Expect: 100-continue
        Host: 127.0.0.1:PORT

        uploaded
        """),
    .curl(
      ["-s", "-T", "-", "http://\(host)/echo"],
      input: "from stdin",
      output: """
        PUT /echo HTTP/1.1
        Accept: */*
        Expect: 100-continue
        Host: 127.0.0.1:PORT
        Transfer-Encoding: chunked

        from stdin
        """),
    .curl(
      ["-s", "-T", "up", "-X", "POST", "http://\(host)/echo"],
      files: ["up": "x"],
      output: """
        POST /echo HTTP/1.1
        Accept: */*
        Content-Length: 1
        Expect: 100-continue
        Host: 127.0.0.1:PORT

        x
        """),
    .curl(
      ["-sS", "-T", "nonexistent", "http://\(host)/echo"],
      error: """
        curl: Can't open 'nonexistent'!
        curl: try 'curl --help' or 'curl --manual' for more information
        curl: (26) Failed to open/read local data from file/application

        """,
      status: 26),
    .curl(
      ["-o", "/proc/nope/x/y", "--create-dirs", "http://\(host)/text"],
      error: """
        Error creating directory /proc/nope.
        curl: (23) Failed writing received data to disk/application

        """,
      status: 23),
    .curl(
      ["-O", "http://\(host)/"],
      error: """
        curl: Remote file name has no length!
        curl: (23) Failed writing received data to disk/application

        """,
      status: 23),
    .curl(
      ["--next", "-sS", "http://\(host)/text"],
      output: "some text\n"),
    .curl(
      [
        "-sSf", "http://\(host)/status/500", "http://\(host)/status/404",
        "http://\(host)/text",
      ],
      output: "some text\n",
      error: """
        curl: (22) The requested URL returned error: 500
        curl: (22) The requested URL returned error: 404

        """),
    .curl(
      ["-sS", "-T", "up", "file:///nonexistent/x"],
      files: ["up": "x"],
      error: "curl: (23) Can't open /nonexistent/x for writing\n",
      status: 23),
    .curl(
      ["-sS", "--no-clobber", "-o", "f", "http://\(host)/text"],
      files: ["f": "old"],
      leaves: ["f": "old", "f.1": "some text\n"]),
    .curl(
      [
        "-sS", "-D", "heads", "http://\(host)/text", "http://\(host)/range", "-o",
        "/dev/null", "-o", "/dev/null",
      ],
      leaves: [
        "heads": """
        HTTP/1.1 200 OK\r
        Content-Type: text/plain; charset=utf-8\r
        X-Test: one two\r
        Server: test\r
        Content-Length: 10\r
        \r
        HTTP/1.1 200 OK\r
        Content-Length: 10\r
        \r

        """
      ]),
    .curl(
      ["-sS", "-L", "--max-redirs", "0", "http://\(host)/redirect/1"],
      error: "curl: (47) Maximum (0) redirects followed\n",
      status: 47),
    .curl(
      ["-sS", "--cacert", "nonexistent", "https://127.0.0.1:1/"],
      error: """
        curl: (7) Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to \
        server

        """,
      status: 7),
    .curl(
      ["-sSk", "https://127.0.0.1:1/"],
      error: """
        curl: (7) Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to \
        server

        """,
      status: 7),
    .curl(
      ["-sS", "-u", "user:", "http://\(host)/echo"],
      output: """
        GET /echo HTTP/1.1
        Accept: */*
        Authorization: Basic dXNlcjo=
        Host: 127.0.0.1:PORT


        """),
    .curl(
      ["-sS", "http://user:secret@\(host)/auth"],
      output: "welcome\n"),
    .curl(
      ["-sS", "--anyauth", "-u", "user:secret", "http://\(host)/auth"],
      output: "welcome\n"),
    .curl(
      [
        "-sS", "-L", "--proto", "=http",
        "http://\(host)/redirect/1?to=https://127.0.0.1:1/",
      ],
      error: "curl: (1) Protocol \"https\" not supported or disabled in libcurl\n",
      status: 1),
    .curl(
      ["-sS", "http://\(host)/redirect/1?to=file:///etc/passwd", "-L"],
      error: "curl: (1) Protocol \"file\" not supported or disabled in libcurl\n",
      status: 1),
    .curl(
      ["-sSJO", "http://\(host)/text"],
      leaves: ["text": "some text\n"]),
    .curl(
      ["-sS", "--tlsv1.2", "--tls-max", "1.3", "http://\(host)/text"],
      output: "some text\n"),
    .curl(
      ["-sS", "http://\(host)/a b"],
      error: "curl: (3) URL using bad/illegal format or missing URL\n",
      status: 3),
    .curl(
      ["-sS", "-X", "", "http://\(host)/echo"],
      error: "curl: (1) Received HTTP/0.9 when not allowed\n",
      status: 1),
    .curl(
      ["-sSL", "-u", "user:secret", "http://\(host)/redirect/1?to=/auth"],
      output: "welcome\n"),
    .curl(
      ["-sS", "-b", "a=1", "-b", "b=2", "http://\(host)/echo"],
      output: """
        GET /echo HTTP/1.1
        Accept: */*
        Cookie: a=1;b=2
        Host: 127.0.0.1:PORT


        """),
    .curl(
      ["-sS", "-e", "x;auto", "-L", "http://\(host)/redirect/1"],
      output: """
        GET /echo HTTP/1.1
        Accept: */*
        Host: 127.0.0.1:PORT
        Referer: http://\(host)/redirect/1


        """),
    .curl(
      [
        "-sS", "--raw", "--compressed", "-o", "x", "http://\(host)/gzip", "-w",
        "%{size_download}",
      ],
      output: "36"),
  ]

  @Test(arguments: rows) func runs(_ row: UtilityCase) throws { try row.check() }
}
