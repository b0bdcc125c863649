import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.9.2 Pipelines, 2.9.3 lists")
struct PipelinesAndListsTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      "! true; echo $?; ! false; echo $?",
      dialect: .sh,
      output: "1\n0\n"),
    ScriptCase(
      "! ! true; echo $?",
      dialect: .sh,
      output: "0\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      "! (exit 3); echo $?",
      dialect: .sh,
      output: "0\n"),
    ScriptCase(
      "! { false; } ; echo $?",
      dialect: .sh,
      output: "0\n"),
    ScriptCase(
      "!(false); echo $?",
      dialect: .sh,
      output: "0\n"),
    ScriptCase(
      "true | ! false",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      """
      a | b 2>/dev/null; echo $?; true | false; echo $?; false | true; echo $?; exit 3 | \
      exit 4; echo $?
      """,
      dialect: .sh,
      output: """
        127
        1
        0
        4

        """,
      error: nil),
    ScriptCase(
      "! true | false; echo $?; ! false | true; echo $?; ! exit 3; echo no",
      dialect: .sh,
      output: "0\n1\n",
      status: 3),
    ScriptCase(
      """
      echo a | cat | cat | cat; echo b | (read x; echo $x); echo c | while read x; do echo \
      $x; done; x=0; echo d | read x; echo $x
      """,
      dialect: .sh,
      output: """
        a
        b
        c
        0

        """),
    ScriptCase(
      "echo a | { cat; echo b; } | cat >f; cat f; ls nosuch 2>&1 | wc -l",
      dialect: .sh,
      output: "a\nb\n1\n"),
    ScriptCase(
      """
      set -o pipefail; false | true; echo $?; true | false | true; echo $?; exit 3 | exit 4 \
      | true; echo $?; true | true; echo $?; ! false | true; echo $?
      """,
      dialect: .sh,
      output: """
        1
        1
        4
        0
        0

        """,
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      "set -o pipefail; set -e; false | true; echo no",
      dialect: .sh,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      """
      set -o pipefail; (exit 2) | true & wait $!; echo $?; set +o pipefail; (exit 2) | true \
      & wait $!; echo $?
      """,
      dialect: .sh,
      output: "2\n0\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      """
      set -o pipefail; f() { false | true; set +o pipefail; }; f; false | { set +o \
      pipefail; true; }; echo $?
      """,
      dialect: .sh,
      output: "0\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      """
      true && echo a || echo b; false && echo a || echo b; true || echo a && echo b; false \
      || false && echo c; echo $?
      """,
      dialect: .sh,
      output: """
        a
        b
        b
        1

        """),
    ScriptCase(
      """
      false && true; echo $?; true || false; echo $?; ! true && echo x; ! false && echo y
      """,
      dialect: .sh,
      output: "1\n0\ny\n"),
    ScriptCase(
      """
      true & echo $?; false & wait $!; echo $?; (exit 7) & wait $!; echo $?; sleep 0 & \
      wait; echo $?
      """,
      dialect: .sh,
      output: """
        0
        1
        7
        0

        """),
    ScriptCase(
      #"cat & wait; echo done; x=$(cat & wait); echo "[$x]""#,
      dialect: .sh,
      output: "done\n[]\n"),
    ScriptCase(
      "echo hi >f; { cat <f & } ; wait; cat & wait $!; echo $?",
      dialect: .sh,
      output: "hi\n0\n"),
    ScriptCase(
      "echo data | { cat & wait; }; echo data | { cat <&0 & wait; } ; exec 3</dev/null",
      dialect: .sh),
    ScriptCase(
      "x=1; { x=2; echo $x; } & wait; echo $x; (x=3) & wait; echo $x",
      dialect: .sh,
      output: "2\n1\n1\n"),
    ScriptCase(
      """
      f() { echo f; }; f & wait $!; if true; then echo i; fi & wait; for i in 1 2; do echo \
      $i; done & wait
      """,
      dialect: .sh,
      output: """
        f
        i
        1
        2

        """),
    ScriptCase(
      """
      a=$(true & echo $!); [ -n "$a" ] && echo ok; true & [ "$!" -gt 0 ] && echo ok2; wait
      """,
      dialect: .sh,
      output: "ok\nok2\n"),
    ScriptCase(
      """
      (exit 3) & p=$!; (exit 4) & q=$!; wait $q; echo $?; wait $p; echo $?; wait $p; echo \
      $?; wait 99999; echo $?
      """,
      dialect: .sh,
      output: """
        4
        3
        127
        127

        """,
      error: nil,
      differs: [.dash: "prints `4; 3; 3; 127`"]),
    ScriptCase(
      "(exit 3) & wait; echo $?; wait $! ; echo $?; wait; echo $?",
      dialect: .sh,
      output: "0\n127\n0\n",
      error: nil,
      differs: [.dash: "prints `0; 3; 0`"]),
    ScriptCase(
      "(exit 3) & a=$!; (exit 4) & wait $a $!; echo $?; wait $! $a 2>/dev/null; echo $?",
      dialect: .sh,
      output: "4\n127\n",
      differs: [.dash: "prints `4; 3`"]),
    ScriptCase(
      "true && false & wait $!; echo $?; true; false & true; echo $?; wait",
      dialect: .sh,
      output: "1\n0\n"),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
