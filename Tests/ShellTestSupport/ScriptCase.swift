import Glibc
import Nacre
import ShellBytes
import ShellCommand
import ShellSystem
import Testing

/// A row of a table test: a script, and all that comes of it.
public struct ScriptCase: Sendable, CustomTestStringConvertible {
  /// The language that a script is in, by the name that the shell is called by.
  public enum Dialect: ByteString, Sendable {
    case bash = "bash"
    case sh = "sh"
  }

  /// A shell whose behaviour the rows are held against, named by `CONFIRM`.
  public enum Oracle: String, Sendable {
    case bash
    case dash

    var path: ByteString { self == .bash ? "/bin/bash" : "/bin/dash" }
    /// The dialect that its rows are in.
    var dialect: Dialect { self == .bash ? .bash : .sh }
  }

  let script: ByteString
  let arguments: [ByteString]
  let input: ByteString
  let files: [(name: ByteString, value: ByteString)]
  let environment: [(name: ByteString, value: ByteString)]
  private(set) var dialect: Dialect
  let output: ByteString
  let error: ByteString?
  let status: Int
  let statusOfSh: Int?
  let differs: [Oracle: String]
  let sourceLocation: SourceLocation

  /// How long a row may take; a script that waits for ever is ended then.
  private static let limit: UInt64 = 60_000_000_000

  /// Makes a row.
  /// - Parameters:
  ///   - arguments: the positional parameters.
  ///   - input: what standard input holds.
  ///   - files: what the directory holds that the script begins in, in the notation of
  ///     `TemporaryDirectory.make`.
  ///   - environment: beside `PATH`, `HOME` and `TMPDIR` (the directory) and `LC_ALL=C`.
  ///   - output: where `$DIR` stands, the directory.
  ///   - error: the same; nil when it is not compared.
  ///   - statusOfSh: the status where the shell is called `sh` and then differs.
  ///   - differs: the shells that do something else, and what.
  public init(
    _ script: ByteString, arguments: [ByteString] = [], input: ByteString = "",
    files: KeyValuePairs<ByteString, ByteString> = [:],
    environment: KeyValuePairs<ByteString, ByteString> = [:], dialect: Dialect = .bash,
    output: ByteString = "", error: ByteString? = "", status: Int = 0,
    statusOfSh: Int? = nil, differs: [Oracle: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    self.script = script
    self.arguments = arguments
    self.input = input
    self.files = files.map { ($0.key, $0.value) }
    self.environment = environment.map { ($0.key, $0.value) }
    self.dialect = dialect
    self.output = output
    self.error = error
    self.status = status
    self.statusOfSh = statusOfSh
    self.differs = differs
    self.sourceLocation = sourceLocation
  }

  /// The same row for the other language, where both give the same.
  public func called(_ dialect: Dialect) -> ScriptCase {
    var row = self
    row.dialect = dialect
    return row
  }

  public var testDescription: String { String(script).debugDescription }

  /// Runs the row in this process, and on the shell that `CONFIRM` names; records an issue at it
  /// for each thing that is not as told.
  public func check() throws {
    let directory = try prepare()
    ProcessIdentity.clearUmask()
    let run = ScriptRun(
      name: dialect.rawValue, script: script, arguments: arguments, input: input,
      environment: fullEnvironment(directory), directory: directory.path, limit: ScriptCase.limit)
    if run.isCut { record("did not end") }
    compare(run.output, run.error, run.status, directory, of: "nacre")
    guard let name = getenv("CONFIRM").map({ String(cString: $0) }),
      let oracle = Oracle(rawValue: name), oracle.dialect == dialect, differs[oracle] == nil
    else { return }
    let other = try prepare()
    let confirmed = try ProgramRun(
      [oracle.path, "-c", script, dialect.rawValue] + arguments, input: input,
      environment: fullEnvironment(other), directory: other.path)
    // The words of messages are a shell's own where it is not bash.
    compare(
      confirmed.output, oracle == .bash ? confirmed.error : nil, confirmed.status, other, of: name)
  }

  private func prepare() throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    for file in files { try directory.make(file.name, file.value) }
    return directory
  }

  private func fullEnvironment(
    _ directory: TemporaryDirectory
  ) -> [(name: ByteString, value: ByteString)] {
    let base: [(name: ByteString, value: ByteString)] = [
      ("PATH", "/usr/bin:/bin"), ("HOME", directory.path), ("TMPDIR", directory.path),
      ("LC_ALL", "C"),
    ]
    return base.filter { pair in !environment.contains { $0.name == pair.name } } + environment
  }

  private func compare(
    _ output: ByteString, _ error: ByteString?, _ status: Int, _ directory: TemporaryDirectory,
    of shell: String
  ) {
    compare("output", output, self.output, directory, of: shell)
    if let error, let expected = self.error {
      compare("error", error, expected, directory, of: shell)
    }
    let expected = dialect == .sh ? statusOfSh ?? self.status : self.status
    if status != expected { record("status of \(shell) is \(status), not \(expected)") }
  }

  private func compare(
    _ what: String, _ found: ByteString, _ expected: ByteString, _ directory: TemporaryDirectory,
    of shell: String
  ) {
    let expected = expected.replacing("$DIR", with: directory.path)
    if found == expected { return }
    let (text, other) = (String(found.prefix(4000)), String(expected.prefix(4000)))
    record(
      "\(what) of \(shell)\n  is      \(text.debugDescription)\n  and not \(other.debugDescription)"
    )
  }

  private func record(_ message: String) {
    Issue.record("\(script): \(message)", sourceLocation: sourceLocation)
  }
}
