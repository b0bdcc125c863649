import ShellBytes
import ShellCommand
import ShellSyntax
import ShellSystem

/// A lowered redirection (XCU 2.7).
final class RedirectionCode: @unchecked Sendable {
  enum Target {
    case word(WordCode)
    case hereDocument(WordCode)
  }
  private let descriptor: Redirection.Descriptor?
  private let `operator`: Redirection.Operator
  private let target: Target
  /// For messages.
  private let source: Redirection

  init(
    _ descriptor: Redirection.Descriptor?, _ operator: Redirection.Operator, _ target: Target,
    source: Redirection
  ) {
    self.source = source
    self.descriptor = descriptor
    self.operator = `operator`
    self.target = target
  }

  /// Whether it says where standard input comes from.
  var concernsInput: Bool {
    switch descriptor {
    case .number(let number)?: return number == 0
    case .variable?: return false
    case nil:
      switch self.operator {
      case .input, .readWrite, .duplicateInput, .hereString, .hereDocument: return true
      default: return false
      }
    }
  }

  /// Changes the descriptor table; the log undoes it.
  func apply(_ shell: inout Interpreter) throws(ShellError) {
    switch target {
    case .hereDocument(let word):
      let text = try word.expand(&shell)
      try assign(StringFile(text), defaultNumber: 0, &shell)
    case .word(let word):
      if self.operator == .hereString {
        var text = try word.expand(&shell)
        text.append(10)
        try assign(StringFile(text), defaultNumber: 0, &shell)
        return
      }
      let name = try fileName(word, &shell)
      try apply(name, &shell)
    }
  }

  /// The one word that the target expands to (XCU 2.7: no field splitting; bash's pathname
  /// expansion only where it makes one word).
  private func fileName(
    _ word: WordCode, _ shell: inout Interpreter
  ) throws(ShellError) -> ByteString {
    if let constant = word.constant { return constant }
    if shell.options.contains(.posix) && !shell.options.contains(.interactive) {
      return try word.expand(&shell)
    }
    let mark = shell.stackCount
    try word.pushFields(&shell)
    let values = shell.popValues(from: mark)
    if values.count == 1 { return values[0] }
    // Not expanded once more: a command in it would run again.
    throw ShellError("\(writtenTarget ?? ""): ambiguous redirect")
  }

  /// The target as the script has it.
  private var writtenTarget: ByteString? {
    guard case .word(let word) = source.target else { return nil }
    return Printer.print(word)
  }

  private func apply(_ name: ByteString, _ shell: inout Interpreter) throws(ShellError) {
    switch self.operator {
    case .input:
      try assign(try shell.open(name, .read), defaultNumber: 0, &shell)
    case .output:
      try assign(
        try shell.openForOutput(name, clobbers: !shell.options.contains(.noclobber)),
        defaultNumber: 1, &shell)
    case .clobber:
      try assign(try shell.openForOutput(name, clobbers: true), defaultNumber: 1, &shell)
    case .append:
      try assign(
        try shell.open(name, [.write, .create, .append]), defaultNumber: 1, &shell)
    case .readWrite:
      try assign(
        try shell.open(name, [.read, .write, .create]), defaultNumber: 0, &shell)
    case .duplicateInput: try duplicate(name, 0, &shell)
    case .duplicateOutput:
      if descriptor == nil && name != "-" && name.decimalInteger == nil
        && !name.hasSuffix("-")
      {
        // bash: `>&word` is `&>word`.
        let file = try shell.openForOutput(
          name, clobbers: !shell.options.contains(.noclobber))
        shell.redirect(1, to: file)
        shell.redirect(2, to: file)
        return
      }
      try duplicate(name, 1, &shell)
    case .outputAndError, .appendOutputAndError:
      let file =
        self.operator == .outputAndError
        ? try shell.openForOutput(name, clobbers: !shell.options.contains(.noclobber))
        : try shell.open(name, [.write, .create, .append])
      shell.redirect(1, to: file)
      shell.redirect(2, to: file)
    case .hereString, .hereDocument: break
    }
  }

  /// `n<&m`, `n>&-`, `n>&m-`.
  private func duplicate(
    _ name: ByteString, _ defaultNumber: Int, _ shell: inout Interpreter
  ) throws(ShellError) {
    if name == "-" {
      if case .variable(let variable)? = descriptor {
        guard let number = try shell.value(ofReference: variable)?.decimalInteger else {
          throw ShellError("\(variable): ambiguous redirect")
        }
        shell.redirect(number, to: nil)
        return
      }
      shell.redirect(number(defaultNumber), to: nil)
      if shell.coprocess != nil { shell.coprocessDescriptorClosed(number(defaultNumber)) }
      return
    }
    let moves = name.count > 1 && name.last == UInt8(ascii: "-")
    let text = moves ? name.dropLast() : name
    guard let source = text.decimalInteger, source >= 0 else {
      throw ShellError("\(name): ambiguous redirect")
    }
    guard let file = shell.descriptors[source] else {
      // bash names what is written.
      throw ShellError("\(writtenTarget ?? text): Bad file descriptor")
    }
    try assign(file, defaultNumber: defaultNumber, &shell)
    if moves && source != number(defaultNumber) {
      shell.redirect(source, to: nil)
      if shell.coprocess != nil { shell.coprocessDescriptorClosed(source) }
    }
  }

