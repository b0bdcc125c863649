import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `stat` prints what the file system says of files.
  ///
  /// - Output: a block of lines, or what `-c` or `--printf` asks for, for each.
  /// - Status: 0; 1 if a file has no status.
  /// - Source: GNU coreutils 9.1 `stat`. Differs: no `-f`, birth times, mount points or security
  ///   contexts.
  public static let stat = Utility(
    "stat", usage: "[-Lt] [-c format | --printf=format] file..."
  ) { context in
    let arguments = try context.parseArguments(
      options: "c:Lt", long: ["format= c", "printf=", "dereference L", "terse t", "cached="])
    var format: ByteString?
    var isPrintf = false
    var followsLinks = false
    for option in arguments.options {
      switch option.letter {
      case UInt8(ascii: "c"): (format, isPrintf) = (option.value, false)
      case UInt8(ascii: "L"): followsLinks = true
      case UInt8(ascii: "t"): format = "%n %s %b %f %u %g %D %i %h %t %T %X %Y %Z %W %o"
      default: if option.long == "printf" { (format, isPrintf) = (option.value, true) }
      }
    }
    if arguments.operands.isEmpty { throw UtilityError.operands("missing operand", context) }
    var status = ExitStatus.success
    for name in arguments.operands {
      let isRead = try context.attempt("cannot statx \(name.quoted)") {
        let found =
          name == "-"
          ? try context.input.file.status()
          : try context.status(name, followLinks: followsLinks)
        let isDevice = found.kind == .characterDevice || found.kind == .blockDevice
        let shown = StatFormat(name, found, context)
        let line = try shown.write(
          format ?? StatFormat.standard(isDevice: isDevice), isPrintf: isPrintf)
        try context.output.write(isPrintf ? line : line + "\n")
      }
      if !isRead { status = .failure }
    }
    return status
  }
}

/// The conversions of `stat -c`, which `find -printf` does not share.
private struct StatFormat {
  let name: ByteString
  let status: FileStatus
  let context: CommandContext

  init(_ name: ByteString, _ status: FileStatus, _ context: CommandContext) {
    self.name = name
    self.status = status
    self.context = context
  }

  static func standard(isDevice: Bool) -> ByteString {
    let device: ByteString =
      isDevice
      ? "Device: %Hd,%Ld\tInode: %-10i  Links: %-5h Device type: %t,%T\n"
      : "Device: %Hd,%Ld\tInode: %-10i  Links: %h\n"
    return "  File: %N\n  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F\n" + device
      + "Access: (%04a/%10.10A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)\n"
      + "Access: %x\nModify: %y\nChange: %z\n Birth: %w"
  }

  /// A conversion's flags, width and precision.
  private struct Directive {
    var flags = ByteString()
    var width = 0
    var precision: Int?
  }

  func write(_ format: ByteString, isPrintf: Bool) throws -> ByteString {
    var result = ByteString()
    var at = 0
    while at < format.count {
      let byte = format[at]
      at += 1
      if byte == UInt8(ascii: "\\") && isPrintf {
        result += escape(format, &at)
      } else if byte == UInt8(ascii: "%") {
        var directive = Directive()
        while at < format.count, ByteString("-+ #0'").contains(format[at]) {
          directive.flags.append(format[at])
          at += 1
        }
        directive.width = StatFormat.number(format, &at)
        if at < format.count, format[at] == UInt8(ascii: ".") {
          at += 1
          directive.precision = StatFormat.number(format, &at)
        }
        guard at < format.count else {
          result.append(UInt8(ascii: "%"))
          break
        }
        var letter = format[at]
        at += 1
        if letter == UInt8(ascii: "H") || letter == UInt8(ascii: "L"), at < format.count,
          ByteString("dr").contains(format[at])
        {
          letter = half(letter, format[at])
          at += 1
        }
        result += convert(letter, directive)
      } else {
        result.append(byte)
      }
    }
    return result
  }

  private static func number(_ format: ByteString, _ at: inout Int) -> Int {
    var value = 0
    while at < format.count, format[at].isASCIIDigit {
      value = min(65536, value * 10 + Int(format[at] - 48))
      at += 1
    }
    return value
  }

  /// `Hd Ld Hr Lr`, as letters of their own.
  private func half(_ part: UInt8, _ of: UInt8) -> UInt8 {
    let isMajor = part == UInt8(ascii: "H")
    return of == UInt8(ascii: "d") ? (isMajor ? 1 : 2) : (isMajor ? 3 : 4)
  }

  private func escape(_ format: ByteString, _ at: inout Int) -> ByteString {
    guard at < format.count else {
      context.report("warning: backslash at end of format")
      return "\\"
    }
    let byte = format[at]
    at += 1
    if let place = ByteString("abefnrtv\"\\").firstIndex(of: byte) {
      return ByteString([[7, 8, 27, 12, 10, 13, 9, 11, 34, 92][place] as UInt8])
    }
    if (48...55).contains(byte) {
      var value = Int(byte - 48)
      var count = 1
      while count < 3, at < format.count, (48...55).contains(format[at]) {
        value = value * 8 + Int(format[at] - 48)
        at += 1
        count += 1
      }
      return ByteString([UInt8(truncatingIfNeeded: value)])
    }
    if byte == UInt8(ascii: "x"), at < format.count, format[at].hexDigitValue != nil {
      var value = 0
      var count = 0
      while count < 2, at < format.count, let digit = format[at].hexDigitValue {
        value = value * 16 + digit
        at += 1
        count += 1
      }
      return ByteString([UInt8(truncatingIfNeeded: value)])
    }
    context.report("warning: unrecognized escape '\\\(ByteString([byte]))'")
    return ByteString([byte])
  }

