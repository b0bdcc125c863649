import ShellBytes
import ShellCommand
import ShellSystem

/// Takes the arguments of `curl` apart by its own rules: `-sSLo file`, `-XPOST`, `--no-keepalive`,
/// unique beginnings of long names, `--next`, `-K file`.
struct OptionParser {
  let context: CommandContext
  var global = GlobalOptions()
  /// One for each part between `--next`.
  var operations = [Options()]
  /// How many configuration files are being read inside each other.
  private var depth = 0
  private static let depthLimit = 16

  static let hint: ByteString =
    "curl: try 'curl --help' or 'curl --manual' for more information"

  init(_ context: CommandContext) { self.context = context }

  /// Why an option cannot be taken, in the words of `curl`.
  enum Refusal: Error {
    case unknown, ambiguous, missingArgument, notBoolean, badNumber, negativeNumber, largeNumber
    case badUse, badString
    case unreadable(ByteString)
    case headersWithHeaderName, resumeWithHeaderName

    var message: ByteString {
      switch self {
      case .unknown: "is unknown"
      case .ambiguous: "is ambiguous"
      case .missingArgument: "requires parameter"
      case .notBoolean: "used '--no-' for option that isn't a boolean"
      case .badNumber: "expected a proper numerical parameter"
      case .negativeNumber: "expected a positive numerical parameter"
      case .largeNumber: "too large number"
      case .badUse: "is badly used here"
      case .badString: "expected a proper string"
      case .unreadable: "error encountered when reading a file"
      case .headersWithHeaderName:
        "showing headers and --remote-header-name cannot be combined"
      case .resumeWithHeaderName:
        "--continue-at and --remote-header-name cannot be combined"
      }
    }
  }

  /// Takes all arguments.
  /// - Throws: `UtilityError.Usage` for an option that does not exist here, else `UtilityError`.
  mutating func parse(_ arguments: [ByteString]) throws {
    var index = 0
    var takesOptions = true
    while index < arguments.count {
      let argument = arguments[index]
      index += 1
      if takesOptions && argument.first == UInt8(ascii: "-") {
        if argument == "--" {
          takesOptions = false
        } else {
          try take(argument, arguments, &index)
        }
      } else {
        operations[operations.count - 1].add(url: argument)
      }
    }
  }

  private mutating func take(
    _ argument: ByteString, _ arguments: [ByteString], _ index: inout Int
  ) throws {
    do {
      if argument.hasPrefix("--") {
        let next = index < arguments.count ? arguments[index] : nil
        if try takeLong(argument.dropFirst(2), next) { index += 1 }
        return
      }
      guard argument.count > 1 else { throw Refusal.unknown }
      var at = 1
      while at < argument.count {
        guard let row = OptionRow.find(letter: argument[at]) else { throw Refusal.unknown }
        at += 1
        guard row.takesArgument else {
          try apply(row, argument: "", isOn: true, isLong: false)
          continue
        }
        if at < argument.count {
          try apply(row, argument: argument.dropFirst(at), isOn: true, isLong: false)
        } else if index < arguments.count {
          index += 1
          try apply(row, argument: arguments[index - 1], isOn: true, isLong: false)
        } else {
          throw Refusal.missingArgument
        }
        return
      }
    } catch let refusal as Refusal {
      try fail(argument, refusal)
    }
  }

  /// - Returns: whether the argument behind was used.
  private mutating func takeLong(_ spelling: ByteString, _ next: ByteString?) throws -> Bool {
    let isOff = spelling.hasPrefix("no-")
    let name = isOff ? spelling.dropFirst(3) : spelling
    let rows = OptionRow.find(name: name)
    guard let row = rows.first, !name.isEmpty else { throw Refusal.unknown }
    if rows.count > 1 { throw Refusal.ambiguous }
    if isOff && !row.isBoolean { throw Refusal.notBoolean }
    guard row.takesArgument else {
      try apply(row, argument: "", isOn: !isOff, isLong: true)
      return false
    }
    guard let next else { throw Refusal.missingArgument }
    try apply(row, argument: next, isOn: true, isLong: true)
    return true
  }

