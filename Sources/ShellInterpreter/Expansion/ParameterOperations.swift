import ShellBytes
import ShellCommand
import ShellPatterns
import ShellSyntax
import ShellSystem

/// What the modifiers of `${parameter…}` do (bash 5.2 manual 3.5.3).
extension Interpreter {
  /// `${value:offset:length}`, counted in characters.
  mutating func substring(
    _ value: ByteString, _ offset: ArithmeticExpansionCode, _ length: ArithmeticExpansionCode?,
    of parameter: ParameterCode
  ) throws(ShellError) -> ByteString {
    do throws(ShellError) { return try substring(value, offset, length) } catch {
      let isExpression = error.message.contains(UInt8(ascii: "("))
      if error.reach != .discard || !isExpression { throw error }
      throw ShellError(
        "\(parameter.name(&self)): \(error.message)", status: error.status, reach: error.reach)
    }
  }

  mutating func substring(
    _ value: ByteString, _ offset: ArithmeticExpansionCode, _ length: ArithmeticExpansionCode?
  ) throws(ShellError) -> ByteString {
    let count = encoding.count(value)
    var start = try offset.evaluate(&self)
    if start < 0 { start = start &+ count }
    var end = count
    if let length {
      let number = try length.evaluate(&self)
      end = number < 0 ? count &+ number : start.addingClamped(number)
      if number < 0 && end < start && start <= count && start >= 0 {
        throw ShellError(
          "\(number): substring expression < 0", status: 1, reach: .discard)
      }
    }
    if start < 0 || start > count { return "" }
    end = min(max(end, start), count)
    let from = encoding.offset(ofCharacter: start, in: value)
    let to = encoding.offset(ofCharacter: end, in: value)
    return value.bytes(in: from..<to)
  }

  /// `${@:offset:length}` and `${array[@]:offset:length}`.
  mutating func slice(
    _ parameter: ParameterCode, _ offset: ArithmeticExpansionCode,
    _ length: ArithmeticExpansionCode?
  ) throws(ShellError) -> [ByteString] {
    let isPositional = parameter is AllParameters
    let slot = parameter.variableSlot(&self)
    let array = slot.flatMap { arrayValue($0) }
    let isScalar =
      slot.map { variables[$0].attributes.isDisjoint(with: [.indexed, .associative, .computed]) }
      ?? true
    if !isPositional && isScalar {
      // `${scalar[@]:1}` is the value's own part.
      guard let slot, let value = value(slot) else { return [] }
      return [try substring(value, offset, length)]
    }
    var start = try offset.evaluate(&self)
    let wanted = try length.map { (code) throws(ShellError) in try code.evaluate(&self) }
    if let wanted, wanted < 0 {
      throw ShellError("\(wanted): substring expression < 0", status: 1, reach: .discard)
    }
    if isPositional {
      let all = [argumentZero] + positionalValues
      if start < 0 { start = start &+ all.count }
      guard start >= 0 && start < all.count else { return [] }
      // `$0` counts only where it is asked for.
      return Array(all[start..<min(all.count, start.addingClamped(wanted ?? .max))])
    }
    guard let array else { return [] }
    if start < 0 { start = start &+ array.endIndex }
    guard start >= 0 else { return [] }
    if array.isAssociative {
      let all = array.elements
      let from = min(max(0, start - 1), all.count)
      return Array(all[from..<min(all.count, from.addingClamped(wanted ?? .max))])
    }
    let indexes = array.indexes.filter { $0 >= start }
    return indexes.prefix(wanted ?? .max).compactMap { array[$0] }
  }

