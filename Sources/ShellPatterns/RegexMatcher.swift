import ShellBytes
import Synchronization

/// What one search at a time uses: the automata as far as they are made.
final class RegexWorkspace: @unchecked Sendable {
  private let program: RegexProgram
  init(_ program: RegexProgram) { self.program = program }

  lazy var search = RegexAutomaton(program, .search)
  lazy var anchored = RegexAutomaton(program, .anchored)
  private var madeLines: (delimiter: UInt8, automaton: RegexAutomaton)?

  func lines(_ delimiter: UInt8) -> RegexAutomaton {
    if let madeLines, madeLines.delimiter == delimiter { return madeLines.automaton }
    let automaton = RegexAutomaton(program, .lines(delimiter: delimiter))
    madeLines = (delimiter, automaton)
    return automaton
  }
}

extension Regex {
  /// The program that the automata run: with back-references one that matches more.
  private var regular: RegexProgram { program.approximation ?? program }

  /// Takes the workspace that a search before left behind, so that threads never share one.
  private func takeWorkspace() -> RegexWorkspace {
    let taken = spare.withLock { spare -> RegexWorkspace? in
      let taken = spare
      spare = nil
      return taken
    }
    return taken ?? RegexWorkspace(regular)
  }

  private func giveBack(_ workspace: RegexWorkspace) {
    spare.withLock { $0 = workspace }
  }

  private func before(_ text: RegexText, _ offset: Int) -> RegexAutomaton.Before? {
    if offset == 0 { return text.isLineStart ? .start : .other }
    let byte = text.bytes[offset - 1]
    if byte == 10 { return .newline }
    if byte >= 0x80 && program.looksAtWords && program.encoding == .utf8 { return nil }
    return byte.isNameByte ? .word : .other
  }

  // MARK: Whether

