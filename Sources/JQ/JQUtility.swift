import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `jq` filters JSON.
  ///
  /// - Input: JSON texts, one behind the other, of the files or of standard input; lines with `-R`.
  /// - Output: what the filter makes of each, as JSON.
  /// - Status: 0; with `-e` 1 or 4 after null, false or no output; 2 on wrong usage or an
  ///   unreadable file; 3 when the filter does not compile; 5 after an error; what `halt_error`
  ///   gives.
  /// - Source: jq 1.8 manual. Differs: programs compiled once are kept for later calls.
  public static let jq = makeJQ()

  /// A `jq` with a cache of its own for compiled programs.
  public static func makeJQ() -> Utility {
    let cache = JQCache()
    return Utility("jq", usage: "[options] filter [file...]") { context in
      let options = try JQOptions(context)
      if let text = options.information {
        try context.output.write(text)
        return .success
      }
      return try JQCommand(options, context, cache).run()
    }
  }
}

/// Runs the filter over the inputs, as `jq` does.
final class JQCommand {
  private let options: JQOptions
  private let context: CommandContext
  private let cache: JQCache
  private let inputs: JQInputs
  private let output: ByteWriter
  private var writer: JSONWriter
  private var buffer = ByteBuffer()

  /// What running the filter over an input came to.
  private enum Outcome: Equatable {
    case noOutput
    case trueOutput
    case falseOutput
    case status(Int)
    case halted(Int)
  }

  init(_ options: JQOptions, _ context: CommandContext, _ cache: JQCache) {
    self.options = options
    self.context = context
    self.cache = cache
    inputs = JQInputs(options, context)
    output = context.output
    writer = JSONWriter(indent: options.indent)
    writer.usesTabs = options.usesTabs
    writer.sortsKeys = options.sortsKeys
    writer.isASCII = options.isASCII
  }

  func run() throws -> ExitStatus {
    setColors()
    let program: JQProgram
    do throws(CompileError) {
      program = try compile()
    } catch {
      try context.error.write(error.text)
      return 3
    }
    let run = program.run(host: makeHost(), values: options.variables.map(\.value))
    return try loop(run, program)
  }

  private func setColors() {
    let variable = context.environment["JQ_COLORS"]
    var colors = JSONColors()
    if let variable {
      if let chosen = JSONColors(variable) {
        colors = chosen
      } else {
        try? context.error.write("Failed to set $JQ_COLORS\n")
      }
    }
    let isWanted =
      options.usesColors
      ?? (context.output.file.isTerminal && context.environment["NO_COLOR"]?.isEmpty != false)
    if isWanted { writer.colors = colors }
  }

  private func compile() throws(CompileError) -> JQProgram {
    let names = options.variables.map(\.name)
    let modules = makeModules()
    let isCached =
      !modules.hasStartFile && options.program.firstRange(of: "import") == nil
      && options.program.firstRange(of: "include") == nil
    if !isCached {
      return try JQProgram(options.program, variables: names, modules: modules)
    }
    return try cache.program(options.program, names)
  }

  // MARK: Inputs and outputs

  private func loop(_ run: JQProgram.Run, _ program: JQProgram) throws -> ExitStatus {
    var last = Outcome.noOutput
    var lastResult = Outcome.noOutput
    if options.hasNullInput {
      last = try process(run, .null)
    } else {
      // What lies beside the path that the filter begins with is checked, but not built.
      inputs.follow(program.pathPrefix)
      inputs: while !inputs.hasFailed {
        switch try inputs.next() {
        case .end: break inputs
        case .failed(let message):
          if options.isSequence {
            context.report("ignoring parse error: \(message)")
            continue
          }
          context.report("parse error: \(message)")
          last = .status(5)
          break inputs
        case .value(let value):
          last = try process(run, value)
          if last == .trueOutput || last == .falseOutput { lastResult = last }
          if case .halted = last { break inputs }
        }
      }
    }
    return status(last, lastResult)
  }

  private func status(_ last: Outcome, _ lastResult: Outcome) -> ExitStatus {
    if inputs.hasFailed { return 2 }
    switch last {
    case .status(let code): return ExitStatus(truncating: code)
    case .halted(let code):
      if options.setsStatus { return ExitStatus(truncating: Int(code.magnitude)) }
      return code > 0 ? ExitStatus(truncating: code) : .success
    case .trueOutput: return .success
    case .falseOutput: return options.setsStatus ? 1 : .success
    case .noOutput:
      guard options.setsStatus else { return .success }
      switch lastResult {
      case .trueOutput: return .success
      case .falseOutput: return 1
      default: return 4
      }
    }
  }

