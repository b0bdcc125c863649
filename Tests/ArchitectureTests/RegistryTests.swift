import Testing

/// What adding a utility takes: a line in the registry, a file of its name, a usage line, a
/// `Source:` in its documentation, and tests.
@Suite("Registry")
struct RegistryTests {
  static let registry = "Sources/ShellUtilities/Registry.swift"

  /// The names behind the dots of the registry's lines.
  static let entries = SwiftCode(SourceTree.text(registry)).lines.compactMap { line -> String? in
    let text = line.drop { $0 == " " }
    guard text.first == ".", text.last == "," else { return nil }
    return text.dropFirst().dropLast().filter { $0 != "`" }
  }

  /// The lines of every file of the utilities, by its path.
  static let files = Dictionary(
    uniqueKeysWithValues: SourceTree.files(below: "Sources/ShellUtilities", endingIn: ".swift")
      .map { ($0, SourceTree.lines($0)) })

  static let tests = SourceTree.files(below: "Tests/ShellUtilitiesTests", endingIn: ".swift")
    .map { SourceTree.text($0) }

  @Test("the entries are sorted and each stands once")
  func entriesAreSorted() {
    #expect(Self.entries.count > 20)
    #expect(Set(Self.entries).count == Self.entries.count)
    #expect(Self.entries == Self.entries.sorted())
  }

  @Test("an entry has its file, usage, source and tests", arguments: entries)
  func entryIsComplete(entry: String) throws {
    let (path, lines) = try #require(
      Self.files.first { Self.declaration(of: entry, in: $0.value) != nil }, "no file declares it")
    let file = path.split(separator: "/").last ?? ""
    // A function that makes one of several, as for the checksums, may share a file.
    let isFamily = lines.contains { $0.hasSuffix("-> Utility {") }
    let declared = isFamily ? 2 : lines.count { SourceTree.holds($0, "= Utility(") }
    #expect(
      declared > 1 || file.lowercased() == entry.lowercased() + ".swift", "it is in \(path)")

    let place = try #require(Self.declaration(of: entry, in: lines))
    let declaration = lines[place...].prefix(6).joined()
    #expect(
      declaration.contains("usage:") || isFamily && lines.contains { $0.contains("usage:") },
      "\(path) gives no usage")
    let documentation = lines[..<place].reversed().prefix { $0.drop { $0 == " " }.hasPrefix("///") }
    #expect(!documentation.isEmpty, "\(path) does not document it")
    #expect(
      documentation.contains { $0.contains("- Source:") } || declared > 1,
      "\(path) does not say where the behaviour comes from")

    let name = Self.commandName(declaration) ?? entry
    #expect(
      Self.tests.contains { Self.names($0, name) }, "no test in Tests/ShellUtilitiesTests runs it")
  }

  /// The line that declares the entry.
  private static func declaration(of entry: String, in lines: [String]) -> Int? {
    lines.firstIndex { line in
      guard SourceTree.holds(line, "static let "), let range = line.firstRange(of: "static let ")
      else {
        return false
      }
      let name = line[range.upperBound...].filter { $0 != "`" }.prefix { $0 != " " && $0 != ":" }
      return name == entry && (line.contains("Utility") || line.contains("(\"\(entry)\""))
    }
  }

  /// The first literal of the declaration: the name that scripts use.
  private static func commandName(_ declaration: String) -> String? {
    let parts = declaration.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count > 2 ? String(parts[1]) : nil
  }

  /// Whether a test's text has a command line with `name` as a command.
  private static func names(_ text: String, _ name: String) -> Bool {
    for opening in ["\"", "| ", "; ", "$(", "(", " ", "\n"] {
      for closing in [" ", "\"", "\n", ")", ";", "\\"]
      where SourceTree.holds(text, opening + name + closing) {
        return true
      }
    }
    return false
  }
}
