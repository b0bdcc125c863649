import ShellBytes
import ShellCommand
import ShellSystem

/// `if` (XCU 2.9.4.4).
final class IfCode: Code, @unchecked Sendable {
  private let condition: Code
  private let body: Code
  private let otherwise: Code?
  init(condition: Code, body: Code, otherwise: Code?) {
    self.condition = condition
    self.body = body
    self.otherwise = otherwise
  }
  override func run(_ shell: inout Interpreter) -> Flow {
    shell.suppression &+= 1
    let flow = condition.run(&shell)
    shell.suppression &-= 1
    if flow != .normal { return flow }
    if shell.status.isSuccess { return body.run(&shell) }
    if let otherwise { return otherwise.run(&shell) }
    shell.status = .success
    return .normal
  }
}

/// What a loop does with the flow of its body.
enum LoopStep {
  case go
  case leave(Flow)
}

extension Interpreter {
  /// Whether a loop goes on after its body left this flow.
  @inline(__always)
  mutating func loopStep(_ flow: Flow) -> LoopStep {
    if flow == .normal { return .go }
    return loopStepSlowly(flow)
  }

  @inline(never)
  private mutating func loopStepSlowly(_ flow: Flow) -> LoopStep {
    switch flow {
    case .break, .continue:
      loopsToLeave &-= 1
      if loopsToLeave > 0 { return .leave(flow) }
      return flow == .break ? .leave(.normal) : .go
    default: return .leave(flow)
    }
  }
}

/// `while` and `until` (XCU 2.9.4.5 and 2.9.4.6).
final class WhileCode: Code, @unchecked Sendable {
  private let condition: Code
  private let body: Code
  private let isUntil: Bool
  init(condition: Code, body: Code, isUntil: Bool) {
    self.condition = condition
    self.body = body
    self.isUntil = isUntil
  }
  override func run(_ shell: inout Interpreter) -> Flow {
    shell.loopDepth &+= 1
    defer { shell.loopDepth &-= 1 }
    var status = ExitStatus.success
    while true {
      shell.suppression &+= 1
      let tested = condition.run(&shell)
      shell.suppression &-= 1
      if tested != .normal {
        if case .leave(let flow) = shell.loopStep(tested) { return flow }
        let polled = shell.poll()
        if polled != .normal { return polled }
        continue
      }
      if shell.status.isSuccess == isUntil { break }
      let flow = body.run(&shell)
      if flow != .normal {
        if case .leave(let flow) = shell.loopStep(flow) { return flow }
      }
      status = shell.status
      let polled = shell.poll()
      if polled != .normal { return polled }
    }
    shell.status = status
    return .normal
  }
}

/// `for`, `select` or a function with what is no name: an error when it runs.
final class InvalidNameCode: Code, @unchecked Sendable {
  private let name: ByteString
  private let command: CommandText
  init(_ name: ByteString, command: CommandText) {
    self.name = name
    self.command = command
  }
  override func run(_ shell: inout Interpreter) -> Flow {
    shell.line = command.line
    shell.currentCommand = Unmanaged.passUnretained(command)
    let flow = shell.report(
      ShellError(
        "`\(name)': not a valid identifier",
        status: shell.options.contains(.posix) ? .usage : .failure,
        reach: shell.options.contains(.posix) ? .shell : .command))
    return flow == .normal ? shell.checkFailure() : flow
  }
}

/// `for ((…; …; …))` (bash 5.2 manual 3.2.5.1).
final class ArithmeticForCode: Code, @unchecked Sendable {
  private let initial: ArithmeticExpansionCode?
  private let condition: ArithmeticExpansionCode?
  private let step: ArithmeticExpansionCode?
  private let body: Code
  private let command: CommandText
  private let line: Int32
  init(
    initial: ArithmeticExpansionCode?, condition: ArithmeticExpansionCode?,
    step: ArithmeticExpansionCode?, body: Code, command: CommandText, line: Int32
  ) {
    self.command = command
    self.initial = initial
    self.condition = condition
    self.step = step
    self.body = body
    self.line = line
  }
  override func run(_ shell: inout Interpreter) -> Flow {
    shell.loopDepth &+= 1
    defer { shell.loopDepth &-= 1 }
    shell.status = .success
    do throws(ShellError) {
      shell.line = line
      if let initial { _ = try evaluate(initial, &shell) }
      while true {
        if let condition, try evaluate(condition, &shell) == 0 { break }
        let flow = body.run(&shell)
        if flow != .normal {
          if case .leave(let flow) = shell.loopStep(flow) { return flow }
        }
        let polled = shell.poll()
        if polled != .normal { return polled }
        shell.line = line
        if let step { _ = try evaluate(step, &shell) }
      }
    } catch {
      let flow = shell.report(error.limitedToCommand, prefix: "((: ")
      return flow == .normal ? shell.checkFailure() : flow
    }
    return .normal
  }

