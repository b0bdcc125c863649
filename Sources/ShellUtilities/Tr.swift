import ShellBytes
import ShellCommand

extension Utility {
  /// `tr` replaces, deletes or squeezes bytes.
  ///
  /// - Input: any bytes, each of them a character, as GNU tr has it in every locale.
  /// - Output: those bytes, as the sets ask for.
  /// - Status: 0; 1 on an error.
  /// - Source: POSIX.1-2024 XCU `tr`; GNU coreutils 9.1.
  public static let tr = Utility("tr", usage: "[OPTION]... STRING1 [STRING2]") { context in
    let plan = try context.prepared(TrPlan.init)
    return try translate(context, plan)
  }

  private static func translate(_ context: CommandContext, _ plan: TrPlan) throws -> ExitStatus {
    let (table, deleted, squeezed) = (plan.table, plan.deleted, plan.squeezed)
    var buffer = ByteBuffer()
    var last: UInt8?
    let output = context.output
    let deletes = deleted != ByteSet()
    return try context.forEachInput([]) { _, input in
      while try input.readBlock({ bytes in
        buffer.removeAll()
        _ = buffer.append(upTo: bytes.count) { target in
          table.withUnsafeBufferPointer { table in
            var written = 0
            for byte in bytes {
              let result = table[Int(byte)]
              // What is left out is overwritten by what follows.
              target[written] = result
              if let squeezed {
                let isRepeat = result == last && squeezed.contains(result)
                if deletes && deleted.contains(byte) || isRepeat { continue }
                last = result
                written &+= 1
              } else {
                written &+= deletes && deleted.contains(byte) ? 0 : 1
              }
            }
            return written
          }
        }
        try output.write(buffer)
      }) {}
    }
  }
}

/// What the arguments ask for.
private struct TrPlan {
  /// What each byte becomes.
  private(set) var table = [UInt8](0...255)
  private(set) var deleted = ByteSet()
  /// Nil: nothing is squeezed.
  let squeezed: ByteSet?

  init(_ context: CommandContext) throws {
    let arguments = try context.parseArguments(
      options: "cCdst",
      long: ["complement c", "delete d", "squeeze-repeats s", "truncate-set1 t"],
      permutes: false)
    var isComplement = false
    var isDeletion = false
    var isSqueeze = false
    var truncates = false
    for option in arguments.options {
      switch option.letter {
      case UInt8(ascii: "d"): isDeletion = true
      case UInt8(ascii: "s"): isSqueeze = true
      case UInt8(ascii: "t"): truncates = true
      default: isComplement = true
      }
    }
    let operands = arguments.operands
    let isTranslation = !isDeletion && (operands.count == 2 || !isSqueeze)
    try TrPlan.checkOperands(operands, isDeletion: isDeletion, isSqueeze: isSqueeze)
    let first = try TrSet(operands[0], context)
    var second = operands.count == 2 ? try TrSet(operands[1], context) : nil
    try first.refuseRepeats(
      operands.count == 2 && isTranslation ? second : nil, second, isTranslation)
    var squeezed = ByteSet()
    if isTranslation {
      table = try TrSet.table(
        from: first, to: &second, isComplement: isComplement, truncates: truncates)
      if isSqueeze { squeezed = second.map { ByteSet($0.bytes) } ?? ByteSet() }
    } else {
      let members = ByteSet(first.bytes)
      let chosen = isComplement ? members.inverted : members
      if isDeletion {
        deleted = chosen
        if isSqueeze, let second { squeezed = ByteSet(second.bytes) }
      } else {
        squeezed = chosen
      }
    }
    self.squeezed = isSqueeze ? squeezed : nil
  }

  private static func checkOperands(
    _ operands: [ByteString], isDeletion: Bool, isSqueeze: Bool
  ) throws {
    let least = isDeletion == isSqueeze ? 2 : 1
    let most = isDeletion && !isSqueeze ? 1 : 2
    if operands.isEmpty { throw UtilityError.Usage("missing operand") }
    if operands.count < least {
      let why: ByteString =
        isDeletion
        ? "Two strings must be given when both deleting and squeezing repeats."
        : "Two strings must be given when translating."
      throw UtilityError.Usage("missing operand after '\(operands[0])'\n\(why)")
    }
    if operands.count > most {
      var message: ByteString = "extra operand '\(operands[most])'"
      if operands.count == 2 {
        message += "\nOnly one string may be given when deleting without squeezing repeats."
      }
      throw UtilityError.Usage(message)
    }
  }
}

/// A set of `tr`: bytes in an order, some of which stand for as many as are needed.
private struct TrSet {
  var bytes: [UInt8] = []
  /// Where a class of letters of one case begins.
  private var cases: [(offset: Int, isUpper: Bool)] = []
  private var hasClass = false
  private var hasOtherClass = false
  /// `[c*]`: where it stands, and what is repeated.
  private var filler: (offset: Int, byte: UInt8)?
  private var fillerCount = 0
  private var hasRepeat = false

