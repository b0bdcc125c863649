import JQ
import ShellBytes
import ShellCommand
import ShellSystem
import Testing

/// Nothing that comes from outside ends the process.
@Suite("Hostile programs and values")
struct HostileTests {
  static func text(_ unit: ByteString, _ count: Int) -> ByteString {
    var text = ByteString()
    for _ in 0..<count { text.append(unit) }
    return text
  }

  static func outputs(_ program: ByteString, _ input: JSONValue = .null) throws -> [ByteString] {
    try JQProgram(program).outputs(input).map { JSONWriter.text($0).byteString }
  }

  static let nested: [(open: ByteString, middle: ByteString, close: ByteString)] = [
    ("[", "1", "]"), ("(", "1", ")"), ("{a:", "1", "}"), ("-", "1", ""), ("try ", "1", ""),
    ("if 1 then ", "1", " end"), ("reduce 1 as $x (0;", "1", ")"), ("def f: ", "1", "; f"),
    ("1 + ", "1", ""), (". as $x | ", "1", ""), ("label $x | ", "1", ""), ("\"\\(", "1", ")\""),
    (".[", "0", "]"), ("f(", "1", ")"), ("[.[]|", "1", "]"), (". as [", "$x", "] | 1"),
    ("first(", "1", ")"), ("1 as $x | ", "1", ""), ("1 // ", "1", ""), ("1 | ", "1", ""),
    ("1, ", "1", ""), (".a", "", ""), ("..|", "1", ""),
  ]

  @Test(arguments: nested.indices) func nesting(_ index: Int) throws {
    try ShellThread.run { HostileTests.nest(HostileTests.nested[index]) }
  }

  private static func nest(_ texts: (open: ByteString, middle: ByteString, close: ByteString)) {
    let (open, middle, close) = texts
    for depth in [10, 500, 2500, 20_000] {
      let program =
        HostileTests.text(open, depth) + middle + HostileTests.text(close, depth)
      // What counts is that it ends: with a program or with an error.
      do throws(CompileError) {
        let compiled = try JQProgram(program)
        #expect(depth <= 20_000)
        _ = try? compiled.outputs(.null)
      } catch {
        #expect(!error.messages.isEmpty)
      }
    }
  }

  @Test func longChains() throws {
    let sum = HostileTests.text("1 + ", 3000) + "1"
    #expect(try HostileTests.outputs(sum) == ["3001"])
    let list = "[" + HostileTests.text("1,", 50_000) + "1] | length"
    #expect(try HostileTests.outputs(list) == ["50001"])
    let pipes = HostileTests.text(". | ", 50_000) + "1"
    #expect(try HostileTests.outputs(pipes) == ["1"])
  }

  static let rows: [(program: ByteString, outputs: [ByteString])] = [
    // Values deeper than any limit are made, walked and let go of.
    ("reduce range(300000) as $i (null; [.]) | 1", ["1"]),
    ("reduce range(100000) as $i (null; {a: .}) | 1", ["1"]),
    ("reduce range(20000) as $i (null; [.]) | [..] | length", ["20001"]),
    ("reduce range(20000) as $i (1; [.]) | flatten", ["[1]"]),
    ("reduce range(3000) as $i (1; [.]) | [paths] | length", ["3000"]),
    ("reduce range(3000) as $i (1; [.]) | [tostream] | length", ["3001"]),
    ("reduce range(20000) as $i (1; [.]) | walk(.) | [..] | length", ["20001"]),
    // Tail calls take no stack.
    ("def f: if . >= 200000 then . else . + 1 | f end; 0 | f", ["200000"]),
    ("def f($n): if $n == 0 then \"done\" else f($n - 1) end; f(100000)", ["\"done\""]),
    ("[limit(3; def r: ., (. + 1 | r); 0 | r)]", ["[0,1,2]"]),
    ("last(limit(50000; def r: ., (. + 1 | r); 0 | r))", ["49999"]),
    // Other calls get a larger stack.
    ("def f: if . == 0 then 0 else 1 + (. - 1 | f) end; 100000 | f", ["100000"]),
    ("def f(g): if . == 0 then 0 else (. - 1 | f(g)) + g end; 20000 | f(1)", ["20000"]),
    ("def f(g): if . >= 300000 then . else . + 1 | f(.x) end; 0 | f(1)", ["300000"]),
    ("last(range(100000))", ["99999"]),
    ("[range(100000)] | map(. + 1) | add", ["5000050000"]),
    ("try (\"x\" * 1e9) catch .", ["\"Repeat string result too long\""]),
    ("try ([] | .[1e9] = 1) catch .", ["\"Array index too large\""]),
    ("try (def f: 1 + f; f) catch \"deep\"", ["\"deep\""]),
    // A chain of arguments, each of which calls the one before it.
    ("def f(g): if . == 0 then g else . - 1 | f(g + 1) end; 5000 | f(1)", ["5001"]),
    ("try (def f(g): f(g + 1) + g; f(1)) catch \"deep\"", ["\"deep\""]),
    ("[\"\\u0000\"] | tojson", ["\"[\\\"\\\\u0000\\\"]\""]),
    ("\"a\\u0000b\" | length, utf8bytelength", ["3", "3"]),
    ("[1e1000, -1e1000, 1e-1000] | map(. * 0 == 0)", ["[false,false,true]"]),
    ("try ([range(10001)] | map(0) as $p | null | setpath($p; 1)) catch .", ["\"Path too deep\""]),
    ("9999999999999999999999 % 7", ["0"]),
    ("[.[]?] | .[-9223372036854775809:9223372036854775809]", ["[]"]),
    ("[1] | .[9223372036854775807], .[-9223372036854775809]", ["null", "null"]),
    ("1e18 | todate? // \"none\"", ["\"none\""]),
    ("[1e300, 0, 0] | mktime | type", ["\"number\""]),
    ("-1e10 | todate", ["\"1653-02-10T06:13:20Z\""]),
  ]

