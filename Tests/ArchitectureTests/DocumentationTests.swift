import Testing

/// What the documents say is there is there.
@Suite("Documentation")
struct DocumentationTests {
  static let documents =
    SourceTree.names("").filter { $0.hasSuffix(".md") }
    + SourceTree.files(below: "docs", endingIn: ".md")

  static let makeTargets = Set(
    SourceTree.lines("Makefile").compactMap { line -> String? in
      guard let colon = line.firstIndex(of: ":"), line.first != "\t", line.first != "." else {
        return nil
      }
      return String(line[..<colon])
    })

  @Test("a `make` command of a document is in the Makefile", arguments: documents)
  func makeCommandsExist(document: String) {
    for line in Self.code(document) {
      let words = line.split(separator: " ")
      guard words.first == "make", words.count > 1, !words[1].contains("=") else { continue }
      #expect(Self.makeTargets.contains(String(words[1])), "\(document): \(line)")
    }
  }

  @Test("the README's two commands are there")
  func readmeHasItsCommands() {
    #expect(Self.code("README.md").contains("make demo"))
    #expect(Self.code("README.md").contains("make test"))
  }

  @Test("a file that a document names exists", arguments: documents)
  func namedFilesExist(document: String) {
    let folder = document.split(separator: "/").dropLast().joined(separator: "/")
    for path in Self.links(document) {
      let below = folder.isEmpty ? path : folder + "/" + path
      #expect(SourceTree.exists(below), "\(document) links to \(path)")
    }
    let places = ["Sources/", "Tests/", "scripts/", "docs/", "examples/", "Grammar/", ".ci/"]
    for span in Self.code(document) {
      for word in span.split(whereSeparator: { " \t'\"(),:".contains($0) })
      where places.contains(where: { word.hasPrefix($0) }) && !word.contains(where: Self.isPattern)
      {
        #expect(SourceTree.exists(String(word)), "\(document) names \(word)")
      }
    }
  }

  @Test("no file names a path of the machine that it was written on")
  func noPathOfThisMachine() {
    for path in SourceTree.files(below: "")
    where !path.hasPrefix("bin/") && !path.hasPrefix(".") {
      #expect(!SourceTree.holds(SourceTree.text(path), SourceTree.root + "/"), "\(path)")
    }
  }

  private static func isPattern(_ character: Character) -> Bool { "*<>{}[]$…".contains(character) }

  /// The targets of a document's links that are files here.
  private static func links(_ document: String) -> [String] {
    SourceTree.text(document).split(separator: "](").dropFirst().compactMap { rest in
      let target = rest.prefix { $0 != ")" && $0 != "#" }
      return target.isEmpty || target.contains("://") ? nil : String(target)
    }
  }

  /// What a document shows as code: the lines of its blocks, and the spans between backquotes.
  private static func code(_ document: String) -> [String] {
    var found: [String] = []
    var isBlock = false
    for line in SourceTree.lines(document) {
      if line.hasPrefix("```") {
        isBlock.toggle()
      } else if isBlock || line.hasPrefix("    ") {
        let text = line.drop { $0 == " " || $0 == "$" }.prefix { $0 != "#" }
        found.append(String(text.reversed().drop { $0 == " " }.reversed()))
      } else {
        let parts = line.split(separator: "`", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() where index % 2 == 1 { found.append(String(part)) }
      }
    }
    return found
  }
}
