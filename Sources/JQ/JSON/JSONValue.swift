/// A value of JSON.
public enum JSONValue: @unchecked Sendable {
  case null
  case boolean(Bool)
  case number(Double)
  /// A number whose spelling says more than its double does.
  case literal(JSONNumber)
  case string(JSONString)
  case array(JSONArray)
  case object(JSONObject)

  /// The kinds in jq's order of values.
  enum Kind: Int { case null, `false`, `true`, number, string, array, object }

  var kind: Kind {
    switch self {
    case .null: .null
    case .boolean(let value): value ? .true : .false
    case .number, .literal: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }

  /// What `type` answers.
  var typeName: StaticString {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .number, .literal: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  /// Whether a condition holds: neither null nor false.
  var isTrue: Bool {
    @inline(__always) get {
      switch self {
      case .null: false
      case .boolean(let value): value
      default: true
      }
    }
  }

  /// Whether this is a number with a spelling of its own.
  var isLiteral: Bool {
    if case .literal = self { return true }
    return false
  }

  var isNull: Bool {
    if case .null = self { return true }
    return false
  }

  /// The number as a double.
  public var double: Double? {
    @inline(__always) get {
      switch self {
      case .number(let value): value
      case .literal(let number): number.double
      default: nil
      }
    }
  }

  /// The text of a string.
  public var string: JSONString? {
    if case .string(let value) = self { return value }
    return nil
  }

  /// At least the number of levels of arrays and objects.
  var height: Int32 {
    @inline(__always) get {
      switch self {
      case .array(let array): array.height
      case .object(let object): object.height
      default: 0
      }
    }
  }

  /// A number.
  init(_ value: Int) { self = .number(Double(value)) }
  init(_ text: StaticString) { self = .string(JSONString(text)) }

  /// Whether this is the very same value: what a path expression may go on from.
  func isIdentical(to other: JSONValue) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.boolean(let l), .boolean(let r)): l == r
    case (.number(let l), .number(let r)): l.bitPattern == r.bitPattern
    case (.literal(let l), .literal(let r)): l === r
    case (.string(let l), .string(let r)): l.storage === r.storage
    case (.array(let l), .array(let r)): l.storage === r.storage
    case (.object(let l), .object(let r)): l.storage === r.storage
    default: false
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: StaticString) { self = .string(JSONString(value)) }
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(JSONArray(elements)) }
  public init(dictionaryLiteral elements: (JSONString, JSONValue)...) {
    var object = JSONObject()
    for (key, value) in elements { object.set(key, value) }
    self = .object(object)
  }
}

/// Takes a value out of its place, leaving null, so that the result is held only once.
@inline(__always)
func take(_ place: inout JSONValue) -> JSONValue {
  var taken = JSONValue.null
  swap(&taken, &place)
  return taken
}
