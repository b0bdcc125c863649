import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `mkdir` makes directories.
  ///
  /// - Output: nothing; with `-v` a line each.
  /// - Status: 0; 1 if one could not be made.
  /// - Source: POSIX.1-2024 XCU `mkdir`. Beyond it, as GNU: `-v`.
  public static let mkdir = Utility("mkdir", usage: "[-pv] [-m mode] directory...") { context in
    let arguments = try context.parseArguments(
      options: "pvm:Z", long: ["parents p", "mode= m", "verbose v"])
    var makesParents = false
    var isVerbose = false
    var mode = 0o777 & ~context.umask
    var isModeGiven = false
    for option in arguments.options {
      switch option.letter {
      case UInt8(ascii: "p"): makesParents = true
      case UInt8(ascii: "v"): isVerbose = true
      case UInt8(ascii: "m"):
        guard let parsed = FileMode(option.value ?? "") else {
          throw UtilityError("invalid mode \((option.value ?? "").quoted)")
        }
        mode = parsed.applied(to: 0o777, isDirectory: true, umask: context.umask)
        isModeGiven = true
      default: break
      }
    }
    if arguments.operands.isEmpty { throw UtilityError.operands("missing operand", context) }
    var status = ExitStatus.success
    func make(_ name: ByteString, _ mode: UInt32) throws {
      try context.files.makeDirectory(try context.filePath(name), mode: mode)
      // mkdir(2) does not give set-id and sticky bits.
      if mode & 0o7000 != 0 { try context.files.setPermissions(context.path(name), mode) }
      if isVerbose {
        try context.output.write("\(context.name): created directory \(name.quoted)\n")
      }
    }
    for name in arguments.operands {
      var shown = name
      let isMade = try context.attempt("cannot create directory \(shown.quoted)") {
        guard makesParents else { return try make(name, mode) }
        for part in ancestors(of: name) {
          let isLast = part == name
          if context.files.isDirectory(context.path(part)) { continue }
          shown = part
          // The way to the last one has to stay passable (XCU mkdir -p).
          do {
            try make(part, isLast ? mode : (0o777 & ~context.umask) | 0o300)
          } catch let error as Errno where error == .exists {
            if context.files.isDirectory(context.path(part)) { continue }
            throw isLast ? error : .notDirectory
          }
        }
        _ = isModeGiven
      }
      if !isMade { status = .failure }
    }
    return status
  }

  /// The beginnings of a path that name its directories, itself last.
  private static func ancestors(of name: ByteString) -> [ByteString] {
    var parts: [ByteString] = []
    var at = 0
    while let slash = name.firstIndex(of: UInt8(ascii: "/"), from: at) {
      let part = name.prefix(slash)
      if !part.isEmpty && part.last != UInt8(ascii: "/") && slash < name.count - 1 {
        parts.append(part)
      }
      at = slash + 1
    }
    return parts + [name]
  }
}
