import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.7.4 Here-document")
struct HereDocumentTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      #"""
      cat <<E
      a $HOME- `echo b` $(echo c) $((1+1)) \$x \` \\ \a "q" 'r' ${u-d}
      E
      """#,
      dialect: .sh,
      output: #"a $DIR- b c 2 $x ` \ \a "q" 'r' d\#n"#),
    ScriptCase(
      #"""
      cat <<'E'
      a $HOME `echo b` $(echo c) \$x \\ "q" 'r'
      E
      """#,
      dialect: .sh,
      output: #"a $HOME `echo b` $(echo c) \$x \\ "q" 'r'\#n"#),
    ScriptCase(
      #"""
      cat <<"E"
      $x
      E
      cat <<\E
      $x
      E
      cat <<E""
      $x
      E
      cat <<'A B'
      $x
      A B
      cat <<"A$x"
      $x
      A$x
      """#,
      dialect: .sh,
      output: """
        $x
        $x
        $x
        $x
        $x

        """),
    ScriptCase(
      """
      cat <<-E
      	a
      		b
      	 c
      	E
      echo d
      """,
      dialect: .sh,
      output: """
        a
        b
         c
        d

        """),
    ScriptCase(
      #"""
      cat <<-'E'
      	a\
      	b
      	E
      """#,
      dialect: .sh,
      output: #"a\\#nb\#n"#),
    ScriptCase(
      #"""
      cat <<-E
      	a\
      	b
      	E
      """#,
      dialect: .sh,
      output: "a\tb\n"),
    ScriptCase(
      """
      cat <<-	E
      	x
      E
      """,
      dialect: .sh,
      output: "x\n"),
    ScriptCase(
      """
      cat <<-"	E"
      	x
      	E
      """,
      dialect: .sh,
      output: "x\n",
      differs: [.dash: "compares behind the tabs only"]),
    ScriptCase(
      """
      cat <<A <<B; echo mid; cat <<C
      a
      A
      b
      B
      c
      C
      """,
      dialect: .sh,
      output: "b\nmid\nc\n"),
    ScriptCase(
      """
      cat <<A; cat <<B
      a
      A
      b
      B
      """,
      dialect: .sh,
      output: "a\nb\n"),
    ScriptCase(
      """
      cat <<A && cat <<B || cat <<C
      a
      A
      b
      B
      c
      C
      """,
      dialect: .sh,
      output: "a\nb\n"),
    ScriptCase(
      """
      cat <<A | cat - /dev/fd/3 3<<B
      a
      A
      b
      B
      """,
      dialect: .sh,
      output: "a\nb\n"),
    ScriptCase(
      """
      { cat; cat <&3; } <<A 3<<B
      a
      A
      b
      B
      """,
      dialect: .sh,
      output: "a\nb\n"),
    ScriptCase(
      """
      while read x; do echo "<$x>"; done <<E
      a
       b c
      E
      """,
      dialect: .sh,
      output: "<a>\n<b c>\n"),
    ScriptCase(
      """
      if true; then cat <<E
      x
      E
      fi; for i in 1 2; do cat <<E
      i=$i
      E
      done
      """,
      dialect: .sh,
      output: "x\ni=1\ni=2\n"),
    ScriptCase(
      """
      f() { cat <<E
      arg $1 $#
      E
      }; f a; f b c
      """,
      dialect: .sh,
      output: "arg a 1\narg b 2\n"),
    ScriptCase(
      """
      f() { cat; } <<E
      body $x
      E
      x=1; f; x=2; f
      """,
      dialect: .sh,
      output: "body 1\nbody 2\n"),
    ScriptCase(
      """
      cat <<E
      no end
      """,
      dialect: .sh,
      output: "no end\n",
      differs: [.dash: "prints `no end`"]),
    ScriptCase(
      """
      cat <<E
      a
       E
      E
      """,
      dialect: .sh,
      output: "a\n E\n"),
    ScriptCase(
      """
      cat <<E
      $(cat <<F
      in
      F
      )
      E
      """,
      dialect: .sh,
      output: "in\n"),
    ScriptCase(
      """
      cat <<E
      `cat <<F
      in
      F
      `
      E
      """,
      dialect: .sh,
      output: "in\n"),
    ScriptCase(
      #"""
      cat <<E
      $(echo "a  b" 'c')
      "$(echo "x")" ${u-"q  r"} ${u-'s'} ${u-a"b"c} ${u:-\}} ${u-\$}
      E
      """#,
      dialect: .sh,
      output: #"a  b c\#n"x" q  r 's' abc } $\#n"#),
    ScriptCase(
      #"""
      cat <<E
      a\
      b\\
      c\\\
      d
      E
      """#,
      dialect: .sh,
      output: #"ab\\#nc\d\#n"#),
    ScriptCase(
      #"""
      cat <<E
      \E
      E\
      E
      E
      """#,
      dialect: .sh,
      output: #"\E\#nEE\#n"#),
    ScriptCase(
      #"""
      x='$HOME `a` \\'; cat <<E
      $x
      E
      """#,
      dialect: .sh,
      output: #"$HOME `a` \\\#n"#),
    ScriptCase(
      """
      set -- a 'b  c'; cat <<E
      $@ $* "$@"
      E
      """,
      dialect: .sh,
      output: #"a b  c a b  c "a b  c"\#n"#),
    ScriptCase(
      """
      cat <<E; echo after
      E
      echo x
      """,
      dialect: .sh,
      output: "after\nx\n"),
    ScriptCase(
      """
      cat <<E
      E
      echo x
      """,
      dialect: .sh,
      output: "x\n"),
    ScriptCase(
      """
      cat <<$x
      a
      $x
      """,
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      """
      cat <<`a`
      x
      `a`
      """,
      dialect: .sh,
      output: "x\n"),
    ScriptCase(
      """
      cat <<$(a)
      x
      $(a)
      """,
      dialect: .sh,
      output: "x\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      """
      cat <<E #comment
      a
      E
      """,
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      """
      cat <<E > f; cat f
      a
      E
      """,
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      """
      (cat <<E
      a
      E
      )
      """,
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      """
      x=$(cat <<E
      a  b
      E
      ); echo "$x"
      """,
      dialect: .sh,
      output: "a  b\n"),
    ScriptCase(
      """
      cat <<EOF | while read a; do
      1
      2
      EOF
      echo "=$a"
      done
      """,
      dialect: .sh,
      output: "=1\n=2\n"),
    ScriptCase(
      """
      case a in a) cat <<E
      x
      E
      ;; esac
      """,
      dialect: .sh,
      output: "x\n"),
    ScriptCase(
      """
      cat <<E; x=after
      ${x=set}
      E
      echo $x
      """,
      dialect: .sh,
      output: "set\nafter\n"),
    ScriptCase(
      """
      : <<E
      $(echo side >&2)
      E
      """,
      dialect: .sh,
      error: nil),
    ScriptCase(
      """
      cat << E
      sp
      E
      """,
      dialect: .sh,
      output: "sp\n"),
    ScriptCase(
      """
      cat <<E;echo b|cat <<F
      $(echo a)
      E
      c
      F
      """,
      dialect: .sh,
      output: "a\nc\n"),
    ScriptCase(
      #"""
      cat <<'EOF'
      a\
      b
      EOF
      """#,
      dialect: .sh,
      output: #"a\\#nb\#n"#),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
