import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.7 Redirection, rule by rule")
struct RedirectionRulesTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      "echo a >f; echo b >>f; cat f; echo c >f; cat <f; echo d 1>f; cat 0<f",
      dialect: .sh,
      output: """
        a
        b
        c
        d

        """),
    ScriptCase(
      """
      set -C; echo a >f; echo b >f; echo $?; cat f; echo c >|f; cat f; echo d >>f; cat f; \
      echo x >/dev/null; echo $?
      """,
      dialect: .sh,
      output: """
        1
        a
        c
        c
        d
        0

        """,
      error: nil,
      differs: [.dash: "prints `2; a; c; c; d; 0`"]),
    ScriptCase(
      "set -C; > f; > f; echo no",
      dialect: .sh,
      output: "no\n",
      error: nil),
    ScriptCase(
      "set -o noclobber; >f; (exec >f); echo $?",
      dialect: .sh,
      output: "1\n",
      error: nil,
      differs: [.dash: "prints `2`"]),
    ScriptCase(
      "echo a >f 2>&1; ls nosuch >f 2>&1; wc -l <f; ls nosuch 2>&1 >f | wc -l",
      dialect: .sh,
      output: "1\n1\n"),
    ScriptCase(
      """
      f() { echo out; echo err >&2; }; f 2>/dev/null; f 2>&1 >/dev/null; f >/dev/null 2>&1; \
      f 2>&1 1>&2 2>/dev/null | cat
      """,
      dialect: .sh,
      output: "out\nerr\nout\n"),
    ScriptCase(
      "exec 3>f; echo a >&3; echo b >&3; exec 3>&-; cat f; echo c >&3; echo $?",
      dialect: .sh,
      output: "a\nb\n1\n",
      error: nil,
      differs: [.dash: "prints `a; b; 2`"]),
    ScriptCase(
      """
      exec 3<<E
      one
      two
      E
      read x <&3; read y <&3; echo $x $y; exec 3<&-
      """,
      dialect: .sh,
      output: "one two\n"),
    ScriptCase(
      "echo hi 5>&1 >&5 5>&-; { echo x >&5; } 5>&1; echo y >&5; echo $?",
      dialect: .sh,
      output: "hi\nx\n1\n",
      error: nil,
      differs: [.dash: "prints `hi; x; 2`"]),
    ScriptCase(
      "echo a >&-; echo $?; cat <&-; echo $?",
      dialect: .sh,
      output: "1\n1\n",
      error: nil),
    ScriptCase(
      "echo x >&9; echo $?; cat <&9; echo $?",
      dialect: .sh,
      output: "1\n1\n",
      error: nil,
      differs: [.dash: "prints `2; 2`"]),
    ScriptCase(
      "exec 4>&9; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "exec 3</dev/null; exec 4<&3; exec 3<&-; read x <&4; echo $?",
      dialect: .sh,
      output: "1\n"),
    ScriptCase(
      "x=1; echo a >&$x; x=; echo a >&$x; echo no $?",
      dialect: .sh,
      output: "a\nno 1\n",
      error: nil,
      differs: [.dash: "prints `a`, exits with 2"]),
    ScriptCase(
      #"x=2; echo a >&"$x" 2>/dev/null; x=foo; echo a >&$x; echo $?; cat foo 2>/dev/null"#,
      dialect: .sh,
      output: "0\na\n",
      error: nil,
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      "x=3; exec 3>f; echo a >&${x}; echo b >&$((x)); echo c >&$(echo 3); cat f",
      dialect: .sh,
      output: "a\nb\nc\n"),
    ScriptCase(
      "x=-; exec 3>f; exec 3>&$x; echo a >&3; echo $?",
      dialect: .sh,
      output: "1\n",
      error: nil,
      differs: [.dash: "prints `2`"]),
    ScriptCase(
      "exec 3>f; exec 4>&3-; echo a >&4; echo b >&3; cat f",
      dialect: .sh,
      output: "a\n",
      error: nil,
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      """
      echo <>f; cat f; echo hello >f; cat <>f; { read x; echo $x; } <>f; printf HE 1<>f; \
      cat f; exec 3<>g; echo a>&3; cat <&3; cat g
      """,
      dialect: .sh,
      output: """

        hello
        hello
        HEllo
        a

        """),
    ScriptCase(
      "echo a >f >g; ls; cat g f",
      dialect: .sh,
      output: "f\ng\na\n"),
    ScriptCase(
      "echo a >f; cat <f >f; cat f; echo z",
      dialect: .sh,
      output: "z\n"),
    ScriptCase(
      ">f; ls; <f; echo $?",
      dialect: .sh,
      output: "f\n0\n"),
    ScriptCase(
      """
      x=f; echo a >$x; echo b >"$x b"; ls; cat < "$x b"; echo c >$(echo g); cat g; echo d \
      >$((1+1)); cat 2
      """,
      dialect: .sh,
      output: """
        f
        f b
        b
        c
        d

        """),
    ScriptCase(
      "x='a b'; echo hi >$x; echo $?; ls",
      dialect: .sh,
      output: "0\na b\n"),
    ScriptCase(
      #"x=; echo hi >$x; echo $?; echo hi >"$x"; echo $?"#,
      dialect: .sh,
      output: "1\n1\n",
      error: nil,
      differs: [.dash: "prints `2; 2`"]),
    ScriptCase(
      #"echo "x y" >'a b'; cat a\ b; cat "a b""#,
      dialect: .sh,
      output: "x y\nx y\n"),
    ScriptCase(
      "mkdir d; echo a >d; echo $?; cat <d; echo $?",
      dialect: .sh,
      output: "1\n1\n",
      error: nil,
      differs: [.dash: "prints `2; 1`"]),
    ScriptCase(
      "echo a 2>&1 1>f; cat f",
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      #"exec 5>&1; x=$(echo cap; echo out >&5); echo "[$x]""#,
      dialect: .sh,
      output: "out\n[cap]\n"),
    ScriptCase(
      "exec 8>&1 9>&2; echo a >&8; echo b >&9 2>/dev/null; exec 8>&- 9>&-",
      dialect: .sh,
      output: "a\n",
      error: nil),
    ScriptCase(
      "echo a 7>f >&7; cat f; echo b >&7; echo $?",
      dialect: .sh,
      output: "a\n1\n",
      error: nil,
      differs: [.dash: "prints `a; 2`"]),
    ScriptCase(
      "cat 3<f <&3; echo hi >f; cat 3<f <&3; cat <f 3<&0 <&3",
      dialect: .sh,
      output: "hi\nhi\n",
      error: nil),
    ScriptCase(
      "exec 10>f; echo a >&10; exec 10>&-; cat f; echo 10>g; cat g",
      dialect: .sh,
      output: "a\n\n",
      differs: [.dash: "prints nothing, exits with 127"]),
    ScriptCase(
      "(exec 3>f; echo a >&3); echo b >&3; echo $?; cat f",
      dialect: .sh,
      output: "1\na\n",
      error: nil,
      differs: [.dash: "prints `2; a`"]),
    ScriptCase(
      """
      exec <<E
      l1
      l2
      E
      read a; read b; echo $a $b
      """,
      dialect: .sh,
      output: "l1 l2\n"),
    ScriptCase(
      "exec >f; echo a; exec >&2; echo b; cat f",
      dialect: .sh,
      error: nil),
    ScriptCase(
      "echo a | { read x; echo $x; } </dev/null; echo b | (cat) ",
      dialect: .sh,
      output: "\nb\n"),
    ScriptCase(
      """
      cat </dev/null <<E
      x
      E
      cat <<E </dev/null
      x
      E
      echo done
      """,
      dialect: .sh,
      output: "x\ndone\n"),
    ScriptCase(
      "f() { echo $1 >&2; } 2>&1; f a | cat",
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      "f() { g; } >f; g() { echo g; }; f; cat f; f >h; cat h | wc -c",
      dialect: .sh,
      output: "g\n0\n"),
    ScriptCase(
      "echo a 1>&2 2>&1 2>/dev/null; { echo a 1>&2; } 2>&1 | cat",
      dialect: .sh,
      output: "a\n",
      error: nil),
    ScriptCase(
      "umask 027; >f; ls -l f | cut -c1-10; umask 0; >g; ls -l g | cut -c1-10",
      dialect: .sh,
      output: "-rw-r-----\n-rw-rw-rw-\n"),
    ScriptCase(
      "{ echo a; echo b >&3; } 3>&1 >/dev/null",
      dialect: .sh,
      output: "b\n"),
    ScriptCase(
      """
      while read l; do echo $l; done <f; echo x>f; while read l; do echo $l; cat; done <f
      """,
      dialect: .sh,
      output: "x\n",
      error: nil),
    ScriptCase(
      #"""
      printf '1\n2\n3\n' >f; { read a; sh -c 'read b; echo $b'; read c; echo $a $c; } <f
      """#,
      dialect: .sh,
      output: "2\n1 3\n"),
    ScriptCase(
      #"printf '1\n2\n3\n' | { read a; cat; echo $a; }"#,
      dialect: .sh,
      output: "2\n3\n1\n"),
    ScriptCase(
      #"printf '1\n2\n3\n' | { read a; sh -c 'read b; echo $b'; read c; echo $a $c; }"#,
      dialect: .sh,
      output: "2\n1 3\n"),
    ScriptCase(
      "exec 3>&1; (echo a >&3) | cat >/dev/null; echo b | cat >&3",
      dialect: .sh,
      output: "a\nb\n"),
    ScriptCase(
      "echo >f 1 2 3 >g 4; cat f g",
      dialect: .sh,
      output: "1 2 3 4\n"),
    ScriptCase(
      "2>&1 ls nosuch >f; cat f | wc -l",
      dialect: .sh,
      output: "ls: cannot access 'nosuch': No such file or directory\n0\n"),
    ScriptCase(
      #"echo 'a b' | read x y; echo "[$x]""#,
      dialect: .sh,
      output: "[]\n"),
    ScriptCase(
      "echo a &>f; wait; cat f",
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      "echo >& f a; cat f",
      dialect: .sh,
      output: "a\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      ">f a=b; echo $a; <f b=c >g; echo $b",
      dialect: .sh,
      output: "b\nc\n"),
    ScriptCase(
      ">f a=b echo hi; cat f",
      dialect: .sh,
      output: "hi\n"),
    ScriptCase(
      "echo hi >f there; cat f",
      dialect: .sh,
      output: "hi there\n"),
    ScriptCase(
      "> f echo hi; cat f",
      dialect: .sh,
      output: "hi\n"),
    ScriptCase(
      "<f cat",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
