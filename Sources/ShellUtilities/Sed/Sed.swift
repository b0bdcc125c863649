import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `sed` edits lines by a script.
  ///
  /// - Input: lines of any bytes; the last one may lack its newline, and then is written without.
  /// - Output: the edited lines, or with `-i` nothing: the files get them.
  /// - Status: 0, or what `q` says; 1 for a script that is wrong, 2 when a file could not be read,
  ///   4 when one could not be written.
  /// - Source: POSIX.1-2024 XCU `sed`; GNU sed 4.9, less the command `e`.
  public static let sed = Utility(
    "sed", usage: "[OPTION]... {script-only-if-no-other-script} [input-file]..."
  ) { context in
    try SedCommandLine(context).run()
  }
}

/// One call of sed.
private final class SedCommandLine {
  private let context: CommandContext
  private let plan: SedPlan

  init(_ context: CommandContext) throws {
    self.context = context
    plan = try context.prepared(SedPlan.init)
  }

  private var settings: SedSettings { plan.settings }

  func run() throws -> ExitStatus {
    let standard = SedOutput(context.output, settings)
    var files: [SedOutput] = []
    for name in plan.script.files { files.append(try open(name, standard)) }
    let input = SedInput(plan.operands, context, settings)
    let machine = SedMachine(
      plan.script, settings, context, input, output: standard, files: files)
    if settings.inPlace != nil {
      editInPlace(input, machine)
    } else if settings.isSeparate {
      // The machine keeps the input.
      input.didClose = { [unowned machine] in machine.resetRanges() }
    }
    let status: UInt8
    do {
      status = try machine.run()
      // What `q` leaves unread is not in the file any more.
      try closeEdit()
    } catch {
      if let edit { try? context.files.remove(edit.temporary) }
      throw error
    }
    for file in files { try file.flush() }
    return status != 0 ? ExitStatus(status) : input.status
  }

  private func open(_ name: ByteString, _ standard: SedOutput) throws -> SedOutput {
    if name == "/dev/stdout" { return standard }
    if name == "/dev/stderr" { return SedOutput(context.error, settings) }
    do {
      let file = try context.open(name, [.write, .create, .truncate])
      return SedOutput(ByteWriter(file, gate: context.gate), settings)
    } catch {
      throw UtilityError("couldn't open file \(name): \(error.message)", status: 4)
    }
  }

  // MARK: -i

  /// A file that is being edited.
  private struct Edit {
    var path: ByteString
    var temporary: ByteString
    var writer: ByteWriter
  }
  private var edit: Edit?

  private func editInPlace(_ input: SedInput, _ machine: SedMachine) {
    input.willOpen = { [self] operand in
      let path = context.path(operand)
      let status = try context.files.status(path, followLinks: true)
      guard status.kind == .regular else {
        context.report("couldn't edit \(operand): not a regular file")
        input.fail(4)
        return false
      }
      let (file, temporary) = try makeTemporary(beside: path, operand)
      try? context.files.setOwner(
        temporary, user: status.owner, group: status.group, followLinks: false)
      try? context.files.setPermissions(temporary, status.permissions)
      let writer = ByteWriter(file, gate: context.gate)
      edit = Edit(path: path, temporary: temporary, writer: writer)
      machine.output = SedOutput(writer, settings)
      machine.resetRanges()
      return true
    }
    input.didClose = { [self] in try closeEdit() }
  }

  private func makeTemporary(
    beside path: ByteString, _ operand: ByteString
  ) throws -> (OpenFile, ByteString) {
    var failure = Errno.exists
    for attempt in 0..<100 {
      let mark = UInt32(truncatingIfNeeded: context.clock.wall() &+ attempt &* 7919)
      let name = Path.join(Path.directory(path), "sed\(ByteString(String(mark, radix: 36)))")
      do {
        let file = try context.files.open(name, [.write, .create, .exclusive], mode: 0o600)
        return (file, name)
      } catch {
        failure = error
        if error != .exists { break }
      }
    }
    throw UtilityError("couldn't open temporary file: \(failure.message)", status: 4)
  }

