import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `date` prints the time, or another one that is given, in a format.
  ///
  /// - Output: one line; with `-f` one for each line of the file.
  /// - Status: 0; 1 for what is no date. The clock is never set.
  /// - Source: POSIX.1-2024 XCU `date`. Beyond it, as GNU: `-d -f -I -r -R --rfc-3339` and more
  ///   conversions. Differs: setting the clock always fails, as it does without privilege.
  public static let date = Utility(
    "date", usage: "[-uR] [-d string | -f file | -r file] [-I[spec]] [+format]"
  ) { context in
    let arguments = try context.parseArguments(
      options: "d:f:I::r:Rs:u",
      long: [
        "date= d", "file= f", "iso-8601=? I", "reference= r", "rfc-email R", "rfc-822 R",
        "rfc-2822 R", "rfc-3339=", "set= s", "utc u", "universal u", "debug",
      ])
    var request = DateRequest()
    for option in arguments.options { try request.take(option) }
    for operand in arguments.operands {
      if operand.first == UInt8(ascii: "+"), request.operandFormat == nil {
        request.operandFormat = operand.dropFirst()
      } else if request.operandFormat != nil || arguments.operands.count > 1 {
        throw UtilityError.operands("extra operand \(operand.quoted)", context)
      } else if request.source != .now {
        throw UtilityError(
          "the argument \(operand.quoted) lacks a leading '+';\nwhen using an option to specify date(s), any non-option\nargument must be a format string beginning with '+'",
          hint: "Try 'date --help' for more information.")
      } else if operand.allSatisfy({ $0.isASCIIDigit || $0 == UInt8(ascii: ".") }),
        operand.count >= 8
      {
        request.source = .set(operand)
      } else {
        throw UtilityError("invalid date \(operand.quoted)")
      }
    }
    return try request.write(context)
  }
}

private struct DateRequest {
  enum Source: Equatable {
    case now
    case text(ByteString)
    case lines(ByteString)
    case file(ByteString)
    case set(ByteString)
  }

  var source = Source.now
  var operandFormat: ByteString?
  private var optionFormat: ByteString?
  private var isUTC = false

  mutating func take(_ option: Arguments.Option) throws {
    let value = option.value ?? ""
    switch option.letter {
    case UInt8(ascii: "d"): try set(.text(value))
    case UInt8(ascii: "f"): try set(.lines(value))
    case UInt8(ascii: "r"): try set(.file(value))
    case UInt8(ascii: "s"): try set(.set(value))
    case UInt8(ascii: "u"): isUTC = true
    case UInt8(ascii: "R"): try setFormat("%a, %d %b %Y %H:%M:%S %z")
    case UInt8(ascii: "I"):
      let forms: [(ByteString, ByteString)] = [
        ("date", "%Y-%m-%d"), ("hours", "%Y-%m-%dT%H%:z"), ("minutes", "%Y-%m-%dT%H:%M%:z"),
        ("seconds", "%Y-%m-%dT%H:%M:%S%:z"), ("ns", "%Y-%m-%dT%H:%M:%S,%N%:z"),
      ]
      try setFormat(find(option.value ?? "date", forms, "--iso-8601"))
    default:
      guard option.long == "rfc-3339" else { return }
      let forms: [(ByteString, ByteString)] = [
        ("date", "%Y-%m-%d"), ("seconds", "%Y-%m-%d %H:%M:%S%:z"),
        ("ns", "%Y-%m-%d %H:%M:%S.%N%:z"),
      ]
      try setFormat(find(value, forms, "--rfc-3339"))
    }
  }

  private mutating func set(_ new: Source) throws {
    if case .text = source, case .text = new {
      source = new
      return
    }
    if source != .now {
      throw UtilityError(
        "the options to specify dates for printing are mutually exclusive",
        hint: "Try 'date --help' for more information.")
    }
    source = new
  }

  private func find(
    _ word: ByteString, _ forms: [(ByteString, ByteString)], _ option: ByteString
  ) throws -> ByteString {
    let matches = forms.filter { $0.0.hasPrefix(word) }
    if let match = forms.first(where: { $0.0 == word }) ?? matches.first, !word.isEmpty {
      return match.1
    }
    let order = option == "--iso-8601" ? [1, 2, 0, 3, 4] : [0, 1, 2]
    let valid = order.map { "  - '\(forms[$0].0)'\n" as ByteString }
    throw UtilityError(
      "invalid argument '\(word)' for '\(option)'\nValid arguments are:\n"
        + ByteString.joined(valid, separator: "").dropLast(),
      hint: "Try 'date --help' for more information.")
  }

  private mutating func setFormat(_ format: ByteString) throws {
    if optionFormat != nil { throw UtilityError("multiple output formats specified") }
    optionFormat = format
  }

  func write(_ context: CommandContext) throws -> ExitStatus {
    if optionFormat != nil && operandFormat != nil {
      throw UtilityError("multiple output formats specified")
    }
    let zone = isUTC ? TimeZone.utc : TimeZone(name: context.environment["TZ"])
    let wall = context.clock.wall()
    let now = DateRequest.moment(wall)
    switch source {
    case .now: try write(now, zone, context)
    case .file(let name):
      do {
        try write(DateRequest.moment(try context.status(name).modified), zone, context)
      } catch let error as Errno where !error.endsCommand {
        throw UtilityError(name.quotedIfNeeded, error)
      }
    case .text(let text):
      guard let moment = DateParser.parse(text, now: now, zone: zone) else {
        throw UtilityError("invalid date \(text.quoted)")
      }
      try write(moment, zone, context)
    case .lines(let name):
      var status = ExitStatus.success
      let read = try context.forEachInput([name]) { _, input in
        while let line = try input.readLine() {
          if let moment = DateParser.parse(line, now: now, zone: zone) {
            try write(moment, zone, context)
          } else {
            context.report("invalid date \(line.quoted)")
            status = .failure
          }
        }
      }
      return read.isSuccess ? status : read
    case .set(let text):
      guard DateParser.parse(text, now: now, zone: zone) != nil || text.count >= 8 else {
        throw UtilityError("invalid date \(text.quoted)")
      }
      throw UtilityError("cannot set date: \(Errno.notPermitted.message)")
    }
    return .success
  }

  private static func moment(_ nanoseconds: Int) -> DateParser.Moment {
    let (seconds, rest) = GregorianCalendar.floorDivide(nanoseconds, by: 1_000_000_000)
    return DateParser.Moment(seconds: seconds, nanoseconds: rest)
  }

  private func write(
    _ moment: DateParser.Moment, _ zone: TimeZone, _ context: CommandContext
  ) throws {
    guard var time = zone.calendarTime(at: moment.seconds) else {
      throw UtilityError("time '\(ByteString(moment.seconds))' is out of range")
    }
    if isUTC { time.zone = "UTC" }
    let format = operandFormat ?? optionFormat ?? "%a %b %e %H:%M:%S %Z %Y"
    try context.output.write(time.formatted(format, nanoseconds: moment.nanoseconds) + "\n")
  }
}
