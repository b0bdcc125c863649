import LambdaProtocol
import ShellBytes
import ShellSystem

/// The Lambda bootstrap: loads a handler and answers events until the platform ends it.
public enum BootstrapCommand {
  /// - Parameter arguments: the last one is the handler where `_HANDLER` is not set.
  /// - Returns: the status to exit with; the platform ends a bootstrap that works.
  public static func run(arguments: [ByteString]) -> Int32 {
    let entries = ProcessIdentity.startEnvironment
    let log = LogFile()
    guard let endpoint = variable("AWS_LAMBDA_RUNTIME_API", entries) else {
      return end(log, "AWS_LAMBDA_RUNTIME_API is not set: Lambda and 'nacre serve' set it")
    }
    do throws(Errno) {
      var client = try RuntimeClient(endpoint: endpoint)
      do throws(ErrorDocument) {
        let handler = try load(entries, arguments, log)
        var loop = InvocationLoop(client, handler, log: log)
        return end(log, loop.run().message)
      } catch {
        try? log.write(error.json() + "\n", Gate())
        if let failure = report(error, &client) { return end(log, failure) }
        return 1
      }
    } catch {
      return end(log, "AWS_LAMBDA_RUNTIME_API is '\(endpoint)': \(error.message)")
    }
  }

  private static func report(
    _ error: ErrorDocument, _ client: inout RuntimeClient
  ) -> ByteString? {
    do throws(RuntimeClient.Failure) {
      switch try client.failInit(error) {
      case .accepted: return nil
      case .refused(let status, let message):
        return "the init error was refused with \(status): \(message)"
      case .lost(let error): return "the init error was lost: \(error.message)"
      }
    } catch {
      return error.message
    }
  }

  private static func load(
    _ entries: [ByteString], _ arguments: [ByteString], _ log: LogFile
  ) throws(ErrorDocument) -> ShellHandler {
    guard let text = variable("_HANDLER", entries) ?? arguments.last else {
      throw ErrorDocument(
        type: "Runtime.MalformedHandlerName",
        message: "_HANDLER is not set; expected FILE.FUNCTION, for example function.handler")
    }
    let name = try HandlerName(text)
    let directory = Files.startDirectory
    let root = Path.normalized(
      Path.join(directory, variable("LAMBDA_TASK_ROOT", entries) ?? directory))
    return try ShellHandler(
      name, taskRoot: root, environment: pairs(entries), log: log,
      ownsProcess: true)
  }

  private static func end(_ log: LogFile, _ message: ByteString) -> Int32 {
    try? log.write("bootstrap: \(message)\n", Gate())
    return 1
  }

  /// The value of a variable that is set and not empty.
  static func variable(_ name: ByteString, _ entries: [ByteString]) -> ByteString? {
    let prefix = name + "="
    for entry in entries where entry.hasPrefix(prefix) {
      return entry.count == prefix.count ? nil : entry.dropFirst(prefix.count)
    }
    return nil
  }

  /// Names and values of `NAME=value` entries.
  static func pairs(_ entries: [ByteString]) -> [(name: ByteString, value: ByteString)] {
    entries.compactMap { entry in
      guard let equals = entry.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      return (entry.prefix(equals), entry.dropFirst(equals + 1))
    }
  }
}
