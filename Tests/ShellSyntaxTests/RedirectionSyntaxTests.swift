import ShellSyntax
import Testing

@Suite("XCU 2.7 Redirections")
struct RedirectionSyntaxTests {
  static let rows: [SyntaxCase] = [
    .both(">f"),
    .both(">f a=1"),
    .both(">f a"),
    .both("<f"),
    .both("< f"),
    .wrong("> "),
    .wrong("<"),
    .wrong("a >"),
    .wrong("a > >"),
    .wrong("a > &"),
    .wrong("a > ;"),
    .both("a >f >g"),
    .both("a 2>&1"),
    .wrong("a 2> &1"),
    .both("a >&2"),
    .both("a >& f"),
    .wrong("a >&"),
    .both("a &>f"),
    .both("a &>>f"),
    .wrong("a &> "),
    .both("a >|f"),
    .both("a <>f"),
    .both("a <&3"),
    .both("a <&-"),
    .both("a 3<&-"),
    .both("a 10>f"),
    .both("a 1 >f"),
    .both("a {fd}>f"),
    .both("a {fd}<&-"),
    .both("a {fd} >f"),
    .bash("a <<<b"),
    .bash("a <<< b"),
    .wrong("a <<<"),
    .bash(#"a <<<"b c" d"#),
    .both("a < b > c 2>> d"),
    .bash("a <(b)"),
    .bash("a >(b)"),
    .bash("a < <(b)"),
    .unfinished("a <(b"),
    .bash("a <( b | c )"),
    .bash("a <(b) <(c)"),
    .bash("diff <(a) <(b) > c"),
    .both("a 2>f b"),
    .both("a >f b >g c"),
    .both("2>&1 a"),
    .both(">$a"),
    .both(#">"$a""#),
    .both(">a b; c"),
    .wrong("a>>>b"),
    .wrong("a<<<<b"),
    .both("a&>b&"),
    .both("a 2>/dev/null || { b; exit 1; }"),
    .both("exec 3>&1 4>&2"),
    .both("exec {fd}<>f"),
    .wrong(
      #"""
      a >
      b
      """#),
    .both(
      #"""
      a <\
      <E
      b
      E
      """#),
  ]

  @Test(arguments: rows) func parses(_ row: SyntaxCase) throws { try row.check() }
}
