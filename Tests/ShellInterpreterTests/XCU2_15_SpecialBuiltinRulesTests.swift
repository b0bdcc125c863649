import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.15 Special builtins")
struct SpecialBuiltinRulesTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      """
      echo 'return 5; echo no' >f; . ./f; echo $?; echo 'exit 6' >g; (. ./g); echo $?; f1() \
      { . ./f; echo $?; }; f1
      """,
      dialect: .sh,
      output: "5\n6\n5\n"),
    ScriptCase(
      """
      echo 'echo $x; x=2' >f; x=1; . ./f; echo $x; x=5 . ./f; echo $x; (. ./f); mkdir d; \
      echo 'echo path' >d/s; PATH=d:$PATH . s; chmod 000 d/s; 
      """,
      dialect: .sh,
      output: """
        1
        2
        5
        2
        2
        path

        """),
    ScriptCase(
      ". nosuchfile; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "command . nosuchfile; echo $?",
      dialect: .sh,
      output: "1\n",
      error: nil,
      differs: [.dash: "prints `2`"]),
    ScriptCase(
      """
      echo 'false' >f; . ./f; echo $?; : >g; false; . ./g; echo $?; echo 'if' >h; (. ./h; \
      echo no); echo $?
      """,
      dialect: .sh,
      output: "1\n0\n2\n",
      error: nil),
    ScriptCase(
      """
      eval; echo $?; false; eval; echo $?; eval ''; eval false; echo $?; eval 'echo a' 'b;' \
      echo c; eval "x=5"; echo $x; eval 'exit 3'; echo no
      """,
      dialect: .sh,
      output: """
        0
        0
        1
        a b
        c
        5

        """,
      status: 3),
    ScriptCase(
      """
      eval 'echo $1' ; set -- a; eval 'echo $1'; f() { eval 'return 4'; echo no; }; f; echo \
      $?; for i in 1 2; do eval break; done; echo $i
      """,
      dialect: .sh,
      output: """

        a
        4
        1

        """),
    ScriptCase(
      "(eval 'echo a; )'); echo $?; (eval 'fi'; echo no); echo $?",
      dialect: .sh,
      output: "2\n2\n",
      error: nil),
    ScriptCase(
      "exec; echo $?; exec echo replaced; echo no",
      dialect: .sh,
      output: "0\nreplaced\n"),
    ScriptCase(
      """
      (exec sh -c 'exit 3'); echo $?; (exec nosuch); echo $?; (exec ./); echo $?; exec \
      nosuch; echo no
      """,
      dialect: .sh,
      output: "3\n127\n126\n",
      error: nil,
      status: 127),
    ScriptCase(
      "x=5 exec sh -c 'echo $x'",
      dialect: .sh,
      output: "5\n"),
    ScriptCase(
      "exec 3>f 4>&3; echo a >&4; cat f; exec 3>&- 4>&-; exec -- echo dd",
      dialect: .sh,
      output: "a\ndd\n",
      differs: [.dash: "prints `a`, exits with 127"]),
    ScriptCase(
      "exit 300",
      dialect: .sh,
      status: 44),
    ScriptCase(
      "exit 3 4",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 3"]),
    ScriptCase(
      "exit a; echo no",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "exit -1",
      dialect: .sh,
      status: 255,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      """
      (false; exit); echo $?; (exit 256); echo $?; sh -c 'false; exit'; echo $?; trap 'exit \
      9' EXIT; exit 3
      """,
      dialect: .sh,
      output: "1\n0\n1\n",
      status: 9),
    ScriptCase(
      "trap 'echo $?' EXIT; (exit 3); exit 4",
      dialect: .sh,
      output: "4\n",
      status: 4),
    ScriptCase(
      "trap 'false; exit' EXIT; exit 4",
      dialect: .sh,
      status: 4),
    ScriptCase(
      "trap 'false' EXIT; exit 4",
      dialect: .sh,
      status: 4),
    ScriptCase(
      "trap 'echo a; exit 2; echo no' EXIT; echo b",
      dialect: .sh,
      output: "b\na\n",
      status: 2),
    ScriptCase(
      ":; echo $?; : a b $(echo side >&2); true; echo $?; false; :; echo $?",
      dialect: .sh,
      output: "0\n0\n0\n",
      error: nil),
    ScriptCase(
      "shift; echo $?; set -- a; shift 2; echo $? $#",
      dialect: .sh,
      output: "1\n1 1\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      "set -- a b; shift 1; echo $1; shift -1; echo no",
      dialect: .sh,
      output: "b\n",
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "set -- a b; (shift x); echo $?; shift 01; echo $#",
      dialect: .sh,
      output: "1\n1\n",
      error: nil,
      differs: [.dash: "prints `2; 1`"]),
    ScriptCase(
      #"""
      times | wc -l; times | grep -Ec '^[0-9]+m[0-9]+\.[0-9]+s [0-9]+m[0-9]+\.[0-9]+s$'
      """#,
      dialect: .sh,
      output: "2\n2\n"),
    ScriptCase(
      "for i in 1 2; do break 0; echo x; done; echo $?",
      dialect: .sh,
      output: "1\n",
      error: nil,
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      "for i in 1 2; do break a; echo x; done; echo $?",
      dialect: .sh,
      error: nil,
      status: 128,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "return 3; echo no",
      dialect: .sh,
      status: 3),
    ScriptCase(
      """
      f() { return 256; }; f; echo $?; f() { return -1; }; f; echo $?; f() { return a; }; \
      f; echo $?
      """,
      dialect: .sh,
      output: "0\n255\n",
      error: nil,
      status: 2,
      differs: [.dash: "prints `256`"]),
    ScriptCase(
      "export x=1 y; export -p | grep -E ' [xy]'",
      dialect: .sh,
      output: #"export x="1"\#nexport y\#n"#,
      differs: [.dash: "prints `export x='1'; export y`"]),
    ScriptCase(
      """
      export x='a b' y="it's"; export -p | grep -E ' [xy]=' ; export z; export -p | grep ' \
      z'; readonly r='1  2' q; readonly -p | grep -E ' [rq]'
      """,
      dialect: .sh,
      output: """
        export x="a b"
        export y="it's"
        export z
        readonly q
        readonly r="1  2"

        """,
      differs: [.dash: "prints `export x='a b'; export y='it'''''s'; export z...`"]),
    ScriptCase(
      """
      export x='a
      b'; export -p > f; unset x; . ./f; echo "$x"
      """,
      dialect: .sh,
      output: "a\nb\n"),
    ScriptCase(
      "export 1a; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "export a-b=1; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "readonly 1a; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "command export 1a; echo $?; command readonly 1a=; echo $?",
      dialect: .sh,
      output: "1\n1\n",
      error: nil,
      differs: [.dash: "prints `2; 2`"]),
    ScriptCase(
      "export -- x=1; echo $x; readonly -- y=2; echo $y; export -- ; echo $? | head -1",
      dialect: .sh,
      output: """
        1
        2
        export HOME="$DIR"
        export LC_ALL="C"
        export PATH="/usr/bin:/bin"
        export PWD="$DIR"
        export SHLVL="1"
        export TMPDIR="$DIR"
        export x="1"
        0

        """,
      differs: [.dash: "prints `1; 2; export HOME='$DIR'; export LC_ALL='C'; ...`"]),
    ScriptCase(
      """
      export x=$(echo a b); echo "$x"; v='a b'; export y=$v; echo "$y"; command export z=$v \
      2>/dev/null; echo "$z"; w=x=1; export $w; echo $x
      """,
      dialect: .sh,
      output: """
        a b
        a b
        a b
        1

        """),
    ScriptCase(
      #"""
      export x=~:~ ; [ "$x" = "$HOME:$HOME" ] && echo ok; e=export; $e y=~; echo $y | sed \#
      "s,$HOME,H,"; "export" z=~; echo $z| sed "s,$HOME,H,"; \export z=~; echo $z| sed \#
      "s,$HOME,H,"
      """#,
      dialect: .sh,
      output: """
        ok
        ~
        ~
        ~

        """,
      differs: [.dash: "prints `ok; H; H; H`"]),
    ScriptCase(
      """
      export x=*; echo "$x"; touch x=a; export x=*; echo "$x"; command export x=*; echo "$x"
      """,
      dialect: .sh,
      output: "*\n*\n*\n"),
    ScriptCase(
      "set | grep -c '^f *()'; f() { :; }; x=1; set | grep '^x='",
      dialect: .sh,
      output: "0\nx=1\n",
      differs: [.dash: "prints `0; x='1'`"]),
    ScriptCase(
      #"x='a b' y="c'd" z='' w='a\b' v='$x' ; set | grep '^[vwxyz]='"#,
      dialect: .sh,
      output: #"""
        v='$x'
        w='a\b'
        x='a b'
        y='c'\''d'
        z=

        """#,
      differs: [.dash: "prints `v='$x'; w='a\\b'; x='a b'; y='c'''''d'; z=''`"]),
    ScriptCase(
      "set -e; set +e; false; echo a; set -o errexit; set +o errexit; false; echo b",
      dialect: .sh,
      output: "a\nb\n"),
    ScriptCase(
      """
      set -o | awk '{print $1, $2}' | grep -E \
      '^(allexport|errexit|ignoreeof|monitor|noclobber|noexec|noglob|nolog|notify|nounset|pipefail|verbose|vi|xtrace) '
      """,
      dialect: .sh,
      output: """
        allexport off
        errexit off
        ignoreeof off
        monitor off
        noclobber off
        noexec off
        noglob off
        nolog off
        notify off
        nounset off
        pipefail off
        verbose off
        vi off
        xtrace off

        """,
      differs: [.dash: "prints `errexit off; noglob off; ignoreeof off; monit...`"]),
    ScriptCase(
      """
      set -o >/dev/null; echo $?; set +o | grep -c '^set'; x=$(set +o); set -fuC; eval \
      "$x"; echo $- | tr -dc fuC
      """,
      dialect: .sh,
      output: "0\n27\n",
      differs: [.dash: "prints `0; 18`"]),
    ScriptCase(
      "set -Z; echo no",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "command set -Z; echo $?",
      dialect: .sh,
      output: "2\n",
      error: nil),
    ScriptCase(
      "set -ab -c; echo $?",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "set -f -- -x *; echo $1 $2 $#; set +f; set -- ; echo $#",
      dialect: .sh,
      output: "-x * 2\n0\n"),
    ScriptCase(
      "set a -f b; echo $2; set -- -f; echo $-$1 | tr -dc 'f-'; set - a b; echo $1",
      dialect: .sh,
      output: "-f\n-fa\n"),
    ScriptCase(
      "set -n; echo a",
      dialect: .sh),
    ScriptCase(
      "set -h; set +h; set -b; set +b; set -m; set +m; echo $?",
      dialect: .sh,
      output: "0\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      #"set -u; echo ${x-ok}; echo $@ "$*"; x=; echo $x; echo $y; echo no"#,
      dialect: .sh,
      output: "ok\n\n\n",
      error: nil,
      status: 2),
    ScriptCase(
      """
      set -a; x=1; f() { y=2; }; f; read z <<E
      3
      E
      for w in 4; do :; done; : ${v=5} $((u=6)); getopts a t -a; sh -c 'echo $x $y $z $w $v \
      $u $t'; set +a; q=1; sh -c 'echo [$q]'
      """,
      dialect: .sh,
      output: "1 2 3 4 5 6 a\n[]\n"),
    ScriptCase(
      "set -C -f; (set +C; >g; >g; echo $?); echo $- | tr -dc Cf",
      dialect: .sh,
      output: "0\nfC",
      differs: [.dash: "prints `0; Cf`"]),
    ScriptCase(
      """
      unset -v x y; x=1; unset -v x; echo $x; f() { :; }; unset f; f; echo $?; unset -f f; \
      f 2>/dev/null; echo $?; unset -x; echo no
      """,
      dialect: .sh,
      output: "\n127\n127\n",
      error: nil,
      status: 2,
      differs: [.dash: "prints `; 0; 127`"]),
    ScriptCase(
      """
      x=1; f() { unset x; }; f; echo "[$x]"; export y=1; unset y; y=2; sh -c 'echo [$y]'; \
      (unset x; x=2); unset PATH; echo $PATH; unset IFS; y='a b'; set $y; echo $#
      """,
      dialect: .sh,
      output: """
        []
        []

        2

        """),
    ScriptCase(
      "command eval 'if'; echo y $?",
      dialect: .sh,
      output: "y 2\n",
      error: nil),
    ScriptCase(
      "command eval 'set -Z; echo no'; echo y $?",
      dialect: .sh,
      error: nil,
      status: 2,
      differs: [.dash: "prints `y 2`, exits with 0"]),
    ScriptCase(
      "echo if >f; command . ./f; echo y $?",
      dialect: .sh,
      output: "y 2\n",
      error: nil),
    ScriptCase(
      "x=5 exec env | grep ^x=",
      dialect: .sh,
      output: "x=5\n"),
    ScriptCase(
      "x=5; exec env | grep ^x=",
      dialect: .sh,
      status: 1),
    ScriptCase(
      """
      readonly x='a
      b' y; readonly -p > f; grep -c . f; sh -c '. ./f; echo "$x"; x=1; echo no' 2>/dev/null
      """,
      dialect: .sh,
      output: "2\na\nb\n",
      status: 1,
      differs: [.dash: "prints `3; a; b`, exits with 2"]),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
