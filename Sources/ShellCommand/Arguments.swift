import ShellBytes

/// The arguments of a command, taken apart by the guidelines of XBD 12.2 and GNU's long options.
public struct Arguments: Sendable {
  /// An option as it was met, in order.
  public struct Option: Sendable {
    /// The short letter; for a long option that has none, 0.
    public var letter: UInt8
    /// The long name, empty when the short one was used.
    public var long: ByteString
    /// The argument of the option, where it has one.
    public var value: ByteString?

    /// As it would be typed: `-n` or `--lines`.
    public var text: ByteString { long.isEmpty ? "-" + ByteString([letter]) : "--" + long }

    /// The argument as a number that is not negative.
    /// - Throws: `UtilityError`: `invalid number of …`.
    public func count(_ what: ByteString = "number") throws -> Int {
      guard let value, let number = value.decimalInteger, number >= 0 else {
        throw UtilityError("invalid \(what): '\(value ?? "")'")
      }
      return number
    }
  }

  public var options: [Option] = []
  public var operands: [ByteString] = []

  /// A long option: its name, whether it takes an argument, and the letter that it stands for.
  public struct Long: Sendable, ExpressibleByStringLiteral {
    public enum Value: Sendable { case none, required, optional }
    private let text: StaticString

    /// `name`, `name=` (argument required) or `name=?` (optional); behind a blank the letter that
    /// it stands for: `lines= n`.
    public init(stringLiteral text: StaticString) { self.text = text }

    // Taken apart when a long option is met, which is rare: a table is made at every call.
    private var parts: [ByteString] { ByteString(stringLiteral: text).split(at: 32) }
    public var letter: UInt8 { parts.count > 1 ? parts[1].first ?? 0 : 0 }
    public var name: ByteString {
      let name = parts[0]
      return name.prefix(name.firstIndex(of: UInt8(ascii: "=")) ?? name.count)
    }
    public var value: Value {
      let name = parts[0]
      return name.hasSuffix("=?") ? .optional : name.hasSuffix("=") ? .required : .none
    }
  }

  /// Takes arguments apart.
  ///
  /// - Parameters:
  ///   - options: the letters, as for getopts: `c:` takes an argument, `c::` may have one attached.
  ///   - long: the long options; a unique beginning is enough.
  ///   - permutes: whether options may follow operands, as GNU's do (unless POSIXLY_CORRECT).
  /// - Throws: `UtilityError.Usage` in GNU's words.
  public init(
    _ arguments: [ByteString], options: ByteString, long: [Long] = [], permutes: Bool = true
  ) throws {
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      index += 1
      if argument == "--" {
        operands += arguments[index...]
        return
      }
      if argument.count < 2 || argument.first != UInt8(ascii: "-") {
        operands.append(argument)
        if !permutes {
          operands += arguments[index...]
          return
        }
      } else if argument.hasPrefix("--") {
        try takeLong(argument, long, arguments, &index)
      } else {
        try takeShort(argument, options, arguments, &index)
      }
    }
  }

  private mutating func takeShort(
    _ argument: ByteString, _ known: ByteString, _ arguments: [ByteString], _ index: inout Int
  ) throws {
    var at = 1
    while at < argument.count {
      let letter = argument[at]
      at += 1
      guard letter != UInt8(ascii: ":"), let place = known.firstIndex(of: letter) else {
        throw UtilityError.Usage("invalid option -- '\(ByteString([letter]))'")
      }
      func isColon(_ offset: Int) -> Bool {
        offset < known.count && known[offset] == UInt8(ascii: ":")
      }
      guard isColon(place + 1) else {
        options.append(Option(letter: letter, long: "", value: nil))
        continue
      }
      var value: ByteString?
      if at < argument.count {
        value = argument.dropFirst(at)
      } else if !isColon(place + 2) {
        guard index < arguments.count else {
          throw UtilityError.Usage("option requires an argument -- '\(ByteString([letter]))'")
        }
        value = arguments[index]
        index += 1
      }
      options.append(Option(letter: letter, long: "", value: value))
      return
    }
  }

  private mutating func takeLong(
    _ argument: ByteString, _ known: [Long], _ arguments: [ByteString], _ index: inout Int
  ) throws {
    var name = argument.dropFirst(2)
    var value: ByteString?
    if let equals = name.firstIndex(of: UInt8(ascii: "=")) {
      value = name.dropFirst(equals + 1)
      name = name.prefix(equals)
    }
    var matches = known.filter { $0.name == name }
    // These two are options of every GNU utility, no abbreviations of others.
    let isCommon = name == "version" || name == "help"
    if matches.isEmpty && !isCommon { matches = known.filter { $0.name.hasPrefix(name) } }
    guard let match = matches.first else {
      throw UtilityError.Usage("unrecognized option '\(argument)'")
    }
    if matches.count > 1 {
      let list = ByteString.joined(matches.map { "'--\($0.name)'" }, separator: " ")
      throw UtilityError.Usage("option '\(argument)' is ambiguous; possibilities: \(list)")
    }
    switch match.value {
    case .none:
      if value != nil {
        throw UtilityError.Usage("option '--\(match.name)' doesn't allow an argument")
      }
    case .required where value == nil:
      guard index < arguments.count else {
        throw UtilityError.Usage("option '--\(match.name)' requires an argument")
      }
      value = arguments[index]
      index += 1
    default: break
    }
    options.append(Option(letter: match.letter, long: match.name, value: value))
  }
}

extension CommandContext {
  /// The arguments of this command, taken apart.
  /// - Throws: `UtilityError.Usage`.
  public func parseArguments(
    options: ByteString, long: [Arguments.Long] = [], permutes: Bool = true
  ) throws -> Arguments {
    try prepared { context in
      try Arguments(
        context.arguments, options: options, long: long,
        permutes: permutes
          && (context.preparations != nil || context.environment["POSIXLY_CORRECT"] == nil))
    }
  }
}
