import ShellBytes
import ShellTestSupport
import Testing

/// What errors of the shell itself end: the command, the text being read, or the shell.
@Suite("XCU 2.8.1 Errors of builtins")
struct BuiltinErrorsTests {
  static let bashRows: [ScriptCase] = [
    ScriptCase(
      "eval 'if'; echo after $?",
      output: "after 2\n",
      error: nil),
    ScriptCase(
      "eval ')' || echo or $?; echo after",
      output: """
        or 2
        after

        """,
      error: nil),
    ScriptCase(
      "eval 'echo a; )'; echo after $?",
      output: "after 2\n",
      error: nil),
    ScriptCase(
      "echo 'echo a\n)' >s; . ./s; echo after $?",
      output: """
        a
        after 2

        """,
      error: nil),
    ScriptCase(
      ". ./nosuch; echo after $?",
      output: "after 1\n",
      error: "bash: line 1: ./nosuch: No such file or directory\n"),
    ScriptCase(
      ". nosuch; echo after $?",
      output: "after 1\n",
      error: "bash: line 1: nosuch: No such file or directory\n"),
    ScriptCase(
      "set -e; . ./nosuch; echo no",
      error: "bash: line 1: ./nosuch: No such file or directory\n",
      status: 1),
    ScriptCase(
      "command . ./nosuch; echo after $?",
      output: "after 1\n",
      error: "bash: line 1: ./nosuch: No such file or directory\n"),
    ScriptCase(
      "set -e; eval 'if'; echo no",
      error: nil,
      status: 2),
    ScriptCase(
      "trap 'echo exit $?' EXIT; eval 'if'; echo after $?",
      output: """
        after 2
        exit 0

        """,
      error: nil),
    ScriptCase(
      "trap 'echo err $?' ERR; eval 'if'; echo after $?",
      output: """
        err 2
        after 2

        """,
      error: nil),
    ScriptCase(
      "trap 'if' EXIT; echo a",
      output: "a\n",
      error: nil),
    ScriptCase(
      "trap 'if' USR1; kill -USR1 $$; echo after $?",
      output: "after 0\n",
      error: nil),
    ScriptCase(
      "trap 'if' ERR; false; echo after $?",
      output: "after 1\n",
      error: nil),
    ScriptCase(
      "set -o nosuch; echo after $?",
      output: "after 2\n",
      error: "bash: line 1: set: nosuch: invalid option name\n"),
    ScriptCase(
      "set -Z; echo after $?",
      output: "after 2\n",
      error: """
        bash: line 1: set: -Z: invalid option
        set: usage: set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]

        """),
    ScriptCase(
      "shopt -s nosuch; echo after $?",
      output: "after 1\n",
      error: "bash: line 1: shopt: nosuch: invalid shell option name\n"),
    ScriptCase(
      "export 1x=2; echo after $?",
      output: "after 1\n",
      error: "bash: line 1: export: `1x=2': not a valid identifier\n"),
    ScriptCase(
      "readonly 'a b'; echo after $?",
      output: "after 1\n",
      error: "bash: line 1: readonly: `a b': not a valid identifier\n"),
    ScriptCase(
      "unset 1x; echo after $?",
      output: "after 0\n"),
    ScriptCase(
      "shift 5; echo after $?",
      output: "after 1\n"),
    ScriptCase(
      "shift -1; echo after $?",
      output: "after 1\n",
      error: "bash: line 1: shift: -1: shift count out of range\n"),
    ScriptCase(
      "shift x; echo after $?",
      output: "after 1\n",
      error: "bash: line 1: shift: x: numeric argument required\n"),
    ScriptCase(
      "break; echo after $?",
      output: "after 0\n",
      error: "bash: line 1: break: only meaningful in a `for', `while', or `until' loop\n"),
    ScriptCase(
      "continue 2; echo after $?",
      output: "after 0\n",
      error: "bash: line 1: continue: only meaningful in a `for', `while', or `until' loop\n"),
    ScriptCase(
      "for i in 1 2; do break 0; echo in; done; echo after $?",
      output: "after 1\n",
      error: "bash: line 1: break: 0: loop count out of range\n"),
    ScriptCase(
      "for i in 1 2; do break x; echo in; done; echo after $?",
      error: "bash: line 1: break: x: numeric argument required\n",
      status: 128),
    ScriptCase(
      "return 3; echo after $?",
      output: "after 2\n",
      error: "bash: line 1: return: can only `return' from a function or sourced script\n"),
    ScriptCase(
      "f() { return x; echo in; }; f; echo after $?",
      output: "after 2\n",
      error: nil),
    ScriptCase(
      "f() { return 1 2; echo in; }; f; echo after $?",
      error: nil,
      status: 1),
    ScriptCase(
      "f() { return -1; }; f; echo after $?",
      output: "after 255\n"),
    ScriptCase(
      "f() { return 256; }; f; echo after $?",
      output: "after 0\n"),
    ScriptCase(
      "exit x; echo after",
      error: "bash: line 1: exit: x: numeric argument required\n",
      status: 2),
    ScriptCase(
      "(exit x); echo after $?",
      output: "after 2\n",
      error: "bash: line 1: exit: x: numeric argument required\n"),
    ScriptCase(
      "trap x NOSUCH; echo after $?",
      output: "after 1\n",
      error: "bash: line 1: trap: NOSUCH: invalid signal specification\n"),
    ScriptCase(
      "trap - NOSUCH; echo after $?",
      output: "after 1\n",
      error: "bash: line 1: trap: NOSUCH: invalid signal specification\n"),
    ScriptCase(
      "trap 'echo a' EXIT NOSUCH; echo after $?",
      output: """
        after 1
        a

        """,
      error: "bash: line 1: trap: NOSUCH: invalid signal specification\n"),
    ScriptCase(
      "exec 9<&78; echo after $?",
      output: "after 1\n",
      error: "bash: line 1: 78: Bad file descriptor\n"),
    ScriptCase(
      "echo a >&78; echo after $?",
      output: "after 1\n",
      error: "bash: line 1: 78: Bad file descriptor\n"),
    ScriptCase(
      "echo a <&x; echo after $?",
      output: "after 1\n",
      error: "bash: line 1: x: ambiguous redirect\n"),
    ScriptCase(
      "exec </nosuch; echo after $?",
      output: "after 1\n",
      error: "bash: line 1: /nosuch: No such file or directory\n"),
    ScriptCase(
      "exec nosuch; echo no",
      error: "bash: line 1: exec: nosuch: not found\n",
      status: 127),
    ScriptCase(
      "exec /; echo no",
      error: nil,
      status: 126),
    ScriptCase(
      "shopt -s execfail; exec nosuch; echo after $?",
      output: "after 127\n",
      error: "bash: line 1: exec: nosuch: not found\n"),
    ScriptCase(
      "set -o noclobber; echo a >f; echo b >f; echo after $?; echo c >|f; cat f",
      output: """
        after 1
        c

        """,
      error: "bash: line 1: f: cannot overwrite existing file\n"),
    ScriptCase(
      "set -e; set -C; echo a >f; echo b >f || echo or; cat f; echo d >f; echo no",
      output: """
        or
        a

        """,
      error: """
        bash: line 1: f: cannot overwrite existing file
        bash: line 1: f: cannot overwrite existing file

        """,
      status: 1),
    ScriptCase(
      "set -u; x=1 cat <<<$x; echo no $?",
      output: "no 127\n",
      error: "bash: line 1: x: unbound variable\n"),
    ScriptCase(
      "set -u; z=$x cat ; echo no $?",
      error: "bash: line 1: x: unbound variable\n",
      status: 127),
    ScriptCase(
      "set -u; z=$x true ; echo no $?",
      error: "bash: line 1: x: unbound variable\n",
      status: 127),
    ScriptCase(
      "z=$((1/0)) cat ; echo no $?",
      error: #"bash: line 1: 1/0: division by 0 (error token is "0")\#n"#,
      status: 1),
    ScriptCase(
      "z=$((1/0)) true ; echo no $?",
      error: #"bash: line 1: 1/0: division by 0 (error token is "0")\#n"#,
      status: 1),
    ScriptCase(
      "readonly r=1; r=2 cat </dev/null; echo no $?",
      output: "no 0\n",
      error: "bash: line 1: r: readonly variable\n"),
    ScriptCase(
      "readonly r=1; r=2 echo hi; echo no $? $r",
      output: """
        hi
        no 0 1

        """,
      error: "bash: line 1: r: readonly variable\n"),
    ScriptCase(
      "readonly r=1; r=2 eval 'echo hi $r'; echo no $? $r",
      output: """
        hi 1
        no 0 1

        """,
      error: "bash: line 1: r: readonly variable\n"),
    ScriptCase(
      "readonly r=1; f() { echo hi $r; }; r=2 f; echo no $? $r",
      output: """
        hi 1
        no 0 1

        """,
      error: "bash: line 1: r: readonly variable\n"),
    ScriptCase(
      #"readonly r=1; r=2 q=3 sh -c 'echo "[$r$q]"'; echo no $? $r"#,
      output: """
        [3]
        no 0 1

        """,
      error: "bash: line 1: r: readonly variable\n"),
    ScriptCase(
      #"readonly r=1; q=3 r=2 sh -c 'echo "[$r$q]"'; echo no $? $r"#,
      output: """
        [3]
        no 0 1

        """,
      error: "bash: line 1: r: readonly variable\n"),
    ScriptCase(
      "readonly r=1; r=2 q=3; echo no $? $r",
      error: "bash: line 1: r: readonly variable\n",
      status: 1),
    ScriptCase(
      "readonly r=1; r=2 :; echo no $?",
      output: "no 0\n",
      error: "bash: line 1: r: readonly variable\n"),
    ScriptCase(
      "readonly r=1; r=2 export z=1; echo no $?",
      output: "no 0\n",
      error: "bash: line 1: r: readonly variable\n"),
    ScriptCase(
      "readonly r=1; r=2 z=$(echo sub >&2); echo no $?",
      error: "bash: line 1: r: readonly variable\n",
      status: 1),
    ScriptCase(
      "[[ 1/0 -eq 0 ]]; echo after $?",
      output: "after 1\n",
      error: #"bash: line 1: [[: 1/0: division by 0 (error token is "0")\#n"#),
    ScriptCase(
      "[[ '1 +' -eq 0 ]]; echo after $?",
      output: "after 1\n",
      error: #"bash: line 1: [[: 1 +: syntax error: operand expected (error token is "+")\#n"#),
    ScriptCase(
      "[[ 1 -eq 0 || 1/0 -eq 0 || 1 ]]; echo after $?",
      output: "after 0\n",
      error: #"bash: line 1: [[: 1/0: division by 0 (error token is "0")\#n"#),
    ScriptCase(
      "set -u; [[ x -eq 0 ]]; echo after $?",
      error: "bash: line 1: x: unbound variable\n",
      status: 127),
    ScriptCase(
      "[ 1/0 -eq 0 ]; echo after $?",
      output: "after 2\n",
      error: "bash: line 1: [: 1/0: integer expression expected\n"),
    ScriptCase(
      "test a -eq 0; echo after $?",
      output: "after 2\n",
      error: "bash: line 1: test: a: integer expression expected\n"),
    ScriptCase(
      "for ((i=1/0;;)); do echo in; break; done; echo after $?",
      output: "after 1\n",
      error: #"bash: line 1: ((: i=1/0: division by 0 (error token is "0")\#n"#),
    ScriptCase(
      "for ((i=0;i<1/0;)); do echo in; break; done; echo after $?",
      output: "after 1\n",
      error: #"bash: line 1: ((: i<1/0: division by 0 (error token is "0")\#n"#),
    ScriptCase(
      "for ((i=0;i<2;i/0)); do echo in; done; echo after $?",
      output: """
        in
        after 1

        """,
      error: #"bash: line 1: ((: i/0: division by 0 (error token is "0")\#n"#),
    ScriptCase(
      "set -u; for ((i=0;i<x;)); do echo in; break; done; echo after $?",
      error: "bash: line 1: x: unbound variable\n",
      status: 127),
    ScriptCase(
      "readonly r=0; for ((r=1;;)); do echo in; break; done; echo after $?",
      output: "after 1\n",
      error: "bash: line 1: r: readonly variable\n"),
    ScriptCase(
      "readonly r=0; ((r++)); echo after $?; ((r+=1)) || echo or",
      output: """
        after 1
        or

        """,
      error: """
        bash: line 1: r: readonly variable
        bash: line 1: r: readonly variable

        """),
    ScriptCase(
      "readonly r=0; let r++; echo after $?",
      output: "after 1\n",
      error: "bash: line 1: r: readonly variable\n"),
    ScriptCase(
      "set -u; let x+1; echo after $?",
      error: "bash: line 1: x: unbound variable\n",
      status: 127),
  ]

  @Test(arguments: bashRows) func runsBash(_ row: ScriptCase) throws { try row.check() }
}
