import ShellBytes
import Testing

@testable import ShellPatterns

/// What a regular expression finds in a text: the match and its groups, nil for no match.
struct RegexRow: CustomTestStringConvertible, Sendable {
  var pattern: String
  var text: String
  var result: [String]?
  var options: Regex.Options
  init(_ pattern: String, _ text: String, _ result: [String]?, _ options: Regex.Options = []) {
    (self.pattern, self.text, self.result, self.options) = (pattern, text, result, options)
  }
  var testDescription: String { "\(text) =~ \(pattern)" }

  func find(_ syntax: Regex.Syntax, encoding: CharacterEncoding = .utf8) throws -> [String]? {
    let regex = try Regex(
      ByteString(pattern), syntax: syntax, options: options, encoding: encoding)
    let text = ByteString(text)
    return text.withBytes { bytes in
      var captures: [Range<Int>?] = []
      let isMatch = regex.firstMatch(bytes, captures: &captures)
      #expect(regex.matches(bytes) == isMatch)
      guard isMatch else { return nil }
      return captures.map { $0.map { text.bytes(in: $0).description } ?? "" }
    }
  }
}

@Suite("XBD 9 Regular expressions")
struct RegexTests {
  /// BASH_REMATCH of bash 5.2 with glibc 2.36 in the C.UTF-8 locale.
  static let extended: [RegexRow] = [
    RegexRow("a", "xax", ["a"]),
    RegexRow("", "abc", [""]),
    RegexRow("a*", "baa", [""]),
    RegexRow("a|ab", "abc", ["ab"]),
    RegexRow("(a|ab)(c|bcd)(d*)", "abcd", ["abcd", "a", "bcd", ""]),
    RegexRow("(a*)*", "aa", ["aa", "aa"]),
    RegexRow("(a*)+", "b", ["", ""]),
    RegexRow("(a|b*)*", "ab", ["ab", "b"]),
    RegexRow("((a)|b)*", "ab", ["ab", "b", "a"]),
    RegexRow("(ab|a)(bcd|c)?(d*)", "abcd", ["abcd", "ab", "c", "d"]),
    RegexRow("(x|xy)(z|yz)", "xyz", ["xyz", "x", "yz"]),
    RegexRow("(foo|foobar)(bar)?", "foobar", ["foobar", "foo", "bar"]),
    RegexRow("^([0-9]+)\\.([0-9]+)$", "12.34", ["12.34", "12", "34"]),
    RegexRow("^([0-9]+)\\.([0-9]+)$", "12.3x", nil),
    RegexRow("(a)|(b)", "b", ["b", "", "b"]),
    RegexRow("a{2}", "aaa", ["aa"]),
    RegexRow("a{2,}", "aaaa", ["aaaa"]),
    RegexRow("a{,2}", "aaa", ["aa"]),
    RegexRow("a{2,3}b", "aaaab", ["aaab"]),
    RegexRow("(ab){2}", "ababab", ["abab", "ab"]),
    RegexRow("a{0}b", "ab", ["b"]),
    RegexRow("()", "x", ["", ""]),
    RegexRow("a||b", "b", ["b"]),
    RegexRow("(|a)+", "a", ["a", "a"]),
    RegexRow("a.c", "aéc", ["aéc"]),
    RegexRow("[^a]", "é", ["é"]),
    RegexRow("[[:alpha:]]+", "1aéb2", ["aéb"]),
    RegexRow("[[:digit:]]+", "ab12", ["12"]),
    RegexRow("\\w+", "-aé_1-", ["aé_1"]),
    RegexRow("\\W", "aé-", ["-"]),
    RegexRow("\\s\\S", "a b", [" b"]),
    RegexRow("\\bfoo\\b", "a foo b", ["foo"]),
    RegexRow("\\bfoo\\b", "afoo", nil),
    RegexRow("\\Boo", "foo", ["oo"]),
    RegexRow("\\<b", "ab b", ["b"]),
    RegexRow("a\\>", "ab a", ["a"]),
    RegexRow("\\`a", "ba", nil),
    RegexRow("b\\'", "ab", ["b"]),
    RegexRow("^^a", "a", ["a"]),
    RegexRow("a$b", "a$b", nil),
    RegexRow("a^b", "a^b", nil),
    RegexRow("(^a)", "ba", nil),
    RegexRow("(^|x)a", "ya xa", ["xa", "x"]),
    RegexRow("a)", "a)", ["a)"]),
    RegexRow("[]a]+", "x]a", ["]a"]),
    RegexRow("[^]a]+", "]ab", ["b"]),
    RegexRow("[a-]+", "x-a", ["-a"]),
    RegexRow("[\\n]+", "a\\n", ["\\n"]),
    RegexRow("[.]", "a.", ["."]),
    RegexRow("\\.", "a.", ["."]),
    RegexRow("\\$", "a$", ["$"]),
    RegexRow("[[.a.]]", "a", ["a"]),
    RegexRow("[[=a=]b]+", "ab", ["ab"]),
    RegexRow("(a)\\1", "aa", ["aa", "a"]),
    RegexRow("(a)\\1", "ab", nil),
    RegexRow("(a*)b\\1", "aabaa", ["aabaa", "aa"]),
    RegexRow("((a)(b))\\2", "aba", ["aba", "ab", "a", "b"]),
    RegexRow("(.)(.)\\2\\1", "xabba", ["abba", "a", "b"]),
    RegexRow("^(.+)\\1$", "abcabc", ["abcabc", "abc"]),
    RegexRow("a.*b", "aXbYb", ["aXbYb"]),
    RegexRow("(a+)(b+)?", "aac", ["aa", "aa", ""]),
    RegexRow("a+?", "aaa", ["aaa"]),
    RegexRow("x*", "aaa", [""]),
    RegexRow("(b|a)*", "abab", ["abab", "b"]),
    RegexRow("((a|b)*)c", "abc", ["abc", "ab", "b"]),
    RegexRow("[a-z]+@[a-z]+\\.com", "me foo@bar.com", ["foo@bar.com"]),
    RegexRow("([^/]*)/([^/]*)$", "a/b/c", ["b/c", "b", "c"]),
    RegexRow(
      "^[[:space:]]*([a-z]+)[[:space:]]*=[[:space:]]*(.*)$", "  key = value x",
      ["  key = value x", "key", "value x"]),
    RegexRow("(a(b)?)+", "aba", ["aba", "a", "b"]),
    RegexRow("(a(b)?){2}", "aba", ["aba", "a", "b"]),
    RegexRow("(a?)*", "a", ["a", "a"]),
    RegexRow("(a|ab|c|bcd)*", "abcd", ["abcd", "bcd"]),
    RegexRow("a{3}", "aa", nil),
    RegexRow("\\{", "a{", ["{"]),
    RegexRow("a\\{2", "a{2", ["a{2"]),
    RegexRow("€", "x€", ["€"]),
    RegexRow("(é)+", "ééé", ["ééé", "é"]),
    RegexRow("[0-9]{3}-[0-9]{4}", "call 555-1234", ["555-1234"]),
    RegexRow("a\\|b", "a|b", ["a|b"]),
    RegexRow("([a-c])([^a-c])", "xad", ["ad", "a", "d"]),
    RegexRow("(a)(b)?(c)?", "ac", ["ac", "a", "", "c"]),
    RegexRow("(a)?b", "b", ["b", ""]),
    RegexRow("a+b+c+", "aabbcc", ["aabbcc"]),
    RegexRow("(ab|cd|ef)+gh", "xcdefgh", ["cdefgh", "ef"]),
    RegexRow("x$", "xx", ["x"]),
    RegexRow("^$", "", [""]),
    RegexRow("^", "abc", [""]),
    RegexRow("$", "abc", [""]),
    RegexRow("()|a", "a", ["a", ""]),
    RegexRow("(a|b)?\\1", "b", nil),
    RegexRow("[[:upper:]]", "aÉ", ["É"]),
    RegexRow("[^[:space:]]+", "  é x", ["é"]),
    RegexRow("[[:punct:]]", "a!", ["!"]),
    RegexRow("\\bé", "é", ["é"]),
    RegexRow("ABC", "xabc", ["abc"], .ignoresCase),
    RegexRow("[a-c]+", "xABC", ["ABC"], .ignoresCase),
    RegexRow("É", "é", ["é"], .ignoresCase),
    RegexRow("[[:upper:]]+", "abC", ["abC"], .ignoresCase),
    RegexRow("(a)\\1", "aA", ["aA", "a"], .ignoresCase),
    RegexRow("K", "k", ["k"], .ignoresCase),
    RegexRow("[^a]", "Ab", ["b"], .ignoresCase),
  ]
  @Test(arguments: extended) func findsExtended(_ row: RegexRow) throws {
    #expect(try row.find(.extended) == row.result)
  }

