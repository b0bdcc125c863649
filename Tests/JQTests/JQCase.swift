import JQ
import ShellBytes
import ShellCommand
import ShellSystem
import Testing

/// A call of `jq` and what it has to come to.
struct JQCase: Sendable, CustomTestStringConvertible {
  var arguments: [ByteString]
  var input: ByteString = ""
  var output: ByteString = ""
  var error: ByteString = ""
  var status: UInt8 = 0
  var variables: [(name: ByteString, value: ByteString)] = []

  var testDescription: String {
    String(ByteString.joined(arguments, separator: " ")) + " < " + String(input.prefix(60))
  }

  /// What a call gave.
  struct Result {
    var output: ByteString
    var error: ByteString
    var status: UInt8
  }

  /// Calls `jq` in this process.
  func run(_ utility: Utility = .jq, files: any FileSystem = HostFileSystem()) -> Result {
    let output = CaptureFile()
    let error = CaptureFile()
    let input = StringFile(self.input)
    let environment = Environment(
      [("PATH", "/bin"), ("HOME", "/nonexistent"), ("TZ", "UTC")] + variables)
    let context = CommandContext(
      name: "jq", arguments: arguments, environment: environment, directory: "/", umask: 0o22,
      files: files, gate: Gate(),
      descriptors: {
        [input, output, error].indices.contains($0) ? [input, output, error][$0] : nil
      },
      dispatch: { _ in 127 })
    var status: ShellCommand.ExitStatus
    do {
      status = try utility.run(context)
    } catch {
      status = utility.reportUsage(error, context)
    }
    return Result(output: output.contents, error: error.contents, status: status.code)
  }

  /// Calls `jq` and compares all that it gave.
  func check(sourceLocation: SourceLocation = #_sourceLocation) {
    let result = run()
    #expect(result.output == output, sourceLocation: sourceLocation)
    #expect(result.error == error, sourceLocation: sourceLocation)
    #expect(result.status == status, sourceLocation: sourceLocation)
  }
}

/// Calls recorded with jq 1.8.2, one JSON object a line.
enum RecordedCases {
  static func load(_ name: ByteString) throws -> [JQCase] {
    let here = ByteString(#filePath)
    let tests = Path.directory(Path.directory(here))
    let file = try Files.open("\(tests)/Cases/jq/\(name).jsonl", .read, mode: 0)
    let text = try file.readAll(Gate())
    return try JSONParser.parseAll(text).map { row in
      func part(_ key: JSONString) -> JSONValue {
        if case .object(let object) = row { return object[key] ?? .null }
        return .null
      }
      func text(_ key: JSONString) -> ByteString { part(key).string?.byteString ?? "" }
      var arguments: [ByteString] = []
      if case .array(let list) = part("args") {
        arguments = list.map { $0.string?.byteString ?? "" }
      }
      return JQCase(
        arguments: arguments, input: text("input"), output: text("output"),
        error: text("error"), status: UInt8(part("status").double ?? 0))
    }
  }
}
