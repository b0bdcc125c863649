import ShellSyntax
import Testing

@Suite("XCU 2.7.4 Here-documents")
struct HereDocumentSyntaxTests {
  static let rows: [SyntaxCase] = [
    .both(
      #"""
      a <<E
      E
      """#),
    .both(
      #"""
      a <<E
      b
      E
      """#),
    .both("a <<E"),
    .both(
      #"""
      a <<E
      b
      """#),
    .both(
      #"""
      a <<'E'
      $b
      E
      """#),
    .both(
      #"""
      a <<"E"
      $b
      E
      """#),
    .both(
      #"""
      a <<\E
      $b
      E
      """#),
    .both(
      #"""
      a <<-E
      	b
      	E
      """#),
    .both(
      #"""
      a <<E <<F
      b
      E
      c
      F
      """#),
    .both(
      #"""
      a <<E; b
      c
      E
      """#),
    .both(
      #"""
      a <<E && b
      c
      E
      """#),
    .both(
      #"""
      a <<E | b
      c
      E
      """#),
    .both(
      #"""
      a <<E |
      c
      E
      b
      """#),
    .both(
      #"""
      a <<E
      b
       E
      E
      """#),
    .both(
      #"""
      a <<E
      $(b)
      E
      """#),
    .bash(
      #"""
      a <<E
      ${b
      E
      """#,
      differs: [.posix: "a body is expanded only when it is used"]),
    .bash(
      #"""
      a <<E
      `b
      E
      """#,
      differs: [.posix: "a body is expanded only when it is used"]),
    .both(
      #"""
      a <<E
      "'
      E
      """#),
    .both(
      #"""
      a << E
      b
      E
      """#),
    .wrong("a <<"),
    .wrong("a << ;"),
    .both(
      #"""
      a <<E b
      c
      E
      """#),
    .both(
      #"""
      a <<'E F'
      b
      E F
      """#),
    .both(
      #"""
      a <<E
      b\
      E
      E
      """#),
    .both(
      #"""
      if a <<E
      b
      E
      then c; fi
      """#),
    .both(
      #"""
      while read x; do a; done <<E
      b
      E
      """#),
    .both(
      #"""
      { a <<E
      b
      E
      }
      """#),
    .both(
      #"""
      f() { a <<E
      b
      E
      }
      """#),
    .both(
      #"""
      echo $(a <<E
      b
      E
      )
      """#),
    .both(
      #"""
      echo "$(a <<E
      b
      E
      )"
      """#),
    .both(
      #"""
      a <<E; f() {
      b
      E
      c; }
      """#),
    .both(
      #"""
      a <<E & b
      c
      E
      """#),
    .both(
      #"""
      a <<$x
      b
      $x
      """#),
    .both(
      #"""
      a <<-'E'
      	b
      	E
      """#),
    .both(
      #"""
      cat <<a <<-b 3<<c
      1
      a
      	2
      	b
      3
      c
      """#),
    .both(
      #"""
      a <<E
      $(case x in a) b;; esac)
      E
      """#),
    .both(
      #"""
      a <<E > f
      b
      E
      """#),
    .both(
      #"""
      a <<E; if b
      c
      E
      then d; fi
      """#),
    .both(
      #"""
      (a <<E
      b
      E
      ) | c
      """#),
    .both(
      #"""
      a <<E || { b <<F
      x
      E
      y
      F
      c; }
      """#),
  ]

  @Test(arguments: rows) func parses(_ row: SyntaxCase) throws { try row.check() }
}
