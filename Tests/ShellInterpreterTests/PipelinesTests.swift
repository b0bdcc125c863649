import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.9.2 Pipelines and concurrency")
struct PipelinesTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      "seq 1 200000 | tail -1; seq 1 100000 | while read x; do :; done; echo ok $x",
      output: "200000\nok\n"),
    ScriptCase(
      """
      yes | head -1; yes | head -c 200000 | wc -c; seq 1000000 | head -2
      echo ${PIPESTATUS[@]}
      """,
      output: "y\n200000\n1\n2\n141 0\n"),
    ScriptCase(
      """
      seq 1 100000 | while read x; do y=$x; echo $x; done | tail -1
      seq 50000 | cat | cat | cat | wc -l
      """,
      output: "100000\n50000\n"),
    ScriptCase(
      """
      seq 1 100000 | /bin/cat | tail -1; /usr/bin/seq 100000 | wc -l
      /usr/bin/yes | head -2; seq 100000 | /usr/bin/wc -l
      /usr/bin/seq 100000 | /bin/cat | /usr/bin/tail -1
      """,
      output: """
        100000
        100000
        y
        y
        100000
        100000

        """),
    ScriptCase(
      """
      x=$(seq 1 50000); echo ${#x}; y=$(/usr/bin/seq 50000 | wc -c); echo $y
      echo "$x" | tail -1; tail -1 <<< "$x"
      """,
      output: "288893\n288894\n50000\n50000\n"),
    ScriptCase(
      """
      yes | { read a; read b; echo $a$b; }; seq 100 | { head -1; cat > /dev/null
      echo rest; }; while :; do echo y; done | head -2; { while echo z; do :; done
      } 2>/dev/null | head -1
      """,
      output: "yy\n1\nrest\ny\ny\nz\n"),
    ScriptCase(
      """
      true | false | true; echo ${PIPESTATUS[@]} $?; false | true; echo $?
      set -o pipefail; false | true; echo $?; (exit 3) | (exit 4) | true; echo $?
      ! false | true; echo $?; yes | head -1 > /dev/null; echo $?
      """,
      output: "0 1 0 0\n0\n1\n4\n0\n141\n"),
    ScriptCase(
      """
      echo a | (read x; echo $x) | { read y; echo $y$y; } | while read z
      do echo "[$z]"; done | cat
      """,
      output: "[aa]\n"),
    ScriptCase(
      """
      f() { while read l; do echo "f:$l"; done; }; seq 3 | f | f; f <<< x | cat
      echo q | f > out; cat out; { echo 1; echo 2; } | f | sort -r
      """,
      output: """
        f:f:1
        f:f:2
        f:f:3
        f:x
        f:q
        f:2
        f:1

        """),
    ScriptCase(
      """
      (echo a; sleep 0.1; echo b) | while read x; do echo "got $x"; done; { sleep 0.1
      echo late; } | cat; sleep 0.1 | echo now; echo first | { sleep 0.1; cat; }
      """,
      output: "got a\ngot b\nlate\nnow\nfirst\n"),
    ScriptCase(
      """
      for i in 1 2 3; do echo $i; done | while read i; do for j in a b; do echo $i$j
      done; done | { while read k; do n="$n $k"; done; echo $n; }
      """,
      output: "1a 1b 2a 2b 3a 3b\n"),
    ScriptCase(
      #"""
      echo x | cat - <(echo y) | tr '\n' ' '; echo
      cat <(seq 3 | sort -r) <(echo | cat); diff <(echo a) <(echo b); echo $?
      comm -12 <(printf '1\n2\n') <(printf '2\n3\n'); cat < <(cat <(echo nested))
      """#,
      output: """
        x y \n3\n2\n1\n\n1c1\n< a\n---\n> b\n1\n2\nnested\n
        """),
    ScriptCase(
      """
      seq 100000 > >(tail -1); wait; sleep 0.2
      tee >(wc -l > n) < <(seq 70000) | tail -1; sleep 0.2; cat n
      """,
      output: "100000\n70000\n70000\n"),
    ScriptCase(
      """
      exec 3< <(seq 3); cat <&3; exec 3<&-; exec 4> >(cat > o); echo via >&4
      exec 4>&-; sleep 0.2; cat o; mkfifo p; echo fifo > p & cat p; wait
      (cat p; echo read) & echo two > p; wait
      """,
      output: "1\n2\n3\nvia\nfifo\ntwo\nread\n"),
    ScriptCase(
      """
      x=$(sleep 0.05 & echo bg; wait); echo $x
      x=$( (sleep 0.1; echo late) & echo early); echo $x; y=$(yes | head -3); echo $y
      z=$(cat <<< "$(seq 3)"); echo $z
      echo $(seq 3 | while read i; do echo $((i*i)); done)
      """,
      output: "bg\nearly late\ny y y\n1 2 3\n1 4 9\n"),
    ScriptCase(
      """
      i=0; while [ $i -lt 300 ]; do x=$(echo $i | cat); i=$((i+1)); done; echo $x; j=0
      while ((j++ < 100)); do echo $j | { read q; [ $q = $j ] || echo bad; }; done
      echo ok
      """,
      output: "299\nok\n"),
    ScriptCase(
      """
      for i in 1 2 3 4 5 6 7 8 9 10
      do (sleep 0.0$i; echo $i) & done | sort -n | tail -1; wait; for i in $(seq 20)
      do echo $i & done | wc -l
      """,
      output: "10\n20\n"),
    ScriptCase(
      """
      set -o pipefail; seq 10 | grep -q 5; echo $?; seq 10 | grep 11; echo $?
      seq 10 | head -1 | cat; echo ${PIPESTATUS[*]}; set -e; x=$(seq 10 | grep 5)
      echo $x; seq 3 | grep 9 || echo none; seq 3 | grep 9; echo no
      """,
      output: "0\n1\n1\n0 0 0\n5\nnone\n",
      status: 1),
    ScriptCase(
      #"""
      printf 'b\na\n' | sort | sed 's/^/-/' | tr -d '\n'; echo; env | grep -c PATH
      echo abc | cut -c2 | tr b x; printf '3\n1\n2\n' | sort -n | head -1
      echo 'a b c' | awk '{print $2}'; echo hello | wc -c | tr -d ' '
      ls / | grep -x usr; echo path/file | xargs basename
      """#,
      output: "-a-b\n1\nx\n1\nb\n6\nusr\nfile\n"),
    ScriptCase(
      """
      echo in | /bin/sh -c 'cat; exit 3'; echo $? ${PIPESTATUS[@]}
      /bin/sh -c 'exit 5' | cat; echo ${PIPESTATUS[@]}; /bin/false || echo f
      ! /bin/true; echo $?; /bin/echo ext | while read x; do echo "<$x>"; done
      echo 1 | /bin/cat - /dev/null | cat
      """,
      output: "in\n3 0 3\n5 0\nf\n1\n<ext>\n1\n"),
    ScriptCase(
      """
      { echo err >&2; echo out; } 2>&1 | sort; { echo err >&2; echo out; } |& sort
      { { echo e >&2; echo o; } 2>&1 1>&3 | sed 's/^/E:/'; } 3>&1 | sort
      ls nosuch 2>&1 >/dev/null | wc -l
      """,
      output: "err\nout\nerr\nout\nE:e\no\n1\n"),
    ScriptCase(
      #"""
      cat /dev/zero | head -c 100000 | wc -c
      head -c 300000 /dev/zero | tr '\0' x | wc -c; tr -d 0-9 < <(seq 10000) | wc -c
      dd if=/dev/zero bs=1000 count=100 2>/dev/null | wc -c; seq 30000 | tac | head -1
      seq 9 -1 1 | paste -sd+ | tr -d '\n'; echo
      """#,
      output: """
        100000
        300000
        10000
        100000
        30000
        9+8+7+6+5+4+3+2+1

        """),
    ScriptCase(
      """
      f() { echo $1; [ $1 -lt 5 ] && f $(($1+1)) | cat; }; f 1
      g() { [ $1 = 0 ] && echo leaf || (g $(($1-1))); }; g 50
      h() { [ $1 = 0 ] && echo sub || echo $(h $(($1-1))); }; h 50
      """,
      output: "1\n2\n3\n4\n5\nleaf\nsub\n"),
    ScriptCase(
      """
      n=0; seq 1000 | { while read x; do ((n+=x)); done; echo $n; }; echo $n
      while read x; do ((n+=x)); done < <(seq 1000); echo $n; n=0; while read x
      do ((n+=x)); done <<< "$(seq 100)"; echo $n
      """,
      output: "500500\n0\n500500\n5050\n"),
    ScriptCase(
      """
      read a; (read b; echo sub $b); c=$(read c; echo $c); echo $c; cat | tail -1
      read d || echo eof
      """,
      input: "1\n2\n3\n4\n",
      output: "sub 2\n3\n4\neof\n"),
    ScriptCase(
      #"while read x; do echo $x | cat; echo "sub: $(echo $x)"; :| : ; /bin/true; done"#,
      input: "1\n2\n3\n",
      output: "1\nsub: 1\n2\nsub: 2\n3\nsub: 3\n"),
    ScriptCase(
      #"/bin/cat | head -1; read x; echo "[$x]""#,
      input: "1\n2\n3\n",
      output: "1\n[]\n"),
    ScriptCase(
      #"cat > /dev/null & wait; read x; echo "[$x]"; : | read y; echo $?"#,
      input: "1\n2\n",
      output: "[1]\n1\n"),
    ScriptCase(
      """
      coproc { while read l; do echo "got $l"; done; }; echo hi >&${COPROC[1]}
      read r <&${COPROC[0]}; echo $r; eval "exec ${COPROC[1]}>&-"; wait; echo done
      """,
      output: "got hi\ndone\n"),
    ScriptCase(
      """
      set +m; { sleep 10 & }; kill $!; wait $! 2>/dev/null; echo $?; { sleep 10
      } & p=$!; kill -9 $p 2>/dev/null; wait $p 2>/dev/null; echo $?
      timeout 0.1 sleep 5; echo $?; timeout 5 echo in; sleep 5 | timeout 0.1 cat
      echo ${PIPESTATUS[1]}
      """,
      output: "143\n137\n124\nin\n124\n"),
    ScriptCase(
      """
      time_() { local s=$EPOCHREALTIME; "$@"; }; time_ sleep 0.05; echo $?
      f() { sleep 0.3; echo slow; }; f | f | f; wait; a() { b; }; b() { c | cat; }
      c() { echo deep $FUNCNAME; }; a | cat
      """,
      output: "0\nslow\ndeep c\n"),
    ScriptCase(
      #"""
      cat <(for i in 1 2; do echo $i; done) > >(sed s/^/x/); sleep 0.2
      wc -c <(printf abc) | cut -d' ' -f1; while read a <&3 && read b <&4
      do echo $a$b; done 3< <(printf '1\n2\n') 4< <(printf 'a\nb\n')
      [[ -p /dev/fd/0 ]]; f() { echo "$(<"$1")"; }; f <(echo c)
      """#,
      output: "x1\nx2\n3\n1a\n2b\nc\n"),
    ScriptCase(
      """
      seq 100000 | tail -1; yes | head -1; echo a | { read x; echo $x; }; false | true
      echo $?; ! true | false; echo $?; seq 3 | while read x; do echo "<$x>"; done
      """,
      dialect: .sh,
      output: "100000\ny\na\n0\n0\n<1>\n<2>\n<3>\n"),
    ScriptCase(
      """
      x=$(seq 30000 | wc -l); echo $x; mkfifo p; echo hi > p & cat p; wait
      (echo a; echo b >&2) 2>&1 | sort
      """,
      dialect: .sh,
      output: "30000\nhi\na\nb\n"),
  ]

  @Test(arguments: rows)
  func runs(_ row: ScriptCase) throws { try row.check() }
}
