import ShellBytes
import ShellSyntax
import Testing

@Suite("XCU 2.6.4 Arithmetic expressions")
struct ArithmeticParserTests {
  static let rows: [(text: ByteString, tree: String)] = [
    ("", "0"), ("  ", "0"), ("1", "1"), ("-1", "(minus 1)"), ("1+2*3", "(add 1 (multiply 2 3))"),
    ("(1+2)*3", "(multiply (add 1 2) 3)"), ("1-2-3", "(subtract (subtract 1 2) 3)"),
    ("2**3**2", "(power 2 (power 3 2))"), ("-2**2", "(power (minus 2) 2)"),
    ("a=b=1", "(set a (set b 1))"), ("a+=1", "(set add a 1)"), ("a<<=2", "(set shiftLeft a 2)"),
    ("a?b:c?d:e", "(if a b (if c d e))"), ("a?1,2:3", "(if a (comma 1 2) 3)"),
    ("1,2,3", "(comma (comma 1 2) 3)"), ("a++ + ++b", "(add (post 1 a) (pre 1 b))"),
    ("a--", "(post -1 a)"), ("- -1", "(minus (minus 1))"), ("--1", "(minus (minus 1))"),
    ("!a && ~b || c", "(or (and (not a) (complement b)) c)"),
    ("1<2==3>=4", "(equal (less 1 2) (greaterOrEqual 3 4))"),
    ("1|2^3&4", "(bitOr 1 (bitXor 2 (bitAnd 3 4)))"), ("1<<2>>3", "(shiftRight (shiftLeft 1 2) 3)"),
    ("0x1F", "31"), ("017", "15"), ("2#101", "5"), ("36#zZ", "1295"), ("64#a", "10"),
    ("64#@_", "4031"), ("9223372036854775807", "9223372036854775807"),
    ("9223372036854775808", "-9223372036854775808"), ("0", "0"), ("00", "0"),
    ("a[1]", "a[1:1]"), ("a[b[2]]++", "(post 1 a[b[2]:b[2:2]])"), ("a[x y]", "a[x y:nil]"),
    ("a[@]", "a[@]"), (" 1 \n+\t2 ", "(add 1 2)"),
  ]

  @Test func treesFollowPrecedence() throws {
    for row in rows {
      #expect(Dump.text(try Parser.parseArithmetic(row.text)) == row.tree, "\(row.text)")
    }
  }

  private var rows: [(text: ByteString, tree: String)] { Self.rows }

