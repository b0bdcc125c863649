import JQ
import ShellBytes
import Testing

@Suite("The grammar of jq and its parser")
struct JQGrammarTests {
  private static let blanks = [" ", " ", " ", "\t", "\n", "\r\n", " # comment\n", " # on \\\n.[\n"]

  private func sentences(seed: UInt64) throws -> Sentences {
    Sentences(try Grammar(["jq.ebnf"]), seed: seed, blanks: Self.blanks)
  }

  @Test func namesAreDefinedAndParsed() throws {
    let grammar = try Grammar(["jq.ebnf"])
    #expect(grammar.undefined.isEmpty)
    let parsed = JQProductions.all.map(\.name)
    #expect(Set(parsed) == Set(grammar.names))
    #expect(parsed.count == Set(parsed).count)
  }

  /// Messages about constants, which the grammar leaves open.
  private static let ofConstants: [ByteString] = [
    "error: Cannot use ", "surrogate pair escape",
  ]

  @Test func sentencesAreAccepted() throws {
    var sentences = try sentences(seed: 182)
    var reached: Set<String> = []
    for production in JQProductions.all {
      var failures = 0
      var accepted = 0
      for round in 0..<150 where failures < 3 {
        guard let sentence = sentences.sentence(production.name, depth: 3 + round % 12) else {
          break
        }
        reached.insert(production.name)
        let problems = production.problems(ByteString(sentence))
        if problems.isEmpty { accepted += 1 }
        let wrong = problems.filter { problem in
          !Self.ofConstants.contains { problem.firstRange(of: $0) != nil }
        }
        if let first = wrong.first {
          failures += 1
          Issue.record("\(production.name): \(sentence)\n\(String(first))")
        }
      }
      #expect(accepted > 0, "\(production.name) is never accepted")
    }
    let missing = Set(sentences.grammar.names).subtracting(reached.union(sentences.reached))
    #expect(missing.isEmpty, "never reached: \(missing)")
  }

  /// Sentences with a byte or a piece changed compile or are refused, never more than that.
  @Test func mutatedSentencesDoNotTrap() throws {
    var sentences = try sentences(seed: 8)
    var random = SplitMix(seed: 99)
    let pieces = Array("()[]{}|,;:?.$@\"\\/=+-*%<>! \n\t\0#0aE_".utf8)
    var accepted = 0
    for round in 0..<2500 {
      guard let sentence = sentences.sentence("program", depth: 5 + round % 10) else { continue }
      var bytes = Array(sentence.utf8)
      for _ in 0...Int.random(in: 0..<3, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(pieces[Int.random(in: 0..<pieces.count, using: &random)], at: place)
        case 2: bytes[place] = UInt8.random(in: 0...255, using: &random)
        default: bytes.removeSubrange(place...)
        }
      }
      let program = JQProductions.all.first { $0.name == "program" }
      if program?.problems(ByteString(bytes)).isEmpty == true { accepted += 1 }
      _ = try? JQProgram(ByteString(bytes))
    }
    #expect(accepted > 100)
  }
}
