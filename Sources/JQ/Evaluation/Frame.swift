/// What stands before the variables of a frame.
struct FrameHeader {
  unowned(unsafe) let context: Context
  /// The frame of the function around this one.
  var parent: Frame?
  /// The length of the longest chain of frames that this one holds.
  var depth: Int32
  var slotCount: Int
  var first: Closure?
  var second: Closure?
  var more: [Closure]
}

/// A function given as an argument, and the frame that its text refers to.
struct Closure {
  unowned(unsafe) let node: Node
  let frame: Frame
}

/// The variables of one call of a function.
///
/// A variable's old value is put back when its scope is left, so that one frame serves all the
/// outputs of generators that run inside of each other.
final class Frame: ManagedBuffer<FrameHeader, JSONValue> {
  static func make(_ context: Context, parent: Frame?, slots count: Int) -> Frame {
    let made = Frame.create(minimumCapacity: count) { buffer in
      buffer.withUnsafeMutablePointerToElements { $0.initialize(repeating: .null, count: count) }
      return FrameHeader(
        context: context, parent: parent, depth: parent.map { $0.depth &+ 1 } ?? 0,
        slotCount: count, first: nil, second: nil, more: [])
    }
    return unsafeDowncast(made, to: Frame.self)
  }

  @inline(__always)
  private var head: UnsafeMutablePointer<FrameHeader> {
    withUnsafeMutablePointerToHeader { $0 }
  }

  @inline(__always)
  var slots: UnsafeMutablePointer<JSONValue> { withUnsafeMutablePointerToElements { $0 } }

  deinit {
    slots.deinitialize(count: head.pointee.slotCount)
    if depth > Frame.releaseLimit {
      var pending: [Frame] = []
      takeFrames(into: &pending)
      Frame.drain(&pending)
    }
  }

  // MARK: Chains

  /// A call whose arguments refer to those of a chain of calls as long as this is an error.
  static let depthLimit: Int32 = 1 << 22
  /// Longer chains are let go of without deep recursion.
  private static let releaseLimit: Int32 = 256

  /// The length of the longest chain of frames that this one holds.
  var depth: Int32 { @inline(__always) get { head.pointee.depth } }

  private static func drain(_ pending: inout [Frame]) {
    while var frame = pending.popLast() {
      if isKnownUniquelyReferenced(&frame) { frame.takeFrames(into: &pending) }
    }
  }

  /// Moves the frames that this one holds to the list.
  private func takeFrames(into pending: inout [Frame]) {
    let head = self.head
    if let parent = head.pointee.parent { pending.append(parent) }
    if let first = head.pointee.first { pending.append(first.frame) }
    if let second = head.pointee.second { pending.append(second.frame) }
    for closure in head.pointee.more { pending.append(closure.frame) }
    head.pointee.parent = nil
    head.pointee.first = nil
    head.pointee.second = nil
    head.pointee.more = []
    head.pointee.depth = 0
  }

  var context: Context { @inline(__always) get { head.pointee.context } }

  /// The frame so many functions further out.
  @inline(__always)
  func ancestor(_ levels: Int) -> Frame {
    var frame = self
    var left = levels
    while left > 0, let parent = frame.head.pointee.parent {
      frame = parent
      left &-= 1
    }
    return frame
  }

  /// Adds the next function argument.
  func add(_ closure: Closure) {
    if closure.frame.depth >= depth { head.pointee.depth = closure.frame.depth &+ 1 }
    if head.pointee.first == nil {
      head.pointee.first = closure
    } else if head.pointee.second == nil {
      head.pointee.second = closure
    } else {
      head.pointee.more.append(closure)
    }
  }

  /// The function argument with this number; nil never happens in a compiled program.
  @inline(__always)
  func closure(_ index: Int) -> Closure? {
    switch index {
    case 0: return head.pointee.first
    case 1: return head.pointee.second
    default:
      let more = head.pointee.more
      return index - 2 < more.count ? more[index - 2] : nil
    }
  }
}
