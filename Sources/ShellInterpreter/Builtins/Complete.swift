import ShellBytes
import ShellCommand

extension Builtin {
  /// `complete` says how the words after commands are completed.
  ///
  /// - Output: with `-p`, or without anything, the commands that say it again, sorted by name.
  /// - Status: 1 for a name that nothing was said of, or an option that there is not.
  /// - Source: bash 5.2 manual 8.7.
  static let complete = Builtin(
    "complete",
    usage:
      "[-abcdefgjksuv] [-pr] [-DEI] [-o option] [-A action] [-G globpat] [-W wordlist] [-F function] [-C command] [-X filterpat] [-P prefix] [-S suffix] [name ...]"
  ) { (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("prDEI" + Completion.letters, words)
    let completion = try Completion(options, command: "complete")
    var names = shell.operands(words, from: options.firstOperand)
    for (letter, name) in Interpreter.specialCompletions where options.contains(letter) {
      names = [name]
    }
    shell.status = .success
    if options.contains("r") { return shell.forgetCompletions(names) }
    if options.contains("p") || options.found.isEmpty && names.isEmpty {
      return shell.printCompletions(names)
    }
    if names.isEmpty { return shell.wrongUsage(words) }
    for name in names { shell.setCompletion(name, completion) }
    return .normal
  }

  /// `compopt` changes the options of completions.
  ///
  /// - Output: without options, the command that sets those of each name.
  /// - Status: 1 for a name that nothing was said of; without a name, since no completion is
  ///   being made.
  /// - Source: bash 5.2 manual 8.7.
  static let compopt = Builtin("compopt", usage: "[-o|+o option] [-DEI] [name ...]") {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("o:DEI", words, allowsPlus: true)
    var names = shell.operands(words, from: options.firstOperand)
    for (letter, name) in Interpreter.specialCompletions where options.contains(letter) {
      names = [name]
    }
    var set: Set<ByteString> = []
    var unset: Set<ByteString> = []
    for option in options.found where option.letter == UInt8(ascii: "o") {
      guard Completion.optionNames.contains(option.value) else {
        throw ShellError("compopt: \(option.value): invalid option name")
      }
      if option.isPlus { unset.insert(option.value) } else { set.insert(option.value) }
    }
    if names.isEmpty {
      throw ShellError("compopt: not currently executing completion function")
    }
    shell.status = .success
    for name in names {
      guard let completion = shell.completions[name] else {
        shell.complain("compopt: \(name): no completion specification")
        shell.status = .failure
        continue
      }
      if set.isEmpty && unset.isEmpty {
        var text: ByteString = "compopt"
        for option in Completion.optionNames {
          text.append(completion.options.contains(option) ? " -o \(option)" : " +o \(option)")
        }
        let flow = shell.write("\(text) \(shell.completionTarget(name))\n")
        if flow != .normal { return flow }
      } else {
        shell.setCompletion(name, completion.with(set, without: unset))
      }
    }
    return .normal
  }
}

extension Interpreter {
  /// What `-D`, `-E` and `-I` stand for; no command has such a name.
  static let specialCompletions: [(letter: Unicode.Scalar, name: ByteString)] = [
    ("D", "/default"), ("E", "/empty"), ("I", "/initial"),
  ]

  mutating func setCompletion(_ name: ByteString, _ completion: Completion?) {
    if level > 0 { journal.append(.completion(name, completions[name])) }
    completions[name] = completion
  }

  /// The operand that names a completion.
  func completionTarget(_ name: ByteString) -> ByteString {
    for (letter, special) in Interpreter.specialCompletions where special == name {
      return "-\(ByteString([UInt8(ascii: letter)]))"
    }
    return name.isEmpty ? "''" : name
  }

  fileprivate mutating func printCompletions(_ names: [ByteString]) -> Flow {
    var output = ByteString()
    for name in names.isEmpty ? completions.keys.sorted() : names {
      guard let completion = completions[name] else {
        complain("complete: \(name): no completion specification")
        status = .failure
        continue
      }
      output.append("\(completion.command) \(completionTarget(name))\n")
    }
    return output.isEmpty ? .normal : write(output)
  }

  fileprivate mutating func forgetCompletions(_ names: [ByteString]) -> Flow {
    for name in names.isEmpty ? Array(completions.keys) : names {
      if completions[name] == nil {
        complain("complete: \(name): no completion specification")
        status = .failure
      }
      setCompletion(name, nil)
    }
    return .normal
  }
}
