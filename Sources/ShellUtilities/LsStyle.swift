import ShellBytes
import ShellCommand
import ShellPatterns
import ShellSystem

/// What of files `ls` shows, in which order and form.
struct LsStyle {
  enum Form { case lines, columns, rows, commas, long }
  enum Order { case name, time, size, none, suffix, version }
  enum Marks { case none, slash, types, all }
  enum Time { case modified, accessed, changed }
  enum Quoting { case literal, shell, always, c, escape }

  var form: Form
  var order = Order.name
  var marks = Marks.none
  var time = Time.modified
  var quoting: Quoting
  var hidesControls: Bool
  var isReversed = false
  var isRecursive = false
  var isHuman = false
  var humanUnit = 1024
  var showsDots = false
  var showsHidden = false
  var showsInode = false
  var showsBlocks = false
  var showsOwner = true
  var showsGroup = true
  var isNumeric = false
  var listsDirectoriesThemselves = false
  var followsAll = false
  var followsOperands = false
  var directoriesFirst = false
  var width = 80
  var end: UInt8 = 10
  var isColoured = false
  /// strftime formats for times long ago and of the last six months.
  var timeFormats: (old: ByteString, recent: ByteString) = ("%b %e  %Y", "%b %e %H:%M")
  private var hidesBackups = false
  private var isTimeChosen = false
  private var isOrderChosen = false
  private let isTerminal: Bool
  private let knowsColours: Bool

  init(_ context: CommandContext) {
    isTerminal = context.output.file.isTerminal
    form = isTerminal ? .columns : .lines
    knowsColours = LsStyle.knowsColours(context.environment)
    quoting = isTerminal ? .shell : .literal
    hidesControls = isTerminal
    if let columns = context.environment["COLUMNS"]?.decimalInteger, columns > 0 {
      width = columns
    } else if let descriptor = context.output.file.descriptor,
      let size = Terminal.size(descriptor), size.columns > 0
    {
      width = size.columns
    }
  }

  /// GNU's `ls` has no colours for a terminal that it does not know.
  private static func knowsColours(_ environment: Environment) -> Bool {
    if environment["LS_COLORS"]?.isEmpty == false { return true }
    if environment["COLORTERM"]?.isEmpty == false { return true }
    let terminal = environment["TERM"] ?? ""
    let known: [ByteString] = [
      "ansi", "con", "cygwin", "eterm", "gnome", "hurd", "jfbterm", "konsole", "kterm", "linux",
      "mlterm", "putty", "rxvt", "screen", "st", "terminator", "tmux", "vt100", "xterm",
      "alacritty", "foot",
    ]
    return known.contains { terminal.asciiLowercased.hasPrefix($0) }
      || terminal.firstRange(of: "color") != nil
  }

  /// Links named as operands are followed to directories, unless they are shown as links.
  var followsDirectoryOperands: Bool { form != .long && marks != .all }
  /// Whether links are looked through for what is shown beside their name.
  var needsTargets: Bool { form == .long || marks == .all || isColoured || directoriesFirst }

