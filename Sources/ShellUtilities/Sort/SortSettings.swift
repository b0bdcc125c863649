import ShellBytes
import ShellCommand

/// How a part of a line is compared.
struct SortOrder {
  enum Kind { case text, numeric, generalNumeric, humanNumeric, month, version, random }
  var kind = Kind.text
  var isDictionary = false
  var ignoresUnprinted = false
  var foldsCase = false
  var isReversed = false
  var skipsStartBlanks = false
  var skipsEndBlanks = false

  /// Whether nothing was asked for but perhaps the reverse.
  var isPlain: Bool {
    kind == .text && !isDictionary && !ignoresUnprinted && !foldsCase && !skipsStartBlanks
      && !skipsEndBlanks
  }
}

/// A part of a line that is compared; all offsets count from 0.
struct SortKey {
  var startField = 0
  var startByte = 0
  /// nil: to the end of the line.
  var endField: Int?
  var endByte = 0
  var order = SortOrder()
}

/// What sort's options ask for.
struct SortSettings {
  enum Check { case none, loud, quiet }

  var keys: [SortKey] = []
  var isReversed = false
  var isStable = false
  var isUnique = false
  var isMerge = false
  var check = Check.none
  var separator: UInt8?
  var delimiter: UInt8 = 10
  var output: ByteString?
  var operands: [ByteString]
  /// What the hashes of `-R` begin with.
  var seed: UInt64 = 0

  init(_ context: CommandContext) throws {
    let arguments = try context.parseArguments(
      options: "bcCdfghik:mMno:rRsS:t:T:uVz",
      long: [
        "ignore-leading-blanks b", "dictionary-order d", "ignore-case f",
        "general-numeric-sort g", "ignore-nonprinting i", "month-sort M",
        "human-numeric-sort h", "numeric-sort n", "random-sort R", "random-source=",
        "reverse r", "sort= 1", "version-sort V", "batch-size= 2", "check=? 3",
        "compress-program= 2", "files0-from= 4", "key= k", "merge m", "output= o", "stable s",
        "buffer-size= S", "field-separator= t", "temporary-directory= T", "parallel= 5",
        "unique u", "zero-terminated z",
      ])
    operands = arguments.operands
    var order = SortOrder()
    var letters = ByteString()
    var specifications: [ByteString] = []
    for option in arguments.options {
      let value = option.value ?? ""
      switch option.letter {
      case UInt8(ascii: "c"): check = try check(.loud)
      case UInt8(ascii: "C"): check = try check(.quiet)
      case UInt8(ascii: "3"): check = try check(named: option)
      case UInt8(ascii: "k"): specifications.append(value)
      case UInt8(ascii: "m"): isMerge = true
      case UInt8(ascii: "o"):
        if let output, output != value {
          throw UtilityError("multiple output files specified", status: 2)
        }
        output = value
      case UInt8(ascii: "s"): isStable = true
      case UInt8(ascii: "S"): try SortSettings.checkSize(value)
      case UInt8(ascii: "t"): try setSeparator(value)
      case UInt8(ascii: "T"), UInt8(ascii: "2"), 0: break
      case UInt8(ascii: "5"):
        guard value.decimalInteger != 0 else {
          throw UtilityError("number in parallel must be nonzero", status: 2)
        }
      case UInt8(ascii: "u"): isUnique = true
      case UInt8(ascii: "z"): delimiter = 0
      case UInt8(ascii: "4"): try readOperands(value, context)
      case UInt8(ascii: "1"):
        let letter = try SortSettings.letter(ofOrder: value)
        SortSettings.set(letter, &order, forEnd: false)
        letters.append(letter)
      default:
        if option.letter == UInt8(ascii: "r") { isReversed = true }
        SortSettings.set(option.letter, &order, forEnd: false)
        letters.append(option.letter)
      }
    }
    try SortSettings.checkCompatible(letters)
    for text in specifications { keys.append(try SortSettings.key(text, order)) }
    if keys.isEmpty && !order.isPlain {
      order.isReversed = isReversed
      keys = [SortKey(order: order)]
    }
    if check != .none {
      if operands.count > 1 {
        let letter: ByteString = check == .loud ? "c" : "C"
        throw UtilityError(
          "extra operand '\(operands[1])' not allowed with -\(letter)", status: 2)
      }
      if output != nil {
        throw UtilityError("options '-\(check == .loud ? "c" : "C")o' are incompatible", status: 2)
      }
    }
    if operands.isEmpty { operands = ["-"] }
    if keys.contains(where: { $0.order.kind == .random }) {
      seed = UInt64.random(in: 0...UInt64.max)
    }
  }

  private func check(_ kind: Check) throws -> Check {
    if check != .none && check != kind {
      throw UtilityError("options '-cC' are incompatible", status: 2)
    }
    return kind
  }

  private func check(named option: Arguments.Option) throws -> Check {
    switch option.value {
    case nil, "diagnose-first": return try check(.loud)
    case "quiet", "silent": return try check(.quiet)
    default:
      throw UtilityError.Usage("invalid argument '\(option.value ?? "")' for '--check'")
    }
  }

  private static func checkSize(_ text: ByteString) throws {
    guard text.first?.isASCIIDigit ?? false else {
      throw UtilityError("invalid -S argument '\(text)'", status: 2)
    }
  }

