import ShellBytes
import ShellCommand

extension Utility {
  /// `expand` replaces tabs by spaces.
  ///
  /// - Input: any bytes, each taking a column.
  /// - Output: the same without tabs.
  /// - Status: 0; 1 on an error.
  /// - Source: POSIX.1-2024 XCU `expand`; GNU coreutils 9.1.
  public static let expand = Utility("expand", usage: "[OPTION]... [FILE]...") { context in
    let arguments = try context.parseArguments(
      options: "it:0123456789", long: ["initial i", "tabs= t"])
    var isInitial = false
    var lists: [ByteString] = []
    var digits = ByteString()
    for option in arguments.options {
      switch option.letter {
      case UInt8(ascii: "i"): isInitial = true
      case UInt8(ascii: "t"): lists.append(option.value ?? "")
      default: digits.append(option.letter)
      }
    }
    if !digits.isEmpty { lists.append(digits) }
    let stops = try TabStops(lists)
    var column = 0
    var made = ByteBuffer()
    var isAtStart = true
    return try context.forEachInput(arguments.operands) { _, input in
      while try input.readBlock({ bytes in
        made.removeAll()
        for byte in bytes {
          if byte == 9 && (isAtStart || !isInitial) {
            let next = stops.next(behind: column) ?? column + 1
            while column < next {
              made.append(32)
              column += 1
            }
            continue
          }
          switch byte {
          case 10: (column, isAtStart) = (0, true)
          case 8: column = max(0, column - 1)
          default: column += 1
          }
          if byte != 10 && !byte.isASCIIBlank { isAtStart = false }
          made.append(byte)
        }
        try context.output.write(made)
      }) {}
    }
  }
}
