import ShellBytes

/// The names that are known at a place of a program, the latest first.
final class Scope {
  enum Entry {
    case function(name: ByteString, arity: Int, Function)
    /// A function parameter, and the level of the function that has it.
    case closure(name: ByteString, index: Int, level: Int)
    /// A function parameter of a function compiled into its caller: the argument itself.
    case argument(name: ByteString, Node, level: Int)
    case variable(name: ByteString, slot: Int, level: Int)
    case label(name: ByteString, slot: Int, level: Int)
    /// A variable whose value is known: the data of an import.
    case constant(name: ByteString, JSONValue)
  }

  let entry: Entry
  let parent: Scope?

  init(_ entry: Entry, in parent: Scope?) {
    self.entry = entry
    self.parent = parent
  }

}

/// The variables that a function's frame has to hold.
final class FrameLayout {
  /// How many frames are around it.
  let level: Int
  private(set) var count = 0

  init(level: Int) { self.level = level }

  func makeSlot() -> Int {
    defer { count += 1 }
    return count
  }
}

/// The text that messages show.
struct SourceText {
  let text: ByteString
  let file: ByteString
}
