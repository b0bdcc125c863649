import ShellBytes
import ShellCommand
import ShellSyntax
import ShellSystem

/// The text of a command, for `BASH_COMMAND`, error reports and jobs; made when it is asked for.
final class CommandText: @unchecked Sendable {
  private let command: Command
  let line: Int32
  /// Whether the command is all that a subshell runs.
  fileprivate(set) var isAlone = false
  init(_ command: Command, line: Int32) {
    self.command = command
    self.line = line
  }
  var text: ByteString { Printer.line(command) }
}

/// `name=value` alone: the most frequent assignment.
final class ScalarAssignmentCode: Code, @unchecked Sendable {
  private let slot: Int
  private let word: WordCode
  private let text: CommandText
  /// Whether the status can be other than 0: there is a command substitution.
  private let hasSubstitution: Bool
  init(slot: Int, word: WordCode, text: CommandText, hasSubstitution: Bool) {
    self.slot = slot
    self.word = word
    self.text = text
    self.hasSubstitution = hasSubstitution
  }
  override func run(_ shell: inout Interpreter) -> Flow {
    shell.line = text.line
    shell.currentCommand = Unmanaged.passUnretained(text)
    do throws(ShellError) {
      if shell.hasCommandHooks {
        let flow = try shell.beforeCommand(text)
        if flow != .normal { return flow }
        // What a DEBUG trap substituted does not count.
        shell.substitutionStatus = nil
        let value = try word.expand(&shell)
        shell.trace(assignment: shell.host.names.name(slot), value)
        try shell.set(slot, value)
      } else {
        if hasSubstitution { shell.substitutionStatus = nil }
        try word.assign(slot, &shell)
      }
      if hasSubstitution {
        shell.currentCommand = Unmanaged.passUnretained(text)
        shell.status = shell.substitutionStatus ?? .success
        return shell.checkFailure()
      }
      shell.status = .success
      return .normal
    } catch {
      return shell.report(error)
    }
  }
}

/// `name=$name…`: what follows is added in place, so that building a long text stays linear.
final class GrowingAssignmentCode: Code, @unchecked Sendable {
  private let slot: Int
  /// Text and values of variables, whose expansion changes nothing.
  private let rest: WordCode
  private let text: CommandText
  private let otherwise: ScalarAssignmentCode
  init(slot: Int, rest: WordCode, text: CommandText, otherwise: ScalarAssignmentCode) {
    self.slot = slot
    self.rest = rest
    self.text = text
    self.otherwise = otherwise
  }
  override func run(_ shell: inout Interpreter) -> Flow {
    // The guards: the variable is set and no more than a text, nothing traces.
    guard !shell.hasCommandHooks, shell.holdsPlainText(slot) else { return otherwise.run(&shell) }
    shell.line = text.line
    shell.currentCommand = Unmanaged.passUnretained(text)
    do throws(ShellError) {
      let added = try rest.expand(&shell)
      shell.variables[slot].value.append(added)
      shell.status = .success
      return .normal
    } catch {
      return shell.report(error)
    }
  }
}

/// `name=$((…))` alone, where the expression needs no text: `i=$((i+1))`.
final class ArithmeticAssignmentCode: Code, @unchecked Sendable {
  private let slot: Int
  private let expression: ArithmeticCode
  private let expansion: ArithmeticExpansionCode
  private let text: CommandText
  /// - Parameter expansion: what `expression` is the parsed form of.
  init(
    slot: Int, expression: ArithmeticCode, expansion: ArithmeticExpansionCode, text: CommandText
  ) {
    self.slot = slot
    self.expression = expression
    self.expansion = expansion
    self.text = text
  }
  override func run(_ shell: inout Interpreter) -> Flow {
    shell.currentCommand = Unmanaged.passUnretained(text)
    do throws(ShellError) {
      if shell.hasCommandHooks {
        shell.line = text.line
        let flow = try shell.beforeCommand(text)
        if flow != .normal { return flow }
        shell.trace(
          assignment: shell.host.names.name(slot), ByteString(try expression.evaluate(&shell)))
      }
      try shell.set(slot, ByteString(try expression.evaluate(&shell)))
      shell.status = .success
      return .normal
    } catch {
      shell.line = text.line
      return shell.report((try? expansion.named(error, &shell)) ?? error)
    }
  }
}

