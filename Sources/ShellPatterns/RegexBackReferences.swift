import ShellBytes

/// Matches expressions with back-references, by trying one way after the other.
///
/// What a group holds decides whether a way leads on, so no note can be kept of what failed, and
/// the number of steps has a limit in place of a bound: beyond it, the best match met so far
/// counts.
struct RegexBackReferences {
  private let text: RegexText
  private let program: RegexProgram
  private var slots: [Int]
  private var loops: [Int]
  private var steps: [Step] = []
  private var stepsLeft = 20_000_000

  private enum Step {
    case run(Int32, at: Int)
    case restoreSlot(Int, to: Int)
    case restoreLoop(Int, to: Int)
  }

  init(_ text: RegexText) {
    self.text = text
    program = text.program
    slots = Array(repeating: -1, count: 2 * (program.groupCount + 1))
    loops = Array(repeating: -1, count: program.loopCount)
  }

  /// The longest match that begins at a place, and the places of its groups.
  mutating func longest(from start: Int) -> (end: Int, slots: [Int])? {
    var best: (end: Int, slots: [Int])?
    for index in slots.indices { slots[index] = -1 }
    for index in loops.indices { loops[index] = -1 }
    steps.removeAll(keepingCapacity: true)
    steps.append(.run(program.start, at: start))
    while let step = steps.popLast() {
      switch step {
      case .restoreSlot(let slot, let value): slots[slot] = value
      case .restoreLoop(let loop, let value): loops[loop] = value
      case .run(let instruction, let place):
        guard let end = run(instruction, place) else {
          if stepsLeft <= 0 { return best }
          continue
        }
        if best.map({ end > $0.end }) ?? true { best = (end, slots) }
        if end == text.bytes.count { return best }
      }
    }
    return best
  }

  /// Follows one way, leaving the others for later.
  /// - Returns: where it ends, nil when it leads nowhere.
  private mutating func run(_ first: Int32, _ start: Int) -> Int? {
    var at = first
    var place = start
    while stepsLeft > 0 {
      stepsLeft -= 1
      let instruction = program.instructions[Int(at)]
      switch instruction.operation {
      case .split:
        steps.append(.run(instruction.other, at: place))
        at = instruction.next
      case .loop:
        let loop = Int(instruction.value)
        if loops[loop] == place {
          at = instruction.other
          continue
        }
        steps.append(.run(instruction.other, at: place))
        steps.append(.restoreLoop(loop, to: loops[loop]))
        loops[loop] = place
        at = instruction.next
      case .save:
        let slot = Int(instruction.value)
        steps.append(.restoreSlot(slot, to: slots[slot]))
        slots[slot] = place
        at = instruction.next
      case .assertion:
        guard text.holds(instruction.low, at: place) else { return nil }
        at = instruction.next
      case .match: return place
      case .backReference:
        guard let end = repeated(Int(instruction.value), at: place) else { return nil }
        place = end
        at = instruction.next
      case .byte, .set, .test:
        guard place < text.bytes.count, let next = text.step(instruction, at: place) else {
          return nil
        }
        at = next
        place += 1
      }
    }
    return nil
  }

  /// The end of a group's text where it stands again at a place.
  private func repeated(_ group: Int, at place: Int) -> Int? {
    let from = slots[2 * group]
    let to = slots[2 * group + 1]
    guard from >= 0, to >= from, to - from <= text.bytes.count - place else { return nil }
    let ignoresCase = program.options.contains(.ignoresCase)
    for offset in 0..<(to - from) {
      let first = text.bytes[from + offset]
      let second = text.bytes[place + offset]
      if first == second { continue }
      guard ignoresCase, first ^ second == 0x20, first.isASCIILetter else { return nil }
    }
    return place + (to - from)
  }
}
