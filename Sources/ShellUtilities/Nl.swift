import ShellBytes
import ShellCommand
import ShellPatterns

extension Utility {
  /// `nl` numbers lines.
  ///
  /// - Input: lines; `\:\:\:`, `\:\:` and `\:` begin the head, the body and the foot of a page.
  /// - Output: the lines with their numbers before them.
  /// - Status: 0; 1 on an error.
  /// - Source: POSIX.1-2024 XCU `nl`; GNU coreutils 9.1.
  public static let nl = Utility("nl", usage: "[OPTION]... [FILE]...") { context in
    var run = try NlRun(context)
    return try context.forEachInput(run.operands) { _, input in
      while let line = try input.readLine() { try run.write(line) }
    }
  }
}

private struct NlRun {
  /// Which lines are numbered.
  private enum Style {
    case all, nonEmpty, none
    case matching(Regex)
  }

  private let context: CommandContext
  private(set) var operands: [ByteString]
  private var header = Style.none
  private var body = Style.nonEmpty
  private var footer = Style.none
  private var current: Style
  private var mark: ByteString = "\\:"
  private var increment = 1
  private var joinedBlanks = 1
  private var alignment: ByteString = "rn"
  private var restarts = true
  private var separator: ByteString = "\t"
  private var first = 1
  private var width = 6
  private var number: Int
  private var blanks = 0

  init(_ context: CommandContext) throws {
    self.context = context
    let arguments = try context.parseArguments(
      options: "b:d:f:h:i:l:n:ps:v:w:",
      long: [
        "header-numbering= h", "body-numbering= b", "footer-numbering= f",
        "starting-line-number= v", "line-increment= i", "no-renumber p",
        "join-blank-lines= l", "number-separator= s", "number-width= w", "number-format= n",
        "section-delimiter= d",
      ])
    operands = arguments.operands
    current = body
    number = 1
    for option in arguments.options {
      let value = option.value ?? ""
      switch option.letter {
      case UInt8(ascii: "b"): body = try NlRun.style(value, "body", context)
      case UInt8(ascii: "h"): header = try NlRun.style(value, "header", context)
      case UInt8(ascii: "f"): footer = try NlRun.style(value, "footer", context)
      case UInt8(ascii: "d"):
        mark = value.count == 1 ? value + ":" : value
      case UInt8(ascii: "i"):
        increment = try NlRun.number(value, "line number increment")
      case UInt8(ascii: "l"):
        joinedBlanks = try NlRun.number(value, "line number of blank lines", least: 1)
      case UInt8(ascii: "n"):
        guard ["ln", "rn", "rz"].contains(value) else {
          throw UtilityError.Usage("invalid line numbering format: '\(value)'")
        }
        alignment = value
      case UInt8(ascii: "p"): restarts = false
      case UInt8(ascii: "s"): separator = value
      case UInt8(ascii: "v"): first = try NlRun.number(value, "starting line number")
      default: width = try NlRun.number(value, "line number field width", least: 1)
      }
    }
    current = body
    number = first
  }

  private static func number(
    _ text: ByteString, _ what: ByteString, least: Int = Int.min
  ) throws -> Int {
    guard let number = text.decimalInteger, number >= least else {
      let isNumber = text.decimalInteger != nil
      let why: ByteString = isNumber ? ": Numerical result out of range" : ""
      throw UtilityError("invalid \(what): '\(text)'\(why)")
    }
    return number
  }

  private static func style(
    _ text: ByteString, _ what: ByteString, _ context: CommandContext
  ) throws -> Style {
    switch text.first {
    case UInt8(ascii: "a") where text.count == 1: return .all
    case UInt8(ascii: "t") where text.count == 1: return .nonEmpty
    case UInt8(ascii: "n") where text.count == 1: return .none
    case UInt8(ascii: "p"):
      do {
        return .matching(
          try Regex(text.dropFirst(), syntax: .basic, encoding: context.encoding))
      } catch {
        throw UtilityError(error.message)
      }
    default:
      throw UtilityError.Usage("invalid \(what) numbering style: '\(text)'")
    }
  }

  mutating func write(_ line: ByteString) throws {
    if !mark.isEmpty {
      switch line {
      case mark + mark + mark: return try begin(header)
      case mark + mark: return try begin(body)
      case mark: return try begin(footer)
      default: break
      }
    }
    if isNumbered(line) {
      try context.output.write(shown(number) + separator + line + "\n")
      (number, _) = number.addingReportingOverflow(increment)
    } else {
      let space = ByteString(repeating: 32, count: width + separator.count)
      try context.output.write(space + line + "\n")
    }
  }

  /// Sections are told apart by empty lines in the output.
  private mutating func begin(_ style: Style) throws {
    current = style
    if restarts { number = first }
    blanks = 0
    try context.output.write(10)
  }

  private mutating func isNumbered(_ line: ByteString) -> Bool {
    switch current {
    case .none: return false
    case .nonEmpty: return !line.isEmpty
    case .matching(let regex): return line.withBytes { regex.matches($0) }
    case .all:
      guard line.isEmpty, joinedBlanks > 1 else {
        blanks = 0
        return true
      }
      blanks += 1
      guard blanks == joinedBlanks else { return false }
      blanks = 0
      return true
    }
  }

  private func shown(_ number: Int) -> ByteString {
    let digits = ByteString(number)
    let missing = width - digits.count
    if missing <= 0 { return digits }
    switch alignment {
    case "ln": return digits + ByteString(repeating: 32, count: missing)
    case "rz":
      let zeros = ByteString(repeating: 48, count: missing)
      return number < 0 ? "-" + zeros + digits.dropFirst() : zeros + digits
    default: return ByteString(repeating: 32, count: missing) + digits
    }
  }
}