  /// What GNU sed 4.9 replaces, with its groups.
  static let basic: [RegexRow] = [
    RegexRow("a\\+", "aaa", ["aaa"]),
    RegexRow("a\\?b", "ab", ["ab"]),
    RegexRow("a\\|b", "b", ["b"]),
    RegexRow("\\(a\\)\\1", "aa", ["aa", "a"]),
    RegexRow("*a", "*a", ["*a"]),
    RegexRow("\\(*a\\)", "*a", ["*a", "*a"]),
    RegexRow("^*a", "*a", ["*a"]),
    RegexRow("a\\{2\\}", "aaa", ["aa"]),
    RegexRow("a\\{2,\\}", "aaaa", ["aaaa"]),
    RegexRow("a\\{1,2\\}b", "aaab", ["aab"]),
    RegexRow("a^b", "a^b", ["a^b"]),
    RegexRow("a$b", "a$b", ["a$b"]),
    RegexRow("\\(^a\\)", "a", ["a", "a"]),
    RegexRow("\\(a$\\)", "ba", ["a", "a"]),
    RegexRow("x\\(^a\\)", "xa", nil),
    RegexRow("a+", "a+", ["a+"]),
    RegexRow("(a)", "(a)", ["(a)"]),
    RegexRow("a|b", "a|b", ["a|b"]),
    RegexRow("a{2}", "a{2}", ["a{2}"]),
    RegexRow("\\+a", "+a", ["+a"]),
    RegexRow("\\?b", "?b", ["?b"]),
    RegexRow("a\\|*b", "*b", ["*b"]),
    RegexRow("[*]", "*", ["*"]),
    RegexRow("\\.", ".", ["."]),
    RegexRow("\\(a\\|b\\)*c", "abac", ["abac", "a"]),
    RegexRow("^a\\|^b", "b", ["b"]),
    RegexRow("\\<a\\>", "b a c", ["a"]),
    RegexRow("\\w\\W", "a-", ["a-"]),
    RegexRow("\\(\\(a\\)b\\)\\2", "aba", ["aba", "ab", "a"]),
    RegexRow("a.b", "a\nb", ["a\nb"]),
    RegexRow("[^x]b", "\nb", ["\nb"]),
  ]
  @Test(arguments: basic) func findsBasic(_ row: RegexRow) throws {
    #expect(try row.find(.basic) == row.result)
  }