  /// The value of one of the expressions, each of which is a command for the hooks.
  @inline(__always)
  private func evaluate(
    _ expression: ArithmeticExpansionCode, _ shell: inout Interpreter
  ) throws(ShellError) -> Int {
    if !shell.hasCommandHooks { return try expression.evaluate(&shell) }
    _ = try shell.beforeCommand(command)
    return try expression.evaluateTraced(&shell)
  }
}

/// `( … )`: a subshell on this thread.
final class SubshellCode: Code, @unchecked Sendable {
  let body: Code
  private let command: CommandText
  /// Whether it has redirections of its own.
  var isRedirected = false
  init(_ body: Code, command: CommandText) {
    self.body = body
    self.command = command
    body.fillsEnvironment()
  }
  override func run(_ shell: inout Interpreter) -> Flow {
    if NativeStack.position < shell.stackLimit { return shell.report(shell.depthError()) }
    let mark = shell.enterSubshell()
    let keepsInput = shell.jobsKeepInput
    if !isRedirected { shell.jobsKeepInput = false }
    let flow = body.run(&shell)
    shell.endSubshell(flow)
    shell.leaveSubshell(mark)
    shell.jobsKeepInput = keepsInput
    if shell.gate.needsAttention {
      let attended = shell.attend()
      if attended != .normal { return attended }
    }
    if shell.status.isSuccess { return .normal }
    shell.line = command.line
    shell.currentCommand = Unmanaged.passUnretained(command)
    return shell.failed()
  }
}

/// A compound command with redirections (XCU 2.9.4).
final class RedirectedCode: Code, @unchecked Sendable {
  private let body: Code
  private let redirections: [RedirectionCode]
  private let line: Int32
  private let concernsInput: Bool
  init(_ body: Code, _ redirections: [RedirectionCode], line: Int32) {
    self.body = body
    self.redirections = redirections
    self.line = line
    concernsInput = redirections.contains(where: \.concernsInput)
  }
  override func run(_ shell: inout Interpreter) -> Flow { run(&shell, isLast: false) }

  override func runAsLast(_ shell: inout Interpreter) -> Flow { run(&shell, isLast: true) }

  @inline(__always)
  private func run(_ shell: inout Interpreter, isLast: Bool) -> Flow {
    let mark = shell.descriptorLog.count
    let keepsInput = shell.jobsKeepInput
    if concernsInput { shell.jobsKeepInput = true }
    defer {
      shell.restoreDescriptors(to: mark)
      shell.jobsKeepInput = keepsInput
    }
    do throws(ShellError) {
      shell.line = line
      for redirection in redirections { try redirection.apply(&shell) }
    } catch {
      // Those of a subshell are its own part.
      let flow = shell.report(body is SubshellCode ? shell.limited(error) : error)
      return flow == .normal ? shell.checkFailure() : flow
    }
    if !isLast { return body.run(&shell) }
    shell.commitLastRedirections(from: mark)
    return body.runAsLast(&shell)
  }
}

/// `name() { … }` (XCU 2.9.5).
final class FunctionDefinitionCode: Code, @unchecked Sendable {
  private let slot: Int
  private let function: Function
  init(slot: Int, function: Function) {
    self.slot = slot
    self.function = function
  }
  override func run(_ shell: inout Interpreter) -> Flow {
    if let old = shell.functions[slot], old.isReadonly {
      return shell.report(ShellError("\(function.name): readonly function", status: 1))
    }
    if shell.options.contains(.posix), SpecialBuiltins.names.contains(function.name) {
      return shell.report(
        ShellError("`\(function.name)': is a special builtin", status: 2, reach: .shell))
    }
    shell.setFunction(slot, function)
    shell.status = .success
    return .normal
  }
}

/// `(( … ))` (bash 5.2 manual 3.2.5.2).
final class ArithmeticCommandCode: Code, @unchecked Sendable {
  private let expression: ArithmeticExpansionCode
  private let command: CommandText
  private let line: Int32
  init(_ expression: ArithmeticExpansionCode, command: CommandText, line: Int32) {
    self.expression = expression
    self.command = command
    self.line = line
  }
  override func run(_ shell: inout Interpreter) -> Flow {
    shell.line = line
    shell.currentCommand = Unmanaged.passUnretained(command)
    do throws(ShellError) {
      if shell.hasCommandHooks {
        let flow = try shell.beforeCommand(command)
        if flow != .normal { return flow }
        shell.status = try expression.evaluateTraced(&shell) != 0 ? .success : .failure
      } else {
        shell.status = try expression.evaluate(&shell) != 0 ? .success : .failure
      }
    } catch {
      let flow = shell.report(error.limitedToCommand, prefix: "((: ")
      if flow != .normal { return flow }
    }
    return shell.checkFailure()
  }
}

