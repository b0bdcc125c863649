import ShellBytes

/// A pattern with groups. All ways to match are followed at once: from the set of places where a
/// part may begin, the set of places where it may end is computed, so nothing is tried twice.
final class GlobGroups: Sendable {
  private let elements: [GlobElement]
  private let encoding: CharacterEncoding

  init(_ elements: [GlobElement], encoding: CharacterEncoding) {
    self.elements = elements
    self.encoding = encoding
  }

  /// Whether a match ends at (or, backwards, begins at) each place between two characters.
  typealias Places = [Bool]

  /// A text taken apart into characters, and the byte offset of each place.
  private struct Text {
    var codes: [UInt32] = []
    var offsets: [Int] = []
    let isReversed: Bool
    let isBytes: Bool

    init(
      _ bytes: UnsafeBufferPointer<UInt8>, _ encoding: CharacterEncoding, reversed: Bool
    ) {
      isReversed = reversed
      isBytes = encoding == .bytes
      codes.reserveCapacity(bytes.count)
      var at = 0
      while at < bytes.count {
        offsets.append(at)
        let character = encoding.character(in: bytes, at: at)
        codes.append(character.scalar ?? GlobElement.invalid | UInt32(bytes[at]))
        at += character.length
      }
      offsets.append(at)
      if reversed {
        codes.reverse()
        offsets.reverse()
      }
    }

    var placeCount: Int { codes.count + 1 }

    func none() -> Places { Places(repeating: false, count: placeCount) }

    func single(_ place: Int) -> Places {
      var places = none()
      places[place] = true
      return places
    }
  }

  /// The places where the elements may end when they begin at one of some places.
  private func advance(_ elements: [GlobElement], _ from: Places, _ text: Text) -> Places {
    var places = from
    var index = text.isReversed ? elements.count - 1 : 0
    while index >= 0 && index < elements.count {
      places = advance(elements[index], places, text)
      index += text.isReversed ? -1 : 1
    }
    return places
  }

  private func advance(_ element: GlobElement, _ from: Places, _ text: Text) -> Places {
    var places = text.none()
    switch element {
    case .star:
      var isReached = false
      for place in 0..<text.placeCount {
        isReached = isReached || from[place]
        places[place] = isReached
      }
    case .group(let group): return advance(group, from, text)
    default:
      for place in 0..<text.codes.count where from[place] {
        places[place + 1] = isMatch(element, text.codes[place], text.isBytes)
      }
    }
    return places
  }

  private func isMatch(_ element: GlobElement, _ code: UInt32, _ isBytes: Bool) -> Bool {
    switch element {
    case .any: return true
    case .character(let wanted): return code == wanted
    case .bracket(let bracket):
      if code & GlobElement.invalid != 0 { return bracket.isNegated }
      if isBytes { return bracket.contains(byte: UInt8(truncatingIfNeeded: code)) }
      return bracket.contains(scalar: code)
    case .star, .group: return false
    }
  }

  private func once(_ group: GlobGroup, _ from: Places, _ text: Text) -> Places {
    guard from.contains(true) else { return from }
    var places = text.none()
    for alternative in group.alternatives {
      let ends = advance(alternative, from, text)
      for place in 0..<text.placeCount where ends[place] { places[place] = true }
    }
    return places
  }

  private func advance(_ group: GlobGroup, _ from: Places, _ text: Text) -> Places {
    switch group.kind {
    case UInt8(ascii: "@"): return once(group, from, text)
    case UInt8(ascii: "?"):
      var places = once(group, from, text)
      for place in 0..<text.placeCount where from[place] { places[place] = true }
      return places
    case UInt8(ascii: "!"): return complement(group, from, text)
    default: break
    }
    var places = group.kind == UInt8(ascii: "*") ? from : once(group, from, text)
    var added = places
    while added.contains(true) {
      added = once(group, added, text)
      for place in 0..<text.placeCount where added[place] {
        if places[place] { added[place] = false } else { places[place] = true }
      }
    }
    return places
  }

  /// `!(…)` ends wherever none of its alternatives, begun at the same place, ends.
  private func complement(_ group: GlobGroup, _ from: Places, _ text: Text) -> Places {
    var places = text.none()
    // A place that is reached already need not be looked at again, and where one beginning
    // reaches all places behind it, so most beginnings end the search.
    for start in 0..<text.placeCount where from[start] {
      let ends = once(group, text.single(start), text)
      var isFull = true
      for place in start..<text.placeCount {
        if !ends[place] { places[place] = true }
        if !places[place] { isFull = false }
      }
      if isFull { break }
    }
    return places
  }

  // MARK: Whole patterns

  func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let text = Text(bytes, encoding, reversed: false)
    return advance(elements, text.single(0), text)[text.placeCount - 1]
  }

  func prefixLength(_ bytes: UnsafeBufferPointer<UInt8>, longest: Bool) -> Int? {
    let text = Text(bytes, encoding, reversed: false)
    let ends = advance(elements, text.single(0), text)
    let place = longest ? ends.lastIndex(of: true) : ends.firstIndex(of: true)
    return place.map { text.offsets[$0] }
  }

  func suffixLength(_ bytes: UnsafeBufferPointer<UInt8>, longest: Bool) -> Int? {
    let text = Text(bytes, encoding, reversed: true)
    let starts = advance(elements, text.single(0), text)
    let place = longest ? starts.lastIndex(of: true) : starts.firstIndex(of: true)
    return place.map { bytes.count - text.offsets[$0] }
  }

  func firstMatch(_ bytes: UnsafeBufferPointer<UInt8>, from offset: Int) -> Range<Int>? {
    guard offset <= bytes.count else { return nil }
    let window = UnsafeBufferPointer(rebasing: bytes[offset...])
    let backwards = Text(window, encoding, reversed: true)
    let all = Places(repeating: true, count: backwards.placeCount)
    let starts = advance(elements, all, backwards)
    guard let place = starts.lastIndex(of: true) else { return nil }
    let start = offset + backwards.offsets[place]
    let tail = UnsafeBufferPointer(rebasing: bytes[start...])
    guard let length = prefixLength(tail, longest: true) else { return nil }
    return start..<(start + length)
  }
}
