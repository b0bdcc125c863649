import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU tr")
struct TrTests {
  /// What the GNU tool did on the same input. In parts, which are quicker to compile.
  static let rows: [UtilityCase] = [
    rows1, rows2, rows3, rows4, rows5,
  ].flatMap { $0 }
  private static let rows1: [UtilityCase] = [
    UtilityCase(
      "tr a b", input: "banana\n", output: "bbnbnb\n"),
    UtilityCase(
      "tr abc xyz", input: "aabbcc\n", output: "xxyyzz\n"),
    UtilityCase(
      "tr a-z A-Z", input: "Hello\n", output: "HELLO\n"),
    UtilityCase(
      "tr A-Z a-z", input: "Hello\n", output: "hello\n"),
    UtilityCase(
      "tr [:lower:] [:upper:]", input: "Hello é\n", output: "HELLO é\n"),
    UtilityCase(
      "tr [:upper:] [:lower:]", input: "HeLLo\n", output: "hello\n"),
    UtilityCase(
      "tr -d aeiou", input: "education\n", output: "dctn\n"),
    UtilityCase(
      "tr -d [:digit:]", input: "a1b22\n", output: "ab\n"),
    UtilityCase(
      "tr -d \\n", input: "a\nb\n", output: "ab"),
    UtilityCase(
      "tr -s a", input: "baaad\n", output: "bad\n"),
    UtilityCase(
      "tr -s ' '", input: "a   b\n", output: "a b\n"),
    UtilityCase(
      "tr -s a-z", input: "aabbccAA\n", output: "abcAA\n"),
    UtilityCase(
      "tr -s a b", input: "aabb\n", output: "b\n"),
    UtilityCase(
      "tr -ds a-c x", input: "abxxcxx\n", output: "x\n"),
    UtilityCase(
      "tr -cd 0-9\\n", input: "a1b2\n", output: "12\n"),
    UtilityCase(
      "tr -c 0-9\\n x", input: "a1b2\n", output: "x1x2\n"),
    UtilityCase(
      "tr -cs [:alnum:] \\n", input: "foo, bar!baz\n", output: "foo\nbar\nbaz\n"),
    UtilityCase(
      "tr -cs a-z [\\n*]", input: "ab12cd\n", output: "ab\ncd\n"),
    UtilityCase(
      "tr -t abc x", input: "abc\n", output: "xbc\n"),
    UtilityCase(
      "tr abc x", input: "abc\n", output: "xxx\n"),
  ]
  private static let rows2: [UtilityCase] = [
    UtilityCase(
      "tr abc xy", input: "abcc\n", output: "xyyy\n"),
    UtilityCase(
      "tr a- xy", input: "a-b\n", output: "xyb\n"),
    UtilityCase(
      "tr -- -a xy", input: "-a\n", output: "xy\n"),
    UtilityCase(
      "tr \\n ,", input: "1\n2\n", output: "1,2,"),
    UtilityCase(
      "tr \\t ' '", input: "a\tb\n", output: "a b\n"),
    UtilityCase(
      "tr \\101 x", input: "AB\n", output: "xB\n"),
    UtilityCase(
      "tr \\\\ /", input: "a\\b\n", output: "a/b\n"),
    UtilityCase(
      "tr \\0 x", input: "a\0b\n", output: "axb\n"),
    UtilityCase(
      "tr a [x*]", input: "aab\n", output: "xxb\n"),
    UtilityCase(
      "tr abc [x*2]y", input: "abc\n", output: "xxy\n"),
    UtilityCase(
      "tr abc y[x*]", input: "abc\n", output: "yxx\n"),
    UtilityCase(
      "tr abcd y[x*]z", input: "abcd\n", output: "yxxz\n"),
    UtilityCase(
      "tr 0-9 [a*5][b*5]", input: "0123456789\n", output: "aaaaabbbbb\n"),
    UtilityCase(
      "tr 0-9 [a*010]b", input: "0123456789\n", output: "aaaaaaaabb\n"),
    UtilityCase(
      "tr [=a=] x", input: "ab\n", output: "xb\n"),
    UtilityCase(
      "tr [a] (b)", input: "[a]\n", output: "(b)\n"),
    UtilityCase(
      "tr a-cx-z 1-6", input: "abcxyz\n", output: "123456\n"),
    UtilityCase(
      "tr -d a-", input: "a-b\n", output: "b\n"),
    UtilityCase(
      "tr é x", input: "é\n", output: "xx\n"),
    UtilityCase(
      "tr -C a b", input: "ab", output: "ab"),
  ]
  private static let rows3: [UtilityCase] = [
    UtilityCase(
      "tr -s [:space:]", input: "a  \n\nb", output: "a \nb"),
    UtilityCase(
      "tr -d [:space:][:punct:]", input: "a, b.\n", output: "ab"),
    UtilityCase(
      "tr --delete a", input: "ab\n", output: "b\n"),
    UtilityCase(
      "tr --squeeze-repeats a", input: "aab\n", output: "ab\n"),
    UtilityCase(
      "tr --complement -d a", input: "ab", output: "a"),
    UtilityCase(
      "tr --truncate-set1 ab x", input: "ab", output: "xb"),
    UtilityCase(
      "tr [:alpha:] x", input: "a1b\n", output: "x1x\n"),
    UtilityCase(
      "tr -c [:alpha:] x", input: "a1b\n", output: "axbx"),
    UtilityCase(
      "tr a-b b-a", input: "x",
      error: "tr: range-endpoints of 'b-a' are in reverse collating sequence order\n", status: 1),
    UtilityCase(
      "tr \\r \\n", input: "a\r\n", output: "a\n\n"),
    UtilityCase(
      "tr \\60-\\62 abc", input: "012\n", output: "abc\n"),
    UtilityCase(
      "tr [:lower:]x [:upper:]Y", input: "ax\n", output: "AY\n"),
    UtilityCase(
      "tr [a-c] [A-C]", input: "[abc]\n", output: "[ABC]\n"),
    UtilityCase(
      "tr -d ''", input: "a\n", output: "a\n"),
    UtilityCase(
      "tr '' ''", input: "a\n", output: "a\n"),
    UtilityCase(
      "tr a\\-c xyz", input: "a-c\n", output: "xyz\n"),
    UtilityCase(
      "tr %-+ x", input: "%&+\n", output: "xxx\n"),
    UtilityCase(
      "tr [:xdigit:] .", input: "af1gz\n", output: "...gz\n"),
    UtilityCase(
      "tr -d \\055", input: "a-b\n", output: "ab\n"),
    UtilityCase(
      "tr [:print:] x", input: "a\u{1}b\n", output: "x\u{1}x\n"),
  ]
  private static let rows4: [UtilityCase] = [
    UtilityCase(
      "tr -dc [:print:]", input: "a\u{1}b\n", output: "ab"),
    UtilityCase(
      "tr -s a\\n", input: "aa\n\n\nb\n", output: "a\nb\n"),
    UtilityCase(
      "tr -cs [:digit:] _", input: "a1bb22\n", output: "_1_22_"),
    UtilityCase(
      "tr", input: "a8\\\n", usageError: "missing operand"),
    UtilityCase(
      "tr a", input: "a8\\\n",
      usageError: "missing operand after 'a'\nTwo strings must be given when translating."),
    UtilityCase(
      "tr -d", input: "a8\\\n", usageError: "missing operand"),
    UtilityCase(
      "tr -d a b", input: "a8\\\n",
      usageError:
        "extra operand 'b'\nOnly one string may be given when deleting without squeezing repeats."),
    UtilityCase(
      "tr -ds a", input: "a8\\\n",
      usageError:
        "missing operand after 'a'\nTwo strings must be given when both deleting and squeezing repeats."
    ),
    UtilityCase(
      "tr z-a b", input: "a8\\\n",
      error: "tr: range-endpoints of 'z-a' are in reverse collating sequence order\n", status: 1),
    UtilityCase(
      "tr [:foo:] a", input: "a8\\\n", error: "tr: invalid character class 'foo'\n", status: 1),
    UtilityCase(
      "tr a [:digit:]", input: "a8\\\n",
      error:
        "tr: when translating, the only character classes that may appear in\nstring2 are 'upper' and 'lower'\n",
      status: 1),
    UtilityCase(
      "tr A-Z [:lower:]", input: "a8\\\n",
      error: "tr: misaligned [:upper:] and/or [:lower:] construct\n", status: 1),
    UtilityCase(
      "tr [a*] b", input: "a8\\\n",
      error: "tr: the [c*] repeat construct may not appear in string1\n", status: 1),
    UtilityCase(
      "tr -d [a*]", input: "a8\\\n",
      error: "tr: the [c*] repeat construct may not appear in string1\n", status: 1),
    UtilityCase(
      "tr a [x*][y*]", input: "a8\\\n",
      error: "tr: only one [c*] repeat construct may appear in string2\n", status: 1),
    UtilityCase(
      "tr [a*x] b", input: "a8\\\n", error: "tr: invalid repeat count 'x' in [c*n] construct\n",
      status: 1),
    UtilityCase(
      "tr a [x*y]", input: "a8\\\n", error: "tr: invalid repeat count 'y' in [c*n] construct\n",
      status: 1),
    UtilityCase(
      "tr [=ab=] a", input: "a8\\\n",
      error: "tr: ab: equivalence class operand must be a single character\n", status: 1),
    UtilityCase(
      "tr '[:: ' a", input: "a8\\\n", output: "a8\\\n"),
    UtilityCase(
      "tr [::] a", input: "a8\\\n", error: "tr: missing character class name '[::]'\n", status: 1),
  ]
  private static let rows5: [UtilityCase] = [
    UtilityCase(
      "tr [==] a", input: "a8\\\n", error: "tr: missing equivalence class character '[==]'\n",
      status: 1),
    UtilityCase(
      "tr -c [:alpha:] ab", input: "a8\\\n",
      error:
        "tr: when translating with complemented character classes,\nstring2 must map all characters in the domain to one\n",
      status: 1),
    UtilityCase(
      "tr a b c", input: "a8\\\n", usageError: "extra operand 'c'"),
    UtilityCase(
      "tr -s a b c", input: "a8\\\n", usageError: "extra operand 'c'"),
    UtilityCase(
      "tr a [:lower:]", input: "a8\\\n",
      error: "tr: misaligned [:upper:] and/or [:lower:] construct\n", status: 1),
    UtilityCase(
      "tr ab[:lower:] a[:upper:]", input: "a8\\\n",
      error: "tr: misaligned [:upper:] and/or [:lower:] construct\n", status: 1),
    UtilityCase(
      "tr -Q", input: "a8\\\n", usageError: "invalid option -- 'Q'"),
    UtilityCase(
      "tr --foo", input: "a8\\\n", usageError: "unrecognized option '--foo'"),
    UtilityCase(
      "tr a ''", input: "a8\\\n",
      error: "tr: when not truncating set1, string2 must be non-empty\n", status: 1),
    UtilityCase(
      "tr '' a", input: "a8\\\n", output: "a8\\\n"),
    UtilityCase(
      "tr a\\ b", input: "a8\\\n", output: "b8b\n",
      error: "tr: warning: an unescaped backslash at end of string is not portable\n"),
    UtilityCase(
      "tr \\400 a", input: "a8\\\n", output: "a8\\\n",
      error:
        "tr: warning: the ambiguous octal escape \\400 is being\n\tinterpreted as the 2-byte sequence \\040, 0\n"
    ),
    UtilityCase(
      "tr -t a ''", input: "a8\\\n", output: "a8\\\n"),
    UtilityCase(
      "tr \\8 a", input: "a8\\\n", output: "aa\\\n"),
  ]
  @Test(arguments: rows) func runs(_ row: UtilityCase) throws { try row.check() }
}
