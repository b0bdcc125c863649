import ShellBytes

/// The text that is searched, as the assertions see it.
struct RegexText {
  let bytes: UnsafeBufferPointer<UInt8>
  /// Whether `^` holds at offset 0.
  let isLineStart: Bool
  let program: RegexProgram

  /// Whether an assertion holds at a place.
  func holds(_ raw: UInt8, at place: Int) -> Bool {
    guard let assertion = RegexAssertion(rawValue: raw) else { return false }
    switch assertion {
    case .bufferStart: return place == 0
    case .bufferEnd: return place == bytes.count
    case .lineStart:
      if place == 0 { return isLineStart }
      return program.isMultiline && bytes[place - 1] == 10
    case .lineEnd:
      return place == bytes.count || (program.isMultiline && bytes[place] == 10)
    case .wordBoundary: return isWord(before: place) != isWord(behind: place)
    case .notWordBoundary: return isWord(before: place) == isWord(behind: place)
    case .wordStart: return !isWord(before: place) && isWord(behind: place)
    case .wordEnd: return isWord(before: place) && !isWord(behind: place)
    case .noWordBefore: return !isWord(before: place)
    case .noWordBehind: return !isWord(behind: place)
    }
  }

  private func isWord(behind place: Int) -> Bool {
    guard place < bytes.count else { return false }
    return isWord(at: place)
  }

  private func isWord(before place: Int) -> Bool {
    guard place > 0 else { return false }
    let last = bytes[place - 1]
    if last < 0x80 || program.encoding == .bytes { return last.isNameByte }
    for length in 2...4 where place - length >= 0 && bytes[place - length] >= 0xC0 {
      if program.encoding.character(in: bytes, at: place - length).length == length {
        return isWord(at: place - length)
      }
      return false
    }
    return false
  }

  private func isWord(at place: Int) -> Bool {
    let byte = bytes[place]
    if byte < 0x80 || program.encoding == .bytes { return byte.isNameByte }
    guard let scalar = program.encoding.character(in: bytes, at: place).scalar else {
      return false
    }
    return CharacterClass.word.contains(scalar)
  }

  /// Where an instruction that takes a byte goes on when it takes the one at a place.
  @inline(__always)
  func step(_ instruction: RegexProgram.Instruction, at place: Int) -> Int32? {
    let byte = bytes[place]
    switch instruction.operation {
    case .byte: return byte >= instruction.low && byte <= instruction.high ? instruction.next : nil
    case .set:
      return program.sets[Int(instruction.value)].contains(byte) ? instruction.next : nil
    case .test:
      guard byte >= 0x80 else { return nil }
      let character = program.encoding.character(in: bytes, at: place)
      guard let scalar = character.scalar,
        program.brackets[Int(instruction.value)].contains(scalar: scalar)
      else { return nil }
      // `next` is the end of the chain that takes the other bytes.
      return instruction.next - 3 + Int32(character.length - 2)
    default: return nil
    }
  }
}
