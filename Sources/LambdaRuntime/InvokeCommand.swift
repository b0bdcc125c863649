import LambdaProtocol
import ShellBytes
import ShellCommand
import ShellSystem

/// `nacre invoke` calls a handler with one event, as Lambda would, in this process.
///
/// - Input: the event, unless an option gives it; `{}` when standard input is a terminal.
/// - Output: the response. The log and the report go to standard error.
/// - Status: 0; 1 when the function failed or could not be loaded; 2 on wrong usage.
public enum InvokeCommand {
  public static let usage: ByteString =
    "nacre invoke [-e JSON | -f FILE] [-t SECONDS] [--env NAME=VALUE]... [FILE.]FUNCTION"

  private static let help: ByteString = """

    Calls a function of a shell file with one event, as Lambda would.
    FILE is below the working directory, with or without .sh; without it, function.sh.
    The event is read from standard input unless an option gives it.

      -e, --event JSON        the event
      -f, --file FILE         the event is in this file; - is standard input
      -t, --timeout SECONDS   stop the function after so many seconds (300)
          --env NAME=VALUE    an exported variable; may be given several times
          --help              this text

    The response goes to standard output, the log and a report to standard error.
    The status is 0, 1 when the function failed, 2 on wrong usage.

    """

  public static func run(arguments: [ByteString]) -> Int32 {
    let log = LogFile()
    let gate = Gate()
    func say(_ line: ByteString) { try? log.write(line + "\n", gate) }
    let request: Request
    do {
      guard let parsed = try Request(arguments, gate) else {
        let output = KernelFile(1, ending: .stays)
        try? output.write("Usage: \(usage)\n\(help)", gate)
        return 0
      }
      request = parsed
    } catch let error as UtilityError.Usage {
      say("nacre invoke: \(error.message)\nUsage: \(usage)")
      return 2
    } catch let error as UtilityError {
      say("nacre invoke: \(error.message)")
      return 2
    } catch {
      say("nacre invoke: \(ByteString(String(describing: error)))")
      return 2
    }
    return perform(request, log, gate)
  }

  private static func perform(_ request: Request, _ log: LogFile, _ gate: Gate) -> Int32 {
    func say(_ line: ByteString) { try? log.write(line + "\n", gate) }
    let begun = SystemClock.monotonic
    let handler: ShellHandler
    do throws(ErrorDocument) {
      handler = try ShellHandler(
        request.name, taskRoot: request.function.taskRoot, environment: request.environment,
        log: log, ownsProcess: true)
    } catch {
      say(error.json())
      return 1
    }
    let started = SystemClock.monotonic
    let invocation = request.invocation
    say(InvocationReport.start(invocation.requestID))
    log.forgetLines()
    let response = ResponseFile()
    var error = handler.handle(
      invocation, into: response, deadline: started &+ request.timeout)
    let duration = SystemClock.monotonic &- started
    log.endLine(gate)
    var status: Int32 = 0
    response.withResponse { bytes, size in
      if error == nil, size > RuntimeAPI.responseLimit { error = .tooLarge(bytes, size) }
      if error == nil, !print(bytes, gate) { status = 1 }
    }
    if let error {
      say(error.json())
      status = 1
    }
    say(InvocationReport.end(invocation.requestID))
    say(
      InvocationReport(
        requestID: invocation.requestID, duration: duration,
        memoryMegabytes: request.function.memoryMegabytes, peakMemory: ProcessMemory.peak,
        initDuration: started &- begun
      ).line)
    return status
  }

  /// Writes the response as it would be sent; on a terminal a newline ends it.
  /// - Returns: whether it could be written.
  private static func print(_ response: UnsafeBufferPointer<UInt8>, _ gate: Gate) -> Bool {
    let output = KernelFile(1, ending: .stays)
    do throws(Errno) {
      try output.write(response, gate)
      if output.isTerminal, !response.isEmpty { try output.write("\n", gate) }
      return true
    } catch {
      return false
    }
  }
}

/// What `nacre invoke` was asked for.
private struct Request {
  var name: HandlerName
  var event: ByteString
  /// Nanoseconds.
  var timeout: UInt64 = 300_000_000_000
  var function: FunctionEnvironment
  var environment: [(name: ByteString, value: ByteString)]

  private static let options: [Arguments.Long] = [
    "event= e", "file= f", "timeout= t", "env= E", "help h",
  ]

  /// - Returns: nil when help was asked for.
  /// - Throws: `UtilityError.Usage`; `UtilityError` when the event cannot be read.
  init?(_ arguments: [ByteString], _ gate: Gate) throws {
    let parsed = try Arguments(arguments, options: "e:f:t:h", long: Request.options)
    var event: ByteString?
    var entries = ProcessIdentity.startEnvironment
    for option in parsed.options {
      let value = option.value ?? ""
      switch option.letter {
      case UInt8(ascii: "e"): event = value
      case UInt8(ascii: "f"): event = try Request.read(value, gate)
      case UInt8(ascii: "t"): timeout = try Request.nanoseconds(value)
      case UInt8(ascii: "E"):
        guard let equals = value.firstIndex(of: UInt8(ascii: "=")), equals > 0 else {
          throw UtilityError.Usage("--env wants NAME=VALUE, not '\(value)'")
        }
        entries.append(value)
      default: return nil
      }
    }
    guard parsed.operands.count == 1, let operand = parsed.operands.first else {
      throw UtilityError.Usage(
        parsed.operands.isEmpty ? "no function is named" : "more than one function is named")
    }
    do throws(ErrorDocument) {
      name = try HandlerName(
        operand.contains(UInt8(ascii: ".")) ? operand : "function." + operand)
    } catch {
      throw UtilityError.Usage(error.message)
    }
    function = FunctionEnvironment(
      handler: "\(name.file).\(name.function)", taskRoot: Files.startDirectory)
    if let memory = BootstrapCommand.variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", entries),
      let megabytes = memory.decimalInteger, megabytes > 0
    {
      function.memoryMegabytes = megabytes
    }
    environment = function.applied(to: entries)
    self.event = try event ?? Request.read("-", gate)
  }

  private static func read(_ name: ByteString, _ gate: Gate) throws -> ByteString {
    let file: KernelFile
    if name == "-" {
      file = KernelFile(0, ending: .stays)
      if file.isTerminal { return "{}" }
    } else {
      do throws(Errno) {
        file = try Files.open(Path.join(Files.startDirectory, name), .read)
      } catch {
        throw UtilityError(name, error)
      }
    }
    do {
      return try file.readAll(gate)
    } catch let error as Errno {
      throw UtilityError(name, error)
    }
  }

  private static func nanoseconds(_ text: ByteString) throws -> UInt64 {
    let (seconds, length) = FloatingPoint.parse(text)
    guard length == text.count, length > 0, seconds > 0, seconds <= 86400 else {
      throw UtilityError.Usage("--timeout wants seconds, not '\(text)'")
    }
    return UInt64(seconds * 1e9)
  }

  /// The invocation that Lambda would make of it.
  var invocation: RuntimeInvocation {
    var invocation = RuntimeInvocation()
    invocation.requestID = RequestID.random()
    invocation.deadline = Int(SystemClock.wall / 1_000_000) + Int(timeout / 1_000_000)
    invocation.functionARN = function.functionARN
    invocation.event = event
    return invocation
  }
}
