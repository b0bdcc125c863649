import ShellBytes
import ShellCommand
import ShellSyntax
import ShellSystem

/// What a name means as a command, for `type`, `command -v` and `which`.
enum CommandMeaning {
  case alias(ByteString)
  case keyword
  case function(Function)
  case builtin(isSpecial: Bool)
  /// A command of this process that no file stands for.
  case utility
  case file(ByteString)
}

extension Interpreter {
  private static let keywords: Set<ByteString> = [
    "if", "then", "else", "elif", "fi", "case", "esac", "for", "while", "until", "do", "done",
    "in", "{", "}", "!",
  ]
  private static let bashKeywords: Set<ByteString> = [
    "select", "function", "time", "[[", "]]", "coproc",
  ]

  static let keywordNames: [ByteString] = (keywords.union(bashKeywords)).sorted()

  /// What a name means, first what the shell takes.
  /// - Parameter all: whether what is hidden by the first is listed, too.
  mutating func meanings(
    of name: ByteString, all: Bool, skipsFunctions: Bool = false, path: ByteString? = nil
  ) -> [CommandMeaning] {
    var found: [CommandMeaning] = []
    let expandsAliases = !options.isDisjoint(with: [.expandAliases, .posix, .interactive])
    if expandsAliases, let text = aliases[name] { found.append(.alias(text)) }
    if Interpreter.keywords.contains(name)
      || dialect == .bash && Interpreter.bashKeywords.contains(name)
    {
      found.append(.keyword)
    }
    if !skipsFunctions, let function = function(named: name) { found.append(.function(function)) }
    let isDisabled = isDisabledBuiltin(name)
    if !isDisabled, let builtin = BuiltinRegistry.find(name) {
      found.append(.builtin(isSpecial: builtin.isSpecial))
    }
    if !all && !found.isEmpty { return [found[0]] }
    let files = self.files(of: name, all: all, path: path)
    found += files.map { .file($0) }
    if !isDisabled, files.isEmpty, host.utilities[name] != nil { found.append(.utility) }
    return all ? found : Array(found.prefix(1))
  }

  /// Whether `enable -n` turned a builtin off.
  func isDisabledBuiltin(_ name: ByteString) -> Bool {
    guard let slot = host.names.find(name), slot < slotCapacity else { return false }
    return functions[slot]?.isDisabledBuiltin ?? false
  }

  /// The executable files of a name: with a slash itself, else those in PATH.
  mutating func files(of name: ByteString, all: Bool, path: ByteString? = nil) -> [ByteString] {
    func isProgram(_ file: ByteString) -> Bool {
      host.files.isAccessible(file, .execute) && !host.files.isDirectory(file)
    }
    if name.isEmpty { return [] }
    if name.contains(UInt8(ascii: "/")) {
      return isProgram(Path.join(directory, name)) ? [name] : []
    }
    var found: [ByteString] = []
    for part in (path ?? value(Slot.path) ?? "").split(at: UInt8(ascii: ":")) {
      let candidate = Path.join(part.isEmpty ? "." : part, name)
      if isProgram(Path.join(directory, candidate)) {
        found.append(candidate)
        if !all { break }
      }
    }
    return found
  }

  /// A meaning as `type` and `command -V` tell it.
  func description(_ name: ByteString, _ meaning: CommandMeaning) -> ByteString {
    switch meaning {
    case .alias(let text): return "\(name) is aliased to `\(text)'\n"
    case .keyword: return "\(name) is a shell keyword\n"
    case .function(let function):
      return "\(name) is a function\n\(Printer.print(function: function.definition))\n"
    case .builtin(let isSpecial):
      return isSpecial && options.contains(.posix)
        ? "\(name) is a special shell builtin\n" : "\(name) is a shell builtin\n"
    case .utility: return "\(name) is a shell builtin\n"
    case .file(let path): return "\(name) is \(path)\n"
    }
  }

  /// A meaning as `command -v` prints it.
  func shortDescription(_ name: ByteString, _ meaning: CommandMeaning) -> ByteString {
    switch meaning {
    case .alias(let text): return "alias \(name)=\(Quoting.plainSingleQuoted(text))\n"
    case .file(let path): return path + "\n"
    default: return name + "\n"
    }
  }
}
