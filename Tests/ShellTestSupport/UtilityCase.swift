import Curl
import Glibc
import JQ
import ShellBytes
import ShellCommand
import ShellSystem
import ShellUtilities
import Testing

/// A row of a table of utility calls: the words, what they find, and what they are to leave.
///
/// `check()` runs the utility in a fresh directory and compares output, error and status in full.
/// With `CONFIRM=1` in the environment, the program of that name runs in a directory like it, and
/// has to agree, unless `differs` tells why not.
public struct UtilityCase: Sendable, CustomTestStringConvertible {
  public typealias Pair = (name: ByteString, value: ByteString)

  public var words: [ByteString]
  public var utility: Utility?
  public var input: ByteString
  public var files: [Pair]
  public var setup: ByteString
  public var environment: [Pair]
  public var clock: Int?
  public var umask: UInt32
  public var output: ByteString
  public var error: ByteString
  public var usageError: ByteString?
  public var status: Int
  public var leaves: [Pair]?
  public var differs: String?
  public var sourceLocation: SourceLocation

  /// - Parameters:
  ///   - words: the name and its arguments.
  ///   - utility: the utility; nil: the one of that name.
  ///   - files: what the directory holds, in the notation of `TemporaryDirectory.make`.
  ///   - setup: a script for the host's `sh` that makes what `files` cannot say.
  ///   - environment: beside `PATH` and `LC_ALL=C`, which it may replace.
  ///   - clock: the time in seconds; such a row is not confirmed.
  ///   - usageError: the message of wrong usage, in place of `error` and, when that is 0, `status`.
  ///   - leaves: the whole directory afterwards, in the notation of `files`; nil: not looked at.
  ///   - differs: why the program on `PATH` does something else.
  public init(
    _ words: [ByteString], utility: Utility? = nil, input: ByteString = "",
    files: KeyValuePairs<ByteString, ByteString> = [:], setup: ByteString = "",
    environment: KeyValuePairs<ByteString, ByteString> = [:], clock: Int? = nil,
    umask: UInt32 = 0o022, output: ByteString = "", error: ByteString = "",
    usageError: ByteString? = nil, status: Int = 0,
    leaves: KeyValuePairs<ByteString, ByteString>? = nil, differs: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    self.words = words
    self.utility = utility
    self.input = input
    self.files = files.map { ($0.key, $0.value) }
    self.setup = setup
    self.environment = environment.map { ($0.key, $0.value) }
    self.clock = clock
    self.umask = umask
    self.output = output
    self.error = error
    self.usageError = usageError
    self.status = status
    self.leaves = leaves.map { $0.map { ($0.key, $0.value) }.sorted { $0.name < $1.name } }
    self.differs = differs
    self.sourceLocation = sourceLocation
  }

  /// The same with the words in one text, split at blanks and newlines; `'…'` quotes, `''` is an
  /// empty word.
  public init(
    _ words: ByteString, utility: Utility? = nil, input: ByteString = "",
    files: KeyValuePairs<ByteString, ByteString> = [:], setup: ByteString = "",
    environment: KeyValuePairs<ByteString, ByteString> = [:], clock: Int? = nil,
    umask: UInt32 = 0o022, output: ByteString = "", error: ByteString = "",
    usageError: ByteString? = nil, status: Int = 0,
    leaves: KeyValuePairs<ByteString, ByteString>? = nil, differs: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    self.init(
      UtilityCase.split(words), utility: utility, input: input, files: files, setup: setup,
      environment: environment, clock: clock, umask: umask, output: output, error: error,
      usageError: usageError, status: status, leaves: leaves, differs: differs,
      sourceLocation: sourceLocation)
  }

  public var testDescription: String {
    String(ByteString.joined(words, separator: " ")).debugDescription
  }

  /// The words of a text.
  static func split(_ text: ByteString) -> [ByteString] {
    var words: [ByteString] = []
    var word: ByteString?
    var isQuoted = false
    for byte in text {
      if byte == UInt8(ascii: "'") {
        isQuoted.toggle()
        word = word ?? ""
      } else if !isQuoted && (byte == 32 || byte == 10) {
        if let ended = word { words.append(ended) }
        word = nil
      } else {
        word = (word ?? "") + ByteString(CollectionOfOne(byte))
      }
    }
    if let word { words.append(word) }
    return words
  }

