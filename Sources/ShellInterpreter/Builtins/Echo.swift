import ShellBytes
import ShellCommand

extension Builtin {
  /// `echo` writes its arguments, joined with blanks, and a newline.
  ///
  /// - Output: `-n` leaves the newline out, `-e` expands escapes, `-E` does not. Started as `sh`
  ///   or with `xpg_echo` escapes are expanded, as XSI wants it.
  /// - Source: POSIX.1-2024 XCU `echo`; bash 5.2 manual 4.2.
  static let echo = Builtin("echo", usage: "[-neE] [arg ...]", isAlsoProgram: true, effect: .none) {
    (shell, words) throws(ShellError) -> Flow in
    var first = 1
    var newline = true
    var expands = shell.options.contains(.xpgEcho)
    options: while first < words.count {
      let word = shell[words, first]
      guard word.first == UInt8(ascii: "-"), word.count > 1,
        word.dropFirst().allSatisfy({
          $0 == UInt8(ascii: "n") || $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E")
        })
      else { break }
      for letter in word.dropFirst() {
        switch letter {
        case UInt8(ascii: "n"): newline = false
        case UInt8(ascii: "e"): expands = true
        default: expands = false
        }
      }
      first += 1
    }
    // One word is the most frequent case: nothing is joined.
    var line = ByteString()
    if first < words.count { line = shell[words, first] }
    if expands { return shell.echoExpanded(words, first, newline) }
    var index = first + 1
    while index < words.count {
      line.append(UInt8(ascii: " "))
      line.append(shell[words, index])
      index += 1
    }
    if newline { line.append(10) }
    shell.status = .success
    return shell.write(line)
  }
}

extension Interpreter {
  fileprivate mutating func echoExpanded(
    _ words: Words, _ first: Int, _ newline: Bool
  ) -> Flow {
    var line = ByteString()
    status = .success
    for index in first..<max(first, words.count) {
      if index > first { line.append(UInt8(ascii: " ")) }
      let result = Escapes.expand(self[words, index], .echo)
      line.append(result.text)
      if result.isEnded { return write(line) }
    }
    if newline { line.append(10) }
    return write(line)
  }
}
