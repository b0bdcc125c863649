import ShellBytes
import ShellCommand
import ShellSystem

/// One call of `printf`: the format is walked over as often as there are arguments for it.
struct FormatRun: ~Copyable {
  let words: Words
  /// The next argument's place among the words.
  var next: Int
  var output = ByteBuffer()
  private(set) var hasFailed = false
  /// `\c` in an argument of `%b`, or an error in the format, ends all output.
  private var isEnded = false
  /// Whether there is more to print than a value may have.
  private(set) var overflows = false
  /// Where the arguments of this pass begin, for `%n$`.
  private var passStart = 0
  /// Where the directive that is looked at begins, behind its `%`.
  private var directiveStart = 0
  private var highest = 0

  init(words: Words, next: Int) {
    self.words = words
    self.next = next
  }

  mutating func print(_ format: UnsafeBufferPointer<UInt8>, _ shell: inout Interpreter) {
    repeat {
      passStart = next
      highest = next
      pass(format, &shell)
      if output.count > shell.host.limits.value {
        overflows = true
        return
      }
      if next < highest { next = highest }
    } while !isEnded && next > passStart && next < words.count
  }

  private mutating func pass(
    _ format: UnsafeBufferPointer<UInt8>, _ shell: inout Interpreter
  ) {
    var at = 0
    while at < format.count && !isEnded {
      let start = at
      while at < format.count && format[at] != UInt8(ascii: "%") && format[at] != UInt8(ascii: "\\")
      {
        at &+= 1
      }
      if at > start { output.append(UnsafeBufferPointer(rebasing: format[start..<at])) }
      guard at < format.count else { return }
      let byte = format[at]
      at += 1
      if byte == UInt8(ascii: "\\") {
        escape(format, &at, &shell)
      } else if at < format.count && format[at] == byte {
        output.append(byte)
        at += 1
      } else {
        directiveStart = at
        directive(format, &at, &shell)
      }
    }
  }

  private mutating func escape(
    _ format: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ shell: inout Interpreter
  ) {
    guard at < format.count else {
      output.append(UInt8(ascii: "\\"))
      return
    }
    if format[at] == UInt8(ascii: "n") {
      output.append(10)
      at += 1
      return
    }
    // The longest escape is `\U` with eight digits.
    let window = Array(format[at..<min(format.count, at + 9)])
    var used = 0
    var text = ByteString()
    let outcome = Escapes.expandOne(window, &used, .format, &text)
    if case .digitless(let letter) = outcome { complainAboutDigits(letter, &shell) }
    output.append(text)
    at += used
  }

  /// An escape without its digits is text; bash says so, and goes on.
  private func complainAboutDigits(_ letter: UInt8, _ shell: inout Interpreter) {
    let kind: ByteString = letter == UInt8(ascii: "x") ? "hex" : "unicode"
    shell.complain("printf: missing \(kind) digit for \\\(ByteString([letter]))")
  }

  // MARK: Arguments

  private mutating func argument(_ shell: borrowing Interpreter, _ number: Int?) -> ByteString? {
    if let number {
      let place = passStart + number - 1
      highest = max(highest, min(place + 1, words.count))
      return place < words.count ? shell[words, place] : nil
    }
    guard next < words.count else { return nil }
    next += 1
    return shell[words, next - 1]
  }

  private mutating func fail(_ message: ByteString, _ shell: inout Interpreter) {
    shell.complain("printf: \(message)")
    hasFailed = true
  }

  // MARK: Directives

  private mutating func directive(
    _ format: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ shell: inout Interpreter
  ) {
    var directive = FormatDirective()
    if at < format.count, format[at] == UInt8(ascii: "s") || format[at] == UInt8(ascii: "d") {
      at += 1
      convert(format[at - 1], directive, nil, format, &at, &shell)
      return
    }
    let number = argumentNumber(format, &at)
    flags: while at < format.count {
      switch format[at] {
      case UInt8(ascii: "-"): directive.isLeft = true
      case UInt8(ascii: "+"): directive.hasPlus = true
      case UInt8(ascii: " "): directive.hasSpace = true
      case UInt8(ascii: "0"): directive.hasZero = true
      case UInt8(ascii: "#"): directive.isAlternate = true
      case UInt8(ascii: "'"): break
      default: break flags
      }
      at += 1
    }
    if let width = count(format, &at, &shell) {
      directive.isLeft = directive.isLeft || width < 0
      directive.width = Int(clamping: width.magnitude)
    }
    if at < format.count, format[at] == UInt8(ascii: ".") {
      at += 1
      directive.precision = max(-1, count(format, &at, &shell) ?? 0)
    }
    while at < format.count, FormatRun.lengthLetters.contains(format[at]) { at += 1 }
    guard at < format.count else {
      let text = ByteString(UnsafeBufferPointer(rebasing: format[(directiveStart - 1)...]))
      fail("`\(text)': missing format character", &shell)
      isEnded = true
      return
    }
    let letter = format[at]
    at += 1
    let room = shell.host.limits.value
    if max(directive.width, directive.precision) > room &- output.count {
      overflows = true
      isEnded = true
      return
    }
    convert(letter, directive, number, format, &at, &shell)
  }

