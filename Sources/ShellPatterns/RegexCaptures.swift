import ShellBytes

/// Finds out how the groups take part in a match whose place is known: of all ways the one that
/// takes each first alternative, and each repeat once more, as far as that leads to the end.
struct RegexCaptures {
  private let text: RegexText
  private let program: RegexProgram
  private let match: Range<Int>

  init(_ text: RegexText, _ match: Range<Int>) {
    self.text = text
    program = text.program
    self.match = match
  }

  /// The most bits that notes about visited places may take.
  private static let visitedLimit = 1 << 24

  /// - Returns: two places for each group, -1 where it took no part.
  func find() -> [Int] {
    let bits = program.instructions.count.multipliedReportingOverflow(by: match.count + 1)
    if !bits.overflow && bits.partialValue <= RegexCaptures.visitedLimit {
      return backtrack(bits.partialValue)
    }
    return simulate()
  }

  private var slotCount: Int { 2 * (program.groupCount + 1) }

  // MARK: Going back

  private enum Step {
    case run(Int32, at: Int)
    case restore(slot: Int, to: Int)
  }

  /// Tries one way after the other; what failed once at a place is not tried there again.
  private func backtrack(_ bits: Int) -> [Int] {
    var slots = Array(repeating: -1, count: slotCount)
    var visited = Array(repeating: UInt64(0), count: bits / 64 + 1)
    var steps: [Step] = [.run(program.start, at: match.lowerBound)]
    let width = match.count + 1
    while let step = steps.popLast() {
      guard case .run(var at, var place) = step else {
        if case .restore(let slot, let value) = step { slots[slot] = value }
        continue
      }
      running: while true {
        let bit = Int(at) * width + (place - match.lowerBound)
        if visited[bit >> 6] >> UInt64(bit & 63) & 1 != 0 { break }
        visited[bit >> 6] |= 1 << UInt64(bit & 63)
        let instruction = program.instructions[Int(at)]
        switch instruction.operation {
        case .split, .loop:
          steps.append(.run(instruction.other, at: place))
          at = instruction.next
        case .save:
          let slot = Int(instruction.value)
          steps.append(.restore(slot: slot, to: slots[slot]))
          slots[slot] = place
          at = instruction.next
        case .assertion:
          guard text.holds(instruction.low, at: place) else { break running }
          at = instruction.next
        case .match:
          if place == match.upperBound { return slots }
          break running
        case .byte, .set, .test:
          guard place < match.upperBound, let next = text.step(instruction, at: place) else {
            break running
          }
          at = next
          place += 1
        case .backReference: break running
        }
      }
    }
    return slots
  }

  // MARK: All at once

  private struct Thread {
    var instruction: Int32
    var slots: [Int]
  }

  /// The same result for large texts: threads in the order of preference.
  private func simulate() -> [Int] {
    var reachedAt = Array(repeating: -1, count: program.instructions.count)
    let none = Array(repeating: -1, count: slotCount)
    var current: [Thread] = []
    var place = match.lowerBound
    add(program.start, none, place, &current, &reachedAt)
    while place < match.upperBound {
      var upcoming: [Thread] = []
      for thread in current {
        let instruction = program.instructions[Int(thread.instruction)]
        if let next = text.step(instruction, at: place) {
          add(next, thread.slots, place + 1, &upcoming, &reachedAt)
        }
      }
      current = upcoming
      place += 1
    }
    let final = current.first {
      program.instructions[Int($0.instruction)].operation == .match
    }
    return final?.slots ?? none
  }

  private func add(
    _ instruction: Int32, _ slots: [Int], _ place: Int, _ threads: inout [Thread],
    _ reachedAt: inout [Int]
  ) {
    var pending = [Thread(instruction: instruction, slots: slots)]
    while var thread = pending.popLast() {
      let at = Int(thread.instruction)
      if reachedAt[at] == place { continue }
      reachedAt[at] = place
      let instruction = program.instructions[at]
      switch instruction.operation {
      case .split, .loop:
        pending.append(Thread(instruction: instruction.other, slots: thread.slots))
        thread.instruction = instruction.next
        pending.append(thread)
      case .save:
        thread.slots[Int(instruction.value)] = place
        thread.instruction = instruction.next
        pending.append(thread)
      case .assertion:
        guard text.holds(instruction.low, at: place) else { continue }
        thread.instruction = instruction.next
        pending.append(thread)
      case .backReference: continue
      case .byte, .set, .test, .match: threads.append(thread)
      }
    }
  }
}
