import ShellBytes
import Synchronization

/// A POSIX regular expression on bytes, leftmost-longest (XBD 9), with GNU's additions
/// (`\+ \? \|`, `\w \W \s \S \b \B \< \> \` \'`).
///
/// - Source: POSIX.1-2024 XBD 9; glibc 2.36 regex for what the standard leaves open, for example
///   which of several equally long ways the groups take: the first that is written.
public final class Regex: Sendable {
  public enum Syntax: Sendable, Hashable { case basic, extended }
  public struct Options: OptionSet, Sendable, Hashable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let ignoresCase = Options(rawValue: 1)
    /// `^` and `$` also match at newlines, and `.` does not match a newline.
    public static let multiline = Options(rawValue: 2)
    /// A match must be all of the text (`grep -x`).
    public static let wholeLine = Options(rawValue: 4)
    /// A match must neither follow nor precede a word character (`grep -w`).
    public static let wholeWord = Options(rawValue: 8)
    /// In the extended syntax, a `)` without its `(` is an error, as in sed, and not text.
    public static let refusesLoneParenthesis = Options(rawValue: 16)
    /// In the extended syntax, a repeat of nothing is passed over and a wrong interval is text; in
    /// the basic one, a repeat may be repeated. So grep has it.
    public static let toleratesRepeats = Options(rawValue: 32)
    /// `[:space:]` is an error, as in grep and sed, and not a set of six characters.
    public static let refusesBareClasses = Options(rawValue: 64)
  }

  /// The number of `( )` groups.
  public let groupCount: Int
  /// What grep warns of: `* at start of expression`.
  public let warnings: [ByteString]
  let program: RegexProgram
  let spare = Mutex<RegexWorkspace?>(nil)

  /// - Throws: `RegexError` in glibc's words.
  public convenience init(
    _ pattern: ByteString, syntax: Syntax, options: Options = [],
    encoding: CharacterEncoding = .utf8
  ) throws(RegexError) {
    try self.init([pattern], syntax: syntax, options: options, encoding: encoding)
  }

  /// An expression that matches what one of several matches; back-references stay within theirs.
  /// - Throws: `RegexError` in glibc's words.
  public init(
    _ patterns: [ByteString], syntax: Syntax, options: Options = [],
    encoding: CharacterEncoding = .utf8
  ) throws(RegexError) {
    var nodes: [RegexNode] = []
    var groups = 0
    var warnings: [ByteString] = []
    for pattern in patterns {
      var parser = RegexParser(
        Array(pattern), syntax: syntax, options: options, encoding: encoding,
        groupsBefore: groups)
      nodes.append(try parser.parse())
      groups = parser.groupCount
      warnings += parser.warnings
    }
    let node = nodes.count == 1 ? nodes[0] : RegexNode.alternation(nodes)
    groupCount = groups
    self.warnings = warnings
    program = try RegexProgram(node, groups: groups, options: options, encoding: encoding)
  }

  /// An expression that matches one of several texts, in which nothing is special (`grep -F`).
  /// - Throws: `RegexError` when they are too big.
  public init(
    literals: [ByteString], options: Options = [], encoding: CharacterEncoding = .utf8
  ) throws(RegexError) {
    let nodes = literals.map { literal in
      literal.withBytes { RegexNode.literal($0, options: options, encoding: encoding) }
    }
    groupCount = 0
    warnings = []
    let node = nodes.count == 1 ? nodes[0] : RegexNode.alternation(nodes)
    program = try RegexProgram(node, groups: 0, options: options, encoding: encoding)
  }
}

/// Why a pattern is no regular expression.
public struct RegexError: Error, Sendable, Hashable {
  /// As glibc's regerror(3) says it: `Unmatched ( or \(`.
  public var message: ByteString
  public init(_ message: ByteString) { self.message = message }
}