  private func fail(_ argument: ByteString, _ refusal: Refusal) throws -> Never {
    switch refusal {
    case .unknown:
      throw UtilityError.Usage("option \(argument): is unknown")
    case .headersWithHeaderName, .resumeWithHeaderName:
      throw UtilityError(refusal.message, status: 2, hint: OptionParser.hint)
    case .unreadable(let text):
      let first: ByteString = text.isEmpty ? "" : text + "\ncurl: "
      throw UtilityError(
        "\(first)option \(argument): \(refusal.message)", status: 26, hint: OptionParser.hint)
    default:
      throw UtilityError(
        "option \(argument): \(refusal.message)", status: 2, hint: OptionParser.hint)
    }
  }

  /// Prints a warning, unless `-s` came before.
  func warn(_ text: ByteString) {
    if !global.isSilent { try? context.error.write(Session.warning(text)) }
  }

  /// The options being filled.
  private var current: Options {
    get { operations[operations.count - 1] }
    _modify { yield &operations[operations.count - 1] }
  }

  // MARK: Effects

  private mutating func apply(
    _ row: OptionRow, argument: ByteString, isOn: Bool, isLong: Bool
  ) throws {
    switch row.setting {
    case .toggle(let path): current[keyPath: path] = isOn
    case .global(let path): global[keyPath: path] = isOn
    case .flag(let option, let on, let off): current.numbers[option] = isOn ? on : off
    case .authentication(let option, let bits): current.numbers[option, default: 0] |= bits
    case .text(let option): current.texts[option] = argument
    case .path(let option): current.paths[option] = argument
    case .list(let option): current.lists[option, default: []].append(argument)
    case .number(let option): current.numbers[option] = try signedNumber(argument)
    case .milliseconds(let option): current.numbers[option] = try milliseconds(argument)
    case .size(let option): current.numbers[option] = try size(argument)
    case .argument(let special): try apply(special, argument, row)
    case .action(let special): try perform(special, isOn: isOn, isLong: isLong, row)
    case .ignored, .ignoredArgument: break
    }
  }

  private mutating func perform(
    _ special: OptionRow.Special, isOn: Bool, isLong: Bool, _ row: OptionRow
  ) throws {
    switch special {
    case .buffer: current.isUnbuffered = isLong ? !isOn : true
    case .clobber: current.overwrites = isOn
    case .head:
      current.isHead = isOn
      current.includesHeaders = isOn
    case .include:
      if current.usesHeaderFileName { throw Refusal.headersWithHeaderName }
      current.includesHeaders = isOn
    case .keepAlive: current.isKeepAliveOff = !isOn
    case .location: current.followsRedirections = isOn
    case .locationTrusted:
      current.followsRedirections = isOn
      current.trustsRedirections = isOn
    case .lowestTLS:
      switch row.name.last {
      case UInt8(ascii: "0"): current.lowestTLS = 4
      case UInt8(ascii: "1") where row.letter == 0: current.lowestTLS = 5
      case UInt8(ascii: "2"): current.lowestTLS = 6
      case UInt8(ascii: "3"): current.lowestTLS = 7
      default: current.lowestTLS = 1
      }
    case .post301: setPostBit(1, isOn)
    case .post302: setPostBit(2, isOn)
    case .post303: setPostBit(4, isOn)
    case .remoteHeaderName:
      if current.includesHeaders { throw Refusal.headersWithHeaderName }
      if current.resumeFrom != nil { throw Refusal.resumeWithHeaderName }
      current.usesHeaderFileName = isOn
    case .remoteName: current.add(output: isOn ? .remoteName : .file("-"))
    case .remoteTime: current.keepsRemoteTime = isOn
    case .verbose: global.isVerbose = isOn
    case .next:
      if current.targets.contains(where: { $0.url != nil }) { operations.append(Options()) }
    case .help: global.showsHelp = true
    case .version: global.showsVersion = true
    default: break
    }
  }

  private mutating func setPostBit(_ bit: Int, _ isOn: Bool) {
    let bits = current.numbers[.postRedirection] ?? 0
    current.numbers[.postRedirection] = isOn ? bits | bit : bits & ~bit
  }

