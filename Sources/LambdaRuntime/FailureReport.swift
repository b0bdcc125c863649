import LambdaProtocol
import Nacre
import ShellBytes
import ShellCommand

extension ErrorDocument {
  /// What a caller is told when a shell fails: the place, the reason, the command, the functions
  /// that were being executed.
  /// - Parameters:
  ///   - isInit: whether the file was being loaded.
  ///   - taskRoot: files below it are named relative to it.
  init(
    _ failure: Shell.Failure, isInit: Bool, taskRoot: ByteString, log: [ByteString] = []
  ) {
    func shortened(_ file: ByteString) -> ByteString {
      file.hasPrefix(taskRoot + "/") ? file.dropFirst(taskRoot.count + 1) : file
    }
    var message = ByteString()
    if !failure.file.isEmpty {
      message += shortened(failure.file)
      if failure.line > 0 { message += ":\(failure.line)" }
      if failure.line > 0, failure.column > 0 { message += ":\(failure.column)" }
      message += ": "
    }
    message += failure.message
    if let command = failure.command, !command.isEmpty,
      failure.message.firstRange(of: command) == nil
    {
      message += ": " + ErrorDocument.excerpt(command)
    }
    if failure.kind == .status, failure.message.firstRange(of: "status") == nil {
      message += " (status \(failure.status.code))"
    }
    self.init(
      type: isInit ? "Runtime.ImportModuleError" : ErrorDocument.type(of: failure.kind),
      message: message,
      stackTrace: ErrorDocument.outlined(failure.stack.count) { index in
        let frame = failure.stack[index]
        let place = frame.line > 0 ? ":\(frame.line)" : "" as ByteString
        return "\(frame.function) (\(shortened(frame.file))\(place))"
      },
      log: log)
  }

  /// The lines of a stack; of a deep one, those of the two ends.
  private static func outlined(_ count: Int, _ line: (Int) -> ByteString) -> [ByteString] {
    let (first, last) = (20, 10)
    guard count > first + last else { return (0..<count).map(line) }
    return (0..<first).map(line) + ["... \(count - first - last) more"]
      + ((count - last)..<count).map(line)
  }

  private static func type(of kind: Shell.Failure.Kind) -> ByteString {
    switch kind {
    case .status: "Function.ExitStatus"
    case .deadline: "Function.Timeout"
    case .cancelled: "Function.Cancelled"
    case .notFound: "Runtime.HandlerNotFound"
    case .unreadable, .syntax, .shell: "Function.ShellError"
    }
  }

  /// A command in one line, not too long for a log.
  private static func excerpt(_ command: ByteString) -> ByteString {
    let line = ByteString(command.prefix(200).lazy.map { $0 < 32 ? 32 : $0 })
    return command.count > 200 ? line + "..." : line
  }
}
