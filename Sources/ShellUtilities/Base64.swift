import ShellBytes
import ShellCommand

extension Utility {
  /// `base64` encodes bytes as text, or decodes it.
  ///
  /// - Input: any bytes; for decoding, lines of the alphabet of RFC 4648.
  /// - Output: lines of 76 characters, or of what `-w` says, 0 for one line without its end; or
  ///   the decoded bytes.
  /// - Status: 0; 1 if the input is no base64 (what stands before the fault is written).
  /// - Source: GNU coreutils 9.1 `base64`, RFC 4648.
  public static let base64 = Utility("base64", usage: "[-di] [-w columns] [file]") { context in
    let arguments = try context.parseArguments(
      options: "diw:", long: ["decode d", "ignore-garbage i", "wrap= w"])
    var decodes = false
    var ignoresGarbage = false
    var columns = 76
    for option in arguments.options {
      switch option.letter {
      case UInt8(ascii: "d"): decodes = true
      case UInt8(ascii: "i"): ignoresGarbage = true
      default:
        let text = option.value ?? ""
        guard !text.isEmpty, text.allSatisfy(\.isASCIIDigit) else {
          throw UtilityError("invalid wrap size: \(text.quoted)")
        }
        columns = text.decimalInteger ?? 0
      }
    }
    if arguments.operands.count > 1 {
      throw UtilityError.operands("extra operand \(arguments.operands[1].quoted)", context)
    }
    let shown = arguments.operands.first ?? "-"
    let status = try context.forEachInput([shown]) { _, input in
      if decodes {
        var decoder = Base64Decoder(ignoresGarbage: ignoresGarbage)
        while try input.readBlock({ try decoder.decode($0, to: context.output) }) {}
        try decoder.finish(context.output)
      } else {
        var encoder = Base64Encoder(columns: columns)
        while try input.readBlock({ try encoder.encode($0, to: context.output) }) {}
        try encoder.finish(context.output)
      }
    }
    return status
  }
}

private let base64Alphabet: ByteString =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

/// Bytes to text, three at a time.
private struct Base64Encoder {
  private let alphabet = Array(base64Alphabet)
  private let columns: Int
  private var column = 0
  private var group: UInt32 = 0
  private var count = 0

  init(columns: Int) { self.columns = columns }

  mutating func encode(_ bytes: UnsafeBufferPointer<UInt8>, to output: ByteWriter) throws {
    for byte in bytes {
      group = group << 8 | UInt32(byte)
      count += 1
      if count == 3 {
        for shift in [18, 12, 6, 0] as [UInt32] {
          try write(alphabet[Int(group >> shift & 63)], output)
        }
        (group, count) = (0, 0)
      }
    }
  }

  private mutating func write(_ byte: UInt8, _ output: ByteWriter) throws {
    if columns > 0 && column == columns {
      try output.write(10)
      column = 0
    }
    try output.write(byte)
    column += 1
  }

  mutating func finish(_ output: ByteWriter) throws {
    if count > 0 {
      let padded = group << (count == 1 ? 16 : 8)
      try write(alphabet[Int(padded >> 18 & 63)], output)
      try write(alphabet[Int(padded >> 12 & 63)], output)
      try write(count == 1 ? UInt8(ascii: "=") : alphabet[Int(padded >> 6 & 63)], output)
      try write(UInt8(ascii: "="), output)
    }
    if columns > 0 && column > 0 { try output.write(10) }
  }
}

/// Text to bytes, four characters at a time.
private struct Base64Decoder {
  private var values = [Int](repeating: -1, count: 256)
  private let ignoresGarbage: Bool
  private var group: [Int] = []
  private var padding = 0

  init(ignoresGarbage: Bool) {
    self.ignoresGarbage = ignoresGarbage
    for (value, byte) in base64Alphabet.enumerated() { values[Int(byte)] = value }
  }

  mutating func decode(_ bytes: UnsafeBufferPointer<UInt8>, to output: ByteWriter) throws {
    for byte in bytes {
      if byte == 10 { continue }
      let value = values[Int(byte)]
      if byte == UInt8(ascii: "=") {
        padding += 1
        guard group.count >= 2, group.count + padding <= 4 else { try fail(output) }
        if group.count + padding == 4 { try writeGroup(output, isWhole: true) }
      } else if value < 0 {
        if !ignoresGarbage { try fail(output) }
      } else {
        if padding > 0 { try fail(output) }
        group.append(value)
        if group.count == 4 { try writeGroup(output, isWhole: true) }
      }
    }
  }

  /// As many bytes as the characters so far make up.
  private mutating func writeGroup(_ output: ByteWriter, isWhole: Bool) throws {
    if group.count >= 2 { try output.write(UInt8(group[0] << 2 | group[1] >> 4)) }
    if group.count >= 3 { try output.write(UInt8((group[1] << 4 | group[2] >> 2) & 255)) }
    if group.count == 4 { try output.write(UInt8((group[2] << 6 | group[3]) & 255)) }
    group.removeAll()
    padding = 0
  }

  private mutating func fail(_ output: ByteWriter) throws -> Never {
    try writeGroup(output, isWhole: false)
    throw UtilityError("invalid input")
  }

  mutating func finish(_ output: ByteWriter) throws {
    if !group.isEmpty || padding > 0 { try fail(output) }
  }
}
