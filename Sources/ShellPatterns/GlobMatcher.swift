import ShellBytes

extension Glob {
  /// Whether the pattern matches all of the bytes.
  public func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch shape {
    case .literal:
      return text.withBytes { $0.count == bytes.count && bytes.holds($0, at: 0, end: bytes.count) }
    case .everything: return true
    case .prefix: return text.withBytes { bytes.holds($0, at: 0, end: bytes.count) }
    case .suffix:
      return text.withBytes {
        bytes.holds($0, at: bytes.count &- $0.count, end: bytes.count)
      }
    case .infix:
      return text.withBytes { bytes.firstOffset(of: $0, from: 0, to: bytes.count) != nil }
    case .pieces: return pieces?.matches(bytes) ?? false
    case .extended: return groups?.matches(bytes) ?? false
    case .path: return matchesPath(bytes)
    }
  }

  /// Component by component: no wildcard reaches over a slash.
  private func matchesPath(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    for index in components.indices {
      let component = components[index]
      let slash = bytes.firstOffset(of: UInt8(ascii: "/"), from: at, to: bytes.count)
      if (slash == nil) != (index == components.count - 1) { return false }
      let end = slash ?? bytes.count
      let part = UnsafeBufferPointer(rebasing: bytes[at..<end])
      let needsDot = part.first == UInt8(ascii: ".") && !matchesDotFiles
      guard needsDot ? component.matchesDot(part) : component.matches(part) else { return false }
      at = end + 1
    }
    return true
  }

  /// The length of the shortest or longest prefix that matches, for `${x#p}` and `${x##p}`.
  public func prefixLength(_ bytes: UnsafeBufferPointer<UInt8>, longest: Bool) -> Int? {
    switch shape {
    case .literal:
      return text.withBytes { bytes.holds($0, at: 0, end: bytes.count) ? $0.count : nil }
    case .everything: return longest ? bytes.count : 0
    case .path:
      let lengths = longest ? Array((0...bytes.count).reversed()) : Array(0...bytes.count)
      return lengths.first { matchesPath(UnsafeBufferPointer(rebasing: bytes[..<$0])) }
    case .extended: return groups?.prefixLength(bytes, longest: longest)
    default: return pieces?.prefixLength(bytes, longest: longest)
    }
  }

  /// The length of the shortest or longest suffix that matches, for `${x%p}` and `${x%%p}`.
  public func suffixLength(_ bytes: UnsafeBufferPointer<UInt8>, longest: Bool) -> Int? {
    switch shape {
    case .literal:
      return text.withBytes {
        bytes.holds($0, at: bytes.count &- $0.count, end: bytes.count) ? $0.count : nil
      }
    case .everything: return longest ? bytes.count : 0
    case .path:
      let lengths = longest ? Array((0...bytes.count).reversed()) : Array(0...bytes.count)
      return lengths.first {
        matchesPath(UnsafeBufferPointer(rebasing: bytes[(bytes.count - $0)...]))
      }
    case .extended: return groups?.suffixLength(bytes, longest: longest)
    default: return pieces?.suffixLength(bytes, longest: longest)
    }
  }

  /// The leftmost and there longest match at or after an offset, for `${x/p/r}`.
  public func firstMatch(
    _ bytes: UnsafeBufferPointer<UInt8>, from offset: Int
  ) -> Range<Int>? {
    guard offset >= 0, offset <= bytes.count else { return nil }
    switch shape {
    case .everything: return offset..<bytes.count
    case .path:
      for start in offset...bytes.count {
        let tail = UnsafeBufferPointer(rebasing: bytes[start...])
        if let length = prefixLength(tail, longest: true) { return start..<(start + length) }
      }
      return nil
    case .extended: return groups?.firstMatch(bytes, from: offset)
    default: return pieces?.firstMatch(bytes, from: offset)
    }
  }
}
