import ShellBytes

/// A function, dot script or trap that is being executed.
struct CallFrame {
  /// The function's name; `source` for a dot script, `main` for the script itself.
  var name: ByteString
  /// The file that the caller came from.
  var callerSource: ByteString
  /// The line of the call, in the caller.
  var callLine: Int32
  var isFunction: Bool
}