  /// `${value/pattern/replacement}`
  mutating func replace(
    _ value: ByteString, _ glob: Glob, _ replacement: WordCode?,
    _ scope: ParameterExpansion.ReplacementScope
  ) throws(ShellError) -> ByteString {
    // Quoted characters of the replacement are behind backslashes, so that `&` can be told apart.
    let template = try replacement.map { (word) throws(ShellError) -> [ReplacementPiece] in
      var builder = takeBuilder()
      try word.build(&builder, &self, isQuoted: false)
      let pieces = ReplacementPiece.pieces(
        builder, ampersand: options.contains(.patsubReplacement))
      recycle(builder)
      return pieces
    }
    func replaced(_ matched: ByteString) -> ByteString {
      var result = ByteString()
      for piece in template ?? [] {
        switch piece {
        case .text(let text): result.append(text)
        case .match: result.append(matched)
        }
      }
      return result
    }
    return try value.withBytes { (bytes) throws(ShellError) -> ByteString in
      switch scope {
      case .prefix:
        guard let length = glob.prefixLength(bytes, longest: true) else { return value }
        return replaced(value.prefix(length)) + value.dropFirst(length)
      case .suffix:
        guard let length = glob.suffixLength(bytes, longest: true) else { return value }
        return value.dropLast(length) + replaced(value.suffix(length))
      case .first, .all:
        var result = ByteString()
        var at = 0
        while at <= bytes.count, let match = glob.firstMatch(bytes, from: at) {
          if match.isEmpty && (scope == .all || bytes.count > 0 && glob.literal != nil) {
            // An empty pattern matches nowhere.
            if match.lowerBound >= bytes.count { break }
            result.append(value.bytes(in: at..<match.lowerBound + 1))
            at = match.lowerBound + 1
            continue
          }
          result.append(value.bytes(in: at..<match.lowerBound))
          result.append(replaced(value.bytes(in: match)))
          try checkSize(result.count)
          at = match.upperBound
          if scope == .first || at >= bytes.count { break }
        }
        result.append(value.dropFirst(at))
        return result
      }
    }
  }

  /// Upper or lower case of a whole value.
  func changeCase(_ value: ByteString, _ attributes: Variable.Attributes) -> ByteString {
    if attributes.isSuperset(of: .letterCase) {
      return changeCase(changeCase(value, .lowerAll, nil), .upperFirst, nil)
    }
    return changeCase(value, attributes.contains(.uppercase) ? .upperAll : .lowerAll, nil)
  }

  /// `${value^^pattern}` and its kin.
  func changeCase(
    _ value: ByteString, _ change: ParameterExpansion.CaseChange, _ glob: Glob?
  ) -> ByteString {
    var result = ByteBuffer()
    result.reserveCapacity(value.count)
    value.withBytes { bytes in
      var at = 0
      while at < bytes.count {
        // Most text, and most of what is asked for.
        if bytes[at] < 0x80 && glob == nil && (change == .upperAll || change == .lowerAll) {
          let byte = bytes[at]
          let changes = change == .upperAll ? byte.isASCIILowercase : byte.isASCIIUppercase
          result.append(changes ? byte ^ 32 : byte)
          at &+= 1
          continue
        }
        let character = encoding.character(in: bytes, at: at)
        let end = at + character.length
        let original = UnsafeBufferPointer(rebasing: bytes[at..<end])
        let isFirst = at == 0
        at = end
        let applies: Bool =
          switch change {
          case .upperFirst, .lowerFirst, .toggleFirst: isFirst
          case .upperAll, .lowerAll, .toggleAll: true
          }
        guard applies, let scalar = character.scalar, glob?.matches(original) ?? true else {
          result.append(original)
          continue
        }
        let isWide = encoding == .utf8 && scalar >= 0x80
        func upper() -> UInt32 {
          isWide
            ? CharacterProperties.uppercase(scalar)
            : (scalar >= 97 && scalar <= 122 ? scalar - 32 : scalar)
        }
        func lower() -> UInt32 {
          isWide
            ? CharacterProperties.lowercase(scalar)
            : (scalar >= 65 && scalar <= 90 ? scalar + 32 : scalar)
        }
        let changed: UInt32
        switch change {
        case .upperFirst, .upperAll: changed = upper()
        case .lowerFirst, .lowerAll: changed = lower()
        case .toggleFirst, .toggleAll: changed = upper() == scalar ? lower() : upper()
        }
        if isWide {
          var text = ByteString()
          text.append(scalar: changed)
          result.append(text)
        } else {
          result.append(UInt8(truncatingIfNeeded: changed))
        }
      }
    }
    return result.string()
  }

  /// Names of set variables that begin with a prefix, sorted.
  func variableNames(_ prefix: ByteString) -> [ByteString] {
    host.names.all.filter { name, slot in
      slot < slotCapacity && name.hasPrefix(prefix) && name.isName && variables[slot].isSet
    }.map(\.name).sorted()
  }

