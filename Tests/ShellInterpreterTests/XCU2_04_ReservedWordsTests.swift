import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.4 Reserved words, 2.10 grammar")
struct ReservedWordsTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      "echo if then else elif fi do done case esac while until for { } ! in",
      dialect: .sh,
      output: """
        if then else elif fi do done case esac while until for { } ! in

        """),
    ScriptCase(
      "'if' true",
      dialect: .sh,
      error: nil,
      status: 127),
    ScriptCase(
      #"\if true"#,
      dialect: .sh,
      error: nil,
      status: 127),
    ScriptCase(
      #""while""#,
      dialect: .sh,
      error: nil,
      status: 127),
    ScriptCase(
      "i=if; $i true",
      dialect: .sh,
      error: nil,
      status: 127),
    ScriptCase(
      "{ }",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "()",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "if; then echo; fi",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "if true; then fi",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "while true; do done",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "for i in a; do done",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "(echo a) echo b",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "{ echo a; } echo b",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "if true; then echo a; fi echo b",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "{ echo a; }; { echo b; } | cat",
      dialect: .sh,
      output: "a\nb\n"),
    ScriptCase(
      "{ echo a } ; }",
      dialect: .sh,
      output: "a }\n"),
    ScriptCase(
      "{echo a; }",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "echo }; echo {",
      dialect: .sh,
      output: "}\n{\n"),
    ScriptCase(
      "!true",
      dialect: .sh,
      error: nil,
      status: 127),
    ScriptCase(
      "echo !",
      dialect: .sh,
      output: "!\n"),
    ScriptCase(
      "then",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "fi",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "done",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "esac",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "}",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      ")",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "do",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "if true then echo a; fi",
      dialect: .sh,
      error: nil,
      status: 2),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
