import ShellBytes
import ShellCommand

extension Builtin {
  /// `alias` defines aliases or prints them.
  ///
  /// - Output: `alias name='text'`, sorted; in POSIX mode without the first word unless `-p`.
  /// - Status: 0; 1 when a name is no alias or cannot be one.
  /// - Source: POSIX.1-2024 XCU `alias`; bash 5.2 manual 4.2.
  static let alias = Builtin("alias", usage: "[-p] [name[=value] ... ]") {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("p", words)
    let operands = shell.operands(words, from: options.firstOperand)
    shell.status = .success
    let prefix: ByteString =
      shell.options.contains(.posix) && !options.contains("p") ? "" : "alias "
    func line(_ name: ByteString, _ text: ByteString) -> ByteString {
      "\(prefix)\(name)=\(Quoting.plainSingleQuoted(text))\n"
    }
    if operands.isEmpty || options.contains("p") {
      var output = ByteString()
      for (name, text) in shell.aliases.sorted(by: { $0.key < $1.key }) {
        output.append(line(name, text))
      }
      let flow = shell.write(output)
      if flow != .normal { return flow }
    }
    for operand in operands {
      if let equals = operand.firstIndex(of: UInt8(ascii: "=")), equals > 0 {
        let name = operand.prefix(equals)
        if Aliases.isName(name) {
          shell.setAlias(name, operand.dropFirst(equals + 1))
        } else {
          shell.complain("alias: `\(name)': invalid alias name")
          shell.status = .failure
        }
      } else if let text = shell.aliases[operand] {
        let flow = shell.write(line(operand, text))
        if flow != .normal { return flow }
      } else {
        shell.complain("alias: \(operand): not found")
        shell.status = .failure
      }
    }
    return .normal
  }

  /// `unalias` forgets aliases.
  ///
  /// - Status: 0; 1 when a name is no alias; 2 without operands.
  /// - Source: POSIX.1-2024 XCU `unalias`.
  static let unalias = Builtin("unalias", usage: "[-a] name [name ...]") {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("a", words)
    shell.status = .success
    if options.contains("a") {
      for name in shell.aliases.keys { shell.setAlias(name, nil) }
      return .normal
    }
    let operands = shell.operands(words, from: options.firstOperand)
    if operands.isEmpty { return shell.wrongUsage(words) }
    for name in operands {
      if shell.aliases[name] == nil {
        shell.complain("unalias: \(name): not found")
        shell.status = .failure
      }
      shell.setAlias(name, nil)
    }
    return .normal
  }
}

/// The names that aliases may have.
private enum Aliases {
  private static let forbidden = ByteSet(" \t\n&();<>|'\"\\`$/" as ByteString)
  static func isName(_ name: ByteString) -> Bool {
    !name.isEmpty && name.allSatisfy { !forbidden.contains($0) }
  }
}

extension Interpreter {
  /// Defines or forgets an alias.
  mutating func setAlias(_ name: ByteString, _ text: ByteString?) {
    if level > 0 { journal.append(.alias(name, aliases[name])) }
    aliases[name] = text
  }
}