/// Assignments and redirections without a command name (XCU 2.9.1).
final class AssignmentsCode: Code, @unchecked Sendable {
  private let assignments: [AssignmentCode]
  private let redirections: [RedirectionCode]
  private let text: CommandText
  init(_ assignments: [AssignmentCode], _ redirections: [RedirectionCode], text: CommandText) {
    self.assignments = assignments
    self.redirections = redirections
    self.text = text
  }
  override func run(_ shell: inout Interpreter) -> Flow {
    shell.line = text.line
    shell.currentCommand = Unmanaged.passUnretained(text)
    let mark = shell.descriptorLog.count
    defer { shell.restoreDescriptors(to: mark) }
    do throws(ShellError) {
      if shell.hasCommandHooks {
        let flow = try shell.beforeCommand(text)
        if flow != .normal { return flow }
      }
      shell.substitutionStatus = nil
      if shell.hasCommandHooks && assignments.count == 1 && assignments[0].isArray {
        shell.traceLine(text.text)
      }
      // First, as in bash: XCU 2.9.1.1 leaves the order open where there is no command name.
      for assignment in assignments { try assignment.perform(&shell, traces: true) }
      for redirection in redirections { try redirection.apply(&shell) }
    } catch {
      let flow = shell.report(error)
      return flow == .normal ? shell.checkFailure() : flow
    }
    shell.status = shell.substitutionStatus ?? .success
    if shell.status.isSuccess { return .normal }
    shell.line = text.line
    shell.currentCommand = Unmanaged.passUnretained(text)
    return shell.failed()
  }
}

/// A command name known beforehand: its slot and what it means where no function has it.
struct ConstantName: Sendable {
  let slot: Int
  let builtin: Builtin?
  let utility: Utility?
}

/// A simple command (XCU 2.9.1).
final class SimpleCommandCode: Code, @unchecked Sendable {
  private let words: CodeList<WordCode>
  private let assignments: [AssignmentCode]
  private let redirections: [RedirectionCode]
  /// The command name's slot, and what it means; -1: it is not known beforehand.
  private let nameSlot: Int
  private let builtin: Unmanaged<Builtin>?
  private let utility: Utility?
  private let text: CommandText
  private let isPlain: Bool
  private let hasDeclarations: Bool
  /// Whether neither its words nor the builtin or utility that it names change the shell.
  private let isContained: Bool
  /// Whether it is a stage of a pipeline: the pipeline has its status, and ERR is its.
  var isStage = false

  init(
    words: [WordCode], assignments: [AssignmentCode], redirections: [RedirectionCode],
    name: ConstantName?, text: CommandText, hasProcessSubstitution: Bool
  ) {
    self.words = CodeList(words)
    self.assignments = assignments
    self.redirections = redirections
    nameSlot = name?.slot ?? -1
    // Builtins are kept by their registry.
    builtin = name?.builtin.map { Unmanaged.passUnretained($0) }
    utility = name?.utility
    self.text = text
    isPlain = assignments.isEmpty && redirections.isEmpty && !hasProcessSubstitution
    hasDeclarations = words.contains { $0 is DeclarationWord }
    isContained =
      isPlain && !hasDeclarations && (utility != nil || name?.builtin?.leavesShell(words) == true)
      && words.allSatisfy(\.isContained)
  }

  override func isContained(_ shell: inout Interpreter) -> Bool {
    isContained && !shell.hasCommandHooks && shell.traps.isEmpty && shell.function(nameSlot) == nil
  }

