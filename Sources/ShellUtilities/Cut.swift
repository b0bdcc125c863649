import ShellBytes
import ShellCommand

extension Utility {
  /// `cut` writes chosen bytes, characters or fields of each line.
  ///
  /// - Input: lines; the last one may lack its newline.
  /// - Output: the chosen parts in the order of the input, each line with a newline.
  /// - Status: 0; 1 when a file could not be read.
  /// - Source: POSIX.1-2024 XCU `cut`; GNU coreutils 9.1. Differs: `-c` counts characters of the
  ///   locale, as POSIX has it; there, GNU's counts bytes.
  public static let cut = Utility("cut", usage: "OPTION... [FILE]...") { context in
    let settings = try context.prepared(CutSettings.init)
    return try context.forEachInput(settings.operands) { _, input in
      if settings.kind == .fields && settings.separator == settings.delimiter {
        return try settings.writeLinesAsFields(try input.readAll(), context.output)
      }
      var line = ByteBuffer()
      var made = ByteBuffer()
      var isTerminated = false
      while try input.readLine(
        into: &line, delimiter: settings.delimiter, isTerminated: &isTerminated)
      {
        made.removeAll()
        let isWritten = line.withBytes { settings.cut($0, into: &made) }
        if isWritten {
          made.append(settings.delimiter)
          try context.output.write(made)
        }
      }
    }
  }
}

/// What cut's options ask for.
private struct CutSettings {
  enum Kind { case bytes, characters, fields }

  private(set) var kind = Kind.bytes
  private(set) var separator: UInt8 = 9
  private(set) var delimiter: UInt8 = 10
  private(set) var operands: [ByteString]
  private var joint: ByteString?
  private var onlyDelimited = false
  /// In order, none overlapping another; numbers count from 1.
  private var ranges: [ClosedRange<Int>] = []
  private let encoding: CharacterEncoding

  init(_ context: CommandContext) throws {
    encoding = context.encoding
    let arguments = try context.parseArguments(
      options: "b:c:d:f:nsz",
      long: [
        "bytes= b", "characters= c", "fields= f", "delimiter= d", "only-delimited s",
        "output-delimiter= o", "complement C", "zero-terminated z",
      ])
    operands = arguments.operands
    var list: ByteString?
    var hasSeparator = false
    var isComplement = false
    for option in arguments.options {
      let value = option.value ?? ""
      switch option.letter {
      case UInt8(ascii: "b"), UInt8(ascii: "c"), UInt8(ascii: "f"):
        if list != nil { throw UtilityError.Usage("only one list may be specified") }
        list = value
        kind =
          option.letter == UInt8(ascii: "f")
          ? .fields : option.letter == UInt8(ascii: "b") ? .bytes : .characters
      case UInt8(ascii: "d"):
        if value.count > 1 {
          throw UtilityError.Usage("the delimiter must be a single character")
        }
        separator = value.first ?? 0
        hasSeparator = true
      case UInt8(ascii: "s"): onlyDelimited = true
      case UInt8(ascii: "z"): delimiter = 0
      case UInt8(ascii: "o"): joint = value.isEmpty ? "\0" : value
      case UInt8(ascii: "C"): isComplement = true
      default: break
      }
    }
    guard let list else {
      throw UtilityError.Usage("you must specify a list of bytes, characters, or fields")
    }
    if kind != .fields {
      if hasSeparator {
        throw UtilityError.Usage(
          "an input delimiter may be specified only when operating on fields")
      }
      if onlyDelimited {
        throw UtilityError.Usage(
          "suppressing non-delimited lines makes sense\n\tonly when operating on fields")
      }
    }
    ranges = CutSettings.merged(try ranges(list))
    if isComplement { complement() }
  }

  // MARK: Lists

  private func ranges(_ list: ByteString) throws -> [ClosedRange<Int>] {
    var result: [ClosedRange<Int>] = []
    var start = 0
    for index in 0...list.count {
      let isEnd =
        index == list.count || list[index] == UInt8(ascii: ",") || list[index].isASCIIBlank
      guard isEnd else { continue }
      result.append(try range(list.bytes(in: start..<index), rest: list.dropFirst(start)))
      start = index + 1
    }
    return result
  }

