import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.2 Quoting")
struct QuotingTests {
  static let rows: [ScriptCase] = [
    ScriptCase(#"echo 'a b' "c d" e\ f"#, output: "a b c d e f\n"),
    ScriptCase("echo a\\\nb", output: "ab\n"),
    ScriptCase("echo \"a\\\nb\"", output: "ab\n"),
    ScriptCase("echo 'a\\\nb'", output: "a\\\nb\n"),
    ScriptCase(#"printf '[%s]\n' "" '' ""''"#, output: "[]\n[]\n[]\n"),
    ScriptCase(#"printf '[%s]\n' a"b c"d'e f'g\ h"#, output: "[ab cde fg h]\n"),
    ScriptCase(#"echo "\$HOME \`x\` \\ \" \a \'""#, output: "$HOME `x` \\ \" \\a \\'\n"),
    ScriptCase(#"echo '"' "'""#, output: "\" '\n"),
    ScriptCase("printf '[%s]' \"a\nb\"; echo", output: "[a\nb]\n"),
    ScriptCase(
      #"echo $'a\tb\n\x41\101' | od -c | head -3"#,
      output: #"""
        0000000   a  \t   b  \n   A   A  \n
        0000007

        """#),
    ScriptCase(
      #"printf '%s\n' $'it\'s' $'\e[0m' $'\cA' | od -An -c"#,
      output: "   i   t   '   s  \\n 033   [   0   m  \\n 001  \\n\n"),
    ScriptCase(#"printf '[%s]\n' $'a\0b' $'\q'"#, output: "[a]\n[\\q]\n"),
    ScriptCase(#"echo $"hello""#, output: "hello\n"),
    ScriptCase(#"echo \a\b\c "\a""#, output: "abc \\a\n"),
    ScriptCase(#"x='a   b'; echo "$x" $x"#, output: "a   b a b\n"),
    ScriptCase(#"echo "a'b'c" 'a"b"c'"#, output: "a'b'c a\"b\"c\n"),
    ScriptCase("echo \\#no #comment", output: "#no\n"),
    ScriptCase("echo a#b '#c' \"#d\" # e", output: "a#b #c #d\n"),
    ScriptCase(
      #"echo "$(echo "nested \"quotes\" $(echo "deep 'x'")")""#,
      output: "nested \"quotes\" deep 'x'\n"),
    ScriptCase(#"echo "`echo "a b"` `echo \"c\"` `echo \\$HOME`""#, output: "a b c $HOME\n"),
    ScriptCase(
      #"echo "${x:-"a b"}" "${x:-'a b'}" ${x:-'a b'} ${x:-"a  b"}"#,
      output: "a b 'a b' a b a  b\n"),
    ScriptCase(#"x='*'; echo "$x" '*' \*"#, output: "* * *\n"),
    ScriptCase(
      #"set -- "a b" c; echo "x$@y" | cat; printf '[%s]' "x$@y"; echo"#,
      output: "xa b cy\n[xa b][cy]\n"),
    ScriptCase(#"printf '[%s]' "$@"; echo"#, output: "[]\n"),
    ScriptCase(#"printf '[%s]' "" $undefined "$undefined"; echo"#, output: "[][]\n"),
    ScriptCase(#"echo "$" "$ " '$' a$ "a$""#, output: "$ $  $ a$ a$\n"),
    ScriptCase(#"echo "a$%b" "$-x" | sed 's/[a-zA-Z]*x/x/'"#, output: "a$%b x\n"),
    ScriptCase(#"echo `echo \`echo nested\``"#, output: "nested\n"),
    ScriptCase(#"echo "!" "a!b""#, output: "! a!b\n"),
    ScriptCase(#"echo ~ "~" '~' \~ a~ | sed "s|$HOME|H|""#, output: "H ~ ~ ~ a~\n"),
    ScriptCase(
      """
      case 'a*' in "a*") echo literal;; esac; case abc in "a*") echo no;;
      a*) echo glob;; esac
      """,
      output: "literal\nglob\n"),
    ScriptCase(#"x="a'b"; echo "$x" '$x'"#, output: "a'b $x\n"),
    ScriptCase(#"eval 'echo "a  b"' c"#, output: "a  b c\n"),
    ScriptCase(
      #"printf '<%s>' a"$(printf 'b c')"d e$(printf 'f g')h; echo"#,
      output: "<ab cd><ef><gh>\n"),
    ScriptCase(#"echo "${x-a"b"c}" "${x-a\}b}" ${x-a\}b}"#, output: "abc a}b a}b\n"),
    ScriptCase(#"echo "a\\b" 'a\\b' a\\b"#, output: "a\\b a\\\\b a\\b\n"),
    ScriptCase(#"printf '%s\n' "\\" '\\' \\"#, output: "\\\n\\\\\n\\\n"),
    ScriptCase("cat <<'E'\n$x `y` \\a\nE", output: "$x `y` \\a\n"),
    ScriptCase(#"'echo' "quoted command" ; \echo x; "ec"ho y"#, output: "quoted command\nx\ny\n"),
    ScriptCase(
      #"echo "a\tb" | od -c | head -1; echo 'x\\y'"#,
      dialect: .sh,
      output: #"""
        0000000   a   \   t   b  \n
        x\\y

        """#,
      differs: [.dash: "dash expands escapes in echo, as XSI asks"]),
    ScriptCase(#"echo "${u:-a b}" '${u}' "\${u}""#, dialect: .sh, output: "a b ${u} ${u}\n"),
    ScriptCase(#"x=1; echo "a${x}b$x'c'""#, dialect: .sh, output: "a1b1'c'\n"),
  ]

  @Test(arguments: rows)
  func runs(_ row: ScriptCase) throws { try row.check() }
}
