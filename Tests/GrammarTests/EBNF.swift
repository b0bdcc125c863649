import Glibc

/// A grammar in W3C EBNF, read from the files in Grammar/.
struct Grammar {
  indirect enum Expression {
    case sequence([Expression])
    case choice([Expression])
    /// Repeated at least and, unless nil, at most this many times.
    case repetition(Expression, Int, Int?)
    case terminal(String)
    /// One of these characters.
    case characters([Unicode.Scalar])
    case reference(String)
    case difference(Expression, Expression)
    /// An alternative that belongs to the bash dialect alone.
    case bash(Expression)
  }

  struct Production {
    var name: String
    var expression: Expression
    /// Whether its terminals are tokens, between which blanks stand.
    var isTokens: Bool
  }

  var productions: [String: Production] = [:]
  var names: [String] = []

  /// Reads the files of these names.
  init(_ files: [String]) throws {
    for file in files {
      var reader = Reader(try Grammar.read(file), file: file)
      for production in try reader.productions(isTokens: file == "shell.ebnf") {
        var production = production
        // In jq.ebnf the names of tokens are in capitals.
        if file == "jq.ebnf" { production.isTokens = production.name.first?.isLowercase == true }
        guard productions.updateValue(production, forKey: production.name) == nil else {
          throw Problem("\(file): \(production.name) is defined twice")
        }
        names.append(production.name)
      }
    }
  }