  /// Says, before it ever runs, that it is all that a subshell runs.
  func isAlone() { text.isAlone = true }

  /// What comes before the command itself.
  @inline(__always)
  func enter(_ shell: inout Interpreter) {
    shell.line = text.line
    shell.currentCommand = Unmanaged.passUnretained(text)
  }

  /// What follows when the command failed, for a fused form of it.
  func failed(_ shell: inout Interpreter) -> Flow {
    enter(&shell)
    return shell.failed()
  }

  override func run(_ shell: inout Interpreter) -> Flow {
    enter(&shell)
    let mark = shell.stackCount
    let descriptorMark = shell.descriptorLog.count
    do throws(ShellError) {
      if shell.hasCommandHooks {
        let flow = try shell.beforeCommand(text)
        if flow != .normal { return flow }
      }
      if nameSlot < 0 { shell.substitutionStatus = nil }
      var index = 0
      while index < words.count {
        try words.with(index) { (word) throws(ShellError) in try word.pushFields(&shell) }
        index &+= 1
      }
    } catch {
      shell.pop(to: mark)
      shell.declared.removeAll()
      shell.restoreDescriptors(to: descriptorMark)
      let flow = shell.report(error)
      return flow == .normal ? shell.checkFailure() : flow
    }
    if hasDeclarations { shell.placeDeclarations(mark) }
    if shell.hasCommandHooks && assignments.isEmpty {
      shell.trace(Words(base: mark, count: shell.stackCount - mark))
    }
    let flow: Flow
    if isPlain {
      flow = execute(&shell, mark)
    } else {
      flow = executeWithRedirections(&shell, mark, descriptorMark)
    }
    shell.pop(to: mark)
    if !shell.pipeStatuses.isEmpty { shell.pipeStatuses = [] }
    if flow != .normal { return flow }
    if shell.status.isSuccess || isStage { return .normal }
    return shell.failed()
  }

  override func runAsLast(_ shell: inout Interpreter) -> Flow {
    shell.handover?.command = Unmanaged.passUnretained(text)
    return run(&shell)
  }

  @inline(__always)
  private func execute(_ shell: inout Interpreter, _ mark: Int) -> Flow {
    let words = Words(base: mark, count: shell.stackCount &- mark)
    if words.count == 0 {
      shell.status = shell.substitutionStatus ?? .success
      return .normal
    }
    if nameSlot >= 0 {
      if let function = shell.function(nameSlot) { return shell.call(function, words) }
      if let builtin { return builtin._withUnsafeGuaranteedRef { shell.run($0, words) } }
      if let utility { return shell.run(utility, words) }
    }
    return shell.execute(words)
  }

  @inline(never)
  private func executeWithRedirections(
    _ shell: inout Interpreter, _ mark: Int, _ descriptorMark: Int
  ) -> Flow {
    let words = Words(base: mark, count: shell.stackCount &- mark)
    if words.count == 0 { return performAlone(&shell, descriptorMark) }
    let isSpecial = shell.isSpecialBuiltin(shell[words, 0])
    do throws(ShellError) {
      for redirection in redirections { try redirection.apply(&shell) }
    } catch {
      // What was redirected before is where the message goes.
      defer { shell.restoreDescriptors(to: descriptorMark) }
      // XCU 2.8.1: a redirection error of a special builtin ends the shell, in POSIX mode.
      if isSpecial && shell.options.contains(.posix) && error.reach == .command {
        return shell.report(ShellError(error.message, status: error.status, reach: .shell))
      }
      return shell.report(shell.isProgram(words, nameSlot) ? shell.limited(error) : error)
    }
    if shell.handover?.command?.toOpaque() == Unmanaged.passUnretained(text).toOpaque() {
      shell.commitLastRedirections(from: descriptorMark)
    }
    let localMark = shell.locals.count
    if !assignments.isEmpty {
      // Assignments before a special builtin stay (XCU 2.15), in POSIX mode.
      // bash keeps those before `return`, beyond the function, too.
      let isReturn = isSpecial && shell[words, 0] == "return" && shell.dialect == .bash
      // XCU 2.15 `exec`: the command that it becomes gets them.
      let isExec = isSpecial && shell[words, 0] == "exec" && words.count > 1
      let persists = isSpecial && shell.options.contains(.posix) || isReturn
      if isReturn { for assignment in assignments { shell.keepBeyondCall(assignment.slot) } }
      do throws(ShellError) {
        for assignment in assignments {
          if !persists { shell.saveLocal(assignment.slot) }
          if try shell.assignBefore(assignment, descriptorMark), !persists || isExec {
            shell.setAttributes(assignment.slot, adding: .exported)
          }
        }
      } catch {
        shell.restoreLocals(to: localMark)
        shell.restoreDescriptors(to: descriptorMark)
        return shell.report(error)
      }
    }
    if shell.hasCommandHooks && !assignments.isEmpty {
      shell.traceOutside(of: descriptorMark) { $0.trace(words) }
    }
    let flow = execute(&shell, mark)
    if shell.keepsRedirections {
      shell.keepsRedirections = false
      shell.commitRedirections(from: descriptorMark)
    } else {
      shell.restoreDescriptors(to: descriptorMark)
    }
    shell.restoreLocals(to: localMark)
    return flow
  }