  private func closeEdit() throws {
    guard let edit else { return }
    self.edit = nil
    try edit.writer.flush()
    if let suffix = settings.inPlace, !suffix.isEmpty {
      try context.files.rename(edit.path, to: backup(of: edit.path, suffix))
    }
    try context.files.rename(edit.temporary, to: edit.path)
  }

  /// In the suffix, `*` stands for the name; without one, it is added to the name.
  private func backup(of path: ByteString, _ suffix: ByteString) -> ByteString {
    let base = Path.lastComponent(path)
    guard suffix.contains(UInt8(ascii: "*")) else {
      return Path.join(Path.directory(path), base + suffix)
    }
    let name = ByteString.joined(suffix.split(at: UInt8(ascii: "*")), separator: base)
    if name.contains(UInt8(ascii: "/")) { return context.path(name) }
    return Path.join(Path.directory(path), name)
  }
}

/// What the arguments ask for: the settings, the script and the files.
private struct SedPlan {
  private(set) var settings = SedSettings()
  let script: SedScript
  let operands: [ByteString]

  init(_ context: CommandContext) throws {
    let arguments = try context.parseArguments(
      options: "bsnrzuEe:f:l:i::",
      long: [
        "binary b", "regexp-extended r", "debug", "in-place=? i", "expression= e", "file= f",
        "line-length= l", "null-data z", "zero-terminated z", "quiet n", "silent n", "posix p",
        "sandbox S", "separate s", "unbuffered u", "follow-symlinks F",
      ])
    settings.encoding = context.encoding
    var pieces: [(isFile: Bool, text: ByteString)] = []
    for option in arguments.options {
      let value = option.value ?? ""
      switch option.letter {
      case UInt8(ascii: "n"): settings.isQuiet = true
      case UInt8(ascii: "r"), UInt8(ascii: "E"): settings.isExtended = true
      case UInt8(ascii: "s"): settings.isSeparate = true
      case UInt8(ascii: "u"): settings.isUnbuffered = true
      case UInt8(ascii: "z"): settings.delimiter = 0
      case UInt8(ascii: "p"): settings.isPOSIX = true
      case UInt8(ascii: "S"): settings.isSandbox = true
      case UInt8(ascii: "b"): break
      case UInt8(ascii: "F"): settings.followsLinks = true
      case UInt8(ascii: "e"): pieces.append((false, value))
      case UInt8(ascii: "f"): pieces.append((true, value))
      case UInt8(ascii: "i"):
        settings.inPlace = value
        settings.isSeparate = true
      case UInt8(ascii: "l"):
        guard let width = value.decimalInteger, width >= 0 else {
          throw UtilityError("invalid line length: \(value)")
        }
        settings.width = width
      default:
        throw UtilityError.Usage("unrecognized option '\(option.text)'")
      }
    }
    var operands = arguments.operands
    if pieces.isEmpty {
      guard !operands.isEmpty else {
        throw UtilityError("", hint: "Usage: sed \(Utility.sed.usage)")
      }
      pieces.append((false, operands.removeFirst()))
    }
    self.operands = operands
    var parser = SedParser(settings: settings)
    for piece in pieces {
      if piece.isFile {
        try parser.read(contents: SedPlan.contents(piece.text, context), of: piece.text)
      } else {
        try parser.read(expression: piece.text)
      }
    }
    script = try parser.finish()
    if script.isQuiet { settings.isQuiet = true }
  }

  private static func contents(
    _ name: ByteString, _ context: CommandContext
  ) throws -> ByteString {
    do {
      return try ByteReader(try context.open(name), gate: context.gate).readAll()
    } catch let error as Errno {
      throw UtilityError("couldn't open file \(name): \(error.message)", status: 4)
    }
  }
}
