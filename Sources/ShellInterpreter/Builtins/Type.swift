import ShellBytes
import ShellCommand

extension Builtin {
  /// `type` tells what names mean as commands.
  ///
  /// - Output: a sentence for each; with `-t` one word, with `-p` and `-P` the path of the file.
  /// - Status: 1 when a name means nothing.
  /// - Source: POSIX.1-2024 XCU `type`; the options as in bash 5.2.
  static let type = Builtin("type", usage: "[-afptP] name [name ...]") {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("afptP", words)
    let all = options.contains("a")
    shell.status = .success
    for name in shell.operands(words, from: options.firstOperand) {
      var meanings: [CommandMeaning] = []
      if options.contains("P") {
        meanings = shell.files(of: name, all: all).map { .file($0) }
      } else {
        meanings = shell.meanings(of: name, all: all, skipsFunctions: options.contains("f"))
      }
      if meanings.isEmpty {
        if !options.contains("t") && !options.contains("p") && !options.contains("P") {
          shell.complain("type: \(name): not found")
        }
        shell.status = .failure
        continue
      }
      var output = ByteString()
      for meaning in meanings {
        if options.contains("t") {
          output.append(meaning.word + "\n")
        } else if options.contains("p") || options.contains("P") {
          if case .file(let path) = meaning { output.append(path + "\n") }
        } else {
          output.append(shell.description(name, meaning))
        }
      }
      let flow = shell.write(output)
      if flow != .normal { return flow }
    }
    return .normal
  }

  /// `which` prints the files, or the commands of this process, that names mean.
  ///
  /// - Output: a path a line; the name itself for a command that no file stands for.
  /// - Status: 1 when a name is not found.
  /// - Source: the `which` of Debian; `-a` prints all.
  static let which = Builtin("which", usage: "[-a] args", isAlsoProgram: true) {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("as", words)
    shell.status = options.firstOperand < words.count ? .success : .failure
    for name in shell.operands(words, from: options.firstOperand) {
      var found = shell.files(of: name, all: options.contains("a"))
      if found.isEmpty, shell.host.utilities[name] != nil || BuiltinRegistry.find(name) != nil {
        found = [name]
      }
      if found.isEmpty { shell.status = .failure }
      if found.isEmpty || options.contains("s") { continue }
      let flow = shell.write(ByteString.joined(found, separator: "\n") + "\n")
      if flow != .normal { return flow }
    }
    return .normal
  }
}

extension CommandMeaning {
  /// What `type -t` prints.
  fileprivate var word: ByteString {
    switch self {
    case .alias: return "alias"
    case .keyword: return "keyword"
    case .function: return "function"
    case .builtin, .utility: return "builtin"
    case .file: return "file"
    }
  }
}
