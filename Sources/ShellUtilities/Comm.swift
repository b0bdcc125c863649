import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `comm` tells which lines two files in order have alone, and which in common.
  ///
  /// - Input: two files of lines in byte order.
  /// - Output: three columns: lines of the first, of the second, of both.
  /// - Status: 0; 1 on an error, or when a file turns out not to be in order.
  /// - Source: POSIX.1-2024 XCU `comm`; GNU coreutils 9.1.
  public static let comm = Utility("comm", usage: "[OPTION]... FILE1 FILE2") { context in
    try CommRun(context).run()
  }
}

private final class CommRun {
  private enum Check { case whenUnpaired, always, never }

  private let context: CommandContext
  private var shows = [true, true, true]
  private var check = Check.whenUnpaired
  private var separator: ByteString = "\t"
  private var showsTotal = false
  private var delimiter: UInt8 = 10
  private let operands: [ByteString]

  private var hasUnpaired = false
  private var isWarned = [false, false]
  private var totals = [0, 0, 0]

  init(_ context: CommandContext) throws {
    self.context = context
    let arguments = try context.parseArguments(
      options: "123z",
      long: [
        "check-order c", "nocheck-order n", "output-delimiter= d", "total t", "zero-terminated z",
      ])
    operands = arguments.operands
    for option in arguments.options {
      switch option.letter {
      case UInt8(ascii: "c"): check = .always
      case UInt8(ascii: "n"): check = .never
      case UInt8(ascii: "d"):
        separator = option.value ?? ""
        if separator.isEmpty { separator = "\0" }
      case UInt8(ascii: "t"): showsTotal = true
      case UInt8(ascii: "z"): delimiter = 0
      default: shows[Int(option.letter) - 49] = false
      }
    }
    if operands.isEmpty { throw UtilityError.Usage("missing operand") }
    if operands.count == 1 { throw UtilityError.Usage("missing operand after '\(operands[0])'") }
    if operands.count > 2 { throw UtilityError.Usage("extra operand '\(operands[2])'") }
  }

  func run() throws -> ExitStatus {
    var readers: [ByteReader] = []
    for name in operands {
      do {
        let file = try context.open(name)
        if (try? file.status())?.kind == .directory { throw Errno.isDirectory }
        readers.append(ByteReader(file, gate: context.gate))
      } catch let error as Errno {
        throw UtilityError(name, error)
      }
    }
    var lines: [ByteString?] = [nil, nil]
    for index in 0...1 { lines[index] = try next(readers[index], index, after: nil) }
    while lines[0] != nil || lines[1] != nil {
      var order = 0
      if let left = lines[0], let right = lines[1] {
        order = left == right ? 0 : left < right ? -1 : 1
      } else {
        order = lines[0] != nil ? -1 : 1
      }
      if order != 0 { hasUnpaired = true }
      let column = order < 0 ? 0 : order > 0 ? 1 : 2
      if let line = lines[order > 0 ? 1 : 0] { try write(line, column) }
      if order >= 0 { lines[1] = try next(readers[1], 1, after: lines[1]) }
      if order <= 0 { lines[0] = try next(readers[0], 0, after: lines[0]) }
    }
    if showsTotal {
      let numbers = totals.map { ByteString($0) } + ["total"]
      try context.output.write(ByteString.joined(numbers, separator: separator))
      try context.output.write(delimiter)
    }
    if isWarned.contains(true) {
      throw UtilityError("input is not in sorted order")
    }
    return .success
  }

  private func next(
    _ reader: ByteReader, _ index: Int, after last: ByteString?
  ) throws -> ByteString? {
    let line = try reader.readLine(delimiter: delimiter)
    let isChecked = check == .always || (check == .whenUnpaired && hasUnpaired)
    if let last, let line, isChecked, !isWarned[index], line < last {
      let message: ByteString = "file \(index + 1) is not in sorted order"
      if check == .always { throw UtilityError(message) }
      context.report(message)
      isWarned[index] = true
    }
    return line
  }

  private func write(_ line: ByteString, _ column: Int) throws {
    totals[column] += 1
    guard shows[column] else { return }
    for before in 0..<column where shows[before] { try context.output.write(separator) }
    try context.output.write(line)
    try context.output.write(delimiter)
  }
}
