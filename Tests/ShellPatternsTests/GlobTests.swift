import ShellBytes
import Testing

@testable import ShellPatterns

/// Whether a text matches a pattern.
struct GlobRow: CustomTestStringConvertible, Sendable {
  var pattern: String
  var text: String
  var isMatch: Bool
  var options: Glob.Options
  init(_ pattern: String, _ text: String, _ isMatch: Bool, _ options: Glob.Options = []) {
    (self.pattern, self.text, self.isMatch, self.options) = (pattern, text, isMatch, options)
  }
  var testDescription: String { "case \(text) in \(pattern)" }
}

/// What the expansions leave of a text.
struct GlobCut: CustomTestStringConvertible, Sendable {
  var pattern: String
  var text: String
  /// `${x#p}`, `${x##p}`, `${x%p}`, `${x%%p}`, `${x/p/<>}`.
  var results: [String]
  var options: Glob.Options
  init(
    _ pattern: String, _ text: String, _ a: String, _ b: String, _ c: String, _ d: String,
    _ e: String, _ options: Glob.Options = []
  ) {
    (self.pattern, self.text, self.options) = (pattern, text, options)
    results = [a, b, c, d, e]
  }
  var testDescription: String { "\(text) less \(pattern)" }
}

@Suite("XCU 2.14 Pattern matching")
struct GlobTests {
  /// What bash 5.2 says in the C.UTF-8 locale.
  static let rows: [GlobRow] = [
    GlobRow("", "", true),
    GlobRow("", "a", false),
    GlobRow("a", "a", true),
    GlobRow("a*", "abc", true),
    GlobRow("*c", "abc", true),
    GlobRow("*b*", "abc", true),
    GlobRow("*", "x", true),
    GlobRow("?", "x", true),
    GlobRow("?", "", false),
    GlobRow("??", "é", false),
    GlobRow("?", "é", true),
    GlobRow("*??", "€", false),
    GlobRow("a?c", "a€c", true),
    GlobRow("[abc]", "b", true),
    GlobRow("[!abc]", "b", false),
    GlobRow("[^abc]", "d", true),
    GlobRow("[]a]", "]", true),
    GlobRow("[!]a]", "]", false),
    GlobRow("[a-c]", "b", true),
    GlobRow("[c-a]", "b", false),
    GlobRow("[a-]", "-", true),
    GlobRow("[--/]", ".", true),
    GlobRow("[[:alpha:]]", "x", true),
    GlobRow("[[:alpha:][:digit:]]", "5", true),
    GlobRow("[[:foo:]a]", "a", true),
    GlobRow("[[:foo:]]", ":", false),
    GlobRow("[[:alpha:]-z]", "-", true),
    GlobRow("[[:alpha:]-z]", "b", true),
    GlobRow("[[.x.]-z]", "y", true),
    GlobRow("[a-[.z.]]", "m", true),
    GlobRow("[[=a=]]", "a", true),
    GlobRow("[[.-.]]", "-", true),
    GlobRow("[a", "[a", true),
    GlobRow("[", "[", true),
    GlobRow("[]", "[]", true),
    GlobRow("[!]", "[!]", true),
    GlobRow("[[:x", "[[:x", true),
    GlobRow("a[", "a[", true),
    GlobRow("[[:alpha:]", "[", false),
    GlobRow("[a\\]b]", "]", true),
    GlobRow("[\\a]", "a", true),
    GlobRow("[\\a]", "\\", false),
    GlobRow("[a\\-z]", "b", false),
    GlobRow("[a\\-z]", "-", true),
    GlobRow("[\\\\]", "\\", true),
    GlobRow("\\*", "*", true),
    GlobRow("\\*", "a", false),
    GlobRow("\\a", "a", true),
    GlobRow("a\\", "a\\", true),
    GlobRow("a\\", "a", false),
    GlobRow("\\", "\\", true),
    GlobRow("\\\\", "\\", true),
    GlobRow("a*b*c", "aXbYc", true),
    GlobRow("a*b*c", "aXbY", false),
    GlobRow("*a*b", "aab", true),
    GlobRow("*ab*ab", "ab", false),
    GlobRow("*ab*ab", "abab", true),
    GlobRow("*[0-9]", "a1", true),
    GlobRow("*[0-9]*", "a1b", true),
    GlobRow("[0-9]*", "1b", true),
    GlobRow("*.[ch]", "x.c", true),
    GlobRow("*.[ch]", "x.o", false),
    GlobRow("[!0-9]*", "a", true),
    GlobRow("[é]", "é", true),
    GlobRow("[à-ü]", "é", true),
    GlobRow("[^a]", "é", true),
    GlobRow("[[:alpha:]]", "é", true),
    GlobRow("[[:upper:]]", "É", true),
    GlobRow("a*é", "aé", true),
    GlobRow("[/]", "/", true),
    GlobRow("a/b", "a/b", true),
    GlobRow("*", "a/b", true),
    GlobRow("[[:space:]]", " ", true),
    GlobRow("[[:punct:]]", "!", true),
    GlobRow("[![:space:]]", "x", true),
    GlobRow("a[]-]b", "a-b", true),
    GlobRow("[A-Z]", "b", false),
    GlobRow("[a-z]", "B", false),
    GlobRow("@(a|b)", "a", true, .extended),
    GlobRow("@(a|b)", "c", false, .extended),
    GlobRow("?(a)b", "b", true, .extended),
    GlobRow("?(a)b", "ab", true, .extended),
    GlobRow("?(a)b", "aab", false, .extended),
    GlobRow("*(ab)", "abab", true, .extended),
    GlobRow("*(ab)", "", true, .extended),
    GlobRow("+(ab)", "", false, .extended),
    GlobRow("+(a|b)c", "ababc", true, .extended),
    GlobRow("!(a)", "a", false, .extended),
    GlobRow("!(a)", "b", true, .extended),
    GlobRow("!(a)", "", true, .extended),
    GlobRow("!(a|b)c", "ac", false, .extended),
    GlobRow("!(a|b)c", "abc", true, .extended),
    GlobRow("!(*.c)", "x.c", false, .extended),
    GlobRow("!(*.c)", "x.o", true, .extended),
    GlobRow("*.!(c|h)", "x.c", false, .extended),
    GlobRow("*.!(c|h)", "x.o", true, .extended),
    GlobRow("@(a|+(b|c))d", "bcbd", true, .extended),
    GlobRow("@(a", "@(a", true, .extended),
    GlobRow("a@()b", "ab", true, .extended),
    GlobRow("@(|a)b", "b", true, .extended),
    GlobRow("+([0-9])", "123", true, .extended),
    GlobRow("+([0-9])", "12a", false, .extended),
    GlobRow("*([[:space:]])x", "  x", true, .extended),
    GlobRow("!(!(a))", "a", true, .extended),
    GlobRow("!(!(a))", "b", false, .extended),
    GlobRow("*(a|*b)c", "xbaac", true, .extended),
    GlobRow("+(*)", "x", true, .extended),
    GlobRow("@([)])", ")", true, .extended),
    GlobRow("a!(b)c", "abc", false, .extended),
    GlobRow("a!(b)c", "axc", true, .extended),
    GlobRow("!(foo)*", "foo", true, .extended),
    GlobRow("@(a\\|b)", "a|b", true, .extended),
    GlobRow("\\@(a)", "@a", false, .extended),
    GlobRow("@(é|ü)?", "éx", true, .extended),
    GlobRow("*(*(*(*(*(a)))))b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false, .extended),
    GlobRow("?", "?(", false, .extended),
    GlobRow("+(a|aa|aaa)", "aaaaaaaaaaaaaaaaaaaaaaaaaab", false, .extended),
    GlobRow("ABC", "abc", true, [.extended, .ignoresCase]),
    GlobRow("[a-c]", "B", true, [.extended, .ignoresCase]),
    GlobRow("É", "é", true, [.extended, .ignoresCase]),
    GlobRow("[É]", "é", true, [.extended, .ignoresCase]),
    GlobRow("a*Z", "Abz", true, [.extended, .ignoresCase]),
    GlobRow("[[:upper:]]", "a", false, [.extended, .ignoresCase]),
    GlobRow("@(A|B)", "b", true, [.extended, .ignoresCase]),
  ]

  @Test(arguments: rows) func matches(_ row: GlobRow) {
    let glob = Glob(ByteString(row.pattern), options: row.options)
    #expect(ByteString(row.text).withBytes { glob.matches($0) } == row.isMatch)
  }

  /// What bash 5.2 leaves of a text.
  static let cutRows: [GlobCut] = [
    GlobCut("a*", "aXaY", "XaY", "", "aX", "", "<>"),
    GlobCut("*a", "XaYa", "Ya", "", "XaY", "", "<>"),
    GlobCut("*", "abc", "abc", "", "abc", "", "<>"),
    GlobCut("?", "é€", "€", "€", "é", "é", "<>€"),
    GlobCut("a", "ab", "b", "b", "ab", "ab", "<>b"),
    GlobCut("b", "ab", "ab", "ab", "a", "a", "a<>"),
    GlobCut("*/", "a/b/c", "b/c", "c", "a/b/c", "a/b/c", "<>c"),
    GlobCut("/*", "a/b/c", "a/b/c", "a/b/c", "a/b", "a", "a<>"),
    GlobCut(".*", "a.tar.gz", "a.tar.gz", "a.tar.gz", "a.tar", "a", "a<>"),
    GlobCut("*.", "a.tar.gz", "tar.gz", "gz", "a.tar.gz", "a.tar.gz", "<>gz"),
    GlobCut("[0-9]*", "12a", "2a", "", "1", "", "<>"),
    GlobCut("*[0-9]", "1a2b", "a2b", "b", "1a2b", "1a2b", "<>b"),
    GlobCut("*[!0-9]", "12ab34", "b34", "34", "12ab34", "12ab34", "<>34"),
    GlobCut("a*b", "aXbYb", "Yb", "", "", "", "<>"),
    GlobCut("a*b*c", "abcbc", "bc", "", "", "", "<>"),
    GlobCut("*b*", "abcb", "cb", "", "abc", "", "<>"),
    GlobCut("", "", "", "", "", "", ""),
    GlobCut("x", "", "", "", "", "", ""),
    GlobCut("*x*y", "axbyxcy", "xcy", "", "axby", "", "<>"),
    GlobCut("[[:space:]]*", "  a b ", " a b ", "", "  a b", "", "<>"),
    GlobCut("*é", "aébéc", "béc", "c", "aébéc", "aébéc", "<>c"),
    GlobCut("??", "éüx", "x", "x", "é", "é", "<>x"),
    GlobCut("?*", "é", "", "", "", "", "<>"),
    GlobCut("*?", "é", "", "", "", "", "<>"),
    GlobCut("+(a)", "aab", "ab", "b", "aab", "aab", "<>b", .extended),
    GlobCut("*(a)", "aab", "aab", "b", "aab", "aab", "<>b", .extended),
    GlobCut("@(a|ab)", "abc", "bc", "c", "abc", "abc", "<>c", .extended),
    GlobCut("!(b)", "abc", "abc", "", "abc", "", "<>", .extended),
    GlobCut("+([[:space:]])", "  a  ", " a  ", "a  ", "  a ", "  a", "<>a  ", .extended),
    GlobCut("*@(a|b)", "xaxb", "xb", "", "xax", "", "<>", .extended),
    GlobCut("?(a)b", "abab", "ab", "ab", "aba", "ab", "<>ab", .extended),
    GlobCut(
      "+([0-9]).", "10.20.30", "20.30", "20.30", "10.20.30", "10.20.30", "<>20.30", .extended),
  ]

  @Test(arguments: cutRows) func cuts(_ row: GlobCut) {
    let glob = Glob(ByteString(row.pattern), options: row.options)
    let text = ByteString(row.text)
    let found = text.withBytes { bytes -> [ByteString] in
      var found = [false, true].map { longest in
        text.dropFirst(glob.prefixLength(bytes, longest: longest) ?? 0)
      }
      found += [false, true].map { longest in
        text.dropLast(glob.suffixLength(bytes, longest: longest) ?? 0)
      }
      if !text.isEmpty, let match = glob.firstMatch(bytes, from: 0) {
        found.append(text.prefix(match.lowerBound) + "<>" + text.dropFirst(match.upperBound))
      } else {
        found.append(text)
      }
      return found
    }
    #expect(found.map(\.description) == row.results)
  }

  @Test(arguments: [
    ("*", "a/b", false), ("*/*", "a/b", true), ("*", ".x", false), (".*", ".x", true),
    ("[.]x", ".x", false), ("?x", ".x", false), ("a/*", "a/.x", false), ("a[/]b", "a/b", false),
    ("a[/]b", "a[/]b", true), ("/*/b", "/a/b", true), ("/*/b", "/a/c/b", false),
  ])
  func matchesPaths(_ row: (pattern: String, text: String, isMatch: Bool)) {
    let glob = Glob(ByteString(row.pattern), options: .path)
    #expect(ByteString(row.text).withBytes { glob.matches($0) } == row.isMatch)
  }

  @Test func bytesAreCharactersInTheCLocale() {
    let glob = Glob("??", encoding: .bytes)
    #expect(ByteString("é").withBytes { glob.matches($0) })
    let invalid = Glob("a?b")
    #expect(ByteString([97, 0xFF, 98]).withBytes { invalid.matches($0) })
    let set = Glob("[a\u{FF}]", encoding: .bytes)
    #expect(ByteString([0xC3]).withBytes { set.matches($0) })
  }

  @Test(arguments: [
    ("abc", false), ("a*", true), ("\\*", false), ("[a]", true), ("[a", false), ("a?", true),
    ("@(a)", false), ("a]", false),
  ])
  func tellsPatterns(_ row: (text: String, isPattern: Bool)) {
    #expect(Glob.isPattern(ByteString(row.text)) == row.isPattern)
  }

  @Test func tellsGroups() {
    #expect(Glob.isPattern("@(a)", options: .extended))
    #expect(!Glob.isPattern("@(a", options: .extended))
  }

  @Test func literalsLoseTheirQuotes() {
    #expect(Glob("a\\*b").literal == "a*b")
    #expect(Glob("a*b").literal == nil)
    #expect(Glob("a/\\[b", options: .path).literal == "a/[b")
  }

  @Test(.timeLimit(.minutes(1))) func neverBlowsUp() {
    let text = ByteString(repeating: UInt8(ascii: "a"), count: 3000)
    for pattern in ["*a*a*a*a*a*a*a*a*a*a*b", "a*b", "*a*b?", "*[a]*[a]*[a]*[b]"] {
      let glob = Glob(ByteString(pattern))
      text.withBytes { bytes in
        #expect(!glob.matches(bytes))
        #expect(glob.prefixLength(bytes, longest: true) == nil)
        #expect(glob.suffixLength(bytes, longest: false) == nil)
        #expect(glob.firstMatch(bytes, from: 0) == nil)
      }
    }
    let nested = Glob("+(+(+(a|aa)|a)|*(a))b", options: .extended)
    #expect(!text.prefix(200).withBytes { nested.matches($0) })
  }
}
