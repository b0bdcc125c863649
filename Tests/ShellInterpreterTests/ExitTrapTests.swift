import ShellBytes
import ShellTestSupport
import Testing

/// The EXIT trap and the actions of signals (XCU 2.15 `trap`).
@Suite("XCU 2.15 trap: EXIT and signals")
struct ExitTrapTests {
  /// In the language of both shells; run in each.
  static let rows: [ScriptCase] = [
    ScriptCase(
      "trap 'echo bye >&2; cat f >&2' EXIT; { echo a; exit 0; } >f",
      dialect: .sh,
      error: nil),
    ScriptCase(
      "trap '(exit 5); exit' USR1; (exit 4); kill -USR1 $$; echo end $?",
      dialect: .sh,
      status: 5,
      differs: [.dash: "exits with 0"]),
    ScriptCase(
      "trap '(exit 5); exit' USR1; f() { (exit 4); kill -USR1 $$; }; f; echo end $?",
      dialect: .sh,
      status: 5,
      differs: [.dash: "exits with 0"]),
    ScriptCase(
      "trap 'f' USR1; f() { (exit 5); exit; }; kill -USR1 $$; echo end $?",
      dialect: .sh,
      status: 5,
      differs: [.dash: "exits with 0"]),
    ScriptCase(
      "trap 'f' EXIT; f() { (exit 5); exit; }; exit 3",
      dialect: .sh,
      status: 3),
    ScriptCase(
      """
      trap 'break; echo in' USR1; for i in 1 2; do kill -USR1 $$; echo $i; done; \
      echo end
      """,
      dialect: .sh,
      output: "end\n"),
    ScriptCase(
      """
      trap 'continue; echo in' USR1; for i in 1 2; do kill -USR1 $$; echo $i; done; \
      echo end
      """,
      dialect: .sh,
      output: "end\n"),
    ScriptCase(
      "trap 'break; echo in' EXIT; for i in 1 2; do exit 3; done",
      dialect: .sh,
      output: "in\n",
      error: nil,
      status: 3),
    ScriptCase(
      #"trap 'echo a; trap "echo b" EXIT' EXIT; exit 3"#,
      dialect: .sh,
      output: "a\n",
      status: 3),
    ScriptCase(
      "trap 'echo a; exit 4; echo no' EXIT; exit 3",
      dialect: .sh,
      output: "a\n",
      status: 4),
    ScriptCase(
      "trap 'echo a; (exit 4)' EXIT; exit 3",
      dialect: .sh,
      output: "a\n",
      status: 3),
    ScriptCase(
      "trap 'echo a; exit' EXIT; (exit 3); exit",
      dialect: .sh,
      output: "a\n",
      status: 3),
    ScriptCase(
      "trap 'false' EXIT; true",
      dialect: .sh),
    ScriptCase(
      "set -e; trap 'false; echo no' EXIT; true",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "trap 'echo a' EXIT; trap - EXIT; exit 3",
      dialect: .sh,
      status: 3),
    ScriptCase(
      "trap 'echo a' EXIT; (exit 3); trap",
      dialect: .sh,
      output: """
        trap -- 'echo a' EXIT
        a

        """),
    ScriptCase(
      "trap 'echo a' EXIT; (trap; echo sub); echo end",
      dialect: .sh,
      output: """
        trap -- 'echo a' EXIT
        sub
        end
        a

        """,
      differs: [.dash: "prints `sub; end; a`"]),
    ScriptCase(
      "trap 'echo a' EXIT; (trap - EXIT; echo sub); echo end",
      dialect: .sh,
      output: """
        sub
        end
        a

        """),
    ScriptCase(
      "trap 'echo a' EXIT; (trap 'echo s' EXIT; echo sub); echo end",
      dialect: .sh,
      output: """
        sub
        s
        end
        a

        """),
    ScriptCase(
      "trap 'echo a' EXIT; (trap 'echo s' EXIT; trap - EXIT; echo sub); echo end",
      dialect: .sh,
      output: """
        sub
        end
        a

        """),
    ScriptCase(
      #"trap 'echo a' EXIT; x=$(trap 'echo s' EXIT; echo sub); echo "$x""#,
      dialect: .sh,
      output: """
        sub
        s
        a

        """),
    ScriptCase(
      "trap 'echo a' EXIT; x=$(exit 3); echo $?",
      dialect: .sh,
      output: """
        3
        a

        """),
    ScriptCase(
      "trap 'echo a' EXIT; { trap 'echo s' EXIT; echo st; } | cat; echo end",
      dialect: .sh,
      output: """
        st
        s
        end
        a

        """),
    ScriptCase(
      "trap 'echo a' EXIT; { trap 'echo s' EXIT; echo st; } & wait; echo end",
      dialect: .sh,
      output: """
        st
        s
        end
        a

        """),
    ScriptCase(
      "trap 'echo a' EXIT; echo x | cat; echo end",
      dialect: .sh,
      output: """
        x
        end
        a

        """),
    ScriptCase(
      "(set -e; trap 'echo s $?' EXIT; false; echo no); echo $?",
      dialect: .sh,
      output: """
        s 1
        1

        """),
    ScriptCase(
      "f() { trap 'echo bye $1' EXIT; }; f arg; echo end",
      dialect: .sh,
      output: """
        end
        bye

        """),
    ScriptCase(
      "f() (trap 'echo bye $1' EXIT; echo in); f arg; echo end",
      dialect: .sh,
      output: """
        in
        bye arg
        end

        """),
    ScriptCase(
      "trap 'echo 1' EXIT; trap 'echo 2' EXIT; exit",
      dialect: .sh,
      output: "2\n"),
    ScriptCase(
      #"trap "echo 1" 0; exit"#,
      dialect: .sh,
      output: "1\n"),
    ScriptCase(
      #"trap 'echo one; trap "echo two" EXIT; exit 3' USR1; kill -USR1 $$"#,
      dialect: .sh,
      output: """
        one
        two

        """,
      status: 3),
    ScriptCase(
      """
      trap 'echo usr; kill -USR2 $$; echo usr-end' USR1; trap 'echo usr2' USR2; \
      kill -USR1 $$; echo end
      """,
      dialect: .sh,
      output: """
        usr
        usr2
        usr-end
        end

        """),
    ScriptCase(
      """
      trap 'echo usr; kill -USR1 $$; n=$((n+1)); [ $n -gt 3 ] && trap - USR1; echo \
      in $n' USR1; n=0; trap 'n=$((n+1)); echo in $n; [ $n -lt 3 ] && kill -USR1 \
      $$' USR1; kill -USR1 $$; echo end
      """,
      dialect: .sh,
      output: """
        in 1
        in 2
        in 3
        end

        """),
    ScriptCase(
      "trap 'echo t $?' USR1; (exit 7); kill -USR1 $$; echo $?",
      dialect: .sh,
      output: """
        t 0
        0

        """),
    ScriptCase(
      "trap 'echo t $?; (exit 9)' USR1; kill -USR1 $$; echo $?",
      dialect: .sh,
      output: """
        t 0
        0

        """),
    ScriptCase(
      "trap 'set -- a b' USR1; set -- x; kill -USR1 $$; echo $@",
      dialect: .sh,
      output: "a b\n"),
    ScriptCase(
      #"trap 'echo "$@"' USR1; f() { kill -USR1 $$; :; }; set -- top; f fun; echo end"#,
      dialect: .sh,
      output: """
        fun
        end

        """),
    ScriptCase(
      "f() { trap 'echo t' USR1; }; f; kill -USR1 $$; echo end",
      dialect: .sh,
      output: """
        t
        end

        """),
    ScriptCase(
      """
      trap 'echo t' USR1; sleep 0.1 & (sleep 0.02; kill -USR1 $$) & wait; echo $?; \
      wait; echo $?
      """,
      dialect: .sh,
      output: """
        t
        138
        0

        """),
  ]

