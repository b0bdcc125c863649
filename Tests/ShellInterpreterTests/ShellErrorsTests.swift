import ShellBytes
import ShellTestSupport
import Testing

/// What errors of the shell itself end: the command, the text being read, or the shell.
@Suite("XCU 2.8.1 Consequences of shell errors")
struct ShellErrorsTests {
  /// In the language of both shells; run in each.
  static let rows: [ScriptCase] = [
    ScriptCase(
      "readonly r=1; : ${r:=2}; echo $r; unset -v x; readonly x; : ${x:=2}; echo $?",
      dialect: .sh,
      output: "1\n",
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "set -u; echo $x; echo no",
      dialect: .sh,
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      #"set -u; echo ${x-d} ${x:-e} ${x+f} ok; echo "${#x}"; echo no"#,
      dialect: .sh,
      output: "d e ok\n",
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "set -u; f() { echo $x; echo no; }; f; echo no",
      dialect: .sh,
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "set -u; f() { echo $x; echo no; }; f || echo no; echo no",
      dialect: .sh,
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "set -u; if echo $x; then :; fi; echo no",
      dialect: .sh,
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "set -u; echo $1; echo no",
      dialect: .sh,
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "set -u; echo ${1-d}; set -- a; shift; echo $1; echo no",
      dialect: .sh,
      output: "d\n",
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "set -u; echo $!; echo no",
      dialect: .sh,
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "set -u; unset x; x=${x}; echo no",
      dialect: .sh,
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "set -u; unset x; export y=$x; echo no",
      dialect: .sh,
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "set -u; echo ${x%a}; echo no",
      dialect: .sh,
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "set -u; for i in $x; do echo no; done; echo no",
      dialect: .sh,
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "set -u; echo a >$x; echo no",
      dialect: .sh,
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "set -u; trap 'echo exit' EXIT; echo $x",
      dialect: .sh,
      output: "exit\n",
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "echo ${x:?}; echo no",
      dialect: .sh,
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "echo ${x?}; echo no",
      dialect: .sh,
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "echo ${x:?a b}; echo no",
      dialect: .sh,
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "echo ${x:?$(echo sub)}; echo no",
      dialect: .sh,
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "f() { echo ${x:?m}; echo no; }; f || echo no; echo no",
      dialect: .sh,
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "trap 'echo exit' EXIT; echo ${x:?m}",
      dialect: .sh,
      output: "exit\n",
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "echo ${1:?m}; echo no",
      dialect: .sh,
      error: nil,
      status: 127, statusOfSh: 2),
    ScriptCase(
      "echo ${x!}; echo after",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "trap 'echo exit $?' EXIT; exec nosuch",
      dialect: .sh,
      output: "exit 127\n",
      error: nil,
      status: 127),
    ScriptCase(
      "trap 'echo exit $?' EXIT; exec true",
      dialect: .sh),
    ScriptCase(
      "trap 'echo exit $?' EXIT; (exec true); echo after",
      dialect: .sh,
      output: """
        after
        exit 0

        """),
  ]

