import ShellBytes
import ShellTestSupport
import Testing

/// What `set -e` does in each context (XCU 2.15 `set`, `-e`).
@Suite("XCU 2.15 set -e: redirections, programs, traps")
struct ErrexitListTests {
  /// In the language of both shells; run in each.
  static let rows: [ScriptCase] = [
    ScriptCase(
      "set -e; true >/nosuch/f || echo or; echo ok",
      dialect: .sh,
      output: """
        or
        ok

        """,
      error: nil),
    ScriptCase(
      "set -e; { true; } >/nosuch/f; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "set -e; (true) >/nosuch/f; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "set -e; f() { true; }; f >/nosuch/f; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "set -e; while true; do echo no; done </nosuch/f; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "set -e; for i in 1; do echo in; done </nosuch/f || echo or; echo ok",
      dialect: .sh,
      output: """
        or
        ok

        """,
      error: nil),
    ScriptCase(
      "set -e; if true; then echo in; fi </nosuch/f; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "set -e; case x in x) echo in;; esac </nosuch/f; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "set -e; { echo in; false; echo in2; } >f || echo or; cat f",
      dialect: .sh,
      output: """
        in
        in2

        """),
    ScriptCase(
      "set -e; nosuchcommand; echo no",
      dialect: .sh,
      error: nil,
      status: 127),
    ScriptCase(
      "set -e; nosuchcommand || echo or $?; echo ok",
      dialect: .sh,
      output: """
        or 127
        ok

        """,
      error: nil),
    ScriptCase(
      "set -e; if nosuchcommand; then :; else echo $?; fi; echo ok",
      dialect: .sh,
      output: """
        127
        ok

        """,
      error: nil),
    ScriptCase(
      "set -e; sh -c 'exit 4'; echo no",
      dialect: .sh,
      status: 4),
    ScriptCase(
      "set -e; sh -c 'exit 4' || echo $?",
      dialect: .sh,
      output: "4\n"),
    ScriptCase(
      "set -e; sh -c 'false; echo child'; echo ok",
      dialect: .sh,
      output: """
        child
        ok

        """),
    ScriptCase(
      "set -e; test 1 = 2; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; [ 1 = 2 ] || echo or; echo ok",
      dialect: .sh,
      output: """
        or
        ok

        """),
    ScriptCase(
      "set -e; cd /nosuch; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "set -e; cd /nosuch || echo or; echo ok",
      dialect: .sh,
      output: """
        or
        ok

        """,
      error: nil),
    ScriptCase(
      "set -e; read x </dev/null; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; read x </dev/null || echo or; echo ok",
      dialect: .sh,
      output: """
        or
        ok

        """),
    ScriptCase(
      """
      set -e; while read x; do echo $x; done <<X
      a
      b
      X
      echo ok $?
      """,
      dialect: .sh,
      output: """
        a
        b
        ok 0

        """),
    ScriptCase(
      "set -e; wait 2>/dev/null; false & wait $!; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; false & wait $! || echo or $?; wait; echo ok",
      dialect: .sh,
      output: """
        or 1
        ok

        """),
    ScriptCase(
      "set -e; { sleep 0; false; echo no; } & wait $! || echo $?; echo ok",
      dialect: .sh,
      output: """
        1
        ok

        """),
    ScriptCase(
      "set -e; false & sleep 0.05; echo ok",
      dialect: .sh,
      output: "ok\n"),
    ScriptCase(
      #"set -e; unset -v x; echo "${x?gone}"; echo no"#,
      dialect: .sh,
      error: nil,
      status: 1, statusOfSh: 2),
    ScriptCase(
      "set -e; shift 5; echo no",
      dialect: .sh,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "set -e; command false; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; command false || echo or; echo ok",
      dialect: .sh,
      output: """
        or
        ok

        """),
    ScriptCase(
      "set -e; command eval false; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; command shift 5 || echo or; echo ok",
      dialect: .sh,
      output: """
        or
        ok

        """),
    ScriptCase(
      "set -e; alias x=y; unalias x; unalias x; echo no",
      dialect: .sh,
      error: nil,
      status: 1),
    ScriptCase(
      "set -e; true; set +e; false; set -e; echo ok; false; echo no",
      dialect: .sh,
      output: "ok\n",
      status: 1),
    ScriptCase(
      """
      set -e; f() { false; echo 1; g; echo 2; }; g() { false; echo 3; }; f || true; \
      g; echo no
      """,
      dialect: .sh,
      output: """
        1
        3
        2

        """,
      status: 1),
    ScriptCase(
      "set -e; f() { while :; do false; echo no; break; done; }; f; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; f() { for i in 1 2; do false || continue; echo in; done; echo end; }; f",
      dialect: .sh,
      output: "end\n"),
    ScriptCase(
      "set -e; for i in 1; do false && break; echo in; done; echo ok",
      dialect: .sh,
      output: """
        in
        ok

        """),
    ScriptCase(
      "set -e; while :; do if false; then :; else break; fi; done; echo ok $?",
      dialect: .sh,
      output: "ok 0\n"),
    ScriptCase(
      "set -e; while { false; true; }; do echo body; break; done; echo ok",
      dialect: .sh,
      output: """
        body
        ok

        """),
    ScriptCase(
      "set -e; until { echo t; false; true; }; do echo body; done; echo ok",
      dialect: .sh,
      output: """
        t
        ok

        """),
    ScriptCase(
      "set -e; if true; then (false; echo in); echo no; fi",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; { (exit 3); echo no; } || echo or $?; echo ok",
      dialect: .sh,
      output: """
        no
        ok

        """),
    ScriptCase(
      "set -e; { (exit 3; echo no); echo in; } || echo or; echo ok",
      dialect: .sh,
      output: """
        in
        ok

        """),
    ScriptCase(
      "set -e; (( exit 3 ); echo in) || echo or; echo ok",
      dialect: .sh,
      output: """
        in
        ok

        """),
    ScriptCase(
      "set -e; (f() { false; echo in; }; f) || echo or; echo ok",
      dialect: .sh,
      output: """
        in
        ok

        """),
    ScriptCase(
      "set -e; ((false) && true) ; echo no $?",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; true & wait $!; echo ok; (exit 2) & wait; echo ok $?",
      dialect: .sh,
      output: """
        ok
        ok 0

        """),
    ScriptCase(
      "set -e; exec 3</nosuch; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "set -e; exec nosuch; echo no",
      dialect: .sh,
      error: nil,
      status: 127),
    ScriptCase(
      "set -e; (exec nosuch); echo no",
      dialect: .sh,
      error: nil,
      status: 127),
    ScriptCase(
      "set -e; (exec nosuch) || echo or $?; echo ok",
      dialect: .sh,
      output: """
        or 127
        ok

        """,
      error: nil),
    ScriptCase(
      "set -e; trap 'echo exit $?' EXIT; false; echo no",
      dialect: .sh,
      output: "exit 1\n",
      status: 1),
    ScriptCase(
      "set -e; trap 'echo exit $?' EXIT; f() { return 3; }; f; echo no",
      dialect: .sh,
      output: "exit 3\n",
      status: 3),
    ScriptCase(
      "set -e; trap 'echo exit $?; exit 9' EXIT; false",
      dialect: .sh,
      output: "exit 1\n",
      status: 9),
    ScriptCase(
      "set -e; trap 'echo exit $?; false; echo no' EXIT; true",
      dialect: .sh,
      output: "exit 0\n",
      status: 1),
    ScriptCase(
      "set -e; trap 'false; echo no' EXIT; exit 0",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; trap 'false || true; echo in' EXIT; exit 4",
      dialect: .sh,
      output: "in\n",
      status: 4),
    ScriptCase(
      "set -e; trap 'set +e; false; echo in $?' EXIT; (exit 6)",
      dialect: .sh,
      output: "in 1\n",
      status: 6),
    ScriptCase(
      "set -e; (trap 'echo sub $?' EXIT; false; echo no) || echo or $?; echo ok",
      dialect: .sh,
      output: """
        no
        sub 0
        ok

        """),
    ScriptCase(
      "set -e; (trap 'echo sub $?' EXIT; false; echo no); echo no",
      dialect: .sh,
      output: "sub 1\n",
      status: 1),
    ScriptCase(
      "set -e; trap 'echo usr; false; echo no' USR1; kill -USR1 $$; echo no",
      dialect: .sh,
      output: "usr\n",
      status: 1),
    ScriptCase(
      """
      set -e; trap 'echo usr; false; echo in' USR1; if kill -USR1 $$; then echo t; \
      fi; echo ok
      """,
      dialect: .sh,
      output: "usr\n",
      status: 1),
    ScriptCase(
      "set -e; trap 'echo usr; false || true' USR1; kill -USR1 $$; echo ok",
      dialect: .sh,
      output: """
        usr
        ok

        """),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
  @Test(arguments: rows) func runsInBash(_ row: ScriptCase) throws {
    try row.called(.bash).check()
  }
}
