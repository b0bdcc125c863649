import ShellBytes
import ShellSystem

/// The order and equality of values, `contains`, and the merge of objects.
enum JSONOrder {
  /// Values nested more deeply are not compared.
  static let depthLimit = 10_000

  /// -1, 0 or 1.
  static func compare(_ left: JSONValue, _ right: JSONValue) throws(JQError) -> Int {
    try compare(left, right, 0)
  }

  private static func compare(
    _ left: JSONValue, _ right: JSONValue, _ depth: Int
  ) throws(JQError) -> Int {
    switch (left, right) {
    case (.number(let l), .number(let r)): return compare(l, r)
    case (.string(let l), .string(let r)): return l.compare(r)
    default: break
    }
    if depth > depthLimit { throw JQError("Comparison too deep") }
    let order = left.kind.rawValue - right.kind.rawValue
    if order != 0 { return order < 0 ? -1 : 1 }
    switch (left, right) {
    case (.array(let l), .array(let r)):
      return try DeepStack.descend(depth) { () throws(JQError) -> Int in
        let common = Swift.min(l.count, r.count)
        var at = 0
        while at < common {
          let order = try compare(l[at], r[at], depth + 1)
          if order != 0 { return order }
          at += 1
        }
        return l.count == r.count ? 0 : l.count < r.count ? -1 : 1
      }
    case (.object(let l), .object(let r)):
      return try DeepStack.descend(depth) { () throws(JQError) -> Int in
        let leftKeys = l.sortedKeys
        let rightKeys = r.sortedKeys
        for at in 0..<Swift.min(leftKeys.count, rightKeys.count) {
          let order = leftKeys[at].compare(rightKeys[at])
          if order != 0 { return order }
        }
        if leftKeys.count != rightKeys.count { return leftKeys.count < rightKeys.count ? -1 : 1 }
        for key in leftKeys {
          let order = try compare(l[key] ?? .null, r[key] ?? .null, depth + 1)
          if order != 0 { return order }
        }
        return 0
      }
    default:
      return compareNumbers(left, right)
    }
  }

  /// NaN is below every number, even itself.
  @inline(__always)
  static func compare(_ left: Double, _ right: Double) -> Int {
    if left < right { return -1 }
    if left == right { return 0 }
    return left.isNaN ? -1 : 1
  }

  private static func compareNumbers(_ left: JSONValue, _ right: JSONValue) -> Int {
    guard let l = left.double, let r = right.double else { return 0 }
    // A double of up to 15 digits may have been written; a longer one was computed, as a text of more
    // digits stays a literal: jq compares that as a double.
    let isExact = left.isLiteral && right.isLiteral || l == r && l.magnitude < 1e15
    if isExact, let a = decimal(left), let b = decimal(right) { return a.compare(b) }
    return compare(l, r)
  }

  /// The number as it was written; a double as if it had been written.
  private static func decimal(_ value: JSONValue) -> Decimal? {
    switch value {
    case .literal(let number): return number.decimal
    case .number(let number):
      var text = ByteBuffer()
      JSONNumber.format(number, into: &text)
      return text.withBytes { Decimal($0) }
    default: return nil
    }
  }

  static func areEqual(_ left: JSONValue, _ right: JSONValue) throws(JQError) -> Bool {
    try areEqual(left, right, 0)
  }

  private static func areEqual(
    _ left: JSONValue, _ right: JSONValue, _ depth: Int
  ) throws(JQError) -> Bool {
    switch (left, right) {
    case (.null, .null): return true
    case (.boolean(let l), .boolean(let r)): return l == r
    case (.number(let l), .number(let r)): return l == r
    case (.string(let l), .string(let r)): return l == r
    case (.number, .literal), (.literal, .number), (.literal, .literal):
      if left.double?.isNaN == true || right.double?.isNaN == true { return false }
      return compareNumbers(left, right) == 0
    case (.array(let l), .array(let r)):
      if l.count != r.count { return false }
      if depth > depthLimit { throw JQError("Equality check too deep") }
      return try DeepStack.descend(depth) { () throws(JQError) -> Bool in
        var at = 0
        while at < l.count {
          if try !areEqual(l[at], r[at], depth + 1) { return false }
          at += 1
        }
        return true
      }
    case (.object(let l), .object(let r)):
      if l.count != r.count { return false }
      if depth > depthLimit { throw JQError("Equality check too deep") }
      return try DeepStack.descend(depth) { () throws(JQError) -> Bool in
        for at in 0..<l.count {
          guard let other = r[l.key(at: at)] else { return false }
          if try !areEqual(l.value(at: at), other, depth + 1) { return false }
        }
        return true
      }
    default: return false
    }
  }

  /// Whether the second is part of the first: substrings, elements and members count.
  static func contains(
    _ left: JSONValue, _ right: JSONValue, _ depth: Int = 0
  ) throws(JQError) -> Bool {
    switch (left, right) {
    case (.object(let l), .object(let r)):
      if depth > depthLimit { throw JQError("Containment check too deep") }
      return try DeepStack.descend(depth) { () throws(JQError) -> Bool in
        for at in 0..<r.count {
          guard let own = l[r.key(at: at)] else { return false }
          if try !contains(own, r.value(at: at), depth + 1) { return false }
        }
        return true
      }
    case (.array(let l), .array(let r)):
      if depth > depthLimit { throw JQError("Containment check too deep") }
      return try DeepStack.descend(depth) { () throws(JQError) -> Bool in
        for at in 0..<r.count {
          var isFound = false
          for own in 0..<l.count where !isFound {
            isFound = try contains(l[own], r[at], depth + 1)
          }
          if !isFound { return false }
        }
        return true
      }
    case (.string(let l), .string(let r)):
      return l.withBytes { l in r.withBytes { r in ByteSearch.first(r, in: l, from: 0) != nil } }
    default: return try areEqual(left, right, depth)
    }
  }

  /// The members of both objects; objects under the same key are merged in turn.
  static func merge(
    _ left: JSONObject, _ right: JSONObject, _ depth: Int = 0
  ) throws(JQError) -> JSONObject {
    if depth > depthLimit { throw JQError("Object merge too deep") }
    return try DeepStack.descend(depth) { () throws(JQError) -> JSONObject in
      var result = left
      for at in 0..<right.count {
        let key = right.key(at: at)
        let value = right.value(at: at)
        if case .object(let inner) = value, case .object(let old)? = result[key] {
          result.set(key, .object(try merge(old, inner, depth + 1)))
        } else {
          result.set(key, value)
        }
      }
      return result
    }
  }

  /// Sorts stably by keys; the keys belong to the values of the same number.
  static func sortedIndices(_ keys: [JSONValue]) throws(JQError) -> [Int] {
    if let order = TextKey.sortedIndices(keys) ?? NumberKey.sortedIndices(keys) { return order }
    var failure: JQError?
    let order = Array(keys.indices).sorted { left, right in
      if failure != nil { return false }
      do throws(JQError) {
        let order = try compare(keys[left], keys[right])
        return order == 0 ? left < right : order < 0
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw failure }
    return order
  }
}

/// Looks for bytes in bytes.
enum ByteSearch {
  /// The first offset at or after `start` where the sought bytes begin.
  static func first(
    _ sought: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    if sought.isEmpty { return start <= bytes.count ? start : nil }
    let head = sought[0]
    let last = bytes.count &- sought.count
    var at = start
    while at <= last {
      if bytes[at] == head {
        var matched = 1
        while matched < sought.count && bytes[at &+ matched] == sought[matched] { matched &+= 1 }
        if matched == sought.count { return at }
      }
      at &+= 1
    }
    return nil
  }
}
