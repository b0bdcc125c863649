import ShellBytes

/// A regular expression as instructions on bytes: what all matchers run.
final class RegexProgram: Sendable {
  struct Instruction: Sendable {
    enum Operation: UInt8, Sendable {
      /// A byte from `low` to `high`.
      case byte
      /// A byte of `sets[value]`.
      case set
      /// A character beyond ASCII of `brackets[value]`; one of length n goes on n - 1
      /// instructions before `next`, where its other bytes are taken.
      case test
      /// `next`, or where that fails, `other`.
      case split
      /// The same, but `next` is not entered twice at one place; `value` numbers the loop.
      case loop
      /// Notes the place in slot `value`.
      case save
      /// Goes on where the assertion `low` holds.
      case assertion
      /// The text of group `value` again.
      case backReference
      case match
    }
    var operation: Operation
    var low: UInt8 = 0
    var high: UInt8 = 0
    var next: Int32 = 0
    var other: Int32 = 0
    var value: Int32 = 0
  }

  let instructions: [Instruction]
  let start: Int32
  let sets: [ByteSet]
  let brackets: [BracketExpression]
  let encoding: CharacterEncoding
  let options: Regex.Options
  let groupCount: Int
  let loopCount: Int
  let looksAtWords: Bool
  let hasTests: Bool
  let isMultiline: Bool
  /// Whether a match can only begin at the beginning of the text.
  let isAnchored: Bool
  /// The bytes that a match can begin with; nil when it can be empty.
  let firstBytes: ByteSet?
  /// The same, by byte; empty when there are none.
  let firstTable: [Bool]
  /// The only one of `firstBytes`, if it is alone.
  let firstByte: UInt8?
  /// Text that is part of each match; empty where none is known.
  let requiredText: ByteString
  /// The text that is matched, and nothing else is.
  let wholeText: ByteString?
  /// With back-references: a program without them that matches whatever this one matches.
  let approximation: RegexProgram?

  init(
    _ node: RegexNode, groups: Int, options: Regex.Options, encoding: CharacterEncoding
  ) throws(RegexError) {
    var whole = node
    if options.contains(.wholeWord) {
      whole = .concatenation([.assertion(.noWordBefore), node, .assertion(.noWordBehind)])
    }
    if options.contains(.wholeLine) {
      whole = .concatenation([.assertion(.lineStart), node, .assertion(.lineEnd)])
    }
    var compiler = RegexCompiler(options: options, encoding: encoding)
    start = try compiler.compile(whole)
    instructions = compiler.instructions
    sets = compiler.sets
    brackets = compiler.brackets
    loopCount = compiler.loopCount
    looksAtWords = compiler.looksAtWords
    hasTests = !compiler.brackets.isEmpty
    approximation =
      compiler.hasBackReferences
      ? try RegexProgram(
        node.withoutBackReferences, groups: 0, options: options, encoding: encoding) : nil
    self.encoding = encoding
    self.options = options
    groupCount = groups
    isMultiline = options.contains(.multiline)
    isAnchored = !options.contains(.multiline) && whole.isAnchored
    let first = RegexProgram.firstBytes(compiler, start)
    firstBytes = first
    firstTable = first.map { set in (UInt8(0)...255).map(set.contains) } ?? []
    firstByte = first.flatMap { set in
      let members = (UInt8(0)...255).filter(set.contains)
      return members.count == 1 ? members[0] : nil
    }
    requiredText = ByteString(whole.requiredText)
    wholeText = whole.wholeText.map { ByteString($0) }
  }

  var hasBackReferences: Bool { approximation != nil }

  private static func firstBytes(_ compiler: RegexCompiler, _ start: Int32) -> ByteSet? {
    var result = ByteSet()
    var seen = Set<Int32>()
    var pending = [start]
    while let at = pending.popLast() {
      guard seen.insert(at).inserted else { continue }
      let instruction = compiler.instructions[Int(at)]
      switch instruction.operation {
      case .byte: for byte in instruction.low...instruction.high { result.insert(byte) }
      case .set: result = result.union(compiler.sets[Int(instruction.value)])
      case .test: for byte in UInt8(0x80)...0xFF { result.insert(byte) }
      case .split, .loop: pending += [instruction.next, instruction.other]
      case .save, .assertion: pending.append(instruction.next)
      case .backReference, .match: return nil
      }
    }
    return result
  }
}

/// Makes the instructions of an expression, the last ones first: each knows what follows it.
struct RegexCompiler {
  private(set) var instructions: [RegexProgram.Instruction] = []
  private(set) var sets: [ByteSet] = []
  private(set) var brackets: [BracketExpression] = []
  private(set) var loopCount = 0
  private(set) var looksAtWords = false
  private(set) var hasBackReferences = false
  private let options: Regex.Options
  private let encoding: CharacterEncoding
  private static let sizeLimit = 1 << 17

  init(options: Regex.Options, encoding: CharacterEncoding) {
    self.options = options
    self.encoding = encoding
  }

  /// - Returns: the instruction to begin with.
  mutating func compile(_ node: RegexNode) throws(RegexError) -> Int32 {
    let match = try add(RegexProgram.Instruction(operation: .match))
    return try compile(node, before: match)
  }

  private mutating func add(
    _ instruction: RegexProgram.Instruction
  ) throws(RegexError) -> Int32 {
    guard instructions.count < RegexCompiler.sizeLimit else {
      throw RegexError("Regular expression too big")
    }
    instructions.append(instruction)
    return Int32(instructions.count - 1)
  }