/// `[[ … ]]` (bash 5.2 manual 3.2.5.2).
final class ConditionalCommandCode: Code, @unchecked Sendable {
  private let expression: ConditionalCode
  private let command: CommandText
  private let line: Int32
  init(_ expression: ConditionalCode, command: CommandText, line: Int32) {
    self.expression = expression
    self.command = command
    self.line = line
  }
  override func run(_ shell: inout Interpreter) -> Flow {
    shell.line = line
    shell.currentCommand = Unmanaged.passUnretained(command)
    do throws(ShellError) {
      if shell.hasCommandHooks {
        let flow = try shell.beforeCommand(command)
        if flow != .normal { return flow }
      }
      shell.status = try expression.evaluate(&shell) ? .success : .failure
    } catch {
      let flow = shell.report(error)
      if flow != .normal { return flow }
    }
    if shell.status.isSuccess { return .normal }
    return shell.checkFailure()
  }
}

/// `select` (bash 5.2 manual 3.2.5.2).
final class SelectCode: Code, @unchecked Sendable {
  private let slot: Int
  private let words: [WordCode]?
  private let body: Code
  private let line: Int32
  init(slot: Int, words: [WordCode]?, body: Code, line: Int32) {
    self.slot = slot
    self.words = words
    self.body = body
    self.line = line
  }
  override func run(_ shell: inout Interpreter) -> Flow {
    shell.line = line
    let mark = shell.stackCount
    var items: [ByteString] = shell.positionalValues
    if let words {
      do throws(ShellError) {
        for word in words { try word.pushFields(&shell) }
      } catch {
        shell.pop(to: mark)
        return shell.report(error)
      }
      items = shell.popValues(from: mark)
    }
    if items.isEmpty { return .normal }
    shell.loopDepth &+= 1
    defer { shell.loopDepth &-= 1 }
    var showsMenu = true
    var status = ExitStatus.success
    while true {
      if showsMenu { shell.writeError(SelectMenu.text(items)) }
      showsMenu = false
      let prompt = shell.value(named: "PS3") ?? "#? "
      shell.writeError((try? shell.expandPrompt(prompt)) ?? prompt)
      var line = ByteBuffer()
      var isTerminated = false
      do {
        guard let input = shell.descriptors[0] else { throw Errno.badDescriptor }
        shell.prepareToRead(input)
        isTerminated = try input.readLine(into: &line, shell.gate)
      } catch {
        let attended = shell.attend()
        if attended != .normal { return attended }
      }
      if !isTerminated && line.isEmpty {
        shell.writeError("\n")
        shell.status = .failure
        return .normal
      }
      let reply = line.string()
      do throws(ShellError) {
        try shell.set(Slot.reply, reply)
        if reply.allSatisfy(\.isASCIIBlank) {
          showsMenu = true
          continue
        }
        let number = reply.decimalInteger ?? 0
        try shell.set(slot, number >= 1 && number <= items.count ? items[number - 1] : "")
      } catch {
        return shell.report(error)
      }
      let flow = body.run(&shell)
      if flow != .normal, case .leave(let flow) = shell.loopStep(flow) { return flow }
      status = shell.status
      let polled = shell.poll()
      if polled != .normal { return polled }
      _ = status
    }
  }
}

/// The menu of `select`: items by columns, as bash lays them out on 80 columns.
enum SelectMenu {
  static func text(_ items: [ByteString]) -> ByteString {
    let digits = ByteString(items.count).count
    let width = (items.map(\.count).max() ?? 0) + digits + 4
    let columns = max(1, 80 / width)
    var rows = items.count / columns + (items.count % columns == 0 ? 0 : 1)
    if rows == 1 { rows = items.count }
    let usedColumns = (items.count + rows - 1) / rows
    var text = ByteString()
    for row in 0..<rows {
      for column in 0..<usedColumns {
        let index = column * rows + row
        guard index < items.count else { continue }
        let number = ByteString(index + 1)
        text.append(ByteString(repeating: 32, count: digits - number.count))
        text.append("\(number)) \(items[index])")
        if column + 1 < usedColumns && index + rows < items.count {
          text.append(
            ByteString(repeating: 32, count: width - digits - 2 - items[index].count))
        }
      }
      text.append(10)
    }
    return text
  }
}
