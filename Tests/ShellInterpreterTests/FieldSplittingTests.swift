import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.6.5 Field splitting")
struct FieldSplittingTests {
  static let rows: [ScriptCase] = [
    ScriptCase("x='  a   b  '; printf '[%s]' $x; echo", output: "[a][b]\n"),
    ScriptCase("IFS=:; x=a:b::c:; printf '[%s]' $x; echo", output: "[a][b][][c]\n"),
    ScriptCase(
      "IFS=:; x=:a; printf '[%s]' $x; x=::; printf '<%s>' $x; x=:; printf '{%s}' $x; echo",
      output: "[][a]<><>{}\n"),
    ScriptCase("IFS=' :'; x=' a : b :: c '; printf '[%s]' $x; echo", output: "[a][b][][c]\n"),
    ScriptCase("IFS=': '; x='a: :b'; printf '[%s]' $x; echo", output: "[a][][b]\n"),
    ScriptCase("IFS=; x='a b'; printf '[%s]' $x; echo", output: "[a b]\n"),
    ScriptCase(
      """
      unset IFS; x=' a\tb\nc '; printf '[%s]' $x; echo
      """,
      output: "[a][b][c]\n"),
    ScriptCase(
      #"IFS=ab; x=xaybz; printf '[%s]' $x "$x" xaybz; echo"#,
      output: "[x][y][z][xaybz][xaybz]\n"),
    ScriptCase(#"x='a b'; printf '[%s]' -$x- "$x"-$x; echo"#, output: "[-a][b-][a b-a][b]\n"),
    ScriptCase("x=' a '; printf '[%s]' -$x-; echo", output: "[-][a][-]\n"),
    ScriptCase(#"x='a '; y=' b'; printf '[%s]' $x$y $x"$y" ; echo"#, output: "[a][b][a][ b]\n"),
    ScriptCase(
      #"IFS=:; x=a:b; y=:c; printf '[%s]' $x$y; echo; printf '[%s]' $x"" ""$y; echo"#,
      output: "[a][b][c]\n[a][b][][c]\n"),
    ScriptCase(
      #"IFS=:; printf '[%s]' $(echo a:b) `echo c:d` "$(echo a:b)"; echo"#,
      output: "[a][b][c][d][a:b]\n"),
    ScriptCase(#"x=; printf '[%s]' $x "$x" $x$x "$x"$x; echo done"#, output: "[][]done\n"),
    ScriptCase(#"IFS=x; y=1x2; echo $y; echo "$y"; z=$y; echo "$z""#, output: "1 2\n1x2\n1x2\n"),
    ScriptCase(
      #"IFS=,; set -- a,b c; printf '[%s]' $1 "$1" $*; echo"#,
      output: "[a][b][a,b][a][b][c]\n"),
    ScriptCase(
      #"IFS=$'\n'; x=$'a b\nc d\n\ne'; printf '[%s]' $x; echo"#,
      output: "[a b][c d][e]\n"),
    ScriptCase(#"IFS=$'\t'; x=$'a\t\tb\t'; printf '[%s]' $x; echo"#, output: "[a][b]\n"),
    ScriptCase(#"IFS=$' \t\n,'; x='a , b,,c'; printf '[%s]' $x; echo"#, output: "[a][b][][c]\n"),
    ScriptCase(#"IFS=\\; x='a\b'; printf '[%s]' $x; echo"#, output: "[a][b]\n"),
    ScriptCase("IFS='*'; x='a*b'; printf '[%s]' $x; echo", output: "[a][b]\n"),
    ScriptCase(
      #"IFS=:; x=a:b; for i in $x; do echo "<$i>"; done; echo ${x%:*} "${x/:/ }""#,
      output: "<a>\n<b>\na a b\n"),
    ScriptCase(
      """
      IFS=-; x=1-2; echo $((1-2)) $x; a=($x); echo ${#a[@]}
      case $x in 1-2) echo whole;; esac
      """,
      output: " 1 1 2\n2\nwhole\n"),
    ScriptCase("IFS=:; x='~:~'; printf '[%s]' $x; echo", output: "[~][~]\n"),
    ScriptCase(
      #"IFS=' '; x=$'a\nb c'; printf '[%s]' $x | od -An -c"#,
      output: "   [   a  \\n   b   ]   [   c   ]\n"),
    ScriptCase(
      #"IFS=: read a b c <<< "1:2:3:4"; echo "$a|$b|$c"; echo "${IFS@Q}""#,
      output: "1|2|3:4\n$' \\t\\n'\n"),
    ScriptCase(
      #"f() { local IFS=,; echo "$*"; }; f a b c; set -- x y; echo "$*""#,
      output: "a,b,c\nx y\n"),
    ScriptCase(
      "IFS=ééé; x=aéb; printf '[%s]' $x | od -An -c",
      output: "   [   a   ]   [   ]   [   b   ]\n"),
    ScriptCase(
      #"x='a  b'; y=($x); echo ${y[1]}; IFS=; y=($x); echo "${y[0]}""#,
      output: "b\na  b\n"),
    ScriptCase(
      #"set -- 'a b' ''; printf '[%s]' $@ "$@"; IFS=; printf '<%s>' $@; echo"#,
      output: "[a][b][a b][]<a b>\n"),
    ScriptCase(
      #"IFS=:; x='a:b'; printf '[%s]' ${y:-$x} ${y:-a:b} "${y:-$x}" ${y-"a:b"}; echo"#,
      output: "[a][b][a][b][a:b][a:b]\n"),
    ScriptCase(
      #"IFS=:; x=a::b:; for i in $x; do echo "[$i]"; done"#,
      dialect: .sh,
      output: "[a]\n[]\n[b]\n"),
    ScriptCase(
      #"x=' a  b '; set -- $x; echo $# "$1" "$2"; IFS=; set -- $x; echo $#"#,
      dialect: .sh,
      output: "2 a b\n1\n"),
    ScriptCase(
      #"IFS=' :'; x=' a : b '; for i in $x; do echo "[$i]"; done"#,
      dialect: .sh,
      output: "[a]\n[b]\n"),
  ]

  @Test(arguments: rows)
  func runs(_ row: ScriptCase) throws { try row.check() }
}
