import Glibc
import JQ
import ShellBytes
import ShellSystem
import Testing

/// Changed programs and texts of the recorded calls, for as many seconds as JQ_FUZZ_SECONDS says.
/// scripts/fuzz-jq runs it; what it works on lies in the file JQ_FUZZ_CURRENT.
@Suite("jq on changed programs and texts", .enabled(if: getenv("JQ_FUZZ_SECONDS") != nil))
struct FuzzTests {
  static let seconds = getenv("JQ_FUZZ_SECONDS").flatMap { Int(String(cString: $0)) }

  struct Source: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
  }

  /// A text with some of its bytes changed, or a piece of another one in it.
  private static func changed(
    _ text: ByteString, _ other: ByteString, _ random: inout Source
  ) -> ByteString {
    let pieces: ByteString = "()[]{}|,;:?.$@\"\\/=+-*%<>! \n\u{0}\u{1E}#0123456789aeEu_"
    var bytes = Array(text)
    for _ in 0...Int.random(in: 0..<4, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes.removeSubrange(place..<Swift.min(place + 1, bytes.count))
      case 1: bytes.insert(pieces[Int.random(in: 0..<pieces.count, using: &random)], at: place)
      case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
      case 3: bytes.removeSubrange(place...)
      case 4:
        let from = Int.random(in: 0...other.count, using: &random)
        let end = Int.random(in: from...Swift.min(other.count, from + 12), using: &random)
        bytes.insert(contentsOf: Array(other)[from..<end], at: place)
      default: bytes.insert(contentsOf: bytes[..<Swift.min(place, 20)], at: place)
      }
    }
    return ByteString(bytes)
  }

  @Test func nothingTraps() throws {
    let seconds = try #require(FuzzTests.seconds)
    let seed = getenv("JQ_FUZZ_SEED").flatMap { UInt64(String(cString: $0)) } ?? 1
    let current = getenv("JQ_FUZZ_CURRENT").map { String(cString: $0) }
    var random = Source(state: seed)
    var programs: [ByteString] = []
    var texts: [ByteString] = []
    for (name, _) in RecordedTests.files {
      for row in try RecordedCases.load(name) {
        programs += row.arguments.filter { $0.first != 0x2D && !$0.isEmpty }
        if !row.input.isEmpty { texts.append(row.input) }
      }
    }
    var rounds = 0
    var compiled = 0
    let end = time(nil) + seconds
    while time(nil) < end {
      guard let program = programs.randomElement(using: &random),
        let otherProgram = programs.randomElement(using: &random),
        let text = texts.randomElement(using: &random),
        let otherText = texts.randomElement(using: &random)
      else { return }
      let input = FuzzTests.changed(text, otherText, &random)
      let filter = FuzzTests.changed(program, otherProgram, &random)
      if let current, let file = fopen(current, "w") {
        (filter + "\n--\n" + input).withBytes { _ = fwrite($0.baseAddress, 1, $0.count, file) }
        fclose(file)
      }
      rounds += 1
      if FuzzTests.run(filter, input) { compiled += 1 }
    }
    print("jq fuzzed: \(rounds) rounds, \(compiled) programs compiled")
    #expect(compiled > rounds / 100)
  }

  /// - Returns: whether the filter compiled.
  private static func run(_ filter: ByteString, _ input: ByteString) -> Bool {
    for options in [
      ["-c", "."], ["-c", "--stream", "."], ["-c", "--seq", "."], ["-r", ".a[0]?"],
    ]
      as [[ByteString]]
    {
      let result = JQCase(arguments: options, input: input).run()
      #expect([0, 5].contains(result.status), "\(String(input))")
    }
    let values = (try? JSONParser.parseAll(input)) ?? []
    for value in values {
      // What is printed can be read, and once read it is printed as it was.
      let first = try? JSONParser.parse(JSONWriter.text(value).byteString)
      let text = first.map { JSONWriter.text($0).byteString }
      let second = text.flatMap { try? JSONParser.parse($0) }
      #expect(second.map { JSONWriter.text($0).byteString } == text, "\(String(input))")
      #expect(text != nil, "\(String(input))")
    }
    guard let program = try? JQProgram(filter) else { return false }
    var checks = 0
    var host = JQHost()
    host.check = { () throws(JQError) in
      checks += 1
      if checks > 100 { throw JQError(.cancelled) }
    }
    let run = program.run(host: host)
    for value in values.prefix(4) + [.null] {
      checks = 0
      var left = 1000
      try? run(value) { (_) throws(JQError) in
        left -= 1
        return left > 0
      }
    }
    return true
  }
}
