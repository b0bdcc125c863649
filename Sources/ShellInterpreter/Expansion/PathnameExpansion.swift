import ShellBytes
import ShellCommand
import ShellPatterns
import ShellSyntax
import ShellSystem

/// What was read of directories during the expansion of one word, so that each is read once.
struct DirectoryListings {
  var entries: [ByteString: [DirectoryEntry]] = [:]
}

/// Pathname expansion (XCU 2.14.3).
extension Interpreter {
  /// Pushes the names that match a pattern, sorted.
  /// - Returns: false when there is none.
  mutating func pushPathnames(
    _ pattern: ByteString, _ listings: inout DirectoryListings
  ) throws(ShellError) -> Bool {
    var found: [ByteString] = []
    let components = Interpreter.components(pattern)
    var prefix: ByteString = ""
    var index = 0
    if pattern.first == UInt8(ascii: "/") {
      let slashes = pattern.prefix { $0 == UInt8(ascii: "/") }.count
      prefix = ByteString(repeating: UInt8(ascii: "/"), count: slashes)
      index = 0
    }
    try expandComponents(components, index, prefix, &found, &listings, depth: 0)
    if found.isEmpty { return false }
    if let ignored = value(Slot.globIgnore), !ignored.isEmpty {
      let patterns = Glob.split(ignored, at: UInt8(ascii: ":"), options: globOptions).map {
        host.glob($0, globOptions, encoding)
      }
      found.removeAll { name in
        name == "." || name == ".." || patterns.contains { $0.matches(name) }
      }
      if found.isEmpty { return false }
    }
    found.sortByBytes()
    for name in found { push(name) }
    return true
  }

