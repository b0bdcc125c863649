import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `seq` prints numbers from a first to a last one.
  ///
  /// - Output: the numbers with newlines, or what `-s` says, between; decimal numbers are exact.
  /// - Status: 0; 1 on wrong usage.
  /// - Source: GNU coreutils 9.1 `seq`. Differs: fractions are added as decimals, not as binary
  ///   floating point, so that a last number that can be reached is.
  public static let seq = Utility(
    "seq", usage: "[-w] [-f format] [-s separator] [first [increment]] last"
  ) { context in
    let (options, operands) = try split(context)
    var separator: ByteString = "\n"
    var format: SeqFormat?
    var isEqualWidth = false
    for option in options {
      switch option.letter {
      case UInt8(ascii: "s"): separator = option.value ?? ""
      case UInt8(ascii: "f"): format = try SeqFormat(option.value ?? "")
      default: isEqualWidth = true
      }
    }
    if operands.isEmpty { throw UtilityError.operands("missing operand", context) }
    if operands.count > 3 {
      throw UtilityError.operands("extra operand \(operands[3].quoted)", context)
    }
    if isEqualWidth && format != nil {
      throw UtilityError.operands(
        "format string may not be specified when printing equal width strings", context)
    }
    let numbers = try operands.map { try SeqNumber($0, context) }
    let first = numbers.count > 1 ? numbers[0] : SeqNumber(1)
    let step = numbers.count > 2 ? numbers[1] : SeqNumber(1)
    let last = numbers[numbers.count - 1]
    if step.value == 0 {
      throw UtilityError.operands("invalid Zero increment value: \(operands[1].quoted)", context)
    }
    var writer = SeqWriter(separator: separator, format: format, output: context.output)
    if isEqualWidth { writer.width = width(first, step, last) }
    let isExact = try writer.writeExactly(first, step, last, context)
    if !isExact { try writer.writeApproximately(first, step, last, context) }
    try writer.finish()
    return .success
  }

  /// Options end at the first operand; `-1` and `-.5` are operands.
  private static func split(
    _ context: CommandContext
  ) throws -> (options: [Arguments.Option], operands: [ByteString]) {
    var words = context.arguments
    var index = 0
    while index < words.count {
      let word = words[index]
      guard word.count > 1, word[0] == UInt8(ascii: "-"), word != "--" else { break }
      if word[1].isASCIIDigit || word[1] == UInt8(ascii: ".") {
        words.insert("--", at: index)
        break
      }
      let takesNext = word == "-s" || word == "-f" || word == "--separator" || word == "--format"
      index += takesNext ? 2 : 1
    }
    let arguments = try Arguments(
      words, options: "f:s:w", long: ["equal-width w", "format= f", "separator= s"],
      permutes: false)
    return (arguments.options, arguments.operands)
  }

  private static func width(_ first: SeqNumber, _ step: SeqNumber, _ last: SeqNumber) -> Int {
    let decimals = max(first.decimals ?? 0, step.decimals ?? 0)
    func length(_ number: SeqNumber) -> Int {
      number.integerLength + (decimals > 0 ? decimals + 1 : 0)
    }
    return max(length(first), length(last))
  }
}

/// An operand: its value, and as a decimal where it is written as one.
private struct SeqNumber {
  let text: ByteString
  let value: Double
  /// Digits behind the point; nil for exponents, hexadecimal and infinities.
  let decimals: Int?
  /// Digits and sign before the point.
  let integerLength: Int

  init(_ value: Int) {
    text = ByteString(value)
    self.value = Double(value)
    decimals = 0
    integerLength = text.count
  }

