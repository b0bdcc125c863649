import ShellBytes
import ShellTestSupport
import Testing

/// What the scripts of public projects showed (docs/real-scripts.md), each with its project.
@Suite("Real scripts")
struct RealScriptsTests {
  static let rows = [
    // bats: a DEBUG trap that substitutes, before an assignment without a substitution.
    ScriptCase(
      """
      t() { y=$(exit 5); z=$(echo q); }; trap t DEBUG
      o="$(exit 3)" && s=0 || s=$?; A=${1:-1}; echo "$? $s"; B="${1:-1}" ; echo $?
      """,
      output: "0 3\n0\n"),
    // bash-completion: quoted brackets in a bracket expression.
    ScriptCase(
      """
      [[ 'a]b' =~ [\\]\\[]+ ]]; echo "${BASH_REMATCH[0]}"
      [[ 'ab]' =~ [a\\]b]+ ]]; echo "${BASH_REMATCH[0]}"
      [[ a-b =~ [a\\-z]+ ]]; echo "${BASH_REMATCH[0]}"
      [[ 'a[b' =~ \\[. ]]; echo "${BASH_REMATCH[0]}"
      [[ xab1 =~ [[:alpha:]']']+ ]]; echo "${BASH_REMATCH[0]}"
      r='\\[b'; [[ 'a[b' =~ $r\\b* ]]; echo "${BASH_REMATCH[0]}"
      """,
      output: "]\nab]\na\n[b\n\n[b\n"),
    // todo.txt, bash-completion: options of shopt without an effect here.
    ScriptCase(
      """
      shopt extquote progcomp autocd; shopt -u extquote; shopt -q extquote; echo $?
      (shopt -s extquote autocd); shopt -p extquote autocd
      """,
      output: """
        extquote       \ton\nprogcomp       \ton\nautocd         \toff\n1
        shopt -u extquote\nshopt -u autocd

        """,
      status: 1),
    ScriptCase(
      "shopt -s cdable_vars; d=/usr; cd d; pwd; shopt -s execfail; exec /nowhere 2>/dev/null; echo $?",
      output: "/usr\n/usr\n127\n"),
    // bash-completion: complete, compgen, compopt.
    ScriptCase(
      """
      complete -o nospace -W 'a b' -F f x; complete -d -A function -X '!*.c' y; complete -D -F g
      complete -p x y; compopt -o filenames +o nospace x; complete -p x
      (complete -r x; complete -p x 2>/dev/null; echo $?); complete -r y
      complete -p x; complete -p -D
      compopt -o nospace 2>/dev/null; echo $?
      """,
      output: """
        complete -o nospace -W 'a b' -F f x
        complete -d -A function -X '!*.c' y
        complete -o filenames -W 'a b' -F f x
        1
        complete -o filenames -W 'a b' -F f x
        complete -F g -D
        1

        """),
    ScriptCase(
      """
      compgen -W 'abc abd x' -P p- -S -s ab; compgen -W 'a b' z; echo $?
      x=v; IFS=:; compgen -W 'a b:c d:$x:"q r":`echo z`:$(echo p)'; IFS=$' \\n'
      compgen -W '$(echo a b) "c d"'; compgen -X '*d' -W 'ab cd'; compgen -X '!&?' -W 'ab abc' a
      f() { COMPREPLY=(q "$1-$2-$3"); }; compgen -F f zz 2>/dev/null; compgen -A signal SIGI
      compgen -A function; fox=1; compgen -v fo; compgen -d /us; compgen -k wh
      """,
      output: """
        p-abc-s\np-abd-s\n1\na b\nc d\nv\nq r\nz\np\na\nb\nc d\nab\nab
        q\ncompgen-zz-\nSIGINT\nSIGILL\nSIGIO\nf\nfox\n/usr\nwhile

        """),
    // screenfetch
    ScriptCase(
      "[[ $OSTYPE =~ linux ]]; echo $?; echo ${MACHTYPE%%-*} | grep -c $HOSTTYPE",
      output: "0\n1\n"),
    // zgrep: the status of `sh` after `${1?message}`.
    ScriptCase("(: ${1?none}) 2>/dev/null; echo $?", dialect: .sh, output: "2\n"),
    // init-d-script: a script that the kernel hands to another program.
    ScriptCase(
      "printf '#!/bin/echo got\\n' > s; chmod 755 s; ./s one; cd /; \"$OLDPWD/s\" | grep -c '/s$'",
      output: "got ./s one\n1\n"),
    // grep's, sed's and bzexe's own tests.
    ScriptCase(
      """
      printf '1\\n2\\n3\\n' > f; tail +2 f; tail +3c f; egrep x nofile; grep '[:spac-e:]' f; echo $?
      grep -f /dev/null nofile; echo $?; grep -L -m0 y f; sed 'bx; :x#foo' f; sed -n -z = f | od -An -c
      sed -s x f f; sort --version | grep -c Copyright
      """,
      output: """
        2\n3\n2\n3\n1\n1\nf\n1\n2\n3\n   1  \\0\n\n1\n2\n\n1\n2\n1

        """,
      error: "grep: nofile: No such file or directory\n"),
    ScriptCase(
      "echo a > t; ln -s t l; sed -i --follow-symlinks s/a/b/ l; cat t; readlink l",
      output: "b\nt\n"),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