  @Test(arguments: rows.indices) func survives(_ index: Int) throws {
    let row = HostileTests.rows[index]
    #expect(try HostileTests.outputs(row.program) == row.outputs)
  }

  @Test func deepTexts() throws {
    let depth = 10_000
    let most = HostileTests.text("[", depth) + HostileTests.text("]", depth)
    #expect(throws: Never.self) { try JSONParser.parse(most) }
    let more = HostileTests.text("[", depth + 1) + HostileTests.text("]", depth + 1)
    #expect(throws: JQError.self) { try JSONParser.parse(more) }
    #expect(throws: JQError.self) { try JSONParser.parse(HostileTests.text("[", 1_000_000)) }
    #expect(throws: JQError.self) { try JSONParser.parse(HostileTests.text("{\"a\":", 1_000_000)) }
    let value = try JSONParser.parse(most)
    #expect(JSONWriter.text(value).count == 2 * depth)
  }

  /// A text cut off anywhere is an error, or fewer values, and nothing else.
  @Test func truncation() {
    let text: ByteString = """
      {"a":[1,-2.5e3,true,false,null,"x\\u00e9\\ud83d\\ude00\\n"],"b":{"c":{},"d":[]},"é":"ü"} [[]] "z"
      """
    for end in 0...text.count {
      for options in [["-c"], ["-c", "--stream"], ["-c", "--seq"], ["-cs"]] as [[ByteString]] {
        let result = JQCase(arguments: options + ["."], input: text.prefix(end)).run()
        #expect([0, 5].contains(result.status))
      }
    }
  }

  /// Pieces of any size give the same values.
  @Test func pieces() throws {
    let text: ByteString = """
      {"abc":"d\\u00e9\\\\f\\"g","h":[1.25,-0,1e5,"é"]}\n[true,false,null] "x" 12 34\n
      """
    let whole = JQCase(arguments: ["-c", "."], input: text).run()
    #expect(whole.status == 0)
    for size in 1...16 {
      let file = PieceFile(text, size: size)
      let output = CaptureFile()
      let context = CommandContext(
        name: "jq", arguments: ["-c", "."], environment: Environment([]), directory: "/",
        umask: 0o22, files: HostFileSystem(), gate: Gate(),
        descriptors: { $0 == 0 ? file : $0 == 1 ? output : nil }, dispatch: { _ in 127 })
      #expect(try Utility.jq.run(context) == 0)
      #expect(output.contents == whole.output)
    }
  }

  /// Hands on a text in pieces.
  final class PieceFile: OpenFile, @unchecked Sendable {
    private let text: ByteString
    private let size: Int
    private var at = 0
    init(_ text: ByteString, size: Int) {
      self.text = text
      self.size = size
    }
    override func refill(_ buffer: inout ByteBuffer, _ gate: Gate) throws(Errno) {
      buffer.append(text.bytes(in: at..<(at + size)))
      at += size
    }
  }

  /// Bytes of all kinds are values or errors.
  @Test func anyBytes() {
    var state: UInt64 = 88_172_645_463_325_252
    func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
    let letters: ByteString = "[]{},:\"\\u0123dD8eE+-.truefalsn \n\t\u{1E}\u{0}é\u{7F}"
    for _ in 0..<3000 {
      var text = ByteString()
      for _ in 0..<(next() % 24) {
        text.append(
          next() % 16 == 0
            ? UInt8(truncatingIfNeeded: next())
            : letters[Int(next() % UInt64(letters.count))])
      }
      for options in [["-c"], ["-c", "--stream"], ["-c", "--seq"]] as [[ByteString]] {
        let result = JQCase(arguments: options + ["."], input: text).run()
        #expect([0, 5].contains(result.status))
      }
      // The same bytes as a program.
      _ = try? JQProgram(text)
    }
  }

  /// Parts of programs in any order compile or do not.
  @Test func anyTokens() {
    let parts: [ByteString] = [
      ".", "..", ".a", "[", "]", "(", ")", "{", "}", "|", ",", ";", ":", "?", "//", "?//", "=",
      "|=", "+", "-", "*", "/", "%", "==", "<", "and", "or", "if", "then", "elif", "else", "end",
      "try", "catch", "reduce", "foreach", "as", "$x", "def", "f", "f(", "label", "break", "\"",
      "\\(", "@csv", "1", "null", "$__loc__", "import", "include", "module", "empty", "first(",
      "limit(1;", "path(", "del(", "range(3)", "input", "error", "$ENV", "getpath(", "[]", "?",
    ]
    var state: UInt64 = 1_181_783_497_276_652_981
    func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
    var compiled = 0
    for _ in 0..<20_000 {
      var text = ByteString()
      for _ in 0..<(1 + next() % 10) {
        text.append(parts[Int(next() % UInt64(parts.count))])
        text.append(0x20)
      }
      if let program = try? JQProgram(text) {
        compiled += 1
        var left = 1000
        try? program.run()([1, "a", ["b": .null]]) { (_) throws(JQError) in
          left -= 1
          return left > 0
        }
      }
    }
    #expect(compiled > 100)
  }
}

/// Runs code on a stack as large as the shell's threads have; those of the test runner are small,
/// and frames that are not optimised are large.
private enum ShellThread {
  static func run(_ body: @escaping @Sendable () -> Void) throws {
    let condition = Condition()
    nonisolated(unsafe) var isDone = false
    try Thread.start {
      body()
      condition.withLock {
        isDone = true
        condition.broadcast()
      }
    }
    condition.lock()
    defer { condition.unlock() }
    try Gate().wait(on: condition) { isDone }
  }
}
