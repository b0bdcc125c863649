import COniguruma
import ShellBytes

/// Functions that match texts.
extension Registry {
  static let regexes: [Row] = [
    node("match", 1) { RegexNode(.match, $0[0], nil) },
    node("match", 2) { RegexNode(.match, $0[0], $0[1]) },
    node("test", 1) { RegexNode(.test, $0[0], nil) },
    node("test", 2) { RegexNode(.test, $0[0], $0[1]) },
    node("capture", 1) { RegexNode(.capture, $0[0], nil) },
    node("capture", 2) { RegexNode(.capture, $0[0], $0[1]) },
    node("scan", 1) { RegexNode(.scan, $0[0], nil) },
    node("scan", 2) { RegexNode(.scan, $0[0], $0[1]) },
    node("split", 2) { CollectNode(RegexNode(.splits, $0[0], $0[1])) },
    node("splits", 1) { RegexNode(.splits, $0[0], nil) },
    node("splits", 2) { RegexNode(.splits, $0[0], $0[1]) },
    node("sub", 2) { SubstituteNode($0[0], $0[1], flags: nil, isGlobal: false) },
    node("sub", 3) { SubstituteNode($0[0], $0[1], flags: $0[2], isGlobal: false) },
    node("gsub", 2) { SubstituteNode($0[0], $0[1], flags: nil, isGlobal: true) },
    node("gsub", 3) { SubstituteNode($0[0], $0[1], flags: $0[2], isGlobal: true) },
    native(
      "_match_impl",
      .three { (input, pattern, flags, isTest, context) throws(JQError) in
        let found = try Regex.matches(
          input, pattern, flags, isGlobal: false, isTest: isTest.isTrue, context)
        if isTest.isTrue { return .boolean(!found.isEmpty) }
        var list = JSONArray()
        for match in found { list.append(match.value) }
        return .array(list)
      }),
  ]
}

/// The compiled patterns of a run.
final class RegexCache {
  struct Key: Hashable {
    let pattern: JSONString
    let options: UInt32
  }

  private var known: [Key: Regex] = [:]
  private static let limit = 64

  func regex(_ pattern: JSONString, _ options: UInt32) throws(JQError) -> Regex {
    let key = Key(pattern: pattern, options: options)
    if let found = known[key] { return found }
    let made = try Regex(pattern, options)
    if known.count >= RegexCache.limit { known.removeAll() }
    known[key] = made
    return made
  }
}

/// A compiled pattern.
final class Regex {
  private let handle: OpaquePointer
  /// The names of the groups, the first group's first.
  let names: [JSONString?]

  init(_ pattern: JSONString, _ options: UInt32) throws(JQError) {
    var message = [CChar](repeating: 0, count: 512)
    let made = pattern.withBytes { bytes in
      // The library wants an address also of nothing.
      var empty: UInt8 = 0
      return withUnsafePointer(to: &empty) {
        conig_compile(bytes.baseAddress ?? $0, bytes.count, options, &message)
      }
    }
    guard let made else {
      throw JQError("Regex failure: \(ByteString(cString: message))")
    }
    handle = made
    var names: [Int: JSONString] = [:]
    withUnsafeMutablePointer(to: &names) { place in
      conig_names(
        made,
        { name, length, group, context in
          guard let context else { return }
          let text = JSONString(repairing: UnsafeBufferPointer(start: name, count: length))
          context.assumingMemoryBound(to: [Int: JSONString].self).pointee[Int(group)] = text
        }, place)
    }
    let last = names.keys.max() ?? 0
    self.names = (0..<last).map { names[$0 + 1] }
  }

  deinit { conig_free(handle) }

  /// A place in the text, in bytes; nil for a group that took no part.
  typealias Span = Range<Int>?

  /// Searches a text from an offset on; the whole match comes first, then the groups.
  func search(
    _ bytes: UnsafeBufferPointer<UInt8>, from: Int
  ) throws(JQError) -> [Span]? {
    var message = [CChar](repeating: 0, count: 512)
    var empty: UInt8 = 0
    let found = withUnsafePointer(to: &empty) {
      conig_search(handle, bytes.baseAddress ?? $0, bytes.count, from, &message)
    }
    if found == -1 { return nil }
    if found < 0 { throw JQError("Regex failure: \(ByteString(cString: message))") }
    var spans: [Span] = []
    for group in 0..<conig_group_count(handle) {
      let begin = Int(conig_group_begin(handle, group))
      let end = Int(conig_group_end(handle, group))
      spans.append(begin < 0 ? nil : begin..<Swift.max(begin, end))
    }
    return spans
  }

  struct Match {
    let text: JSONString
    let regex: Regex
    let spans: [Span]

