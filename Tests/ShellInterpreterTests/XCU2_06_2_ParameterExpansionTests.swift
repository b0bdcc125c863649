import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.6.2 Parameter expansion")
struct ParameterExpansionTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      #"x=abc; echo ${x} "${x}" ${x}d ${x}}"#,
      dialect: .sh,
      output: "abc abc abcd abc}\n"),
    ScriptCase(
      """
      unset x; e=; echo "[${x-w}][${x:-w}][${e-w}][${e:-w}]" ; s=v; echo "[${s-w}][${s:-w}]"
      """,
      dialect: .sh,
      output: "[w][w][][w]\n[v][v]\n"),
    ScriptCase(
      #"unset x; e=; s=v; echo "[${x+w}][${x:+w}][${e+w}][${e:+w}][${s+w}][${s:+w}]""#,
      dialect: .sh,
      output: "[][][w][][w][w]\n"),
    ScriptCase(
      """
      unset x; e=; s=v; echo "[${x=w}][${e=w}][${s=w}]" $x $e $s; unset x; echo \
      "[${x:=w}][${e:=q}]" $x $e
      """,
      dialect: .sh,
      output: "[w][][v] w v\n[w][q] w q\n"),
    ScriptCase(
      #"s=v e=; echo "[${s?m}][${s:?m}][${e?m}]"; (echo "${e:?m}") 2>&1; echo $?"#,
      dialect: .sh,
      output: "[v][v][]\nsh: line 1: e: m\n2\n",
      differs: [.dash: "prints `[v][v][]; sh: 1: e: m; 2`"]),
    ScriptCase(
      #"(echo "${x?}") ; echo $?"#,
      dialect: .sh,
      output: "2\n",
      error: nil),
    ScriptCase(
      #"(echo "${x:?}") ; echo $?"#,
      dialect: .sh,
      output: "2\n",
      error: nil),
    ScriptCase(
      #"(echo ${x?a   b "c   d"}) ; echo $?"#,
      dialect: .sh,
      output: "2\n",
      error: nil),
    ScriptCase(
      "(: ${x?$(echo msg)}) ; echo $?",
      dialect: .sh,
      output: "2\n",
      error: nil),
    ScriptCase(
      "(set --; echo ${1=x}); echo $?",
      dialect: .sh,
      output: "1\n",
      error: nil,
      differs: [.dash: "prints `2`"]),
    ScriptCase(
      "(echo ${#=x}); echo $?",
      dialect: .sh,
      output: "0\n0\n"),
    ScriptCase(
      """
      set -u; (echo $x); echo $?; (echo ${x}); echo $?; echo ${x-a} ${x:-a} ${x+a}; (echo \
      ${x#a}); echo $?; (echo ${#x}); echo $?
      """,
      dialect: .sh,
      output: """
        2
        2
        a a
        2
        2

        """,
      error: nil),
    ScriptCase(
      #"set -u; echo "$@" $* ${@} ; (echo $1); echo $?"#,
      dialect: .sh,
      output: "\n2\n",
      error: nil),
    ScriptCase(
      "set -u; (echo $!) ; echo $?",
      dialect: .sh,
      output: "2\n",
      error: nil),
    ScriptCase(
      "set -u; (echo $((x))); echo $?",
      dialect: .sh,
      output: "2\n",
      error: nil,
      differs: [.dash: "prints `0; 0`"]),
    ScriptCase(
      """
      unset x; echo ${x-$(echo a >&2)} ${HOME:+} 2>&1; y=1; echo ${y-$(echo no >&2)} 2>&1; \
      echo ${y+a${z=3}} $z
      """,
      dialect: .sh,
      output: "\n1\na3 3\n",
      error: nil),
    ScriptCase(
      #"""
      unset x; echo ${x:-a b} "${x:-a b}" ; printf '[%s]' ${x:-a b} "${x:-a b}" ${x:-"a b"} \#
      ${x:-'a b'} ${x:-a\ b} ${x:-"a"' 'b}
      """#,
      dialect: .sh,
      output: "a b a b\n[a][b][a b][a b][a b][a b][a b]"),
    ScriptCase(
      #"unset x; printf '[%s]' ${x:-"a b" c} "${x:-"a b" c}" "${x:-"a  b"}""#,
      dialect: .sh,
      output: "[a b][c][a b c][a  b]"),
    ScriptCase(
      """
      unset x; set -- 1 '2 3'; printf '[%s]' ${x:-"$@"} "${x:-"$@"}" ${x:-$@} "${x:-$@}" \
      "${x-$*}" ${x+"$@"}
      """,
      dialect: .sh,
      output: "[1][2 3][1][2 3][1][2][3][1][2 3][1 2 3]"),
    ScriptCase(
      """
      unset x; set -- 1 '2 3'; y=; printf '[%s]' ${y+"$@"} "${y+$@}" "${y+"$@"}" a"${y+$@}"b
      """,
      dialect: .sh,
      output: "[1][2 3][1][2 3][1][2 3][a1][2 3b]"),
    ScriptCase(
      #"unset x; set --; printf '[%s]' "${x-$@}" ${x-"$@"} "${x-"$@"}" "${x-}" "#,
      dialect: .sh,
      output: "[][][]"),
    ScriptCase(
      #"unset x; printf '[%s]' "${x-'}" "#,
      dialect: .sh,
      output: "[']"),
    ScriptCase(
      #"""
      unset x; printf '[%s]' "${x-a'b'c}" ${x-a'b c'd} "${x-\'}" "${x-\$HOME}" "${x-\\}" \#
      "${x-\`}" "${x-"\$"}"
      """#,
      dialect: .sh,
      output: #"[a'b'c][ab cd][\'][$HOME][\][`][$]"#),
    ScriptCase(
      #"unset x; printf '[%s]' ${x-a\}b} "${x-a\}b}" ${x-'a}b'} ${x-"a}b"} "${x-"a}b"}" "#,
      dialect: .sh,
      output: "[a}b][a}b][a}b][a}b][a}b]"),
    ScriptCase(
      #"unset x; printf '[%s]' "${x-{}}" ${x-{a} }"#,
      dialect: .sh,
      output: "[{}][{a][}]"),
    ScriptCase(
      """
      unset x y; printf '[%s]' "${x-${y-${z-deep}}}" ${x:-${y:-a b}} "${x-$(echo "a }")}" \
      ${x-`echo }`} "${x-$((1+1))}"
      """,
      dialect: .sh,
      output: "[deep][a][b][a }][}][2]"),
    ScriptCase(
      """
      x=a.b.c; echo ${x#*.} ${x##*.} ${x%.*} ${x%%.*} ${x#x} ${x%x} ${x#} ${x%} "${x#"*"}"
      """,
      dialect: .sh,
      output: "b.c c a.b a a.b.c a.b.c a.b.c a.b.c a.b.c\n"),
    ScriptCase(
      #"x='*a*'; echo "${x#"*"}" "${x#\*}" "${x#'*'}" "${x%"*"}" "${x##*}" "${x##"*"}""#,
      dialect: .sh,
      output: "a* a* a* *a  a*\n"),
    ScriptCase(
      #"x=aaa; p='a*'; echo "[${x#$p}][${x##$p}][${x#"$p"}][${x%$p}][${x%%$p}]""#,
      dialect: .sh,
      output: "[aa][][aaa][aa][]\n"),
    ScriptCase(
      #"""
      x=abcabc; echo ${x#[a-b]} ${x#[!x]} ${x##*[bc]} ${x%[[:alpha:]]} ${x%%b*} ${x#?b} \#
      ${x#a\bc}
      """#,
      dialect: .sh,
      output: "bcabc bcabc abcab a cabc abc\n"),
    ScriptCase(
      #"x='a}b'; echo "${x#a\}}" "${x%\}b}" ${x#*'}'} "${x#*"}"}""#,
      dialect: .sh,
      output: "b a b b\n"),
    ScriptCase(
      #"x="a'b"; echo "${x#*\'}" "${x#a'}" "#,
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      #"x='a"b'; echo "${x#*\"}" "${x%'"'b}" ${x#*'"'}"#,
      dialect: .sh,
      output: "b a b\n"),
    ScriptCase(
      #"x='a b'; echo "${x#a }" ${x#a } "${x% b}" "${x%" b"}""#,
      dialect: .sh,
      output: "b b a a\n"),
    ScriptCase(
      #"x='\a'; echo "${x#\\}" ${x#'\'} "${x#"\\"}" "${x#'\'}""#,
      dialect: .sh,
      output: "a a a a\n"),
    ScriptCase(
      #"x=/a/b/c; echo ${x##*/} ${x%/*} ${x#/} ${x%%/*}. ${x#"${x%?}"} ${x%"${x#?}"}"#,
      dialect: .sh,
      output: "c /a/b a/b/c . c /\n"),
    ScriptCase(
      #"HOME=/h; x=/h/y; echo ${x#~} ${x#~/} "${x#~}" "${x#$HOME/}""#,
      dialect: .sh,
      output: "/y y /y y\n"),
    ScriptCase(
      """
      x=abc; set -- x y; echo ${#x} ${#} ${#1} ${#HOME} | sed 's/ [0-9]*$//' ; echo ${#@} \
      ${#*} ${#-} ${#?} ${#$} | wc -w
      """,
      dialect: .sh,
      output: "3 2 1\n5\n"),
    ScriptCase(
      "x=; echo ${#x} ${#nosuch}; x='a b  c'; echo ${#x}",
      dialect: .sh,
      output: "0 0\n6\n"),
    ScriptCase(
      "echo ${#-x} ${#+x} ${#:-y} ${##} ${##x} ${#%x} ${#?} ",
      dialect: .sh,
      output: "0 x 0 1 0 0 1\n"),
    ScriptCase(
      "set -- a b; echo ${#-x} ${#%2} ${##2} ${#:+z}",
      dialect: .sh,
      output: "2 z\n"),
    ScriptCase(
      "LC_ALL=C.UTF-8; x=äöü; echo ${#x}; LC_ALL=C; echo ${#x}",
      dialect: .sh,
      output: "3\n6\n",
      differs: [.dash: "prints `6; 6`"]),
    ScriptCase(
      "LC_ALL=C.UTF-8; x=äöü; echo ${x#?} ${x%?} ${x#[ä]}",
      dialect: .sh,
      output: "öü äö öü\n",
      differs: [.dash: "prints `... ... ...`"]),
    ScriptCase(
      #"x='a  b'; echo $x ${x} "$x"; IFS=; echo $x"#,
      dialect: .sh,
      output: "a b a b a  b\na  b\n"),
    ScriptCase(
      "echo ${} ",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "echo ${a b}",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "echo ${1a}",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      "echo ${a.b}",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      #"""
      x=abcdef; echo ${x#a[b]} ${x%[!a]*} ${x##*[!f]} ${x%%[c-d]*} "${x#[a]}" ${x#"[a]"} \#
      ${x#\a} ${x%f} ${x%"f"}
      """#,
      dialect: .sh,
      output: "cdef abcde f ab bcdef abcdef bcdef abcde abcde\n"),
    ScriptCase(
      #"""
      x='a/b/c'; echo ${x#*/} ${x##*/} ${x%/*} ${x%%/*}; x='a*b*c'; echo "${x#*\*}" \#
      "${x##*'*'}" "${x%"*"*}"
      """#,
      dialect: .sh,
      output: "b/c c a/b a\nb*c c a*b\n"),
    ScriptCase(
      #"""
      x='\\x'; echo "${x#\\}" "${x#'\'}" "${x%x}"; x='$x'; echo "${x#\$}" "${x#'$'}"; \#
      x='`a`'; echo "${x#\`}"
      """#,
      dialect: .sh,
      output: #"\x \x \\\#nx x\#na`\#n"#,
      differs: [.dash: "prints `\\x \\x \\; x x; a'`"]),
    ScriptCase(
      #"""
      x=aXbXc; p=X; echo ${x#*$p} ${x#*"$p"} ${x%$p*} ${x%%${p}*}; p='[X]'; echo ${x#*$p} \#
      ${x#*"$p"}; p='\X'; echo ${x#*$p}
      """#,
      dialect: .sh,
      output: "bXc bXc aXb a\nbXc aXbXc\nbXc\n"),
    ScriptCase(
      #"IFS=/; x=a/b/c; echo ${x#*/} "${x#*/}"; set -- ${x%/*}; echo $#"#,
      dialect: .sh,
      output: "b c b/c\n2\n"),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
