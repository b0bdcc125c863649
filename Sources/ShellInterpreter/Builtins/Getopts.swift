import ShellBytes
import ShellCommand

extension Builtin {
  /// `getopts` takes the next option from the positional parameters or from its own arguments.
  ///
  /// - Output: a message on standard error for an option that is wrong, unless the option string
  ///   begins with `:` or OPTERR is 0.
  /// - Status: 0 while there are options; 1 at their end; 2 on wrong usage.
  /// - Source: POSIX.1-2024 XCU `getopts`.
  static let getopts = Builtin("getopts", usage: "optstring name [arg ...]") {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("", words)
    let first = options.firstOperand
    guard first + 1 < words.count else { return shell.wrongUsage(words) }
    return try shell.getopts(words, first)
  }
}

extension Interpreter {
  fileprivate mutating func getopts(_ words: Words, _ first: Int) throws(ShellError) -> Flow {
    var letters = self[words, first]
    let name = self[words, first + 1]
    let hasOwnArguments = first + 2 < words.count
    let count = hasOwnArguments ? words.count - first - 2 : positional.count
    func argument(_ number: Int, _ shell: borrowing Interpreter) -> ByteString {
      hasOwnArguments
        ? shell[words, first + 1 + number] : shell.positionalValue(number) ?? ""
    }
    let isSilent = letters.first == UInt8(ascii: ":")
    if isSilent { letters = letters.dropFirst() }
    let reports = !isSilent && value(Slot.optError) != "0"
    var index = max(1, value(Slot.optIndex)?.decimalInteger ?? 1)
    var offset = optionOffset
    if offset == 0 || index > count || offset >= argument(index, self).count {
      let word = index <= count ? argument(index, self) : ""
      guard word.count > 1, word.first == UInt8(ascii: "-"), word != "--" else {
        if word == "--" { index += 1 }
        try setOption(name, "?", nil, index, 0)
        return done(.failure)
      }
      offset = 1
    }
    let word = argument(index, self)
    let letter = word[offset]
    let letterText = ByteString([letter])
    offset += 1
    if offset >= word.count {
      index += 1
      offset = 0
    }
    guard letter != UInt8(ascii: ":"), let place = letters.firstIndex(of: letter) else {
      if reports { writeError("\(argumentZero): illegal option -- \(letterText)\n") }
      try setOption(name, "?", isSilent ? letterText : nil, index, offset)
      return done()
    }
    guard place + 1 < letters.count, letters[place + 1] == UInt8(ascii: ":") else {
      try setOption(name, letterText, nil, index, offset)
      return done()
    }
    if offset > 0 {
      try setOption(name, letterText, word.dropFirst(offset), index + 1, 0)
    } else if index <= count {
      try setOption(name, letterText, argument(index, self), index + 1, 0)
    } else {
      if reports {
        writeError("\(argumentZero): option requires an argument -- \(letterText)\n")
      }
      try setOption(name, isSilent ? ":" : "?", isSilent ? letterText : nil, index, 0)
    }
    return done()
  }

  private mutating func setOption(
    _ name: ByteString, _ letter: ByteString, _ argument: ByteString?, _ index: Int, _ offset: Int
  ) throws(ShellError) {
    // What is readonly stays as it is, and the scan goes on; but OPTARG is unset also then (bash
    // 5.2).
    setReporting(Slot.optIndex, ByteString(index))
    optionOffset = offset
    if let argument {
      setReporting(Slot.optArgument, argument.normalizedIfShort)
    } else {
      setAttributes(Slot.optArgument, removing: .readonly)
      try unset(Slot.optArgument)
    }
    guard name.isName else {
      throw ShellError("getopts: `\(name)': not a valid identifier")
    }
    do throws(ShellError) {
      try assign(letter, toReference: name)
    } catch {
      throw ShellError(error.message, status: 2)
    }
  }

  private mutating func setReporting(_ slot: Int, _ value: ByteString) {
    do throws(ShellError) {
      try set(slot, value)
    } catch {
      complain(error.message)
    }
  }
}
