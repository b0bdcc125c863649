import ShellBytes

/// What a caller is told about a failed invocation.
public struct ErrorDocument: Error, Sendable, Hashable {
  /// `Category.Reason`, for example `Function.ExitStatus`.
  public var type: ByteString
  public var message: ByteString
  /// `function (file:line)`, innermost first.
  public var stackTrace: [ByteString]
  /// The last lines that the handler wrote to its log.
  public var log: [ByteString]

  public init(
    type: ByteString, message: ByteString, stackTrace: [ByteString] = [], log: [ByteString] = []
  ) {
    self.type = type
    self.message = message
    self.stackTrace = stackTrace
    self.log = log
  }

  /// The document in JSON, on one line without a newline.
  /// - Parameter requestID: named in it when given, as in a line of the log.
  public func json(requestID: ByteString? = nil) -> ByteString {
    var text = ByteString()
    text.reserveCapacity(256)
    text.append("{\"errorMessage\":")
    JSONText.append(message, to: &text)
    text.append(",\"errorType\":")
    JSONText.append(type, to: &text)
    if let requestID {
      text.append(",\"requestId\":")
      JSONText.append(requestID, to: &text)
    }
    text.append(",\"stackTrace\":")
    append(stackTrace, to: &text)
    if !log.isEmpty {
      text.append(",\"stderr\":")
      append(log, to: &text)
    }
    text.append(UInt8(ascii: "}"))
    return text
  }

  private func append(_ list: [ByteString], to text: inout ByteString) {
    text.append(UInt8(ascii: "["))
    for (index, item) in list.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      JSONText.append(item, to: &text)
    }
    text.append(UInt8(ascii: "]"))
  }
}
