import ShellSyntax
import Testing

@Suite("XCU 2.9.1 Simple commands and assignments")
struct AssignmentSyntaxTests {
  static let rows: [SyntaxCase] = [
    .both("a=1"),
    .both("a=1 b"),
    .both("a=1 b=2 c"),
    .both("a= b"),
    .both("a="),
    .both("a=b=c"),
    .both("1a=2"),
    .both("a-b=1"),
    .both("a+=1"),
    .bash("a=(1 2)"),
    .unfinished("a=("),
    .unfinished("a=(1"),
    .unfinished("a=( 1 # c"),
    .bash("a=([0]=1 [1]=2)"),
    .bash(#"a=([k]=v ["k 2"]=v)"#),
    .bash("a=(1) b"),
    .bash("a=(1)b"),
    .bash("a=(1) b=(2)"),
    .wrong("a=(b;c)"),
    .wrong("a=(b|c)"),
    .wrong("a=(b>c)"),
    .wrong("a=(b&c)"),
    .wrong("a=(b (c))"),
    .bash(#"a=($(b) `c` ${d} "e f" 'g')"#),
    .bash("a+=(1)"),
    .both("a[0]=1"),
    .both("a[0]+=1"),
    .both("a[$i]=1"),
    .both("a[i+1]=1"),
    .both("a[1 + 2]=3"),
    .both(#"a["x y"]=1"#),
    .both("a[b[c]]=1"),
    .dashUnfinished("a[=1", differs: [.bash: "it looks for the bracket that closes a subscript"]),
    .bash("a[0]=(1)", differs: [.bash: "it refuses a list in a member only when it runs"]),
    .both("a = 1"),
    .both("a =1"),
    .both("export a=1"),
    .bash("export a=(1)"),
    .both("export a b=2"),
    .bash("declare -a a=(1 2)"),
    .bash("declare -A a=([x]=1)"),
    .both("declare a[1]=2"),
    .bash("local a=(1)"),
    .both("readonly a=1 b"),
    .bash("typeset a=(1)"),
    .both("command export a=1"),
    .wrong("env a=(1)"),
    .both("a=1 >f"),
    .bash("a=@(b|c)"),
    .both("a=$(b) c=$(d) e"),
    .both(#"a="$(b "$(c "d")")""#),
    .both(#"a=`b "c"`"#),
    .both("a=${b:-$(c)}"),
    .unfinished("a='b"),
    .both("test a = b -o c"),
    .both(#"[ "$a" = b ] && c"#),
    .both("x=1; y=2; z=$x$y"),
    .bash(
      #"""
      a=(1
      2)
      """#),
    .bash(
      #"""
      a=( 1 # c
      2 )
      """#),
    .both(
      #"""
      a=$(case x in
      a) b;;
      esac)
      """#),
  ]

  @Test(arguments: rows) func parses(_ row: SyntaxCase) throws { try row.check() }
}
