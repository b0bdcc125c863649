import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 1.7 Intrinsic utilities (2)")
struct IntrinsicUtilities2Tests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      """
      jobs; echo $?; jobs %5; echo $(($?>0)); bg; echo $(($?>0)); fg; echo $(($?>0)); fg \
      %1; echo $(($?>0)); wait %1; echo $?
      """,
      dialect: .sh,
      output: """
        0
        1
        1
        1
        1
        127

        """,
      error: nil,
      differs: [.dash: "prints `0; 1; 1; 1; 1; 2`"]),
    ScriptCase(
      """
      { exit 3; } & wait %1; echo $?; (exit 2) & (exit 3) & wait %1 %2; echo $?; (exit 4) & \
      wait %%; echo $?
      """,
      dialect: .sh,
      output: "3\n3\n4\n"),
    ScriptCase(
      #"x=$(sleep 0.1 & echo $!); [ -n "$x" ] && echo y; wait $x; echo $?"#,
      dialect: .sh,
      output: "y\n127\n",
      error: nil),
    ScriptCase(
      """
      true & false & true & wait; echo $?; wait 1; echo $?; wait abc; echo $(($?>0)); wait \
      -x 2>/dev/null; echo $(($?>0))
      """,
      dialect: .sh,
      output: """
        0
        127
        1
        1

        """,
      error: nil),
    ScriptCase(
      """
      f() { sleep 0.1; return 5; }; f & wait $!; echo $?; exit 4 & wait $!; echo $?; { \
      return 3; } & wait $!; echo $?
      """,
      dialect: .sh,
      output: "5\n4\n3\n"),
    ScriptCase(
      """
      umask 022; hash -r; umask 022 extra 2>/dev/null; type -x 2>/dev/null; times -x \
      >/dev/null 2>&1; echo $(($?>0))
      """,
      dialect: .sh,
      output: "0\n",
      differs: [.dash: "prints `-x: not found; 0`"]),
    ScriptCase(
      "echo $((1+1))& wait; a=1; a=2 & wait; echo $a; cd / & wait; pwd | grep -c '^/$'",
      dialect: .sh,
      output: "2\n1\n0\n",
      status: 1),
    ScriptCase(
      """
      cat <<E & wait
      here
      E
      """,
      dialect: .sh,
      output: "here\n"),
    ScriptCase(
      """
      { read x; echo "[$x]"; } </dev/null & wait; echo hi | { read x; echo "[$x]"; } & \
      wait; { read x && echo no || echo eof; } & wait
      """,
      dialect: .sh,
      output: "[]\n[hi]\neof\n"),
    ScriptCase(
      #"echo a | while read x; do echo "[$x]" & done; wait; sleep 0.1"#,
      dialect: .sh,
      output: "[a]\n"),
    ScriptCase(
      """
      for i in 1 2 3; do (exit $i) & p="$p $!"; done; for j in $p; do wait $j; echo $?; done
      """,
      dialect: .sh,
      output: "1\n2\n3\n"),
    ScriptCase(
      """
      true | false | (exit 3) & wait $!; echo $?; ! true & wait $!; echo $?; true && (exit \
      6) & wait $!; echo $?
      """,
      dialect: .sh,
      output: "3\n1\n6\n"),
    ScriptCase(
      "sleep 0.1 & a=$!; (wait $a; echo $?); wait $a; echo $?",
      dialect: .sh,
      output: "127\n0\n",
      error: nil),
    ScriptCase(
      "set -b; true & wait; set -o notify; echo ok",
      dialect: .sh,
      output: "ok\n"),
    ScriptCase(
      """
      command -v true false test [ echo printf kill pwd | head -20; command -v wait jobs read
      """,
      dialect: .sh,
      output: """
        true
        false
        test
        [
        echo
        printf
        kill
        pwd
        wait
        jobs
        read

        """,
      differs: [.dash: "prints `true; wait`"]),
    ScriptCase(
      """
      command -v -- ls; command -V nosuch 2>/dev/null; echo $(($?>0)); command -pV cat \
      >/dev/null; echo $?; type nosuch; echo $(($?>0)); f() { :; }; command f 2>/dev/null; \
      echo $?; command -v f; alias a=b; command -v a; type a >/dev/null; echo $?; command \
      -v /nosuch; echo $?
      """,
      dialect: .sh,
      output: """
        /usr/bin/ls
        1
        0
        1
        127
        f
        alias a='b'
        0
        1

        """,
      error: nil,
      differs: [.dash: "prints `/usr/bin/ls; nosuch: not found; 1; 0; nosuch:...`"]),
    ScriptCase(
      "command exit 3; echo no",
      dialect: .sh,
      status: 3),
    ScriptCase(
      """
      f() { command return 3; echo no; }; f; echo $?; for i in 1 2; do command break; done; \
      echo $i; command eval 'x=5'; echo $x; command set -- a b; echo $2; command export \
      y=3; sh -c 'echo $y'; command cd /; pwd; command command -v cd; command exec 3>f; \
      echo a >&3; cat "$OLDPWD/f"
      """,
      dialect: .sh,
      output: """
        3
        1
        5
        b
        3
        /
        cd

        """,
      error: nil,
      status: 1),
    ScriptCase(
      """
      command . ./nosuch; echo a $?; command export 1x; echo b $?; command set -Z; echo c \
      $?; command readonly 1x; echo d $?; command unset 1x; echo e $?; command shift 5; \
      echo f $?; command eval 'if'; echo g $?; command trap x NOSIG; echo h $?; command \
      exec /nosuch; echo no
      """,
      dialect: .sh,
      output: """
        a 1
        b 1
        c 2
        d 1
        e 1
        f 1
        g 2
        h 1

        """,
      error: nil,
      status: 127,
      differs: [.dash: "prints `a 2; b 2; c 2; d 2; e 2; f 2; g 2; h 1`"]),
    ScriptCase(
      "command eval ')'; echo yes $?; command : ${x?}; echo no",
      dialect: .sh,
      output: "yes 2\n",
      error: nil,
      status: 2),
    ScriptCase(
      """
      x=1 command eval 'echo $x'; echo "[$x]"; y=1 command :; echo "[$y]"; z=1 command \
      export w=2; echo "[$z][$w]"
      """,
      dialect: .sh,
      output: """
        1
        []
        []
        [][2]

        """),
    ScriptCase(
      """
      readonly r=1; command r=2; echo $?; command readonly r=3; echo $?; r=2 command echo \
      hi; echo no
      """,
      dialect: .sh,
      output: "127\n1\n",
      error: nil,
      status: 1,
      differs: [.dash: "prints `127; 2`, exits with 2"]),
    ScriptCase(
      """
      pwd -L >/dev/null; echo $?; pwd -P >/dev/null; echo $?; pwd x >/dev/null 2>&1; echo \
      $?; true --x; echo $?; false --x; echo $?; : --x; echo $?
      """,
      dialect: .sh,
      output: """
        0
        0
        0
        0
        1
        0

        """),
    ScriptCase(
      #"""
      read; echo $?; echo "a b" | { read; echo $?; }; echo 'a\nb' | { read -r x; echo "$x"; \#
      }; printf 'a\\\nb\n' | { read x; echo "$x"; }; printf 'a\\\nb\n' | { read -r x; echo \#
      "$x"; }; printf 'a\\ b c\n' | { read x y; echo "$x|$y"; }; printf '  a  b  \n' | { \#
      read x; echo "[$x]"; }; printf '  a  b  \n' | { IFS= read x; echo "[$x]"; }
      """#,
      dialect: .sh,
      output: #"""
        1
        0
        a\nb
        ab
        a\
        a b|c
        [a  b]
        [  a  b  ]

        """#,
      differs: [.dash: "prints `2; 2; a; ab; a\\; a b|c; [a  b]; [  a  b  ]`"]),
    ScriptCase(
      #"""
      printf 'a:b:c\n' | { IFS=: read x y; echo "$x|$y"; }; printf 'a::b\n' | { IFS=: read \#
      x y z; echo "$x|$y|$z"; }; printf ':a\n' | { IFS=: read x y; echo "$x|$y"; }; printf \#
      'a : b\n' | { IFS=' :' read x y; echo "$x|$y"; }; printf 'a:b:\n' | { IFS=: read x y; \#
      echo "$x|$y"; }; printf 'a:b::\n' | { IFS=: read x y; echo "$x|$y"; }; printf \#
      'a\\:b:c\n' | { IFS=: read x y; echo "$x|$y"; }; printf ' a : \n' | { IFS=' :' read x \#
      y; echo "[$x|$y]"; }; printf ' a : \n' | { IFS=' :' read x; echo "[$x]"; }; printf 'a \#
      b  c  \n' | { read x y; echo "[$x|$y]"; }
      """#,
      dialect: .sh,
      output: """
        a|b:c
        a||b
        |a
        a|b
        a|b
        a|b::
        a:b|c
        [a|]
        [a]
        [a|b  c]

        """),
    ScriptCase(
      #"""
      printf 'a\0b\n' | { read x; echo "$x" | od -c | head -1; }; printf 'abc' | { read x; \#
      echo $? "$x"; }; printf '' | { read x; echo $? "[$x]"; }; x=old; read x </dev/null; \#
      echo "[$x]"; printf 'x\ny\n' | { read a; cat; }; printf '\\a\\b\\\\c\n' | { read x; \#
      echo "$x"; }
      """#,
      dialect: .sh,
      output: #"""
        0000000   a   b  \n
        1 abc
        1 []
        []
        y
        ab\c

        """#,
      differs: [.dash: "prints `0000000   a   b  \\n; 1 abc; 1 []; []; y; ab`"]),
    ScriptCase(
      #"""
      echo a b c | { read x y z w; echo "$x|$y|$z|$w|"; }; echo "  " | { read x y; echo \#
      "[$x][$y]"; }; printf 'a\tb\n' | { read x y; echo "$x|$y"; }; printf '\\\n\n' | { \#
      read x; echo "[$x]"; }; printf 'a\\' | { read x; echo "$? [$x]"; }
      """#,
      dialect: .sh,
      output: """
        a|b|c||
        [][]
        a|b
        []
        1 [a]

        """),
    ScriptCase(
      """
      while read -r a b; do echo "$b $a"; done <<E
      1 2
      3 4 5
      6
      E
      """,
      dialect: .sh,
      output: "2 1\n4 5 3\n 6\n"),
    ScriptCase(
      #"""
      printf '1\n2\n' >f; { read a; read b; } <f; echo $a $b; exec 3<f; read a <&3; read b \#
      <&3; read c <&3; echo $? $a $b; while read x; do cat; done <f; unset x; read -r x <f \#
      y z 2>/dev/null; echo "$x"
      """#,
      dialect: .sh,
      output: """
        1 2
        1 1 2
        2
        1

        """),
    ScriptCase(
      """
      fc -l 2>/dev/null; echo $(($? >= 0)); hash nosuch 2>/dev/null; echo $(($?>0)); hash \
      ls cat; echo $?; hash | grep -c . >/dev/null; hash -r; echo $?
      """,
      dialect: .sh,
      output: """
        1
        1
        0
        0

        """),
    ScriptCase(
      """
      alias; unalias x 2>/dev/null; echo $(($?>0)); alias x=1 y=2; unalias x y; alias; \
      unalias 2>/dev/null; echo $(($?>0)); alias a='x  y' b="q'r" c='$HOME `ls` "q"'; \
      alias; alias a nosuch 2>/dev/null; echo $(($?>0))
      """,
      dialect: .sh,
      output: #"""
        1
        1
        a='x  y'
        b='q'\''r'
        c='$HOME `ls` "q"'
        a='x  y'
        1

        """#,
      differs: [.dash: "prints `1; 0; c='$HOME 'ls' 'q''; a='x  y'; b='q'''''...`"]),
    ScriptCase(
      """
      getopts 'a:b' x -a 1 -b -- z; echo $x $OPTARG $OPTIND; getopts 'a:b' x -a 1 -b -- z; \
      echo $x ${OPTARG-unset} $OPTIND; getopts 'a:b' x -a 1 -b -- z; echo $? $x $OPTIND
      """,
      dialect: .sh,
      output: "a 1 3\nb unset 4\n1 ? 5\n",
      differs: [.dash: "prints `a 1 3; b 4; 1 ? 5`"]),
    ScriptCase(
      """
      getopts :a: x -a; echo "$x $OPTARG $OPTIND"; OPTIND=1; getopts a: x -a; echo "$x \
      ${OPTARG-u} $OPTIND"; OPTIND=1; getopts :a x -b; echo "$x $OPTARG $OPTIND"; OPTIND=1; \
      getopts a x -b; echo "$x ${OPTARG-u} $OPTIND"; OPTIND=1; getopts ab x -ab; echo $x \
      $OPTIND; getopts ab x -ab; echo $x $OPTIND; getopts ab x -ab; echo $? $x $OPTIND; \
      OPTIND=1; getopts a: x -a ''; echo "[$OPTARG] $OPTIND"; OPTIND=1; getopts a: x -a -b; \
      echo "$OPTARG $OPTIND"; OPTIND=1; getopts a x y -a; echo $? $x $OPTIND; OPTERR=0; \
      OPTIND=1; getopts a x -b; echo $x
      """,
      dialect: .sh,
      output: """
        : a 2
        ? u 2
        ? b 2
        ? u 2
        a 1
        b 2
        1 ? 2
        [] 3
        -b 3
        1 ? 1
        ?

        """,
      error: nil,
      differs: [.dash: "prints `: a 2; ? u 2; ? b 2; ? u 2; a 2; b 2; 1 ? 2; ...`"]),
    ScriptCase(
      "mkdir e; CDPATH=. cd e | sed 's/.*e/e/'",
      dialect: .sh,
      output: "e\n"),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
