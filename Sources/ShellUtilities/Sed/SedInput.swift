import ShellBytes
import ShellCommand
import ShellSystem

/// The lines that sed works on: of one file after the other, as if they were one.
final class SedInput {
  private let context: CommandContext
  private let settings: SedSettings
  private var waiting: [ByteString]
  private var reader: ByteReader?
  /// The operand that is read.
  private(set) var name: ByteString = "-"
  private(set) var lineNumber = 0
  /// Whether the last line read ended in a delimiter.
  private(set) var isTerminated = true
  /// 0, or 2 when a file could not be read.
  private(set) var status: ExitStatus = .success
  /// Called before the first line of each file that is treated apart, and at its end.
  var willOpen: ((ByteString) throws -> Bool)?
  var didClose: (() throws -> Void)?

  init(_ operands: [ByteString], _ context: CommandContext, _ settings: SedSettings) {
    self.context = context
    self.settings = settings
    waiting = (operands.isEmpty ? ["-"] : operands).reversed()
  }

  /// Reads the next line into `line`.
  /// - Returns: false when there is none.
  func read(into line: inout ByteBuffer) throws -> Bool {
    while true {
      if let reader {
        var isEnded = false
        if try reader.readLine(into: &line, delimiter: settings.delimiter, isTerminated: &isEnded) {
          isTerminated = isEnded
          lineNumber += 1
          return true
        }
        try close()
      }
      guard try open() else { return false }
    }
  }

  /// Whether there is no further line; with files treated apart, none in this one.
  func isAtEnd() throws -> Bool {
    while true {
      if let reader {
        if try reader.readSome({ _ in 0 }) { return false }
        if settings.isSeparate { return true }
        try close()
      }
      guard try open() else { return true }
    }
  }

  /// Whether there is no line in any file.
  func isFinished() throws -> Bool {
    if settings.isSeparate {
      if let reader, try reader.readSome({ _ in 0 }) { return false }
      return waiting.isEmpty
    }
    return try isAtEnd()
  }

  private func close() throws {
    reader = nil
    try didClose?()
  }

  /// What a symbolic link leads to, as it is written there; another operand itself.
  private func target(of operand: ByteString) throws -> ByteString {
    var name = operand
    do throws(Errno) {
      for _ in 0..<40 {
        let path = context.path(name)
        guard try context.files.status(path, followLinks: false).kind == .symbolicLink else {
          return name
        }
        let target = try context.files.readLink(path)
        let isPlain = !name.contains(UInt8(ascii: "/"))
        name = isPlain ? target : Path.join(Path.directory(name), target)
      }
      throw .tooManyLinks
    } catch {
      throw UtilityError("couldn't readlink \(operand): \(error.message)", status: 4)
    }
  }

  /// Opens the next file that can be read.
  private func open() throws -> Bool {
    while var operand = waiting.popLast() {
      do {
        if settings.followsLinks && operand != "-" { operand = try target(of: operand) }
        if operand == "-" && settings.inPlace == nil {
          reader = context.input
        } else {
          let file = try context.open(operand, .read)
          if let willOpen {
            guard try willOpen(operand) else { continue }
          } else if (try? file.status())?.kind == .directory {
            throw UtilityError(
              "read error on \(operand): \(Errno.isDirectory.message)", status: 4)
          }
          reader = ByteReader(file, gate: context.gate)
        }
      } catch let error as Errno {
        if error == .cancelled || error == .interrupted || error == .brokenPipe { throw error }
        context.report("can't read \(operand): \(error.message)")
        status = 2
        continue
      }
      name = operand
      if settings.isSeparate { lineNumber = 0 }
      return true
    }
    return false
  }

  func fail(_ status: ExitStatus) { self.status = status }
}
