import ShellBytes
import ShellCommand
import ShellSystem

extension Builtin {
  /// `trap` says what the shell does when a signal comes, or when it exits.
  ///
  /// - Output: without operands or with `-p`, commands that set the traps again; with `-l`, the
  ///   signals and their numbers.
  /// - Status: 1 when a condition is none.
  /// - Source: POSIX.1-2024 XCU `trap`; ERR, DEBUG and RETURN as in bash 5.2.
  static let trap = Builtin("trap", usage: "[-lp] [[arg] signal_spec ...]", isSpecial: true) {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("lp", words)
    shell.status = .success
    if options.contains("l") { return shell.write(SignalList.table) }
    let operands = shell.operands(words, from: options.firstOperand)
    if options.contains("p") || operands.isEmpty {
      // XCU `trap`: with `-p` alone, those that have their default, too.
      let printsAll = options.contains("p") && shell.options.contains(.posix)
      return try shell.printTraps(operands, printsAll: printsAll)
    }
    return try shell.setTraps(words, operands)
  }
}

extension Interpreter {
  fileprivate mutating func printTraps(
    _ operands: [ByteString], printsAll: Bool
  ) throws(ShellError) -> Flow {
    var conditions: [Int] = []
    for operand in operands {
      if let condition = Traps.condition(operand) {
        conditions.append(condition)
      } else {
        complainAboutSignal(operand)
      }
    }
    var known = traps.inherited.merging(traps.actions) { $1 }
    for number in host.ignoredAtStart where known[Int(number)] == nil {
      known[Int(number)] = .ignore
    }
    if operands.isEmpty {
      let order = [Traps.debug: 65, Traps.error: 66]
      var listed = Set(known.keys)
      if printsAll {
        listed.formUnion((0..<Traps.error).filter { $0 == Traps.exit || Traps.hasName($0) })
      }
      conditions = listed.sorted { (order[$0] ?? $0) < (order[$1] ?? $1) }
    }
    var output = ByteString()
    for condition in conditions {
      var name = Traps.name(condition)
      if self.options.contains(.posix), name.hasPrefix("SIG") { name = name.dropFirst(3) }
      switch known[condition] {
      case nil:
        // XCU `trap`: of the default, too, when it is asked for by name.
        if self.options.contains(.posix) { output.append("trap -- - \(name)\n") }
      case .ignore?: output.append("trap -- '' \(name)\n")
      case .run(let text)?:
        output.append("trap -- \(Quoting.plainSingleQuoted(text)) \(name)\n")
      }
    }
    return write(output)
  }

  /// A condition that there is not fails `trap`, which goes on (XCU 2.15 `trap`, EXIT STATUS).
  private mutating func complainAboutSignal(_ name: ByteString) {
    complain("trap: \(name): invalid signal specification")
    status = .failure
  }

  fileprivate mutating func setTraps(
    _ words: Words, _ operands: [ByteString]
  ) throws(ShellError) -> Flow {
    var action: Traps.Action?
    var conditions = operands[...]
    let first = operands[0]
    let isNumber = !first.isEmpty && first.allSatisfy(\.isASCIIDigit)
    if isNumber && Traps.condition(first) != nil
      || operands.count == 1 && Traps.condition(first) != nil && !first.isEmpty
    {
      // XCU `trap`: a first operand that is a number is a condition; all get their default.
    } else if operands.count == 1 {
      let flow = wrongUsage(words)
      // XCU 2.8.1: wrong usage of a special builtin ends `sh`.
      if options.contains(.posix) { throw ShellError("", status: .usage) }
      return flow
    } else {
      conditions = operands.dropFirst()
      if first == "-" {
        action = nil
      } else {
        action = first.isEmpty ? .ignore : .run(first)
      }
    }
    for name in conditions {
      guard let condition = Traps.condition(name) else {
        // XCU `trap`: not an error that ends the shell.
        complainAboutSignal(name)
        status = .failure
        continue
      }
      // A signal that was ignored when the shell began stays so.
      if condition <= 64, host.ignoredAtStart.contains(Int32(condition)),
        !options.contains(.interactive)
      {
        continue
      }
      setTrap(condition, action)
    }
    return .normal
  }
}

/// The list of signals that `trap -l` and `kill -l` print.
enum SignalList {
  static let table: ByteString = {
    var text = ByteString()
    var column = 0
    for number in 1...64 {
      guard let name = Signal(number: Int32(number)).name else { continue }
      text.append("\(ByteString(number).leftPadded(to: 2))) SIG\(name)")
      column += 1
      text.append(column % 5 == 0 ? "\n" : "\t")
    }
    return column % 5 == 0 ? text : text + "\n"
  }()
}
