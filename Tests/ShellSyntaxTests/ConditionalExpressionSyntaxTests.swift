import ShellSyntax
import Testing

@Suite("bash manual 3.2.5.2 Conditional expressions")
struct ConditionalExpressionSyntaxTests {
  static let rows: [SyntaxCase] = [
    .wrong("[[() { a; }"),
    .both("f() [[ a ]]", differs: [.posix: "POSIX wants a compound command"]),
    .both("function f [[ a ]]"),
    .both("[[ a ]]"),
    .dash("[[ ]]"),
    .both("[[ -f a ]]"),
    .dash("[[ -f ]]"),
    .both("[[ -f a && -d b ]]"),
    .both("[[ -f a || ! -d b ]]"),
    .both("[[ ! a ]]"),
    .both("[[ ! ! a ]]"),
    .bash("[[ ( a ) ]]"),
    .bash("[[ (a) ]]"),
    .wrong("[[ (a ]]"),
    .wrong("[[ a ) ]]"),
    .both("[[ a = b ]]"),
    .both("[[ a == b* ]]"),
    .both(#"[[ a != "b" ]]"#),
    .both("[[ a =~ b ]]"),
    .bash("[[ a =~ ^(b|c)$ ]]"),
    .bash("[[ a =~ (b c) ]]"),
    .dash("[[ a =~ b c ]]"),
    .both("[[ a =~ [[:space:]]+ ]]"),
    .both(#"[[ a =~ a\ b ]]"#),
    .both(#"[[ a =~ "a b" ]]"#),
    .both("[[ a =~ $b ]]"),
    .both("[[ a =~ ${b}c|d ]]"),
    .unfinished("[[ a =~ ( ]]"),
    .wrong("[[ a =~ ) ]]"),
    .both("[[ a =~ a|b ]]"),
    .both("[[ a =~ ^[a-z]{2,3}$ && b ]]"),
    .wrong("[[ a =~ b) ]]"),
    .bash("[[ (a =~ b) ]]"),
    .both("[[ a < b ]]"),
    .both("[[ a > b ]]"),
    .both("[[ a -eq b ]]"),
    .dash("[[ a -eq ]]"),
    .both("[[ a -lt 1 && b -ge 2 || c -ne 3 ]]"),
    .both("[[ a -nt b ]]"),
    .dash("[[ a -foo b ]]"),
    .dash("[[ a b ]]"),
    .dash("[[ a == b c ]]"),
    .dash("[[ a && ]]"),
    .dash("[[ && a ]]"),
    .dash("[[ a; ]]"),
    .dash("[[ a & b ]]"),
    .dash("[[ a | b ]]"),
    .both("[[ -z $x ]]"),
    .bash(#"[[ -n "$x" && ( $y == 1 || $z == 2 ) ]]"#),
    .both("[[ -v a[1] ]]"),
    .both("[[ -o x ]]"),
    .both("[[ -t 1 ]]"),
    .dash("[[ -q x ]]"),
    .dash("[[ -f == -f ]]"),
    .both("[[ a ]] && b"),
    .both("[[ a ]] > f"),
    .dash("[[ a ]] b"),
    .both("[[a]]"),
    .both("[[ $(b) == c ]]"),
    .wrong("[[ a == (b) ]]"),
    .both("[[ a == b && c == d ]]"),
    .both("[[ $a = $b ]]"),
    .both("[[ a -ef b ]]"),
    .both("[[ a -ot b ]]"),
    .both("[[ -a x ]]"),
    .bash("[[ ! (a && b) ]]"),
    .both("echo [ a ] [[ b ]]"),
    .bash("[[ a == @(b|c) ]]"),
    .bash("[[ a == !(b) ]]"),
    .bash("[[ a == *(b)c ]]"),
    .bash("if [[ a ]] then b; fi"),
    .both(
      #"""
      [[ a &&
      b ]]
      """#),
    .wrong(
      #"""
      [[ a
      && b ]]
      """#),
    .both(
      #"""
      [[
      a ]]
      """#),
    .dash(
      #"""
      [[ a ==
      b ]]
      """#),
    .dash(
      #"""
      [[ -f
      a ]]
      """#),
  ]

  @Test(arguments: rows) func parses(_ row: SyntaxCase) throws { try row.check() }
}
