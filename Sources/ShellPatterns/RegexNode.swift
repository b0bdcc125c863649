import ShellBytes

/// A place that matches no characters but only where something holds.
enum RegexAssertion: UInt8, Sendable {
  case lineStart, lineEnd, bufferStart, bufferEnd
  case wordBoundary, notWordBoundary, wordStart, wordEnd
  /// No word character before, or behind, as `grep -w` wants.
  case noWordBefore, noWordBehind

  var looksAtWords: Bool { rawValue >= RegexAssertion.wordBoundary.rawValue }
}

/// A parsed regular expression.
indirect enum RegexNode: Sendable {
  case empty
  /// A character, as its bytes.
  case character([UInt8])
  case bracket(BracketExpression)
  /// `.`
  case any
  case concatenation([RegexNode])
  case alternation([RegexNode])
  case group(RegexNode, number: Int)
  case repetition(RegexNode, from: Int, to: Int?)
  case backReference(Int)
  case assertion(RegexAssertion)

  /// A character that stands for itself, in each of its cases where case is ignored.
  static func character(
    _ bytes: [UInt8], scalar: UInt32?, options: Regex.Options, encoding: CharacterEncoding
  ) -> RegexNode {
    guard options.contains(.ignoresCase), let scalar, encoding == .utf8 || scalar < 0x80 else {
      return .character(bytes)
    }
    let variants = CaseFolding.variants(of: scalar).filter { encoding == .utf8 || $0 < 0x80 }
    if variants.isEmpty { return .character(bytes) }
    var set = BracketExpression(encoding: encoding)
    set.insert(scalar)
    for variant in variants { set.insert(variant) }
    return .bracket(set)
  }

  /// A text in which nothing is special.
  static func literal(
    _ bytes: UnsafeBufferPointer<UInt8>, options: Regex.Options, encoding: CharacterEncoding
  ) -> RegexNode {
    var nodes: [RegexNode] = []
    var at = 0
    while at < bytes.count {
      let read = encoding.character(in: bytes, at: at)
      nodes.append(
        character(
          Array(bytes[at..<(at + read.length)]), scalar: read.scalar, options: options,
          encoding: encoding))
      at += read.length
    }
    return .concatenation(nodes)
  }

  /// Whether it can match the empty text.
  var canBeEmpty: Bool {
    switch self {
    case .empty, .assertion, .backReference: return true
    case .character, .bracket, .any: return false
    case .concatenation(let nodes): return nodes.allSatisfy(\.canBeEmpty)
    case .alternation(let nodes): return nodes.contains(where: \.canBeEmpty)
    case .group(let node, _): return node.canBeEmpty
    case .repetition(let node, let from, _): return from == 0 || node.canBeEmpty
    }
  }

  /// Whether each match begins at the beginning of a line.
  var isAnchored: Bool {
    switch self {
    case .assertion(.lineStart), .assertion(.bufferStart): return true
    case .concatenation(let nodes): return nodes.first?.isAnchored ?? false
    case .alternation(let nodes): return !nodes.isEmpty && nodes.allSatisfy(\.isAnchored)
    case .group(let node, _): return node.isAnchored
    case .repetition(let node, let from, _): return from > 0 && node.isAnchored
    default: return false
    }
  }

  /// The longest text that is part of each match; empty where none is known.
  var requiredText: [UInt8] {
    var best: [UInt8] = []
    var run: [UInt8] = []
    collectText(&run, &best)
    return run.count > best.count ? run : best
  }

  /// Adds to `run` while each match goes on with known bytes; what is broken off goes to `best`.
  private func collectText(_ run: inout [UInt8], _ best: inout [UInt8]) {
    func breakOff() {
      if run.count > best.count { best = run }
      run.removeAll()
    }
    switch self {
    case .empty, .assertion: break
    case .character(let bytes): run += bytes
    case .concatenation(let nodes): for node in nodes { node.collectText(&run, &best) }
    case .group(let node, _): node.collectText(&run, &best)
    case .repetition(let node, let from, let to) where from > 0:
      node.collectText(&run, &best)
      if from != 1 || to != 1 { breakOff() }
    case .alternation(let nodes) where nodes.count == 1: nodes[0].collectText(&run, &best)
    default: breakOff()
    }
  }

  /// The text that it matches and nothing else, where it is one.
  var wholeText: [UInt8]? {
    switch self {
    case .empty: return []
    case .character(let bytes): return bytes
    case .concatenation(let nodes):
      var text: [UInt8] = []
      for node in nodes {
        guard let part = node.wholeText else { return nil }
        text += part
      }
      return text
    default: return nil
    }
  }

  /// The same with each back-reference replaced by any text: it matches at least as much.
  var withoutBackReferences: RegexNode {
    switch self {
    case .backReference:
      var all = BracketExpression(encoding: .bytes)
      all.insert(0...255)
      return .repetition(.bracket(all), from: 0, to: nil)
    case .concatenation(let nodes): return .concatenation(nodes.map(\.withoutBackReferences))
    case .alternation(let nodes): return .alternation(nodes.map(\.withoutBackReferences))
    case .group(let node, let number):
      return .group(node.withoutBackReferences, number: number)
    case .repetition(let node, let from, let to):
      return .repetition(node.withoutBackReferences, from: from, to: to)
    default: return self
    }
  }
}
