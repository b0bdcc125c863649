import ShellBytes
import ShellCommand

extension Builtin {
  /// `pushd` puts a directory on the stack and makes it the working directory.
  ///
  /// - Output: the stack.
  /// - Status: 1 when there is no such directory or place in the stack.
  /// - Source: bash 5.2 manual 6.8.1.
  static let pushd = Builtin("pushd", usage: "[-n] [+N | -N | dir]") {
    (shell, words) throws(ShellError) -> Flow in
    var arguments = shell.operands(words, from: 1)
    let stays = arguments.first == "-n"
    if stays { arguments.removeFirst() }
    if arguments.first == "--" { arguments.removeFirst() }
    var stack = [shell.directory] + shell.directoryStack
    guard let argument = arguments.first else {
      if stays { return shell.done() }
      guard stack.count > 1 else { throw ShellError("pushd: no other directory") }
      stack.swapAt(0, 1)
      try shell.enter(stack, "pushd")
      return shell.printStack()
    }
    if argument.count > 1, argument[0] == UInt8(ascii: "+") || argument[0] == UInt8(ascii: "-") {
      let place = try shell.stackPlace(argument, stack.count, "pushd", words)
      stack = Array(stack[place...] + stack[..<place])
      if stays {
        shell.directoryStack = Array(stack.dropFirst())
        return shell.done()
      }
      try shell.enter(stack, "pushd")
      return shell.printStack()
    }
    if stays {
      shell.directoryStack.insert(argument, at: 0)
    } else {
      let old = shell.directory
      try shell.changeDirectory(argument, isPhysical: false, command: "pushd")
      shell.directoryStack.insert(old, at: 0)
    }
    return shell.printStack()
  }

  /// `popd` takes a directory off the stack, and goes to the one on top.
  ///
  /// - Output: the stack.
  /// - Status: 1 when the stack is empty or there is no such place in it.
  /// - Source: bash 5.2 manual 6.8.1.
  static let popd = Builtin("popd", usage: "[-n] [+N | -N]") {
    (shell, words) throws(ShellError) -> Flow in
    var arguments = shell.operands(words, from: 1)
    let stays = arguments.first == "-n"
    if stays { arguments.removeFirst() }
    if arguments.first == "--" { arguments.removeFirst() }
    var stack = [shell.directory] + shell.directoryStack
    var place = stays ? 1 : 0
    if let argument = arguments.first {
      place = try shell.stackPlace(argument, stack.count, "popd", words)
    }
    guard stack.count > 1 else { throw ShellError("popd: directory stack empty") }
    stack.remove(at: place)
    if place == 0 && !stays {
      try shell.enter(stack, "popd")
    } else {
      shell.directoryStack = Array(stack.dropFirst())
    }
    return shell.printStack()
  }

  /// `dirs` prints the stack of directories.
  ///
  /// - Output: on one line; with `-p` a line each, with `-v` numbered.
  /// - Status: 1 when there is no such place in it.
  /// - Source: bash 5.2 manual 6.8.1.
  static let dirs = Builtin("dirs", usage: "[-clpv] [+N] [-N]") {
    (shell, words) throws(ShellError) -> Flow in
    var isLong = false
    var style = DirectoryListing.line
    var place: Int?
    let stack = [shell.directory] + shell.directoryStack
    for argument in shell.operands(words, from: 1) {
      switch argument {
      case "-c":
        shell.directoryStack = []
        return shell.done()
      case "-l": isLong = true
      case "-p": style = .column
      case "-v": style = .numbered
      case "--": continue
      default:
        guard let sign = argument.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
        else {
          throw BuiltinOptions.invalid(
            "dirs", argument, usage: BuiltinRegistry.find("dirs")?.usage ?? "", shell)
        }
        place = try shell.stackPlace(argument, stack.count, "dirs", words)
      }
    }
    shell.status = .success
    if let place {
      let number: ByteString =
        style == .numbered ? "\(ByteString(place).leftPadded(to: 2))  " : ""
      return shell.write("\(number)\(shell.shown(stack[place], isLong: isLong))\n")
    }
    return shell.write(shell.stackText(style, isLong: isLong))
  }
}

/// How a stack of directories is printed.
private enum DirectoryListing { case line, column, numbered }

extension Interpreter {
  /// The place that `+N` (from the left) or `-N` (from the right) means.
  fileprivate mutating func stackPlace(
    _ argument: ByteString, _ count: Int, _ command: ByteString, _ words: Words
  ) throws(ShellError) -> Int {
    let digits = argument.dropFirst()
    let sign = argument.first.flatMap {
      $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") ? $0 : nil
    }
    guard let sign, !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit)
    else {
      let usage = BuiltinRegistry.find(command)?.usage ?? ""
      throw ShellError(
        "\(command): \(argument): invalid \(sign == nil ? "argument" : "number" as ByteString)\n\(command): usage: \(command) \(usage)",
        status: 2)
    }
    let number = digits.decimalInteger ?? .max
    guard number < count else {
      if count == 1 {
        throw ShellError("\(command): directory stack empty")
      }
      throw ShellError(
        "\(command): \(command == "dirs" ? digits : argument): directory stack index out of range"
      )
    }
    return sign == UInt8(ascii: "+") ? number : count - 1 - number
  }

  /// The directory of the stack that `~N`, `~+N` or `~-N` means; nil where there is none.
  func stackDirectory(_ prefix: ByteString) -> ByteString? {
    let isFromRight = prefix.first == UInt8(ascii: "-")
    let digits = isFromRight || prefix.first == UInt8(ascii: "+") ? prefix.dropFirst() : prefix
    guard !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit), let number = digits.decimalInteger,
      number <= directoryStack.count
    else { return nil }
    let place = isFromRight ? directoryStack.count - number : number
    return place == 0 ? directory : directoryStack[place - 1]
  }

  /// `DIRSTACK[n]=directory`: but for the first, which is where the shell is.
  mutating func setStackDirectory(_ key: ByteString, _ value: ByteString) {
    guard let place = key.decimalInteger, place > 0, place <= directoryStack.count else { return }
    directoryStack[place - 1] = value
  }

  /// Goes to the first directory of a stack; the others stay on it.
  fileprivate mutating func enter(
    _ stack: [ByteString], _ command: ByteString
  ) throws(ShellError) {
    guard let top = stack.first else { return }
    try changeDirectory(top, isPhysical: false, command: command)
    directoryStack = Array(stack.dropFirst())
  }

  fileprivate mutating func printStack() -> Flow {
    status = .success
    return write(stackText(.line, isLong: false))
  }

  fileprivate mutating func shown(_ path: ByteString, isLong: Bool) -> ByteString {
    guard !isLong, let home = value(Slot.home), home.count > 1 else { return path }
    if path == home { return "~" }
    return path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path
  }

  fileprivate mutating func stackText(
    _ style: DirectoryListing, isLong: Bool
  ) -> ByteString {
    var lines: [ByteString] = []
    for (number, path) in ([directory] + directoryStack).enumerated() {
      let text = shown(path, isLong: isLong)
      lines.append(
        style == .numbered ? "\(ByteString(number).leftPadded(to: 2))  \(text)" : text)
    }
    return ByteString.joined(lines, separator: style == .line ? " " : "\n") + "\n"
  }
}
