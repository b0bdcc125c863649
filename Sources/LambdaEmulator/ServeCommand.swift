import LambdaProtocol
import ShellBytes
import ShellCommand
import ShellSystem

/// `nacre serve` runs a function behind Lambda's two APIs until it is interrupted.
///
/// - Output: `listening on ADDRESS:PORT` once callers can come. The log goes to standard error.
/// - Status: 0 when a signal ended it; 1 when it cannot listen; 2 on wrong usage.
public enum ServeCommand {
  public static let usage: ByteString = "nacre serve [option...] [[FILE.]FUNCTION]"

  private static let help: ByteString = """

    Serves a function as Lambda would: POST an event to
    http://127.0.0.1:9000/2015-03-31/functions/function/invocations
    FILE is below the task root, with or without .sh; the default is function.handler.

          --address ADDRESS   listen there (127.0.0.1)
          --bootstrap PATH    the runtime (bootstrap, or nacre bootstrap, beside this program)
          --env NAME=VALUE    a variable for the runtime; may be given several times
          --handler HANDLER   the same as the operand, but taken as it is
          --memory MB         what the function is told about its memory (128)
          --name NAME         the function's name (function)
          --port PORT         listen there (9000); 0 takes a free one
          --task-root DIR     where the function's files are (.)
          --timeout SECONDS   how long an invocation may take (300)
          --workers N         how many runtimes run side by side (1); 0 waits for others
          --help              this text

    """

  public static func run(arguments: [ByteString]) -> Int32 {
    let log = LogFile()
    let gate = Gate(ownsSignals: true)
    let output = KernelFile(1, ending: .stays)
    func say(_ line: ByteString) { try? log.write(line + "\n", gate) }
    let configuration: Emulator.Configuration
    do {
      guard let parsed = try configure(arguments) else {
        try? output.write("Usage: \(usage)\n\(help)", gate)
        return 0
      }
      configuration = parsed
    } catch let error as UtilityError.Usage {
      say("nacre serve: \(error.message)\nUsage: \(usage)")
      return 2
    } catch let error as UtilityError {
      say("nacre serve: \(error.message)")
      return 2
    } catch {
      say("nacre serve: \(ByteString(String(describing: error)))")
      return 2
    }
    let ends = [Signal.interrupt, .terminate, .hangup]
    for signal in ends { signal.setDisposition(.flagged) }
    Signal.pipe.setDisposition(.ignored)
    let emulator = Emulator(configuration)
    do {
      try emulator.start()
    } catch {
      say("nacre serve: \(ByteString(String(describing: error)))")
      emulator.stop()
      return 1
    }
    let address = "\(configuration.address):\(emulator.port)"
    try? output.write("listening on \(address)\n", gate)
    while !ends.contains(where: { $0.take() }) {
      // Ends with the signal.
      try? gate.sleep(until: nil)
      _ = gate.takeSignalNotice()
    }
    emulator.stop()
    return 0
  }

  private static let options: [Arguments.Long] = [
    "address= a", "bootstrap= b", "env= e", "handler= h", "memory= m", "name= n", "port= p",
    "task-root= r", "timeout= t", "workers= w", "help H",
  ]

  /// - Returns: nil when help was asked for.
  private static func configure(_ arguments: [ByteString]) throws -> Emulator.Configuration? {
    let parsed = try Arguments(arguments, options: "", long: options)
    let here = Files.startDirectory
    var function = FunctionEnvironment(handler: "function.handler", taskRoot: here)
    guard parsed.operands.count <= 1 else {
      throw UtilityError.Usage("more than one function is named")
    }
    if let operand = parsed.operands.first {
      function.handler =
        operand.contains(UInt8(ascii: ".")) ? operand : "function." + operand
    }
    var configuration = Emulator.Configuration(command: [], function: function)
    for option in parsed.options {
      let value = option.value ?? ""
      switch option.letter {
      case UInt8(ascii: "a"): configuration.address = String(value)
      case UInt8(ascii: "b"): configuration.command = [Path.join(here, value)]
      case UInt8(ascii: "e"):
        guard let equals = value.firstIndex(of: UInt8(ascii: "=")), equals > 0 else {
          throw UtilityError.Usage("--env wants NAME=VALUE, not '\(value)'")
        }
        configuration.environment.append(value)
      case UInt8(ascii: "h"): configuration.function.handler = value
      case UInt8(ascii: "m"):
        configuration.function.memoryMegabytes = try number(option, 1...1_000_000)
      case UInt8(ascii: "n"): configuration.function.functionName = value
      case UInt8(ascii: "p"): configuration.port = try number(option, 0...65535)
      case UInt8(ascii: "r"): configuration.function.taskRoot = try directory(value)
      case UInt8(ascii: "t"): configuration.timeout = try nanoseconds(value)
      case UInt8(ascii: "w"): configuration.workers = try number(option, 0...1000)
      default: return nil
      }
    }
    if configuration.command.isEmpty { configuration.command = try standardCommand() }
    return configuration
  }

  private static func number(
    _ option: Arguments.Option, _ range: ClosedRange<Int>
  ) throws -> Int {
    guard let number = option.value?.decimalInteger, range.contains(number) else {
      throw UtilityError.Usage("\(option.text) wants a number, not '\(option.value ?? "")'")
    }
    return number
  }

  private static func nanoseconds(_ text: ByteString) throws -> UInt64 {
    let (seconds, length) = FloatingPoint.parse(text)
    guard length == text.count, length > 0, seconds > 0, seconds <= 86400 else {
      throw UtilityError.Usage("--timeout wants seconds, not '\(text)'")
    }
    return UInt64(seconds * 1e9)
  }

  private static func directory(_ name: ByteString) throws -> ByteString {
    do throws(Errno) {
      return try Files.realPath(Path.join(Files.startDirectory, name))
    } catch {
      throw UtilityError(name, error)
    }
  }

  /// `bootstrap` beside this program, else `nacre bootstrap`.
  private static func standardCommand() throws -> [ByteString] {
    let folder = Path.directory(ProcessIdentity.executable ?? "/")
    let bootstrap = Path.join(folder, "bootstrap")
    if Files.isAccessible(bootstrap, .execute) { return [bootstrap] }
    let nacre = Path.join(folder, "nacre")
    if Files.isAccessible(nacre, .execute) { return [nacre, "bootstrap"] }
    throw UtilityError("no bootstrap beside this program; --bootstrap names one")
  }
}
