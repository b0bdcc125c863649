import ShellBytes

/// The text of an alias that the cursor is in.
struct AliasFrame {
  /// The name of the alias.
  var name: ByteString
  /// The offset behind the text.
  var end: Int
  /// Where the word stood that was replaced.
  var origin: Position
  /// Whether the text ends in a blank: the word behind it is checked, too.
  var endsInBlank: Bool
}

/// Alias substitution (XCU 2.3.1).
///
/// The text takes the place of the word in the buffer itself, over what was already read, so that
/// a quoted string or a substitution may begin in an alias and end behind it.
extension Lexer {
  /// Replaces the word that was just read by the text of its alias.
  ///
  /// - Returns: false when it has none, or is inside of its own text.
  func expandAlias(_ name: ByteString, _ first: Int, _ start: Position) -> Bool {
    guard let aliases, !aliasFrames.contains(where: { $0.name == name }),
      let value = aliases(name)
    else { return false }
    // The count of lines must not depend on the bytes that are about to be overwritten.
    let frames = aliasFrames
    aliasFrames = []
    _ = position(at)
    aliasFrames = frames
    let length = value.count
    let isShared = !isKnownUniquelyReferenced(&source)
    if isShared || at < length {
      let room = at < length ? max(length, source.end) : 0
      source = SourceBuffer(source, room: room)
      bytes = source.base
      end = source.end
      shiftOffsets(by: room)
    }
    let wordEnd = at
    at &-= length
    value.withBytes { text in
      if let base = text.baseAddress { (bytes + at).update(from: base, count: text.count) }
    }
    notArithmetic = notArithmetic.filter { $0 < at || $0 >= wordEnd }
    aliasFrames.append(
      AliasFrame(
        name: name, end: wordEnd, origin: start, endsInBlank: value.last?.isASCIIBlank ?? false))
    return true
  }

  /// Forgets the aliases whose text ends before the token at the cursor.
  func popAliases() {
    while let last = aliasFrames.last, last.end <= at {
      aliasFrames.removeLast()
      if last.endsInBlank { checksNextWord = true }
    }
  }
}
