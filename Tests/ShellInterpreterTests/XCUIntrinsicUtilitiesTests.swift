import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 1.7 Intrinsic utilities")
struct IntrinsicUtilitiesTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      "unalias nosuch 2>/dev/null; echo $?; unalias -a; echo $?",
      dialect: .sh,
      output: "1\n0\n"),
    ScriptCase(
      "alias nosuch 2>/dev/null; echo $?",
      dialect: .sh,
      output: "1\n"),
    ScriptCase(
      #"alias x='a b' y="c'd"; alias x; alias y"#,
      dialect: .sh,
      output: #"x='a b'\#ny='c'\''d'\#n"#,
      differs: [.dash: "prints `x='a b'; y='c'''''d'`"]),
    ScriptCase(
      "alias z=1 b=2 a=3; alias",
      dialect: .sh,
      output: "a='3'\nb='2'\nz='1'\n",
      differs: [.dash: "prints `z='1'; a='3'; b='2'`"]),
    ScriptCase(
      "alias x=1 nosuch 2>/dev/null; echo $?; alias x",
      dialect: .sh,
      output: "1\nx='1'\n"),
    ScriptCase(
      "alias foo='foo bar' ; alias bar=baz; alias -- -x=1; alias -- -x",
      dialect: .sh,
      output: "-x='1'\n",
      differs: [.dash: "exits with 1"]),
    ScriptCase(
      "alias a/b='echo x' 2>/dev/null; echo $?",
      dialect: .sh,
      output: "1\n",
      differs: [.dash: "prints `0`"]),
    ScriptCase(
      """
      getopts ab: o -a -b x y; echo $o $OPTIND; getopts ab: o -a -b x y; echo $o $OPTARG \
      $OPTIND; getopts ab: o -a -b x y; echo $? $o $OPTIND
      """,
      dialect: .sh,
      output: "a 2\nb x 4\n1 ? 4\n"),
    ScriptCase(
      """
      while getopts ab:c o -ab foo -c -- -d; do echo "$o ${OPTARG-unset}"; done; echo $OPTIND $o
      """,
      dialect: .sh,
      output: """
        a unset
        b foo
        c unset
        5 ?

        """,
      differs: [.dash: "prints `a ; b foo; c ; 5 ?`"]),
    ScriptCase(
      #"while getopts :ab: o -x -b; do echo "$o $OPTARG"; done; echo $OPTIND"#,
      dialect: .sh,
      output: "? x\n: b\n3\n"),
    ScriptCase(
      #"while getopts ab: o -x -b; do echo "$o ${OPTARG-unset}"; done; echo $OPTIND"#,
      dialect: .sh,
      output: "? unset\n? unset\n3\n",
      error: nil),
    ScriptCase(
      """
      set -- -a -bval rest; while getopts ab: o; do echo $o $OPTARG; done; shift \
      $((OPTIND-1)); echo $1; OPTIND=1; set -- -b x; getopts ab: o; echo $o $OPTARG
      """,
      dialect: .sh,
      output: """
        a
        b val
        rest
        b x

        """),
    ScriptCase(
      """
      f() { while getopts x o; do echo $o; done; }; f -x; OPTIND=1; f -x -x; echo $OPTIND
      """,
      dialect: .sh,
      output: """
        x
        x
        x
        3

        """),
    ScriptCase(
      "getopts; echo $?; getopts a; echo $?; getopts a 1x -a; echo $?",
      dialect: .sh,
      output: "2\n2\n1\n",
      error: nil,
      differs: [.dash: "prints `2; 2; 2`"]),
    ScriptCase(
      """
      getopts a: o -a ''; echo "[$OPTARG]" $OPTIND; OPTIND=1; getopts a o -; echo $? \
      $OPTIND; OPTIND=1; getopts a o --; echo $? $OPTIND $o; OPTIND=1; getopts a o; echo $? $o
      """,
      dialect: .sh,
      output: """
        [] 3
        1 1
        1 2 ?
        1 ?

        """),
    ScriptCase(
      """
      getopts a o -a; sh -c 'echo $OPTIND'; echo $OPTIND; (OPTIND=5); echo $OPTIND; unset \
      OPTIND OPTARG; getopts a o -a; echo $o
      """,
      dialect: .sh,
      output: """
        1
        2
        2
        a

        """,
      differs: [.dash: "prints `1; 2; 2`, exits with 2"]),
    ScriptCase(
      #"""
      read -r x y <<E
      a\ b c\
      E
      echo "[$x][$y]"
      """#,
      dialect: .sh),
    ScriptCase(
      """
      IFS=: read x y z <<E
      a::b:c:
      E
      echo "[$x][$y][$z]"; IFS=: read x y <<E
      a:b:
      E
      echo "[$x][$y]"; IFS=: read x <<E
      a:
      E
      echo "[$x]";  IFS=: read x y <<E
      a:b::
      E
      echo "[$x][$y]"
      """,
      dialect: .sh,
      output: """
        [a][][b:c:]
        [a][b]
        [a]
        [a][b::]

        """),
    ScriptCase(
      #"""
      printf 'a' | { read x; echo $? $x; }; read x </dev/null; echo $? "[$x]"; printf 'a \#
      b\nc' | { read x y; echo $? $x $y; read x y; echo $? "[$x][$y]"; }
      """#,
      dialect: .sh,
      output: """
        1 a
        1 []
        0 a b
        1 [c][]

        """),
    ScriptCase(
      """
      x=old; y=old; read x y <<E
      a
      E
      echo "[$x][$y]"; read -d : z <<E
      a b:c
      E
      echo "$? [$z]"; read 1x </dev/null; echo $(($? > 0))
      """,
      dialect: .sh,
      output: "[a][]\n0 [a b]\n1\n",
      error: nil,
      differs: [.dash: "prints `[a][]; 2 []; 1`"]),
    ScriptCase(
      """
      read -r -d '' x <<E
      a
      b
      E
      echo "$? [$x]"
      """,
      dialect: .sh,
      output: "1 [a\nb]\n",
      differs: [.dash: "prints `2 []`"]),
    ScriptCase(
      #"""
      read x\
      y <<E
      v
      E
      echo $xy; read -- z <<E
      q
      E
      echo $z
      """#,
      dialect: .sh,
      output: "v\nq\n"),
    ScriptCase(
      """
      umask 022; umask; umask -S; umask u=rwx,g=rx,o=; umask; umask g+w; umask; umask -x \
      2>/dev/null; echo $?; umask 77; umask; umask a=r; umask; umask o-r,u+w; umask -S; \
      umask +x; umask; umask =; umask
      """,
      dialect: .sh,
      output: """
        0022
        u=rwx,g=rx,o=rx
        0027
        0007
        2
        0077
        0333
        u=rw,g=r,o=
        0026
        0777

        """),
    ScriptCase(
      """
      umask 027; x=$(umask); umask 0; umask $x; umask; x=$(umask -S); umask 0; umask $x; \
      umask; umask u=g; umask; umask g=u-w; umask; umask 999; echo $?; umask u=q; echo $?; \
      (umask 0); umask
      """,
      dialect: .sh,
      output: """
        0027
        0027
        0227
        0227
        1
        1
        0227

        """,
      error: nil,
      differs: [.dash: "prints `0027; 0027; 0227; 0227; 2; 2; 0227`"]),
    ScriptCase(
      """
      cd /; cd usr; pwd; cd ..; pwd; cd ./usr/./bin/..; pwd; cd -; cd; pwd | sed \
      "s,$HOME,H,"; cd /nosuch; echo $?; cd ''; echo $?
      """,
      dialect: .sh,
      output: """
        /usr
        /
        /usr
        /
        H
        1
        1

        """,
      error: nil,
      differs: [.dash: "prints `/usr; /; /usr; /; H; 2; 0`"]),
    ScriptCase(
      """
      mkdir -p a/b; ln -s a/b l; cd l; pwd | sed "s,$HOME,H,"; cd ..; pwd| sed \
      "s,$HOME,H,"; cd -P l; pwd| sed "s,$HOME,H,"; cd -L ..; pwd | sed "s,$HOME,H,"; cd \
      ..; cd l/..; pwd| sed "s,$HOME,H,"; cd -P l/..; pwd | sed "s,$HOME,H,"; pwd -L | sed \
      "s,$HOME,H,"; pwd -P | sed "s,$HOME,H,"
      """,
      dialect: .sh,
      output: """
        H/l
        H
        H/a/b
        H/a
        H
        H/a
        H/a
        H/a

        """),
    ScriptCase(
      """
      mkdir -p d/x e; CDPATH=$HOME/d; cd x | sed "s,$HOME,H,"; cd x >/dev/null; pwd | sed \
      "s,$HOME,H,"; cd "$HOME"; CDPATH=:d cd e; echo $?; cd "$HOME"; CDPATH=d cd ./x \
      2>/dev/null; echo $?; CDPATH=d cd x | sed "s,$HOME,H,"; CDPATH=. cd e | sed "s,$HOME,H,"
      """,
      dialect: .sh,
      output: """
        H/d/x
        H/d/x
        0
        1
        H/d/x
        H/e

        """,
      differs: [.dash: "prints `H/d/x; H/d/x; 0; 2; H/d/x; H/e`"]),
    ScriptCase(
      """
      cd /; cd -- /usr; pwd; cd -L -P /; pwd; cd -x 2>/dev/null; echo $(($?>0)); cd / /usr \
      2>/dev/null; echo $(($?>0)); HOME=; cd 2>/dev/null; echo $?; unset HOME; cd \
      2>/dev/null; echo $(($?>0)); OLDPWD=/nosuch; cd - 2>/dev/null; echo $(($?>0)); pwd
      """,
      dialect: .sh,
      output: """
        /usr
        /
        1
        1
        0
        1
        1
        /

        """,
      differs: [.dash: "prints `/usr; /; 1; 0; 0; 0; 1; /`"]),
    ScriptCase(
      "cd /usr; cd //; pwd; cd /; cd ///usr; pwd; cd /usr/..; pwd; cd /../..; pwd",
      dialect: .sh,
      output: """
        /
        /usr
        /
        /

        """,
      differs: [.dash: "prints `//; /usr; /; /`"]),
    ScriptCase(
      """
      mkdir d; cd d; rmdir ../d; cd .. ; echo $?; pwd | sed "s,$HOME,H,"; cd -e \
      2>/dev/null; mkdir x; cd -Pe x; echo $?
      """,
      dialect: .sh,
      output: "1\nH/d\n0\n",
      error: nil,
      differs: [.dash: "prints `0; H; 2`"]),
    ScriptCase(
      "hash; echo $?; hash ls; echo $?; hash nosuchx; echo $?; hash -r; echo $?",
      dialect: .sh,
      output: """
        0
        0
        1
        0

        """,
      error: nil),
    ScriptCase(
      """
      type ls | grep -c ls; type nosuchx >/dev/null 2>&1; echo $(($?>0)); type cd if : | wc \
      -l; f() { :; }; type f | head -1; command -v f cd if :; alias a=b; command -v a; \
      command -v nosuchx; echo $?; command -v /bin/ls; command -v ./nosuch; echo $?
      """,
      dialect: .sh,
      output: """
        1
        1
        3
        f is a function
        f
        cd
        if
        :
        alias a='b'
        1
        /bin/ls
        1

        """,
      differs: [.dash: "prints `1; 1; 3; f is a shell function; f; alias a='b...`"]),
    ScriptCase(
      """
      command -V cd >/dev/null; echo $?; command -V nosuchx >/dev/null 2>&1; echo \
      $(($?>0)); command -p echo a; command -p ls / >/dev/null; echo $?; command; echo $?; \
      command -- echo b; command -v; echo $?; command command echo c; command nosuchx \
      2>/dev/null; echo $?
      """,
      dialect: .sh,
      output: """
        0
        1
        a
        0
        0
        b
        0
        c
        127

        """),
    ScriptCase(
      """
      PATH=/nosuch; command -p cat </dev/null; echo $?; command -pv cat; command -v cat; echo $?
      """,
      dialect: .sh,
      output: """
        0
        /bin/cat
        cat
        0

        """,
      differs: [.dash: "prints `0; /usr/bin/cat; 127`"]),
    ScriptCase(
      """
      kill -l | head -c 1 | wc -c; kill -l 15; kill -l 9 ; kill -l 143; kill -l 999 \
      2>/dev/null; echo $(($?>0)); kill -0 $$; echo $?; kill; echo $(($?>0)); kill -l TERM \
      INT 2>/dev/null
      """,
      dialect: .sh,
      output: """
        1
        TERM
        KILL
        TERM
        1
        0
        1
        15
        2

        """,
      error: nil,
      differs: [.dash: "prints `1; TERM; KILL; TERM; 1; 0; 1`, exits with 2"]),
    ScriptCase(
      """
      sleep 10 & kill $!; wait $!; echo $?; sleep 10 & kill -s KILL $!; wait $!; echo $?; \
      sleep 10 & kill -9 $!; wait $!; echo $?; sleep 10 & kill -s INT $! 2>/dev/null; kill \
      -s TERM $!; wait $!; echo $?; kill -s 0 $$; echo $?; kill -- $! 2>/dev/null; echo $?
      """,
      dialect: .sh,
      output: """
        143
        137
        137
        143
        0
        1

        """),
    ScriptCase(
      """
      kill -s NOSUCH $$; echo $(($?>0)); kill -NOSUCH $$; echo $(($?>0)); kill abc; echo \
      $(($?>0)); kill -s; echo $(($?>0)); kill -TERM 2>/dev/null; echo $(($?>0))
      """,
      dialect: .sh,
      output: """
        1
        1
        1
        1
        1

        """,
      error: nil),
    ScriptCase(
      "sleep 0.2 & jobs | sed 's/ *$//'; wait; jobs",
      dialect: .sh,
      output: "[1]+  Running                 sleep 0.2 &\n",
      differs: [.dash: "prints `[1] + Done                       `"]),
    ScriptCase(
      """
      sleep 0.3 & sleep 0.4 & jobs | wc -l; jobs %1 | wc -l; jobs -p | wc -l; jobs -l | wc \
      -l; jobs %% | grep -c 0.4; jobs %- | grep -c 0.3; jobs %+ | grep -c 0.4; jobs %?0.3 | \
      grep -c 0.3; jobs %sleep 2>/dev/null | wc -l; wait
      """,
      dialect: .sh,
      output: """
        2
        1
        2
        2
        1
        1
        1
        1
        0

        """,
      differs: [.dash: "prints `0; 0; 0; 0; 0; 0; 0; 0; 0`"]),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
