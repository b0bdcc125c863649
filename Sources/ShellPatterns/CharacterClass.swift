import ShellBytes

/// A character class of `[[:name:]]` (XBD 7.3.1), as the C and C.UTF-8 locales define it.
enum CharacterClass: UInt8, Sendable, CaseIterable {
  case alpha, digit, alnum, upper, lower, space, blank, punct, print, graph, cntrl, xdigit, word,
    ascii

  /// - Returns: nil when there is no class of that name.
  init?(name: UnsafeBufferPointer<UInt8>) {
    switch ByteString(name) {
    case "alpha": self = .alpha
    case "digit": self = .digit
    case "alnum": self = .alnum
    case "upper": self = .upper
    case "lower": self = .lower
    case "space": self = .space
    case "blank": self = .blank
    case "punct": self = .punct
    case "print": self = .print
    case "graph": self = .graph
    case "cntrl": self = .cntrl
    case "xdigit": self = .xdigit
    default: return nil
    }
  }

  /// The classes that bash's patterns know beside those of POSIX (bash 5.2 manual 3.5.8.1).
  init?(bashName name: UnsafeBufferPointer<UInt8>) {
    switch ByteString(name) {
    case "word": self = .word
    case "ascii": self = .ascii
    default: return nil
    }
  }

  /// Whether an ASCII character belongs to the class.
  func containsASCII(_ byte: UInt8) -> Bool {
    switch self {
    case .alpha: return byte.isASCIILetter
    case .digit: return byte.isASCIIDigit
    case .alnum: return byte.isASCIIAlphanumeric
    case .upper: return byte.isASCIIUppercase
    case .lower: return byte.isASCIILowercase
    case .space: return byte.isASCIISpace
    case .blank: return byte.isASCIIBlank
    case .punct: return byte > 32 && byte < 127 && !byte.isASCIIAlphanumeric
    case .print: return byte >= 32 && byte < 127
    case .graph: return byte > 32 && byte < 127
    case .cntrl: return byte < 32 || byte == 127
    case .xdigit: return byte.hexDigitValue != nil
    case .word: return byte.isNameByte
    case .ascii: return true
    }
  }

  /// The members beyond ASCII where they are few; nil where only `contains` can tell.
  var rangesBeyondASCII: [ClosedRange<UInt32>]? {
    switch self {
    case .digit, .xdigit, .ascii: return []
    case .space: return CharacterClass.blanks + [0x2028...0x2029]
    case .blank: return CharacterClass.blanks
    case .cntrl: return [0x80...0x9F, 0x2028...0x2029]
    default: return nil
    }
  }

  private static let blanks: [ClosedRange<UInt32>] = [
    0x1680...0x1680, 0x2000...0x2006, 0x2008...0x200A, 0x205F...0x205F, 0x3000...0x3000,
  ]

  /// Whether a code point belongs to the class.
  func contains(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return containsASCII(UInt8(scalar)) }
    if let ranges = rangesBeyondASCII { return ranges.contains { $0.contains(scalar) } }
    guard let properties = Unicode.Scalar(scalar)?.properties else { return false }
    switch self {
    case .alpha, .alnum, .word:
      if properties.isAlphabetic { return true }
      return properties.generalCategory == .decimalNumber
    case .upper: return properties.isUppercase
    case .lower: return properties.isLowercase
    default: break
    }
    switch properties.generalCategory {
    case .unassigned, .surrogate, .control, .lineSeparator, .paragraphSeparator: return false
    case .spaceSeparator: return self == .print || (self != .graph && !isBlank(scalar))
    default: break
    }
    if self == .punct {
      return !properties.isAlphabetic && properties.generalCategory != .decimalNumber
    }
    return true
  }

  private func isBlank(_ scalar: UInt32) -> Bool {
    CharacterClass.blanks.contains { $0.contains(scalar) }
  }
}

/// Simple case mapping of code points.
enum CaseFolding {
  /// The other cases of a code point, itself not among them.
  static func variants(of scalar: UInt32) -> [UInt32] {
    if scalar < 0x80 {
      let byte = UInt8(scalar)
      var found: [UInt32] = byte.isASCIILetter ? [scalar ^ 0x20] : []
      // Two code points beyond ASCII have these as their other case.
      if scalar | 0x20 == 0x6B { found.append(0x212A) }
      if scalar | 0x20 == 0x73 { found.append(0x17F) }
      return found
    }
    guard let value = Unicode.Scalar(scalar) else { return [] }
    var found: [UInt32] = []
    for text in [value.properties.lowercaseMapping, value.properties.uppercaseMapping] {
      let scalars = text.unicodeScalars
      guard let only = scalars.first, scalars.count == 1, only.value != scalar else { continue }
      if !found.contains(only.value) { found.append(only.value) }
    }
    return found
  }
}
