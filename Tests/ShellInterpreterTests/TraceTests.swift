import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.15 set -v and set -x")
struct TraceTests {
  static let rows: [ScriptCase] = [
    // Lines are shown as they are read, with what is no command in them.
    ScriptCase(
      """
      set -v
      echo 1; echo 2

      # comment
      if true
      then
        echo 3 # c
      fi
      cat <<E
      doc $((1 + 1))
      E
      f() {
        echo f
      }
      f
      set +v
      echo 4
      """,
      output: "1\n2\n3\ndoc 2\nf\n4\n",
      error: """
        echo 1; echo 2

        # comment
        if true
        then
          echo 3 # c
        fi
        cat <<E
        doc $((1 + 1))
        E
        f() {
          echo f
        }
        f
        set +v

        """),
    ScriptCase(
      "set -v\n# only\nif true; then\necho a\nfi", output: "a\n",
      error: "# only\nif true; then\necho a\nfi\n"),
    // Assignments come before the command that they are for.
    ScriptCase(
      "set -x; x=1 y='2 3' echo b; x=5 :; x=1 command :", output: "b\n",
      error: """
        + x=1
        + y='2 3'
        + echo b
        + x=5
        + :
        + x=1
        + command :

        """),
    // Redirections are not for the trace.
    ScriptCase(
      "set -x; x=1 echo b 2>f; echo c 2>f", output: "b\nc\n",
      error: "+ x=1\n+ echo b\n+ echo c\n"),
    ScriptCase(
      "set -x; export q=1 'r=2' s; readonly t='a b'; f() { local y=2 z; declare k='a b'; }; f",
      error: """
        + export q=1 r=2 s
        + q=1
        + r=2
        + readonly 't=a b'
        + t='a b'
        + f
        + local y=2 z
        + declare 'k=a b'

        """),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
