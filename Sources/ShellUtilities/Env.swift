import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `env` runs a command in a changed environment, or prints the environment.
  ///
  /// - Output: `NAME=value` lines, or what the command writes.
  /// - Status: that of the command; 125 on wrong usage; 126 and 127 as in the shell.
  /// - Source: POSIX.1-2024 XCU `env`. Beyond it, as GNU: `-u -0 -C -S -v`.
  public static let env = Utility(
    "env", usage: "[-i0v] [-u name]... [-C directory] [-S string] [name=value...] [command...]"
  ) { context in
    let arguments = try Arguments(
      try expandSplitStrings(context.arguments, context), options: "iu:0C:v",
      long: [
        "ignore-environment i", "unset= u", "null 0", "chdir= C", "debug v",
        "block-signal=?", "default-signal=?", "ignore-signal=?",
      ], permutes: false)
    var isEmpty = false
    var unset: [ByteString] = []
    var end: UInt8 = 10
    var directory: ByteString?
    for option in arguments.options {
      switch option.letter {
      case UInt8(ascii: "i"): isEmpty = true
      case UInt8(ascii: "u"):
        let name = option.value ?? ""
        if name.isEmpty || name.contains(UInt8(ascii: "=")) {
          throw UtilityError(
            "cannot unset \(name.quoted): \(Errno.invalid.message)", status: 125)
        }
        unset.append(name)
      case UInt8(ascii: "0"): end = 0
      case UInt8(ascii: "C"): directory = option.value
      default: break
      }
    }
    var words = arguments.operands[...]
    if words.first == "-" {
      isEmpty = true
      words.removeFirst()
    }
    var variables = isEmpty ? [] : context.environment.all
    if !unset.isEmpty { variables.removeAll { unset.contains($0.name) } }
    while let word = words.first, let equals = word.firstIndex(of: UInt8(ascii: "=")) {
      let pair = (name: word.prefix(equals), value: word.dropFirst(equals + 1))
      if let place = variables.firstIndex(where: { $0.name == pair.name }) {
        variables[place].value = pair.value
      } else {
        variables.append(pair)
      }
      words.removeFirst()
    }
    if words.isEmpty {
      if directory != nil {
        throw UtilityError.operands(
          "must specify command with --chdir (-C)", context, status: 125)
      }
      for (name, value) in variables {
        try context.output.write("\(name)=\(value)")
        try context.output.write(end)
      }
      return .success
    }
    if end == 0 {
      throw UtilityError.operands("cannot specify --null (-0) with command", context, status: 125)
    }
    if let place = directory {
      do {
        let status = try context.status(place)
        if status.kind != .directory { throw Errno.notDirectory }
        directory = context.path(place)
      } catch let error as Errno {
        throw UtilityError(
          "cannot change directory to \(place.quoted): \(error.message)", status: 125)
      }
    }
    return context.run(
      CommandRequest(
        Array(words), environment: Environment(variables), directory: directory,
        isLast: true))
  }

  /// Replaces `-S string` by the words of the string.
  private static func expandSplitStrings(
    _ words: [ByteString], _ context: CommandContext
  ) throws -> [ByteString] {
    for (index, word) in words.enumerated() {
      var text: ByteString?
      var count = 1
      if word.hasPrefix("--split-string=") {
        text = word.dropFirst(15)
      } else if word == "-S" || word == "--split-string" {
        text = index + 1 < words.count ? words[index + 1] : nil
        count = 2
      } else if word.hasPrefix("-"), !word.hasPrefix("--"),
        let place = word.firstIndex(of: UInt8(ascii: "S")),
        word.prefix(place).dropFirst().allSatisfy({ ByteString("iv0").contains($0) })
      {
        text = word.dropFirst(place + 1)
        let rest = Array(words[(index + 1)...])
        let before = place > 1 ? [word.prefix(place)] : []
        if let text, !text.isEmpty {
          return Array(words[..<index]) + before + (try EnvString.words(text, context)) + rest
        }
        if let next = rest.first {
          return Array(words[..<index]) + before + (try EnvString.words(next, context))
            + rest.dropFirst()
        }
      }
      if let text {
        return Array(words[..<index]) + (try EnvString.words(text, context))
          + words[min(words.count, index + count)...]
      }
      // The command's own options are not looked at.
      if !word.hasPrefix("-") && !word.contains(UInt8(ascii: "=")) { break }
    }
    return words
  }
}

/// The little language of `env -S`: quotes, backslashes and `${NAME}`.
private enum EnvString {
  static func words(_ text: ByteString, _ context: CommandContext) throws -> [ByteString] {
    var words: [ByteString] = []
    var word: ByteString?
    var quote: UInt8 = 0
    var at = 0
    func fail(_ message: ByteString) -> UtilityError { UtilityError(message, status: 125) }
    while at < text.count {
      let byte = text[at]
      at += 1
      if byte == UInt8(ascii: "\\") {
        guard at < text.count else { throw fail("invalid backslash at end of string in -S") }
        let next = text[at]
        at += 1
        if quote == UInt8(ascii: "'") && next != UInt8(ascii: "'") && next != byte {
          word = (word ?? "") + ByteString([byte, next])
          continue
        }
        if next == UInt8(ascii: "c") { break }
        if next == UInt8(ascii: "_") && quote == 0 {
          if let ended = word { words.append(ended) }
          word = nil
          continue
        }
        guard let place = ByteString("fnrtv_#$\"'\\").firstIndex(of: next) else {
          throw fail("invalid sequence '\\\(ByteString([next]))' in -S")
        }
        word = (word ?? "") + ByteString([ByteString("\u{0C}\n\r\t\u{0B} #$\"'\\")[place]])
      } else if quote != 0 && byte == quote {
        quote = 0
      } else if quote == 0 && (byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"")) {
        quote = byte
        word = word ?? ""
      } else if quote == 0 && byte.isASCIISpace {
        if let ended = word { words.append(ended) }
        word = nil
      } else if quote == 0 && byte == UInt8(ascii: "#") && word == nil {
        break
      } else if byte == UInt8(ascii: "$") && quote != UInt8(ascii: "'") {
        guard at < text.count, text[at] == UInt8(ascii: "{"),
          let close = text.firstIndex(of: UInt8(ascii: "}"), from: at),
          text.bytes(in: (at + 1)..<close).isName
        else {
          throw fail("only ${VARNAME} expansion is supported, error at: \(text.dropFirst(at - 1))")
        }
        if let value = context.environment[text.bytes(in: (at + 1)..<close)] {
          word = (word ?? "") + value
        }
        at = close + 1
      } else {
        word = (word ?? "") + ByteString([byte])
      }
    }
    if quote != 0 { throw fail("no terminating quote in -S string") }
    if let word { words.append(word) }
    return words
  }
}
