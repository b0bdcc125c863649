import ShellBytes

/// A deterministic automaton whose states are made when they are first reached.
///
/// A state is the set of instructions that may come next, before the empty steps that depend on
/// the byte that follows; so that a match is known one byte late.
final class RegexAutomaton {
  enum Mode {
    /// Whether there is a match anywhere.
    case search
    /// The same for each line of a block, a delimiter standing for the end of the text.
    case lines(delimiter: UInt8)
    /// How far the longest match from the first byte reaches.
    case anchored
  }

  /// What lies before the place where a state is.
  enum Before: UInt8 { case other, word, newline, start }

  private struct Key: Hashable {
    var instructions: [Int32]
    var before: Before
  }

  private let program: RegexProgram
  private let mode: Mode
  /// Four times the class of each byte; bytes of a class are never told apart.
  private let classes: UnsafeMutablePointer<UInt16>
  private var representatives: [UInt8] = []
  private let endClass: Int
  /// The bytes of a row: four for each class.
  private let stride: Int

  /// Where to go on: the byte offset of a row, with a mark in its lowest two bits.
  private var table: UnsafeMutableRawPointer
  private var rowLimit = 16
  private var keys: [Key] = []
  private var rows: [Key: Int] = [:]
  /// The rows to begin with, by what lies before; -1 where none was made yet.
  private var startRows = [-1, -1, -1, -1]

  private var isSeen: [Bool]
  private var pending: [Int32] = []

  /// Marks of a transition.
  private static let matchMark = 1
  private static let specialMark = 2
  private static let unknown = 0 << 2 | specialMark
  private static let dead = 1 << 2 | specialMark
  private static let quit = 2 << 2 | specialMark
  private static let found = 3 << 2 | specialMark
  private static let tableLimit = 4 << 20

  init(_ program: RegexProgram, _ mode: Mode) {
    self.program = program
    self.mode = mode
    classes = .allocate(capacity: 256)
    isSeen = Array(repeating: false, count: program.instructions.count)
    var starts = ByteSet()
    func cut(_ byte: UInt8) { starts.insert(byte) }
    func cut(_ low: UInt8, _ high: UInt8) {
      cut(low)
      if high < 255 { cut(high + 1) }
    }
    cut(0)
    cut(0x80)
    if program.isMultiline { cut(10, 10) }
    if case .lines(let delimiter) = mode { cut(delimiter, delimiter) }
    for instruction in program.instructions where instruction.operation == .byte {
      cut(instruction.low, instruction.high)
    }
    var sets = program.sets
    if program.looksAtWords { sets.append(ByteSet((UInt8(0)...255).filter(\.isNameByte))) }
    for set in sets {
      for byte in UInt8(1)...255 where set.contains(byte) != set.contains(byte - 1) { cut(byte) }
    }
    for byte in UInt8(0)...255 {
      if starts.contains(byte) { representatives.append(byte) }
      classes[Int(byte)] = UInt16((representatives.count - 1) * 4)
    }
    endClass = representatives.count
    stride = (representatives.count + 1) * 4
    table = .allocate(byteCount: stride * rowLimit, alignment: 8)
  }

  deinit {
    classes.deallocate()
    table.deallocate()
  }

  // MARK: Running

  enum Outcome {
    case none
    case match(Int)
    case unknown(Int)
  }

  /// Looks whether there is a match in a range.
  /// - Returns: the place where the first match to end is known, or where it cannot be told.
  func search(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, _ before: Before
  ) -> Outcome {
    guard let base = bytes.baseAddress else { return searchEnd(row(for: before), 0) }
    var at = start
    var state = row(for: before)
    while at < end {
      var next = load(state, Int(classes[Int(base[at])]))
      if next & 3 != 0 {
        if next == RegexAutomaton.unknown { next = make(state, Int(classes[Int(base[at])]) / 4) }
        switch next {
        case RegexAutomaton.dead:
          guard case .lines(let delimiter) = mode else { return .none }
          guard let line = bytes.firstOffset(of: delimiter, from: at, to: end) else {
            return .none
          }
          at = line + 1
          state = row(for: .start)
          continue
        case RegexAutomaton.quit: return .unknown(at)
        case RegexAutomaton.found: return .match(at)
        default: break
        }
      }
      at &+= 1
      if next == state {
        // The state stays the same for most bytes: those loads do not wait for each other.
        let row = UnsafeRawPointer(table + state)
        let same = Int32(truncatingIfNeeded: state)
        while at < end,
          row.load(fromByteOffset: Int(classes[Int(base[at])]), as: Int32.self) == same
        {
          at &+= 1
        }
      }
      state = next
    }
    return searchEnd(state, end)
  }

  private func searchEnd(_ state: Int, _ end: Int) -> Outcome {
    var next = load(state, endClass * 4)
    if next == RegexAutomaton.unknown { next = make(state, endClass) }
    return next == RegexAutomaton.found ? .match(end) : .none
  }

  /// The end of the longest match that begins at a place; `steps` grows by the bytes looked at.
  func longest(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ before: Before, _ steps: inout Int
  ) -> Outcome {
    var found: Int?
    var at = start
    var state = row(for: before)
    let end = bytes.count
    defer { steps &+= at &- start }
    while at <= end {
      let column = at < end ? Int(classes[Int(bytes[at])]) : endClass * 4
      var next = load(state, column)
      if next & 3 != 0 {
        if next == RegexAutomaton.unknown { next = make(state, column / 4) }
        if next == RegexAutomaton.dead { break }
        if next == RegexAutomaton.quit { return .unknown(at) }
        if next & 3 == RegexAutomaton.matchMark {
          found = at
          next &= ~3
        }
      }
      state = next
      at &+= 1
    }
    return found.map { .match($0) } ?? .none
  }

