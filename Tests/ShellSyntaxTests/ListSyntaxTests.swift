import ShellSyntax
import Testing

@Suite("XCU 2.9.2, 2.9.3 Pipelines and lists")
struct ListSyntaxTests {
  static let rows: [SyntaxCase] = [
    .both("true"),
    .both("a; b"),
    .both("a & b"),
    .both("a &"),
    .both("a;"),
    .wrong(";"),
    .wrong("&"),
    .wrong("a;;"),
    .both("a && b || c"),
    .unfinished("a &&"),
    .unfinished("a ||"),
    .wrong("&& a"),
    .both("a | b | c"),
    .unfinished("a |"),
    .wrong("| a"),
    .wrong("a | ! b"),
    .bash("a |& b"),
    .wrong("a)"),
    .wrong("}"),
    .both("time a"),
    .both("time -p a"),
    .both("time -- a"),
    .both("time -p -- a"),
    .both("time ! a"),
    .both("time"),
    .both("time a | b"),
    .bash("time { a; }"),
    .both("coproc a"),
    .both("coproc a b"),
    .bash("coproc X { a; }"),
    .bash("coproc { a; }"),
    .bash("coproc X (a)"),
    .bash("coproc (a)"),
    .bash("coproc X if a; then b; fi"),
    .dash("coproc"),
    .dash("coproc ; a"),
    .unfinished(#"b""#),
    .unfinished("b'"),
    .both("b"),
    .both(#"ec\"#),
    .both("ho a"),
    .both(#"i\"#),
    .wrong("f a; then b; fi"),
    .both("a"),
    .both("#"),
    .both("# a"),
    .wrong("2 )"),
    .both("a; # b"),
    .both("a & # b"),
    .unfinished("a | # b"),
    .unfinished("a && # b"),
    .wrong("| b"),
    .wrong("&& b"),
    .wrong(";;"),
    .wrong("a) b"),
    .wrong(")"),
    .both("a;b;c"),
    .both("a;b&c"),
    .both("a&b;c"),
    .wrong("a&;b"),
    .wrong("a;;b"),
    .wrong("a;&b"),
    .wrong("a;|b"),
    .wrong("a|;b"),
    .wrong("a||;b"),
    .wrong("a&&&b"),
    .wrong("a|||b"),
    .wrong("a & & b"),
    .wrong("a ; ; b"),
    .bash("a!(b)"),
    .both("a in b"),
    .unfinished("c' d"),
    .both("trap 'a; b' EXIT"),
    .both(#"eval "a ${b}""#),
    .both("[ a ]"),
    .both("[ a"),
    .both(#"set -- "$@" a"#),
    .both(#"printf '%s\n' "${a[@]}" "${!b[@]}""#),
    .both(#"a 'b' | c "d" | e \f"#),
    .both(
      #"""
      ec\
      ho a
      """#),
    .both(
      #"""
      i\
      f a; then b; fi
      """#),
    .both(
      #"""
      a | # b
      b
      """#),
    .both(
      #"""
      a && # b

      b
      """#),
    .both(
      #"""
      a &&
      b
      """#),
    .both(
      #"""
      a ||

      b
      """#),
    .both(
      #"""
      a |
      b
      """#),
    .wrong(
      #"""
      a
      | b
      """#),
    .wrong(
      #"""
      a
      && b
      """#),
    .both(
      #"""
      a; b
      c & d

      e
      """#),
    .both(
      #"""
      # c

      a
      """#),
    .both(
      #"""
      a \
        b \
        c
      """#),
    .both(
      #"""
      a &\
      & b
      """#),
    .both(
      #"""
      a |\
      | b
      """#),
    .unfinished(#"a "$("#),
    .unfinished(
      #"""
      a '

      """#),
    .bash(
      #"""
      coproc X {
      a
      }
      """#),
    .bash(
      #"""
      time {
      a
      }
      """#),
  ]

  @Test(arguments: rows) func parses(_ row: SyntaxCase) throws { try row.check() }
}
