import ShellBytes
import ShellCommand
import ShellSystem

/// Running programs: the only place where a process begins.
extension Interpreter {
  /// Runs a file: a program, or a script, which this process interprets.
  mutating func runProgram(_ path: ByteString, _ words: Words) -> Flow {
    if let script = shellScript(path) {
      runScript(path, words, text: script)
      return .normal
    }
    guard host.allowsPrograms else {
      complain("\(self[words, 0]): programs are not allowed here")
      status = .notExecutable
      return .normal
    }
    var arguments: [ByteString] = []
    for index in 0..<words.count { arguments.append(self[words, index]) }
    let name = self[words, 0]
    let kind = (try? host.files.status(path, followLinks: true))?.kind
    if kind == nil || kind == .directory || !host.files.isAccessible(path, .execute) {
      let error: Errno =
        kind == nil ? statusError(path) : kind == .directory ? .isDirectory : .accessDenied
      complain(
        kind == .directory ? "\(name): Is a directory" : "\(name): \(error.message)")
      status = kind == nil && error == .noEntry ? .notFound : .notExecutable
      return .normal
    }
    startPendingStages()
    return spawn(path, arguments)
  }

  private func statusError(_ path: ByteString) -> Errno {
    do throws(Errno) {
      _ = try host.files.status(path, followLinks: true)
      return .noEntry
    } catch { return error }
  }

  /// Starts a program with this shell's descriptors and waits for it.
  private mutating func spawn(_ path: ByteString, _ arguments: [ByteString]) -> Flow {
    var pumps = ProgramStreams(gate: gate)
    var map: [Int32] = []
    do throws(Errno) {
      for number in 0..<descriptors.count {
        guard let file = descriptors[number] else {
          map.append(-1)
          continue
        }
        map.append(try pumps.kernelDescriptor(for: file, isInput: number == 0, number: number))
      }
      while let last = map.last, last < 0, map.count > 3 { map.removeLast() }
      while map.count < 3 { map.append(-1) }
      let ignored = traps.ignoredSignals + Array(host.ignoredAtStart)
      // Of a script that the kernel hands to another program the path is seen as it was written.
      let given = arguments.first ?? path
      let isRelative =
        given.contains(UInt8(ascii: "/")) && given.first != UInt8(ascii: "/")
        && Path.join(directory, given) == path
      let program = Program(
        path: isRelative ? given : path, arguments: arguments,
        environment: programEnvironment(path),
        directory: directory, umask: umask, descriptors: map,
        limits: resourceLimits, ignoredSignals: ignored)
      let child = try program.spawn()
      pumps.closeChildEnds()
      do throws(Errno) {
        try pumps.start(gate)
      } catch {
        // Nobody would move what it reads and writes.
        try? Signal.kill.send(to: child.id)
        _ = try? ended(child, Gate())
        throw error
      }
      if handover != nil && pumps.isIdle { handOverIfLast() }
      let result = waitForProgram(child, &pumps)
      pumps.finish()
      status = ExitStatus(truncating: Int(result))
    } catch {
      pumps.abandon()
      if error == .notExecutableFormat {
        // A text without a known first line is a script of this shell (XCU 2.9.1.6).
        if let text = try? readFile(path) {
          if !Interpreter.isText(text) {
            complain(
              "\(arguments.first ?? path): cannot execute binary file: Exec format error")
            status = .notExecutable
            return .normal
          }
          let base = stackCount
          for argument in arguments { push(argument) }
          runScript(path, Words(base: base, count: arguments.count), text: text)
          pop(to: base)
          return .normal
        }
      }
      complain("\(arguments.first ?? path): \(error.message)")
      status = error == .noEntry ? .notFound : .notExecutable
      return .normal
    }
    if gate.needsAttention {
      let flow = attend()
      if flow != .normal { return flow }
    }
    reportSignalDeath()
    return .normal
  }

  /// `$_` of a program is its path.
  private mutating func programEnvironment(_ path: ByteString) -> [ByteString] {
    if let environmentOverride {
      return environmentOverride.map { "\($0.name)=\($0.value)" }
    }
    return environmentList()
  }