  /// The assignments and redirections of words that came to no command, in that order, as where
  /// there are no words.
  private func performAlone(_ shell: inout Interpreter, _ descriptorMark: Int) -> Flow {
    defer { shell.restoreDescriptors(to: descriptorMark) }
    do throws(ShellError) {
      for assignment in assignments { try assignment.perform(&shell, traces: false) }
      for redirection in redirections { try redirection.apply(&shell) }
    } catch {
      return shell.report(error)
    }
    shell.status = shell.substitutionStatus ?? .success
    return .normal
  }
}

extension Interpreter {
  /// Performs an assignment that stands before a command.
  ///
  /// Outside of the POSIX mode the command runs without those to readonly variables
  /// (bash 5.2 manual 6.11.2, rule 24).
  /// - Returns: whether it was performed.
  fileprivate mutating func assignBefore(
    _ assignment: AssignmentCode, _ descriptorMark: Int
  ) throws(ShellError) -> Bool {
    let isRefused =
      variables[assignment.slot].attributes.contains(.readonly) && !options.contains(.posix)
    guard isRefused || hasCommandHooks, let value = try assignment.evaluate(&self) else {
      try assignment.perform(&self, traces: false)
      return true
    }
    traceOutside(of: descriptorMark) { assignment.trace(value, &$0) }
    if !isRefused {
      try assignment.perform(value: value, &self)
      return true
    }
    do throws(ShellError) {
      try assignment.perform(value: value, &self)
      return true
    } catch {
      _ = report(error.limitedToCommand)
      return false
    }
  }

  /// Whether a command is neither a function nor one of the shell's builtins.
  fileprivate mutating func isProgram(_ words: Words, _ nameSlot: Int) -> Bool {
    guard words.count > 0, nameSlot < 0 || function(nameSlot) == nil else { return false }
    switch find(self[words, 0]) {
    case .function, .builtin: return false
    default: return true
    }
  }

  /// An expansion error in the redirections of what other shells run in a process of its own: it
  /// ends that process, outside of the POSIX mode.
  func limited(_ error: ShellError) -> ShellError {
    guard !options.contains(.posix), error.reach == .discard || error.reach == .shell else {
      return error
    }
    return ShellError(error.message, status: error.status, isComplete: error.isComplete)
  }

  /// Tells the builtin which of its words are assignments, by their number.
  mutating func placeDeclarations(_ base: Int) {
    pendingDeclarations.removeAll(keepingCapacity: true)
    while let (place, assignment) = declared.last, place >= base {
      declared.removeLast()
      pendingDeclarations.append((place - base, assignment))
    }
  }
}
