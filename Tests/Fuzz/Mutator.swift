import ShellBytes

/// Makes scripts out of scripts, from a seed.
struct Mutator {
  private let seeds: [[UInt8]]
  private var state: UInt64

  /// Bytes and words that a shell takes notice of.
  private static let pieces: [[UInt8]] = [
    "(", ")", "<", ">", "|", "&", ";", "$", "`", "'", "\"", "\\", "{", "}", "[", "]", "#", "!", "=",
    "~", " ", "\n", "\t", "\0", "*", "?", "@", "+", "-", "/", ":", "0", "a", "E", "\u{e9}", "((",
    "))",
    "[[ ", " ]]", "$(", "${", "$((", "<<E\n", "<<<", "<(", "&&", "||", ";;", "if ", "then ", "fi",
    "for i in ", "do ", "done", "case a in ", "esac", "f() { ", "set -e;", "local ", "eval ",
    "trap ", "x=", "x+=(", "9223372036854775807", "-9223372036854775808", "%s", "\\0777",
    "exec ", "return ", "break 2", "${x[", "${!x", "$'\\u", "printf ", "read ", "unset ",
  ].map { Array($0.utf8) }

  init(seeds: [[UInt8]], seed: UInt64) {
    self.seeds = seeds
    state = seed
  }

  /// A number below a limit, which must be positive (SplitMix64).
  private mutating func number(below limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int(truncatingIfNeeded: (mixed ^ mixed >> 31) % UInt64(limit))
  }

  /// The next script.
  mutating func next() -> ByteString {
    if seeds.isEmpty || number(below: 20) == 0 { return randomBytes() }
    var bytes = seeds[number(below: seeds.count)]
    if number(below: 4) == 0 {
      // The front of one and the back of another.
      let other = seeds[number(below: seeds.count)]
      bytes.removeSubrange(number(below: bytes.count + 1)...)
      bytes += other[number(below: other.count + 1)...]
    }
    for _ in 0...number(below: 4) { mutate(&bytes) }
    return ByteString(bytes)
  }

  private mutating func randomBytes() -> ByteString {
    var bytes: [UInt8] = []
    for _ in 0..<number(below: 60) {
      if number(below: 2) == 0 {
        bytes.append(UInt8(truncatingIfNeeded: number(below: 256)))
      } else {
        bytes += Mutator.pieces[number(below: Mutator.pieces.count)]
      }
    }
    return ByteString(bytes)
  }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    let place = number(below: bytes.count + 1)
    let length = min(number(below: 12), bytes.count - place)
    switch number(below: 6) {
    case 0: bytes.removeSubrange(place..<place + length)
    case 1, 2:
      bytes.insert(contentsOf: Mutator.pieces[number(below: Mutator.pieces.count)], at: place)
    case 3:
      if place < bytes.count { bytes[place] = UInt8(truncatingIfNeeded: number(below: 256)) }
    case 4:
      // A stretch again, somewhere else.
      let stretch = Array(bytes[place..<place + length])
      bytes.insert(contentsOf: stretch, at: number(below: bytes.count + 1))
    default:
      if number(below: 4) == 0 { bytes.removeSubrange(place...) }
    }
  }
}
