import ShellBytes

/// The functions written in Swift, by name and number of arguments: `map/1`.
enum Registry {
  struct Entry: Sendable {
    let make: @Sendable ([Node]) -> Node
  }

  typealias Row = (name: ByteString, arity: Int, entry: Entry)

  static let table: [ByteString: Entry] = {
    var table: [ByteString: Entry] = [:]
    for rows in [
      core, generators, collections, paths, strings, regexes, dates, mathematics, inputOutput,
    ] {
      for row in rows { table["\(row.name)/\(row.arity)"] = row.entry }
    }
    return table
  }()

  /// What `builtins` answers.
  static let names: JSONValue = {
    var names = JSONArray()
    for key in Array(table.keys) + Array(Definitions.table.keys) where key.first != 0x5F {
      names.append(.string(JSONString(key)))
    }
    return .array(names)
  }()

  // MARK: Rows

  static func node(
    _ name: ByteString, _ arity: Int, _ make: @escaping @Sendable ([Node]) -> Node
  ) -> Row {
    (name, arity, Entry(make: make))
  }

  /// A function whose arguments are values; the outputs of the last come slowest.
  static func native(
    _ name: ByteString, _ function: NativeFunction, isFirstSlowest: Bool = false
  ) -> Row {
    (
      name, function.arity,
      Entry { NativeCallNode(function, $0, isFirstSlowest: isFirstSlowest) }
    )
  }

  static func value(
    _ name: ByteString,
    _ body: @escaping @Sendable (JSONValue, Context) throws(JQError) -> JSONValue
  ) -> Row {
    native(name, .none(body))
  }

  /// A node that applies a format to its input.
  static func format(_ name: ByteString) -> Node {
    guard let format = Formats.named(name) else {
      return call { (input, _) throws(JQError) in try Formats.apply(name, input) }
    }
    return call { (input, _) throws(JQError) in try format(input) }
  }

  /// A node for a native function without arguments.
  static func call(
    _ body: @escaping @Sendable (JSONValue, Context) throws(JQError) -> JSONValue
  ) -> Node {
    NativeCallNode(.none(body), [], isFirstSlowest: true)
  }

  /// `.[]`
  static var each: Node { IterateNode(IdentityNode(), isOptional: false) }
}
