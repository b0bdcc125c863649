import ShellBytes
import ShellCommand
import ShellSystem

/// Goes through one file.
final class GrepSearch {
  private let settings: GrepSettings
  private let matcher: GrepMatcher
  private let printer: GrepPrinter
  private let context: CommandContext
  private let name: ByteString
  /// The number of lines selected.
  private(set) var selected = 0

  /// What was read and may still be written: lines, and behind them the beginning of one.
  private var block = ByteBuffer()
  /// The offset in the file of the block's first byte.
  private var base = 0
  /// The number of the line at `countedTo` in the block.
  private var number = 1
  private var countedTo = 0
  /// Up to where lines were written, or are not to be written any more as context.
  private var writtenTo = 0
  /// How many lines behind the last one selected are still to be written.
  private var pending = 0
  private var isDone = false
  private var isDraining = false
  /// Whether only counting goes on: nothing is to be written, or the file is binary.
  private var isMute: Bool
  /// How many lines had been selected when the file was seen to be binary.
  private var selectedAsText: Int?
  /// Whether a line with bytes that are no characters was not written.
  private var hasHiddenLines = false

  init(
    _ settings: GrepSettings, _ matcher: GrepMatcher, _ printer: GrepPrinter,
    _ context: CommandContext, name: ByteString
  ) {
    self.settings = settings
    self.matcher = matcher
    self.printer = printer
    self.context = context
    self.name = name
    isMute = settings.isQuiet || settings.isCount || settings.listing != .none
  }

  private var stopsAtFirst: Bool {
    settings.isQuiet || settings.listing != .none
      || (selectedAsText != nil && !settings.isCount)
  }

  func run(_ reader: ByteReader) throws {
    var scanned = 0
    while !isDone {
      let old = block.count
      let isMore = try reader.readBlock { block.append($0) }
      if settings.binaryFiles != .text && selectedAsText == nil && holdsNUL(from: old) {
        if settings.binaryFiles == .withoutMatch { return }
        selectedAsText = selected
        isMute = true
      }
      var end = block.withBytes { bytes in
        bytes.lastOffset(of: settings.delimiter, from: old, to: bytes.count).map { $0 + 1 }
      }
      if !isMore { end = block.count }
      if let end {
        try block.withBytes { bytes in
          try search(UnsafeBufferPointer(rebasing: bytes[..<end]), from: scanned)
        }
        scanned = end
      }
      if !isMore { break }
      if !isDone { scanned -= discard(before: scanned) }
    }
    if isDone && !stopsAtFirst && settings.maximum < Int.max && writtenTo < block.count {
      // The lines behind the last one are left to the next reader.
      reader.file.prepend(block.string(from: writtenTo))
    }
  }

  /// With -z, NUL is no sign of a binary file.
  private func holdsNUL(from start: Int) -> Bool {
    if settings.delimiter == 0 { return false }
    return block.withBytes { $0.firstOffset(of: 0, from: start, to: $0.count) != nil }
  }

  /// Forgets lines that cannot become context any more.
  private func discard(before scanned: Int) -> Int {
    let start = max(
      writtenTo, block.withBytes { lineStart($0, before: scanned, count: settings.before) })
    let kept = isMute ? scanned : min(start, scanned)
    block.withBytes { count(to: kept, $0) }
    block.removeFirst(kept)
    base += kept
    countedTo -= kept
    writtenTo = max(0, writtenTo - kept)
    return kept
  }

  /// The offset where the line so many lines before an offset begins.
  private func lineStart(
    _ bytes: UnsafeBufferPointer<UInt8>, before offset: Int, count: Int
  ) -> Int {
    var at = offset
    var left = count
    while left > 0 && at > writtenTo {
      at =
        bytes.lastOffset(of: settings.delimiter, from: writtenTo, to: at - 1).map { $0 + 1 }
        ?? writtenTo
      left -= 1
    }
    return at
  }

  private func count(to offset: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    guard settings.showsNumber, offset > countedTo else { return }
    for index in countedTo..<offset where bytes[index] == settings.delimiter { number &+= 1 }
    countedTo = offset
  }

