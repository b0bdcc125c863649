import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.9 Commands")
struct CommandsTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      """
      if true; then echo a; elif true; then echo b; else echo c; fi; if false
      then echo a; elif true; then echo b; else echo c; fi; if false; then echo a
      elif false; then :; else echo c; fi
      """,
      output: "a\nb\nc\n"),
    ScriptCase(
      """
      if false; then echo; fi; echo $?; if (exit 3); then :; else echo $?; fi; if true
      then false; fi; echo $?
      """,
      output: "0\n3\n1\n"),
    ScriptCase(
      """
      i=0; while [ $i -lt 3 ]; do echo $i; i=$((i+1)); done; until [ $i -le 0 ]
      do i=$((i-1)); echo $i; done
      """,
      output: "0\n1\n2\n2\n1\n0\n"),
    ScriptCase(
      """
      while false; do :; done; echo $?; while true; do false; break; done; echo $?
      i=0; while [ $((i+=1)) -lt 3 ]; do (exit $i); done; echo $?
      """,
      output: "0\n0\n2\n"),
    ScriptCase(
      """
      for i in a b "c d" $(echo e f); do echo "<$i>"; done; for i in; do echo no; done
      echo $? $i
      """,
      output: "<a>\n<b>\n<c d>\n<e>\n<f>\n0 f\n"),
    ScriptCase(
      """
      for i in 1 2 3; do for j in a b c; do [ $j = b ] && continue
      [ $i = 2 ] && continue 2; [ $i$j = 3c ] && break 2; echo $i$j; done; done
      echo end
      """,
      output: "1a\n1c\n3a\nend\n"),
    ScriptCase(
      """
      for i in 1 2; do while true; do break; done; echo $i; done; for i in 1 2 3
      do case $i in 2) continue;; esac; echo $i; done
      """,
      output: "1\n2\n1\n3\n"),
    ScriptCase(
      "while true; do while true; do break 5; done; echo no; done; echo out",
      output: "out\n"),
    ScriptCase(
      """
      f() { break; }; for i in 1 2; do echo $i; f; done; for i in 1 2; do (break)
      echo $i; done; for i in 1 2; do eval break; echo no; done
      """,
      output: "1\n2\n1\n2\n",
      error: nil),
    ScriptCase(
      """
      case abc in a) echo 1;; a*) echo 2;; *) echo 3;; esac; case x in y) ;; esac
      echo $?; case "" in "") echo empty;; esac
      """,
      output: "2\n0\nempty\n"),
    ScriptCase(
      """
      case b in a|b|c) echo alt;; esac; case x in (x) echo paren;; esac
      case 'a b' in 'a b') echo q;; esac; case $(echo x) in $(echo x)) echo cs; esac
      """,
      output: "alt\nparen\nq\ncs\n"),
    ScriptCase(
      """
      case a in a) echo 1;& b) echo 2;& c) echo 3;; d) echo 4;; esac
      case a in a) echo 1;;& b) echo 2;;& ?) echo 3;;& *) echo 4; esac
      """,
      output: "1\n2\n3\n1\n3\n4\n"),
    ScriptCase(
      """
      case x in *) false;; esac; echo $?; case x in y) true;; esac; echo $?; false
      case x in y) ;; esac; echo $?; case x in x) ;; esac; echo $?
      """,
      output: "1\n0\n0\n0\n"),
    ScriptCase(
      "{ echo a; echo b; }; (echo c; echo d); { echo e; } | cat; (echo f) | cat",
      output: "a\nb\nc\nd\ne\nf\n"),
    ScriptCase(
      """
      x=1; (x=2; echo $x); echo $x; { x=3; }; echo $x; x=4 | x=5; echo $x; (cd /; pwd)
      [ "$PWD" != / ] && echo same
      """,
      output: "2\n1\n3\n3\n/\nsame\n"),
    ScriptCase(
      #"f() { echo "f $# $1"; return 3; }; f a b; echo $?; f"#,
      output: "f 2 a\n3\nf 0 \n",
      status: 3),
    ScriptCase(
      """
      f() (x=2; echo $x); x=1; f; echo $x; g() if true; then echo g; fi; g
      h() { echo h; } 2>&1; h
      """,
      output: "2\n1\ng\nh\n"),
    ScriptCase(
      """
      function f { echo kw; }; f; function g() { echo kwp; }; g
      function h-i.j { echo odd; }; h-i.j
      """,
      output: "kw\nkwp\nodd\n"),
    ScriptCase(
      """
      f() { local x=1 y; y=2; echo $x $y; g; }; g() { echo "g $x $y"; x=3; }; x=0; f
      echo $x ${y-unset}
      """,
      output: "1 2\ng 1 2\n0 unset\n"),
    ScriptCase(
      "f() { echo $1; set -- x y; echo $1 $#; }; set -- a b c; f q; echo $1 $#",
      output: "q\nx 2\na 3\n"),
    ScriptCase(
      """
      f() { return; }; false; f; echo $?; f() { false; return; }; f; echo $?
      f() { return 300; }; f; echo $?
      """,
      output: "1\n1\n44\n"),
    ScriptCase(
      """
      f() { [ $1 -le 0 ] && return; echo $1; f $(($1-1)); }; f 3
      fact() { if [ $1 -le 1 ]; then echo 1; else echo $(($1 * $(fact $(($1-1))))); fi
      }; fact 10
      """,
      output: "3\n2\n1\n3628800\n"),
    ScriptCase(
      "f() { for i in 1 2 3; do [ $i = 2 ] && return 9; echo $i; done; }; f; echo $?",
      output: "1\n9\n"),
    ScriptCase(
      """
      f() { echo v1; }; f; f() { echo v2; }; f; unset -f f; f 2>&1 | sed 's/.*: f/f/'
      f() { unset -f f; echo self; }; f; type f 2>/dev/null; echo $?
      """,
      output: """
        v1
        v2
        f: command not found
        self
        1

        """),
    ScriptCase(
      """
      true && echo a || echo b; false && echo a || echo b; false || true && echo c
      true || echo no && echo d; ! true || echo e; ! false && echo f
      """,
      output: "a\nb\nc\nd\ne\nf\n"),
    ScriptCase(
      "true; ! true; echo $?; ! false; echo $?; ! (exit 3); echo $?; ! ! true; echo $?",
      output: "1\n0\n0\n0\n"),
    ScriptCase(
      """
      echo a | cat | cat | tr a b; echo x | (cat; echo y) | { cat; echo z
      } | while read l; do echo "<$l>"; done
      """,
      output: "b\n<x>\n<y>\n<z>\n"),
    ScriptCase(
      """
      echo a |
      cat
      true &&
      echo b ||
      echo c
      """,
      output: "a\nb\n"),
    ScriptCase("echo a; echo b & wait; echo c", output: "a\nb\nc\n"),
    ScriptCase(
      "a=1; echo $a& wait; { sleep 0.05; echo bg; } & echo fg; wait; echo end",
      output: "1\nfg\nbg\nend\n"),
    ScriptCase(
      """
      { time -p true; } 2>&1 | cut -d" " -f1; { time true; } 2>&1 | grep -c real
      { time; } 2>&1 | grep -c real
      """,
      output: "real\nuser\nsys\n1\n1\n"),
    ScriptCase(
      """
      for ((i=0;i<3;i++)); do echo $i; done; for ((;;)); do break; done
      for ((i=3,j=0; i>j; i--, j++)) { echo $i$j; }; echo $i
      """,
      output: "0\n1\n2\n30\n21\n1\n"),
    ScriptCase(
      """
      for i in 1 2; { echo $i; }; for i
      do echo $i; done; set -- p q; for i do echo $i; done; for i
      in z
      do echo $i; done
      """,
      output: "1\n2\np\nq\nz\n"),
    ScriptCase(
      #"select x in a b; do echo "$REPLY $x"; break; done <<< 2"#,
      output: "2 b\n",
      error: "1) a\n2) b\n#? "),
    ScriptCase(
      """
      [[ a == a && b != c ]] && echo 1; [[ ! a == b ]] && echo 2
      [[ ( a == a ) || x ]] && echo 3; [[ -n a && -z "" ]] && echo 4
      [[ a < b ]] && echo 5; [[ 10 -gt 9 ]] && echo 6
      """,
      output: "1\n2\n3\n4\n5\n6\n"),
    ScriptCase(
      """
      x='a b'; [[ $x == 'a b' ]] && echo 1; [[ $x == a* ]] && echo 2
      [[ $x == "a*" ]] || echo 3; [[ -z $u ]] && echo 4; [[ $x ]] && echo 5
      [[ "" ]] || echo 6
      """,
      output: "1\n2\n3\n4\n5\n6\n"),
    ScriptCase(
      """
      [[ abc =~ b ]] && echo ${BASH_REMATCH[0]}
      [[ abc123 =~ ([a-z]+)([0-9]+) ]] && echo ${BASH_REMATCH[@]}; re='^a.c$'
      [[ abc =~ $re ]] && echo y; [[ a.c =~ a"."c ]] && echo q
      [[ abc =~ a"."c ]] || echo n
      """,
      output: "b\nabc123 abc 123\ny\nq\nn\n"),
    ScriptCase(
      """
      [[ a =~ [ ]]; echo $?; [[ x -eq 0 ]]; echo $?; [[ 1+1 -eq 2 ]] && echo ar
      [[ -v HOME ]] && echo v; [[ -e / && -d / && ! -f / ]] && echo f; a=(1)
      [[ -v a[0] ]] && echo el
      """,
      output: "2\n0\nar\nv\nf\nel\n"),
    ScriptCase(
      """
      ((1)) && echo 1; ((0)) || echo 0; ((x=5, y=x*2)); echo $x $y; ((x++))
      echo $? $x; ((x>5)) && echo gt; let z=3 'w = z + 1'; echo $z $w; let 0; echo $?
      """,
      output: "1\n0\n5 10\n0 6\ngt\n3 4\n1\n"),
    ScriptCase(
      """
      a() { echo $FUNCNAME ${FUNCNAME[1]} ${#FUNCNAME[@]}; b; }
      b() { echo ${FUNCNAME[*]} ${BASH_LINENO[0]}; }; a; echo ${FUNCNAME-none}
      """,
      output: "a 1\nb a 1\nnone\n"),
    ScriptCase("coproc true 2>/dev/null; wait; echo ok", output: "ok\n"),
    ScriptCase(
      """
      if [ 1 ]; then if [ ]; then :; else echo nested; fi; fi; if echo cond; false
      then :; else echo multi; fi
      """,
      output: "nested\ncond\nmulti\n"),
    ScriptCase(
      """
      echo a; # comment
      # another
      echo b # c
      """,
      output: "a\nb\n"),
    ScriptCase(
      """
      f() {
        # comment only
        :
      }
      f; echo $?; { :; }; ( : )
      """,
      output: "0\n"),
    ScriptCase(
      """
      $(echo echo) a; $undefined; echo $?; $undefined echo x; "$undefined"; echo $?
      x='echo a b'; $x; "$x" 2>/dev/null; echo $?
      """,
      output: "a\n0\nx\n127\na b\n127\n",
      error: "bash: line 1: : command not found\n"),
    ScriptCase(
      """
      e=echo; $e hi; "$e" hi; ${e}; c='if'; $c 2>&1 | sed 's/.*if/if/'; f() { echo fn
      }; g=f; $g
      """,
      output: "hi\nhi\n\nif: command not found\nfn\n"),
    ScriptCase(
      """
      FOO=bar env | grep ^FOO; FOO=1 BAR=2 sh -c 'echo $FOO $BAR'; FOO=x
      FOO=y sh -c 'echo "[$FOO]"'; echo $FOO
      """,
      output: "FOO=bar\n1 2\n[y]\nx\n"),
    ScriptCase(
      """
      alias x='echo al'; x a 2>/dev/null; echo $?; shopt -s expand_aliases
      x b; unalias x; x 2>/dev/null; echo $?
      """,
      output: "127\nal b\nal\n0\n"),
    ScriptCase(
      """
      shopt -s expand_aliases; alias e='echo ' w=world
      e w; alias; alias nosuch; echo $?; unalias -a; alias
      """,
      output: """
        world
        alias e='echo '
        alias w='world'
        1

        """,
      error: "bash: line 2: alias: nosuch: not found\n"),
    ScriptCase(
      """
      true & false & wait; echo $?; sleep 0.1 & p=$!; wait $p; echo $?; wait 99999
      echo $?
      """,
      output: "0\n0\n127\n",
      error: "bash: line 1: wait: pid 99999 is not a child of this shell\n"),
    ScriptCase(
      """
      for i in 1 2 3; do echo $i & wait; done; f() { echo bg f; }; f & wait $!; x=1
      { x=2; } & wait; echo $x
      """,
      output: "1\n2\n3\nbg f\n1\n"),
    ScriptCase(
      #"""
      i=0; while ((i++ < 3)); do echo $i; done; until ((i-- <= 3)); do echo $i; done
      while read x; do echo $x; done <<< $'a\nb' | tac
      """#,
      output: "1\n2\n3\n3\nb\na\n"),
    ScriptCase(
      """
      echo 'echo $0 $1' > s; bash s x; sh ./s y; chmod +x s; ./s z; PATH=.:$PATH; s w
      command s v
      """,
      output: "s x\n./s y\n./s z\n./s w\n./s v\n"),
    ScriptCase(
      #"""
      printf '#!/bin/sh\necho sheb $1\n' > t; chmod +x t; ./t a; (./t b); ./t c | cat
      x=$(./t d); echo $x; exec ./t e; echo no
      """#,
      output: """
        sheb a
        sheb b
        sheb c
        sheb d
        sheb e

        """),
    ScriptCase("exec echo replaced; echo no", output: "replaced\n"),
    ScriptCase(
      "(exec echo sub); echo on; exec nosuch; echo no",
      output: "sub\non\n",
      error: "bash: line 1: exec: nosuch: not found\n",
      status: 127),
    ScriptCase(
      "exec 2>&1; (exec nosuch); echo $?; command exec nosuch; echo x$?",
      output: """
        bash: line 1: exec: nosuch: not found
        127
        bash: line 1: exec: nosuch: not found

        """,
      status: 127),
    ScriptCase(
      """
      command -v echo ls if f nosuch; echo $?; f() { :; }; command -v f
      command -V echo; type echo f if; type -t echo ls if f; type nosuch; echo $?
      """,
      output: """
        echo\n/usr/bin/ls\nif\n0\nf\necho is a shell builtin\necho is a shell builtin\
        \nf is a function\nf () \n{ \n    :\n}\nif is a shell keyword\nbuiltin\nfile\n\
        keyword\nfunction\n1\n
        """,
      error: "bash: line 2: type: nosuch: not found\n"),
    ScriptCase(
      #"""
      echo() { builtin echo "my $*"; }; echo a; command echo b; unset -f echo; echo c
      \echo d
      """#,
      output: "my a\nb\nc\nd\n"),
    ScriptCase(
      """
      ls() { builtin echo "fn ls"; }; ls; command ls -d /; unset -f ls; ls -d /
      cd() { builtin cd "$@" && pwd; }; cd /
      """,
      output: "fn ls\n/\n/\n/\n"),
    ScriptCase(
      """
      if true; then echo a; else echo b; fi; while false; do :; done; echo $?
      for i in 1 2; do echo $i; done; case x in x|y) echo m;; esac
      """,
      dialect: .sh,
      output: "a\n0\n1\n2\nm\n"),
    ScriptCase(
      """
      f() { echo $# "$1"; return 2; }; f 'a b'; echo $?; f | cat; (f)
      true && f || echo or
      """,
      dialect: .sh,
      output: "1 a b\n2\n0 \n0 \n0 \nor\n"),
    ScriptCase(
      """
      for i in 1 2 3; do [ $i = 2 ] && continue; [ $i = 3 ] && break; echo $i; done
      i=0; until [ $i = 2 ]; do i=$((i+1)); done; echo $i
      """,
      dialect: .sh,
      output: "1\n2\n"),
    ScriptCase(
      """
      alias e=echo
      e hi; alias ll='echo long' ; eval 'll x'; unalias e; e 2>/dev/null; echo $?
      """,
      dialect: .sh,
      output: "hi\nlong x\n\n0\n"),
    ScriptCase(
      """
      { echo a & }; wait; echo b; ! true; echo $?; (exit 2) | true; echo $?
      true | (exit 2); echo $?
      """,
      dialect: .sh,
      output: "a\nb\n1\n0\n2\n"),
    ScriptCase(
      "x=1; (x=2); echo $x; echo y | read x; echo $x; f() (x=9); f; echo $x",
      dialect: .sh,
      output: "1\n1\n1\n"),
  ]

  @Test(arguments: rows)
  func runs(_ row: ScriptCase) throws { try row.check() }
}
