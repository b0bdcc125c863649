import ShellBytes
import ShellCommand
import ShellSystem

/// The colours of GREP_COLORS.
struct GrepColors {
  var selectedMatch: ByteString = "01;31"
  var contextMatch: ByteString = "01;31"
  var selectedLine: ByteString = ""
  var contextLine: ByteString = ""
  var fileName: ByteString = "35"
  var lineNumber: ByteString = "32"
  var byteOffset: ByteString = "32"
  var separator: ByteString = "36"
  /// Whether `-v` swaps the meanings of the two kinds of line.
  var isReversed = false
  /// Whether the rest of the line keeps its colour.
  var keepsRest = false

  /// - Parameter text: `name=value` pairs joined by colons; what it does not name stays.
  init(_ text: ByteString?) {
    for part in text?.split(at: UInt8(ascii: ":")) ?? [] {
      let equals = part.firstIndex(of: UInt8(ascii: "="))
      let value = equals.map { part.dropFirst($0 + 1) } ?? ""
      switch equals.map({ part.prefix($0) }) ?? part {
      case "mt": (selectedMatch, contextMatch) = (value, value)
      case "ms": selectedMatch = value
      case "mc": contextMatch = value
      case "sl": selectedLine = value
      case "cx": contextLine = value
      case "fn": fileName = value
      case "ln": lineNumber = value
      case "bn": byteOffset = value
      case "se": separator = value
      case "rv": isReversed = true
      case "ne": keepsRest = true
      default: return
      }
    }
  }
}

/// Writes grep's lines: what stands before them, and their colours.
final class GrepPrinter {
  private let settings: GrepSettings
  private let colors: GrepColors?
  private let output: ByteWriter
  /// Whether lines were written, so that a separator is due before lines that do not follow them.
  var hasWritten = false

  init(_ settings: GrepSettings, _ context: CommandContext) {
    self.settings = settings
    colors = settings.colors
    output = context.output
  }

  private func begin(_ color: ByteString?) throws {
    guard let color, !color.isEmpty else { return }
    try output.write("\u{1B}[\(color)m")
    if colors?.keepsRest == false { try output.write("\u{1B}[K") }
  }

  private func end(_ color: ByteString?) throws {
    guard let color, !color.isEmpty else { return }
    try output.write("\u{1B}[m")
    if colors?.keepsRest == false { try output.write("\u{1B}[K") }
  }

  private func write(_ text: ByteString, _ color: ByteString?) throws {
    try begin(color)
    try output.write(text)
    try end(color)
  }

  /// Writes the name of a file, and what separates it from what follows.
  func writeName(_ name: ByteString, separator: UInt8) throws {
    try write(name, colors?.fileName)
    if settings.endsNamesWithNUL {
      try output.write(0)
    } else if separator == 10 {
      try output.write(10)
    } else {
      try write(ByteString([separator]), colors?.separator)
    }
  }

  func writeCount(_ count: Int) throws {
    try output.write("\(count)\n")
    if settings.isLineBuffered { try output.flush() }
  }

  /// Writes the line between groups of lines.
  func writeSeparator() throws {
    guard let separator = settings.separator else { return }
    try write(separator, colors?.separator)
    try output.write(10)
  }

  /// What stands before a line.
  struct Heading {
    var name: ByteString
    var number: Int
    var offset: Int
  }

  private func write(_ heading: Heading, separator: UInt8, isLineEmpty: Bool) throws {
    let separatorText = ByteString([separator])
    var isEmpty = true
    if settings.showsName {
      try writeName(heading.name, separator: separator)
      isEmpty = false
    }
    if settings.showsNumber {
      let text = ByteString(heading.number)
      try write(settings.alignsTabs ? padded(text, 2) : text, colors?.lineNumber)
      try write(separatorText, colors?.separator)
      isEmpty = false
    }
    if settings.showsOffset {
      let text = ByteString(heading.offset)
      try write(settings.alignsTabs ? padded(text, 2) : text, colors?.byteOffset)
      try write(separatorText, colors?.separator)
      isEmpty = false
    }
    if settings.alignsTabs && !isEmpty && !isLineEmpty { try output.write(9) }
  }

  private func padded(_ text: ByteString, _ width: Int) -> ByteString {
    ByteString(repeating: 32, count: width - text.count) + text
  }

  /// Writes a line that was selected, or one of its context.
  func write(
    _ line: UnsafeBufferPointer<UInt8>, _ heading: Heading, isSelected: Bool,
    _ matcher: GrepMatcher
  ) throws {
    let separator = isSelected ? UInt8(ascii: ":") : UInt8(ascii: "-")
    let hasMatches = isSelected != settings.isInverted
    if settings.isOnlyMatching {
      if hasMatches && isSelected { try writeMatches(line, heading, separator, matcher) }
    } else {
      try write(heading, separator: separator, isLineEmpty: line.isEmpty)
      try writeText(line, isSelected: isSelected, hasMatches: hasMatches, matcher)
      try output.write(settings.delimiter)
    }
    hasWritten = true
    if settings.isLineBuffered { try output.flush() }
  }

  private func writeMatches(
    _ line: UnsafeBufferPointer<UInt8>, _ heading: Heading, _ separator: UInt8,
    _ matcher: GrepMatcher
  ) throws {
    try forEachMatch(line, matcher) { match in
      var heading = heading
      heading.offset += match.lowerBound
      try write(heading, separator: separator, isLineEmpty: match.isEmpty)
      try begin(colors?.selectedMatch)
      try output.write(UnsafeBufferPointer(rebasing: line[match]))
      try end(colors?.selectedMatch)
      try output.write(settings.delimiter)
    }
  }

  private func writeText(
    _ line: UnsafeBufferPointer<UInt8>, isSelected: Bool, hasMatches: Bool,
    _ matcher: GrepMatcher
  ) throws {
    guard let colors else { return try output.write(line) }
    let isSwapped = settings.isInverted && colors.isReversed
    let lineColor = isSelected != isSwapped ? colors.selectedLine : colors.contextLine
    let matchColor = isSelected ? colors.selectedMatch : colors.contextMatch
    var written = 0
    if hasMatches && !matchColor.isEmpty {
      try forEachMatch(line, matcher) { match in
        try begin(lineColor)
        try output.write(UnsafeBufferPointer(rebasing: line[written..<match.lowerBound]))
        try begin(matchColor)
        try output.write(UnsafeBufferPointer(rebasing: line[match]))
        try end(matchColor)
        written = match.upperBound
      }
    }
    guard written < line.count else { return }
    try begin(lineColor)
    try output.write(UnsafeBufferPointer(rebasing: line[written...]))
    try end(lineColor)
  }

  /// Calls `body` for each match that is not empty.
  private func forEachMatch(
    _ line: UnsafeBufferPointer<UInt8>, _ matcher: GrepMatcher,
    _ body: (Range<Int>) throws -> Void
  ) throws {
    var captures: [Range<Int>?] = []
    var at = 0
    while at < line.count, let match = try matcher.firstMatch(line, from: at, &captures) {
      if match.isEmpty {
        // An empty match says nothing, but the next character may begin another.
        guard match.upperBound < line.count else { return }
        at =
          match.upperBound
          + settings.encoding.character(in: line, at: match.upperBound).length
        continue
      }
      try body(match)
      at = match.upperBound
    }
  }
}
