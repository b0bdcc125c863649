import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU 2.6.4 Arithmetic expansion")
struct ArithmeticExpansionTests {
  static let rows: [ScriptCase] = [
    ScriptCase(
      """
      echo $((1)) $((1+2*3)) $(((1+2)*3)) $((10/3)) $((10%3)) $((-7/2)) $((-7%3)) $((7/-2)) \
      $((2-5))
      """,
      dialect: .sh,
      output: "1 7 9 3 1 -3 -1 -3 -3\n"),
    ScriptCase(
      """
      echo $((1<2)) $((2<=2)) $((3>4)) $((3>=4)) $((1==1)) $((1!=1)) $((!0)) $((!5)) \
      $((~0)) $((-1)) $((+1)) $((- -1))
      """,
      dialect: .sh,
      output: "1 1 0 0 1 0 1 0 -1 -1 1 1\n"),
    ScriptCase(
      """
      echo $((1&&0)) $((1||0)) $((0||0)) $((5&3)) $((5|3)) $((5^3)) $((1<<4)) $((256>>4)) \
      $((-1>>1))
      """,
      dialect: .sh,
      output: "0 1 0 1 7 6 16 16 -1\n"),
    ScriptCase(
      "echo $((1?2:3)) $((0?2:3)) $((1?0?4:5:6)) $((0?1:0?2:3))",
      dialect: .sh,
      output: "2 3 5 3\n"),
    ScriptCase(
      """
      x=5; echo $((x)) $(($x)) $((x+1)) $((x*x)) $((-x)) $((${x}1)) $((unset_var)) $((x = \
      7)) $x $((x += 1)) $x
      """,
      dialect: .sh,
      output: "5 5 6 25 -5 51 0 7 7 8 8\n"),
    ScriptCase(
      """
      x=2; echo $((x*=3)) $((x-=1)) $((x/=2)) $((x%=2)) $((x<<=3)) $((x>>=1)) $((x|=1)) \
      $((x&=3)) $((x^=7)) $x
      """,
      dialect: .sh,
      output: "6 5 2 0 0 0 1 1 6 6\n"),
    ScriptCase(
      "echo $((010)) $((0x1F)) $((0X1f)) $((0)) $((00)) ",
      dialect: .sh,
      output: "8 31 31 0 0\n"),
    ScriptCase(
      "echo $((08))",
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      """
      echo $((1 +
      2)) $((
      3
      ))
      """,
      dialect: .sh,
      output: "3 3\n"),
    ScriptCase(
      "x='1+2'; echo $((x)) $(($x*2)) $((x*2))",
      dialect: .sh,
      output: "3 5 6\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      "x=abc; echo $((x))",
      dialect: .sh,
      output: "0\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      "x=; echo $((x)) $((x+1)); x=' 5 '; echo $((x+1))",
      dialect: .sh,
      output: "0 1\n6\n"),
    ScriptCase(
      "x=-5; echo $((x)) $((-x)) $((x-x)); x=0x10; echo $((x)); x=010; echo $((x))",
      dialect: .sh,
      output: "-5 5 0\n16\n8\n"),
    ScriptCase(
      "(echo $((1%0))) 2>/dev/null; echo $?",
      dialect: .sh,
      output: "1\n",
      differs: [.dash: "prints `2`"]),
    ScriptCase(
      "(echo $((1+))) 2>/dev/null; echo $?",
      dialect: .sh,
      output: "1\n",
      differs: [.dash: "prints `2`"]),
    ScriptCase(
      "(echo $((1 2))) 2>/dev/null; echo $?",
      dialect: .sh,
      output: "1\n",
      differs: [.dash: "prints `2`"]),
    ScriptCase(
      "(echo $((@))) 2>/dev/null; echo $?",
      dialect: .sh,
      output: "1\n",
      differs: [.dash: "prints `2`"]),
    ScriptCase(
      #"echo $((1+`echo 2`)) $((1+$(echo 3))) $(( "1" + 2 )) $(('1'+2))"#,
      dialect: .sh,
      error: nil,
      status: 1,
      differs: [.dash: "exits with 2"]),
    ScriptCase(
      """
      echo $((9223372036854775807)) $((9223372036854775807+1)) $((-9223372036854775808)) \
      $((-9223372036854775807-1))
      """,
      dialect: .sh,
      output: """
        9223372036854775807 -9223372036854775808 -9223372036854775808 -9223372036854775808

        """,
      differs: [.dash: "prints `9223372036854775807 -9223372036854775808 -922...`"]),
    ScriptCase(
      """
      echo $((2+3)) "$((2+3))" x$((2+3))y "x$((2+3))y"; IFS=5; echo $((2+3)) "$((2+3))"
      """,
      dialect: .sh,
      output: "5 5 x5y x5y\n 5\n"),
    ScriptCase(
      "x=1; echo $((x++)) $x $((++x)) $x $((x--)) $((--x))",
      dialect: .sh,
      output: "1 2 3 3 3 1\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      "echo $((1,2))",
      dialect: .sh,
      output: "2\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      """
      x=3; echo $((y=x+1)) $y; echo $((x==3&&(z=5))) $z; echo $((0&&(w=1))) "[$w]"; echo \
      $((1||(w=1))) "[$w]"; echo $((1?(a=1):(b=2))) "[$a$b]"
      """,
      dialect: .sh,
      output: """
        4 4
        1 5
        0 []
        1 []
        1 [1]

        """),
    ScriptCase(
      """
      : $((x=5)); echo $x; echo $((x)) ; readonly x; (echo $((x=6))) 2>/dev/null; echo $?
      """,
      dialect: .sh,
      output: "5\n5\n1\n",
      differs: [.dash: "prints `5; 5; 2`"]),
    ScriptCase(
      """
      echo $((3 > 2 ? 1 : 0)) $((1<<2+1)) $((1|2^3&4)) $((!1+1)) $((2*-3)) $((1-1-1)) \
      $((2**3)) 2>/dev/null; echo $?
      """,
      dialect: .sh,
      output: "1 8 3 1 -6 -1 8\n0\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      "set -- 3 4; echo $(($1+$2)) $(($#)) $(($1$2)) $((${1}*2)) ",
      dialect: .sh,
      output: "7 2 34 6\n"),
    ScriptCase(
      "echo $(( ( 1 ) )) $(( (1) + (2) ))",
      dialect: .sh,
      output: "1 3\n"),
    ScriptCase(
      "echo $((a=1, b=2)) 2>/dev/null",
      dialect: .sh,
      output: "2\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      "x=a; y=x; a=5; echo $((x)) $((y))",
      dialect: .sh,
      output: "5 5\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      #"echo "$(( $(echo 1) + "2" ))""#,
      dialect: .sh,
      output: "3\n",
      differs: [.dash: "prints nothing, exits with 2"]),
    ScriptCase(
      #"""
      echo $((\
      1+1))
      """#,
      dialect: .sh,
      output: "2\n"),
  ]

  @Test(arguments: rows) func runs(_ row: ScriptCase) throws { try row.check() }
}
