import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU sort")
struct SortTests {
  /// What the GNU tool did on the same input. In parts, which are quicker to compile.
  static let rows: [UtilityCase] = [
    rows1, rows2, rows3, rows4, rows5, rows6, rows7, rows8, rows9,
  ].flatMap { $0 }
  private static let rows1: [UtilityCase] = [
    UtilityCase(
      "sort", input: "10\n9\n-1\n2.5\n2.50\n0\n-0\n\nabc\n1e3\n  7\n+3\n.5\n-.5\n00012\n",
      output: "\n  7\n+3\n-.5\n-0\n-1\n.5\n0\n00012\n10\n1e3\n2.5\n2.50\n9\nabc\n"),
    UtilityCase(
      "sort -n", input: "10\n9\n-1\n2.5\n2.50\n0\n-0\n\nabc\n1e3\n  7\n+3\n.5\n-.5\n00012\n",
      output: "-1\n-.5\n\n+3\n-0\n0\nabc\n.5\n1e3\n2.5\n2.50\n  7\n9\n10\n00012\n"),
    UtilityCase(
      "sort -nr", input: "10\n9\n-1\n2.5\n2.50\n0\n-0\n\nabc\n1e3\n  7\n+3\n.5\n-.5\n00012\n",
      output: "00012\n10\n9\n  7\n2.50\n2.5\n1e3\n.5\nabc\n0\n-0\n+3\n\n-.5\n-1\n"),
    UtilityCase(
      "sort -g", input: "10\n9\n-1\n2.5\n2.50\n0\n-0\n\nabc\n1e3\n  7\n+3\n.5\n-.5\n00012\n",
      output: "\nabc\n-1\n-.5\n-0\n0\n.5\n2.5\n2.50\n+3\n  7\n9\n10\n00012\n1e3\n"),
    UtilityCase(
      "sort -gr", input: "10\n9\n-1\n2.5\n2.50\n0\n-0\n\nabc\n1e3\n  7\n+3\n.5\n-.5\n00012\n",
      output: "1e3\n00012\n10\n9\n  7\n+3\n2.50\n2.5\n.5\n0\n-0\n-.5\n-1\nabc\n\n"),
    UtilityCase(
      "sort -h", input: "10\n9\n-1\n2.5\n2.50\n0\n-0\n\nabc\n1e3\n  7\n+3\n.5\n-.5\n00012\n",
      output: "-1\n-.5\n\n+3\n-0\n0\nabc\n.5\n1e3\n2.5\n2.50\n  7\n9\n10\n00012\n"),
    UtilityCase(
      "sort -u", input: "10\n9\n-1\n2.5\n2.50\n0\n-0\n\nabc\n1e3\n  7\n+3\n.5\n-.5\n00012\n",
      output: "\n  7\n+3\n-.5\n-0\n-1\n.5\n0\n00012\n10\n1e3\n2.5\n2.50\n9\nabc\n"),
    UtilityCase(
      "sort -nu", input: "10\n9\n-1\n2.5\n2.50\n0\n-0\n\nabc\n1e3\n  7\n+3\n.5\n-.5\n00012\n",
      output: "-1\n-.5\n0\n.5\n1e3\n2.5\n  7\n9\n10\n00012\n"),
    UtilityCase(
      "sort -r", input: "10\n9\n-1\n2.5\n2.50\n0\n-0\n\nabc\n1e3\n  7\n+3\n.5\n-.5\n00012\n",
      output: "abc\n9\n2.50\n2.5\n1e3\n10\n00012\n0\n.5\n-1\n-0\n-.5\n+3\n  7\n\n"),
    UtilityCase(
      "sort -s", input: "10\n9\n-1\n2.5\n2.50\n0\n-0\n\nabc\n1e3\n  7\n+3\n.5\n-.5\n00012\n",
      output: "\n  7\n+3\n-.5\n-0\n-1\n.5\n0\n00012\n10\n1e3\n2.5\n2.50\n9\nabc\n"),
    UtilityCase(
      "sort -ns", input: "10\n9\n-1\n2.5\n2.50\n0\n-0\n\nabc\n1e3\n  7\n+3\n.5\n-.5\n00012\n",
      output: "-1\n-.5\n0\n-0\n\nabc\n+3\n.5\n1e3\n2.5\n2.50\n  7\n9\n10\n00012\n"),
    UtilityCase(
      "sort -V", input: "10\n9\n-1\n2.5\n2.50\n0\n-0\n\nabc\n1e3\n  7\n+3\n.5\n-.5\n00012\n",
      output: "\n.5\n0\n1e3\n2.5\n2.50\n9\n10\n00012\nabc\n  7\n+3\n-0\n-1\n-.5\n"),
    UtilityCase(
      "sort -M", input: "10\n9\n-1\n2.5\n2.50\n0\n-0\n\nabc\n1e3\n  7\n+3\n.5\n-.5\n00012\n",
      output: "\n  7\n+3\n-.5\n-0\n-1\n.5\n0\n00012\n10\n1e3\n2.5\n2.50\n9\nabc\n"),
    UtilityCase(
      "sort -f", input: "10\n9\n-1\n2.5\n2.50\n0\n-0\n\nabc\n1e3\n  7\n+3\n.5\n-.5\n00012\n",
      output: "\n  7\n+3\n-.5\n-0\n-1\n.5\n0\n00012\n10\n1e3\n2.5\n2.50\n9\nabc\n"),
    UtilityCase(
      "sort -d", input: "10\n9\n-1\n2.5\n2.50\n0\n-0\n\nabc\n1e3\n  7\n+3\n.5\n-.5\n00012\n",
      output: "\n  7\n-0\n0\n00012\n-1\n10\n1e3\n2.5\n2.50\n+3\n-.5\n.5\n9\nabc\n"),
    UtilityCase(
      "sort -i", input: "10\n9\n-1\n2.5\n2.50\n0\n-0\n\nabc\n1e3\n  7\n+3\n.5\n-.5\n00012\n",
      output: "\n  7\n+3\n-.5\n-0\n-1\n.5\n0\n00012\n10\n1e3\n2.5\n2.50\n9\nabc\n"),
    UtilityCase(
      "sort -b", input: "10\n9\n-1\n2.5\n2.50\n0\n-0\n\nabc\n1e3\n  7\n+3\n.5\n-.5\n00012\n",
      output: "\n+3\n-.5\n-0\n-1\n.5\n0\n00012\n10\n1e3\n2.5\n2.50\n  7\n9\nabc\n"),
    UtilityCase(
      "sort -bn", input: "10\n9\n-1\n2.5\n2.50\n0\n-0\n\nabc\n1e3\n  7\n+3\n.5\n-.5\n00012\n",
      output: "-1\n-.5\n\n+3\n-0\n0\nabc\n.5\n1e3\n2.5\n2.50\n  7\n9\n10\n00012\n"),
    UtilityCase(
      "sort -rn -s", input: "10\n9\n-1\n2.5\n2.50\n0\n-0\n\nabc\n1e3\n  7\n+3\n.5\n-.5\n00012\n",
      output: "00012\n10\n9\n  7\n2.5\n2.50\n1e3\n.5\n0\n-0\n\nabc\n+3\n-.5\n-1\n"),
    UtilityCase(
      "sort -nu -r", input: "10\n9\n-1\n2.5\n2.50\n0\n-0\n\nabc\n1e3\n  7\n+3\n.5\n-.5\n00012\n",
      output: "00012\n10\n9\n  7\n2.5\n1e3\n.5\n0\n-.5\n-1\n"),
  ]
  private static let rows2: [UtilityCase] = [
    UtilityCase(
      "sort", input: "banana\nApple\napple\ncherry\nBanana\n_x\n 1\n",
      output: " 1\nApple\nBanana\n_x\napple\nbanana\ncherry\n"),
    UtilityCase(
      "sort -f", input: "banana\nApple\napple\ncherry\nBanana\n_x\n 1\n",
      output: " 1\nApple\napple\nBanana\nbanana\ncherry\n_x\n"),
    UtilityCase(
      "sort -fu", input: "banana\nApple\napple\ncherry\nBanana\n_x\n 1\n",
      output: " 1\nApple\nbanana\ncherry\n_x\n"),
    UtilityCase(
      "sort -fs", input: "banana\nApple\napple\ncherry\nBanana\n_x\n 1\n",
      output: " 1\nApple\napple\nbanana\nBanana\ncherry\n_x\n"),
    UtilityCase(
      "sort -fr", input: "banana\nApple\napple\ncherry\nBanana\n_x\n 1\n",
      output: "_x\ncherry\nbanana\nBanana\napple\nApple\n 1\n"),
    UtilityCase(
      "sort -d", input: "banana\nApple\napple\ncherry\nBanana\n_x\n 1\n",
      output: " 1\nApple\nBanana\napple\nbanana\ncherry\n_x\n"),
    UtilityCase(
      "sort -df", input: "banana\nApple\napple\ncherry\nBanana\n_x\n 1\n",
      output: " 1\nApple\napple\nBanana\nbanana\ncherry\n_x\n"),
    UtilityCase(
      "sort -i", input: "banana\nApple\napple\ncherry\nBanana\n_x\n 1\n",
      output: " 1\nApple\nBanana\n_x\napple\nbanana\ncherry\n"),
    UtilityCase(
      "sort -r", input: "banana\nApple\napple\ncherry\nBanana\n_x\n 1\n",
      output: "cherry\nbanana\napple\n_x\nBanana\nApple\n 1\n"),
    UtilityCase(
      "sort -u", input: "banana\nApple\napple\ncherry\nBanana\n_x\n 1\n",
      output: " 1\nApple\nBanana\n_x\napple\nbanana\ncherry\n"),
    UtilityCase(
      "sort -b", input: "banana\nApple\napple\ncherry\nBanana\n_x\n 1\n",
      output: " 1\nApple\nBanana\n_x\napple\nbanana\ncherry\n"),
    UtilityCase(
      "sort -c", input: "banana\nApple\napple\ncherry\nBanana\n_x\n 1\n",
      error: "sort: -:2: disorder: Apple\n", status: 1),
    UtilityCase(
      "sort -C", input: "banana\nApple\napple\ncherry\nBanana\n_x\n 1\n", status: 1),
    UtilityCase(
      "sort -fc", input: "banana\nApple\napple\ncherry\nBanana\n_x\n 1\n",
      error: "sort: -:2: disorder: Apple\n", status: 1),
    UtilityCase(
      "sort -k1", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "a 10 y\na 2 z\nb  3 y\nb 2 x\nc 1 x\n"),
    UtilityCase(
      "sort -k2", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "b  3 y\nc 1 x\na 10 y\nb 2 x\na 2 z\n"),
    UtilityCase(
      "sort -k2n", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "c 1 x\na 2 z\nb 2 x\nb  3 y\na 10 y\n"),
    UtilityCase(
      "sort -k2,2n", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "c 1 x\na 2 z\nb 2 x\nb  3 y\na 10 y\n"),
    UtilityCase(
      "sort -k2,2nr", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "a 10 y\nb  3 y\na 2 z\nb 2 x\nc 1 x\n"),
    UtilityCase(
      "sort -k3", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "b 2 x\nc 1 x\na 10 y\nb  3 y\na 2 z\n"),
  ]
  private static let rows3: [UtilityCase] = [
    UtilityCase(
      "sort -k3,3 -k2,2n", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "c 1 x\nb 2 x\nb  3 y\na 10 y\na 2 z\n"),
    UtilityCase(
      "sort -k1,1 -k2,2nr", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "a 10 y\na 2 z\nb  3 y\nb 2 x\nc 1 x\n"),
    UtilityCase(
      "sort -k 1,1r", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "c 1 x\nb  3 y\nb 2 x\na 10 y\na 2 z\n"),
    UtilityCase(
      "sort -k2b", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "c 1 x\na 10 y\nb 2 x\na 2 z\nb  3 y\n"),
    UtilityCase(
      "sort -k 2.2", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "b  3 y\nc 1 x\na 10 y\nb 2 x\na 2 z\n"),
    UtilityCase(
      "sort -k1.1,1.1", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "a 10 y\na 2 z\nb  3 y\nb 2 x\nc 1 x\n"),
    UtilityCase(
      "sort -s -k1,1", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "a 10 y\na 2 z\nb 2 x\nb  3 y\nc 1 x\n"),
    UtilityCase(
      "sort -s -k3,3", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "b 2 x\nc 1 x\na 10 y\nb  3 y\na 2 z\n"),
    UtilityCase(
      "sort -u -k1,1", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "a 10 y\nb 2 x\nc 1 x\n"),
    UtilityCase(
      "sort -u -k3", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "b 2 x\na 10 y\na 2 z\n"),
    UtilityCase(
      "sort -r -k3,3", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "a 2 z\nb  3 y\na 10 y\nc 1 x\nb 2 x\n"),
    UtilityCase(
      "sort -rs -k3,3", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "a 2 z\na 10 y\nb  3 y\nb 2 x\nc 1 x\n"),
    UtilityCase(
      "sort -n -k2", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "c 1 x\na 2 z\nb 2 x\nb  3 y\na 10 y\n"),
    UtilityCase(
      "sort -nr -k2", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "a 10 y\nb  3 y\nb 2 x\na 2 z\nc 1 x\n"),
    UtilityCase(
      "sort -k2,2 -n", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "c 1 x\na 2 z\nb 2 x\nb  3 y\na 10 y\n"),
    UtilityCase(
      "sort -k2n -r", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "c 1 x\nb 2 x\na 2 z\nb  3 y\na 10 y\n"),
    UtilityCase(
      "sort -b -k2,2", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "c 1 x\na 10 y\na 2 z\nb 2 x\nb  3 y\n"),
    UtilityCase(
      "sort -k 3,3 -k 1,1", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "b 2 x\nc 1 x\na 10 y\nb  3 y\na 2 z\n"),
    UtilityCase(
      "sort -t ' ' -k2n", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "c 1 x\na 2 z\nb 2 x\nb  3 y\na 10 y\n"),
    UtilityCase(
      "sort -t ' ' -k3", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "b  3 y\nb 2 x\nc 1 x\na 10 y\na 2 z\n"),
  ]
  private static let rows4: [UtilityCase] = [
    UtilityCase(
      "sort -k2,2b", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "b  3 y\nc 1 x\na 10 y\na 2 z\nb 2 x\n"),
    UtilityCase(
      "sort -k2b,2.1b", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "a 10 y\nc 1 x\na 2 z\nb 2 x\nb  3 y\n"),
    UtilityCase(
      "sort -k1,2", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "a 10 y\na 2 z\nb  3 y\nb 2 x\nc 1 x\n"),
    UtilityCase(
      "sort -k9", input: "b 2 x\na 10 y\nc 1 x\na 2 z\nb  3 y\n",
      output: "a 10 y\na 2 z\nb  3 y\nb 2 x\nc 1 x\n"),
    UtilityCase(
      "sort -t: -k3n", input: "root:x:0\nbin:x:2\nftp:y:14\nuser::1000\nz\n",
      output: "root:x:0\nz\nbin:x:2\nftp:y:14\nuser::1000\n"),
    UtilityCase(
      "sort -t: -k3", input: "root:x:0\nbin:x:2\nftp:y:14\nuser::1000\nz\n",
      output: "z\nroot:x:0\nuser::1000\nftp:y:14\nbin:x:2\n"),
    UtilityCase(
      "sort -t: -k2", input: "root:x:0\nbin:x:2\nftp:y:14\nuser::1000\nz\n",
      output: "z\nuser::1000\nroot:x:0\nbin:x:2\nftp:y:14\n"),
    UtilityCase(
      "sort -t: -k2,2 -k3,3nr", input: "root:x:0\nbin:x:2\nftp:y:14\nuser::1000\nz\n",
      output: "user::1000\nz\nbin:x:2\nroot:x:0\nftp:y:14\n"),
    UtilityCase(
      "sort -t : -k1.2", input: "root:x:0\nbin:x:2\nftp:y:14\nuser::1000\nz\n",
      output: "z\nbin:x:2\nroot:x:0\nuser::1000\nftp:y:14\n"),
    UtilityCase(
      "sort -t: -k1.2,1.3", input: "root:x:0\nbin:x:2\nftp:y:14\nuser::1000\nz\n",
      output: "z\nbin:x:2\nroot:x:0\nuser::1000\nftp:y:14\n"),
    UtilityCase(
      "sort -t: -k3,3n -k1", input: "root:x:0\nbin:x:2\nftp:y:14\nuser::1000\nz\n",
      output: "root:x:0\nz\nbin:x:2\nftp:y:14\nuser::1000\n"),
    UtilityCase(
      "sort -t: -k2r", input: "root:x:0\nbin:x:2\nftp:y:14\nuser::1000\nz\n",
      output: "ftp:y:14\nbin:x:2\nroot:x:0\nuser::1000\nz\n"),
    UtilityCase(
      "sort -t: -u -k2,2", input: "root:x:0\nbin:x:2\nftp:y:14\nuser::1000\nz\n",
      output: "user::1000\nroot:x:0\nftp:y:14\n"),
    UtilityCase(
      "sort -t: -k3.2n", input: "root:x:0\nbin:x:2\nftp:y:14\nuser::1000\nz\n",
      output: "bin:x:2\nroot:x:0\nuser::1000\nz\nftp:y:14\n"),
    UtilityCase(
      "sort --field-separator=: --key=3n", input: "root:x:0\nbin:x:2\nftp:y:14\nuser::1000\nz\n",
      output: "root:x:0\nz\nbin:x:2\nftp:y:14\nuser::1000\n"),
    UtilityCase(
      "sort -t \\0 -k1", input: "root:x:0\nbin:x:2\nftp:y:14\nuser::1000\nz\n",
      output: "bin:x:2\nftp:y:14\nroot:x:0\nuser::1000\nz\n"),
    UtilityCase(
      "sort -h", input: "1K\n2M\n500\n1.5K\n1G\n-1K\n3k\n0\n1T\n1024\n-2M\nx\n",
      output: "-2M\n-1K\n0\nx\n500\n1024\n1K\n1.5K\n3k\n2M\n1G\n1T\n"),
    UtilityCase(
      "sort -hr", input: "1K\n2M\n500\n1.5K\n1G\n-1K\n3k\n0\n1T\n1024\n-2M\nx\n",
      output: "1T\n1G\n2M\n3k\n1.5K\n1K\n1024\n500\nx\n0\n-1K\n-2M\n"),
    UtilityCase(
      "sort -n", input: "1K\n2M\n500\n1.5K\n1G\n-1K\n3k\n0\n1T\n1024\n-2M\nx\n",
      output: "-2M\n-1K\n0\nx\n1G\n1K\n1T\n1.5K\n2M\n3k\n500\n1024\n"),
    UtilityCase(
      "sort -V",
      input:
        "1.10\n1.9\n1.2\n1.2.3\nv1.0\nfoo-1.10.tar.gz\nfoo-1.9.tar.gz\na~\na\na1\n1.0~rc1\n1.0\n.x\n..\n.\n1.01\n1.1\nfile.txt\nfile1.txt\nfile10.txt\nfile2.txt\n\n",
      output:
        "\n.\n..\n.x\n1.0~rc1\n1.0\n1.01\n1.1\n1.2\n1.2.3\n1.9\n1.10\na~\na\na1\nfile.txt\nfile1.txt\nfile2.txt\nfile10.txt\nfoo-1.9.tar.gz\nfoo-1.10.tar.gz\nv1.0\n"
    ),
  ]
  private static let rows5: [UtilityCase] = [
    UtilityCase(
      "sort -Vr",
      input:
        "1.10\n1.9\n1.2\n1.2.3\nv1.0\nfoo-1.10.tar.gz\nfoo-1.9.tar.gz\na~\na\na1\n1.0~rc1\n1.0\n.x\n..\n.\n1.01\n1.1\nfile.txt\nfile1.txt\nfile10.txt\nfile2.txt\n\n",
      output:
        "v1.0\nfoo-1.10.tar.gz\nfoo-1.9.tar.gz\nfile10.txt\nfile2.txt\nfile1.txt\nfile.txt\na1\na\na~\n1.10\n1.9\n1.2.3\n1.2\n1.1\n1.01\n1.0\n1.0~rc1\n.x\n..\n.\n\n"
    ),
    UtilityCase(
      "sort -Vu",
      input:
        "1.10\n1.9\n1.2\n1.2.3\nv1.0\nfoo-1.10.tar.gz\nfoo-1.9.tar.gz\na~\na\na1\n1.0~rc1\n1.0\n.x\n..\n.\n1.01\n1.1\nfile.txt\nfile1.txt\nfile10.txt\nfile2.txt\n\n",
      output:
        "\n.\n..\n.x\n1.0~rc1\n1.0\n1.01\n1.2\n1.2.3\n1.9\n1.10\na~\na\na1\nfile.txt\nfile1.txt\nfile2.txt\nfile10.txt\nfoo-1.9.tar.gz\nfoo-1.10.tar.gz\nv1.0\n"
    ),
    UtilityCase(
      "sort -M", input: "Mar\njan\nDEC\nfoo\n feb\nJanuary\n\n",
      output: "\nfoo\nJanuary\njan\n feb\nMar\nDEC\n"),
    UtilityCase(
      "sort -Mr", input: "Mar\njan\nDEC\nfoo\n feb\nJanuary\n\n",
      output: "DEC\nMar\n feb\njan\nJanuary\nfoo\n\n"),
    UtilityCase(
      "sort -k1M", input: "Mar\njan\nDEC\nfoo\n feb\nJanuary\n\n",
      output: "\nfoo\nJanuary\njan\n feb\nMar\nDEC\n"),
    UtilityCase(
      "sort -g", input: "1e3\n100\nnan\n-inf\ninf\nx\n0x10\n1e-3\n\n-5\n",
      output: "\nx\nnan\n-inf\n-5\n1e-3\n0x10\n100\n1e3\ninf\n"),
    UtilityCase(
      "sort -gr", input: "1e3\n100\nnan\n-inf\ninf\nx\n0x10\n1e-3\n\n-5\n",
      output: "inf\n1e3\n100\n0x10\n1e-3\n-5\n-inf\nnan\nx\n\n"),
    UtilityCase(
      "sort -n",
      input:
        "99999999999999999999\n100000000000000000000\n99999999999999999998\n-99999999999999999999\n1\n",
      output:
        "-99999999999999999999\n1\n99999999999999999998\n99999999999999999999\n100000000000000000000\n"
    ),
    UtilityCase(
      "sort -n", input: "0.1\n0.10\n0.09\n-0.1\n-0.2\n1\n1.0\n",
      output: "-0.2\n-0.1\n0.09\n0.1\n0.10\n1\n1.0\n"),
    UtilityCase(
      "sort", input: "b\na", output: "a\nb\n"),
    UtilityCase(
      "sort"),
    UtilityCase(
      "sort -z", input: "b\0a\nc\0", output: "a\nc\0b\0"),
    UtilityCase(
      "sort f g", files: ["f": "b\na\n", "g": "c\nA"], output: "A\na\nb\nc\n"),
    UtilityCase(
      "sort -o f f", files: ["f": "b\na\n"], leaves: ["f": "a\nb\n"]),
    UtilityCase(
      "sort -o out f", files: ["f": "b\na\n"], leaves: ["f": "b\na\n", "out": "a\nb\n"]),
    UtilityCase(
      "sort -m f g", files: ["f": "a\nc\n", "g": "b\nd\n"], output: "a\nb\nc\nd\n"),
    UtilityCase(
      "sort -m f g", files: ["f": "c\na\n", "g": "b\nd\n"], output: "b\nc\na\nd\n"),
    UtilityCase(
      "sort -mu f g", files: ["f": "a\nc\n", "g": "a\nd\n"], output: "a\nc\nd\n"),
    UtilityCase(
      "sort -mr f g", files: ["f": "c\na\n", "g": "d\nb\n"], output: "d\nc\nb\na\n"),
    UtilityCase(
      "sort -c f", files: ["f": "a\nb\na\n"], error: "sort: f:3: disorder: a\n", status: 1),
  ]
  private static let rows6: [UtilityCase] = [
    UtilityCase(
      "sort -C f", files: ["f": "a\nb\na\n"], status: 1),
    UtilityCase(
      "sort -c", input: "a\nb\n"),
    UtilityCase(
      "sort -cu", input: "a\na\n", error: "sort: -:2: disorder: a\n", status: 1),
    UtilityCase(
      "sort -cr", input: "b\na\n"),
    UtilityCase(
      "sort --check=quiet", input: "b\na\n", status: 1),
    UtilityCase(
      "sort --check", input: "b\na\n", error: "sort: -:2: disorder: a\n", status: 1),
    UtilityCase(
      "sort -cn", input: "1\n10\n9\n", error: "sort: -:3: disorder: 9\n", status: 1),
    UtilityCase(
      "sort -c -k2", input: "a 2\nb 1\n", error: "sort: -:2: disorder: b 1\n", status: 1),
    UtilityCase(
      "sort - f", input: "z\n", files: ["f": "b\n"], output: "b\nz\n"),
    UtilityCase(
      "sort -S 1M --parallel=2 -T /tmp", input: "b\na\n", output: "a\nb\n"),
    UtilityCase(
      "sort", input: ByteString([0xFF, 0x0A, 0x61, 0x0A, 0xC3, 0xA9, 0x0A]),
      output: ByteString([0x61, 0x0A, 0xC3, 0xA9, 0x0A, 0xFF, 0x0A])),
    UtilityCase(
      "sort -f", input: "a_\naB\n", output: "aB\na_\n"),
    UtilityCase(
      "sort -d", input: "a-b\nab\naa\n", output: "aa\na-b\nab\n"),
    UtilityCase(
      "sort --sort=numeric", input: "10\n9\n", output: "9\n10\n"),
    UtilityCase(
      "sort --sort=version -r", input: "1.10\n1.9\n", output: "1.10\n1.9\n"),
    UtilityCase(
      "sort --files0-from=l", files: ["l": "f\0", "f": "b\na\n"], output: "a\nb\n"),
    UtilityCase(
      "sort", input: "abcdefgh2\nabcdefgh1\nabcdefgh\nabcdefg\n",
      output: "abcdefg\nabcdefgh\nabcdefgh1\nabcdefgh2\n"),
    UtilityCase(
      "sort", input: "a\0b\na\n", output: "a\na\0b\n"),
    UtilityCase(
      "sort -k1,1 -s -r", input: "a 1\nb 1\na 2\n", output: "b 1\na 1\na 2\n"),
    UtilityCase(
      "sort -k1.3n", input: "ab10\nab9\n", output: "ab9\nab10\n"),
  ]
  private static let rows7: [UtilityCase] = [
    UtilityCase(
      "sort -k2.3,2.4n", input: "x ab10\ny ab9\n", output: "x ab10\ny ab9\n"),
    UtilityCase(
      "sort -nk2 -t,", input: "a,10\nb,9\n", output: "b,9\na,10\n"),
    UtilityCase(
      "sort -rn", input: "1\n3\n2\n", output: "3\n2\n1\n"),
    UtilityCase(
      "sort -k1nr -k2", input: "1 b\n2 a\n1 a\n", output: "2 a\n1 a\n1 b\n"),
    UtilityCase(
      "sort -t, -k2,2 -k1,1n", input: "2,a\n1,a\n1,b\n", output: "1,a\n2,a\n1,b\n"),
    UtilityCase(
      "sort -b", input: "  b\n a\nc\n", output: " a\n  b\nc\n"),
    UtilityCase(
      "sort -k1b,1", input: "  b\n a\nc\n", output: " a\n  b\nc\n"),
    UtilityCase(
      "sort -u -f", input: "a\nA\nb\n", output: "a\nb\n"),
    UtilityCase(
      "sort -R -u", input: "a\na\n", output: "a\n"),
    UtilityCase(
      "sort -uk1,1n", input: "1 a\n01 b\n2 c\n", output: "1 a\n2 c\n"),
    UtilityCase(
      "sort -k x", files: ["d/x": "", "t": "a\n"],
      error: "sort: invalid number at field start: invalid count at start of 'x'\n", status: 2),
    UtilityCase(
      "sort -k 0", files: ["d/x": "", "t": "a\n"],
      error: "sort: field number is zero: invalid field specification '0'\n", status: 2),
    UtilityCase(
      "sort -k 1.0", files: ["d/x": "", "t": "a\n"],
      error: "sort: character offset is zero: invalid field specification '1.0'\n", status: 2),
    UtilityCase(
      "sort -k 1x", files: ["d/x": "", "t": "a\n"],
      error: "sort: stray character in field spec: invalid field specification '1x'\n", status: 2),
    UtilityCase(
      "sort -k 1,x", files: ["d/x": "", "t": "a\n"],
      error: "sort: invalid number after ',': invalid count at start of 'x'\n", status: 2),
    UtilityCase(
      "sort -k 1,0", files: ["d/x": "", "t": "a\n"],
      error: "sort: field number is zero: invalid field specification '1,0'\n", status: 2),
    UtilityCase(
      "sort -k 1.x", files: ["d/x": "", "t": "a\n"],
      error: "sort: invalid number after '.': invalid count at start of 'x'\n", status: 2),
    UtilityCase(
      "sort -k 1.", files: ["d/x": "", "t": "a\n"],
      error: "sort: invalid number after '.': invalid count at start of ''\n", status: 2),
    UtilityCase(
      "sort -nd", files: ["d/x": "", "t": "a\n"], error: "sort: options '-dn' are incompatible\n",
      status: 2),
    UtilityCase(
      "sort -nM", files: ["d/x": "", "t": "a\n"], error: "sort: options '-Mn' are incompatible\n",
      status: 2),
  ]
  private static let rows8: [UtilityCase] = [
    UtilityCase(
      "sort -di", files: ["d/x": "", "t": "a\n"]),
    UtilityCase(
      "sort -t ab", files: ["d/x": "", "t": "a\n"], error: "sort: multi-character tab 'ab'\n",
      status: 2),
    UtilityCase(
      "sort -o", files: ["d/x": "", "t": "a\n"], usageError: "option requires an argument -- 'o'"),
    UtilityCase(
      "sort -S x", files: ["d/x": "", "t": "a\n"], error: "sort: invalid -S argument 'x'\n",
      status: 2),
    UtilityCase(
      "sort -cC", files: ["d/x": "", "t": "a\n"], error: "sort: options '-cC' are incompatible\n",
      status: 2),
    UtilityCase(
      "sort -c t t", files: ["d/x": "", "t": "a\n"],
      error: "sort: extra operand 't' not allowed with -c\n", status: 2),
    UtilityCase(
      "sort -k", files: ["d/x": "", "t": "a\n"], usageError: "option requires an argument -- 'k'"),
    UtilityCase(
      "sort nofile", files: ["d/x": "", "t": "a\n"],
      error: "sort: cannot read: nofile: No such file or directory\n", status: 2),
    UtilityCase(
      "sort --parallel=0", files: ["d/x": "", "t": "a\n"],
      error: "sort: number in parallel must be nonzero\n", status: 2),
    UtilityCase(
      "sort -k 1,2.0", files: ["d/x": "", "t": "a\n"]),
    UtilityCase(
      "sort -hn", files: ["d/x": "", "t": "a\n"], error: "sort: options '-hn' are incompatible\n",
      status: 2),
    UtilityCase(
      "sort -Rn", files: ["d/x": "", "t": "a\n"], error: "sort: options '-nR' are incompatible\n",
      status: 2),
    UtilityCase(
      "sort -ng", files: ["d/x": "", "t": "a\n"], error: "sort: options '-gn' are incompatible\n",
      status: 2),
    UtilityCase(
      "sort -k -1", files: ["d/x": "", "t": "a\n"],
      error: "sort: invalid number at field start: invalid count at start of '-1'\n", status: 2),
    UtilityCase(
      "sort -t a -t b", files: ["d/x": "", "t": "a\n"], error: "sort: incompatible tabs\n",
      status: 2),
    UtilityCase(
      "sort d", files: ["d/x": "", "t": "a\n"], error: "sort: read failed: d: Is a directory\n",
      status: 2),
    UtilityCase(
      "sort -t ''", files: ["d/x": "", "t": "a\n"], error: "sort: empty tab\n", status: 2),
    UtilityCase(
      "sort -Q", files: ["d/x": "", "t": "a\n"], usageError: "invalid option -- 'Q'"),
    UtilityCase(
      "sort -co x", files: ["d/x": "", "t": "a\n"], error: "sort: options '-co' are incompatible\n",
      status: 2),
    UtilityCase(
      "sort -n -k1d", files: ["d/x": "", "t": "a\n"]),
  ]
  private static let rows9: [UtilityCase] = [
    UtilityCase(
      "sort -k1nM", files: ["d/x": "", "t": "a\n"], error: "sort: options '-Mn' are incompatible\n",
      status: 2),
    UtilityCase(
      "sort -gh", files: ["d/x": "", "t": "a\n"], error: "sort: options '-gh' are incompatible\n",
      status: 2),
    UtilityCase(
      "sort -dV", files: ["d/x": "", "t": "a\n"]),
    UtilityCase(
      "sort --sort=foo", usageError: "invalid argument 'foo' for '--sort'",
      differs: "its status is 1"),
    UtilityCase(
      "sort --check=x", usageError: "invalid argument 'x' for '--check'", differs: "its status is 1"
    ),
  ]
  @Test(arguments: rows) func runs(_ row: UtilityCase) throws { try row.check() }
}
