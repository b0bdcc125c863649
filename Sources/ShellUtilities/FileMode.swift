import ShellBytes

/// A mode as `chmod` and `mkdir -m` take it: octal, or symbolic clauses (XCU `chmod`).
struct FileMode {
  private var clauses: [Clause] = []

  private struct Clause {
    /// Permission bits that the clause may touch.
    var who: UInt32
    var isWhoGiven: Bool
    /// `+`, `-` or `=`.
    var operation: UInt8
    var bits: UInt32 = 0
    /// `X`: execute for directories and for what somebody may execute.
    var executesIfAny = false
    /// `u`, `g` or `o`, whose bits are copied; 0 for none.
    var source: UInt8 = 0
    /// An octal mode keeps a directory's set-id bits that it does not name.
    var keepsDirectoryBits = false
  }

  /// nil for what is no mode.
  init?(_ text: ByteString) {
    if text.first?.isASCIIDigit == true {
      guard text.allSatisfy({ $0 >= 48 && $0 <= 55 }), text.count < 12 else { return nil }
      let value = text.reduce(0) { $0 << 3 | UInt32($1 - 48) }
      guard value <= 0o7777 else { return nil }
      var clause = Clause(who: 0o7777, isWhoGiven: true, operation: UInt8(ascii: "="), bits: value)
      clause.keepsDirectoryBits = text.count < 5
      clauses = [clause]
      return
    }
    guard !text.isEmpty else { return nil }
    for part in text.split(at: UInt8(ascii: ",")) {
      guard takeClauses(part) else { return nil }
    }
  }

  private mutating func takeClauses(_ text: ByteString) -> Bool {
    var at = 0
    var who: UInt32 = 0
    scan: while at < text.count {
      switch text[at] {
      case UInt8(ascii: "u"): who |= 0o4700
      case UInt8(ascii: "g"): who |= 0o2070
      case UInt8(ascii: "o"): who |= 0o1007
      case UInt8(ascii: "a"): who |= 0o7777
      default: break scan
      }
      at += 1
    }
    guard at < text.count else { return false }
    while at < text.count {
      guard ByteString("+-=").contains(text[at]) else { return false }
      var clause = Clause(
        who: who == 0 ? 0o7777 : who, isWhoGiven: who != 0, operation: text[at])
      at += 1
      if at < text.count, text[at].isASCIIDigit {
        var value: UInt32 = 0
        while at < text.count, text[at] >= 48, text[at] <= 55, value < 0o10000 {
          value = value << 3 | UInt32(text[at] - 48)
          at += 1
        }
        clause.bits = value & 0o7777
        clause.isWhoGiven = true
      } else if at < text.count, ByteString("ugo").contains(text[at]) {
        clause.source = text[at]
        at += 1
      } else {
        at = FileMode.takePermissions(text, at, &clause)
      }
      clauses.append(clause)
    }
    return true
  }

  private static func takePermissions(
    _ text: ByteString, _ start: Int, _ clause: inout Clause
  ) -> Int {
    var at = start
    while at < text.count {
      switch text[at] {
      case UInt8(ascii: "r"): clause.bits |= 0o444
      case UInt8(ascii: "w"): clause.bits |= 0o222
      case UInt8(ascii: "x"): clause.bits |= 0o111
      case UInt8(ascii: "s"): clause.bits |= 0o6000
      case UInt8(ascii: "t"): clause.bits |= 0o1000
      case UInt8(ascii: "X"): clause.executesIfAny = true
      default: return at
      }
      at += 1
    }
    return at
  }

  /// The mode that a file with this one gets; `umask` holds back what a clause without a `who`
  /// would give.
  func applied(to mode: UInt32, isDirectory: Bool, umask: UInt32) -> UInt32 {
    var mode = mode
    for clause in clauses {
      var bits = clause.bits
      switch clause.source {
      case UInt8(ascii: "u"): bits = (mode >> 6 & 7) * 0o111
      case UInt8(ascii: "g"): bits = (mode >> 3 & 7) * 0o111
      case UInt8(ascii: "o"): bits = (mode & 7) * 0o111
      default: break
      }
      if clause.executesIfAny && (isDirectory || mode & 0o111 != 0) { bits |= 0o111 }
      bits &= clause.who
      if !clause.isWhoGiven { bits &= ~umask }
      switch clause.operation {
      case UInt8(ascii: "+"): mode |= bits
      case UInt8(ascii: "-"): mode &= ~bits
      default:
        var cleared = clause.who
        // `=` leaves a directory's set-id bits alone unless they are named.
        if isDirectory && (clause.keepsDirectoryBits || clause.bits & 0o6000 == 0) {
          cleared &= ~0o6000
        }
        mode = mode & ~cleared | bits
      }
    }
    return mode
  }
}
