import ShellBytes
import ShellCommand
import ShellSystem

extension Builtin {
  /// `ulimit` prints or sets the limits of the programs that the shell starts, and of the process if
  /// that is the shell's own.
  ///
  /// - Output: the value, or with several limits a table.
  /// - Status: 1 for a number that is none, or a limit that cannot be changed.
  /// - Source: POSIX.1-2024 XCU `ulimit`; bash 5.2 manual 4.2.
  static let ulimit = Builtin("ulimit", usage: "[-SHabcdefiklmnpqrstuvxPRT] [limit]") {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("SHacdefilmnpqrstuvxR", words)
    var isSoft = options.contains("S")
    var isHard = options.contains("H")
    var chosen = options.found.compactMap { option in
      LimitEntry.all.first { $0.letter == option.letter }
    }
    if chosen.isEmpty { chosen = LimitEntry.all.filter { $0.letter == UInt8(ascii: "f") } }
    shell.status = .success
    guard !options.contains("a"), options.firstOperand < words.count else {
      if options.contains("a") { chosen = LimitEntry.all }
      var output = ByteString()
      for entry in chosen {
        guard let value = try? shell.value(of: entry, isHard: isHard && !isSoft) else { continue }
        if chosen.count > 1 { output.append(entry.heading) }
        output.append(entry.text(value) + "\n")
      }
      return shell.write(output)
    }
    if !isSoft && !isHard {
      isSoft = true
      isHard = true
    }
    // The last letter is the one that the operand is for.
    guard let entry = chosen.last else { return .normal }
    try shell.set(entry, shell[words, options.firstOperand], isSoft: isSoft, isHard: isHard)
    return .normal
  }
}

/// A row of `ulimit -a`.
private struct LimitEntry {
  let letter: UInt8
  let name: ByteString
  /// What values are counted in; empty for plain numbers.
  let unit: ByteString
  /// Bytes of one unit.
  let size: UInt64
  /// nil for the size of a pipe, which is fixed.
  let limit: ResourceLimit?

  init(
    _ letter: Unicode.Scalar, _ name: ByteString, _ unit: ByteString, _ size: UInt64,
    _ limit: ResourceLimit?
  ) {
    self.letter = UInt8(ascii: letter)
    self.name = name
    self.unit = unit
    self.size = size
    self.limit = limit
  }

  static let all: [LimitEntry] = [
    LimitEntry("R", "real-time non-blocking time", "microseconds", 1, .realTimeDuration),
    LimitEntry("c", "core file size", "blocks", 1024, .core),
    LimitEntry("d", "data seg size", "kbytes", 1024, .data),
    LimitEntry("e", "scheduling priority", "", 1, .nice),
    LimitEntry("f", "file size", "blocks", 1024, .fileSize),
    LimitEntry("i", "pending signals", "", 1, .pendingSignals),
    LimitEntry("l", "max locked memory", "kbytes", 1024, .lockedMemory),
    LimitEntry("m", "max memory size", "kbytes", 1024, .residentSize),
    LimitEntry("n", "open files", "", 1, .openFiles),
    LimitEntry("p", "pipe size", "512 bytes", 512, nil),
    LimitEntry("q", "POSIX message queues", "bytes", 1, .messageQueues),
    LimitEntry("r", "real-time priority", "", 1, .realTimePriority),
    LimitEntry("s", "stack size", "kbytes", 1024, .stack),
    LimitEntry("t", "cpu time", "seconds", 1, .processorTime),
    LimitEntry("u", "max user processes", "", 1, .processes),
    LimitEntry("v", "virtual memory", "kbytes", 1024, .addressSpace),
    LimitEntry("x", "file locks", "", 1, .fileLocks),
  ]

  /// `open files                          (-n) `
  var heading: ByteString {
    let place: ByteString =
      unit.isEmpty ? "(-\(ByteString([letter]))) " : "(\(unit), -\(ByteString([letter]))) "
    return name.padded(to: 20) + place.leftPadded(to: max(0, 41 - max(20, name.count)))
  }

  func text(_ value: UInt64) -> ByteString {
    value == ResourceLimit.unlimited ? "unlimited" : "\(value / size)"
  }
}

extension Interpreter {
  /// A resource's limits as this shell has them: those that `ulimit` set, or the process's.
  private func setting(of resource: ResourceLimit) throws(Errno) -> ResourceLimit.Setting {
    if let own = resourceLimits.first(where: { $0.resource == resource }) { return own }
    return try resource.get()
  }

  fileprivate func value(of entry: LimitEntry, isHard: Bool) throws(Errno) -> UInt64 {
    guard let resource = entry.limit else { return 8 * entry.size }
    let setting = try setting(of: resource)
    return isHard ? setting.hard : setting.soft
  }

  fileprivate mutating func set(
    _ entry: LimitEntry, _ text: ByteString, isSoft: Bool, isHard: Bool
  ) throws(ShellError) {
    guard let resource = entry.limit else {
      throw ShellError("ulimit: \(entry.name): cannot modify limit: Invalid argument")
    }
    do throws(Errno) {
      let current = try setting(of: resource)
      let wanted: UInt64
      switch text {
      case "unlimited": wanted = ResourceLimit.unlimited
      case "hard": wanted = current.hard
      case "soft": wanted = current.soft
      default:
        guard let number = text.decimalInteger, number >= 0,
          case (let product, let overflow) = UInt64(number).multipliedReportingOverflow(
            by: entry.size), !overflow
        else { throw .invalid }
        wanted = product
      }
      var setting = current
      if isSoft { setting.soft = wanted }
      if isHard { setting.hard = wanted }
      // A subshell, a job or a shell in somebody's process limits only what it starts.
      if isProcess { try setting.apply() } else { try setting.check(against: current) }
      if level > 0 { journal.append(.resourceLimits(resourceLimits)) }
      resourceLimits.removeAll { $0.resource == resource }
      if !isProcess { resourceLimits.append(setting) }
    } catch {
      if error == .invalid, text.decimalInteger == nil {
        throw ShellError("ulimit: \(text): invalid number")
      }
      throw ShellError("ulimit: \(entry.name): cannot modify limit: \(error.message)")
    }
  }
}