  private mutating func setSeparator(_ text: ByteString) throws {
    if text.isEmpty { throw UtilityError("empty tab", status: 2) }
    var byte = text[0]
    if text.count > 1 {
      guard text == "\\0" else { throw UtilityError("multi-character tab '\(text)'", status: 2) }
      byte = 0
    }
    if let separator, separator != byte { throw UtilityError("incompatible tabs", status: 2) }
    separator = byte
  }

  private mutating func readOperands(_ name: ByteString, _ context: CommandContext) throws {
    if let extra = operands.first {
      throw UtilityError.Usage(
        "extra operand '\(extra)'\nfile operands cannot be combined with --files0-from")
    }
    guard let file = try? context.open(name) else {
      throw UtilityError("open failed: \(name): No such file or directory", status: 2)
    }
    let text = try ByteReader(file, gate: context.gate).readAll()
    if text.isEmpty { throw UtilityError("no input from '\(name)'", status: 2) }
    operands = (text.last == 0 ? text.dropLast() : text).split(at: 0)
  }

  private static func letter(ofOrder name: ByteString) throws -> UInt8 {
    switch name {
    case "general-numeric": return UInt8(ascii: "g")
    case "human-numeric": return UInt8(ascii: "h")
    case "month": return UInt8(ascii: "M")
    case "numeric": return UInt8(ascii: "n")
    case "random": return UInt8(ascii: "R")
    case "version": return UInt8(ascii: "V")
    default: throw UtilityError.Usage("invalid argument '\(name)' for '--sort'")
    }
  }

  // MARK: Keys

  private static func set(_ letter: UInt8, _ order: inout SortOrder, forEnd: Bool) {
    switch letter {
    case UInt8(ascii: "b"):
      if forEnd { order.skipsEndBlanks = true } else { order.skipsStartBlanks = true }
    case UInt8(ascii: "d"): order.isDictionary = true
    case UInt8(ascii: "f"): order.foldsCase = true
    case UInt8(ascii: "g"): order.kind = .generalNumeric
    case UInt8(ascii: "h"): order.kind = .humanNumeric
    case UInt8(ascii: "i"): order.ignoresUnprinted = true
    case UInt8(ascii: "M"): order.kind = .month
    case UInt8(ascii: "n"): order.kind = .numeric
    case UInt8(ascii: "R"): order.kind = .random
    case UInt8(ascii: "r"): order.isReversed = true
    default: order.kind = .version
    }
  }

  /// Of the orders that exclude each other, only one may be named.
  private static func checkCompatible(_ letters: ByteString) throws {
    let chosen = ByteSet(letters)
    let kinds = ByteString("ghMnRV").filter { chosen.contains($0) }
    let isFiltered = chosen.contains(UInt8(ascii: "d")) || chosen.contains(UInt8(ascii: "i"))
    let numeric = ByteString("ghMn").contains { chosen.contains($0) }
    guard kinds.count > 1 || (isFiltered && numeric) else { return }
    // They are named in this order.
    let names = ByteString("dfghiMnRV").filter {
      chosen.contains($0) && $0 != UInt8(ascii: "f")
    }
    throw UtilityError("options '-\(ByteString(names))' are incompatible", status: 2)
  }

  private static func key(_ text: ByteString, _ global: SortOrder) throws -> SortKey {
    var key = SortKey()
    var at = 0
    func wrong(_ why: ByteString) -> UtilityError {
      UtilityError("\(why): invalid field specification '\(text)'", status: 2)
    }
    func number(_ what: ByteString) throws -> Int {
      let start = at
      var value = 0
      while at < text.count, text[at].isASCIIDigit {
        value = min(value * 10 + Int(text[at]) - 48, 1 << 48)
        at += 1
      }
      if at == start {
        throw UtilityError(
          "\(what): invalid count at start of '\(text.dropFirst(start))'", status: 2)
      }
      return value
    }
    var letters = ByteString()
    func readLetters(forEnd: Bool) {
      while at < text.count, ByteSet(ByteString("bdfghiMnRrV")).contains(text[at]) {
        set(text[at], &key.order, forEnd: forEnd)
        letters.append(text[at])
        at += 1
      }
    }
    key.startField = try number("invalid number at field start") - 1
    if key.startField < 0 { throw wrong("field number is zero") }
    if at < text.count, text[at] == UInt8(ascii: ".") {
      at += 1
      key.startByte = try number("invalid number after '.'") - 1
      if key.startByte < 0 { throw wrong("character offset is zero") }
    }
    readLetters(forEnd: false)
    if at < text.count, text[at] == UInt8(ascii: ",") {
      at += 1
      let field = try number("invalid number after ','") - 1
      if field < 0 { throw wrong("field number is zero") }
      key.endField = field
      if at < text.count, text[at] == UInt8(ascii: ".") {
        at += 1
        key.endByte = try number("invalid number after '.'")
      }
      readLetters(forEnd: true)
    }
    if at < text.count { throw wrong("stray character in field spec") }
    try checkCompatible(letters)
    // A key without letters of its own takes those of the whole.
    if letters.isEmpty {
      key.order = global
      key.order.skipsEndBlanks = global.skipsStartBlanks
    }
    return key
  }
}
