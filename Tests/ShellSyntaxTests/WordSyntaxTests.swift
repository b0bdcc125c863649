import ShellSyntax
import Testing

@Suite("XCU 2.2, 2.6 Words")
struct WordSyntaxTests {
  static let rows: [SyntaxCase] = [
    .both("echo $( (a); b)"),
    .both("echo $(a)"),
    .unfinished("echo $(a"),
    .both("echo $(a; b)"),
    .both("echo $(a | b)"),
    .both("echo $( )"),
    .both("echo $(a &)"),
    .wrong("echo $(;)"),
    .wrong("echo $(a;;)"),
    .both("echo $(if a; then b; fi)"),
    .wrong("echo $(if)"),
    .both("echo $(case x in a) b;; esac)"),
    .both("echo $(case x in (a) b;; esac)"),
    .unfinished("echo $(a # c)"),
    .both("echo $(echo $(echo $(echo a)))"),
    .both(#"echo "$(a "b" 'c')""#),
    .both("echo `a`"),
    .unfinished("echo `a"),
    .both(#"echo `a \`b\` c`"#),
    .both(#"echo "`a`""#),
    .both(#"echo "`a \"b\"`""#),
    .bash("echo `if`", differs: [.bash: "it parses backquotes only when they run"]),
    .both("echo ``"),
    .both("echo ${a}"),
    .unfinished("echo ${a"),
    .unfinished(#"echo "${a""#),
    .both("echo ${a-b}"),
    .both("echo ${a:-b c}"),
    .both(#"echo ${a:="b"}"#),
    .both("echo ${a:?}"),
    .both("echo ${a:+${b}}"),
    .both("echo ${#a}"),
    .both("echo ${#}"),
    .both("echo ${##}"),
    .both("echo ${#@}"),
    .both("echo ${#-}"),
    .both("echo ${a#b}"),
    .both("echo ${a##*/}"),
    .both("echo ${a%b}"),
    .both("echo ${a%%.*}"),
    .both(#"echo ${a#"}"}"#),
    .both("echo ${a#'}'}"),
    .both(#"echo ${a#\}}"#),
    .both(#"echo "${a-"b}"}""#),
    .both(#"echo "${a#'}'}""#),
    .both("echo ${a/b/c}"),
    .both("echo ${a//b/c}"),
    .both("echo ${a/#b/c}"),
    .both("echo ${a/%b/c}"),
    .both("echo ${a/b}"),
    .both("echo ${a:1}"),
    .both("echo ${a:1:2}"),
    .both("echo ${a: -1}"),
    .both("echo ${a:(-1):1}"),
    .both("echo ${a^}"),
    .both("echo ${a^^}"),
    .both("echo ${a,}"),
    .both("echo ${a,,[A-Z]}"),
    .both("echo ${a@Q}"),
    .both("echo ${!a}"),
    .both("echo ${!a*}"),
    .both("echo ${!a@}"),
    .both("echo ${!a[@]}"),
    .both("echo ${a[1]}"),
    .both("echo ${a[@]}"),
    .both("echo ${#a[@]}"),
    .both("echo ${a[$i+1]}"),
    .both(#"echo ${a["k e"]}"#),
    .both("echo ${a[@]:1:2}"),
    .both("echo ${@:2}"),
    .both("echo ${10}"),
    .both("echo ${1#-}"),
    .both("echo ${a!b}"),
    .both("echo ${}"),
    .both("echo ${-}"),
    .both("echo ${a:-{}}"),
    .both("echo ${a:-'b}c'}"),
    .both(#"echo ${a:-"b}c"}"#),
    .both("echo ${a:-$(b)}"),
    .both("echo ${a:-`b`}"),
    .both("echo ${ a}"),
    .dashUnfinished(#"echo "${a:-'b}""#, differs: [.bash: "it wants the apostrophe closed"]),
    .unfinished("echo ${a:-'b}"),
    .unfinished(#"echo ${a:-"b}"#),
    .unfinished("echo 'a"),
    .unfinished(#"echo "a"#),
    .both(#"echo a\"#),
    .both(#"echo $\"#),
    .bash(#"echo $'a\'b'"#, differs: [.posix: "POSIX.1-2024 has these quotes"]),
    .unfinished("echo $'a"),
    .both(#"echo $"a""#),
    .both(#"echo $'a\nb\x41\u00e9'"#),
    .both(#"echo \"#),
    .both(#"echo a \; b \& c"#),
    .both(#"echo "\"" '\' \' \""#),
    .both("echo a#b"),
    .both("echo a #b"),
    .both(#"echo "a#b" # c"#),
    .both("echo 'it''s'"),
    .both(#"echo "a"'b'c"#),
    .both("echo ~ ~a a~"),
    .both("echo {a,b} {1..3}"),
    .both("echo a{ }b"),
    .both("echo }"),
    .both("echo { a"),
    .both("echo if then else"),
    .both("echo !"),
    .both("echo ="),
    .both("echo a=b"),
    .wrong("echo a=(b)"),
    .wrong("echo a(b)"),
    .wrong("echo (b)"),
    .wrong("echo a ( b"),
    .both("echo $(a)b"),
    .wrong("echo b a=(1)"),
    .bash("echo @(a|b)"),
    .bash("echo a@(b)c"),
    .bash("echo *(a) +(b) ?(c) !(d)"),
    .bash("echo @(a|*(b))"),
    .unfinished("echo @(a"),
    .bash("echo @(a b)"),
    .bash(#"echo @("a b"|$c)"#),
    .both("echo a >b | c"),
    .both("echo $$ $? $! $# $* $@ $- $0 $1"),
    .both(#"echo "$@" "$*" "$#""#),
    .both("echo $a$b${c}d"),
    .both("echo $1a ${1}a $10"),
    .both("echo $"),
    .both("echo $ a"),
    .both(#"echo "$""#),
    .both(#"echo "a$""#),
    .both("echo $% $/"),
    .both("echo a$"),
    .both(
      #"""
      echo "a
      b"
      """#),
    .both(
      #"""
      echo 'a
      b'
      """#),
    .both(
      #"""
      echo a\
      b
      """#),
    .both(
      #"""
      echo $\
      a
      """#),
    .both(
      #"""
      echo $(
      a
      )
      """#),
    .both(
      #"""
      echo $(a
      b)
      """#),
    .both(
      #"""
      echo $(a # )
      )
      """#),
    .both(
      #"""
      echo `a
      b`
      """#),
    .both(
      #"""
      echo ${a-b
      c}
      """#),
    .both(
      #"""
      echo "$(
      # it's
      a)"
      """#),
    .both(
      #"""
      echo "${a-$(
      b
      )}"
      """#),
  ]

  @Test(arguments: rows) func parses(_ row: SyntaxCase) throws { try row.check() }
}