  // MARK: Lines

  private func search(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) throws {
    var at = start
    while at < bytes.count && !isDone && !isDraining {
      let found = try matcher.firstLine(bytes, from: at)
      if settings.isInverted {
        let limit = found?.lowerBound ?? bytes.count
        while at < limit && !isDone && !isDraining {
          let end = bytes.firstOffset(of: settings.delimiter, from: at, to: limit) ?? limit
          try select(at..<min(end, bytes.count), bytes)
          at = end + 1
        }
        guard let found else { break }
        at = found.upperBound + 1
      } else {
        guard let found else { break }
        try select(found, bytes)
        at = found.upperBound + 1
      }
    }
    if !isMute { try writePending(to: bytes.count, bytes) }
    if isDraining && pending == 0 { isDone = true }
  }

  private func select(_ line: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) throws {
    selected += 1
    if stopsAtFirst { isDone = true }
    if isMute {
      if selected >= settings.maximum {
        isDone = true
        writtenTo = min(line.upperBound + 1, bytes.count)
      }
      return
    }
    try writePending(to: line.lowerBound, bytes)
    let first = lineStart(bytes, before: line.lowerBound, count: settings.before)
    let isApart = first > writtenTo || base + writtenTo == 0 || !hasGroup
    if printer.hasWritten && isApart && settings.hasContext {
      try printer.writeSeparator()
    }
    hasGroup = true
    writtenTo = max(writtenTo, first)
    while writtenTo < line.lowerBound {
      try writeLine(at: writtenTo, bytes, isSelected: false)
    }
    try writeLine(at: line.lowerBound, bytes, isSelected: true)
    pending = settings.after
    // Behind the last line that may be selected, only its context is written.
    if selected >= settings.maximum { isDraining = true }
  }

  private var hasGroup = false

  /// Writes the lines behind the last one selected, up to an offset.
  private func writePending(to limit: Int, _ bytes: UnsafeBufferPointer<UInt8>) throws {
    while pending > 0 && writtenTo < limit {
      try writeLine(at: writtenTo, bytes, isSelected: false)
      pending -= 1
    }
  }

  /// Writes the line that begins at an offset, unless it is no text.
  private func writeLine(
    at start: Int, _ bytes: UnsafeBufferPointer<UInt8>, isSelected: Bool
  ) throws {
    let end = bytes.firstOffset(of: settings.delimiter, from: start, to: bytes.count)
    let line = UnsafeBufferPointer(rebasing: bytes[start..<(end ?? bytes.count)])
    writtenTo = min((end ?? bytes.count) + 1, bytes.count)
    if settings.binaryFiles != .text && settings.encoding == .utf8 && !isText(line) {
      hasHiddenLines = true
      return
    }
    count(to: start, bytes)
    let heading = GrepPrinter.Heading(name: name, number: number, offset: base + start)
    try printer.write(line, heading, isSelected: isSelected, matcher)
  }

  private func isText(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    while at < line.count {
      if line[at] < 0x80 {
        at &+= 1
        continue
      }
      let character = settings.encoding.character(in: line, at: at)
      if character.scalar == nil { return false }
      at &+= character.length
    }
    return true
  }

  // MARK: The end

  /// Writes what is told of the file as a whole.
  func finish() throws {
    if settings.isCount && !settings.isQuiet && settings.listing == .none {
      if settings.showsName { try printer.writeName(name, separator: UInt8(ascii: ":")) }
      try printer.writeCount(selected)
    }
    let isListed =
      (settings.listing == .matching && selected > 0)
      || (settings.listing == .notMatching && selected == 0)
    if isListed && !settings.isQuiet { try printer.writeName(name, separator: 10) }
    let wasMute = settings.isQuiet || settings.isCount || settings.listing != .none
    let isBinary = hasHiddenLines || selectedAsText.map { selected > $0 } ?? false
    if isBinary && !wasMute {
      context.report("\(name): binary file matches")
    }
  }
}
