import ShellBytes
import ShellSystem

/// Remembers the programs compiled last, by their text and the names of their variables.
final class JQCache: Sendable {
  private struct State: @unchecked Sendable {
    var programs: [Key: JQProgram] = [:]
    /// The keys, the oldest first.
    var order: [Key] = []
  }

  private struct Key: Hashable {
    let text: ByteString
    let names: [ByteString]
  }

  private final class Box: @unchecked Sendable {
    var state = State()
  }

  private let lock = Lock()
  private let box = Box()
  /// How many programs are kept.
  private static let limit = 256
  /// Longer programs are not kept.
  private static let longest = 65_536

  /// The program, compiled now or before.
  func program(
    _ text: ByteString, _ names: [ByteString]
  ) throws(CompileError) -> JQProgram {
    let key = Key(text: text, names: names)
    if let known = lock.withLock({ box.state.programs[key] }) { return known }
    let made = try JQProgram(text, variables: names)
    guard text.count <= JQCache.longest else { return made }
    lock.withLock {
      if box.state.programs.updateValue(made, forKey: key) == nil { box.state.order.append(key) }
      if box.state.order.count > JQCache.limit {
        let oldest = box.state.order.removeFirst()
        box.state.programs[oldest] = nil
      }
    }
    return made
  }
}
