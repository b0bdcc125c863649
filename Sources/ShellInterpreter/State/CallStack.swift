import ShellBytes

/// A function or dot script that is being executed.
struct CallFrame {
  /// Not counted: the function table keeps a function, and `retired` one that was replaced while
  /// it was executed.
  fileprivate let function: Unmanaged<Function>?
  /// The file that the code comes from, where it is not the function's.
  fileprivate var ownFile: ByteString?
  /// The line of the call, in the caller.
  let callLine: Int32

  init(_ function: Unmanaged<Function>, line: Int32) {
    self.function = function
    callLine = line
  }

  /// Of a dot script.
  init(dotScript file: ByteString, line: Int32) {
    function = nil
    ownFile = file
    callLine = line
  }

  var isFunction: Bool { function != nil }
  /// Whether the function inherits the DEBUG and RETURN traps: `declare -ft`.
  var isTraced: Bool { function?._withUnsafeGuaranteedRef { $0.isTraced } ?? false }
  /// The function's name; `source` for a dot script.
  var name: ByteString { function?._withUnsafeGuaranteedRef { $0.name } ?? "source" }
  /// The file that the code comes from.
  var file: ByteString {
    ownFile ?? function?._withUnsafeGuaranteedRef { $0.source } ?? ByteString()
  }
}

/// The calls that are being executed, outermost first; raw storage, because each call touches it.
struct CallStack: ~Copyable {
  private var frames: UnsafeMutablePointer<CallFrame>
  private var capacity: Int
  private(set) var count = 0
  /// The file of what is not inside any call.
  var mainFile: ByteString
  /// Functions that were replaced or unset while they were executed.
  private var retired: [Function] = []

  init(mainFile: ByteString) {
    self.mainFile = mainFile
    capacity = 16
    frames = .allocate(capacity: capacity)
  }

  /// A copy for another thread, which keeps the functions by itself.
  init(copying other: borrowing CallStack) {
    mainFile = other.mainFile
    capacity = max(16, other.count)
    count = other.count
    frames = .allocate(capacity: capacity)
    frames.initialize(from: other.frames, count: count)
    for index in 0..<count {
      if let function = frames[index].function { retired.append(function.takeUnretainedValue()) }
    }
  }

  deinit {
    frames.deinitialize(count: count)
    frames.deallocate()
  }

  var isEmpty: Bool { count == 0 }

  /// From 0, the outermost.
  subscript(index: Int) -> CallFrame {
    precondition(index >= 0 && index < count, "no such call")
    return frames[index]
  }

  var last: CallFrame? { count > 0 ? frames[count - 1] : nil }

  /// All calls, innermost first.
  var innermostFirst: [CallFrame] { (0..<count).reversed().map { frames[$0] } }

  /// How many calls are of functions.
  var functionCount: Int {
    var result = 0
    for index in 0..<count where frames[index].isFunction { result += 1 }
    return result
  }

  var containsFunction: Bool { !allSatisfy(from: 0) { !$0.isFunction } }

  /// Whether something holds for each call from a depth on.
  func allSatisfy(from depth: Int, _ holds: (CallFrame) -> Bool) -> Bool {
    for index in max(depth, 0)..<max(depth, count, 0) where !holds(frames[index]) { return false }
    return true
  }

  /// The file that the running code comes from.
  var file: ByteString {
    get { count > 0 ? frames[count - 1].file : mainFile }
    set {
      if count > 0 { frames[count - 1].ownFile = newValue } else { mainFile = newValue }
    }
  }

  /// The file that a call came from.
  func callerFile(_ index: Int) -> ByteString { index > 0 ? frames[index - 1].file : mainFile }

  @inline(__always)
  mutating func append(_ frame: consuming CallFrame) {
    if count == capacity { grow() }
    (frames + count).initialize(to: frame)
    count &+= 1
  }

  @inline(never)
  private mutating func grow() {
    let bigger = UnsafeMutablePointer<CallFrame>.allocate(capacity: capacity * 2)
    bigger.moveInitialize(from: frames, count: count)
    frames.deallocate()
    frames = bigger
    capacity *= 2
  }

  @inline(__always)
  mutating func removeLast() {
    count &-= 1
    if frames[count].ownFile != nil { (frames + count).deinitialize(count: 1) }
  }

  mutating func remove(to count: Int) {
    while self.count > count { removeLast() }
  }

  /// Keeps a function that goes out of the table as long as a call may execute it.
  mutating func retire(_ function: Function) {
    if count == 0 {
      retired = []
      return
    }
    for index in 0..<count
    where frames[index].function?.toOpaque() == Unmanaged.passUnretained(function).toOpaque() {
      if !retired.contains(where: { $0 === function }) { retired.append(function) }
      return
    }
  }
}
