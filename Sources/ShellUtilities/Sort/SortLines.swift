import ShellBytes
import ShellSystem

/// Lines, and their order.
final class SortLines {
  /// A line, with what decides most comparisons at hand.
  private struct Line {
    /// In the order of the first key, as far as eight bytes can tell.
    var prefix: UInt64
    /// Where its first key lies.
    var keyStart: UnsafePointer<UInt8>
    var keyCount: Int
    var start: UnsafePointer<UInt8>
    var count: Int

    var text: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }
    var key: UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(start: keyStart, count: keyCount)
    }
  }

  private let settings: SortSettings
  private let compare: SortComparison
  private let memory: UnsafeMutablePointer<UInt8>
  private var lines: [Line] = []
  /// Where the lines of each file begin.
  private var fileStarts: [Int] = []

  init(_ texts: [ByteString], _ settings: SortSettings) {
    self.settings = settings
    compare = SortComparison(settings)
    let size = texts.reduce(0) { $0 + $1.count }
    memory = .allocate(capacity: max(1, size))
    var used = 0
    for text in texts {
      fileStarts.append(lines.count)
      text.withBytes { bytes in
        guard let base = bytes.baseAddress else { return }
        (memory + used).update(from: base, count: bytes.count)
      }
      addLines(UnsafeBufferPointer(start: memory + used, count: text.count))
      used += text.count
    }
  }

  deinit { memory.deallocate() }

  private func addLines(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    var at = 0
    while at < bytes.count {
      let end =
        bytes.firstOffset(of: settings.delimiter, from: at, to: bytes.count) ?? bytes.count
      let text = UnsafeBufferPointer(start: base + at, count: end - at)
      var line = Line(
        prefix: 0, keyStart: base + at, keyCount: end - at, start: base + at, count: end - at)
      if let key = settings.keys.first {
        let range = compare.range(of: key, in: text)
        line.keyStart = base + at + range.lowerBound
        line.keyCount = range.count
        line.prefix = compare.prefix(line.key, key.order)
      } else {
        line.prefix = SortComparison.textPrefix(text)
      }
      lines.append(line)
      at = end + 1
    }
  }

  /// Below 0 when the first line comes first, 0 when nothing tells them apart.
  private func order(_ left: Line, _ right: Line) -> Int {
    guard let first = settings.keys.first else {
      var result =
        left.prefix != right.prefix
        ? (left.prefix < right.prefix ? -1 : 1)
        : SortComparison.compareText(left.text, right.text)
      if settings.isReversed { result = -result }
      return result
    }
    var result = 0
    if left.prefix != right.prefix {
      result = left.prefix < right.prefix ? -1 : 1
    } else if first.order.kind != .generalNumeric {
      result = compare.compare(left.key, right.key, first.order)
    }
    if result != 0 { return first.order.isReversed ? -result : result }
    for index in settings.keys.indices.dropFirst() {
      let key = settings.keys[index]
      let one = left.text[compare.range(of: key, in: left.text)]
      let two = right.text[compare.range(of: key, in: right.text)]
      result = compare.compare(
        UnsafeBufferPointer(rebasing: one), UnsafeBufferPointer(rebasing: two), key.order)
      if result != 0 { return key.order.isReversed ? -result : result }
    }
    if settings.isStable || settings.isUnique { return 0 }
    result = SortComparison.compareText(left.text, right.text)
    return settings.isReversed ? -result : result
  }

  func sort() {
    // Equal lines keep their order, which is that of their places in memory.
    lines.sort { left, right in
      let result = order(left, right)
      return result != 0 ? result < 0 : left.start < right.start
    }
  }

  /// Merges files that are each in order.
  func merge() {
    var merged: [Line] = []
    merged.reserveCapacity(lines.count)
    let ends = fileStarts.dropFirst() + [lines.count]
    var heads: [(at: Int, end: Int)] = zip(fileStarts, ends).map { ($0, $1) }
    while true {
      var best: Int?
      for index in heads.indices where heads[index].at < heads[index].end {
        if let chosen = best,
          order(lines[heads[index].at], lines[heads[chosen].at]) >= 0
        {
          continue
        }
        best = index
      }
      guard let best else { break }
      merged.append(lines[heads[best].at])
      heads[best].at += 1
    }
    lines = merged
  }

  /// Calls `write` for each line, with `-u` for the first of equal ones.
  func writeEach(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) rethrows {
    var last: Line?
    for line in lines {
      if settings.isUnique {
        if let last, order(last, line) == 0 { continue }
        last = line
      }
      try body(line.text)
    }
  }

  /// The first line that should come before the one above it.
  func firstDisorder() -> (number: Int, line: ByteString)? {
    for index in lines.indices.dropFirst() {
      let result = order(lines[index - 1], lines[index])
      if result > 0 || (settings.isUnique && result == 0) {
        return (index + 1, ByteString(lines[index].text))
      }
    }
    return nil
  }
}
