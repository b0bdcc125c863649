import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.2.1 to 2.2.4 Quoting, rule by rule")
struct QuotingRulesTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      ##"printf '%s\n' \a\b\'\"\\\ \$x\`\|\&\;\<\>\(\)\*\?\[\#\~\=\%"##,
      dialect: .sh,
      output: #"ab'"\ $x`|&;<>()*?[#~=%\#n"#),
    ScriptCase(
      #"""
      printf '%s\n' a\
      b 'c\
      d' "e\
      f"
      """#,
      dialect: .sh,
      output: #"""
        ab
        c\
        d
        ef

        """#),
    ScriptCase(
      #"echo a\"#,
      dialect: .sh,
      output: #"a\\#n"#),
    ScriptCase(
      #"""
      ec\
      ho a &\
      & echo b |\
      | echo c
      """#,
      dialect: .sh,
      output: "a\nb\n"),
    ScriptCase(
      #"""
      i\
      f true; th\
      en echo y; f\
      i
      """#,
      dialect: .sh,
      output: "y\n"),
    ScriptCase(
      #"""
      x=abc; echo $\
      x ${\
      x} $\
      {x} "$\
      x" ${x\
      } ${x#\
      a} ${x:\
      -b} ${#\
      x}
      """#,
      dialect: .sh,
      output: "abc abc abc abc abc bc abc 3\n"),
    ScriptCase(
      #"""
      echo $\
      (echo a) $(\
      (1+1)\
      ) $((1+\
      1))
      """#,
      dialect: .sh,
      output: "a 2 2\n"),
    ScriptCase(
      #"""
      cat <\
      <E\
      OF
      a\
      b
      EOF
      """#,
      dialect: .sh,
      output: "ab\n"),
    ScriptCase(
      #"""
      printf '%s\n' '\$`"' 'a
      b' '' 'a'\''b'
      """#,
      dialect: .sh,
      output: #"""
        \$`"
        a
        b

        a'b

        """#),
    ScriptCase(
      #"printf '%s\n' "\$ \` \" \\ \a \' \! \* \~ \}""#,
      dialect: .sh,
      output: #"$ ` " \ \a \' \! \* \~ \}\#n"#),
    ScriptCase(
      """
      x='a b'; printf '[%s]' "$x" "`echo a  b`" "$(echo c  d)" "$((1 + 2))" "${x}" "${x#a}" \
      "${x-"q  r"}"
      """,
      dialect: .sh,
      output: "[a b][a b][c d][3][a b][ b][a b]"),
    ScriptCase(
      #"""
      x=a; printf '[%s]' "${x+"$x"}" "${x:-'a'}" "${y:-'a'}" "${y-\}}" "${y-\"}" "${y-\a}" \#
      ${y-'}'} ${y-"}"} ${y-\}}
      """#,
      dialect: .sh,
      output: #"[a][a]['a'][}]["][\a][}][}][}]"#),
    ScriptCase(
      #"printf '[%s]' "a"'b'\c"$(echo "d")"`echo "e"`"#,
      dialect: .sh,
      output: "[abcde]"),
    ScriptCase(
      #"""
      printf '[%s]' "`echo \"a  b\"`" "`echo \\\\`" `echo \\\\` "`echo '\\$HOME'`" "`echo \#
      \$HOME | sed s/.*/x/`"
      """#,
      dialect: .sh,
      output: #"[a  b][\][\][\$HOME][x]"#),
    ScriptCase(
      #"printf '%s\n' $'a\tb\nc' $'\'' $'\"' $'\\' $'\x41' $'\101' $'\cA' | od -c"#,
      dialect: .sh,
      output: #"""
        0000000   a  \t   b  \n   c  \n   '  \n   "  \n   \  \n   A  \n   A  \n
        0000020 001  \n
        0000022

        """#,
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      #"printf '%s' $'\a\b\e\f\n\r\t\v' | od -c"#,
      dialect: .sh,
      output: #"0000000  \a  \b 033  \f  \n  \r  \t  \v\#n0000010\#n"#,
      differs: [.dash: "prints `0000000   $   \\   a   \\   b   \\   e   \\   f  ...`"]),
    ScriptCase(
      #"printf '[%s]' "$'a'" $'a'b'c' x$'y'z"#,
      dialect: .sh,
      output: "[$'a'][abc][xyz]",
      differs: [.dash: "prints `[$'a'][$abc][x$yz]`"]),
    ScriptCase(
      #"printf '%s' $'\1\12\123\1234' $'\x4' $'\x4g' | od -c"#,
      dialect: .sh,
      output: #"0000000 001  \n   S   S   4 004 004   g\#n0000010\#n"#,
      differs: [.dash: "prints `0000000   $   \\   1   \\   1   2   \\   1   2  ...`"]),
    ScriptCase(
      "x=$'a b'; printf '[%s]' $x",
      dialect: .sh,
      output: "[a][b]",
      differs: [.dash: "prints `[$a][b]`"]),
    ScriptCase(
      #"printf '%s' $'\c[\c?\c\\\c@' | od -c"#,
      dialect: .sh,
      output: "0000000 033 177 034\n0000003\n",
      differs: [.dash: "prints `0000000   $   \\   c   [   \\   c   ?   \\   c  ...`"]),
    ScriptCase(
      """
      cat <<EOF
      $'a'
      EOF
      """,
      dialect: .sh,
      output: "$'a'\n"),
    ScriptCase(
      "case 'a*' in $'a*') echo y;; esac; case ab in $'a*') echo n;; *) echo y; esac",
      dialect: .sh,
      output: "y\ny\n",
      differs: [.dash: "prints `y`"]),
    ScriptCase(
      #"echo "a'b"c'"d'"#,
      dialect: .sh,
      output: #"a'bc"d\#n"#),
    ScriptCase(
      #"""
      echo "\
      "
      """#,
      dialect: .sh,
      output: "\n"),
    ScriptCase(
      #"""
      echo '\
      '
      """#,
      dialect: .sh,
      output: #"\\#n\#n"#),
    ScriptCase(
      #"echo "x${HOME+"}"}y""#,
      dialect: .sh,
      output: "x}y\n"),
    ScriptCase(
      #"""
      printf '%s\n' "a\
      b"
      """#,
      dialect: .sh,
      output: "ab\n"),
    ScriptCase(
      #"printf '%s\n' 'a"b' "a'b" a\"b"#,
      dialect: .sh,
      output: #"a"b\#na'b\#na"b\#n"#),
    ScriptCase(
      #"""
      foo='x\'
      printf '%s\n' "$foo"
      """#,
      dialect: .sh,
      output: #"x\\#n"#),
    ScriptCase(
      #"printf '%s\n' "$(echo "a\"b")" "$(echo 'a"b')" "$(echo a\)b)""#,
      dialect: .sh,
      output: #"a"b\#na"b\#na)b\#n"#),
    ScriptCase(
      #"echo $(echo \')"#,
      dialect: .sh,
      output: "'\n"),
    ScriptCase(
      #"""
      cat <<$'E\tF'
      hello $x
      E	F
      """#,
      dialect: .sh,
      output: "hello $x\n",
      differs: [.dash: "prints `hello $x; E.F`"]),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
