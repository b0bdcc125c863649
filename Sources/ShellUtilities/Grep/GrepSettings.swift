import ShellBytes
import ShellCommand
import ShellPatterns
import ShellSystem

/// What grep's options ask for.
struct GrepSettings {
  enum Kind { case basic, extended, fixed, perl }
  enum Listing { case none, matching, notMatching }
  enum Directories { case read, skip, recurse }
  enum BinaryFiles { case binary, text, withoutMatch }

  var kind: Kind
  var patterns: [ByteString] = []
  /// Whether no line can be selected, so that no file has to be read.
  var selectsNothing: Bool {
    if !isInverted { return patterns.isEmpty }
    return !isWholeLine && !isWholeWord && !patterns.isEmpty && patterns.allSatisfy(\.isEmpty)
  }
  var ignoresCase = false
  var isWholeWord = false
  var isWholeLine = false
  var isInverted = false
  var isQuiet = false
  var isSilent = false
  var isCount = false
  var listing = Listing.none
  var isOnlyMatching = false
  var maximum = Int.max
  var showsNumber = false
  var showsOffset = false
  var showsName = false
  var alignsTabs = false
  var endsNamesWithNUL = false
  var delimiter: UInt8 = 10
  var before = 0
  var after = 0
  /// Whether context was asked for, be it of no lines.
  var hasContext = false
  var separator: ByteString? = "--"
  var colors: GrepColors?
  var isLineBuffered = false
  var label: ByteString = "(standard input)"
  var binaryFiles = BinaryFiles.binary
  var directories = Directories.read
  var followsLinks = false
  var skipsDevices = false
  var readsDevices = false
  var files = GrepFileFilter()
  var encoding = CharacterEncoding.bytes
  var operands: [ByteString] = []

  init(kind: Kind) { self.kind = kind }

  private static let letters: ByteString =
    "0123456789EFGPUVA:B:C:D:HILRTZabcd:e:f:hilm:noqrsuvwxyz"

  private static let long: [Arguments.Long] = [
    "basic-regexp G", "extended-regexp E", "fixed-regexp F", "fixed-strings F", "perl-regexp P",
    "after-context= A", "before-context= B", "context= C", "regexp= e", "file= f",
    "ignore-case i", "no-ignore-case", "invert-match v", "word-regexp w", "line-regexp x",
    "count c", "color=?", "colour=?", "files-without-match L", "files-with-matches l",
    "max-count= m", "only-matching o", "quiet q", "silent q", "no-messages s", "byte-offset b",
    "with-filename H", "no-filename h", "label=", "line-number n", "line-buffered",
    "initial-tab T", "null Z", "null-data z", "binary U", "unix-byte-offsets u", "text a",
    "binary-files=", "directories= d", "devices= D", "include=", "exclude=", "exclude-from=",
    "exclude-dir=", "recursive r", "dereference-recursive R", "group-separator=",
    "no-group-separator", "version V", "help",
  ]

