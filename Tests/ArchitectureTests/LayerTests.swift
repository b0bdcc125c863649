import Testing

/// The layers, what each imports, and what no layer does.
@Suite("Layers")
struct LayerTests {
  /// What a target may import of this package and of its dependencies. An upper layer imports
  /// lower ones, never the other way round.
  static let allowed: [String: Set<String>] = [
    "ShellBytes": [],
    "ShellPatterns": ["ShellBytes"],
    "ShellSyntax": ["ShellBytes"],
    "ShellSystem": ["ShellBytes", "CShellSpawn"],
    "ShellCommand": ["ShellBytes", "ShellSystem"],
    "ShellUtilities": [
      "ShellBytes", "ShellPatterns", "ShellSystem", "ShellCommand", "CPCRE2",
    ],
    "JQ": ["ShellBytes", "ShellSystem", "ShellCommand", "COniguruma"],
    "Curl": ["ShellBytes", "ShellSystem", "ShellCommand", "CCurl"],
    "ShellInterpreter": [
      "ShellBytes", "ShellPatterns", "ShellSyntax", "ShellSystem", "ShellCommand",
    ],
    "Nacre": [
      "ShellBytes", "ShellPatterns", "ShellSyntax", "ShellSystem", "ShellCommand",
      "ShellUtilities", "JQ", "Curl", "ShellInterpreter",
    ],
    "ShellREPL": ["Nacre", "ShellBytes", "ShellCommand", "ShellSystem", "CReadline"],
    "LambdaProtocol": ["ShellBytes", "ShellSystem"],
    "LambdaRuntime": ["Nacre", "ShellBytes", "ShellCommand", "ShellSystem", "LambdaProtocol"],
    "LambdaEmulator": [
      "ShellBytes", "ShellCommand", "ShellSystem", "LambdaProtocol", "NIOCore", "NIOPosix",
      "NIOHTTP1",
    ],
    "nacre": [
      "Nacre", "ShellBytes", "ShellCommand", "ShellSystem", "ShellREPL", "LambdaRuntime",
    ],
    "bootstrap": ["Nacre", "ShellBytes", "ShellSystem", "LambdaRuntime"],
    "nacre-serve": ["LambdaEmulator", "ShellBytes", "ShellSystem"],
  ]

  static let targets = SourceTree.names("Sources").filter { name in
    !SourceTree.files(below: "Sources/" + name, endingIn: ".swift").isEmpty
  }

  /// The code of every file of the sources, by its path.
  static let code = Dictionary(
    uniqueKeysWithValues: SourceTree.files(below: "Sources", endingIn: ".swift").map {
      ($0, SwiftCode(SourceTree.text($0)))
    })

  /// The lines of code that contain a word, each with its place.
  static func lines(containing word: String) -> [(path: String, place: String, line: String)] {
    code.flatMap { path, code in
      code.lines.enumerated().compactMap { index, line in
        SourceTree.holds(line, word) ? (path, "\(path):\(index + 1)", line) : nil
      }
    }
  }

  @Test("every target has its place in the table")
  func everyTargetHasAPlace() {
    #expect(Self.targets.count > 10)
    #expect(Self.targets.filter { Self.allowed[$0] == nil } == [])
  }

  @Test("no target imports what is not below it", arguments: targets)
  func imports(target: String) throws {
    let permitted = try #require(Self.allowed[target])
    for (path, place, line) in Self.lines(containing: "import ") {
      guard path.hasPrefix("Sources/\(target)/"), let module = Self.imported(line) else { continue }
      let isOfTheLanguage =
        module == "Synchronization" || (module == "Glibc" && target == "ShellSystem")
      #expect(isOfTheLanguage || permitted.contains(module), "\(place) imports \(module)")
    }
  }

  /// The module that a line of code imports.
  private static func imported(_ line: String) -> String? {
    let words = line.split(separator: " ")
    guard let place = words.firstIndex(of: "import"), place < 3,
      words[..<place].allSatisfy({
        $0.hasPrefix("@") || ["public", "package", "internal", "private"].contains($0)
      })
    else { return nil }
    let kinds = ["struct", "class", "enum", "func", "var", "let", "protocol", "typealias"]
    return words[(place + 1)...].first { !kinds.contains(String($0)) }
      .map { String($0.split(separator: ".")[0]) }
  }

  @Test("no state outside a value: no mutable global or static variable")
  func noMutableGlobals() {
    for (_, place, line) in Self.lines(containing: "var ") {
      #expect(!Self.isMutableGlobal(line), "\(place): \(line)")
    }
  }

