import ShellBytes
import ShellCommand
import ShellSystem

/// What the transfers of one command share: the handle, the streams for messages, and files that
/// several of them write.
final class Session {
  let context: CommandContext
  let global: GlobalOptions
  let handle: Handle
  private var messages: ((ByteString) -> Void)?
  /// Files of `-D` that were begun: later transfers add to them.
  private var headerFiles: [ByteString: OpenFile] = [:]
  /// The trace of `-v` or `--trace`; one for all transfers.
  private(set) var trace: Trace?

  init(_ context: CommandContext, _ global: GlobalOptions, _ handle: Handle) {
    self.context = context
    self.global = global
    self.handle = handle
  }

  /// Opens what the options for the whole command name.
  func begin() throws {
    if let name = global.errorFile { messages = try writer(name) }
    if let wanted = global.trace {
      trace = Trace(wanted.isHexadecimal ? .hexadecimal : .ascii, write: try writer(wanted.file))
    } else if global.isVerbose {
      trace = Trace(.plain) { [unowned self] in self.writeMessage($0) }
    }
  }

  /// What writes to a file, `-` being standard output and `%` standard error.
  private func writer(_ name: ByteString) throws -> (ByteString) -> Void {
    let context = self.context
    if name == "-" { return { try? context.output.write($0) } }
    if name == "%" { return { try? context.error.write($0) } }
    do {
      let file = try context.open(name, [.write, .create, .truncate])
      return { try? file.write($0, context.gate) }
    } catch let error {
      warn("Failed to open \(name): \(error.message)")
      return { try? context.error.write($0) }
    }
  }

  /// Writes a text where messages go.
  func writeMessage(_ text: ByteString) {
    if let messages {
      messages(text)
    } else {
      try? context.error.write(text)
    }
  }

  /// Whether messages about failures are printed.
  var showsErrors: Bool { !global.isSilent || global.showsErrors }

  /// Prints `curl: (code) message`.
  func reportResult(_ code: Int32, _ message: ByteString) {
    guard showsErrors else { return }
    writeMessage("curl: (\(code)) \(message)\n")
  }

  /// Prints `curl: message`, unless `-s` is given.
  func report(_ message: ByteString) {
    if !global.isSilent { writeMessage("curl: \(message)\n") }
  }

  /// Prints a warning, unless `-s` is given.
  func warn(_ text: ByteString) {
    if !global.isSilent { writeMessage(Session.warning(text)) }
  }

  /// A warning in lines of at most 79 columns.
  static func warning(_ text: ByteString) -> ByteString {
    let width = 70
    var lines = ByteString()
    var rest = text
    // The newline counts.
    while rest.count >= width {
      var cut = width - 1
      while cut > 0 && !rest[cut].isASCIIBlank { cut -= 1 }
      if cut == 0 { cut = width - 1 }
      lines += "Warning: \(rest.prefix(cut + 1))\n"
      rest = rest.dropFirst(cut + 1)
    }
    return lines + "Warning: \(rest)\n"
  }

  /// The file of `-D`, truncated at its first use; `-` is standard output.
  func headerFile(_ name: ByteString) throws(Errno) -> OpenFile {
    if let file = headerFiles[name] { return file }
    let file = try context.open(name, [.write, .create, .truncate])
    headerFiles[name] = file
    return file
  }
}
