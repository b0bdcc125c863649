import ShellBytes

/// Reads JSON texts.
public enum JSONParser {
  /// The only value of a text.
  /// - Throws: jq's message, with the text at its end.
  public static func parse(_ text: ByteString) throws(JQError) -> JSONValue {
    try text.withBytes { (bytes) throws(JQError) in try parse(bytes) }
  }

  /// The only value of a text.
  /// - Throws: jq's message, with the text at its end.
  public static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JQError) -> JSONValue {
    do throws(Problem) {
      return try only(bytes)
    } catch {
      throw JQError("\(error.message) (while parsing '\(ByteString(bytes))')")
    }
  }

  private struct Problem: Error {
    var message: ByteString
  }

  private static func only(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(Problem) -> JSONValue {
    var tokenizer = JSONTokenizer(JSONBuilder())
    var first: JSONValue?
    var at = 0
    while true {
      let event: JSONTokenizer<JSONBuilder>.Event
      if at < bytes.count {
        let rest = UnsafeBufferPointer(rebasing: bytes[at...])
        let (found, used) = tokenizer.feed(rest)
        at += used
        event = found
      } else {
        event = tokenizer.finish()
      }
      switch event {
      case .failed(let message): throw Problem(message: message)
      case .value(let value):
        if first != nil { throw Problem(message: "Unexpected extra JSON values") }
        first = value
      case .needsMore:
        if at < bytes.count { continue }
        guard tokenizer.isFinished else { continue }
        guard let first else { throw Problem(message: "Expected JSON value") }
        return first
      }
    }
  }

  /// The values of a text, in their order.
  /// - Throws: jq's message.
  public static func parseAll(_ bytes: ByteString) throws(JQError) -> [JSONValue] {
    var tokenizer = JSONTokenizer(JSONBuilder())
    var values: [JSONValue] = []
    var at = 0
    while true {
      let event: JSONTokenizer<JSONBuilder>.Event
      if at < bytes.count {
        event = bytes.withBytes { bytes in
          let (found, used) = tokenizer.feed(UnsafeBufferPointer(rebasing: bytes[at...]))
          at += used
          return found
        }
      } else {
        event = tokenizer.finish()
      }
      switch event {
      case .failed(let message): throw JQError(message)
      case .value(let value): values.append(value)
      case .needsMore: if at >= bytes.count && tokenizer.isFinished { return values }
      }
    }
  }
}
