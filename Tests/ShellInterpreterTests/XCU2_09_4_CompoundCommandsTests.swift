import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.9.4 Compound commands")
struct CompoundCommandsTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      "case a in esac; echo ok",
      dialect: .sh,
      output: "ok\n"),
    ScriptCase(
      """
      case a in
      esac
      echo ok
      """,
      dialect: .sh,
      output: "ok\n"),
    ScriptCase(
      "case a in a) esac; echo ok",
      dialect: .sh,
      output: "ok\n"),
    ScriptCase(
      "case a in a);; esac; echo ok",
      dialect: .sh,
      output: "ok\n"),
    ScriptCase(
      """
      case a in (a) echo x;;
      b|c) echo y
      esac
      """,
      dialect: .sh,
      output: "x\n"),
    ScriptCase(
      "case b in a|b|c ) echo x ;; esac",
      dialect: .sh,
      output: "x\n"),
    ScriptCase(
      "case esac in (esac) echo x;; esac",
      dialect: .sh,
      output: "x\n"),
    ScriptCase(
      "case esac in esac) echo x;; esac",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "case in in in) echo x;; esac",
      dialect: .sh,
      output: "x\n"),
    ScriptCase(
      "case if in if) echo x;; then|else) echo y; esac",
      dialect: .sh,
      output: "x\n"),
    ScriptCase(
      "for i in in do done; do echo $i; done",
      dialect: .sh,
      output: "in\ndo\ndone\n"),
    ScriptCase(
      "for in in a b; do echo $in; done",
      dialect: .sh,
      output: "a\nb\n"),
    ScriptCase(
      """
      for i
      in a b
      do echo $i; done
      """,
      dialect: .sh,
      output: "a\nb\n"),
    ScriptCase(
      """
      set x y; for i
      do echo $i; done
      """,
      dialect: .sh,
      output: "x\ny\n"),
    ScriptCase(
      "set x y; for i; do echo $i; done",
      dialect: .sh,
      output: "x\ny\n"),
    ScriptCase(
      "set x y; for i do echo $i; done",
      dialect: .sh,
      output: "x\ny\n"),
    ScriptCase(
      "for i in; do echo $i; done; echo ok $?",
      dialect: .sh,
      output: "ok 0\n"),
    ScriptCase(
      """
      for i in
      do echo $i; done; echo ok $?
      """,
      dialect: .sh,
      output: "ok 0\n"),
    ScriptCase(
      "for do in a; do echo $do; done",
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      "for if in a; do echo $if; done",
      dialect: .sh,
      output: "a\n"),
    ScriptCase(
      "for 1 in a; do :; done",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "for a-b in a; do :; done; echo no",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      """
      for i in a b
      # c
      do # d
      echo $i
      done
      """,
      dialect: .sh,
      output: "a\nb\n"),
    ScriptCase(
      """
      for i in a b; # c

      do echo $i;
      done
      """,
      dialect: .sh,
      output: "a\nb\n"),
    ScriptCase(
      "if true; then echo a; else; fi",
      dialect: .sh,
      error: nil,
      status: 2),
    ScriptCase(
      "if false; then echo a; elif true; then echo b; else echo c; fi",
      dialect: .sh,
      output: "b\n"),
    ScriptCase(
      """
      if false
      then echo a
      elif false
      then echo b
      else
      echo c
      fi
      """,
      dialect: .sh,
      output: "c\n"),
    ScriptCase(
      "while false; do :; done; echo $?",
      dialect: .sh,
      output: "0\n"),
    ScriptCase(
      "until true; do :; done; echo $?",
      dialect: .sh,
      output: "0\n"),
    ScriptCase(
      """
      x=; while [ "$x" != aaa ]
      do x=a$x
      echo $x
      done
      """,
      dialect: .sh,
      output: "a\naa\naaa\n"),
    ScriptCase(
      "case a in a) echo x; ;; esac",
      dialect: .sh,
      output: "x\n"),
    ScriptCase(
      """
      case a in a) echo x;&
      b) echo y;;
      c) echo z;; esac
      """,
      dialect: .sh,
      output: "x\ny\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      "case a in a) ;& b) echo y;; esac",
      dialect: .sh,
      output: "y\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      "case a in a) echo 1;& b) echo 2;& esac; echo $?",
      dialect: .sh,
      output: "1\n2\n0\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      "case a in a) false;; esac; echo $?",
      dialect: .sh,
      output: "1\n"),
    ScriptCase(
      "false; case a in b) ;; esac; echo $?",
      dialect: .sh,
      output: "0\n"),
    ScriptCase(
      "false; case a in a) ;; esac; echo $?",
      dialect: .sh,
      output: "0\n"),
    ScriptCase(
      "case $(exit 3) in *) ;; esac; echo $?",
      dialect: .sh,
      output: "0\n"),
    ScriptCase(
      "case x in x) echo $?;; esac",
      dialect: .sh,
      output: "0\n"),
    ScriptCase(
      """
      case a
      in a) echo x;;
      esac
      """,
      dialect: .sh,
      output: "x\n"),
    ScriptCase(
      """
      case a # c
      # d
      in # e
      # f
      a) # g
      echo x # h
      ;; # i
      # j
      esac # k
      """,
      dialect: .sh,
      output: "x\n"),
    ScriptCase(
      #"""
      case a in "a") echo 1;; esac; case 'a b' in a\ b) echo 2;; esac; case "" in "") echo \#
      3;; esac; case "" in '') echo 4; esac
      """#,
      dialect: .sh,
      output: """
        1
        2
        3
        4

        """),
    ScriptCase(
      #"case "a" in $x) echo no;; *) echo yes;; esac"#,
      dialect: .sh,
      output: "yes\n"),
    ScriptCase(
      #"case "" in $x) echo yes;; *) echo no;; esac"#,
      dialect: .sh,
      output: "yes\n"),
    ScriptCase(
      """
      x='*'; case abc in $x) echo yes;; esac; case abc in "$x") echo no;; *) echo yes2;; esac
      """,
      dialect: .sh,
      output: "yes\nyes2\n"),
    ScriptCase(
      "case a in b|$(echo a)) echo y;; esac",
      dialect: .sh,
      output: "y\n"),
    ScriptCase(
      """
      case a in $(echo x >&2; echo a)|$(echo y >&2; echo b)) echo y;; $(echo no >&2)) ;; \
      esac 2>&1
      """,
      dialect: .sh,
      output: "x\ny\n"),
    ScriptCase(
      "case ~ in ~) echo y;; esac; case $HOME in ~) echo y;; esac",
      dialect: .sh,
      output: "y\ny\n"),
    ScriptCase(
      "case $((1+1)) in 2) echo y;; esac",
      dialect: .sh,
      output: "y\n"),
    ScriptCase(
      "x='a  b'; case $x in 'a  b') echo y;; esac",
      dialect: .sh,
      output: "y\n"),
    ScriptCase(
      """
      x=0; while [ $x -lt 3 ]; do x=$((x+1)); if [ $x = 2 ]; then continue; fi; echo $x; done
      """,
      dialect: .sh,
      output: "1\n3\n"),
    ScriptCase(
      """
      for i in 1 2 3; do for j in a b; do [ $j = b ] && continue 2; echo $i$j; done; done; \
      for i in 1 2; do for j in a b; do echo $i$j; break 2; done; done; echo $i
      """,
      dialect: .sh,
      output: """
        1a
        2a
        3a
        1a
        1

        """),
    ScriptCase(
      """
      for i in 1 2; do break 5; done; echo $? $i; for i in 1 2; do continue 9; echo no; \
      done; echo $?
      """,
      dialect: .sh,
      output: "0 1\n0\n"),
    ScriptCase(
      """
      while true; do break; done; echo $?; while false; do :; done; echo $?; until false; \
      do (exit 3); break; done; echo $?; while :; do false; break; done; echo $?
      """,
      dialect: .sh,
      output: """
        0
        0
        0
        0

        """),
    ScriptCase(
      """
      x=a; while [ $x != aaa ]; do x=a$x; false; done; echo $?; until [ $x = a ]; do \
      x=${x#a}; (exit 4); done; echo $?
      """,
      dialect: .sh,
      output: "1\n4\n"),
    ScriptCase(
      """
      for i in a; do false; done; echo $?; for i in; do :; done; echo $?; false; for i in; \
      do :; done; echo $?; for i in $(exit 4); do :; done; echo $?
      """,
      dialect: .sh,
      output: """
        1
        0
        0
        0

        """),
    ScriptCase(
      """
      for i in 1 2 3; do x=$i; done; echo $i $x; for i in a "b c" $x*; do echo "<$i>"; done
      """,
      dialect: .sh,
      output: """
        3 3
        <a>
        <b c>
        <3*>

        """),
    ScriptCase(
      """
      for x in 1 2; do x=5; echo $x; done; readonly r; (for r in 1; do echo no; done); echo $?
      """,
      dialect: .sh,
      output: "5\n5\n1\n",
      error: nil,
      differs: [.dash: "prints `5; 5; 2`"]),
    ScriptCase(
      """
      if false; then :; fi; echo $?; if true; then false; fi; echo $?; if false; then :; \
      else (exit 3); fi; echo $?; if (exit 2); then :; elif (exit 3); then :; fi; echo $?; \
      if ! true; then :; elif echo $?; then :; fi
      """,
      dialect: .sh,
      output: """
        0
        1
        3
        0
        1

        """),
    ScriptCase(
      """
      if false; then :; elif echo e; true; then (exit 5); fi; echo $?; if true; false; then \
      echo a; else echo b; fi
      """,
      dialect: .sh,
      output: "e\n5\nb\n"),
    ScriptCase(
      """
      case a in b) ;; esac; echo $?; case a in a) (exit 3);; esac; echo $?; case a in *) \
      echo 1;; a) echo 2;; esac; case ab in [!b]b) echo y;; esac
      """,
      dialect: .sh,
      output: """
        0
        3
        1
        y

        """),
    ScriptCase(
      """
      x=1; case $x$((x=2)) in 12) echo $x;; esac; case a in ${x:+b}) ;; ${y=a}) echo $y;; \
      ${z=q}) ;; esac; echo "[$z]"
      """,
      dialect: .sh,
      output: "2\na\n[]\n"),
    ScriptCase(
      #"""
      case '[a]' in [a]) echo no;; "[a]") echo y;; esac; case a-b in a[-]b) echo y2;; esac; \#
      case ']' in []]) echo y3;; esac; case '\' in '\') echo y4;; esac; case '\' in \\) \#
      echo y5;; esac
      """#,
      dialect: .sh,
      output: """
        y
        y2
        y3
        y4
        y5

        """),
    ScriptCase(
      """
      break; echo $?; continue; echo $?; for i in 1 2; do (break); echo $i; done; f() { \
      break; }; for i in 1 2; do f; echo $i; done
      """,
      dialect: .sh,
      output: """
        0
        0
        1
        2
        1
        2

        """),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
