import ShellBytes
import ShellSyntax

/// Brace expansion (bash 5.2 manual 3.5.1): done on the words of the tree, since it looks at
/// unquoted text alone.
enum Braces {
  /// How many words one may make.
  static let limit = 1 << 20

  /// A word would make more words than that.
  struct Excess: Error {}

  /// The words that a word makes; nil where it has no braces to expand.
  static func expand(_ word: Word) throws(Excess) -> [Word]? {
    guard
      word.parts.contains(where: {
        if case .literal(let text) = $0 { return text.contains(UInt8(ascii: "{")) }
        return false
      })
    else { return nil }
    let items = flatten(word.parts)
    let expanded = try expand(items, depth: 0)
    guard expanded.count != 1 || expanded[0] != items else { return nil }
    return expanded.map { Word(parts: unflatten($0), range: word.range) }
  }

  /// A byte of unquoted text, or a part that braces do not look into.
  private enum Item: Hashable {
    case byte(UInt8)
    case part(WordPart)
  }

  private static func flatten(_ parts: [WordPart]) -> [Item] {
    parts.flatMap { part -> [Item] in
      if case .literal(let text) = part { return text.map { .byte($0) } }
      return [.part(part)]
    }
  }

  private static func unflatten(_ items: [Item]) -> [WordPart] {
    var parts: [WordPart] = []
    var text = ByteString()
    for item in items {
      switch item {
      case .byte(let byte):
        if text.isEmpty, byte.isNameByte, let name = parts.last?.bareName {
          // `$x{a,b}` is `$xa $xb`: braces are expanded before parameters.
          parts[parts.count - 1] = .bare(name + ByteString(CollectionOfOne(byte)))
        } else {
          text.append(byte)
        }
      case .part(let part):
        if !text.isEmpty { parts.append(.literal(text)) }
        text = ByteString()
        parts.append(part)
      }
    }
    if !text.isEmpty { parts.append(.literal(text)) }
    return parts
  }

  private static func isByte(_ item: Item, _ byte: Unicode.Scalar) -> Bool {
    item == .byte(UInt8(ascii: byte))
  }

  /// All expansions of items.
  private static func expand(_ items: [Item], depth: Int) throws(Excess) -> [[Item]] {
    guard depth < 64 else { return [items] }
    var open = 0
    while open < items.count {
      guard isByte(items[open], "{"),
        !(open > 0 && isByte(items[open - 1], "$"))
      else {
        open += 1
        continue
      }
      guard let (close, commas) = matching(items, open) else {
        open += 1
        continue
      }
      let body = Array(items[open + 1..<close])
      var alternatives: [[Item]]
      if commas.isEmpty {
        guard let sequence = try sequence(body) else {
          open += 1
          continue
        }
        alternatives = sequence
      } else {
        alternatives = []
        var start = open + 1
        for comma in commas + [close] {
          alternatives += try expand(Array(items[start..<comma]), depth: depth + 1)
          start = comma + 1
        }
      }
      let tails = try expand(Array(items[(close + 1)...]), depth: depth)
      if alternatives.count * tails.count > limit { throw Excess() }
      let head = Array(items[..<open])
      return alternatives.flatMap { alternative in tails.map { head + alternative + $0 } }
    }
    return [items]
  }

  /// The `}` that closes a brace, and the commas between at the same level.
  private static func matching(_ items: [Item], _ open: Int) -> (close: Int, commas: [Int])? {
    var depth = 0
    var commas: [Int] = []
    var at = open
    while at < items.count {
      if isByte(items[at], "{") {
        depth += 1
      } else if isByte(items[at], "}") {
        depth -= 1
        if depth == 0 { return (at, commas) }
      } else if depth == 1 && isByte(items[at], ",") {
        commas.append(at)
      }
      at += 1
    }
    return nil
  }

  /// `a..e`, `1..10..2`, `01..10`.
  private static func sequence(_ items: [Item]) throws(Excess) -> [[Item]]? {
    var text = ByteString()
    for item in items {
      guard case .byte(let byte) = item else { return nil }
      text.append(byte)
    }
    var pieces: [ByteString] = []
    var start = 0
    while let dots = text.firstRange(of: "..", from: start) {
      pieces.append(text.bytes(in: start..<dots.lowerBound))
      start = dots.upperBound
    }
    pieces.append(text.dropFirst(start))
    guard pieces.count == 2 || pieces.count == 3 else { return nil }
    var step = 1
    if pieces.count == 3 {
      guard let number = pieces[2].decimalInteger, number != .min else { return nil }
      step = number == 0 ? 1 : abs(number)
    }
    if let from = pieces[0].decimalInteger, let to = pieces[1].decimalInteger {
      let (distance, overflow) = to.subtractingReportingOverflow(from)
      guard !overflow, distance != .min, abs(distance) / step < limit else { throw Excess() }
      func isPadded(_ text: ByteString) -> Bool {
        let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
        return digits.count > 1 && digits.first == UInt8(ascii: "0")
      }
      let width =
        isPadded(pieces[0]) || isPadded(pieces[1]) ? max(pieces[0].count, pieces[1].count) : 0
      let signed = distance < 0 ? -step : step
      return Array(stride(from: from, through: to, by: signed)).map { number in
        var digits = ByteString(String(number.magnitude))
        let room = width - (number < 0 ? 1 : 0)
        if digits.count < room {
          digits = ByteString(repeating: UInt8(ascii: "0"), count: room - digits.count) + digits
        }
        return ((number < 0 ? "-" : "") + digits).map { .byte($0) }
      }
    }
    guard pieces[0].count == 1, pieces[1].count == 1, let from = pieces[0].first,
      let to = pieces[1].first, from.isASCIILetter, to.isASCIILetter
    else { return nil }
    let signed = to < from ? -step : step
    guard abs(signed) < 256 else { return [[.byte(from)]] }
    return stride(from: Int(from), through: Int(to), by: signed).map {
      // A backslash quotes the nothing that follows it.
      $0 == 92 ? [.part(.singleQuoted(""))] : [.byte(UInt8(truncatingIfNeeded: $0))]
    }
  }
}

extension WordPart {
  /// The name of `$name` without braces.
  fileprivate var bareName: ByteString? {
    guard case .parameter(let expansion) = self, !expansion.isBraced,
      case .variable(let name) = expansion.parameter
    else { return nil }
    return name
  }

  fileprivate static func bare(_ name: ByteString) -> WordPart {
    .parameter(
      ParameterExpansion(
        parameter: .variable(name), isBraced: false,
        range: SourceRange(start: 0, end: 0, line: 1, column: 1)))
  }
}