  private mutating func apply(
    _ special: OptionRow.Special, _ value: ByteString, _ row: OptionRow
  ) throws {
    switch special {
    case .url: current.add(url: value)
    case .data: try addData(value, isBinary: false)
    case .dataBinary: try addData(value, isBinary: true)
    case .dataRaw: current.add(data: value)
    case .dataURLEncode: current.add(data: try encoded(value))
    case .json:
      let bytes = value.first == UInt8(ascii: "@") ? try dataFile(value.dropFirst()) : value
      current.add(data: bytes, joinedWith: "")
      current.isJSON = true
    case .urlQuery:
      let bytes =
        value.first == UInt8(ascii: "+") ? value.dropFirst() : try encoded(value)
      current.query = current.query.map { "\($0)&\(bytes)" } ?? bytes
    case .form:
      var said: [ByteString] = []
      defer { for text in said { warn(text) } }
      try FormPart.parse(value, into: &current.form) { said.append($0) }
    case .formString: try FormPart.parseLiteral(value, into: &current.form)
    case .header: try addHeaders(value, .httpHeader)
    case .proxyHeader: try addHeaders(value, .proxyHeader)
    case .writeOut:
      current.writeOut =
        value.first == UInt8(ascii: "@")
        ? PostData.withoutLineEnds(try optionFile(value.dropFirst())) : value
    case .dumpHeader: current.headerFile = value
    case .output: current.add(output: .file(value))
    case .outputDirectory: current.outputDirectory = value
    case .request: current.method = value
    case .user: current.user = value
    case .userAgent: current.texts[.userAgent] = value
    case .referer:
      var text = value
      if let range = text.firstRange(of: ";auto") {
        current.followsAutomaticReferer = true
        text = text.prefix(range.lowerBound)
      } else {
        current.followsAutomaticReferer = false
      }
      current.texts[.referer] = text.isEmpty ? nil : text
    case .cookie:
      if value.first == UInt8(ascii: "@") {
        current.cookieFiles.append(value.dropFirst())
      } else if value.contains(UInt8(ascii: "=")) {
        current.cookies.append(value)
      } else {
        current.cookieFiles.append(value)
      }
    case .cookieJar: current.cookieJar = value
    case .proxy: setProxy(value, nil)
    case .proxy10: setProxy(value, 1)
    case .socks4: setProxy(value, 4)
    case .socks4a: setProxy(value, 6)
    case .socks5: setProxy(value, 5)
    case .socks5h: setProxy(value, 7)
    case .noProxy: current.noProxy = value
    case .upload: current.add(upload: value)
    case .range: setRange(value)
    case .resume:
      if current.usesHeaderFileName { throw Refusal.resumeWithHeaderName }
      current.resumeFrom = value == "-" ? .some(nil) : .some(try number(value))
    case .retry: current.retryCount = try number(value)
    case .retryDelay: current.retryDelay = try number(value)
    case .retryMaximum: current.retryMaximum = try number(value)
    case .protocols:
      current.protocols = try protocolSet(value, from: current.protocols ?? ~0)
    case .redirectionProtocols:
      current.redirectionProtocols = try protocolSet(
        value, from: current.redirectionProtocols ?? Protocols.redirectionDefault)
    case .netrcFile:
      current.netrcFile = value
    case .trace: global.trace = (value, true)
    case .traceASCII: global.trace = (value, false)
    case .standardError: global.errorFile = value
    case .config: try readConfiguration(value)
    case .time: current.timeCondition = value
    case .certificate: setCertificate(value)
    case .certificateAuthorities: current.paths[.certificateAuthorities] = value
    case .highestTLS:
      let versions: [ByteString: Int] = [
        "default": 1, "1.0": 4, "1.1": 5, "1.2": 6, "1.3": 7,
      ]
      guard let version = versions[value] else { throw Refusal.badUse }
      current.highestTLS = version << 16
    case .lowSpeedLimit: current.lowSpeedLimit = try number(value)
    case .lowSpeedTime: current.lowSpeedTime = try number(value)
    case .keepAliveTime: current.keepAliveSeconds = try number(value)
    case .limitRate:
      let speed = try size(value, "rate")
      current.numbers[.maxSendSpeed] = speed
      current.numbers[.maxReceiveSpeed] = speed
    case .localPort: try setLocalPort(value)
    case .signature:
      current.texts[.signature] = value
      current.numbers[.httpAuthentication, default: 0] |= 0x80
    case .bearer:
      current.texts[.bearer] = value
      current.numbers[.httpAuthentication, default: 0] |= 0x40
    default: break
    }
  }

