import ShellBytes

/// A pattern without groups: pieces of fixed numbers of characters with a `*` between each two.
///
/// A piece that is found at the first place where it can be leaves the most room to those behind
/// it, so no choice is ever taken back, and matching takes one pass.
///
/// Pieces and steps are plain values in raw storage: to look at one costs no reference count.
final class GlobPieces: @unchecked Sendable {
  /// Characters that follow each other.
  struct Piece: Sendable {
    var steps: Range<Int>
    /// Whether each step is a byte.
    var isLiteral: Bool
    var characterCount: Int
  }

  /// What matches one character, or one byte of a character.
  struct Step: Sendable {
    enum Kind: UInt8, Sendable { case byte, any, bracket }
    var kind: Kind
    var byte: UInt8
    var bracket: Int32
  }

  /// At least one; where two follow each other, there is a `*` between them.
  let list: UnsafeBufferPointer<Piece>
  private let steps: UnsafeBufferPointer<Step>
  /// The byte of each step that is one.
  private let bytes: UnsafeBufferPointer<UInt8>
  private let brackets: [BracketExpression]
  private let encoding: CharacterEncoding

  init(_ elements: [GlobElement], encoding: CharacterEncoding) {
    var list: [Piece] = []
    var steps: [Step] = []
    var brackets: [BracketExpression] = []
    var piece = Piece(steps: 0..<0, isLiteral: true, characterCount: 0)
    func finish() {
      piece.steps = piece.steps.lowerBound..<steps.count
      list.append(piece)
      piece = Piece(steps: steps.count..<steps.count, isLiteral: true, characterCount: 0)
    }
    for element in elements {
      switch element {
      case .star:
        finish()
        continue
      case .any:
        steps.append(Step(kind: .any, byte: 0, bracket: 0))
        piece.isLiteral = false
      case .bracket(let bracket):
        steps.append(Step(kind: .bracket, byte: 0, bracket: Int32(brackets.count)))
        brackets.append(bracket)
        piece.isLiteral = false
      case .group: continue
      case .character(let code):
        var bytes = ByteString()
        if code & GlobElement.invalid != 0 || encoding == .bytes {
          bytes.append(UInt8(truncatingIfNeeded: code))
        } else {
          bytes.append(scalar: code)
        }
        for byte in bytes { steps.append(Step(kind: .byte, byte: byte, bracket: 0)) }
      }
      piece.characterCount += 1
    }
    finish()
    self.list = GlobPieces.stored(list)
    self.steps = GlobPieces.stored(steps)
    bytes = GlobPieces.stored(steps.map(\.byte))
    self.brackets = brackets
    self.encoding = encoding
  }

  deinit {
    list.deallocate()
    steps.deallocate()
    bytes.deallocate()
  }

  private static func stored<Value>(
    _ values: [Value]
  ) -> UnsafeBufferPointer<Value> {
    let storage = UnsafeMutableBufferPointer<Value>.allocate(capacity: values.count)
    _ = storage.initialize(from: values)
    return UnsafeBufferPointer(storage)
  }