  /// The parts between runs of slashes that are not quoted or in brackets, and the slashes that
  /// follow each.
  static func components(_ pattern: ByteString) -> [(text: ByteString, slashes: ByteString)] {
    var result: [(text: ByteString, slashes: ByteString)] = []
    var text = ByteString()
    var at = 0
    let bytes = Array(pattern)
    while at < bytes.count && bytes[at] == UInt8(ascii: "/") { at += 1 }
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "/") {
        var slashes = ByteString()
        while at < bytes.count && bytes[at] == UInt8(ascii: "/") {
          slashes.append(bytes[at])
          at += 1
        }
        result.append((text, slashes))
        text = ByteString()
      } else if bytes[at] == UInt8(ascii: "\\") && at + 1 < bytes.count {
        if bytes[at + 1] == UInt8(ascii: "/") {
          at += 1
          continue
        }
        text.append(bytes[at])
        text.append(bytes[at + 1])
        at += 2
      } else {
        text.append(bytes[at])
        at += 1
      }
    }
    if !text.isEmpty { result.append((text, "")) }
    return result
  }

  var globOptions: Glob.Options {
    var result: Glob.Options = []
    if options.contains(.extglob) || dialect == .bash && options.contains(.extglob) {
      result.insert(.extended)
    }
    if options.contains(.nocaseglob) { result.insert(.ignoresCase) }
    return result
  }

  private mutating func expandComponents(
    _ components: [(text: ByteString, slashes: ByteString)], _ index: Int, _ prefix: ByteString,
    _ found: inout [ByteString], _ listings: inout DirectoryListings, depth: Int
  ) throws(ShellError) {
    if index == components.count {
      if prefix.isEmpty { return }
      found.append(prefix)
      return
    }
    if gate.needsAttention, gate.cancellation != nil { return }
    let (text, slashes) = components[index]
    let isLast = index == components.count - 1
    if text == "**" && options.contains(.globstar) {
      // Adjacent ones are one.
      if !isLast && components[index + 1].text == "**" {
        try expandComponents(components, index + 1, prefix, &found, &listings, depth: depth)
        return
      }
      if isLast && slashes.isEmpty {
        // A directory on the way is found as a name; one that is written before the first pattern
        // is found with its `/`.
        let isWritten = components[..<index].allSatisfy {
          !Glob.isPattern($0.text, options: globOptions)
        }
        // What is text alone was not looked for.
        let before = components[..<index].last { $0.text != "**" }
        let isText = before.map { !Glob.isPattern($0.text, options: globOptions) } ?? false
        if !prefix.isEmpty, !isText || host.files.isDirectory(Path.join(directory, prefix)) {
          found.append(depth == 0 && isWritten ? prefix : prefix.dropLast())
        }
      } else {
        try expandComponents(
          components, index + 1, prefix, &found, &listings, depth: depth)
      }
      guard depth < 200 else { return }
      for entry in list(prefix, &listings) {
        if entry.name.first == UInt8(ascii: ".") && !options.contains(.dotglob) { continue }
        let path = prefix + entry.name
        let isDirectory =
          entry.kind == .directory
          || entry.kind == nil
            && (try? host.files.status(Path.join(directory, path), followLinks: false))?.kind
              == .directory
        if isDirectory {
          try expandComponents(
            components, index, path + "/", &found, &listings, depth: depth + 1)
        } else if isLast && slashes.isEmpty {
          found.append(path)
        } else if isLast && entry.kind == .symbolicLink
          && host.files.isDirectory(Path.join(directory, path))
        {
          // It is a directory, but not on the way.
          found.append(path + slashes)
        }
      }
      return
    }
    if !Glob.isPattern(text, options: globOptions) {
      // Text alone: it has to exist where it ends the path, or lead on.
      let name = Interpreter.unquoted(text)
      let path = prefix + name
      if isLast {
        if (try? host.files.status(Path.join(directory, path), followLinks: false)) != nil {
          if slashes.isEmpty || host.files.isDirectory(Path.join(directory, path)) {
            found.append(path + slashes)
          }
        }
      } else {
        try expandComponents(
          components, index + 1, path + slashes, &found, &listings, depth: depth)
      }
      return
    }
    let filter = NameFilter(
      text, host, globOptions, encoding, matchesDotFiles: options.contains(.dotglob))
    for entry in list(prefix, &listings) where filter.matches(entry.name) {
      let path = prefix + entry.name
      if slashes.isEmpty {
        found.append(path)
      } else if entry.kind == .directory
        || (entry.kind == nil || entry.kind == .symbolicLink)
          && host.files.isDirectory(Path.join(directory, path))
      {
        try expandComponents(
          components, index + 1, path + slashes, &found, &listings, depth: depth)
      }
    }
  }

  private mutating func list(
    _ prefix: ByteString, _ listings: inout DirectoryListings
  ) -> [DirectoryEntry] {
    let path = prefix.isEmpty ? directory : Path.join(directory, prefix)
    if let known = listings.entries[path] { return known }
    var entries = (try? host.files.entries(path)) ?? []
    if !options.contains(.globskipdots) {
      entries.append(DirectoryEntry(name: ".", kind: .directory))
      entries.append(DirectoryEntry(name: "..", kind: .directory))
    }
    listings.entries[path] = entries
    return entries
  }

  /// A pattern's text without its backslashes.
  static func unquoted(_ text: ByteString) -> ByteString {
    guard text.contains(UInt8(ascii: "\\")) else { return text }
    var result = ByteString()
    var isQuoted = false
    for byte in text {
      if byte == UInt8(ascii: "\\") && !isQuoted {
        isQuoted = true
      } else {
        result.append(byte)
        isQuoted = false
      }
    }
    if isQuoted { result.append(UInt8(ascii: "\\")) }
    return result
  }
}

/// A component of a path pattern: it holds no slash.
private struct NameFilter {
  private let affixes: AffixPattern?
  private let glob: Glob?
  /// Whether a leading dot needs no dot in the pattern.
  private let matchesDotFiles: Bool

  init(
    _ text: ByteString, _ host: Host, _ options: Glob.Options, _ encoding: CharacterEncoding,
    matchesDotFiles: Bool
  ) {
    affixes = options.contains(.ignoresCase) ? nil : AffixPattern(text)
    let glob = affixes == nil ? host.glob(text, options, encoding) : nil
    self.glob = glob
    self.matchesDotFiles = matchesDotFiles
  }

  /// `.` and `..`, which are matched by name alone.
  private static func isDots(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    name.count <= 2 && name.allSatisfy { $0 == UInt8(ascii: ".") }
  }

  func matches(_ name: ByteString) -> Bool {
    name.withBytes { bytes in
      if bytes.first == UInt8(ascii: "."), !matchesDotFiles || NameFilter.isDots(bytes) {
        if let affixes, affixes.prefix.first != UInt8(ascii: ".") { return false }
        if let glob { return glob.matchesDot(bytes) }
      }
      return affixes?.matches(bytes) ?? glob?.matches(bytes) ?? false
    }
  }
}

extension Glob {
  func matches(_ text: ByteString) -> Bool { text.withBytes { matches($0) } }
}