  private struct Item {
    var byte: UInt8
    var isEscaped: Bool
  }

  init(_ text: ByteString, _ context: CommandContext) throws {
    let items = TrSet.items(text, context)
    var at = 0
    while at < items.count {
      if try readClass(items, &at) || readRepeat(items, &at) { continue }
      let start = items[at].byte
      guard at + 2 < items.count, items[at + 1].byte == UInt8(ascii: "-"),
        !items[at + 1].isEscaped
      else {
        bytes.append(start)
        at += 1
        continue
      }
      let end = items[at + 2].byte
      guard start <= end else {
        throw UtilityError(
          "range-endpoints of '\(TrSet.shown(start))-\(TrSet.shown(end))' are in reverse "
            + "collating sequence order")
      }
      bytes += Array(start...end)
      at += 3
    }
  }

  private static func shown(_ byte: UInt8) -> ByteString {
    switch byte {
    case 32..<127: return ByteString([byte])
    case 7: return "\\a"
    case 8: return "\\b"
    case 9: return "\\t"
    case 10: return "\\n"
    case 11: return "\\v"
    case 12: return "\\f"
    case 13: return "\\r"
    default: return ByteString([92, 48 + (byte >> 6), 48 + (byte >> 3 & 7), 48 + (byte & 7)])
    }
  }

  /// Takes backslashes away.
  private static func items(_ text: ByteString, _ context: CommandContext) -> [Item] {
    let raw = Array(text)
    var items: [Item] = []
    var at = 0
    while at < raw.count {
      let byte = raw[at]
      at += 1
      guard byte == UInt8(ascii: "\\") else {
        items.append(Item(byte: byte, isEscaped: false))
        continue
      }
      guard at < raw.count else {
        context.report("warning: an unescaped backslash at end of string is not portable")
        items.append(Item(byte: byte, isEscaped: false))
        break
      }
      let letter = raw[at]
      at += 1
      var value = letter
      switch letter {
      case UInt8(ascii: "a"): value = 7
      case UInt8(ascii: "b"): value = 8
      case UInt8(ascii: "f"): value = 12
      case UInt8(ascii: "n"): value = 10
      case UInt8(ascii: "r"): value = 13
      case UInt8(ascii: "t"): value = 9
      case UInt8(ascii: "v"): value = 11
      case UInt8(ascii: "0")...UInt8(ascii: "7"):
        var number = Int(letter) - 48
        var count = 1
        while count < 3, at < raw.count, raw[at] >= 48, raw[at] < 56 {
          let next = number * 8 + Int(raw[at]) - 48
          if next > 255 {
            let digits = ByteString(raw[(at - 2)...at])
            context.report(
              "warning: the ambiguous octal escape \\\(digits) is being\n\tinterpreted as the "
                + "2-byte sequence \\0\(digits.prefix(2)), \(ByteString([raw[at]]))")
            break
          }
          number = next
          count += 1
          at += 1
        }
        value = UInt8(truncatingIfNeeded: number)
      default: break
      }
      items.append(Item(byte: value, isEscaped: true))
    }
    return items
  }

  private func isPlain(_ items: [Item], _ at: Int, _ byte: UInt8) -> Bool {
    at < items.count && items[at].byte == byte && !items[at].isEscaped
  }

  /// Reads `[:class:]` or `[=c=]`.
  private mutating func readClass(_ items: [Item], _ at: inout Int) throws -> Bool {
    guard isPlain(items, at, UInt8(ascii: "[")), at + 1 < items.count, !items[at + 1].isEscaped
    else { return false }
    let kind = items[at + 1].byte
    guard kind == UInt8(ascii: ":") || kind == UInt8(ascii: "=") else { return false }
    var close = at + 2
    while close + 1 < items.count,
      !(isPlain(items, close, kind) && isPlain(items, close + 1, UInt8(ascii: "]")))
    {
      close += 1
    }
    guard close + 1 < items.count else { return false }
    let name = ByteString(items[(at + 2)..<close].map(\.byte))
    if name.isEmpty {
      throw UtilityError(
        kind == UInt8(ascii: ":")
          ? "missing character class name '[::]'"
          : "missing equivalence class character '[==]'")
    }
    if kind == UInt8(ascii: "=") {
      guard name.count == 1 else {
        // `[=*=]…` may be a repeat of `=`.
        if isPlain(items, at + 2, UInt8(ascii: "*")) { return false }
        throw UtilityError(
          "\(name): equivalence class operand must be a single character")
      }
      bytes.append(name[0])
    } else {
      guard let members = TrSet.members(name) else {
        if isPlain(items, at + 2, UInt8(ascii: "*")) { return false }
        throw UtilityError("invalid character class '\(name)'")
      }
      hasClass = true
      if name == "upper" || name == "lower" {
        cases.append((bytes.count, name == "upper"))
      } else {
        hasOtherClass = true
      }
      bytes += (UInt8(0)...255).filter(members)
    }
    at = close + 2
    return true
  }

