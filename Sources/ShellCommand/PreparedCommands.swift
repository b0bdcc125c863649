import ShellBytes

/// What utilities have made of their arguments: parsed options, compiled patterns and scripts. A
/// command in a loop is prepared once.
///
/// A small table of the latest: a set of places for each hash, whose oldest entry makes room. Not
/// shared between threads.
public final class PreparedCommands {
  private struct Entry {
    let hash: Int
    let kind: ObjectIdentifier
    let name: ByteString
    let arguments: [ByteString]
    let encoding: CharacterEncoding
    let value: AnyObject
  }
  private var entries: [Entry?] = Array(
    repeating: nil, count: PreparedCommands.sets * PreparedCommands.places)
  private static let sets = 64
  /// In one set.
  private static let places = 4
  /// Longer arguments are data rather than a program, and are not kept.
  private static let longestArguments = 4096

  public init() {}

  @usableFromInline
  func value(
    _ kind: ObjectIdentifier, _ context: CommandContext, make: () throws -> AnyObject
  ) rethrows -> AnyObject {
    var hash = Int(bitPattern: kind) &+ context.name.quickHash
    var size = 0
    for argument in context.arguments {
      hash = hash &* 31 &+ argument.quickHash
      size += argument.count
    }
    if size > PreparedCommands.longestArguments { return try make() }
    let set = Int(bitPattern: UInt(bitPattern: hash) % UInt(PreparedCommands.sets))
    let first = set * PreparedCommands.places
    let end = first + PreparedCommands.places
    for place in first..<end where entries[place]?.hash == hash {
      if let entry = entries[place], entry.kind == kind, entry.encoding == context.encoding,
        entry.name == context.name, entry.arguments == context.arguments
      {
        return entry.value
      }
    }
    let hadLookedFurther = context.hasLookedFurther
    context.hasLookedFurther = false
    defer { if hadLookedFurther { context.hasLookedFurther = true } }
    let value = try make()
    if !context.hasLookedFurther {
      for place in (first + 1..<end).reversed() { entries.swapAt(place, place - 1) }
      entries[first] = Entry(
        hash: hash, kind: kind, name: context.name, arguments: context.arguments,
        encoding: context.encoding,
        value: value)
    }
    return value
  }
}

/// A value in the table.
@usableFromInline
final class PreparedValue<Value> {
  @usableFromInline let value: Value
  @inlinable init(_ value: Value) { self.value = value }
}

extension CommandContext {
  /// What `make` makes of this context, or made at an earlier call with the same name, arguments and
  /// encoding. It is kept only where `make` looked at nothing else: no file, variable or stream, and
  /// printed nothing.
  @inlinable
  public func prepared<Value>(
    _ make: (CommandContext) throws -> Value
  ) rethrows -> Value {
    guard let preparations else { return try make(self) }
    let value = try preparations.value(ObjectIdentifier(PreparedValue<Value>.self), self) {
      PreparedValue(try make(self))
    }
    // The key holds the type.
    return unsafeDowncast(value, to: PreparedValue<Value>.self).value
  }
}
