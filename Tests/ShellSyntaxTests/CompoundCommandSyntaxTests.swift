import ShellSyntax
import Testing

@Suite("XCU 2.9.4 Compound commands")
struct CompoundCommandSyntaxTests {
  static let rows: [SyntaxCase] = [
    .both("! a"),
    .bash("!"),
    .bash("! ! a"),
    .both("! a | b"),
    .both("(a)"),
    .both("( a ; b )"),
    .wrong("()"),
    .wrong("( )"),
    .unfinished("(a"),
    .both("{ a; }"),
    .unfinished("{ a }"),
    .wrong("{ }"),
    .unfinished("{ a"),
    .wrong("{a;}"),
    .wrong("{ a; } b"),
    .wrong("( a ) b"),
    .wrong("(a) (b)"),
    .both("(a); (b)"),
    .both("if a; then b; fi"),
    .both("if a; then b; else c; fi"),
    .both("if a; then b; elif c; then d; fi"),
    .both("if a; then b; elif c; then d; else e; fi"),
    .wrong("if a; then; fi"),
    .wrong("if ; then b; fi"),
    .unfinished("if a; then b"),
    .unfinished("if a; then b; else"),
    .wrong("if a; b; fi"),
    .wrong("if a then b; fi"),
    .wrong("fi"),
    .wrong("then a"),
    .wrong("else"),
    .wrong("if a; then b; fi c"),
    .both("if a; then b; fi; c"),
    .both("if a; then b; fi && c"),
    .both("if a; then b; fi > f"),
    .both("if a; then b; fi | c"),
    .both("while a; do b; done"),
    .both("until a; do b; done"),
    .wrong("while a; do done"),
    .wrong("while a; done"),
    .unfinished("while a"),
    .wrong("while do b; done"),
    .wrong("do a; done"),
    .wrong("done"),
    .both("while a; do b; done <f >g"),
    .both("for x in a b; do c; done"),
    .both("for x; do c; done"),
    .both("for x do c; done"),
    .both("for x in; do c; done"),
    .wrong("for x in a b do c; done"),
    .wrong("for x in a b; c; done"),
    .wrong("for"),
    .unfinished("for x"),
    .unfinished("for x in"),
    .unfinished("for x in a"),
    .unfinished("for x in a; do"),
    .bash("for 1 in a; do b; done"),
    .bash("for x-y in a; do b; done"),
    .wrong("for x in a & do b; done"),
    .wrong("for x; in a; do b; done"),
    .bash("for x in a b; { c; }"),
    .bash("for x; { c; }"),
    .both(#"for x in $a "$b" 'c d' *; do e; done"#),
    .bash("select x in a b; do c; done"),
    .bash("select x; do c; done"),
    .both("case x in a) b;; esac"),
    .both("case x in a) b; esac"),
    .unfinished("case x in a) b esac"),
    .both("case x in a) ;; esac"),
    .both("case x in a);; esac"),
    .both("case x in a) esac"),
    .both("case x in esac"),
    .both("case x in (a) b;; esac"),
    .both("case x in (a|b) c;; d) e;; esac"),
    .both("case x in a|b) c;; esac"),
    .wrong("case x in a|) c;; esac"),
    .wrong("case x in |a) c;; esac"),
    .wrong("case x in a b) c;; esac"),
    .bash("case x in a) b;& c) d;; esac", differs: [.posix: "POSIX.1-2024 has ;&"]),
    .bash("case x in a) b;;& c) d;; esac"),
    .unfinished("case x in"),
    .unfinished("case x"),
    .wrong("case"),
    .wrong("case x in a"),
    .unfinished("case x in a)"),
    .unfinished("case x in a) b"),
    .unfinished("case x in a) b;;"),
    .wrong("case x in esac) b;; esac"),
    .both("case x in (esac) b;; esac"),
    .both("case x in if) b;; esac"),
    .both(#"case "$x" in *[0-9]*) a;; "b c") d;; 'e') f;; esac"#),
    .both("case x in a) b;; esac > f"),
    .wrong("case x in ;; esac"),
    .wrong("case x y in a) b;; esac"),
    .wrong("case in in in) in;; esac"),
    .both("case x in a) if b; then c; fi;; esac"),
    .both("case x in a) b & ;; esac"),
    .wrong("case x in a) b && ;; esac"),
    .wrong("if() { a; }"),
    .both("! time a"),
    .both("( (a) )"),
    .unfinished("if a"),
    .wrong("then b"),
    .unfinished("if"),
    .wrong("then"),
    .wrong("in a"),
    .wrong("do b"),
    .wrong("in a; do b; done"),
    .wrong("do"),
    .wrong("in"),
    .wrong("esac"),
    .both("case x in a | b ) c ;; ( d | e ) f ; esac"),
    .unfinished("while"),
    .unfinished("{"),
    .unfinished("("),
    .unfinished("! {"),
    .both("(a;)"),
    .both("(a&)"),
    .both("(a&&b)"),
    .wrong("(a;;)"),
    .wrong("{ a;; }"),
    .both("{ a& }"),
    .both("{ a&b; }"),
    .both("if a;then b;fi;"),
    .wrong("if a;then b;fi;;"),
    .both("while a;do b;done&"),
    .both("(a)&(b)"),
    .both("(a)|(b)"),
    .both("{ a;}|{ b;}"),
    .both("(a)&&(b)||(c)"),
    .both("! (a)"),
    .both("!(a)"),
    .both("!(a|b)"),
    .bash("case x in @(a|b)) c;; esac"),
    .bash("case x in !(a)) c;; esac"),
    .bash("case x in +([0-9])) c;; esac"),
    .bash("for x in @(a|b); do c; done"),
    .wrong("elif"),
    .wrong("{ fi; }"),
    .wrong("( then )"),
    .wrong("if fi"),
    .wrong("while fi"),
    .both("for if in a; do b; done"),
    .both("for in in in; do a; done"),
    .bash("select if in a; do b; done"),
    .both("case if in then) b;; esac"),
    .both("if if a; then b; fi; then c; fi"),
    .both("if { a; } then b; fi"),
    .both("if (a) then b; fi"),
    .both("while (a) do b; done"),
    .both("for x in a; do (b) done"),
    .both("{ (a) }"),
    .both("{ { a; } }"),
    .both("( ( ( a ) ) )"),
    .bash("while IFS= read -r l; do a; done < <(b)"),
    .both("while :; do break; done"),
    .both("until false; do :; done"),
    .both(
      #"""
      if a
      then b
      fi
      """#),
    .both(
      #"""
      if
      a
      then
      b
      fi
      """#),
    .both(
      #"""
      for x
      in a
      do b
      done
      """#),
    .both(
      #"""
      for x

      in a; do b; done
      """#),
    .both(
      #"""
      for x in a
      do
      b
      done
      """#),
    .both(
      #"""
      for x;
      do a; done
      """#),
    .both(
      #"""
      for x
      do a; done
      """#),
    .both(
      #"""
      for x in a;
      do b; done
      """#),
    .both(
      #"""
      case x
      in
      a)
      b
      ;;
      esac
      """#),
    .both(
      #"""
      case x in

      a) b

      ;;

      esac
      """#),
    .both(
      #"""
      case x in a) b
      esac
      """#),
    .both(
      #"""
      while
      a
      do
      b
      done
      """#),
    .both(
      #"""
      {
      a
      }
      """#),
    .both(
      #"""
      (
      a
      )
      """#),
    .both(
      #"""
      ! {
      a
      }
      """#),
    .both(
      #"""
      { a; }
      b
      """#),
    .both(
      #"""
      if a; then
      # c
      b
      fi
      """#),
    .wrong(
      #"""
      if a; then
      # c
      fi
      """#),
    .unfinished(
      #"""
      while a
      do
      """#),
    .unfinished("case a in"),
    .unfinished("case a in b) c"),
    .bash(
      #"""
      select x in a
      do b; done
      """#),
  ]

  @Test(arguments: rows) func parses(_ row: SyntaxCase) throws { try row.check() }
}