  init(_ operand: ByteString, _ context: CommandContext) throws {
    let parsed = FloatingPoint.parse(operand)
    let isSpaced = operand.first?.isASCIISpace ?? true
    guard parsed.length == operand.count, !isSpaced else {
      throw UtilityError.operands(
        "invalid floating point argument: \(operand.quoted)", context)
    }
    if parsed.value.isNaN {
      throw UtilityError.operands(
        "invalid 'not-a-number' argument: \(operand.quoted)", context)
    }
    text = operand.first == UInt8(ascii: "+") ? operand.dropFirst() : operand
    value = parsed.value
    let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
    let spelling = text
    let isDecimal = digits.allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
    guard isDecimal else {
      decimals = nil
      integerLength =
        FloatingPoint.format(
          parsed.value, conversion: UInt8(ascii: "f"), precision: 0
        ).count
      return
    }
    let point = text.firstIndex(of: UInt8(ascii: "."))
    decimals = point.map { spelling.count - $0 - 1 } ?? 0
    integerLength = (point ?? text.count) + (digits.first == UInt8(ascii: ".") ? 1 : 0)
  }

  /// The number times a power of ten; nil when it does not fit.
  func scaled(by places: Int) -> Int128? {
    guard let decimals, places >= decimals, places < 30 else { return nil }
    var result: Int128 = 0
    let digits = text.filter { $0.isASCIIDigit } + [UInt8](repeating: 48, count: places - decimals)
    for digit in digits {
      let (product, overflow) = result.multipliedReportingOverflow(by: 10)
      let (sum, overflow2) = product.addingReportingOverflow(Int128(digit &- 48))
      if overflow || overflow2 { return nil }
      result = sum
    }
    return text.first == UInt8(ascii: "-") ? -result : result
  }

  var isNegativeZero: Bool { value == 0 && text.first == UInt8(ascii: "-") }
}

/// The format of `-f`: one conversion, with text around it.
private struct SeqFormat {
  var before = ByteString()
  var after = ByteString()
  var flags = ByteString()
  var width = 0
  var precision = -1
  var conversion: UInt8 = 0

  init(_ format: ByteString) throws {
    func invalid(_ what: ByteString) -> UtilityError {
      UtilityError("format \(format.quoted) \(what)")
    }
    var at = 0
    func text() -> ByteString? {
      var result = ByteString()
      while at < format.count {
        if format[at] == UInt8(ascii: "%") {
          guard at + 1 < format.count, format[at + 1] == UInt8(ascii: "%") else { return result }
          at += 1
        }
        result.append(format[at])
        at += 1
      }
      return nil
    }
    guard let before = text() else { throw invalid("has no % directive") }
    self.before = before
    at += 1
    while at < format.count, ByteString("-+#0 '").contains(format[at]) {
      if format[at] != UInt8(ascii: "'") { flags.append(format[at]) }
      at += 1
    }
    func number() -> Int {
      var value = 0
      while at < format.count, format[at].isASCIIDigit {
        value = min(100_000, value * 10 + Int(format[at] - 48))
        at += 1
      }
      return value
    }
    width = number()
    if at < format.count, format[at] == UInt8(ascii: ".") {
      at += 1
      precision = number()
    }
    if at < format.count, format[at] == UInt8(ascii: "L") { at += 1 }
    guard at < format.count else { throw invalid("ends in %") }
    conversion = format[at]
    guard ByteString("efgaEFGA").contains(conversion) else {
      throw invalid("has unknown %\(ByteString([conversion])) directive")
    }
    at += 1
    let rest = format.dropFirst(at)
    var end = SeqTextEnd(rest)
    guard let after = end.text() else { throw invalid("has too many % directives") }
    self.after = after
  }

  func write(_ number: ByteString) -> ByteString {
    let made = FloatingPoint.format(
      text: number, conversion: conversion, flags: flags, width: width, precision: precision)
    return before + made.text + after
  }
}

/// The text behind a conversion, in which only `%%` may occur.
private struct SeqTextEnd {
  private let format: ByteString
  init(_ format: ByteString) { self.format = format }

  mutating func text() -> ByteString? {
    var result = ByteString()
    var at = 0
    while at < format.count {
      if format[at] == UInt8(ascii: "%") {
        guard at + 1 < format.count, format[at + 1] == UInt8(ascii: "%") else { return nil }
        at += 1
      }
      result.append(format[at])
      at += 1
    }
    return result
  }
}