  /// Whether there is a match anywhere; faster than asking where.
  public func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if let whole = program.wholeText {
      return whole.withBytes { bytes.firstOffset(of: $0, from: 0, to: bytes.count) } != nil
    }
    let text = RegexText(bytes: bytes, isLineStart: true, program: program)
    let workspace = takeWorkspace()
    defer { giveBack(workspace) }
    return isMatch(text, workspace)
  }

  private func isMatch(_ text: RegexText, _ workspace: RegexWorkspace) -> Bool {
    switch workspace.search.search(text.bytes, from: 0, to: text.bytes.count, .start) {
    case .none: return false
    case .match where !program.hasBackReferences: return true
    default: return find(text, from: 0, workspace) != nil
    }
  }

  /// The first line of a block, at or after an offset where a line begins, that has a match.
  ///
  /// - Returns: its range without the delimiter; the last line may lack one.
  public func firstMatchingLine(
    _ block: UnsafeBufferPointer<UInt8>, from offset: Int, delimiter: UInt8 = 10
  ) -> Range<Int>? {
    let workspace = takeWorkspace()
    defer { giveBack(workspace) }
    var at = offset
    let required = program.wholeText ?? program.requiredText
    if !required.isEmpty && !required.contains(delimiter) {
      var misses = 0
      while let found = required.withBytes({
        block.firstOffset(of: $0, from: at, to: block.count)
      }) {
        let line = line(block, around: found, from: at, delimiter)
        if program.wholeText != nil { return line }
        let text = RegexText(
          bytes: UnsafeBufferPointer(rebasing: block[line]), isLineStart: true, program: program)
        if isMatch(text, workspace) { return line }
        at = line.upperBound + 1
        misses += 1
        // Where that text is common, looking at each byte once is quicker.
        if misses > 16 && at - offset < misses * 200 { break }
        if at >= block.count { return nil }
      }
      if misses <= 16 || at - offset >= misses * 200 { return nil }
    }
    return firstLine(block, from: at, delimiter, workspace)
  }

  private func firstLine(
    _ block: UnsafeBufferPointer<UInt8>, from offset: Int, _ delimiter: UInt8,
    _ workspace: RegexWorkspace
  ) -> Range<Int>? {
    var at = offset
    let automaton = workspace.lines(delimiter)
    while at < block.count {
      let place: Int
      var isSure = false
      switch automaton.search(block, from: at, to: block.count, .start) {
      case .none: return nil
      case .match(let found):
        place = found
        isSure = !program.hasBackReferences
      case .unknown(let found): place = found
      }
      // A match that ends with the text behind the last delimiter has no line of its own.
      if place == block.count && place > at && block[place - 1] == delimiter { return nil }
      let line = line(block, around: place, from: at, delimiter)
      if isSure { return line }
      let text = RegexText(
        bytes: UnsafeBufferPointer(rebasing: block[line]), isLineStart: true, program: program)
      if find(text, from: 0, workspace) != nil { return line }
      at = line.upperBound + 1
    }
    return nil
  }

  private func line(
    _ block: UnsafeBufferPointer<UInt8>, around place: Int, from start: Int, _ delimiter: UInt8
  ) -> Range<Int> {
    let begin = block.lastOffset(of: delimiter, from: start, to: place).map { $0 + 1 } ?? start
    let end = block.firstOffset(of: delimiter, from: place, to: block.count) ?? block.count
    return begin..<end
  }

  // MARK: Where

  /// Looks for the leftmost, there longest match that begins at or after `offset`.
  ///
  /// - Parameters:
  ///   - isLineStart: whether `^` matches at offset 0.
  ///   - captures: becomes the whole match and each group, nil for a group that took no part.
  public func firstMatch(
    _ bytes: UnsafeBufferPointer<UInt8>, from offset: Int = 0, isLineStart: Bool = true,
    captures: inout [Range<Int>?]
  ) -> Bool {
    captures.removeAll(keepingCapacity: true)
    guard offset >= 0, offset <= bytes.count else { return false }
    let text = RegexText(bytes: bytes, isLineStart: isLineStart, program: program)
    let workspace = takeWorkspace()
    defer { giveBack(workspace) }
    guard let (match, slots) = find(text, from: offset, workspace) else { return false }
    captures.append(match)
    guard groupCount > 0 else { return true }
    let found = slots ?? RegexCaptures(text, match).find()
    for group in 1...groupCount {
      let from = found[2 * group]
      let to = found[2 * group + 1]
      captures.append(from >= 0 && to >= from ? from..<to : nil)
    }
    return true
  }

  /// The match, and with back-references the places of its groups.
  private func find(
    _ text: RegexText, from offset: Int, _ workspace: RegexWorkspace
  ) -> (Range<Int>, [Int]?)? {
    let bytes = text.bytes
    if let whole = program.wholeText {
      let found = whole.withBytes { bytes.firstOffset(of: $0, from: offset, to: bytes.count) }
      return found.map { ($0..<($0 + whole.count), nil) }
    }
    if program.isAnchored && (offset > 0 || !(text.isLineStart || startsBuffer)) { return nil }
    let required = program.requiredText
    if !required.isEmpty {
      let place = required.withBytes { bytes.firstOffset(of: $0, from: offset, to: bytes.count) }
      if place == nil { return nil }
    }
    if program.hasBackReferences { return findWithBackReferences(text, from: offset) }
    return findRegular(text, from: offset, workspace).map { ($0, nil) }
  }

  /// An anchored expression may be anchored by `\``, which holds whether a line begins or not.
  private var startsBuffer: Bool {
    program.instructions.contains {
      $0.operation == .assertion && $0.low == RegexAssertion.bufferStart.rawValue
    }
  }

  private func findWithBackReferences(
    _ text: RegexText, from offset: Int
  ) -> (Range<Int>, [Int]?)? {
    var matcher = RegexBackReferences(text)
    var start = offset
    while let place = nextStart(text, start) {
      if let (end, slots) = matcher.longest(from: place) { return (place..<end, slots) }
      if program.isAnchored || place == text.bytes.count { return nil }
      start = place + program.encoding.character(in: text.bytes, at: place).length
    }
    return nil
  }

  private func findRegular(
    _ text: RegexText, from offset: Int, _ workspace: RegexWorkspace
  ) -> Range<Int>? {
    let bytes = text.bytes
    var start = offset
    var steps = 0
    let budget = 8 &* (bytes.count &- offset) &+ 256
    while let place = nextStart(text, start) {
      guard let before = before(text, place) else {
        return simulate(text, from: place)
      }
      switch workspace.anchored.longest(bytes, from: place, before, &steps) {
      case .match(let end): return place..<end
      case .unknown: return simulate(text, from: place)
      case .none: break
      }
      if program.isAnchored || place == bytes.count { return nil }
      // Each place is looked at again for each start before it: not without end.
      if steps > budget { return simulate(text, from: place) }
      start = place &+ 1
      if bytes[place] >= 0x80 {
        start = place + program.encoding.character(in: bytes, at: place).length
      }
    }
    return nil
  }

  private func simulate(_ text: RegexText, from offset: Int) -> Range<Int>? {
    var simulation = RegexSimulation(text)
    return simulation.firstMatch(from: offset)
  }

  /// The next place where a match can begin.
  private func nextStart(_ text: RegexText, _ offset: Int) -> Int? {
    let bytes = text.bytes
    if program.firstTable.isEmpty { return offset <= bytes.count ? offset : nil }
    if let byte = program.firstByte {
      return bytes.firstOffset(of: byte, from: offset, to: bytes.count)
    }
    return program.firstTable.withUnsafeBufferPointer { table in
      var at = offset
      while at < bytes.count {
        if table[Int(bytes[at])] { return at }
        at &+= 1
      }
      return nil
    }
  }
}
