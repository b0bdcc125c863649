import ShellBytes
import ShellTestSupport
import Testing

private let host: ByteString = "127.0.0.1:\(TestServer.shared.port)"

/// What is said about wrong options and URLs.
@Suite("curl: usage")
struct OptionParserTests {
  static let rows: [UtilityCase] = [
    .curl(
      ["-d"],
      error: """
        curl: option -d: requires parameter
        curl: try 'curl --help' or 'curl --manual' for more information

        """,
      status: 2),
    .curl(
      ["--no-data", "http://\(host)/"],
      error: """
        curl: option --no-data: used '--no-' for option that isn't a boolean
        curl: try 'curl --help' or 'curl --manual' for more information

        """,
      status: 2),
    .curl(
      ["-m", "abc", "http://\(host)/"],
      error: """
        curl: option -m: expected a proper numerical parameter
        curl: try 'curl --help' or 'curl --manual' for more information

        """,
      status: 2),
    .curl(
      ["-m", "-1", "http://\(host)/"],
      error: """
        curl: option -m: expected a positive numerical parameter
        curl: try 'curl --help' or 'curl --manual' for more information

        """,
      status: 2),
    .curl(
      ["--retry", "x", "http://\(host)/"],
      error: """
        curl: option --retry: expected a proper numerical parameter
        curl: try 'curl --help' or 'curl --manual' for more information

        """,
      status: 2),
    .curl(
      ["--retry", "-1", "http://\(host)/"],
      error: """
        curl: option --retry: expected a positive numerical parameter
        curl: try 'curl --help' or 'curl --manual' for more information

        """,
      status: 2),
    .curl(
      ["--limit-rate", "1x", "http://\(host)/"],
      error: """
        Warning: unsupported rate unit. Use G, M, K or B!
        curl: option --limit-rate: is badly used here
        curl: try 'curl --help' or 'curl --manual' for more information

        """,
      status: 2),
    .curl(
      ["--lo", "http://\(host)/"],
      error: """
        curl: option --lo: is ambiguous
        curl: try 'curl --help' or 'curl --manual' for more information

        """,
      status: 2),
    .curl(
      ["-i", "-J", "-O", "http://\(host)/"],
      error: """
        curl: showing headers and --remote-header-name cannot be combined
        curl: try 'curl --help' or 'curl --manual' for more information

        """,
      status: 2),
    .curl(
      ["-J", "-i", "-O", "http://\(host)/"],
      error: """
        curl: showing headers and --remote-header-name cannot be combined
        curl: try 'curl --help' or 'curl --manual' for more information

        """,
      status: 2),
    .curl(
      ["-s", "http://\(host)/{a,b"],
      status: 3),
    .curl(
      ["-sS", "http://\(host)/{a,b"],
      error: """
        curl: (3) unmatched brace in URL position 24:
        http://\(host)/{a,b
                               ^

        """,
      status: 3),
    .curl(
      ["-sS", "http://\(host)/[1-"],
      error: """
        curl: (3) bad range in URL position 27:
        http://\(host)/[1-
                                  ^

        """,
      status: 3),
    .curl(
      ["-sS", "http://\(host)/[3-1]"],
      error: """
        curl: (3) bad range in URL position 29:
        http://\(host)/[3-1]
                                    ^

        """,
      status: 3),
    .curl(
      ["-sS", "http://\(host)/}"],
      error: """
        curl: (3) unmatched close brace/bracket in URL position 24:
        http://\(host)/}
                               ^

        """,
      status: 3),
    .curl(
      ["-sS", "http://\(host)/{}"],
      error: """
        curl: (3) empty string within braces in URL position 25:
        http://\(host)/{}
                                ^

        """,
      status: 3),
    .curl(
      ["-sS", "http://\(host)/{a{b}}"],
      error: """
        curl: (3) nested brace in URL position 26:
        http://\(host)/{a{b}}
                                 ^

        """,
      status: 3),
    .curl(
      ["-K", "nonexistent", "http://\(host)/"],
      error: """
        curl: cannot read config from 'nonexistent'
        curl: option -K: error encountered when reading a file
        curl: try 'curl --help' or 'curl --manual' for more information

        """,
      status: 26),
    .curl(
      ["-s"],
      error: """
        curl: no URL specified!
        curl: try 'curl --help' or 'curl --manual' for more information

        """,
      status: 2),
    .curl(
      ["-o", "x"],
      error: """
        curl: no URL specified!
        curl: try 'curl --help' or 'curl --manual' for more information

        """,
      status: 2),
    .curl(
      ["--max-redirs", "x", "http://\(host)/"],
      error: """
        curl: option --max-redirs: expected a proper numerical parameter
        curl: try 'curl --help' or 'curl --manual' for more information

        """,
      status: 2),
    .curl(
      ["--tls-max", "9", "http://\(host)/"],
      error: """
        curl: option --tls-max: is badly used here
        curl: try 'curl --help' or 'curl --manual' for more information

        """,
      status: 2),
    .curl(
      ["-C", "x", "http://\(host)/"],
      error: """
        curl: option -C: expected a proper numerical parameter
        curl: try 'curl --help' or 'curl --manual' for more information

        """,
      status: 2),
  ]

  @Test(arguments: rows) func runs(_ row: UtilityCase) throws { try row.check() }
}
