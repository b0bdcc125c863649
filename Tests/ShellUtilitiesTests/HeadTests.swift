import ShellBytes
import ShellTestSupport
import Testing

@Suite("head")
struct HeadTests {
  static let rows: [UtilityCase] = [
    UtilityCase(
      "head", input: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n",
      output: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n"),
    UtilityCase(
      "head -n 3", input: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n",
      output: "1\n2\n3\n"),
    UtilityCase(
      "head -n3", input: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n",
      output: "1\n2\n3\n"),
    UtilityCase(
      "head -3", input: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n",
      output: "1\n2\n3\n"),
    UtilityCase(
      "head -n -17",
      input: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n",
      output: "1\n2\n3\n"),
    UtilityCase(
      "head -c 5", input: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n",
      output: "1\n2\n3"),
    UtilityCase(
      "head -c -45",
      input: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n",
      output: "1\n2\n3\n"),
    UtilityCase(
      "head -n 0", input: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n"),
    UtilityCase(
      "head -n 1 a b", files: ["a": "one\ntwo\n", "b": "three", "d/": ""],
      output: "==> a <==\none\n\n==> b <==\nthree"),
    UtilityCase(
      "head -q -n 1 a b", files: ["a": "one\ntwo\n", "b": "three", "d/": ""], output: "one\nthree"),
    UtilityCase(
      "head -v -n 1 a", files: ["a": "one\ntwo\n", "b": "three", "d/": ""],
      output: "==> a <==\none\n"),
    UtilityCase(
      "head nofile a", files: ["a": "one\ntwo\n", "b": "three", "d/": ""],
      output: "==> a <==\none\ntwo\n",
      error: "head: cannot open 'nofile' for reading: No such file or directory\n", status: 1),
    UtilityCase(
      "head -n x", input: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n",
      error: "head: invalid number of lines: 'x'\n", status: 1),
    UtilityCase(
      "head -n -x",
      input: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n",
      error: "head: invalid number of lines: 'x'\n", status: 1),
    UtilityCase(
      "head -c 1k",
      input: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n",
      output: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n"),
    UtilityCase(
      "head -c 1b",
      input: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n",
      output: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n"),
    UtilityCase("head -z -n 1", input: "a\u{0}b\u{0}", output: "a\u{0}"),
    UtilityCase("head -n -1", input: "a\nb", output: "a\n"),
    UtilityCase(
      "head d a", files: ["a": "one\ntwo\n", "b": "three", "d/": ""],
      output: "==> d <==\n\n==> a <==\none\ntwo\n",
      error: "head: error reading 'd': Is a directory\n", status: 1),
    UtilityCase(
      "head -5c", input: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n",
      output: "1\n2\n3"),
    UtilityCase(
      "head --lines=2 --verbose",
      input: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n",
      output: "==> standard input <==\n1\n2\n"),
    UtilityCase(
      "head -n 99999999999999999999", input: "x\n",
      error:
        "head: invalid number of lines: '99999999999999999999': Value too large for defined data type\n",
      status: 1),
    UtilityCase("head -Q", usageError: "invalid option -- 'Q'"),
    UtilityCase("head -n -0", input: "a\nb", output: "a\nb"),
    UtilityCase(
      "head - a -n1",
      input: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\n20\n",
      files: ["a": "one\ntwo\n", "b": "three", "d/": ""],
      output: "==> standard input <==\n1\n\n==> a <==\none\n"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
