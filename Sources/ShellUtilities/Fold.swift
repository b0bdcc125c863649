import ShellBytes
import ShellCommand

extension Utility {
  /// `fold` breaks long lines.
  ///
  /// - Input: lines; tabs reach to the next multiple of eight columns.
  /// - Output: the same bytes with newlines added.
  /// - Status: 0; 1 when a file could not be read.
  /// - Source: POSIX.1-2024 XCU `fold`; GNU coreutils 9.1, where each byte takes a column.
  public static let fold = Utility("fold", usage: "[OPTION]... [FILE]...") { context in
    let arguments = try context.parseArguments(
      options: "bsw:0123456789", long: ["bytes b", "spaces s", "width= w"])
    var countsBytes = false
    var breaksAtSpaces = false
    var width = 80
    var digits = ByteString()
    for option in arguments.options {
      switch option.letter {
      case UInt8(ascii: "b"): countsBytes = true
      case UInt8(ascii: "s"): breaksAtSpaces = true
      default:
        var text = option.value ?? ""
        if option.letter.isASCIIDigit {
          digits.append(option.letter)
          text = digits
        }
        guard let number = text.decimalInteger, number > 0 else {
          let why: ByteString = text == "0" ? ": Numerical result out of range" : ""
          throw UtilityError("invalid number of columns: '\(text)'\(why)")
        }
        width = number
      }
    }
    let output = context.output
    return try context.forEachInput(arguments.operands) { _, input in
      var line = ByteBuffer()
      var column = 0
      func advanced(_ column: Int, _ byte: UInt8) -> Int {
        if countsBytes { return column + 1 }
        switch byte {
        case 8: return max(0, column - 1)
        case 13: return 0
        case 9: return column + 8 - column % 8
        default: return column + 1
        }
      }
      while try input.readBlock({ bytes in
        for byte in bytes {
          if byte >= 32 && column < width {
            line.append(byte)
            column &+= 1
            continue
          }
          if byte == 10 {
            line.append(byte)
            try output.write(line)
            line.removeAll()
            column = 0
            continue
          }
          while true {
            let next = advanced(column, byte)
            if next <= width || line.isEmpty {
              line.append(byte)
              column = next
              break
            }
            let space =
              breaksAtSpaces
              ? line.withBytes { bytes in bytes.lastIndex { $0.isASCIIBlank } } : nil
            guard let space else {
              line.append(10)
              try output.write(line)
              line.removeAll()
              column = 0
              continue
            }
            let rest = line.string(from: space + 1)
            line.truncate(to: space + 1)
            line.append(10)
            try output.write(line)
            line.removeAll()
            line.append(rest)
            column = rest.reduce(0, advanced)
          }
        }
      }) {}
      try output.write(line)
    }
  }
}
