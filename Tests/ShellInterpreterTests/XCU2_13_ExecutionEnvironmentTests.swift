import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.13 Execution environment")
struct ExecutionEnvironmentTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      """
      (exit 3); echo $?; (true; exit); echo $?; (false; exit); echo $?; (echo a; exit 2; \
      echo no) | cat; { exit 3; }; echo no
      """,
      dialect: .sh,
      output: """
        3
        0
        1
        a

        """,
      status: 3),
    ScriptCase(
      """
      { x=1; }; echo $x; (x=2; echo $x; cd /; umask 0; set -f; trap 'echo t' EXIT); echo $x \
      $(umask); (exec 3>f); echo x >&3
      """,
      dialect: .sh,
      output: """
        1
        2
        t
        1 0022

        """,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "trap 'echo hi' USR1; (trap) ; (kill -USR1 $$; sleep 0.1); echo $?",
      dialect: .sh,
      output: "trap -- 'echo hi' USR1\nhi\n0\n",
      differs: [.dash: "prints `hi; 0`"]),
    ScriptCase(
      """
      (trap 'echo sub' EXIT; echo a); trap 'echo outer' EXIT; (echo b); $(echo true); \
      x=$(echo c); echo $x
      """,
      dialect: .sh,
      output: """
        a
        sub
        b
        c
        outer

        """),
    ScriptCase(
      """
      set -e; f() { false; echo no; }; f || echo or; ! f; if f; then echo t; fi; f && echo \
      a; echo mid; f; echo never
      """,
      dialect: .sh,
      output: """
        no
        no
        no
        t
        no
        a
        mid

        """,
      status: 1),
    ScriptCase(
      #"[ "$(sh -c 'echo $PPID')" = $$ ] && echo 1"#,
      dialect: .sh,
      output: "1\n"),
    ScriptCase(
      """
      sh -c 'echo $PPID' > f; [ "$(cat f)" = $$ ] && echo 1; [ "$(sh -c 'echo $$')" = $$ ] \
      || echo 2
      """,
      dialect: .sh,
      output: "1\n2\n"),
    ScriptCase(
      "export P=$$; trap 'echo hup' HUP; sh -c 'kill -HUP $P; echo in'; echo a",
      dialect: .sh,
      output: "in\nhup\na\n"),
    ScriptCase(
      "trap 'echo hup' HUP; sh -c 'kill -HUP $PPID; echo in'; echo a",
      dialect: .sh,
      output: "in\nhup\na\n"),
    ScriptCase(
      "trap 'echo hup' HUP; (sh -c 'kill -HUP $PPID'; echo in); echo a",
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      "(kill -USR1 $(sh -c 'echo $PPID'); echo no); echo $?",
      dialect: .sh,
      output: "138\n"),
    ScriptCase(
      "(trap 'echo t' USR1; kill -USR1 $(sh -c 'echo $PPID'); echo in); echo $?",
      dialect: .sh,
      output: "t\nin\n0\n"),
    ScriptCase(
      "(sh -c 'kill -KILL $PPID; :'; echo no); echo $?",
      dialect: .sh,
      output: "137\n"),
    ScriptCase(
      "trap 'echo main' USR1; (trap 'echo sub' USR1; kill -USR1 $$; echo in); echo out",
      dialect: .sh,
      output: "in\nmain\nout\n"),
    ScriptCase(
      "sh -c 'kill -9 $$; echo no'; echo $?",
      dialect: .sh,
      output: "137\n"),
    ScriptCase(
      #"sh -c 'trap "echo x" TERM; kill $$; echo in'; echo $?"#,
      dialect: .sh,
      output: "x\nin\n0\n"),
    ScriptCase(
      """
      sh -c 'echo $$ >f; sleep 5' & p=$!; sleep 0.2; [ "$(cat f)" = $p ] && echo same; kill \
      $p; wait $p; echo $?
      """,
      dialect: .sh,
      output: "same\n143\n"),
    ScriptCase(
      "sh -c '(sleep 0.2; kill $$) & wait; echo no'; echo $?",
      dialect: .sh,
      output: "143\n"),
    ScriptCase(
      """
      sh -c 'trap "echo got" USR1; echo $$ >f; (sleep 0.2; kill -USR1 $$) & wait; echo \
      $(($?>128))'; echo $?
      """,
      dialect: .sh,
      output: "got\n1\n0\n",
      differs: [.dash: "prints `got; 0; 0`"]),
    ScriptCase(
      """
      echo 'echo $PPID' >s; chmod +x s; [ "$(./s)" = $$ ] && echo y; ./s >f; [ "$(cat f)" = \
      $$ ] && echo y
      """,
      dialect: .sh,
      output: "y\ny\n"),
    ScriptCase(
      """
      [ "$(sh -c 'echo $PPID' | cat)" = $$ ] || echo n; sh -c 'echo $PPID' | { read x; [ $x \
      = $$ ] && echo y; }
      """,
      dialect: .sh,
      output: "n\ny\n"),
    ScriptCase(
      """
      trap 'echo x' TERM; { sleep 0.2; kill -TERM $$; } & while :; do sleep 0.05; [ -f stop \
      ] && break; : $((i=i+1)); [ $i -gt 10 ] && break; done; wait
      """,
      dialect: .sh,
      output: "x\n"),
    ScriptCase(
      "(sleep 0.1; exit 7) & sh -c 'sleep 0.3'; wait $!; echo $?",
      dialect: .sh,
      output: "7\n"),
    ScriptCase(
      """
      (ulimit -l 16; ulimit -l; sh -c 'ulimit -l 12; ulimit -l'; ulimit -l); [ $(ulimit -l) \
      != 16 ] && echo r; sh -c 'ulimit -l 12; ulimit -l'; [ $(ulimit -l) != 12 ] && echo r; \
      { ulimit -l 8; ulimit -l; } & wait;  [ $(ulimit -l) != 8 ] && echo r
      """,
      dialect: .sh,
      output: """
        16
        12
        16
        r
        12
        r
        8
        r

        """),
    ScriptCase(
      """
      sh -c 'exit 5'; echo $?; sh -c 'kill -TERM $$'; echo $?; sh -c 'nosuch'; echo $?; sh \
      -c './nosuch'; echo $?; sh -c 'exec nosuch'; echo $?; sh -c 'if'; echo $?; sh -c \
      'echo ${x?y}'; echo $(($?>0))
      """,
      dialect: .sh,
      output: """
        5
        143
        127
        127
        127
        2
        1

        """,
      error: nil),
    ScriptCase(
      """
      sh -c 'echo a; exit 2' | cat; sh -c 'trap "echo t" EXIT; echo a'; sh -c 'trap "echo \
      t" EXIT; exec true'; sh -c 'trap "exit 7" EXIT'; echo $?
      """,
      dialect: .sh,
      output: """
        a
        a
        t
        7

        """),
    ScriptCase(
      """
      sh -c 'echo "$@"' 0 'a b' '' c; sh -c 'echo $#' 0 'a b' '' c; sh -c 'for i; do echo \
      "<$i>"; done' 0 'a b' ''
      """,
      dialect: .sh,
      output: """
        a b  c
        3
        <a b>
        <>

        """),
    ScriptCase(
      #"""
      printf '#!/bin/sh\necho script $0 $1 $#\n' >s; chmod +x s; ./s a; printf '#!/bin/sh \#
      -e\nfalse\necho no\n' >s; ./s; echo $?; printf '#! /usr/bin/env sh\necho env\n' >s; \#
      ./s; printf 'echo nobang $0\n' >s; ./s; x=1; printf '#!/bin/sh\necho [$x]\n' >s; ./s; \#
      export x; ./s
      """#,
      dialect: .sh,
      output: """
        script ./s a 1
        1
        env
        nobang ./s
        []
        [1]

        """),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