  private mutating func compile(
    _ node: RegexNode, before next: Int32
  ) throws(RegexError) -> Int32 {
    switch node {
    case .empty: return next
    case .character(let bytes):
      var entry = next
      for byte in bytes.reversed() { entry = try range(byte, byte, before: entry) }
      return entry
    case .any:
      var all = BracketExpression(encoding: encoding)
      all.isNegated = true
      if options.contains(.multiline) { all.insert(10) }
      return try bracket(all, before: next)
    case .bracket(let set): return try bracket(set, before: next)
    case .concatenation(let nodes):
      var entry = next
      for node in nodes.reversed() { entry = try compile(node, before: entry) }
      return entry
    case .alternation(let nodes):
      var entries: [Int32] = []
      for node in nodes { entries.append(try compile(node, before: next)) }
      return try choice(entries)
    case .group(let node, let number):
      let close = try add(
        .init(operation: .save, next: next, value: Int32(2 * number + 1)))
      let body = try compile(node, before: close)
      return try add(.init(operation: .save, next: body, value: Int32(2 * number)))
    case .repetition(let node, let from, let to):
      return try repetition(node, from, to, before: next)
    case .backReference(let number):
      hasBackReferences = true
      return try add(.init(operation: .backReference, next: next, value: Int32(number)))
    case .assertion(let assertion):
      looksAtWords = looksAtWords || assertion.looksAtWords
      return try add(.init(operation: .assertion, low: assertion.rawValue, next: next))
    }
  }

  private mutating func range(
    _ low: UInt8, _ high: UInt8, before next: Int32
  ) throws(RegexError) -> Int32 {
    try add(.init(operation: .byte, low: low, high: high, next: next))
  }

  private mutating func choice(_ entries: [Int32]) throws(RegexError) -> Int32 {
    guard var entry = entries.last else { return try add(.init(operation: .match)) }
    for first in entries.dropLast().reversed() {
      entry = try add(.init(operation: .split, next: first, other: entry))
    }
    return entry
  }

  private mutating func repetition(
    _ node: RegexNode, _ from: Int, _ to: Int?, before next: Int32
  ) throws(RegexError) -> Int32 {
    var entry = next
    if let to {
      // x{2,4} is xx(x(x)?)?
      for _ in 0..<max(0, to - from) {
        let body = try compile(node, before: entry)
        entry = try add(.init(operation: .split, next: body, other: next))
      }
    } else {
      let canBeEmpty = node.canBeEmpty
      let loop = try add(
        .init(
          operation: canBeEmpty ? .loop : .split, other: next,
          value: canBeEmpty ? Int32(loopCount) : 0))
      if canBeEmpty { loopCount += 1 }
      let body = try compile(node, before: loop)
      instructions[Int(loop)].next = body
      if from > 0 && !canBeEmpty {
        // x+ is x(x)*, and its first x can be the loop's own.
        entry = body
        for _ in 0..<(from - 1) { entry = try compile(node, before: entry) }
        return entry
      }
      entry = loop
    }
    for _ in 0..<from { entry = try compile(node, before: entry) }
    return entry
  }

  private mutating func bracket(
    _ set: BracketExpression, before next: Int32
  ) throws(RegexError) -> Int32 {
    var single = set.isNegated ? set.bytes.inverted : set.bytes
    var entries: [Int32] = []
    if set.encoding == .utf8 {
      for byte in UInt8(0x80)...0xFF { single.remove(byte) }
      if set.needsTest {
        entries.append(try test(set, before: next))
      } else {
        let ranges = set.isNegated ? UTF8Ranges.complement(set.ranges) : set.ranges
        var shared: [Int64: Int32] = [:]
        for range in ranges {
          for sequence in UTF8Ranges.sequences(range) {
            entries.append(try self.sequence(sequence, before: next, &shared))
          }
        }
      }
    }
    let members = (UInt8(0)...255).filter(single.contains)
    if let low = members.first, let high = members.last {
      if Int(high) - Int(low) + 1 == members.count {
        entries.insert(try range(low, high, before: next), at: 0)
      } else {
        let index = sets.firstIndex(of: single) ?? sets.count
        if index == sets.count { sets.append(single) }
        entries.insert(
          try add(.init(operation: .set, next: next, value: Int32(index))), at: 0)
      }
    }
    if entries.isEmpty {
      sets.append(ByteSet())
      return try add(.init(operation: .set, next: next, value: Int32(sets.count - 1)))
    }
    return try choice(entries)
  }

  /// Sequences that end alike share those instructions.
  private mutating func sequence(
    _ sequence: UTF8Ranges.Sequence, before next: Int32, _ shared: inout [Int64: Int32]
  ) throws(RegexError) -> Int32 {
    var entry = next
    for bytes in sequence.reversed() {
      let key = Int64(entry) << 16 | Int64(bytes.lowerBound) << 8 | Int64(bytes.upperBound)
      if let made = shared[key] {
        entry = made
      } else {
        entry = try range(bytes.lowerBound, bytes.upperBound, before: entry)
        shared[key] = entry
      }
    }
    return entry
  }

  private mutating func test(
    _ set: BracketExpression, before next: Int32
  ) throws(RegexError) -> Int32 {
    brackets.append(set)
    let one = try range(0x80, 0xBF, before: next)
    let two = try range(0x80, 0xBF, before: one)
    let three = try range(0x80, 0xBF, before: two)
    return try add(
      .init(operation: .test, next: three + 1, value: Int32(brackets.count - 1)))
  }
}
