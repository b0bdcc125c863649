import ShellBytes
import ShellCommand

extension Utility {
  /// `unexpand` replaces blanks by tabs, at the beginnings of lines or with `-a` everywhere.
  ///
  /// - Input: any bytes, each taking a column.
  /// - Output: the same with runs of blanks that reach a tab stop made shorter.
  /// - Status: 0; 1 on an error.
  /// - Source: POSIX.1-2024 XCU `unexpand`; GNU coreutils 9.1.
  public static let unexpand = Utility("unexpand", usage: "[OPTION]... [FILE]...") { context in
    let arguments = try context.parseArguments(
      options: "at:0123456789", long: ["all a", "first-only f", "tabs= t"])
    var isEverywhere = false
    var isFirstOnly = false
    var lists: [ByteString] = []
    var digits = ByteString()
    for option in arguments.options {
      switch option.letter {
      case UInt8(ascii: "a"): isEverywhere = true
      case UInt8(ascii: "f"): isFirstOnly = true
      case UInt8(ascii: "t"):
        lists.append(option.value ?? "")
        isEverywhere = true
      default: digits.append(option.letter)
      }
    }
    if !digits.isEmpty { lists.append(digits) }
    var run = UnexpandRun(
      stops: try TabStops(lists), isEverywhere: isEverywhere && !isFirstOnly,
      output: context.output)
    let status = try context.forEachInput(arguments.operands) { _, input in
      while try input.readBlock({ bytes in for byte in bytes { try run.take(byte) } }) {}
    }
    try run.flush()
    return status
  }
}

/// Takes bytes, and holds back blanks until it is known how far they reach.
private struct UnexpandRun {
  let stops: TabStops
  let isEverywhere: Bool
  let output: ByteWriter
  private var column = 0
  private var isConverting = true
  /// The blanks held back, and the column where they begin.
  private var blanks = ByteString()
  private var start = 0

  init(stops: TabStops, isEverywhere: Bool, output: ByteWriter) {
    self.stops = stops
    self.isEverywhere = isEverywhere
    self.output = output
  }

  mutating func take(_ byte: UInt8) throws {
    if isConverting && byte.isASCIIBlank {
      if let stop = stops.next(behind: column) {
        if blanks.isEmpty { start = column }
        blanks.append(byte)
        column = byte == 9 ? stop : column + 1
        return
      }
      // Behind the last stop nothing is converted.
      isConverting = false
    }
    try flush()
    try output.write(byte)
    switch byte {
    case 10:
      column = 0
      isConverting = true
    case 8: column = max(0, column - 1)
    default:
      column += 1
      if !isEverywhere { isConverting = false }
    }
  }

  /// Writes the blanks held back: a tab for each stop that they reach, spaces for the rest.
  mutating func flush() throws {
    if blanks.isEmpty { return }
    var at = start
    while let stop = stops.next(behind: at), stop <= column {
      // One space that happens to reach a stop stays one.
      let isLoneSpace = blanks == " " && start > 0
      try output.write(isLoneSpace ? 32 : 9)
      at = stop
    }
    while at < column {
      try output.write(32)
      at += 1
    }
    blanks = ByteString()
  }
}