  /// The text of a piece that is literal.
  @inline(__always)
  func literal(_ piece: Piece) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[piece.steps])
  }

  /// The end of a piece that is matched at an offset, else nil.
  @inline(__always)
  func end(
    _ piece: Piece, _ text: UnsafeBufferPointer<UInt8>, at offset: Int, limit: Int
  ) -> Int? {
    var at = offset
    var index = piece.steps.lowerBound
    while index < piece.steps.upperBound {
      guard at < limit else { return nil }
      let step = steps[index]
      switch step.kind {
      case .byte:
        if text[at] != step.byte { return nil }
        at &+= 1
      case .any:
        at &+= text[at] < 0x80 ? 1 : encoding.character(in: text, at: at).length
      case .bracket:
        guard let length = brackets[Int(step.bracket)].match(text, at: at) else { return nil }
        at &+= length
      }
      index &+= 1
    }
    return at <= limit ? at : nil
  }

  /// The first place at or after an offset where a piece is matched.
  func first(
    _ piece: Piece, _ text: UnsafeBufferPointer<UInt8>, from offset: Int, limit: Int
  ) -> Range<Int>? {
    if piece.isLiteral {
      let sought = literal(piece)
      return text.firstOffset(of: sought, from: offset, to: limit).map {
        $0..<($0 + sought.count)
      }
    }
    let lead = steps[piece.steps.lowerBound]
    var at = offset
    while at < limit {
      if lead.kind == .byte {
        guard let next = text.firstOffset(of: lead.byte, from: at, to: limit) else { return nil }
        at = next
      }
      if let end = end(piece, text, at: at, limit: limit) { return at..<end }
      at += text[at] < 0x80 ? 1 : encoding.character(in: text, at: at).length
    }
    return nil
  }

  /// The last place at or after an offset where a piece is matched and ends before a limit.
  func last(
    _ piece: Piece, _ text: UnsafeBufferPointer<UInt8>, from offset: Int, limit: Int
  ) -> Range<Int>? {
    if piece.steps.isEmpty { return limit..<limit }
    guard var at = back(text, from: limit, by: piece.characterCount, lower: offset) else {
      return nil
    }
    while true {
      if let end = end(piece, text, at: at, limit: limit) { return at..<end }
      guard at > offset else { return nil }
      at = before(text, at, lower: offset)
    }
  }

  /// The start of a piece that ends just at a limit.
  func start(
    _ piece: Piece, _ text: UnsafeBufferPointer<UInt8>, endingAt limit: Int, lower: Int
  ) -> Int? {
    if piece.isLiteral {
      let sought = literal(piece)
      let start = limit - sought.count
      guard start >= lower else { return nil }
      return text.holds(sought, at: start, end: limit) ? start : nil
    }
    guard let start = back(text, from: limit, by: piece.characterCount, lower: lower),
      end(piece, text, at: start, limit: limit) == limit
    else { return nil }
    return start
  }

  private func back(
    _ text: UnsafeBufferPointer<UInt8>, from offset: Int, by count: Int, lower: Int
  ) -> Int? {
    var at = offset
    for _ in 0..<count {
      guard at > lower else { return nil }
      at = before(text, at, lower: lower)
    }
    return at
  }

  /// The offset of the character that ends at an offset.
  private func before(_ text: UnsafeBufferPointer<UInt8>, _ offset: Int, lower: Int) -> Int {
    if text[offset - 1] < 0x80 || encoding == .bytes { return offset - 1 }
    for length in 2...4 where offset - length >= lower && text[offset - length] >= 0xC0 {
      if encoding.character(in: text, at: offset - length).length == length {
        return offset - length
      }
      break
    }
    return offset - 1
  }

  // MARK: Whole patterns

  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let last = list.count - 1
    guard let first = end(list[0], text, at: 0, limit: text.count) else { return false }
    if last == 0 { return first == text.count }
    guard let limit = start(list[last], text, endingAt: text.count, lower: first) else {
      return false
    }
    return behind(1..<last, text, from: first, limit: limit) != nil
  }

  /// The end of the pieces of a range, each found as early as can be.
  private func behind(
    _ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>, from offset: Int, limit: Int
  ) -> Int? {
    var at = offset
    for index in range {
      guard let found = first(list[index], text, from: at, limit: limit) else { return nil }
      at = found.upperBound
    }
    return at
  }

  /// The end of the rest of the pattern behind its first piece, which ends at an offset.
  private func rest(
    _ text: UnsafeBufferPointer<UInt8>, behind offset: Int, longest: Bool
  ) -> Int? {
    let last = list.count - 1
    if last == 0 { return offset }
    guard let at = behind(1..<last, text, from: offset, limit: text.count) else { return nil }
    if longest { return self.last(list[last], text, from: at, limit: text.count)?.upperBound }
    return first(list[last], text, from: at, limit: text.count)?.upperBound
  }

  func prefixLength(_ text: UnsafeBufferPointer<UInt8>, longest: Bool) -> Int? {
    guard let first = end(list[0], text, at: 0, limit: text.count) else { return nil }
    return rest(text, behind: first, longest: longest)
  }

  func suffixLength(_ text: UnsafeBufferPointer<UInt8>, longest: Bool) -> Int? {
    let count = list.count
    guard var at = start(list[count - 1], text, endingAt: text.count, lower: 0) else {
      return nil
    }
    if count == 1 { return text.count - at }
    for index in stride(from: count - 2, to: 0, by: -1) {
      guard let found = last(list[index], text, from: 0, limit: at) else { return nil }
      at = found.lowerBound
    }
    let found =
      longest
      ? first(list[0], text, from: 0, limit: at) : last(list[0], text, from: 0, limit: at)
    return found.map { text.count - $0.lowerBound }
  }

  func firstMatch(_ text: UnsafeBufferPointer<UInt8>, from offset: Int) -> Range<Int>? {
    guard let start = first(list[0], text, from: offset, limit: text.count),
      let end = rest(text, behind: start.upperBound, longest: true)
    else { return nil }
    // Where the rest is missing behind the first place, it is missing behind each later one.
    return start.lowerBound..<end
  }
}
