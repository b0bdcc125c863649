import ShellBytes
import ShellTestSupport
import Testing

@Suite("XCU cut")
struct CutTests {
  /// What the GNU tool did on the same input. In parts, which are quicker to compile.
  static let rows: [UtilityCase] = [
    rows1, rows2, rows3, rows4,
  ].flatMap { $0 }
  private static let rows1: [UtilityCase] = [
    UtilityCase(
      "cut -d: -f1", input: "one:two:three\na:b\nnone\n:x:\n\n", output: "one\na\nnone\n\n\n"),
    UtilityCase(
      "cut -d: -f2", input: "one:two:three\na:b\nnone\n:x:\n\n", output: "two\nb\nnone\nx\n\n"),
    UtilityCase(
      "cut -d: -f2-", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "two:three\nb\nnone\nx:\n\n"),
    UtilityCase(
      "cut -d: -f-2", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "one:two\na:b\nnone\n:x\n\n"),
    UtilityCase(
      "cut -d: -f1,3", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "one:three\na\nnone\n:\n\n"),
    UtilityCase(
      "cut -d: -f3,1", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "one:three\na\nnone\n:\n\n"),
    UtilityCase(
      "cut -d: -f1-2", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "one:two\na:b\nnone\n:x\n\n"),
    UtilityCase(
      "cut -d: -s -f2", input: "one:two:three\na:b\nnone\n:x:\n\n", output: "two\nb\nx\n"),
    UtilityCase(
      "cut -d: -f5", input: "one:two:three\na:b\nnone\n:x:\n\n", output: "\n\nnone\n\n\n"),
    UtilityCase(
      "cut -d: --complement -f2", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "one:three\na\nnone\n:\n\n"),
    UtilityCase(
      "cut -d: --output-delimiter=XX -f1,3", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "oneXXthree\na\nnone\nXX\n\n"),
    UtilityCase(
      "cut -d: --output-delimiter= -f1-", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "one\0two\0three\na\0b\nnone\n\0x\0\n\n"),
    UtilityCase(
      "cut -d: -f 1,2,2-3", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "one:two:three\na:b\nnone\n:x:\n\n"),
    UtilityCase(
      "cut -b1", input: "one:two:three\na:b\nnone\n:x:\n\n", output: "o\na\nn\n:\n\n"),
    UtilityCase(
      "cut -b1-3", input: "one:two:three\na:b\nnone\n:x:\n\n", output: "one\na:b\nnon\n:x:\n\n"),
    UtilityCase(
      "cut -c2", input: "one:two:three\na:b\nnone\n:x:\n\n", output: "n\n:\no\nx\n\n"),
    UtilityCase(
      "cut -c-2", input: "one:two:three\na:b\nnone\n:x:\n\n", output: "on\na:\nno\n:x\n\n"),
    UtilityCase(
      "cut -c2-", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "ne:two:three\n:b\none\nx:\n\n"),
    UtilityCase(
      "cut -b1,3,5", input: "one:two:three\na:b\nnone\n:x:\n\n", output: "oet\nab\nnn\n::\n\n"),
    UtilityCase(
      "cut -c1-2,4-", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "on:two:three\na:\nnoe\n:x\n\n"),
  ]
  private static let rows2: [UtilityCase] = [
    UtilityCase(
      "cut --complement -c1-2", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "e:two:three\nb\nne\n:\n\n"),
    UtilityCase(
      "cut --output-delimiter=_ -c1-2,4-5", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "on_:t\na:\nno_e\n:x\n\n"),
    UtilityCase(
      "cut --output-delimiter=_ -b1,2,3", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "o_n_e\na_:_b\nn_o_n\n:_x_:\n\n"),
    UtilityCase(
      "cut --output-delimiter=_ -c1-2,2-4", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "one:\na:b\nnone\n:x:\n\n"),
    UtilityCase(
      "cut -f1", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "one:two:three\na:b\nnone\n:x:\n\n"),
    UtilityCase(
      "cut -nb1-2", input: "one:two:three\na:b\nnone\n:x:\n\n", output: "on\na:\nno\n:x\n\n"),
    UtilityCase(
      "cut -d '' -f1", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "one:two:three\na:b\nnone\n:x:\n\n"),
    UtilityCase(
      "cut -d: -f '1 2'", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "one:two\na:b\nnone\n:x\n\n"),
    UtilityCase(
      "cut --delimiter=: --fields=2", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "two\nb\nnone\nx\n\n"),
    UtilityCase(
      "cut --only-delimited -d: -f1", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "one\na\n\n"),
    UtilityCase(
      "cut -d: -f1-3", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "one:two:three\na:b\nnone\n:x:\n\n"),
    UtilityCase(
      "cut -d: --complement -f1-2", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "three\n\nnone\n\n\n"),
    UtilityCase(
      "cut -c1-99", input: "one:two:three\na:b\nnone\n:x:\n\n",
      output: "one:two:three\na:b\nnone\n:x:\n\n"),
    UtilityCase(
      "cut -c 5-", input: "one:two:three\na:b\nnone\n:x:\n\n", output: "two:three\n\n\n\n\n"),
    UtilityCase(
      "cut -d: -f2", input: "a:b", output: "b\n"),
    UtilityCase(
      "cut -c1", input: "ab", output: "a\n"),
    UtilityCase(
      "cut -f2", input: "a\tb\tc\n", output: "b\n"),
    UtilityCase(
      "cut -z -d: -f2", input: "a:b\0c:d\ne\0", output: "b\0d\ne\0"),
    UtilityCase(
      "cut -d: -f1 f g", files: ["f": "a:b\n", "g": "c:d"], output: "a\nc\n"),
    UtilityCase(
      "cut -d: -f1 - f", input: "x:y\n", files: ["f": "a:b\n"], output: "x\na\n"),
  ]
  private static let rows3: [UtilityCase] = [
    UtilityCase(
      "cut -f1 n f", files: ["f": "a\n"], output: "a\n",
      error: "cut: n: No such file or directory\n", status: 1),
    UtilityCase(
      "cut -f1 d", files: ["d/x": ""], error: "cut: d: Is a directory\n", status: 1),
    UtilityCase(
      "cut -d '\n' -f2", input: "a\nb\nc\n", output: "b\n"),
    UtilityCase(
      "cut -d '\n' -f1,3", input: "a\nb\nc", output: "a\nc\n"),
    UtilityCase(
      "cut -b2-3", input: "é\n", environment: ["LC_ALL": "C.UTF-8"],
      output: ByteString([0xA9, 0x0A])),
    UtilityCase(
      "cut -d ' ' -f2", input: "a b c\n", output: "b\n"),
    UtilityCase(
      "cut -d , -f 2 --output-delimiter ;", input: "a,b,c\n", output: "b\n"),
    UtilityCase(
      "cut -c1-2", input: ByteString([0xFF, 0x61, 0xFE, 0x62, 0x0A]),
      output: ByteString([0xFF, 0x61, 0x0A])),
    UtilityCase(
      "cut -d é -f2", input: "aéb\n", usageError: "the delimiter must be a single character"),
    UtilityCase(
      "cut -c2", input: "aéb\n", environment: ["LC_ALL": "C.UTF-8"], output: "é\n",
      differs: "it counts bytes"),
    UtilityCase(
      "cut -c2-3,5", input: "aébcd\n", environment: ["LC_ALL": "C.UTF-8"], output: "ébd\n",
      differs: "it counts bytes"),
    UtilityCase(
      "cut", usageError: "you must specify a list of bytes, characters, or fields"),
    UtilityCase(
      "cut -f", usageError: "option requires an argument -- 'f'"),
    UtilityCase(
      "cut -f 0", usageError: "fields are numbered from 1"),
    UtilityCase(
      "cut -f x", usageError: "invalid field value 'x'"),
    UtilityCase(
      "cut -f 3-1", usageError: "invalid decreasing range"),
    UtilityCase(
      "cut -f -", usageError: "invalid range with no endpoint: -"),
    UtilityCase(
      "cut -b 0", usageError: "byte/character positions are numbered from 1"),
    UtilityCase(
      "cut -b x", usageError: "invalid byte/character position 'x'"),
    UtilityCase(
      "cut -c x-", usageError: "invalid byte/character position 'x-'"),
  ]
  private static let rows4: [UtilityCase] = [
    UtilityCase(
      "cut -f 1 -b 1", usageError: "only one list may be specified"),
    UtilityCase(
      "cut -d ab -f1", usageError: "the delimiter must be a single character"),
    UtilityCase(
      "cut -b1 -d a",
      usageError: "an input delimiter may be specified only when operating on fields"),
    UtilityCase(
      "cut -s -b 1",
      usageError: "suppressing non-delimited lines makes sense\n\tonly when operating on fields"),
    UtilityCase(
      "cut -f 1,,2", usageError: "fields are numbered from 1"),
    UtilityCase(
      "cut -f ,", usageError: "fields are numbered from 1"),
    UtilityCase(
      "cut -f 1-2-3", usageError: "invalid field range"),
    UtilityCase(
      "cut -Q", usageError: "invalid option -- 'Q'"),
    UtilityCase(
      "cut -f 99999999999999999999", usageError: "field number '99999999999999999999' is too large"),
    UtilityCase(
      "cut -b 99999999999999999999",
      usageError: "byte/character offset '99999999999999999999' is too large"),
    UtilityCase(
      "cut -f --2", usageError: "invalid field range"),
    UtilityCase(
      "cut -b 3-1", usageError: "invalid decreasing range"),
    UtilityCase(
      "cut -c 0-1", usageError: "byte/character positions are numbered from 1"),
    UtilityCase(
      "cut -f 1x", usageError: "invalid field value 'x'"),
    UtilityCase(
      "cut -f 1,2x", usageError: "invalid field value 'x'"),
    UtilityCase(
      "cut -f x1", usageError: "invalid field value 'x1'"),
    UtilityCase(
      "cut -f 1-x", usageError: "invalid field value 'x'"),
    UtilityCase(
      "cut -b 1-2-3", usageError: "invalid byte or character range"),
    UtilityCase(
      "cut -f a-b", usageError: "invalid field value 'a-b'"),
  ]
  @Test(arguments: rows) func runs(_ row: UtilityCase) throws { try row.check() }
}
