import ShellBytes
import ShellCommand
import ShellSystem

/// A utility run in this process, without a shell, with all that it wrote.
public struct UtilityRun: Sendable {
  public var output: ByteString
  public var error: ByteString
  public var status: Int

  /// Runs a utility on the host's files; other commands that it runs are utilities, too, or else
  /// programs.
  public init(
    _ utility: Utility, words: [ByteString], input: ByteString = "",
    environment: [(name: ByteString, value: ByteString)], directory: ByteString,
    umask: UInt32 = 0o022, clock: Int? = nil, gate: Gate = Gate()
  ) {
    let captured = (output: CaptureFile(), error: CaptureFile())
    let context = UtilityRun.context(
      words.first ?? utility.name, Array(words.dropFirst()), environment: environment,
      directory: directory, umask: umask, clock: clock,
      descriptors: [0: StringFile(input), 1: captured.output, 2: captured.error], gate: gate)
    status = UtilityRun.run(utility, context)
    output = captured.output.contents
    error = captured.error.contents
  }

  private static func run(_ utility: Utility, _ context: CommandContext) -> Int {
    do {
      return Int(try utility.run(context).code)
    } catch {
      return Int(utility.reportUsage(error, context).code)
    }
  }

  /// A context as a shell would make it.
  public static func context(
    _ name: ByteString, _ arguments: [ByteString],
    environment: [(name: ByteString, value: ByteString)], directory: ByteString, umask: UInt32,
    clock: Int?, descriptors: [Int: OpenFile], gate: Gate = Gate()
  ) -> CommandContext {
    let time: CommandClock =
      if let clock { CommandClock { clock * 1_000_000_000 } } else { .system }
    return CommandContext(
      name: name, arguments: arguments, environment: Environment(environment),
      directory: directory, umask: umask, files: HostFileSystem(), gate: gate, clock: time,
      descriptors: { descriptors[$0] },
      dispatch: { request in
        var files = descriptors
        for (number, file) in request.descriptors { files[number] = file }
        let code = dispatch(
          request, environment: request.environment?.all ?? environment,
          directory: request.directory ?? directory, umask: umask, clock: clock,
          descriptors: files, gate: request.gate ?? gate)
        return ExitStatus(truncating: code)
      })
  }

  private static func dispatch(
    _ request: CommandRequest, environment: [(name: ByteString, value: ByteString)],
    directory: ByteString, umask: UInt32, clock: Int?, descriptors: [Int: OpenFile], gate: Gate
  ) -> Int {
    guard let name = request.words.first else { return 0 }
    if let utility = UtilityCase.find(name) {
      return run(
        utility,
        context(
          name, Array(request.words.dropFirst()), environment: environment,
          directory: directory, umask: umask, clock: clock, descriptors: descriptors, gate: gate))
    }
    do {
      let run = try ProgramRun(
        request.words, input: try descriptors[0]?.readAll(gate) ?? "", environment: environment,
        directory: directory, umask: umask)
      try descriptors[1]?.write(run.output, gate)
      try descriptors[2]?.write(run.error, gate)
      return run.status
    } catch let error as Errno {
      // As the interpreter: the caller names itself when it reports that.
      return error == .noEntry ? 127 : 126
    } catch {
      return 126
    }
  }
}
