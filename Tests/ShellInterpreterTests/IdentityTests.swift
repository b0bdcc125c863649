import ShellBytes
import ShellTestSupport
import Testing

/// What in-process jobs and subshells show of themselves: ids, statuses, signals, descriptors.
@Suite("XCU 2.13 In-process identity")
struct IdentityTests {
  static let bashRows: [ScriptCase] = [
    ScriptCase(
      """
      echo $(( $$ == BASHPID )); (echo $(( $$ == BASHPID ))); x=$(echo $$); [ $x = \
      $$ ] && echo same
      """,
      output: """
        1
        0
        same

        """),
    ScriptCase(
      #"true & p=$!; [ -n "$p" ] && echo pid; wait $p; echo $?; wait $p; echo $?"#,
      output: """
        pid
        0
        0

        """),
    ScriptCase(
      "(exit 3) & wait $!; echo $?",
      output: "3\n"),
    ScriptCase(
      "wait 999999 2>/dev/null; echo $?",
      output: "127\n"),
    ScriptCase(
      "wait %9 2>/dev/null; echo $?",
      output: "127\n"),
    ScriptCase(
      "true | (exit 4) & wait $!; echo $?",
      output: "4\n"),
    ScriptCase(
      "(exit 4) | true & wait $!; echo $?",
      output: "0\n"),
    ScriptCase(
      "set -o pipefail; (exit 4) | true & wait $!; echo $?",
      output: "4\n"),
    ScriptCase(
      "while :; do :; done & kill -TERM $!; wait $!; echo $?",
      output: "143\n"),
    ScriptCase(
      "while :; do :; done & kill $!; wait $!; echo $?",
      output: "143\n"),
    ScriptCase(
      "sleep 5 & kill -HUP $!; wait $!; echo $?",
      output: "129\n",
      error: nil),
    ScriptCase(
      """
      sleep 5 & kill -0 $!; echo $?; kill $!; wait $! 2>/dev/null; kill -0 $! \
      2>/dev/null; echo $?
      """,
      output: """
        0
        1

        """),
    ScriptCase(
      "sleep 0.05 & wait $!; kill -0 $! 2>/dev/null || echo gone",
      output: "gone\n"),
    ScriptCase(
      "kill -0 $$; echo $?",
      output: "0\n"),
    ScriptCase(
      """
      (trap 'echo got; exit 7' TERM; while :; do sleep 0.01; done) & sleep 0.05; \
      kill $!; wait $!; echo $?
      """,
      output: """
        got
        7

        """),
    ScriptCase(
      "(trap '' TERM; sleep 0.1; echo survived) & sleep 0.03; kill $!; wait $!; echo $?",
      output: """
        survived
        0

        """),
    ScriptCase(
      "trap 'echo usr1' USR1; (sleep 0.05; kill -USR1 $$) & wait; echo $?; wait",
      output: """
        usr1
        138

        """),
    ScriptCase(
      """
      trap 'echo usr1' USR1; sleep 0.3 & (sleep 0.05; kill -USR1 $$) & wait %1; \
      echo $?; wait %1; echo $?
      """,
      output: """
        usr1
        138
        0

        """),
    ScriptCase(
      """
      (exit 5) & (sleep 0.1; exit 6) & wait -n; echo $?; wait -n; echo $?; wait -n; \
      echo $?
      """,
      output: """
        5
        6
        127

        """),
    ScriptCase(
      """
      (sleep 0.1; exit 6) & a=$!; (exit 5) & b=$!; wait -n -p v $a $b; echo $? $(( \
      v == b ))
      """,
      output: "5 1\n"),
    ScriptCase(
      #"sleep 0.2 & jobs -p | wc -l; [ "$(jobs -p)" = $! ] && echo same; wait"#,
      output: """
        1
        same

        """),
    ScriptCase(
      "sleep 0.2 & jobs; wait; jobs",
      output: "[1]+  Running                 sleep 0.2 &\n"),
    ScriptCase(
      "sleep 0.2 & sleep 0.3 & jobs; jobs %1; wait",
      output: """
        [1]-  Running                 sleep 0.2 &
        [2]+  Running                 sleep 0.3 &
        [1]-  Running                 sleep 0.2 &

        """),
    ScriptCase(
      "sleep 0.2 | cat & jobs; wait",
      output: "[1]+  Running                 sleep 0.2 | cat &\n"),
    ScriptCase(
      "{ sleep 0.2; echo a; } & jobs; wait",
      output: """
        [1]+  Running                 { sleep 0.2; echo a; } &
        a

        """),
    ScriptCase(
      "sleep 5 & kill %1; wait %1 2>/dev/null; echo $?",
      output: "143\n"),
    ScriptCase(
      "kill -l 15; kill -l TERM; kill -l 143; kill -s 0 $$; echo $?",
      output: """
        TERM
        15
        TERM
        0

        """),
    ScriptCase(
      """
      kill 2>/dev/null; echo $?; kill -9x $$ 2>/dev/null; echo $?; kill abc \
      2>/dev/null; echo $?
      """,
      output: """
        2
        1
        1

        """),
    ScriptCase(
      "yes | head -1; echo $? ${PIPESTATUS[@]}",
      output: """
        y
        0 141 0

        """),
    ScriptCase(
      "set -o pipefail; yes | head -1; echo $?",
      output: """
        y
        141

        """),
    ScriptCase(
      "(yes; echo no) | head -1; echo ${PIPESTATUS[@]}",
      output: """
        y
        141 0

        """),
    ScriptCase(
      "{ yes; echo $? >&2; } | head -1; echo ${PIPESTATUS[@]}",
      output: """
        y
        0 0

        """,
      error: "141\n"),
    ScriptCase(
      "while :; do echo y; done | head -1; echo ${PIPESTATUS[@]}",
      output: """
        y
        141 0

        """),
    ScriptCase(
      "for i in $(seq 100000); do echo $i; done | head -1; echo ${PIPESTATUS[@]}",
      output: """
        1
        141 0

        """),
    ScriptCase(
      "f() { while echo y; do :; done; }; f | head -1; echo ${PIPESTATUS[@]}",
      output: """
        y
        141 0

        """),
    ScriptCase(
      "trap '' PIPE; { while echo y; do :; done; echo failed $? >&2; } 2>&1 | head -1",
      output: "y\n"),
    ScriptCase(
      #"""
      trap '' PIPE; { while echo y 2>/dev/null; do :; done; echo "failed $?" >&3; } \#
      3>&2 | head -1; echo ${PIPESTATUS[@]}
      """#,
      output: """
        y
        0 0

        """,
      error: "failed 0\n"),
    ScriptCase(
      #"""
      printf 'a\nb\n' | { read x; echo $x; }; seq 1 100000 | sed 1q; echo \#
      ${PIPESTATUS[@]}
      """#,
      output: """
        a
        1
        141 0

        """),
    ScriptCase(
      "(exec true; echo no); echo $?",
      output: "0\n"),
    ScriptCase(
      "(exec false; echo no); echo $?",
      output: "1\n"),
    ScriptCase(
      "(exec echo hi; echo no); echo $?",
      output: """
        hi
        0

        """),
    ScriptCase(
      "x=$(exec echo hi; echo no); echo $x",
      output: "hi\n"),
    ScriptCase(
      "(exec sh -c 'exit 5'); echo $?",
      output: "5\n"),
    ScriptCase(
      "exec 3>f; echo a >&3; /bin/echo b >&3; sh -c 'echo c >&3'; cat f",
      output: """
        a
        b
        c

        """),
    ScriptCase(
      "exec 3<<<hello; /bin/cat <&3",
      output: "hello\n"),
    ScriptCase(
      """
      echo data >f; exec 5<f; /bin/cat <&5; exec 5<&-; /bin/cat <&5 2>/dev/null; \
      echo $?
      """,
      output: """
        data
        1

        """,
      error: "bash: line 1: 5: Bad file descriptor\n"),
    ScriptCase(
      "exec 7>f; /bin/sh -c 'echo x >&7'; cat f",
      output: "x\n"),
    ScriptCase(
      """
      { /bin/sh -c 'echo x >&4'; } 4>f; cat f; /bin/sh -c 'echo x >&4' 2>/dev/null; \
      echo $?
      """,
      output: """
        x
        2

        """),
    ScriptCase(
      #"exec {fd}>f; /bin/sh -c "echo x >&$fd"; cat f; exec {fd}>&-; echo $((fd >= 10))"#,
      output: "1\n",
      error: "/bin/sh: 1: Syntax error: Bad fd number\n"),
    ScriptCase(
      "x=1; (x=2; echo $x); echo $x; { x=3; } & wait; echo $x; echo | x=4; echo $x",
      output: """
        2
        1
        1
        1

        """),
    ScriptCase(
      "x=1; f() { x=2; }; $(f); echo $x; f | cat; echo $x; f & wait; echo $x",
      output: """
        1
        1
        1

        """),
    ScriptCase(
      "cd /; (cd /tmp); pwd; cd /tmp | true; pwd; cd /usr & wait; pwd",
      output: """
        /
        /
        /

        """),
    ScriptCase(
      "umask 022; (umask 077); umask; umask 077 & wait; umask",
      output: """
        0022
        0022

        """),
    ScriptCase(
      "set -- a b; (set -- c; echo $1); echo $1; (shift; echo $1); echo $1",
      output: """
        c
        a
        b
        a

        """),
    ScriptCase(
      "trap 'echo bye' EXIT; (echo sub); (trap 'echo subbye' EXIT); sleep 0 & wait",
      output: """
        sub
        subbye
        bye

        """),
    ScriptCase(
      "(trap 'echo bye $?' EXIT; kill -TERM $BASHPID; echo no); echo $?",
      output: """
        bye 0
        143

        """,
      error: nil),
    ScriptCase(
      "(kill -TERM $BASHPID; echo no); echo $?",
      output: "143\n",
      error: nil),
    ScriptCase(
      "kill -TERM $BASHPID & wait $!; echo $?",
      output: "143\n"),
    ScriptCase(
      "(trap 'echo t' TERM; kill -TERM $BASHPID; echo yes); echo $?",
      output: """
        t
        yes
        0

        """),
    ScriptCase(
      #"x=$(kill -TERM $BASHPID; echo no); echo $? "[$x]""#,
      output: "143 []\n"),
    ScriptCase(
      "sh -c 'kill -TERM $$; echo no'; echo $?",
      output: "143\n",
      error: nil),
    ScriptCase(
      #"sh -c 'trap "echo t; exit 3" TERM; kill -TERM $$; echo no'; echo $?"#,
      output: """
        t
        3

        """),
    ScriptCase(
      ": & a=$!; : & b=$!; [ $a != $b ] && echo distinct; wait",
      output: "distinct\n"),
    ScriptCase(
      "f() { sleep 0.05; return 9; }; f & wait $!; echo $?",
      output: "9\n"),
    ScriptCase(
      "sleep 0.1 & p=$!; (wait $p 2>/dev/null; echo $?); wait $p; echo $?",
      output: """
        127
        0

        """),
    ScriptCase(
      "set -m; sleep 0.05 & wait; echo $?",
      output: "0\n",
      error: nil),
    ScriptCase(
      "echo $! | wc -c; : & [ $! -gt 1 ] && echo ok; wait",
      output: """
        1
        ok

        """),
    ScriptCase(
      "wait; echo $?; jobs; echo $?; fg 2>/dev/null; echo $?; bg 2>/dev/null; echo $?",
      output: """
        0
        0
        1
        1

        """),
    ScriptCase(
      "exec 3>&1; (echo a >&3) | cat >/dev/null; { echo b >&3; } & wait",
      output: """
        a
        b

        """),
    ScriptCase(
      #"""
      echo x | while read l; do y=$l; done; echo "[$y]"; shopt -s lastpipe; echo x \#
      | while read l; do y=$l; done; echo "[$y]"
      """#,
      output: """
        []
        [x]

        """),
    ScriptCase(
      "(sleep 0.05; echo late) & echo early; wait",
      output: """
        early
        late

        """),
    ScriptCase(
      "{ sleep 0.05; echo err >&2; } 2>&1 | cat & wait $!; echo $?",
      output: """
        err
        0

        """),
    ScriptCase(
      "read -t 0.05 x < <(sleep 0.2); echo $(( $? > 128 ))",
      output: "1\n"),
    ScriptCase(
      "cat <(echo a) <(echo b); echo >(cat >/dev/null) | grep -c /dev/fd",
      output: """
        a
        b
        1

        """),
  ]

  @Test(arguments: bashRows) func runsBash(_ row: ScriptCase) throws { try row.check() }
}
