import LambdaProtocol
import Nacre
import ShellBytes
import ShellCommand
import ShellSystem

/// A function of a shell file, called for each event.
///
/// The event is its first argument and its standard input; what it prints is the response; its
/// standard error is the log. What it sets is undone when it ends (docs/lambda.md).
public final class ShellHandler: Handler {
  private let shell: Shell
  private let name: HandlerName
  private let taskRoot: ByteString
  private let log: LogFile
  private var variables = InvocationVariables()

  /// Runs the top level of the handler's file.
  /// - Parameters:
  ///   - taskRoot: an absolute path; the shell's working directory.
  ///   - environment: exported variables; `HOME` is `/tmp` where it is not set.
  ///   - ownsProcess: whether nothing else lives in this process: the shell then sees its signals
  ///     and takes its umask over.
  /// - Throws: what is to be posted to `/init/error`.
  public init(
    _ name: HandlerName, taskRoot: ByteString,
    environment: [(name: ByteString, value: ByteString)], log: LogFile,
    ownsProcess: Bool = false
  ) throws(ErrorDocument) {
    self.name = name
    self.taskRoot = taskRoot
    self.log = log
    let path = try name.path(below: taskRoot)
    var configuration = Shell.Configuration.host
    configuration.environment = environment
    if !environment.contains(where: { $0.name == "HOME" }) {
      configuration.environment.append(("HOME", "/tmp"))
    }
    configuration.directory = taskRoot
    let memory = environment.last { $0.name == "AWS_LAMBDA_FUNCTION_MEMORY_SIZE" }?.value
    if let megabytes = memory?.decimalInteger, (1...1 << 20).contains(megabytes) {
      configuration.limit(toMemory: megabytes << 20)
    }
    configuration.error = log
    configuration.ownsSignals = ownsProcess
    if ownsProcess { ProcessIdentity.clearUmask() }
    shell = Shell(configuration)
    // A reader that goes away is an error of the write, not the end of the process. The shell has
    // looked by now which signals were ignored before.
    if ownsProcess { Signal.pipe.setDisposition(.ignored) }
    do throws(Shell.Failure) {
      try shell.load(path)
    } catch {
      throw ErrorDocument(error, isInit: true, taskRoot: taskRoot, log: log.lastLines(5))
    }
    guard shell.hasFunction(name.function) else {
      throw ErrorDocument(
        type: "Runtime.HandlerNotFound",
        message: "\(name.file) defines no function '\(name.function)'")
    }
  }

  public func handle(
    _ invocation: RuntimeInvocation, into response: ResponseFile, deadline: UInt64?
  ) -> ErrorDocument? {
    variables.take(invocation)
    let started = SystemClock.monotonic
    let outcome = shell.invoke(
      Shell.Invocation(
        words: [name.function, invocation.event], variables: variables.list,
        input: StringFile(invocation.event), output: response, error: log, deadline: deadline))
    if let failure = outcome.failure {
      var error = ErrorDocument(
        failure, isInit: false, taskRoot: taskRoot, log: log.lastLines(5))
      if failure.kind == .deadline {
        let duration = InvocationReport.seconds(SystemClock.monotonic &- started)
        error.message += " (after \(duration) s)"
      }
      return error
    }
    if outcome.status.isSuccess { return nil }
    return ErrorDocument(
      type: "Function.ExitStatus",
      message: "\(name.function) ended with status \(outcome.status.code)",
      log: log.lastLines(5))
  }
}
