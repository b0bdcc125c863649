import Nacre
import ShellBytes
import ShellCommand
import ShellSystem

/// A script run in this process, with all that it wrote.
public struct ScriptRun: Sendable {
  public var output: ByteString
  public var error: ByteString
  public var status: Int
  /// Whether it had to be ended.
  public var isCut: Bool

  /// Runs a script on a thread of its own.
  /// - Parameters:
  ///   - name: what the shell is called by: `sh` asks for the POSIX language.
  ///   - limit: nanoseconds after which it is cancelled.
  ///   - configure: what else the shell is to be.
  public init(
    name: ByteString, script: ByteString, arguments: [ByteString] = [], input: ByteString = "",
    environment: [(name: ByteString, value: ByteString)], directory: ByteString,
    limit: UInt64 = 60_000_000_000,
    configure: (inout Shell.Configuration) -> Void = { _ in }
  ) {
    let captured = (output: CaptureFile(), error: CaptureFile())
    var configuration = Shell.Configuration.host
    configuration.environment = environment
    configuration.directory = directory
    configuration.umask = 0o022
    configuration.input = StringFile(input)
    configuration.output = captured.output
    configuration.error = captured.error
    configure(&configuration)
    let work = Work(Shell(configuration))
    status = -1
    isCut = false
    do throws(Errno) {
      try Thread.start {
        work.finish(
          work.shell.run(name: name, arguments: ["-c", script, name] + arguments))
      }
      if let code = work.wait(limit) {
        status = code
      } else {
        isCut = true
        work.shell.cancel()
        status = work.wait(10_000_000_000) ?? -1
      }
    } catch {
      isCut = true
    }
    output = captured.output.contents
    error = captured.error.contents
  }
}

/// A shell at work on another thread.
private final class Work: @unchecked Sendable {
  let shell: Shell
  private let condition = Condition()
  private var status: ExitStatus?

  init(_ shell: Shell) { self.shell = shell }

  func finish(_ status: ExitStatus) {
    condition.lock()
    self.status = status
    condition.broadcast()
    condition.unlock()
  }

  /// The status, or nil when the time (in nanoseconds) has passed.
  func wait(_ time: UInt64) -> Int? {
    condition.lock()
    defer { condition.unlock() }
    let end = SystemClock.monotonic + time
    _ = try? Gate().wait(on: condition, until: end) { status != nil }
    return status.map { Int($0.code) }
  }
}
