import ShellBytes

/// A part of a program as it was written.
///
/// - Grammar: `query`, `expression` and `term` in Grammar/jq.ebnf.
final class Term {
  let kind: Kind
  /// Where it stands, for messages.
  let start: Int
  let end: Int
  /// How deeply its parts are nested.
  let height: Int

  /// Programs that are nested more deeply are refused.
  static let heightLimit = 4000

  init(_ kind: Kind, _ start: Int, _ end: Int) {
    self.kind = kind
    self.start = start
    self.end = end
    height = 1 + kind.parts.reduce(0) { Swift.max($0, $1.height) }
  }

  enum Kind {
    /// `.`
    case identity
    /// `..`
    case recurse
    /// A number, `true`, `false`, `null`, or text without interpolation.
    case constant(JSONValue)
    /// `"…\(query)…"`, with the format of the interpolated values.
    case string(format: ByteString, parts: [Term])
    /// `@name`
    case format(ByteString)
    /// `term.name`, `term[query]`
    case index(Term, key: Term, isOptional: Bool)
    /// `term[from:to]`
    case slice(Term, from: Term?, to: Term?, isOptional: Bool)
    /// `term[]`
    case iterate(Term, isOptional: Bool)
    /// `-term`
    case negate(Term)
    /// `[query]`
    case array(Term?)
    case object([(key: Term, value: Term)])
    case pipe(Term, Term)
    case comma(Term, Term)
    case binary(BinaryOperator, Term, Term)
    case and(Term, Term)
    case or(Term, Term)
    /// `a // b`
    case alternative(Term, Term)
    /// `a = b`
    case assign(Term, Term)
    /// `a |= b`
    case update(Term, Term)
    /// `a += b` and its like; nil for `//=`
    case operate(BinaryOperator?, Term, Term)
    case condition(Term, then: Term, else: Term?)
    case attempt(Term, handler: Term?)
    case reduce(Term, [Pattern], from: Term, update: Term)
    case foreach(Term, [Pattern], from: Term, update: Term, extract: Term?)
    case bind(Term, [Pattern], body: Term)
    case label(ByteString, Term)
    case leave(ByteString)
    case call(ByteString, [Term])
    case variable(ByteString)
    /// `$__loc__`
    case location
    case define(FunctionDefinition, Term)
  }

  /// Whether a function of this name and number of arguments is called somewhere inside.
  func calls(_ name: ByteString, _ arity: Int) -> Bool {
    if case .call(let called, let arguments) = kind, called == name, arguments.count == arity {
      return true
    }
    return kind.parts.contains { $0.calls(name, arity) }
  }

  /// The value of a part that is known without running it.
  var constantValue: JSONValue? {
    switch kind {
    case .constant(let value): return value
    case .array(nil): return []
    case .array(let body?):
      var elements = JSONArray()
      return body.addConstants(to: &elements) ? .array(elements) : nil
    case .object(let members):
      var object = JSONObject()
      for (key, value) in members {
        guard case .string(let key)? = key.constantValue, let value = value.constantValue else {
          return nil
        }
        object.set(key, value)
      }
      return .object(object)
    case .binary(let symbol, let left, let right):
      guard let left = left.constantValue, let right = right.constantValue else { return nil }
      return try? symbol.apply(left, right)
    default: return nil
    }
  }

  /// Adds the values that commas join.
  /// - Returns: whether they are known.
  private func addConstants(to elements: inout JSONArray) -> Bool {
    if case .comma(let left, let right) = kind {
      return left.addConstants(to: &elements) && right.addConstants(to: &elements)
    }
    guard let value = constantValue else { return false }
    elements.append(value)
    return true
  }
}

extension Term.Kind {
  /// The terms that this one is made of.
  var parts: [Term] {
    switch self {
    case .identity, .recurse, .constant, .format, .leave, .variable, .location: []
    case .string(_, let parts): parts
    case .index(let target, let key, _): [target, key]
    case .slice(let target, let from, let to, _): [target] + [from, to].compactMap { $0 }
    case .iterate(let target, _): [target]
    case .negate(let operand): [operand]
    case .array(let body): body.map { [$0] } ?? []
    case .object(let members): members.flatMap { [$0.key, $0.value] }
    case .pipe(let left, let right), .comma(let left, let right), .binary(_, let left, let right),
      .and(let left, let right), .or(let left, let right), .alternative(let left, let right),
      .assign(let left, let right), .update(let left, let right),
      .operate(_, let left, let right):
      [left, right]
    case .condition(let test, let then, let otherwise):
      [test, then] + (otherwise.map { [$0] } ?? [])
    case .attempt(let body, let handler): [body] + (handler.map { [$0] } ?? [])
    case .reduce(let source, let patterns, let from, let update):
      [source, from, update] + patterns.flatMap(\.keys)
    case .foreach(let source, let patterns, let from, let update, let extract):
      [source, from, update] + (extract.map { [$0] } ?? []) + patterns.flatMap(\.keys)
    case .bind(let source, let patterns, let body): [source, body] + patterns.flatMap(\.keys)
    case .label(_, let body): [body]
    case .call(_, let arguments): arguments
    case .define(let definition, let body): [definition.body, body]
    }
  }
}

/// `as` patterns.
///
/// - Grammar: `pattern` in Grammar/jq.ebnf.
indirect enum Pattern {
  case variable(ByteString)
  case array([Pattern])
  /// The variable that takes the member's value, the key, and the pattern for the value.
  case object([(variable: ByteString?, key: Term, pattern: Pattern?)])

  /// The terms that compute keys.
  var keys: [Term] {
    switch self {
    case .variable: []
    case .array(let parts): parts.flatMap(\.keys)
    case .object(let parts): parts.flatMap { [$0.key] + ($0.pattern?.keys ?? []) }
    }
  }

  /// The names that it binds.
  var names: [ByteString] {
    switch self {
    case .variable(let name): return [name]
    case .array(let parts): return parts.flatMap(\.names)
    case .object(let parts):
      return parts.flatMap { part in
        (part.variable.map { [$0] } ?? []) + (part.pattern?.names ?? [])
      }
    }
  }
}

/// `def name(parameters): body;`
///
/// - Grammar: `function_definition` in Grammar/jq.ebnf.
final class FunctionDefinition {
  enum Parameter {
    /// `name`: called with the input that it meets.
    case closure(ByteString)
    /// `$name`
    case value(ByteString)
  }

  let name: ByteString
  let parameters: [Parameter]
  let body: Term

  init(name: ByteString, parameters: [Parameter], body: Term) {
    self.name = name
    self.parameters = parameters
    self.body = body
  }
}

/// A program or module as it was written.
///
/// - Grammar: `program` in Grammar/jq.ebnf.
struct Source {
  struct Import {
    var path: ByteString
    /// The name after `as`; nil for `include`.
    var name: ByteString?
    var isData: Bool
    var metadata: JSONObject
  }

  var metadata: JSONObject?
  var imports: [Import] = []
  var definitions: [FunctionDefinition] = []
  /// Nil for a module.
  var query: Term?
}

/// An operator that makes one value of two.
enum BinaryOperator: Sendable {
  case add, subtract, multiply, divide, remainder
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
}
