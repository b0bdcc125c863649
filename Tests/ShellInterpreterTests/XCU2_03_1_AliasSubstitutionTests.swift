import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.3.1 Alias substitution")
struct AliasSubstitutionTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      """
      alias a='echo hi'
      a there
      """,
      dialect: .sh,
      output: "hi there\n"),
    ScriptCase(
      """
      alias a='echo ' b='x y'
      a b
      a b b
      """,
      dialect: .sh,
      output: "x y\nx y b\n"),
    ScriptCase(
      """
      alias a='echo' b='x y'
      a b
      """,
      dialect: .sh,
      output: "b\n"),
    ScriptCase(
      """
      alias a='echo  ' b='c ' c=d
      a b c e
      """,
      dialect: .sh,
      output: "d d e\n"),
    ScriptCase(
      "alias a=a; alias echo='echo x'; echo y",
      dialect: .sh,
      output: "y\n"),
    ScriptCase(
      """
      alias a=b b=a
      a
      """,
      dialect: .sh,
      error: nil,
      status: 127),
    ScriptCase(
      #"alias a='echo'; \a; 'a'; "a""#,
      dialect: .sh,
      error: nil,
      status: 127),
    ScriptCase(
      """
      alias a='if'
      a true; then echo y; fi
      """,
      dialect: .sh,
      output: "y\n"),
    ScriptCase(
      """
      alias fi='echo'; if true; then echo a
      fi
      """,
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      """
      alias x='echo a; '
      x echo b
      """,
      dialect: .sh,
      output: "a\nb\n"),
    ScriptCase(
      """
      alias x='echo a #'
      x b
      """,
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      """
      alias x='for i in'
      x 1 2; do echo $i; done
      """,
      dialect: .sh,
      output: "1\n2\n"),
    ScriptCase(
      """
      alias x='echo "a'
      x b"
      """,
      dialect: .sh,
      output: "a b\n"),
    ScriptCase(
      """
      alias p='|'
      echo a p cat
      """,
      dialect: .sh,
      output: "a p cat\n"),
    ScriptCase(
      """
      alias x='>f'
      x echo hi
      cat f
      """,
      dialect: .sh,
      output: "hi\n"),
    ScriptCase(
      """
      alias x='echo out >f'
      x
      cat f
      """,
      dialect: .sh,
      output: "out\n"),
    ScriptCase(
      """
      alias x=y
      unalias x
      x 2>/dev/null; echo $?
      """,
      dialect: .sh,
      output: "127\n"),
    ScriptCase(
      """
      alias x='echo q'
      unalias -a
      x 2>/dev/null; echo $?
      alias
      """,
      dialect: .sh,
      output: "127\n"),
    ScriptCase(
      """
      alias x='a b' y="c'd"; alias > f; unalias -a; sed 's/^/alias /' f > g; . ./g; alias
      """,
      dialect: .sh,
      output: #"x='a b'\#ny='c'\''d'\#n"#,
      differs: [.dash: "prints `x='a b'; y='c'''''d'`"]),
    ScriptCase(
      "alias x='echo a'; x",
      dialect: .sh,
      error: nil,
      status: 127),
    ScriptCase(
      "alias x='echo a'; eval x",
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      """
      alias x='echo a'
      f() { x; }
      alias x='echo b'
      f
      """,
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      """
      alias x='echo a'
      (x; unalias x
      x) 2>/dev/null
      x
      """,
      dialect: .sh,
      output: "a\na\na\n"),
    ScriptCase(
      """
      alias x='echo a'
      echo $(x)
      """,
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      """
      alias x='echo a'
      echo `x`
      """,
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      """
      alias x='echo a'
      VAR=1 x
      """,
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      """
      alias x='echo a'
      <f x; > f x; cat f
      """,
      dialect: .sh,
      output: "a\n",
      error: nil),
    ScriptCase(
      """
      alias x='echo a'
      { x; }; ! x; if x; then x; fi; x | cat; x && x
      """,
      dialect: .sh,
      output: """
        a
        a
        a
        a
        a
        a
        a

        """),
    ScriptCase(
      #"""
      alias x='VAR=v '
      alias y='sh -c "echo \$VAR"'
      x y
      """#,
      dialect: .sh,
      output: "v\n"),
    ScriptCase(
      """
      alias x='echo a'
      case x in x) x;; esac
      """,
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      """
      alias in=out
      for i in a b; do echo $i; done
      """,
      dialect: .sh,
      output: "a\nb\n"),
    ScriptCase(
      """
      alias in=out
      case in in in) echo y; esac
      """,
      dialect: .sh,
      output: "y\n"),
    ScriptCase(
      """
      alias e='{ echo'
      e a; }
      """,
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      """
      alias a='(' b=')'
      a echo x b
      """,
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      """
      alias long='echo 1
      echo 2'
      long
      """,
      dialect: .sh,
      output: "1\n2\n"),
    ScriptCase(
      #"""
      alias x='echo \
      y'
      x z
      """#,
      dialect: .sh,
      output: "y z\n"),
    ScriptCase(
      """
      alias nl='
      '
      nl echo a
      """,
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      """
      alias e=''
      e echo x
      """,
      dialect: .sh,
      output: "x\n"),
    ScriptCase(
      """
      alias e=' '
      e echo x
      """,
      dialect: .sh,
      output: "x\n"),
    ScriptCase(
      """
      alias e='e2 '; alias e2='echo '; alias w='world'
      e w
      """,
      dialect: .sh,
      output: "world\n"),
    ScriptCase(
      """
      alias x='echo $'
      x HOME
      """,
      dialect: .sh,
      output: "$ HOME\n"),
    ScriptCase(
      """
      alias f=g
      f() { echo function; }
      g
      """,
      dialect: .sh,
      output: "function\n"),
    ScriptCase(
      """
      alias 1='echo one' %=pct ,='echo comma' @='echo at' _='echo us'
      1; ,; @; _
      """,
      dialect: .sh,
      output: """
        one
        comma
        at
        us

        """),
    ScriptCase(
      #"""
      alias cat='echo aliased'
      command cat </dev/null; \cat </dev/null; cat
      """#,
      dialect: .sh,
      output: "aliased\n"),
    ScriptCase(
      """
      alias c='command '
      alias x='echo hi'
      c x
      """,
      dialect: .sh,
      output: "hi\n"),
    ScriptCase(
      """
      alias sh='echo no'
      sh -c 'echo sub'
      alias q='echo no'
      export q; /bin/sh -c q 2>/dev/null; echo $?
      """,
      dialect: .sh,
      output: "no -c echo sub\n127\n"),
    ScriptCase(
      """
      alias x='echo hi'
      . ./f 2>/dev/null || echo x > f; . ./f
      """,
      dialect: .sh,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      """
      alias x='echo hi'
      type x; command -v x; command -V x >/dev/null; echo $?
      """,
      dialect: .sh,
      output: "x is aliased to `echo hi'\nalias x='echo hi'\n0\n",
      differs: [.dash: "prints `x is an alias for echo hi; alias x='echo hi'; 0`"]),
    ScriptCase(
      """
      alias a='echo "$(b)"' b='echo sub'
      a
      """,
      dialect: .sh,
      output: "sub\n"),
    ScriptCase(
      """
      alias x='cat <<E
      text
      E
      '
      x
      """,
      dialect: .sh,
      output: "text\n"),
    ScriptCase(
      """
      alias x='cat <<E'
      x
      body
      E
      """,
      dialect: .sh,
      output: "body\n"),
    ScriptCase(
      """
      alias while=echo
      while foo
      """,
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "alias 'echo=echo '; alias hi=ho; echo hi hi",
      dialect: .sh,
      output: "hi hi\n"),
    ScriptCase(
      """
      alias e='echo ' ; alias 2=two
      e 2>f 2; cat f
      """,
      dialect: .sh,
      output: "2\n"),
    ScriptCase(
      """
      alias x='echo'
      x>f hi; cat f
      x;x a
      x&
      wait
      """,
      dialect: .sh,
      output: """
        hi

        a


        """),
    ScriptCase(
      """
      alias true='echo nope'
      true && echo z
      """,
      dialect: .sh,
      output: "nope\nz\n"),
    ScriptCase(
      "alias let='a=1'; let; echo $a",
      dialect: .sh,
      output: "\n",
      error: nil),
    ScriptCase(
      """
      alias v='x=5'
      v; echo $x
      """,
      dialect: .sh,
      output: "5\n"),
    ScriptCase(
      """
      alias foo='echo 1;'
      foo
      """,
      dialect: .sh,
      output: "1\n"),
    ScriptCase(
      """
      alias foo='echo 1
      '
      foo bar 2>/dev/null; echo $?
      """,
      dialect: .sh,
      output: "1\n127\n"),
    ScriptCase(
      """
      alias foo=bar
      alias bar='echo $((1+2))'
      foo
      """,
      dialect: .sh,
      output: "3\n"),
    ScriptCase(
      """
      alias foo="echo 'a  b'"
      foo
      """,
      dialect: .sh,
      output: "a  b\n"),
    ScriptCase(
      """
      alias n='echo '
      alias w='<f'
      echo content >f
      n w
      """,
      dialect: .sh,
      output: "\n"),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
