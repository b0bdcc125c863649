import ShellBytes

/// A function, dot script or trap that is being executed.
struct CallFrame {
  private let function: Function?
  /// The file that the caller came from.
  let callerSource: ByteString
  /// The line of the call, in the caller.
  let callLine: Int32

  init(_ function: Function, calledFrom source: ByteString, line: Int32) {
    self.function = function
    callerSource = source
    callLine = line
  }

  /// Of a dot script.
  init(dotScriptCalledFrom source: ByteString, line: Int32) {
    function = nil
    callerSource = source
    callLine = line
  }

  var isFunction: Bool { function != nil }
  /// Whether the function inherits the DEBUG and RETURN traps: `declare -ft`.
  var isTraced: Bool { function?.isTraced ?? false }
  /// The function's name; `source` for a dot script.
  var name: ByteString { function?.name ?? "source" }
}
