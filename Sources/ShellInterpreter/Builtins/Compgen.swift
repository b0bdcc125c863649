import ShellBytes
import ShellCommand
import ShellPatterns
import ShellSystem

extension Builtin {
  /// `compgen` prints the words that a completion would offer.
  ///
  /// - Output: those that begin with the operand, a line each, in the order of their sources.
  /// - Status: 1 when there is none.
  /// - Source: bash 5.2 manual 8.7.
  static let compgen = Builtin(
    "compgen",
    usage:
      "[-abcdefgjksuv] [-o option] [-A action] [-G globpat] [-W wordlist] [-F function] [-C command] [-X filterpat] [-P prefix] [-S suffix] [word]"
  ) { (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions(Completion.letters, words)
    let completion = try Completion(options, command: "compgen")
    let word = shell.operands(words, from: options.firstOperand).first ?? ""
    for letter in ["C", "F"] as [Unicode.Scalar] where options.contains(letter) {
      let shown = ByteString([UInt8(ascii: letter)])
      shell.complain("compgen: warning: -\(shown) option may not work as you expect")
    }
    let found = try shell.candidates(completion, word)
    shell.status = found.isEmpty ? .failure : .success
    if found.isEmpty { return .normal }
    let before = completion["P"] ?? ""
    let behind = completion["S"] ?? ""
    var output = ByteString()
    for candidate in found { output.append("\(before)\(candidate)\(behind)\n") }
    return shell.write(output)
  }
}

extension Interpreter {
  /// All that a completion offers for a word, filtered by `-X`.
  fileprivate mutating func candidates(
    _ completion: Completion, _ word: ByteString
  ) throws(ShellError) -> [ByteString] {
    var found: [ByteString] = []
    for (action, _) in Completion.actionNames where completion.actions.contains(action) {
      found += actionNames(action, word).filter { $0.hasPrefix(word) }
    }
    if let pattern = completion["G"] { found += try pathnames(pattern) }
    if let list = completion["W"] {
      found += expandedWords(completionText(list)).filter { $0.hasPrefix(word) }
    }
    if let function = completion["F"] { found += completionsOf(function, word) }
    if let command = completion["C"] {
      let line = "\(command) compgen \(Quoting.plainSingleQuoted(word)) ''"
      found += expandedWords("\"$(\(line))\"").flatMap { $0.split(at: 10) }
    }
    if let filter = completion["X"], !filter.isEmpty {
      found = filtered(found, by: filter, word)
    }
    let isDirectoryAdded =
      completion.options.contains("plusdirs")
      || found.isEmpty && completion.options.contains("dirnames")
    return isDirectoryAdded ? found + fileNames(word, directoriesOnly: true) : found
  }

  /// `-X`: `&` stands for the word, `!` keeps what matches instead.
  private func filtered(
    _ found: [ByteString], by filter: ByteString, _ word: ByteString
  ) -> [ByteString] {
    var pattern = ByteString()
    var isQuoted = false
    for byte in filter {
      if byte == UInt8(ascii: "&") && !isQuoted {
        pattern.append(word)
      } else {
        if byte == UInt8(ascii: "&"), isQuoted { pattern = pattern.prefix(pattern.count - 1) }
        pattern.append(byte)
      }
      isQuoted = byte == UInt8(ascii: "\\") && !isQuoted
    }
    let keeps = pattern.first == UInt8(ascii: "!")
    if keeps { pattern = pattern.dropFirst() }
    let glob = host.glob(pattern, globOptions, encoding)
    return found.filter { glob.matches($0) == keeps }
  }

  private mutating func pathnames(_ pattern: ByteString) throws(ShellError) -> [ByteString] {
    let base = stackCount
    defer { pop(to: base) }
    var listings = DirectoryListings()
    _ = try pushPathnames(pattern, &listings)
    return operands(Words(base: base, count: stackCount - base), from: 0)
  }

  // MARK: Words, functions, commands

  /// The words of an array's text, expanded; no pathnames, no braces.
  private mutating func expandedWords(_ text: ByteString) -> [ByteString] {
    let name: ByteString = "__completion_words"
    let slot = self.slot(name)
    let outer = options
    options.insert(.noglob)
    options.remove(.braceexpand)
    let flow = evaluate("\(name)=(\(text)\n)", firstLine: Int(line))
    options.set(.noglob, outer.contains(.noglob))
    options.set(.braceexpand, outer.contains(.braceexpand))
    let found = flow == .normal ? arrayValue(slot)?.elements ?? [] : []
    try? unset(slot)
    return found
  }

  /// A word list as an array's text: its words end at characters of IFS alone, outside of quotes.
  private func completionText(_ list: ByteString) -> ByteString {
    let separators =
      variables[Slot.ifs].isSet ? variables[Slot.ifs].value : ByteString(" \t\n")
    var text = ByteString()
    var at = 0
    while at < list.count {
      let byte = list[at]
      let end = Interpreter.endOfQuoting(list, at)
      if separators.contains(byte) {
        text.append(10)
      } else if end > at + 1 {
        text.append(list.bytes(in: at..<end))
        at = end
        continue
      } else if byte == 10 {
        text.append("$'\\n'")
      } else if ByteString(" \t;&|<>()#[]=").contains(byte) {
        text.append(UInt8(ascii: "\\"))
        text.append(byte)
      } else {
        text.append(byte)
      }
      at += 1
    }
    return text
  }

