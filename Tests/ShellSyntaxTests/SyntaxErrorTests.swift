import ShellBytes
import ShellSyntax
import Testing

@Suite("Syntax errors")
struct SyntaxErrorTests {
  struct Row {
    var script: String
    var line: Int
    var column: Int
    /// What bash names in its `near unexpected token`.
    var found: String
    var message: String
    var isIncomplete: Bool

    init(
      _ script: String, _ line: Int, _ column: Int, _ found: String, _ message: String,
      isIncomplete: Bool = false
    ) {
      self.script = script
      self.line = line
      self.column = column
      self.found = found
      self.message = message
      self.isIncomplete = isIncomplete
    }
  }

  static let rows: [Row] = [
    Row("fi", 1, 1, "fi", "unexpected 'fi', expected a command"),
    Row(
      "if a; then b", 1, 13, "end of file",
      "unexpected end of file in what began on line 1, expected 'elif', 'else' or 'fi'",
      isIncomplete: true),
    Row("if a; then fi", 1, 12, "fi", "unexpected 'fi', expected a command"),
    Row("if true; do", 1, 10, "do", "unexpected 'do', expected 'then'"),
    Row(
      "a &&", 1, 5, "end of file", "unexpected end of file, expected a command", isIncomplete: true),
    Row("a | | b", 1, 5, "|", "unexpected '|', expected a command"),
    Row(
      "(a", 1, 3, "end of file", "unexpected end of file in what began on line 1, expected ')'",
      isIncomplete: true),
    Row("a)", 1, 2, ")", "unexpected ')', expected ';', '&' or a newline"),
    Row(
      "{ a", 1, 4, "end of file", "unexpected end of file in what began on line 1, expected '}'",
      isIncomplete: true),
    Row(
      "case x in a) b", 1, 15, "end of file",
      "unexpected end of file in what began on line 1, expected 'esac'", isIncomplete: true),
    Row("case x of", 1, 8, "of", "unexpected 'of', expected 'in'"),
    Row("for x in a; b", 1, 13, "b", "unexpected 'b', expected 'do'"),
    Row(
      "for 1x", 1, 7, "end of file",
      "unexpected end of file in what began on line 1, expected 'do'", isIncomplete: true),
    Row("f( x", 1, 2, "(", "unexpected '(', expected ';', '&' or a newline"),
    Row("f() a", 1, 5, "a", "unexpected 'a', expected a compound command as the body of 'f'"),
    Row(
      #"echo "a"#, 1, 8, "end of file",
      #"unexpected end of file in what began on line 1, expected '"'"#, isIncomplete: true),
    Row(
      "echo 'a", 1, 8, "end of file",
      #"unexpected end of file in what began on line 1, expected "'""#, isIncomplete: true),
    Row(
      "echo `a", 1, 8, "end of file",
      "unexpected end of file in what began on line 1, expected '`'", isIncomplete: true),
    Row(
      "echo $(a", 1, 9, "end of file",
      "unexpected end of file in what began on line 1, expected ')'", isIncomplete: true),
    Row(
      "echo ${a", 1, 9, "end of file",
      "unexpected end of file in what began on line 1, expected '}'", isIncomplete: true),
    Row(
      #"echo ${a-"b"#, 1, 12, "end of file",
      #"unexpected end of file in what began on line 1, expected '"'"#, isIncomplete: true),
    Row(
      "echo $((1 + 2", 1, 14, "end of file",
      "unexpected end of file in what began on line 1, expected '))'", isIncomplete: true),
    Row(
      "((1", 1, 4, "end of file", "unexpected end of file in what began on line 1, expected '))'",
      isIncomplete: true),
    Row(
      "a >", 1, 4, "end of file", "unexpected end of file, expected a word behind '>'",
      isIncomplete: true),
    Row("a > | b", 1, 5, "|", "unexpected '|', expected a word behind '>'"),
    Row(
      "a <<", 1, 5, "end of file",
      "unexpected end of file, expected the delimiter of a here-document", isIncomplete: true),
    Row(
      "[[ a", 1, 5, "end of file", "unexpected end of file in what began on line 1, expected ']]'",
      isIncomplete: true),
    Row("[[ a ]", 1, 6, "]", "unexpected ']', expected ']]'"),
    Row("[[ -f ]]", 1, 7, "]]", "unexpected ']]', expected an operand of '-f'"),
    Row("[[ a == ]]", 1, 9, "]]", "unexpected ']]', expected an operand of '=='"),
    Row("[[ (a ]]", 1, 7, "]]", "unexpected ']]', expected ')'"),
    Row(
      "a=(1", 1, 5, "end of file", "unexpected end of file in what began on line 1, expected ')'",
      isIncomplete: true),
    Row("a=(1 ; 2)", 1, 6, ";", "unexpected ';', expected a word or ')'"),
    Row("echo a=(1)", 1, 8, "(", "unexpected '(', expected ';', '&' or a newline"),
    Row(";;", 1, 1, ";;", "unexpected ';;', expected a command"),
    Row("a; ;b", 1, 4, ";", "unexpected ';', expected a command"),
    Row(
      "function", 1, 9, "end of file", "unexpected end of file, expected the name of a function",
      isIncomplete: true),
    Row("while a; do b; fi", 1, 16, "fi", "unexpected 'fi', expected 'done'"),
    Row("time | a", 1, 6, "|", "unexpected '|', expected a command"),
    Row("coproc f() { a; }", 1, 9, "(", "unexpected '(', expected ';', '&' or a newline"),
    Row("! | a", 1, 3, "|", "unexpected '|', expected a command"),
    Row(
      "coproc", 1, 7, "end of file", "unexpected end of file, expected a command",
      isIncomplete: true),
    Row(
      "until", 1, 6, "end of file",
      "unexpected end of file in what began on line 1, expected a command", isIncomplete: true),
    Row(
      "@(a", 1, 4, "end of file", "unexpected end of file in what began on line 1, expected ')'",
      isIncomplete: true),
    Row("a & && b", 1, 5, "&&", "unexpected '&&', expected a command"),
    Row(
      "if a\nthen b", 2, 7, "end of file",
      "unexpected end of file in what began on line 1, expected 'elif', 'else' or 'fi'",
      isIncomplete: true),
    Row("a\nb; fi\nc", 2, 4, "fi", "unexpected 'fi', expected a command"),
    Row(
      "x \"\n\n", 3, 1, "end of file",
      #"unexpected end of file in what began on line 1, expected '"'"#, isIncomplete: true),
    Row(
      "for i in a\ndo\n  b |\n", 4, 1, "end of file", "unexpected end of file, expected a command",
      isIncomplete: true),
    Row("\techo )", 1, 7, ")", "unexpected ')', expected ';', '&' or a newline"),
  ]

  @Test func errorsSayWhereAndWhat() {
    for row in Self.rows {
      do throws(SyntaxError) {
        _ = try Parser.parse(ByteString(row.script))
        Issue.record("accepted: \(row.script)")
      } catch {
        #expect(error.line == row.line, "\(row.script)")
        #expect(error.column == row.column, "\(row.script)")
        #expect(error.found == ByteString(row.found), "\(row.script)")
        #expect(error.message == ByteString(row.message), "\(row.script)")
        #expect(error.isIncomplete == row.isIncomplete, "\(row.script)")
      }
    }
  }

  @Test func openedConstructsAreNamed() {
    do throws(SyntaxError) {
      _ = try Parser.parse("a\nif b; then\n  c\n")
      Issue.record("accepted")
    } catch {
      #expect(error.openedAt?.line == 2)
      #expect(error.openedAt?.column == 1)
      #expect(error.isIncomplete)
    }
  }

  @Test func caretsStandBelowTheirPlace() {
    do throws(SyntaxError) {
      _ = try Parser.parse("a\n\té; b )c\nd")
      Issue.record("accepted")
    } catch {
      #expect(
        error.rendered(file: "f.sh")
          == "f.sh:2:8: unexpected ')', expected ';', '&' or a newline\n\té; b )c\n\t     ^\n")
    }
  }
}