  private func range(_ text: ByteString, rest: ByteString) throws -> ClosedRange<Int> {
    let isFields = kind == .fields
    let zero: ByteString =
      isFields ? "fields are numbered from 1" : "byte/character positions are numbered from 1"
    let parts = text.split(at: UInt8(ascii: "-"))
    if parts.count > 2 {
      throw UtilityError.Usage(
        isFields ? "invalid field range" : "invalid byte or character range")
    }
    if text == "-" { throw UtilityError.Usage("invalid range with no endpoint: -") }
    var numbers: [Int?] = []
    for part in parts {
      if part.isEmpty {
        numbers.append(nil)
        continue
      }
      guard part.allSatisfy(\.isASCIIDigit) else {
        // GNU shows the rest of the list.
        let shown = ByteString(rest.drop { $0.isASCIIDigit || $0 == UInt8(ascii: "-") })
        throw UtilityError.Usage(
          isFields
            ? "invalid field value '\(shown)'" : "invalid byte/character position '\(shown)'")
      }
      guard let number = part.decimalInteger else {
        throw UtilityError.Usage(
          isFields
            ? "field number '\(part)' is too large"
            : "byte/character offset '\(part)' is too large")
      }
      numbers.append(number)
    }
    let first = numbers[0]
    if parts.count == 1 {
      guard let first, first > 0 else { throw UtilityError.Usage(zero) }
      return first...first
    }
    if first == 0 { throw UtilityError.Usage(zero) }
    let last = numbers[1] ?? Int.max
    guard last >= (first ?? 1) else { throw UtilityError.Usage("invalid decreasing range") }
    return (first ?? 1)...last
  }

  private static func merged(_ ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    var result: [ClosedRange<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] =
          last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }

  private mutating func complement() {
    var result: [ClosedRange<Int>] = []
    var next = 1
    for range in ranges {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      if range.upperBound == Int.max {
        ranges = result
        return
      }
      next = range.upperBound + 1
    }
    result.append(next...Int.max)
    ranges = result
  }

  // MARK: Lines

  /// Adds what is chosen of a line.
  /// - Returns: whether the line is written at all.
  func cut(_ line: UnsafeBufferPointer<UInt8>, into made: inout ByteBuffer) -> Bool {
    switch kind {
    case .fields: return cutFields(line, into: &made)
    case .characters where encoding == .utf8: cutCharacters(line, into: &made)
    default:
      var isFirst = true
      for range in ranges where range.lowerBound <= line.count {
        if !isFirst, let joint { made.append(joint) }
        isFirst = false
        let upper = min(range.upperBound, line.count)
        made.append(UnsafeBufferPointer(rebasing: line[(range.lowerBound - 1)..<upper]))
      }
    }
    return true
  }

  private func cutCharacters(
    _ line: UnsafeBufferPointer<UInt8>, into made: inout ByteBuffer
  ) {
    var at = 0
    var number = 1
    var isFirst = true
    for range in ranges {
      while number < range.lowerBound && at < line.count {
        at += encoding.character(in: line, at: at).length
        number += 1
      }
      guard at < line.count else { return }
      if !isFirst, let joint { made.append(joint) }
      isFirst = false
      let start = at
      while number <= range.upperBound && at < line.count {
        at += encoding.character(in: line, at: at).length
        number += 1
      }
      made.append(UnsafeBufferPointer(rebasing: line[start..<at]))
    }
  }

  private func cutFields(
    _ line: UnsafeBufferPointer<UInt8>, into made: inout ByteBuffer
  ) -> Bool {
    guard var end = line.firstOffset(of: separator, from: 0, to: line.count) else {
      if onlyDelimited { return false }
      made.append(line)
      return true
    }
    var start = 0
    var number = 1
    var index = 0
    var isFirst = true
    while index < ranges.count {
      if number > ranges[index].upperBound {
        index += 1
        continue
      }
      if number >= ranges[index].lowerBound {
        if !isFirst { appendJoint(to: &made) }
        isFirst = false
        made.append(UnsafeBufferPointer(rebasing: line[start..<end]))
      }
      guard end < line.count else { break }
      start = end + 1
      number += 1
      end = line.firstOffset(of: separator, from: start, to: line.count) ?? line.count
    }
    return true
  }

  private func appendJoint(to made: inout ByteBuffer) {
    if let joint { made.append(joint) } else { made.append(separator) }
  }

  /// With the newline as delimiter, the fields are the lines of the file.
  func writeLinesAsFields(_ text: ByteString, _ output: ByteWriter) throws {
    if text.isEmpty { return }
    let body = text.last == delimiter ? text.dropLast() : text
    let lines = body.split(at: delimiter)
    var made = ByteBuffer()
    if lines.count == 1 {
      if onlyDelimited && text.last != delimiter { return }
      made.append(lines[0])
    } else {
      var isFirst = true
      for (index, line) in lines.enumerated()
      where ranges.contains(where: { $0.contains(index + 1) }) {
        if !isFirst { appendJoint(to: &made) }
        isFirst = false
        made.append(line)
      }
    }
    made.append(delimiter)
    try output.write(made)
  }
}
