import ShellBytes

/// When a zone's clocks differ from UTC, by how much, and what it is called then.
struct ZoneRules: Sendable {
  /// One of the kinds of local time that a zone has.
  struct Kind: Sendable, Hashable {
    /// Seconds east of UTC.
    var offset: Int
    var isDaylightSaving: Bool
    var abbreviation: ByteString
  }

  /// Seconds since 1970 at which `kinds[kindIndices[i]]` begins, ascending.
  var transitions: [Int] = []
  var kindIndices: [Int] = []
  var kinds: [Kind]
  /// What holds after the last transition; nil: its kind for ever.
  var following: PosixZone?

  /// UTC under a name.
  static func utc(_ abbreviation: ByteString) -> ZoneRules {
    ZoneRules(kinds: [Kind(offset: 0, isDaylightSaving: false, abbreviation: abbreviation)])
  }

  /// The kind of local time at a moment.
  func kind(at seconds: Int) -> Kind {
    guard let first = transitions.first, seconds >= first else {
      if transitions.isEmpty, let following { return following.kind(at: seconds) }
      return kinds.first { !$0.isDaylightSaving } ?? kinds[0]
    }
    if let last = transitions.last, seconds >= last, let following {
      return following.kind(at: seconds)
    }
    var low = 0
    var high = transitions.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if transitions[middle] <= seconds { low = middle } else { high = middle }
    }
    return kinds[kindIndices[low]]
  }
}

// MARK: The file format (RFC 9636)

extension ZoneRules {
  /// Reads the contents of a TZif file; nil when it is none.
  init?(file: ByteString) {
    var reader = ZoneFileReader(bytes: Array(file))
    guard let first = reader.readHeader() else { return nil }
    guard first.version >= 2 else {
      self.init(&reader, first, timeSize: 4)
      return
    }
    // The 4-byte block is for old readers; the same in 8 bytes follows.
    reader.skip(first.size(timeSize: 4))
    guard let second = reader.readHeader() else { return nil }
    self.init(&reader, second, timeSize: 8)
    if let rule = reader.readFooter() { following = PosixZone(rule) }
  }

  private init?(_ reader: inout ZoneFileReader, _ header: ZoneFileReader.Header, timeSize: Int) {
    guard reader.left >= header.size(timeSize: timeSize), header.kindCount > 0 else { return nil }
    for _ in 0..<header.transitionCount { transitions.append(reader.readInteger(timeSize)) }
    for _ in 0..<header.transitionCount { kindIndices.append(reader.readInteger(1) & 0xFF) }
    var raw: [(offset: Int, isDaylightSaving: Bool, name: Int)] = []
    for _ in 0..<header.kindCount {
      raw.append(
        (reader.readInteger(4), reader.readInteger(1) != 0, reader.readInteger(1) & 0xFF))
    }
    let names = reader.readBytes(header.nameByteCount)
    kinds = raw.map { kind in
      Kind(
        offset: kind.offset, isDaylightSaving: kind.isDaylightSaving,
        abbreviation: ByteString(names.dropFirst(kind.name).prefix { $0 != 0 }))
    }
    let kindCount = kinds.count
    let isAscending = zip(transitions, transitions.dropFirst()).allSatisfy { $0 < $1 }
    guard isAscending, kindIndices.allSatisfy({ $0 < kindCount }) else { return nil }
    reader.skip(
      header.leapCount * (timeSize + 4) + header.standardCount + header.universalCount)
  }
}

/// A position in a TZif file.
private struct ZoneFileReader {
  struct Header {
    var version: Int
    var universalCount: Int
    var standardCount: Int
    var leapCount: Int
    var transitionCount: Int
    var kindCount: Int
    var nameByteCount: Int

    /// How many bytes follow the header.
    func size(timeSize: Int) -> Int {
      transitionCount * (timeSize + 1) + kindCount * 6 + nameByteCount
        + leapCount * (timeSize + 4) + standardCount + universalCount
    }
  }

  let bytes: [UInt8]
  var at = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var left: Int { bytes.count - at }

  mutating func skip(_ count: Int) { at = min(bytes.count, at + count) }

  mutating func readBytes(_ count: Int) -> ArraySlice<UInt8> {
    let from = at
    skip(count)
    return bytes[from..<at]
  }

  /// A signed number, most significant byte first.
  mutating func readInteger(_ size: Int) -> Int {
    var value = 0
    for (index, byte) in readBytes(size).enumerated() {
      value = index == 0 ? Int(Int8(bitPattern: byte)) : value << 8 | Int(byte)
    }
    return value
  }

  mutating func readHeader() -> Header? {
    guard left >= 44, readBytes(4).elementsEqual("TZif".utf8) else { return nil }
    let version = readInteger(1)
    skip(15)
    let counts = (0..<6).map { _ in readInteger(4) }
    // Real files have a few hundred transitions at most.
    guard counts.allSatisfy({ (0...100_000).contains($0) }) else { return nil }
    return Header(
      version: version >= 0x32 ? 2 : 1, universalCount: counts[0], standardCount: counts[1],
      leapCount: counts[2], transitionCount: counts[3], kindCount: counts[4],
      nameByteCount: counts[5])
  }

  /// The rule between two newlines at the end.
  mutating func readFooter() -> ByteString? {
    guard readBytes(1).first == 10 else { return nil }
    let rule = bytes[at...].prefix { $0 != 10 }
    return rule.isEmpty ? nil : ByteString(rule)
  }
}
