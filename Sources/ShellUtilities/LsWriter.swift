import ShellBytes
import ShellCommand
import ShellSystem

/// Writes the entries of one listing in the chosen form.
struct LsWriter {
  private let context: CommandContext
  private let style: LsStyle
  private let zone: TimeZone
  private let now: Int
  private var users: [UInt32: ByteString] = [:]
  private var groups: [UInt32: ByteString] = [:]
  private var hasWrittenColour = false

  init(_ context: CommandContext, _ style: LsStyle) {
    self.context = context
    self.style = style
    zone = TimeZone(name: context.environment["TZ"])
    now = context.clock.wall()
  }

  /// - Parameters:
  ///   - isDirectory: whether these are a directory's contents, with a total before them.
  ///   - others: operands that are listed later; columns are as wide as they need, too.
  mutating func write(
    _ entries: [LsEntry], isDirectory: Bool, others: [LsEntry] = []
  ) throws {
    if isDirectory && (style.form == .long || style.showsBlocks) {
      let blocks = entries.reduce(0) { $0 &+ $1.status.blocks }
      try context.output.write("total \(size(blocks: blocks))\n")
    }
    switch style.form {
    case .long: try writeLong(entries, others)
    case .lines:
      let prefixes = self.prefixes(entries)
      for (entry, prefix) in zip(entries, prefixes) {
        try context.output.write(prefix + shown(entry))
        try context.output.write(style.end)
      }
    case .commas: try writeCommas(entries)
    case .columns, .rows: try writeColumns(entries)
    }
  }

  // MARK: Parts

  private func size(blocks: Int) -> ByteString {
    style.isHuman ? LsWriter.human(blocks &* 512, style.humanUnit) : ByteString((blocks + 1) / 2)
  }

  /// `4.0K`: rounded up, with a digit behind the point below 10.
  static func human(_ bytes: Int, _ unit: Int) -> ByteString {
    if bytes < unit { return ByteString(bytes) }
    let letters: ByteString = unit == 1000 ? "kMGTPE" : "KMGTPE"
    var divisor = unit
    var power = 0
    while power < letters.count - 1, bytes / divisor >= unit {
      divisor *= unit
      power += 1
    }
    while true {
      let letter = ByteString([letters[power]])
      let (whole, rest) = bytes.quotientAndRemainder(dividingBy: divisor)
      let tenths = whole * 10 + (rest * 10 + divisor - 1) / divisor
      if tenths < 100 { return "\(tenths / 10).\(tenths % 10)\(letter)" }
      let rounded = whole + (rest > 0 ? 1 : 0)
      if rounded < unit || power == letters.count - 1 { return "\(rounded)\(letter)" }
      divisor *= unit
      power += 1
    }
  }

  private func pad(_ text: ByteString, _ width: Int) -> ByteString {
    ByteString(repeating: 32, count: width - text.count) + text
  }

  /// Inode and blocks before each name, aligned.
  private func prefixes(_ entries: [LsEntry]) -> [ByteString] {
    guard style.showsInode || style.showsBlocks else {
      return [ByteString](repeating: "", count: entries.count)
    }
    let inodes = entries.map { ByteString("\($0.status.inode)") }
    let blocks = entries.map { size(blocks: $0.status.blocks) }
    let isAligned = style.form != .commas
    let inodeWidth = isAligned ? inodes.map(\.count).max() ?? 0 : 0
    let blockWidth = isAligned ? blocks.map(\.count).max() ?? 0 : 0
    return entries.indices.map { index in
      (style.showsInode ? pad(inodes[index], inodeWidth) + " " : "")
        + (style.showsBlocks ? pad(blocks[index], blockWidth) + " " : "")
    }
  }

  private mutating func shown(_ entry: LsEntry) -> ByteString {
    coloured(style.quoted(entry.name), entry.status) + mark(entry.status)
  }