  /// The end of the quoted text or the expansion that begins at a place; the next place where
  /// there is none.
  private static func endOfQuoting(_ text: ByteString, _ start: Int) -> Int {
    var closers: [UInt8] = []
    var at = start
    repeat {
      let byte = text[at]
      let inSingle = closers.last == UInt8(ascii: "'")
      if byte == closers.last {
        closers.removeLast()
      } else if inSingle {
        // Only its end counts.
      } else if byte == UInt8(ascii: "\\") {
        at += 1
      } else if byte == UInt8(ascii: "'") && closers.last != UInt8(ascii: "\"") {
        closers.append(byte)
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`") {
        closers.append(byte)
      } else if byte == UInt8(ascii: "$") && at + 1 < text.count {
        if text[at + 1] == UInt8(ascii: "(") { closers.append(UInt8(ascii: ")")) }
        if text[at + 1] == UInt8(ascii: "{") { closers.append(UInt8(ascii: "}")) }
        if !closers.isEmpty && ByteString("({").contains(text[at + 1]) { at += 1 }
      } else if byte == UInt8(ascii: "(") && closers.last == UInt8(ascii: ")") {
        closers.append(UInt8(ascii: ")"))
      }
      at += 1
    } while !closers.isEmpty && at < text.count
    return min(at, text.count)
  }

  /// What a function leaves in COMPREPLY.
  private mutating func completionsOf(_ name: ByteString, _ word: ByteString) -> [ByteString] {
    guard let function = function(named: name) else {
      complain("compgen: warning: \(name): function not found")
      return []
    }
    let reply = self.slot("COMPREPLY")
    try? unset(reply)
    let base = stackCount
    for argument in [name, "compgen", word, ""] as [ByteString] { push(argument) }
    _ = call(function, Words(base: base, count: 4))
    pop(to: base)
    let found = arrayValue(reply)?.elements ?? []
    try? unset(reply)
    return found
  }

  // MARK: Names

  /// The names that an action stands for, which may begin with the word.
  private mutating func actionNames(_ action: ByteString, _ word: ByteString) -> [ByteString] {
    switch action {
    case "alias": return aliases.keys.sorted()
    case "arrayvar": return existingVariables().filter { isArray($0) }.map { host.names.name($0) }
    case "builtin", "helptopic": return BuiltinRegistry.names
    case "command": return commandNames(word)
    case "directory": return fileNames(word, directoriesOnly: true)
    case "disabled": return BuiltinRegistry.names.filter { isDisabledBuiltin($0) }
    case "enabled": return BuiltinRegistry.names.filter { !isDisabledBuiltin($0) }
    case "export":
      return existingVariables().filter { variables[$0].attributes.contains(.exported) }
        .map { host.names.name($0) }
    case "file": return fileNames(word, directoriesOnly: false)
    case "function": return definedFunctions().map(\.name)
    case "group": return firstFields("/etc/group", UInt8(ascii: ":"))
    case "hostname":
      return lines("/etc/hosts").flatMap { line in
        line.prefix { $0 != UInt8(ascii: "#") }.split { $0 == 32 || $0 == 9 }.dropFirst()
          .map { ByteString($0) }
      }
    case "keyword": return Interpreter.keywordNames
    case "service": return firstFields("/etc/services", UInt8(ascii: "\t"))
    case "setopt": return Options.named.map(\.name)
    case "shopt": return ShellOption.all.map(\.name)
    case "signal":
      return (0..<65).compactMap { number in
        Signal(number: Int32(number)).name.map { number == 0 ? $0 : "SIG\($0)" }
      } + ["DEBUG", "ERR", "RETURN"]
    case "user": return firstFields("/etc/passwd", UInt8(ascii: ":"))
    case "variable": return existingVariables().map { host.names.name($0) }
    // No jobs of this kind, no key bindings: nothing edits lines.
    default: return []
    }
  }

  private mutating func commandNames(_ word: ByteString) -> [ByteString] {
    if word.contains(UInt8(ascii: "/")) {
      return fileNames(word, directoriesOnly: false).filter {
        host.files.isAccessible(Path.join(directory, $0), .execute)
      }
    }
    var names = aliases.keys.sorted() + Interpreter.keywordNames
    names += definedFunctions().map(\.name) + BuiltinRegistry.names + host.utilities.names
    for part in (value(Slot.path) ?? "").split(at: UInt8(ascii: ":")) {
      let folder = Path.join(directory, part.isEmpty ? "." : part)
      let entries = (try? host.files.entries(folder)) ?? []
      names += entries.map(\.name).filter {
        $0.hasPrefix(word) && host.files.isAccessible(Path.join(folder, $0), .execute)
          && !host.files.isDirectory(Path.join(folder, $0))
      }
    }
    return names
  }

  /// The files whose names begin with a word, by the word's directory as it is written.
  private mutating func fileNames(_ word: ByteString, directoriesOnly: Bool) -> [ByteString] {
    let slash = word.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { word.prefix($0 + 1) } ?? ""
    let start = word.dropFirst(folder.count)
    var place = folder
    if place.first == UInt8(ascii: "~"), let end = place.firstIndex(of: UInt8(ascii: "/")) {
      let user = place.bytes(in: 1..<end)
      if let home = homeDirectory(user) { place = home + place.dropFirst(end) }
    }
    let path = Path.join(directory, place.isEmpty ? "." : place)
    let entries = (try? host.files.entries(path)) ?? []
    return entries.map(\.name).filter { name in
      name != "." && name != ".." && name.hasPrefix(start)
        && (!directoriesOnly || host.files.isDirectory(Path.join(path, name)))
    }
    .sorted().map { folder + $0 }
  }

  private func lines(_ path: ByteString) -> [ByteString] {
    ((try? readFile(path)) ?? "").split(at: 10)
  }

  private func firstFields(_ path: ByteString, _ separator: UInt8) -> [ByteString] {
    lines(path).map { line in ByteString(line.prefix { $0 != separator && $0 != 32 }) }
      .filter { !$0.isEmpty && $0.first != UInt8(ascii: "#") }
  }
}
