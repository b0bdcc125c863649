import ShellBytes
import ShellTestSupport
import Testing

/// The ERR trap, where it runs and what it sees (bash 5.2 manual 4.1 `trap`).
@Suite("The ERR trap")
struct ErrorTrapTests {
  static let bashRows: [ScriptCase] = [
    ScriptCase(
      "trap 'echo err $?' ERR; false; echo end",
      output: """
        err 1
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; if false; then :; fi; echo end",
      output: "end\n"),
    ScriptCase(
      "trap 'echo err $?' ERR; ! true; echo end",
      output: "end\n"),
    ScriptCase(
      "trap 'echo err $?' ERR; ! false; echo end",
      output: "end\n"),
    ScriptCase(
      "trap 'echo err $?' ERR; false || true; true && false; echo end",
      output: """
        err 1
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; false && true; echo end",
      output: "end\n"),
    ScriptCase(
      """
      trap 'echo err $?' ERR; while false; do :; done; until true; do :; done; echo \
      end
      """,
      output: "end\n"),
    ScriptCase(
      "trap 'echo err $?' ERR; f() { false; echo in; }; f; echo end",
      output: """
        in
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; f() { false; }; f; echo end",
      output: """
        err 1
        end

        """),
    ScriptCase(
      "set -E; trap 'echo err $?' ERR; f() { false; }; f; echo end",
      output: """
        err 1
        err 1
        end

        """),
    ScriptCase(
      "set -E; trap 'echo err $?' ERR; f() { false; echo in; }; f; echo end",
      output: """
        err 1
        in
        end

        """),
    ScriptCase(
      "set -E; trap 'echo err $?' ERR; f() { false; echo in; }; f || echo or; echo end",
      output: """
        in
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; f() { return 3; }; f; echo end",
      output: """
        err 3
        end

        """),
    ScriptCase(
      "set -E; trap 'echo err $?' ERR; f() { return 3; }; f; echo end",
      output: """
        err 3
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; (false; echo in); echo end",
      output: """
        in
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; (false); echo end",
      output: """
        err 1
        end

        """),
    ScriptCase(
      "set -E; trap 'echo err $?' ERR; (false); echo end",
      output: """
        err 1
        err 1
        end

        """),
    ScriptCase(
      "set -E; trap 'echo err $?' ERR; (false; true); echo end",
      output: """
        err 1
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; x=$(false); echo end",
      output: """
        err 1
        end

        """),
    ScriptCase(
      #"set -E; trap 'echo err $?' ERR; x=$(false); echo end "[$x]""#,
      output: """
        err 1
        end [err 1]

        """),
    ScriptCase(
      #"set -E; trap 'echo err $? >&2' ERR; x=$(false; echo in); echo end "[$x]""#,
      output: "end [in]\n",
      error: "err 1\n"),
    ScriptCase(
      "trap 'echo err $?' ERR; echo $(false); echo end",
      output: """

        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; false | true; echo end",
      output: "end\n"),
    ScriptCase(
      "trap 'echo err $?' ERR; true | false; echo end",
      output: """
        err 1
        end

        """),
    ScriptCase(
      "set -E; trap 'echo err $? >&2' ERR; false | true; echo end",
      output: "end\n"),
    ScriptCase(
      "set -E; trap 'echo err $? >&2' ERR; true | false; echo end",
      output: "end\n",
      error: "err 1\n"),
    ScriptCase(
      """
      set -o pipefail; trap 'echo err $? ${PIPESTATUS[@]}' ERR; (exit 3) | (exit 4) \
      | true; echo end
      """,
      output: """
        err 4 3 4 0
        end

        """),
    ScriptCase(
      "set -o pipefail; trap 'echo err $?' ERR; false | true || echo or; echo end",
      output: """
        or
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; { false; echo in; }; echo end",
      output: """
        err 1
        in
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; { false; }; echo end",
      output: """
        err 1
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; { true; false; }; echo end",
      output: """
        err 1
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; if true; then false; fi; echo end",
      output: """
        err 1
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; for i in 1 2; do false; done; echo end",
      output: """
        err 1
        err 1
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; while :; do false; break; done; echo end",
      output: """
        err 1
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; case x in x) false;; esac; echo end",
      output: """
        err 1
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; eval false; echo end",
      output: """
        err 1
        err 1
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; eval 'false; true'; echo end",
      output: """
        err 1
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; echo 'false; true' >s; . ./s; echo end",
      output: """
        err 1
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; echo 'false' >s; . ./s; echo end",
      output: """
        err 1
        err 1
        end

        """),
    ScriptCase(
      "set -E; trap 'echo err $?' ERR; echo 'false' >s; . ./s; echo end",
      output: """
        err 1
        err 1
        end

        """),
    ScriptCase(
      """
      trap 'echo err $?' ERR; [[ a = b ]]; (( 0 )); let 0; [ 1 = 2 ]; test ''; echo \
      end
      """,
      output: """
        err 1
        err 1
        err 1
        err 1
        err 1
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; nosuch 2>/dev/null; echo end",
      output: """
        err 127
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; true >/nosuch/x; echo end",
      output: """
        err 1
        end

        """,
      error: "bash: line 1: /nosuch/x: No such file or directory\n"),
    ScriptCase(
      "trap 'echo err $?' ERR; { true; } >/nosuch/x; echo end",
      output: """
        err 1
        end

        """,
      error: "bash: line 1: /nosuch/x: No such file or directory\n"),
    ScriptCase(
      "trap 'echo err $?' ERR; >/nosuch/x; echo end",
      output: """
        err 1
        end

        """,
      error: "bash: line 1: /nosuch/x: No such file or directory\n"),
    ScriptCase(
      "trap 'echo err $?' ERR; cd /nosuch; echo end",
      output: """
        err 1
        end

        """,
      error: "bash: line 1: cd: /nosuch: No such file or directory\n"),
    ScriptCase(
      "trap 'echo err $?; false' ERR; false; echo end $?",
      output: """
        err 1
        end 1

        """),
    ScriptCase(
      "trap 'echo err $?; (exit 5)' ERR; (exit 4); echo end $?",
      output: """
        err 4
        end 4

        """),
    ScriptCase(
      "trap 'echo err $?; return 7' ERR; f() { false; echo in; }; f; echo end $?",
      output: """
        in
        end 0

        """),
    ScriptCase(
      """
      set -E; trap 'echo err $?; return 7' ERR; f() { false; echo in; }; f; echo \
      end $?
      """,
      output: """
        err 1
        err 7
        end 7

        """,
      error: "bash: line 1: return: can only `return' from a function or sourced script\n"),
    ScriptCase(
      """
      set -E; trap 'echo err $?; return' ERR; f() { (exit 4); echo in; }; f; echo \
      end $?
      """,
      output: """
        err 4
        err 4
        end 4

        """,
      error: "bash: line 1: return: can only `return' from a function or sourced script\n"),
    ScriptCase(
      "trap 'echo err $?; exit 7' ERR; false; echo no",
      output: "err 1\n",
      status: 7),
    ScriptCase(
      "trap 'echo err $?; exit' ERR; (exit 4); echo no",
      output: "err 4\n"),
    ScriptCase(
      "set -e; trap 'echo err $?' ERR; false; echo no",
      output: "err 1\n",
      status: 1),
    ScriptCase(
      "set -e; trap 'echo err $?' ERR; trap 'echo exit $?' EXIT; (exit 3); echo no",
      output: """
        err 3
        exit 3

        """,
      status: 3),
    ScriptCase(
      """
      set -e; trap 'echo err $?; exit 9' ERR; trap 'echo exit $?' EXIT; (exit 3); \
      echo no
      """,
      output: """
        err 3
        exit 9

        """,
      status: 9),
    ScriptCase(
      "set -e; trap 'echo err $?; set +e' ERR; false; echo yes",
      output: """
        err 1
        yes

        """),
    ScriptCase(
      "set -e; trap 'echo err $?; trap - ERR' ERR; false; echo no",
      output: "err 1\n",
      status: 1),
    ScriptCase(
      "set -e; trap 'echo err' ERR; f() { false; echo in; }; f; echo no",
      status: 1),
    ScriptCase(
      """
      set -eE; trap 'echo err $FUNCNAME $LINENO' ERR; f() {
      false
      echo in; }
      f
      echo no
      """,
      output: "err f 2\n",
      status: 1),
    ScriptCase(
      #"""
      set -eE; trap 'echo "err $? $BASH_COMMAND"' ERR; f() { g; }; g() { ls /nosuch \#
      2>/dev/null; }; f; echo no
      """#,
      output: "err 2 ls /nosuch 2> /dev/null\n",
      status: 2),
    ScriptCase(
      #"""
      set -E; trap 'echo "err $? $BASH_COMMAND"' ERR; f() { g; }; g() { (exit 4); \#
      }; f; echo end
      """#,
      output: """
        err 4 ( exit 4 )
        err 4 ( exit 4 )
        err 4 ( exit 4 )
        end

        """),
    ScriptCase(
      #"""
      set -E; trap 'echo "err $BASH_COMMAND ${FUNCNAME[*]} ${BASH_LINENO[*]} \#
      $LINENO"' ERR
      f() {
        g
      }
      g() {
        false
      }
      f
      echo end
      """#,
      output: """
        err false g f 3 8 6
        err false f 8 3
        err false   8
        end

        """),
    ScriptCase(
      #"""
      set -E; trap 'echo "err $BASH_COMMAND $LINENO" >&2' ERR
      x=$(
      false
      )
      echo $(
        exit 3
      )
      (
        false
        (exit 2)
      )
      true |
        false
      a=1 b=$(exit 4)
      export c=$(exit 5)
      local d=1
      echo end
      """#,
      output: """

        end

        """,
      error: nil),
    ScriptCase(
      "trap 'echo err' ERR; trap; trap -p ERR; trap - ERR; false; trap; echo end",
      output: """
        trap -- 'echo err' ERR
        trap -- 'echo err' ERR
        end

        """),
    ScriptCase(
      "trap 'echo err' ERR; f() { trap 'echo inner' ERR; false; }; f; false; echo end",
      output: """
        inner
        inner
        inner
        end

        """),
    ScriptCase(
      "trap 'echo outer' ERR; f() { trap - ERR; false; }; f; false; echo end",
      output: """
        outer
        outer
        end

        """),
    ScriptCase(
      "trap 'echo err' ERR; (trap; false); echo end",
      output: """
        trap -- 'echo err' ERR
        err
        end

        """),
    ScriptCase(
      "set -E; trap 'echo err' ERR; (trap; false); echo end",
      output: """
        trap -- 'echo err' ERR
        err
        err
        end

        """),
    ScriptCase(
      "trap 'echo err $LINENO' ERR; f() { local x=$(false); echo $?; }; f; echo end",
      output: """
        0
        end

        """),
    ScriptCase(
      """
      set -E; trap 'echo err $LINENO >&2' ERR; f() { local x=$(false); echo $?; }; \
      f; echo end
      """,
      output: """
        0
        end

        """,
      error: "err 1\n"),
    ScriptCase(
      "trap 'echo err' ERR; x=$(exit 3) true; y=1 false; echo end",
      output: """
        err
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; false & wait $!; echo end",
      output: """
        err 1
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; { false; true; } & wait; echo end",
      output: "end\n"),
    ScriptCase(
      "set -E; trap 'echo err $?' ERR; { false; true; } & wait; echo end",
      output: """
        err 1
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; read x </dev/null; echo end",
      output: """
        err 1
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; command false; builtin false; echo end",
      output: """
        err 1
        err 1
        end

        """),
    ScriptCase(
      """
      trap 'echo err $?' ERR; set -e; f() { false; }; if f; then :; fi; f || :; \
      echo ok; f; echo no
      """,
      output: "ok\n",
      status: 1),
    ScriptCase(
      """
      trap 'echo err $?' ERR; select x in a; do false; break; done <<<1 \
      2>/dev/null; echo end
      """,
      output: """
        err 1
        end

        """),
    ScriptCase(
      "trap 'echo err $?' ERR; for ((i=0;i<1;i++)); do false; done; echo end",
      output: """
        err 1
        end

        """),
    ScriptCase(
      """
      trap 'echo err $?' ERR; f() { false; }; export -f f; bash -c 'f; echo child'; \
      echo end
      """,
      output: """
        child
        end

        """),
    ScriptCase(
      #"trap 'echo "$BASH_COMMAND"' ERR; a=5; false $a "x y" 'q'; echo end"#,
      output: #"""
        false $a "x y" 'q'
        end

        """#),
    ScriptCase(
      #"""
      trap 'echo "$BASH_COMMAND"' ERR; ! false || (exit 2); ls -l /nosuch \#
      >/dev/null 2>&1; echo end
      """#,
      output: """
        ls -l /nosuch > /dev/null 2>&1
        end

        """),
  ]

  @Test(arguments: bashRows) func runsBash(_ row: ScriptCase) throws { try row.check() }
}
