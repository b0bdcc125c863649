import ShellBytes
import ShellSystem

/// Finds what a word at the cursor may become.
struct Completion {
  /// Names that the word may be.
  struct Names {
    var commands: [ByteString]
    var variables: [ByteString]
    var directory: ByteString
    var home: ByteString
    var path: ByteString
    /// The REPL's own commands, with their colon.
    var replCommands: [ByteString]
    var templates: [ByteString]
  }
  let names: Names

  /// The candidates, which replace bytes `start` to `end` of the line, and what to put behind the
  /// only one: a byte, or 0 for nothing.
  func candidates(
    _ line: ByteString, _ start: Int, _ end: Int
  ) -> (words: [ByteString], behind: UInt8) {
    let word = line.bytes(in: start..<end)
    let before = line.prefix(start)
    if let dollar = before.last, dollar == UInt8(ascii: "$") {
      return (matching(word, names.variables), UInt8(ascii: " "))
    }
    if before.hasSuffix("${") { return (matching(word, names.variables), UInt8(ascii: "}")) }
    if line.first == UInt8(ascii: ":") {
      if start == 0 { return (matching(word, names.replCommands), UInt8(ascii: " ")) }
      if before.hasPrefix(":event ") || before.hasPrefix(":invoke ") {
        let templates = matching(word, names.templates)
        if !templates.isEmpty { return (templates, UInt8(ascii: " ")) }
      }
      return files(word, before, programsOnly: false)
    }
    if Completion.isCommandPosition(before) && !word.contains(UInt8(ascii: "/")) {
      let found = matching(word, names.commands + programs(word))
      if !found.isEmpty { return (found, UInt8(ascii: " ")) }
    }
    return files(word, before, programsOnly: false)
  }

  private func matching(_ word: ByteString, _ all: [ByteString]) -> [ByteString] {
    Set(all.filter { $0.hasPrefix(word) }).sorted()
  }

  /// Whether a command's name may stand behind a text: at the beginning, behind an operator, a
  /// reserved word or an assignment.
  static func isCommandPosition(_ before: ByteString) -> Bool {
    var words: [ByteString] = []
    var word = ByteString()
    var quote: UInt8 = 0
    var at = 0
    func finish() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    while at < before.count {
      let byte = before[at]
      if quote != 0 {
        if byte == quote { quote = 0 }
        word.append(byte)
      } else {
        switch byte {
        case UInt8(ascii: "\\"):
          word.append(byte)
          at += 1
          if at < before.count { word.append(before[at]) }
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
          quote = byte
          word.append(byte)
        case UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "("),
          UInt8(ascii: "`"), 10:
          word = ""
          words = []
        case 32, 9: finish()
        default: word.append(byte)
        }
      }
      at += 1
    }
    if quote != 0 || !word.isEmpty { return false }
    let openers: Set<ByteString> = [
      "if", "then", "else", "elif", "while", "until", "do", "{", "!", "time", "command",
      "builtin", "exec", "env", "sudo", "xargs", "nohup", "$",
    ]
    return words.allSatisfy { openers.contains($0) || isAssignment($0) }
  }

  private static func isAssignment(_ word: ByteString) -> Bool {
    guard let equals = word.firstIndex(of: UInt8(ascii: "=")) else { return false }
    return word.prefix(equals).isName
  }

  /// Programs on the search path whose names begin so.
  private func programs(_ word: ByteString) -> [ByteString] {
    guard !word.isEmpty else { return [] }
    var found: [ByteString] = []
    for folder in names.path.split(at: UInt8(ascii: ":")) where !folder.isEmpty {
      let absolute = Path.join(names.directory, folder)
      for entry in (try? Files.entries(absolute)) ?? [] where entry.name.hasPrefix(word) {
        if Files.isAccessible(Path.join(absolute, entry.name), .execute) {
          found.append(entry.name)
        }
      }
    }
    return found
  }

  /// Files whose names begin so, a slash behind directories.
  private func files(
    _ word: ByteString, _ before: ByteString, programsOnly: Bool
  ) -> (words: [ByteString], behind: UInt8) {
    let quote = Completion.openQuote(before)
    let plain = quote == 0 ? Completion.unescaped(word) : word
    let slash = plain.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { plain.prefix($0 + 1) } ?? ""
    let start = slash.map { plain.dropFirst($0 + 1) } ?? plain
    var real = folder
    if quote == 0 && (folder == "~/" || folder.hasPrefix("~/")) {
      real = names.home + folder.dropFirst()
    }
    let directory = real.isEmpty ? names.directory : Path.join(names.directory, real)
    var words: [ByteString] = []
    for entry in (try? Files.entries(directory)) ?? [] where entry.name.hasPrefix(start) {
      if start.isEmpty && entry.name.first == UInt8(ascii: ".") { continue }
      let kind = (try? Files.status(Path.join(directory, entry.name)))?.kind
      let name = quote == 0 ? Completion.escaped(folder + entry.name) : folder + entry.name
      words.append(kind == .directory ? name + "/" : name)
    }
    words.sort()
    let isDirectory = words.count == 1 && words[0].last == UInt8(ascii: "/")
    if isDirectory { return (words, 0) }
    return (words, quote == 0 ? UInt8(ascii: " ") : quote)
  }

  /// The quote that is open at the end of a text, or 0.
  private static func openQuote(_ text: ByteString) -> UInt8 {
    var quote: UInt8 = 0
    var isEscaped = false
    for byte in text {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") && quote != UInt8(ascii: "'") {
        isEscaped = true
      } else if quote == 0 && (byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"")) {
        quote = byte
      } else if byte == quote {
        quote = 0
      }
    }
    return quote
  }

  private static let special = ByteSet(ByteString(" \t\n\\'\"`$&|;<>()*?[]#!{}~"))

  private static func escaped(_ text: ByteString) -> ByteString {
    var result = ByteString()
    for (at, byte) in text.enumerated() {
      // A tilde that the user typed at the beginning stays one.
      let isTilde = byte == UInt8(ascii: "~") && at == 0 && text.hasPrefix("~/")
      if special.contains(byte) && !isTilde { result.append(UInt8(ascii: "\\")) }
      result.append(byte)
    }
    return result
  }

  private static func unescaped(_ text: ByteString) -> ByteString {
    var result = ByteString()
    var isEscaped = false
    for byte in text {
      if byte == UInt8(ascii: "\\") && !isEscaped {
        isEscaped = true
      } else {
        result.append(byte)
        isEscaped = false
      }
    }
    return result
  }
}