    var whole: Range<Int> { (spans.first ?? nil) ?? 0..<0 }

    private func part(_ span: Span, isGroup: Bool) -> JSONObject {
      var object = JSONObject()
      object.reserve(4)
      guard let span else {
        object.set("offset", -1)
        object.set("string", .null)
        object.set("length", 0)
        return object
      }
      let offset = JSONValue(text.character(atOffset: span.lowerBound))
      let piece = text.slice(span)
      object.set("offset", offset)
      if isGroup && span.isEmpty {
        object.set("string", .string(piece))
        object.set("length", 0)
      } else {
        object.set("length", JSONValue(piece.characterCount))
        object.set("string", .string(piece))
      }
      return object
    }

    func name(_ group: Int) -> JSONString? {
      group <= regex.names.count ? regex.names[group - 1] : nil
    }

    /// What `match` gives.
    var value: JSONValue {
      var object = part(whole, isGroup: false)
      var captures = JSONArray()
      for group in 1..<Swift.max(1, spans.count) {
        var capture = part(spans[group], isGroup: true)
        capture.set("name", name(group).map { .string($0) } ?? .null)
        captures.append(.object(capture))
      }
      object.set("captures", .array(captures))
      return .object(object)
    }

    private func string(_ span: Span) -> JSONValue {
      span.map { .string(text.slice($0)) } ?? .null
    }

    /// What `capture` gives: the named groups.
    var capture: JSONValue {
      var object = JSONObject()
      for group in 1..<Swift.max(1, spans.count) {
        if let name = name(group) { object.set(name, string(spans[group])) }
      }
      return .object(object)
    }

    /// What `scan` gives: the groups, or the whole where there are none.
    var scan: JSONValue {
      if spans.count <= 1 { return string(whole) }
      var list = JSONArray()
      for span in spans.dropFirst() { list.append(string(span)) }
      return .array(list)
    }
  }

  /// The matches of a pattern in a text, with the flags of jq.
  static func matches(
    _ input: JSONValue, _ pattern: JSONValue, _ flags: JSONValue, isGlobal: Bool,
    isTest: Bool, _ context: Context
  ) throws(JQError) -> [Match] {
    guard case .string(let text) = input else {
      throw JQError(input, "cannot be matched, as it is not a string")
    }
    guard case .string(let pattern) = pattern else { throw JQError(pattern, "is not a string") }
    var options = UInt32(COnigCaptureGroup)
    var isGlobal = isGlobal
    switch flags {
    case .string(let letters):
      for letter in letters.byteString {
        switch letter {
        case UInt8(ascii: "g"): isGlobal = true
        case UInt8(ascii: "i"): options |= UInt32(COnigIgnoreCase)
        case UInt8(ascii: "x"): options |= UInt32(COnigExtend)
        case UInt8(ascii: "m"): options |= UInt32(COnigMultiline)
        case UInt8(ascii: "s"): options |= UInt32(COnigSingleLine)
        case UInt8(ascii: "p"): options |= UInt32(COnigMultiline | COnigSingleLine)
        case UInt8(ascii: "l"): options |= UInt32(COnigFindLongest)
        case UInt8(ascii: "n"): options |= UInt32(COnigFindNotEmpty)
        default: throw JQError("\(letters.byteString) is not a valid modifier string")
        }
      }
    case .null: break
    default: throw JQError(flags, "is not a string")
    }
    let regex = try context.regexes.regex(pattern, options)
    var found: [Match] = []
    try text.withBytes { (bytes) throws(JQError) in
      var start = 0
      repeat {
        try context.step()
        guard let spans = try regex.search(bytes, from: start) else { return }
        let match = Match(text: text, regex: regex, spans: spans)
        found.append(match)
        if isTest { return }
        let whole = match.whole
        start = whole.upperBound
        if whole.isEmpty {
          start += start < bytes.count ? UTF8Text.length(bytes[start]) : 1
        }
      } while isGlobal && start <= bytes.count
    }
    return found
  }

  /// The pattern and flags of `match(value)`, which may be a list of both.
  static func pair(_ value: JSONValue) throws(JQError) -> (JSONValue, JSONValue) {
    switch value {
    case .string: return (value, .null)
    case .array(let list) where list.count > 1: return (list[0], list[1])
    case .array(let list) where list.count > 0: return (list[0], .null)
    default: throw JQError("\(JQError.name(value)) not a string or array")
    }
  }
}

/// `match`, `test`, `capture`, `scan` and `splits`
final class RegexNode: Node, @unchecked Sendable {
  enum Kind { case match, test, capture, scan, splits }

  let kind: Kind
  let pattern: Node
  let flags: Node?

