import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.9.5 Functions")
struct FunctionDefinitionsTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      "f() echo a; f",
      dialect: .sh,
      error: nil,
      status: 2,
      differs: [.dash: "prints `a`, exits with 0"]),
    ScriptCase(
      """
      f()
      { echo a
      }
      f
      """,
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      "f () { echo a; }; f",
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      "f( ) { echo a; }; f",
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      """
      f(
      ) { echo a; }; f
      """,
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      """
      f()

      # comment

      (echo a)
      f
      """,
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      "f() if true; then echo a; fi; f",
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      "f() for i in a b; do echo $i; done; f",
      dialect: .sh,
      output: "a\nb\n"),
    ScriptCase(
      "f() case $1 in a) echo A;; esac; f a",
      dialect: .sh,
      output: "A\n"),
    ScriptCase(
      "f() while echo x; do break; done; f",
      dialect: .sh,
      output: "x\n"),
    ScriptCase(
      "f() { echo a; } >&2 2>/dev/null; f",
      dialect: .sh,
      error: nil),
    ScriptCase(
      "if() { echo a; }",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "f-g() { echo a; }; f-g",
      dialect: .sh,
      output: "a\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      "'f'() { echo a; }; f",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "a=1 f() { echo x; }",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "f() { echo a; } echo b",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "break() { echo f; }; break",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      ":() { echo f; }; :",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "export() { echo f; }; export a",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      """
      f() { return 3; echo no; }; f; echo $?; f() { (return 4); echo $?; return; }; f; echo \
      $?; f() { false; return; }; f; echo $?
      """,
      dialect: .sh,
      output: """
        3
        4
        0
        1

        """),
    ScriptCase(
      """
      f() { false; }; f; echo $?; f() { :; }; false; f; echo $?; f() { echo $?; }; false; f
      """,
      dialect: .sh,
      output: "1\n0\n1\n"),
    ScriptCase(
      """
      f() { echo $# "$@"; set -- x y; echo $#; }; set -- a b c; f 1 2; echo $#; f; echo $0
      """,
      dialect: .sh,
      output: """
        2 1 2
        2
        3
        0
        2
        sh

        """),
    ScriptCase(
      "f() { if [ $1 -gt 0 ]; then echo $1; f $(($1-1)); echo back $1; fi; }; f 2",
      dialect: .sh,
      output: """
        2
        1
        back 1
        back 2

        """),
    ScriptCase(
      """
      f() { g() { echo inner; }; }; g; f; g; f() { unset -f f; echo still; }; f; f; echo $?
      """,
      dialect: .sh,
      output: "inner\nstill\n127\n",
      error: nil),
    ScriptCase(
      #"f() { echo one; }; f() { echo two; }; f; x=f; $x; "f"; \f"#,
      dialect: .sh,
      output: """
        two
        two
        two
        two

        """),
    ScriptCase(
      """
      f() { x=1; }; f; echo $x; (f; x=2); echo $x; f | cat; f() { y=2; } ; f >/dev/null; echo $y
      """,
      dialect: .sh,
      output: "1\n1\n2\n"),
    ScriptCase(
      "f() { echo $1; shift; echo $1 $#; }; set -- q; f a b; echo $1",
      dialect: .sh,
      output: "a\nb 1\nq\n"),
    ScriptCase(
      "f() { exit 3; }; (f); echo $?; f; echo no",
      dialect: .sh,
      output: "3\n",
      status: 3),
    ScriptCase(
      #"f() ( exit 3 ); f; echo $?; f() ( x=sub ); f; echo "[$x]""#,
      dialect: .sh,
      output: "3\n[]\n"),
    ScriptCase(
      """
      f() { cat; }; echo hi | f; f <<E
      doc
      E
      """,
      dialect: .sh,
      output: "hi\ndoc\n"),
    ScriptCase(
      "f() { echo a; } >f1; f; cat f1; rm f1; f; cat f1",
      dialect: .sh,
      output: "a\na\n"),
    ScriptCase(
      "f() { x=$1; } ; x=5 f 7; echo $x",
      dialect: .sh,
      output: "\n"),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
