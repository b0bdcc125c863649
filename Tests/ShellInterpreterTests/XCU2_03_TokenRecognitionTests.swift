import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.3 Token recognition")
struct TokenRecognitionTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      "echo '",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      #"echo "abc"#,
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "echo `abc",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "echo $(abc",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "echo ${abc",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "echo $((1+",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "echo a#b #c",
      dialect: .sh,
      output: "a#b\n"),
    ScriptCase(
      """
      echo a;#b
      echo c#
      """,
      dialect: .sh,
      output: "a\nc#\n"),
    ScriptCase(
      ##"echo \#a '#'b "#"c $#"##,
      dialect: .sh,
      output: "#a #b #c 0\n"),
    ScriptCase(
      #"echo a\ #b"#,
      dialect: .sh,
      output: "a #b\n"),
    ScriptCase(
      #"set -- a b; echo "$#" $#a"#,
      dialect: .sh,
      output: "2 2a\n"),
    ScriptCase(
      "echo a>f#b; cat f#b",
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      #"""
      # comment \
      echo y
      """#,
      dialect: .sh,
      output: "y\n"),
    ScriptCase(
      #"echo "$"  $ "a$" a$ "$ a" "$.""#,
      dialect: .sh,
      output: "$ $ a$ a$ $ a $.\n"),
    ScriptCase(
      #"echo $% "$%" $/"#,
      dialect: .sh,
      output: "$% $% $/\n"),
    ScriptCase(
      #"echo "a`echo "b`" "#,
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      #"""
      echo $(echo ')' ) $(echo ")") $(echo \) ) $(case x in x) echo z;; esac) $(case x in \#
      (x) echo z;; esac)
      """#,
      dialect: .sh,
      output: ") ) ) z z\n"),
    ScriptCase(
      """
      echo $( # comment )
      echo a)
      """,
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      """
      echo $(cat <<E
      a)b
      E
      )
      """,
      dialect: .sh,
      output: "a)b\n"),
    ScriptCase(
      """
      echo "$(cat <<"E"
      a)b'"
      E
      )"
      """,
      dialect: .sh,
      output: #"a)b'"\#n"#),
    ScriptCase(
      "echo a&&echo b||echo c;echo d|cat",
      dialect: .sh,
      output: "a\nb\nd\n"),
    ScriptCase(
      "echo a;echo b&wait",
      dialect: .sh,
      output: "a\nb\n"),
    ScriptCase(
      "(echo a);(echo b)|cat",
      dialect: .sh,
      output: "a\nb\n"),
    ScriptCase(
      #"""
      echo 2>f 3; cat f; echo 2 >f; cat f; echo a2>f; cat f; echo "2">f; cat f; echo \2>f; cat f
      """#,
      dialect: .sh,
      output: """
        3
        2
        a2
        2
        2

        """),
    ScriptCase(
      "echo a>f;cat<f;cat<f>g;cat g",
      dialect: .sh,
      output: "a\na\n"),
    ScriptCase(
      "echo a>>f>>g; cat f g",
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      "echo a>|f; cat f",
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      "exec 3<>f; echo hi>&3; cat f",
      dialect: .sh,
      output: "hi\n"),
    ScriptCase(
      "if true;then echo a;fi;while false;do :;done;{ echo b;}",
      dialect: .sh,
      output: "a\nb\n"),
    ScriptCase(
      """
      echo a
      #
      echo b


      echo c
      """,
      dialect: .sh,
      output: "a\nb\nc\n"),
    ScriptCase(
      """
      echo a |

      cat
      """,
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      """
      echo a &&

      echo b
      """,
      dialect: .sh,
      output: "a\nb\n"),
    ScriptCase(
      """
      true && # comment
      echo b
      """,
      dialect: .sh,
      output: "b\n"),
    ScriptCase(
      """
      echo a | # comment
      # another
      cat
      """,
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      """
      false ||

      # x

      echo b
      """,
      dialect: .sh,
      output: "b\n"),
    ScriptCase(
      ";",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "echo a;;",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "&",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "|cat",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "echo a||",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "echo a&&",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "echo a <; echo b",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "echo a > ; echo b",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "echo a >&; echo b",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "echo a | | cat",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "echo a & & echo b",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "echo a ; ; echo b",
      dialect: .sh,
      error: nil,
      status: 2),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