  /// Waits for a program; a cancellation ends it, a trapped signal does not.
  private mutating func waitForProgram(
    _ child: ChildProcess, _ pumps: inout ProgramStreams
  ) -> Int32 {
    // A trap waits until the program has ended (XCU 2.12).
    gate.postponesSignals = true
    defer { gate.postponesSignals = false }
    do throws(Errno) {
      if standsIn { return try standIn(for: child, &pumps) }
      pumps.pumpHere(gate)
      return try ended(child, gate)
    } catch {
      guard error == .cancelled else { return 127 }
    }
    var signal = Signal.terminate
    if case .signal(let number)? = gate.cancellation { signal = Signal(number: number) }
    try? signal.send(to: child.id)
    let patient = Gate()
    patient.deadline = SystemClock.monotonic + 2_000_000_000
    if let status = try? ended(child, patient) { return status }
    try? Signal.kill.send(to: child.id)
    return (try? ended(child, Gate())) ?? 137
  }

  /// Waits for the program that this process would have become, and hands on to it the signals
  /// that come.
  private func standIn(
    for child: ChildProcess, _ pumps: inout ProgramStreams
  ) throws(Errno) -> Int32 {
    let signals = (1...31).map { Signal(number: $0) }.filter {
      ![.kill, .stop, .pipe, .child].contains($0) && !$0.isIgnored
    }
    for signal in signals { signal.setDisposition(.flagged) }
    pumps.pumpHere(gate)
    gate.postponesSignals = false
    while true {
      do throws(Errno) {
        return try ended(child, gate)
      } catch {
        if error != .interrupted { throw error }
      }
      _ = gate.takeSignalNotice()
      for signal in signals where signal.take() { try? signal.send(to: child.id) }
    }
  }

  /// Waits until a program has ended, not just stopped.
  private func ended(_ child: ChildProcess, _ gate: Gate) throws(Errno) -> Int32 {
    while true {
      if case .ended(let status) = try child.wait(gate) { return status }
    }
  }

  /// bash tells of a program that a signal ended, other than SIGINT and SIGPIPE.
  private mutating func reportSignalDeath() {
    let code = status.code
    guard code > 128 && code < 128 + 65 else { return }
    let signal = Signal(number: Int32(code) - 128)
    guard signal != .interrupt && signal != .pipe && options.contains(.interactive) else { return }
    writeError("\(signal.message)\n")
  }

  func readFile(_ path: ByteString) throws -> ByteString {
    let file = try host.files.open(path, .read, mode: 0, gate: gate)
    if try file.status().kind == .directory { throw Errno.isDirectory }
    return try file.readAll(gate, limit: host.limits.value)
  }

  // MARK: Scripts

  /// Whether a file may be a script: a program of another machine, and what has a NUL in its first
  /// line, is none (XCU `sh`).
  static func isText(_ text: ByteString) -> Bool {
    !text.hasPrefix("\u{7F}ELF")
      && !text.prefix(min(text.firstIndex(of: 10) ?? 80, 80)).contains(0)
  }

  /// The text of a file whose first line names a shell; nil for any other.
  func shellScript(_ path: ByteString) -> ByteString? {
    guard let file = try? host.files.open(path, [.read, .nonBlocking], mode: 0),
      (try? file.status())?.kind == .regular, host.files.isAccessible(path, .execute)
    else { return nil }
    let start =
      (try? file.read(gate) { bytes in
        (0, ByteString(UnsafeBufferPointer(rebasing: bytes.prefix(256))))
      }) ?? ""
    guard start.hasPrefix("#!"), Interpreter.interpreter(start) != nil else { return nil }
    return try? file.readAll(gate, limit: host.limits.value)
  }

