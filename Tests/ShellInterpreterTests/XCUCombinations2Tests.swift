import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2 in combination (2)")
struct Combinations2Tests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      """
      test -t 0; echo $?; [ -e /dev/null ] && [ -c /dev/null ] && [ -d / ] && [ -r / ] && \
      echo ok; [ -f /nosuch ]; echo $?; [ -x /bin/sh ] && echo x
      """,
      dialect: .sh,
      output: """
        1
        ok
        1
        x

        """),
    ScriptCase(
      """
      mkdir d; cd d; echo x >f; cd ..; cat d/f; rm -r d; [ -d d ] || echo gone; cd nosuch \
      2>/dev/null || echo fail; pwd >/dev/null; echo $?
      """,
      dialect: .sh,
      output: """
        x
        gone
        fail
        0

        """),
    ScriptCase(
      """
      n=0; while [ $n -lt 5 ]; do n=$((n+1)); [ $n = 2 ] && continue; [ $n = 4 ] && break; \
      echo $n; done; echo end $n
      """,
      dialect: .sh,
      output: "1\n3\nend 4\n"),
    ScriptCase(
      """
      f() { for i; do echo $i; [ $i = b ] && return 7; done; }; f a b c; echo $?; f x; echo $?
      """,
      dialect: .sh,
      output: """
        a
        b
        7
        x
        1

        """),
    ScriptCase(
      """
      f() { f2() { return 2; }; f2; return; }; f; echo $?; g() { return $?; }; false; g; \
      echo $?; h() { (exit 5); return; }; h; echo $?
      """,
      dialect: .sh,
      output: "2\n1\n5\n"),
    ScriptCase(
      """
      nosuch_cmd_x 2>/dev/null; echo $?; /nosuch/cmd 2>/dev/null; echo $?; / 2>/dev/null; \
      echo $?; (nosuch_cmd_x) 2>/dev/null; echo $?; nosuch_cmd_x 2>/dev/null | cat; echo $?
      """,
      dialect: .sh,
      output: """
        127
        127
        126
        127
        0

        """),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
