import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `paste` joins lines of several files, or with `-s` all lines of each.
  ///
  /// - Input: lines; the last one may lack its newline.
  /// - Output: the lines joined by the delimiters, one after the other.
  /// - Status: 0; 1 when a file could not be read.
  /// - Source: POSIX.1-2024 XCU `paste`; GNU coreutils 9.1.
  public static let paste = Utility("paste", usage: "[OPTION]... [FILE]...") { context in
    let arguments = try context.parseArguments(
      options: "d:sz", long: ["delimiters= d", "serial s", "zero-terminated z"])
    var joints: [UInt8?] = [9]
    var isSerial = false
    var delimiter: UInt8 = 10
    for option in arguments.options {
      switch option.letter {
      case UInt8(ascii: "d"): joints = try PasteRun.joints(option.value ?? "")
      case UInt8(ascii: "s"): isSerial = true
      default: delimiter = 0
      }
    }
    let run = PasteRun(context, joints, delimiter)
    let operands = arguments.operands.isEmpty ? ["-"] : arguments.operands
    return isSerial ? try run.joinLines(operands) : try run.joinFiles(operands)
  }
}

private struct PasteRun {
  private let context: CommandContext
  /// nil joins with nothing.
  private let joints: [UInt8?]
  private let delimiter: UInt8

  init(_ context: CommandContext, _ joints: [UInt8?], _ delimiter: UInt8) {
    self.context = context
    self.joints = joints.isEmpty ? [nil] : joints
    self.delimiter = delimiter
  }

  /// The delimiters of a list; a backslash begins an escape.
  static func joints(_ text: ByteString) throws -> [UInt8?] {
    var joints: [UInt8?] = []
    var at = 0
    while at < text.count {
      var byte: UInt8? = text[at]
      at += 1
      if byte == UInt8(ascii: "\\") {
        guard at < text.count else {
          throw UtilityError("delimiter list ends with an unescaped backslash: \(text)")
        }
        switch text[at] {
        case UInt8(ascii: "0"): byte = nil
        case UInt8(ascii: "b"): byte = 8
        case UInt8(ascii: "f"): byte = 12
        case UInt8(ascii: "n"): byte = 10
        case UInt8(ascii: "r"): byte = 13
        case UInt8(ascii: "t"): byte = 9
        case UInt8(ascii: "v"): byte = 11
        case let other: byte = other
        }
        at += 1
      }
      joints.append(byte)
    }
    return joints
  }

  private func writeJoint(_ index: Int) throws {
    if let byte = joints[index % joints.count] { try context.output.write(byte) }
  }

  func joinLines(_ operands: [ByteString]) throws -> ExitStatus {
    try context.forEachInput(operands) { _, input in
      var index = 0
      while let line = try input.readLine(delimiter: delimiter) {
        if index > 0 { try writeJoint(index - 1) }
        try context.output.write(line)
        index += 1
      }
      try context.output.write(delimiter)
    }
  }

  func joinFiles(_ operands: [ByteString]) throws -> ExitStatus {
    var readers: [ByteReader?] = []
    for name in operands {
      do {
        readers.append(
          name == "-" ? context.input : ByteReader(try context.open(name), gate: context.gate))
      } catch {
        throw UtilityError(name, error)
      }
    }
    var status = ExitStatus.success
    while true {
      var row = ByteBuffer()
      var hasLine = false
      for index in readers.indices {
        if index > 0, let byte = joints[(index - 1) % joints.count] { row.append(byte) }
        guard let reader = readers[index] else { continue }
        do {
          if (try? reader.file.status())?.kind == .directory { throw Errno.isDirectory }
          if let line = try reader.readLine(delimiter: delimiter) {
            hasLine = true
            row.append(line)
          } else {
            readers[index] = nil
          }
        } catch let error as Errno {
          if error == .cancelled || error == .interrupted { throw error }
          context.report("\(operands[index]): \(error.message)")
          status = .failure
          readers[index] = nil
        }
      }
      guard hasLine else { return status }
      row.append(delimiter)
      try context.output.write(row)
    }
  }
}
