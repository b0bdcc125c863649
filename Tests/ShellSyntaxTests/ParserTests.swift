import ShellBytes
import ShellSyntax
import Testing

@Suite("Reading one complete command at a time")
struct ParserTests {
  /// The complete commands of a text, each as a dump.
  private func commands(
    _ source: ByteString, dialect: Dialect = .bash, aliases: [ByteString: ByteString] = [:]
  ) throws -> [String] {
    var parser = Parser(source, dialect: dialect, aliases: { aliases[$0] })
    var found: [String] = []
    while let list = try parser.nextCompleteCommand() { found.append(Dump.text(list)) }
    return found
  }

  @Test func endsAtNewlines() throws {
    #expect(try commands("") == [])
    #expect(try commands("\n # a\n\n") == [])
    #expect(try commands("a; b &\n\n# c\nd") == ["(a) (b)&", "(d)"])
    #expect(
      try commands("if a\nthen b\nfi\nc &&\nd\n") == ["(if [(a) then (b)] else nil)", "(c) && (d)"])
    #expect(try commands("cat <<E; a\nx\nE\nb\n") == ["(cat <hereDocument>[E]x⏎) (a)", "(b)"])
  }

  @Test func runsWhatComesBeforeAnError() throws {
    var parser = Parser("a\nb )\n")
    #expect(try parser.nextCompleteCommand().map(Dump.text) == "(a)")
    #expect(throws: SyntaxError.self) { try parser.nextCompleteCommand() }
  }

  @Test func positionsCountFromOne() throws {
    let program = try Parser.parse("a\n\n  b 'x\ny' \\\n  c; dé e\n", firstLine: 10)
    let items = program.commands.flatMap(\.items)
    #expect(items.map(\.range.line) == [10, 12, 14])
    #expect(items.map(\.range.column) == [1, 3, 6])
    guard case .simple(let command) = items[1].andOr.first.commands[0] else {
      Issue.record("no simple command")
      return
    }
    #expect(command.range.line == 12)
    #expect(command.range.start == 5)
    #expect(command.range.end == 18)
    guard case .word(let word) = command.words[2] else { return }
    #expect(word.range.line == 14)
    #expect(word.range.column == 3)
  }

  @Test func positionsInsideOfSubstitutions() throws {
    let program = try Parser.parse("a\necho \"$(\n  b\n)\" `\nc`")
    guard case .simple(let command) = program.commands[1].items[0].andOr.first.commands[0],
      case .word(let quoted) = command.words[1],
      case .doubleQuoted(let parts) = quoted.parts[0],
      case .commandSubstitution(let substitution) = parts[0],
      case .word(let other) = command.words[2],
      case .commandSubstitution(let backquoted) = other.parts[0]
    else {
      Issue.record("another tree")
      return
    }
    #expect(substitution.body.commands[0].range.line == 3)
    #expect(substitution.body.commands[0].range.column == 3)
    #expect(backquoted.body.commands[0].range.line == 5)
  }

  // MARK: Aliases (XCU 2.3.1)

  static let aliases: [ByteString: ByteString] = [
    "ll": "ls -l", "ls": "ls -F", "sudo": "sudo ", "begin": "{ a;", "end": "}", "q": "echo 'x",
    "two": "a; b", "nl": "a\nb", "loop": "pool", "pool": "loop", "if": "never", "empty": "",
    "comment": "# x", "sub": "$(", "blank": "one ", "one": "blank ",
  ]

  static let aliasRows: [(script: ByteString, commands: [String])] = [
    ("ll x", ["(ls -F -l x)"]),
    ("echo ll", ["(echo ll)"]),
    ("a | ll && ll", ["(a)|(ls -F -l) && (ls -F -l)"]),
    ("x=1 ll", ["(x=1 ls -F -l)"]),
    ("\\ll; 'll'; l\"l\"", ["(\\l·l) ('ll') (l·\"l\")"]),
    ("sudo ll x", ["(sudo ls -F -l x)"]),
    ("sudo x ll", ["(sudo x ll)"]),
    ("begin b; end", ["{(a) (b)}"]),
    ("q y'", ["(echo 'x y')"]),
    ("two; c", ["(a) (b) (c)"]),
    ("two c\nd", ["(a) (b c)", "(d)"]),
    ("nl c", ["(a)", "(b c)"]),
    ("loop a", ["(loop a)"]),
    ("if ll; then ll; fi", ["(if [(ls -F -l) then (ls -F -l)] else nil)"]),
    ("empty a", ["(a)"]),
    ("comment\nb", ["(b)"]),
    ("$(ll)", ["($((ls -F -l)))"]),
    ("sub ll)", ["($((ls -F -l)))"]),
    ("`ll`", ["(`((ls -F -l)))"]),
    ("case x in ll) ll;; esac", ["(case x ll) (ls -F -l);;)"]),
    ("for ll in ll; do ll; done", ["(for ll (ll) (ls -F -l))"]),
    ("blank blank a", ["(blank blank a)"]),
    ("((ll); ll)", ["(sub (sub (ls -F -l)) (ls -F -l))"]),
    (">f ll", ["(ls -F -l <output>f)"]),
  ]

  @Test func aliasesAreSubstituted() throws {
    for row in Self.aliasRows {
      #expect(try commands(row.script, aliases: Self.aliases) == row.commands, "\(row.script)")
    }
  }

  @Test func aliasesAreAskedForEachTime() throws {
    final class Table { var value: ByteString = "one" }
    let table = Table()
    var parser = Parser("a\na\n", aliases: { $0 == "a" ? table.value : nil })
    #expect(try parser.nextCompleteCommand().map(Dump.text) == "(one)")
    table.value = "two"
    #expect(try parser.nextCompleteCommand().map(Dump.text) == "(two)")
  }

  @Test func positionsBehindAliases() throws {
    var parser = Parser("nl x\n  c ll\nd\n", aliases: { Self.aliases[$0] })
    var places: [[Int32]] = []
    while let list = try parser.nextCompleteCommand() {
      places.append([list.range.line, list.range.column])
    }
    #expect(places == [[1, 1], [1, 1], [2, 3], [3, 1]])
  }

  // MARK: Other doors

  @Test func quotedTextIsExpandedAsInQuotes() throws {
    let word = try Parser.parseQuotedText("a\"$b' \\$c\\x$(d \"e\")")
    #expect(Dump.text(word) == "a\"·$b·' ·\\$·c\\x·$((d \"e\"))")
    #expect(throws: SyntaxError.self) { try Parser.parseQuotedText("${a") }
  }

  @Test func referencesHaveSubscripts() {
    let rows: [(text: ByteString, shown: String?)] = [
      ("a", "a"), ("a[1]", "a[1:1]"), ("a[@]", "a[@]"), ("a[*]", "a[*]"),
      ("_b2[$i + 1]", "_b2[$i· + 1:(add $i 1)]"), ("a[x y]", "a[x y:nil]"), ("1a", nil),
      ("", nil), ("a b", nil), ("a[1", nil), ("a[1]x", nil), ("a-b", nil),
    ]
    for row in rows {
      let shown = Parser.parseReference(row.text).map { name, place in
        "\(name)" + (place.map(Dump.text) ?? "")
      }
      #expect(shown == row.shown, "\(row.text)")
    }
  }

  @Test func bytesAreKept() throws {
    let program = try Parser.parse(ByteString([97, 32, 0xFF, 0x80, 0, 39, 0xC3, 39, 13, 10]))
    #expect(
      Printer.print(program) == ByteString([97, 32, 0xFF, 0x80, 39, 0xC3, 39, 13, 10]))
  }
}