  /// `${parameter@letter}` of one value.
  mutating func transform(
    _ parameter: ParameterCode, _ letter: UInt8
  ) throws(ShellError) -> ByteString {
    switch letter {
    case UInt8(ascii: "a"):
      return parameter.variableSlot(&self).map { attributeLetters($0) } ?? ""
    case UInt8(ascii: "A"):
      guard let slot = parameter.variableSlot(&self) else { return "" }
      return declaration(slot, isTransform: true)
    default:
      guard let value = try parameter.value(&self) else {
        if options.contains(.nounset) { throw unboundError(parameter.name(&self)) }
        return ""
      }
      return try transform(value, letter)
    }
  }

  /// `${array[@]@letter}`.
  mutating func transformAll(
    _ parameter: ParameterCode, _ letter: UInt8
  ) throws(ShellError) -> [ByteString] {
    if letter == UInt8(ascii: "A"), let slot = parameter.variableSlot(&self) {
      return [declaration(slot, isTransform: true)]
    }
    if letter == UInt8(ascii: "a"), let slot = parameter.variableSlot(&self) {
      return try parameter.values(&self).map { _ in attributeLetters(slot) }
    }
    if letter == UInt8(ascii: "K") || letter == UInt8(ascii: "k"),
      let slot = parameter.variableSlot(&self), let array = arrayValue(slot)
    {
      var words: [ByteString] = []
      for (key, value) in zip(array.keyTexts, array.elements) {
        if letter == UInt8(ascii: "k") {
          words += [key, value]
        } else {
          words.append("\(key) \(Quoting.doubleQuoted(value))")
        }
      }
      return letter == UInt8(ascii: "K") ? [ByteString.joined(words, separator: " ")] : words
    }
    var values = try parameter.values(&self)
    for index in values.indices { values[index] = try transform(values[index], letter) }
    return values
  }

  private mutating func transform(
    _ value: ByteString, _ letter: UInt8
  ) throws(ShellError) -> ByteString {
    switch letter {
    case UInt8(ascii: "Q"), UInt8(ascii: "K"), UInt8(ascii: "k"):
      return Quoting.singleQuoted(value, encoding: encoding)
    case UInt8(ascii: "U"): return changeCase(value, .upperAll, nil)
    case UInt8(ascii: "u"): return changeCase(value, .upperFirst, nil)
    case UInt8(ascii: "L"): return changeCase(value, .lowerAll, nil)
    case UInt8(ascii: "E"): return Escapes.expandDollarSingleQuoted(value)
    case UInt8(ascii: "P"): return try expandPrompt(value)
    default:
      throw ShellError(
        "${…@\(ByteString([letter]))}: bad substitution", status: 1, reach: .discard)
    }
  }
}

/// A piece of the replacement in `${x/p/r}`.
enum ReplacementPiece {
  case text(ByteString)
  /// An unquoted `&`: what was matched.
  case match

  static func pieces(_ builder: borrowing FieldBuilder, ampersand: Bool) -> [ReplacementPiece] {
    var pieces: [ReplacementPiece] = []
    var text = ByteString()
    var isEscaped = false
    for index in 0..<builder.bytes.count {
      let byte = builder.bytes[index]
      let origin = builder.origins[index]
      if origin == FieldBuilder.Origin.presence { continue }
      if origin == FieldBuilder.Origin.boundary {
        text.append(UInt8(ascii: " "))
        continue
      }
      let isPlain = origin != FieldBuilder.Origin.quoted && ampersand
      if isPlain && byte == UInt8(ascii: "&") && !isEscaped {
        pieces.append(.text(text))
        pieces.append(.match)
        text = ByteString()
      } else if isPlain && byte == UInt8(ascii: "\\") && !isEscaped
        && index + 1 < builder.bytes.count && builder.bytes[index + 1] == UInt8(ascii: "&")
      {
        isEscaped = true
        continue
      } else {
        text.append(byte)
      }
      isEscaped = false
    }
    pieces.append(.text(text))
    return pieces
  }
}

extension Int {
  /// The sum, or the nearest number that there is.
  func addingClamped(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : sum
  }
}