/// Writes numbers with the separator between.
private struct SeqWriter {
  let separator: ByteString
  let format: SeqFormat?
  let output: ByteWriter
  var width = 0
  private var isFirst = true

  init(separator: ByteString, format: SeqFormat?, output: ByteWriter) {
    self.separator = separator
    self.format = format
    self.output = output
  }

  private mutating func write(_ number: ByteString) throws {
    if !isFirst { try output.write(separator) }
    isFirst = false
    if let format { return try output.write(format.write(number)) }
    var digits = number
    if digits.count < width {
      let isNegative = digits.first == UInt8(ascii: "-")
      if isNegative {
        digits = digits.dropFirst()
        try output.write(UInt8(ascii: "-"))
      }
      let zeros = width - digits.count - (isNegative ? 1 : 0)
      try output.write(ByteString(repeating: 48, count: zeros))
    }
    try output.write(digits)
  }

  func finish() throws {
    if !isFirst { try output.write(10) }
  }

  /// By whole numbers of the last decimal place; false when they do not fit.
  mutating func writeExactly(
    _ first: SeqNumber, _ step: SeqNumber, _ last: SeqNumber, _ context: CommandContext
  ) throws -> Bool {
    guard let firstDecimals = first.decimals, let stepDecimals = step.decimals else {
      return false
    }
    let shown = max(firstDecimals, stepDecimals)
    let places = max(shown, last.decimals ?? 0)
    guard let start = first.scaled(by: places), let increment = step.scaled(by: places) else {
      return false
    }
    var end: Int128
    if last.value.isInfinite {
      end = last.value < 0 ? Int128.min : Int128.max
    } else if let scaled = last.scaled(by: places) {
      end = scaled
    } else {
      return false
    }
    if first.isNegativeZero && format == nil && increment > 0 && end >= 0 {
      try write(shown == 0 ? "-0" : first.text)
      if increment > end { return true }
      return try writeRange(increment, increment, end, places, shown, context)
    }
    return try writeRange(start, increment, end, places, shown, context)
  }

  private mutating func writeRange(
    _ start: Int128, _ step: Int128, _ end: Int128, _ places: Int, _ shown: Int,
    _ context: CommandContext
  ) throws -> Bool {
    var value = start
    while step > 0 ? value <= end : value >= end {
      try context.check()
      if places == 0, let small = Int(exactly: value) {
        try write(ByteString(small))
      } else {
        try write(SeqWriter.decimal(value, places, shown))
      }
      let (next, overflow) = value.addingReportingOverflow(step)
      if overflow { break }
      value = next
    }
    return true
  }

  private static func decimal(_ value: Int128, _ places: Int, _ shown: Int) -> ByteString {
    var digits = ByteString(String(value.magnitude))
    if digits.count <= places {
      digits = ByteString(repeating: 48, count: places + 1 - digits.count) + digits
    }
    var text: ByteString = value < 0 ? "-" : ""
    text += digits.dropLast(places)
    if shown > 0 { text += "." + digits.suffix(places).prefix(shown) }
    return text
  }

  /// In floating point, for operands with exponents.
  mutating func writeApproximately(
    _ first: SeqNumber, _ step: SeqNumber, _ last: SeqNumber, _ context: CommandContext
  ) throws {
    var index = 0.0
    while true {
      try context.check()
      let value = first.value + index * step.value
      if step.value > 0 ? value > last.value : value < last.value { return }
      var text: ByteString
      if let decimals = first.decimals, let more = step.decimals {
        text = FloatingPoint.format(
          value, conversion: UInt8(ascii: "f"), precision: max(decimals, more))
      } else {
        text = FloatingPoint.format(value, conversion: UInt8(ascii: "g"))
      }
      if format != nil {
        text = FloatingPoint.format(value, conversion: UInt8(ascii: "g"), precision: 17)
      }
      try write(text)
      index += 1
    }
  }
}