  mutating func take(_ option: Arguments.Option) throws {
    switch option.letter {
    case UInt8(ascii: "a"): (showsDots, showsHidden) = (true, true)
    case UInt8(ascii: "A"): (showsDots, showsHidden) = (false, true)
    case UInt8(ascii: "b"): quoting = .escape
    case UInt8(ascii: "B"): hidesBackups = true
    case UInt8(ascii: "c"): (time, isTimeChosen) = (.changed, true)
    case UInt8(ascii: "u"): (time, isTimeChosen) = (.accessed, true)
    case UInt8(ascii: "C"): form = .columns
    case UInt8(ascii: "x"): form = .rows
    case UInt8(ascii: "m"): form = .commas
    case UInt8(ascii: "l"): form = .long
    case UInt8(ascii: "1"): if form != .long { form = .lines }
    case UInt8(ascii: "d"): listsDirectoriesThemselves = true
    case UInt8(ascii: "f"): (showsDots, showsHidden, order) = (true, true, .none)
    case UInt8(ascii: "F"): marks = .all
    case UInt8(ascii: "p"): marks = .slash
    case UInt8(ascii: "g"): (form, showsOwner) = (.long, false)
    case UInt8(ascii: "o"): (form, showsGroup) = (.long, false)
    case UInt8(ascii: "G"): showsGroup = false
    case UInt8(ascii: "n"): (form, isNumeric) = (.long, true)
    case UInt8(ascii: "h"): (isHuman, humanUnit) = (true, 1024)
    case UInt8(ascii: "H"): followsOperands = true
    case UInt8(ascii: "L"): followsAll = true
    case UInt8(ascii: "i"): showsInode = true
    // Blocks are kibibytes already; tabs stay at 8; there are no contexts.
    case UInt8(ascii: "k"), UInt8(ascii: "T"), UInt8(ascii: "Z"): break
    case UInt8(ascii: "s"): showsBlocks = true
    case UInt8(ascii: "N"): (quoting, hidesControls) = (.literal, false)
    case UInt8(ascii: "q"): hidesControls = true
    case UInt8(ascii: "Q"): quoting = .c
    case UInt8(ascii: "r"): isReversed = true
    case UInt8(ascii: "R"): isRecursive = true
    case UInt8(ascii: "S"): setOrder(.size)
    case UInt8(ascii: "t"): setOrder(.time)
    case UInt8(ascii: "U"): setOrder(.none)
    case UInt8(ascii: "v"): setOrder(.version)
    case UInt8(ascii: "X"): setOrder(.suffix)
    case UInt8(ascii: "w"):
      guard let columns = option.value?.decimalInteger, columns >= 0 else {
        throw UtilityError("invalid line width: \((option.value ?? "").quoted)", status: 2)
      }
      width = columns == 0 ? Int.max : columns
    case UInt8(ascii: "I"): ignored.append(option.value ?? "")
    default: try takeLong(option)
    }
  }
  private var ignored: [ByteString] = []

  private mutating func setOrder(_ order: Order) {
    self.order = order
    isOrderChosen = true
  }

  private mutating func takeLong(_ option: Arguments.Option) throws {
    let value = option.value ?? ""
    func invalid() -> UtilityError.Usage {
      UtilityError.Usage("invalid argument \(value.quoted) for '--\(option.long)'")
    }
    switch option.long {
    case "color":
      switch option.value ?? "always" {
      case "always", "yes", "force": isColoured = knowsColours
      case "auto", "tty", "if-tty": isColoured = isTerminal && knowsColours
      case "never", "no", "none": isColoured = false
      default: throw invalid()
      }
    case "file-type": marks = .types
    case "full-time":
      form = .long
      try setTimeStyle("full-iso")
    case "group-directories-first": directoriesFirst = true
    case "si": (isHuman, humanUnit) = (true, 1000)
    case "time-style": try setTimeStyle(value)
    case "zero":
      end = 0
      if form != .long { form = .lines }
      (quoting, hidesControls) = (.literal, false)
    case "sort":
      let orders: [ByteString: Order] = [
        "none": .none, "time": .time, "size": .size, "extension": .suffix, "version": .version,
        "name": .name,
      ]
      guard let order = orders[value] else { throw invalid() }
      setOrder(order)
    case "time":
      switch value {
      case "atime", "access", "use": time = .accessed
      case "ctime", "status": time = .changed
      case "mtime", "modification": time = .modified
      default: throw invalid()
      }
      isTimeChosen = true
    case "format":
      let forms: [ByteString: Form] = [
        "single-column": .lines, "vertical": .columns, "across": .rows, "horizontal": .rows,
        "commas": .commas, "long": .long, "verbose": .long,
      ]
      guard let form = forms[value] else { throw invalid() }
      self.form = form
    case "indicator-style":
      let known: [ByteString: Marks] = [
        "none": .none, "slash": .slash, "file-type": .types, "classify": .all,
      ]
      guard let marks = known[value] else { throw invalid() }
      self.marks = marks
    case "quoting-style":
      let known: [ByteString: Quoting] = [
        "literal": .literal, "shell": .shell, "shell-escape": .shell, "shell-always": .always,
        "shell-escape-always": .always, "c": .c, "escape": .escape,
      ]
      guard let quoting = known[value] else { throw invalid() }
      self.quoting = quoting
    case "hide": ignored.append(value)
    case "show-control-chars": hidesControls = false
    default: throw UtilityError.Usage("unrecognized option '--\(option.long)'")
    }
  }