  struct Problem: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
  }

  /// Names that are used and not defined.
  var undefined: [String] {
    names.flatMap { name in
      references(productions[name]?.expression).filter { productions[$0] == nil }
    }
  }

  private func references(_ expression: Expression?) -> [String] {
    switch expression {
    case .sequence(let items), .choice(let items): return items.flatMap(references)
    case .repetition(let item, _, _), .bash(let item): return references(item)
    case .terminal, .characters, nil: return []
    case .reference(let name): return [name]
    case .difference(let item, let excluded): return references(item) + references(excluded)
    }
  }

  /// The text of a file in Grammar/, which lies beside Tests/.
  private static func read(_ name: String) throws -> String {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    let path = parts.joined(separator: "/") + "/Grammar/" + name
    guard let file = fopen(path, "r") else { throw Problem("cannot read \(path)") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Reads the notation.
private struct Reader {
  let text: [Unicode.Scalar]
  let file: String
  var at = 0

  init(_ text: String, file: String) {
    self.text = Array(text.unicodeScalars)
    self.file = file
  }

  func problem(_ message: String) -> Grammar.Problem {
    let line = text[..<min(at, text.count)].reduce(1) { $0 + ($1 == "\n" ? 1 : 0) }
    return Grammar.Problem("\(file):\(line): \(message)")
  }

  func looksAt(_ sought: String) -> Bool {
    text[at...].starts(with: sought.unicodeScalars)
  }

  /// Passes blanks and comments.
  ///
  /// - Returns: whether one of the comments is the mark of bash.
  mutating func skip() throws -> Bool {
    var isMarked = false
    while at < text.count {
      if text[at].properties.isWhitespace {
        at += 1
      } else if looksAt("/*") {
        let start = at
        while !looksAt("*/") {
          guard at < text.count else { throw problem("unfinished comment") }
          at += 1
        }
        at += 2
        let comment = String(String.UnicodeScalarView(text[start..<at]))
        if comment == "/* bash */" { isMarked = true }
      } else {
        break
      }
    }
    return isMarked
  }

  mutating func name() -> String? {
    let start = at
    while at < text.count, text[at] == "_" || text[at].properties.isAlphabetic { at += 1 }
    return start == at ? nil : String(String.UnicodeScalarView(text[start..<at]))
  }

  mutating func productions(isTokens: Bool) throws -> [Grammar.Production] {
    var found: [Grammar.Production] = []
    _ = try skip()
    while at < text.count {
      guard let name = name() else { throw problem("expected the name of a production") }
      _ = try skip()
      guard looksAt("::=") else { throw problem("expected ::= behind \(name)") }
      at += 3
      found.append(
        Grammar.Production(name: name, expression: try choice(), isTokens: isTokens))
    }
    return found
  }

  mutating func choice() throws -> Grammar.Expression {
    var alternatives: [Grammar.Expression] = []
    repeat {
      if !alternatives.isEmpty { at += 1 }
      let isBash = try skip()
      let alternative = try sequence()
      alternatives.append(isBash ? .bash(alternative) : alternative)
    } while at < text.count && text[at] == "|"
    return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
  }

  mutating func sequence() throws -> Grammar.Expression {
    var items: [Grammar.Expression] = []
    while let item = try item() {
      items.append(item)
      let mark = at
      // A mark belongs to the alternative behind the next bar.
      if try skip() {
        at = mark
        while at < text.count, text[at].properties.isWhitespace { at += 1 }
        if looksAt("/*") { throw problem("a mark inside of an alternative") }
      }
      if at < text.count, text[at] == "-" {
        at += 1
        _ = try skip()
        guard let excluded = try item2() else { throw problem("expected what is excluded") }
        items[items.count - 1] = .difference(items[items.count - 1], excluded)
        _ = try skip()
      }
    }
    if items.isEmpty { throw problem("an empty alternative") }
    return items.count == 1 ? items[0] : .sequence(items)
  }

  private mutating func item2() throws -> Grammar.Expression? { try item() }

  /// A primary and the sign of its repetition; nil where none begins.
  mutating func item() throws -> Grammar.Expression? {
    guard at < text.count else { return nil }
    let primary: Grammar.Expression
    switch text[at] {
    case "'", "\"": primary = .terminal(try quoted())
    case "#": primary = .characters([try code()])
    case "[": primary = .characters(try characters())
    case "(":
      at += 1
      primary = try choice()
      guard at < text.count, text[at] == ")" else { throw problem("expected )") }
      at += 1
    default:
      let mark = at
      guard let name = name() else { return nil }
      // The name of the next production ends this one.
      let end = at
      _ = try skip()
      if looksAt("::=") {
        at = mark
        return nil
      }
      at = end
      primary = .reference(name)
    }
    guard at < text.count else { return primary }
    switch text[at] {
    case "?":
      at += 1
      return .repetition(primary, 0, 1)
    case "*":
      at += 1
      return .repetition(primary, 0, nil)
    case "+":
      at += 1
      return .repetition(primary, 1, nil)
    default: return primary
    }
  }

  mutating func quoted() throws -> String {
    let quote = text[at]
    at += 1
    let start = at
    while at < text.count, text[at] != quote { at += 1 }
    guard at < text.count else { throw problem("unfinished string") }
    at += 1
    return String(String.UnicodeScalarView(text[start..<at - 1]))
  }

  /// `#x41`
  mutating func code() throws -> Unicode.Scalar {
    guard looksAt("#x") else { throw problem("expected #x") }
    at += 2
    let start = at
    while at < text.count, text[at].properties.isASCIIHexDigit { at += 1 }
    let digits = String(String.UnicodeScalarView(text[start..<at]))
    guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else {
      throw problem("no character code")
    }
    return scalar
  }

  /// `[…]`: of what is excluded, the ASCII rest.
  mutating func characters() throws -> [Unicode.Scalar] {
    at += 1
    let isInverted = text[at] == "^"
    if isInverted { at += 1 }
    var found: [ClosedRange<Unicode.Scalar>] = []
    while at < text.count, text[at] != "]" {
      let first = try character()
      if at + 1 < text.count, text[at] == "-", text[at + 1] != "]" {
        at += 1
        let last = try character()
        guard first <= last else { throw problem("a range that ends before it begins") }
        found.append(first...last)
      } else {
        found.append(first...first)
      }
    }
    at += 1
    return (0..<128).map { Unicode.Scalar(UInt8($0)) }.filter { scalar in
      found.contains { $0.contains(scalar) } != isInverted
    }
  }

  private mutating func character() throws -> Unicode.Scalar {
    if looksAt("#x") { return try code() }
    at += 1
    return text[at - 1]
  }
}
