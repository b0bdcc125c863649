import ShellBytes
import ShellCommand

/// The tab stops of `expand` and `unexpand`.
struct TabStops {
  private var stops: [Int] = []
  /// Behind the last of them: each multiple of this, or with `isOffset` counted from the last.
  private var step = 0
  private var isOffset = false

  /// Each eighth column.
  init() { step = 8 }

  /// - Throws: `UtilityError` in GNU's words.
  init(_ lists: [ByteString]) throws {
    for list in lists { try add(list) }
    if stops.isEmpty && step == 0 { step = 8 }
    if stops.count == 1 && step == 0 {
      step = stops[0]
      stops = []
    }
  }

  private mutating func add(_ list: ByteString) throws {
    for piece in ByteString(list.map { $0.isASCIIBlank ? UInt8(ascii: ",") : $0 })
      .split(at: UInt8(ascii: ","))
    where !piece.isEmpty {
      let mark = piece[0]
      let hasMark = mark == UInt8(ascii: "/") || mark == UInt8(ascii: "+")
      let digits = hasMark ? piece.dropFirst() : piece
      if let wrong = digits.firstIndex(where: { !$0.isASCIIDigit }) {
        throw UtilityError("tab size contains invalid character(s): '\(digits.dropFirst(wrong))'")
      }
      guard let number = digits.decimalInteger else {
        if digits.isEmpty { continue }
        throw UtilityError("tab stop is too large '\(digits)'")
      }
      if hasMark {
        if step != 0 {
          throw UtilityError(
            mark == UInt8(ascii: "/")
              ? "'/' specifier only allowed with the last value"
              : "'+' specifier only allowed with the last value")
        }
        step = number
        isOffset = mark == UInt8(ascii: "+")
        continue
      }
      if step != 0 {
        throw UtilityError(
          isOffset
            ? "'+' specifier only allowed with the last value"
            : "'/' specifier only allowed with the last value")
      }
      if number == 0 { throw UtilityError("tab size cannot be 0") }
      if let last = stops.last, number <= last {
        throw UtilityError("tab sizes must be ascending")
      }
      stops.append(number)
    }
  }

  /// The next stop behind a column; nil behind the last one.
  func next(behind column: Int) -> Int? {
    if let stop = stops.first(where: { $0 > column }) { return stop }
    guard step > 0 else { return nil }
    if isOffset, let last = stops.last { return column + step - (column - last) % step }
    return column + step - column % step
  }
}