  private static let lengthLetters = ByteSet("hjlLtz" as ByteString)

  /// `n$`
  private func argumentNumber(
    _ format: UnsafeBufferPointer<UInt8>, _ at: inout Int
  ) -> Int? {
    var end = at
    var number = 0
    while end < format.count, format[end].isASCIIDigit, number < 1_000_000 {
      number = number * 10 + Int(format[end] - 48)
      end += 1
    }
    guard end > at, number > 0, end < format.count, format[end] == UInt8(ascii: "$") else {
      return nil
    }
    at = end + 1
    return number
  }

  /// A width or a precision: digits, or `*` for an argument.
  private mutating func count(
    _ format: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ shell: inout Interpreter
  ) -> Int? {
    guard at < format.count else { return nil }
    if format[at] == UInt8(ascii: "*") {
      at += 1
      let number = argumentNumber(format, &at)
      guard let text = argument(shell, number) else { return 0 }
      return integer(text, &shell)
    }
    guard format[at].isASCIIDigit else { return nil }
    var value = 0
    while at < format.count, format[at].isASCIIDigit {
      value = min(value * 10 + Int(format[at] - 48), 1 << 31)
      at += 1
    }
    return value
  }

  private mutating func convert(
    _ letter: UInt8, _ directive: FormatDirective, _ number: Int?,
    _ format: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ shell: inout Interpreter
  ) {
    switch letter {
    case UInt8(ascii: "s"):
      directive.put(argument(shell, number) ?? "", &output, cuts: true)
    case UInt8(ascii: "c"):
      var single = directive
      single.precision = -1
      single.put((argument(shell, number) ?? "").prefix(1), &output, cuts: false)
    case UInt8(ascii: "d"), UInt8(ascii: "i"):
      signed(directive, argument(shell, number), &shell)
    case UInt8(ascii: "u"), UInt8(ascii: "o"), UInt8(ascii: "x"), UInt8(ascii: "X"):
      unsigned(letter, directive, argument(shell, number), &shell)
    case UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "e"), UInt8(ascii: "E"),
      UInt8(ascii: "g"), UInt8(ascii: "G"), UInt8(ascii: "a"), UInt8(ascii: "A"):
      floating(letter, directive, argument(shell, number), &shell)
    case UInt8(ascii: "b"):
      let result = Escapes.expand(argument(shell, number) ?? "", .percentB)
      for letter in result.digitless { complainAboutDigits(letter, &shell) }
      directive.put(result.text, &output, cuts: true)
      isEnded = result.isEnded
    case UInt8(ascii: "q"):
      let text = Quoting.backslashed(argument(shell, number) ?? "", encoding: shell.encoding)
      directive.put(text, &output, cuts: true)
    case UInt8(ascii: "Q"):
      var text = argument(shell, number) ?? ""
      if directive.precision >= 0 { text = text.prefix(directive.precision) }
      directive.put(
        Quoting.backslashed(text, encoding: shell.encoding), &output, cuts: false)
    case UInt8(ascii: "n"):
      let count = output.count
      if let name = argument(shell, number), name.isName {
        do throws(ShellError) { try shell.set(shell.slot(name), ByteString(count)) } catch {
          fail(error.message, &shell)
        }
      }
    case UInt8(ascii: "("): time(directive, number, format, &at, &shell)
    default:
      fail("`\(ByteString([letter]))': invalid format character", &shell)
      isEnded = true
    }
  }

  // MARK: Numbers

  private mutating func signed(
    _ directive: FormatDirective, _ text: ByteString?, _ shell: inout Interpreter
  ) {
    let value = text.map { integer($0, &shell) } ?? 0
    let sign: StaticString =
      value < 0 ? "-" : directive.hasPlus ? "+" : directive.hasSpace ? " " : ""
    directive.put(
      FormatDirective.Number(magnitude: UInt64(value.magnitude), prefix: sign), &output)
  }

  private mutating func unsigned(
    _ letter: UInt8, _ directive: FormatDirective, _ text: ByteString?,
    _ shell: inout Interpreter
  ) {
    var number = FormatDirective.Number(magnitude: text.map { magnitude($0, &shell) } ?? 0)
    number.isUpper = letter == UInt8(ascii: "X")
    number.radix = letter == UInt8(ascii: "u") ? 10 : letter == UInt8(ascii: "o") ? 8 : 16
    var directive = directive
    if directive.isAlternate {
      if number.radix == 16 && number.magnitude != 0 {
        number.prefix = number.isUpper ? "0X" : "0x"
      }
      let digits = FormatNumber.digitCount(number.magnitude, radix: 8)
      if number.radix == 8 && number.magnitude != 0 && directive.precision <= digits {
        if directive.hasZero && directive.precision < 0 && directive.width > digits {
          number.prefix = "0"
        } else {
          directive.precision = digits + 1
        }
      }
    }
    directive.put(number, &output)
  }

  private mutating func integer(_ text: ByteString, _ shell: inout Interpreter) -> Int {
    if let value = text.storedInteger { return value }
    let number = FormatNumber(text, shell.encoding)
    report(number, text, &shell)
    if number.isNegative {
      return number.overflows || number.magnitude > 1 << 63
        ? tooLarge(.min, text, number, &shell) : Int(truncatingIfNeeded: 0 &- number.magnitude)
    }
    return number.overflows || number.magnitude > UInt64(Int.max)
      ? tooLarge(.max, text, number, &shell) : Int(number.magnitude)
  }

  private mutating func magnitude(_ text: ByteString, _ shell: inout Interpreter) -> UInt64 {
    if let value = text.storedInteger { return UInt64(bitPattern: Int64(value)) }
    let number = FormatNumber(text, shell.encoding)
    report(number, text, &shell)
    if number.overflows {
      shell.complain("printf: warning: \(text): Numerical result out of range")
      return .max
    }
    return number.isNegative ? 0 &- number.magnitude : number.magnitude
  }

  private func tooLarge(
    _ value: Int, _ text: ByteString, _ number: FormatNumber, _ shell: inout Interpreter
  ) -> Int {
    shell.complain("printf: warning: \(text): Numerical result out of range")
    return value
  }

  private mutating func report(
    _ number: FormatNumber, _ text: ByteString, _ shell: inout Interpreter
  ) {
    if !number.isComplete { fail("\(text): invalid \(number.kind)number", &shell) }
  }

  private mutating func floating(
    _ letter: UInt8, _ directive: FormatDirective, _ text: ByteString?,
    _ shell: inout Interpreter
  ) {
    var text = text ?? ""
    if let code = FormatNumber.characterCode(text, shell.encoding) { text = ByteString(code) }
    let (result, used) = FloatingPoint.format(
      text: text, conversion: letter, flags: directive.flags, width: directive.width,
      precision: directive.precision)
    if used < text.count { fail("\(text): invalid number", &shell) }
    output.append(result)
  }

  // MARK: Time

  /// `%(format)T`
  private mutating func time(
    _ directive: FormatDirective, _ number: Int?, _ format: UnsafeBufferPointer<UInt8>,
    _ at: inout Int, _ shell: inout Interpreter
  ) {
    var depth = 1
    let start = at
    while at < format.count {
      if format[at] == UInt8(ascii: "(") { depth += 1 }
      if format[at] == UInt8(ascii: ")") { depth -= 1 }
      at += 1
      if depth == 0 { break }
    }
    guard depth == 0, at < format.count, format[at] == UInt8(ascii: "T") else {
      // The `%` is text then, and so is what follows it.
      let found = at < format.count ? format[at] : UInt8(ascii: "(")
      shell.complain(
        "printf: warning: `\(ByteString([found]))': invalid time format specification")
      output.append(UInt8(ascii: "%"))
      at = directiveStart
      return
    }
    var pattern = ByteString(UnsafeBufferPointer(rebasing: format[start..<at - 1]))
    at += 1
    if pattern.isEmpty { pattern = "%X" }
    var seconds = argument(shell, number).map { integer($0, &shell) } ?? -1
    if seconds == -1 { seconds = shell.host.clock.wall() / 1_000_000_000 }
    if seconds == -2 {
      let running = (Int(SystemClock.monotonic) - shell.secondsBase) / 1_000_000_000
      seconds = shell.host.clock.wall() / 1_000_000_000 - running
    }
    let zone = TimeZone(name: shell.value(named: "TZ"))
    guard let time = zone.calendarTime(at: seconds) else {
      fail("\(seconds): Numerical result out of range", &shell)
      return
    }
    directive.put(time.formatted(pattern, nanoseconds: 0), &output, cuts: true)
  }
}
