import ShellBytes
import ShellCommand
import ShellSystem

extension Builtin {
  /// `printf` prints its arguments by a format, which is used again while there are more.
  ///
  /// - Output: the text, or with `-v` none: a variable gets it.
  /// - Status: 1 when an argument was no number or the format was wrong; what could be printed is.
  /// - Source: POSIX.1-2024 XCU `printf`; `%q`, `%Q`, `%(format)T` and `-v` as in bash 5.2.
  static let printf = Builtin(
    "printf", usage: "[-v var] format [arguments]", isAlsoProgram: true, effect: .withOption
  ) {
    (shell, words) throws(ShellError) -> Flow in
    var first = 1
    var variable: ByteString?
    if words.count > 1, shell[words, 1].first == UInt8(ascii: "-") {
      let options = try shell.parseOptions("v:", words)
      variable = options["v"]
      first = options.firstOperand
    }
    if let variable, variable.referenceName == nil {
      throw ShellError("printf: `\(variable)': not a valid identifier", status: 2)
    }
    guard first < words.count else { return shell.wrongUsage(words) }
    var run = FormatRun(words: words, next: first + 1)
    swap(&run.output, &shell.spareBuffer)
    run.output.removeAll()
    shell.status = .success
    shell[words, first].withBytes { run.print($0, &shell) }
    var flow = Flow.normal
    if run.overflows { throw shell.sizeError("printf: value", shell.host.limits.value) }
    if let variable {
      let text = run.output.string()
      swap(&run.output, &shell.spareBuffer)
      try shell.assign(text, toReference: variable)
    } else {
      flow = run.output.withBytes { shell.write($0) }
      swap(&run.output, &shell.spareBuffer)
    }
    if flow == .normal && run.hasFailed { shell.status = .failure }
    return flow
  }
}

extension Interpreter {
  /// Gives `name` or `name[subscript]` a value.
  /// - Throws: an error that reaches no further than the builtin, a readonly variable's too.
  mutating func assign(
    _ value: ByteString, toReference text: ByteString
  ) throws(ShellError) {
    do throws(ShellError) {
      try assignFirmly(value, toReference: text)
    } catch {
      if error.reach == .environment { throw error }
      throw ShellError(error.message, status: error.status)
    }
  }

  /// The value of `name` or `name[subscript]`.
  mutating func value(ofReference text: ByteString) throws(ShellError) -> ByteString? {
    if text.isName { return value(slot(text)) }
    guard let (slot, key) = reference(text), case .index(let code)? = key else { return nil }
    return element(slot, try code.key(slot, &self))
  }

  private mutating func assignFirmly(
    _ value: ByteString, toReference text: ByteString
  ) throws(ShellError) {
    if text.isName {
      try set(slot(text), value.normalizedIfShort)
      return
    }
    guard let (slot, key) = reference(text), case .index(let code)? = key else {
      throw ShellError("\(text): bad array subscript")
    }
    try setElement(slot, try code.key(slot, &self), value)
  }
}

/// What stands between `%` and the letter.
struct FormatDirective {
  var isLeft = false
  var hasPlus = false
  var hasSpace = false
  var hasZero = false
  var isAlternate = false
  var width = 0
  /// Negative for none.
  var precision = -1

  /// The flags that strtod's counterpart takes.
  var flags: ByteString {
    var text = ByteString()
    if isLeft { text.append(UInt8(ascii: "-")) }
    if hasPlus { text.append(UInt8(ascii: "+")) }
    if hasSpace { text.append(UInt8(ascii: " ")) }
    if hasZero { text.append(UInt8(ascii: "0")) }
    if isAlternate { text.append(UInt8(ascii: "#")) }
    return text
  }

  /// Adds a text, cut to the precision where that counts, in its width.
  func put(_ text: ByteString, _ output: inout ByteBuffer, cuts: Bool) {
    if width == 0 && (precision < 0 || !cuts) {
      output.append(text)
      return
    }
    let text = cuts && precision >= 0 ? text.prefix(precision) : text
    let fill = width - text.count
    if !isLeft && fill > 0 { FormatDirective.fill(32, fill, &output) }
    output.append(text)
    if isLeft && fill > 0 { FormatDirective.fill(32, fill, &output) }
  }

  /// An integer as it is to be shown.
  struct Number {
    var magnitude: UInt64
    var radix: UInt64 = 10
    var isUpper = false
    /// The sign, `0x` or the like.
    var prefix: StaticString = ""
  }

  /// Adds an integer with its prefix, in its precision and width.
  func put(_ number: Number, _ output: inout ByteBuffer) {
    let digits =
      precision == 0 && number.magnitude == 0
      ? 0 : FormatNumber.digitCount(number.magnitude, radix: number.radix)
    var zeros = max(0, precision - digits)
    var fill = max(0, width - number.prefix.utf8CodeUnitCount - zeros - digits)
    if hasZero && !isLeft && precision < 0 {
      zeros = fill
      fill = 0
    }
    if !isLeft { FormatDirective.fill(32, fill, &output) }
    output.append(number.prefix.utf8Start, count: number.prefix.utf8CodeUnitCount)
    FormatDirective.fill(48, zeros, &output)
    output.append(
      digitsOf: number.magnitude, radix: number.radix, count: digits, isUpper: number.isUpper)
    if isLeft { FormatDirective.fill(32, fill, &output) }
  }

  private static func fill(_ byte: UInt8, _ count: Int, _ output: inout ByteBuffer) {
    output.append(repeating: byte, count: max(0, count))
  }
}
