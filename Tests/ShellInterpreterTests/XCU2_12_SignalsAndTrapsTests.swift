import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.12 Signals and 2.15 trap")
struct SignalsAndTrapsTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      """
      trap 'echo a' EXIT; trap; (trap); (trap 'echo b' INT; trap); echo $(trap); trap | cat
      """,
      dialect: .sh,
      output: """
        trap -- 'echo a' EXIT
        trap -- 'echo a' EXIT
        trap -- 'echo b' INT
        trap -- 'echo a' EXIT
        trap -- 'echo a' EXIT
        a

        """,
      differs: [.dash: "prints `trap -- 'echo a' EXIT; trap -- 'echo b' INT; ; a`"]),
    ScriptCase(
      """
      trap 'echo a' EXIT INT; trap -- '' TERM; x=$(trap -p INT TERM HUP); echo "$x"; (trap \
      -p INT TERM)
      """,
      dialect: .sh,
      output: """
        trap -- 'echo a' INT
        trap -- '' TERM
        trap -- - HUP
        trap -- 'echo a' INT
        trap -- '' TERM
        a

        """,
      differs: [.dash: "prints `; a`, exits with 2"]),
    ScriptCase(
      """
      trap '' INT; (trap 'echo x' INT; trap; kill -INT $(sh -c 'echo $PPID'); echo in); echo out
      """,
      dialect: .sh,
      output: """
        trap -- 'echo x' INT
        x
        in
        out

        """),
    ScriptCase(
      "trap 'echo x' INT; (trap; trap 'echo y' TERM; trap)",
      dialect: .sh,
      output: "trap -- 'echo x' INT\ntrap -- 'echo y' TERM\n",
      differs: [.dash: "prints `trap -- 'echo y' TERM`"]),
    ScriptCase(
      "f() { trap 'echo inf' USR1; }; f; kill -USR1 $$; trap",
      dialect: .sh,
      output: "inf\ntrap -- 'echo inf' USR1\n"),
    ScriptCase(
      #"trap 'f' USR1; f() { echo f "$@" $#; }; set -- a b; kill -USR1 $$; echo $*"#,
      dialect: .sh,
      output: "f 0\na b\n"),
    ScriptCase(
      """
      trap 'x=trapped' USR1; kill -USR1 $$; echo $x; trap 'set -- q' USR1; kill -USR1 $$; \
      echo $1; trap 'cd /' USR1; kill -USR1 $$; pwd
      """,
      dialect: .sh,
      output: "trapped\nq\n/\n"),
    ScriptCase(
      """
      trap 'echo $?; true' USR1; false; kill -USR1 $$; echo $?; trap 'false' USR1; true; \
      kill -USR1 $$; echo $?
      """,
      dialect: .sh,
      output: "0\n0\n0\n"),
    ScriptCase(
      "trap 'echo t; exit' USR1; (exit 5); kill -USR1 $$; echo no",
      dialect: .sh,
      output: "t\n"),
    ScriptCase(
      "trap 'echo t; exit' EXIT; (exit 5)",
      dialect: .sh,
      output: "t\n",
      status: 5),
    ScriptCase(
      "trap 'echo t; exit' EXIT; (exit 5); exit",
      dialect: .sh,
      output: "t\n",
      status: 5),
    ScriptCase(
      "trap 'exit 3' EXIT; exit 5",
      dialect: .sh,
      status: 3),
    ScriptCase(
      "trap '(exit 4)' EXIT; exit 5",
      dialect: .sh,
      status: 5),
    ScriptCase(
      "trap 'echo $?' EXIT; false",
      dialect: .sh,
      output: "1\n",
      status: 1),
    ScriptCase(
      "trap 'echo $?' EXIT; exit 7",
      dialect: .sh,
      output: "7\n",
      status: 7),
    ScriptCase(
      "trap 'echo $?' EXIT; (exit 2) || exit",
      dialect: .sh,
      output: "2\n",
      status: 2),
    ScriptCase(
      "trap 'trap - EXIT; echo a; exit 9' EXIT; exit 1",
      dialect: .sh,
      output: "a\n",
      status: 9),
    ScriptCase(
      "trap 'echo a' EXIT; trap '' EXIT; echo b",
      dialect: .sh,
      output: "b\n"),
    ScriptCase(
      "trap 'echo a' EXIT; trap - EXIT; echo b",
      dialect: .sh,
      output: "b\n"),
    ScriptCase(
      #"trap 'echo "$x"; y=' EXIT; x='a b'; f() { exit 1; }; f"#,
      dialect: .sh,
      output: "a b\n",
      status: 1),
    ScriptCase(
      "trap 'echo $1' EXIT; set -- outer; f() { exit 1; }; f inner",
      dialect: .sh,
      output: "inner\n",
      status: 1,
      differs: [.dash: "prints `outer`"]),
    ScriptCase(
      "trap 'echo $1' EXIT; set -- outer; f() { return 1; }; f inner",
      dialect: .sh,
      output: "outer\n",
      status: 1),
    ScriptCase(
      "trap 'nosuchcmd 2>/dev/null; echo $?' EXIT; exit 3",
      dialect: .sh,
      output: "127\n",
      status: 3),
    ScriptCase(
      """
      trap 'echo a
      echo b' EXIT; trap; echo c
      """,
      dialect: .sh,
      output: """
        trap -- 'echo a
        echo b' EXIT
        c
        a
        b

        """),
    ScriptCase(
      #"trap "echo \"it's\"" EXIT; trap"#,
      dialect: .sh,
      output: #"trap -- 'echo "it'\''s"' EXIT\#nit's\#n"#,
      differs: [.dash: "prints `trap -- 'echo 'it'''''s'' EXIT; it's`"]),
    ScriptCase(
      "trap 'kill -USR1 $$; echo end' EXIT; trap 'echo usr' USR1; echo a",
      dialect: .sh,
      output: "a\nusr\nend\n"),
    ScriptCase(
      """
      trap 'echo usr' USR1; (kill -USR1 $$); echo a; { kill -USR1 $$; } | cat; echo b; \
      x=$(kill -USR1 $$; echo in); echo $x; kill -USR1 $$ & wait $!; sleep 0.1; echo c
      """,
      dialect: .sh,
      output: """
        usr
        a
        usr
        b
        usr
        in
        usr
        c

        """),
    ScriptCase(
      """
      trap 'echo usr' USR1; f() { kill -USR1 $$; echo f; }; f; if kill -USR1 $$; then echo \
      i; fi; for i in 1 2; do kill -USR1 $$; done; while kill -USR1 $$; do break; done; \
      case a in a) kill -USR1 $$;; esac; eval 'kill -USR1 $$'; ! kill -USR1 $$; kill -USR1 \
      $$ && echo and; kill -USR1 $$ || echo or
      """,
      dialect: .sh,
      output: """
        usr
        f
        usr
        i
        usr
        usr
        usr
        usr
        usr
        usr
        usr
        and
        usr

        """),
    ScriptCase(
      "trap 'echo usr' USR1; sleep 0.3 & kill -USR1 $$; wait; echo w",
      dialect: .sh,
      output: "usr\nw\n"),
    ScriptCase(
      """
      trap 'echo usr' USR1; kill -USR1 $$ $$; kill -USR1 $$; trap 'echo u2' USR1 USR2; kill \
      -USR2 $$; kill -s USR1 $$; kill -USR1 -- $$; kill -10 $$
      """,
      dialect: .sh,
      output: """
        usr
        usr
        u2
        u2
        u2
        u2

        """,
      differs: [.dash: "prints `usr; usr; u2; u2; u2`"]),
    ScriptCase(
      """
      trap 'echo quit' QUIT; kill -QUIT $$; trap - QUIT; trap 'echo alrm' ALRM; kill -ALRM \
      $$; trap 'echo t' TSTP TTIN TTOU CONT WINCH; kill -TSTP $$; kill -CONT $$; kill \
      -WINCH $$; kill -TTIN $$; kill -TTOU $$
      """,
      dialect: .sh,
      output: """
        quit
        alrm
        t
        t
        t
        t
        t

        """),
    ScriptCase(
      "trap 'echo a' 1 2 3 6 14 15; trap; trap - 1 2 3 6; trap; trap 14 15; trap",
      dialect: .sh,
      output: """
        trap -- 'echo a' HUP
        trap -- 'echo a' INT
        trap -- 'echo a' QUIT
        trap -- 'echo a' ABRT
        trap -- 'echo a' ALRM
        trap -- 'echo a' TERM
        trap -- 'echo a' ALRM
        trap -- 'echo a' TERM

        """),
    ScriptCase(
      "trap 'echo a' SIGHUP; echo $?; trap; trap - HUP; trap 'echo' hup; echo $?",
      dialect: .sh,
      output: "0\ntrap -- 'echo a' HUP\n0\n",
      differs: [.dash: "prints `1; 0`"]),
    ScriptCase(
      "trap 'x' EXIT HUP NOSUCH INT; echo $?; trap",
      dialect: .sh,
      output: """
        1
        trap -- 'x' EXIT
        trap -- 'x' HUP
        trap -- 'x' INT

        """,
      error: nil,
      differs: [.dash: "prints `1; trap -- 'x' EXIT; trap -- 'x' HUP`"]),
    ScriptCase(
      """
      trap 'echo a' EXIT; trap; trap - EXIT; t=$(trap 'echo sub' EXIT; trap); echo "$t"
      """,
      dialect: .sh,
      output: "trap -- 'echo a' EXIT\ntrap -- 'echo sub' EXIT\nsub\n"),
    ScriptCase(
      "(trap 'echo sub' EXIT); { trap 'echo grp' EXIT; }; echo x",
      dialect: .sh,
      output: "sub\nx\ngrp\n"),
    ScriptCase(
      "f() { (trap 'echo sub' EXIT; return 3; echo no); echo $?; }; f",
      dialect: .sh,
      output: "sub\n3\n"),
    ScriptCase(
      "set -e; trap 'echo e $?' EXIT; f() { false; echo no; }; f",
      dialect: .sh,
      output: "e 1\n",
      status: 1),
    ScriptCase(
      """
      trap 'echo u' USR1; read x <<E
      $(kill -USR1 $$; echo data)
      E
      echo $x
      """,
      dialect: .sh,
      output: "u\ndata\n"),
    ScriptCase(
      "trap 'echo u' USR1; (sleep 0.1; kill -USR1 $$)& wait $!; echo $? ; wait; echo $?",
      dialect: .sh,
      output: "u\n138\n0\n",
      differs: [.dash: "prints `u; 0; 0`"]),
    ScriptCase(
      """
      sleep 5 & kill -TERM $!; wait $! 2>/dev/null; echo $?; (trap '' TERM; sleep 0.3; exit \
      4) & sleep 0.1; kill -TERM $!; wait $!; echo $?
      """,
      dialect: .sh,
      output: "143\n4\n"),
    ScriptCase(
      """
      (trap 'exit 6' TERM; while :; do sleep 0.05; done) & sleep 0.2; kill $!; wait $!; \
      echo $?; { trap 'echo c; exit 7' HUP; sleep 0.1; sleep 0.1;sleep 1; } & sleep 0.05; \
      kill -HUP $!; wait $!; echo $?
      """,
      dialect: .sh,
      output: "6\nc\n7\n"),
    ScriptCase(
      """
      trap; trap 'echo a' EXIT; trap; trap "echo 'q'" USR1; trap; trap -p 2>/dev/null | wc -l
      """,
      dialect: .sh,
      output: #"""
        trap -- 'echo a' EXIT
        trap -- 'echo a' EXIT
        trap -- 'echo '\''q'\''' USR1
        61
        a

        """#,
      differs: [.dash: "prints `trap -- 'echo a' EXIT; trap -- 'echo a' EXIT;...`"]),
    ScriptCase(
      """
      trap 'echo a' USR1 USR2; trap -p USR1; trap -p USR2 INT; trap - USR1; trap -p USR1; \
      trap '' USR2; trap
      """,
      dialect: .sh,
      output: """
        trap -- 'echo a' USR1
        trap -- 'echo a' USR2
        trap -- - INT
        trap -- - USR1
        trap -- '' USR2

        """,
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      #"trap 'echo "it'\''s"' EXIT; x=$(trap); echo "$x"; trap - EXIT; eval "$x"; trap"#,
      dialect: .sh,
      output: #"""
        trap -- 'echo "it'\''s"' EXIT
        trap -- 'echo "it'\''s"' EXIT
        it's

        """#,
      differs: [.dash: "prints nothing"]),
    ScriptCase(
      """
      trap 'echo got' USR1; kill -USR1 $$; echo after; trap '' USR1; kill -USR1 $$; echo \
      ign; trap - USR1; kill -USR1 $$; echo no
      """,
      dialect: .sh,
      output: "got\nafter\nign\n",
      status: 138),
    ScriptCase(
      """
      trap 'echo got' 10; kill -10 $$; trap 'echo t' SIGUSR1 2>/dev/null; kill -USR1 $$; \
      trap 'echo i' usr1 2>/dev/null
      """,
      dialect: .sh,
      output: "got\nt\n",
      differs: [.dash: "prints `got; got`"]),
    ScriptCase(
      "trap 'echo e' 0; exit 5",
      dialect: .sh,
      output: "e\n",
      status: 5),
    ScriptCase(
      """
      trap 'echo e' EXIT; trap 0; echo a; trap 'echo x' EXIT; trap - 0; trap 'echo i' 2; \
      trap 2; trap
      """,
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      "trap 'echo e' EXIT INT; trap EXIT INT; trap; echo done",
      dialect: .sh,
      output: """
        trap -- 'echo e' EXIT
        trap -- 'EXIT' INT
        done
        e

        """),
    ScriptCase(
      "trap nosuch NOSUCH; echo no $?",
      dialect: .sh,
      output: "no 1\n",
      error: nil),
    ScriptCase(
      "x=1; trap 'echo $x' EXIT; x=2",
      dialect: .sh,
      output: "2\n"),
    ScriptCase(
      """
      trap 'echo in $?; (exit 7)' USR1; (exit 3); kill -USR1 $$; echo $?; f() { return 4; }; f; 
      """,
      dialect: .sh,
      output: "in 0\n0\n",
      status: 4),
    ScriptCase(
      "trap 'return 5' USR1; f() { kill -USR1 $$; echo no; }; f; echo $?",
      dialect: .sh,
      output: "5\n"),
    ScriptCase(
      "trap 'break' USR1; while :; do kill -USR1 $$; echo no; break; done; echo out",
      dialect: .sh,
      output: "out\n"),
    ScriptCase(
      #"trap 'echo a; trap "echo b" EXIT' EXIT"#,
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      "trap 'echo t' EXIT; exec true",
      dialect: .sh),
    ScriptCase(
      "trap 'echo t' EXIT; (trap 'echo s' EXIT; exec true); echo z",
      dialect: .sh,
      output: "z\nt\n"),
    ScriptCase(
      """
      trap 'echo t' EXIT; x=$(trap 'echo s' EXIT); echo $x; { trap 'echo p' EXIT; } | cat; \
      echo z
      """,
      dialect: .sh,
      output: """
        s
        p
        z
        t

        """),
    ScriptCase(
      "trap 'echo t' EXIT; false || exit",
      dialect: .sh,
      output: "t\n",
      status: 1),
    ScriptCase(
      "set -e; trap 'echo t $?' EXIT; false",
      dialect: .sh,
      output: "t 1\n",
      status: 1),
    ScriptCase(
      "set -u; trap 'echo t $?' EXIT; echo $x",
      dialect: .sh,
      output: "t 2\n",
      error: nil,
      status: 2),
    ScriptCase(
      "trap 'echo t' EXIT; . ./nosuch",
      dialect: .sh,
      output: "t\n",
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "trap 'echo t' EXIT; readonly x=1; x=2",
      dialect: .sh,
      output: "t\n",
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "trap 'echo t' EXIT; eval 'if'",
      dialect: .sh,
      output: "t\n",
      error: nil,
      status: 2),
    ScriptCase(
      "trap '' USR1; (trap - USR1; kill -USR1 $(sh -c 'echo $PPID'); echo no); echo $?",
      dialect: .sh,
      output: "138\n"),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
