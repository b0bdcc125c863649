import ShellBytes
import ShellCommand

extension Utility {
  /// `cat` writes files one behind the other to standard output.
  ///
  /// - Input: any bytes; `-` is standard input.
  /// - Output: those bytes; `-n -b` number lines, `-s` drops repeated empty ones, `-E -T -v` show
  ///   what is not printed.
  /// - Status: 0; 1 if a file could not be read (the others are still written).
  /// - Source: POSIX.1-2024 XCU `cat`. Beyond it, as GNU: `-AbeEnstTv`.
  public static let cat = Utility("cat", usage: "[-AbeEnstTuv] [file...]") { context in
    let arguments = try context.parseArguments(
      options: "AbeEnstTuv",
      long: [
        "show-all A", "number-nonblank b", "show-ends E", "number n", "squeeze-blank s",
        "show-tabs T", "show-nonprinting v",
      ])
    var style = CatStyle()
    for option in arguments.options { style.take(option.letter) }
    if !style.changesAnything {
      return try context.forEachInput(arguments.operands) { _, input in
        while try input.readBlock({ try context.output.write($0) }) {
          try context.output.flush()
        }
      }
    }
    return try context.forEachInput(arguments.operands) { _, input in
      while try input.readBlock({ try style.write($0, to: context.output) }) {
        try context.output.flush()
      }
    }
  }
}

/// How bytes are shown, and where in a line they are; lines go on from file to file.
private struct CatStyle {
  private var numbersAll = false
  private var numbersNonblank = false
  private var squeezes = false
  private var showsEnds = false
  private var showsTabs = false
  private var showsNonprinting = false
  private var lineNumber = 0
  private var isLineStart = true
  private var blankLines = 0
  private var hasPendingReturn = false

  mutating func take(_ letter: UInt8) {
    switch letter {
    case UInt8(ascii: "A"): (showsNonprinting, showsEnds, showsTabs) = (true, true, true)
    case UInt8(ascii: "b"): numbersNonblank = true
    case UInt8(ascii: "e"): (showsNonprinting, showsEnds) = (true, true)
    case UInt8(ascii: "E"): showsEnds = true
    case UInt8(ascii: "n"): numbersAll = true
    case UInt8(ascii: "s"): squeezes = true
    case UInt8(ascii: "t"): (showsNonprinting, showsTabs) = (true, true)
    case UInt8(ascii: "T"): showsTabs = true
    case UInt8(ascii: "v"): showsNonprinting = true
    default: break
    }
  }

  var changesAnything: Bool {
    numbersAll || numbersNonblank || squeezes || showsEnds || showsTabs || showsNonprinting
  }

  mutating func write(_ bytes: UnsafeBufferPointer<UInt8>, to output: ByteWriter) throws {
    for byte in bytes {
      if hasPendingReturn {
        hasPendingReturn = false
        if byte == 10 { try output.write("^M") } else { try output.write(13) }
      }
      if byte == 10 {
        if isLineStart {
          blankLines += 1
          if squeezes && blankLines > 1 { continue }
          if numbersAll && !numbersNonblank { try writeNumber(output) }
        }
        if showsEnds { try output.write(UInt8(ascii: "$")) }
        try output.write(10)
        isLineStart = true
        continue
      }
      if isLineStart {
        isLineStart = false
        blankLines = 0
        if numbersAll || numbersNonblank { try writeNumber(output) }
      }
      if byte == 13 && showsEnds && !showsNonprinting {
        hasPendingReturn = true
      } else {
        try writeShown(byte, output)
      }
    }
  }

  private mutating func writeNumber(_ output: ByteWriter) throws {
    lineNumber &+= 1
    let digits = ByteString(lineNumber)
    try output.write(ByteString(repeating: 32, count: 6 - digits.count))
    try output.write(digits)
    try output.write(9)
  }

  private func writeShown(_ byte: UInt8, _ output: ByteWriter) throws {
    if byte == 9 {
      if showsTabs { try output.write("^I") } else { try output.write(9) }
      return
    }
    guard showsNonprinting else { return try output.write(byte) }
    var byte = byte
    if byte >= 128 {
      try output.write("M-")
      byte -= 128
    }
    if byte < 32 {
      try output.write(UInt8(ascii: "^"))
      byte += 64
    } else if byte == 127 {
      try output.write(UInt8(ascii: "^"))
      byte = UInt8(ascii: "?")
    }
    try output.write(byte)
  }
}