  private func mark(_ status: FileStatus) -> ByteString {
    if style.marks == .none { return "" }
    switch status.kind {
    case .directory: return "/"
    case .symbolicLink: return style.marks == .slash ? "" : style.form == .long ? "" : "@"
    case .fifo: return style.marks == .slash ? "" : "|"
    case .socket: return style.marks == .slash ? "" : "="
    case .regular: return style.marks == .all && status.permissions & 0o111 != 0 ? "*" : ""
    default: return ""
    }
  }

  private mutating func coloured(_ name: ByteString, _ status: FileStatus) -> ByteString {
    guard style.isColoured, let colour = LsWriter.colour(status) else { return name }
    let start: ByteString = hasWrittenColour ? "" : "\u{1B}[0m"
    hasWrittenColour = true
    return "\(start)\u{1B}[\(colour)m\(name)\u{1B}[0m"
  }

  private static func colour(_ status: FileStatus) -> ByteString? {
    let mode = status.permissions
    switch status.kind {
    case .directory:
      if mode & 0o1002 == 0o1002 { return "30;42" }
      if mode & 0o2 != 0 { return "34;42" }
      return mode & 0o1000 != 0 ? "37;44" : "01;34"
    case .symbolicLink: return "01;36"
    case .fifo: return "33"
    case .socket: return "01;35"
    case .blockDevice, .characterDevice: return "01;33"
    case .regular:
      if mode & 0o4000 != 0 { return "37;41" }
      if mode & 0o2000 != 0 { return "30;43" }
      return mode & 0o111 != 0 ? "01;32" : nil
    case .unknown: return nil
    }
  }

  // MARK: The long form

  private mutating func user(_ id: UInt32) -> ByteString {
    if style.isNumeric { return "\(id)" }
    if let known = users[id] { return known }
    let name = User(id: id)?.name ?? "\(id)"
    users[id] = name
    return name
  }

  private mutating func group(_ id: UInt32) -> ByteString {
    if style.isNumeric { return "\(id)" }
    if let known = groups[id] { return known }
    let name = User.groupName(id) ?? "\(id)"
    groups[id] = name
    return name
  }

  private func time(_ status: FileStatus) -> ByteString {
    let moment = style.moment(status)
    let (seconds, rest) = GregorianCalendar.floorDivide(moment, by: 1_000_000_000)
    // Half a mean Gregorian year.
    let isRecent = moment <= now && now &- moment < 15_778_476 * 1_000_000_000
    let format = isRecent ? style.timeFormats.recent : style.timeFormats.old
    return zone.calendarTime(at: seconds)?.formatted(format, nanoseconds: rest)
      ?? ByteString(seconds)
  }

  private mutating func writeLong(_ shownEntries: [LsEntry], _ others: [LsEntry]) throws {
    let entries = shownEntries + others
    let prefixes = self.prefixes(entries)
    let links = entries.map { ByteString("\($0.status.linkCount)") }
    let owners = entries.map { user($0.status.owner) }
    let groups = entries.map { group($0.status.group) }
    let isDevice = entries.map {
      $0.status.kind == .characterDevice || $0.status.kind == .blockDevice
    }
    let minors = entries.map { ByteString("\($0.status.specialMinor)") }
    let majors = entries.map { ByteString("\($0.status.specialMajor)") }
    func widest(_ texts: [ByteString]) -> Int { texts.map(\.count).max() ?? 0 }
    let minorWidth = widest(zip(minors, isDevice).filter(\.1).map(\.0))
    let majorWidth = widest(zip(majors, isDevice).filter(\.1).map(\.0))
    let sizes = entries.indices.map { index -> ByteString in
      if isDevice[index] {
        return pad(majors[index], majorWidth) + ", " + pad(minors[index], minorWidth)
      }
      let size = entries[index].status.size
      return style.isHuman ? LsWriter.human(size, style.humanUnit) : ByteString(size)
    }
    let times = entries.map { time($0.status) }
    let linkWidth = widest(links)
    let ownerWidth = widest(owners)
    let groupWidth = widest(groups)
    let sizeWidth = widest(sizes)
    func column(_ text: ByteString, _ width: Int) -> ByteString {
      if style.isNumeric { return pad(text, width) + " " }
      return text + ByteString(repeating: 32, count: width - text.count) + " "
    }
    for (index, entry) in shownEntries.enumerated() {
      var line = prefixes[index] + entry.status.modeText + " "
      line += pad(links[index], linkWidth) + " "
      if style.showsOwner { line += column(owners[index], ownerWidth) }
      if style.showsGroup { line += column(groups[index], groupWidth) }
      line += pad(sizes[index], sizeWidth) + " " + times[index] + " " + shown(entry)
      if let target = entry.target {
        line += " -> "
        if let end = entry.targetStatus {
          line += style.quoted(target) + mark(end)
        } else {
          line += style.quoted(target)
        }
      }
      try context.output.write(line)
      try context.output.write(style.end)
    }
  }

