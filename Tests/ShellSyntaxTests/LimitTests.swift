import ShellBytes
import ShellSyntax
import Testing

@Suite("Texts without measure")
struct LimitTests {
  /// What is nested: what opens it, what is inside, what closes it; and what stands around all.
  static let nested:
    [(before: String, open: String, inside: String, close: String, after: String)] = [
      ("", "(", "a", ")", ""), ("", "( ", "a", " )", ""), ("", "{ ", "a", "; }", ""),
      ("", "if ", "a", "; then b; fi", ""), ("", "while ", "a", "; do b; done", ""),
      ("", "for x in a; do ", "b", "; done", ""), ("", "case x in x) ", "a", ";; esac", ""),
      ("echo ", "$(", "a", ")", ""), ("echo ", "\"$(", "a", ")\"", ""),
      ("echo ", "<(", "a", ")", ""),
      ("echo ", "${x-", "a", "}", ""), ("echo ", "\"${x-", "a", "}\"", ""),
      ("echo ", "${x[", "1", "]}", ""), ("echo ", "$((", "1", "))", ""),
      ("echo ", "$[", "1", "]", ""),
      ("echo $((", "(", "1", ")", "))"), ("((", "(", "1", ")", "))"), ("((", "1?", "1", ":1", "))"),
      ("((", "x=", "1", "", "))"), ("((", "- ", "1", "", "))"), ("((", "2**", "1", "", "))"),
      ("((", "a[", "1", "]", "))"), ("[[ ", "( ", "a", " )", " ]]"), ("[[ ", "! ", "a", "", " ]]"),
      ("f() ", "{ f() ", "{ a; }", "; }", ""), ("", "coproc ", "a", "", ""),
      ("", "! ", "a", "", ""),
      ("", "time ", "a", "", ""), ("echo ", "@(", "a", ")", ""), ("a=", "$(a=", "1", ")", ""),
      ("echo ", "`", "a", "`", ""), ("", "function f ", "{ a; }", "", ""),
      ("", "cat <<E $(", "a", ")\nE\n", ""),
    ]

  /// Deep nesting is accepted or a syntax error, closed or not; it never exhausts the stack.
  @Test func nestingIsBounded() {
    for row in Self.nested {
      for depth in [40, 900, 4000] {
        let opened = row.before + String(repeating: row.open, count: depth) + row.inside
        let closed = opened + String(repeating: row.close, count: depth) + row.after
        for text in [opened, closed] {
          for dialect in [Dialect.bash, .posix] {
            guard let program = try? Parser.parse(ByteString(text), dialect: dialect) else {
              continue
            }
            #expect(!program.commands.isEmpty)
          }
        }
        if depth == 40 && row.open != "`" && row.open != "function f " && !row.open.contains("<<") {
          #expect(throws: Never.self, "\(row.open)") { try Parser.parse(ByteString(closed)) }
        }
      }
      let deep = row.before + String(repeating: row.open, count: 4000) + row.inside
      if row.open == "${x-" || row.open == "{ " || row.open == "$(" {
        #expect(throws: SyntaxError.self) { try Parser.parse(ByteString(deep)) }
      }
    }
  }

  /// What only goes on and on is no nesting.
  @Test func lengthIsNotBounded() throws {
    let count = 20000
    func repeated(_ text: String) -> ByteString {
      ByteString(String(repeating: text, count: count))
    }
    let list = try Parser.parse(repeated("a; "))
    #expect(list.commands[0].items.count == count)
    let andOr = try Parser.parse(repeated("a && ") + "b")
    #expect(andOr.commands[0].items[0].andOr.rest.count == count)
    let pipeline = try Parser.parse(repeated("a | ") + "b")
    #expect(pipeline.commands[0].items[0].andOr.first.commands.count == count + 1)
    let words = try Parser.parse(repeated("a'b'$c "))
    guard case .simple(let simple) = words.commands[0].items[0].andOr.first.commands[0] else {
      return
    }
    #expect(simple.words.count == count)
    let parts = try Parser.parse("a" + repeated("'b'$c"))
    guard case .simple(let one) = parts.commands[0].items[0].andOr.first.commands[0],
      case .word(let word) = one.words[0]
    else { return }
    #expect(word.parts.count == 2 * count + 1)
    let lines = try Parser.parse(repeated("a\n"))
    #expect(lines.commands.count == count)
    let branches = try Parser.parse("if a; then b; " + repeated("elif a; then b; ") + "fi")
    #expect(branches.commands.count == 1)
    let conditions = try Parser.parse("[[ " + repeated("a && b || ") + "c ]]")
    #expect(Printer.print(conditions) == "[[ " + repeated("a && b || ") + "c ]]\n")
    let documents = try Parser.parse(repeated("cat <<E\nx\nE\n"))
    #expect(documents.commands.count == count)
  }

  /// A sum of very many terms is a deep tree: it is left to the text.
  @Test func longSumsHaveNoTree() throws {
    let text = ByteString(String(repeating: "1+", count: 20000)) + "1"
    #expect(throws: SyntaxError.self) { try Parser.parseArithmetic(text) }
    #expect(throws: Never.self) { try Parser.parse("((" + text + "))") }
  }
}
