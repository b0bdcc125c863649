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
    all = ByteSet(value)
    whitespace = ByteSet(value.filter { $0 == 32 || $0 == 9 || $0 == 10 })
    areLow = value.allSatisfy { $0 <= 32 }
    if value.isEmpty {
      joiner = ""
    } else {
      joiner = value.prefix(encoding.offset(ofCharacter: 1, in: value))
    }
    splitsNumbers = value.contains { $0.isASCIIDigit || $0 == UInt8(ascii: "-") }
    update()
  }

  private mutating func update() {
    breakers = globbing ? all.union(ByteSet("*?[\\" as ByteString)) : all
  }
}
