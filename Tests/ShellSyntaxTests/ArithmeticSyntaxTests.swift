import ShellSyntax
import Testing

@Suite("XCU 2.6.4 Arithmetic")
struct ArithmeticSyntaxTests {
  static let rows: [SyntaxCase] = [
    .bash("for ((i=0; i<3; i++)); do a; done"),
    .bash("for ((;;)); do a; done"),
    .wrong("for ((i=0; i<3)); do a; done"),
    .bash("for ((i=0; i<3; i++)) do a; done"),
    .bash("for ((i=0; i<3; i++)) { a; }"),
    .bash("for (( i = 0 ; i < (3) ; i++ )); do a; done"),
    .wrong("for ((a;b;c;d)); do e; done"),
    .both("f() ((1))"),
    .bash("function f ((1))"),
    .both("((1))"),
    .both("(( 1 + 2 ))"),
    .both("((a=1))"),
    .unfinished("((a"),
    .unfinished("((a)"),
    .both("(( a ) )"),
    .bash("(( ( a ) + (b) ))"),
    .both("((a; b))"),
    .both("((a); (b))"),
    .both("((a) || b)"),
    .both("((1)) && b"),
    .both("((1)) > f"),
    .wrong("((1)) b"),
    .both("((x = y ? 1 : 2))"),
    .both(#"(( "1" ))"#),
    .both("(( $(a) ))"),
    .both("(( a[1] ))"),
    .both("(( 1 << 2 ))"),
    .both("((echo a); echo b)"),
    .both("echo $((1))"),
    .both("echo $((1+(2*3)))"),
    .unfinished("echo $((1"),
    .unfinished("echo $((1)"),
    .bash("echo $((a); b)", differs: [.posix: "XCU 2.6.4 lets it be a subshell"]),
    .bash("echo $((a) | b)", differs: [.posix: "XCU 2.6.4 lets it be a subshell"]),
    .both("echo $(( (1) ))"),
    .both("echo $((1 + $((2))))"),
    .both("echo $((1 + $(a)))"),
    .both("echo $(( 1 ; 2 ))"),
    .both("echo $[1+2]"),
    .both("echo ${a:-$((1))}"),
    .wrong("a=((b))"),
    .both("if ((1)) then b; fi"),
    .both("{ ((1)) }"),
    .both("((((1))))"),
    .both("(((a)))"),
    .both("a=$((1 + 2))"),
    .both("shift $((a - 1))"),
    .both(
      #"""
      ((1 +
      2))
      """#),
    .both(
      #"""
      echo $((1 +
      2))
      """#),
  ]

  @Test(arguments: rows) func parses(_ row: SyntaxCase) throws { try row.check() }
}
