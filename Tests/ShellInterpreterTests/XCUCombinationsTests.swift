import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2 in combination")
struct CombinationsTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      """
      x='  lead'; echo "${x#"${x%%[! ]*}"}"; x='a/b/c'; echo "${x%"/${x##*/}"}"; set -- \
      "${x%%/*}" "${x#*/}"; echo $1 $2
      """,
      dialect: .sh,
      output: "lead\na/b\na b/c\n"),
    ScriptCase(
      """
      case $(echo a) in $(echo a)) echo y;; esac; case "$(case a in a) echo in;; esac)" in \
      in) echo z;; esac
      """,
      dialect: .sh,
      output: "y\nz\n"),
    ScriptCase(
      #"echo "$(case a in (a) echo "x)";; esac)" `case a in a) echo y;; esac`"#,
      dialect: .sh,
      output: "x) y\n"),
    ScriptCase(
      """
      f() { echo "$(
      cat <<E
      $1
      E
      )"; }; f 'a  b'
      """,
      dialect: .sh,
      output: "a  b\n"),
    ScriptCase(
      "echo $( (echo a) ; (echo b) ) $(  ( echo c ) )",
      dialect: .sh,
      output: "a b c\n"),
    ScriptCase(
      """
      if (true) then echo a; fi; while (false) do :; done; { (echo b) }; ( { echo c; } )
      """,
      dialect: .sh,
      output: "a\nb\nc\n"),
    ScriptCase(
      """
      for i in 1 2 3; do case $i in 2) continue;; esac; echo $i; done; i=0; while :; do \
      i=$((i+1)); case $i in 3) break;; esac; done; echo $i
      """,
      dialect: .sh,
      output: "1\n3\n3\n"),
    ScriptCase(
      "! { ! true; } && echo a || echo b; ! (exit 1) && echo c",
      dialect: .sh,
      output: "a\nc\n"),
    ScriptCase(
      #"{ echo a; } | { read x; echo "<$x>"; } ; (echo b) | (cat)"#,
      dialect: .sh,
      output: "<a>\nb\n"),
    ScriptCase(
      "x=1 y=2; unset x; echo ${x-u} $y; (unset y; echo ${y-u}); echo $y",
      dialect: .sh,
      output: "u 2\nu\n2\n"),
    ScriptCase(
      #"""
      echo "a
      b" 'c
      d' e\
      f
      """#,
      dialect: .sh,
      output: "a\nb c\nd ef\n"),
    ScriptCase(
      """
      echo $((1))$((2)) $(($((3)))) $(( $(( 1 + 1 )) * 2 )) "$(( $(echo 2) ** 1 ))" 2>/dev/null
      """,
      dialect: .sh,
      output: "12 3 4 2\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      #"echo ${x:=a b} $x "${y:=c  d}" $y; set -- ${z:=1 2}; echo $# "$z""#,
      dialect: .sh,
      output: "a b a b c  d c d\n2 1 2\n"),
    ScriptCase(
      #"set -- a b c; echo "${1+"$@"}" ${1+"$@"}; set --; echo ${1+"$@"} end"#,
      dialect: .sh,
      output: "a b c a b c\nend\n"),
    ScriptCase(
      #"IFS=,; set -- 1 2 3; echo "$*" $*; echo "${*}" ; x="$*"; IFS=' '; echo $x"#,
      dialect: .sh,
      output: "1,2,3 1 2 3\n1,2,3\n1,2,3\n"),
    ScriptCase(
      """
      x=*; touch f1 f2; echo $x "$x"; echo ${x}1; y='f?'; echo $y; for i in $y; do echo \
      "[$i]"; done
      """,
      dialect: .sh,
      output: """
        f1 f2 *
        f1
        f1 f2
        [f1]
        [f2]

        """),
    ScriptCase(
      """
      x=~; y=~/a; z="~"; echo "$z"; [ "$x" = "$HOME" ] && echo h; PATH=~/bin:$PATH; case \
      $PATH in "$HOME/bin":*) echo p;; esac
      """,
      dialect: .sh,
      output: "~\nh\np\n"),
    ScriptCase(
      "f() { local x=1 2>/dev/null; x=2; echo $x; }; f",
      dialect: .sh,
      output: "2\n"),
    ScriptCase(
      """
      read a b c <<E
      1 2 3 4
      E
      echo "$a|$b|$c"; echo "$(cat <<E
      a'b"c
      E
      )"
      """,
      dialect: .sh,
      output: #"1|2|3 4\#na'b"c\#n"#),
    ScriptCase(
      """
      cat <<E
      $(cat <<F
      nested $((1+1))
      F
      )
      tail
      E
      """,
      dialect: .sh,
      output: "nested 2\ntail\n"),
    ScriptCase(
      """
      cat <<'E' | sed s/a/b/
      a
      E
      cat <<E && echo ok
      `echo x`
      E
      """,
      dialect: .sh,
      output: "b\nx\nok\n"),
    ScriptCase(
      """
      f() { cat <<E; }
      in f
      E
      f
      """,
      dialect: .sh,
      output: "in f\n"),
    ScriptCase(
      """
      { cat <<A; cat <<B; } | tr a-z A-Z
      one
      A
      two
      B
      """,
      dialect: .sh,
      output: "ONE\nTWO\n"),
    ScriptCase(
      """
      (cat <<E) | cat
      x
      E
      """,
      dialect: .sh,
      output: "x\n"),
    ScriptCase(
      """
      while read l; do echo "$l" | { read m; echo "<$m>"; }; done <<E
      a
      b
      E
      """,
      dialect: .sh,
      output: "<a>\n<b>\n"),
    ScriptCase(
      """
      exec 3<<E; cat <&3; cat <<F
      three
      E
      four
      F
      """,
      dialect: .sh,
      output: "three\nfour\n"),
    ScriptCase(
      """
      echo a 3>&1 >/dev/null 1>&3 3>&-; { echo b >&3; } 3>&1 | cat; echo c 2>/dev/null >&2; \
      echo d >&1
      """,
      dialect: .sh,
      output: "a\nb\nd\n"),
    ScriptCase(
      """
      x=$( { echo out; echo err >&2; } 2>&1 >/dev/null ); echo "[$x]"; x=$( { echo out; \
      echo err >&2; } 2>/dev/null ); echo "[$x]"
      """,
      dialect: .sh,
      output: "[err]\n[out]\n"),
    ScriptCase(
      """
      set -e; if false; then :; fi; false || true; ! true; while false; do :; done; (false) \
      || echo c; x=$(false) || echo d; f() { false; echo in; }; f || :; f && :; { false; } \
      || echo g; false | true; echo end; (exit 3); echo no
      """,
      dialect: .sh,
      output: """
        c
        d
        in
        in
        g
        end

        """,
      status: 3),
    ScriptCase(
      "set -e; x=$(exit 4); echo no",
      dialect: .sh,
      status: 4),
    ScriptCase(
      "set -e; (false; echo no); echo no2",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; f() { false; }; f; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; false && true; echo yes",
      dialect: .sh,
      output: "yes\n"),
    ScriptCase(
      "set -e; for i in 1; do false; done; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; eval 'false'; echo no",
      dialect: .sh,
      status: 1),
    ScriptCase(
      "set -e; echo $(false) ok; export x=$(false); echo yes; x=$(false); echo no",
      dialect: .sh,
      output: "ok\nyes\n",
      status: 1),
    ScriptCase(
      "set -e; trap 'echo t' EXIT; (exit 9)",
      dialect: .sh,
      output: "t\n",
      status: 9),
    ScriptCase(
      "set -e; sh -c 'exit 7' | true; echo a; true | sh -c 'exit 7'; echo no",
      dialect: .sh,
      output: "a\n",
      status: 7),
    ScriptCase(
      "set -e; ! false; echo a; ! { false; true; }; echo b; if ! false; then echo c; fi",
      dialect: .sh,
      output: "a\nb\nc\n"),
    ScriptCase(
      """
      set -e; until false; do break; done; while ! true; do :; done; case a in a) false;; \
      esac; echo no
      """,
      dialect: .sh,
      status: 1),
    ScriptCase(
      "f() { set -e; false; echo no; }; (f); echo $?; (f) || echo $?; f || echo x",
      dialect: .sh,
      output: "1\nno\nno\n"),
    ScriptCase(
      #"set -eu; f() { [ "$1" ] && echo "$1"; }; f a; f '' || echo empty; f ''"#,
      dialect: .sh,
      output: "a\nempty\n",
      status: 1),
    ScriptCase(
      """
      alias foo='echo aliased'
      f() { foo; }
      unalias foo
      f
      """,
      dialect: .sh,
      output: "aliased\n"),
    ScriptCase(
      #"""
      x=$(printf 'a\n\n'); echo "[$x]"; x=$(printf '\n\na'); echo "[$x]"; x="$(printf \#
      'a\nb')"; echo "$x"; echo $x
      """#,
      dialect: .sh,
      output: """
        [a]
        [

        a]
        a
        b
        a b

        """),
    ScriptCase(
      """
      echo $(echo '*'); touch z1; echo $(echo 'z*') "$(echo 'z*')"; x=$(echo 'z*'); echo $x
      """,
      dialect: .sh,
      output: "*\nz1 z*\nz1\n"),
    ScriptCase(
      """
      type cd >/dev/null && echo y; command -v : ; command -V : >/dev/null && echo y; hash \
      cat; echo $?
      """,
      dialect: .sh,
      output: """
        y
        :
        y
        0

        """),
    ScriptCase(
      #"""
      set -- -n; echo "$1" x; printf '%s\n' "$@" ; set -- --; echo $#; set -- a -- b; echo $#
      """#,
      dialect: .sh,
      output: "x-n\n1\n3\n"),
    ScriptCase(
      "umask 077; (umask 0; umask); umask; >f; ls -l f | cut -c1-10; umask -S",
      dialect: .sh,
      output: """
        0000
        0077
        -rw-------
        u=rwx,g=,o=

        """),
    ScriptCase(
      #"""
      [ -n "$x" ]; echo $?; [ "$x" ]; echo $?; test; echo $?; [ a = b ] || [ c = c ] && \#
      echo ok; [ ! "$x" ] && echo empty; [ 1 -eq 1 -a 2 -gt 1 ] && echo and; [ 1 = 2 -o 3 = \#
      3 ] && echo or; [ \( 1 = 1 \) ] && echo paren; [ -z "" -a -n "x" ] && echo z
      """#,
      dialect: .sh,
      output: """
        1
        1
        1
        ok
        empty
        and
        or
        paren
        z

        """),
    ScriptCase(
      """
      echo a; { echo b; exit 3; } | cat; echo $?; (exit 4) | cat; echo $?; echo x | (exit \
      5); echo $?
      """,
      dialect: .sh,
      output: """
        a
        b
        0
        0
        5

        """),
    ScriptCase(
      """
      sleep 0.1 & p=$!; kill -0 $p && echo alive; wait $p; kill -0 $p 2>/dev/null || echo \
      dead; wait $p; echo $?
      """,
      dialect: .sh,
      output: "alive\ndead\n127\n",
      error: nil,
      differs: [.dash: "prints `alive; dead; 0`"]),
    ScriptCase(
      "f() { trap 'echo T; trap - INT' INT; kill -INT $$; echo after; }; f; trap",
      dialect: .sh,
      output: "T\nafter\n"),
    ScriptCase(
      """
      x=a; x=b; readonly x; (x=c) 2>/dev/null || echo ro; echo $x; sh -c 'x=d; echo $x'; \
      export x; sh -c 'x=d; echo $x'
      """,
      dialect: .sh,
      output: """
        ro
        b
        d
        d

        """),
    ScriptCase(
      """
      eval 'x=1; echo $x' ; eval "eval 'eval echo deep'"; eval; eval ' '; echo $?; eval \
      '#c'; eval 'echo a
      echo b'
      """,
      dialect: .sh,
      output: """
        1
        deep
        0
        a
        b

        """),
    ScriptCase(
      """
      . /dev/null; echo $?; echo 'echo sourced $#; set -- n; return 3; echo no' >s; set -- \
      a b; . ./s; echo $? $1
      """,
      dialect: .sh,
      output: "0\nsourced 2\n3 n\n"),
    ScriptCase(
      """
      times >/dev/null; echo $?; ulimit -c >/dev/null; echo $?; true; false || echo f; : ; \
      :; colon=:; $colon
      """,
      dialect: .sh,
      output: "0\n0\nf\n"),
    ScriptCase(
      """
      getopts ab: o; echo $? $o; set -- -b; getopts ab: o 2>/dev/null; echo $o; OPTIND=1; \
      set -- -ab1 -c; while getopts ab: o 2>/dev/null; do echo "$o,$OPTARG,$OPTIND"; done; \
      shift $((OPTIND-1)); echo $#
      """,
      dialect: .sh,
      output: """
        1 ?
        ?
        a,,1
        b,1,2
        ?,,3
        0

        """,
      differs: [.dash: "prints `1 ?; ?; a,,2; b,1,2; ?,,3; 0`"]),
    ScriptCase(
      """
      echo ${#}; set a b; echo ${#} $#; x=hello; echo ${#x} ${#1}; y=; echo ${#y}; echo \
      ${#?} ${#$} | wc -w
      """,
      dialect: .sh,
      output: """
        0
        2 2
        5 1
        0
        2

        """),
    ScriptCase(
      "x=abc; echo ${x%${x#?}} ${x#${x%?}} ${x%%?} ${x##?} ${x%%*} ${x##*}.",
      dialect: .sh,
      output: "a c ab bc .\n"),
    ScriptCase(
      #"""
      echo "${x-"a}b"}" "${x-a\}b}" ${x-"a}b"} ${x-'a}b'} ${x-a\}b}; echo "${x:-$(echo \#
      "}")}" "${x:-`echo }`}"
      """#,
      dialect: .sh,
      output: "a}b a}b a}b a}b a}b\n} }\n"),
    ScriptCase(
      #"""
      echo \\ \\\\ '\\' "\\" "\\\\" "\a" \a '\a'; echo "\$x" \$x '$x'; echo "\`" \` '`'; \#
      echo "\"" \" '"'
      """#,
      dialect: .sh,
      output: #"""
        \ \\ \\ \ \\ \a a \a
        $x $x $x
        ` ` `
        " " "

        """#,
      differs: [.dash: "prints `\\ \\ \\ \\ \\ . a .; $x $x $x; ' ' '; ' ' '`"]),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
