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
      default:
        digits.append(option.letter)
        isEverywhere = true
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

private struct UnexpandRun {
  let stops: TabStops
  let isEverywhere: Bool
  let output: ByteWriter
  private var column = 0
  /// Blanks that may still become tabs, and the column where they begin.
  private var pending = ByteString()
  private var pendingColumn = 0
  private var isConverting = true

  init(stops: TabStops, isEverywhere: Bool, output: ByteWriter) {
    self.stops = stops
    self.isEverywhere = isEverywhere
    self.output = output
  }

  mutating func take(_ byte: UInt8) throws {
    guard isConverting else {
      try output.write(byte)
      if byte == 10 { startLine() }
      return
    }
    if byte.isASCIIBlank {
      guard let stop = stops.next(behind: column) else {
        // Behind the last stop nothing is converted.
        try flush()
        isConverting = false
        try output.write(byte)
        return
      }
      if pending.isEmpty { pendingColumn = column }
      pending.append(byte)
      column = byte == 9 ? stop : column + 1
      if column == stop {
        // One space just before a stop is left as it is, unless blanks follow.
        if byte == 9 || pending.count > 1 {
          try output.write(9)
          pending = ByteString()
        }
      }
      return
    }
    try flush()
    try output.write(byte)
    switch byte {
    case 10: startLine()
    case 8: column = max(0, column - 1)
    default:
      column += 1
      if !isEverywhere { isConverting = false }
    }
  }

  private mutating func startLine() {
    column = 0
    isConverting = true
  }

  mutating func flush() throws {
    if !pending.isEmpty { try output.write(pending) }
    pending = ByteString()
  }
}