  // MARK: Several names a line

  private mutating func writeCommas(_ entries: [LsEntry]) throws {
    var column = 0
    let prefixes = self.prefixes(entries)
    for (index, entry) in entries.enumerated() {
      let name = prefixes[index] + shown(entry)
      let length = columns(name)
      if index > 0 {
        if column + length + 2 < style.width {
          try context.output.write(", ")
          column += 2
        } else {
          try context.output.write(",\n")
          column = 0
        }
      }
      try context.output.write(name)
      column += length
    }
    if !entries.isEmpty { try context.output.write(10) }
  }

  /// Columns on a terminal, colours left out.
  private func columns(_ text: ByteString) -> Int {
    guard style.isColoured else { return context.encoding.count(text) }
    var plain = ByteString()
    var isEscape = false
    for byte in text {
      if byte == 27 { isEscape = true }
      if !isEscape { plain.append(byte) }
      if byte == UInt8(ascii: "m") { isEscape = false }
    }
    return context.encoding.count(plain)
  }

  private mutating func writeColumns(_ entries: [LsEntry]) throws {
    if entries.isEmpty { return }
    let prefixes = self.prefixes(entries)
    var names: [ByteString] = []
    for (index, entry) in entries.enumerated() { names.append(prefixes[index] + shown(entry)) }
    let lengths = names.map { columns($0) }
    let isAcross = style.form == .rows
    let layout = LsWriter.layout(lengths, width: style.width, isAcross: isAcross)
    let rowCount = (names.count + layout.count - 1) / layout.count
    for row in 0..<rowCount {
      var position = 0
      for column in 0..<layout.count {
        let index = isAcross ? row * layout.count + column : column * rowCount + row
        guard index < names.count else { break }
        try context.output.write(names[index])
        let next = isAcross ? index + 1 : index + rowCount
        let isLast = column == layout.count - 1 || next >= names.count
        if isLast { break }
        try indent(from: position + lengths[index], to: position + layout[column])
        position += layout[column]
      }
      try context.output.write(10)
    }
  }

  /// The widths of the most columns that fit.
  private static func layout(_ lengths: [Int], width: Int, isAcross: Bool) -> [Int] {
    var count = min(lengths.count, max(1, width / 3))
    while count > 1 {
      let rows = (lengths.count + count - 1) / count
      var widths = [Int](repeating: 3, count: count)
      for (index, length) in lengths.enumerated() {
        let column = isAcross ? index % count : index / rows
        let isLast = column == count - 1
        widths[column] = max(widths[column], length + (isLast ? 0 : 2))
      }
      if widths.reduce(0, +) < width { return widths }
      count -= 1
    }
    return [lengths.max() ?? 0]
  }

  /// Blanks, with tabs where they reach as far.
  private func indent(from: Int, to: Int) throws {
    var position = from
    while position < to {
      if to / 8 > (position + 1) / 8 {
        try context.output.write(9)
        position += 8 - position % 8
      } else {
        try context.output.write(32)
        position += 1
      }
    }
  }
}
