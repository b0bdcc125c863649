import ShellBytes
import ShellTestSupport
import Testing

/// Scripts that come by a faster path of the evaluator, or only just miss it: each path has a
/// guard, and both sides of it have to do the same.
@Suite("Faster paths")
struct FasterPathsTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      #"""
      for v in "" a alpha-1.txt x.jpg beta-7 '*' 'a*b' abcdefghij abcdefghijklmnop
      do case $v in "") echo e;; beta-*) echo b;; *.jpg) echo j;; alpha-*.txt) echo t;;
      '*') echo star;; a\*b) echo ab;; abcdefghij) echo ten;; abcdefghi*) echo long;;
      *) echo other;; esac; done
      """#,
      output: #"""
        e
        other
        t
        j
        b
        star
        ab
        ten
        long

        """#),
    ScriptCase(
      #"""
      case abcdefghijklmnopqrstuvwxyz in abcdefghi*z0123456789) echo 1;;
      abcdefghijX*) echo 2;; *qrstuvwxyZ) echo 3;; abcdefghijkl*rstuvwxyz) echo 4;; esac
      """#,
      output: #"""
        4

        """#),
    ScriptCase(
      #"""
      case aXbXc in a*c) echo 1;;& *b*) echo 2;;& q) echo 3;; *) echo 4;& zz) echo 5;;
      *) echo 6;; esac
      """#,
      output: #"""
        1
        2
        4
        5

        """#),
    ScriptCase(
      #"""
      case ab in abc*|*abc|a*b*c) echo no;; ab*ab) echo overlap;; ab) echo yes;; esac
      """#,
      output: #"""
        yes

        """#),
    ScriptCase(
      #"""
      shopt -s nocasematch; case ALPHA in alpha) echo 1;; esac
      case aLpHa-X in alpha-*) echo 2;; esac; [[ FOO == f*o ]] && echo 3; x=FOO
      echo ${x#f} ${x/o/z}
      """#,
      output: #"""
        1
        2
        3
        FOO FzO

        """#),
    ScriptCase(
      #"""
      shopt -s extglob
      case foo.txt in @(a|b)) echo no;; +(f|o).t?t) echo ext;; esac; x=a.b.c
      echo ${x#*.} ${x##*.} ${x%.*} ${x%%.*} ${x%@(.c|.b)}
      """#,
      output: #"""
        ext
        b.c c a.b a a.b

        """#),
    ScriptCase(
      #"""
      false; case x in x) echo $?;; esac; false; case x in y) :;; esac; echo $?; false
      case x in x) ;; esac; echo $?
      """#,
      output: #"""
        1
        0
        0

        """#),
    ScriptCase(
      #"""
      p='a*'; case abc in "$p") echo quoted;; $p) echo pattern;; esac
      case 'a*' in "$p") echo same;; esac
      """#,
      output: #"""
        pattern
        same

        """#),
    ScriptCase(
      #"""
      x=path/to/file.tar.gz
      echo ${x#*/} ${x##*/} ${x%/*} ${x%%/*} ${x%.*} ${x%%.*} ${x#path} ${x%gz} ${x#nope} ${x%nope} ${x#*} "${x##*}" ${x%*} "${x%%*}"
      """#,
      output: #"""
        to/file.tar.gz file.tar.gz path/to path path/to/file.tar path/to/file /to/file.tar.gz path/to/file.tar. path/to/file.tar.gz path/to/file.tar.gz path/to/file.tar.gz  path/to/file.tar.gz 

        """#),
    ScriptCase(
      #"""
      x=aXXbXXc; echo ${x#*XX} ${x##*XX} ${x%XX*} ${x%%XX*} ${x#a*b} ${x##a*X} ${x%b*c} ${x%%X*c} ${x#*'*'} ${x%"XX"*}
      """#,
      output: #"""
        bXXc c aXXb a XXc c aXX a aXXbXXc aXXb

        """#),
    ScriptCase(
      #"""
      unset u; echo "<${u#a}>" "<${u%a}>"; set -u; (echo ${u#a}) 2>/dev/null; echo $?
      """#,
      output: #"""
        <> <>
        1

        """#),
    ScriptCase(
      #"""
      export LC_ALL=C.UTF-8; x=é→ü→ñ
      echo ${x#*→} ${x##*→} ${x%→*} ${x%%→*} ${x#é} ${x%ñ} ${x#?} ${x%?} ${#x}
      case é in ?) echo one;; esac; case é→ü in é*ü) echo ok;; esac
      """#,
      output: #"""
        ü→ñ ñ é→ü é →ü→ñ é→ü→ →ü→ñ é→ü→ 5
        one
        ok

        """#),
    ScriptCase(
      #"""
      export LC_ALL=C; x=é→ü; echo ${x#*→} ${x%→*}; case é in ??) echo two;; esac
      """#,
      output: #"""
        ü é
        two

        """#),
    ScriptCase(
      #"""
      list='one two  three'; for w in $list; do echo "<$w>"; done; IFS=:; for w in $list
      do echo "<$w>"; done; list=a::b:; for w in $list; do echo "<$w>"; done
      """#,
      output: #"""
        <one>
        <two>
        <three>
        <one two  three>
        <a>
        <>
        <b>

        """#),
    ScriptCase(
      #"""
      IFS=' :'; list=' a : b::c  : '; for w in $list; do echo "<$w>"; done; IFS=
      for w in $list; do echo "<$w>"; done
      """#,
      output: #"""
        <a>
        <b>
        <>
        <c>
        < a : b::c  : >

        """#),
    ScriptCase(
      #"""
      list='a b c'; for w in $list; do list='x y'; IFS=:; echo $w; done; echo $w $list
      """#,
      output: #"""
        a
        b
        c
        c x y

        """#),
    ScriptCase(
      #"""
      list='1 2 3'; s=0; for w in $list; do [ $w = 2 ] && continue; s=$((s+w)); done
      echo $s; for w in $list; do [ $w = 2 ] && break; done; echo $w
      """#,
      output: #"""
        4
        2

        """#),
    ScriptCase(
      #"""
      list=; false; for w in $list; do :; done; echo $?; list='  '; false
      for w in $list; do :; done; echo $?; false; for w in 1; do echo $?; done
      """#,
      output: #"""
        0
        0
        1

        """#),
    ScriptCase(
      #"""
      cd /; list='et* u?r [z]zz'; for w in $list; do echo $w; done; set -f
      for w in $list; do echo $w; done; set +f; shopt -s nullglob; for w in $list
      do echo $w; done
      """#,
      output: #"""
        etc
        usr
        [z]zz
        et*
        u?r
        [z]zz
        etc
        usr

        """#),
    ScriptCase(
      #"""
      list='007 12 -5 +3 1e3'; for w in $list; do echo $w $((10#${w#[-+]} + 1)) 2>&1
      done 2>&1 | head -4
      """#,
      output: #"""
        007 8
        12 13
        -5 6
        +3 4

        """#),
    ScriptCase(
      #"""
      IFS=2; x=12321; for w in $x; do echo "<$w>"; done; IFS=; for w in $x
      do echo "<$w>"; done
      """#,
      output: #"""
        <1>
        <3>
        <1>
        <12321>

        """#),
    ScriptCase(
      #"""
      declare -i n; for n in 1+1 2*3; do echo $n; done; declare -u U; for U in ab cd
      do echo $U; done
      """#,
      output: #"""
        2
        6
        AB
        CD

        """#),
    ScriptCase(
      #"""
      f() { local w; for w in $1; do echo $w; done; }; f 'a b'; (list='x y'
      for w in $list; do :; done; echo $w); echo "<$w>"
      """#,
      output: #"""
        a
        b
        y
        <>

        """#),
    ScriptCase(
      #"""
      IFS=$'\x80:'; list=$'a\x80b:c'; for w in $list; do echo "<$w>"
      done | od -c | head -3
      """#,
      output: #"""
        0000000   <   a   >  \n   <   b   >  \n   <   c   >  \n
        0000014

        """#),
    ScriptCase(
      #"""
      a=(); for i in 1 2 3; do a+=($i "x $i"); done; echo ${#a[@]} "${a[@]}"
      a=(z "${a[@]}"); echo ${#a[@]} ${a[0]} ${a[-1]}; a+=(); echo ${#a[@]}
      a=(*nomatch* $u "$u"); echo ${#a[@]}
      """#,
      output: #"""
        6 1 x 1 2 x 2 3 x 3
        7 z x 3
        7
        2

        """#),
    ScriptCase(
      #"""
      a[5]=x; a+=(y z); echo "${!a[@]}" "${a[@]}"; unset 'a[6]'; a+=(w); echo "${!a[@]}"
      s=str; s+=(more); echo "${s[@]}"
      """#,
      output: #"""
        5 6 7 x y z
        5 7 8
        str more

        """#),
    ScriptCase(
      #"""
      declare -ia n=(1+1 2); n+=(3*3); echo "${n[@]}"; declare -A m=([a]=1)
      m+=([b]=2 [a]=3); echo ${m[a]} ${m[b]}; declare -ua u=(ab); u+=(cd)
      echo "${u[@]}"; readonly -a ro=(1); ro+=(2); echo "${ro[@]}"
      """#,
      output: #"""
        2 2 9
        3 2
        AB CD

        """#, error: nil, status: 1),
    ScriptCase(
      #"""
      f() { local -a l=(1 2); l+=(3); echo "${l[@]}"; }; f; a=(1); (a+=(2)
      echo "${a[@]}"); echo "${a[@]}"; declare -n ref=a; ref+=(9); echo "${a[@]}"
      """#,
      output: #"""
        1 2 3
        1 2
        1
        1 9

        """#),
    ScriptCase(
      #"""
      a=(5 06 x 7); x=3 i=1
      echo $((1 + ${a[0]})) $((1 + ${a[i]})) $((${a[i+2]} * 2)) $((a[0] + ${a[3]})) $((${a[2]} + 1)) $((${a[9]} + 1))
      """#,
      output: #"""
        6 7 14 12 4 1

        """#),
    ScriptCase(
      #"""
      a=(1 2 3); i=0; echo $(( ${a[i++]} + 10 )) $i; echo $(( ${a[-1]} + ${a[-3]} ))
      echo $(( ${a[-9]} + 1 )); echo $?
      """#,
      output: #"""
        11 1
        4
        1
        0

        """#, error: nil),
    ScriptCase(
      #"""
      declare -A m=([k1]=4 ["a b"]=5 [x]=y+1); y=6 k=1
      echo $((${m[k$k]} + 1)) $((${m["a b"]} + ${m[k1]})) $((${m[x]} * 2)) $((${m[none]} + 3))
      """#,
      output: #"""
        5 9 8 3

        """#),
    ScriptCase(
      #"""
      i='j+1' j=2 a=(0 0 0 7); echo $((${a[i]} + 1)); n='-5'
      echo $((1 - $n)) $((1 - n)); z=010; echo $(($z + 1)) $((z + 1)); set -u
      echo $((${a[1]} + ${a[7]})) 2>&1; echo no
      """#,
      output: #"""
        8
        6 6
        9 9

        """#, error: nil, status: 127),
    ScriptCase(
      #"""
      declare -A m; for i in {1..200}; do m[key$i]=$i; done; for i in {1..150}
      do unset "m[key$i]"; done; echo ${#m[@]} ${m[key151]} ${m[key200]} "<${m[key7]}>"
      m[key7]=again; echo ${#m[@]} ${m[key7]}; n=0; for k in "${!m[@]}"
      do n=$((n + ${m[$k]//[^0-9]/} + 0)); done 2>/dev/null; echo $n
      """#,
      output: #"""
        50 151 200 <>
        51 again
        8775

        """#),
    ScriptCase(
      #"""
      declare -A m=([a]=1); f() { local -A m=([a]=2 [b]=3); m[a]=9
      echo ${m[a]} ${#m[@]}; }; f; (m[a]=7; m[z]=1; echo ${m[a]} ${#m[@]})
      echo ${m[a]} ${#m[@]}; m[a]+=5; echo ${m[a]}; declare -p m
      """#,
      output: #"""
        9 2
        7 2
        1 1
        15
        declare -A m=([a]="15" )

        """#),
    ScriptCase(
      #"""
      s=a; s=$s$s; s=$s-$s; echo $s; s="$s|"; echo $s; n=1; n=${n}2; echo $((n+1))
      declare -i k=1; k=$k+1; echo $k; readonly r=1; r=${r}x; echo $r
      """#,
      output: #"""
        aa-aa
        aa-aa|
        13
        2

        """#, error: nil, status: 1),
    ScriptCase(
      #"""
      u=; unset u; u=$u-x; echo $u; declare -u U=ab; U=$U-cd; echo $U; export E=1
      E=$E:2; bash -c 'echo $E' 2>/dev/null || echo $E; (s=1; s=${s}2; echo $s)
      f() { local s=x; s=$s$1; echo $s; }; f y
      """#,
      output: #"""
        -x
        AB-CD
        1:2
        12
        xy

        """#),
    ScriptCase(
      #"""
      set -x; s=a; s=$s-b; set +x; echo $s
      """#,
      output: #"""
        a-b

        """#, error: nil),
    ScriptCase(
      #"""
      set -u; s=a; s=$s$none; echo $s
      """#,
      output: #"""

        """#, error: nil, status: 127),
    ScriptCase(
      #"""
      s=x; t=$s; s=${s}y; echo $s $t; long=0123456789012345678901234567890; copy=$long
      long=$long!; echo $long; echo $copy; a=$long; a=$a$a; echo $a
      """#,
      output: #"""
        xy x
        0123456789012345678901234567890!
        0123456789012345678901234567890
        0123456789012345678901234567890!0123456789012345678901234567890!

        """#),
    ScriptCase(
      #"""
      printf '%5d|%-5d|%05d|%+d|% d|%.3d|%5.3d|%.0d|%x|%X|%#x|%o|%#o|%u\n' 42 42 42 42 42 42 42 0 255 255 255 8 8 7
      """#,
      output: #"""
           42|42   |00042|+42| 42|042|  042||ff|FF|0xff|10|010|7

        """#),
    ScriptCase(
      #"""
      printf '%5d|%-5d|%05d|%+d|%.3d|%x|%o|%u\n' -42 -42 -42 -42 -42 -1 -1 -1
      printf '%#o|%#x|%#X|%#05o|%#6x|%-#6x|\n' 0 0 255 8 255 255
      """#,
      output: #"""
          -42|-42  |-0042|-42|-042|ffffffffffffffff|1777777777777777777777|18446744073709551615
        0|0|0XFF|00010|  0xff|0xff  |

        """#),
    ScriptCase(
      #"""
      printf '%s|%5s|%-5s|%.2s|%5.1s|%%|\\|\t|%c\n' abc abc abc abc abc xyz
      printf '%s %d\n' a 1 b 2 c; printf '%s'; printf 'plain\n'; printf 'no%%args %s %d\n'
      """#,
      output: #"""
        abc|  abc|abc  |ab|    a|%|\|	|x
        a 1
        b 2
        c 0
        plain
        no%args  0

        """#),
    ScriptCase(
      #"""
      printf '%*d|%-*d|%.*f\n' 5 42 5 42 2 3.14159; printf '%d %d %d\n' 0x1f 010 "'A"
      printf '%d\n' abc; echo $?
      """#,
      output: #"""
           42|42   |3.14
        31 8 65
        0
        1

        """#, error: nil),
    ScriptCase(
      #"""
      printf '%d\n' 9223372036854775807 -9223372036854775808
      printf '%x %o %u\n' 18446744073709551615 18446744073709551615 18446744073709551615
      printf '%020d|%-20d|%.20d\n' 9223372036854775807 5 123
      """#,
      output: #"""
        9223372036854775807
        -9223372036854775808
        ffffffffffffffff 1777777777777777777777 18446744073709551615
        09223372036854775807|5                   |00000000000000000123

        """#),
    ScriptCase(
      #"""
      printf -v x '%03d' 7; echo $x; printf -v a[2] '%s-%s' a b; echo ${a[2]}
      printf '%b\n' 'a\tb\101'; printf '%q %q\n' 'a b' "it's"
      """#,
      output: #"""
        007
        a-b
        a	bA
        a\ b it\'s

        """#),
    ScriptCase(
      #"""
      mkdir g; cd g; touch b.txt a.txt .hidden 'c d' file-1 file-10 file-2 Z é aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; echo *; echo *.txt; echo .*; echo f*1; echo *-*; echo [ab]*; echo ?; echo \*; echo "*"; cd ..; echo g/*.txt; rm -r g
      """#,
      output: #"""
        Z a.txt aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab b.txt c d file-1 file-10 file-2 é
        a.txt b.txt
        .hidden
        file-1
        file-1 file-10 file-2
        a.txt aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab b.txt
        Z
        *
        *
        g/a.txt g/b.txt

        """#),
    ScriptCase(
      #"""
      mkdir g; cd g; touch .a b; shopt -s dotglob; echo *; shopt -u dotglob
      shopt -s nocaseglob; touch ABC abd; echo a*; shopt -s extglob
      echo !(b) @(b|.a); shopt -u nocaseglob; echo *b*; mkdir d; touch d/x.c d/.y.c
      echo */*.c */.*c; cd ..; rm -r g
      """#,
      output: #"""
        .a b
        ABC abd
        ABC abd .a b
        abd b
        d/x.c d/.y.c

        """#),
    ScriptCase(
      #"""
      x=foo; [[ $x == f* ]] && echo 1; [[ $x == *o ]] && echo 2
      [[ $x == foo ]] && echo 3; [[ $x == "f*" ]] || echo 4; [[ $x == f?o ]] && echo 5
      [[ $x != b* ]] && echo 6; p='f*'; [[ $x == $p ]] && echo 7
      [[ $x == "$p" ]] || echo 8; [[ $x == @(foo|bar) ]] && echo 9
      [[ '' == '' ]] && echo 10; [[ '' == * ]] && echo 11
      """#,
      output: #"""
        1
        2
        3
        4
        5
        6
        7
        8
        9
        10
        11

        """#),
    ScriptCase(
      #"""
      f() { echo $#; for x in "$@"; do echo "<$x>"; done; }; a=(1 '' 'a b' '*')
      f "${a[@]}"; f x"${a[@]}"y; f "${a[*]}"; e=(); f "${e[@]}"; f "${a[@]:1:2}"
      f ${a[@]}; f "${!a[@]}"; b[3]=q; f "${b[@]}"; s=scalar; f "${s[@]}"; f "${none[@]}"
      """#,
      output: #"""
        4
        <1>
        <>
        <a b>
        <*>
        4
        <x1>
        <>
        <a b>
        <*y>
        1
        <1  a b *>
        0
        2
        <>
        <a b>
        4
        <1>
        <a>
        <b>
        <*>
        4
        <0>
        <1>
        <2>
        <3>
        1
        <q>
        1
        <scalar>
        0

        """#),
    ScriptCase(
      #"""
      f() { local a=1 b c=$1; local -i n=2+3; local -r r=ro; local d=$a$c
      echo $a "<$b>" $c $n $r $d; local x=1 y=$x; echo "<$y>"; }; f z; echo "<$a$b$c>"
      """#,
      output: #"""
        1 <> z 5 ro 1z
        <>
        <>

        """#),
    ScriptCase(
      #"""
      f() { local -a l=(1 2 "3 4"); local -A m=([k]=v) s=t; echo ${#l[@]} ${m[k]} $s
      command local q=5; echo $q; declare -x E=1; export F=$E; }; f; echo "<$q>"
      readonly R=1 S=2; echo $R$S; export A=1 B="$R x"; echo "$A $B"
      declare -i i=1+1 j=i+1; echo $i $j
      """#,
      output: #"""
        3 v t
        5
        <>
        12
        1 1 x
        2 3

        """#),
    ScriptCase(
      #"""
      printf 'a:b:c\n:x\n::\n1:2\n' | while IFS=: read -r a b c; do echo "$a|$b|$c"
      done; printf '%s\n' ' a b  c d ' | { read x y; echo "$x|$y"; }
      IFS=, read p q <<< 'one,two,three'; echo "$p|$q"
      printf '%s' "$IFS" | od -c | head -1
      """#,
      output: #"""
        a|b|c
        |x|
        ||
        1|2|
        a|b  c d
        one|two,three
        0000000      \t  \n

        """#),
    ScriptCase(
      #"""
      printf '1\n22\n\nx y\n' > m.txt; mapfile -t l < m.txt
      echo ${#l[@]} "${l[1]}" "${l[3]}"; mapfile l < m.txt; printf '%s' "${l[@]}"
      mapfile -t -O 2 -n 2 l < m.txt; echo "${!l[@]}"; (mapfile -t l < m.txt; l[9]=s
      echo ${#l[@]}); echo ${#l[@]}
      """#,
      output: #"""
        4 22 x y
        1
        22

        x y
        0 1 2 3
        5
        4

        """#),
    ScriptCase(
      #"""
      declare -A m=([1+1]=8 [2]=3); i=1
      echo $((${m[1+1]} + 1)) $((${m[$i$i]} + 1)) $((${m[2]}*${m["2"]})); k='x]y'
      m[$k]=4; echo $((${m[$k]} + 1))
      """#,
      output: #"""
        9 1 9
        5

        """#),
    ScriptCase(
      #"""
      a=(1 2 3); copy=("${a[@]}"); (a[0]=9; a+=(4); echo "${a[@]}"); echo "${a[@]}"
      f() { local a=("${a[@]}" x); echo "${a[@]}"; a[0]=z; echo "${a[@]}"; }; f
      echo "${a[@]}" "${copy[@]}"; declare -A m=([a]=1); (m[b]=2; echo ${#m[@]})
      echo ${#m[@]}
      """#,
      output: #"""
        9 2 3 4
        1 2 3
        1 2 3 x
        z 2 3 x
        1 2 3 1 2 3
        2
        1

        """#),
    ScriptCase(
      #"""
      for n in 1 12 123 1234 12345 123456 1234567 12345678 123456789 1234567890123456 12345678901234567 1234567890123456789012 12345678901234567890123; do x=a$n y=$n; echo ${#x} $x ${y#1} ${y%[0-9]}; done
      """#,
      output: #"""
        2 a1
        3 a12 2 1
        4 a123 23 12
        5 a1234 234 123
        6 a12345 2345 1234
        7 a123456 23456 12345
        8 a1234567 234567 123456
        9 a12345678 2345678 1234567
        10 a123456789 23456789 12345678
        17 a1234567890123456 234567890123456 123456789012345
        18 a12345678901234567 2345678901234567 1234567890123456
        23 a1234567890123456789012 234567890123456789012 123456789012345678901
        24 a12345678901234567890123 2345678901234567890123 1234567890123456789012

        """#),
  ]
  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