  static let bashRows: [ScriptCase] = [
    ScriptCase(
      """
      set -u; cat <<X
      $x
      X
      echo no
      """,
      output: "no\n",
      error: "bash: line 1: x: unbound variable\n"),
    ScriptCase(
      "set -e; declare -r r=1; (r=2; echo no) || echo or; echo ok",
      output: """
        or
        ok

        """,
      error: "bash: line 1: r: readonly variable\n"),
    ScriptCase(
      "declare -r r=1; r=2; echo no $?",
      error: "bash: line 1: r: readonly variable\n",
      status: 1),
    ScriptCase(
      "declare -r r=1; f() { r=2; echo no; }; f; echo no $?",
      error: nil,
      status: 1),
    ScriptCase(
      "declare -r r=1; r=2 true; echo ok $?",
      output: "ok 0\n",
      error: "bash: line 1: r: readonly variable\n"),
    ScriptCase(
      "declare -r r=1; { r=2; echo no; } || echo or; echo ok",
      error: "bash: line 1: r: readonly variable\n",
      status: 1),
    ScriptCase(
      "declare -r r=1; if r=2; then echo no; fi; echo ok $?",
      error: "bash: line 1: r: readonly variable\n",
      status: 1),
    ScriptCase(
      """
      declare -r r=1; unset r; echo $?; export r=2; echo $?; local r=3; echo $?; \
      for r in 1 2; do echo no; done; echo $?
      """,
      output: """
        1
        1
        1
        1

        """,
      error: """
        bash: line 1: unset: r: cannot unset: readonly variable
        bash: line 1: r: readonly variable
        bash: line 1: local: can only be used in a function
        bash: line 1: r: readonly variable

        """),
    ScriptCase(
      """
      readonly r=1; for r in 1 2; do echo no; done; echo $?; read r <<<x; echo $?; \
      getopts a r -a; echo $?; printf -v r x; echo $?
      """,
      output: """
        1
        1
        2
        1

        """,
      error: """
        bash: line 1: r: readonly variable
        bash: line 1: r: readonly variable
        bash: line 1: r: readonly variable
        bash: line 1: r: readonly variable

        """),
    ScriptCase(
      "readonly r=1; f() { local r=2; echo $?; }; f; echo $?",
      output: """
        1
        0

        """,
      error: nil),
    ScriptCase(
      "readonly r=1; (( r=2 )); echo $?; let r=3; echo $?; echo $((r=4)); echo $?",
      output: """
        1
        1

        """,
      error: """
        bash: line 1: r: readonly variable
        bash: line 1: r: readonly variable
        bash: line 1: r: readonly variable

        """,
      status: 1),
    ScriptCase(
      "readonly r=1; eval 'r=2; echo no'; echo after $?",
      output: "after 1\n",
      error: "bash: line 1: r: readonly variable\n"),
    ScriptCase(
      "readonly r=1; (r=2; echo no); echo after $?",
      output: "after 1\n",
      error: "bash: line 1: r: readonly variable\n"),
    ScriptCase(
      "readonly r=1; x=$(r=2; echo no); echo after $? $x",
      output: "after 1\n",
      error: "bash: line 1: r: readonly variable\n"),
    ScriptCase(
      "readonly r=1; r=2 | cat; echo after $?",
      output: "after 0\n",
      error: "bash: line 1: r: readonly variable\n"),
    ScriptCase(
      "set -u; (echo $x; echo no); echo after $?",
      output: "after 1\n",
      error: "bash: line 1: x: unbound variable\n"),
    ScriptCase(
      "set -u; y=$(echo $x; echo no); echo after $?",
      output: "after 1\n",
      error: "bash: line 1: x: unbound variable\n"),
    ScriptCase(
      "set -u; eval 'echo $x; echo no'; echo no",
      error: "bash: line 1: x: unbound variable\n",
      status: 127),
    ScriptCase(
      "set -u; echo $@ $*; echo ok $#",
      output: """

        ok 0

        """),
    ScriptCase(
      "set -u; echo $((x)); echo no",
      error: "bash: line 1: x: unbound variable\n",
      status: 127),
    ScriptCase(
      "set -u; echo $((x+1)); echo no",
      error: "bash: line 1: x: unbound variable\n",
      status: 127),
    ScriptCase(
      "set -u; ((x)); echo no $?",
      error: "bash: line 1: x: unbound variable\n",
      status: 127),
    ScriptCase(
      #"set -u; a=(); echo "${a[@]}" ok; echo ${a[0]}; echo no"#,
      output: "ok\n",
      error: "bash: line 1: a[0]: unbound variable\n",
      status: 127),
    ScriptCase(
      "set -u; declare -A m; echo ${m[x]}; echo no",
      error: "bash: line 1: m[x]: unbound variable\n",
      status: 127),
    ScriptCase(
      #"set -u; echo ${#a[@]} ${!a[@]}; echo "${a[@]}"; echo ok; echo $a; echo no"#,
      error: "bash: line 1: a: unbound variable\n",
      status: 1),
    ScriptCase(
      "set -u; echo ${x/a/b}; echo no",
      error: "bash: line 1: x: unbound variable\n",
      status: 127),
    ScriptCase(
      "set -u; echo ${x:1}; echo no",
      error: "bash: line 1: x: unbound variable\n",
      status: 127),
    ScriptCase(
      "set -u; echo ${x^}; echo no",
      error: "bash: line 1: x: unbound variable\n",
      status: 127),
    ScriptCase(
      "set -u; echo ${x@Q}; echo no",
      error: "bash: line 1: x: unbound variable\n",
      status: 127),
    ScriptCase(
      "set -u; echo ${!x}; echo no",
      error: "bash: line 1: x: invalid indirect expansion\n",
      status: 1),
    ScriptCase(
      "set -u; y=x; echo ${!y}; echo no",
      error: "bash: line 1: !y: unbound variable\n",
      status: 127),
    ScriptCase(
      "set -u; [[ $x ]]; echo no",
      error: "bash: line 1: x: unbound variable\n",
      status: 127),
    ScriptCase(
      "set -u; [[ -v x ]] || echo ok; case $x in *) echo no;; esac; echo no",
      output: "ok\n",
      error: "bash: line 1: x: unbound variable\n",
      status: 127),
    ScriptCase(
      "set -u; cat <<<$x; echo no",
      output: "no\n",
      error: "bash: line 1: x: unbound variable\n"),
    ScriptCase(
      "set -eu; trap 'echo err' ERR; trap 'echo exit $?' EXIT; echo $x",
      output: "exit 1\n",
      error: "bash: line 1: x: unbound variable\n",
      status: 1),
    ScriptCase(
      "set -u; trap 'echo err $?' ERR; (echo $x); echo after $?",
      output: """
        err 1
        after 1

        """,
      error: "bash: line 1: x: unbound variable\n"),
    ScriptCase(
      "set -u; local_() { local x; echo $x; echo no; }; local_; echo no",
      error: nil,
      status: 127),
    ScriptCase(
      "(echo ${x:?m}; echo no); echo after $?",
      output: "after 1\n",
      error: "bash: line 1: x: m\n"),
    ScriptCase(
      "y=$(echo ${x:?m}; echo no); echo after $?",
      output: "after 1\n",
      error: "bash: line 1: x: m\n"),
    ScriptCase(
      "eval 'echo ${x:?m}; echo no'; echo no",
      error: "bash: line 1: x: m\n",
      status: 127),
    ScriptCase(
      "echo 'echo ${x:?m}; echo no' >s; . ./s; echo no",
      error: "./s: line 1: x: m\n",
      status: 127),
    ScriptCase(
      "trap 'echo err $?' ERR; trap 'echo exit $?' EXIT; echo ${x:?m}",
      output: "exit 127\n",
      error: "bash: line 1: x: m\n",
      status: 127),
    ScriptCase(
      "if echo ${x:?m}; then :; fi; echo no",
      error: "bash: line 1: x: m\n",
      status: 127),
    ScriptCase(
      "echo ${a[1]:?m}; echo no",
      error: "bash: line 1: a[1]: m\n",
      status: 127),
    ScriptCase(
      "echo $((1/0)); echo no",
      error: #"bash: line 1: 1/0: division by 0 (error token is "0")\#n"#,
      status: 1),
    ScriptCase(
      "echo $((1/0)) || echo or; echo no",
      error: #"bash: line 1: 1/0: division by 0 (error token is "0")\#n"#,
      status: 1),
    ScriptCase(
      "(echo $((1/0)); echo no); echo after $?",
      output: "after 1\n",
      error: #"bash: line 1: 1/0: division by 0 (error token is "0")\#n"#),
    ScriptCase(
      "x=$((1/0)); echo no",
      error: #"bash: line 1: 1/0: division by 0 (error token is "0")\#n"#,
      status: 1),
    ScriptCase(
      "f() { echo $((1/0)); echo no; }; f; echo after $?",
      error: nil,
      status: 1),
    ScriptCase(
      "echo $((1+)); echo no",
      error: #"bash: line 1: 1+: syntax error: operand expected (error token is "+")\#n"#,
      status: 1),
    ScriptCase(
      "echo $((08)); echo no",
      error: #"bash: line 1: 08: value too great for base (error token is "08")\#n"#,
      status: 1),
    ScriptCase(
      "echo $((a b)); echo no",
      error: #"bash: line 1: a b: syntax error in expression (error token is "b")\#n"#,
      status: 1),
    ScriptCase(
      "((1/0)); echo after $?",
      output: "after 1\n",
      error: #"bash: line 1: ((: 1/0: division by 0 (error token is "0")\#n"#),
    ScriptCase(
      "let 1/0; echo after $?",
      output: "after 1\n",
      error: #"bash: line 1: let: 1/0: division by 0 (error token is "0")\#n"#),
    ScriptCase(
      "[[ 1/0 -eq 0 ]]; echo after $?",
      output: "after 1\n",
      error: #"bash: line 1: [[: 1/0: division by 0 (error token is "0")\#n"#),
    ScriptCase(
      "a[1/0]=1; echo after $?",
      error: #"bash: line 1: 1/0: division by 0 (error token is "0")\#n"#,
      status: 1),
    ScriptCase(
      "echo ${x:1/0}; echo after $?",
      output: """

        after 0

        """),
    ScriptCase(
      "x=abc; echo ${x:1/0}; echo after $?",
      error: nil,
      status: 1),
    ScriptCase(
      "x=abc; echo ${x:0:-9}; echo after $?",
      error: "bash: line 1: -9: substring expression < 0\n",
      status: 1),
    ScriptCase(
      "eval 'echo $((1/0)); echo no'; echo after $?",
      output: "after 1\n",
      error: #"bash: line 1: 1/0: division by 0 (error token is "0")\#n"#),
    ScriptCase(
      "if echo $((1/0)); then echo a; else echo b; fi; echo after $?",
      error: #"bash: line 1: 1/0: division by 0 (error token is "0")\#n"#,
      status: 1),
    ScriptCase(
      "for ((i=1/0;;)); do echo in; break; done; echo after $?",
      output: "after 1\n",
      error: #"bash: line 1: ((: i=1/0: division by 0 (error token is "0")\#n"#),
    ScriptCase(
      "for ((;1/0;)); do echo in; break; done; echo after $?",
      output: "after 1\n",
      error: #"bash: line 1: ((: 1/0: division by 0 (error token is "0")\#n"#),
    ScriptCase(
      "echo ${}; echo after $?",
      error: "bash: line 1: ${}: bad substitution\n",
      status: 1),
    ScriptCase(
      "echo ${x-${}}; echo after $?",
      error: "bash: line 1: ${}: bad substitution\n",
      status: 1),
    ScriptCase(
      "echo ${x:+${y z}}; echo after $?",
      output: """

        after 0

        """),
    ScriptCase(
      "echo ${#x:1}; echo after $?",
      error: "bash: line 1: ${#x:1}: bad substitution\n",
      status: 1),
    ScriptCase(
      "(echo ${y z}); echo after $?",
      output: "after 1\n",
      error: "bash: line 1: ${y z}: bad substitution\n"),
    ScriptCase(
      "f() { echo ${y z}; }; f; echo after $?",
      error: nil,
      status: 1),
    ScriptCase(
      "shopt -s failglob; echo nosuch*; echo after $?",
      error: "bash: line 1: no match: nosuch*\n",
      status: 1),
    ScriptCase(
      "shopt -s failglob; echo nosuch* || echo or; echo after $?",
      error: "bash: line 1: no match: nosuch*\n",
      status: 1),
    ScriptCase(
      "shopt -s failglob; for i in nosuch*; do echo in; done; echo after $?",
      error: "bash: line 1: no match: nosuch*\n",
      status: 1),
    ScriptCase(
      "x=y; unset x[; echo after $?",
      output: "after 0\n"),
    ScriptCase(
      "echo 'if' >s; . ./s; echo after $?",
      output: "after 2\n",
      error: nil),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
  @Test(arguments: rows) func runsInBash(_ row: ScriptCase) throws {
    try row.called(.bash).check()
  }
  @Test(arguments: bashRows) func runsBash(_ row: ScriptCase) throws { try row.check() }
}
