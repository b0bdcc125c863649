/// Ranges of code points as sequences of byte ranges.
enum UTF8Ranges {
  typealias Sequence = [ClosedRange<UInt8>]

  /// The sequences that match just the UTF-8 forms of a range, surrogates left out.
  static func sequences(_ range: ClosedRange<UInt32>) -> [Sequence] {
    var result: [Sequence] = []
    let upper = min(range.upperBound, 0x10FFFF)
    guard range.lowerBound <= upper else { return [] }
    add(range.lowerBound, upper, &result)
    return result
  }

  private static func add(_ lower: UInt32, _ upper: UInt32, _ result: inout [Sequence]) {
    if lower > upper { return }
    if lower <= 0xDFFF && upper >= 0xD800 {
      if lower < 0xD800 { add(lower, 0xD7FF, &result) }
      if upper > 0xDFFF { add(0xE000, upper, &result) }
      return
    }
    for limit: UInt32 in [0x7F, 0x7FF, 0xFFFF] where lower <= limit && limit < upper {
      add(lower, limit, &result)
      add(limit + 1, upper, &result)
      return
    }
    if upper < 0x80 {
      result.append([UInt8(lower)...UInt8(upper)])
      return
    }
    // Cut so that all bytes behind the first that differs take their whole range.
    for count: UInt32 in 1...3 {
      let mask = UInt32(1) << (6 * count) - 1
      guard lower & ~mask != upper & ~mask else { continue }
      if lower & mask != 0 {
        add(lower, lower | mask, &result)
        add((lower | mask) + 1, upper, &result)
        return
      }
      if upper & mask != mask {
        add(lower, (upper & ~mask) - 1, &result)
        add(upper & ~mask, upper, &result)
        return
      }
    }
    result.append(zip(encode(lower), encode(upper)).map { $0...$1 })
  }

  private static func encode(_ scalar: UInt32) -> [UInt8] {
    func trail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | scalar >> shift & 0x3F) }
    switch scalar {
    case 0..<0x800: return [UInt8(0xC0 | scalar >> 6), trail(0)]
    case 0x800..<0x10000: return [UInt8(0xE0 | scalar >> 12), trail(6), trail(0)]
    default: return [UInt8(0xF0 | scalar >> 18), trail(12), trail(6), trail(0)]
    }
  }

  /// The ranges from U+0080 up that are in none of some ranges.
  static func complement(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0x80
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      next = max(next, range.upperBound &+ 1)
    }
    if next <= 0x10FFFF { result.append(next...0x10FFFF) }
    return result
  }
}
