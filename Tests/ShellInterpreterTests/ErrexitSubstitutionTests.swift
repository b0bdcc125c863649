import ShellBytes
import ShellTestSupport
import Testing

/// What `set -e` does in each context (XCU 2.15 `set`, `-e`).
@Suite("XCU 2.15 set -e: command substitution")
struct ErrexitSubstitutionTests {
  /// In the language of both shells; run in each.
  static let rows: [ScriptCase] = [
    ScriptCase(
      "set -e; x=$(false); echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; x=$(false) || echo or $?; echo ok",
      dialect: .sh,
      output: """
        or 1
        ok

        """),
    ScriptCase(
      #"set -e; x=$(false; echo a) || true; echo "ok $x""#,
      dialect: .sh,
      output: "ok a\n",
      differs: [.dash: "prints `ok`"]),
    ScriptCase(
      #"set -e; if x=$(false; echo a); then echo "t $x"; fi"#,
      dialect: .sh,
      output: "t a\n",
      differs: [.dash: "prints nothing"]),
    ScriptCase(
      #"set -e; echo "$(false)"; echo ok"#,
      dialect: .sh,
      output: """

        ok

        """),
    ScriptCase(
      "set -e; x=$(true) y=$(false); echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; x=$(false) y=$(true); echo ok",
      dialect: .sh,
      output: "ok\n"),
    ScriptCase(
      "set -e; x=$(false) y=1; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; x=$(false) true; echo ok",
      dialect: .sh,
      output: "ok\n"),
    ScriptCase(
      "set -e; x=$(exit 3); echo no",
      dialect: .sh,
      status: 3),
    ScriptCase(
      "x=$(exit 3); echo $?; x=$(exit 3)$(exit 4); echo $?; x=$(exit 3)$(true); echo $?",
      dialect: .sh,
      output: """
        3
        4
        0

        """),
    ScriptCase(
      "x=$(exit 3) true; echo $?; $(exit 5); echo $?; $(exit 5) >f; echo $?",
      dialect: .sh,
      output: """
        0
        5
        5

        """),
    ScriptCase(
      "set -e; $(exit 5); echo no",
      dialect: .sh,
      status: 5),
    ScriptCase(
      "set -e; export x=$(false); echo ok $?",
      dialect: .sh,
      output: "ok 0\n"),
    ScriptCase(
      "set -e; readonly x=$(false); echo ok $?",
      dialect: .sh,
      output: "ok 0\n"),
    ScriptCase(
      "set -e; : ${x:=$(false)}; echo ok $?",
      dialect: .sh,
      output: "ok 0\n"),
    ScriptCase(
      "set -e; : $((1/0)); echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "set -e; set -- $(false); echo ok $?",
      dialect: .sh,
      output: "ok 0\n"),
    ScriptCase(
      "set -e; case $(false) in '') echo in $?;; esac; echo ok",
      dialect: .sh,
      output: """
        in 1
        ok

        """,
      differs: [.dash: "prints `in 0; ok`"]),
    ScriptCase(
      "set -e; case $(false) in x) echo in;; esac; echo ok $?",
      dialect: .sh,
      output: "ok 0\n"),
    ScriptCase(
      """
      set -e; cat <<X
      a $(false) b
      X
      echo ok
      """,
      dialect: .sh,
      output: """
        a  b
        ok

        """),
    ScriptCase(
      #"""
      set -e; x=$(cat <<X
      a $(false) b
      X
      ); echo "ok $x"
      """#,
      dialect: .sh,
      output: "ok a  b\n"),
    ScriptCase(
      "set -e; x=`false`; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; f() { x=$(false); echo no; }; f; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; f() { x=$(false); echo in; }; f || echo or; echo ok",
      dialect: .sh,
      output: """
        in
        ok

        """),
    ScriptCase(
      "set -e; f() { echo $(false); echo in; }; f; echo ok",
      dialect: .sh,
      output: """

        in
        ok

        """),
    ScriptCase(
      #"set -e; f() { false; echo in; }; x=$(f) || echo or; echo "ok $x""#,
      dialect: .sh,
      output: "ok in\n",
      differs: [.dash: "prints `or; ok`"]),
    ScriptCase(
      "set -e; x=$(set -e; false; echo a); echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      #"set -e; x=$(set -e; false; echo a) || echo "or $x"; echo ok"#,
      dialect: .sh,
      output: "ok\n",
      differs: [.dash: "prints `or ; ok`"]),
    ScriptCase(
      "set -e; x=$(if false; then :; fi; echo $?); echo $x",
      dialect: .sh,
      output: "0\n"),
    ScriptCase(
      "set -e; x=$(exit 0; false); echo ok",
      dialect: .sh,
      output: "ok\n"),
    ScriptCase(
      "set -e; x=$(false | true); echo ok",
      dialect: .sh,
      output: "ok\n"),
    ScriptCase(
      "set -e; x=$(true | false); echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; x=$(! true); echo no $?",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; x=$(! true; true); echo ok",
      dialect: .sh,
      output: "ok\n"),
    ScriptCase(
      #"set -e; x=$(trap 'echo sub $?' EXIT; exit 3) || echo "$? $x""#,
      dialect: .sh,
      output: "3 sub 3\n"),
  ]

  static let bashRows: [ScriptCase] = [
    ScriptCase(
      #"set -e; x=$(false; echo a); echo "ok $x""#,
      output: "ok a\n"),
    ScriptCase(
      "set -e; echo $(false; echo a); echo ok",
      output: """
        a
        ok

        """),
    ScriptCase(
      "set -e; echo $(false; echo a) $(exit 3); echo ok",
      output: """
        a
        ok

        """),
    ScriptCase(
      "set -e; for i in $(false; echo 1); do echo $i $?; done; echo ok",
      output: """
        1 0
        ok

        """),
    ScriptCase(
      #"set -e; f() { false; echo in; }; x=$(f); echo "ok $x""#,
      output: "ok in\n"),
    ScriptCase(
      #"set -e; f() { false; echo in; }; echo "$(f)" ; echo ok"#,
      output: """
        in
        ok

        """),
    ScriptCase(
      #"set -e; x=$( (false; echo a) ); echo "ok $x""#,
      output: "ok a\n"),
    ScriptCase(
      "set -e; trap 'false; echo in' DEBUG; if true; then echo t; fi; echo ok",
      status: 1),
    ScriptCase(
      "set -e; trap 'false; echo in' ERR; if ! false; then echo t; fi; false; echo ok",
      output: "t\n",
      status: 1),
    ScriptCase(
      """
      set -e; f() { false; echo in; }; trap 'f; echo here' USR1; if kill -USR1 $$; \
      then echo t; fi; echo ok
      """,
      status: 1),
    ScriptCase(
      """
      set -e; trap 'false; echo in' RETURN; f() { true; }; if f; then echo t; fi; \
      echo ok
      """,
      output: """
        t
        ok

        """),
    ScriptCase(
      "set -e; shopt -s inherit_errexit; x=$(false; echo a); echo no",
      status: 1),
    ScriptCase(
      #"set -e; shopt -s inherit_errexit; x=$(false; echo a) || echo "or [$x]"; echo ok"#,
      output: "ok\n"),
    ScriptCase(
      "set -e; shopt -s inherit_errexit; echo $(false; echo a); echo ok",
      output: """

        ok

        """),
    ScriptCase(
      #"""
      set -e; shopt -s inherit_errexit; if x=$(false; echo a); then echo "t $x"; \#
      else echo "e $x"; fi
      """#,
      output: "t a\n"),
    ScriptCase(
      "set -e; shopt -s inherit_errexit; f() { false; echo in; }; x=$(f); echo no",
      status: 1),
    ScriptCase(
      #"""
      set -e; shopt -s inherit_errexit; f() { local x=$(false; echo a); echo "in \#
      [$x] $?"; }; f; echo ok
      """#,
      output: """
        in [] 0
        ok

        """),
    ScriptCase(
      #"""
      set -e; shopt -s inherit_errexit; f() { local x; x=$(false; echo a); echo "in \#
      [$x]"; }; f; echo no
      """#,
      status: 1),
    ScriptCase(
      #"set -e; f() { local x=$(false); echo "in $?"; }; f; echo ok"#,
      output: """
        in 0
        ok

        """),
    ScriptCase(
      #"set -e; f() { local x; x=$(false); echo "in $?"; }; f; echo no"#,
      status: 1),
    ScriptCase(
      """
      set -e; export x=$(false); echo ok $?; declare y=$(false); echo $?; typeset \
      z=$(exit 3); echo $?; readonly w=$(exit 4); echo $?
      """,
      output: """
        ok 0
        0
        0
        0

        """),
    ScriptCase(
      "set -e; export x=$(exit 3) y=$(exit 4); echo ok $?",
      output: "ok 0\n"),
    ScriptCase(
      "set -e; x=$(exit 3) export y=1; echo ok $?",
      output: "ok 0\n"),
    ScriptCase(
      "set -e; local x=1; echo no",
      error: "bash: line 1: local: can only be used in a function\n",
      status: 1),
    ScriptCase(
      "set -e; declare -i n=1/0; echo no",
      error: nil,
      status: 1),
    ScriptCase(
      "set -e; a=($(false)); echo ok $?",
      status: 1),
    ScriptCase(
      "set -e; a=(1 $(exit 3) 2); echo no $?",
      status: 3),
    ScriptCase(
      "set -e; a[0]=$(false); echo no",
      status: 1),
    ScriptCase(
      "set -e; a[$(false)0]=1; echo ok $?",
      status: 1),
    ScriptCase(
      "set -e; a+=$(false); echo no",
      status: 1),
    ScriptCase(
      "set -e; x=${y:-$(false)}; echo no",
      status: 1),
    ScriptCase(
      #"set -e; x="$(false)$(true)"; echo ok"#,
      output: "ok\n"),
    ScriptCase(
      "set -e; : $(false); echo ok $?",
      output: "ok 0\n"),
    ScriptCase(
      "set -e; [[ -n $(false) ]]; echo no",
      status: 1),
    ScriptCase(
      "set -e; [[ -z $(false) ]]; echo ok $?",
      output: "ok 0\n"),
    ScriptCase(
      "set -e; [[ a = b ]]; echo no",
      status: 1),
    ScriptCase(
      "set -e; [[ a = b ]] || echo or; echo ok",
      output: """
        or
        ok

        """),
    ScriptCase(
      "set -e; [[ a = b ]] && echo and; echo ok $?",
      output: "ok 1\n"),
    ScriptCase(
      "set -e; (( 0 )); echo no",
      status: 1),
    ScriptCase(
      """
      set -e; (( 0 )) || echo or; (( 1 )); i=0; (( i++ )) || true; echo ok; (( i-- \
      )); let i=1; let i=0; echo no
      """,
      output: """
        or
        ok

        """,
      status: 1),
    ScriptCase(
      "set -e; i=0; ((i++)); echo no $i",
      status: 1),
    ScriptCase(
      "set -e; i=0; ((++i)); echo ok $i",
      output: "ok 1\n"),
    ScriptCase(
      "set -e; let 0; echo no",
      status: 1),
    ScriptCase(
      "set -e; let 'x = 0' || echo or; echo ok",
      output: """
        or
        ok

        """),
    ScriptCase(
      "set -e; for ((i=0; i<2; i++)); do false; echo no; done; echo no",
      status: 1),
    ScriptCase(
      "set -e; for ((i=0; i<2; i++)); do echo $i; done; echo ok",
      output: """
        0
        1
        ok

        """),
    ScriptCase(
      "set -e; for ((;;)); do (( 0 )) || break; done; echo ok",
      output: "ok\n"),
    ScriptCase(
      "set -e; select x in a; do false; echo no; done <<<1; echo no",
      error: "1) a\n#? ",
      status: 1),
    ScriptCase(
      "set -e; time false; echo no",
      error: """

        real	0m0.000s
        user	0m0.000s
        sys	0m0.000s

        """,
      status: 1),
    ScriptCase(
      "set -e; { time false; } 2>/dev/null; echo no",
      status: 1),
    ScriptCase(
      "set -e; coproc false; wait; echo ok",
      output: "ok\n"),
    ScriptCase(
      "set -e; cat <(false; echo a); echo ok",
      output: "ok\n"),
    ScriptCase(
      "set -e; read x < <(false; echo a); echo no $x",
      status: 1),
    ScriptCase(
      "set -e; read x < <(false; true; echo a) || echo or; echo ok",
      output: """
        or
        ok

        """),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
  @Test(arguments: rows) func runsInBash(_ row: ScriptCase) throws {
    try row.called(.bash).check()
  }
  @Test(arguments: bashRows) func runsBash(_ row: ScriptCase) throws { try row.check() }
}
