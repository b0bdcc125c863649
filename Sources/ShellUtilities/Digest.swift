import ShellBytes

/// The algorithms of the `…sum` utilities (RFC 1321, FIPS 180-4).
struct Digest {
  enum Algorithm: Sendable { case md5, sha1, sha224, sha256, sha384, sha512 }

  private let algorithm: Algorithm
  private var words32: [UInt32] = []
  private var words64: [UInt64] = []
  private var block: [UInt8] = []
  private var length: UInt64 = 0
  private let blockSize: Int

  init(_ algorithm: Algorithm) {
    self.algorithm = algorithm
    blockSize = algorithm == .sha384 || algorithm == .sha512 ? 128 : 64
    block.reserveCapacity(blockSize)
    switch algorithm {
    case .md5: words32 = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476]
    case .sha1: words32 = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]
    case .sha224:
      words32 = [
        0xc105_9ed8, 0x367c_d507, 0x3070_dd17, 0xf70e_5939, 0xffc0_0b31, 0x6858_1511,
        0x64f9_8fa7, 0xbefa_4fa4,
      ]
    case .sha256: words32 = DigestConstants.roots(of: 8).map { UInt32($0 >> 32) }
    case .sha384:
      words64 = [
        0xcbbb_9d5d_c105_9ed8, 0x629a_292a_367c_d507, 0x9159_015a_3070_dd17,
        0x152f_ecd8_f70e_5939, 0x6733_2667_ffc0_0b31, 0x8eb4_4a87_6858_1511,
        0xdb0c_2e0d_64f9_8fa7, 0x47b5_481d_befa_4fa4,
      ]
    case .sha512: words64 = DigestConstants.roots(of: 8)
    }
  }

  /// Takes more of the text in.
  mutating func update(_ bytes: UnsafeBufferPointer<UInt8>) {
    length &+= UInt64(bytes.count)
    var rest = bytes[...]
    if !block.isEmpty {
      let taken = min(blockSize - block.count, rest.count)
      block += rest.prefix(taken)
      rest = rest.dropFirst(taken)
      if block.count < blockSize { return }
      let full = block
      block.removeAll()
      full.withUnsafeBufferPointer { compress($0) }
    }
    while rest.count >= blockSize {
      compress(UnsafeBufferPointer(rebasing: rest.prefix(blockSize)))
      rest = rest.dropFirst(blockSize)
    }
    block += rest
  }

  /// The digest in hexadecimal.
  mutating func finish() -> ByteString {
    let bitCount = length &* 8
    let sizeBytes = blockSize / 8
    var padding: [UInt8] = [0x80]
    let used = (block.count + 1 + sizeBytes) % blockSize
    padding += [UInt8](repeating: 0, count: used == 0 ? 0 : blockSize - used)
    padding += [UInt8](repeating: 0, count: sizeBytes - 8)
    for index in 0..<8 {
      let shift = UInt64(algorithm == .md5 ? index * 8 : 56 - index * 8)
      padding.append(UInt8(truncatingIfNeeded: bitCount >> shift))
    }
    padding.withUnsafeBufferPointer { update($0) }
    var bytes: [UInt8] = []
    for word in words32 {
      for index in 0..<4 {
        let shift = UInt32(algorithm == .md5 ? index * 8 : 24 - index * 8)
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    for word in words64 {
      for index in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(56 - index * 8))) }
    }
    let size = [Algorithm.sha224: 28, .sha384: 48][algorithm] ?? bytes.count
    let digits = Array("0123456789abcdef".utf8)
    return ByteString(bytes.prefix(size).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  private mutating func compress(_ bytes: UnsafeBufferPointer<UInt8>) {
    switch algorithm {
    case .md5: compressMD5(bytes)
    case .sha1: compressSHA1(bytes)
    case .sha224, .sha256: compressSHA256(bytes)
    case .sha384, .sha512: compressSHA512(bytes)
    }
  }

  private static func big(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 << 8 | UInt32(bytes[index * 4 + $1]) }
  }

  private static func rotate(_ word: UInt32, left count: UInt32) -> UInt32 {
    word << count | word >> (32 - count)
  }

  private static func rotate(_ word: UInt64, right count: UInt64) -> UInt64 {
    word >> count | word << (64 - count)
  }

  private mutating func compressMD5(_ bytes: UnsafeBufferPointer<UInt8>) {
    let message = (0..<16).map { Digest.big(bytes, $0).byteSwapped }
    let shifts: [UInt32] = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
    var (a, b, c, d) = (words32[0], words32[1], words32[2], words32[3])
    for step in 0..<64 {
      let mixed: UInt32
      let index: Int
      switch step / 16 {
      case 0: (mixed, index) = (b & c | ~b & d, step)
      case 1: (mixed, index) = (d & b | ~d & c, (5 * step + 1) % 16)
      case 2: (mixed, index) = (b ^ c ^ d, (3 * step + 5) % 16)
      default: (mixed, index) = (c ^ (b | ~d), 7 * step % 16)
      }
      let sum = a &+ mixed &+ DigestConstants.sines[step] &+ message[index]
      let turned = Digest.rotate(sum, left: shifts[step / 16 * 4 + step % 4])
      (a, d, c, b) = (d, c, b, b &+ turned)
    }
    for (index, word) in [a, b, c, d].enumerated() { words32[index] &+= word }
  }

  private mutating func compressSHA1(_ bytes: UnsafeBufferPointer<UInt8>) {
    var schedule = (0..<16).map { Digest.big(bytes, $0) }
    for step in 16..<80 {
      let mixed = schedule[step - 3] ^ schedule[step - 8] ^ schedule[step - 14]
      schedule.append(Digest.rotate(mixed ^ schedule[step - 16], left: 1))
    }
    var (a, b, c, d, e) = (words32[0], words32[1], words32[2], words32[3], words32[4])
    for step in 0..<80 {
      let (mixed, constant): (UInt32, UInt32) =
        switch step / 20 {
        case 0: (b & c | ~b & d, 0x5a82_7999)
        case 1: (b ^ c ^ d, 0x6ed9_eba1)
        case 2: (b & c | b & d | c & d, 0x8f1b_bcdc)
        default: (b ^ c ^ d, 0xca62_c1d6)
        }
      let next = Digest.rotate(a, left: 5) &+ mixed &+ e &+ constant &+ schedule[step]
      (e, d, c, b, a) = (d, c, Digest.rotate(b, left: 30), a, next)
    }
    for (index, word) in [a, b, c, d, e].enumerated() { words32[index] &+= word }
  }

  private mutating func compressSHA256(_ bytes: UnsafeBufferPointer<UInt8>) {
    func turn(_ word: UInt32, _ count: UInt32) -> UInt32 { Digest.rotate(word, left: 32 - count) }
    var schedule = (0..<16).map { Digest.big(bytes, $0) }
    for step in 16..<64 {
      let (early, late) = (schedule[step - 15], schedule[step - 2])
      let first = turn(early, 7) ^ turn(early, 18) ^ early >> 3
      let second = turn(late, 17) ^ turn(late, 19) ^ late >> 10
      schedule.append(schedule[step - 16] &+ first &+ schedule[step - 7] &+ second)
    }
    var state = words32
    for step in 0..<64 {
      let (a, e) = (state[0], state[4])
      let choice = e & state[5] ^ ~e & state[6]
      let majority = a & state[1] ^ a & state[2] ^ state[1] & state[2]
      let constant = UInt32(DigestConstants.cubes[step] >> 32)
      let first =
        state[7] &+ (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) &+ choice &+ constant
        &+ schedule[step]
      let second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) &+ majority
      state = [
        first &+ second, a, state[1], state[2], state[3] &+ first, e, state[5], state[6],
      ]
    }
    for index in 0..<8 { words32[index] &+= state[index] }
  }

  private mutating func compressSHA512(_ bytes: UnsafeBufferPointer<UInt8>) {
    func turn(_ word: UInt64, _ count: UInt64) -> UInt64 { Digest.rotate(word, right: count) }
    var schedule = (0..<16).map {
      UInt64(Digest.big(bytes, $0 * 2)) << 32 | UInt64(Digest.big(bytes, $0 * 2 + 1))
    }
    for step in 16..<80 {
      let (early, late) = (schedule[step - 15], schedule[step - 2])
      let first = turn(early, 1) ^ turn(early, 8) ^ early >> 7
      let second = turn(late, 19) ^ turn(late, 61) ^ late >> 6
      schedule.append(schedule[step - 16] &+ first &+ schedule[step - 7] &+ second)
    }
    var state = words64
    for step in 0..<80 {
      let (a, e) = (state[0], state[4])
      let choice = e & state[5] ^ ~e & state[6]
      let majority = a & state[1] ^ a & state[2] ^ state[1] & state[2]
      let first =
        state[7] &+ (turn(e, 14) ^ turn(e, 18) ^ turn(e, 41)) &+ choice
        &+ DigestConstants.cubes[step] &+ schedule[step]
      let second = (turn(a, 28) ^ turn(a, 34) ^ turn(a, 39)) &+ majority
      state = [
        first &+ second, a, state[1], state[2], state[3] &+ first, e, state[5], state[6],
      ]
    }
    for index in 0..<8 { words64[index] &+= state[index] }
  }
}

