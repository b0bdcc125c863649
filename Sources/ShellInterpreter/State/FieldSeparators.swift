import ShellBytes

/// IFS, taken apart for field splitting (XCU 2.6.5), and what makes an unquoted value need more
/// than to be copied.
struct FieldSeparators {
  private(set) var all = ByteSet(" \t\n" as ByteString)
  /// Those that are white space; they do not make empty fields.
  private(set) var whitespace = ByteSet(" \t\n" as ByteString)
  /// Separators and pattern characters.
  private(set) var breakers = ByteSet(" \t\n*?[\\" as ByteString)
  /// Whether no separator lies above the blank.
  private(set) var areLow = true
  /// Whether a number could be split.
  private(set) var splitsNumbers = false
  /// The first character of IFS, which joins `"$*"`; empty when IFS is empty.
  private(set) var joiner: ByteString = " "
  /// Whether unquoted pattern characters are expanded.
  var globbing = true { didSet { if oldValue != globbing { update() } } }

  init() {}

  /// - Parameter ifs: its value; nil when it is unset, which means the default.
  mutating func set(_ ifs: ByteString?, encoding: CharacterEncoding) {
    let value = ifs ?? " \t\n"
    all = ByteSet()
    whitespace = ByteSet()
    areLow = true
    splitsNumbers = false
    value.withBytes { bytes in
      for byte in bytes {
        all.insert(byte)
        if byte == 32 || byte == 9 || byte == 10 { whitespace.insert(byte) }
        if byte > 32 { areLow = false }
        if byte.isASCIIDigit || byte == UInt8(ascii: "-") { splitsNumbers = true }
      }
    }
    if value.isEmpty {
      joiner = ""
    } else {
      joiner = value.prefix(encoding.offset(ofCharacter: 1, in: value))
    }
    update()
  }

  private static let patternBytes = ByteSet("*?[\\" as ByteString)

  private mutating func update() {
    breakers = globbing ? all.union(FieldSeparators.patternBytes) : all
  }
}
