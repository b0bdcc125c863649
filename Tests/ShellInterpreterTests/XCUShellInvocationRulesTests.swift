import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU sh")
struct ShellInvocationRulesTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      """
      sh -c 'echo $0 $# $@' n a b; sh -c -- 'echo dd'; sh -c 'echo a' -- ; sh -ec 'false; \
      echo no'; echo $?; sh -e -c 'false; echo no'; echo $?; sh -o errexit -c 'false; echo \
      no'; echo $?; sh +e -c 'false; echo yes'
      """,
      dialect: .sh,
      output: """
        n 2 a b
        dd
        a
        1
        1
        1
        yes

        """),
    ScriptCase(
      "sh -c; echo $?; sh -Z -c 'echo a'; echo $?; sh -o nosuch -c 'echo a'; echo $?",
      dialect: .sh,
      output: "2\n2\n2\n",
      error: nil),
    ScriptCase(
      #"""
      printf 'echo a\n\n# c\n  echo b' | sh; printf 'echo "a\nb"\n' | sh; printf 'cat \#
      <<E\nx\nE\necho y\n' | sh; printf 'cat <<E\nx\n' | sh
      """#,
      dialect: .sh,
      output: """
        a
        b
        a
        b
        x
        y
        x

        """),
    ScriptCase(
      #"""
      printf 'f() { return 1; echo no; }\nf; echo $?\nfor i in 1 2; do\n echo $i\ndone\n' | \#
      sh -i 2>/dev/null
      """#,
      dialect: .sh,
      output: "1\n1\n2\n"),
    ScriptCase(
      """
      echo 'echo ok' >f; chmod -r f; sh f >/dev/null 2>&1; echo 'echo $PWD' >g; cd /; sh \
      "$HOME/g"
      """,
      dialect: .sh,
      output: "/\n"),
    ScriptCase(
      "mkdir d; echo 'echo inpath' >d/scr; PATH=$HOME/d:$PATH sh scr; echo $?",
      dialect: .sh,
      output: "inpath\n0\n",
      differs: [.dash: "prints `2`"]),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
