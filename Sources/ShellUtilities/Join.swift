import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `join` joins lines of two files whose join fields are equal.
  ///
  /// - Input: two files in the order of their join fields.
  /// - Output: a line for each pair, and with `-a` or `-v` those without a partner.
  /// - Status: 0; 1 on an error, or when a file turns out not to be in order.
  /// - Source: POSIX.1-2024 XCU `join`; GNU coreutils 9.1, in the C locale.
  public static let join = Utility("join", usage: "[OPTION]... FILE1 FILE2") { context in
    try JoinRun(context).run()
  }
}

/// A line and its fields.
private struct JoinLine {
  var text: ByteString
  var fields: [ByteString]
  func field(_ index: Int) -> ByteString { index < fields.count ? fields[index] : "" }
}

private final class JoinRun {
  private enum Check { case whenUnpaired, always, never }
  /// A field of the output: of a file (0 or 1), or the join field.
  private enum Output {
    case joinField
    case field(file: Int, index: Int)
  }

  private let context: CommandContext
  private var keys = [0, 0]
  private var showsUnpaired = [false, false]
  private var showsPairs = true
  private var filler: ByteString = ""
  private var format: [Output]?
  private var isAuto = false
  private var separator: UInt8?
  private var hasWholeLines = false
  private var ignoresCase = false
  private var hasHeader = false
  private var check = Check.whenUnpaired
  private var delimiter: UInt8 = 10
  private var operands: [ByteString] = []

  private var readers: [ByteReader] = []
  private var lineNumbers = [0, 0]
  private var previous: [JoinLine?] = [nil, nil]
  private var isWarned = [false, false]
  private var hasUnpaired = false
  private var autoCounts = [0, 0]

  init(_ context: CommandContext) throws {
    self.context = context
    let arguments = try context.parseArguments(
      options: "a:e:i1:2:j:o:t:v:z",
      long: [
        "ignore-case i", "check-order C", "nocheck-order N", "zero-terminated z", "header H",
      ])
    operands = arguments.operands
    var formats: [ByteString] = []
    for option in arguments.options {
      let value = option.value ?? ""
      switch option.letter {
      case UInt8(ascii: "a"): showsUnpaired[try file(value)] = true
      case UInt8(ascii: "v"):
        showsUnpaired[try file(value)] = true
        showsPairs = false
      case UInt8(ascii: "e"): filler = value
      case UInt8(ascii: "i"): ignoresCase = true
      case UInt8(ascii: "1"): keys[0] = try field(value)
      case UInt8(ascii: "2"): keys[1] = try field(value)
      case UInt8(ascii: "j"):
        keys[0] = try field(value)
        keys[1] = keys[0]
      case UInt8(ascii: "o"): formats.append(value)
      case UInt8(ascii: "t"): try setSeparator(value)
      case UInt8(ascii: "z"): delimiter = 0
      case UInt8(ascii: "C"): check = .always
      case UInt8(ascii: "N"): check = .never
      default: hasHeader = true
      }
    }
    for text in formats {
      if text == "auto" {
        isAuto = true
      } else {
        format = (format ?? []) + (try JoinRun.outputs(text))
      }
    }
    if operands.isEmpty { throw UtilityError.Usage("missing operand") }
    if operands.count == 1 { throw UtilityError.Usage("missing operand after '\(operands[0])'") }
    if operands.count > 2 { throw UtilityError.Usage("extra operand '\(operands[2])'") }
  }

  private func file(_ text: ByteString) throws -> Int {
    guard let number = text.decimalInteger, number == 1 || number == 2 else {
      throw UtilityError("invalid field number: '\(text)'")
    }
    return number - 1
  }

  private func field(_ text: ByteString) throws -> Int {
    guard let number = text.decimalInteger, number > 0 else {
      throw UtilityError("invalid field number: '\(text)'")
    }
    return number - 1
  }

  private func setSeparator(_ text: ByteString) throws {
    if text.isEmpty {
      hasWholeLines = true
      return
    }
    guard text.count == 1 || text == "\\0" else {
      throw UtilityError("multi-character tab '\(text)'")
    }
    separator = text.count == 1 ? text[0] : 0
  }

  private static func outputs(_ text: ByteString) throws -> [Output] {
    try ByteString(text.map { $0.isASCIIBlank ? UInt8(ascii: ",") : $0 })
      .split(at: UInt8(ascii: ","))
      .map { piece in
        if piece == "0" { return .joinField }
        let parts = piece.split(at: UInt8(ascii: "."))
        guard let file = parts[0].decimalInteger, file == 1 || file == 2 else {
          throw UtilityError("invalid file number in field spec: '\(piece)'")
        }
        guard parts.count == 2, let index = parts[1].decimalInteger, index >= 0 else {
          throw UtilityError("invalid field specifier: '\(piece)'")
        }
        if index == 0 { throw UtilityError("invalid field number: '0'") }
        return .field(file: file - 1, index: index - 1)
      }
  }

  // MARK: Reading