  private mutating func setProxy(_ value: ByteString, _ type: Int?) {
    current.proxy = value
    current.proxyType = type
  }

  private mutating func setRange(_ value: ByteString) {
    // A lone number means from there to the end, which libcurl wants to see as a range.
    if let first = value.decimalInteger, first >= 0 {
      warn("A specified range MUST include at least one dash (-). Appending one for you!")
      current.range = "\(value)-"
    } else {
      current.range = value
    }
  }

  /// `file:password`; a colon of the name is written `\:`.
  private mutating func setCertificate(_ value: ByteString) {
    if value.hasPrefix("pkcs11:") {
      current.texts[.certificate] = value
      return
    }
    var name = ByteString()
    var at = 0
    while at < value.count {
      let byte = value[at]
      if byte == UInt8(ascii: "\\") && at + 1 < value.count
        && (value[at + 1] == UInt8(ascii: ":") || value[at + 1] == UInt8(ascii: "\\"))
      {
        name.append(value[at + 1])
        at += 2
        continue
      }
      if byte == UInt8(ascii: ":") {
        current.texts[.keyPassword] = value.dropFirst(at + 1)
        break
      }
      name.append(byte)
      at += 1
    }
    current.paths[.certificate] = name
  }

  private mutating func setLocalPort(_ value: ByteString) throws {
    let ends = value.split(at: UInt8(ascii: "-"))
    let first = try number(ends[0])
    guard first <= 65535 else { throw Refusal.badUse }
    current.numbers[.localPort] = first
    guard ends.count > 1 else {
      current.numbers[.localPortRange] = 1
      return
    }
    let last = try number(ends[1])
    guard last >= first, last <= 65535 else { throw Refusal.badUse }
    current.numbers[.localPortRange] = last - first + 1
  }

  private mutating func addHeaders(_ value: ByteString, _ option: CurlOption) throws {
    guard value.first == UInt8(ascii: "@") else {
      current.lists[option, default: []].append(value)
      return
    }
    let name = value.dropFirst()
    let text: ByteString
    do {
      text = try readFile(name)
    } catch let error as Errno {
      if error == .cancelled || error == .interrupted { throw error }
      warn("Failed to open \(name)!")
      return
    }
    for line in text.split(at: 10) {
      let header = line.last == 13 ? line.dropLast() : line
      if !header.isEmpty { current.lists[option, default: []].append(header) }
    }
  }

  // MARK: Files

  /// All bytes of a file, `-` for standard input.
  private func readFile(_ name: ByteString) throws -> ByteString {
    let file = try context.open(name)
    if name != "-" && (try? file.status())?.kind == .directory { throw Errno.isDirectory }
    return try file.readAll(context.gate)
  }

  /// The file of an option that needs it.
  private func optionFile(_ name: ByteString) throws -> ByteString {
    do {
      return try readFile(name)
    } catch let error as Errno {
      if error == .cancelled || error == .interrupted { throw error }
      throw Refusal.unreadable("Failed to open \(name)")
    }
  }

  /// The file of `-d @file`; a missing one is an empty body.
  private func dataFile(_ name: ByteString) throws -> ByteString {
    do {
      return try readFile(name)
    } catch let error as Errno {
      if error == .cancelled || error == .interrupted { throw error }
      warn("Couldn't read data from file \"\(name)\", this makes an empty POST.")
      return ""
    }
  }

  private mutating func addData(_ value: ByteString, isBinary: Bool) throws {
    guard value.first == UInt8(ascii: "@") else {
      current.add(data: value)
      return
    }
    let bytes = try dataFile(value.dropFirst())
    current.add(data: isBinary ? bytes : PostData.withoutLineEnds(bytes))
  }

