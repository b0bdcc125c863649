import Nacre
import ShellBytes
import ShellCommand
import ShellSystem

/// The commands of the REPL that concern a Lambda handler: `:load`, `:invoke`, `:event` and so on.
final class HandlerCommands {
  /// A command: its name with the colon, what follows it, and what it does.
  struct Row: Sendable {
    let name: ByteString
    let arguments: ByteString
    let help: ByteString
  }
  static let rows: [Row] = [
    Row(name: ":load", arguments: "FILE", help: "read a handler file and run its top level"),
    Row(name: ":reload", arguments: "", help: "read the last file again"),
    Row(
      name: ":invoke", arguments: "[-h NAME] [EVENT]",
      help: "call the handler with JSON, a file, a template, or the last event"),
    Row(name: ":handler", arguments: "[NAME]", help: "show or set the handler function"),
    Row(
      name: ":timeout", arguments: "[SECONDS]", help: "show or set how long an invocation takes"),
    Row(name: ":event", arguments: "[NAME]", help: "make a template the last event, and show it"),
    Row(name: ":templates", arguments: "", help: "list the templates"),
    Row(name: ":history", arguments: "", help: "list the lines typed so far"),
    Row(name: ":help", arguments: "", help: "show this"),
    Row(name: ":quit", arguments: "", help: "leave; so does Ctrl-D"),
  ]

  private let shell: Shell
  private let gate: Gate
  private let output: KernelFile
  private let error: KernelFile
  private let style: Style
  private var file: ByteString?
  private var handler: ByteString = "handler"
  private var event: ByteString = "{}"
  private var seconds = 0.0

  init(shell: Shell, gate: Gate, style: Style, output: KernelFile, error: KernelFile) {
    self.shell = shell
    self.gate = gate
    self.style = style
    self.output = output
    self.error = error
  }

  /// How many bytes a response may have before it is cut off; Lambda takes 6 MB.
  private static let responseLimit = 64 << 20
  private static let lambdaLimit = 6_291_556

  private func print(_ text: ByteString) { try? output.write(text + "\n", gate) }
  private func say(_ text: ByteString) { try? error.write(text + "\n", gate) }

  /// Runs a command.
  /// - Returns: false when there is none of this name.
  func run(_ name: ByteString, _ argument: ByteString) -> Bool {
    switch name {
    case ":load": argument.isEmpty ? say(":load: which file?") : load(argument)
    case ":reload":
      if let file { load(file) } else { say(":reload: nothing was loaded") }
    case ":invoke": invoke(argument)
    case ":handler":
      if argument.isEmpty { print(handler) } else { handler = argument }
    case ":timeout": setTimeout(argument)
    case ":event": showEvent(argument)
    case ":templates":
      for template in EventTemplate.all { print("\(template.name): \(template.help)") }
    case ":help": showHelp()
    default: return false
    }
    return true
  }

  private func showHelp() {
    for row in HandlerCommands.rows {
      let left = row.arguments.isEmpty ? row.name : "\(row.name) \(row.arguments)"
      let padding = ByteString(repeating: 32, count: max(1, 28 - left.count))
      print(left + padding + row.help)
    }
    print("Anything else is a command of the shell.")
  }

  private func setTimeout(_ argument: ByteString) {
    if argument.isEmpty {
      print(seconds > 0 ? "\(String(seconds)) s" : "none")
      return
    }
    let (value, length) = FloatingPoint.parse(argument)
    guard length == argument.count, value >= 0, value < 1_000_000 else {
      say(":timeout: not a number of seconds: \(argument)")
      return
    }
    seconds = value
  }

  /// Reads a file and runs its top level.
  func load(_ name: ByteString) {
    file = name
    do {
      try shell.load(Path.join(shell.directory, name))
      say(style.faint("loaded \(name)"))
      if !shell.hasFunction(handler) {
        say(style.faint("there is no function '\(handler)': set it with :handler NAME"))
      }
    } catch {
      tell(error)
    }
    _ = LineReader.takeInterrupt(gate)
  }

  /// What failed, and where.
  private func tell(_ failure: Shell.Failure) {
    var place = ByteString()
    if !failure.file.isEmpty { place += "\(failure.file):" }
    if failure.line > 0 { place += "\(failure.line):" }
    if failure.column > 0 { place += "\(failure.column):" }
    say(style.bad(place.isEmpty ? failure.message : "\(place) \(failure.message)"))
    if let command = failure.command { say(style.faint("  command: \(command)")) }
    for frame in failure.stack {
      say(style.faint("  at \(frame.function) (\(frame.file):\(frame.line))"))
    }
  }

