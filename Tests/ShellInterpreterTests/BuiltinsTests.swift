import ShellBytes
import ShellTestSupport
import Testing

@Suite("Built-in utilities")
struct BuiltinsTests {
  static let rows: [ScriptCase] = [
    ScriptCase(#"read x y; echo "[$x][$y]""#, input: "a b  c d\n", output: "[a][b  c d]\n"),
    ScriptCase(#"read x; echo "[$x]""#, input: "  lead trail  \n", output: "[lead trail]\n"),
    ScriptCase(
      #"IFS= read -r x; echo "[$x]""#,
      input: "  lead trail  \n",
      output: "[  lead trail  ]\n"),
    ScriptCase(#"read x y; echo "[$x][$y]""#, input: "a\\\nb c\\ d\n", output: "[ab][c d]\n"),
    ScriptCase(
      #"read -r x; echo "[$x]"; read -r x; echo "[$x]""#,
      input: "a\\\nb\\n\n",
      output: "[a\\]\n[b\\n]\n"),
    ScriptCase(
      #"read x; echo "$? [$x]"; read x; echo "$? [$x]""#,
      input: "no newline",
      output: "1 [no newline]\n1 []\n"),
    ScriptCase(
      #"IFS=: read a b c d; echo "[$a][$b][$c][$d]""#,
      input: "a:b::c:\n",
      output: "[a][b][][c]\n"),
    ScriptCase(#"IFS=: read a b; echo "[$a][$b]""#, input: "a:b:\n", output: "[a][b]\n"),
    ScriptCase(#"IFS=: read a b; echo "[$a][$b]""#, input: "a:b:c:\n", output: "[a][b:c:]\n"),
    ScriptCase(
      #"IFS=' ,' read a b; echo "[$a][$b]""#,
      input: " a , b , c \n",
      output: "[a][b , c]\n"),
    ScriptCase(
      #"read -n 3 x; echo "[$x]"; read -N 4 y; echo "[$y]"; read z; echo "[$z]""#,
      input: "abcdef\nxyz\n",
      output: "[abc]\n[def\n]\n[xyz]\n"),
    ScriptCase(
      #"read -d ';' x; echo "[$x]"; read -d '' y; echo "$? [$y]""#,
      input: "a;b;c\n",
      output: "[a]\n1 [b;c]\n"),
    ScriptCase(#"read; echo "[$REPLY]""#, input: "x y z\n", output: "[x y z]\n"),
    ScriptCase(#"read; echo "[$REPLY]""#, input: " x  y \n", output: "[ x  y ]\n"),
    ScriptCase(
      """
      read -t 0.05 x < <(sleep 1); echo $?; read -t 0 < /dev/null; echo $?
      read 1x <<< a; echo $?; readonly r; read r <<< a; echo $?
      """,
      output: "142\n0\n1\n1\n",
      error: """
        bash: line 2: read: `1x': not a valid identifier
        bash: line 2: r: readonly variable

        """),
    ScriptCase(
      "while read -r l; do s=$((s+l)); done; echo $s; read x; echo $?",
      input: "1\n2\n3\n",
      output: "6\n1\n"),
    ScriptCase(
      """
      while read -r x y; do echo "$y $x"; done; read -a a <<< 'p q'; echo ${a[1]}
      read -p prompt z <<< q; echo $z; read a b <<< "one"; echo "[$a][$b]"
      """,
      input: "a b\nc d\n",
      output: "b a\nd c\nq\nq\n[one][]\n"),
    ScriptCase(
      #"""
      read -u 3 x 3<<< fd3; echo $x; exec 4< <(printf '1\n2\n'); read -u 4 a
      read b <&4; echo $a$b; printf 'a\0b\0' | while IFS= read -r -d '' x
      do echo "<$x>"; done
      """#,
      output: "fd3\n12\n<a>\n<b>\n"),
    ScriptCase(
      #"printf '%s %d %5s|%-5s|%05d %x %o %X %c %%\n' str 42 r l 7 255 8 171 char"#,
      output: "str 42     r|l    |00007 ff 10 AB c %\n"),
    ScriptCase(
      #"""
      printf '%s\n' a b c; printf '%s-%s\n' a b c; printf '[%s]'; printf '\n'
      printf 'no args %s %d\n'; printf '%d %d\n' 1 2 3
      """#,
      output: """
        a
        b
        c
        a-b
        c-
        []
        no args  0
        1 2
        3 0

        """),
    ScriptCase(
      #"""
      printf '%b' 'a\tb\n' '\x41\0101\n'; printf 'a\tb\\n\n'
      printf '%q\n' 'a b' "it's" '' 'a$b' $'a\nb' plain; printf '%s' 'no\tescape'
      printf '\n\101\x42\u0043\n'
      """#,
      output: """
        a\tb\nAA\na\tb\\n\na\\ b\nit\\'s\n''\na\\$b\n$'a\\nb'\nplain\nno\\tescape\nABC\
        \n
        """),
    ScriptCase(
      #"printf '%d\n' 0x1f 010 "'A" '"B' abc 12abc ''; echo $?"#,
      output: "31\n8\n65\n66\n0\n12\n0\n1\n",
      error: """
        bash: line 1: printf: abc: invalid number
        bash: line 1: printf: 12abc: invalid number

        """),
    ScriptCase(
      #"""
      printf '%.2f %e %g %G %5.1f|%-8.3f|%+d % d\n' 3.14159 12345.678 0.0001 1e10 2.25 1.5 5 6
      printf '%.3s|%.0s|%*d|%-*d|%.*f\n' abcdef x 5 42 5 42 2 3.14159
      """#,
      output: """
        3.14 1.234568e+04 0.0001 1E+10   2.2|1.500   |+5  6
        abc||   42|42   |3.14

        """),
    ScriptCase(
      #"""
      printf -v x '%03d' 7; echo $x; printf -v a[1] '%s' el; echo ${a[1]}
      printf '%(%Y)T\n' 0; TZ=UTC printf '%(%F %T)T\n' 86400; printf '%s' a
      printf -- '-x\n'; printf; echo $?
      """#,
      output: """
        007
        el
        1970
        1970-01-02 00:00:00
        a-x
        2

        """,
      error: "printf: usage: printf [-v var] format [arguments]\n"),
    ScriptCase(
      #"""
      printf '%i %u\n' -5 5; printf '%#x %#o\n' 255 8; printf '%s\n' ${x-unset}
      printf '%z\n'; echo $?; printf 'a\cb'; printf '%b|' 'x\cy' z; echo
      """#,
      output: "-5 5\n0xff 010\nunset\n1\na\\cbx\n",
      error: "bash: line 2: printf: `\\': invalid format character\n"),
    ScriptCase(
      #"""
      printf '%5c|%-3c|\n' a b; printf '%s %s\n' "a b" 'c'
      printf '\e[0m\a\b\f\v\r' | od -An -c; printf '%10.3s|\n' abcdef
      printf '%d' 99999999999999999999; echo " $?"
      """#,
      output: #"""
            a|b  |
        a b c
         033   [   0   m  \a  \b  \f  \v  \r
               abc|
        9223372036854775807 0

        """#,
      error: """
        bash: line 3: printf: warning: 99999999999999999999: Numerical result out of range

        """),
    ScriptCase(
      #"""
      echo -n a; echo -e 'b\tc\n\x41\0101\c'; echo; echo -E 'a\tb'; echo -ne 'x\n'
      echo -neE 'y\n'; echo -x -n; echo -- a; echo - b; echo -nope; echo ''; echo
      """#,
      output: """
        ab\tc\nAA\na\\tb\nx\ny\\n-x -n\n-- a\n- b\n-nope\n\n\n
        """),
    ScriptCase(
      #"""
      shopt -s xpg_echo; echo 'a\tb'; echo -n 'x\n'; shopt -u xpg_echo; echo 'a\tb'
      echo -e '\\ \e \u41 \0' | od -An -c
      """#,
      output: """
        a\tb\nx\na\\tb\n   \\     033       A      \\0  \\n\n
        """),
    ScriptCase(
      """
      test a; echo $?; test ''; echo $?; test; echo $?; test ! a; echo $?; test -n a
      echo $?; test -z a; echo $?; test a = a; echo $?; test a != a; echo $?
      test 1 -lt 2; echo $?; test ! a = b; echo $?
      """,
      output: "0\n1\n1\n1\n0\n1\n0\n1\n0\n0\n"),
    ScriptCase(
      #"""
      [ a -a b ]; echo $?; [ a -a '' ]; echo $?; [ '' -o b ]; echo $?; [ \( a \) ]
      echo $?; [ ! \( a -a '' \) ]; echo $?; [ a \< b ]; echo $?; [ b \> a ]; echo $?
      [ -a / ]; echo $?; [ ! -e nosuch -a 1 -eq 1 ]; echo $?
      """#,
      output: "0\n1\n0\n0\n0\n0\n0\n0\n0\n"),
    ScriptCase(
      """
      mkdir d; ln -s f l; ln -s no b; chmod 600 f
      for t in e f d L h s r w x p S b c u g k O G N; do printf "$t:"
      for n in f e d l b nosuch; do [ -$t $n ]; printf $?; done; printf ' '; done
      echo
      """,
      files: ["f": "x", "e": ""],
      output: """
        e:000011 f:001011 d:110111 L:111001 h:111001 s:010011 r:000011 w:000011 x:1101\
        11 p:111111 S:111111 b:111111 c:111111 u:111111 g:111111 k:111111 O:000011 G:0\
        00011 N:011011 \n
        """),
    ScriptCase(
      """
      touch -d 2001-01-01 a; [ b -nt a ]; echo $?; [ a -ot b ]; echo $?; [ a -nt b ]
      echo $?; [ a -ef a ]; echo $?; [ a -ef b ]; echo $?; ln a c; [ a -ef c ]
      echo $?; [ a -nt nosuch ]; echo $?; [ -t 0 ]; echo $?; [ -v HOME ]; echo $?
      [ -o errexit ]; echo $?
      """,
      files: ["a": "", "b": ""],
      output: "0\n0\n1\n0\n1\n0\n0\n1\n0\n1\n"),
    ScriptCase(
      #"""
      [ -n ]; echo $?; [ = ]; echo $?; [ -f = -f ]; echo $?; [ ! = ! ]; echo $?
      [ ! ! a ]; echo $?; [ -z -a -z ]; echo $?; [ \( ]; echo $?; [ '(' = ')' ]
      echo $?; [ -n -o ]; echo $?
      """#,
      output: "0\n0\n0\n0\n0\n0\n0\n1\n0\n"),
    ScriptCase(
      """
      [ 1 -eq 1x ]; echo $?; [ a -eq 1 ]; echo $?; [ 1 -foo 2 ]; echo $?; [ a b ]
      echo $?; [ 1 = 1 = 1 ]; echo $?; [ -f a b ]; echo $?; [ 1 -eq 1; echo $?
      test -x; echo $?; [ ' 1 ' -eq 1 ]; echo $?; [ 010 -eq 10 ]; echo $?
      """,
      output: "2\n2\n2\n2\n2\n2\n2\n0\n0\n0\n",
      error: """
        bash: line 1: [: 1x: integer expression expected
        bash: line 1: [: a: integer expression expected
        bash: line 1: [: -foo: binary operator expected
        bash: line 1: [: a: unary operator expected
        bash: line 2: [: too many arguments
        bash: line 2: [: a: binary operator expected
        bash: line 2: [: missing `]'

        """),
    // A local OPTIND is a scan of its own, and the outer one goes on inside of its word.
    ScriptCase(
      """
      f() { local OPTIND=1 o; while getopts xy o "$@"; do echo "in $o"; done; }
      set -- -ab; while getopts ab o; do echo "out $o"; f -xy; done; echo $OPTIND
      """,
      output: "out a\nin x\nin y\nout b\nin x\nin y\n2\n"),
    ScriptCase(
      """
      while getopts ab:c o; do echo "$o ${OPTARG-unset} $OPTIND"; done
      echo "$o $OPTIND"; shift $((OPTIND-1)); echo $@
      """,
      arguments: ["-a", "-b", "val", "-c", "rest"],
      output: """
        a unset 2
        b val 4
        c unset 5
        ? 5
        rest

        """),
    ScriptCase(
      #"while getopts ab: o; do echo "$o ${OPTARG-unset} $OPTIND"; done; echo $OPTIND"#,
      arguments: ["-abval", "-x", "--", "-a"],
      output: "a unset 1\nb val 2\n? unset 3\n4\n",
      error: "bash: illegal option -- x\n"),
    ScriptCase(
      #"while getopts :ab: o; do echo "$o ${OPTARG-unset} $OPTIND"; done; echo $OPTIND"#,
      arguments: ["-x", "-b"],
      output: "? x 2\n: b 3\n3\n"),
    ScriptCase(
      """
      getopts ab: o; echo "$? $o ${OPTARG-unset}"; OPTERR=0; OPTIND=1; getopts ab: o
      echo "$? $o"; getopts; echo $?; getopts a o -a; echo $o; OPTIND=1
      getopts a o -a -b; echo $o; getopts a 1x; echo $?
      """,
      arguments: ["-b"],
      output: "0 ? unset\n0 ?\n2\n?\na\n1\n",
      error: """
        bash: option requires an argument -- b
        getopts: usage: getopts optstring name [arg ...]
        bash: line 3: getopts: `1x': not a valid identifier

        """),
    ScriptCase(
      """
      f() { local OPTIND=1 o; while getopts x:y o "$@"; do echo $o $OPTARG; done; }
      f -x 1 -y; f -yx2; f a -y; set -- -y z; f; getopts y o && echo $o; getopts y o
      echo $? $o $OPTIND
      """,
      output: "x 1\ny\ny\nx 2\ny\n1 ? 2\n"),
    ScriptCase(
      """
      let x=1+2 y=x*2; echo $x $y $?; let 'z = 5 > 3'; echo $z; let 0; echo $?; let
      echo $?; let x++ x++; echo $x; let 1/0; echo $?; let 'a['; echo $?
      """,
      output: "3 6 0\n1\n1\n1\n5\n1\n1\n",
      error: """
        bash: line 1: let: expression expected
        bash: line 2: let: 1/0: division by 0 (error token is "0")
        bash: line 2: let: a[: bad array subscript (error token is "a[")

        """),
    ScriptCase(
      """
      f() { local a=1 b c=$a; echo "[$a][${b-unset}][$c]"; local -r d=4
      local -i e=2+3; echo $d $e; local; }; f | head -8; a=g; f2() { local a
      echo "[${a-unset}]"; a=1; local a; echo $a; }; f2; echo $a
      """,
      output: """
        [1][unset][]
        4 5
        declare -- a="1"
        declare -- b
        declare -- c=""
        declare -r d="4"
        declare -i e="5"
        [unset]
        1
        g

        """),
    ScriptCase(
      """
      local x=1; echo $?; f() { local 1x=1; echo $?; local x=1 y=$x; echo $y
      local -p | head -2; }; f; g() { local IFS=:; set -- a b; echo "$*"; }; g
      set -- a b; echo "$*"
      """,
      output: """
        1
        1

        declare -- x="1"
        declare -- y=""
        a:b
        a b

        """,
      error: nil),
    ScriptCase(
      """
      type -a echo | head -1; type -t for; type -p ls; type -P echo; type -f echo
      f() { echo a; if true; then b=1; fi; }; type f; type -t f; hash -r; hash
      echo $?; type ls nosuch echo; echo $?
      """,
      output: """
        echo is a shell builtin\nkeyword\n/usr/bin/ls\n/usr/bin/echo\necho is a shell \
        builtin\nf is a function\nf () \n{ \n    echo a;\n    if true; then\n        b\
        =1;\n    fi\n}\nfunction\nhash: hash table empty\n0\nls is /usr/bin/ls\necho i\
        s a shell builtin\n1\n
        """,
      error: "bash: line 3: type: nosuch: not found\n"),
    ScriptCase(
      """
      f() { for i in 1 2; do echo "$i" > /dev/null 2>&1; done
      case $1 in a|b) echo x;; *) ;; esac; while true; do break; done
      [[ a == b && -n c ]] || ((1+1)); a=(1 2); { echo g; }; (echo s); cat <<< h
      local x=$(echo y | cat) & wait; }; declare -f f
      """,
      output: """
        f () \n{ \n    for i in 1 2;\n    do\n        echo \"$i\" > /dev/null 2>&1;\n \
           done;\n    case $1 in \n        a | b)\n            echo x\n        ;;\n   \
             *)\n\n        ;;\n    esac;\n    while true; do\n        break;\n    done\
        ;\n    [[ a == b && -n c ]] || ((1+1));\n    a=(1 2);\n    { \n        echo g\
        \n    };\n    ( echo s );\n    cat <<< h;\n    local x=$(echo y | cat) & wait\
        \n}\n
        """),
    ScriptCase(
      """
      f() if true; then echo a; elif false; then echo b; else echo c; fi; declare -f f
      g() { until false; do x=1 y="a b" cmd 'q' "d $x"; done; ! a && b || c
      select x in 1; do :; done; for ((i=0;i<3;i++)); do :; done; function h { :; }; }
      declare -f g
      """,
      output: """
        f () \n{ \n    if true; then\n        echo a;\n    else\n        if false; the\
        n\n            echo b;\n        else\n            echo c;\n        fi;\n    fi\
        \n}\ng () \n{ \n    until false; do\n        x=1 y=\"a b\" cmd 'q' \"d $x\";\n\
            done;\n    ! a && b || c;\n    select x in 1;\n    do\n        :;\n    don\
        e;\n    for ((i=0; i<3; i++))\n    do\n        :;\n    done;\n    function h (\
        ) \n    { \n        :\n    }\n}\n
        """),
    ScriptCase(
      """
      f() { cat <<E
      here $x
      E
      }; declare -f f; f
      """,
      output: """
        f () \n{ \n    cat <<E\nhere $x\nE\n\n}\nhere \n
        """),
    ScriptCase(
      """
      pwd; cd /usr/bin; cd ..; pwd; cd ./lib/../; pwd; cd -; cd
      [ "$PWD" = "$HOME" ] && echo home; CDPATH=/usr cd bin; pwd; cd ''; echo $?
      cd -P .; cd /nosuch; echo $?; cd /; cd /usr; cd -; echo $?
      """,
      output: """
        $DIR
        /usr
        /usr
        /usr
        home
        /usr/bin
        /usr/bin
        0
        1
        /
        0

        """,
      error: "bash: line 3: cd: /nosuch: No such file or directory\n"),
    ScriptCase(
      """
      mkdir -p r/s; ln -s r/s l; cd l; pwd | sed 's|.*/||'; pwd -P | sed 's|.*/||'
      cd ..; ls -d l; cd -P l; pwd | sed 's|.*/||'; cd -L ..; pwd | sed 's|.*/||'
      """,
      output: "l\ns\nl\ns\nr\n"),
    ScriptCase(
      """
      pushd /usr; pushd /tmp; dirs; popd; dirs -v; pushd; popd +0; dirs -c; dirs; popd
      echo $?; pushd -n /usr; dirs; pushd +1; dirs -p; pushd nosuch; echo $?
      """,
      output: """
        /usr ~
        /tmp /usr ~
        /tmp /usr ~
        /usr ~
         0  /usr
         1  ~
        ~ /usr
        /usr
        /usr
        1
        /usr /usr
        /usr /usr
        /usr /usr
        /usr
        /usr
        1

        """,
      error: """
        bash: line 1: popd: directory stack empty
        bash: line 2: pushd: nosuch: No such file or directory

        """),
    ScriptCase(
      """
      command echo a; command -v cd; command -p ls -d /; command; echo $?; command -x
      echo $?; f() { echo f; }; command f 2>/dev/null; echo $?; builtin echo b
      builtin; echo $?; enable -n echo; type -t echo; enable echo; type -t echo
      """,
      output: """
        a
        cd
        /
        0
        2
        127
        b
        0
        file
        builtin

        """,
      error: """
        bash: line 1: command: -x: invalid option
        command: usage: command [-pVv] command [arg ...]

        """),
    ScriptCase(
      """
      wait; echo $?; wait nojob; echo $?; jobs; kill; echo $?; kill -NOSUCH 1; echo $?
      kill -l | head -1 | cut -c1-10; kill -l INT 15 130; kill abc; echo $?
      kill -0 999999; echo $?
      """,
      output: """
        0
        1
        2
        1
         1) SIGHUP
        2
        TERM
        INT
        1
        1

        """,
      error: """
        bash: line 1: wait: `nojob': not a pid or valid job spec\nkill: usage: kill [-\
        s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\nbash\
        : line 1: kill: NOSUCH: invalid signal specification\nbash: line 2: kill: abc:\
         arguments must be process or job IDs\nbash: line 3: kill: (999999) - No such \
        process\n
        """),
    ScriptCase(
      """
      umask 027; umask; umask -S; umask g+w; umask; umask -p; umask 9; echo $?
      umask a=rx; umask; umask u-x,o+r; umask; umask abc; echo $?
      """,
      output: """
        0027
        u=rwx,g=rx,o=
        0007
        umask 0007
        1
        0222
        0322
        1

        """,
      error: """
        bash: line 1: umask: 9: octal number out of range
        bash: line 2: umask: `b': invalid symbolic mode operator

        """),
    ScriptCase(
      """
      true x; echo $?; false x; echo $?; : x; echo $?; times x >/dev/null; echo $?
      hash nosuch; echo $?; help >/dev/null; echo $?
      """,
      output: "0\n1\n0\n0\n1\n0\n",
      error: "bash: line 2: hash: nosuch: not found\n"),
    ScriptCase(
      "exec 2>/dev/null; ulimit -c 0; ulimit -c; ulimit -a | grep -c .",
      output: "0\n17\n"),
    ScriptCase(
      """
      declare x=1 y; echo $x ${y-unset}; declare -i i=1+1; echo $i; declare +i i
      i=1+1; echo $i; declare -r r=1; declare +r r; echo $?; declare -x e=1
      env | grep ^e=; declare -t t; declare -a a; echo ${#a[@]}; declare -z; echo $?
      declare 1x=2; echo $?
      """,
      output: "1 unset\n2\n1+1\n1\ne=1\n0\n2\n1\n",
      error: """
        bash: line 2: declare: r: readonly variable\nbash: line 3: declare: -z: invali\
        d option\ndeclare: usage: declare [-aAfFgiIlnrtux] [name[=value] ...] or decla\
        re -p [-aAfFilnrtux] [name ...]\nbash: line 4: declare: `1x=2': not a valid id\
        entifier\n
        """),
    ScriptCase(
      """
      f() { declare d=1; declare -g g=2; typeset -i t=3+4; echo $d $t; }; f
      echo ${d-unset} $g ${t-unset}; declare -p d; echo $?; declare -A m; declare -p m
      m=([a]=b); declare +A m; echo $?; declare -f nosuch; echo $?
      """,
      output: """
        1 7
        unset 2 unset
        1
        declare -A m
        1
        1

        """,
      error: """
        bash: line 2: declare: d: not found
        bash: line 3: declare: m: cannot destroy array variables in this way

        """),
    ScriptCase(
      """
      export -f nosuch; echo $?; readonly a=1 b=2; readonly a=3; echo $?
      declare -l L=ABC; L=DEF; echo $L; declare -u U; U=abc; echo $U; x=1
      declare x+=2; echo $x; declare -i x+=3; echo $x
      """,
      output: "1\n1\ndef\nABC\n12\n15\n",
      error: """
        bash: line 1: export: nosuch: not a function
        bash: line 1: a: readonly variable

        """),
    ScriptCase(
      #"""
      mapfile -t a < /dev/null; echo ${#a[@]}; mapfile -t < <(echo x)
      echo ${MAPFILE[0]}; mapfile -c 1 -C 'echo cb' -t b <<< $'p\nq'; echo ${b[@]}
      mapfile -n 1 1x; echo $?; mapfile -u 53 x; echo $?
      """#,
      output: "0\nx\ncb 0 p\ncb 1 q\np q\n1\n1\n",
      error: """
        bash: line 3: mapfile: `1x': not a valid identifier
        bash: line 3: mapfile: 53: invalid file descriptor: Bad file descriptor

        """),
    ScriptCase(
      #"""
      eval 'x=1' 'y=2'; eval echo '$x' '$y'; eval "f() { echo \$1; }"; f a
      eval 'return 3'; echo $?; f() { eval 'return 3'; echo no; }; f; echo $?
      for i in 1 2; do eval 'continue'; echo no; done; eval 'a b() ' 2>/dev/null
      echo $?
      """#,
      output: "1 2\na\n2\n3\n2\n",
      error: "bash: line 2: return: can only `return' from a function or sourced script\n"),
    ScriptCase(
      #"""
      [[ -o noglob ]]; echo $?; set -f; [[ -o noglob ]]; echo $?; set +f
      [[ a -nt b ]]; echo $?; [[ -x /bin/ls && -r /etc/passwd ]]; echo $?
      [[ 0x10 -eq 16 && 2**3 -eq 8 ]]; echo $?; x=5; [[ x -eq 5 ]]; echo $?
      [[ "a b" == a\ b ]]; echo $?; [[ a = a ]]; echo $?; [[ ! -e x && ! ( a > b ) ]]
      echo $?
      """#,
      output: "1\n0\n1\n0\n0\n0\n0\n0\n0\n"),
    ScriptCase(
      #"""
      [[ abc =~ ^(a)(b)?(x)?c$ ]]; echo $? ${#BASH_REMATCH[@]} "[${BASH_REMATCH[3]}]"
      [[ x =~ y ]]; echo $? ${#BASH_REMATCH[@]}; [[ 'a b' =~ a\ b ]]; echo $?
      [[ 'a b' =~ 'a b' ]]; echo $?; [[ ab =~ ^[[:alpha:]]+$ ]]; echo $?
      [[ a.b =~ ^a\.b$ ]]; echo $?; [[ $'x\ny' =~ x.y ]]; echo $?
      [[ 2024-01-02 =~ ([0-9]{4})-([0-9]{2}) ]]; echo ${BASH_REMATCH[2]}
      """#,
      output: "0 4 []\n1 0\n0\n0\n0\n0\n0\n01\n"),
    ScriptCase(
      #"read x y; echo "[$x][$y]"; read z; echo "[$z]"; read w; echo "$? [$w]""#,
      input: "a b c\n d e \nlast",
      dialect: .sh,
      output: "[a][b c]\n[d e]\n1 [last]\n"),
    ScriptCase(
      #"""
      printf '%s:%d:%5.2f:%x\n' a 3 1.5 255; printf '%s\n' a b; printf '%b' 'x\ty\n'
      printf '%c%c\n' abc de; printf '%-4s|%4s|\n' a b; [ a = b ] || echo ne
      [ 3 -gt 2 ] && echo gt; test -z "" && echo z
      """#,
      dialect: .sh,
      output: """
        a:3: 1.50:ff\na\nb\nx\ty\nad\na   |   b|\nne\ngt\nz\n
        """),
    ScriptCase(
      """
      while getopts ab: o; do echo $o $OPTARG; done; shift $((OPTIND-1)); echo $1
      command -v cd; type cd >/dev/null && echo t; umask 022; umask; pwd >/dev/null
      cd /; pwd
      """,
      arguments: ["-a", "-b", "x", "y"],
      dialect: .sh,
      output: "a\nb x\ny\ncd\nt\n0022\n/\n"),
  ]

  @Test(arguments: rows)
  func runs(_ row: ScriptCase) throws { try row.check() }
}