  @inline(__always)
  private func load(_ row: Int, _ column: Int) -> Int {
    Int(table.load(fromByteOffset: row &+ column, as: Int32.self))
  }

  // MARK: Making states

  @inline(__always)
  private func row(for before: Before) -> Int {
    let known = startRows[Int(before.rawValue)]
    return known >= 0 ? known : makeStart(before)
  }

  private func makeStart(_ before: Before) -> Int {
    let made = row(Key(instructions: [program.start], before: normalized(before)))
    startRows[Int(before.rawValue)] = made
    return made
  }

  /// What no assertion asks for makes no difference.
  private func normalized(_ before: Before) -> Before {
    switch before {
    case .word where !program.looksAtWords: return .other
    case .newline where !program.isMultiline: return .other
    default: return before
    }
  }

  private func row(_ key: Key) -> Int {
    if let row = rows[key] { return row }
    if keys.count == rowLimit {
      rowLimit *= 2
      let bigger = UnsafeMutableRawPointer.allocate(
        byteCount: stride * rowLimit, alignment: 8)
      bigger.copyMemory(from: table, byteCount: stride * keys.count)
      table.deallocate()
      table = bigger
    }
    let row = keys.count * stride
    keys.append(key)
    rows[key] = row
    for column in 0...endClass {
      table.storeBytes(
        of: Int32(RegexAutomaton.unknown), toByteOffset: row + column * 4, as: Int32.self)
    }
    return row
  }

  /// Computes a transition and notes it in the table.
  private func make(_ state: Int, _ column: Int) -> Int {
    let key = keys[state / stride]
    var row = state
    if keys.count * stride > RegexAutomaton.tableLimit {
      // Too many states: they are forgotten and made again when they are met.
      keys.removeAll()
      rows.removeAll()
      startRows = [-1, -1, -1, -1]
      row = self.row(key)
    }
    let next = transition(key, column)
    table.storeBytes(
      of: Int32(truncatingIfNeeded: next), toByteOffset: row + column * 4, as: Int32.self)
    return next
  }

  private func transition(_ key: Key, _ column: Int) -> Int {
    var byte: UInt8? = column == endClass ? nil : representatives[column]
    var isDelimiter = false
    if case .lines(let delimiter) = mode, byte == delimiter {
      byte = nil
      isDelimiter = true
    }
    if let byte, byte >= 0x80, program.looksAtWords, program.encoding == .utf8 {
      return RegexAutomaton.quit
    }
    let (targets, isMatch, needsTest) = follow(key, byte)
    var isAnchoredMode = false
    if case .anchored = mode { isAnchoredMode = true }
    if isMatch && !isAnchoredMode { return RegexAutomaton.found }
    if needsTest { return RegexAutomaton.quit }
    if isDelimiter { return row(for: .start) }
    guard let byte else {
      return isMatch
        ? row(Key(instructions: [], before: .other)) | RegexAutomaton.matchMark
        : RegexAutomaton.dead
    }
    var next = targets
    if !isAnchoredMode && !program.isAnchored { next.append(program.start) }
    if next.isEmpty && !isMatch { return RegexAutomaton.dead }
    next.sort()
    let before: Before = byte == 10 ? .newline : byte.isNameByte ? .word : .other
    let target = row(Key(instructions: next, before: normalized(before)))
    return isMatch ? target | RegexAutomaton.matchMark : target
  }

  /// Takes the empty steps that hold between two bytes, then those that take the second one.
  private func follow(
    _ key: Key, _ byte: UInt8?
  ) -> (targets: [Int32], isMatch: Bool, needsTest: Bool) {
    var reached: [Int32] = []
    var targets: [Int32] = []
    var isMatch = false
    var needsTest = false
    pending = key.instructions
    while let at = pending.popLast() {
      if isSeen[Int(at)] { continue }
      isSeen[Int(at)] = true
      reached.append(at)
      let instruction = program.instructions[Int(at)]
      switch instruction.operation {
      case .split, .loop:
        pending.append(instruction.other)
        pending.append(instruction.next)
      case .save: pending.append(instruction.next)
      case .assertion:
        if holds(instruction.low, key.before, byte) { pending.append(instruction.next) }
      case .match: isMatch = true
      case .byte:
        if let byte, byte >= instruction.low && byte <= instruction.high {
          targets.append(instruction.next)
        }
      case .set:
        if let byte, program.sets[Int(instruction.value)].contains(byte) {
          targets.append(instruction.next)
        }
      case .test: if let byte, byte >= 0x80 { needsTest = true }
      case .backReference: break
      }
    }
    for at in reached { isSeen[Int(at)] = false }
    var unique: [Int32] = []
    for target in targets where !isSeen[Int(target)] {
      isSeen[Int(target)] = true
      unique.append(target)
    }
    for target in unique { isSeen[Int(target)] = false }
    return (unique, isMatch, needsTest)
  }

  private func holds(_ raw: UInt8, _ before: Before, _ byte: UInt8?) -> Bool {
    guard let assertion = RegexAssertion(rawValue: raw) else { return false }
    let isWord = byte?.isNameByte ?? false
    switch assertion {
    case .bufferStart: return before == .start
    case .lineStart: return before == .start || before == .newline
    case .bufferEnd: return byte == nil
    case .lineEnd: return byte == nil || (byte == 10 && program.isMultiline)
    case .wordBoundary: return (before == .word) != isWord
    case .notWordBoundary: return (before == .word) == isWord
    case .wordStart: return before != .word && isWord
    case .wordEnd: return before == .word && !isWord
    case .noWordBefore: return before != .word
    case .noWordBehind: return !isWord
    }
  }
}