  init(_ kind: Kind, _ pattern: Node, _ flags: Node?) {
    self.kind = kind
    self.pattern = pattern
    self.flags = flags
  }

  override var isSingle: Bool {
    kind == .test && pattern.isSingle && flags?.isSingle != false
  }

  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    let pattern = try pattern.one(input, frame)
    let flags = try flags?.one(input, frame)
    return .boolean(try !matches(input, pattern, flags, frame).isEmpty)
  }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    if isSingle { return try emit(try one(input, frame)) }
    return try pattern.eval(input, frame) { (pattern) throws(JQError) in
      guard let flags else { return try run(input, pattern, nil, frame, emit) }
      return try flags.eval(input, frame) { (flags) throws(JQError) in
        try run(input, pattern, flags, frame, emit)
      }
    }
  }

  private func matches(
    _ input: JSONValue, _ pattern: JSONValue, _ flags: JSONValue?, _ frame: Frame
  ) throws(JQError) -> [Regex.Match] {
    var pattern = pattern
    var options = flags ?? .null
    switch kind {
    case .match, .test, .capture:
      if flags == nil { (pattern, options) = try Regex.pair(pattern) }
    case .scan, .splits:
      // Their flags are added to `g`.
      if !options.isNull, options.string == nil {
        options = try Arithmetic.add(options, "g")
      }
    }
    return try Regex.matches(
      input, pattern, options, isGlobal: kind == .scan || kind == .splits,
      isTest: kind == .test, frame.context)
  }

  private func run(
    _ input: JSONValue, _ pattern: JSONValue, _ flags: JSONValue?, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    let found = try matches(input, pattern, flags, frame)
    switch kind {
    case .test: return try emit(.boolean(!found.isEmpty))
    case .splits: return try pieces(found, input, emit)
    default: break
    }
    for match in found {
      let value: JSONValue
      switch kind {
      case .capture: value = match.capture
      case .scan: value = match.scan
      default: value = match.value
      }
      let flow = try emit(value)
      if flow != .next { return flow }
    }
    return .next
  }

  private func pieces(
    _ found: [Regex.Match], _ input: JSONValue, _ emit: Emit
  ) throws(JQError) -> Flow {
    guard case .string(let text) = input else { return .next }
    var start = 0
    for match in found {
      let flow = try emit(.string(text.slice(start..<Swift.max(start, match.whole.lowerBound))))
      if flow != .next { return flow }
      start = match.whole.upperBound
    }
    return try emit(.string(text.slice(start..<text.count)))
  }
}

/// `sub` and `gsub`; a replacement with several outputs gives as many texts.
final class SubstituteNode: Node, @unchecked Sendable {
  let pattern: Node
  let replacement: Node
  let flags: Node?
  let isGlobal: Bool

  init(_ pattern: Node, _ replacement: Node, flags: Node?, isGlobal: Bool) {
    self.pattern = pattern
    self.replacement = replacement
    self.flags = flags
    self.isGlobal = isGlobal
  }

  override var isSingle: Bool { false }

  override func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    try pattern.eval(input, frame) { (pattern) throws(JQError) in
      guard let flags else { return try run(input, pattern, .null, frame, emit) }
      return try flags.eval(input, frame) { (flags) throws(JQError) in
        try run(input, pattern, flags, frame, emit)
      }
    }
  }

  private func run(
    _ input: JSONValue, _ pattern: JSONValue, _ flags: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    var options = flags
    if isGlobal && options.string == nil && !options.isNull {
      options = try Arithmetic.add(options, "g")
    }
    let found = try Regex.matches(
      input, pattern, options, isGlobal: isGlobal, isTest: false, frame.context)
    guard case .string(let text) = input, !found.isEmpty else { return try emit(input) }
    // One text for each output of the replacement; texts that come later lack earlier pieces.
    var results: [JSONValue] = []
    var start = 0
    for match in found {
      let gap = JSONValue.string(text.slice(start..<Swift.max(start, match.whole.lowerBound)))
      var number = 0
      _ = try replacement.eval(match.capture, frame) { (inserted) throws(JQError) in
        let added = try Arithmetic.add(gap, inserted)
        if number < results.count {
          var old = JSONValue.null
          swap(&old, &results[number])
          results[number] = try Arithmetic.add(old, added)
        } else {
          results.append(added)
        }
        number += 1
        return .next
      }
      start = match.whole.upperBound
    }
    if results.isEmpty { return try emit(input) }
    let rest = JSONValue.string(text.slice(Swift.min(start, text.count)..<text.count))
    for result in results {
      let flow = try emit(try Arithmetic.add(result, rest))
      if flow != .next { return flow }
    }
    return .next
  }
}
