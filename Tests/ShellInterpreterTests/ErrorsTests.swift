import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.8 Exit status and errors")
struct ErrorsTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      "nosuch; echo $?; ./nosuch; echo $?; /; echo $?; touch x; ./x; echo $?; '' ; echo $?",
      output: "127\n127\n126\n126\n127\n",
      error: """
        bash: line 1: nosuch: command not found
        bash: line 1: ./nosuch: No such file or directory
        bash: line 1: /: Is a directory
        bash: line 1: ./x: Permission denied
        bash: line 1: : command not found

        """),
    ScriptCase("exit 3", status: 3),
    ScriptCase("exit 256; echo no"),
    ScriptCase("exit 257", status: 1),
    ScriptCase("exit -1", status: 255),
    ScriptCase(
      "exit abc; echo no",
      error: "bash: line 1: exit: abc: numeric argument required\n",
      status: 2),
    ScriptCase(
      #"exit 1 2; echo "went on $?""#,
      error: "bash: line 1: exit: too many arguments\n",
      status: 1),
    ScriptCase("false; exit", status: 1),
    ScriptCase("(exit 4); echo $?; { exit 5; echo no; }; echo no", output: "4\n", status: 5),
    ScriptCase("f() { exit 6; }; f; echo no", status: 6),
    ScriptCase(
      "x=$(exit 7); echo $?; echo | exit 8; echo $?; exit 9 | true; echo $?",
      output: "7\n8\n0\n"),
    ScriptCase("if exit 10; then :; fi; echo no", status: 10),
    ScriptCase("while exit 11; do :; done", status: 11),
    ScriptCase(
      "for i in $(exit 12) 1; do echo $? $i; exit 13; done",
      output: "12 1\n",
      status: 13),
    ScriptCase("true && exit 14; echo no", status: 14),
    ScriptCase("eval 'exit 15'; echo no", status: 15),
    ScriptCase("trap 'echo trap $?' EXIT; exit 16", output: "trap 16\n", status: 16),
    ScriptCase("trap 'exit 17' EXIT; exit 1", status: 17),
    ScriptCase("case x in x) exit 18;; esac; echo no", status: 18),
    ScriptCase("! exit 19; echo no", status: 19),
    ScriptCase("exit 20 & wait $!; echo $?", output: "20\n"),
    ScriptCase("if; then :; fi", error: nil, status: 2),
    ScriptCase("echo a; echo b; if true; then echo c", error: nil, status: 2),
    ScriptCase("echo a\necho (\necho b", output: "a\n", error: nil, status: 2),
    ScriptCase("echo a; }; echo b", error: nil, status: 2),
    ScriptCase("for; do :; done", error: nil, status: 2),
    ScriptCase("case x in; esac", error: nil, status: 2),
    ScriptCase(#"echo "unterminated"#, error: nil, status: 2),
    ScriptCase("echo $(", error: nil, status: 2),
    ScriptCase("echo ${x", error: nil, status: 2),
    ScriptCase("foo() { echo a; ", error: nil, status: 2),
    ScriptCase("a b c ) d", error: nil, status: 2),
    ScriptCase("&& echo x", error: nil, status: 2),
    ScriptCase("echo a | | b", error: nil, status: 2),
    ScriptCase("echo a ;; b", error: nil, status: 2),
    ScriptCase(
      "eval 'echo a; )'; echo $?; eval 'if'; echo after $?",
      output: "2\nafter 2\n",
      error: nil),
    ScriptCase(
      "(eval 'fi'); echo $?; bash -c 'fi' 2>/dev/null; echo $?",
      output: "2\n2\n",
      error: nil),
    ScriptCase(
      ". ./bad.sh; echo $?; . ./nosuch.sh; echo $?; . nosuch; echo $?",
      files: ["bad.sh*": "echo one\nfi\necho two\n"],
      output: "one\n2\n1\n1\n",
      error: nil),
    ScriptCase("set -e; false; echo no", status: 1),
    ScriptCase(
      """
      set -e; false || true; true && false || echo ok; if false; then :; fi
      while false; do :; done; ! true; echo here; ! false; echo end
      """,
      output: "ok\nhere\nend\n"),
    ScriptCase(#"set -e; true && false; echo "and-or last: not reached""#, status: 1),
    ScriptCase(
      """
      set -e; f() { false; echo "in f"; }; f || echo no; if f; then echo yes; fi; f
      echo no
      """,
      output: "in f\nin f\nyes\n",
      status: 1),
    ScriptCase("set -e; (false; echo no); echo no", status: 1),
    ScriptCase("set -e; (false; echo sub) || echo caught; echo on", output: "sub\non\n"),
    ScriptCase("set -e; x=$(false); echo no", status: 1),
    ScriptCase(
      """
      set -e; echo $(false; echo cs); echo "$(false)"; echo on; x=$(false; echo y)
      echo $x
      """,
      output: "cs\n\non\ny\n"),
    ScriptCase(
      """
      set -e; local_() { local x=$(false); echo "local masks"; }; local_
      export y=$(false); echo "export masks"
      """,
      output: "local masks\nexport masks\n"),
    ScriptCase(
      "set -e; false | true; echo pipe; set -o pipefail; false | true; echo no",
      output: "pipe\n",
      status: 1),
    ScriptCase("set -e; true | false; echo no", status: 1),
    ScriptCase("set -e; { false; echo no; }; echo no", status: 1),
    ScriptCase(
      "set -e; { false; echo in; } || true; echo on; { false; } && true; echo 'on 2'",
      output: "in\non\non 2\n"),
    ScriptCase(
      """
      set -e; for i in 1 2; do false || continue; echo no; done; echo loop; until true
      do :; done; [[ a == b ]] || echo c; ((0)) || echo z; ((0)); echo no
      """,
      output: "loop\nc\nz\n",
      status: 1),
    ScriptCase("set -e; [[ a == b ]]; echo no", status: 1),
    ScriptCase("set -e; f() { return 3; }; f; echo no", status: 3),
    ScriptCase(
      "set -e; f() { return 3; }; f && echo no; f || echo caught $?; ! f; echo on",
      output: "caught 3\non\n"),
    ScriptCase("set -e; trap 'echo EXIT $?' EXIT; false; echo no", output: "EXIT 1\n", status: 1),
    ScriptCase("set -e; trap 'echo ERR $?' ERR; false; echo no", output: "ERR 1\n", status: 1),
    ScriptCase("set -e; eval false; echo no", status: 1),
    ScriptCase(
      """
      set -e; eval 'false || true'; eval false || echo caught
      . /dev/stdin <<< 'false' || echo c2; . /dev/stdin <<< 'false'; echo no
      """,
      output: "caught\nc2\n",
      status: 1),
    ScriptCase(
      """
      set -e; case $(false) in *) echo case;; esac; for i in $(false); do :; done
      echo for; : $(false); echo colon
      """,
      output: "case\nfor\ncolon\n"),
    ScriptCase(
      "set -e; sleep 0 & wait $!; (exit 3) & wait $! || echo $?; wait; echo ok",
      output: "3\nok\n"),
    ScriptCase(
      "set -e; readonly x=1; x=2; echo no",
      error: "bash: line 1: x: readonly variable\n",
      status: 1),
    ScriptCase(
      "set -e; nosuchcmd; echo no",
      error: "bash: line 1: nosuchcmd: command not found\n",
      status: 127),
    ScriptCase(
      "set -e; cd /nonexistent; echo no",
      error: "bash: line 1: cd: /nonexistent: No such file or directory\n",
      status: 1),
    ScriptCase(
      """
      set -e; set +e; false; echo off; set -e; (set +e; false; echo sub); echo on
      false; echo no
      """,
      output: "off\nsub\non\n",
      status: 1),
    ScriptCase(
      "set -e; f() { set +e; false; echo f; }; f; false; echo still",
      output: "f\nstill\n"),
    ScriptCase(
      """
      set -e; if ! false; then echo neg; fi; if true | false; then :; else echo e; fi
      ! { false; echo x; }; echo y
      """,
      output: "neg\ne\nx\ny\n"),
    ScriptCase(
      """
      set -e; f() { if false; then :; fi; }; f; echo if0; g() { while false; do :
      done; }; g; echo w0; h() { false || return 0; }; h; echo h
      """,
      output: "if0\nw0\nh\n"),
    ScriptCase("set -e; f() { true && false; }; f; echo no", status: 1),
    ScriptCase("set -e; f() { false && true; }; f; echo no", status: 1),
    ScriptCase(
      "set -e; false && true; echo yes; (false && true); echo no",
      output: "yes\n",
      status: 1),
    ScriptCase(
      "set -e; { false && true; }; echo group; if true; then false && true; fi; echo iff",
      output: "group\niff\n"),
    ScriptCase(
      "set -eu; echo ${x:-d}; : ${y}; echo no",
      output: "d\n",
      error: "bash: line 1: y: unbound variable\n",
      status: 1),
    ScriptCase(
      """
      set -eo pipefail; x=$(echo a | grep b || true); echo "[$x]"
      x=$(echo a | grep b); echo no
      """,
      output: "[]\n",
      status: 1),
    ScriptCase("shopt -s inherit_errexit; set -e; x=$(false; echo y); echo no", status: 1),
    ScriptCase(
      """
      set -E; trap 'echo "err $LINENO $?"' ERR; f() { false; }; f; (exit 3); true
      echo $(false) done
      """,
      output: """
        err 1 1
        err 1 1
        err 1 3
        err 2 1 done

        """),
    ScriptCase(
      """
      trap 'echo "err $? $BASH_COMMAND"' ERR; false; (exit 2); f() { return 5; }; f
      false || true; ! true; if false; then :; fi; x=$(false); [[ a == b ]]; ((0))
      """,
      output: """
        err 1 false
        err 2 ( exit 2 )
        err 5 return 5
        err 1 x=$(false)
        err 1 [[ a == b ]]
        err 1 ((0))

        """,
      status: 1),
    ScriptCase(
      """
      trap 'echo err' ERR; f() { false; true; }; f; { false; }; false | true
      true | false; eval false; (false); echo end
      """,
      output: "err\nerr\nerr\nerr\nerr\nend\n"),
    ScriptCase("command false; echo $?; command exit 21; echo no", output: "1\n", status: 21),
    ScriptCase(
      "builtin false 2>/dev/null; echo $?; true; builtin nosuch; echo $?",
      output: "1\n1\n",
      error: "bash: line 1: builtin: nosuch: not a shell builtin\n"),
    ScriptCase(
      #"return; echo "$?"; return 3; echo $?"#,
      output: "2\n2\n",
      error: """
        bash: line 1: return: can only `return' from a function or sourced script
        bash: line 1: return: can only `return' from a function or sourced script

        """),
    ScriptCase(
      """
      break; echo $?; continue; echo $?; break 0; echo $?; while true; do break 0
      done; echo x
      """,
      output: "0\n0\n0\nx\n",
      error: """
        bash: line 1: break: only meaningful in a `for', `while', or `until' loop
        bash: line 1: continue: only meaningful in a `for', `while', or `until' loop
        bash: line 1: break: only meaningful in a `for', `while', or `until' loop
        bash: line 1: break: 0: loop count out of range

        """),
    ScriptCase(
      #"f() { f; }; f; echo "after""#,
      error: nil,
      status: 1,
      differs: [.bash: "bash overflows its stack"]),
    ScriptCase(
      "shift 5; echo $?; shift -1; echo $?; shift a; echo $?",
      output: "1\n1\n1\n",
      error: nil),
    ScriptCase(
      "cd /nonexistent; echo $?; cd a b; echo $?; unset -z; echo $?; export -z; echo $?",
      output: "1\n1\n2\n2\n",
      error: """
        bash: line 1: cd: /nonexistent: No such file or directory
        bash: line 1: cd: too many arguments
        bash: line 1: unset: -z: invalid option
        unset: usage: unset [-f] [-v] [-n] [name ...]
        bash: line 1: export: -z: invalid option
        export: usage: export [-fn] [name[=value] ...] or export -p

        """),
    ScriptCase("kill -9 $BASHPID", status: 137),
    ScriptCase(
      "sh -c 'kill -TERM $$'; echo $?; sleep 5 & kill $!; wait $!; echo $?",
      output: "143\n143\n",
      error: nil),
    ScriptCase(": ${x?gone}; echo no", error: "bash: line 1: x: gone\n", status: 127),
    ScriptCase(
      """
      [ a = ]; echo $?; [ a b c ]; echo $?; test -z; echo $?; [; echo $?; [ 1 -eq a ]
      echo $?
      """,
      output: "2\n2\n0\n2\n2\n",
      error: """
        bash: line 1: [: a: unary operator expected
        bash: line 1: [: b: binary operator expected
        bash: line 1: [: missing `]'
        bash: line 1: [: a: integer expression expected

        """),
    ScriptCase(#"echo $(echo ${x?inner}); echo "outer $?""#, output: "\nouter 0\n", error: nil),
    ScriptCase(
      "false; echo $?; nosuch 2>/dev/null; echo $?; (exit 3); echo $?",
      dialect: .sh,
      output: "1\n127\n3\n"),
    ScriptCase(
      """
      set -e; false || true; if false; then :; fi; ! true; echo ok; f() { false
      echo no; }; f; echo no
      """,
      dialect: .sh,
      output: "ok\n",
      status: 1),
    ScriptCase("set -e; x=$(false; echo no); echo no", dialect: .sh, status: 1),
    ScriptCase("set -e; (false; echo no); echo no", dialect: .sh, status: 1),
    ScriptCase(
      "shift 3; echo not reached",
      dialect: .sh,
      output: "not reached\n",
      error: nil,
      differs: [.dash: "dash ends at once; an operand too large is no usage error here"]),
    ScriptCase(
      ". /nonexistent; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "dash exits with 2, any status above 0 will do"]),
    ScriptCase("eval 'fi'; echo no", dialect: .sh, error: nil, status: 2),
    ScriptCase(
      "export 1x; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "dash exits with 2, any status above 0 will do"]),
    ScriptCase("break; continue; echo ok", dialect: .sh, output: "ok\n"),
    ScriptCase("trap 'echo t' EXIT; exit 3", dialect: .sh, output: "t\n", status: 3),
  ]

  @Test(arguments: rows)
  func runs(_ row: ScriptCase) throws { try row.check() }
}