  /// The shell that a `#!` line names, and its options.
  static func interpreter(_ text: ByteString) -> (name: ByteString, options: [ByteString])? {
    guard text.hasPrefix("#!") else { return nil }
    let line = text.bytes(in: 2..<(text.firstIndex(of: 10) ?? text.count))
    var words = line.split(whereSeparator: { $0 == 32 || $0 == 9 || $0 == 13 }).map {
      ByteString($0)
    }
    guard let first = words.first else { return nil }
    words.removeFirst()
    var name = Path.lastComponent(first)
    if name == "env" {
      if words.first == "-S" { words.removeFirst() }
      guard let command = words.first else { return nil }
      words.removeFirst()
      name = Path.lastComponent(command)
    }
    guard ShellNames.all.contains(name) else { return nil }
    return (name, words)
  }

  /// Runs a script in a fresh shell of this process, which sees only what is exported.
  mutating func runScript(_ path: ByteString, _ words: Words, text: ByteString) {
    var arguments: [ByteString] = []
    for index in 1..<max(1, words.count) { arguments.append(self[words, index]) }
    // Without a `#!` it is a script of the shell that runs it.
    let standard: ByteString = self.options.contains(.posix) ? "sh" : "bash"
    let named = Interpreter.interpreter(text)
    let (name, options) = named ?? (standard, [])
    let given = self[words, 0]
    let shown = given.contains(UInt8(ascii: "/")) ? given : pathAsSearched(given, path)
    // bash begins anew without a new program then, and leaves one option as it is.
    let unset: Options = named == nil && !self.options.contains(.globskipdots) ? .globskipdots : []
    runShell(
      name: name, arguments: options + [shown] + arguments, scriptText: text, unsetting: unset)
  }

  /// A file that was found in PATH, by the directory as it is written there.
  private mutating func pathAsSearched(_ name: ByteString, _ path: ByteString) -> ByteString {
    for part in (value(Slot.path) ?? "").split(at: UInt8(ascii: ":")) {
      let folder: ByteString = part.isEmpty ? "." : part
      if Path.join(Path.join(directory, folder), name) == path { return Path.join(folder, name) }
    }
    return path
  }

  /// PWD where it names the directory that a shell is started in, else that directory (XCU `sh`).
  private func startDirectory(
    _ environment: [(name: ByteString, value: ByteString)]
  ) -> ByteString {
    guard let given = environment.last(where: { $0.name == "PWD" })?.value else {
      return (try? host.files.realPath(directory)) ?? directory
    }
    return given != directory && host.files.isName(given, of: directory) ? given : directory
  }

  /// Runs `sh`, `bash` and so on with these arguments in a fresh shell of this process.
  mutating func runShell(
    name: ByteString, arguments: [ByteString], scriptText: ByteString? = nil,
    unsetting unset: Options = []
  ) {
    if NativeStack.position < stackLimit {
      _ = report(depthError())
      return
    }
    let host = self.host.forNestedShell(ignoring: traps.ignoredSignals)
    let environment = environmentOverride ?? exportedVariables()
    var inner = Interpreter(
      host: host, gate: gate, descriptors: descriptors,
      directory: startDirectory(environment), umask: umask,
      environment: environment, identity: identityOfNestedShell())
    inner.stackLimit = stackLimit
    inner.ownsSignals = false
    inner.resourceLimits = resourceLimits
    inner.options.subtract(unset)
    inner.importFunctions(from: exportedFunctions())
    for (condition, action) in traps.actions {
      if case .ignore = action { inner.traps.actions[condition] = action }
    }
    let result = inner.runMain(
      ShellInvocation(name: name, arguments: arguments, scriptText: scriptText))
    status = result
    // What came meanwhile is for this shell, or for those around it.
    heldSignals.formUnion(inner.heldSignals)
    deliverHeldSignals()
    gate.renewSignalNotice()
  }
}

/// The names that mean this shell.
enum ShellNames {
  static let all: Set<ByteString> = ["sh", "bash", "dash", "ash", "ksh", "nacre"]
  /// Whether a name asks for the POSIX language.
  static func isPosix(_ name: ByteString) -> Bool {
    name == "sh" || name == "dash" || name == "ash"
  }
}
