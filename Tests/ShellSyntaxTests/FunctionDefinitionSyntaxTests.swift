import ShellSyntax
import Testing

@Suite("XCU 2.9.5 Function definitions")
struct FunctionDefinitionSyntaxTests {
  static let rows: [SyntaxCase] = [
    .both("f() { a; }"),
    .both("f () { a; }"),
    .both("f ( ) { a; }"),
    .both("f() (a)"),
    .both("f() if a; then b; fi"),
    .dash("f() a", differs: [.posix: "POSIX wants a compound command"]),
    .unfinished("f()"),
    .both("f() { a; } > g"),
    .wrong("f() { a; } b"),
    .wrong("f( { a; }"),
    .wrong("f(a) { b; }"),
    .wrong("f g() { a; }"),
    .wrong("a=1 f() { b; }"),
    .wrong(">x f() { b; }"),
    .bash("function f { a; }"),
    .bash("function f() { a; }"),
    .bash("function f () { a; }"),
    .bash("function f (a)"),
    .dash("function f a"),
    .dash("function"),
    .dashUnfinished("function f"),
    .bash("function f-g { a; }"),
    .bash("function f.g () { a; }"),
    .bash("function a:b { c; }"),
    .bash("a-b() { c; }"),
    .bash("a.b() { c; }"),
    .bash("a:b() { c; }"),
    .bash("a/b() { c; }"),
    .bash("a+b() { c; }"),
    .bash("1a() { c; }"),
    .bash(#""f"() { a; }"#),
    .bash("$f() { a; }"),
    .both("f() { a; }; f"),
    .both("f() for x in a; do b; done"),
    .both("f() while a; do b; done <c"),
    .both("f() case x in y) z;; esac"),
    .bash("function if { a; }"),
    .wrong("f() function g { a; }"),
    .dash("f() g() { a; }", differs: [.posix: "POSIX wants a compound command"]),
    .both("echo $()"),
    .bash("a=()"),
    .both(
      #"""
      f()
      {
      a
      }
      """#),
    .both(
      #"""
      f()

      { a; }
      """#),
    .wrong(
      #"""
      f
      () { a; }
      """#),
    .both(
      #"""
      function f
      {
      a
      }
      """#),
    .wrong(
      #"""
      f() {
      }
      """#),
    .unfinished(
      #"""
      f() {
      a
      """#),
    .bash(
      #"""
      function f() {
      a
      } >f
      """#),
  ]

  @Test(arguments: rows) func parses(_ row: SyntaxCase) throws { try row.check() }
}
