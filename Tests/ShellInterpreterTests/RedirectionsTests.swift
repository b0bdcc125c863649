import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.7 Redirection")
struct RedirectionsTests {
  static let rows: [ScriptCase] = [
    // A target is expanded once.
    ScriptCase(": > $(echo x >> f); cat f", output: "x\n", error: nil),
    ScriptCase(
      "cat <<E\na\n", output: "a\n",
      error: "bash: warning: here-document at line 1 delimited by end-of-file (wanted `E')\n"),
    ScriptCase("cat <<E\na\n", dialect: .sh, output: "a\n"),
    ScriptCase(
      "echo 'cat <<E\na' > s; bash ./s", output: "a\n",
      error: """
        ./s: line 2: warning: here-document at line 1 delimited by end-of-file (wanted `E')

        """),
    ScriptCase("mkfifo p; (sleep 0.05; echo hi > p) & cat p; wait", output: "hi\n"),
    ScriptCase("mkfifo p; { read x < p; echo got $x; } & echo yo > p; wait", output: "got yo\n"),
    ScriptCase("mkfifo p; timeout 0.1 cat p; echo $?", output: "124\n"),
    // The writer may have come, gone and removed the FIFO before its reader looks again.
    ScriptCase(
      """
      i=0; while [ $i -lt 100 ]; do
        mkfifo p; { read -r x < p; echo $x; } & echo $i > p; rm p; wait; i=$((i + 1))
      done | sort -n | tail -n 1
      """, output: "99\n"),
    ScriptCase(
      "echo a > f; cat f; echo b >> f; cat < f; cat f f > g; wc -l < g",
      output: "a\na\nb\n4\n"),
    ScriptCase(
      "echo x >f 2>&1; cat f; { echo out; echo err >&2; } > f 2>&1; cat f",
      output: "x\nout\nerr\n"),
    ScriptCase(
      "{ echo out; echo err >&2; } 2>&1 >f | sed 's/^/p:/'; cat f",
      output: "p:err\nout\n"),
    ScriptCase(
      """
      { echo out; echo err >&2; } &> f; cat f; { echo 2; echo 3 >&2; } &>> f; cat f
      echo x >& g; cat g
      """,
      output: "out\nerr\nout\nerr\n2\n3\nx\n"),
    ScriptCase(
      """
      echo a | { read x; echo "got $x"; }; cat <<< "here $((1+1))"; cat <<< 'a b'"c"
      x='p  q'; cat <<< $x
      """,
      output: "got a\nhere 2\na bc\np  q\n"),
    ScriptCase(
      #"""
      cat <<E
      a $((1+1)) `echo bq` $(echo cs) \$x \\ \" "q" 'q'
      E
      """#,
      output: "a 2 bq cs $x \\ \\\" \"q\" 'q'\n"),
    ScriptCase(
      #"""
      x=v; cat <<'E'
      $x $(y) \
      E
      cat <<"E"
      $x
      E
      cat <<\E
      $x \\
      E
      """#,
      output: "$x $(y) \\\n$x\n$x \\\\\n"),
    ScriptCase(
      """
      cat <<-E\n\ttab $((2))\n\t\ttwo\n\tE\necho after
      """,
      output: "tab 2\ntwo\nafter\n"),
    ScriptCase("cat <<A; cat <<B\na\nA\nb\nB", output: "a\nb\n"),
    ScriptCase("cat <<A - <<B\na\nA\nb\nB", output: "b\n"),
    ScriptCase(
      """
      cat <<E | tr a-z A-Z; echo done
      line
      E
      """,
      output: "LINE\ndone\n"),
    ScriptCase(
      """
      f() { cat; }; f <<E
      in f
      E
      while read l; do echo "<$l>"; done <<E
      1
      2
      E
      """,
      output: "in f\n<1>\n<2>\n"),
    ScriptCase(
      """
      if true; then cat <<E
      in if
      E
      fi; x=$(cat <<E
      sub
      E
      ); echo $x
      """,
      output: "in if\nsub\n"),
    ScriptCase(
      #"""
      cat <<E
      a\
      b
      ${x:-"q"}
      ${y:-'s'}
      E
      """#,
      output: "ab\nq\n's'\n"),
    ScriptCase("cat <<E\nunterminated", output: "unterminated\n", error: nil),
    ScriptCase(
      "exec 3> f; echo a >&3; echo b >&3; exec 3>&-; cat f; echo c >&3; echo $?",
      output: "a\nb\n1\n",
      error: "bash: line 1: 3: Bad file descriptor\n"),
    ScriptCase("exec 3< f", error: "bash: line 1: f: No such file or directory\n", status: 1),
    ScriptCase(
      """
      exec 3< f; read a <&3; read b <&3; echo $a $b; cat <&3; exec 3<&-; read c <&3
      echo $?
      """,
      files: ["f": "1\n2\n3\n"],
      output: "1 2\n3\n1\n",
      error: "bash: line 1: 3: Bad file descriptor\n"),
    ScriptCase(
      "while read a && read b <&4; do echo $a $b; done < f 4< f",
      files: ["f": "1\n2\n"],
      output: "1 1\n2 2\n"),
    ScriptCase(
      """
      echo a 1>f 2>/dev/null 3>&1; cat f; echo >&2 err 2>/dev/null
      echo no 2>&1 >&2 2>/dev/null
      """,
      output: "a\nno\n",
      error: "err\n"),
    ScriptCase(
      "cat < nosuch; echo $?; cat nosuch 2>/dev/null; echo $?",
      output: "1\n1\n",
      error: "bash: line 1: nosuch: No such file or directory\n"),
    ScriptCase(
      """
      echo > /nonexistent/x; echo $?; { echo a; } > /nonexistent/y; echo $?; : > /
      echo $?
      """,
      output: "1\n1\n1\n",
      error: """
        bash: line 1: /nonexistent/x: No such file or directory
        bash: line 1: /nonexistent/y: No such file or directory
        bash: line 1: /: Is a directory

        """),
    ScriptCase(
      """
      set -C; echo a > f; echo b > f; echo $?; cat f; echo c >| f; cat f; echo d >> f
      cat f
      """,
      output: "1\na\nc\nc\nd\n",
      error: "bash: line 1: f: cannot overwrite existing file\n"),
    ScriptCase(
      "> f; [ -e f ] && echo made; >g echo hi; cat g; echo x > f y; cat f",
      output: "made\nhi\nx y\n"),
    ScriptCase(
      #"f='a b'; echo x > $f; ls; echo y > "$f"; cat 'a b'"#,
      output: "y\n",
      error: "bash: line 1: $f: ambiguous redirect\n"),
    ScriptCase("echo x > *.z; ls; set -- 'q*'; echo y > $1; ls", output: "*.z\n*.z\nq*\n"),
    ScriptCase(
      """
      x=1; { x=2; } > /dev/null; echo $x; ( x=3 ) > /dev/null; echo $x; for i in 1 2
      do echo $i; done > f; cat f; echo $i
      """,
      output: "2\n2\n1\n2\n2\n"),
    ScriptCase(
      #"""
      while read x; do echo $x; done > f <<< $'b\na'; sort f; case a in a) echo in;;
      esac > g; cat g; if true; then echo t; fi > h; cat h
      """#,
      output: "a\nb\nin\nt\n"),
    ScriptCase(
      "f() { echo fout; echo ferr >&2; } > ff; f; cat ff",
      output: "fout\n",
      error: "ferr\n"),
    ScriptCase("exec > f; echo hidden; exec >&2; echo seen; cat f >&2", error: "seen\nhidden\n"),
    ScriptCase(
      "exec 2> f; nosuch; exec 2>&1; cat f | sed 's/.*nosuch/nosuch/'",
      output: "nosuch: command not found\n"),
    ScriptCase("exec 3>&1 1> f; echo to f; exec 1>&3 3>&-; cat f", output: "to f\n"),
    ScriptCase("( exec > f; echo sub ); cat f; echo still", output: "sub\nstill\n"),
    ScriptCase("{ echo a; exec 5> g; } > f; echo b >&5; cat f g", output: "a\nb\n"),
    ScriptCase("echo a >&-; echo $?; cat <&- ; echo $?", output: "1\n1\n", error: nil),
    ScriptCase(
      "echo a >&53; echo $?; read x <&52; echo $?",
      output: "1\n1\n",
      error: """
        bash: line 1: 53: Bad file descriptor
        bash: line 1: 52: Bad file descriptor

        """),
    ScriptCase(#"n=1; echo a >&$n; echo b >&"$n"; echo 2>&1 c | cat"#, output: "a\nb\nc\n"),
    ScriptCase(
      #"exec {fd}> f; echo "$((fd >= 10))"; echo x >&$fd; exec {fd}>&-; cat f"#,
      output: "1\nx\n"),
    ScriptCase(
      ": 3>&1; echo a >&3; echo $?; exec 6<&0 7>&1; echo b >&7; exec 6<&- 7>&-",
      output: "1\nb\n",
      error: "bash: line 1: 3: Bad file descriptor\n"),
    ScriptCase(
      "exec 3<> f; echo abc >&3; cat f; exec 3>&-; echo x 1<> f; cat f",
      output: "abc\nx\nc\n"),
    ScriptCase(
      "exec 4>&1 5>&4-; echo a >&5; echo b >&4; echo $?",
      output: "a\n1\n",
      error: "bash: line 1: 4: Bad file descriptor\n"),
    ScriptCase(
      "echo one > f; exec 3< f 4<&3; read a <&4; echo $a; read b <&3; echo $?",
      output: "one\n1\n"),
    ScriptCase(#"read a; cat; echo "[$a]""#, input: "l1\nl2\nl3\n", output: "l2\nl3\n[l1]\n"),
    ScriptCase(
      #"read a; head -n 1; read c; echo "$a $c""#,
      input: "l1\nl2\nl3\n",
      output: "l2\nl1 l3\n",
      differs: [.bash: "head here leaves what it has not printed"]),
    ScriptCase(
      #"head -n1 > /dev/null; read x; echo "$x"; cat"#,
      input: "l1\nl2\nl3\n",
      output: "l2\nl3\n",
      differs: [.bash: "head here leaves what it has not printed"]),
    ScriptCase(
      #"while read x; do echo "<$x>"; cat > /dev/null; done"#,
      input: "a\nb\nc\n",
      output: "<a>\n"),
    ScriptCase(
      "(read x; echo sub $x); read y; echo main $y",
      input: "a\nb\n",
      output: "sub a\nmain b\n"),
    ScriptCase(
      #"read x < /dev/null; echo "$? [$x]"; read x; echo $x; cat - < /dev/null; cat"#,
      input: "a\nb\n",
      output: "1 []\na\nb\n"),
    ScriptCase(
      #"cat | read x y; echo "[$x]"; exec < /dev/null; cat; echo $?"#,
      input: "a b\n",
      output: "[]\n0\n"),
    ScriptCase(
      """
      echo hi | cat - /dev/null; echo abc | cat /dev/stdin; { echo x > /dev/stdout
      echo y > /dev/fd/1; } | cat; echo z >/dev/null
      """,
      output: "hi\nabc\nx\ny\n"),
    ScriptCase(
      "cat < /dev/null; echo foo 2>/dev/full; echo bar > /dev/full; echo $?",
      output: "foo\n1\n",
      error: "bash: line 1: echo: write error: No space left on device\n"),
    ScriptCase(#"echo a > f > g; cat f g; cat < f < g; echo "$(< g)""#, output: "a\na\na\n"),
    ScriptCase("{ { echo o; echo e >&2; } 3>&1 1>&2 2>&3; } 2>f; cat f", output: "e\no\n"),
    ScriptCase(
      "ls nosuch 2>&1 | cat; ls nosuch |& cat",
      output: """
        ls: cannot access 'nosuch': No such file or directory
        ls: cannot access 'nosuch': No such file or directory

        """),
    ScriptCase(
      #"""
      cat <(echo a) <(echo b); paste -d, <(printf '1\n2\n') <(printf '3\n4\n')
      wc -l < <(printf '1\n2\n')
      """#,
      output: "a\nb\n1,3\n2,4\n2\n"),
    ScriptCase(
      "echo x > >(cat); wait; sleep 0.1; tee >(sed s/a/b/ > f) <<< aaa; sleep 0.2; cat f",
      output: "x\naaa\nbaa\n"),
    ScriptCase(
      #"""
      while read x; do n=$((n+1)); done < <(printf '1\n2\n3\n'); echo $n
      f() { cat "$1"; }; f <(echo psub)
      """#,
      output: "3\npsub\n"),
    ScriptCase(
      """
      x=5; cat <<E
      $x ${x} ${x}0 "$x" $(( x + 1 )) $(
      echo multi
      )
      E
      """,
      output: "5 5 50 \"5\" 6 multi\n"),
    ScriptCase("cat << 'EOF' ; echo tail\n$a\nEOF", output: "$a\ntail\n"),
    ScriptCase(
      ". ./s.sh arg <<< input; echo data | . ./s.sh",
      files: ["s.sh*": "echo sourced $1; cat\n"],
      output: "sourced arg\ninput\nsourced\ndata\n"),
    ScriptCase(
      #"a=(1 2); cat <<< "${a[@]}"; cat <<< ${a[@]}; cat <<< *; cat <<< ~ | sed "s|$HOME|H|""#,
      output: "1 2\n1 2\n*\nH\n"),
    ScriptCase(
      """
      echo foo >&1 | cat; echo 1 2>&1 | cat; echo 2>f; cat f; echo a2>f; cat f
      echo a 2 >f; cat f
      """,
      output: "foo\n1\n\na2\na 2\n"),
    ScriptCase(
      """
      echo a > f; cat < f; echo b >> f; cat f; set -C; echo c > f
      [ $? -ne 0 ] && echo refused; echo d >| f; cat f
      """,
      dialect: .sh,
      output: "a\na\nb\nrefused\nd\n",
      error: nil),
    ScriptCase("cat <<E\nx $((1+1)) \\$y `echo z`\nE", dialect: .sh, output: "x 2 $y z\n"),
    ScriptCase(
      "exec 3>f; echo a >&3; exec 3>&-; cat f; { echo e >&2; } 2>&1",
      dialect: .sh,
      output: "a\ne\n"),
    ScriptCase(
      "exec 3< nosuch; echo not reached",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "dash exits with 2, any status above 0 will do"]),
    ScriptCase(
      ": > /nonexistent/f; echo not reached",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "dash exits with 2, any status above 0 will do"]),
    ScriptCase(
      "echo x > /nonexistent/f; [ $? -ne 0 ] && echo went on",
      dialect: .sh,
      output: "went on\n",
      error: nil),
    ScriptCase("read a; cat; echo $a", input: "1\n2\n", dialect: .sh, output: "2\n1\n"),
  ]

  @Test(arguments: rows)
  func runs(_ row: ScriptCase) throws { try row.check() }
}
