import ShellBytes
import ShellCommand
import ShellPatterns
import ShellSystem

extension Builtin {
  /// `compgen` prints the names of some kinds that begin with a word.
  ///
  /// - Status: 0 when there is one; 1 otherwise; 2 for a kind that is none.
  /// - Source: bash 5.2 manual 8.7. What belongs to a prompt's programmable completion (`-C`, `-F`,
  ///   `-o`) is taken and has no effect.
  static let compgen = Builtin(
    "compgen",
    usage: "[-abcdefgjksuv] [-o option] [-A action] [-G globpat] [-W wordlist] [-F function]"
      + " [-C command] [-X filterpat] [-P prefix] [-S suffix] [word]"
  ) {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("abcdefgjksuvo:A:G:W:F:C:X:P:S:", words)
    let first = options.firstOperand
    let word: ByteString = first < words.count ? shell[words, first] : ""
    var found: [ByteString] = []
    for (letter, value, _) in options.found {
      switch letter {
      case UInt8(ascii: "W"): found += try shell.splitWordList(value)
      case UInt8(ascii: "G"):
        found += shell.host.files.names(
          in: shell.directory,
          matching: Glob(value, options: [.path], encoding: shell.encoding))
      case UInt8(ascii: "A"):
        guard let names = shell.completions(of: value, beginning: word) else {
          throw ShellError("compgen: \(value): invalid action name", status: 2)
        }
        found += names
      case UInt8(ascii: "o"), UInt8(ascii: "F"), UInt8(ascii: "C"), UInt8(ascii: "X"),
        UInt8(ascii: "P"), UInt8(ascii: "S"):
        break
      default:
        let action = CompletionAction.byLetter[letter] ?? ""
        found += shell.completions(of: action, beginning: word) ?? []
      }
    }
    found = found.filter { $0.hasPrefix(word) }
    if let filter = options["X"] {
      let keeps = filter.first == UInt8(ascii: "!")
      let glob = Glob(
        keeps ? filter.dropFirst() : filter, options: [.extended], encoding: shell.encoding)
      found = found.filter { glob.matches($0) == keeps }
    }
    shell.status = found.isEmpty ? .failure : .success
    var output = ByteString()
    for name in found {
      output.append("\(options["P"] ?? "")\(name)\(options["S"] ?? "")\n")
    }
    return output.isEmpty ? .normal : shell.write(output)
  }
}

/// The kinds of names that `compgen -A` knows.
private enum CompletionAction {
  static let byLetter: [UInt8: ByteString] = [
    UInt8(ascii: "a"): "alias", UInt8(ascii: "b"): "builtin", UInt8(ascii: "c"): "command",
    UInt8(ascii: "d"): "directory", UInt8(ascii: "e"): "export", UInt8(ascii: "f"): "file",
    UInt8(ascii: "g"): "group", UInt8(ascii: "j"): "job", UInt8(ascii: "k"): "keyword",
    UInt8(ascii: "s"): "service", UInt8(ascii: "u"): "user", UInt8(ascii: "v"): "variable",
  ]

  static let keywords: [ByteString] = [
    "if", "then", "else", "elif", "fi", "case", "esac", "for", "select", "while", "until", "do",
    "done", "in", "function", "time", "{", "}", "!", "[[", "]]", "coproc",
  ]
}

extension Interpreter {
  /// All names of a kind; of files only those that may begin with a word. Nil for an unknown kind.
  fileprivate mutating func completions(
    of action: ByteString, beginning word: ByteString
  ) -> [ByteString]? {
    switch action {
    case "alias": return aliases.keys.sorted()
    case "builtin": return BuiltinRegistry.names.filter { !isDisabledBuiltin($0) }
    case "enabled": return BuiltinRegistry.names.filter { !isDisabledBuiltin($0) }
    case "disabled": return BuiltinRegistry.names.filter { isDisabledBuiltin($0) }
    case "keyword": return CompletionAction.keywords
    case "function": return definedFunctions().map(\.name)
    case "variable":
      return existingVariables().map { host.names.name($0) }
    case "export":
      return existingVariables().filter { variables[$0].attributes.contains(.exported) }
        .map { host.names.name($0) }
    case "arrayvar":
      return existingVariables().filter { isArray($0) }.map { host.names.name($0) }
    case "setopt": return Options.named.map(\.name)
    case "shopt": return Options.shopt.map(\.name)
    case "signal":
      return (0...64).compactMap { number in
        Signal(number: Int32(number)).name.map { "SIG" + $0 }
      }
    case "job", "running": return jobs.running.map { $0.text() }
    case "file", "directory": return fileNames(word, directoriesOnly: action == "directory")
    case "command":
      return aliases.keys.sorted() + CompletionAction.keywords + definedFunctions().map(\.name)
        + BuiltinRegistry.names + host.utilities.names.sorted() + programNames(word)
    case "binding", "group", "helptopic", "hostname", "service", "stopped", "user": return []
    default: return nil
    }
  }

  /// The entries of the directory that a word names, as the word spells it.
  private func fileNames(_ word: ByteString, directoriesOnly: Bool) -> [ByteString] {
    let end = word.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    let prefix = word.prefix(end)
    let folder = Path.join(directory, prefix.isEmpty ? "." : prefix)
    let names = (try? host.files.entries(folder).map(\.name)) ?? []
    return names.sorted().filter { name in
      guard name != "." && name != ".." else { return false }
      if !directoriesOnly { return true }
      let status = try? host.files.status(Path.join(folder, name), followLinks: true)
      return status?.kind == .directory
    }
    .map { prefix + $0 }
  }

  private mutating func programNames(_ word: ByteString) -> [ByteString] {
    var names: Set<ByteString> = []
    for part in (value(Slot.path) ?? "").split(at: UInt8(ascii: ":")) {
      let folder = Path.join(directory, part.isEmpty ? "." : part)
      for entry in (try? host.files.entries(folder)) ?? [] where entry.name.hasPrefix(word) {
        names.insert(entry.name)
      }
    }
    return names.sorted()
  }

  /// A word list, expanded and split as an unquoted word is.
  fileprivate mutating func splitWordList(
    _ text: ByteString
  ) throws(ShellError) -> [ByteString] {
    let mark = stackCount
    try pushSplit(try expandQuoted(text))
    return popValues(from: mark)
  }
}

extension FileSystem {
  /// The names in a directory that a pattern matches, sorted.
  fileprivate func names(in folder: ByteString, matching glob: Glob) -> [ByteString] {
    ((try? entries(folder).map(\.name)) ?? []).filter { glob.matches($0) }.sorted()
  }
}
