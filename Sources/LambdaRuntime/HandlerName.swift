import LambdaProtocol
import ShellBytes
import ShellSystem

/// What `_HANDLER` names: a function of a file below the task root.
public struct HandlerName: Sendable, Hashable {
  /// The file as it was written, with or without `.sh`.
  public var file: ByteString
  public var function: ByteString

  /// Reads `file.function`: `function.handler`, `dir/file.handler` or `file.sh.handler`. The last
  /// dot divides.
  /// - Throws: `Runtime.MalformedHandlerName` for another text, and for a file that may lie
  ///   outside of the task root.
  public init(_ text: ByteString) throws(ErrorDocument) {
    guard let dot = text.lastIndex(of: UInt8(ascii: ".")) else {
      throw HandlerName.malformed(text, "it has no dot")
    }
    file = text.prefix(dot)
    function = text.dropFirst(dot + 1)
    if function.isEmpty { throw HandlerName.malformed(text, "no function follows the last dot") }
    if function.contains(where: { $0 <= 32 || $0 == 127 || $0 == UInt8(ascii: "/") }) {
      throw HandlerName.malformed(text, "no function can have the name '\(function)'")
    }
    if let reason = HandlerName.reason(against: file) {
      throw HandlerName.malformed(text, reason)
    }
  }

  /// Why a file cannot be a handler's.
  private static func reason(against file: ByteString) -> ByteString? {
    if file.isEmpty { return "no file stands before the last dot" }
    if file.first == UInt8(ascii: "/") { return "the file must lie below the task root" }
    if file.contains(0) { return "a file has no NUL in its name" }
    let parts = file.split(at: UInt8(ascii: "/"))
    if parts.contains("..") { return "the file must lie below the task root" }
    if let last = parts.last, last.isEmpty || last == "." { return "no file is named" }
    return nil
  }

  private static func malformed(_ text: ByteString, _ reason: ByteString) -> ErrorDocument {
    ErrorDocument(
      type: "Runtime.MalformedHandlerName",
      message:
        "'\(text)' is no handler, \(reason); expected FILE.FUNCTION, for example function.handler")
  }

  /// Where the file is: `file.sh`, or `file` itself when only that exists.
  /// - Throws: `Runtime.ImportModuleError` when neither is a file.
  public func path(below taskRoot: ByteString) throws(ErrorDocument) -> ByteString {
    let names = file.hasSuffix(".sh") ? [file, file + ".sh"] : [file + ".sh", file]
    for name in names {
      let path = Path.normalized(Path.join(taskRoot, name))
      if let status = try? Files.status(path), status.kind != .directory { return path }
    }
    throw ErrorDocument(
      type: "Runtime.ImportModuleError",
      message: "no file \(names[0]) in \(taskRoot)")
  }
}
