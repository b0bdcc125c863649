import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.9.1 Simple commands")
struct SimpleCommandsTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      "a=b c=d env | grep -E '^[ac]=' | sort",
      dialect: .sh,
      output: "a=b\nc=d\n"),
    ScriptCase(
      "a=b; c=d; echo $a$c",
      dialect: .sh,
      output: "bd\n"),
    ScriptCase(
      #""a"=b"#,
      dialect: .sh,
      error: nil,
      status: 127),
    ScriptCase(
      #"a"b"=c"#,
      dialect: .sh,
      error: nil,
      status: 127),
    ScriptCase(
      "1a=b",
      dialect: .sh,
      error: nil,
      status: 127),
    ScriptCase(
      "a+b=c",
      dialect: .sh,
      error: nil,
      status: 127),
    ScriptCase(
      "echo a=b a=~",
      dialect: .sh,
      output: "a=b a=~\n"),
    ScriptCase(
      "=b",
      dialect: .sh,
      error: nil,
      status: 127),
    ScriptCase(
      "a=b=c; echo $a",
      dialect: .sh,
      output: "b=c\n"),
    ScriptCase(
      #"a= b=; echo "[$a$b]""#,
      dialect: .sh,
      output: "[]\n"),
    ScriptCase(
      "x=1; x=2 env | grep ^x=; echo $x",
      dialect: .sh,
      output: "x=2\n1\n"),
    ScriptCase(
      "x=1; f() { echo in $x; x=3; }; x=2 f; echo $x",
      dialect: .sh,
      output: "in 2\n1\n"),
    ScriptCase(
      #"f() { sh -c 'echo [$x]'; }; x=2 f; echo "[$x]""#,
      dialect: .sh,
      output: "[2]\n[]\n"),
    ScriptCase(
      "x=2 :; echo $x; x=3 true; echo $x; x=4 eval :; echo $x; x=5 set --; echo $x",
      dialect: .sh,
      output: """
        2
        2
        4
        5

        """),
    ScriptCase(
      """
      x=2 export y=1; echo $x; sh -c 'echo [$x][$y]'; x=3 readonly z=1; echo $x; x=4 unset \
      q; echo $x; x=7 shift 0; echo $x; x=8 times >/dev/null; echo $x; x=9 trap - INT; echo $x
      """,
      dialect: .sh,
      output: """
        2
        [][1]
        3
        4
        7
        8
        9

        """),
    ScriptCase(
      """
      x=2 . /dev/null; echo $x; x=3 command :; echo $x; x=4 command eval 'echo $x'; echo $x
      """,
      dialect: .sh,
      output: """
        2
        2
        4
        2

        """),
    ScriptCase(
      """
      x=2 exec 3>&1; echo $x; for i in 1; do x=5 continue; done; echo $x; for i in 1; do \
      x=6 break; done; echo $x
      """,
      dialect: .sh,
      output: "2\n5\n6\n"),
    ScriptCase(
      """
      x=4 cd /; echo "[$x]"; x=4 read y </dev/null; echo "[$x]"; x=5 test 1; echo "[$x]"; \
      x=6 echo $x
      """,
      dialect: .sh,
      output: """
        []
        []
        []


        """),
    ScriptCase(
      """
      x=1; x=2 y=$x z=$y sh -c 'echo $x $y $z'; x=$(echo a >&2) y=$(echo b >&2) true 2>&1
      """,
      dialect: .sh,
      output: "2 2 2\na\nb\n"),
    ScriptCase(
      "x=a; x=b$x c=$x; echo $x $c; a=1 a=2; echo $a",
      dialect: .sh,
      output: "ba ba\n2\n"),
    ScriptCase(
      """
      x=$(echo 1; exit 3) >f; echo $? $x; x=$(exit 3) y=2; echo $?; x=$(exit 3) true; echo $?
      """,
      dialect: .sh,
      output: "3 1\n3\n0\n"),
    ScriptCase(
      """
      false; x=1; echo $?; false; >f; echo $?; $(exit 5); echo $?; $(exit 5) >f; echo $?; \
      $e; echo $?; "$e"; echo $?
      """,
      dialect: .sh,
      output: """
        0
        0
        5
        5
        0
        127

        """,
      error: nil),
    ScriptCase(
      """
      $(echo echo hi) there; $(echo echo 'a b'); x='echo a'; $x b; x=; $x echo c; $x $x; echo $?
      """,
      dialect: .sh,
      output: """
        hi there
        a b
        a b
        c
        0

        """),
    ScriptCase(
      "x=a; $x=b; echo $?",
      dialect: .sh,
      output: "127\n",
      error: nil),
    ScriptCase(
      "e=echo; $e a=b; a$e=b 2>/dev/null; echo $?",
      dialect: .sh,
      output: "a=b\n127\n"),
    ScriptCase(
      "v=x; echo >f$(echo 1) ${v=y} 2>f$(echo 2); ls",
      dialect: .sh,
      output: "f1\nf2\n"),
    ScriptCase(
      """
      echo $(echo 1 >&2) >f$(echo 2 >&2) $(echo 3 >&2) 2>&1; x=$(echo 4 >&2) echo $(echo 5 \
      >&2) >f$(echo 6 >&2)
      """,
      dialect: .sh,
      error: nil),
    ScriptCase(
      "x=1; x=2 echo $x >f$x; ls; x=3 >g$x; ls",
      dialect: .sh,
      output: "f1\nf1\ng3\n",
      differs: [.dash: "prints `f1; f1; g1`"]),
    ScriptCase(
      """
      nosuchcmd; echo $?; ./nosuch; echo $?; /nosuch/x; echo $?; mkdir d; ./d; echo $?; >f; \
      ./f; echo $?; d/; echo $?
      """,
      dialect: .sh,
      output: """
        127
        127
        127
        126
        126
        126

        """,
      error: nil),
    ScriptCase(
      """
      chmod 644 f 2>/dev/null; echo 'echo hi' >f; ./f; echo $?; chmod +x f; ./f; echo $?; \
      PATH=$PWD:$PATH; f; echo $?
      """,
      dialect: .sh,
      output: """
        126
        hi
        0
        hi
        0

        """,
      error: nil),
    ScriptCase(
      #"printf '#!/nosuch/interp\n' >f; chmod +x f; ./f; echo $?"#,
      dialect: .sh,
      output: "127\n",
      error: nil),
    ScriptCase(
      #": > f; chmod +x f; ./f; echo $?; printf '\n' >f; ./f; echo $?"#,
      dialect: .sh,
      output: "0\n0\n"),
    ScriptCase(
      "echo 'echo $0; exit 4' >f; chmod +x f; ./f a; echo $?",
      dialect: .sh,
      output: "./f\n4\n"),
    ScriptCase(
      "echo 'x=5' >f; chmod +x f; x=1; ./f; echo $x; . ./f; echo $x",
      dialect: .sh,
      output: "1\n5\n"),
    ScriptCase(
      #"""
      echo() { printf 'func %s\n' "$1"; }; echo a; command echo b; unset -f echo; echo c
      """#,
      dialect: .sh,
      output: "func a\nb\nc\n"),
    ScriptCase(
      """
      cd() { echo mycd; }; cd /; command cd /; pwd; test() { echo mytest; }; test; [ a ] && \
      echo b
      """,
      dialect: .sh,
      output: """
        mycd
        /
        mytest
        b

        """),
    ScriptCase(
      "true() { false; }; true; echo $?",
      dialect: .sh,
      output: "1\n"),
    ScriptCase(
      #"printf '\177ELFxx' >f; chmod +x f; ./f 2>/dev/null; echo $?"#,
      dialect: .sh,
      output: "126\n"),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
