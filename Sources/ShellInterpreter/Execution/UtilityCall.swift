import ShellBytes
import ShellCommand
import ShellSystem

/// How a utility reaches the shell that called it. The pointer is valid while the utility runs, on
/// the thread that runs it.
final class ShellAccess: CommandCaller, @unchecked Sendable {
  fileprivate var shell: UnsafeMutablePointer<Interpreter>
  fileprivate init(_ shell: UnsafeMutablePointer<Interpreter>) { self.shell = shell }

  override func exported(_ name: ByteString) -> ByteString? {
    if let environment = shell.pointee.environmentOverride {
      return environment.last { $0.name == name }?.value
    }
    guard let slot = shell.pointee.host.names.find(name), slot < shell.pointee.slotCapacity,
      shell.pointee.variables[slot].attributes.isSuperset(of: [.exported, .isSet])
    else { return nil }
    return shell.pointee.value(slot)
  }
  override func environment() -> [(name: ByteString, value: ByteString)] {
    shell.pointee.environmentOverride ?? shell.pointee.exportedVariables()
  }
  override func file(_ number: Int) -> OpenFile? { shell.pointee.descriptors[number] }
  override func run(_ request: CommandRequest) -> ExitStatus { shell.pointee.run(request) }
  func startPendingStages() { shell.pointee.startPendingStages() }
}

extension Interpreter {
  /// Calls a utility in this process.
  mutating func run(_ utility: Utility, _ words: Words) -> Flow {
    let name = self[words, 0]
    var arguments: [ByteString] = []
    arguments.reserveCapacity(words.count - 1)
    var index = 1
    while index < words.count {
      arguments.append(self[words, index])
      index &+= 1
    }
    let directory = self.directory
    let umask = self.umask
    let host = self.host
    let gate = self.gate
    let hasPending = !pending.isEmpty
    // A utility that runs this one, such as `xargs`, may have to wait after it.
    let outerHook = gate.beforeWaiting
    // What the exported variables say, unless a command was given others.
    let encoding = environmentOverride == nil ? self.encoding : nil
    let keeps =
      environmentOverride == nil && !variables[Slot.posixlyCorrect].attributes.contains(.isSet)
    let namesDescriptor = arguments.contains { $0.hasPrefix("/dev/fd/") }
    var usage: UtilityError.Usage?
    // A trap waits until the utility has ended, as with a program (XCU 2.12). At a prompt the
    // terminal's SIGINT would have reached the program, too.
    let postponed = gate.postponesSignals
    if !traps.actions.isEmpty && !options.contains(.interactive) { gate.postponesSignals = true }
    let status = withUnsafeMutablePointer(to: &self) { pointer -> ExitStatus in
      var access = pointer.pointee.spareAccess ?? ShellAccess(pointer)
      pointer.pointee.spareAccess = nil
      access.shell = pointer
      defer {
        // Nobody may keep it longer: it is used again.
        if isKnownUniquelyReferenced(&access) { pointer.pointee.spareAccess = access }
      }
      if hasPending { gate.beforeWaiting = { access.startPendingStages() } }
      let context = CommandContext(
        name: Path.lastComponent(name), arguments: arguments, directory: directory, umask: umask,
        files: namesDescriptor
          ? DescriptorFileSystem(host.files, descriptor: { [access] in access.file($0) })
          : host.files,
        gate: gate, clock: host.clock, encoding: encoding,
        preparations: keeps ? pointer.pointee.preparations : nil, caller: access)
      do throws(UtilityError.Usage) {
        return try utility.run(context)
      } catch {
        usage = error
        if host.allowsPrograms, pointer.pointee.programFor(utility, name) != nil {
          return .success
        }
        return utility.reportUsage(error, context)
      }
    }
    if hasPending { gate.beforeWaiting = outerHook }
    gate.postponesSignals = postponed
    if usage != nil, host.allowsPrograms, let path = programFor(utility, name) {
      // An option that the utility does not have: the program of that name may have it.
      return runProgram(path, words)
    }
    self.status = status
    if gate.needsAttention {
      let flow = attend()
      if flow != .normal { return flow }
    }
    return .normal
  }

  private mutating func programFor(_ utility: Utility, _ name: ByteString) -> ByteString? {
    if name.contains(UInt8(ascii: "/")) { return nil }
    guard let path = searchPath(utility.name), host.files.isAccessible(path, .execute) else {
      return nil
    }
    return path
  }

  /// Runs a command for a utility: `xargs`, `env`, `find -exec`.
  mutating func run(_ request: CommandRequest) -> ExitStatus {
    guard let name = request.words.first else { return .success }
    if NativeStack.position < stackLimit {
      complain(depthError().message)
      return .failure
    }
    let mark = enterSubshell()
    let outerOverride = environmentOverride
    let outerGate = gate
    let outerSuppression = suppression
    let outerHandover = handover
    if !request.isLast { handover = nil }
    // What a utility runs is a command of its own: `set -e` does not look into it.
    suppression = 1
    if let environment = request.environment { environmentOverride = environment.all }
    if let directory = request.directory { self.directory = directory }
    if let gate = request.gate {
      if gate.deadline == nil { gate.deadline = outerGate.deadline }
      self.gate = gate
    }
    for (number, file) in request.descriptors { redirect(number, to: file) }
    let base = stackCount
    for word in request.words { push(word) }
    let words = Words(base: base, count: request.words.count)
    let flow: Flow
    switch find(name, skipsFunctions: true) {
    case .builtin(let builtin) where !builtin.isSpecial || builtin.name == ":":
      flow = run(builtin, words)
    case .utility(let utility): flow = run(utility, words)
    case .program(let path): flow = runProgram(path, words)
    default:
      flow = .normal
      status = .notFound
    }
    _ = flow
    let result = status
    pop(to: base)
    gate = outerGate
    environmentOverride = outerOverride
    leaveSubshell(mark)
    suppression = outerSuppression
    handover = outerHandover
    return result
  }
}
