import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.12 Signals and 2.13 Shell execution environment")
struct EnvironmentsTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      """
      x=1\n(x=2; y=3; cd /; umask 077; set -f; f() { echo sub; }; exec 3>/dev/null; \
      trap 'echo t' EXIT)\necho $x ${y-unset} $- | sed 's/[a-zB]*$/-/'; umask; f 2>/\
      dev/null; echo $?
      """,
      output: "t\n1 unset -\n0022\n127\n"),
    ScriptCase(
      """
      x=1; echo $(x=2; echo $x) $x; y=$(cd /; pwd); [ "$PWD" = "$y" ] || echo kept
      z=$(exit 3); echo $?
      """,
      output: "2 1\nkept\n3\n"),
    ScriptCase(
      """
      x=1; { x=2; echo in; } | cat; echo $x; echo a | { read x; echo $x; }; echo $x
      x=3 & wait; echo $x
      """,
      output: "in\n1\na\n1\n1\n"),
    ScriptCase(
      """
      shopt -s lastpipe; echo a | read x; echo "[$x]"; echo b c | while read y z
      do w=$z; done; echo $w; seq 3 | { mapfile -t a; echo ${#a[@]}; }; echo ${a[@]}
      """,
      output: "[a]\nc\n3\n1 2 3\n"),
    ScriptCase(
      """
      a=(1 2 3); (a[0]=x; a+=(4); echo ${a[@]}); echo ${a[@]}; (unset a; echo ${a-u})
      echo ${a[@]}; (unset 'a[1]'); echo ${a[@]}
      """,
      output: "x 2 3 4\n1 2 3\nu\n1 2 3\n1 2 3\n"),
    ScriptCase(
      """
      declare -A m=([k]=v); (m[k]=w; m[z]=1; echo ${#m[@]}); echo ${m[k]} ${#m[@]}
      x=$(m[k]=q; echo ${m[k]}); echo $x ${m[k]}
      """,
      output: "2\nv 1\nq v\n"),
    ScriptCase(
      """
      export E=1; (export E=2; env | grep ^E=); env | grep ^E=
      (unset E; env | grep -c ^E=); env | grep ^E=; (export N=new)
      env | grep ^N= || echo none
      """,
      output: "E=2\nE=1\n0\nE=1\nnone\n"),
    ScriptCase(
      """
      f() { echo outer; }; (f() { echo inner; }; f); f
      (unset -f f; f 2>/dev/null || echo gone); f; f() { echo second; }; f
      """,
      output: "inner\nouter\ngone\nouter\nsecond\n"),
    ScriptCase(
      """
      set -- a b; (set -- c; echo $@); echo $@; (shift; echo $@); echo $@
      echo $(set -- q; echo $1) $1; { set -- z; }; echo $@
      """,
      output: "c\na b\nb\na b\nq a\nz\n"),
    ScriptCase(
      """
      alias q='echo q'; (unalias q; alias z=1); alias; (readonly ro=1); ro=2; echo $ro
      (IFS=:; x=a:b; echo $x); x='a b'; echo $x
      """,
      output: "alias q='echo q'\n2\na b\na b\n"),
    ScriptCase(
      """
      trap 'echo parent' EXIT; (echo sub); (trap 'echo child' EXIT)
      echo $(trap 'echo cs' EXIT; echo body); echo end
      """,
      output: "sub\nchild\nbody cs\nend\nparent\n"),
    ScriptCase(
      """
      trap 'echo usr' USR1; (kill -USR1 $$); echo after; trap; (trap)
      (trap - USR1; trap); trap '' USR2; (trap)
      """,
      output: """
        usr
        after
        trap -- 'echo usr' SIGUSR1
        trap -- 'echo usr' SIGUSR1
        trap -- 'echo usr' SIGUSR1
        trap -- '' SIGUSR2

        """),
    ScriptCase(
      "trap 'echo err' ERR; (false); $(false); f() { false; }; f; echo | false; false | cat",
      output: "err\nerr\nerr\nerr\n"),
    ScriptCase(
      """
      (exit 3); echo $?; (false; true); echo $?; ( (exit 4) ); echo $?
      (return 5) 2>/dev/null; echo $?; (break) 2>/dev/null; echo $?
      """,
      output: "3\n0\n4\n2\n0\n"),
    ScriptCase(
      "x=1; f() { local x=2; (x=3; g); g; }; g() { echo g$x; }; f; g; (f; x=9; g); g",
      output: "g3\ng2\ng1\ng3\ng2\ng9\ng1\n"),
    ScriptCase(
      """
      x=a; x=b; (x=c; (x=d; echo $x); echo $x); echo $x; ( (x=e) ; echo $x)
      y=$(x=f; y=$(x=g; echo $x); echo $x$y); echo $x $y
      """,
      output: "d\nc\nb\nb\nb fg\n"),
    ScriptCase(
      "cd /; (cd /usr; (cd /tmp; pwd); pwd); pwd; dirs; (pushd /usr >/dev/null; dirs); dirs",
      output: "/tmp\n/usr\n/\n/\n/usr /\n/\n"),
    ScriptCase(
      """
      umask 022; (umask 077; touch a; stat -c %a a); touch b; stat -c %a b; umask
      umask -S; mkdir d; stat -c %a d; umask u=rwx,g=,o=; umask
      """,
      output: """
        600
        644
        0022
        u=rwx,g=rx,o=rx
        755
        0077

        """),
    ScriptCase(
      """
      ulimit -n >/dev/null && echo ok; (ulimit -Sn 100; ulimit -n)
      [ $(ulimit -n) != 100 ] && echo restored
      (ulimit -Sn 100; env sh -c 'ulimit -n')
      """,
      output: "ok\n100\nrestored\n100\n"),
    ScriptCase(
      """
      echo $BASH_SUBSHELL; (echo $BASH_SUBSHELL; (echo $BASH_SUBSHELL))
      echo x | { cat >/dev/null; echo $BASH_SUBSHELL; }; { echo $BASH_SUBSHELL
      } & wait
      """,
      output: "0\n1\n2\n1\n1\n"),
    ScriptCase(
      """
      [ $BASHPID = $$ ] && echo same; (exec 2>/dev/null; exit 0)
      nosuch 2>&1 | sed 's/^.*nosuch/nosuch/'
      """,
      output: "same\nnosuch: command not found\n"),
    ScriptCase(
      "exec 3>f; (echo sub >&3); echo main >&3; (exec 3>&-); echo still >&3; cat f",
      output: "sub\nmain\nstill\n"),
    ScriptCase(
      """
      OPTIND=1; f() { while getopts ab o; do echo $o; done; }; (f -a -b); f -a
      echo $OPTIND
      """,
      output: "a\nb\na\n2\n"),
    ScriptCase(
      """
      x=1; eval 'x=2; y=3'; echo $x $y; . /dev/stdin <<< 'x=4; z=$#'; echo $x $z
      f() { eval 'local q=1'; echo $q; }; f; echo ${q-u}
      """,
      output: "2 3\n4 0\n1\nu\n"),
    ScriptCase(
      """
      PATH=/nonexistent; nosuch 2>/dev/null; echo $?; echo builtin works
      PATH=/bin:/usr/bin /bin/ls -d /
      """,
      output: "127\nbuiltin works\n/\n"),
    ScriptCase(
      """
      VAR=1 f 2>/dev/null; f() { echo $VAR; (echo $VAR); env | grep ^VAR; }; VAR=2 f
      echo ${VAR-unset}; VAR=3 eval 'echo $VAR'; echo ${VAR-unset}
      """,
      output: "2\n2\nVAR=2\nunset\n3\nunset\n"),
    ScriptCase(
      """
      export A=1; A=2 sh -c 'echo $A'; A=3 env | grep ^A=; (A=4; sh -c 'echo $A')
      sh -c 'echo $A'; declare +x A; sh -c 'echo ${A-none}'
      """,
      output: "2\nA=3\n4\n1\nnone\n"),
    ScriptCase(
      """
      f() { echo exported $1; }; export -f f; bash -c 'f x'; export -nf f
      bash -c 'f x' 2>/dev/null; echo $?
      """,
      output: "exported x\n127\n"),
    ScriptCase("trap 'echo int; exit 5' INT; kill -INT $$; echo no", output: "int\n", status: 5),
    ScriptCase(
      """
      trap 'echo a' TERM; kill -TERM $$; echo b; trap '' TERM; kill -TERM $$; echo c
      trap - TERM; kill -TERM $$; echo no
      """,
      output: "a\nb\nc\n",
      status: 143),
    ScriptCase(
      """
      trap 'echo hup $?' HUP; false; kill -HUP $$; echo $?; trap 'echo two; false' HUP
      true; kill -HUP $$; echo $?
      """,
      output: "hup 0\n0\ntwo\n0\n"),
    ScriptCase(
      "trap 'echo usr1' USR1; (sleep 0.1; kill -USR1 $$) & wait; echo $?; wait; echo done",
      output: "usr1\n138\ndone\n"),
    ScriptCase(
      """
      f() { trap 'echo ret' RETURN; echo in; }; f; f; trap - RETURN; set -T
      trap 'echo r2' RETURN; g() { :; }; g
      """,
      output: "in\nret\nin\nret\nr2\n"),
    ScriptCase(
      """
      trap 'echo "dbg $BASH_COMMAND"' DEBUG; echo a; x=1; f() { echo f; }; f
      trap - DEBUG; echo b
      """,
      output: """
        dbg echo a
        a
        dbg x=1
        dbg f
        f
        dbg trap - DEBUG
        b

        """),
    ScriptCase(
      "trap 'echo exit' 0; trap - 0; trap 'echo bye $?' EXIT; trap; (exit 3)",
      output: "trap -- 'echo bye $?' EXIT\nbye 3\n",
      status: 3),
    ScriptCase(
      """
      trap 'echo one' EXIT; trap 'echo two' EXIT
      bash -c 'trap "echo inner" EXIT; exit 4'; echo $?
      """,
      output: "inner\n4\ntwo\n"),
    ScriptCase("trap 'exit 9' EXIT; exit 2", status: 9),
    ScriptCase(
      "trap 'x=$?; echo $x; exit $((x+1))' EXIT; (exit 6); exit",
      output: "6\n",
      status: 7),
    ScriptCase(
      "f() { trap 'echo ftrap' EXIT; }; f; echo main; (f; echo sub); echo end",
      output: "main\nsub\nftrap\nend\nftrap\n"),
    ScriptCase(
      """
      trap "echo 'a b'" EXIT; trap -p; trap -p EXIT INT; trap 'multi
      line' USR1; trap -p USR1
      """,
      output: #"""
        trap -- 'echo '\''a b'\''' EXIT
        trap -- 'echo '\''a b'\''' EXIT
        trap -- 'multi
        line' SIGUSR1
        a b

        """#),
    ScriptCase(
      """
      trap 'echo x' NOSUCH; echo $?; trap -l | head -1 | cut -c1-12; trap '' 1 2 3
      trap; trap - 1 2 3; trap
      """,
      output: """
        1\n 1) SIGHUP\t \ntrap -- '' SIGHUP\ntrap -- '' SIGINT\ntrap -- '' SIGQUIT\n
        """,
      error: "bash: line 1: trap: NOSUCH: invalid signal specification\n"),
    ScriptCase(
      "while :; do trap 'echo broke; break' USR1; kill -USR1 $$; echo no; done; echo out",
      output: "broke\nout\n"),
    ScriptCase(
      #"x=$(trap 'echo in trap' EXIT; echo body; exit 3); echo "$x" $?"#,
      output: "body\nin trap 3\n"),
    ScriptCase(
      "set -e; trap 'echo trapped; false; echo still' USR1; kill -USR1 $$; echo no",
      output: "trapped\n",
      status: 1),
    ScriptCase(
      """
      sleep 0.05 & wait; jobs; sleep 0.2 & jobs -p | grep -c .; jobs | sed 's/  */ /g'
      wait; jobs
      """,
      output: "1\n[1]+ Running sleep 0.2 &\n"),
    ScriptCase(
      """
      sleep 5 & kill %1; wait %1 2>/dev/null; echo $?; { sleep 5 & } 2>/dev/null
      kill -KILL $!; wait $!; echo $?; kill -0 $$; echo $?; kill -l 9; kill -l TERM
      kill -l 137
      """,
      output: "143\n137\n0\nKILL\n15\nKILL\n",
      error: nil),
    ScriptCase(
      """
      { sleep 5; echo no; } & kill $!; wait $!; echo $?; { while :; do :; done
      } & kill -TERM $!; wait $!; echo $?; (exit 3) & wait $!; echo $?
      """,
      output: "143\n143\n3\n",
      error: nil),
    ScriptCase(
      "for i in 1 2 3; do { sleep 0.$i; echo $i; } & done; wait; echo all",
      output: "1\n2\n3\nall\n"),
    ScriptCase(
      """
      { exit 4; } & p=$!; { exit 5; } & q=$!; wait $p; echo $?; wait $q; echo $?
      { exit 6; } & wait -n; echo $?; { exit 7; } & wait $p $!; echo $?
      """,
      output: "4\n5\n6\n7\n"),
    ScriptCase(
      """
      echo a & wait; (echo b & wait); x=$(echo c & wait); echo $x
      x=$(echo d & echo e; wait); echo $x | wc -w; f() { echo g & wait; }; f
      """,
      output: "a\nb\nc\n2\ng\n"),
    ScriptCase(
      "cat <<< x & wait; echo y | cat & wait; sleep 0.1 && echo slept & wait $!; echo $?",
      output: "x\ny\nslept\n0\n"),
    ScriptCase(#"cat & wait; read x; echo "[$x]""#, input: "data\n", output: "[data]\n"),
    ScriptCase(
      """
      f() { echo bgf $1; x=$1; }; x=1; f a & wait; echo $x; f b; echo $x
      [ -n "$!" ] && echo pid
      """,
      output: "bgf a\n1\nbgf b\nb\npid\n"),
    ScriptCase(
      """
      disown 2>/dev/null; sleep 0.1 & disown; jobs; fg 2>/dev/null; echo $?
      bg 2>/dev/null; echo $?
      """,
      output: "1\n1\n"),
    ScriptCase(
      """
      x=1; (x=2; cd /; f() { :; }); echo $x; f 2>/dev/null || echo nof
      echo $(x=3; echo $x) $x
      """,
      dialect: .sh,
      output: "1\nnof\n3 1\n"),
    ScriptCase(
      "trap 'echo exit $?' EXIT; trap 'echo term' TERM; kill -TERM $$; (exit 3); echo $?",
      dialect: .sh,
      output: "term\n3\nexit 0\n"),
    ScriptCase(
      "sleep 0.05 & wait $!; echo $?; (exit 4) & wait $!; echo $?; { echo bg; } & wait",
      dialect: .sh,
      output: "0\n4\nbg\n"),
    ScriptCase(
      "trap 'echo t' USR1; (kill -USR1 $$); echo a; trap '' USR1; kill -USR1 $$; echo b",
      dialect: .sh,
      output: "t\na\nb\n"),
  ]

  @Test(arguments: rows)
  func runs(_ row: ScriptCase) throws { try row.check() }
}
