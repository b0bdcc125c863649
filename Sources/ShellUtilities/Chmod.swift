import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `chmod` changes the modes of files.
  ///
  /// - Output: nothing; with `-v` a line each, with `-c` one for each that changed.
  /// - Status: 0; 1 if one could not be changed.
  /// - Source: POSIX.1-2024 XCU `chmod`. Beyond it, as GNU: `-c -f -v`, `--reference`.
  public static let chmod = Utility("chmod", usage: "[-cfRv] mode[,mode]... file...") { context in
    // A mode such as `-x` looks like an option.
    var modes: [ByteString] = []
    var words: [ByteString] = []
    var isEnded = false
    for word in context.arguments {
      let isMode =
        !isEnded && word.count > 1 && word[0] == UInt8(ascii: "-")
        && ByteString("rwxXstugo,=+01234567").contains(word[1])
      if word == "--" { isEnded = true }
      if isMode { modes.append(word) } else { words.append(word) }
    }
    let arguments = try Arguments(
      words, options: "cfRv",
      long: [
        "changes c", "quiet f", "silent f", "recursive R", "verbose v", "reference=",
        "preserve-root", "no-preserve-root",
      ])
    var change = ModeChange(context)
    for option in arguments.options {
      switch option.letter {
      case UInt8(ascii: "c"): change.showsChanges = true
      case UInt8(ascii: "f"): change.isQuiet = true
      case UInt8(ascii: "R"): change.isRecursive = true
      case UInt8(ascii: "v"): (change.showsChanges, change.showsAll) = (true, true)
      default:
        if option.long == "reference", let name = option.value {
          do throws(Errno) {
            change.reference = try context.status(name).permissions
          } catch {
            throw UtilityError("failed to get attributes of \(name.quoted): \(error.message)")
          }
        }
      }
    }
    var operands = arguments.operands
    if change.reference == nil {
      if modes.isEmpty, !operands.isEmpty { modes = [operands.removeFirst()] }
      if modes.isEmpty { throw UtilityError.operands("missing operand", context) }
      let text = ByteString.joined(modes, separator: ",")
      if operands.isEmpty {
        throw UtilityError.operands("missing operand after \(text.quoted)", context)
      }
      guard let mode = FileMode(text) else {
        throw UtilityError.operands("invalid mode: \(text.quoted)", context)
      }
      change.mode = mode
    } else if operands.isEmpty {
      throw UtilityError.operands("missing operand", context)
    }
    for name in operands { try change.apply(to: name) }
    return change.status
  }
}

private struct ModeChange {
  let context: CommandContext
  var mode: FileMode?
  var reference: UInt32?
  var showsChanges = false
  var showsAll = false
  var isQuiet = false
  var isRecursive = false
  private(set) var status = ExitStatus.success

  init(_ context: CommandContext) { self.context = context }

  private mutating func fail(_ message: ByteString) {
    if !isQuiet { context.report(message) }
    status = .failure
  }

  mutating func apply(to operand: ByteString) throws {
    var waiting = [operand]
    while let name = waiting.popLast() {
      try context.check()
      let found: FileStatus
      do {
        found = try context.status(name, followLinks: name == operand)
      } catch {
        if (try? context.status(name, followLinks: false))?.kind == .symbolicLink {
          fail("cannot operate on dangling symlink \(name.quoted)")
        } else {
          fail("cannot access \(name.quoted): \(error.message)")
        }
        continue
      }
      // Links below a directory are left alone.
      if found.kind == .symbolicLink { continue }
      change(name, found)
      guard isRecursive, found.kind == .directory else { continue }
      do {
        let names = try context.files.entries(context.path(name)).map(\.name).sorted()
        waiting += names.reversed().map { Path.join(name, $0) }
      } catch { fail("cannot read directory \(name.quoted): \(error.message)") }
    }
  }

  private mutating func change(_ name: ByteString, _ found: FileStatus) {
    let old = found.permissions
    let new =
      reference
      ?? mode?.applied(to: old, isDirectory: found.kind == .directory, umask: context.umask) ?? old
    do {
      try context.files.setPermissions(context.path(name), new)
    } catch {
      return fail("changing permissions of \(name.quoted): \(error.message)")
    }
    guard showsAll || showsChanges && old != new else { return }
    func shown(_ mode: UInt32) -> ByteString {
      var status = found
      status.permissions = mode
      let octal = ByteString(String(mode, radix: 8))
      let text = status.modeText.dropFirst()
      return ByteString(repeating: 48, count: 4 - octal.count) + octal + " (\(text))"
    }
    let line: ByteString =
      old == new
      ? "mode of \(name.quoted) retained as \(shown(old))\n"
      : "mode of \(name.quoted) changed from \(shown(old)) to \(shown(new))\n"
    try? context.output.write(line)
  }
}
