import ShellBytes
import ShellCommand
import ShellSystem

extension Builtin {
  /// `cd` changes the logical working directory; the process's own stays where it is.
  ///
  /// - Output: the new directory where CDPATH or `-` chose it.
  /// - Status: 0; 1 when there is no such directory.
  /// - Source: POSIX.1-2024 XCU `cd`.
  static let cd = Builtin("cd", usage: "[-L|[-P [-e]]] [dir]") {
    (shell, words) throws(ShellError) -> Flow in
    let options = try BuiltinOptions(
      "cd", "LPe@", usage: "[-L|[-P [-e]] [-@]] [dir]", &shell, words)
    var isPhysical = shell.options.contains(.physical)
    for option in options.found {
      if option.letter == UInt8(ascii: "P") { isPhysical = true }
      if option.letter == UInt8(ascii: "L") { isPhysical = false }
    }
    let operands = shell.operands(words, from: options.firstOperand)
    if operands.count > 1 { throw ShellError("cd: too many arguments") }
    var target: ByteString
    var prints = false
    if let operand = operands.first {
      target = operand
      if operand == "-" {
        guard let old = shell.value(Slot.oldPwd) else { throw ShellError("cd: OLDPWD not set") }
        target = old
        prints = true
      }
    } else {
      guard let home = shell.value(Slot.home) else { throw ShellError("cd: HOME not set") }
      target = home
    }
    if target.isEmpty {
      if operands.isEmpty { return shell.done() }
      if shell.options.contains(.posix) {
        throw ShellError("cd: : No such file or directory")
      }
    }
    if let found = shell.searchDirectory(target) {
      target = found.path
      prints = prints || found.prints
    }
    if shell.options.contains(.cdableVars), target.isName,
      !shell.host.files.isDirectory(Path.join(shell.directory, target)),
      let value = shell.value(named: target), !value.isEmpty
    {
      target = value
      prints = true
    }
    try shell.changeDirectory(target, isPhysical: isPhysical, command: "cd")
    shell.status = .success
    return prints ? shell.write(shell.directory + "\n") : .normal
  }

  /// `pwd` prints the working directory. Source: POSIX.1-2024 XCU `pwd`.
  static let pwd = Builtin("pwd", usage: "[-LP]", isAlsoProgram: true) {
    (shell, words) throws(ShellError) -> Flow in
    let options = try BuiltinOptions("pwd", "LP", usage: "[-LP]", &shell, words)
    var isPhysical = shell.options.contains(.physical)
    for option in options.found { isPhysical = option.letter == UInt8(ascii: "P") }
    shell.status = .success
    var path = shell.directory
    if isPhysical, let real = try? shell.host.files.realPath(path) { path = real }
    return shell.write(path + "\n")
  }
}

extension Interpreter {
  /// A directory out of CDPATH (XCU `cd` step 5).
  fileprivate mutating func searchDirectory(
    _ target: ByteString
  ) -> (path: ByteString, prints: Bool)? {
    let first = target.split(at: UInt8(ascii: "/"))[0]
    guard target.first != UInt8(ascii: "/"), first != ".", first != "..",
      let list = value(Slot.cdPath), !list.isEmpty
    else { return nil }
    for part in list.split(at: UInt8(ascii: ":")) {
      let candidate = part.isEmpty ? "./" + target : Path.join(part, target)
      if host.files.isDirectory(Path.join(directory, candidate)) {
        return (candidate, !part.isEmpty)
      }
    }
    return nil
  }

  /// Makes a directory the working directory, and sets PWD and OLDPWD.
  mutating func changeDirectory(
    _ target: ByteString, isPhysical: Bool, command: ByteString
  ) throws(ShellError) {
    var path = Path.join(directory, target)
    do throws(Errno) {
      if isPhysical {
        path = try host.files.realPath(path)
      } else {
        // `x/..` is only text, but `x` has to be a directory (XCU `cd` step 8b).
        if target.contains(UInt8(ascii: ".")) {
          try checkDotDots(path)
        }
        path = Path.normalized(path)
      }
      let status = try host.files.status(path, followLinks: true)
      if status.kind != .directory { throw .notDirectory }
      if !host.files.isAccessible(path, .execute) { throw .accessDenied }
    } catch {
      throw ShellError("\(command): \(target): \(error.message)")
    }
    let old = directory
    directory = path
    if variables[Slot.oldPwd].attributes.contains(.readonly) == false {
      try set(Slot.oldPwd, value(Slot.pwd) ?? old)
    }
    try set(Slot.pwd, path)
    setAttributes(Slot.pwd, adding: .exported)
    setAttributes(Slot.oldPwd, adding: .exported)
  }

  private func checkDotDots(_ path: ByteString) throws(Errno) {
    var prefix: ByteString = ""
    for part in path.split(at: UInt8(ascii: "/")) {
      if part == ".." && !prefix.isEmpty {
        let status = try host.files.status(prefix, followLinks: true)
        if status.kind != .directory { throw .notDirectory }
      }
      prefix = prefix + "/" + part
    }
  }
}
