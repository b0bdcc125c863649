import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `uniq` writes one of several equal lines that follow each other.
  ///
  /// - Input: lines; the last one may lack its newline.
  /// - Output: the lines that the options ask for, to the second operand when there is one.
  /// - Status: 0; 1 on an error.
  /// - Source: POSIX.1-2024 XCU `uniq`; GNU coreutils 9.1.
  public static let uniq = Utility("uniq", usage: "[OPTION]... [INPUT [OUTPUT]]") { context in
    let settings = try context.prepared(UniqSettings.init)
    let name = settings.operands.first ?? "-"
    let file: OpenFile
    do {
      file = try context.open(name)
    } catch let error as Errno {
      throw UtilityError("\(name): \(error.message)")
    }
    if (try? file.status())?.kind == .directory {
      throw UtilityError("error reading '\(name)'")
    }
    var output = context.output
    if settings.operands.count > 1, settings.operands[1] != "-" {
      let target = settings.operands[1]
      do {
        output = ByteWriter(
          try context.open(target, [.write, .create, .truncate]), gate: context.gate)
      } catch let error as Errno {
        throw UtilityError("\(target): \(error.message)")
      }
    }
    try UniqRun(settings, output).run(ByteReader(file, gate: context.gate))
    try output.flush()
    return .success
  }
}

/// What uniq's options ask for.
private struct UniqSettings {
  enum Groups { case none, prepend, append, separate, both }

  private(set) var operands: [ByteString]
  private(set) var showsCount = false
  private(set) var showsRepeated = true
  private(set) var showsUnique = true
  /// Whether each line of several equal ones is written.
  private(set) var showsAll = false
  private(set) var groups = Groups.none
  private(set) var isGrouping = false
  private(set) var delimiter: UInt8 = 10
  private var ignoresCase = false
  private var skippedFields = 0
  private var skippedBytes = 0
  private var width = Int.max

  init(_ context: CommandContext) throws {
    let arguments = try context.parseArguments(
      options: "cdDuif:s:w:z",
      long: [
        "count c", "repeated d", "all-repeated=? A", "group=? G", "ignore-case i", "unique u",
        "skip-fields= f", "skip-chars= s", "check-chars= w", "zero-terminated z",
      ])
    operands = arguments.operands
    var hasSelection = false
    for option in arguments.options {
      let value = option.value ?? ""
      switch option.letter {
      case UInt8(ascii: "c"):
        showsCount = true
        hasSelection = true
      case UInt8(ascii: "d"):
        showsUnique = false
        hasSelection = true
      case UInt8(ascii: "u"):
        showsRepeated = false
        hasSelection = true
      case UInt8(ascii: "D"), UInt8(ascii: "A"):
        showsUnique = false
        showsAll = true
        hasSelection = true
        groups = try grouping(option, ["none": .none, "prepend": .prepend, "separate": .separate])
      case UInt8(ascii: "G"):
        isGrouping = true
        groups = try grouping(
          option,
          ["prepend": .prepend, "append": .append, "separate": .separate, "both": .both])
        if option.value == nil { groups = .separate }
      case UInt8(ascii: "i"): ignoresCase = true
      case UInt8(ascii: "z"): delimiter = 0
      case UInt8(ascii: "f"):
        skippedFields = try UniqSettings.number(value, "invalid number of fields to skip")
      case UInt8(ascii: "s"):
        skippedBytes = try UniqSettings.number(value, "invalid number of bytes to skip")
      default: width = try UniqSettings.number(value, "invalid number of bytes to compare")
      }
    }
    if operands.count > 2 { throw UtilityError.Usage("extra operand '\(operands[2])'") }
    if isGrouping && hasSelection {
      throw UtilityError.Usage("--group is mutually exclusive with -c/-d/-D/-u")
    }
    if showsCount && showsAll {
      throw UtilityError.Usage(
        "printing all duplicated lines and repeat counts is meaningless")
    }
  }

  private func grouping(
    _ option: Arguments.Option, _ values: [ByteString: Groups]
  ) throws -> Groups {
    guard let value = option.value else { return .none }
    guard let groups = values[value] else {
      throw UtilityError.Usage("invalid argument '\(value)' for '--\(option.long)'")
    }
    return groups
  }

  private static func number(_ text: ByteString, _ message: ByteString) throws -> Int {
    guard !text.isEmpty, text.allSatisfy(\.isASCIIDigit) else {
      throw UtilityError("\(text): \(message)")
    }
    return text.decimalInteger ?? Int.max
  }

  /// The part of a line that is compared.
  func compared(_ line: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var at = 0
    var fields = skippedFields
    while fields > 0 && at < line.count {
      while at < line.count && line[at].isASCIIBlank { at += 1 }
      while at < line.count && !line[at].isASCIIBlank { at += 1 }
      fields -= 1
    }
    at += min(skippedBytes, line.count - at)
    return at..<(at + min(width, line.count - at))
  }

  func areEqual(_ left: borrowing ByteBuffer, _ right: borrowing ByteBuffer) -> Bool {
    left.withBytes { left in
      right.withBytes { right in
        let first = compared(left)
        let second = compared(right)
        guard first.count == second.count else { return false }
        for offset in 0..<first.count {
          let a = left[first.lowerBound + offset]
          let b = right[second.lowerBound + offset]
          if a == b { continue }
          guard ignoresCase, a ^ b == 0x20, a.isASCIILetter else { return false }
        }
        return true
      }
    }
  }
}

/// Goes through the lines.
private final class UniqRun {
  private let settings: UniqSettings
  private let output: ByteWriter
  private var hasWritten = false

  init(_ settings: UniqSettings, _ output: ByteWriter) {
    self.settings = settings
    self.output = output
  }

  func run(_ reader: ByteReader) throws {
    var first = ByteBuffer()
    var line = ByteBuffer()
    var isTerminated = false
    var count = 0
    let writesEach = settings.showsAll || settings.isGrouping
    while try reader.readLine(
      into: &line, delimiter: settings.delimiter, isTerminated: &isTerminated)
    {
      if count > 0 && settings.areEqual(first, line) {
        count += 1
        if writesEach {
          // With -D, the first line of a group is written when its second one is met.
          if count == 2 && !settings.isGrouping {
            try beginGroup()
            if settings.showsRepeated { try write(first) }
          }
          try write(line)
        }
        continue
      }
      if count > 0 { try end(first, count, writesEach) }
      swap(&first, &line)
      count = 1
      if settings.isGrouping {
        try beginGroup()
        try write(first)
      }
    }
    if count > 0 { try end(first, count, writesEach) }
    if hasWritten && settings.isGrouping
      && (settings.groups == .append || settings.groups == .both)
    {
      try output.write(settings.delimiter)
    }
  }

  private func beginGroup() throws {
    let isSeparated =
      settings.groups == .prepend || settings.groups == .both
      || (hasWritten && settings.groups != .none)
    if isSeparated { try output.write(settings.delimiter) }
    hasWritten = true
  }

  private func end(_ line: borrowing ByteBuffer, _ count: Int, _ writesEach: Bool) throws {
    if writesEach { return }
    guard count > 1 ? settings.showsRepeated : settings.showsUnique else { return }
    if settings.showsCount {
      let digits = ByteString(count)
      try output.write(ByteString(repeating: 32, count: 7 - digits.count) + digits + " ")
    }
    try write(line)
  }

  private func write(_ line: borrowing ByteBuffer) throws {
    try output.write(line)
    try output.write(settings.delimiter)
  }
}
