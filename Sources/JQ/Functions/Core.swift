import ShellBytes

/// Functions about values of all kinds.
extension Registry {
  static let core: [Row] = [
    node("empty", 0) { _ in EmptyNode() },
    value("error") { (input, _) throws(JQError) in throw JQError(value: input) },
    native("error", .one { (_, message, _) throws(JQError) in throw JQError(value: message) }),
    value("not") { (input, _) throws(JQError) in .boolean(!input.isTrue) },
    value("type") { (input, _) throws(JQError) in .string(JSONString(input.typeName)) },
    value("length") { (input, _) throws(JQError) in try Core.length(input) },
    value("utf8bytelength") { (input, _) throws(JQError) in
      guard case .string(let text) = input else {
        throw JQError(input, "only strings have UTF-8 byte length")
      }
      return JSONValue(text.count)
    },
    value("abs") { (input, _) throws(JQError) in try Core.abs(input) },
    value("toarray") { (input, _) throws(JQError) in
      if case .array = input { return input }
      return [input]
    },
    value("tojson") { (input, _) throws(JQError) in .string(try Core.json(input)) },
    value("tostring") { (input, _) throws(JQError) in .string(try Core.printed(input)) },
    value("tonumber") { (input, _) throws(JQError) in try Core.number(input) },
    value("toboolean") { (input, _) throws(JQError) in
      switch input {
      case .boolean: return input
      case .string("true"): return true
      case .string("false"): return false
      default: throw JQError(input, "cannot be parsed as a boolean")
      }
    },
    value("fromjson") { (input, _) throws(JQError) in
      guard case .string(let text) = input else {
        throw JQError(input, "only strings can be parsed")
      }
      return try text.withBytes { (bytes) throws(JQError) in try JSONParser.parse(bytes) }
    },
    value("infinite") { (_, _) throws(JQError) in .number(.infinity) },
    value("nan") { (_, _) throws(JQError) in .number(.nan) },
    value("isinfinite") { (input, _) throws(JQError) in
      .boolean(input.double?.isInfinite == true)
    },
    value("isnan") { (input, _) throws(JQError) in .boolean(input.double?.isNaN == true) },
    value("isnormal") { (input, _) throws(JQError) in
      .boolean(input.double?.isNormal == true)
    },
    value("isfinite") { (input, _) throws(JQError) in
      .boolean(input.double.map { !$0.isInfinite } == true)
    },
    value("isvalid") { (_, _) throws(JQError) in true },
    value("have_decnum") { (_, _) throws(JQError) in true },
    value("have_literal_numbers") { (_, _) throws(JQError) in true },
    value("builtins") { (_, _) throws(JQError) in Registry.names },
    kind("arrays") { $0.kind == .array },
    kind("objects") { $0.kind == .object },
    kind("iterables") { $0.kind == .array || $0.kind == .object },
    kind("booleans") { $0.kind == .true || $0.kind == .false },
    kind("numbers") { $0.kind == .number },
    kind("normals") { $0.double?.isNormal == true },
    kind("finites") { $0.double.map { !$0.isInfinite } == true },
    kind("strings") { $0.kind == .string },
    kind("nulls") { $0.isNull },
    kind("values") { !$0.isNull },
    kind("scalars") { $0.kind != .array && $0.kind != .object },
    node("select", 1) { SelectNode($0[0]) },
    node("isvalid", 1) { IsValidNode($0[0]) },
  ]

  /// A function that lets some kinds of values pass.
  private static func kind(
    _ name: ByteString, _ test: @escaping @Sendable (JSONValue) -> Bool
  ) -> Row {
    node(name, 0) { _ in
      SelectNode(call { (input, _) throws(JQError) in .boolean(test(input)) })
    }
  }
}

/// `isvalid(body)`: whether the body raises no error.
final class IsValidNode: Node, @unchecked Sendable {
  let body: Node
  init(_ body: Node) { self.body = body }
  override func one(_ input: JSONValue, _ frame: Frame) throws(JQError) -> JSONValue {
    do throws(JQError) {
      _ = try body.eval(input, frame) { (_) throws(JQError) in .next }
      return true
    } catch {
      if error.raised == nil { throw error }
      return false
    }
  }
}

enum Core {
  static func length(_ value: JSONValue) throws(JQError) -> JSONValue {
    switch value {
    case .array(let array): return JSONValue(array.count)
    case .object(let object): return JSONValue(object.count)
    case .string(let text): return JSONValue(text.characterCount)
    case .number(let number): return .number(number.magnitude)
    case .literal(let number): return number.withSign(negative: false)
    case .null: return 0
    case .boolean: throw JQError(value, "has no length")
    }
  }

  static func abs(_ value: JSONValue) throws(JQError) -> JSONValue {
    switch value {
    // What is not less than 0, as -0, stays as it is.
    case .number(let number): return number < 0 ? .number(-number) : value
    case .literal(let number):
      let digits = number.text.prefix { $0 != UInt8(ascii: "E") }
      let isBelow = digits.first == 0x2D && digits.contains { $0 > 0x30 && $0.isASCIIDigit }
      return isBelow ? number.withSign(negative: false) : value
    default:
      // Values that sort above the numbers are left alone; the others cannot be negated.
      if value.kind.rawValue > JSONValue.Kind.number.rawValue { return value }
      return try NegateNode.negate(value)
    }
  }

  /// A string as it is, other values as JSON.
  static func text(_ value: JSONValue) -> JSONString {
    if case .string(let text) = value { return text }
    return JSONWriter.text(value)
  }

  /// A value as JSON. Text that is escaped again and again doubles each time.
  static func json(_ value: JSONValue) throws(JQError) -> JSONString {
    if case .number(let number) = value, let text = JSONNumber.wholeText(number) {
      return JSONString(text)
    }
    var buffer = ByteBuffer()
    JSONWriter(limit: Arithmetic.textLimit).write(value, into: &buffer)
    if buffer.count > Arithmetic.textLimit { throw JQError("String too long") }
    return buffer.withBytes { JSONString(repairing: $0) }
  }

  /// A string as it is, other values as JSON.
  static func printed(_ value: JSONValue) throws(JQError) -> JSONString {
    if case .string(let text) = value { return text }
    return try json(value)
  }

  static func number(_ value: JSONValue) throws(JQError) -> JSONValue {
    switch value {
    case .number, .literal: return value
    case .string(let text):
      if let number = text.withBytes({ $0.isEmpty ? nil : JSONNumber.parse($0) }) {
        return number
      }
    default: break
    }
    throw JQError(value, "cannot be parsed as a number")
  }

  static func string(
    _ value: JSONValue, _ message: StaticString
  ) throws(JQError) -> JSONString {
    guard case .string(let text) = value else {
      throw JQError(ByteString(stringLiteral: message))
    }
    return text
  }
}
