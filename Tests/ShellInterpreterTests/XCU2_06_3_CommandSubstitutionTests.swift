import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.6.3 Command substitution")
struct CommandSubstitutionTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      #"""
      echo $(echo a; echo b) "$(echo a; echo b)" "$(printf 'a\n\n\n')"x "$(printf '\n\na')" \#
      "$(:)"
      """#,
      dialect: .sh,
      output: "a b a\nb ax \n\na \n"),
    ScriptCase(
      #"echo "$(echo "$(echo "a  b")")" $(echo $(echo $(echo x)))"#,
      dialect: .sh,
      output: "a  b x\n"),
    ScriptCase(
      #"""
      echo `echo \`echo a\`` `echo "\`echo b\`"` "`echo \"\`echo c\`\"`" `echo \\\`echo d\\\``
      """#,
      dialect: .sh,
      output: "a b c `echo d`\n"),
    ScriptCase(
      #"""
      echo `echo '$'` `echo \$` `echo \\$` "`echo \\$`" `echo '\$'` `echo '\\'` `echo "\\\\"`
      """#,
      dialect: .sh,
      output: #"$ $ $ $ $ \ \\#n"#),
    ScriptCase(
      #"x=v; echo `echo $x \$x \\$x '$x' '\$x'` "`echo $x \$x \\$x '$x' '\$x'`""#,
      dialect: .sh,
      output: "v v $x $x $x v v $x $x $x\n"),
    ScriptCase(
      "echo `echo a # comment`",
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      #"echo "`echo 'a  b'`" "`echo a\"b\"c`" "`echo \"a\\\"b\"`""#,
      dialect: .sh,
      output: #"a  b abc a"b\#n"#),
    ScriptCase(
      #"""
      x=$(echo 'a  b'); echo "$x"; y=`echo 'a  b'`; echo "$y"; z=$(printf 'a\nb\n\n'); echo "$z"
      """#,
      dialect: .sh,
      output: """
        a  b
        a  b
        a
        b

        """),
    ScriptCase(
      "echo $(exit 3) $?; x=$(exit 4); echo $?",
      dialect: .sh,
      output: "3\n4\n",
      differs: [.dash: "prints `0; 4`"]),
    ScriptCase(
      "x=$(echo a; exit 5) || echo $? $x",
      dialect: .sh,
      output: "5 a\n"),
    ScriptCase(
      "echo $( (echo sub) ) $( { echo brace; } ) $(( 1+2 )) $((echo arith) | cat)",
      dialect: .sh,
      output: "sub brace 3 arith\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      "echo $((echo a); echo b)",
      dialect: .sh,
      output: "a b\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      """
      echo $(for i in 1 2; do echo $i; done) $(case a in a) echo A;; (b) echo B;; esac) \
      $(if true; then echo T; fi)
      """,
      dialect: .sh,
      output: "1 2 A T\n"),
    ScriptCase(
      #"f() { echo "($1)"; }; echo $(f "a b") "$(f 'a "b"')""#,
      dialect: .sh,
      output: #"(a b) (a "b")\#n"#),
    ScriptCase(
      "x=1; echo $(x=2; echo $x) $x; cd /; echo $(cd /usr; pwd) $(pwd)",
      dialect: .sh,
      output: "2 1\n/usr /\n"),
    ScriptCase(
      """
      echo $(echo a
      echo b)
      """,
      dialect: .sh,
      output: "a b\n"),
    ScriptCase(
      """
      echo $(
      echo a

      )
      """,
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      """
      echo "$(cat <<EOF
      a  $HOME-
      EOF
      )" | sed "s,$HOME,H,"
      """,
      dialect: .sh,
      output: "a  H-\n"),
    ScriptCase(
      """
      echo $(cat <<EOF
      x
      EOF
      ) y
      """,
      dialect: .sh,
      output: "x y\n"),
    ScriptCase(
      #"echo $(<f) 2>/dev/null; echo foo >f; echo "$(cat f)""#,
      dialect: .sh,
      output: "\nfoo\n",
      error: nil),
    ScriptCase(
      #"echo "$(printf 'a\0b')" 2>/dev/null | od -c"#,
      dialect: .sh,
      output: #"0000000   a   b  \n\#n0000003\#n"#),
    ScriptCase(
      #"echo "$(echo "\"")" "$(echo '"')" "$(echo \")" "$(echo "'")""#,
      dialect: .sh,
      output: #"" " " '\#n"#),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