  private func encoded(_ value: ByteString) throws -> ByteString {
    let form = PostData.EncodedForm(value)
    guard let file = form.file else { return form.text(of: form.content) }
    return form.text(of: try dataFile(file))
  }

  // MARK: Numbers

  private func number(_ text: ByteString) throws -> Int {
    let value = try signedNumber(text)
    if value < 0 { throw Refusal.negativeNumber }
    return value
  }

  private func signedNumber(_ text: ByteString) throws -> Int {
    guard let value = text.decimalInteger else { throw Refusal.badNumber }
    return value
  }

  /// Seconds, with a fraction, as milliseconds.
  private func milliseconds(_ text: ByteString) throws -> Int {
    let (value, length) = FloatingPoint.parse(text)
    guard length == text.count, length > 0, value == value else { throw Refusal.badNumber }
    if value < 0 { throw Refusal.negativeNumber }
    if value > 9_000_000_000_000 { throw Refusal.largeNumber }
    return Int(value * 1000)
  }

  /// Bytes, with `k`, `m`, `g` or `b` behind.
  private func size(_ text: ByteString, _ unit: ByteString = "size") throws -> Int {
    var digits = text
    var factor = 1
    switch text.last.map({ $0 | 32 }) {
    case UInt8(ascii: "k"): factor = 1 << 10
    case UInt8(ascii: "m"): factor = 1 << 20
    case UInt8(ascii: "g"): factor = 1 << 30
    case UInt8(ascii: "b"): factor = 1
    default: factor = 0
    }
    if factor == 0 { factor = 1 } else { digits = text.dropLast() }
    guard let value = digits.decimalInteger else {
      let digitCount = text.prefix { $0.isASCIIDigit }.count
      if digitCount == 0 { throw Refusal.badNumber }
      warn("unsupported \(unit) unit. Use G, M, K or B!")
      throw Refusal.badUse
    }
    if value < 0 { throw Refusal.badNumber }
    let (bytes, overflow) = value.multipliedReportingOverflow(by: factor)
    if overflow { throw Refusal.largeNumber }
    return bytes
  }

  private func protocolSet(_ text: ByteString, from old: UInt32) throws -> UInt32 {
    var set = old
    for item in text.split(at: UInt8(ascii: ",")) {
      var name = item
      var action = UInt8(ascii: "+")
      while let sign = name.first, sign == 43 || sign == 45 || sign == 61 {
        action = sign
        name = name.dropFirst()
      }
      guard let bits = Protocols.bits(name.asciiLowercased) else {
        // The library would drop the rest of the list, too.
        warn("unrecognized protocol '\(name)'")
        continue
      }
      switch action {
      case UInt8(ascii: "="): set = bits
      case UInt8(ascii: "-"): set &= ~bits
      default: set |= bits
      }
    }
    return set
  }

  // MARK: Configuration files

  /// Reads options from a file, as `-K` and `.curlrc` do.
  mutating func readConfiguration(_ name: ByteString) throws {
    guard depth < OptionParser.depthLimit else { throw Refusal.badUse }
    let text: ByteString
    do {
      text = try readFile(name)
    } catch let error as Errno {
      if error == .cancelled || error == .interrupted { throw error }
      throw Refusal.unreadable("cannot read config from '\(name)'")
    }
    depth += 1
    defer { depth -= 1 }
    var number = 0
    for line in text.split(at: 10) {
      number += 1
      guard let entry = ConfigurationLine(line) else { continue }
      try take(entry, name, number)
    }
  }

  private mutating func take(
    _ entry: ConfigurationLine, _ file: ByteString, _ line: Int
  ) throws {
    do {
      if entry.isLong {
        let used = try takeLong(entry.name, entry.value)
        if !used && entry.value?.isEmpty == false { throw Refusal.badUse }
      } else if let value = entry.value {
        var index = 0
        try take("-" + entry.name, [value], &index)
      } else {
        var index = 0
        try take("-" + entry.name, [], &index)
      }
    } catch let refusal as Refusal {
      warn("\(file):\(line): warning: '\(entry.name)' \(refusal.message)")
      if case .unknown = refusal { return }
      throw refusal
    }
  }
}
