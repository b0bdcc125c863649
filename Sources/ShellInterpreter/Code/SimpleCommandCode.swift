import ShellBytes
import ShellCommand
import ShellSyntax
import ShellSystem

/// The text of a command, for `BASH_COMMAND`, error reports and jobs; made when it is asked for.
final class CommandText: @unchecked Sendable {
  private let command: Command
  let line: Int32
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
    do throws(ShellError) {
      if shell.hasCommandHooks {
        let flow = try shell.beforeCommand(text)
        if flow != .normal { return flow }
        let value = try word.expand(&shell)
        shell.trace(assignment: shell.host.names.name(slot), value)
        try shell.set(slot, value)
      } else {
        if hasSubstitution { shell.substitutionStatus = nil }
        try shell.set(slot, try word.expand(&shell))
      }
      if hasSubstitution {
        shell.currentCommand = Unmanaged.passUnretained(text)
        shell.status = shell.substitutionStatus ?? .success
        return shell.checkFailure()
      }
      shell.status = .success
      return .normal
    } catch {
      shell.currentCommand = Unmanaged.passUnretained(text)
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
      shell.currentCommand = Unmanaged.passUnretained(text)
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
    shell.substitutionStatus = nil
    do throws(ShellError) {
      if shell.hasCommandHooks {
        let flow = try shell.beforeCommand(text)
        if flow != .normal { return flow }
      }
      for redirection in redirections { try redirection.apply(&shell) }
      if shell.hasCommandHooks && assignments.count == 1 && assignments[0].isArray {
        shell.traceLine(text.text)
      }
      for assignment in assignments { try assignment.perform(&shell, traces: true) }
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
final class ConstantName: Sendable {
  let slot: Int
  let builtin: Builtin?
  let utility: Utility?
  init(slot: Int, builtin: Builtin?, utility: Utility?) {
    self.slot = slot
    self.builtin = builtin
    self.utility = utility
  }
}

/// A simple command (XCU 2.9.1).
final class SimpleCommandCode: Code, @unchecked Sendable {
  private let words: CodeList<WordCode>
  private let assignments: [AssignmentCode]
  private let redirections: [RedirectionCode]
  private let name: ConstantName?
  private let text: CommandText
  private let isPlain: Bool
  private let hasDeclarations: Bool
  /// Whether it is a stage of a pipeline: the pipeline has its status, and ERR is its.
  var isStage = false

  init(
    words: [WordCode], assignments: [AssignmentCode], redirections: [RedirectionCode],
    name: ConstantName?, text: CommandText, hasProcessSubstitution: Bool
  ) {
    self.words = CodeList(words)
    self.assignments = assignments
    self.redirections = redirections
    self.name = name
    self.text = text
    isPlain = assignments.isEmpty && redirections.isEmpty && !hasProcessSubstitution
    hasDeclarations = words.contains { $0 is DeclarationWord }
  }

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
      if name == nil { shell.substitutionStatus = nil }
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
    if shell.hasCommandHooks {
      shell.trace(Words(base: mark, count: shell.stackCount - mark), assignments: assignments)
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

  @inline(__always)
  private func execute(_ shell: inout Interpreter, _ mark: Int) -> Flow {
    let words = Words(base: mark, count: shell.stackCount &- mark)
    if words.count == 0 {
      shell.status = shell.substitutionStatus ?? .success
      return .normal
    }
    if let name {
      if let function = shell.functions[name.slot] {
        return shell.call(function, words)
      }
      if let builtin = name.builtin { return shell.run(builtin, words) }
      if let utility = name.utility { return shell.run(utility, words) }
    }
    return shell.execute(words)
  }

  @inline(never)
  private func executeWithRedirections(
    _ shell: inout Interpreter, _ mark: Int, _ descriptorMark: Int
  ) -> Flow {
    let words = Words(base: mark, count: shell.stackCount &- mark)
    let isSpecial = words.count > 0 && shell.isSpecialBuiltin(shell[words, 0])
    do throws(ShellError) {
      for redirection in redirections { try redirection.apply(&shell) }
    } catch {
      shell.restoreDescriptors(to: descriptorMark)
      // XCU 2.8.1: a redirection error of a special builtin ends the shell, in POSIX mode.
      if isSpecial && shell.options.contains(.posix) && error.reach == .command {
        return shell.report(ShellError(error.message, status: error.status, reach: .shell))
      }
      return shell.report(shell.isProgram(words, name) ? shell.limited(error) : error)
    }
    let localMark = shell.locals.count
    if !assignments.isEmpty {
      // Assignments before a special builtin stay (XCU 2.15), in POSIX mode.
      let persists = isSpecial && shell.options.contains(.posix) || words.count == 0
      do throws(ShellError) {
        for assignment in assignments {
          if !persists { shell.saveLocal(assignment.slot) }
          if try shell.assignBefore(assignment), !persists {
            shell.setAttributes(assignment.slot, adding: .exported)
          }
        }
      } catch {
        shell.restoreLocals(to: localMark)
        shell.restoreDescriptors(to: descriptorMark)
        return shell.report(error)
      }
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
}

extension Interpreter {
  /// Performs an assignment that stands before a command.
  ///
  /// Outside of the POSIX mode the command runs without those to readonly variables
  /// (bash 5.2 manual 6.11.2, rule 24).
  /// - Returns: whether it was performed.
  fileprivate mutating func assignBefore(
    _ assignment: AssignmentCode
  ) throws(ShellError) -> Bool {
    guard variables[assignment.slot].attributes.contains(.readonly), !options.contains(.posix),
      let value = try assignment.evaluate(&self)
    else {
      try assignment.perform(&self, traces: false)
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
  fileprivate mutating func isProgram(_ words: Words, _ name: ConstantName?) -> Bool {
    guard words.count > 0, name.map({ functions[$0.slot] == nil }) ?? true else { return false }
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
    pendingDeclarations = [:]
    while let (place, assignment) = declared.last, place >= base {
      declared.removeLast()
      pendingDeclarations[place - base] = assignment
    }
  }
}
