import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU join")
struct JoinTests {
  /// What the GNU tool did on the same input. In parts, which are quicker to compile.
  static let rows: [UtilityCase] = [
    rows1, rows2, rows3,
  ].flatMap { $0 }
  private static let rows1: [UtilityCase] = [
    UtilityCase(
      "join a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      output: "1 x p\n2 y q\n2 z q\n"),
    UtilityCase(
      "join -a1 a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      output: "1 x p\n2 y q\n2 z q\n4 w\n"),
    UtilityCase(
      "join -a2 a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      output: "1 x p\n2 y q\n2 z q\n3 r\n"),
    UtilityCase(
      "join -a1 -a2 a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      output: "1 x p\n2 y q\n2 z q\n3 r\n4 w\n"),
    UtilityCase(
      "join -v1 a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"], output: "4 w\n"),
    UtilityCase(
      "join -v2 a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"], output: "3 r\n"),
    UtilityCase(
      "join -v1 -v2 a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      output: "3 r\n4 w\n"),
    UtilityCase(
      "join -o 1.1,2.2 a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      output: "1 p\n2 q\n2 q\n"),
    UtilityCase(
      "join -o 0,1.2,2.2 -a1 -a2 -e - a b",
      files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      output: "1 x p\n2 y q\n2 z q\n3 - r\n4 w -\n"),
    UtilityCase(
      "join -e X -a1 -o auto a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      output: "1 x p\n2 y q\n2 z q\n4 w X\n"),
    UtilityCase(
      "join -j1 a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      output: "1 x p\n2 y q\n2 z q\n"),
    UtilityCase(
      "join -1 1 -2 1 a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      output: "1 x p\n2 y q\n2 z q\n"),
    UtilityCase(
      "join -a1 -a2 -e X -o auto a b",
      files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      output: "1 x p\n2 y q\n2 z q\n3 X r\n4 w X\n"),
    UtilityCase(
      "join -t x a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"]),
    UtilityCase(
      "join --header a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      output: "1 x p\n2 y q\n2 z q\n"),
    UtilityCase(
      "join -o '0 2.2' a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      output: "1 p\n2 q\n2 q\n"),
    UtilityCase(
      "join -i a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      output: "1 x p\n2 y q\n2 z q\n"),
    UtilityCase(
      "join --check-order a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      output: "1 x p\n2 y q\n2 z q\n"),
    UtilityCase(
      "join -z a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      output: "1 x 2 y 2 z 4 w  p 2 q 3 r \0"),
    UtilityCase(
      "join -t, a b", files: ["a": "1,x,\n2,,y\n", "b": "1,p\n2,q\n"], output: "1,x,,p\n2,,y,q\n"),
  ]
  private static let rows2: [UtilityCase] = [
    UtilityCase(
      "join -t , -1 2 -2 1 a b", files: ["a": "x,1\ny,2\n", "b": "1,p\n2,q\n"],
      output: "1,x,p\n2,y,q\n"),
    UtilityCase(
      "join -i a b", files: ["a": "A x\n", "b": "a y\n"], output: "A x y\n"),
    UtilityCase(
      "join a -", input: "1 q\n", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      output: "1 x q\n"),
    UtilityCase(
      "join -t, -e E -o 0,1.2,2.2 a b", files: ["a": "1,\n", "b": "1,q\n"], output: "1,E,q\n"),
    UtilityCase(
      "join a b", files: ["a": "2 x\n1 y\n", "b": "1 p\n2 q\n"], output: "2 x q\n",
      error: "join: a:2: is not sorted: 1 y\njoin: input is not in sorted order\n", status: 1),
    UtilityCase(
      "join --nocheck-order a b", files: ["a": "2 x\n1 y\n", "b": "1 p\n2 q\n"], output: "2 x q\n"),
    UtilityCase(
      "join --check-order a b", files: ["a": "2 x\n1 y\n", "b": "1 p\n2 q\n"],
      error: "join: a:2: is not sorted: 1 y\n", status: 1),
    UtilityCase(
      "join a b", files: ["a": "  1  x y\n", "b": "1 p\n"], output: "1 x y p\n"),
    UtilityCase(
      "join a b", files: ["a": "k a\nk b\n", "b": "k c\nk d\n"],
      output: "k a c\nk a d\nk b c\nk b d\n"),
    UtilityCase(
      "join --header -a1 a b", files: ["a": "id n\n1 x\n2 y\n", "b": "id m\n1 z\n"],
      output: "id n m\n1 x z\n2 y\n"),
    UtilityCase(
      "join -o 1.0 a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      error: "join: invalid field number: '0'\n", status: 1),
    UtilityCase(
      "join -o 3.1 a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      error: "join: invalid file number in field spec: '3.1'\n", status: 1),
    UtilityCase(
      "join -1 0 a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      error: "join: invalid field number: '0'\n", status: 1),
    UtilityCase(
      "join -a 3 a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      error: "join: invalid field number: '3'\n", status: 1),
    UtilityCase(
      "join -t ab a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      error: "join: multi-character tab 'ab'\n", status: 1),
    UtilityCase(
      "join a", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      usageError: "missing operand after 'a'"),
    UtilityCase(
      "join", usageError: "missing operand"),
    UtilityCase(
      "join a b c", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      usageError: "extra operand 'c'"),
    UtilityCase(
      "join a n", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      error: "join: n: No such file or directory\n", status: 1),
    UtilityCase(
      "join -t '' a b", files: ["a": "x y\nz\n", "b": "x y\n"], output: "x y\n"),
  ]
  private static let rows3: [UtilityCase] = [
    UtilityCase(
      "join -o x a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      error: "join: invalid file number in field spec: 'x'\n", status: 1),
    UtilityCase(
      "join -Q a b", files: ["a": "1 x\n2 y\n2 z\n4 w\n", "b": "1 p\n2 q\n3 r\n"],
      usageError: "invalid option -- 'Q'"),
    UtilityCase(
      "join -v1 -v2 a b", files: ["a": "", "b": "1 x\n"], output: "1 x\n"),
  ]
  @Test(arguments: rows) func runs(_ row: UtilityCase) throws { try row.check() }
}