  // MARK: Events

  private func showEvent(_ name: ByteString) {
    if !name.isEmpty {
      guard let template = EventTemplate.find(name) else {
        say(":event: no template '\(name)'; see :templates")
        return
      }
      event = template.text
    }
    print(JSONText.indented(event) ?? event)
  }

  /// The event that an argument stands for: JSON, a file, or a template.
  private func event(_ argument: ByteString) -> ByteString? {
    if argument.isEmpty { return event }
    let opening = ByteSet(ByteString("{[\""))
    if let first = argument.first, opening.contains(first) { return argument }
    do {
      let file = try Files.open(Path.join(shell.directory, argument), .read)
      if try file.status().kind == .directory { throw Errno.isDirectory }
      return try file.readAll(gate)
    } catch {
      if let template = EventTemplate.find(argument) { return template.text }
      if JSONText.indented(argument) != nil { return argument }
      let why = (error as? Errno)?.message ?? "cannot be read"
      say(":invoke: \(argument): \(why)")
      return nil
    }
  }

  // MARK: Invocations

  private func invoke(_ words: ByteString) {
    var argument = words
    if argument == "-h" || argument.hasPrefix("-h ") {
      let rest = REPL.trimmed(argument.dropFirst(2))
      let end = rest.firstIndex(of: 32) ?? rest.count
      if end == 0 {
        say(":invoke: -h wants a name")
        return
      }
      handler = rest.prefix(end)
      argument = REPL.trimmed(rest.dropFirst(end))
    }
    guard let event = event(argument) else { return }
    self.event = event
    guard shell.hasFunction(handler) else {
      say(":invoke: there is no function '\(handler)'; :load a file, or name it with -h")
      return
    }
    let response = CaptureFile(limit: HandlerCommands.responseLimit)
    let log = LogFile(error, gate, mark: style.faint("log| "))
    let start = SystemClock.monotonic
    var invocation = Shell.Invocation(
      words: [handler, event], input: StringFile(event), output: response, error: log)
    if seconds > 0 { invocation.deadline = start + UInt64(seconds * 1_000_000_000) }
    let outcome = shell.invoke(invocation)
    let duration = SystemClock.monotonic - start
    log.finish()
    _ = LineReader.takeInterrupt(gate)
    show(outcome, response.contents, duration)
  }

  private func show(_ outcome: Shell.Outcome, _ response: ByteString, _ duration: UInt64) {
    var text = response
    while text.last == 10 { text = text.dropLast() }
    if !text.isEmpty { print(JSONText.indented(text) ?? text) }
    if let failure = outcome.failure {
      tell(failure)
    } else if !text.isEmpty && JSONText.indented(text) == nil {
      say(style.faint("the response is not JSON: it is sent as it is"))
    }
    if response.count > HandlerCommands.lambdaLimit {
      say(style.bad("the response is larger than the 6 MB that Lambda takes"))
    }
    let status = "status \(outcome.status.code)" as ByteString
    let tenths = duration / 100_000
    let time: ByteString = "\(tenths / 10).\(tenths % 10) ms"
    let billed: ByteString = "billed \((duration + 999_999) / 1_000_000) ms"
    let mark = outcome.status.isSuccess ? style.good(status) : style.bad(status)
    say("\(mark), \(time), \(billed), \(response.count) bytes")
  }
}

/// Shows what a handler logs, line by line behind a mark, apart from its response.
private final class LogFile: OpenFile, @unchecked Sendable {
  private let target: KernelFile
  private let gate: Gate
  private let mark: ByteString
  private let writing = Lock()
  private var line = ByteString()

  init(_ target: KernelFile, _ gate: Gate, mark: ByteString) {
    self.target = target
    self.gate = gate
    self.mark = mark
  }

  override func write(_ bytes: UnsafeBufferPointer<UInt8>, _ gate: Gate) throws(Errno) {
    writing.lock()
    defer { writing.unlock() }
    line.append(contentsOf: bytes)
    guard let last = line.lastIndex(of: 10) else { return }
    var text = ByteString()
    for piece in line.prefix(last).split(at: 10) { text += mark + piece + "\n" }
    line = line.dropFirst(last + 1)
    try target.write(text, gate)
  }

  /// Shows a last line without a newline.
  func finish() {
    writing.lock()
    defer { writing.unlock() }
    if !line.isEmpty { try? target.write(mark + line + "\n", gate) }
    line = ""
  }
}
