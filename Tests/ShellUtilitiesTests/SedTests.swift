import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU sed")
struct SedTests {
  /// What the GNU tool did on the same input. In parts, which are quicker to compile.
  static let rows: [UtilityCase] = [
    rows1, rows2, rows3, rows4, rows5, rows6, rows7, rows8, rows9, rows10, rows11, rows12, rows13,
    rows14, rows15, rows16, rows17, rows18,
  ].flatMap { $0 }
  private static let rows1: [UtilityCase] = [
    UtilityCase(
      "sed p t", files: ["t": "1\n2\n3\n"], output: "1\n1\n2\n2\n3\n3\n"),
    UtilityCase(
      "sed -n p t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
    UtilityCase(
      "sed 1p t", files: ["t": "1\n2\n3\n"], output: "1\n1\n2\n3\n"),
    UtilityCase(
      "sed $d t", files: ["t": "1\n2\n3\n"], output: "1\n2\n"),
    UtilityCase(
      "sed 2d t", files: ["t": "1\n2\n3\n"], output: "1\n3\n"),
    UtilityCase(
      "sed 2!d t", files: ["t": "1\n2\n3\n"], output: "2\n"),
    UtilityCase(
      "sed 1,2d t", files: ["t": "1\n2\n3\n"], output: "3\n"),
    UtilityCase(
      "sed 2,$d t", files: ["t": "1\n2\n3\n"], output: "1\n"),
    UtilityCase(
      "sed /2/d t", files: ["t": "1\n2\n3\n"], output: "1\n3\n"),
    UtilityCase(
      "sed /2/!d t", files: ["t": "1\n2\n3\n"], output: "2\n"),
    UtilityCase(
      "sed 1~2d t", files: ["t": "1\n2\n3\n"], output: "2\n"),
    UtilityCase(
      "sed 0~2d t", files: ["t": "1\n2\n3\n"], output: "1\n3\n"),
    UtilityCase(
      "sed 2~0d t", files: ["t": "1\n2\n3\n"], output: "1\n3\n"),
    UtilityCase(
      "sed 1,+1d t", files: ["t": "1\n2\n3\n"], output: "3\n"),
    UtilityCase(
      "sed 1,~2d t", files: ["t": "1\n2\n3\n"], output: "3\n"),
    UtilityCase(
      "sed 0,/1/d t", files: ["t": "1\n2\n3\n"], output: "2\n3\n"),
    UtilityCase(
      "sed 1,/1/d t", files: ["t": "1\n2\n3\n"]),
    UtilityCase(
      "sed /1/,/2/d t", files: ["t": "1\n2\n3\n"], output: "3\n"),
    UtilityCase(
      "sed 2,1d t", files: ["t": "1\n2\n3\n"], output: "1\n3\n"),
    UtilityCase(
      "sed /2/,1d t", files: ["t": "1\n2\n3\n"], output: "1\n3\n"),
  ]
  private static let rows2: [UtilityCase] = [
    UtilityCase(
      "sed 2q t", files: ["t": "1\n2\n3\n"], output: "1\n2\n"),
    UtilityCase(
      "sed 2q5 t", files: ["t": "1\n2\n3\n"], output: "1\n2\n", status: 5),
    UtilityCase(
      "sed 2Q t", files: ["t": "1\n2\n3\n"], output: "1\n"),
    UtilityCase(
      "sed 2Q7 t", files: ["t": "1\n2\n3\n"], output: "1\n", status: 7),
    UtilityCase(
      "sed = t", files: ["t": "1\n2\n3\n"], output: "1\n1\n2\n2\n3\n3\n"),
    UtilityCase(
      "sed $= t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n3\n"),
    UtilityCase(
      "sed n;d t", files: ["t": "1\n2\n3\n"], output: "1\n3\n"),
    UtilityCase(
      "sed $!n;d t", files: ["t": "1\n2\n3\n"], output: "1\n"),
    UtilityCase(
      "sed N t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
    UtilityCase(
      "sed $!N;P;D t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
    UtilityCase(
      "sed N;N;P;D t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
    UtilityCase(
      "sed G t", files: ["t": "1\n2\n3\n"], output: "1\n\n2\n\n3\n\n"),
    UtilityCase(
      "sed 1!G;h;$!d t", files: ["t": "1\n2\n3\n"], output: "3\n2\n1\n"),
    UtilityCase(
      "sed x t", files: ["t": "1\n2\n3\n"], output: "\n1\n2\n"),
    UtilityCase(
      "sed H;$!d;x;s/\\n/,/g t", files: ["t": "1\n2\n3\n"], output: ",1,2,3\n"),
    UtilityCase(
      "sed h;G t", files: ["t": "1\n2\n3\n"], output: "1\n1\n2\n2\n3\n3\n"),
    UtilityCase(
      "sed g t", files: ["t": "1\n2\n3\n"], output: "\n\n\n"),
    UtilityCase(
      "sed l t", files: ["t": "1\n2\n3\n"], output: "1$\n1\n2$\n2\n3$\n3\n"),
    UtilityCase(
      "sed z t", files: ["t": "1\n2\n3\n"], output: "\n\n\n"),
    UtilityCase(
      "sed s/1/a&b/ t", files: ["t": "1\n2\n3\n"], output: "a1b\n2\n3\n"),
  ]
  private static let rows3: [UtilityCase] = [
    UtilityCase(
      "sed s/./x/2 t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
    UtilityCase(
      "sed s/[0-9]/<&>/p t", files: ["t": "1\n2\n3\n"], output: "<1>\n<1>\n<2>\n<2>\n<3>\n<3>\n"),
    UtilityCase(
      "sed y/123/abc/ t", files: ["t": "1\n2\n3\n"], output: "a\nb\nc\n"),
    UtilityCase(
      "sed '1i foo' t", files: ["t": "1\n2\n3\n"], output: "foo\n1\n2\n3\n"),
    UtilityCase(
      "sed '1a foo' t", files: ["t": "1\n2\n3\n"], output: "1\nfoo\n2\n3\n"),
    UtilityCase(
      "sed '2c foo' t", files: ["t": "1\n2\n3\n"], output: "1\nfoo\n3\n"),
    UtilityCase(
      "sed '1,2c foo' t", files: ["t": "1\n2\n3\n"], output: "foo\n3\n"),
    UtilityCase(
      "sed '$!N;c foo' t", files: ["t": "1\n2\n3\n"], output: "foo\nfoo\n"),
    UtilityCase(
      "sed '2!c foo' t", files: ["t": "1\n2\n3\n"], output: "foo\n2\nfoo\n"),
    UtilityCase(
      "sed '1i\\\na\\\nb' t", files: ["t": "1\n2\n3\n"], output: "a\nb\n1\n2\n3\n"),
    UtilityCase(
      "sed '1a\\\n  text' t", files: ["t": "1\n2\n3\n"], output: "1\n  text\n2\n3\n"),
    UtilityCase(
      "sed 1a\\text t", files: ["t": "1\n2\n3\n"], output: "1\ntext\n2\n3\n"),
    UtilityCase(
      "sed '1a\\  text' t", files: ["t": "1\n2\n3\n"], output: "1\n  text\n2\n3\n"),
    UtilityCase(
      "sed '1a  text' t", files: ["t": "1\n2\n3\n"], output: "1\ntext\n2\n3\n"),
    UtilityCase(
      "sed '1a  he\\llo\\tx\\\nmore\\\\n' t", files: ["t": "1\n2\n3\n"],
      output: "1\nhello\tx\nmore\\n\n2\n3\n"),
    UtilityCase(
      "sed 1a t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 2: expected \\ after `a', `c' or `i'\n", status: 1),
    UtilityCase(
      "sed 1a\\ t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
    UtilityCase(
      "sed '1a foo\np' t", files: ["t": "1\n2\n3\n"], output: "1\n1\nfoo\n2\n2\n3\n3\n"),
    UtilityCase(
      "sed '1{a foo\n}' t", files: ["t": "1\n2\n3\n"], output: "1\nfoo\n2\n3\n"),
    UtilityCase(
      "sed '1{a foo}' t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 0: unmatched `{'\n", status: 1),
  ]
  private static let rows4: [UtilityCase] = [
    UtilityCase(
      "sed '$a foo' t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\nfoo\n"),
    UtilityCase(
      "sed 1a\\ttab t", files: ["t": "1\n2\n3\n"], output: "1\nttab\n2\n3\n"),
    UtilityCase(
      "sed '1a a\\ttab' t", files: ["t": "1\n2\n3\n"], output: "1\na\ttab\n2\n3\n"),
    UtilityCase(
      "sed 1a\\\\ttab t", files: ["t": "1\n2\n3\n"], output: "1\n\ttab\n2\n3\n"),
    UtilityCase(
      "sed '1a\\\n\\  x' t", files: ["t": "1\n2\n3\n"], output: "1\n  x\n2\n3\n"),
    UtilityCase(
      "sed '1a\\\n' t", files: ["t": "1\n2\n3\n"], output: "1\n\n2\n3\n"),
    UtilityCase(
      "sed 2{p;q} t", files: ["t": "1\n2\n3\n"], output: "1\n2\n2\n"),
    UtilityCase(
      "sed /x/{bend};:end;p t", files: ["t": "1\n2\n3\n"], output: "1\n1\n2\n2\n3\n3\n"),
    UtilityCase(
      "sed :a;N;ba t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
    UtilityCase(
      "sed :a;N;$!ba;s/\\n/+/g t", files: ["t": "1\n2\n3\n"], output: "1+2+3\n"),
    UtilityCase(
      "sed ':a b;p' t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
    UtilityCase(
      "sed ': a' t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
    UtilityCase(
      "sed ba;p;:a t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
    UtilityCase(
      "sed bx t", files: ["t": "1\n2\n3\n"], error: "sed: can't find label for jump to `x'\n",
      status: 4),
    UtilityCase(
      "sed 'b a;:a ;p' t", files: ["t": "1\n2\n3\n"], output: "1\n1\n2\n2\n3\n3\n"),
    UtilityCase(
      "sed {:a};p t", files: ["t": "1\n2\n3\n"], output: "1\n1\n2\n2\n3\n3\n"),
    UtilityCase(
      "sed 1{ba} t", files: ["t": "1\n2\n3\n"], error: "sed: can't find label for jump to `a'\n",
      status: 4),
    UtilityCase(
      "sed ta;p;:a t", files: ["t": "1\n2\n3\n"], output: "1\n1\n2\n2\n3\n3\n"),
    UtilityCase(
      "sed s/1/x/;ta;d;:a t", files: ["t": "1\n2\n3\n"], output: "x\n"),
    UtilityCase(
      "sed s/1/x/;Ta;d;:a t", files: ["t": "1\n2\n3\n"], output: "2\n3\n"),
  ]
  private static let rows5: [UtilityCase] = [
    UtilityCase(
      "sed {p;p} t", files: ["t": "1\n2\n3\n"], output: "1\n1\n1\n2\n2\n2\n3\n3\n3\n"),
    UtilityCase(
      "sed 1{2{p}} t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
    UtilityCase(
      "sed {p t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 0: unmatched `{'\n", status: 1),
    UtilityCase(
      "sed p} t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 2: unexpected `}'\n", status: 1),
    UtilityCase(
      "sed } t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 1: unexpected `}'\n", status: 1),
    UtilityCase(
      "sed 1} t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 2: unexpected `}'\n", status: 1),
    UtilityCase(
      "sed pp t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 2: extra characters after command\n", status: 1),
    UtilityCase(
      "sed p;;p;k t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 6: unknown command: `k'\n", status: 1),
    UtilityCase(
      "sed k t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 1: unknown command: `k'\n", status: 1),
    UtilityCase(
      "sed 1!!p t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 3: multiple `!'s\n", status: 1),
    UtilityCase(
      "sed 1,p t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 3: unexpected `,'\n", status: 1),
    UtilityCase(
      "sed 1 t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 1: missing command\n", status: 1),
    UtilityCase(
      "sed +1p t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 2: invalid usage of +N or ~N as first address\n",
      status: 1),
    UtilityCase(
      "sed 0p t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 2: invalid usage of line address 0\n", status: 1),
    UtilityCase(
      "sed 0,1p t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 4: invalid usage of line address 0\n", status: 1),
    UtilityCase(
      "sed 1:a t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 2: : doesn't want any addresses\n", status: 1),
    UtilityCase(
      "sed : t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 1: \":\" lacks a label\n", status: 1),
    UtilityCase(
      "sed 1#x t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 2: comments don't accept any addresses\n", status: 1),
    UtilityCase(
      "sed '#n\np' t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
    UtilityCase(
      "sed #n t", files: ["t": "1\n2\n3\n"]),
  ]
  private static let rows6: [UtilityCase] = [
    UtilityCase(
      "sed '1p # c\n2d' t", files: ["t": "1\n2\n3\n"], output: "1\n1\n3\n"),
    UtilityCase(
      "sed s/a t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 3: unterminated `s' command\n", status: 1),
    UtilityCase(
      "sed s/a/b t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 5: unterminated `s' command\n", status: 1),
    UtilityCase(
      "sed s/a/b/x t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 7: unknown option to `s'\n", status: 1),
    UtilityCase(
      "sed s/a/b/gg t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 8: multiple `g' options to `s' command\n", status: 1),
    UtilityCase(
      "sed s/a/b/pp t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 8: multiple `p' options to `s' command\n", status: 1),
    UtilityCase(
      "sed 's/a/b/1 2' t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 9: multiple number options to `s' command\n", status: 1),
    UtilityCase(
      "sed s/a/b/0 t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 7: number option to `s' command may not be zero\n",
      status: 1),
    UtilityCase(
      "sed s/a/\\1/ t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 7: invalid reference \\1 on `s' command's RHS\n",
      status: 1),
    UtilityCase(
      "sed s/\\(a/b/;p t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 9: Unmatched ( or \\(\n", status: 1),
    UtilityCase(
      "sed /\\(a/p t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 5: Unmatched ( or \\(\n", status: 1),
    UtilityCase(
      "sed /a t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 2: unterminated address regex\n", status: 1),
    UtilityCase(
      "sed //p t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 0: no previous regular expression\n", status: 1),
    UtilityCase(
      "sed s//x/ t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 0: no previous regular expression\n", status: 1),
    UtilityCase(
      "sed s//x/I t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 6: cannot specify modifiers on empty regexp\n", status: 1),
    UtilityCase(
      "sed r t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 1: missing filename in r/R/w/W commands\n", status: 1),
    UtilityCase(
      "sed w t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 1: missing filename in r/R/w/W commands\n", status: 1),
    UtilityCase(
      "sed s/a/b/w t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 7: missing filename in r/R/w/W commands\n", status: 1),
    UtilityCase(
      "sed y/a/bc/ t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 7: strings for `y' command are different lengths\n",
      status: 1),
    UtilityCase(
      "sed y/a t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 3: unterminated `y' command\n", status: 1),
  ]
  private static let rows7: [UtilityCase] = [
    UtilityCase(
      "sed 1,2= t", files: ["t": "1\n2\n3\n"], output: "1\n1\n2\n2\n3\n"),
    UtilityCase(
      "sed 1,2q t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 4: command only uses one address\n", status: 1),
    UtilityCase(
      "sed qx t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 2: extra characters after command\n", status: 1),
    UtilityCase(
      "sed 'l 5x' t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 4: extra characters after command\n", status: 1),
    UtilityCase(
      "sed 'v 9' t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 3: expected newer version of sed\n", status: 1),
    UtilityCase(
      "sed 'v 4.2' t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
    UtilityCase(
      "sed 'r t' t", files: ["t": "1\n2\n3\n"], output: "1\n1\n2\n3\n2\n1\n2\n3\n3\n1\n2\n3\n"),
    UtilityCase(
      "sed '2r t' t", files: ["t": "1\n2\n3\n"], output: "1\n2\n1\n2\n3\n3\n"),
    UtilityCase(
      "sed 'R t' t", files: ["t": "1\n2\n3\n"], output: "1\n1\n2\n2\n3\n3\n"),
    UtilityCase(
      "sed '2R t' t", files: ["t": "1\n2\n3\n"], output: "1\n2\n1\n3\n"),
    UtilityCase(
      "sed 'r nofile' t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
    UtilityCase(
      "sed F t", files: ["t": "1\n2\n3\n"], output: "t\n1\nt\n2\nt\n3\n"),
    UtilityCase(
      "sed 1d;1p t", files: ["t": "1\n2\n3\n"], output: "2\n3\n"),
    UtilityCase(
      "sed 2,1!d t", files: ["t": "1\n2\n3\n"], output: "2\n"),
    UtilityCase(
      "sed /2/I,$d t", files: ["t": "1\n2\n3\n"], output: "1\n"),
    UtilityCase(
      "sed \\,2,d t", files: ["t": "1\n2\n3\n"], output: "1\n3\n"),
    UtilityCase(
      "sed \\x2xd t", files: ["t": "1\n2\n3\n"], output: "1\n3\n"),
    UtilityCase(
      "sed /1/,+1{s/^/-/} t", files: ["t": "1\n2\n3\n"], output: "-1\n-2\n3\n"),
    UtilityCase(
      "sed 1{N;N};2d;s/\\n/,/ t", files: ["t": "1\n2\n3\n"], output: "1,2\n3\n"),
    UtilityCase(
      "sed N;2q t", files: ["t": "1\n2\n3\n"], output: "1\n2\n"),
  ]
  private static let rows8: [UtilityCase] = [
    UtilityCase(
      "sed $s/$/!/ t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3!\n"),
    UtilityCase(
      "sed s/$/!/;s/^/!/ t", files: ["t": "1\n2\n3\n"], output: "!1!\n!2!\n!3!\n"),
    UtilityCase(
      "sed /[/]/d t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
    UtilityCase(
      "sed s,/,x, t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
    UtilityCase(
      "sed s/1/a\\nb/ t", files: ["t": "1\n2\n3\n"], output: "a\nb\n2\n3\n"),
    UtilityCase(
      "sed 's/1/a\\\nb/' t", files: ["t": "1\n2\n3\n"], output: "a\nb\n2\n3\n"),
    UtilityCase(
      "sed 1s/^/\\t/ t", files: ["t": "1\n2\n3\n"], output: "\t1\n2\n3\n"),
    UtilityCase(
      "sed s/\\x31/x/;s/\\d50/y/;s/\\o63/z/ t", files: ["t": "1\n2\n3\n"], output: "x\ny\nz\n"),
    UtilityCase(
      "sed s/1/a\\x26b/ t", files: ["t": "1\n2\n3\n"], output: "a&b\n2\n3\n"),
    UtilityCase(
      "sed [:space:] t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 1: unknown command: `['\n", status: 1),
    UtilityCase(
      "sed s/[:space:]/x/ t", files: ["t": "1\n2\n3\n"],
      error: "sed: character class syntax is [[:space:]], not [:space:]\n", status: 4),
    UtilityCase(
      "sed s/[[:digit:]]/d/ t", files: ["t": "1\n2\n3\n"], output: "d\nd\nd\n"),
    UtilityCase(
      "sed 1,3{/2/d} t", files: ["t": "1\n2\n3\n"], output: "1\n3\n"),
    UtilityCase(
      "sed $!d t", files: ["t": "1\n2\n3\n"], output: "3\n"),
    UtilityCase(
      "sed $!{$!d} t", files: ["t": "1\n2\n3\n"], output: "3\n"),
    UtilityCase(
      "sed 1~0p t", files: ["t": "1\n2\n3\n"], output: "1\n1\n2\n3\n"),
    UtilityCase(
      "sed 5,7p t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
    UtilityCase(
      "sed 2,4p t", files: ["t": "1\n2\n3\n"], output: "1\n2\n2\n3\n3\n"),
    UtilityCase(
      "sed 'c\\\nx' t", files: ["t": "1\n2\n3\n"], output: "x\nx\nx\n"),
    UtilityCase(
      "sed i\\ t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
  ]
  private static let rows9: [UtilityCase] = [
    UtilityCase(
      "sed 2,2p t", files: ["t": "1\n2\n3\n"], output: "1\n2\n2\n3\n"),
    UtilityCase(
      "sed 1;2;3p t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 2: unknown command: `;'\n", status: 1),
    UtilityCase(
      "sed '1 , 2 p' t", files: ["t": "1\n2\n3\n"], output: "1\n1\n2\n2\n3\n"),
    UtilityCase(
      "sed '1 ! p' t", files: ["t": "1\n2\n3\n"], output: "1\n2\n2\n3\n3\n"),
    UtilityCase(
      "sed 's/1/x/w out\np' t", files: ["t": "1\n2\n3\n"], output: "x\nx\n2\n2\n3\n3\n"),
    UtilityCase(
      "sed a t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #1, char 1: expected \\ after `a', `c' or `i'\n", status: 1),
    UtilityCase(
      "sed -n $= t", files: ["t": "1\n2\n3\n"], output: "3\n"),
    UtilityCase(
      "sed -n 2p t", files: ["t": "1\n2\n3\n"], output: "2\n"),
    UtilityCase(
      "sed -n /1/,/2/p t", files: ["t": "1\n2\n3\n"], output: "1\n2\n"),
    UtilityCase(
      "sed -n 2,1p;/1/,1p;2,+1p;1,~2p;$p t", files: ["t": "1\n2\n3\n"],
      output: "1\n1\n2\n2\n2\n3\n3\n"),
    UtilityCase(
      "sed -n 0,/1/p t", files: ["t": "1\n2\n3\n"], output: "1\n"),
    UtilityCase(
      "sed -n 1,/1/p t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
    UtilityCase(
      "sed -n $p t", files: ["t": "1\n2\n3\n"], output: "3\n"),
    UtilityCase(
      "sed -n N;N;p t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
    UtilityCase(
      "sed -n N;N;N;p t", files: ["t": "1\n2\n3\n"]),
    UtilityCase(
      "sed -n s/1/x/p t", files: ["t": "1\n2\n3\n"], output: "x\n"),
    UtilityCase(
      "sed -n l t", files: ["t": "1\n2\n3\n"], output: "1$\n2$\n3$\n"),
    UtilityCase(
      "sed -n 2{p;q} t", files: ["t": "1\n2\n3\n"], output: "2\n"),
    UtilityCase(
      "sed -n P t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
    UtilityCase(
      "sed -n H;${x;s/\\n/,/g;p} t", files: ["t": "1\n2\n3\n"], output: ",1,2,3\n"),
  ]
  private static let rows10: [UtilityCase] = [
    UtilityCase(
      "sed -n /1/{n;p} t", files: ["t": "1\n2\n3\n"], output: "2\n"),
    UtilityCase(
      "sed -n $!{n;p} t", files: ["t": "1\n2\n3\n"], output: "2\n"),
    UtilityCase(
      "sed -n x;p t", files: ["t": "1\n2\n3\n"], output: "\n1\n2\n"),
    UtilityCase(
      "sed -n F t", files: ["t": "1\n2\n3\n"], output: "t\nt\nt\n"),
    UtilityCase(
      "sed -n =;2q t", files: ["t": "1\n2\n3\n"], output: "1\n2\n"),
    UtilityCase(
      "sed s/o/0/g", input: "foo boo\n", output: "f00 b00\n"),
    UtilityCase(
      "sed s/o/0/2", input: "foo\n", output: "fo0\n"),
    UtilityCase(
      "sed s/o/0/2g", input: "fooo\n", output: "fo00\n"),
    UtilityCase(
      "sed s/x*/-/g", input: "abxxc\n", output: "-a-b-c-\n"),
    UtilityCase(
      "sed s/b*/X/2", input: "abc\n", output: "aXc\n"),
    UtilityCase(
      "sed s/\\b/|/g", input: "ab cd\n", output: "|ab| |cd|\n"),
    UtilityCase(
      "sed s/^/>/g", input: "ab\n", output: ">ab\n"),
    UtilityCase(
      "sed s/$/</g", input: "ab\n", output: "ab<\n"),
    UtilityCase(
      "sed s/\\(a\\)\\(b\\)/\\2\\1/", input: "ab\n", output: "ba\n"),
    UtilityCase(
      "sed s/a\\|b/X/g", input: "abc\n", output: "XXc\n"),
    UtilityCase(
      "sed s/a\\+/X/", input: "baab\n", output: "bXb\n"),
    UtilityCase(
      "sed s/.*/\"&\"/", input: "x y\n", output: "\"x y\"\n"),
    UtilityCase(
      "sed s/A/x/I", input: "aA\n", output: "xA\n"),
    UtilityCase(
      "sed s/a/x/Ig", input: "aA\n", output: "xx\n"),
    UtilityCase(
      "sed s/./\\u&x\\LAB\\Ecd\\U&e/", input: "q\n", output: "QxabcdQE\n"),
  ]
  private static let rows11: [UtilityCase] = [
    UtilityCase(
      "sed s/o/\\U\\lX\\Ey/2", input: "foo\n", output: "foxy\n"),
    UtilityCase(
      "sed s/.*/\\L\\u&/", input: "FOO BAR\n", output: "Foo bar\n"),
    UtilityCase(
      "sed s/\\w\\+/\\u&/g", input: "foo bar\n", output: "Foo Bar\n"),
    UtilityCase(
      "sed s/\\(.*\\)/\\U\\1/", input: "aBc\n", output: "ABC\n"),
    UtilityCase(
      "sed s|a\\|b|X|", input: "a|b\n", output: "X\n"),
    UtilityCase(
      "sed s.a\\.b.X.g", input: "a.b axb\n", output: "X X\n"),
    UtilityCase(
      "sed s&a\\&b&X\\&Y&", input: "a&b\n", output: "X&Y\n"),
    UtilityCase(
      "sed s/\\x5e/X/", input: "a^b\n", output: "Xa^b\n"),
    UtilityCase(
      "sed s/\\x2e/X/g", input: "a.b\n", output: "XXX\n"),
    UtilityCase(
      "sed s/[\\t]/X/", input: "a\tb\n", output: "aXb\n"),
    UtilityCase(
      "sed s/[\\n]/X/", input: "anb\n", output: "anb\n"),
    UtilityCase(
      "sed N;s/[\\n]/X/", input: "a\nb\n", output: "aXb\n"),
    UtilityCase(
      "sed N;s/a$/x/M", input: "a\nb\n", output: "x\nb\n"),
    UtilityCase(
      "sed N;s/^b/x/M", input: "a\nb\n", output: "a\nx\n"),
    UtilityCase(
      "sed N;s/^b/x/", input: "a\nb\n", output: "a\nb\n"),
    UtilityCase(
      "sed N;s/.*/x/M", input: "a\nb\n", output: "x\nb\n"),
    UtilityCase(
      "sed N;s/\\`./x/Mg", input: "a\nb\n", output: "x\nb\n"),
    UtilityCase(
      "sed y/abc/\\n\\t\\\\/", input: "abc\n", output: "\n\t\\\n"),
    UtilityCase(
      "sed y/a\\/b/x-y/", input: "a/b\n", output: "x-y\n"),
    UtilityCase(
      "sed p", input: "a\nb", output: "a\na\nb\nb"),
  ]
  private static let rows12: [UtilityCase] = [
    UtilityCase(
      "sed 'a x'", input: "a\nb", output: "a\nx\nb\nx\n"),
    UtilityCase(
      "sed $!d", input: "a\nb", output: "b"),
    UtilityCase(
      "sed 'i x'", input: "a", output: "x\na"),
    UtilityCase(
      "sed G", input: "a", output: "a\n\n"),
    UtilityCase(
      "sed N;N;s/\\n/,/g", input: "a\nb\nc\nd\n", output: "a,b,c\nd\n"),
    UtilityCase(
      "sed '$!N;s/\\n/ /'", input: "a\nb\nc", output: "a b\nc"),
    UtilityCase(
      "sed s/\\s/_/g;s/\\S/x/2", input: "a b c\n", output: "axb_c\n"),
    UtilityCase(
      "sed s/a.c/X/", input: "aÿc\n", output: "aÿc\n"),
    UtilityCase(
      "sed 'l;l 20;l 0;l 1'",
      input:
        "a\\b\t\u{1}é12345678910111213141516171819202122232425262728293031323334353637383940\n",
      output:
        "a\\\\b\\t\\001\\303\\251123456789101112131415161718192021222324252627282930\\\n31323334353637383940$\na\\\\b\\t\\001\\303\\2511\\\n2345678910111213141\\\n5161718192021222324\\\n2526272829303132333\\\n4353637383940$\na\\\\b\\t\\001\\303\\25112345678910111213141516171819202122232425262728293031323334353637383940$\n\\\na\\\n\\\\\\\nb\\\n\\t\\\n\\001\\\n\\303\\\n\\251\\\n1\\\n2\\\n3\\\n4\\\n5\\\n6\\\n7\\\n8\\\n9\\\n1\\\n0\\\n1\\\n1\\\n1\\\n2\\\n1\\\n3\\\n1\\\n4\\\n1\\\n5\\\n1\\\n6\\\n1\\\n7\\\n1\\\n8\\\n1\\\n9\\\n2\\\n0\\\n2\\\n1\\\n2\\\n2\\\n2\\\n3\\\n2\\\n4\\\n2\\\n5\\\n2\\\n6\\\n2\\\n7\\\n2\\\n8\\\n2\\\n9\\\n3\\\n0\\\n3\\\n1\\\n3\\\n2\\\n3\\\n3\\\n3\\\n4\\\n3\\\n5\\\n3\\\n6\\\n3\\\n7\\\n3\\\n8\\\n3\\\n9\\\n4\\\n0$\na\\b\t\u{1}é12345678910111213141516171819202122232425262728293031323334353637383940\n"
    ),
    UtilityCase(
      "sed n;n;s/./x/", input: "1\n2\n3\n4\n5\n6\n", output: "1\n2\nx\n4\n5\nx\n"),
    UtilityCase(
      "sed /start/,/end/{//!d}", input: "a\nstart\nb\nend\nc\n", output: "a\nstart\nend\nc\n"),
    UtilityCase(
      "sed /a/s//x/g", input: "aba\n", output: "xbx\n"),
    UtilityCase(
      "sed s/[^,]*,//2", input: "a,b,c,d\n", output: "a,c,d\n"),
    UtilityCase(
      "sed /^$/d", input: "a\n\nb\n", output: "a\nb\n"),
    UtilityCase(
      "sed 's/^[ \\t]*//;s/[ \\t]*$//'", input: "  a b \t\n", output: "a b\n"),
    UtilityCase(
      "sed 1!G;h;$!d", input: "a\nb\nc\n", output: "c\nb\na\n"),
    UtilityCase(
      "sed $!N;/^\\(.*\\)\\n\\1$/!P;D", input: "a\na\nb\nb\nc\n", output: "a\nb\nc\n"),
    UtilityCase(
      "sed /\\n/!G;s/\\(.\\)\\(.*\\n\\)/&\\2\\1/;//D;s/.//", input: "abc\n", output: "cba\n"),
    UtilityCase(
      "sed :a;s/^\\(.*[0-9]\\)\\([0-9]\\{3\\}\\)/\\1,\\2/;ta", input: "1234567\n",
      output: "1,234,567\n"),
    UtilityCase(
      "sed s/a/b/;s/b/c/;t;s/$/!/", input: "a\nx\n", output: "c\nx!\n"),
  ]
  private static let rows13: [UtilityCase] = [
    UtilityCase(
      "sed ''", input: "a\n", output: "a\n"),
    UtilityCase(
      "sed s/\\//x/", input: "a/b\n", output: "axb\n"),
    UtilityCase(
      "sed s/a/\\//", input: "a\n", output: "/\n"),
    UtilityCase(
      "sed s/a/[&]\\&/", input: "a\n", output: "[a]&\n"),
    UtilityCase(
      "sed s/\\./x/", input: "a.b\n", output: "axb\n"),
    UtilityCase(
      "sed s/*/x/", input: "a*b\n", output: "axb\n"),
    UtilityCase(
      "sed s/a**/x/", input: "aa\n",
      error: "sed: -e expression #1, char 8: Invalid preceding regular expression\n", status: 1),
    UtilityCase(
      "sed s/\\(a*\\)*/x/", input: "aab\n", output: "xb\n"),
    UtilityCase(
      "sed s/a\\{2\\}/x/", input: "aaa\n", output: "xa\n"),
    UtilityCase(
      "sed s/a\\cAb/x/", input: "a\u{1}b\n", output: "x\n"),
    UtilityCase(
      "sed s/x/\\cA/", input: "x\n", output: "\u{1}\n"),
    UtilityCase(
      "sed D", input: "a\nb\n"),
    UtilityCase(
      "sed 's/a/x\\\ny/'", input: "a\n", output: "x\ny\n"),
    UtilityCase(
      "sed s/a\\nb/x/", input: "a\nb\n", output: "a\nb\n"),
    UtilityCase(
      "sed -E 's/(\\w+) (\\w+)/\\2 \\1/'", input: "foo bar\n", output: "bar foo\n"),
    UtilityCase(
      "sed -E s/a|b/X/g", input: "abc\n", output: "XXc\n"),
    UtilityCase(
      "sed -E s|a\\|b|X|", input: "a|b\n", output: "X|b\n"),
    UtilityCase(
      "sed -E s+a\\+b+X+", input: "a+b\n", output: "a+b\n"),
    UtilityCase(
      "sed -E s/a{2}/x/", input: "aaa\n", output: "xa\n"),
    UtilityCase(
      "sed -E s/(a", input: "a\n",
      error: "sed: -e expression #1, char 4: unterminated `s' command\n", status: 1),
  ]
  private static let rows14: [UtilityCase] = [
    UtilityCase(
      "sed -E s/a)/x/", input: "a)\n", error: "sed: -e expression #1, char 7: Unmatched ) or \\)\n",
      status: 1),
    UtilityCase(
      "sed -E s/*a/x/", input: "a\n",
      error: "sed: -e expression #1, char 7: Invalid preceding regular expression\n", status: 1),
    UtilityCase(
      "sed -E s/(^|,)x/\\1y/g", input: "x,x\n", output: "y,y\n"),
    UtilityCase(
      "sed -E s/^(.)(.*)$/\\2\\1/", input: "abc\n", output: "bca\n"),
    UtilityCase(
      "sed -E s/(a)|b/[\\1]/g", input: "ab\n", output: "[a][]\n"),
    UtilityCase(
      "sed -E 's/(\\w+) (\\w+)/\\u\\1 \\U\\2\\E \\l\\u\\1x/'", input: "foo bar\n",
      output: "Foo BAR Foox\n"),
    UtilityCase(
      "sed -E s/([0-9]+)-([0-9]+)/\\2-\\1/", input: "10-20\n", output: "20-10\n"),
    UtilityCase(
      "sed -E s/()/x/", input: "a\n", output: "xa\n"),
    UtilityCase(
      "sed -E s/(a+)(b?)/<\\1|\\2>/g", input: "aabaa\n", output: "<aa|b><aa|>\n"),
    UtilityCase(
      "sed -E /^(a|b)+$/d", input: "ab\nc\n", output: "c\n"),
    UtilityCase(
      "sed -E s/a{,2}/x/", input: "aaa\n", output: "xa\n"),
    UtilityCase(
      "sed -r s/a/b/", input: "a\n", output: "b\n"),
    UtilityCase(
      "sed -z s/\\n/,/g", input: "a\nb\0c\n", output: "a,b\0c,"),
    UtilityCase(
      "sed -z s/^./X/", input: "a\0b\0", output: "X\0X\0"),
    UtilityCase(
      "sed -s p", input: "a\n", output: "a\na\n"),
    UtilityCase(
      "sed -u p", input: "a\nb\n", output: "a\na\nb\nb\n"),
    UtilityCase(
      "sed --posix $!N;N", input: "1\n2\n"),
    UtilityCase(
      "sed --posix N", input: "1\n"),
    UtilityCase(
      "sed -n -l 5 l", input: "aaaaaaaaaa\n", output: "aaaa\\\naaaa\\\naa$\n"),
    UtilityCase(
      "sed --sandbox 'r x'", input: "a\n",
      error: "sed: -e expression #1, char 1: e/r/w commands disabled in sandbox mode\n", status: 1),
  ]
  private static let rows15: [UtilityCase] = [
    UtilityCase(
      "sed -e p -e k t", files: ["t": "1\n2\n3\n"],
      error: "sed: -e expression #2, char 1: unknown command: `k'\n", status: 1),
    UtilityCase(
      "sed -e 1d -e 2d t", files: ["t": "1\n2\n3\n"], output: "3\n"),
    UtilityCase(
      "sed -e 1a\\ -e '  foo' t", files: ["t": "1\n2\n3\n"], output: "1\n  foo\n2\n3\n"),
    UtilityCase(
      "sed -f s t", files: ["s": "p\nk\n", "t": "1\n2\n3\n"],
      error: "sed: file s line 2: unknown command: `k'\n", status: 1),
    UtilityCase(
      "sed -f s t", files: ["s": "# c\n1d\ns/2/x/\n", "t": "1\n2\n3\n"], output: "x\n3\n"),
    UtilityCase(
      "sed -f s t", files: ["s": "#n\n1p\n", "t": "1\n2\n3\n"], output: "1\n"),
    UtilityCase(
      "sed -f nos t", files: ["t": "1\n2\n3\n"],
      error: "sed: couldn't open file nos: No such file or directory\n", status: 4),
    UtilityCase(
      "sed --expression=p -n t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n"),
    UtilityCase(
      "sed -n $= t nofile", files: ["t": "1\n2\n3\n"], output: "3\n",
      error: "sed: can't read nofile: No such file or directory\n", status: 2),
    UtilityCase(
      "sed p nofile", error: "sed: can't read nofile: No such file or directory\n", status: 2),
    UtilityCase(
      "sed -n $p;1p t t", files: ["t": "1\n2\n3\n"], output: "1\n3\n"),
    UtilityCase(
      "sed -s -n $p;1p t t", files: ["t": "1\n2\n3\n"], output: "1\n3\n1\n3\n"),
    UtilityCase(
      "sed -n F t -", input: "z\n", files: ["t": "1\n2\n3\n"], output: "t\nt\nt\n-\n"),
    UtilityCase(
      "sed p n1 t", files: ["n1": "a", "t": "b\n"], output: "a\na\nb\nb\n"),
    UtilityCase(
      "sed -n $= a b", files: ["a": "1\n", "b": ""], output: "1\n"),
    UtilityCase(
      "sed p d", files: ["d/x": ""], error: "sed: read error on d: Is a directory\n", status: 4),
    UtilityCase(
      "sed --foo", usageError: "unrecognized option '--foo'"),
    UtilityCase(
      "sed -Q", usageError: "invalid option -- 'Q'"),
    UtilityCase(
      "sed -e", usageError: "option requires an argument -- 'e'"),
    UtilityCase(
      "sed 'e date'", usageError: "the command 'e' is not supported", differs: "GNU sed runs it"),
  ]
  private static let rows16: [UtilityCase] = [
    UtilityCase(
      "sed '#no\np'", input: "a\n", output: "a\na\n",
      differs: "POSIX wants a newline behind #n; GNU sed 4.9 takes any comment that begins so"),
    UtilityCase(
      "sed G", input: "a", output: "a\n\n"),
    UtilityCase(
      "sed G;p", input: "a", output: "a\n\na\n\n"),
    UtilityCase(
      "sed H;x", input: "a", output: "\na"),
    UtilityCase(
      "sed x;G", input: "a", output: "\na"),
    UtilityCase(
      "sed h;G", input: "a", output: "a\na"),
    UtilityCase(
      "sed N;P;D", input: "a\nb", output: "a\nb"),
    UtilityCase(
      "sed H;$!d;g", input: "a\nb", output: "\na\nb"),
    UtilityCase(
      "sed s/[\\/]/x/", input: "/]\\b]\n", output: "x]\\b]\n"),
    UtilityCase(
      "sed s/[\\]]/x/", input: "/]\\b]\n", output: "/]\\b]\n"),
    UtilityCase(
      "sed s/[]/]/x/", input: "/]\\b]\n", output: "x]\\b]\n"),
    UtilityCase(
      "sed s/[^/]/x/", input: "/]\\b]\n", output: "/x\\b]\n"),
    UtilityCase(
      "sed s/[[:digit:]/]/x/", input: "/]\\b]\n", output: "x]\\b]\n"),
    UtilityCase(
      "sed s/[a\\]b]/x/", input: "/]\\b]\n", output: "/]x\n"),
    UtilityCase(
      "sed s/[/x/", input: "/]\\b]\n",
      error: "sed: -e expression #1, char 6: unterminated `s' command\n", status: 1),
    UtilityCase(
      "sed /[/p", input: "/]\\b]\n",
      error: "sed: -e expression #1, char 4: unterminated address regex\n", status: 1),
    UtilityCase(
      "sed -i s/1/x/ t", files: ["t": "1\n2\n3\n"], leaves: ["t": "x\n2\n3\n"]),
    UtilityCase(
      "sed -i.bak s/1/x/ t", files: ["t": "1\n2\n3\n"],
      leaves: ["t": "x\n2\n3\n", "t.bak": "1\n2\n3\n"]),
    UtilityCase(
      "sed -ibak_* 1d t", files: ["t": "1\n2\n3\n"], leaves: ["bak_t": "1\n2\n3\n", "t": "2\n3\n"]),
    UtilityCase(
      "sed --in-place=.b $d t u", files: ["t": "1\n2\n3\n", "u": "a\nb\n"],
      leaves: ["t": "1\n2\n", "t.b": "1\n2\n3\n", "u": "a\n", "u.b": "a\nb\n"]),
  ]
  private static let rows17: [UtilityCase] = [
    UtilityCase(
      "sed -i 2q t", files: ["t": "1\n2\n3\n"], leaves: ["t": "1\n2\n"]),
    UtilityCase(
      "sed -n -i '1p;1w out' t", files: ["t": "1\n2\n3\n"], leaves: ["out": "1\n", "t": "1\n"]),
    UtilityCase(
      "sed -i p nofile", error: "sed: can't read nofile: No such file or directory\n", status: 2,
      leaves: [:]),
    UtilityCase(
      "sed -i p d", files: ["d/x": ""], error: "sed: couldn't edit d: not a regular file\n",
      status: 4),
    UtilityCase(
      "sed -i p n1", files: ["n1": "a"], leaves: ["n1": "a\na"]),
    UtilityCase(
      "sed -i '1i x' t u", files: ["t": "1\n", "u": "2\n"], leaves: ["t": "x\n1\n", "u": "x\n2\n"]),
    UtilityCase(
      "sed -i 'w /dev/stdout' t", files: ["t": "1\n2\n3\n"], output: "1\n2\n3\n",
      leaves: ["t": "1\n2\n3\n"]),
    UtilityCase(
      "sed -n '1w o1\n2w o2\n3w o1' t", files: ["t": "1\n2\n3\n"],
      leaves: ["o1": "1\n3\n", "o2": "2\n", "t": "1\n2\n3\n"]),
    UtilityCase(
      "sed -n 's/1/x/w o' t", files: ["t": "1\n2\n3\n"], leaves: ["o": "x\n", "t": "1\n2\n3\n"]),
    UtilityCase(
      "sed -n 'W o' t", files: ["t": "1\n2\n3\n"], leaves: ["o": "1\n2\n3\n", "t": "1\n2\n3\n"]),
    UtilityCase(
      "sed -i '$a x' t", files: ["t": "1\n2\n3\n"], leaves: ["t": "1\n2\n3\nx\n"]),
    UtilityCase(
      "sed -i $!N;s/\\n/,/ t", files: ["t": "1\n2\n3\n"], leaves: ["t": "1,2\n3\n"]),
    UtilityCase(
      "sed s/./x/g", input: "aé€\n", environment: ["LC_ALL": "C.UTF-8"], output: "xxx\n"),
    UtilityCase(
      "sed y/é/e/", input: "éa\n", environment: ["LC_ALL": "C.UTF-8"], output: "ea\n"),
    UtilityCase(
      "sed s/é/\\U&/", input: "é\n", environment: ["LC_ALL": "C.UTF-8"], output: "É\n"),
    UtilityCase(
      "sed s/\\w*/<&>/", input: "aéb c\n", environment: ["LC_ALL": "C.UTF-8"], output: "<aéb> c\n"),
    UtilityCase(
      "sed s/É/x/I", input: "é\n", environment: ["LC_ALL": "C.UTF-8"], output: "x\n"),
    UtilityCase(
      "sed l", input: "é\n", environment: ["LC_ALL": "C.UTF-8"], output: "\\303\\251$\né\n"),
    UtilityCase(
      "sed s/[^a]/x/g", input: "aéa\n", environment: ["LC_ALL": "C.UTF-8"], output: "axa\n"),
    UtilityCase(
      "sed s/a.b/X/", input: ByteString([0x61, 0xFF, 0x62, 0x0A]),
      environment: ["LC_ALL": "C.UTF-8"], output: ByteString([0x61, 0xFF, 0x62, 0x0A])),
  ]
  private static let rows18: [UtilityCase] = [
    UtilityCase(
      "sed s/^.\\{2\\}/X/", input: "éab\n", environment: ["LC_ALL": "C.UTF-8"], output: "Xb\n"),
    UtilityCase(
      "sed y/aé/éa/", input: "aé\n", environment: ["LC_ALL": "C.UTF-8"], output: "éa\n"),
    UtilityCase(
      "sed s/x*/-/g", input: "éa\n", environment: ["LC_ALL": "C.UTF-8"], output: "-é-a-\n",
      differs: "GNU sed 4.9 cuts the character in two in C.UTF-8"),
  ]
  @Test(arguments: rows) func runs(_ row: UtilityCase) throws { try row.check() }
}
