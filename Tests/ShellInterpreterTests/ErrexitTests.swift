import ShellBytes
import ShellTestSupport
import Testing

/// What `set -e` does in each context (XCU 2.15 `set`, `-e`).
@Suite("XCU 2.15 set -e: commands")
struct ErrexitTests {
  /// In the language of both shells; run in each.
  static let rows: [ScriptCase] = [
    ScriptCase(
      "set -e; false; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; if false; then echo a; else echo b; fi; echo c",
      dialect: .sh,
      output: """
        b
        c

        """),
    ScriptCase(
      "set -e; if false; then echo a; fi; echo c $?",
      dialect: .sh,
      output: "c 0\n"),
    ScriptCase(
      "set -e; if (false; echo in); then echo t; fi; echo c",
      dialect: .sh,
      output: """
        in
        t
        c

        """),
    ScriptCase(
      "set -e; if { false; echo in; }; then echo t; fi; echo c",
      dialect: .sh,
      output: """
        in
        t
        c

        """),
    ScriptCase(
      "set -e; f() { false; echo in; }; if f; then echo t; fi; echo c",
      dialect: .sh,
      output: """
        in
        t
        c

        """),
    ScriptCase(
      "set -e; f() { false; echo in; }; f; echo c",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; f() { false; echo in; }; f && echo t; echo c",
      dialect: .sh,
      output: """
        in
        t
        c

        """),
    ScriptCase(
      "set -e; f() { false; echo in; }; f || echo t; echo c",
      dialect: .sh,
      output: """
        in
        c

        """),
    ScriptCase(
      "set -e; f() { false; echo in; }; ! f; echo c $?",
      dialect: .sh,
      output: """
        in
        c 1

        """),
    ScriptCase(
      "set -e; f() { false; echo in; }; while f; do echo body; break; done; echo c",
      dialect: .sh,
      output: """
        in
        body
        c

        """),
    ScriptCase(
      "set -e; f() { false; echo in; }; until f; do echo body; break; done; echo c",
      dialect: .sh,
      output: """
        in
        c

        """),
    ScriptCase(
      "set -e; if true; then false; echo no; fi; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; if false; then :; elif false; then :; else false; echo no; fi; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; if false; then :; elif f() { false; echo $?; }; f; then echo y; fi",
      dialect: .sh,
      output: """
        1
        y

        """),
    ScriptCase(
      "set -e; while true; do false; echo no; done; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; while false; do :; done; echo ok $?",
      dialect: .sh,
      output: "ok 0\n"),
    ScriptCase(
      "set -e; until true; do :; done; echo ok $?",
      dialect: .sh,
      output: "ok 0\n"),
    ScriptCase(
      "set -e; for i in 1 2; do false; echo no; done; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; for i in 1 2; do echo $i; [ $i = 3 ] && echo three; done; echo end",
      dialect: .sh,
      output: """
        1
        2
        end

        """),
    ScriptCase(
      "set -e; case x in x) false; echo no;; esac; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; false && true; echo ok $?",
      dialect: .sh,
      output: "ok 1\n"),
    ScriptCase(
      "set -e; true && false; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; false || false; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; false || true; echo ok $?",
      dialect: .sh,
      output: "ok 0\n"),
    ScriptCase(
      "set -e; true && false && true; echo ok $?",
      dialect: .sh,
      output: "ok 1\n"),
    ScriptCase(
      "set -e; true || false && false; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; false && false || false; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; { false && true; }; echo ok $?",
      dialect: .sh,
      output: "ok 1\n"),
    ScriptCase(
      "set -e; { true && false; }; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; (false && true); echo no $?",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; (false && true; echo in); echo ok $?",
      dialect: .sh,
      output: """
        in
        ok 0

        """),
    ScriptCase(
      "set -e; f() { false && true; }; f; echo no $?",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; f() { false && true; return; }; f; echo no $?",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; f() { if false; then :; fi; }; f; echo ok $?",
      dialect: .sh,
      output: "ok 0\n"),
    ScriptCase(
      "set -e; f() { ! true; }; f; echo no $?",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; ! true; echo ok $?",
      dialect: .sh,
      output: "ok 1\n"),
    ScriptCase(
      "set -e; ! false; echo ok $?",
      dialect: .sh,
      output: "ok 0\n"),
    ScriptCase(
      "set -e; ! { false; echo in; }; echo ok $?",
      dialect: .sh,
      output: """
        in
        ok 1

        """),
    ScriptCase(
      "set -e; ! (false; echo in); echo ok $?",
      dialect: .sh,
      output: """
        in
        ok 1

        """),
    ScriptCase(
      "set -e; ! false | true; echo ok $?",
      dialect: .sh,
      output: "ok 1\n"),
    ScriptCase(
      "set -e; ! true | true; echo ok $?",
      dialect: .sh,
      output: "ok 1\n"),
    ScriptCase(
      "set -e; false | true; echo ok $?",
      dialect: .sh,
      output: "ok 0\n"),
    ScriptCase(
      "set -e; true | false; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; (false; echo in) | cat; echo ok $?",
      dialect: .sh,
      output: "ok 0\n"),
    ScriptCase(
      "set -e; echo x | (false; echo in); echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; { false; echo in; } | cat; echo ok",
      dialect: .sh,
      output: "ok\n"),
    ScriptCase(
      "set -e; echo x | { read y; false; echo in; }; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; f() { false; echo in; }; f | cat; echo ok",
      dialect: .sh,
      output: "ok\n"),
    ScriptCase(
      "set -e; f() { false; echo in; }; : | f; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; (set +e; false; echo in); echo ok $?",
      dialect: .sh,
      output: """
        in
        ok 0

        """),
    ScriptCase(
      "set -e; (false); echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; (exit 3); echo no",
      dialect: .sh,
      status: 3),
    ScriptCase(
      "set -e; (exit 3) || echo $?; echo ok",
      dialect: .sh,
      output: """
        3
        ok

        """),
    ScriptCase(
      "set -e; (set -e; false; echo in) || echo or; echo ok",
      dialect: .sh,
      output: """
        in
        ok

        """),
    ScriptCase(
      "(set -e; false; echo in) || echo or; echo ok",
      dialect: .sh,
      output: """
        in
        ok

        """),
    ScriptCase(
      "(set -e; false; echo in); echo after $?",
      dialect: .sh,
      output: "after 1\n"),
    ScriptCase(
      "if (set -e; false; echo in); then echo then; else echo else; fi",
      dialect: .sh,
      output: """
        in
        then

        """),
    ScriptCase(
      "f() { set -e; false; echo in; }; if f; then echo then; fi; false; echo no",
      dialect: .sh,
      output: """
        in
        then

        """,
      status: 1),
    ScriptCase(
      "f() { set -e; }; f; false; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; f() { set +e; }; f; false; echo ok",
      dialect: .sh,
      output: "ok\n"),
    ScriptCase(
      "set -e; f() { return 3; }; f; echo no",
      dialect: .sh,
      status: 3),
    ScriptCase(
      "set -e; f() { return 3; }; f || echo $?; echo ok",
      dialect: .sh,
      output: """
        3
        ok

        """),
    ScriptCase(
      "set -e; f() { return 0; false; }; f; echo ok",
      dialect: .sh,
      output: "ok\n"),
    ScriptCase(
      "set -e; f() { (false); echo no; }; f; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; f() { (false) || true; echo in; }; f; echo ok",
      dialect: .sh,
      output: """
        in
        ok

        """),
    ScriptCase(
      "set -e; eval false; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; eval 'false; echo in'; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; eval 'false; echo in' || echo or; echo ok",
      dialect: .sh,
      output: """
        in
        ok

        """),
    ScriptCase(
      "set -e; if eval 'false; echo in'; then echo t; fi; echo ok",
      dialect: .sh,
      output: """
        in
        t
        ok

        """),
    ScriptCase(
      "set -e; eval 'false && true'; echo no $?",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; eval 'if false; then :; fi'; echo ok $?",
      dialect: .sh,
      output: "ok 0\n"),
    ScriptCase(
      "echo 'false; echo in' >s; set -e; . ./s; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "echo 'false; echo in' >s; set -e; . ./s || echo or; echo ok",
      dialect: .sh,
      output: """
        in
        ok

        """,
      differs: [.dash: "exits with 1 and prints nothing"]),
    ScriptCase(
      "echo 'false; echo in' >s; set -e; if . ./s; then echo t; fi; echo ok",
      dialect: .sh,
      output: """
        in
        t
        ok

        """,
      differs: [.dash: "exits with 1 and prints nothing"]),
    ScriptCase(
      "echo 'return 4; echo in' >s; set -e; . ./s; echo no",
      dialect: .sh,
      status: 4),
    ScriptCase(
      "echo 'return 4; echo in' >s; set -e; . ./s || echo $?; echo ok",
      dialect: .sh,
      output: """
        4
        ok

        """,
      differs: [.dash: "exits with 4 and prints nothing"]),
    ScriptCase(
      "echo 'set -e' >s; . ./s; false; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; >/nosuch/f; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "set -e; true >/nosuch/f; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
  @Test(arguments: rows) func runsInBash(_ row: ScriptCase) throws {
    try row.called(.bash).check()
  }
}
