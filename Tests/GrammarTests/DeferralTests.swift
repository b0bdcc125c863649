import ShellBytes
import ShellSyntax
import Testing

/// What is checked now and parsed when it runs means the same as what is parsed at once.
@Suite("Deferred bodies")
struct DeferralTests {
  /// What a parser makes of a whole text.
  struct Outcome: Equatable {
    var lists: [List] = []
    var error: SyntaxError?

    init(_ text: ByteString, _ dialect: Dialect, defers: Bool) {
      var parser = Parser(text, dialect: dialect, defers: defers)
      do throws(SyntaxError) {
        while let list = try parser.nextCompleteCommand() { lists.append(list) }
      } catch {
        self.error = error
      }
    }
  }

  /// Where a text may stand that never runs.
  static let frames: [(ByteString, ByteString)] = [
    ("if a; then\n", "\nfi; b"), ("if a; then b; else ", "\nfi"), ("f() {\n", "\n} >c\nd"),
    ("case a in b) ", "\n;; *) c ;; esac"), ("x=$(if a; then ", "\nfi)"),
    ("if a; then while b; do case c in d) ", "\nesac; done; fi"),
    ("cat <<E; if a; then ", "\nE\nfi\nE"), ("function f { if a; then ", "\nfi; }; b"),
  ]

  private func compare(_ text: ByteString, _ dialect: Dialect) {
    let whole = Outcome(text, dialect, defers: false)
    let deferred = Outcome(text, dialect, defers: true)
    #expect(whole.error == deferred.error, "\(text)")
    let isSame = whole.lists == deferred.lists
    #expect(isSame, "\(text)")
    for (one, other) in zip(whole.lists, deferred.lists) {
      #expect(
        one.range.start == other.range.start && one.range.end == other.range.end
          && one.range.line == other.range.line, "\(text)")
      #expect(
        Printer.print(Program(commands: [one], range: one.range))
          == Printer.print(Program(commands: [other], range: other.range)))
    }
  }

  @Test(arguments: [
    "if a; then cat <<E; fi\nb\nE\nc", "if a; then cat <<E\nb\nE\nfi",
    "f() { cat <<-'E'\n\tb$\n\tE\n}",
    "if a; then cat <<A; cat <<B\na\nA\nb\nB\nfi; c", "if a; then b\\\nc() { d; }; fi; e",
    "if a; then x=(a\\ b [1]=c); local y=(d) z; command export w=(e); fi",
    "case a in b) ((c)) ;; d) ((e) || f) ;; esac", "if a; then `b \\`c\\``; \"$(d \"e\")\"; fi",
    "if a; then ab\\\nc=d e; \\\nif f; then g; fi; fi", "if a; then b", "if a; then (b; fi",
    "if a; then \"b\nfi", "f() { if a; then b; else\n} >c", "if a; then ${b:-$(c", "f() { ",
    "if a; then export x=y=( ; fi", "if a\nthen\n\n\n  )\nfi",
  ])
  func handMade(_ text: String) {
    compare(ByteString(text), .bash)
    compare(ByteString(text), .posix)
  }

  @Test(arguments: [Dialect.posix, .bash])
  func sentences(_ dialect: Dialect) throws {
    let grammar = try Grammar(ShellGrammarTests.files)
    var sentences = Sentences(grammar, isBash: dialect == .bash, seed: 31)
    var random = SplitMix(seed: 32)
    let pieces = Array("()<>|&;$`'\"\\{}[]#!=~ \n\t*?@+-/:0aE".utf8)
    for round in 0..<1500 {
      guard let sentence = sentences.sentence("program", depth: 4 + round % 10) else { continue }
      var bytes = Array(sentence.utf8)
      if round % 3 != 0 && !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(pieces[Int.random(in: 0..<pieces.count, using: &random)], at: place)
        default: bytes.removeSubrange(place...)
        }
      }
      let (before, after) = Self.frames[round % Self.frames.count]
      compare(before + ByteString(bytes) + after, dialect)
    }
  }
}
