/// Swift source of which only the code is left: comments and what string literals say are blanks.
/// Lines keep their numbers.
struct SwiftCode {
  let lines: [String]

  init(_ text: String) {
    var scanner = Scanner(bytes: Array(text.utf8))
    scanner.scan()
    lines = SourceTree.lines(of: scanner.kept)
  }

  private struct Scanner {
    let bytes: [UInt8]
    var kept: [UInt8] = []
    var at = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    func starts(with text: StaticString) -> Bool {
      let count = text.utf8CodeUnitCount
      guard at + count <= bytes.count else { return false }
      return text.withUTF8Buffer { $0.elementsEqual(bytes[at..<at + count]) }
    }

    /// Passes over `count` bytes, of which the line ends are kept.
    mutating func drop(_ count: Int) {
      for _ in 0..<count where at < bytes.count {
        kept.append(bytes[at] == UInt8(ascii: "\n") ? bytes[at] : UInt8(ascii: " "))
        at += 1
      }
    }

    mutating func scan() {
      while at < bytes.count {
        if starts(with: "//") {
          while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { drop(1) }
        } else if starts(with: "/*") {
          while at < bytes.count, !starts(with: "*/") { drop(1) }
          drop(2)
        } else if bytes[at] == UInt8(ascii: "\"") || starts(with: "#\"") || starts(with: "##\"") {
          string()
        } else {
          kept.append(bytes[at])
          at += 1
        }
      }
    }

    /// Passes over a literal with its interpolations: no declaration can stand in one.
    mutating func string() {
      var hashes = 0
      while bytes[at] == UInt8(ascii: "#") {
        hashes += 1
        drop(1)
      }
      let isLong = starts(with: "\"\"\"")
      drop(isLong ? 3 : 1)
      while at < bytes.count {
        if hashes == 0, bytes[at] == UInt8(ascii: "\\") {
          drop(1)
          if at < bytes.count, bytes[at] == UInt8(ascii: "(") { interpolation() } else { drop(1) }
        } else if isLong ? starts(with: "\"\"\"") : bytes[at] == UInt8(ascii: "\"") {
          drop(isLong ? 3 : 1)
          let closing = bytes[at...].prefix(hashes)
          if closing.count == hashes, closing.allSatisfy({ $0 == UInt8(ascii: "#") }) {
            drop(hashes)
            return
          }
        } else {
          drop(1)
        }
      }
    }

    mutating func interpolation() {
      var depth = 0
      while at < bytes.count {
        switch bytes[at] {
        case UInt8(ascii: "\""):
          string()
          continue
        case UInt8(ascii: "("): depth += 1
        case UInt8(ascii: ")"): depth -= 1
        default: break
        }
        drop(1)
        if depth == 0 { return }
      }
    }
  }
}
