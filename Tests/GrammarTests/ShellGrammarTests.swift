import ShellBytes
import ShellSyntax
import Testing

@Suite("The grammar files and the parser")
struct ShellGrammarTests {
  static let files = ["shell.ebnf", "word.ebnf", "arithmetic.ebnf", "pattern.ebnf"]

  @Test func namesAreDefinedAndParsed() throws {
    let grammar = try Grammar(Self.files)
    #expect(grammar.undefined.isEmpty)
    let parsed = Productions.all.map(\.name)
    #expect(Set(parsed) == Set(grammar.names))
    #expect(parsed.count == Set(parsed).count)
  }

  /// Each sentence is accepted, and printing its tree loses nothing.
  @Test(arguments: [Dialect.posix, .bash])
  func sentencesAreAccepted(_ dialect: Dialect) throws {
    let grammar = try Grammar(Self.files)
    var sentences = Sentences(grammar, isBash: dialect == .bash, seed: 20_240_614)
    var reached: Set<String> = []
    for production in Productions.all where dialect == .bash || !production.needsBash {
      var failures = 0
      for round in 0..<60 where failures < 3 {
        guard let sentence = sentences.sentence(production.name, depth: 3 + round % 12) else {
          break
        }
        reached.insert(production.name)
        if let failure = check(production, sentence, dialect) {
          failures += 1
          Issue.record("\(production.name): \(failure)")
        }
      }
    }
    // The posix dialect has no sentences of what bash adds.
    let missing = Set(grammar.names).subtracting(reached.union(sentences.reached))
    if dialect == .bash { #expect(missing.isEmpty, "never reached: \(missing)") }
    #expect(sentences.reached.count > 100)
  }

  /// What is wrong with a sentence; nil where nothing is.
  private func check(
    _ production: Productions.Production, _ sentence: String, _ dialect: Dialect
  ) -> String? {
    do throws(SyntaxError) {
      let tree = try production.parse(ByteString(sentence), dialect: dialect)
      let printed = tree.printed
      do throws(SyntaxError) {
        let again = try production.parse(text: printed, dialect: dialect)
        if again != tree { return "\(sentence)\nprinted as another tree\n\(printed)" }
      } catch {
        return "\(sentence)\nprinted as\n\(printed)\n\(error.line): \(error.message)"
      }
      return nil
    } catch {
      return "\(sentence)\n\(error.line):\(error.column): \(error.message)"
    }
  }

  /// Sentences with a byte or a piece changed are parsed or refused, never more than that; what is
  /// accepted can be printed.
  @Test(arguments: [Dialect.posix, .bash])
  func mutatedSentencesDoNotTrap(_ dialect: Dialect) throws {
    let grammar = try Grammar(Self.files)
    var sentences = Sentences(grammar, isBash: true, seed: 7)
    var random = SplitMix(seed: 99)
    let pieces = Array("()<>|&;$`'\"\\{}[]#!=~ \n\t\0*?@+-/:0aE".utf8)
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
      guard let program = try? Parser.parse(ByteString(bytes), dialect: dialect) else { continue }
      accepted += 1
      #expect(Printer.print(program).isEmpty == program.commands.isEmpty)
    }
    #expect(accepted > 100)
  }
}