  /// Whether a line declares a stored variable at file scope, or a stored static one.
  private static func isMutableGlobal(_ line: String) -> Bool {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "(" }).map(String.init)
    guard let place = words.firstIndex(of: "var") else { return false }
    let before = words[..<place]
    let isStatic = before.contains("static")
    guard isStatic || line.first != " " else { return false }
    let modifiers: Set = [
      "public", "package", "internal", "private", "fileprivate", "static", "nonisolated", "unsafe)",
    ]
    guard before.allSatisfy({ modifiers.contains($0) || $0.hasPrefix("@") || $0 == "__always)" })
    else { return false }
    // A computed one has its body, or the type that goes on in the next line.
    let declaration = line.prefix { $0 != "{" }
    return declaration.contains("=") || !(line.contains("{") || line.hasSuffix(":"))
  }

  @Test("the check for mutable globals sees them and nothing else")
  func mutableGlobalsAreSeen() {
    for line in [
      "var a = 1", "private var a: Int", "  static var a = 1", "nonisolated(unsafe) var a: Int = 1",
    ] {
      #expect(Self.isMutableGlobal(line), "\(line)")
    }
    for line in [
      "  var a = 1", "let a = 1", "  static var a: Int { 1 }", "  public static var a: Int {",
      "  static let a = 1", "  static var a: Bool { b == 0 }",
    ] {
      #expect(!Self.isMutableGlobal(line), "\(line)")
    }
  }

  /// What changes the process for all shells in it, and where it may stand for all that.
  static let processWide: [(call: String, exceptions: [String])] = [
    ("chdir(", []), ("fchdir(", []), ("setenv(", []), ("putenv(", []), ("unsetenv(", []),
    ("fork(", []), ("vfork(", []), ("setlocale(", []),
    // Read once at the start, and cleared for modes that the shell computes itself.
    ("umask(", ["Sources/ShellSystem/Process.swift"]),
  ]

  @Test("no call changes the process", arguments: processWide.indices)
  func noProcessWideCall(index: Int) {
    let (call, exceptions) = Self.processWide[index]
    for (path, place, line) in Self.lines(containing: call) where !exceptions.contains(path) {
      #expect(!Self.calls(line, call), "\(place) calls \(call)")
    }
  }

  /// Whether a line calls the C function itself, not a method or function of ours of that name.
  private static func calls(_ line: String, _ call: String) -> Bool {
    var rest = Substring(line)
    while let range = rest.firstRange(of: call) {
      let before = rest[..<range.lowerBound]
      let isOurs =
        before.hasSuffix("func ") || (before.hasSuffix(".") && !before.hasSuffix("Glibc."))
      let isWord = before.last.map { !($0.isLetter || $0 == "_" || $0.isNumber) } ?? true
      if isWord && !isOurs { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }

  @Test("the check for process-wide calls sees them and nothing else")
  func processWideCallsAreSeen() {
    #expect(Self.calls("  let old = Glibc.umask(0)", "umask("))
    #expect(Self.calls("  chdir(path)", "chdir("))
    #expect(!Self.calls("  shell.chdir(path)", "chdir("))
    #expect(!Self.calls("  func chdir(_ path: Path) {", "chdir("))
    #expect(!Self.calls("  logicalChdir(path)", "chdir("))
  }

  @Test("nothing is left for later")
  func nothingIsLeftForLater() {
    for path in SourceTree.files(below: "Sources") {
      let text = SourceTree.text(path)
      #expect(!SourceTree.holds(text, "TODO") && !SourceTree.holds(text, "FIXME"), "\(path)")
    }
  }

  @Test("nothing forced can end the host")
  func nothingForcedEndsTheHost() {
    for word in ["fatalError(", "preconditionFailure(", "try! ", "as! "] {
      #expect(Self.lines(containing: word).map(\.place) == [])
    }
  }

  @Test("code is told from comments and literals")
  func codeIsTold() {
    let code = SwiftCode(
      #"""
      let a = "// \(f("x)")) fork(" + #"chdir("\"#  // umask(
      /* setenv(
      */ b(1)
      """#)
    #expect(code.lines.count == 3)
    #expect(code.lines[0].hasPrefix("let a = "))
    #expect(code.lines.allSatisfy { !$0.contains("k(") && !$0.contains("v(") })
    #expect(code.lines[2].hasSuffix(" b(1)"))
  }
}