  private static func members(_ name: ByteString) -> ((UInt8) -> Bool)? {
    switch name {
    case "alnum": return { $0.isASCIIAlphanumeric }
    case "alpha": return { $0.isASCIILetter }
    case "blank": return { $0.isASCIIBlank }
    case "cntrl": return { $0 < 32 || $0 == 127 }
    case "digit": return { $0.isASCIIDigit }
    case "graph": return { $0 > 32 && $0 < 127 }
    case "lower": return { $0.isASCIILowercase }
    case "print": return { $0 >= 32 && $0 < 127 }
    case "punct": return { $0 > 32 && $0 < 127 && !$0.isASCIIAlphanumeric }
    case "space": return { $0.isASCIISpace }
    case "upper": return { $0.isASCIIUppercase }
    case "xdigit": return { $0.hexDigitValue != nil }
    default: return nil
    }
  }

  /// Reads `[c*]` or `[c*n]`.
  private mutating func readRepeat(_ items: [Item], _ at: inout Int) throws -> Bool {
    guard isPlain(items, at, UInt8(ascii: "[")), isPlain(items, at + 2, UInt8(ascii: "*")) else {
      return false
    }
    var close = at + 3
    while close < items.count && !isPlain(items, close, UInt8(ascii: "]")) {
      if items[close].isEscaped { return false }
      close += 1
    }
    guard close < items.count else { return false }
    let digits = ByteString(items[(at + 3)..<close].map(\.byte))
    let byte = items[at + 1].byte
    hasRepeat = true
    var count = 0
    let base = digits.first == 48 ? 8 : 10
    for digit in digits {
      guard digit.isASCIIDigit, Int(digit) - 48 < base else {
        throw UtilityError("invalid repeat count '\(digits)' in [c*n] construct")
      }
      count = min(count * base + Int(digit) - 48, 1 << 20)
    }
    if count == 0 {
      filler = (bytes.count, byte)
      fillerCount += 1
    } else {
      bytes += [UInt8](repeating: byte, count: count)
    }
    at = close + 1
    return true
  }

  func refuseRepeats(_ target: TrSet?, _ second: TrSet?, _ isTranslation: Bool) throws {
    if filler != nil {
      throw UtilityError("the [c*] repeat construct may not appear in string1")
    }
    if let second, second.fillerCount > 0 {
      if !isTranslation {
        throw UtilityError("the [c*] construct may appear in string2 only when translating")
      }
      if second.fillerCount > 1 {
        throw UtilityError("only one [c*] repeat construct may appear in string2")
      }
    }
  }

  /// What each byte becomes. `target` gets as many bytes as there are to replace.
  static func table(
    from source: TrSet, to target: inout TrSet?, isComplement: Bool, truncates: Bool
  ) throws -> [UInt8] {
    var table = [UInt8](0...255)
    guard var second = target else { return table }
    var from = source.bytes
    if isComplement {
      let members = ByteSet(from)
      from = (UInt8(0)...255).filter { !members.contains($0) }
    }
    if let filler = second.filler {
      let missing = max(0, from.count - second.bytes.count)
      second.bytes.insert(
        contentsOf: [UInt8](repeating: filler.byte, count: missing), at: filler.offset)
      second.cases = second.cases.map {
        ($0.offset >= filler.offset ? $0.offset + missing : $0.offset, $0.isUpper)
      }
    }
    try second.checkClasses(against: source, from, isComplement: isComplement)
    if from.count > second.bytes.count {
      if truncates {
        from.removeLast(from.count - second.bytes.count)
      } else if let last = second.bytes.last {
        second.bytes += [UInt8](repeating: last, count: from.count - second.bytes.count)
      } else if !from.isEmpty || !source.bytes.isEmpty {
        throw UtilityError("when not truncating set1, string2 must be non-empty")
      }
    }
    for (old, new) in zip(from, second.bytes) { table[Int(old)] = new }
    target = second
    return table
  }

  private func checkClasses(
    against source: TrSet, _ from: [UInt8], isComplement: Bool
  ) throws {
    if hasOtherClass {
      throw UtilityError(
        "when translating, the only character classes that may appear in\n"
          + "string2 are 'upper' and 'lower'")
    }
    if isComplement && source.hasClass {
      let isOne = bytes.allSatisfy { $0 == bytes.first }
      if !isOne || bytes.count > from.count && !isOne {
        throw UtilityError(
          "when translating with complemented character classes,\n"
            + "string2 must map all characters in the domain to one")
      }
    }
    let misaligned = UtilityError("misaligned [:upper:] and/or [:lower:] construct")
    for place in cases where !isComplement {
      guard source.cases.contains(where: { $0.offset == place.offset }) else { throw misaligned }
    }
    if isComplement && !cases.isEmpty { throw misaligned }
  }
}
