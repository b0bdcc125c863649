import Curl
import ShellBytes
import ShellCommand
import ShellSystem
import ShellTestSupport
import Testing

extension UtilityCase {
  /// A row for `curl`.
  static func curl(
    _ arguments: [ByteString], input: ByteString = "",
    files: KeyValuePairs<ByteString, ByteString> = [:],
    environment: KeyValuePairs<ByteString, ByteString> = [:], output: ByteString = "",
    error: ByteString = "", usageError: ByteString? = nil, status: Int = 0,
    leaves: KeyValuePairs<ByteString, ByteString>? = nil, differs: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> UtilityCase {
    UtilityCase(
      ["curl"] + arguments, utility: steady, input: input, files: files,
      environment: environment, output: output, error: error, usageError: usageError,
      status: status, leaves: leaves, differs: differs, sourceLocation: sourceLocation)
  }

  /// `curl`, with `after 0 ms` and `after 0 milliseconds` in messages however long it took.
  private static let steady = Utility("curl", usage: Utility.curl.usage) { context in
    let messages = CaptureFile()
    let files = [0: try? context.file(0), 1: try? context.file(1), 2: messages]
    let inner = CommandContext(
      name: context.name, arguments: context.arguments, environment: context.environment,
      directory: context.directory, umask: context.umask, files: context.files,
      gate: context.gate, descriptors: { files[$0] ?? nil },
      dispatch: { context.run($0) })
    let status = try Utility.curl.run(inner)
    try context.error.write(withoutTimes(messages.contents))
    return status
  }

  private static func withoutTimes(_ text: ByteString) -> ByteString {
    var result = ByteString()
    var at = 0
    while let range = text.firstRange(of: " after ", from: at) {
      result += text.bytes(in: at..<range.upperBound)
      at = range.upperBound
      var end = at
      while end < text.count && text[end].isASCIIDigit { end += 1 }
      if end > at && text.bytes(in: end..<(end + 2)) == " m" {
        result += "0"
        at = end
      }
    }
    return result + text.dropFirst(at)
  }
}
