import ShellBytes
import ShellTestSupport
import Testing

/// What bash's own tests, and those of busybox, found to be otherwise here.
@Suite("What other shells' tests found")
struct OtherShellsTests {
  static let jobs: [ScriptCase] = [
    ScriptCase(
      "{ cat & wait; } <<< given",
      output: "given\n"),
    ScriptCase(
      "echo piped | { cat & wait; }",
      output: "piped\n"),
    ScriptCase(
      "( cat & wait ) <<< given",
      output: "given\n"),
    ScriptCase(
      "f() { cat & wait; }; f <<< none; { f; } <<< given",
      output: "given\n"),
    ScriptCase(
      "{ (cat & wait); } <<< none; echo $?",
      output: "0\n"),
    ScriptCase(
      "cat & wait; echo $?",
      output: "0\n"),
  ]
  @Test(arguments: jobs) func runsJobs(_ row: ScriptCase) throws { try row.check() }

  static let redirections: [ScriptCase] = [
    ScriptCase(
      "ls 2> f < nofile; echo $?; cat f",
      output: """
        1
        bash: line 1: nofile: No such file or directory

        """),
    ScriptCase(
      "{ echo a; } 2> f < nofile; cat f",
      output: "bash: line 1: nofile: No such file or directory\n"),
    ScriptCase(
      "( echo a ) 2> f < nofile; cat f",
      output: "bash: line 1: nofile: No such file or directory\n"),
    ScriptCase(
      "f() { :; }; f 2> g < nofile; cat g",
      output: "bash: line 1: nofile: No such file or directory\n"),
    ScriptCase(
      #"v=42; echo a >&$v; echo $?; echo b <&"$v"; echo c >&42"#,
      output: "1\n",
      error: #"""
        bash: line 1: $v: Bad file descriptor
        bash: line 1: "$v": Bad file descriptor
        bash: line 1: 42: Bad file descriptor

        """#,
      status: 1),
    ScriptCase(
      "readonly v=42; exec {v}>f; echo $? $v",
      output: "1 42\n",
      error: """
        bash: line 1: v: readonly variable
        bash: line 1: v: cannot assign fd to variable

        """),
    ScriptCase(
      "exec {v}>&-; echo $?",
      output: "1\n",
      error: "bash: line 1: v: ambiguous redirect\n"),
    ScriptCase(
      "exec {a[1]}>f; echo hi >&${a[1]}; cat f; exec {a[1]}>&-; echo x >&${a[1]}",
      output: "hi\n",
      error: "bash: line 1: ${a[1]}: Bad file descriptor\n",
      status: 1),
    ScriptCase(
      "shopt -s varredir_close; : {v}>f; echo a >&$v; exec {w}>g; echo b >&$w; cat g",
      output: "b\n",
      error: "bash: line 1: $v: Bad file descriptor\n"),
    ScriptCase(
      #"v=v; v=`echo First >&2` `true` > no/such; echo $? "[$v]""#,
      output: "1 []\n",
      error: """
        First
        bash: line 1: no/such: No such file or directory

        """),
    ScriptCase(
      "v=1; v=2 `false` > f; echo $? $v; ls f",
      output: """
        1 2
        f

        """),
    ScriptCase(
      "help >&-; echo $?",
      output: "0\n"),
  ]
  @Test(arguments: redirections) func runsRedirections(_ row: ScriptCase) throws { try row.check() }

  static let getopts: [ScriptCase] = [
    ScriptCase(
      #"""
      readonly OPTARG
      set -- -afoo -b
      getopts a: x; echo "$? $x"
      getopts a: x; echo "$? $x"
      OPTARG=2; echo $OPTARG
      """#,
      output: """
        0 a
        0 ?
        2

        """,
      error: """
        bash: line 3: OPTARG: readonly variable
        bash: illegal option -- b

        """),
    ScriptCase(
      """
      readonly OPTIND
      set -- -a -b
      getopts ab x; echo $? $x $OPTIND
      """,
      output: "0 a 1\n",
      error: "bash: line 3: OPTIND: readonly variable\n"),
  ]
  @Test(arguments: getopts) func runsGetopts(_ row: ScriptCase) throws { try row.check() }

  static let operands: [ScriptCase] = [
    ScriptCase(
      #"printf "set -- a b c\nshift 1 2; echo same\necho \$# \$?\nfor i in 1 2; do break 1 2; done\necho \$? \$i\nexit 1 2\necho \$?\n" > s; bash ./s"#,
      output: """
        3 1
        1 1
        1

        """,
      error: """
        ./s: line 2: shift: too many arguments
        ./s: line 4: break: too many arguments
        ./s: line 6: exit: too many arguments

        """),
    ScriptCase(
      """
      set -- a b c
      shift 1 2; echo same line
      echo $# $?
      """,
      error: "bash: line 2: shift: too many arguments\n",
      status: 1),
    ScriptCase(
      """
      for i in 1 2; do break 1 2; done
      echo $? $i
      """,
      error: "bash: line 1: break: too many arguments\n",
      status: 1),
    ScriptCase(
      """
      exit 1 2
      echo $?
      """,
      error: "bash: line 1: exit: too many arguments\n",
      status: 1),
  ]
  @Test(arguments: operands) func runsOperands(_ row: ScriptCase) throws { try row.check() }

  static let directories: [ScriptCase] = [
    ScriptCase(
      "popd -m; pushd -x; dirs -m; dirs 7; dirs x",
      error: """
        bash: line 1: popd: -m: invalid number
        popd: usage: popd [-n] [+N | -N]
        bash: line 1: pushd: -x: invalid number
        pushd: usage: pushd [-n] [+N | -N | dir]
        bash: line 1: dirs: -m: invalid number
        dirs: usage: dirs [-clpv] [+N] [-N]
        bash: line 1: dirs: 7: invalid option
        dirs: usage: dirs [-clpv] [+N] [-N]
        bash: line 1: dirs: x: invalid option
        dirs: usage: dirs [-clpv] [+N] [-N]

        """,
      status: 2),
    ScriptCase(
      "dirs +1; popd; cd /; pushd /usr > /dev/null; dirs +3; popd x",
      error: """
        bash: line 1: dirs: directory stack empty
        bash: line 1: popd: directory stack empty
        bash: line 1: dirs: 3: directory stack index out of range
        bash: line 1: popd: x: invalid argument
        popd: usage: popd [-n] [+N | -N]

        """,
      status: 2),
    ScriptCase(
      "cd /; pushd /usr >/dev/null; pushd /tmp >/dev/null; echo ~0 ~1 ~2 ~3 ~+0 ~-0 ~-1 ~-3 ~+01x ~1/x; x=~1:~2; echo $x",
      output: """
        /tmp /usr / ~3 /tmp / /usr ~-3 ~+01x /usr/x
        /usr:/

        """),
    ScriptCase(
      "cd /; pushd /usr >/dev/null; DIRSTACK[1]=/etc; DIRSTACK[0]=/x; DIRSTACK[7]=/x; dirs; dirs -v +1; dirs -v -1; pushd -n +1; dirs; popd",
      output: """
        /usr /etc
         1  /etc
         0  /usr
        /usr /usr
        /usr

        """),
  ]
  @Test(arguments: directories) func runsDirectories(_ row: ScriptCase) throws { try row.check() }

  static let printf: [ScriptCase] = [
    ScriptCase(
      #"printf '\x|%b|%b|%b\n' '\x' '\"a\?' "\'"; echo $?"#,
      output: #"""
        \x|\x|\"a\?|\'
        0

        """#,
      error: #"""
        bash: line 1: printf: missing hex digit for \x
        bash: line 1: printf: missing hex digit for \x

        """#),
    ScriptCase(
      #"printf '\u|\U\n'; printf 'a%10' b; echo " $?""#,
      output: #"""
        \u|\U
        a 1

        """#,
      error: #"""
        bash: line 1: printf: missing unicode digit for \u
        bash: line 1: printf: missing unicode digit for \U
        bash: line 1: printf: `%10': missing format character

        """#),
    ScriptCase(
      #"printf '%.3'; echo " $?"; printf '%(x)Z|\n' -1; echo $?"#,
      output: """
         1
        %(x)Z|
        0

        """,
      error: """
        bash: line 1: printf: `%.3': missing format character
        bash: line 1: printf: warning: `Z': invalid time format specification

        """),
  ]
  @Test(arguments: printf) func runsPrintf(_ row: ScriptCase) throws { try row.check() }

  static let read: [ScriptCase] = [
    ScriptCase(
      #"printf ' a  b\\ \n' | { read x; echo "-$x-"; }"#,
      output: "-a  b-\n"),
    ScriptCase(
      #"printf ' a  b\\ \n' | { read x y; echo "-$x-$y-"; }"#,
      output: "-a-b -\n"),
  ]
  @Test(arguments: read) func runsRead(_ row: ScriptCase) throws { try row.check() }

  static let readonly: [ScriptCase] = [
    ScriptCase(
      """
      readonly r=1
      declare r=(7); echo same
      echo $?
      export r=(7)
      echo $?
      """,
      output: """
        1
        1

        """,
      error: """
        bash: line 2: r: readonly variable
        bash: line 4: r: readonly variable

        """),
    ScriptCase(
      "readonly r=1; readonly -a r='(7)'; echo $?; export -a r='(7)'; declare -a r='(7)'",
      output: "1\n",
      error: """
        bash: line 1: readonly: r: readonly variable
        bash: line 1: export: r: readonly variable
        bash: line 1: declare: r: readonly variable

        """,
      status: 1),
    ScriptCase(
      "f() { local -r x=0; g; echo $x; }; g() { local x=1; echo $x; }; f",
      output: """
        1
        0

        """),
  ]
  @Test(arguments: readonly) func runsReadonly(_ row: ScriptCase) throws { try row.check() }

  static let arrays: [ScriptCase] = [
    ScriptCase(
      """
      x=(a & b); echo same line
      echo $?
      """,
      output: "1\n",
      error: """
        bash: -c: line 1: syntax error near unexpected token `&'
        bash: -c: line 1: `x=(a & b); echo same line'

        """),
    ScriptCase(
      """
      if true; then z=(a | b)
      echo next; y=(1 2); echo ${y[1]}
      """,
      output: """
        next
        2

        """,
      error: """
        bash: -c: line 1: syntax error near unexpected token `|'
        bash: -c: line 1: `if true; then z=(a | b)'

        """),
    ScriptCase(
      """
      a=(b ; c)
      echo after
      """,
      output: "after\n",
      error: """
        bash: -c: line 1: syntax error near unexpected token `;'
        bash: -c: line 1: `a=(b ; c)'

        """),
    ScriptCase(
      #"f=abcd; echo ${f[@]:1:2} "${f[*]:2}""#,
      output: "bc cd\n"),
    ScriptCase(
      #"set --; a=(""); recho() { printf "<%s>" "$@"; echo $#; }; recho "${a[@]:+x}"; recho "${a[@]:+x}" b"#,
      output: """
        <>1
        <><b>2

        """),
  ]
  @Test(arguments: arrays) func runsArrays(_ row: ScriptCase) throws { try row.check() }

  static let fields: [ScriptCase] = [
    ScriptCase(
      #"recho() { printf "<%s>" "$@"; echo $#; }; recho "$x$@"; recho "$@$x" a; recho "$(:)$@"; recho "$1$@"; recho "$x$@"""; recho a "$x$@" b; set -- ""; recho "$x$@"; set -- "" ""; recho "$x$@"; recho "$x${@:3}""#,
      output: """
        <>0
        <a>1
        <>0
        <>0
        <>1
        <a><b>2
        <>1
        <><>2
        <>0

        """),
    ScriptCase(
      #"recho() { printf "<%s>" "$@"; echo $#; }; a=(); recho "$x${a[@]}"; recho "${a[@]}$x" "$x""#,
      output: """
        <>0
        <>1

        """),
  ]
  @Test(arguments: fields) func runsFields(_ row: ScriptCase) throws { try row.check() }

  static let indirect: [ScriptCase] = [
    ScriptCase(
      #"echo "[${!*}]" "[${!@}]" "[${!1}]" "[${!9:-x}]"; set -- ""; echo ${!1:-x}"#,
      output: "[] [] [] [x]\n",
      error: "bash: line 1: : invalid variable name\n",
      status: 1),
    ScriptCase(
      "echo ${!foo:-x}",
      error: "bash: line 1: foo: invalid indirect expansion\n",
      status: 1),
    ScriptCase(
      "foo=; echo ${!foo:-x}",
      error: "bash: line 1: : invalid variable name\n",
      status: 1),
    ScriptCase(
      "a=(); echo ${!a[0]:-q}",
      output: "q\n"),
    ScriptCase(
      "set -- a; echo ${!?} ${!#}",
      output: "bash a\n"),
  ]
  @Test(arguments: indirect) func runsIndirect(_ row: ScriptCase) throws { try row.check() }

  static let substring: [ScriptCase] = [
    ScriptCase(
      "s=abcdefgh; j=2; echo ${s:(j?1:0):j} ${s:j?1:0:j} ${s:j?(x?1:0):0:j} ${s:(j?(x?1:0):3)}",
      output: "bc bc ab abcdefgh\n")
  ]
  @Test(arguments: substring) func runsSubstring(_ row: ScriptCase) throws { try row.check() }

  static let globs: [ScriptCase] = [
    ScriptCase(
      """
      shopt -s extglob
      touch abcx bbc; echo !([*)*; case foo in *(a|b[)) echo yes;; *) echo no;; esac
      """,
      output: """
        !([*)*
        no

        """),
    ScriptCase(
      """
      shopt -s extglob
      echo +()c; case c in +()c) echo yes;; *) echo no;; esac
      """,
      output: """
        +()c
        yes

        """),
    ScriptCase(
      """
      shopt -s extglob
      touch .foo .a bar; echo @(.foo|*); echo *(bar).foo; echo ?(x).a; echo !(bar); shopt -s dotglob; echo @(.foo|*); echo !(bar)
      """,
      output: """
        .foo bar
        .foo
        .a
        !(bar)
        .a .foo bar
        .a .foo

        """),
    ScriptCase(
      """
      shopt -s extglob dotglob
      shopt -u globskipdots; touch .foo .a bar; echo @(?|.?); echo .*; echo *; echo !(.foo)
      """,
      output: """
        .. .a
        . .. .a .foo
        .a .foo bar
        .a bar

        """),
    ScriptCase(
      """
      shopt -s extglob
      GLOBIGNORE='+([^[:alnum:]]):@([-.,:; _])'; touch ';' a; echo *
      """,
      output: "a\n"),
    ScriptCase(
      "shopt -s globstar; mkdir -p a/b/c; touch a/x; echo **/**; echo **/**/x; echo a/**/**/; echo **/b/**/**",
      output: """
        a a/b a/b/c a/x
        a/x
        a/ a/b/ a/b/c/
        a/b a/b/c

        """),
  ]
  @Test(arguments: globs) func runsGlobs(_ row: ScriptCase) throws { try row.check() }

  static let declare: [ScriptCase] = [
    ScriptCase(
      #"f() { local v=1; g; echo "f $v"; }; g() { declare -g v=2 w=3; declare -ga x=(4 5); echo "g $v $w ${x[1]}"; }; f; echo "$v $w ${x[1]}""#,
      output: """
        g 1 3 5
        f 1
        2 3 5

        """),
    ScriptCase(
      "f() { local v=1; (declare -g v=2); declare -g w; }; v=0; f; echo $v",
      output: "0\n"),
    ScriptCase(
      #"""
      set -k
      f() { echo "$# $a"; }
      f x a=1 y
      echo b=2 c
      set +k
      echo d=3
      """#,
      output: """
        2 1
        c
        d=3

        """),
  ]
  @Test(arguments: declare) func runsDeclare(_ row: ScriptCase) throws { try row.check() }

  static let aliases: [ScriptCase] = [
    ScriptCase(
      #"""
      shopt -s expand_aliases; alias foo="echo 0"
      foo>&2
      foo 2>&1
      """#,
      output: "0\n",
      error: "0\n"),
    ScriptCase(
      """
      shopt -s expand_aliases
      alias a='echo $( date )'
      a)
      """,
      error: """
        bash: -c: line 3: syntax error near unexpected token `)'
        bash: -c: line 3: `a)'

        """,
      status: 2),
  ]
  @Test(arguments: aliases) func runsAliases(_ row: ScriptCase) throws { try row.check() }

  static let heredoc: [ScriptCase] = [
    ScriptCase(
      """
      cat <<-'	E'
      	a
      	E
      echo b
      """,
      output: """
        a
        b

        """)
  ]
  @Test(arguments: heredoc) func runsHeredoc(_ row: ScriptCase) throws { try row.check() }

  static let shopt: [ScriptCase] = [
    ScriptCase(
      #"shopt | grep -n "autocd\|assoc_exp""#,
      output: """
        1:autocd         	off
        2:assoc_expand_once	off

        """),
    ScriptCase(
      #"printf "shopt globskipdots" > s; chmod +x s; ./s; shopt -u globskipdots; ./s"#,
      output: """
        globskipdots   	on
        globskipdots   	off

        """,
      status: 1),
  ]
  @Test(arguments: shopt) func runsShopt(_ row: ScriptCase) throws { try row.check() }

  static let scripts: [ScriptCase] = [
    ScriptCase(
      "PATH=; nt; PATH=:; nt",
      error: """
        bash: line 1: nt: No such file or directory
        bash: line 1: nt: command not found

        """,
      status: 127),
    ScriptCase(
      ". /; echo $?; source /",
      output: "1\n",
      error: """
        bash: line 1: .: /: is a directory
        bash: line 1: source: /: is a directory

        """,
      status: 1),
    ScriptCase(
      #"echo "echo env" > e; BASH_ENV='$TMPDIR/e' /bin/bash -c "echo on"; echo "echo on" > s; BASH_ENV=e /bin/bash s; BASH_ENV=e /bin/bash --posix -c "echo on""#,
      output: """
        env
        on
        env
        on
        on

        """),
  ]
  @Test(arguments: scripts) func runsScripts(_ row: ScriptCase) throws { try row.check() }

  static let nested: [ScriptCase] = [
    ScriptCase(
      #"sh -c 'echo $$' > f & wait; test "$(cat f)" = $! && echo same"#,
      output: "same\n"),
    ScriptCase(
      #"test "$(sh -c 'echo $$')" != "" && echo ok"#,
      output: "ok\n"),
  ]
  @Test(arguments: nested) func runsNested(_ row: ScriptCase) throws { try row.check() }
}