  mutating func read(_ context: CommandContext) throws {
    let arguments = try context.parseArguments(
      options: GrepSettings.letters, long: GrepSettings.long)
    encoding = context.encoding
    var names: Bool?
    var digits: ByteString = ""
    var contexts: (before: Int?, after: Int?, both: Int?) = (nil, nil, nil)
    var patternTexts: [ByteString] = []
    var hasPatterns = false
    for option in arguments.options {
      let value = option.value ?? ""
      switch option.letter {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits.append(option.letter)
        contexts.both = try count(digits, "invalid context length argument")
        continue
      case UInt8(ascii: "E"): kind = .extended
      case UInt8(ascii: "F"): kind = .fixed
      case UInt8(ascii: "G"): kind = .basic
      case UInt8(ascii: "P"): kind = .perl
      case UInt8(ascii: "A"): contexts.after = try count(value, "invalid context length argument")
      case UInt8(ascii: "B"):
        contexts.before = try count(value, "invalid context length argument")
      case UInt8(ascii: "C"): contexts.both = try count(value, "invalid context length argument")
      case UInt8(ascii: "H"): names = true
      case UInt8(ascii: "h"): names = false
      case UInt8(ascii: "I"): binaryFiles = .withoutMatch
      case UInt8(ascii: "a"): binaryFiles = .text
      case UInt8(ascii: "L"): listing = .notMatching
      case UInt8(ascii: "l"): listing = .matching
      case UInt8(ascii: "R"): (directories, followsLinks) = (.recurse, true)
      case UInt8(ascii: "r"): (directories, followsLinks) = (.recurse, false)
      case UInt8(ascii: "T"): alignsTabs = true
      case UInt8(ascii: "Z"): endsNamesWithNUL = true
      case UInt8(ascii: "z"): delimiter = 0
      case UInt8(ascii: "b"): showsOffset = true
      case UInt8(ascii: "c"): isCount = true
      case UInt8(ascii: "e"):
        hasPatterns = true
        patternTexts += value.split(at: 10)
      case UInt8(ascii: "f"):
        hasPatterns = true
        patternTexts += try GrepSettings.lines(of: value, context)
      case UInt8(ascii: "i"), UInt8(ascii: "y"): ignoresCase = true
      case UInt8(ascii: "m"): maximum = try maximum(value)
      case UInt8(ascii: "n"): showsNumber = true
      case UInt8(ascii: "o"): isOnlyMatching = true
      case UInt8(ascii: "q"): isQuiet = true
      case UInt8(ascii: "s"): isSilent = true
      case UInt8(ascii: "v"): isInverted = true
      case UInt8(ascii: "w"): isWholeWord = true
      case UInt8(ascii: "x"): isWholeLine = true
      case UInt8(ascii: "d"): directories = try directories(value)
      case UInt8(ascii: "D"): try setDevices(value)
      case UInt8(ascii: "V"): throw UtilityError.Usage("unrecognized option '--version'")
      case 0: try readLong(option.long, value, option.value == nil, context)
      default: break
      }
      digits = ""
    }
    var operands = arguments.operands
    if !hasPatterns {
      guard !operands.isEmpty else { throw GrepSettings.usage() }
      patternTexts = operands.removeFirst().split(at: 10)
    }
    patterns = patternTexts
    self.operands = operands
    hasContext = contexts.before != nil || contexts.after != nil || contexts.both != nil
    before = contexts.before ?? contexts.both ?? 0
    after = contexts.after ?? contexts.both ?? 0
    let isTree = directories == .recurse && isTreeSearch(context)
    showsName = names ?? (operands.count > 1 || isTree)
  }

  /// With one operand, names are shown when it is a directory that is searched.
  private func isTreeSearch(_ context: CommandContext) -> Bool {
    guard let only = operands.first else { return true }
    return context.files.isDirectory(context.path(only))
  }

  /// What grep says when there is nothing to look for.
  private static func usage() -> UtilityError {
    UtilityError(
      "", status: 2,
      hint: """
        Usage: grep [OPTION]... PATTERNS [FILE]...
        Try 'grep --help' for more information.
        """)
  }

  private mutating func readLong(
    _ name: ByteString, _ value: ByteString, _ isBare: Bool, _ context: CommandContext
  ) throws {
    switch name {
    case "no-ignore-case": ignoresCase = false
    case "label": label = value
    case "line-buffered": isLineBuffered = true
    case "color", "colour":
      switch isBare ? "auto" : value {
      case "always", "yes", "force": colors = GrepColors(context.environment["GREP_COLORS"])
      case "never", "no", "none": colors = nil
      case "auto", "tty", "if-tty":
        let isTerminal = context.output.file.isTerminal && context.environment["TERM"] != "dumb"
        colors = isTerminal ? GrepColors(context.environment["GREP_COLORS"]) : nil
      default: throw UtilityError.Usage("invalid argument '\(value)' for '--\(name)'")
      }
    case "binary-files":
      switch value {
      case "binary": binaryFiles = .binary
      case "text": binaryFiles = .text
      case "without-match": binaryFiles = .withoutMatch
      default: throw UtilityError("unknown binary-files type", status: 2)
      }
    case "include": files.add(value, isIncluded: true)
    case "exclude": files.add(value, isIncluded: false)
    case "exclude-from":
      for line in try GrepSettings.lines(of: value, context) where !line.isEmpty {
        files.add(line, isIncluded: false)
      }
    case "exclude-dir": files.addDirectory(value)
    case "group-separator": separator = value
    case "no-group-separator": separator = nil
    default: throw UtilityError.Usage("unrecognized option '--\(name)'")
    }
  }