  private mutating func setTimeStyle(_ style: ByteString) throws {
    var style = style
    if style.hasPrefix("posix-") { style = style.dropFirst(6) }
    switch style {
    case "full-iso": timeFormats = ("%Y-%m-%d %H:%M:%S.%N %z", "%Y-%m-%d %H:%M:%S.%N %z")
    case "long-iso": timeFormats = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M")
    case "iso": timeFormats = ("%Y-%m-%d ", "%m-%d %H:%M")
    case "locale": timeFormats = ("%b %e  %Y", "%b %e %H:%M")
    default:
      guard style.first == UInt8(ascii: "+") else {
        throw UtilityError.Usage("invalid argument \(style.quoted) for 'time style'")
      }
      let lines = style.dropFirst().split(at: 10)
      timeFormats = (lines[0], lines.count > 1 ? lines[1] : lines[0])
    }
  }

  /// Whether a name is listed.
  func shows(_ name: ByteString) -> Bool {
    if name.first == UInt8(ascii: ".") && !showsHidden { return false }
    if hidesBackups && name.last == UInt8(ascii: "~") { return false }
    return !ignored.contains { pattern in
      let glob = Glob(pattern)
      return name.withBytes { glob.matches($0) }
    }
  }

  /// The time that is shown and sorted by.
  func moment(_ status: FileStatus) -> Int {
    switch time {
    case .modified: status.modified
    case .accessed: status.accessed
    case .changed: status.changed
    }
  }

  func sort(_ entries: inout [LsEntry]) {
    // `-u` and `-c` alone sort by that time, with `-l` they only show it.
    var order = order
    if isTimeChosen && !isOrderChosen && form != .long && order == .name { order = .time }
    if order != .none {
      entries.sort { left, right in
        let (l, r) = isReversed ? (right, left) : (left, right)
        switch order {
        case .time where moment(l.status) != moment(r.status):
          return moment(l.status) > moment(r.status)
        case .size where l.status.size != r.status.size: return l.status.size > r.status.size
        case .suffix where LsStyle.suffix(l.name) != LsStyle.suffix(r.name):
          return LsStyle.suffix(l.name) < LsStyle.suffix(r.name)
        case .version: return LsStyle.precedes(l.name, r.name)
        default: return l.name < r.name
        }
      }
    }
    if directoriesFirst {
      func isDirectory(_ entry: LsEntry) -> Bool {
        (entry.targetStatus ?? entry.status).kind == .directory
      }
      entries = entries.filter(isDirectory) + entries.filter { !isDirectory($0) }
    }
  }

  private static func suffix(_ name: ByteString) -> ByteString {
    name.lastIndex(of: UInt8(ascii: ".")).map { name.dropFirst($0) } ?? ""
  }

  /// Digits compare as numbers.
  private static func precedes(_ left: ByteString, _ right: ByteString) -> Bool {
    var (l, r) = (0, 0)
    while l < left.count && r < right.count {
      if left[l].isASCIIDigit && right[r].isASCIIDigit {
        func number(_ text: ByteString, _ at: inout Int) -> ByteString {
          while at < text.count - 1, text[at] == 48, text[at + 1].isASCIIDigit { at += 1 }
          let start = at
          while at < text.count, text[at].isASCIIDigit { at += 1 }
          return text.bytes(in: start..<at)
        }
        let (x, y) = (number(left, &l), number(right, &r))
        if x.count != y.count { return x.count < y.count }
        if x != y { return x < y }
      } else {
        if left[l] != right[r] { return left[l] < right[r] }
        l += 1
        r += 1
      }
    }
    return left.count - l < right.count - r
  }

  /// A name as it is shown.
  func quoted(_ name: ByteString) -> ByteString {
    var shown: ByteString
    switch quoting {
    case .literal: shown = name
    case .shell: return name.quotedIfNeeded
    case .always: return name.quoted
    case .c: return "\"" + LsStyle.escaped(name, quote: UInt8(ascii: "\"")) + "\""
    case .escape: return LsStyle.escaped(name, quote: 32)
    }
    if hidesControls {
      shown = ByteString(shown.map { $0 < 32 || $0 == 127 ? UInt8(ascii: "?") : $0 })
    }
    return shown
  }

  private static func escaped(_ name: ByteString, quote: UInt8) -> ByteString {
    var result = ByteString()
    for byte in name {
      switch byte {
      case quote, UInt8(ascii: "\\"): result += ByteString([UInt8(ascii: "\\"), byte])
      case 7...13: result += ByteString([UInt8(ascii: "\\"), ByteString("abtnvfr")[Int(byte) - 7]])
      case 0..<32, 127...255:
        result += ByteString([92, 48 + (byte >> 6), 48 + (byte >> 3 & 7), 48 + (byte & 7)])
      default: result.append(byte)
      }
    }
    return result
  }
}
