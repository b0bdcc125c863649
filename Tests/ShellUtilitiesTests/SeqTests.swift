import ShellBytes
import ShellTestSupport
import Testing

@Suite("seq")
struct SeqTests {
  static let rows: [UtilityCase] = [
    UtilityCase("seq 5", output: "1\n2\n3\n4\n5\n"),
    UtilityCase("seq 2 5", output: "2\n3\n4\n5\n"),
    UtilityCase("seq 1 2 10", output: "1\n3\n5\n7\n9\n"),
    UtilityCase("seq 5 -1 1", output: "5\n4\n3\n2\n1\n"),
    UtilityCase("seq 5 1"),
    UtilityCase("seq 0.5 0.5 2", output: "0.5\n1.0\n1.5\n2.0\n"),
    UtilityCase("seq 1 .1 2", output: "1.0\n1.1\n1.2\n1.3\n1.4\n1.5\n1.6\n1.7\n1.8\n1.9\n2.0\n"),
    UtilityCase("seq -w 8 11", output: "08\n09\n10\n11\n"),
    UtilityCase("seq -w 0.5 1 3", output: "0.5\n1.5\n2.5\n"),
    UtilityCase("seq -s , 3", output: "1,2,3\n"),
    UtilityCase("seq -s '' 3", output: "123\n"),
    UtilityCase("seq -f %.2f 3", output: "1.00\n2.00\n3.00\n"),
    UtilityCase("seq -f %g 1 0.25 2", output: "1\n1.25\n1.5\n1.75\n2\n"),
    UtilityCase("seq -f 'x%03gy' 3", output: "x001y\nx002y\nx003y\n"),
    UtilityCase("seq -f '%%%g' 2", output: "%1\n%2\n"),
    UtilityCase("seq -f '%5.1f|' 2", output: "  1.0|\n  2.0|\n"),
    UtilityCase("seq -1 1", output: "-1\n0\n1\n"),
    UtilityCase("seq -w -1 1", output: "-1\n00\n01\n"),
    UtilityCase("seq -2 -1 -5", output: "-2\n-3\n-4\n-5\n"),
    UtilityCase("seq 1e2 101", output: "100\n101\n"),
    UtilityCase("seq 0x10 18", output: "16\n17\n18\n"),
    UtilityCase("seq 1 1e1", output: "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n"),
    UtilityCase("seq 10 0"),
    UtilityCase(
      "seq ", error: "seq: missing operand\nTry 'seq --help' for more information.\n", status: 1),
    UtilityCase(
      "seq x",
      error: "seq: invalid floating point argument: 'x'\nTry 'seq --help' for more information.\n",
      status: 1),
    UtilityCase(
      "seq 1 2 3 4", error: "seq: extra operand '4'\nTry 'seq --help' for more information.\n",
      status: 1),
    UtilityCase(
      "seq 1 0 5",
      error: "seq: invalid Zero increment value: '0'\nTry 'seq --help' for more information.\n",
      status: 1),
    UtilityCase("seq -f %d 3", error: "seq: format '%d' has unknown %d directive\n", status: 1),
    UtilityCase("seq -f abc 3", error: "seq: format 'abc' has no % directive\n", status: 1),
    UtilityCase(
      "seq -f '%g %g' 3", error: "seq: format '%g %g' has too many % directives\n", status: 1),
    UtilityCase("seq 0.1 0.1 0.5", output: "0.1\n0.2\n0.3\n0.4\n0.5\n"),
    UtilityCase("seq 1.5 3", output: "1.5\n2.5\n"),
    UtilityCase("seq -w 1 100 301", output: "001\n101\n201\n301\n"),
    UtilityCase(
      "seq 999999999999999999 1000000000000000001",
      output: "999999999999999999\n1000000000000000000\n1000000000000000001\n"),
    UtilityCase(
      "seq 99999999999999999999 100000000000000000001",
      output: "99999999999999999999\n100000000000000000000\n100000000000000000001\n"),
    UtilityCase("seq -s , -f %.3g 1 3", output: "1,2,3\n"),
    UtilityCase("seq 1 3 8", output: "1\n4\n7\n"),
    UtilityCase("seq -5 2 0", output: "-5\n-3\n-1\n"),
    UtilityCase("seq -w 5 -1 -2", output: "05\n04\n03\n02\n01\n00\n-1\n-2\n"),
    UtilityCase("seq --equal-width 9 10", output: "09\n10\n"),
    UtilityCase("seq 0 0.1 0.3", output: "0.0\n0.1\n0.2\n0.3\n"),
    UtilityCase("seq -0 2", output: "-0\n1\n2\n"),
    UtilityCase("seq 1 2 2", output: "1\n"),
    UtilityCase(
      "seq nan",
      error:
        "seq: invalid 'not-a-number' argument: 'nan'\nTry 'seq --help' for more information.\n",
      status: 1),
    UtilityCase("seq 1 -1 -1", output: "1\n0\n-1\n"),
    UtilityCase("seq -w .5 .5 1.5", output: "0.5\n1.0\n1.5\n"),
    UtilityCase("seq -f % 3", error: "seq: format '%' ends in %\n", status: 1),
    UtilityCase("seq -Q 3", usageError: "invalid option -- 'Q'"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