  private func convert(_ letter: UInt8, _ directive: Directive) -> ByteString {
    func text(_ text: ByteString) -> ByteString {
      pad(directive.precision.map { text.prefix($0) } ?? text, directive)
    }
    func number(_ value: some BinaryInteger, radix: Int = 10) -> ByteString {
      var digits = ByteString(String(value, radix: radix))
      if directive.flags.contains(UInt8(ascii: "#")), value != 0 {
        digits = (radix == 16 ? "0x" : radix == 8 ? "0" : "") + digits
      }
      return pad(digits, directive, isNumber: true)
    }
    let mode = status.permissions | kindBits
    switch letter {
    case UInt8(ascii: "%"): return "%"
    case UInt8(ascii: "a"): return number(status.permissions, radix: 8)
    case UInt8(ascii: "A"): return text(status.modeText)
    case UInt8(ascii: "b"): return number(status.blocks)
    case UInt8(ascii: "B"): return number(512)
    case UInt8(ascii: "C"): return text("?")
    case UInt8(ascii: "d"): return number(status.device)
    case UInt8(ascii: "D"): return number(status.device, radix: 16)
    case 1: return number(status.deviceMajor)
    case 2: return number(status.deviceMinor)
    case 3: return number(status.specialMajor)
    case 4: return number(status.specialMinor)
    case UInt8(ascii: "r"): return number(status.specialDevice)
    case UInt8(ascii: "R"): return number(status.specialDevice, radix: 16)
    case UInt8(ascii: "f"): return number(mode, radix: 16)
    case UInt8(ascii: "F"): return text(status.description)
    case UInt8(ascii: "g"): return number(status.group)
    case UInt8(ascii: "G"): return text(User.groupName(status.group) ?? "UNKNOWN")
    case UInt8(ascii: "h"): return number(status.linkCount)
    case UInt8(ascii: "i"): return number(status.inode)
    case UInt8(ascii: "m"): return text("/")
    case UInt8(ascii: "n"): return text(name)
    case UInt8(ascii: "N"): return text(quotedName)
    case UInt8(ascii: "o"): return number(status.blockSize)
    case UInt8(ascii: "s"): return number(status.size)
    case UInt8(ascii: "t"): return number(status.specialMajor, radix: 16)
    case UInt8(ascii: "T"): return number(status.specialMinor, radix: 16)
    case UInt8(ascii: "u"): return number(status.owner)
    case UInt8(ascii: "U"): return text(User(id: status.owner)?.name ?? "UNKNOWN")
    case UInt8(ascii: "w"): return text("-")
    case UInt8(ascii: "W"): return number(0)
    case UInt8(ascii: "x"): return text(time(status.accessed))
    case UInt8(ascii: "X"): return seconds(status.accessed, directive)
    case UInt8(ascii: "y"): return text(time(status.modified))
    case UInt8(ascii: "Y"): return seconds(status.modified, directive)
    case UInt8(ascii: "z"): return text(time(status.changed))
    case UInt8(ascii: "Z"): return seconds(status.changed, directive)
    default: return text("?")
    }
  }

  private var kindBits: UInt32 {
    switch status.kind {
    case .fifo: 0o010000
    case .characterDevice: 0o020000
    case .directory: 0o040000
    case .blockDevice: 0o060000
    case .regular: 0o100000
    case .symbolicLink: 0o120000
    case .socket: 0o140000
    case .unknown: 0
    }
  }

  private var quotedName: ByteString {
    guard status.kind == .symbolicLink,
      let target = try? context.files.readLink(context.path(name))
    else { return name.quotedIfNeeded == name ? name.quoted : name.quoted }
    return "\(name.quoted) -> \(target.quoted)"
  }

  private func time(_ nanoseconds: Int) -> ByteString {
    let (seconds, rest) = GregorianCalendar.floorDivide(nanoseconds, by: 1_000_000_000)
    let zone = TimeZone(name: context.environment["TZ"])
    return zone.calendarTime(at: seconds)?.formatted("%Y-%m-%d %H:%M:%S.%N %z", nanoseconds: rest)
      ?? ByteString(seconds)
  }

  /// Seconds, with as many digits of the fraction as the precision says.
  private func seconds(_ nanoseconds: Int, _ directive: Directive) -> ByteString {
    let (seconds, rest) = GregorianCalendar.floorDivide(nanoseconds, by: 1_000_000_000)
    guard let precision = directive.precision, precision > 0 else {
      return pad(ByteString(seconds), directive, isNumber: true)
    }
    let digits = ByteString("\(1_000_000_000 + rest)").dropFirst()
    let more = ByteString(repeating: 48, count: max(0, precision - 9))
    return pad("\(seconds).\(digits.prefix(precision))" + more, directive, isNumber: true)
  }

  private func pad(
    _ text: ByteString, _ directive: Directive, isNumber: Bool = false
  ) -> ByteString {
    let missing = directive.width - text.count
    guard missing > 0 else { return text }
    if directive.flags.contains(UInt8(ascii: "-")) {
      return text + ByteString(repeating: 32, count: missing)
    }
    let isZero = isNumber && directive.flags.contains(UInt8(ascii: "0"))
    return ByteString(repeating: isZero ? 48 : 32, count: missing) + text
  }
}
