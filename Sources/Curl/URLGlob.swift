import ShellBytes

/// A URL with sequences: `{one,two}`, `[1-10]`, `[001-100:5]`, `[a-z:2]`.
///
/// - Source: curl manual, "Globbing".
struct URLGlob {
  enum Piece {
    case literal(ByteString)
    case set([ByteString])
    case letters(first: UInt8, step: Int, count: Int)
    case numbers(first: Int, step: Int, count: Int, width: Int)

    var count: Int {
      switch self {
      case .literal: 1
      case .set(let values): values.count
      case .letters(_, _, let count), .numbers(_, _, let count, _): count
      }
    }

    func value(_ index: Int) -> ByteString {
      switch self {
      case .literal(let text): return text
      case .set(let values): return values[index]
      case .letters(let first, let step, _):
        return ByteString(CollectionOfOne(UInt8(truncatingIfNeeded: Int(first) + index * step)))
      case .numbers(let first, let step, _, let width):
        let digits = ByteString(first + index * step)
        return ByteString(repeating: 48, count: width - digits.count) + digits
      }
    }
  }

  /// Why a text is no such URL, and where (from 1).
  struct Failure: Error {
    var message: ByteString
    var position: Int
  }

  private var pieces: [Piece] = []
  /// How many URLs it stands for.
  private(set) var count = 1

  /// A URL without sequences.
  init(literal text: ByteString) { pieces = [.literal(text)] }

  init(_ text: ByteString) throws(Failure) {
    var literal = ByteString()
    var at = 0
    while at < text.count {
      let byte = text[at]
      switch byte {
      case UInt8(ascii: "{"):
        pieces.append(.literal(literal))
        literal = ""
        try addSet(text, &at)
      case UInt8(ascii: "["):
        if let end = URLGlob.endOfAddress(text, at) {
          literal.append(text.bytes(in: at..<end))
          at = end
        } else if at + 1 < text.count && text[at + 1] == UInt8(ascii: "]") {
          literal.append("[]")
          at += 2
        } else {
          pieces.append(.literal(literal))
          literal = ""
          try addRange(text, &at)
        }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        throw Failure(message: "unmatched close brace/bracket", position: at + 1)
      case UInt8(ascii: "\\") where at + 1 < text.count && URLGlob.isSpecial(text[at + 1]):
        literal.append(text[at + 1])
        at += 2
      default:
        literal.append(byte)
        at += 1
      }
    }
    pieces.append(.literal(literal))
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == 123 || byte == 125 || byte == 91 || byte == 93
  }

  /// Where a numerical IPv6 address in brackets ends; nil when this is none.
  private static func endOfAddress(_ text: ByteString, _ start: Int) -> Int? {
    guard let end = text.firstIndex(of: UInt8(ascii: "]"), from: start) else { return nil }
    let inside = text.bytes(in: (start + 1)..<end)
    let address = inside.split(at: UInt8(ascii: "%"))[0]
    guard address.count >= 2, address.split(at: UInt8(ascii: ":")).count > 2 else { return nil }
    let isAddress = address.allSatisfy { $0.hexDigitValue != nil || $0 == 58 || $0 == 46 }
    return isAddress ? end + 1 : nil
  }

  private mutating func multiply(_ factor: Int, _ position: Int) throws(Failure) {
    let (product, overflow) = count.multipliedReportingOverflow(by: factor)
    if overflow { throw Failure(message: "range overflow", position: position) }
    count = product
  }

  private mutating func addSet(_ text: ByteString, _ at: inout Int) throws(Failure) {
    let start = at + 1
    var values: [ByteString] = []
    var value = ByteString()
    at += 1
    while true {
      guard at < text.count else {
        throw Failure(message: "unmatched brace", position: start)
      }
      switch text[at] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        throw Failure(message: "nested brace", position: at + 1)
      case UInt8(ascii: "]"):
        throw Failure(message: "unexpected close bracket", position: at + 1)
      case UInt8(ascii: ","), UInt8(ascii: "}"):
        let isLast = text[at] == UInt8(ascii: "}")
        if isLast && values.isEmpty && value.isEmpty {
          throw Failure(message: "empty string within braces", position: at + 1)
        }
        values.append(value)
        value = ""
        at += 1
        if isLast {
          try multiply(values.count, at)
          pieces.append(.set(values))
          return
        }
      case UInt8(ascii: "\\") where at + 1 < text.count:
        value.append(text[at + 1])
        at += 2
      default:
        value.append(text[at])
        at += 1
      }
    }
  }

  private mutating func addRange(_ text: ByteString, _ at: inout Int) throws(Failure) {
    at += 1
    let inside: ByteString
    if let end = text.firstIndex(of: UInt8(ascii: "]"), from: at) {
      inside = text.bytes(in: at..<end)
      at = end + 1
    } else {
      throw Failure(message: "bad range", position: text.count + 1)
    }
    let bad = Failure(message: "bad range", position: at + 1)
    let halves = inside.split(at: UInt8(ascii: ":"))
    let ends = halves[0].split(at: UInt8(ascii: "-"))
    guard halves.count <= 2, ends.count == 2 else { throw bad }
    var step = 1
    if halves.count == 2 {
      guard let value = halves[1].decimalInteger, value > 0 else { throw bad }
      step = value
    }
    if let first = ends[0].first, first.isASCIILetter {
      guard ends[0].count == 1, ends[1].count == 1, let last = ends[1].first, last.isASCIILetter,
        last >= first, (first ^ last) & 32 == 0
      else { throw bad }
      let size = (Int(last) - Int(first)) / step + 1
      try multiply(size, at)
      pieces.append(.letters(first: first, step: step, count: size))
      return
    }
    guard let first = ends[0].decimalInteger, let last = ends[1].decimalInteger,
      ends[0].first?.isASCIIDigit == true, ends[1].first?.isASCIIDigit == true, last >= first
    else { throw bad }
    let size = (last - first) / step
    guard size < Int.max else { throw bad }
    try multiply(size + 1, at)
    let width = ends[0].first == 48 ? ends[0].count : 0
    pieces.append(.numbers(first: first, step: step, count: size + 1, width: width))
  }

  /// The URL of an index below `count`, the last sequence running fastest, and the values of its
  /// sequences.
  func url(_ index: Int) -> (text: ByteString, values: [ByteString]) {
    var rest = index
    var texts: [ByteString] = []
    var values: [ByteString] = []
    for piece in pieces.reversed() {
      let size = piece.count
      let text = piece.value(rest % size)
      rest /= size
      texts.append(text)
      if case .literal = piece { continue }
      values.append(text)
    }
    return (ByteString.joined(texts.reversed(), separator: ""), values.reversed())
  }

  /// A file name with `#1` and so on replaced by the values.
  static func fileName(_ name: ByteString, _ values: [ByteString]) -> ByteString {
    var result = ByteString()
    var at = 0
    while at < name.count {
      if name[at] == UInt8(ascii: "#"), at + 1 < name.count, name[at + 1].isASCIIDigit {
        var end = at + 1
        while end < name.count && name[end].isASCIIDigit { end += 1 }
        if let number = name.bytes(in: (at + 1)..<end).decimalInteger, number > 0,
          number <= values.count
        {
          result.append(values[number - 1])
          at = end
          continue
        }
      }
      result.append(name[at])
      at += 1
    }
    return result
  }
}