  /// glibc 2.36 refuses these ranges in C.UTF-8 alone; they are what other locales make of them.
  @Test func rangesReachBeyondASCII() throws {
    #expect(try RegexRow("[é-ü]+", "aéüb", nil).find(.extended) == ["éü"])
    #expect(try RegexRow("[^à-ü]", "éx", nil).find(.extended) == ["x"])
    #expect(try RegexRow("[א-ת]+", "aשלb", nil).find(.extended) == ["של"])
    #expect(try RegexRow("[\u{80}-\u{10FFFF}]+", "a€😀b", nil).find(.extended) == ["€😀"])
  }

  /// What GNU sed -E says.
  static let extendedErrors: [(String, String)] = [
    ("(a", "Unmatched ( or \\("),
    ("[[:foo:]]", "Invalid character class name"),
    ("[z-a]", "Invalid range end"),
    ("(a)\\2", "Invalid back reference"),
    ("\\1(a)", "Invalid back reference"), ("(a)|b\\1", "Invalid back reference"),
    ("[[.nosuchname.]]", "Invalid collation character"),
    ("*a", "Invalid preceding regular expression"),
    ("^*a", "Invalid preceding regular expression"),
    ("(*a)", "Invalid preceding regular expression"),
    ("a|*b", "Invalid preceding regular expression"),
    ("{1}a", "Invalid preceding regular expression"),
    ("a{1", "Unmatched \\{"),
    ("a{x", "Unmatched \\{"),
    ("a{1a}", "Invalid content of \\{\\}"),
    ("a{3,1}", "Invalid content of \\{\\}"),
    ("a{32768}", "Regular expression too big"),
    ("{a", "Invalid preceding regular expression"),
    ("a{}", "Invalid content of \\{\\}"),
    ("a{,", "Unmatched \\{"),
    ("[a-[:digit:]]", "Invalid range end"),
    ("[[:digit:]-z]", "Invalid range end"),
    ("+", "Invalid preceding regular expression"),
    ("?a", "Invalid preceding regular expression"),
  ]
  @Test(arguments: extendedErrors) func refusesExtended(_ row: (String, String)) {
    #expect(throws: RegexError(ByteString(row.1))) {
      try Regex(ByteString(row.0), syntax: .extended)
    }
  }

  /// What GNU grep says.
  static let basicErrors: [(String, String)] = [
    ("\\(a", "Unmatched ( or \\("),
    ("a\\)", "Unmatched ) or \\)"),
    ("a\\{1", "Unmatched \\{"),
    ("a\\{x", "Unmatched \\{"),
    ("a\\{3,1\\}", "Invalid content of \\{\\}"),
    ("a\\{99999\\}", "Regular expression too big"),
    ("\\(a\\)\\2", "Invalid back reference"),
    ("[a", "Unmatched [, [^, [:, [., or [="),
    ("[[:foo:]]", "Invalid character class name"),
    ("a\\", "Trailing backslash"),
    ("[b-a]", "Invalid range end"),
  ]
  @Test(arguments: basicErrors) func refusesBasic(_ row: (String, String)) {
    #expect(throws: RegexError(ByteString(row.1))) {
      try Regex(ByteString(row.0), syntax: .basic)
    }
  }

  @Test func parenthesesAndRepeatsFollowTheCaller() throws {
    #expect(throws: RegexError("Unmatched ) or \\)")) {
      try Regex("a)", syntax: .extended, options: .refusesLoneParenthesis)
    }
    let tolerant: Regex.Options = .toleratesRepeats
    #expect(
      try Regex("*a", syntax: .extended, options: tolerant).warnings
        == ["* at start of expression"])
    #expect(throws: RegexError("Invalid preceding regular expression")) {
      try Regex("a**", syntax: .basic)
    }
    #expect(try RegexRow("a**", "aa", nil, tolerant).find(.basic) == ["aa"])
    #expect(try RegexRow("((a)|b)c\\2", "aca", nil).find(.extended) == ["aca", "a", "a"])
    #expect(try RegexRow("\\{1\\}a", "{1}a", nil, tolerant).find(.basic) == ["{1}a"])
    #expect(try RegexRow("a{x", "a{x", nil, tolerant).find(.extended) == ["a{x"])
    #expect(try RegexRow("(*a|{1}b)", "b", nil, tolerant).find(.extended) == ["b", "b"])
  }

  @Test func bytesAreCharactersInTheCLocale() throws {
    #expect(try RegexRow("^..$", "é", nil).find(.extended, encoding: .bytes) == ["é"])
    let regex = try Regex("a.b", syntax: .basic)
    #expect(!ByteString([97, 0xFF, 98]).withBytes { regex.matches($0) })
    let any = try Regex("a.b", syntax: .basic, encoding: .bytes)
    #expect(ByteString([97, 0xFF, 98]).withBytes { any.matches($0) })
  }

  @Test func linesHaveTheirOwnAnchors() throws {
    #expect(try RegexRow("^b$", "a\nb\nc", nil, .multiline).find(.extended) == ["b"])
    #expect(try RegexRow("a.*", "a\nb", nil, .multiline).find(.extended) == ["a"])
    #expect(try RegexRow("a[^x]*", "a\nb", nil, .multiline).find(.extended) == ["a"])
    #expect(try RegexRow("\\`b", "a\nb", nil, .multiline).find(.extended) == nil)
  }

  @Test func wholeWordsAndLines() throws {
    #expect(try RegexRow("fo*", "foo fo x", nil, .wholeWord).find(.extended) == ["foo"])
    #expect(try RegexRow("foo", "foobar", nil, .wholeWord).find(.extended) == nil)
    #expect(try RegexRow("a|ab", "ab", nil, .wholeLine).find(.extended) == ["ab"])
    #expect(try RegexRow("a|ab", "abc", nil, .wholeLine).find(.extended) == nil)
  }

  /// The numbers of the lines that match.
  private func lines(_ regex: Regex, _ text: ByteString) -> [Int] {
    text.withBytes { bytes in
      var found: [Int] = []
      var at = 0
      while at < bytes.count, let line = regex.firstMatchingLine(bytes, from: at) {
        found.append(bytes[..<line.lowerBound].reduce(1) { $1 == 10 ? $0 + 1 : $0 })
        at = line.upperBound + 1
      }
      return found
    }
  }

  @Test(arguments: [
    ("a", [1, 4]), ("^b", [2]), ("^$", [3]), ("[ab]", [1, 2, 4]), ("x|é", [5, 6]), ("\\bé", [6]),
    ("[[:alpha:]]é", []), ("a$", [1]), ("(.)\\1", [4]), ("^", [1, 2, 3, 4, 5, 6]), ("z", []),
    ("[0-9]*cc", [4]), ("acc", [4]),
  ])
  func findsLines(_ row: (pattern: String, numbers: [Int])) throws {
    let regex = try Regex(ByteString(row.pattern), syntax: .extended)
    #expect(lines(regex, "a\nb\n\nacc\nx\né") == row.numbers)
    #expect(lines(regex, "a\nb\n\nacc\nx\né\n") == row.numbers)
  }

  @Test func literalsAreNotSpecial() throws {
    let regex = try Regex(literals: ["a.c", "x*"])
    #expect(ByteString("a.c").withBytes { regex.matches($0) })
    #expect(!ByteString("abc").withBytes { regex.matches($0) })
    let folded = try Regex(literals: ["É"], options: .ignoresCase)
    #expect(ByteString("xé").withBytes { folded.matches($0) })
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "(a*)*b", "(a|aa)+b", "(a?){30}a{30}b", "a*a*a*a*a*b", "((a*)*)*b", "(.*)(.*)(.*)x",
    ])
  func neverBlowsUp(_ pattern: String) throws {
    let regex = try Regex(ByteString(pattern), syntax: .extended)
    let text = ByteString(repeating: UInt8(ascii: "a"), count: 4000)
    text.withBytes { bytes in
      var captures: [Range<Int>?] = []
      #expect(!regex.firstMatch(bytes, captures: &captures))
      #expect(!regex.matches(bytes))
    }
  }

  @Test func sizeIsBounded() {
    #expect(throws: RegexError("Regular expression too big")) {
      try Regex("((a{1000}){1000}){1000}", syntax: .extended)
    }
    let deep = ByteString(repeating: UInt8(ascii: "("), count: 100_000)
    #expect(throws: RegexError.self) { try Regex(deep, syntax: .extended) }
  }

  @Test func largeMatchesHaveGroups() throws {
    let regex = try Regex("^(a*)(b)?((a|b)*)$", syntax: .extended)
    let half = ByteString(repeating: UInt8(ascii: "a"), count: 450_000)
    let text = half + "b" + half
    text.withBytes { bytes in
      var captures: [Range<Int>?] = []
      #expect(regex.firstMatch(bytes, captures: &captures))
      #expect(captures[1] == 0..<450_000)
      #expect(captures[2] == 450_000..<450_001)
      #expect(captures[3] == 450_001..<900_001)
    }
  }
}