  static let bashRows: [ScriptCase] = [
    ScriptCase(
      "trap 'echo bye $0 $1' EXIT; set -- q; exit",
      output: "bye bash q\n"),
    ScriptCase(
      #"trap 'echo "a" "$BASH_COMMAND"; false' ERR; false; echo $?"#,
      output: """
        a false
        1

        """),
    ScriptCase(
      #"trap 'echo exit $? "$BASH_COMMAND" $LINENO' EXIT; false"#,
      output: "exit 1 false 1\n",
      status: 1),
    ScriptCase(
      #"""
      trap 'echo exit $? "$BASH_COMMAND" $LINENO' EXIT
      echo a
      exit 3
      """#,
      output: """
        a
        exit 3 exit 3 1

        """,
      status: 3),
    ScriptCase(
      #"""
      trap 'echo exit $? "$BASH_COMMAND" $LINENO' EXIT
      f() {
        exit 4
      }
      f
      """#,
      output: "exit 4 exit 4 1\n",
      status: 4),
    ScriptCase(
      #"""
      trap 'echo exit $? "${FUNCNAME[*]}" $LINENO "${BASH_LINENO[*]}"' EXIT
      f() {
        exit 4
      }
      f
      """#,
      output: "exit 4 f 1 5\n",
      status: 4),
    ScriptCase(
      #"""
      set -e; trap 'echo exit $? "${FUNCNAME[*]}" $LINENO "${BASH_LINENO[*]}"' EXIT
      f() {
        false
      }
      f
      """#,
      output: "exit 1 f 1 5\n",
      status: 1),
    ScriptCase(
      #"""
      set -e; cleanup() { echo "cleanup $? $1 ${FUNCNAME[*]} ${BASH_LINENO[*]}"; }; \#
      trap 'cleanup $?' EXIT
      f() {
        return 5
      }
      f
      """#,
      output: "cleanup 5 5 cleanup 1\n",
      status: 5),
    ScriptCase(
      #"""
      set -eE; onerr() { echo "err $1 line $2: ${BASH_LINENO[*]} ${FUNCNAME[*]} cmd \#
      $BASH_COMMAND"; }; trap 'onerr $? $LINENO' ERR
      f() {
        g 1
      }
      g() {
        ls /nosuch 2>/dev/null
      }
      f
      """#,
      output: "err 2 line 6: 6 3 8 onerr g f cmd ls /nosuch 2> /dev/null\n",
      status: 2),
    ScriptCase(
      #"""
      set -eE; onerr() { local i; for ((i=1;i<${#FUNCNAME[@]};i++)); do echo \#
      "${FUNCNAME[i]} ${BASH_LINENO[i-1]}"; done; }; trap onerr ERR
      f() {
        g 1
      }
      g() {
        false
      }
      f
      """#,
      output: """
        g 6
        f 3

        """,
      status: 1),
    ScriptCase(
      "trap 'echo err $?' ERR; ! (false); echo end $?",
      output: "end 0\n"),
    ScriptCase(
      "trap 'echo err $?' ERR; ! nosuch; echo end $?",
      output: "end 0\n",
      error: "bash: line 1: nosuch: command not found\n"),
    ScriptCase(
      "trap 'echo bye' EXIT; { exit 0; } >f; cat f",
      output: "bye\n"),
    ScriptCase(
      "trap 'echo bye; cat f' EXIT; { exit 0; } >f",
      output: "bye\n"),
    ScriptCase(
      #"trap 'echo "bye $x"' EXIT; f() { local x=1; exit; }; f"#,
      output: "bye 1\n"),
    ScriptCase(
      #"trap 'echo "bye $x" >&2; cat f >&2' EXIT; f() { local x=1; echo q; exit; }; f >f"#,
      error: """
        bye 1
        q

        """),
    ScriptCase(
      #"""
      set -e; trap 'echo "bye $x" >&2; cat f >&2' EXIT; f() { local x=1; echo q; \#
      false; }; f >f
      """#,
      error: nil,
      status: 1),
    ScriptCase(
      #"trap 'echo "bye ${x-un} $1"' EXIT; f() { local x=1; exit 3; }; f arg"#,
      output: "bye 1 arg\n",
      status: 3),
    ScriptCase(
      """
      f() { false; return; }; trap 'f; echo t $?' USR1; (exit 4); kill -USR1 $$; \
      echo end $?
      """,
      output: """
        t 0
        end 0

        """),
    ScriptCase(
      "trap '(exit 5); exit' ERR; (exit 4); echo end $?",
      status: 5),
    ScriptCase(
      """
      trap '(exit 5); return' USR1; f() { (exit 4); kill -USR1 $$; echo in; }; f; \
      echo end $?
      """,
      output: "end 0\n"),
    ScriptCase(
      "trap '(exit 5); return' ERR; set -E; f() { (exit 4); echo in; }; f; echo end $?",
      output: "end 4\n",
      error: "bash: line 1: return: can only `return' from a function or sourced script\n"),
    ScriptCase(
      "trap 'return 3' USR1; kill -USR1 $$; echo end $?",
      output: "end 0\n",
      error: "bash: line 1: return: can only `return' from a function or sourced script\n"),
    ScriptCase(
      "trap 'return 3' EXIT; (exit 4)",
      error: "bash: line 1: return: can only `return' from a function or sourced script\n",
      status: 4),
    ScriptCase(
      "trap 'return 3; echo in' DEBUG; f() { echo f; }; f; echo end",
      output: """
        in
        f
        in
        end

        """,
      error: """
        bash: line 1: return: can only `return' from a function or sourced script
        bash: line 1: return: can only `return' from a function or sourced script

        """),
    ScriptCase(
      """
      trap 'echo $LINENO
      echo $LINENO' EXIT


      exit
      """,
      output: """
        1
        2

        """),
    ScriptCase(
      """
      trap 'echo $LINENO
      echo $LINENO' USR1


      kill -USR1 $$
      :
      """,
      output: """
        1
        2

        """),
    ScriptCase(
      "trap 'echo bye $BASH_COMMAND' EXIT; true && x=$(echo a)",
      output: "bye x=$(echo a)\n"),
    ScriptCase(
      "trap 'echo bye $BASH_COMMAND' EXIT; f() { echo a b; }; f",
      output: """
        a b
        bye echo a b

        """),
    ScriptCase(
      "trap 'echo bye $BASH_COMMAND' EXIT; (echo a)",
      output: """
        a
        bye trap 'echo bye $BASH_COMMAND' EXIT

        """),
    ScriptCase(
      "trap 'echo bye $BASH_COMMAND' EXIT; eval 'echo a'",
      output: """
        a
        bye eval 'echo a'

        """),
    ScriptCase(
      "trap 'echo bye $BASH_COMMAND' EXIT; echo 'echo a' >s; . ./s",
      output: """
        a
        bye . ./s

        """),
    ScriptCase(
      "trap 'echo bye $BASH_COMMAND' EXIT; if [ a = b ]; then :; fi",
      output: "bye [ a = b ]\n"),
    ScriptCase(
      "trap 'echo bye $BASH_COMMAND $LINENO' EXIT; echo a | cat",
      output: """
        a
        bye cat 1

        """),
    ScriptCase(
      "trap 'echo bye $BASH_COMMAND' EXIT; kill -TERM $$",
      output: "bye kill -TERM $$\n",
      status: 143),
    ScriptCase(
      "trap 'echo bye $?' EXIT; kill -TERM $$; echo no",
      output: "bye 0\n",
      status: 143),
    ScriptCase(
      "trap 'echo bye $?' EXIT; f() { kill -TERM $$; echo no; }; f",
      output: "bye 0\n",
      status: 143),
    ScriptCase(
      "trap 'echo bye $?' EXIT; f() { kill -INT $$; echo no; }; f",
      output: "bye 0\n",
      status: 130),
    ScriptCase(
      "trap 'echo bye $?' EXIT; kill -HUP $$; echo no",
      output: "bye 0\n",
      status: 129),
    ScriptCase(
      "set -e; trap 'false; echo no' EXIT; f() { exit 0; }; f",
      status: 1),
    ScriptCase(
      "(trap 'echo s $?' EXIT; f() { exit 4; }; f); echo $?",
      output: """
        s 4
        4

        """),
    ScriptCase(
      "trap 'echo term' TERM; (trap; kill -TERM $$; echo sub); echo end",
      output: """
        trap -- 'echo term' SIGTERM
        sub
        term
        end

        """),
    ScriptCase(
      "trap 'echo int' INT; kill -INT $$; echo end $?",
      output: """
        int
        end 0

        """),
    ScriptCase(
      #"trap 'x=5' USR1; f() { local x=1; kill -USR1 $$; echo $x; }; f; echo "[$x]""#,
      output: """
        5
        []

        """),
    ScriptCase(
      #"trap 'echo "in trap $FUNCNAME"' USR1; f() { kill -USR1 $$; :; }; f"#,
      output: "in trap f\n"),
    ScriptCase(
      "f() { trap 'return 5' USR1; kill -USR1 $$; echo no; }; f; echo $?",
      output: "5\n"),
    ScriptCase(
      #"""
      trap 'echo t' USR1; (sleep 0.02; kill -USR1 $$) & read x < <(sleep 0.1; echo \#
      line); echo "$? $x"
      """#,
      output: """
        t
        0 line

        """),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
  @Test(arguments: rows) func runsInBash(_ row: ScriptCase) throws {
    try row.called(.bash).check()
  }
  @Test(arguments: bashRows) func runsBash(_ row: ScriptCase) throws { try row.check() }
}
