import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `sort` writes lines in order, or looks whether they are.
  ///
  /// - Input: lines; the last one may lack its newline.
  /// - Output: the lines, in the byte order of the C locale where the keys do not say otherwise.
  /// - Status: 0; 1 when `-c` finds a line out of order; 2 on an error.
  /// - Source: POSIX.1-2024 XCU `sort`; GNU coreutils 9.1, in the C locale.
  public static let sort = Utility("sort", usage: "[OPTION]... [FILE]...") { context in
    try SortCommand(context).run()
  }
}

/// One call of sort.
private struct SortCommand {
  private let context: CommandContext
  private let settings: SortSettings

  init(_ context: CommandContext) throws {
    self.context = context
    settings = try context.prepared(SortSettings.init)
  }

  func run() throws -> ExitStatus {
    if settings.check != .none { return try check() }
    let texts = try settings.operands.map { try contents($0) }
    let sorter = SortLines(texts, settings)
    if settings.isMerge { sorter.merge() } else { sorter.sort() }
    var writer = context.output
    if let name = settings.output, name != "-" {
      do {
        writer = ByteWriter(
          try context.open(name, [.write, .create, .truncate]), gate: context.gate)
      } catch {
        throw UtilityError("open failed: \(name): \(error.message)", status: 2)
      }
    }
    try sorter.writeEach { line in
      try writer.write(line)
      try writer.write(settings.delimiter)
    }
    try writer.flush()
    return .success
  }

  private func contents(_ name: ByteString) throws -> ByteString {
    let file: OpenFile
    do {
      file = try context.open(name)
    } catch {
      throw UtilityError("cannot read: \(name): \(error.message)", status: 2)
    }
    do {
      if (try? file.status())?.kind == .directory { throw Errno.isDirectory }
      return try ByteReader(file, gate: context.gate).readAll()
    } catch let error as Errno {
      if error == .cancelled || error == .interrupted { throw error }
      throw UtilityError("read failed: \(name): \(error.message)", status: 2)
    }
  }

  private func check() throws -> ExitStatus {
    let name = settings.operands.first ?? "-"
    let sorter = SortLines([try contents(name)], settings)
    guard let (number, line) = sorter.firstDisorder() else { return .success }
    if settings.check == .loud {
      context.report("\(name):\(number): disorder: \(line)")
    }
    return .failure
  }
}
