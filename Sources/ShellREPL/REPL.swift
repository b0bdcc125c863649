import Nacre
import ShellBytes
import ShellCommand
import ShellSystem

/// The command `nacre repl [FILE]`.
public enum REPLCommand {
  /// Runs the interpreter at a prompt until Ctrl-D, `:quit` or `exit`.
  ///
  /// - Input: lines of standard input; edited with readline where that is a terminal.
  /// - Output: what the commands write; responses of handlers. Prompts of readline, too.
  /// - Status: that of the last command, or of `exit`; 2 on wrong usage.
  public static func run(arguments: [ByteString]) -> Int32 {
    let error = KernelFile(2, ending: .stays)
    if arguments.contains("--help") {
      try? KernelFile(1, ending: .stays).write(
        "Usage: nacre repl [FILE]\nRuns the shell at a prompt; FILE is loaded first. "
          + "Type :help there.\n", Gate())
      return 0
    }
    if arguments.count > 1 || arguments.first?.first == UInt8(ascii: "-") {
      try? error.write("Usage: nacre repl [FILE]\n", Gate())
      return 2
    }
    return REPL().run(loading: arguments.first)
  }
}

/// The loop: reads a command, runs it, again.
final class REPL {
  private let gate = Gate(ownsSignals: true)
  private let shell: Shell
  private let reader: LineReader
  private let commands: HandlerCommands
  private var history: History
  private var status: Int32 = 0
  private let error = KernelFile(2, ending: .stays)
  private let output = KernelFile(1, ending: .stays)

  init() {
    var configuration = Shell.Configuration.host
    configuration.ownsSignals = true
    // Before the shell is made: it looks what is ignored already.
    Signal.interrupt.setDisposition(.flagged)
    shell = Shell(configuration)
    // A write to a closed pipe is an error here; modes of new files are the shell's affair.
    Signal.pipe.setDisposition(.ignored)
    ProcessIdentity.clearUmask()
    shell.becomeInteractive()
    reader = LineReader(configuration.input, gate: gate)
    if reader.isInteractive {
      // Ctrl-\ and Ctrl-Z are for programs; this one stays.
      Signal.quit.setDisposition(.ignored)
      Signal(number: 20).setDisposition(.ignored)
    }
    let environment = Dictionary(
      configuration.environment.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    let isColored =
      reader.isInteractive && output.isTerminal && environment["NO_COLOR"] == nil
      && environment["TERM"] != "dumb"
    commands = HandlerCommands(
      shell: shell, gate: gate, style: Style(isColored: isColored), output: output, error: error)
    let path: ByteString?
    if !reader.isInteractive {
      path = nil
    } else if let named = environment["HISTFILE"] {
      path = named.isEmpty ? nil : Path.join(configuration.directory, named)
    } else {
      path = environment["HOME"].map { "\($0)/.nacre_history" }
    }
    history = History(path: path)
  }

  /// Loads a file, if one is named, and runs commands until the end.
  /// - Returns: the exit status.
  func run(loading file: ByteString?) -> Int32 {
    for entry in history.entries { reader.remember(entry) }
    reader.setCompletion { [unowned self] in Completion(names: self.names) }
    if let notice = reader.notice { say("nacre: lines cannot be edited: \(notice)") }
    if let file { commands.load(file) }
    while let text = readCommand() {
      if !text.isEmpty && !runCommand(text) { break }
    }
    shell.endSession()
    return status
  }

  private func say(_ text: ByteString) { try? error.write(text + "\n", gate) }

  // MARK: Reading

  /// The next command, with all its lines; an empty one after Ctrl-C, nil at the end.
  private func readCommand() -> ByteString? {
    var text = ByteString()
    var isFirst = true
    while true {
      switch reader.read(isFirst ? Prompt.command : Prompt.continuation) {
      case .interrupted:
        shell.setStatus(ExitStatus(signal: Signal.interrupt.number))
        return ""
      case .end:
        if isFirst {
          if reader.isInteractive { say("") }
          return nil
        }
        // What is there is run, so that the shell says what is missing.
        return text
      case .text(let line):
        text += isFirst ? line : "\n" + line
      }
      if isFirst && REPL.isReplCommand(text) { break }
      if case .incomplete = Shell.completeness(of: text) {
        isFirst = false
        continue
      }
      break
    }
    if reader.isInteractive && history.add(text) { reader.remember(text) }
    return text
  }

  /// A colon and a letter: `:` alone is the shell's own command.
  private static func isReplCommand(_ text: ByteString) -> Bool {
    text.count > 1 && text[0] == UInt8(ascii: ":") && text[1].isASCIILetter
  }

  static func trimmed(_ text: ByteString) -> ByteString {
    var from = 0
    var to = text.count
    while from < to && text[from].isASCIISpace { from += 1 }
    while to > from && text[to - 1].isASCIISpace { to -= 1 }
    return text.bytes(in: from..<to)
  }

  // MARK: Running

  /// - Returns: false when the session ends.
  private func runCommand(_ text: ByteString) -> Bool {
    _ = LineReader.takeInterrupt(gate)
    if REPL.isReplCommand(text) {
      let end = text.firstIndex(of: 32) ?? text.count
      let name = text.prefix(end)
      let argument = REPL.trimmed(text.dropFirst(end))
      if name == ":quit" || name == ":q" { return false }
      if name == ":history" {
        for entry in history.entries { try? output.write(entry + "\n", gate) }
      } else if !commands.run(name, argument) {
        say("\(name): no such command; see :help")
      }
      return true
    }
    let (result, isExit) = shell.executeInteractively(text)
    status = Int32(result.code)
    // The terminal shows ^C at the place where the output stood.
    let isInterrupted = LineReader.takeInterrupt(gate) || status == 130
    if isInterrupted && reader.isInteractive && !isExit { say("") }
    return !isExit
  }

  // MARK: Completion

  private var names: Completion.Names {
    Completion.Names(
      commands: shell.commandNames + shell.functionNames + shell.aliasNames,
      variables: shell.variableNames, directory: shell.directory,
      home: shell.value(of: "HOME") ?? "", path: shell.value(of: "PATH") ?? "",
      replCommands: HandlerCommands.rows.map(\.name),
      templates: EventTemplate.all.map(\.name))
  }
}