  private func number(_ defaultNumber: Int) -> Int {
    if case .number(let number)? = descriptor { return number }
    return defaultNumber
  }

  private func assign(
    _ file: OpenFile, defaultNumber: Int, _ shell: inout Interpreter
  ) throws(ShellError) {
    if case .variable(let variable)? = descriptor {
      let free = shell.descriptors.firstFree(from: 10)
      if let limit = try? ResourceLimit.openFiles.get().soft, free >= limit {
        shell.writeError(
          "\(shell.source): redirection error: cannot duplicate fd: Invalid argument\n")
        throw ShellError("\(writtenTarget ?? variable): Invalid argument")
      }
      do throws(ShellError) {
        try shell.assign(ByteString(free), toReference: variable)
      } catch {
        shell.complain(error.message)
        throw ShellError("\(variable): cannot assign fd to variable")
      }
      if shell.options.contains(.varredirClose) {
        shell.redirect(free, to: file)
      } else {
        // `{name}>` stays open when the command ends (bash 5.2 manual 3.6).
        shell.redirectPermanently(free, to: file)
      }
      return
    }
    let number = number(defaultNumber)
    guard number < Descriptors.limit else {
      throw ShellError("\(number): Bad file descriptor")
    }
    shell.redirect(number, to: file)
  }
}

extension Interpreter {
  /// Opens a file as a redirection does; the shell answers `/dev/null`, `/dev/stdin`,
  /// `/dev/fd/N` and `/dev/tcp` itself.
  mutating func open(
    _ name: ByteString, _ options: OpenOptions
  ) throws(ShellError) -> OpenFile {
    do throws(Errno) {
      if name.hasPrefix("/dev/") || name.hasPrefix("/proc/self/fd/"),
        let file = try device(name)
      {
        return file
      }
      if name.isEmpty { throw .noEntry }
      // Opening a FIFO waits for its other end.
      if !pending.isEmpty { startPendingStages() }
      // A trap waits until the command has ended (XCU 2.12), and so does what it would disturb.
      let postponed = gate.postponesSignals
      if !self.options.contains(.interactive) { gate.postponesSignals = true }
      defer { gate.postponesSignals = postponed }
      return try host.files.open(
        Path.join(directory, name), options, mode: 0o666 & ~umask, gate: gate)
    } catch {
      if error == .cancelled, attend() != .normal {
        throw ShellError("", status: status, reach: .environment)
      }
      throw ShellError("\(name): \(error.message)")
    }
  }

  private func device(_ name: ByteString) throws(Errno) -> OpenFile? {
    func open(_ number: Int) throws(Errno) -> OpenFile {
      guard let file = descriptors[number] else { throw .noEntry }
      return file
    }
    switch name {
    case "/dev/null": return NullFile()
    case "/dev/stdin": return try open(0)
    case "/dev/stdout": return try open(1)
    case "/dev/stderr": return try open(2)
    default:
      for folder in ["/dev/fd/", "/proc/self/fd/"] as [ByteString] where name.hasPrefix(folder) {
        if let number = name.dropFirst(folder.count).decimalInteger { return try open(number) }
      }
      return nil
    }
  }

  /// Opens for `>`: with noclobber, an existing regular file is refused (XCU 2.7.2).
  mutating func openForOutput(
    _ name: ByteString, clobbers: Bool
  ) throws(ShellError) -> OpenFile {
    if clobbers { return try open(name, [.write, .create, .truncate]) }
    let path = Path.join(directory, name)
    if !name.hasPrefix("/dev/"), let status = try? host.files.status(path, followLinks: true) {
      if status.kind == .regular {
        throw ShellError("\(name): cannot overwrite existing file")
      }
      return try open(name, .write)
    }
    if name.hasPrefix("/dev/") { return try open(name, [.write, .create]) }
    do throws(Errno) {
      return try host.files.open(
        path, [.write, .create, .exclusive], mode: 0o666 & ~umask)
    } catch {
      throw ShellError(
        error == .exists
          ? "\(name): cannot overwrite existing file" : "\(name): \(error.message)")
    }
  }

  /// Makes the redirections since a mark last, as `exec` does; the end of a subshell undoes them.
  mutating func commitRedirections(from mark: Int) {
    guard descriptorLog.count > mark else { return }
    let entries = descriptorLog[mark...]
    descriptorLog.removeLast(descriptorLog.count - mark)
    guard level > 0 else { return }
    for (number, old) in entries {
      if permanentLog[subshellPermanentMark...].contains(where: { $0.0 == number }) { continue }
      // What the descriptor was when the subshell began.
      let original = descriptorLog[subshellDescriptorMark...].first { $0.0 == number }
      permanentLog.append((number, original.map(\.1) ?? old))
    }
  }
}