  /// What bash 5.2 says behind `let: TEXT: `.
  static let errors: [(text: ByteString, message: ByteString)] = [
    ("1 +", #"syntax error: operand expected (error token is "+")"#),
    ("1 + ", #"syntax error: operand expected (error token is "+ ")"#),
    ("+", #"syntax error: operand expected (error token is "+")"#),
    ("(1", #"missing `)' (error token is "1")"#),
    ("(1 + 2", #"missing `)' (error token is "2")"#),
    ("1)", #"syntax error in expression (error token is ")")"#),
    ("1 2", #"syntax error in expression (error token is "2")"#),
    ("a b", #"syntax error in expression (error token is "b")"#),
    ("a = ", #"syntax error: operand expected (error token is "= ")"#),
    ("1 = 2", #"attempted assignment to non-variable (error token is "= 2")"#),
    ("a + 1 = 2", #"attempted assignment to non-variable (error token is "= 2")"#),
    ("1 ? 2", #"`:' expected for conditional expression (error token is "2")"#),
    ("1 ? 2 :", #"expression expected (error token is ":")"#),
    ("1 ? : 3", #"expression expected (error token is ": 3")"#),
    ("1 ?", #"expression expected (error token is "?")"#),
    ("a ? b : c = 3", #"attempted assignment to non-variable (error token is "= 3")"#),
    ("3 + * 4", #"syntax error: operand expected (error token is "* 4")"#),
    ("1.5", #"syntax error: invalid arithmetic operator (error token is ".5")"#),
    ("08", #"value too great for base (error token is "08")"#),
    ("0xg", #"value too great for base (error token is "0xg")"#),
    ("2#12", #"value too great for base (error token is "2#12")"#),
    ("2#", #"invalid integer constant (error token is "2#")"#),
    ("65#1", #"invalid arithmetic base (error token is "65#1")"#),
    ("1#0", #"invalid arithmetic base (error token is "1#0")"#),
    ("1a", #"value too great for base (error token is "1a")"#),
    ("a[", #"bad array subscript (error token is "a[")"#),
    ("a[1", #"bad array subscript (error token is "a[1")"#),
    ("a[1]=", #"syntax error: operand expected (error token is "=")"#),
    ("1++", #"syntax error: operand expected (error token is "+")"#),
    ("++", #"syntax error: operand expected (error token is "+")"#),
    (",", #"syntax error: operand expected (error token is ",")"#),
    ("1,", #"syntax error: operand expected (error token is ",")"#),
    ("a@b", #"syntax error: invalid arithmetic operator (error token is "@b")"#),
    ("a$b", #"syntax error: invalid arithmetic operator (error token is "$b")"#),
    ("$", #"syntax error: operand expected (error token is "$")"#),
    ("#", ##"syntax error: operand expected (error token is "#")"##),
    ("'a'", #"syntax error: operand expected (error token is "'a'")"#),
    (#""a""#, #"syntax error: operand expected (error token is ""a"")"#),
    ("1 &&", #"syntax error: operand expected (error token is "&&")"#),
    ("|| 1", #"syntax error: operand expected (error token is "|| 1")"#),
    ("1 &", #"syntax error: operand expected (error token is "&")"#),
    ("a ++ b", #"syntax error in expression (error token is "b")"#),
    ("a b = c", #"syntax error in expression (error token is "b = c")"#),
    ("[1]", #"syntax error: operand expected (error token is "[1]")"#),
    ("{1}", #"syntax error: operand expected (error token is "{1}")"#),
    ("1;2", #"syntax error: invalid arithmetic operator (error token is ";2")"#),
    ("a.b", #"syntax error: invalid arithmetic operator (error token is ".b")"#),
    ("é", #"syntax error: operand expected (error token is "é")"#),
    ("()", #"syntax error: operand expected (error token is ")")"#),
    ("( )", #"syntax error: operand expected (error token is ")")"#),
    ("1 ? 2 : 3 : 4", #"syntax error in expression (error token is ": 4")"#),
    ("1 : 2", #"syntax error in expression (error token is ": 2")"#),
    ("x=1 y=2", #"syntax error in expression (error token is "y=2")"#),
    ("5 % ", #"syntax error: operand expected (error token is "% ")"#),
    ("5 ** ", #"syntax error: operand expected (error token is "** ")"#),
    ("7 = ", #"attempted assignment to non-variable (error token is "= ")"#),
    ("(a) = 1", #"attempted assignment to non-variable (error token is "= 1")"#),
    ("0 ? 2 : x = 3", #"attempted assignment to non-variable (error token is "= 3")"#),
    ("a [0]", #"syntax error: invalid arithmetic operator (error token is "[0]")"#),
    (#""$x""#, #"syntax error: operand expected (error token is ""$x"")"#),
    ("1 == ", #"syntax error: operand expected (error token is "== ")"#),
  ]

  @Test func errorsAreThoseOfBash() {
    for row in Self.errors {
      do throws(SyntaxError) {
        let tree = try Parser.parseArithmetic(row.text)
        Issue.record("\(row.text) is \(Dump.text(tree))")
      } catch {
        #expect(error.message == row.message, "\(row.text)")
      }
    }
  }

  /// What the text of `$((…))` says before it is expanded.
  static let expansions: [(script: ByteString, tree: String)] = [
    ("$x + 1", "(add $x 1)"), ("${x} * $(y)", "(multiply ${x} $((y)))"), ("$a $op $b", "nil"),
    ("1$x", "nil"), ("$x$y", "nil"), ("$x[1]", "nil"), ("\"1\" + \"$x\"", "(add 1 $x)"),
    ("a[$i]", "a[$i:$i]"), ("x$y", "nil"), ("$((1)) - `y`", "(subtract $((1)) `((y)))"),
    ("'1'", "nil"), ("$x ? $y : $z", "(if $x $y $z)"), ("\\$x", "nil"), ("", "0"),
    ("x = $#", "(set x $#)"), ("$x = 1", "nil"), ("${x}y", "nil"),
  ]

  @Test func expansionsAreOperands() throws {
    for row in Self.expansions {
      let program = try Parser.parse("echo $((\(row.script)))")
      guard case .simple(let command) = program.commands[0].items[0].andOr.first.commands[0],
        case .word(let word) = command.words[1], case .arithmetic(let expansion) = word.parts[0]
      else {
        Issue.record("no arithmetic expansion: \(row.script)")
        continue
      }
      #expect((expansion.expression.map(Dump.text) ?? "nil") == row.tree, "\(row.script)")
    }
  }
}
