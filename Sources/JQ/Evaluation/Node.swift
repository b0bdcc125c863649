import ShellBytes

/// What a consumer of values wants after it was given one.
enum Flow {
  /// The next one, or: there are no more.
  case next
  /// No more values; the producer ends at once.
  case stop
  /// Nothing came yet: the caller has to run the call that the context holds (`TailCall`).
  case tail
}

/// Takes an output.
typealias Emit = (JSONValue) throws(JQError) -> Flow
/// Takes an output that may be reached by a path, and the place that the path has come to.
typealias PathEmit = (JSONValue, Place) throws(JQError) -> Flow
/// What becomes of a place.
enum Changed {
  case value(JSONValue)
  /// The place is to go.
  case removed
  /// A place that was null, or not there, stays so.
  case untouched

  init(_ value: JSONValue?) {
    if let value { self = .value(value) } else { self = .removed }
  }

  /// The value of a place that nothing holds.
  var whole: JSONValue {
    if case .value(let value) = self { return value }
    return .null
  }
}

/// Makes the new value of a place.
typealias Change = (consuming JSONValue) throws(JQError) -> Changed

/// A compiled part of a program: a generator of values that hands each to its consumer.
///
/// Nodes are immutable once a program is compiled, so threads may share them.
class Node: @unchecked Sendable {
  /// Whether there is exactly one output for each input: `one` may be called.
  var isSingle: Bool { true }

  /// Whether `update` may be called: the node is a plain path.
  var isUpdatable: Bool { false }

  /// Hands all outputs to `emit`.
  func eval(
    _ input: JSONValue, _ frame: Frame, _ emit: Emit
  ) throws(JQError) -> Flow {
    try emit(try one(input, frame))
  }

  /// The only output.
  func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue { .null }

  /// The only output, made of an input that nobody else may hold, so that it can be changed in
  /// place.
  func transform(
    _ input: consuming JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue {
    try one(input, frame)
  }

  /// Hands all outputs to `emit`, with the places that they come from.
  func paths(
    _ input: JSONValue, _ place: Place, _ frame: Frame, _ emit: PathEmit
  ) throws(JQError) -> Flow {
    try eval(input, frame) { (value) throws(JQError) in try emit(value, place) }
  }

  /// Changes the places that this path leads to.
  func update(
    _ input: consuming JSONValue, _ frame: Frame, _ change: Change
  ) throws(JQError) -> Changed {
    .value(input)
  }

  /// The first output of any node; nil when there is none.
  final func first(
    _ input: consuming JSONValue, _ frame: Frame
  ) throws(JQError) -> JSONValue? {
    if isSingle { return try transform(input, frame) }
    var result: JSONValue?
    _ = try eval(input, frame) { (value) throws(JQError) in
      result = value
      return .stop
    }
    return result
  }
}

/// Places whose values a path leads through.
final class Place {
  private(set) var parent: Place?
  let key: JSONValue
  /// The value at this place; a path goes on only from it.
  let value: JSONValue
  let depth: Int

  /// Where a path begins.
  init(_ value: JSONValue) {
    parent = nil
    key = .null
    self.value = value
    depth = 0
  }

  init(_ parent: Place, _ key: JSONValue, _ value: JSONValue) {
    self.parent = parent
    self.key = key
    self.value = value
    depth = parent.depth + 1
  }

  /// The keys from the begin to here.
  var path: JSONArray {
    JSONArray(count: depth) { items in
      var place = self
      var at = depth
      while at > 0, let parent = place.parent {
        at &-= 1
        (items + at).initialize(to: place.key)
        place = parent
      }
    }
  }

  /// - Throws: when the value that a path was to go on from is not the one at the place.
  func check(_ value: JSONValue, key: JSONValue) throws(JQError) {
    if self.value.isIdentical(to: value) { return }
    throw JQError(
      """
      Invalid path expression near attempt to access element \(JQError.cut(key)) of \
      \(JQError.cut(value))
      """)
  }

  /// - Throws: when the value that a path was to go on from is not the one at the place.
  func checkIteration(_ value: JSONValue) throws(JQError) {
    if self.value.isIdentical(to: value) { return }
    throw JQError(
      "Invalid path expression near attempt to iterate through \(JQError.cut(value))")
  }

  /// - Throws: when the value that a path came to is not the one at the place.
  func checkResult(_ value: JSONValue) throws(JQError) {
    if self.value.isIdentical(to: value) { return }
    throw JQError("Invalid path expression with result \(JQError.cut(value))")
  }

  // Long chains are let go of without deep recursion.
  deinit {
    guard var next = parent else { return }
    parent = nil
    while isKnownUniquelyReferenced(&next) {
      guard let further = next.parent else { return }
      next.parent = nil
      next = further
    }
  }
}
