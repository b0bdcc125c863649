import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.6.5 Field splitting, 2.6.7 quote removal")
struct FieldSplittingRulesTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      """
      x=' a  b '; printf '[%s]' $x; echo; printf '[%s]' x$x"y"; echo; printf '[%s]' $x$x
      """,
      dialect: .sh,
      output: "[a][b]\n[x][a][b][y]\n[a][b][a][b]"),
    ScriptCase(
      """
      IFS=:; x=a:b::c:; printf '[%s]' $x; echo; x=:a; printf '[%s]' $x; x=:; printf '[%s]' \
      $x; x=::; printf '[%s]' $x
      """,
      dialect: .sh,
      output: "[a][b][][c]\n[][a][][][]"),
    ScriptCase(
      "IFS=' :'; x=' a : b ::c : '; printf '[%s]' $x",
      dialect: .sh,
      output: "[a][b][][c]"),
    ScriptCase(
      """
      IFS=' :'; x='a b:c  d: e :f'; printf '[%s]' $x; echo; x=' : a'; printf '[%s]' $x; \
      echo; x='a: :b'; printf '[%s]' $x
      """,
      dialect: .sh,
      output: "[a][b][c][d][e][f]\n[][a]\n[a][][b]"),
    ScriptCase(
      "IFS=; x=' a  b '; printf '[%s]' $x; y=; printf '[%s]' $y; printf '<%s>' $x$y",
      dialect: .sh,
      output: "[ a  b ][]< a  b >"),
    ScriptCase(
      """
      unset IFS; x=' a	b
      c'; printf '[%s]' $x
      """,
      dialect: .sh,
      output: "[a][b][c]"),
    ScriptCase(
      """
      IFS=x; v=axbxxc; printf '[%s]' $v; printf '[%s]' "$v"; printf '[%s]' axb; printf \
      '[%s]' ax$v
      """,
      dialect: .sh,
      output: "[a][b][][c][axbxxc][axb][axa][b][][c]"),
    ScriptCase(
      """
      IFS=:; v=a:b; w=c:d; printf '[%s]' $v$w; echo; printf '[%s]' $v:$w; echo; printf \
      '[%s]' $v"$w"; echo; printf '[%s]' "$v"$w
      """,
      dialect: .sh,
      output: "[a][bc][d]\n[a][b:c][d]\n[a][bc:d]\n[a:bc][d]"),
    ScriptCase(
      """
      IFS=:; v=a: w=b; printf '[%s]' $v$w; echo; v=a w=:b; printf '[%s]' $v$w; v=a: w=:b; \
      printf '[%s]' $v$w; v=: ; printf '[%s]' a$v a"$v" $v$v a$v'' ''$v
      """,
      dialect: .sh,
      output: "[a][b]\n[a][b][a][][b][a][a:][][][a][][]"),
    ScriptCase(
      #"IFS=' '; v='a ' w=' b'; printf '[%s]' $v$w; v=' '; printf '[%s]' a$v"b" $v a$v"#,
      dialect: .sh,
      output: "[a][b][a][b][a]"),
    ScriptCase(
      #"v=; printf '[%s]' $v x$v $v$v "$v" $v"" ''$v"#,
      dialect: .sh,
      output: "[x][][][]"),
    ScriptCase(
      #"IFS=' '; v=' '; printf '[%s]' $v"" ""$v $v""$v a""$v"#,
      dialect: .sh,
      output: "[][][][a]"),
    ScriptCase(
      #"IFS=:; v=:; printf '[%s]' $v"" ""$v $v""$v"#,
      dialect: .sh,
      output: "[][][][][]"),
    ScriptCase(
      #"""
      IFS='\'; v='a\b'; printf '[%s]' $v; IFS='*'; v='a*b'; printf '[%s]' $v; IFS='"'; \#
      v='a"b'; printf '[%s]' $v
      """#,
      dialect: .sh,
      output: "[a][b][a][b][a][b]"),
    ScriptCase(
      "IFS=12; printf '[%s]' $((3142)) $(echo 112); ",
      dialect: .sh,
      output: "[3][4][][][]"),
    ScriptCase(
      #"IFS=a; printf '[%s]' `echo bab` "$(echo bab)""#,
      dialect: .sh,
      output: "[b][b][bab]"),
    ScriptCase(
      """
      set 'a b' 'c d'; printf '[%s]' $*; echo; printf '[%s]' $@; IFS=; echo; printf '[%s]' $*$@
      """,
      dialect: .sh,
      output: "[a][b][c][d]\n[a][b][c][d]\n[a b][c da b][c d]"),
    ScriptCase(
      """
      IFS=:; set a:b c; printf '[%s]' $*; echo; printf '[%s]' x$*y; echo; printf '[%s]' \
      "$*" "x$*y"
      """,
      dialect: .sh,
      output: "[a][b][c]\n[xa][b][cy]\n[a:b:c][xa:b:cy]"),
    ScriptCase(
      """
      IFS=,; set a b; x=$*; printf '[%s]' "$x"; case $* in a,b) echo m;; esac; case "$*" in \
      a,b) echo m;; esac; case $@ in 'a b') echo s;; 'a,b') echo t;; esac
      """,
      dialect: .sh,
      output: "[a,b]m\nm\ns\n",
      differs: [.dash: "prints `[a,b]m; m; t`"]),
    ScriptCase(
      """
      IFS=,; set a b; cat <<E
      $* $@ "$*" "$@"
      E
      """,
      dialect: .sh,
      output: #"a,b a b "a,b" "a b"\#n"#,
      differs: [.dash: "prints `a,b a,b 'a,b' 'a,b'`"]),
    ScriptCase(
      "IFS=-; set a b; echo >$* x 2>/dev/null; ls",
      dialect: .sh,
      output: "a-b\n"),
    ScriptCase(
      """
      IFS=: ; x=a:b; for i in $x; do echo "<$i>"; done; case $x in a:b) echo y;; esac; \
      y=$x; echo "$y"; echo ${z-$x} ${z-a:b} "${z-a:b}"
      """,
      dialect: .sh,
      output: """
        <a>
        <b>
        y
        a:b
        a b a b a:b

        """),
    ScriptCase(
      #"IFS=:; printf '[%s]' ${u-a:b} ${u-"a:b"}:c ${u-a:"b:c"} a:b"#,
      dialect: .sh,
      output: "[a][b][a:b:c][a][b:c][a:b]"),
    ScriptCase(
      "IFS=' :'; printf '[%s]' ${u-a : b c:d}",
      dialect: .sh,
      output: "[a][b][c][d]"),
    ScriptCase(
      """
      IFS=ab; read x y z <<E
      1a2b3a4
      E
      echo "$x,$y,$z"
      """,
      dialect: .sh,
      output: "1,2,3a4\n"),
    ScriptCase(
      #"printf '%s\n' ''a'' "" 'a'"b"\c | od -c | head"#,
      dialect: .sh,
      output: #"0000000   a  \n  \n   a   b   c  \n\#n0000007\#n"#),
    ScriptCase(
      #"""
      x='"a"'; echo $x; x="'a b'"; printf '[%s]' $x; x='a\b'; echo "$x"; printf '%s\n' $x
      """#,
      dialect: .sh,
      output: #""a"\#n['a][b']a\b\#na\b\#n"#,
      differs: [.dash: "prints `'a'; ['a][b']a.; a\\b`"]),
    ScriptCase(
      #"""
      set -- ""; echo $#; set -- $u; echo $#; set -- "$u"; echo $#; set -- ''$u; echo $#; \#
      set -- $u""; echo $#; set -- \
      ; echo $#
      """#,
      dialect: .sh,
      output: """
        1
        0
        1
        1
        1
        0

        """),
    ScriptCase(
      #"touch ab; echo "a"* a"*" a'b' [a]b "[a]"b"#,
      dialect: .sh,
      output: "ab a* ab ab [a]b\n"),
    ScriptCase(
      #"printf '[%s]' "$@" "" ''"#,
      dialect: .sh,
      output: "[][]"),
    ScriptCase(
      #"set -- ; printf '[%s]' a"$@"b "$@"; echo; printf '[%s]' "$@"'' ; echo $#"#,
      dialect: .sh,
      output: "[ab]\n[]0\n"),
    ScriptCase(
      #"y='\'; printf '%s\n' $y "$y" ${y}a"#,
      dialect: .sh,
      output: #"\\#n\\#n\a\#n"#),
    ScriptCase(
      #"printf '[%s]' \"#,
      dialect: .sh,
      output: #"[\]"#),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
