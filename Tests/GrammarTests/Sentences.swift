/// Random numbers that are the same in each run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// Makes sentences of a grammar.
struct Sentences {
  let grammar: Grammar
  /// Whether the alternatives of the bash dialect are used.
  let isBash: Bool
  /// What may stand between tokens.
  let blanks: [String]
  var random: SplitMix
  /// Productions of which a part of a sentence was made.
  private(set) var reached: Set<String> = []

  /// How high the tree of the shortest sentence is.
  private var heights: [String: Int] = [:]
  private var output = ""
  private var needsBlank = false
  private var depth = 0
  private var delimiterCount = 0
  /// The delimiters of here-documents whose lines are to come.
  private var pending: [String] = []

  init(
    _ grammar: Grammar, isBash: Bool = false, seed: UInt64,
    blanks: [String] = [" ", " ", " ", "\t", " \\\n"]
  ) {
    self.grammar = grammar
    self.isBash = isBash
    self.blanks = blanks
    random = SplitMix(seed: seed)
    computeHeights()
  }

  /// A sentence of a production; nil where the dialect has none.
  mutating func sentence(_ name: String, depth limit: Int) -> String? {
    guard heights[name] != nil else { return nil }
    output = ""
    needsBlank = false
    pending = []
    depth = limit
    write(name)
    if !pending.isEmpty {
      output += "\n"
      writeHereDocuments()
    }
    return output
  }

  // MARK: Heights

  private static let never = 1 << 20

  private mutating func computeHeights() {
    var isChanged = true
    while isChanged {
      isChanged = false
      for (name, production) in grammar.productions {
        let height = height(production.expression) + 1
        if height < Sentences.never, heights[name] != height {
          heights[name] = height
          isChanged = true
        }
      }
    }
  }

  private func height(_ expression: Grammar.Expression) -> Int {
    switch expression {
    case .sequence(let items): return items.map(height).max() ?? 0
    case .choice(let items): return items.map(height).min() ?? 0
    case .repetition(let item, let least, _): return least == 0 ? 0 : height(item)
    case .terminal, .characters: return 0
    case .reference(let name): return heights[name] ?? Sentences.never
    case .difference(let item, _): return height(item)
    case .bash(let item): return isBash ? height(item) : Sentences.never
    }
  }

  // MARK: Writing

  private mutating func write(_ name: String) {
    guard let production = grammar.productions[name] else { return }
    reached.insert(name)
    depth -= 1
    defer { depth += 1 }
    switch name {
    case "here_end":
      writeDelimiter()
      return
    case "NEWLINE":
      output += "\n"
      needsBlank = false
      writeHereDocuments()
      return
    default: break
    }
    write(production.expression, isTokens: production.isTokens)
    if name == "IO_NUMBER" || name == "IO_LOCATION" { needsBlank = false }
  }

  private mutating func write(_ expression: Grammar.Expression, isTokens: Bool) {
    switch expression {
    case .sequence(let items):
      for item in items { write(item, isTokens: isTokens) }
    case .choice(let items):
      let known = items.filter { height($0) < max(depth, 0) }
      let lowest = items.map(height).min() ?? 0
      let choices = known.isEmpty ? items.filter { height($0) == lowest } : known
      guard let chosen = choices.randomElement(using: &random) else { return }
      write(chosen, isTokens: isTokens)
    case .repetition(let item, let least, let most):
      var count = least
      if height(item) < max(depth, 0) {
        while count < most ?? 4, Bool.random(using: &random) { count += 1 }
      }
      for _ in 0..<count { write(item, isTokens: isTokens) }
    case .terminal(let text): write(text: text, isToken: isTokens)
    case .characters(let scalars):
      guard let scalar = scalars.randomElement(using: &random) else { return }
      write(text: String(Character(scalar)), isToken: isTokens)
    case .reference(let name): writeReference(name, isTokens: isTokens)
    case .difference(let item, let excluded):
      let texts = finiteTexts(excluded)
      let (kept, blank) = (output, needsBlank)
      while true {
        write(item, isTokens: isTokens)
        let added = output.dropFirst(kept.count).drop { $0 == " " || $0 == "\\" || $0 == "\n" }
        if !texts.contains(String(added)) { break }
        output = kept
        needsBlank = blank
      }
    case .bash(let item): if isBash { write(item, isTokens: isTokens) }
    }
  }

  private mutating func writeReference(_ name: String, isTokens: Bool) {
    guard let production = grammar.productions[name] else { return }
    if production.isTokens == isTokens {
      write(name)
    } else if isTokens {
      // A token with a grammar of its own.
      if name != "NEWLINE" { blank() }
      write(name)
      if name != "NEWLINE" && name != "IO_NUMBER" && name != "IO_LOCATION" { needsBlank = true }
    } else {
      // Commands inside of a word, with here-documents of their own.
      let outer = pending
      pending = []
      needsBlank = true
      write(name)
      if !pending.isEmpty {
        output += "\n"
        writeHereDocuments()
      }
      output += " "
      needsBlank = false
      pending = outer
    }
  }

  private mutating func write(text: String, isToken: Bool) {
    if isToken { blank() }
    output += text
    needsBlank = isToken
  }

  private mutating func blank() {
    guard needsBlank else { return }
    needsBlank = false
    output += blanks.randomElement(using: &random) ?? " "
  }

  /// The texts that an enumeration stands for; none for other expressions.
  private func finiteTexts(_ expression: Grammar.Expression) -> Set<String> {
    switch expression {
    case .terminal(let text): return [text]
    case .choice(let items):
      return items.reduce(into: []) { $0.formUnion(finiteTexts($1)) }
    case .bash(let item): return finiteTexts(item)
    case .reference(let name):
      return grammar.productions[name].map { finiteTexts($0.expression) } ?? []
    default: return []
    }
  }

  // MARK: Here-documents

  /// A delimiter that occurs nowhere else.
  private mutating func writeDelimiter() {
    delimiterCount += 1
    var delimiter = "E"
    var rest = delimiterCount
    while rest > 0 {
      delimiter.unicodeScalars.append(Unicode.Scalar(UInt8(65 + rest % 26)))
      rest /= 26
    }
    pending.append(delimiter)
    output +=
      ["", "'", "\"", "\\"].randomElement(using: &random).map { quote in
        quote + delimiter + (quote == "\\" ? "" : quote)
      } ?? delimiter
  }

  private mutating func writeHereDocuments() {
    while !pending.isEmpty {
      let delimiter = pending.removeFirst()
      let later = pending
      pending = []
      write("here_document")
      pending = later
      output += delimiter + "\n"
      needsBlank = false
    }
  }
}
