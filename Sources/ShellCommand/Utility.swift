import ShellBytes
import ShellSystem

/// A command that knows only its context: what the shell calls in place of a program.
///
/// A class, so that code that calls it holds one word.
public final class Utility: Sendable {
  public let name: ByteString
  /// The synopsis behind the name: `[-c bytes | -n lines] [file...]`.
  public let usage: ByteString
  public let function: @Sendable (CommandContext) throws -> ExitStatus

  public init(
    _ name: ByteString, usage: ByteString,
    _ function: @escaping @Sendable (CommandContext) throws -> ExitStatus
  ) {
    self.name = name
    self.usage = usage
    self.function = function
  }

  /// Runs the utility; what it throws becomes a message and a status.
  /// - Throws: `UtilityError.Usage`, before anything was read or written, when the utility does
  ///   not have an option: the caller may run a program instead, or call `reportUsage`.
  public func run(_ context: CommandContext) throws(UtilityError.Usage) -> ExitStatus {
    var status: ExitStatus
    do {
      status = try function(context)
    } catch let usage as UtilityError.Usage {
      throw usage
    } catch let error as UtilityError {
      status = error.status
      if !error.message.isEmpty { context.report(error.message) }
      if !error.hint.isEmpty { try? context.error.write(error.hint + "\n") }
    } catch let error as Errno {
      status = Utility.status(of: error, context)
    } catch {
      context.report(ByteString(String(describing: error)))
      status = .failure
    }
    do {
      try context.finish()
    } catch {
      let failed = Utility.status(of: error, context)
      if status.isSuccess || failed == .brokenPipe { status = failed }
    }
    return status
  }

  /// SIGPIPE's effect is silent, so is a cancellation; another failed write is reported.
  private static func status(of error: Errno, _ context: CommandContext) -> ExitStatus {
    switch error {
    case .brokenPipe: return .brokenPipe
    case .cancelled, .interrupted:
      if case .signal(let number)? = context.gate.cancellation {
        return ExitStatus(signal: number)
      }
      return error == .interrupted ? ExitStatus(signal: 2) : ExitStatus(signal: 15)
    default:
      context.report("write error: \(error.message)")
      return .failure
    }
  }

  /// Prints a usage error in GNU's form.
  /// - Returns: the status of wrong usage.
  public func reportUsage(_ error: UtilityError.Usage, _ context: CommandContext) -> ExitStatus {
    context.report(error.message)
    try? context.error.write("Usage: \(name) \(usage)\n")
    return Utility.usageStatus[name] ?? .failure
  }

  /// Utilities whose GNU forms do not exit with 1 on wrong usage.
  private static let usageStatus: [ByteString: ExitStatus] = [
    "grep": 2, "sort": 2, "ls": 2, "diff": 2, "cmp": 2, "expr": 2, "env": 125, "timeout": 125,
    "nohup": 125, "nice": 125, "printenv": 2, "test": 2, "awk": 2, "jq": 2, "curl": 2,
  ]
}
