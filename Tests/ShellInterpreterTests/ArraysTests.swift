import ShellBytes
import ShellTestSupport
import Testing

@Suite("Arrays")
struct ArraysTests {
  static let rows: [ScriptCase] = [
    // A subscript is evaluated once, whether there is an array or not.
    ScriptCase(
      "i=0; : $((a[i++])); echo $i; b=7; echo $((b[i-1])) ${b[i++]} $i", output: "1\n7 2\n"),
    ScriptCase(
      "f() { echo $1; }; f a; f() { :; }; for i in ${x?msg}; do :; done", output: "a\n",
      error: "bash: line 1: x: msg\n", status: 127),
    ScriptCase(
      """
      a=(x 'y z' w)
      echo ${a[0]} "${a[1]}" ${a[@]} ${#a[@]} ${!a[@]} ${a[-1]} $a ${#a}
      printf '[%s]' "${a[@]}" "${a[*]}" ${a[@]}; echo
      """,
      output: """
        x y z x y z w 3 0 1 2 w x 1
        [x][y z][w][x y z w][x][y][z][w]

        """),
    ScriptCase(
      """
      a[5]=five; a[2]=two; echo ${a[@]} ${!a[@]} ${#a[@]}; a+=(six); echo ${!a[@]}
      a[1+1]=TWO; i=2; echo ${a[i]} ${a[$i]} ${a[i*1]}; a[-1]=last; echo ${a[@]}
      """,
      output: """
        two five 2 5 2
        2 5 6
        TWO TWO TWO
        TWO five last

        """),
    ScriptCase(
      """
      a=([3]=c [1]=a b); echo ${a[@]} ${!a[@]}; a=()
      echo ${#a[@]} "${a[@]}" "x${a[*]}x"; unset a; a[0]=; echo ${#a[@]} "[${a[0]}]"
      """,
      output: "a b c 1 2 3\n0 xx\n1 []\n"),
    ScriptCase(
      """
      declare -A m; m[a]=1; m['b c']=2; m["d"]=3
      echo ${#m[@]} "${m[b c]}" ${m[a]} ${m[nosuch]-none}; k=a; echo ${m[$k]}
      for k in "${!m[@]}"; do echo "$k=${m[$k]}"; done | sort; unset 'm[a]'
      echo ${#m[@]}
      """,
      output: "3 2 1 none\n1\na=1\nb c=2\nd=3\n2\n"),
    ScriptCase(
      """
      declare -A m=([x]=1 [y]=2); m+=([z]=3 [x]=9)
      echo ${m[x]} ${m[y]} ${m[z]} ${#m[@]}; declare -A n=(a 1 b 2)
      echo ${n[a]} ${n[b]}; [[ -v m[x] ]] && echo v; [[ -v m[q] ]] || echo nv
      """,
      output: "9 2 3 3\n1 2\nv\nnv\n"),
    ScriptCase(
      #"""
      a=(1 2 3); declare -p a; declare -A m=([k]='v w'); declare -p m; x='it'\''s'
      declare -p x; declare -i n=3; declare -p n; declare -r c=1; declare -p c
      declare -x e=2; declare -p e; declare -p nosuch; echo $?; declare u
      declare -p u
      """#,
      output: """
        declare -a a=([0]="1" [1]="2" [2]="3")
        declare -A m=([k]="v w" )
        declare -- x="it's"
        declare -i n="3"
        declare -r c="1"
        declare -x e="2"
        1
        declare -- u

        """,
      error: "bash: line 3: declare: nosuch: not found\n"),
    ScriptCase(
      """
      a=(a b c d e)
      echo "${a[@]:1:2}" "${a[@]: -2}" "${a[@]:3}" ${a[@]/b/X} ${a[@]%c} "${a[@]^^}"
      b=("${a[@]}"); b[0]=z; echo ${a[0]} ${b[0]}; c=("${a[@]:1}" f); echo ${c[@]}
      """,
      output: """
        b c d e d e a X c d e a b d e A B C D E
        a z
        b c d e f

        """),
    ScriptCase(
      #"""
      a=(b a c); for x in "${a[@]}"; do echo $x; done; for i in "${!a[@]}"
      do echo $i:${a[i]}; done; IFS=,; echo "${a[*]}"
      IFS=$'\n' sorted=($(printf '%s\n' "${a[@]}" | sort))
      echo "${sorted[*]}" | tr '\n' ' '; echo
      """#,
      output: """
        b\na\nc\n0:b\n1:a\n2:c\nb,a,c\na b c \n
        """),
    ScriptCase(
      """
      a=(1 2 3); unset 'a[1]'; echo ${a[@]} ${!a[@]} ${#a[@]}; a=("${a[@]}")
      echo ${!a[@]}; unset 'a[-1]'; echo ${a[@]}; a[10]=x; echo ${#a[@]} ${a[-1]}
      """,
      output: "1 3 0 2 2\n0 1\n1\n2 x\n"),
    ScriptCase(
      """
      x=scalar; x[1]=b; echo ${x[@]} ${x[0]}; x=new; echo ${x[@]}; y=(a); y=b
      echo ${y[@]}; declare -a z; z=q; echo ${z[0]}; declare -a w=(1 2); w+=3
      echo ${w[@]}
      """,
      output: "scalar b scalar\nnew b\nb\nq\n13 2\n"),
    ScriptCase(
      #"""
      mapfile -t l <<< $'a\nb c\n\nd'; echo ${#l[@]} "${l[1]}" "[${l[2]}]"
      mapfile l < <(printf 'x\ny'); printf '[%s]' "${l[@]}"; echo
      readarray -t -n 2 -s 1 l < <(seq 5); echo ${l[@]}; mapfile -t -O 2 l <<< z
      echo ${l[@]}; mapfile -d : -t l <<< a:b; echo ${#l[@]} ${l[0]}
      """#,
      output: "4 b c []\n[x\n][y]\n2 3\n2 3 z\n2 a\n"),
    ScriptCase(
      """
      read -a a <<< "x y  z"; echo ${#a[@]} ${a[2]}; IFS=: read -ra p <<< "/a:/b::/c"
      echo ${#p[@]} "[${p[2]}]"; read -r -a e <<< ""; echo ${#e[@]}
      """,
      output: "3 z\n4 []\n0\n"),
    ScriptCase(
      """
      f() { local -a a=(1 2); local -A m=([k]=v); a+=(3); echo ${a[@]} ${m[k]}; }
      a=(g); f; echo ${a[@]} ${m[k]-none}; g() { declare -ga glob=(x y); }; g
      echo ${glob[@]}
      """,
      output: "1 2 3 v\ng none\nx y\n"),
    ScriptCase(
      """
      a=(1 2); f() { a[0]=changed; a+=(3); }; f; echo ${a[@]}; g() { local -n r=$1
      r+=(ref); r[0]=n; echo ${#r[@]} ${r[@]}; }; g a; echo ${a[@]}; declare -n q=a
      echo ${q[1]} ${#q[@]} ${!q}
      """,
      output: """
        changed 2 3
        4 n 2 3 ref
        n 2 3 ref
        2 4 a

        """),
    ScriptCase(
      """
      declare -n r=x; x=5; echo $r; r=6; echo $x; unset -n r; echo ${r-unset} $x
      f() { local -n o=$1; o=set; }; f out; echo $out; declare -n arr=a[1]; a=(1 2)
      echo $arr; arr=9; echo ${a[@]}
      """,
      output: "5\n6\nunset 6\nset\n2\n1 9\n"),
    ScriptCase(
      """
      declare -i a=(1+1 2*3); echo ${a[@]}; a[0]+=5; echo ${a[0]}; declare -u up=abc
      echo $up; up=def; echo $up; declare -l lo=ABC; echo $lo; declare -i n; n=2+3
      echo $n; n=x; echo $n; n=10/3; echo $n
      """,
      output: "2 6\n7\nABC\nDEF\nabc\n5\n0\n3\n"),
    ScriptCase(
      """
      a=(1 2 3); ((a[1]+=10)); echo ${a[1]} $((a[0]+a[2])); ((a[3]=7)); echo ${#a[@]}
      i=0; a[i++]=x; a[i++]=y; echo $i ${a[@]}; declare -A m; ((m[k]++)); ((m[k]+=5))
      echo ${m[k]}; k=z; ((m[$k]=2)); echo ${m[z]}
      """,
      output: "12 4\n4\n2 x y 3 7\n6\n2\n"),
    ScriptCase(
      """
      a=('*' "a b"); touch f1; for x in ${a[@]}; do echo "<$x>"; done
      for x in "${a[@]}"; do echo "<$x>"; done; b=(*); echo ${b[@]}; c=($(echo 1 2 3))
      echo ${#c[@]}; d=("$(echo 1 2)"); echo ${#d[@]}
      """,
      output: """
        <f1>
        <a>
        <b>
        <*>
        <a b>
        f1
        3
        1

        """),
    ScriptCase(
      """
      a=(1 2 3); echo "pre${a[@]}post"; set -- "${a[@]/#/-}"; echo $#
      printf '%s,' "x${a[@]}y"; echo; echo "${a[@]@Q}" "${a[*]@A}"
      echo ${a[@]:0:0}. ${a[@]+set} ${b[@]+set}. "${b[@]:-def}"
      """,
      output: """
        pre1 2 3post
        3
        x1,2,3y,
        '1' '2' '3' declare -a a=([0]="1" [1]="2" [2]="3")
        . set . def

        """),
    ScriptCase(
      """
      a=([0]=x [2]=z); for i in 0 1 2
      do [[ -v a[$i] ]] && echo set $i || echo unset $i; done
      echo ${a[1]-dash} ${a[1]:-colon} ${a[2]:+plus}; : ${a[1]:=assigned}
      echo ${a[@]}
      """,
      output: """
        set 0
        unset 1
        set 2
        dash colon plus
        x assigned z

        """),
    ScriptCase(
      "a=(1 2 3); echo ${a[7]}; echo ${a[-4]}; echo $?; a[-5]=x; echo $?; echo ${a[@]}",
      output: "\n\n0\n",
      error: """
        bash: line 1: a: bad array subscript
        bash: line 1: a[-5]: bad array subscript

        """,
      status: 1),
    ScriptCase(
      #"""
      declare -A m; m[]=x; echo $?; m[' ']=sp; echo "${m[ ]}"; m["a]b"]=br
      echo "${m["a]b"]}"; m[$'n\nl']=nl; echo ${#m[@]}
      declare -A m2=(["x y"]=1 ['q"']=2); echo "${m2[x y]}" "${m2[q\"]}"
      """#,
      output: "\n1\n1 2\n",
      error: "bash: line 1: m[]: bad array subscript\n"),
    ScriptCase(
      """
      typeset -a t=(a b); typeset -p t; local x=1; echo $?; f() { typeset v=loc
      echo $v; }; f; echo ${v-none}; declare -f f; declare -F f
      declare -F | grep -c ' f$'
      """,
      output: """
        declare -a t=([0]=\"a\" [1]=\"b\")\n1\nloc\nnone\nf () \n{ \n    typeset v=loc\
        ;\n    echo $v\n}\nf\n1\n
        """,
      error: "bash: line 1: local: can only be used in a function\n"),
    ScriptCase(
      """
      declare -p BASH_VERSINFO | head -c 30; echo; a=(1)
      declare -a | grep -c 'declare -a a='; declare -A m=([a]=1)
      declare -A | grep ' m='; declare -i i=1; declare -i | grep ' i='
      """,
      output: """
        declare -ar BASH_VERSINFO=([0]
        1
        declare -A m=([a]="1" )
        declare -i i="1"

        """),
    ScriptCase(
      """
      a=(x y z); echo "${a[@]::2}" ${a[*]:1}; set -- "${a[@]}"
      echo ${@:1:1} ${*: -1} ${@:0:1}; echo ${!#} ${!1-none}; x=(); x+=("$@")
      echo ${#x[@]}; f() { echo $#; }; f "${x[@]:1}"; f "${nothing[@]}"
      """,
      output: "x y y z\nx z bash\nz none\n3\n2\n0\n"),
    ScriptCase(
      """
      a=(3 1 2); for ((i=0; i<${#a[@]}; i++)); do s=$((s+a[i])); done; echo $s
      max=${a[0]}; for n in "${a[@]}"; do ((n>max)) && max=$n; done; echo $max
      unset a[0]; echo ${a[@]}
      """,
      output: "6\n3\n1 2\n"),
  ]

  @Test(arguments: rows)
  func runs(_ row: ScriptCase) throws { try row.check() }
}
