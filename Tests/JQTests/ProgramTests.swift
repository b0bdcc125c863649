import JQ
import ShellBytes
import ShellCommand
import ShellSystem
import Testing

/// The module without a command: values, the parser, the writer, compiled programs.
@Suite("JQ as a library")
struct ProgramTests {
  @Test func outputs() throws {
    let program = try JQProgram(".items[] | select(.price > $limit) | .name", variables: ["limit"])
    let input = try JSONParser.parse(
      "{\"items\":[{\"name\":\"a\",\"price\":1},{\"name\":\"b\",\"price\":9}]}")
    let names = try program.outputs(input, values: [5])
    #expect(names.map { JSONWriter.text($0).byteString } == ["\"b\""])
  }

  @Test func literals() {
    let value: JSONValue = ["a": [1, 2.5, true, .null], "b": "text"]
    #expect(JSONWriter.text(value).byteString == "{\"a\":[1,2.5,true,null],\"b\":\"text\"}")
  }

  @Test func layout() {
    var buffer = ByteBuffer()
    JSONWriter(indent: 1).write(["b": 1, "a": []], into: &buffer)
    #expect(buffer.string() == "{\n \"b\": 1,\n \"a\": []\n}")
    var sorted = JSONWriter()
    sorted.sortsKeys = true
    buffer.removeAll()
    sorted.write(["b": 1, "a": []], into: &buffer)
    #expect(buffer.string() == "{\"a\":[],\"b\":1}")
  }

  @Test func errors() throws {
    let program = try JQProgram(".a")
    do throws(JQError) {
      _ = try program.outputs(1)
      Issue.record("a number has no members")
    } catch {
      #expect(error.value?.string == "Cannot index number with string (\"a\")")
    }
    do throws(CompileError) {
      _ = try JQProgram("1 +")
      Issue.record("something is missing")
    } catch {
      #expect(error.messages.count == 1)
    }
  }

  @Test func stopping() throws {
    var taken: [JSONValue] = []
    try JQProgram("repeat(1)").run()(.null) { (value) throws(JQError) in
      taken.append(value)
      return taken.count < 3
    }
    #expect(taken.count == 3)
  }

  @Test func inputsOfTheHost() throws {
    var host = JQHost()
    var left: [JSONValue] = [1, 2, 3]
    host.nextInput = { () throws(JQError) in
      if left.isEmpty { return nil }
      return left.removeFirst()
    }
    var found: [ByteString] = []
    try JQProgram("[inputs]").run(host: host)(.null) { (value) throws(JQError) in
      found.append(JSONWriter.text(value).byteString)
      return true
    }
    #expect(found == ["[1,2,3]"])
  }

  /// Growing a value in a loop takes time in proportion, not its square. What makes it so is
  /// left to the optimiser: a build for debugging grows small values only.
  static let growing: [ByteString] = [
    "reduce range($n) as $i ([]; . + [$i]) | length",
    "reduce range($n) as $i ([]; .[$i] = $i) | length",
    "reduce range($n) as $i ({}; .[$i | tostring] = $i) | length",
    "reduce range($n) as $i ({}; .[\"k\\($i % 1000)\"] += 1) | add",
    "reduce range($n) as $i ({a: {b: []}}; .a.b += [$i]) | .a.b | length",
    "reduce range($n) as $i (\"\"; . + \"x\") | length",
    "reduce range($n) as $i ({n: 0}; .n |= . + 1) | .n",
    "reduce range($n) as $i ([]; setpath([$i]; $i)) | length",
    "[range($n)] | .[] += 1 | length",
    "[foreach range($n) as $i (0; . + $i)] | length",
  ]

  @Test(arguments: growing) func growth(_ program: ByteString) throws {
    var count = 200_000
    assert(
      {
        count = 1000
        return true
      }())
    let start = SystemClock.monotonic
    let program = try JQProgram(program, variables: ["n"])
    let outputs = try program.outputs(.null, values: [.number(Double(count))])
    #expect(outputs.first?.double == Double(count))
    // Squares would take minutes.
    #expect(SystemClock.monotonic - start < 20_000_000_000)
  }

  /// What is changed in place is not seen through another name.
  static let rows: [(program: ByteString, output: ByteString)] = [
    ("[1,2] as $a | ($a | .[0] = 9) as $b | [$a, $b]", "[[1,2],[9,2]]"),
    ("{a: 1} as $a | ($a | .b = 2) as $b | [$a, $b]", "[{\"a\":1},{\"a\":1,\"b\":2}]"),
    ("[1] as $a | ($a + [2]) as $b | [$a, $b]", "[[1],[1,2]]"),
    ("\"x\" as $a | ($a + \"y\") as $b | [$a, $b]", "[\"x\",\"xy\"]"),
    ("[[1]] as $a | ($a | .[0] += [2]) as $b | [$a, $b]", "[[[1]],[[1,2]]]"),
    ("[1,2] | [., (.[] += 1)]", "[[1,2],[2,3]]"),
    ("{a: [1]} | .b = .a | .a += [2]", "{\"a\":[1,2],\"b\":[1]}"),
    ("reduce (1, 2) as $x ([]; . + [.])", "[[],[[]]]"),
    ("[foreach (1, 2, 3) as $x ([]; . + [$x])]", "[[1],[1,2],[1,2,3]]"),
    ("[limit(3; [1] | recurse(. + [1]))]", "[[1],[1,1],[1,1,1]]"),
    ("[[1] | while(length < 4; . + [2])]", "[[1],[1,2],[1,2,2]]"),
    ("def f: .a = 1; {} as $x | [$x, ($x | f), $x]", "[{},{\"a\":1},{}]"),
    ("[3,1,2] as $a | [($a | sort), ($a | reverse), $a]", "[[1,2,3],[2,1,3],[3,1,2]]"),
    ("{a: {b: 1}} as $a | ($a | del(.a.b)) as $b | [$a, $b]", "[{\"a\":{\"b\":1}},{\"a\":{}}]"),
    (
      "[1,[2]] as $a | ($a | walk(if type == \"number\" then . + 1 else . end)) as $b | [$a,$b]",
      "[[1,[2]],[2,[3]]]"
    ),
    ("\"abc\" as $s | ($s | ascii_upcase) as $t | [$s, $t]", "[\"abc\",\"ABC\"]"),
  ]

