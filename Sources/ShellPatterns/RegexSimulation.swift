import ShellBytes

/// Follows all ways to match at once, each from where it began: one pass, whatever the text.
struct RegexSimulation {
  private let text: RegexText
  private let program: RegexProgram
  /// At which place (plus one) an instruction was last reached.
  private var reachedAt: [Int]
  private var pending: [Int32] = []

  private struct Threads {
    var instructions: [Int32] = []
    var starts: [Int] = []
    mutating func removeAll() {
      instructions.removeAll(keepingCapacity: true)
      starts.removeAll(keepingCapacity: true)
    }
  }

  init(_ text: RegexText) {
    self.text = text
    program = text.program
    reachedAt = Array(repeating: 0, count: program.instructions.count)
  }

  /// The leftmost, there longest match that begins at or after an offset.
  mutating func firstMatch(from offset: Int) -> Range<Int>? {
    var best: Range<Int>?
    var place = offset
    var boundary = offset
    var current = Threads()
    var upcoming = Threads()
    while true {
      // Threads are kept in the order of their starts, so the first to reach an instruction is
      // the leftmost one.
      // A match never begins inside of a character.
      if best == nil && place == boundary {
        add(program.start, start: place, at: place, to: &current, &best)
        if place < text.bytes.count {
          boundary += program.encoding.character(in: text.bytes, at: place).length
        }
      }
      if current.instructions.isEmpty && best != nil { return best }
      guard place < text.bytes.count else { return best }
      upcoming.removeAll()
      for index in current.instructions.indices {
        let start = current.starts[index]
        if let best, start > best.lowerBound { break }
        let instruction = program.instructions[Int(current.instructions[index])]
        if let next = text.step(instruction, at: place) {
          add(next, start: start, at: place + 1, to: &upcoming, &best)
        }
      }
      swap(&current, &upcoming)
      place += 1
    }
  }

  private mutating func add(
    _ instruction: Int32, start: Int, at place: Int, to threads: inout Threads,
    _ best: inout Range<Int>?
  ) {
    pending.append(instruction)
    while let at = pending.popLast() {
      if reachedAt[Int(at)] == place + 1 { continue }
      reachedAt[Int(at)] = place + 1
      let instruction = program.instructions[Int(at)]
      switch instruction.operation {
      case .split, .loop:
        pending.append(instruction.other)
        pending.append(instruction.next)
      case .save: pending.append(instruction.next)
      case .assertion:
        if text.holds(instruction.low, at: place) { pending.append(instruction.next) }
      case .match:
        if best.map({ start <= $0.lowerBound }) ?? true { best = start..<place }
      case .backReference: break
      case .byte, .set, .test:
        threads.instructions.append(at)
        threads.starts.append(start)
      }
    }
  }
}
