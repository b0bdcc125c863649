import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.5 and 2.5.3 Shell variables")
struct ShellVariablesTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      "x=1; x=2 y=$x; echo $y; x=3 z=$x; echo $z",
      dialect: .sh,
      output: "2\n3\n"),
    ScriptCase(
      #"x= ; echo "${x-unset}" "${x:-null}"; unset x; echo "${x-unset}""#,
      dialect: .sh,
      output: " null\nunset\n"),
    ScriptCase(
      "_a1=x; echo $_a1 $_a1-b ${_a1}b $_a1b.",
      dialect: .sh,
      output: "x x-b xb .\n"),
    ScriptCase(
      "A=1; a=2; echo $A$a",
      dialect: .sh,
      output: "12\n"),
    ScriptCase(
      #"unset HOME; echo "[$HOME]" ~ | grep -c ."#,
      dialect: .sh,
      output: "1\n"),
    ScriptCase(
      "HOME=/foo; echo ~ ~/bar; cd 2>/dev/null || echo fail",
      dialect: .sh,
      output: "/foo /foo/bar\nfail\n"),
    ScriptCase(
      #"HOME=; echo ~ "[~]" ~/x"#,
      dialect: .sh,
      output: " [~] /x\n",
      differs: [.dash: "prints `[~] /x`"]),
    ScriptCase(
      #"HOME='/a b/*'; printf '[%s]' ~ ~/c; x=~; printf '[%s]' "$x""#,
      dialect: .sh,
      output: "[/a b/*][/a b/*/c][/a b/*]"),
    ScriptCase(
      "HOME=/; echo ~/x ~ ; HOME=//; echo ~/x; HOME=/a/; echo ~/x",
      dialect: .sh,
      output: "//x /\n///x\n/a//x\n"),
    ScriptCase(
      #"IFS=x; sh -c 'printf "%s" "$IFS"' | od -c"#,
      dialect: .sh,
      output: #"0000000      \t  \n\#n0000003\#n"#),
    ScriptCase(
      #"export IFS=x; sh -c 'printf "%s" "$IFS"' | od -c; env | grep IFS"#,
      dialect: .sh,
      output: #"0000000      \t  \n\#n0000003\#nIFS=x\#n"#),
    ScriptCase(
      #"printf '%s' "$IFS" | od -c; set | grep -A2 ^IFS="#,
      dialect: .sh,
      output: #"""
        0000000      \t  \n
        0000003
        IFS=' 	
        '
        LC_ALL=C

        """#,
      differs: [.dash: "prints `0000000      \\t  \\n; 0000003; IFS=' .; '; LC_...`"]),
    ScriptCase(
      """
      echo $LINENO
      echo $LINENO; x=$LINENO
      f() {
      echo $LINENO
      }
      f
      echo $x ${LINENO} $((LINENO))
      """,
      dialect: .sh,
      output: """
        1
        2
        4
        2 7 7

        """,
      differs: [.dash: "prints `; ; ; 0`"]),
    ScriptCase(
      """
      LINENO=100
      echo $LINENO
      """,
      dialect: .sh,
      output: "2\n",
      differs: [.dash: "prints `100`"]),
    ScriptCase(
      """
      unset LINENO; LINENO=5
      echo $LINENO
      """,
      dialect: .sh,
      output: "5\n"),
    ScriptCase(
      "echo $OLDPWD; cd /; cd /usr; echo $OLDPWD $PWD; cd - ; echo $PWD $OLDPWD",
      dialect: .sh,
      output: """

        / /usr
        /
        / /usr

        """),
    ScriptCase(
      #"PWD=/foo; pwd | sed "s,$HOME,H,"; cd / ; echo $PWD; echo $OLDPWD"#,
      dialect: .sh,
      output: "H\n/\n/foo\n",
      differs: [.dash: "prints `H; /; $DIR`"]),
    ScriptCase(
      "cd -; echo $?",
      dialect: .sh,
      output: "1\n",
      error: nil,
      differs: [.dash: "prints `$DIR; 0`"]),
    ScriptCase(
      #"env PWD=/nonexistent sh -c 'echo $PWD' | sed "s,$HOME,H,""#,
      dialect: .sh,
      output: "H\n"),
    ScriptCase(
      #"ln -s . l; PWD=$HOME/l sh -c 'pwd; pwd -P; echo $PWD' | sed "s,$HOME,H,""#,
      dialect: .sh,
      output: "H/l\nH\nH/l\n"),
    ScriptCase(
      """
      cd /; (cd "$HOME"; ln -s . l); cd "$HOME/l"; export PWD; sh -c 'pwd' | sed "s,$HOME,H,"
      """,
      dialect: .sh,
      output: "H/l\n"),
    ScriptCase(
      """
      echo $PPID | grep -c '^[0-9][0-9]*$'; (echo $PPID) >f; [ $PPID = "$(cat f)" ] && echo \
      same; [ "$(sh -c 'echo $PPID')" = $$ ] && echo child
      """,
      dialect: .sh,
      output: "1\nsame\nchild\n"),
    ScriptCase(
      #"echo "[$PS1]" "[$PS2]" "[$PS4]""#,
      dialect: .sh,
      output: "[] [] [+ ]\n",
      differs: [.dash: "prints `[# ] [> ] [+ ]`"]),
    ScriptCase(
      "PS4='+$x '; x=1; set -x; echo a; x=2; : b",
      dialect: .sh,
      output: "a\n",
      error: nil),
    ScriptCase(
      "PS4='$(echo hi)+'; set -x; : b",
      dialect: .sh,
      error: nil),
    ScriptCase(
      #"""
      mkdir d; printf '#!/bin/sh\necho found\n' > d/prog; chmod +x d/prog; PATH=d:$PATH; \#
      prog; PATH=$HOME/d; prog
      """#,
      dialect: .sh,
      output: "found\nfound\n"),
    ScriptCase(
      #"""
      printf '#!/bin/sh\necho found\n' > prog; chmod +x prog; PATH=; prog; PATH=:; prog; \#
      PATH=/x:; prog; PATH=:/x; prog; PATH=/x::/y; prog
      """#,
      dialect: .sh,
      output: """
        found
        found
        found
        found
        found

        """),
    ScriptCase(
      #"""
      printf '#!/bin/sh\necho found\n' > prog; chmod +x prog; unset PATH; prog; echo $?
      """#,
      dialect: .sh,
      output: "found\n0\n"),
    ScriptCase(
      #"""
      printf 'echo found $0 $1\n' > prog; chmod +x prog; PATH=.:$PATH; prog a; ./prog b
      """#,
      dialect: .sh,
      output: "found ./prog a\nfound ./prog b\n"),
    ScriptCase(
      """
      mkdir a b; echo 'echo a' >a/p; echo 'echo b' >b/p; chmod +x b/p; \
      PATH=$HOME/a:$HOME/b:$PATH; p
      """,
      dialect: .sh,
      output: "b\n"),
    ScriptCase(
      "mkdir a; echo 'echo a' >a/p;  PATH=$HOME/a:$PATH; p; echo $?",
      dialect: .sh,
      output: "126\n",
      error: nil,
      differs: [.dash: "prints `127`"]),
    ScriptCase(
      "mkdir -p a/p b; echo 'echo b' >b/p; chmod +x b/p; PATH=$HOME/a:$HOME/b:$PATH; p",
      dialect: .sh,
      output: "b\n"),
    ScriptCase(
      "echo 'echo env' >e; ENV=$HOME/e sh -c 'echo x'",
      dialect: .sh,
      output: "x\n"),
    ScriptCase(
      "echo 'echo env' >e; ENV='$HOME/e' sh -i -c 'echo x' 2>/dev/null",
      dialect: .sh,
      output: "env\nx\n"),
    ScriptCase(
      #"echo 'alias q="echo aliased"' >e; echo q | ENV='${HOME}/e' sh -i 2>/dev/null"#,
      dialect: .sh,
      output: "aliased\n"),
    ScriptCase(
      "x=5; readonly x; x=6; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "readonly x; x=6; echo no",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "unset x; readonly x; echo ${x-unset}; (x=1) 2>/dev/null; echo $?",
      dialect: .sh,
      output: "unset\n1\n",
      differs: [.dash: "prints `unset; 2`"]),
    ScriptCase(
      """
      export x=1; sh -c 'echo $x'; x=2; sh -c 'echo $x'; unset x; x=3; sh -c 'echo [$x]'
      """,
      dialect: .sh,
      output: "1\n2\n[]\n"),
    ScriptCase(
      "export x; x=1; sh -c 'echo $x'",
      dialect: .sh,
      output: "1\n"),
    ScriptCase(
      """
      set -a; y=1; sh -c 'echo $y'; set +a; z=2; sh -c 'echo [$z]'; y=3; sh -c 'echo $y'
      """,
      dialect: .sh,
      output: "1\n[]\n3\n"),
    ScriptCase(
      """
      x='a
      b'; export x; sh -c 'echo "$x"'; set | grep -A1 '^x='
      """,
      dialect: .sh,
      output: """
        a
        b
        x='a
        b'

        """),
    ScriptCase(
      "x=a; unset y; set | grep -E '^(x|y)='",
      dialect: .sh,
      output: "x=a\n",
      differs: [.dash: "prints `x='a'`"]),
    ScriptCase(
      "cd /; env -u PWD sh -c pwd; PWD=/nosuch sh -c pwd; PWD=/usr sh -c pwd",
      dialect: .sh,
      output: "/\n/\n/\n"),
    ScriptCase(
      #"""
      printf 'echo a\nif true\nthen echo b; fi\n' | PS1='p> ' PS2='q> ' sh -i 2>&1 | tr -d '\n'
      """#,
      dialect: .sh,
      output: "p> ap> q> bp> ",
      differs: [.dash: "prints `sh: 0: can't access tty; job control turned o...`"]),
    ScriptCase(
      """
      x='a
      b'; set | grep -A1 '^x='
      """,
      dialect: .sh,
      output: "x='a\nb'\n"),
    ScriptCase(
      #"""
      echo a \
       $LINENO
      echo $LINENO
      """#,
      dialect: .sh,
      output: "a 1\n3\n",
      differs: [.dash: "prints `a`"]),
    ScriptCase(
      #"""
      echo $LINENO \
       $LINENO
      """#,
      dialect: .sh,
      output: "1 1\n",
      differs: [.dash: "prints nothing"]),
    ScriptCase(
      """
      if true
      then echo $LINENO
      fi
      for i in 1 2
      do
      echo $LINENO
      done
      case $LINENO in
      7) echo c
      echo $LINENO;;
      esac
      """,
      dialect: .sh,
      output: "2\n6\n6\n",
      differs: [.dash: "prints nothing"]),
    ScriptCase(
      """
      f() {
      echo $LINENO
      g() { echo $LINENO
      echo $LINENO; }
      }
      f
      g
      """,
      dialect: .sh,
      output: "2\n3\n4\n",
      differs: [.dash: "prints nothing"]),
    ScriptCase(
      """
      echo 'echo $LINENO

      echo $LINENO' >f
      . ./f
      echo $LINENO
      """,
      dialect: .sh,
      output: "1\n3\n5\n",
      differs: [.dash: "prints nothing"]),
    ScriptCase(
      """
      (
      echo $LINENO
      )
      {
      echo $LINENO
      }
      """,
      dialect: .sh,
      output: "2\n5\n",
      differs: [.dash: "prints nothing"]),
    ScriptCase(
      """
      x='a
      b'
      y=$LINENO
      echo $y
      """,
      dialect: .sh,
      output: "3\n",
      differs: [.dash: "prints nothing"]),
    ScriptCase(
      """
      true &&
      echo $LINENO
      true | cat |
      { echo $LINENO
      }
      """,
      dialect: .sh,
      output: "2\n4\n",
      differs: [.dash: "prints nothing"]),
    ScriptCase(
      """
      echo `
      echo $LINENO
      `
      """,
      dialect: .sh,
      output: "2\n",
      differs: [.dash: "prints nothing"]),
    ScriptCase(
      """
      trap 'echo $LINENO' EXIT

      echo a
      """,
      dialect: .sh,
      output: "a\n1\n",
      differs: [.dash: "prints `a`"]),
    ScriptCase(
      #"""
      # comment

      nosuchcmd1 2>&1
      nosuch2 \
       a 2>&1
      $(nosuch3
      nosuch4) 2>&1
      """#,
      dialect: .sh,
      output: """
        sh: line 3: nosuchcmd1: command not found
        sh: line 4: nosuch2: command not found

        """,
      error: nil,
      status: 127,
      differs: [.dash: "prints `sh: 3: nosuchcmd1: not found; sh: 4: nosuch2:...`"]),
    ScriptCase(
      """
      f() {
      nosuch
      }

      f 2>&1
      """,
      dialect: .sh,
      output: "sh: line 2: nosuch: command not found\n",
      status: 127,
      differs: [.dash: "prints `sh: 2: nosuch: not found`"]),
    ScriptCase(
      """
      while [ "$i" != xx ]
      do i=x$i
      echo $LINENO
      done
      until
      echo $LINENO
      do :
      done
      """,
      dialect: .sh,
      output: "3\n3\n6\n",
      differs: [.dash: "prints nothing"]),
    ScriptCase(
      #"""
      echo a; echo $LINENO; x=1 \
      y=$LINENO; echo $y
      """#,
      dialect: .sh,
      output: "a\n1\n1\n",
      differs: [.dash: "prints `a`"]),
    ScriptCase(
      """
      alias a='echo
      echo $LINENO'
      a
      echo $LINENO
      """,
      dialect: .sh,
      output: "\n3\n4\n",
      differs: [.dash: "prints nothing"]),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
