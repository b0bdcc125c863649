import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU grep")
struct GrepTests {
  /// What the GNU tool did on the same input. In parts, which are quicker to compile.
  static let rows: [UtilityCase] = [
    rows1, rows2, rows3, rows4, rows5, rows6, rows7, rows8, rows9, rows10, rows11,
  ].flatMap { $0 }
  private static let rows1: [UtilityCase] = [
    UtilityCase(
      "grep a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "a\na\na\n"),
    UtilityCase(
      "grep -n a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "2:a\n4:a\n6:a\n"),
    UtilityCase(
      "grep -c a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "3\n"),
    UtilityCase(
      "grep -v a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "x\nb\ny\n"),
    UtilityCase(
      "grep -vn a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "1:x\n3:b\n5:y\n"),
    UtilityCase(
      "grep -b a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "2:a\n6:a\n10:a\n"),
    UtilityCase(
      "grep -o a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "a\na\na\n"),
    UtilityCase(
      "grep -ob a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "2:a\n6:a\n10:a\n"),
    UtilityCase(
      "grep -nb a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "2:2:a\n4:6:a\n6:10:a\n"),
    UtilityCase(
      "grep -H a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "t:a\nt:a\nt:a\n"),
    UtilityCase(
      "grep -Hn a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "t:2:a\nt:4:a\nt:6:a\n"),
    UtilityCase(
      "grep -q a t", files: ["t": "x\na\nb\na\ny\na\n"]),
    UtilityCase(
      "grep -l a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "t\n"),
    UtilityCase(
      "grep -L a t", files: ["t": "x\na\nb\na\ny\na\n"]),
    UtilityCase(
      "grep -m1 a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "a\n"),
    UtilityCase(
      "grep -m2 a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "a\na\n"),
    UtilityCase(
      "grep -m0 a t", files: ["t": "x\na\nb\na\ny\na\n"], status: 1),
    UtilityCase(
      "grep -m1 -A5 a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "a\nb\na\ny\na\n"),
    UtilityCase(
      "grep -A1 a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "a\nb\na\ny\na\n"),
    UtilityCase(
      "grep -B1 a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "x\na\nb\na\ny\na\n"),
  ]
  private static let rows2: [UtilityCase] = [
    UtilityCase(
      "grep -C1 a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "x\na\nb\na\ny\na\n"),
    UtilityCase(
      "grep -1 a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "x\na\nb\na\ny\na\n"),
    UtilityCase(
      "grep -A0 a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "a\n--\na\n--\na\n"),
    UtilityCase(
      "grep -A1 -n a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "2:a\n3-b\n4:a\n5-y\n6:a\n"),
    UtilityCase(
      "grep -C1 -n -b -H a t", files: ["t": "x\na\nb\na\ny\na\n"],
      output: "t-1-0-x\nt:2:2:a\nt-3-4-b\nt:4:6:a\nt-5-8-y\nt:6:10:a\n"),
    UtilityCase(
      "grep -vc a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "3\n"),
    UtilityCase(
      "grep -vm2 a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "x\nb\n"),
    UtilityCase(
      "grep -m1 -v -A2 a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "x\na\nb\n"),
    UtilityCase(
      "grep -o -A1 a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "a\na\na\n"),
    UtilityCase(
      "grep -T a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "a\na\na\n"),
    UtilityCase(
      "grep -Tn a t", files: ["t": "x\na\nb\na\ny\na\n"], output: " 2:\ta\n 4:\ta\n 6:\ta\n"),
    UtilityCase(
      "grep -Tnb a t", files: ["t": "x\na\nb\na\ny\na\n"],
      output: " 2: 2:\ta\n 4: 6:\ta\n 6:10:\ta\n"),
    UtilityCase(
      "grep -Z -l a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "t\0"),
    UtilityCase(
      "grep -cv a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "3\n"),
    UtilityCase(
      "grep --color=always -nHb -C1 a t", files: ["t": "x\na\nb\na\ny\na\n"],
      output:
        "\u{1B}[35m\u{1B}[Kt\u{1B}[m\u{1B}[K\u{1B}[36m\u{1B}[K-\u{1B}[m\u{1B}[K\u{1B}[32m\u{1B}[K1\u{1B}[m\u{1B}[K\u{1B}[36m\u{1B}[K-\u{1B}[m\u{1B}[K\u{1B}[32m\u{1B}[K0\u{1B}[m\u{1B}[K\u{1B}[36m\u{1B}[K-\u{1B}[m\u{1B}[Kx\n\u{1B}[35m\u{1B}[Kt\u{1B}[m\u{1B}[K\u{1B}[36m\u{1B}[K:\u{1B}[m\u{1B}[K\u{1B}[32m\u{1B}[K2\u{1B}[m\u{1B}[K\u{1B}[36m\u{1B}[K:\u{1B}[m\u{1B}[K\u{1B}[32m\u{1B}[K2\u{1B}[m\u{1B}[K\u{1B}[36m\u{1B}[K:\u{1B}[m\u{1B}[K\u{1B}[01;31m\u{1B}[Ka\u{1B}[m\u{1B}[K\n\u{1B}[35m\u{1B}[Kt\u{1B}[m\u{1B}[K\u{1B}[36m\u{1B}[K-\u{1B}[m\u{1B}[K\u{1B}[32m\u{1B}[K3\u{1B}[m\u{1B}[K\u{1B}[36m\u{1B}[K-\u{1B}[m\u{1B}[K\u{1B}[32m\u{1B}[K4\u{1B}[m\u{1B}[K\u{1B}[36m\u{1B}[K-\u{1B}[m\u{1B}[Kb\n\u{1B}[35m\u{1B}[Kt\u{1B}[m\u{1B}[K\u{1B}[36m\u{1B}[K:\u{1B}[m\u{1B}[K\u{1B}[32m\u{1B}[K4\u{1B}[m\u{1B}[K\u{1B}[36m\u{1B}[K:\u{1B}[m\u{1B}[K\u{1B}[32m\u{1B}[K6\u{1B}[m\u{1B}[K\u{1B}[36m\u{1B}[K:\u{1B}[m\u{1B}[K\u{1B}[01;31m\u{1B}[Ka\u{1B}[m\u{1B}[K\n\u{1B}[35m\u{1B}[Kt\u{1B}[m\u{1B}[K\u{1B}[36m\u{1B}[K-\u{1B}[m\u{1B}[K\u{1B}[32m\u{1B}[K5\u{1B}[m\u{1B}[K\u{1B}[36m\u{1B}[K-\u{1B}[m\u{1B}[K\u{1B}[32m\u{1B}[K8\u{1B}[m\u{1B}[K\u{1B}[36m\u{1B}[K-\u{1B}[m\u{1B}[Ky\n\u{1B}[35m\u{1B}[Kt\u{1B}[m\u{1B}[K\u{1B}[36m\u{1B}[K:\u{1B}[m\u{1B}[K\u{1B}[32m\u{1B}[K6\u{1B}[m\u{1B}[K\u{1B}[36m\u{1B}[K:\u{1B}[m\u{1B}[K\u{1B}[32m\u{1B}[K10\u{1B}[m\u{1B}[K\u{1B}[36m\u{1B}[K:\u{1B}[m\u{1B}[K\u{1B}[01;31m\u{1B}[Ka\u{1B}[m\u{1B}[K\n"
    ),
    UtilityCase(
      "grep --color=always a t", files: ["t": "x\na\nb\na\ny\na\n"],
      output:
        "\u{1B}[01;31m\u{1B}[Ka\u{1B}[m\u{1B}[K\n\u{1B}[01;31m\u{1B}[Ka\u{1B}[m\u{1B}[K\n\u{1B}[01;31m\u{1B}[Ka\u{1B}[m\u{1B}[K\n"
    ),
    UtilityCase(
      "grep --color=always -v -n a t", files: ["t": "x\na\nb\na\ny\na\n"],
      output:
        "\u{1B}[32m\u{1B}[K1\u{1B}[m\u{1B}[K\u{1B}[36m\u{1B}[K:\u{1B}[m\u{1B}[Kx\n\u{1B}[32m\u{1B}[K3\u{1B}[m\u{1B}[K\u{1B}[36m\u{1B}[K:\u{1B}[m\u{1B}[Kb\n\u{1B}[32m\u{1B}[K5\u{1B}[m\u{1B}[K\u{1B}[36m\u{1B}[K:\u{1B}[m\u{1B}[Ky\n"
    ),
    UtilityCase(
      "grep --color=always -o a t", files: ["t": "x\na\nb\na\ny\na\n"],
      output:
        "\u{1B}[01;31m\u{1B}[Ka\u{1B}[m\u{1B}[K\n\u{1B}[01;31m\u{1B}[Ka\u{1B}[m\u{1B}[K\n\u{1B}[01;31m\u{1B}[Ka\u{1B}[m\u{1B}[K\n"
    ),
    UtilityCase(
      "grep --color=always -c a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "3\n"),
    UtilityCase(
      "grep --color=always -l a t", files: ["t": "x\na\nb\na\ny\na\n"],
      output: "\u{1B}[35m\u{1B}[Kt\u{1B}[m\u{1B}[K\n"),
  ]
  private static let rows3: [UtilityCase] = [
    UtilityCase(
      "grep --no-group-separator -A0 a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "a\na\na\n"),
    UtilityCase(
      "grep --group-separator=## -A0 a t", files: ["t": "x\na\nb\na\ny\na\n"],
      output: "a\n##\na\n##\na\n"),
    UtilityCase(
      "grep -x a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "a\na\na\n"),
    UtilityCase(
      "grep -w a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "a\na\na\n"),
    UtilityCase(
      "grep -i a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "a\na\na\n"),
    UtilityCase(
      "grep -y a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "a\na\na\n"),
    UtilityCase(
      "grep -h a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "a\na\na\n"),
    UtilityCase(
      "grep -s a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "a\na\na\n"),
    UtilityCase(
      "grep --line-buffered a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "a\na\na\n"),
    UtilityCase(
      "grep -U a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "a\na\na\n"),
    UtilityCase(
      "grep b t", files: ["t": "x\na\nb\na\ny\na\n"], output: "b\n"),
    UtilityCase(
      "grep z t", files: ["t": "x\na\nb\na\ny\na\n"], status: 1),
    UtilityCase(
      "grep -L z t", files: ["t": "x\na\nb\na\ny\na\n"], output: "t\n", status: 1),
    UtilityCase(
      "grep -lv z t", files: ["t": "x\na\nb\na\ny\na\n"], output: "t\n"),
    UtilityCase(
      "grep a", input: "a\nb\n", output: "a\n"),
    UtilityCase(
      "grep a -", input: "a\n", output: "a\n"),
    UtilityCase(
      "grep -H a -", input: "a\n", output: "(standard input):a\n"),
    UtilityCase(
      "grep --label=L -H a", input: "a\n", output: "L:a\n"),
    UtilityCase(
      "grep a", input: "xa", output: "xa\n"),
    UtilityCase(
      "grep -v a", input: "xb", output: "xb\n"),
  ]
  private static let rows4: [UtilityCase] = [
    UtilityCase(
      "grep ''", input: "a\n\nb\n", output: "a\n\nb\n"),
    UtilityCase(
      "grep -c ''", output: "0\n", status: 1),
    UtilityCase(
      "grep -v ''", input: "a\n", status: 1),
    UtilityCase(
      "grep -x ''", input: "a\n\nb\n", output: "\n"),
    UtilityCase(
      "grep -w ''", input: "a\n\n b\n-\n", output: "\n b\n-\n"),
    UtilityCase(
      "grep a t u", files: ["t": "x\na\nb\na\ny\na\n", "u": "a1\nb\n"],
      output: "t:a\nt:a\nt:a\nu:a1\n"),
    UtilityCase(
      "grep -h a t u", files: ["t": "x\na\nb\na\ny\na\n", "u": "a1\nb\n"], output: "a\na\na\na1\n"),
    UtilityCase(
      "grep -c a t u", files: ["t": "x\na\nb\na\ny\na\n", "u": "b\n"], output: "t:3\nu:0\n"),
    UtilityCase(
      "grep -l a t u", files: ["t": "x\na\nb\na\ny\na\n", "u": "b\n"], output: "t\n"),
    UtilityCase(
      "grep -L a t u", files: ["t": "x\na\nb\na\ny\na\n", "u": "b\n"], output: "u\n"),
    UtilityCase(
      "grep -q a n t", files: ["t": "x\na\nb\na\ny\na\n"],
      error: "grep: n: No such file or directory\n"),
    UtilityCase(
      "grep -q z n t", files: ["t": "x\na\nb\na\ny\na\n"],
      error: "grep: n: No such file or directory\n", status: 2),
    UtilityCase(
      "grep a n t", files: ["t": "x\na\nb\na\ny\na\n"], output: "t:a\nt:a\nt:a\n",
      error: "grep: n: No such file or directory\n", status: 2),
    UtilityCase(
      "grep -s a n t", files: ["t": "x\na\nb\na\ny\na\n"], output: "t:a\nt:a\nt:a\n", status: 2),
    UtilityCase(
      "grep -A1 a t u", files: ["t": "a\nb\nc\n", "u": "a\nd\n"], output: "t:a\nt-b\n--\nu:a\nu-d\n"
    ),
    UtilityCase(
      "grep -C1 b t u", files: ["t": "b\n", "u": "b\n"], output: "t:b\n--\nu:b\n"),
    UtilityCase(
      "grep -B1 a t", files: ["t": "1\n2\na\n3\n4\n5\na\n6\na\n"], output: "2\na\n--\n5\na\n6\na\n"),
    UtilityCase(
      "grep -C2 -n a t", files: ["t": "1\n2\na\n3\n4\n5\n6\n7\n8\na\n6\na\n"],
      output: "1-1\n2-2\n3:a\n4-3\n5-4\n--\n8-7\n9-8\n10:a\n11-6\n12:a\n"),
    UtilityCase(
      "grep a d", files: ["d/f": "a\n"], error: "grep: d: Is a directory\n", status: 2),
    UtilityCase(
      "grep -d skip a d", files: ["d/f": "a\n"], status: 1),
  ]
  private static let rows5: [UtilityCase] = [
    UtilityCase(
      "grep -r a", files: ["d/f": "a\n"], output: "d/f:a\n"),
    UtilityCase(
      "grep -r a d", files: ["d/f": "a\n"], output: "d/f:a\n"),
    UtilityCase(
      "grep -r a .", files: ["d/f": "a\n"], output: "./d/f:a\n"),
    UtilityCase(
      "grep -rh a d", files: ["d/f": "a\n"], output: "a\n"),
    UtilityCase(
      "grep -r a t", files: ["t": "x\na\nb\na\ny\na\n"], output: "a\na\na\n"),
    UtilityCase(
      "grep -rl a d", files: ["d/e/f": "a\n", "d/x": "b\n"], output: "d/e/f\n"),
    UtilityCase(
      "grep -R a d", files: ["d/f": "a\n"], output: "d/f:a\n"),
    UtilityCase(
      "grep -rc a d", files: ["d/f": "a\n"], output: "d/f:1\n"),
    UtilityCase(
      "grep -r --include=*.c a d", files: ["d/x.c": "a\n", "d/x.h": "b\n", "d/e/y.c": "b\n"],
      output: "d/x.c:a\n"),
    UtilityCase(
      "grep -r --exclude=*.c 'a\nb' d", files: ["d/x.c": "a\n", "d/x.h": "b\n", "d/e/y.c": "b\n"],
      output: "d/x.h:b\n"),
    UtilityCase(
      "grep -r --exclude-dir=e a d", files: ["d/x.c": "a\n", "d/x.h": "b\n", "d/e/y.c": "b\n"],
      output: "d/x.c:a\n"),
    UtilityCase(
      "grep -r --include=*.h --include=*.c --exclude-dir=d a d",
      files: ["d/x.c": "a\n", "d/x.h": "b\n", "d/e/y.c": "b\n"], status: 1),
    UtilityCase(
      "grep -r --exclude=x* a d", files: ["d/x.c": "a\n", "d/x.h": "b\n", "d/e/y.c": "b\n"],
      status: 1),
    UtilityCase(
      "grep -r --include=*.c --exclude=x.c 'a\nb' d",
      files: ["d/x.c": "a\n", "d/x.h": "b\n", "d/e/y.c": "b\n"], output: "d/e/y.c:b\n"),
    UtilityCase(
      "grep -e a -e b t", files: ["t": "x\na\nb\na\ny\na\n"], output: "a\nb\na\na\n"),
    UtilityCase(
      "grep 'a\nb' t", files: ["t": "x\na\nb\na\ny\na\n"], output: "a\nb\na\na\n"),
    UtilityCase(
      "grep -f p t", files: ["p": "a\nb\n", "t": "x\na\nb\na\ny\na\n"], output: "a\nb\na\na\n"),
    UtilityCase(
      "grep -f p t", files: ["p": "", "t": "x\na\nb\na\ny\na\n"], status: 1),
    UtilityCase(
      "grep -vf p t", files: ["p": "", "t": "x\na\nb\na\ny\na\n"], output: "x\na\nb\na\ny\na\n"),
    UtilityCase(
      "grep -f p t", files: ["p": "\n", "t": "x\na\nb\na\ny\na\n"], output: "x\na\nb\na\ny\na\n"),
  ]
  private static let rows6: [UtilityCase] = [
    UtilityCase(
      "grep -f n t", files: ["t": "x\na\nb\na\ny\na\n"],
      error: "grep: n: No such file or directory\n", status: 2),
    UtilityCase(
      "grep -f - t", input: "b\n", files: ["t": "x\na\nb\na\ny\na\n"], output: "b\n"),
    UtilityCase(
      "grep -F -f p t", files: ["p": "a\nb", "t": "x\na\nb\na\ny\na\n"], output: "a\nb\na\na\n"),
    UtilityCase(
      "grep -F a.c", input: "abc\na.c\n", output: "a.c\n"),
    UtilityCase(
      "grep -Fx a", input: "a\nab\n", output: "a\n"),
    UtilityCase(
      "grep -Fw ab", input: "ab\nabc\nx ab.\n", output: "ab\nx ab.\n"),
    UtilityCase(
      "grep -Fi AB", input: "xabx\n", output: "xabx\n"),
    UtilityCase(
      "grep -Fo -e ab -e abc", input: "xabcx\n", output: "abc\n"),
    UtilityCase(
      "grep -F 'a\nb'", input: "xb\n", output: "xb\n"),
    UtilityCase(
      "grep -E a|b", input: "a\nc\nb\n", output: "a\nb\n"),
    UtilityCase(
      "grep -E ^(a|b)+$", input: "abab\nabc\n", output: "abab\n"),
    UtilityCase(
      "grep a\\|b", input: "a\nb\n", output: "a\nb\n"),
    UtilityCase(
      "grep -E a{2}", input: "a\naa\n", output: "aa\n"),
    UtilityCase(
      "grep -E (a)\\1", input: "aa\nab\n", output: "aa\n"),
    UtilityCase(
      "grep -o [0-9]*", input: "a12b345\n", output: "12\n345\n"),
    UtilityCase(
      "grep -oE [0-9]+", input: "a12b345\nx\n6\n", output: "12\n345\n6\n"),
    UtilityCase(
      "grep -on b", input: "abab\n", output: "1:b\n1:b\n"),
    UtilityCase(
      "grep -ow a*", input: "aa b a\n", output: "aa\na\n"),
    UtilityCase(
      "grep -E -o a|ab|abc", input: "abcabab\n", output: "abc\nab\nab\n"),
    UtilityCase(
      "grep -w foo", input: "foobar\nfoo bar\nxfoo\n_foo\nfoo-\n", output: "foo bar\nfoo-\n"),
  ]
  private static let rows7: [UtilityCase] = [
    UtilityCase(
      "grep -wo fo*", input: "foo fo x\n", output: "foo\nfo\n"),
    UtilityCase(
      "grep -x -E a|ab", input: "ab\nabc\n", output: "ab\n"),
    UtilityCase(
      "grep -E *a", input: "a\n", output: "a\n", error: "grep: warning: * at start of expression\n"),
    UtilityCase(
      "grep *a", input: "*a\na\n", output: "*a\n"),
    UtilityCase(
      "grep -E a{x", input: "a{x\n", output: "a{x\n"),
    UtilityCase(
      "grep -E a)", input: "a)\n", output: "a)\n"),
    UtilityCase(
      "grep \\d", input: "d\n", output: "d\n"),
    UtilityCase(
      "egrep a|b", input: "b\n", output: "b\n", differs: "it warns that the name is obsolescent"),
    UtilityCase(
      "fgrep a.", input: "a.\nab\n", output: "a.\n",
      differs: "it warns that the name is obsolescent"),
    UtilityCase(
      "grep [a", input: "a\n", error: "grep: Unmatched [, [^, [:, [., or [=\n", status: 2),
    UtilityCase(
      "grep \\(a", input: "a\n", error: "grep: Unmatched ( or \\(\n", status: 2),
    UtilityCase(
      "grep a\\)", input: "a\n", error: "grep: Unmatched ) or \\)\n", status: 2),
    UtilityCase(
      "grep [[:foo:]]", input: "a\n", error: "grep: Invalid character class name\n", status: 2),
    UtilityCase(
      "grep [b-a]", input: "a\n", error: "grep: Invalid range end\n", status: 2),
    UtilityCase(
      "grep a\\", input: "a\n", error: "grep: Trailing backslash\n", status: 2),
    UtilityCase(
      "grep \\(a\\)\\2", input: "a\n", error: "grep: Invalid back reference\n", status: 2),
    UtilityCase(
      "grep a\\{1", input: "a\n", error: "grep: Unmatched \\{\n", status: 2),
    UtilityCase(
      "grep [:space:]", input: "a\n",
      error: "grep: character class syntax is [[:space:]], not [:space:]\n", status: 2),
    UtilityCase(
      "grep a\\{2,1\\}", input: "a\n", error: "grep: Invalid content of \\{\\}\n", status: 2),
    UtilityCase(
      "grep -E (a", input: "a\n", error: "grep: Unmatched ( or \\(\n", status: 2),
  ]
  private static let rows8: [UtilityCase] = [
    UtilityCase(
      "grep -E (a)\\2", input: "a\n", error: "grep: Invalid back reference\n", status: 2),
    UtilityCase(
      "grep -E a{99999}", input: "a\n", error: "grep: Regular expression too big\n", status: 2),
    UtilityCase(
      "grep a bin", files: ["bin": "a\nb\0c\na\n"], error: "grep: bin: binary file matches\n"),
    UtilityCase(
      "grep -c a bin", files: ["bin": "a\nb\0c\na\n"], output: "2\n"),
    UtilityCase(
      "grep -n a bin", files: ["bin": "a\nb\0c\na\n"], error: "grep: bin: binary file matches\n"),
    UtilityCase(
      "grep -a a bin", files: ["bin": "a\nb\0c\na\n"], output: "a\na\n"),
    UtilityCase(
      "grep -I a bin", files: ["bin": "a\nb\0c\na\n"], status: 1),
    UtilityCase(
      "grep -o a bin", files: ["bin": "a\nb\0c\na\n"], error: "grep: bin: binary file matches\n"),
    UtilityCase(
      "grep -l a bin", files: ["bin": "a\nb\0c\na\n"], output: "bin\n"),
    UtilityCase(
      "grep -q a bin", files: ["bin": "a\nb\0c\na\n"]),
    UtilityCase(
      "grep -v a bin", files: ["bin": "a\nb\0c\na\n"], error: "grep: bin: binary file matches\n"),
    UtilityCase(
      "grep -z a bin", files: ["bin": "a\nb\0c\na\n"], output: "a\nb\0c\na\n\0"),
    UtilityCase(
      "grep --binary-files=text a bin", files: ["bin": "a\nb\0c\na\n"], output: "a\na\n"),
    UtilityCase(
      "grep --binary-files=without-match a bin", files: ["bin": "a\nb\0c\na\n"], status: 1),
    UtilityCase(
      "grep --binary-files=x a bin", files: ["bin": "a\nb\0c\na\n"],
      error: "grep: unknown binary-files type\n", status: 2),
    UtilityCase(
      "grep z bin", files: ["bin": "a\nb\0c\na\n"], status: 1),
    UtilityCase(
      "grep -v a bin", files: ["bin": "a\nb\0c\na\n"], error: "grep: bin: binary file matches\n"),
    UtilityCase(
      "grep a", input: ByteString([0xFF, 0x20, 0x61, 0x0A, 0x62, 0x0A]),
      environment: ["LC_ALL": "C.UTF-8"], error: "grep: (standard input): binary file matches\n"),
    UtilityCase(
      "grep a", input: ByteString([0x61, 0x0A, 0xFF, 0x20, 0x61, 0x0A, 0x62, 0x0A, 0x61, 0x0A]),
      environment: ["LC_ALL": "C.UTF-8"], output: "a\na\n",
      error: "grep: (standard input): binary file matches\n"),
    UtilityCase(
      "grep -a a", input: ByteString([0xFF, 0x20, 0x61, 0x0A, 0x62, 0x0A]),
      environment: ["LC_ALL": "C.UTF-8"], output: ByteString([0xFF, 0x20, 0x61, 0x0A])),
  ]
  private static let rows9: [UtilityCase] = [
    UtilityCase(
      "grep a", input: ByteString([0xFF, 0x20, 0x61, 0x0A, 0x62, 0x0A]),
      output: ByteString([0xFF, 0x20, 0x61, 0x0A])),
    UtilityCase(
      "grep -c a", input: ByteString([0x61, 0x0A, 0xFF, 0x20, 0x61, 0x0A]),
      environment: ["LC_ALL": "C.UTF-8"], output: "2\n"),
    UtilityCase(
      "grep -z a", input: "a\nb\0c\0xa", output: "a\nb\0xa\0"),
    UtilityCase(
      "grep -zc a", input: "a\0b\0", output: "1\n"),
    UtilityCase(
      "grep -zo a.b", input: "a\nb\0acb", output: "a\nb\0acb\0"),
    UtilityCase(
      "grep -z ^b", input: "a\nb\0b\0", output: "b\0"),
    UtilityCase(
      "grep -i é", input: "É\né\ne\n", environment: ["LC_ALL": "C.UTF-8"], output: "É\né\n"),
    UtilityCase(
      "grep -o .", input: "aé\n", environment: ["LC_ALL": "C.UTF-8"], output: "a\né\n"),
    UtilityCase(
      "grep -o [[:alpha:]]*", input: "aé1ß\n", environment: ["LC_ALL": "C.UTF-8"], output: "aé\nß\n"
    ),
    UtilityCase(
      "grep -o \\w*", input: "aé_1-x\n", environment: ["LC_ALL": "C.UTF-8"], output: "aé_1\nx\n"),
    UtilityCase(
      "grep -cw ''", input: "éb\né é\n", environment: ["LC_ALL": "C.UTF-8"], output: "0\n",
      status: 1),
    UtilityCase(
      "grep -oE é|\\B", input: "aéb\n", environment: ["LC_ALL": "C.UTF-8"], output: "é\n"),
    UtilityCase(
      "grep -w é", input: "é\naé\né x\n", environment: ["LC_ALL": "C.UTF-8"], output: "é\né x\n"),
    UtilityCase(
      "grep -E ^.{2}$", input: "éa\nabc\n", environment: ["LC_ALL": "C.UTF-8"], output: "éa\n"),
    UtilityCase(
      "grep -c é", input: "é\n", output: "1\n"),
    UtilityCase(
      "grep -o [^a]", input: "aé\n", environment: ["LC_ALL": "C.UTF-8"], output: "é\n"),
    UtilityCase(
      "grep -i ÀB", input: "xàbx\n", environment: ["LC_ALL": "C.UTF-8"], output: "xàbx\n"),
    UtilityCase(
      "grep -P \\d+ -o", input: "a12b3\n", output: "12\n3\n"),
    UtilityCase(
      "grep -oP a\\Kb", input: "ab\n", output: "b\n"),
    UtilityCase(
      "grep -P (?<=a)b", input: "ab\ncb\n", output: "ab\n"),
  ]
  private static let rows10: [UtilityCase] = [
    UtilityCase(
      "grep -P (", input: "a\n", error: "grep: missing closing parenthesis\n", status: 2),
    UtilityCase(
      "grep -Pi A", input: "a\n", output: "a\n"),
    UtilityCase(
      "grep -Pw foo", input: "foo\nfoobar\n", output: "foo\n"),
    UtilityCase(
      "grep -Px a.", input: "ab\nabc\n", output: "ab\n"),
    UtilityCase(
      "grep -Po .", input: "é\n", environment: ["LC_ALL": "C.UTF-8"], output: "é\n"),
    UtilityCase(
      "grep -P 'a\nb'", input: "a\n", error: "grep: the -P option only supports a single pattern\n",
      status: 2),
    UtilityCase(
      "grep -Pv a", input: "a\nb\n", output: "b\n"),
    UtilityCase(
      "grep -Pc ^a", input: "a\nba\n", output: "1\n"),
    UtilityCase(
      "grep",
      error:
        "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n",
      status: 2),
    UtilityCase(
      "grep -E a -A x t", files: ["t": "x\na\nb\na\ny\na\n"],
      error: "grep: x: invalid context length argument\n", status: 2),
    UtilityCase(
      "grep -m x a t", files: ["t": "x\na\nb\na\ny\na\n"], error: "grep: invalid max count\n",
      status: 2),
    UtilityCase(
      "grep --foo a", usageError: "unrecognized option '--foo'"),
    UtilityCase(
      "grep -Q", usageError: "invalid option -- 'Q'"),
    UtilityCase(
      "grep -A -1 a t", files: ["t": "x\na\nb\na\ny\na\n"],
      error: "grep: -1: invalid context length argument\n", status: 2),
    UtilityCase(
      "grep -e", usageError: "option requires an argument -- 'e'"),
    UtilityCase(
      "grep -d foo a t", files: ["t": "x\na\nb\na\ny\na\n"],
      usageError: "invalid argument 'foo' for '--directories'",
      differs: "it lists the valid arguments"),
    UtilityCase(
      "grep -nr --include *.t a d", files: ["d/a.t": "xa\na\n", "d/b.u": "a\n"],
      output: "d/a.t:1:xa\nd/a.t:2:a\n"),
    UtilityCase(
      "grep --color=always -i B", input: "abB\n", environment: ["GREP_COLORS": "ms=01;32:sl=1"],
      output:
        "\u{1B}[1m\u{1B}[Ka\u{1B}[01;32m\u{1B}[Kb\u{1B}[m\u{1B}[K\u{1B}[1m\u{1B}[K\u{1B}[01;32m\u{1B}[KB\u{1B}[m\u{1B}[K\n"
    ),
    UtilityCase(
      "grep --color=always -v a", input: "a\nb\n", environment: ["GREP_COLORS": "rv:sl=1:cx=2"],
      output: "\u{1B}[2m\u{1B}[Kb\u{1B}[m\u{1B}[K\n"),
    UtilityCase(
      "grep --color=always -C1 b", input: "a\nb\nc\n", environment: ["GREP_COLORS": "cx=2:ne"],
      output: "\u{1B}[2ma\u{1B}[m\n\u{1B}[01;31mb\u{1B}[m\n\u{1B}[2mc\u{1B}[m\n"),
  ]
  private static let rows11: [UtilityCase] = [
    UtilityCase(
      "grep --color=always -A0 a", input: "a\nb\na\n",
      output:
        "\u{1B}[01;31m\u{1B}[Ka\u{1B}[m\u{1B}[K\n\u{1B}[36m\u{1B}[K--\u{1B}[m\u{1B}[K\n\u{1B}[01;31m\u{1B}[Ka\u{1B}[m\u{1B}[K\n"
    )
  ]
  @Test(arguments: rows) func runs(_ row: UtilityCase) throws { try row.check() }
}