  private func next(_ file: Int) throws -> JoinLine? {
    guard let text = try readers[file].readLine(delimiter: delimiter) else { return nil }
    lineNumbers[file] += 1
    let line = JoinLine(text: text, fields: fields(of: text))
    if let last = previous[file] { try checkOrder(last, line, file) }
    previous[file] = line
    return line
  }

  private func fields(of text: ByteString) -> [ByteString] {
    if hasWholeLines { return [text] }
    if let separator { return text.isEmpty ? [] : text.split(at: separator) }
    var fields: [ByteString] = []
    var at = 0
    while true {
      while at < text.count && isBlank(text[at]) { at += 1 }
      if at == text.count {
        // Blanks behind the last field begin an empty one.
        if at > 0 && !fields.isEmpty && isBlank(text[at - 1]) { fields.append("") }
        return fields
      }
      let start = at
      while at < text.count && !isBlank(text[at]) { at += 1 }
      fields.append(text.bytes(in: start..<at))
    }
  }

  /// With -z a line may hold newlines, which part fields.
  private func isBlank(_ byte: UInt8) -> Bool { byte.isASCIIBlank || byte == 10 }

  private func checkOrder(_ last: JoinLine, _ line: JoinLine, _ file: Int) throws {
    guard check == .always || (check == .whenUnpaired && hasUnpaired), !isWarned[file] else {
      return
    }
    guard order(last.field(keys[file]), line.field(keys[file])) > 0 else { return }
    let message: ByteString =
      "\(operands[file]):\(lineNumbers[file]): is not sorted: \(line.text)"
    if check == .always { throw UtilityError(message) }
    context.report(message)
    isWarned[file] = true
  }

  private func order(_ left: ByteString, _ right: ByteString) -> Int {
    let one = ignoresCase ? left.asciiUppercased : left
    let two = ignoresCase ? right.asciiUppercased : right
    return one == two ? 0 : one < two ? -1 : 1
  }

  // MARK: Joining

  func run() throws -> ExitStatus {
    for name in operands {
      do {
        let file = try context.open(name)
        if (try? file.status())?.kind == .directory { throw Errno.isDirectory }
        readers.append(ByteReader(file, gate: context.gate))
      } catch let error as Errno {
        throw UtilityError(name, error)
      }
    }
    if operands[0] == "-" && operands[1] == "-" {
      throw UtilityError("both files cannot be standard input")
    }
    var lines = [try next(0), try next(1)]
    if isAuto { autoCounts = lines.map { $0?.fields.count ?? 0 } }
    if hasHeader && (lines[0] != nil || lines[1] != nil) {
      try write(lines[0], lines[1])
      previous = [nil, nil]
      lines = [try next(0), try next(1)]
    }
    while let left = lines[0], let right = lines[1] {
      let result = order(left.field(keys[0]), right.field(keys[1]))
      if result != 0 {
        let file = result < 0 ? 0 : 1
        hasUnpaired = true
        if showsUnpaired[file] { try writeAlone(lines[file], file) }
        lines[file] = try next(file)
        continue
      }
      let (lefts, nextLeft) = try run(of: left, 0)
      let (rights, nextRight) = try run(of: right, 1)
      if showsPairs {
        for one in lefts { for two in rights { try write(one, two) } }
      }
      lines = [nextLeft, nextRight]
    }
    for file in 0...1 {
      while let line = lines[file] {
        hasUnpaired = true
        if showsUnpaired[file] { try writeAlone(line, file) }
        if !showsUnpaired[file] && (isWarned[file] || check == .never) { break }
        lines[file] = try next(file)
      }
    }
    if isWarned.contains(true) { throw UtilityError("input is not in sorted order") }
    return .success
  }

  /// The lines with the same join field, and the one behind them.
  private func run(of first: JoinLine, _ file: Int) throws -> ([JoinLine], JoinLine?) {
    var lines = [first]
    while let line = try next(file) {
      if order(first.field(keys[file]), line.field(keys[file])) != 0 { return (lines, line) }
      lines.append(line)
    }
    return (lines, nil)
  }

  private func writeAlone(_ line: JoinLine?, _ file: Int) throws {
    if file == 0 { try write(line, nil) } else { try write(nil, line) }
  }

  private func write(_ left: JoinLine?, _ right: JoinLine?) throws {
    var parts: [ByteString] = []
    let lines = [left, right]
    let source = left != nil ? 0 : 1
    func filled(_ text: ByteString?) -> ByteString {
      guard let text, !text.isEmpty else { return filler }
      return text
    }
    if let format {
      for output in format {
        switch output {
        case .joinField: parts.append(filled(lines[source]?.field(keys[source])))
        case .field(let file, let index): parts.append(filled(lines[file]?.field(index)))
        }
      }
    } else {
      parts.append(filled(lines[source]?.field(keys[source])))
      for file in 0...1 {
        let count = isAuto ? autoCounts[file] : lines[file]?.fields.count ?? 0
        for index in 0..<count where index != keys[file] {
          parts.append(filled(lines[file]?.field(index)))
        }
      }
    }
    try context.output.write(
      ByteString.joined(parts, separator: ByteString([hasWholeLines ? 10 : separator ?? 32])))
    try context.output.write(delimiter)
  }
}