  private func count(_ text: ByteString, _ message: ByteString) throws -> Int {
    let isNumber = !text.isEmpty && text.allSatisfy(\.isASCIIDigit)
    guard isNumber else { throw UtilityError("\(text): \(message)", status: 2) }
    return text.decimalInteger ?? Int.max
  }

  private func maximum(_ text: ByteString) throws -> Int {
    guard let number = text.decimalInteger else {
      throw UtilityError("invalid max count", status: 2)
    }
    return number < 0 ? Int.max : number
  }

  private func directories(_ value: ByteString) throws -> Directories {
    switch value {
    case "read": return .read
    case "skip": return .skip
    case "recurse": return .recurse
    default: throw UtilityError.Usage("invalid argument '\(value)' for '--directories'")
    }
  }

  private mutating func setDevices(_ value: ByteString) throws {
    switch value {
    case "read": (readsDevices, skipsDevices) = (true, false)
    case "skip": (readsDevices, skipsDevices) = (false, true)
    default: throw UtilityError("unknown devices method", status: 2)
    }
  }

  /// The lines of a file of patterns; a newline at its end begins no further one.
  private static func lines(
    of name: ByteString, _ context: CommandContext
  ) throws -> [ByteString] {
    let text: ByteString
    do {
      text = try ByteReader(try context.open(name), gate: context.gate).readAll()
    } catch let error as Errno {
      throw UtilityError(name, error, status: 2)
    }
    if text.isEmpty { return [] }
    return (text.last == 10 ? text.dropLast() : text).split(at: 10)
  }
}

/// Which files `--include`, `--exclude` and `--exclude-dir` leave.
struct GrepFileFilter {
  private var rules: [(glob: Glob, isIncluded: Bool)] = []
  private var directories: [Glob] = []

  mutating func add(_ pattern: ByteString, isIncluded: Bool) {
    rules.append((Glob(pattern), isIncluded))
  }

  /// Slashes at the end are of no account.
  mutating func addDirectory(_ pattern: ByteString) {
    var end = pattern.count
    while end > 1 && pattern[end - 1] == UInt8(ascii: "/") { end -= 1 }
    directories.append(Glob(pattern.prefix(end)))
  }

  /// The last rule that fits decides; without one, a first rule that includes leaves nothing else.
  func excludes(_ name: ByteString, isOperand: Bool) -> Bool {
    guard let first = rules.first else { return false }
    for rule in rules.reversed() where fits(rule.glob, name, isOperand) {
      return !rule.isIncluded
    }
    return first.isIncluded
  }

  func excludesDirectory(_ name: ByteString, isOperand: Bool) -> Bool {
    directories.contains { fits($0, name, isOperand) }
  }

  /// An operand is looked at as a whole and from behind each of its slashes.
  private func fits(_ glob: Glob, _ name: ByteString, _ isOperand: Bool) -> Bool {
    if name.withBytes({ glob.matches($0) }) { return true }
    guard isOperand else { return false }
    var at = 0
    while let slash = name.firstIndex(of: UInt8(ascii: "/"), from: at) {
      at = slash + 1
      if name.dropFirst(at).withBytes({ glob.matches($0) }) { return true }
    }
    return false
  }
}