  /// Runs the row and records an issue at it for each thing that is not as told.
  public func check() throws {
    guard let name = words.first, let utility = utility ?? UtilityCase.find(name) else {
      Issue.record("no such utility: \(words)", sourceLocation: sourceLocation)
      return
    }
    // Modes are applied as the utility gives them; its mask is in its context.
    ProcessIdentity.clearUmask()
    let directory = try prepare()
    let run = UtilityRun(
      utility, words: words, input: input, environment: fullEnvironment,
      directory: directory.path, umask: umask, clock: clock)
    var expectedError = error
    var expectedStatus = status
    if let usageError {
      expectedError = "\(name): \(usageError)\nUsage: \(utility.name) \(utility.usage)\n"
      if status == 0 { expectedStatus = usageStatus(utility, usageError) }
    }
    compare("output", run.output, output, directory)
    compare("error", run.error, expectedError, directory)
    if run.status != expectedStatus { record("status \(run.status), not \(expectedStatus)") }
    if let leaves {
      compare(
        "files", UtilityCase.text(try directory.snapshot()), UtilityCase.text(leaves), directory)
    }
    let isConfirmed = getenv("CONFIRM").map { $0.pointee != 0 } ?? false
    if isConfirmed && differs == nil && clock == nil {
      try confirm(expectedStatus)
    }
  }

  private func usageStatus(_ utility: Utility, _ message: ByteString) -> Int {
    let quiet = UtilityRun.context(
      utility.name, [], environment: [], directory: "/", umask: umask, clock: clock,
      descriptors: [2: NullFile()])
    return Int(utility.reportUsage(UtilityError.Usage(message), quiet).code)
  }

  /// The row against the program on `PATH`.
  private func confirm(_ expectedStatus: Int) throws {
    let directory = try prepare()
    let run = try ProgramRun(
      words, input: input, environment: fullEnvironment, directory: directory.path, umask: umask)
    compare("output of the program", run.output, output, directory)
    if let usageError {
      if run.error.firstRange(of: usageError) == nil {
        record("error of the program \(quoted(run.error)) does not have \(quoted(usageError))")
      }
    } else {
      compare("error of the program", run.error, error, directory)
    }
    if run.status != expectedStatus {
      record("status of the program \(run.status), not \(expectedStatus)")
    }
    if let leaves {
      compare(
        "files of the program", UtilityCase.text(try directory.snapshot()),
        UtilityCase.text(leaves), directory)
    }
  }

  private var fullEnvironment: [Pair] {
    let path = getenv("PATH").map { ByteString(cString: $0) } ?? "/usr/bin:/bin"
    let base: [Pair] = [("PATH", path), ("LC_ALL", "C")]
    return base.filter { pair in !environment.contains { $0.name == pair.name } } + environment
  }

  private func prepare() throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    for file in files { try directory.make(file.name, file.value) }
    if !setup.isEmpty {
      let run = try ProgramRun(
        ["/bin/sh", "-c", setup], environment: fullEnvironment, directory: directory.path)
      if run.status != 0 { record("setup failed: \(run.error)") }
    }
    return directory
  }

  static func find(_ name: ByteString) -> Utility? {
    (UtilityRegistry.all + [.jq, .curl]).first { $0.name == name }
  }

  private static func text(_ files: [Pair]) -> ByteString {
    ByteString.joined(files.map { "\($0.name): \($0.value)\n" }, separator: "")
  }

  /// In the expected text `$DIR` stands for the directory.
  private func compare(
    _ what: String, _ found: ByteString, _ expected: ByteString, _ directory: TemporaryDirectory
  ) {
    let expected = expected.replacing("$DIR", with: directory.path)
    if found == expected { return }
    record("\(what)\n  is      \(quoted(found))\n  and not \(quoted(expected))")
  }

  private func quoted(_ bytes: ByteString) -> String {
    String(bytes.prefix(4000)).debugDescription
  }

  private func record(_ message: String) {
    Issue.record(
      "\(ByteString.joined(words, separator: " ")): \(message)", sourceLocation: sourceLocation)
  }
}

extension ByteString {
  /// All occurrences of a text replaced.
  func replacing(_ sought: ByteString, with other: ByteString) -> ByteString {
    var result = ByteString()
    var at = 0
    while let range = firstRange(of: sought, from: at) {
      result += bytes(in: at..<range.lowerBound) + other
      at = range.upperBound
    }
    return result + dropFirst(at)
  }
}