  @Test(arguments: rows.indices) func sharing(_ index: Int) throws {
    let row = ProgramTests.rows[index]
    let outputs = try JQProgram(row.program).outputs(.null)
    #expect(outputs.map { JSONWriter.text($0).byteString } == [row.output])
  }

  @Test func manyThreads() async throws {
    let program = try JQProgram("[range(1000) | . * 2] | add")
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          (try? program.outputs(.null).first?.double) == 999_000
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }

  @Test func cancellation() throws {
    let gate = Gate()
    try Thread.start {
      let start = SystemClock.monotonic
      while SystemClock.monotonic - start < 200_000_000 {}
      gate.cancel(.host)
    }
    let output = CaptureFile()
    let context = CommandContext(
      name: "jq", arguments: ["-n", "last(repeat(1))"], environment: Environment([]),
      directory: "/", umask: 0o22, files: HostFileSystem(), gate: gate,
      descriptors: { $0 == 1 ? output : nil }, dispatch: { _ in 127 })
    let status = try Utility.jq.run(context)
    #expect(!status.isSuccess)
    #expect(output.count == 0)
  }

  @Test func largeArguments() {
    let large = ByteString(repeating: 0x61, count: 6 << 20)
    let result = JQCase(arguments: ["-n", "--arg", "x", large, "$x | length"]).run()
    #expect(result.output == "6291456\n")
    let echoed = JQCase(arguments: ["-nr", "--arg", "x", large, "$x"]).run()
    #expect(echoed.output == large + "\n")
  }

  @Test func closedOutput() throws {
    final class Closed: OpenFile, @unchecked Sendable {
      override func write(_ bytes: UnsafeBufferPointer<UInt8>, _ gate: Gate) throws(Errno) {
        throw .brokenPipe
      }
    }
    let context = CommandContext(
      name: "jq", arguments: ["-n", "repeat(1)"], environment: Environment([]), directory: "/",
      umask: 0o22, files: HostFileSystem(), gate: Gate(),
      descriptors: { $0 == 1 ? Closed() : nil }, dispatch: { _ in 127 })
    #expect(try Utility.jq.run(context) == .brokenPipe)
  }

  @Test func otherReadersGetTheRest() throws {
    let input = StringFile("1 2\nrest of the text\n")
    let output = CaptureFile()
    let context = CommandContext(
      name: "jq", arguments: ["-n", "input"], environment: Environment([]), directory: "/",
      umask: 0o22, files: HostFileSystem(), gate: Gate(),
      descriptors: { $0 == 0 ? input : $0 == 1 ? output : nil }, dispatch: { _ in 127 })
    #expect(try Utility.jq.run(context) == 0)
    #expect(output.contents == "1\n")
    #expect(try input.readAll(Gate()) == "2\nrest of the text\n")
  }

  /// Functions of other releases and implementations.
  static let additions: [(program: ByteString, output: ByteString)] = [
    ("[1,[2]] | [leaf_paths]", "[[0],[1,0]]"), ("1 | toarray", "[1]"), ("[1] | toarray", "[1]"),
    ("65 | ascii", "\"A\""), ("\"a\" | @base32", "\"ME======\""),
    ("\"ME======\" | @base32d", "\"a\""), ("0 | date", "\"1970-01-01T00:00:00Z\""),
    ("5 | dateadd(\"seconds\"; 3)", "8"), ("5 | datesub(\"seconds\"; 3)", "2"),
    ("[1, [2]] | [recurse_down] | length", "4"), ("[isvalid(1), isvalid(error)]", "[true,false]"),
    ("[1 | truncate_stream([[0], 1], [[1, 0], 2], [[1, 0]])]", "[[[0],2],[[0]]]"),
    ("[1,2] | getpath([0])", "1"), ("\"āb\" | [match(\"\"; \"g\").offset]", "[0,1,2]"),
  ]

  @Test(arguments: additions.indices) func superset(_ index: Int) throws {
    let row = ProgramTests.additions[index]
    let outputs = try JQProgram(row.program).outputs(.null)
    #expect(outputs.map { JSONWriter.text($0).byteString } == [row.output])
  }
}
