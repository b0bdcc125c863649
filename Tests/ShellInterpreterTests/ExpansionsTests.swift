import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.6 Word expansions")
struct ExpansionsTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      "x=hello; echo ${x#h} ${x#*l} ${x##*l} ${x%o} ${x%l*} ${x%%l*}",
      output: "ello lo o hell hel he\n"),
    ScriptCase(
      "x=/usr/local/bin; echo ${x##*/} ${x%/*} ${x%%/*}. ${x#/}",
      output: "bin /usr/local . usr/local/bin\n"),
    ScriptCase(
      #"x=a.b.c; echo ${x%.*} ${x%%.*} ${x#*.} ${x##*.} ${x%"."*} ${x#"a."}"#,
      output: "a.b a b.c c a.b b.c\n"),
    ScriptCase(#"x='a*b'; echo "${x#'a*'}" "${x#a*}" "${x%\**}""#, output: "b *b a\n"),
    ScriptCase(#"p='*'; x=abc; echo "${x#$p}" "${x##$p}" "${x##"$p"}""#, output: "abc  abc\n"),
    ScriptCase(
      """
      x=hello
      echo ${x:1} ${x:1:3} ${x: -3} ${x:(-3):2} ${x:0:-1} ${x:5} ${x:9}. ${x:1:0}.
      """,
      output: "ello ell llo ll hell . .\n"),
    ScriptCase(
      "x=hello; n=2; echo ${x:n} ${x:$n:1} ${x:n+1:n} ${x:n>1?1:0:2}",
      output: "llo l lo el\n"),
    ScriptCase(
      "x=abc; echo ${x:2:-5}; echo no",
      error: "bash: line 1: -5: substring expression < 0\n",
      status: 1),
    ScriptCase(
      """
      set -- a b c d e
      echo ${@:2} "|" ${@:2:2} "|" ${@: -2} "|" ${*:0:2} "|" ${@:5} "|" ${@:6}
      """,
      output: "b c d e | b c | d e | bash a | e |\n"),
    ScriptCase(
      """
      x=banana
      echo ${x/a/o} ${x//a/o} ${x/#b/B} ${x/%a/A} ${x/n} ${x//an} ${x/#x/y} ${x/%x/y}
      """,
      output: "bonana bonono Banana bananA baana ba banana banana\n"),
    ScriptCase(
      #"x=a/b/c; echo ${x//\//-} ${x/\//} "${x//'/'/:}" ${x//[ab]/x}"#,
      output: "a-b-c ab/c a:b:c x/x/c\n"),
    ScriptCase(
      #"x=abc; echo ${x/b/[&]} "${x/b/\&}" "${x/b/'&'}" ${x/b/"&"}"#,
      output: "a[b]c a&c a&c a&c\n"),
    ScriptCase(
      #"x='a b c'; echo "${x// /_}" ${x// /}; y=' '; echo "${x//$y/.}""#,
      output: "a_b_c abc\na.b.c\n"),
    ScriptCase(
      "x=aaa; echo ${x/a*/b} ${x/#a/b} ${x//a/} ${x//?/xy} ${x/%a/}",
      output: "b baa xyxyxy aa\n"),
    ScriptCase(
      "x=hELLO; echo ${x^} ${x^^} ${x,} ${x,,} ${x~~} ${x~} ${x^^[h]} ${x,,[EL]}",
      output: "HELLO HELLO hELLO hello Hello HELLO HELLO hellO\n"),
    ScriptCase(
      """
      a=(one two three)
      echo ${a[@]^} ${a[@]/o/0} ${a[@]#t} ${a[@]%e} ${#a[@]} ${#a[1]} ${a[@]:1:1}
      """,
      output: "One Two Three 0ne tw0 three one wo hree on two thre 3 3 two\n"),
    ScriptCase(
      """
      x=5; y=x; echo ${!y}; y=z; echo "${!y-unset}"; a=(p q); y='a[1]'; echo ${!y}
      y='a[@]'; echo ${!y}
      """,
      output: "5\nunset\nq\np q\n"),
    ScriptCase(
      #"ab1=1 ab2=2; echo ${!ab*} ${!ab@}; for i in "${!ab@}"; do echo "<$i>"; done"#,
      output: "ab1 ab2 ab1 ab2\n<ab1>\n<ab2>\n"),
    ScriptCase(
      """
      x='a b'; echo "${x@Q}" ${x@U} ${x@u} ${x@L}; y="it's"; echo ${y@Q}
      echo "${x@A}"; declare -i n=1; echo ${n@a} ${n@A}
      """,
      output: #"""
        'a b' A B A b a b
        'it'\''s'
        x='a b'
        i declare -i n='1'

        """#),
    ScriptCase(
      #"x='a\nb'; echo "${x@E}"; z=; echo "[${z@Q}]" "[${undef@Q}]""#,
      output: "a\nb\n[''] []\n"),
    ScriptCase(
      """
      echo $((1+2*3)) $(((1+2)*3)) $((7/2)) $((7%3)) $((-7/2)) $((-7%3)) $((2**10)) \
      $((2**3**2))
      """,
      output: "7 9 3 1 -3 -1 1024 512\n"),
    ScriptCase(
      """
      x=5
      echo $((x)) $(($x+1)) $((x++)) $x $((++x)) $((x--)) $((--x)) $((-x)) $((!x)) $((~x))
      """,
      output: "5 6 5 6 7 7 5 -5 0 -6\n"),
    ScriptCase(
      """
      echo $((1<2)) $((2<=1)) $((1==1)) $((1!=1)) $((1&&0)) $((1||0)) $((5&3)) $((5|\
      3)) $((5^3)) $((1<<4)) $((256>>2))
      """,
      output: "1 0 1 0 0 1 1 7 6 16 64\n"),
    ScriptCase(
      "echo $((010)) $((0x1F)) $((2#101)) $((36#z)) $((64#_)) $((16#ff)) $((0)) $((00))",
      output: "8 31 5 35 63 255 0 0\n"),
    ScriptCase(
      """
      x=1\necho $((x=5)) $x $((x+=2)) $((x-=1)) $((x*=3)) $((x/=2)) $((x%=5)) $((x<<\
      =2)) $((x|=1)) $((x&=5)) $((x^=1))
      """,
      output: "5 5 7 6 18 9 4 16 17 1 0\n"),
    ScriptCase("echo $((1?2:3)) $((0?2:3)) $((1?0?4:5:6)) $((1,2,3))", output: "2 3 5 3\n"),
    ScriptCase(
      "y=z z=7; echo $((y)) $((y+1)); a='1+2'; echo $((a*2)) $(($a*2))",
      output: "7 8\n6 5\n"),
    ScriptCase(
      "echo $((9223372036854775807+1)) $((-9223372036854775808)) $((9223372036854775807*2))",
      output: "-9223372036854775808 -9223372036854775808 -2\n"),
    ScriptCase(
      "echo $((1/0)); echo no",
      error: "bash: line 1: 1/0: division by 0 (error token is \"0\")\n",
      status: 1),
    ScriptCase(
      "echo $((1 +)); echo no",
      error: "bash: line 1: 1 +: syntax error: operand expected (error token is \"+\")\n",
      status: 1),
    ScriptCase(
      "echo $((08)); echo no",
      error: "bash: line 1: 08: value too great for base (error token is \"08\")\n",
      status: 1),
    ScriptCase(
      "a=(1 2 3); echo $((a[1]+a[2])) $((a)) $((${#a[@]}*2)) $((a[0]++)) ${a[0]}",
      output: "5 1 6 1 2\n"),
    ScriptCase(
      """
      echo $(( undefined )) $(( )) $((
      1 +
      2 ))
      """,
      output: "0 0 3\n"),
    ScriptCase("echo $[1+2]", output: "3\n"),
    ScriptCase(
      #"""
      x=$(printf 'a\n\n\n'); echo "[$x]"; x=$(printf 'a\n\nb\n'); echo "[$x]"
      echo $(printf 'a\n\nb\n')
      """#,
      output: "[a]\n[a\n\nb]\na b\n"),
    ScriptCase(
      """
      x=$(false); echo $?; x=$(exit 5); echo $?; echo $(exit 6); echo $?
      x=$(true) y=$(exit 3); echo $?
      """,
      output: "1\n5\n\n0\n3\n"),
    ScriptCase(#"echo $(echo a; echo b) "$(echo a; echo b)""#, output: "a b a\nb\n"),
    ScriptCase(
      """
      echo $( (echo sub) ) $(case x in x) echo paren;; esac) $(echo ')' # comment )
      )
      """,
      output: "sub paren )\n"),
    ScriptCase(
      #"echo $(<f) "[$(< f)]"; x=$(<nosuch); echo $?"#,
      files: ["f": "one\n two\n\n"],
      output: "one two [one\n two]\n1\n",
      error: "bash: line 1: nosuch: No such file or directory\n"),
    ScriptCase(
      "x=1; y=$(x=2; echo $x); echo $x $y; $(echo echo) dyn; $(:) ; echo $?",
      output: "1 2\ndyn\n0\n"),
    ScriptCase(
      """
      echo {a,b,c} x{1,2}y {1..5} {5..1} {a..e} {1..10..3} {01..03} {a,b}{1,2} {} {a\
      } {a,} x{,y}
      """,
      output: """
        a b c x1y x2y 1 2 3 4 5 5 4 3 2 1 a b c d e 1 4 7 10 01 02 03 a1 a2 b1 b2 {} {a} a x xy

        """),
    ScriptCase(
      #"echo "{a,b}" {a,'b c'} {$x,b} \{a,b} {a\,b,c} {a,b}_{c,d{e,f}} {1..3}{x..z}"#,
      output: """
        {a,b} a b c b {a,b} a,b c a_c a_de a_df b_c b_de b_df 1x 1y 1z 2x 2y 2z 3x 3y 3z

        """),
    ScriptCase(
      "echo {10..1..3} {e..a..2} {-2..2} {1..-1} {a..3} {1.5..2} {0..10..-5} a{b,c",
      output: "10 7 4 1 e c a -2 -1 0 1 2 1 0 -1 {a..3} {1.5..2} 0 5 10 a{b,c\n"),
    ScriptCase("x=3; echo {1..$x}; eval echo {1..$x}", output: "{1..3}\n1 2 3\n"),
    ScriptCase(
      """
      a={1,2}; echo $a; a=({1,2}); echo ${#a[@]}; for i in {1..3}; do printf $i; done
      echo
      """,
      output: "{1,2}\n2\n123\n"),
    ScriptCase(
      #"echo ~root ~nosuchuser ~/x a=~ ~+ | sed "s|$HOME|H|g; s|$PWD|P|g""#,
      output: "/root ~nosuchuser H/x a=H H\n"),
    ScriptCase(
      """
      x=~/a:~/b; echo $x | sed "s|$HOME|H|g"; y=a~; echo $y; echo a:~; HOME=/h
      echo ~ ~/x "~"; export P=~/z; echo $P
      """,
      output: "H/a:H/b\na~\na:~\n/h /h/x ~\n/h/z\n"),
    ScriptCase(
      #"echo *.txt * .h* ?.* [ab].txt [!a].txt sub/* */x nomatch* "*.txt" \*"#,
      files: ["a.txt": "", "b.txt": "", "c.d": "", ".hid": "", "sub/x": ""],
      output: """
        a.txt b.txt a.txt b.txt c.d sub .hid a.txt b.txt c.d a.txt b.txt b.txt sub/x s\
        ub/x nomatch* *.txt *\n
        """),
    ScriptCase(
      """
      x='*'; echo $x "$x"; set -f; echo *; set +f; echo *; echo [a-b] [^a] [[:alpha:]]
      for f in *; do echo "f:$f"; done
      """,
      files: ["a": "", "b": "", "c": ""],
      output: """
        a b c *
        *
        a b c
        a b b c a b c
        f:a
        f:b
        f:c

        """),
    ScriptCase(
      """
      for f in *; do echo "<$f>"; done; echo "$(ls)"; set -- *; echo $#; x=$(echo *)
      echo "$x"; a=(*); echo ${#a[@]}
      """,
      files: ["a b": "", "c": ""],
      output: "<a b>\n<c>\na b\nc\n2\na b c\n2\n"),
    ScriptCase(
      """
      shopt -s nullglob; echo x*; set -- x*; echo $#; shopt -u nullglob
      shopt -s failglob; echo y*; echo $?
      """,
      files: ["a1": "", "a2": "", "b1": ""],
      output: "\n0\n",
      error: "bash: line 2: no match: y*\n",
      status: 1),
    ScriptCase(
      "echo **/*.c; shopt -s globstar; echo **/*.c; echo **/; echo **",
      files: ["d/e/f.c": "", "d/g.c": "", "h.c": "", ".x/y.c": ""],
      output: """
        d/g.c
        d/e/f.c d/g.c h.c
        d/ d/e/
        d d/e d/e/f.c d/g.c h.c

        """),
    ScriptCase(
      "echo *; shopt -s dotglob; echo *; GLOBIGNORE=b; echo *; ",
      files: [".a": "", "b": ""],
      output: "b\n.a b\n.a\n"),
    ScriptCase(
      """
      echo a*; shopt -s nocaseglob; echo a*; shopt -s nocasematch
      case ABC in abc) echo ci;; esac; [[ X == x ]] && echo m
      """,
      files: ["Ab": "", "aC": ""],
      output: "aC\nAb aC\nci\nm\n"),
    ScriptCase(
      """
      shopt -s extglob
      echo !(*.c); echo @(a|b).?; echo +(a)b; echo ?(a)ab *(a)b; x=aaab
      echo ${x##+(a)} ${x%%@(ab|b)}
      """,
      files: ["a.c": "", "b.h": "", "ab": "", "aab": ""],
      output: """
        aab ab b.h
        a.c b.h
        aab ab
        aab ab aab ab
        b aa

        """),
    ScriptCase(#"x=(a b); echo "${x[@]/#/-}" "${x[*]/%/-}""#, output: "-a -b a- b-\n"),
    ScriptCase(
      #"echo "${x:-$(echo default)}" ${y:-`echo bq`} ${z:-$((1+1))} "${w:-${v:-nested}}""#,
      output: "default bq 2 nested\n"),
    ScriptCase(
      #"x=abc; echo ${x:-d} ${x:+alt} ${x+alt} "${x:+a b}" ${x:+"a  b"} ${x:+a  b}"#,
      output: "abc alt alt a b a  b a b\n"),
    ScriptCase(
      #"printf '[%s]' ${x:-a b} "${x:-a b}" ${x:-"a b" c} ${x:-a\ b}; echo"#,
      output: "[a][b][a b][a b][c][a b]\n"),
    ScriptCase(
      """
      set -- a 'b c'
      printf '[%s]' "${@:-x}" "${x:-"$@"}" ${x:-"$@"} "${x:-$@}" "${1+"$@"}" ${1+"$@"}
      echo
      """,
      output: "[a][b c][a][b c][a][b c][a][b c][a][b c][a][b c]\n"),
    ScriptCase(
      #"printf '[%s]' "${@-x}" "${*:-y}" "${@+z}" "${1+"$@"}"; echo"#,
      output: "[x][y][]\n"),
    ScriptCase(#"echo "${#x} ${#PWD}" | grep -c ' '; x=é; echo ${#x}"#, output: "1\n2\n"),
    ScriptCase(
      """
      x=héllo; echo ${#x} ${x:1:1} ${x^^} ${x/é/e} ${x#?} ${x%?}
      case é in ?) echo one;; esac
      """,
      environment: ["LC_ALL": "C.UTF-8"],
      output: "5 é HÉLLO hello éllo héll\none\n"),
    ScriptCase(
      #"echo ${x}y ${1}2 ${@}z; x=v; echo ${x}y "${x}y" $x-y $xy."#,
      output: "y 2 z\nvy vy v-y .\n"),
    ScriptCase(
      "echo ${x!y}; echo no",
      error: "bash: line 1: ${x!y}: bad substitution\n",
      status: 1),
    ScriptCase("echo ${}; echo no", error: "bash: line 1: ${}: bad substitution\n", status: 1),
    ScriptCase(
      #"echo `echo a` `echo "b  c"` "`echo "b  c"`" `echo 'x' | tr x y`"#,
      output: "a b c b  c y\n"),
    ScriptCase("echo $(cat <<E\nhere $((1+1))\nE\n)", output: "here 2\n"),
    ScriptCase(
      """
      x=$(cat <<'E'
      a)b'c"
      E
      ); echo "$x"
      """,
      output: "a)b'c\"\n"),
    ScriptCase(
      #"f() { echo $#; }; f $(echo) ; f "$(echo)"; f $(echo a b) "$(echo a b)"; f ''$(echo)"#,
      output: "0\n1\n3\n1\n"),
    ScriptCase(
      #"echo $(echo $(echo $(echo deep))); echo "$(echo "$(echo "$(echo q q)")")""#,
      output: "deep\nq q\n"),
    ScriptCase(
      #"x='a b'; y=$x; echo "$y"; case $x in 'a b') echo same; esac; z="$x"$x; echo "$z""#,
      output: "a b\nsame\na ba b\n"),
    ScriptCase("echo $((`echo 3`+$(echo 4)))", output: "7\n"),
    ScriptCase(
      #"x=10; echo $((x > 5 ? x : 5)) $(( (x) )) $((x*(x+1)/2)) "$((x))""#,
      output: "10 10 55 10\n"),
    ScriptCase(
      #"IFS=5; echo $((152)) "$((152))"; x=$((152)); echo $x"#,
      output: "1 2 152\n1 2\n"),
    ScriptCase(
      "x=a.b.c; echo ${x%.*} ${x%%.*} ${x#*.} ${x##*.} ${#x}",
      dialect: .sh,
      output: "a.b a b.c c 5\n"),
    ScriptCase(
      "echo $((1+2*3)) $((7%3)) $((1<2)) $((010)) $((0xf)); x=3; echo $((x*2)) $((x+=1)) $x",
      dialect: .sh,
      output: "7 1 1 8 15\n6 4 4\n"),
    ScriptCase(
      #"echo ${x:-d} ${x:=e} $x ${x:+f} "${x:+g h}""#,
      dialect: .sh,
      output: "d e e f g h\n"),
    ScriptCase(
      #"x=$(printf 'a\n\n'); echo "[$x]"; echo `echo b`"#,
      dialect: .sh,
      output: "[a]\nb\n"),
    ScriptCase(
      #"echo *.txt [a]* ?.txt nomatch*; x='*.txt'; echo $x "$x""#,
      files: ["a.txt": "", "b.txt": ""],
      dialect: .sh,
      output: """
        a.txt b.txt a.txt a.txt b.txt nomatch*
        a.txt b.txt *.txt

        """),
    ScriptCase(
      "echo $((1/0)); echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "dash exits with 2, any status above 0 will do"]),
    ScriptCase(
      "echo ${}; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "dash exits with 2, any status above 0 will do"]),
  ]

  @Test(arguments: rows)
  func runs(_ row: ScriptCase) throws { try row.check() }
}