/// Numbers that nobody chose: fractions of the roots of primes, and of sines.
private enum DigestConstants {
  private static let primes: [UInt64] = {
    var primes: [UInt64] = []
    var candidate: UInt64 = 2
    while primes.count < 80 {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes
  }()

  /// The first 64 bits of the fractions of the square roots of the first primes.
  static func roots(of count: Int) -> [UInt64] {
    primes.prefix(count).map { prime in
      fraction { root in
        // root² < prime · 2^128; the lower half does not matter.
        root.multipliedFullWidth(by: root).high < UInt128(prime)
      }
    }
  }

  /// The same of the cube roots of the first 80 primes.
  static let cubes: [UInt64] = primes.map { prime in
    fraction { root in
      // root³ < prime · 2^192, in halves of 128 bits; the lowest one does not matter.
      let square = root.multipliedFullWidth(by: root)
      let low = UInt128(square.low).multipliedFullWidth(by: root)
      let high = square.high.multipliedFullWidth(by: root)
      let (sum, _) = high.low.addingReportingOverflow(low.high)
      return high.high == 0 && sum >> 64 < UInt128(prime)
    }
  }

  /// The largest 8.64-bit fixed-point number that is small enough, less its whole part.
  private static func fraction(_ isBelow: (UInt128) -> Bool) -> UInt64 {
    var root: UInt128 = 0
    var bit: UInt128 = 1 << 68
    while bit > 0 {
      if isBelow(root | bit) { root |= bit }
      bit >>= 1
    }
    return UInt64(truncatingIfNeeded: root)
  }

  /// ⌊2^32 · |sin(i)|⌋, i from 1 in radians (RFC 1321 3.4).
  static let sines: [UInt32] = [
    0xd76a_a478, 0xe8c7_b756, 0x2420_70db, 0xc1bd_ceee, 0xf57c_0faf, 0x4787_c62a, 0xa830_4613,
    0xfd46_9501, 0x6980_98d8, 0x8b44_f7af, 0xffff_5bb1, 0x895c_d7be, 0x6b90_1122, 0xfd98_7193,
    0xa679_438e, 0x49b4_0821, 0xf61e_2562, 0xc040_b340, 0x265e_5a51, 0xe9b6_c7aa, 0xd62f_105d,
    0x0244_1453, 0xd8a1_e681, 0xe7d3_fbc8, 0x21e1_cde6, 0xc337_07d6, 0xf4d5_0d87, 0x455a_14ed,
    0xa9e3_e905, 0xfcef_a3f8, 0x676f_02d9, 0x8d2a_4c8a, 0xfffa_3942, 0x8771_f681, 0x6d9d_6122,
    0xfde5_380c, 0xa4be_ea44, 0x4bde_cfa9, 0xf6bb_4b60, 0xbebf_bc70, 0x289b_7ec6, 0xeaa1_27fa,
    0xd4ef_3085, 0x0488_1d05, 0xd9d4_d039, 0xe6db_99e5, 0x1fa2_7cf8, 0xc4ac_5665, 0xf429_2244,
    0x432a_ff97, 0xab94_23a7, 0xfc93_a039, 0x655b_59c3, 0x8f0c_cc92, 0xffef_f47d, 0x8584_5dd1,
    0x6fa8_7e4f, 0xfe2c_e6e0, 0xa301_4314, 0x4e08_11a1, 0xf753_7e82, 0xbd3a_f235, 0x2ad7_d2bb,
    0xeb86_d391,
  ]
}