  private func process(_ run: JQProgram.Run, _ input: JSONValue) throws -> Outcome {
    var outcome = Outcome.noOutput
    do throws(JQError) {
      try run(input) { (value) throws(JQError) in
        outcome = value.isTrue || options.isRaw && value.string != nil ? .trueOutput : .falseOutput
        try write(value)
        return true
      }
      return outcome
    } catch {
      switch error.box.kind {
      case .system(let error): throw error
      case .halted(let status, let message):
        try flush()
        switch message {
        case nil, .null?: break
        case .string(let text)?: try context.error.write(text.byteString)
        case let other?: try context.error.write(JSONWriter.text(other).byteString + "\n")
        }
        return .halted(status)
      case .raised(let value):
        try flush()
        let place = inputs.position
        if case .string(let text) = value {
          context.report("error (at \(place)): \(text.byteString)")
        } else {
          context.report(
            "error (at \(place)) (not a string): \(JSONWriter.text(value).byteString)")
        }
        return .status(5)
      }
    }
  }

  private func flush() throws {
    if !buffer.isEmpty {
      try context.output.write(buffer)
      buffer.removeAll()
    }
  }

  private func write(_ value: JSONValue) throws(JQError) {
    if options.isRaw, case .string(let text) = value {
      if options.isASCII {
        var plain = writer
        plain.colors = nil
        plain.write(value, into: &buffer)
      } else {
        if options.endsWithNUL && text.byteString.contains(0) {
          throw JQError("Cannot dump a string containing NUL with --raw-output0 option")
        }
        text.withBytes { buffer.append($0) }
      }
    } else {
      if options.isSequence { buffer.append(0x1E) }
      writer.write(value, into: &buffer)
    }
    if !options.isJoined { buffer.append(0x0A) }
    if options.endsWithNUL { buffer.append(0) }
    do throws(Errno) {
      try output.write(buffer)
      buffer.removeAll()
      if options.isUnbuffered { try output.flush() }
    } catch {
      throw JQError(error)
    }
  }

  // MARK: The host

  private func makeHost() -> JQHost {
    var host = JQHost()
    let context = self.context
    let inputs = self.inputs
    host.nextInput = { () throws(JQError) in
      let next: JQInputs.Next
      do throws(Errno) {
        next = try inputs.next()
      } catch {
        throw JQError(error)
      }
      switch next {
      case .value(let value): return value
      case .end: return nil
      case .failed(let message): throw JQError(message)
      }
    }
    host.inputName = { inputs.name }
    host.inputLine = { inputs.line }
    host.environment = {
      var object = JSONObject()
      for variable in context.environment.all {
        object.set(JSONString(variable.name), .string(JSONString(variable.value)))
      }
      return object
    }
    host.writeError = { (text: ByteString) throws(JQError) in
      do throws(Errno) {
        try context.output.flush()
        try context.error.write(text)
      } catch {
        throw JQError(error)
      }
    }
    host.check = { () throws(JQError) in
      do throws(Errno) {
        try context.check()
      } catch {
        throw JQError(error)
      }
    }
    host.clock = { context.clock.wall() }
    host.timeZone = context.environment["TZ"]
    host.modules = makeModules()
    return host
  }

  private func makeModules() -> JQModules {
    let context = self.context
    var modules = JQModules()
    modules.searchPath = options.libraryPath
    modules.origin = Path.directory(context.name)
    modules.programOrigin = options.programOrigin
    modules.home = context.environment["HOME"]
    modules.read = { (path: ByteString) throws(Errno) in
      let file = try context.open(path, .read)
      if try file.status().kind == .directory { throw .isDirectory }
      do {
        return try file.readAll(context.gate)
      } catch let error as Errno {
        throw error
      } catch {
        throw .invalid
      }
    }
    modules.resolve = { path in
      let absolute = context.path(path)
      do throws(Errno) {
        return try context.files.realPath(absolute)
      } catch {
        return Path.normalized(absolute)
      }
    }
    if let home = modules.home,
      let status = try? context.files.status(home + "/.jq", followLinks: true)
    {
      modules.hasStartFile = status.kind != .directory
    }
    return modules
  }
}
